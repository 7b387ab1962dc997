from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint_sim.report.layout.wrap import ELLIPSIS, clipped, wrap
from tests.report.layout.blueprints import EMOJI, HEBREW, LONG, measure

SIZES = (17, 16, 15, 14, 13)


def each(text: str, size: float, bold: bool) -> float:
    """Every character is a tenth of an inch wide at 17 points."""
    return len(text) * 0.1 * size / 17


def test_fewest_lines_then_least_ragged():
    assert wrap("Calls to cancel", 1.54, each, SIZES).lines == ("Calls to cancel",)
    assert wrap("Agent asks again: who, why", 1.54, each, SIZES).lines == (
        "Agent asks",
        "again: who, why",
    )
    assert wrap("aaaa bbbb cccc dddd", 1.54, each, SIZES).lines == ("aaaa bbbb", "cccc dddd")


def test_smaller_before_parted():
    wrapped = wrap("Kundendienststelle", 1.54, each, SIZES)
    assert wrapped == (("Kundendienststelle",), 14, "")


def test_parted_at_the_last_size_only():
    wrapped = wrap("Kundendienstmitarbeiterin", 1.54, each, SIZES)
    assert wrapped.size == 13
    assert wrapped.lines == ("Kundendienstmitarbe-", "iterin")
    assert not wrapped.whole


def test_too_much_ends_in_an_ellipsis_and_keeps_the_whole():
    text = " ".join(["word"] * 40)
    wrapped = wrap(text, 1.54, each, SIZES)
    assert len(wrapped.lines) == 3
    assert wrapped.lines[-1].endswith(ELLIPSIS)
    assert wrapped.whole == text


def test_the_last_line_is_used_up_before_the_ellipsis():
    assert wrap("11% " + LONG, 1.54, each, (17,), lines=1).lines == ("11% Donaudampf" + ELLIPSIS,)


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_nothing_is_one_empty_line(text):
    assert wrap(text, 1.54, each, SIZES).lines == ("",)


def test_emoji_stay_whole():
    for line in wrap(EMOJI.strip() * 30, 1.54, measure, SIZES).lines:
        assert not line.startswith(("\u200d", "\U0001f3fd"))
        assert line.rstrip(ELLIPSIS).endswith("\U0001f4bb")


def test_a_script_without_hyphens_gets_none():
    assert wrap("\u8ba2\u5355" * 12, 1.54, each, SIZES).lines[0][-1] in "\u8ba2\u5355"


@given(st.text(max_size=200), st.sampled_from([0.9, 1.54, 2.4]))
def test_no_line_is_wider_than_the_room(text, width):
    wrapped = wrap(text, width, measure, SIZES)
    assert 1 <= len(wrapped.lines) <= 3
    assert all(measure(line, wrapped.size, False) <= width for line in wrapped.lines)


@given(st.sampled_from([LONG, HEBREW * 12, EMOJI * 9, "a" * 200, "word " * 40]))
def test_what_is_not_shown_is_kept(text):
    wrapped = wrap(text, 1.54, measure, SIZES)
    shown = "".join(wrapped.lines).replace("-", "").replace(" ", "")
    if not wrapped.whole:
        assert shown == text.replace(" ", "")
    else:
        assert wrapped.whole == " ".join(text.split())
        assert wrapped.whole.replace(" ", "").startswith(shown.rstrip(ELLIPSIS))


@given(st.text(max_size=60), st.floats(0.3, 3.0))
def test_clipped_fits(text, width):
    assert measure(clipped(text, width, measure, 13), 13, False) <= max(
        width, measure(ELLIPSIS, 13, False)
    )


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("A clipboard", ("A clipboard",)),
        ("A clipboard with a form", ("A clipboard", "with a form")),
        ("A clipboard with a long form", ("A clipboard", "with a…")),
        ("unbreakablyoneword", ("unbreakabl…",)),
    ],
)
def test_where_no_word_may_be_parted_the_ellipsis_stands_behind_one(text, lines):
    found = wrap(text, 1.1, each, (17,), lines=2, part=False)
    assert found.lines == lines
    assert found.whole == (text if lines[-1].endswith(ELLIPSIS) else "")
