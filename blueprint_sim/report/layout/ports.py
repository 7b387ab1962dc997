"""At which height tracks leave the right side of a box and enter the left side of the next."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

from blueprint_sim.report.layout.cells import Cell
from blueprint_sim.report.layout.columns import Grid, Spot
from blueprint_sim.report.layout.geometry import (
    BADGE_RADIUS,
    BOX_HEIGHT,
    HALF_HEIGHT,
    NUMBER_RADIUS,
)
from blueprint_sim.report.layout.routing import Route, Run

SIDE = 0.30 * BOX_HEIGHT
WHOLE = 0.45 * BOX_HEIGHT  # how far from the middle the outermost track may leave
UNDER_NUMBER = -HALF_HEIGHT + 0.02 + NUMBER_RADIUS + 0.05
UNDER_BADGE = -HALF_HEIGHT + BADGE_RADIUS + 0.05
NEAR, ROOMY, FOR_WORDS = 0.10, 0.20, 0.32  # between tracks: at least, well, with words
FINE = 0.03

Bounds = tuple[float, float]


class _Item(NamedTuple):
    """A level run in the corridor between two boxes of a row."""

    run: Run
    leaving: bool
    bend: int  # -1 up, 0 none, +1 down
    gap: float  # where it bends
    other: float  # rank of the height it bends to
    straight: bool = False  # from the box before to the box behind


def assign_ports(routes: Sequence[Route], grid: Grid, badged: Container[Cell]) -> None:
    """Give every run at the side of a box its distance from the middle of the box, in inches.

    Runs that could touch between the same two boxes get heights of their own.

    Parameters
    ----------
    badged
        The cells with a disc on the upper right corner.
    """
    corridors: dict[tuple[int, int], list[_Item]] = {}
    taken = grid.taken()
    for route in routes:
        for i, run in enumerate(route.runs):
            if run.zone == "port":
                item, column = _item(route, i)
                # The box at the left end of the corridor names it.
                while not item.leaving and column >= 0 and Spot(column, run.place) not in taken:
                    column -= 1
                corridors.setdefault((run.place, column), []).append(item)
    for (row, column), items in corridors.items():
        before = taken.get(Spot(column, row))
        _share(items, (UNDER_BADGE if before in badged else -WHOLE, WHOLE), (UNDER_NUMBER, WHOLE))
        for item in items:
            item.run.rank = 10 * item.run.place + 5 + item.run.offset


def _item(route: Route, i: int) -> tuple[_Item, int]:
    """Return a run as an item, and the column where the search for its left box begins."""
    run = route.runs[i]
    if len(route.runs) == 1:
        return _Item(run, True, 0, 0.0, run.rank, straight=True), round((route.tail.rank - 1) / 10)
    leaving = i == 0
    bend = route.runs[1 if leaving else i - 1]
    far = route.runs[2 if leaving else i - 2]
    way = (far.rank > run.rank) - (far.rank < run.rank)
    column = (route.tail.rank - 1) if leaving else (route.head.rank + 1) - 10
    return _Item(run, leaving, way, bend.rank, far.rank), round(column / 10)


def _share(items: list[_Item], right: Bounds, left: Bounds) -> None:
    """Space the runs of a corridor: those that leave with words between, then those that arrive.

    Parameters
    ----------
    right, left
        Bounds on the right side of the box before the corridor, on the left side of that behind.
    """
    leaving = [item for item in items if item.leaving]
    straight = [item for item in items if item.straight]
    arriving = [item for item in items if not item.leaving]
    _spread(_sorted(arriving + straight), left, ROOMY)
    if straight:
        right = max(right[0], left[0]), min(right[1], left[1])
    _spread(_sorted(leaving), right, FOR_WORDS)
    settled = list(straight)
    for item in _sorted(arriving):
        others = settled + [other for other in leaving if item.gap <= other.gap]
        _nudge(item, others, left)
        settled.append(item)


def _nudge(item: _Item, others: list[_Item], bounds: Bounds) -> None:
    """Move an arriving run the least that keeps it off others, or as far off as can be."""

    def room(offset: float) -> float:
        return min((abs(offset - other.run.offset) for other in others), default=9.0)

    wanted = item.run.offset
    if room(wanted) >= ROOMY:
        return
    tries = [bounds[0] + FINE * i for i in range(int((bounds[1] - bounds[0]) / FINE) + 1)]
    tries.append(wanted)
    for apart in (ROOMY, NEAR):
        free = [offset for offset in tries if room(offset) >= apart]
        if free:
            item.run.offset = min(free, key=lambda offset: abs(offset - wanted))
            return
    item.run.offset = max(tries, key=room)


def _sorted(items: list[_Item]) -> list[_Item]:
    """Return the runs from top to bottom, so that those of one side do not cross."""

    def place(item: _Item) -> tuple[float, ...]:
        if item.leaving:  # whatever turns first lies outside
            return item.bend, item.bend > 0, -item.bend * item.gap, item.other
        # Whatever turns nearest to the box lies outside.
        return item.bend, item.bend < 0, item.bend * item.gap, item.other

    return sorted(items, key=place)


def _spread(items: list[_Item], bounds: Bounds, apart: float) -> None:
    """Space the runs: one that does not bend in the middle, the others above and below.

    Where that would leave them less than `apart`, they share the whole side evenly.
    """
    ups = [item.run for item in items if item.bend < 0]
    level = [item.run for item in items if item.bend == 0]
    downs = [item.run for item in items if item.bend > 0]
    roomy = -bounds[0] >= apart * len(ups) and bounds[1] >= apart * len(downs)
    if len(items) == 1:
        items[0].run.offset = 0.0
    elif roomy and (len(level) == 1 or (not level and len(ups) == len(downs) == 1)):
        for run in level:
            run.offset = 0.0
        for runs, bound in ((ups[::-1], bounds[0]), (downs, bounds[1])):
            for i, run in enumerate(runs, start=1):
                run.offset = bound * i / len(runs) if len(runs) > 1 else _nearer(bound)
    else:
        _evenly([item.run for item in items], bounds)


def _nearer(bound: float) -> float:
    """Return where the only track above or below the middle leaves."""
    return max(bound, -SIDE) if bound < 0 else min(bound, SIDE)


def _evenly(runs: list[Run], bounds: Bounds) -> None:
    """Use the whole side from four tracks up, so that words fit between them."""
    (low, high), count = bounds, len(runs)
    for i, run in enumerate(runs):
        part = i / (count - 1) if count > 3 else (i + 0.5) / count
        run.offset = low + (high - low) * part
