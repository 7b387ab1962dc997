"""What a layout has placed, put on a canvas: rectangles, lines of text, figures in their place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from blueprint_sim.report.canvas import Canvas, width_of
from blueprint_sim.report.ink.marks import Align
from blueprint_sim.report.layout.geometry import line_height
from blueprint_sim.report.layout.records import Rect, Text
from blueprint_sim.report.layout.wrap import wrap

_ALIGNED: Final[dict[str, Align]] = {"left": "left", "center": "middle", "right": "right"}


class Face(NamedTuple):
    """How a rectangle looks."""

    fill: str
    edge: str | None = None
    width: float = 1.0
    """Of the edge, in points."""
    radius: float = 0.0
    """Of the corners, in inches."""


def block(canvas: Canvas, rect: Rect, face: Face) -> None:
    """Paint a placed rectangle."""
    left, top, right, bottom = rect
    canvas.rect(
        left,
        top,
        right - left,
        bottom - top,
        fill=face.fill,
        edge=face.edge,
        edge_width=face.width,
        radius=face.radius,
    )


def write(canvas: Canvas, text: Text, colour: str | None = None, ground: str | None = None) -> None:
    """Write placed lines of text, each in the middle of its share of the height.

    On a `ground`, a text that asks for it has a halo of that colour; where the lines do not show
    the whole text, it is shown on hover.
    """
    left, top, right, bottom = text.rect
    x = {"left": left, "center": (left + right) / 2, "right": right}[text.align]
    pitch = (bottom - top) / max(1, len(text.lines))
    for place, line in enumerate(text.lines):
        canvas.text(
            x,
            top + (place + 0.5) * pitch,
            line,
            text.size,
            colour,
            bold=text.bold,
            align=_ALIGNED[text.align],
            valign="middle",
            halo=ground if text.halo else None,
            hover=text.whole,
        )


def fitted(
    canvas: Canvas,
    place: Rect,
    text: str,
    sizes: Sequence[float],
    colour: str,
    *,
    lines: int = 1,
    bold: bool = False,
) -> None:
    """Write a figure at the right of its place: as large as fits, in so many lines at most."""
    found = wrap(text, place.right - place.left, width_of, sizes, lines=lines, bold=bold)
    middle = (place.top + place.bottom) / 2
    high = line_height(found.size) * len(found.lines) / 2
    rect = place._replace(top=middle - high, bottom=middle + high)
    write(canvas, Text(found.lines, found.size, rect, "right", bold, whole=found.whole), colour)


def figure(
    canvas: Canvas,
    place: Rect,
    text: str,
    size: float,
    colour: str | None = None,
    *,
    bold: bool = False,
    align: Align = "right",
) -> None:
    """Write a figure at the left or right of its place, in the middle of its height."""
    x = place.right if align == "right" else place.left
    middle = (place.top + place.bottom) / 2
    canvas.text(x, middle, text, size, colour, bold=bold, align=align, valign="middle")
