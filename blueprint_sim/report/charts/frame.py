"""The page of a chart: a finding as its title, what is shown, and notes.

It is 16 inches wide, and as high as what it shows: 9 at most, as a slide is.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from blueprint_sim.report.canvas import Canvas
from blueprint_sim.report.charts.lettering import LEADING, block, shrinking, write
from blueprint_sim.report.ink.palette import TYPE, Theme
from blueprint_sim.report.screen.columns import cut
from blueprint_sim.report.speech.differences import UNFINISHED
from blueprint_sim.report.speech.findings import TELLING
from blueprint_sim.report.speech.numbers import counted, listed
from blueprint_sim.report.speech.words import quoted
from blueprint_sim.studies.result import Result

WIDTH, HEIGHT = 16.0, 9.0
STEP = 0.25
"""A page is so many inches high, or a multiple of that: whole pixels in every picture."""
MARGIN = 0.45
EMPTY = 1.5
"""Room that it takes to say that there is nothing to show, in inches."""
LONGEST = 60
"""Columns of a scenario's title before what a picture shows."""
NAMED = 3
"""Variants that a note names one by one."""
NOTES = 5
"""Lines that notes may take."""


class Frame(NamedTuple):
    """A page with its title and notes, and the room between them, in inches."""

    canvas: Canvas
    top: float
    bottom: float

    @property
    def left(self) -> float:
        """Where the room begins."""
        return MARGIN

    @property
    def right(self) -> float:
        """Where it ends."""
        return WIDTH - MARGIN


def frame(
    theme: Theme,
    title: str,
    subtitle: str,
    notes: Sequence[str],
    room: float = WIDTH - 2 * MARGIN,
    need: float = HEIGHT,
) -> Frame:
    """Open a page.

    Parameters
    ----------
    theme : Theme
        Its colours.
    title : str
        The finding; set in two lines if it is long, or in three.
    subtitle : str
        What is shown, and in which unit.
    notes : sequence of str
        Sentences below the picture.
    room : float
        Width of the subtitle, in inches.
    need : float
        Room that the picture takes, in inches; by default all there is.
    """
    wide = WIDTH - 2 * MARGIN
    head = block(title, wide, shrinking(TYPE.title, TYPE.least_title), bold=True)
    if head.whole:
        head = block(title, wide, shrinking(TYPE.least_title, 20), bold=True, most=2)
    if head.whole:
        head = block(title, wide, (20,), bold=True, most=3)
    under = block(subtitle, room, shrinking(TYPE.subtitle, 15))
    if under.whole:
        under = block(subtitle, room, shrinking(15), most=2)
    foot = block(" ".join(note for note in notes if note), wide, (TYPE.note,), most=NOTES)
    below = 0.38 + len(head.lines) * head.size * LEADING / 72 + 0.13
    top = below + len(under.lines) * under.size * LEADING / 72 + 0.12
    last = 0.3 + len(foot.lines) * TYPE.note * LEADING / 72
    high = min(HEIGHT, ceil((top + need + 0.1 + last) / STEP) * STEP)
    bottom = high - last
    canvas = Canvas(WIDTH, high, theme, title=title, description=f"{subtitle} {foot.whole}")
    write(canvas, MARGIN, 0.38, head, theme.ink)
    write(canvas, MARGIN, below, under, theme.second_ink)
    write(canvas, MARGIN, bottom + 0.08, foot, theme.second_ink)
    return Frame(canvas, top, bottom - 0.1)


def empty(page: Frame, said: str) -> None:
    """Say in the middle of a page that there is nothing to show."""
    x, y = WIDTH / 2, (page.top + page.bottom) / 2
    page.canvas.text(x, y, said, 20, page.canvas.theme.second_ink, align="middle")


def led(title: str, rest: str) -> str:
    """Put a title before a line: with a colon, unless it ends as a sentence does.

    A long title is cut, so that the line still says what it is about.
    """
    title = cut(title, LONGEST)
    if title.endswith((".", "!", "?")):
        return f"{title} {rest[:1].upper()}{rest[1:]}"
    return f"{title}: {rest}"


def basis(result: Result) -> list[str]:
    """Say what a picture rests on: how many replications, and how many were left unfinished."""
    said = [f"{counted(result.replications, 'replication')}."]
    left = _shares(result, UNFINISHED, "share_unfinished")
    if left:
        said.append(f"Issues left unfinished, as far as they got: {left}.")
    return said


def without_a_wait(result: Result) -> str:
    """Say how many joined no line: they have no wait that a picture could show."""
    left = _shares(result, TELLING, "share_balked", "share_blocked")
    return f"Turned away, or gone at once, and so without a wait: {left}." if left else ""


def off_the_line(result: Result) -> str:
    """Say how many accepted a callback: from then on they wait no more."""
    called = _shares(result, TELLING, "share_called_back")
    return f"A wait ends where a callback is accepted: {called}." if called else ""


def _shares(result: Result, above: float, *measures: str) -> str:
    """Say the sum of some shares, for each variant in which it is large enough."""
    found = {
        quoted(variant): sum(variant.measures[key].mean or 0.0 for key in measures)
        for variant in result.variants.values()
    }
    told = {label: share for label, share in found.items() if share > above}
    if len(told) > NAMED:
        return f"up to {max(told.values()):.0%}"
    return listed([f"{share:.0%} with {label}" for label, share in told.items()])
