"""Where upright runs stand within a column: distances from its middle, in inches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from blueprint_sim.report.layout.cells import Cell
from blueprint_sim.report.layout.routing import Route, Run, Side

APART = 0.15
RING = 0.20  # what the rings of a handoff need on either side of a track
MOST = 0.82
FINE = tuple(round(-0.80 + 0.08 * i, 2) for i in range(21))
MIDDLE = (0.0, -0.62, 0.16, 0.32, 0.48, 0.64, -0.16, -0.32, -0.48, -0.78)
LEAVING = (-0.62, -0.78, -0.46, -0.30, -0.14, 0.18, 0.34, 0.50, 0.66, 0.82)
ARRIVING = (0.16, 0.32, 0.48, 0.64, 0.80, -0.16, -0.32, -0.48, -0.62)
LOOPS = (-0.46, -0.62, -0.54, -0.38, -0.30, 0.18, 0.26, 0.34, 0.42, -0.16, -0.08)
LOOPS_UNDER = (0.20, 0.28, 0.36, 0.44, -0.52, -0.68, -0.16)
LOOP = 0.32  # from the tail of a loop to its head

Limits = dict[tuple[Cell, Side], tuple[tuple[float, float], ...]]


class Slots:
    """The slots taken in each column, and what each side of a cell allows."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.taken: dict[int, list[tuple[float, float, float, float]]] = {}  # last: about it

    def take(self, route: Route, runs: Sequence[Run], offsets: Sequence[float]) -> None:
        """Give runs their offsets."""
        for run, offset in zip(runs, offsets, strict=True):
            run.offset = offset
            run.rank = 10 * run.place + offset
            low, high = sorted(route.reach(run))
            self.taken.setdefault(run.place, []).append((low, high, offset, _about(route)))

    def distance(self, route: Route, run: Run, offset: float, *, rings: bool = True) -> float:
        """Return how far the nearest taken slot is, along the run; negative out of bounds."""
        low, high = sorted(route.reach(run))
        own = _about(route)
        outside = self._outside(route, run, offset)
        if outside > 0:
            return -outside
        return min(
            (
                abs(offset - other) - max(about, own) * rings
                for bottom, top, other, about in self.taken.get(run.place, ())
                if low <= top and bottom <= high
            ),
            default=9.0,
        )

    def _outside(self, route: Route, run: Run, offset: float) -> float:
        """Return how far an offset lies from what the ends of a run allow."""
        ends = [route.tail] * (run is route.runs[0]) + [route.head] * (run is route.runs[-1])
        found = [
            min(max(least - offset, offset - most) for least, most in ranges)
            for end in ends
            if isinstance(end.cell, Cell)
            for ranges in [self.limits.get((end.cell, end.side), ((-MOST, MOST),))]
        ]
        return max(found, default=0.0)

    def choose(self, route: Route, runs: Sequence[Run], wanted: Iterable[float]) -> None:
        """Take the first free offset of those wanted, else the one farthest from others.

        Several runs stand `LOOP` apart from one another.
        """
        steps = [LOOP * i for i in range(len(runs))]

        def room(first: float, *, rings: bool = True) -> float:
            return min(
                self.distance(route, run, first + step, rings=rings)
                for run, step in zip(runs, steps, strict=True)
            )

        free = (offset for offset in wanted if room(offset) >= APART)
        first = next(free, None)
        if first is None:
            first = max(FINE, key=lambda offset: room(offset, rings=False))
        self.take(route, runs, [first + step for step in steps])


def assign_slots(routes: Sequence[Route], limits: Limits, *, loops_first: bool) -> None:
    """Give every upright run in a column its offset from the middle of the column.

    Parameters
    ----------
    loops_first
        Loops stand outside of the arcs that leave the same side, not within.
    """
    slots = Slots(limits)
    for route in routes:
        if route.course == "forward" and route.upright:
            slots.choose(route, route.runs, MIDDLE)
        elif route.course == "recontact":
            slots.choose(route, route.runs[-1:], MIDDLE)
    for step in (_loops, _arcs) if loops_first else (_arcs, _loops):
        step(routes, slots)


def _arcs(routes: Sequence[Route], slots: Slots) -> None:
    """Let arcs nest: the nearest target leaves leftmost, the farthest source arrives leftmost."""
    arcs = sorted((route for route in routes if route.course == "back"), key=_length)
    for route in arcs:
        if route.upright:
            slots.choose(route, route.runs, LEAVING)
    for route in arcs:
        if not route.upright:
            slots.choose(route, route.runs[:1], LEAVING)
    for route in reversed(arcs):
        if not route.upright:
            slots.choose(route, route.runs[-1:], ARRIVING)


def _loops(routes: Sequence[Route], slots: Slots) -> None:
    for route in routes:
        if route.course == "loop":
            under = route.runs[1].zone == "under"
            ends = [route.runs[0], route.runs[2]]
            slots.choose(route, ends, LOOPS_UNDER if under else LOOPS)


def _about(route: Route) -> float:
    """Return the room that what stands on a track needs on either side."""
    return RING if route.way and route.way.handoff != "none" else 0.0


def _length(route: Route) -> float:
    return abs(route.runs[0].rank - route.runs[-1].rank)
