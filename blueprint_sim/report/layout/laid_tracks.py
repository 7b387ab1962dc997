"""The tracks as they are drawn: each route, and those who come again on one track."""

from __future__ import annotations

from collections.abc import Sequence

from blueprint_sim.report.layout.panel import HEIGHT, STEP
from blueprint_sim.report.layout.records import Point, Track
from blueprint_sim.report.layout.routing import Route
from blueprint_sim.report.layout.scene import Scene
from blueprint_sim.report.layout.taken import track_width


def tracks(its: Scene, first_pill: float) -> tuple[Track, ...]:
    """Return the tracks of a scene, whole; its first pill stands at a height.

    Those who come again lie on one another from where they begin: see `parted`.
    """
    found = [_track(route) for route in its.routes if route.course != "recontact"]
    again = [_track(route) for route in its.recontact]
    return (*found, *again, *(_joining(its, again[0], first_pill) if again else ()))


def comes_again(track: Track) -> bool:
    """Tell whether a track is of those who come again, and no piece that joins it."""
    return track.course == "recontact" and track.dash is not None


def parted(whole: Sequence[Track]) -> tuple[Track, ...]:
    """Return tracks without the stretches in which those who come again lie on one another.

    The one that reaches farthest comes first among them, so that the others leave it.
    """
    found, before = list[Track](), list[Sequence[Point]]()
    for track in whole:
        apart = 0
        if comes_again(track):
            apart = max((_shared(track.points, points) for points in before), default=0)
            before.append(track.points)
        if apart < len(track.points):
            found.append(track._replace(points=track.points[apart:]))
    return tuple(found)


def _shared(points: Sequence[Point], others: Sequence[Point]) -> int:
    """Return how many corners two tracks share from their beginning."""
    pairs = zip(points, others, strict=False)
    apart = (i for i, (mine, its) in enumerate(pairs) if mine != its)
    return next(apart, min(len(points), len(others)))


def _track(route: Route) -> Track:
    waits = route.way is not None and route.way.kind == "way"
    dash = None if waits else (4.0, 2.2)
    both = route.way is not None and route.way.kind == "needs"
    return Track(
        route.way, route.course, route.points(), track_width(route), dash, head=True, tail=both
    )


def _joining(its: Scene, trunk: Track, first_pill: float) -> list[Track]:
    """Return what joins the track of those who come again, from the endings above its own."""
    places = {ending.name: i for i, ending in enumerate(its.plan.endings)}
    origins = its.plan.recontact.origins if its.plan.recontact else ()
    pill, margin, found = trunk.points[0], trunk.points[1], []
    for place in sorted({places[name] for name in origins if name in places}):
        y = first_pill + STEP * place + HEIGHT / 2
        if y != pill.y:
            ends = Point(pill.x, y), Point(margin.x, y)
            # Solid: so short a piece could end in the gap between two dashes.
            found.append(trunk._replace(points=ends, dash=None, head=False))
    return found
