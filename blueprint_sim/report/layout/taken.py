"""The ground of a sheet before words are placed: boxes, tracks, lines, cuts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from blueprint_sim.report.layout.geometry import HEADER, PANEL, RECONTACT, span, square, stroke
from blueprint_sim.report.layout.ground import Ground
from blueprint_sim.report.layout.plane import CUT, Plane
from blueprint_sim.report.layout.records import Box, Point, QueueCell, Rect
from blueprint_sim.report.layout.routing import Route
from blueprint_sim.report.layout.scene import Scene
from blueprint_sim.report.layout.words import half_stroke

ARROW_HALF, ARROW_LONG = 0.11, 0.24
LINE = 0.02  # half the room of a line between lanes


def track_width(route: Route) -> float:
    """Return the width of a track in points."""
    if route.way is None or route.way.kind != "way":
        return 2.0 if route.way else 2.4
    return stroke(route.way.flow)


def ground(scene: Scene, plane: Plane, boxes: Sequence[Box], queues: Sequence[QueueCell]) -> Ground:
    """Return what is taken; of a track its number in the scene is the owner."""
    right = plane.right + (PANEL if scene.recontact else 0.0)
    found = Ground(Rect(HEADER + 0.04, plane.rows.top, right, plane.rows.bottom))
    for rect in (*_furniture(boxes), *(queue.rect for queue in queues)):
        found.add(rect)
    for route in scene.routes:
        _take_track(found, scene.owner(route), route)
    for lane, (y, _) in enumerate(plane.rows.lane):
        if lane:
            found.add(Rect(HEADER, y - LINE, plane.right, y + LINE), ("line", lane))
    for cut in plane.cuts:
        found.add(Rect(cut - CUT, plane.rows.top, cut + CUT, plane.rows.bottom))
    if scene.plan.endings:
        top = plane.rows.top + (RECONTACT + LINE) * bool(scene.recontact)
        found.add(Rect(plane.right - LINE, top, plane.right + PANEL, plane.rows.bottom))
    return found


def _furniture(boxes: Sequence[Box]) -> list[Rect]:
    found = []
    for box in boxes:
        found += [box.rect, square(box.disc), *(note.rect for note in box.notes)]
        for badge in box.badges:
            found += [square(badge.disc), *([badge.text.rect] if badge.text else [])]
    return found


def _take_track(found: Ground, i: int, route: Route) -> None:
    half = half_stroke(track_width(route))
    points = route.points()
    for a, b in pairwise(points):
        found.add(span(a, b, half), i)
    found.add(_arrow(points[-2], points[-1]))
    if route.way and route.way.kind == "needs":
        found.add(_arrow(points[1], points[0]))


def _arrow(before: Point, tip: Point) -> Rect:
    """Return the rectangle of an arrow head."""
    if before.x == tip.x:
        back = tip.y - ARROW_LONG if before.y < tip.y else tip.y + ARROW_LONG
        return span(Point(tip.x - ARROW_HALF, back), Point(tip.x + ARROW_HALF, tip.y))
    back = tip.x - ARROW_LONG if before.x < tip.x else tip.x + ARROW_LONG
    return span(Point(back, tip.y - ARROW_HALF), Point(tip.x, tip.y + ARROW_HALF))
