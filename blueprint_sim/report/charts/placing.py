"""Places for labels among curves: the candidate that covers least."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from blueprint_sim.report.ink.marks import Point


class Box(NamedTuple):
    """A rectangle, in inches, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def about(cls, x: float, y: float, width: float, height: float) -> Box:
        """Give the rectangle of a size about a centre."""
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    @property
    def centre(self) -> Point:
        """Its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def grown(self, by: float) -> Box:
        """Give the same with a margin."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def common(self, other: Box) -> float:
        """Area that two rectangles share, in square inches."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, width) * max(0.0, height)

    def outside(self, other: Box) -> float:
        """Area of this one that lies outside another, in square inches."""
        return (self.right - self.left) * (self.bottom - self.top) - self.common(other)

    def covered(self, start: Point, end: Point) -> float:
        """Length of a straight line inside, in inches (Liang and Barsky 1984)."""
        if (
            max(start[0], end[0]) < self.left
            or min(start[0], end[0]) > self.right
            or max(start[1], end[1]) < self.top
            or min(start[1], end[1]) > self.bottom
        ):
            return 0.0
        dx, dy = end[0] - start[0], end[1] - start[1]
        first, last = 0.0, 1.0
        for delta, room in (
            (-dx, start[0] - self.left),
            (dx, self.right - start[0]),
            (-dy, start[1] - self.top),
            (dy, self.bottom - start[1]),
        ):
            if delta == 0:
                if room < 0:
                    return 0.0
            elif delta < 0:
                first = max(first, room / delta)
            else:
                last = min(last, room / delta)
        return max(0.0, last - first) * hypot(dx, dy)


class Crowd:
    """What is on a picture already: texts that none may touch, and lines to keep clear of.

    Parameters
    ----------
    within : Box
        Where labels may stand.
    """

    def __init__(self, within: Box) -> None:
        self.within = within
        self.boxes: list[Box] = []
        self.lines: list[tuple[Sequence[Point], float]] = []

    def add_line(self, points: Sequence[Point], weight: float = 1.0) -> None:
        """Keep clear of a line, by so much."""
        self.lines.append((points, weight))

    def cost(self, box: Box) -> float:
        """Say how bad a place is: texts touched, then lines crossed; 0 is free."""
        wide = box.grown(0.05)
        touched = sum(wide.common(other) for other in self.boxes)
        crossed = sum(
            weight * box.grown(0.05 + 0.02 * weight).covered(start, end)
            for points, weight in self.lines
            for start, end in pairwise(points)
        )
        return 1000.0 * (touched + wide.outside(self.within)) + 3.0 * crossed

    def crossed(self, box: Box) -> bool:
        """Tell whether a line runs through a place."""
        return any(
            box.covered(start, end) > 0
            for points, _ in self.lines
            for start, end in pairwise(points)
        )

    def leader(self, point: Point, box: Box) -> float:
        """Say how bad a straight line from a point to a place is: long, or along other lines."""
        x, y = box.centre
        steps = (0.25, 0.45, 0.65, 0.85)
        on = [(point[0] + (x - point[0]) * s, point[1] + (y - point[1]) * s) for s in steps]
        near = sum(
            weight
            for points, weight in self.lines
            if weight > 1 and len(points) > 1
            for at in on
            if distance(at, points) < 0.07
        )
        touched = sum(other.covered(point, (x, y)) for other in self.boxes)
        return near * 0.3 + 50.0 * touched + hypot(x - point[0], y - point[1])

    def put(self, candidates: Iterable[tuple[Box, float]]) -> Box:
        """Take the best of some places, each with a price of its own, and keep it taken."""
        best, _ = min(
            ((box, self.cost(box) + price) for box, price in candidates), key=lambda pair: pair[1]
        )
        self.boxes.append(best)
        return best


def around(point: Point, width: float, height: float) -> Iterable[Box]:
    """List places about a point, in twelve directions."""
    for reach in (0.3, 0.45, 0.65, 0.9, 1.2, 1.6):
        for dx, dy in (
            *((0.0, -1.0), (0.0, 1.0), (0.5, -1.0), (-0.5, -1.0), (0.5, 1.0), (-0.5, 1.0)),
            *((1.0, 0.0), (-1.0, 0.0), (1.0, -0.6), (-1.0, -0.6), (1.0, 0.6), (-1.0, 0.6)),
        ):
            x = point[0] + dx * (width / 2 + reach)
            y = point[1] + dy * (height / 2 + reach)
            yield Box.about(x, y, width, height)


def distance(point: Point, points: Sequence[Point]) -> float:
    """Distance of a point from a line of points, in inches."""
    if len(points) == 1:
        return hypot(point[0] - points[0][0], point[1] - points[0][1])
    return min(_from_segment(point, start, end) for start, end in pairwise(points))


def _from_segment(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    size = dx * dx + dy * dy
    share = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / size if size else 0.0
    share = min(1.0, max(0.0, share))
    return hypot(point[0] - start[0] - share * dx, point[1] - start[1] - share * dy)
