"""A plan laid out: the whole way from what is to be drawn to where it stands."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from . import furniture
from . import panel as endings
from .cells import Cell
from .cut import cut
from .frame import Room
from .geometry import HEADER
from .place import Item, Placer, items, track_width
from .plane import Plane, plane
from .records import Box, Lane, Line, Measure, Panel, Plan, QueueCell, Sheet, Strip, Track
from .routing import Route
from .scene import Scene, scene
from .squeeze import squeeze

TRIES = 8  # each gives more room where words found none
CLIP_FROM = 3  # from this try on words may end in an ellipsis
MORE = 0.15


class Laid(NamedTuple):
    """One try: everything in its place on one long strip."""

    plane: Plane
    strip: Strip
    failed: list[Item]


def lay_out(plan: Plan, measure: Measure) -> Sheet:
    """Return where everything of a blueprint stands.

    The order in which the plan lists its nodes and ways does not matter.

    Parameters
    ----------
    plan
        What is to be drawn.
    measure
        Width in inches of a text, at a size in points, bold or not.

    Raises
    ------
    ValueError
        If the plan has no node, two of the same name, or a way from or to nowhere.
    """
    its = scene(plan, measure)
    room, todo = Room(), items(its)
    best = _laid(its, room, todo, clip=False)
    laid = best
    for attempt in range(TRIES):
        if not laid.failed:
            break
        for item in laid.failed:
            _give_room(its, room, item)
        todo = [*laid.failed, *(item for item in todo if item not in laid.failed)]
        laid = _laid(its, room, todo, clip=attempt >= CLIP_FROM)
        if len(laid.failed) < len(best.failed):
            best = laid
    strips = cut(best.plane, best.strip)
    if len(strips) > 1:
        strips = tuple(squeeze(strip, plan, measure) for strip in strips)
    numbers = sorted(its.numbers.items(), key=lambda pair: pair[1])
    return Sheet(strips, tuple(numbers))


def _give_room(its: Scene, room: Room, item: Item) -> None:
    """Widen what hems an item in."""
    route = item.route
    if item.kind == "stubs":
        column, row = its.grid.spots[its.cells.departure(item.ways[0])]
        for rooms, place in ((room.below, row), (room.above, row), (room.gap, column + 1)):
            _add(rooms, place, MORE)
        return
    if route is None:
        return
    for run in route.runs:
        if run.zone == "channel":
            _add(room.pitch, run.place, MORE / 2)
        elif run.zone == "gap":
            _add(room.gap, run.place, 2 * MORE)
        elif run.zone == "slot":
            _add(room.lead, run.place, MORE)
    if len(route.runs) == 1 and route.tail.side == "right":
        _add(room.gap, round((route.tail.rank - 1) / 10) + 1, 2 * MORE)
    elif len(route.runs) == 1:
        _add(room.above, max(int(route.tail.rank // 10), int(route.head.rank // 10)), MORE)


def _add(room: dict[int, float], place: int, inches: float) -> None:
    room[place] = room.get(place, 0.0) + inches


def _laid(its: Scene, room: Room, todo: list[Item], *, clip: bool) -> Laid:
    made = plane(its, room)
    boxes, queues = _furniture(its, made)
    placer = Placer(its, made, boxes, queues, clip=clip)
    for item in todo:
        placer.place(item)
    placed = placer.placed
    strip = Strip(
        width=made.right,
        height=made.rows.bottom + its.plan.foot,
        lanes=_lanes(its, made),
        lines=_lines(its, made, placer),
        tracks=tuple(_track(route) for route in its.routes),
        boxes=boxes,
        queues=queues,
        stubs=tuple(placed.stubs),
        handoffs=tuple(placed.handoffs),
        labels=tuple(placed.labels),
        letters=(),
        panel=_panel(its, made),
    )
    return Laid(made, strip, placed.failed)


def _furniture(its: Scene, made: Plane) -> tuple[tuple[Box, ...], tuple[QueueCell, ...]]:
    boxes, queues = [], []
    for name, node in its.cells.nodes.items():
        narrow = Cell(name) in its.narrow
        rect = made.boxes[Cell(name)]
        boxes.append(furniture.box(node, rect, its.numbers[name], narrow, its.measure))
        if node.queue:
            queues.append(furniture.queue(node, made.boxes[Cell(name, True)], its.plan.figures))
    return tuple(sorted(boxes, key=lambda box: box.number)), tuple(queues)


def _lanes(its: Scene, made: Plane) -> tuple[Lane, ...]:
    used = set(its.grid.lanes)
    return tuple(
        furniture.lane(row, heading, top, bottom, made.right, row not in used, its.measure)
        for row, (heading, (top, bottom)) in enumerate(
            zip(its.plan.headings, made.rows.lane, strict=True)
        )
    )


def _lines(its: Scene, made: Plane, placer: Placer) -> tuple[Line, ...]:
    lines = []
    for left, right in pairwise((HEADER, *made.cuts, made.right)):
        for kind, lane, name in (
            ("interaction", 1, its.plan.lines[0]),
            ("hairline", 2, ""),
            ("visibility", 3, its.plan.lines[1]),
            ("internal", 4, its.plan.lines[2]),
        ):
            y = made.rows.lane[lane][0]
            text = placer.name(lane, name, left + 0.25, right - 0.1) if name else None
            lines.append(Line(kind, y, left, right, text))  # type: ignore[arg-type]
    return tuple(lines)


def _track(route: Route) -> Track:
    waits = route.way is not None and route.way.kind == "way"
    dash = None if waits else (4.0, 2.2)
    both = route.way is not None and route.way.kind == "needs"
    return Track(
        route.way, route.course, route.points(), track_width(route), dash, head=True, tail=both
    )


def _panel(its: Scene, made: Plane) -> Panel | None:
    if not its.plan.endings:
        return None
    return endings.panel(
        its.plan.panel, its.plan.endings, made.right, made.first_pill, made.rows, its.measure
    )
