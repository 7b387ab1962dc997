"""Shapes put on a sheet one over the other: lines, rectangles, discs, polygons, markers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from blueprint_sim.report.ink import marks
from blueprint_sim.report.ink.marks import Mark, Path, Point, Shape
from blueprint_sim.report.ink.palette import Theme

Heads: TypeAlias = Literal["", "start", "end", "both"]
"""Where a line has arrow heads."""


class Shapes:
    """Marks on a sheet, the later over the earlier, in inches with y downwards.

    Colours are ``#RRGGBB``; lines without one take the edge of the theme. Widths of lines are in
    points.
    """

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.marks: list[Mark] = []

    def line(
        self,
        points: Sequence[Point],
        width: float,
        colour: str | None = None,
        *,
        dash: tuple[float, ...] = (),
        heads: Heads = "",
        radius: float = 0.0,
    ) -> None:
        """Draw a line through points, with arrow heads where asked and corners of a radius.

        The tips lie on the first and the last point. `dash` is in widths of the line.
        """
        colour = colour or self.theme.edge
        ends = list(points)
        tips: list[Path] = []
        for place, inner, wanted in ((0, 1, ("start", "both")), (-1, -2, ("end", "both"))):
            if heads in wanted:
                head, length = marks.arrowhead(points[place], points[inner], width)
                ends[place] = marks.towards(points[place], points[inner], length * 0.9)
                tips.append(head)
        path = marks.rounded(ends, radius) if radius else marks.polyline(ends)
        self.marks.append(Shape(path, edge=colour, width=width, dash=dash))
        self.marks.extend(Shape(head, fill=colour) for head in tips)

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str | None = None,
        edge: str | None = None,
        edge_width: float = 1.0,
        radius: float = 0.0,
        dash: tuple[float, ...] = (),
    ) -> None:
        """Draw a rectangle by its upper left corner."""
        path = marks.box(x, y, width, height, radius)
        self.marks.append(Shape(path, fill, edge, edge_width, dash))

    def disc(
        self,
        x: float,
        y: float,
        radius: float,
        *,
        fill: str | None = None,
        edge: str | None = None,
        edge_width: float = 1.0,
        dash: tuple[float, ...] = (),
    ) -> None:
        """Draw a disc by its centre; without a fill, a ring."""
        path = marks.circle(x, y, radius)
        self.marks.append(Shape(path, fill, edge, edge_width, dash))

    def polygon(
        self,
        points: Sequence[Point],
        *,
        fill: str | None = None,
        edge: str | None = None,
        edge_width: float = 1.0,
        opacity: float = 1.0,
    ) -> None:
        """Draw a closed shape with straight sides; `opacity` is that of its fill."""
        path = marks.polyline(points, closed=True)
        self.marks.append(Shape(path, fill, edge, edge_width, opacity=opacity))

    def marker(
        self,
        x: float,
        y: float,
        kind: str,
        size: float,
        *,
        fill: str | None = None,
        edge: str | None = None,
        edge_width: float = 1.5,
    ) -> None:
        """Draw a variant's marker (`palette.MARKERS`) about a centre, `size` inches across."""
        half = size / 2
        if kind == "circle":
            self.disc(x, y, half, fill=fill, edge=edge, edge_width=edge_width)
        elif kind == "square":
            side = 0.88 * size
            self.rect(
                x - side / 2, y - side / 2, side, side, fill=fill, edge=edge, edge_width=edge_width
            )
        else:
            points = [(x + half * dx, y + half * dy) for dx, dy in marks.OUTLINES[kind]]
            self.polygon(points, fill=fill, edge=edge, edge_width=edge_width)

    def path(
        self, path: Path, *, fill: str | None = None, edge: str | None = None, width: float = 1.0
    ) -> None:
        """Draw a path made of the strokes of `marks`."""
        self.marks.append(Shape(path, fill, edge, width))

    def place(self, other: Shapes, x: float, y: float) -> None:
        """Draw the marks of another sheet, its upper left corner at a point of this one."""
        self.marks.extend(marks.moved(mark, x, y) for mark in other.marks)
