"""Fills that differ in pattern and not only in colour: plain, striped, dotted, hollow."""

from __future__ import annotations

from typing import Literal, NamedTuple

from blueprint_sim.report.canvas import Canvas
from blueprint_sim.report.charts.placing import Box
from blueprint_sim.report.ink.palette import Theme, ink_on, mix

Kind = Literal["plain", "rising", "falling", "upright", "dotted", "hollow"]
PITCH = 0.09
"""Between stripes, in inches."""


class Fill(NamedTuple):
    """A colour with a pattern over it."""

    ground: str
    lines: str
    """Colour of the pattern."""
    kind: Kind
    ink: str
    """For text on it."""


def fills(theme: Theme) -> dict[str, Fill]:
    """Give the fill of each way in which an issue ends, by its measure."""
    page = theme.page

    def fill(colour: str, share: float, kind: Kind) -> Fill:
        ground = mix(colour, page, share)
        return Fill(ground, mix(colour, page, min(1.0, share + 0.25)), kind, ink_on(theme, ground))

    return {
        "share_resolved": fill(theme.good, 1.0, "plain"),
        "share_unresolved": fill(theme.bad, 1.0, "plain"),
        "share_dead_end": fill(theme.bad, 0.72, "upright"),
        "share_abandoned": fill(theme.bad, 0.45, "rising"),
        "share_balked": fill(theme.bad, 0.22, "falling"),
        "share_blocked": fill(theme.neutral, 0.75, "dotted"),
        "share_walked_away": fill(theme.neutral, 0.38, "rising"),
        "share_unfinished": fill(theme.neutral, 0.0, "hollow"),
    }


def paint(canvas: Canvas, box: Box, fill: Fill) -> None:
    """Fill a rectangle."""
    width, height = box.right - box.left, box.bottom - box.top
    edge = fill.lines if fill.kind == "hollow" else None
    canvas.rect(box.left, box.top, width, height, fill=fill.ground, edge=edge)
    if fill.kind in ("rising", "falling"):
        _slanted(canvas, box, fill.lines, 1 if fill.kind == "falling" else -1)
    elif fill.kind == "upright":
        for number in range(1, int(width / PITCH) + 1):
            x = box.left + number * PITCH
            if x < box.right:
                canvas.line([(x, box.top), (x, box.bottom)], 1.2, fill.lines)
    elif fill.kind == "dotted":
        _dots(canvas, box, fill.lines)


def _slanted(canvas: Canvas, box: Box, colour: str, side: int) -> None:
    """Draw stripes at 45 degrees, cut at the edges of the rectangle."""
    width, height = box.right - box.left, box.bottom - box.top
    for number in range(1, int((width + height) / (1.4 * PITCH)) + 1):
        along = number * 1.4 * PITCH
        if along >= width + height:
            break
        first = (max(0.0, along - height), min(along, height))
        last = (min(along, width), max(0.0, along - width))
        ends = [
            (box.left + x, box.bottom - y if side > 0 else box.top + y) for x, y in (first, last)
        ]
        canvas.line(ends, 1.2, colour)


def _dots(canvas: Canvas, box: Box, colour: str) -> None:
    rows = int((box.bottom - box.top) / PITCH)
    for row in range(rows):
        y = box.top + (row + 0.5) * (box.bottom - box.top) / rows
        x = box.left + PITCH * (0.5 if row % 2 else 1.0)
        while x < box.right - 0.02:
            canvas.disc(x, y, 0.014, fill=colour)
            x += PITCH
