"""Labels that stand beside their curves, so that no legend is needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from blueprint_sim.report.canvas import Canvas
from blueprint_sim.report.charts.lettering import LEADING, Block, block, shrinking
from blueprint_sim.report.charts.placing import Box, Crowd, distance
from blueprint_sim.report.ink.marks import Point

NEAR = (0.25, 0.45, 0.7, 1.0, 1.4, 1.9, 2.5)
"""How far from its curve a label may stand, in inches."""


STEP = 0.4
"""Between points of a curve that a label may stand for, in inches."""
CLOSE = 0.4
"""How near to its curve a label needs no line, in inches."""


class Curve(NamedTuple):
    """A curve to be labelled."""

    points: Sequence[Point]
    label: str
    aside: str
    """A line below the label; empty: none."""
    colour: str
    marker: str = ""
    """Drawn where the label points at; empty: none."""


class Place(NamedTuple):
    """Where a label may stand."""

    box: Box
    anchor: Point
    """The point of the curve that it stands for."""
    price: float


def label(canvas: Canvas, curves: Sequence[Curve], crowd: Crowd, width: float = 2.6) -> None:
    """Write the label of each curve nearer to it than to any other, where it covers least."""
    curves = [curve._replace(points=thinned(curve.points)) for curve in curves]
    for curve in sorted(curves, key=lambda curve: -len(curve.label)):
        others = [other.points for other in curves if other is not curve]
        found = block(curve.label, width, shrinking(17), bold=True, most=3)
        if curve.aside:
            found = found._replace(lines=(*found.lines, curve.aside))
        places = list(_places(curve.points, others, found))
        box = crowd.put((at.box, at.price + _in_the_way(crowd, at)) for at in places)
        anchor = next(at.anchor for at in places if at.box == box)
        halo = canvas.theme.page if crowd.crossed(box) else None
        _point_at(canvas, box, anchor, curve, crowd)
        _write(canvas, box, found, curve, halo)


def _places(
    points: Sequence[Point], others: list[Sequence[Point]], found: Block
) -> Iterable[Place]:
    width, height = found.width, found.height
    for x, y in _along(points):
        apart = min((distance((x, y), other) for other in others), default=9.0)
        crowded = 0.8 / (apart + 0.1)
        for reach in NEAR:
            for side in (-1, 1):
                for shift in (0.0, 0.5, -0.5):
                    middle = (x + shift * width, y + side * (reach + height / 2))
                    box = Box.about(*middle, width, height)
                    yield Place(box, (x, y), crowded + _price(box, (x, y), points, others))
    x, y = points[-1]
    for reach in NEAR:
        for drop in (0.0, -0.4, 0.4, -0.8, 0.8):
            box = Box.about(x + reach + width / 2, y + drop, width, height)
            yield Place(box, (x, y), _price(box, (x, y), points, others) - 0.2)


def _leader(at: Box, anchor: Point) -> tuple[Point, Point]:
    """Give the straight line from a label's edge to the point of its curve."""
    x, y = anchor
    return (min(max(x, at.left), at.right), min(max(y, at.top), at.bottom)), anchor


def _in_the_way(crowd: Crowd, at: Place) -> float:
    """Say how bad the line from a label to its curve is: where it runs through other texts."""
    start, end = _leader(at.box, at.anchor)
    return 20.0 * sum(other.covered(start, end) for other in crowd.boxes)


def _point_at(canvas: Canvas, box: Box, anchor: Point, curve: Curve, crowd: Crowd) -> None:
    """Draw a thin line from a label to its curve, if they are not close together."""
    line = _leader(box, anchor)
    if curve.marker:
        canvas.marker(*anchor, curve.marker, 0.2, fill=curve.colour, edge=canvas.theme.page)
        crowd.boxes.append(Box.about(*anchor, 0.2, 0.2))
    if distance(line[0], [anchor]) > CLOSE:
        canvas.line(line, 1.2, curve.colour)
        crowd.add_line(line, 6.0)


def thinned(points: Sequence[Point]) -> list[Point]:
    """Leave out points of a curve that are too close together to matter to a label."""
    kept = [points[0]]
    for x, y in points[1:-1]:
        if hypot(x - kept[-1][0], y - kept[-1][1]) >= STEP / 2:
            kept.append((x, y))
    return [*kept, points[-1]] if len(points) > 1 else kept


def _along(points: Sequence[Point]) -> Iterable[Point]:
    """Go along a curve in steps of about `STEP`: points of it, or between them."""
    yield points[0]
    behind = 0.0
    for (x, y), (to_x, to_y) in pairwise(points):
        behind += hypot(to_x - x, to_y - y)
        if behind >= STEP:
            steps = max(1, round(abs(to_x - x) / STEP))
            for step in range(1, steps + 1):
                yield x + (to_x - x) * step / steps, y + (to_y - y) * step / steps
            behind = 0.0


def _price(at: Box, anchor: Point, points: Sequence[Point], others: list[Sequence[Point]]) -> float:
    """Say how much it speaks against a place: far from its curve, or nearer to another.

    A label with a line to its curve is not mistaken so easily.
    """
    mine = distance(at.centre, points)
    theirs = min((distance(at.centre, other) for other in others), default=9.0)
    start, end = _leader(at, anchor)
    mistaken = 2.0 if distance(start, [end]) <= CLOSE else 0.3
    return 0.4 * mine + (mistaken if theirs < mine + 0.1 else 0.0)


def _write(canvas: Canvas, place: Box, found: Block, curve: Curve, halo: str | None) -> None:
    step = found.size * LEADING / 72
    for number, line in enumerate(found.lines):
        canvas.text(
            place.centre[0],
            place.top + (number + 0.5) * step,
            line,
            found.size,
            curve.colour,
            bold=True,
            align="middle",
            valign="middle",
            halo=halo,
            hover=found.whole,
        )
