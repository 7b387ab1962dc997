from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint_sim.report.screen.columns import clean, cut, left, right, width, wrap


def test_wide_characters_take_two_columns_and_accents_none() -> None:
    assert width("abc") == 3
    assert width("直接") == 4
    assert width("e\u0301") == 1


def test_what_would_move_the_cursor_is_taken_out() -> None:
    assert clean("a\x1b[31m\tb\n c\u202e") == "a[31m b c"


@given(st.text(), st.integers(4, 90))
def test_cells_are_exactly_as_wide_as_asked(text: str, columns: int) -> None:
    assert width(left(clean(text), columns)) == columns
    assert width(right(clean(text), columns)) == columns


@given(st.text(), st.integers(4, 90), st.integers(1, 4))
def test_lines_fit_and_lose_nothing_unless_cut(text: str, columns: int, most: int) -> None:
    text = clean(text)
    lines = wrap(text, columns)
    assert all(width(line) <= columns for line in lines)
    kept = str.maketrans("", "", " -")
    assert "".join(lines).translate(kept) == text.translate(kept)
    short = wrap(text, columns, most)
    assert len(short) <= most
    assert all(width(line) <= columns for line in short)


def test_a_word_is_broken_only_where_it_must_be_and_behind_a_hyphen() -> None:
    assert wrap("Reception by phone", 9) == ["Reception", "by phone"]
    assert wrap("Reception by phone", 8) == ["Recept-", "ion by", "phone"]
    assert wrap("2012-11-22T10:30", 8) == ["2012-11-", "22T10:30"]
    assert wrap("直接オペレーター", 8) == ["直接オペ", "レーター"]


def test_a_cut_is_seen() -> None:
    assert cut("Voice menu that remembers", 12) == "Voice men..."
    assert wrap("Voice menu that remembers", 7, 2) == ["Voice", "menu..."]


@pytest.mark.parametrize(
    ("name", "columns", "lines"),
    [
        ("fixed_and_fewer", 13, ["fixed_and_", "fewer"]),
        ("steps.ask_for_everything.takes", 12, ["steps.ask_", "for_", "everything.", "takes"]),
        ("a_bbbbbbbbbbbbbbbb", 9, ["a_", "bbbbbbbb-", "bbbbbbbb"]),
        ("billing_department_line now", 13, ["billing_", "department_", "line now"]),
        ("short_name", 10, ["short_name"]),
    ],
)
def test_a_long_name_breaks_behind_an_underscore(name: str, columns: int, lines: list[str]) -> None:
    assert wrap(name, columns) == lines
