"""The middle of a forest: the scale, the zone too small to matter, and the intervals on it."""

from __future__ import annotations

from math import asinh
from typing import NamedTuple

from blueprint_sim.report.canvas import Canvas
from blueprint_sim.report.charts.rows import FURTHEST, Row
from blueprint_sim.report.ink.palette import TYPE, Theme, mix
from blueprint_sim.studies.result import Verdict

TICKS = (-30, -10, -3, 0, 3, 10, 30)
DASH = (2.2, 1.6)
MARK = 0.2
"""Size of a mark, in inches."""


class Plot(NamedTuple):
    """The scale: where nothing lies, and how far it is to the furthest tick, in inches."""

    centre: float
    half: float

    def x(self, place: float) -> float:
        """Turn a place into inches; what lies outside the picture stands at its edge."""
        return self.centre + self.half * max(-1.0, min(1.0, place))

    @property
    def small(self) -> tuple[float, float]:
        """Left and width of what is too small to matter."""
        reach = self.half * asinh(1.0) / asinh(FURTHEST)
        return self.centre - reach, 2 * reach


def tick_place(steps: float) -> float:
    """Give the place of so many steps."""
    return asinh(steps) / asinh(FURTHEST)


def scale(canvas: Canvas, plot: Plot, top: float, bottom: float, *, record: bool) -> None:
    """Draw the lines of the scale from top to bottom, and below them what they stand for.

    `record` says whether there are rows for the record, which have a scale of their own.
    """
    theme = canvas.theme
    for steps in TICKS:
        x = plot.x(tick_place(steps))
        if steps:
            canvas.line([(x, top), (x, bottom)], 0.75, theme.hairline)
        said = f"{abs(steps)}\u00d7" if steps else "0"
        canvas.text(
            x, bottom + 0.08, said, TYPE.note, theme.second_ink, align="middle", valign="top"
        )
    canvas.line([(plot.centre, top), (plot.centre, bottom)], 1.5, theme.ink)
    said = "times the smallest difference that matters"
    said += "; where none is said, times 5% of the baseline's value" if record else ""
    canvas.text(
        plot.centre, bottom + 0.32, said, TYPE.note, theme.second_ink, align="middle", valign="top"
    )


def zone(canvas: Canvas, plot: Plot, top: float, bottom: float) -> None:
    """Shade what is too small to matter, behind a row that decides."""
    left, width = plot.small
    theme = canvas.theme
    canvas.rect(left, top, width, bottom - top, fill=mix(theme.neutral, theme.page, 0.2))


def interval(canvas: Canvas, plot: Plot, y: float, row: Row) -> None:
    """Draw the interval of a row with its whiskers, and the mark of its verdict."""
    if row.at is None:
        return
    colour = _colour(canvas.theme, row)
    open_ = row.verdict is Verdict.UNKNOWN
    if row.low is not None and row.high is not None:
        _whiskers(canvas, plot, y, (row.low, row.high), colour, row, DASH if open_ else ())
    if abs(row.at) > 1:
        _beyond(canvas, plot, y, row.at, colour)
    else:
        _mark(canvas, plot.x(row.at), y, row.verdict, colour)


def _colour(theme: Theme, row: Row) -> str:
    if row.tone:
        return theme.good if row.tone == "good" else theme.bad
    if row.verdict is Verdict.UNKNOWN:
        return theme.ink
    return theme.neutral


def _whiskers(
    canvas: Canvas,
    plot: Plot,
    y: float,
    ends: tuple[float, float],
    colour: str,
    row: Row,
    dash: tuple[float, ...],
) -> None:
    width = 2.6 if row.verdict else 1.6
    left, right = (plot.x(end) for end in ends)
    if right - left > 0.01:
        canvas.line([(left, y), (right, y)], width, colour, dash=dash)
    for end, x in zip(ends, (left, right), strict=True):
        if abs(end) <= 1:
            tall = 0.1 if row.verdict else 0.06
            canvas.line([(x, y - tall), (x, y + tall)], width * 0.75, colour)


def _beyond(canvas: Canvas, plot: Plot, y: float, at: float, colour: str) -> None:
    """Draw an arrow head at the edge: the difference lies further out than the picture."""
    side = 1 if at > 0 else -1
    tip = plot.x(at) + side * 0.16
    canvas.polygon([(tip, y), (tip - side * 0.17, y - 0.1), (tip - side * 0.17, y + 0.1)],
                   fill=colour)  # fmt: skip


def _mark(canvas: Canvas, x: float, y: float, verdict: Verdict | None, colour: str) -> None:
    page = canvas.theme.page
    if verdict is None:
        canvas.disc(x, y, 0.055, fill=colour)
    elif verdict is Verdict.BETTER:
        canvas.disc(x, y, MARK / 2, fill=colour)
    elif verdict is Verdict.WORSE:
        canvas.marker(x, y, "square", MARK, fill=colour)
    elif verdict in (Verdict.SAME, Verdict.IDENTICAL):
        canvas.marker(x, y, "diamond", MARK, fill=page, edge=colour, edge_width=2)
    elif verdict is Verdict.UNKNOWN:
        canvas.disc(x, y, MARK / 2, fill=page, edge=colour, edge_width=2, dash=(1.6, 1.2))
    else:
        canvas.marker(x, y, "triangle", MARK, fill=colour)
