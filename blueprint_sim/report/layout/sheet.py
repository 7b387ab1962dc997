"""A plan laid out: the whole way from what is to be drawn to where it stands."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from blueprint_sim.report.layout.bare import LINES, bare
from blueprint_sim.report.layout.cells import Cell
from blueprint_sim.report.layout.cut import cut
from blueprint_sim.report.layout.frame import Room
from blueprint_sim.report.layout.furniture import box, lane, queue
from blueprint_sim.report.layout.geometry import HEADER
from blueprint_sim.report.layout.laid_tracks import tracks
from blueprint_sim.report.layout.panel import panel
from blueprint_sim.report.layout.place import Item, Placer, items
from blueprint_sim.report.layout.plane import Plane, plane
from blueprint_sim.report.layout.records import (
    Box,
    Lane,
    Line,
    Measure,
    Panel,
    Plan,
    QueueCell,
    Sheet,
    Strip,
)
from blueprint_sim.report.layout.scene import Scene, scene
from blueprint_sim.report.layout.squeeze import squeeze
from blueprint_sim.report.layout.taken import ground

TRIES = 8  # each gives more room where words found none
CLIP_FROM = 3  # from this try on words may end in an ellipsis
MORE = 0.15
NAME_FROM = 0.25  # of a line: from the header to the leftmost place of its name


class Laid(NamedTuple):
    """One try: everything in its place on one long strip."""

    plane: Plane
    strip: Strip
    failed: list[Item]
    nameless: list[int]  # strips on which the name of a line found no place

    @property
    def bad(self) -> int:
        """How much found no place."""
        return len(self.failed) + len(self.nameless)


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
        If the plan has two nodes of the same name, or a way from or to nowhere.
    """
    if not plan.nodes:
        return bare(plan, measure)
    best = _best(scene(plan, measure))
    if best.bad:
        best = min(best, _best(scene(plan, measure, loops_first=True)), key=lambda laid: laid.bad)
    strips = cut(best.plane, best.strip)
    if len(strips) > 1:
        strips = tuple(squeeze(strip, plan, measure) for strip in strips)
    return Sheet(strips, tuple((one.node.name, one.number) for one in best.strip.boxes))


def _best(its: Scene) -> Laid:
    """Return the best of some tries, each with more room where the last had too little.

    What found no place is placed first in the next.
    """
    room, todo = Room(), items(its)
    best = laid = _laid(its, room, todo, clip=False)
    for attempt in range(TRIES):
        if not laid.bad:
            break
        for item in laid.failed:
            _give_room(its, room, item)
        for strip in laid.nameless:
            _add(room.lead, (0, *its.cuts)[strip], MORE * 2)
        todo = [*laid.failed, *(item for item in todo if item not in laid.failed)]
        laid = _laid(its, room, todo, clip=attempt >= CLIP_FROM)
        if laid.bad < best.bad:
            best = laid
    return best


def _give_room(its: Scene, room: Room, item: Item) -> None:
    """Widen what hems an item in."""
    route = item.route
    if route is None:
        column, row = its.grid.spots[its.cells.departure(item.ways[0])]
        for rooms, place in ((room.below, row), (room.above, row), (room.gap, column + 1)):
            _add(rooms, place, MORE)
        return
    for run in route.runs:
        if run.zone == "channel":
            _add(room.pitch, run.place, MORE / 2)
        elif run.zone == "gap":
            _add(room.gap, run.place, 2 * MORE)
        elif run.zone == "slot":
            _add(room.lead, run.place, MORE)
    if route.upright:
        _add(room.above, max(int(route.tail.rank // 10), int(route.head.rank // 10)), MORE)
    elif len(route.runs) == 1:
        _add(room.gap, round((route.tail.rank - 1) / 10) + 1, 2 * MORE)


def _add(room: dict[int, float], place: int, inches: float) -> None:
    room[place] = room.get(place, 0.0) + inches


def _laid(its: Scene, room: Room, todo: list[Item], *, clip: bool) -> Laid:
    made = plane(its, room)
    boxes, queues = _furniture(its, made)
    placer = Placer(its, made, ground(its, made, boxes, queues), clip=clip)
    for item in todo:
        placer.place(item)
    placed = placer.placed
    lines = _lines(its, made, placer)
    strip = Strip(
        width=made.right,
        height=made.rows.bottom + its.plan.foot,
        lanes=_lanes(its, made),
        lines=tuple(line for drawn in lines for line in drawn),
        tracks=tracks(its, made.first_pill),
        boxes=boxes,
        queues=queues,
        stubs=tuple(placed.stubs),
        handoffs=tuple(placed.handoffs),
        labels=tuple(placed.labels),
        letters=(),
        panel=_panel(its, made),
    )
    nameless = [
        i
        for i, drawn in enumerate(lines)
        if any(line.name is None and line.kind != "hairline" for line in drawn)
    ]
    return Laid(made, strip, placed.failed, nameless)


def _furniture(its: Scene, made: Plane) -> tuple[tuple[Box, ...], tuple[QueueCell, ...]]:
    boxes, queues = [], []
    for name, node in its.cells.nodes.items():
        rect = made.boxes[Cell(name)]
        boxes.append(box(node, rect, its.numbers[name], its.beneath[Cell(name)], its.measure))
        if node.queue:
            queues.append(queue(node, made.boxes[Cell(name, True)], its.plan.figures))
    return tuple(sorted(boxes, key=lambda box: box.number)), tuple(queues)


def _lanes(its: Scene, made: Plane) -> tuple[Lane, ...]:
    used = set(its.grid.lanes)
    return tuple(
        lane(row, heading, top, bottom, made.right, row not in used, its.measure)
        for row, (heading, (top, bottom)) in enumerate(
            zip(its.plan.headings, made.rows.lane, strict=True)
        )
    )


def _lines(its: Scene, made: Plane, placer: Placer) -> list[list[Line]]:
    """Return the lines of each strip."""
    return [
        [_line(its, made, placer, i, left, right) for i in range(len(LINES))]
        for left, right in pairwise((HEADER, *made.cuts, made.right))
    ]


def _line(its: Scene, made: Plane, placer: Placer, i: int, left: float, right: float) -> Line:
    kind, named = LINES[i]
    text = None
    if named is not None:
        text = placer.name(i + 1, its.plan.lines[named], left + NAME_FROM, right - 0.1)
    return Line(kind, made.rows.lane[i + 1][0], left, right, text)


def _panel(its: Scene, made: Plane) -> Panel | None:
    if not its.plan.endings:
        return None
    band = made.rows.top, made.rows.bottom
    return panel(its.plan, made.right, made.first_pill, band, its.measure)
