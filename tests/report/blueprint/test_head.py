"""The head of a picture: nothing runs into anything else, however long it is."""

from __future__ import annotations

from itertools import pairwise

import pytest

from blueprint_sim.report.blueprint.contents import KeyFigure
from blueprint_sim.report.blueprint.head import HEIGHT, MARGIN, head, shortened
from blueprint_sim.report.canvas import Canvas, width_of
from blueprint_sim.report.ink.marks import Words
from blueprint_sim.report.ink.palette import LIGHT, TYPE

FIGURES = (
    KeyFigure("2.6", ("moments of misery", "per customer", "2.5 to 2.7")),
    KeyFigure("EUR 1,000,000", ("per resolved", "issue")),
)
TITLES = (
    "Short",
    'Voice menu first: most misery in the wait for "Agent asks" or at "Retention offer"',
    "word " * 60,
    "x" * 300,
    "日" * 100,
    "",
)


def written(title: str, subtitle: str = "About", figures: tuple[KeyFigure, ...] = FIGURES):
    canvas = Canvas(17.5, 10, LIGHT)
    head(canvas, title, subtitle, figures)
    return [mark for mark in canvas.marks if isinstance(mark, Words)]


@pytest.mark.parametrize("figures", [(), FIGURES])
@pytest.mark.parametrize("title", TITLES)
def test_title_and_key_figures_do_not_touch(title: str, figures: tuple[KeyFigure, ...]) -> None:
    words = written(title, "subtitle " * 40, figures)
    shown = {text for figure in figures for text in (figure.value, *figure.words)}
    left = [mark for mark in words if mark.text not in shown]
    right = [mark for mark in words if mark.text in shown]
    edge = min((mark.at[0] for mark in right), default=17.5 - MARGIN)
    assert max(mark.at[0] + mark.width for mark in left) <= edge
    assert max((mark.at[0] + mark.width for mark in right), default=0) <= 17.5


@pytest.mark.parametrize("title", TITLES)
def test_lines_stand_below_one_another_within_the_band(title: str) -> None:
    lines = [mark for mark in written(title, figures=()) if mark.text]
    bases = [mark.at[1] for mark in lines]
    assert bases == sorted(bases)
    for above, below in pairwise(lines):
        assert below.at[1] - above.at[1] >= max(above.size, below.size) / 72
    assert bases[-1] < HEIGHT


def test_a_short_title_has_its_full_size_and_a_long_one_is_smaller() -> None:
    assert written("Short")[len(FIGURES[0].words) + len(FIGURES[1].words) + 2].size == TYPE.title
    (long,) = {mark.size for mark in written(TITLES[1], figures=()) if mark.bold}
    assert TYPE.least_title <= long < TYPE.title


def test_two_lines_are_about_as_long() -> None:
    first, second = (mark for mark in written("Word " * 17, figures=()) if mark.bold)
    assert first.width == pytest.approx(second.width, rel=0.2)


def test_what_is_cut_is_whole_on_hover() -> None:
    cut = [mark for mark in written("word " * 60, "subtitle " * 40) if "…" in mark.text]
    assert [" ".join(mark.hover.split()) for mark in cut] == [
        " ".join(["word"] * 60),
        " ".join(["subtitle"] * 40),
    ]


def test_key_figures_that_leave_no_room_leave_the_title_out() -> None:
    words = written("Voice menu first", figures=(KeyFigure("9" * 99, ("per customer",)),))
    assert "Voice menu first" not in [mark.text for mark in words]


@pytest.mark.parametrize("text", ["Retention offer", "x" * 50, "a b", ""])
def test_shortened_text_fits_and_keeps_what_it_can(text: str) -> None:
    found = shortened(text, 1.0, 17)
    assert width_of(found, 17) <= 1.0
    assert found == text or (found.endswith("…") and text.startswith(found[:-1].rstrip()))
