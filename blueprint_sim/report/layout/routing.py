"""The course of every track, before anything has a size.

A track is a row of runs, level and upright in turn. A run knows the zone it lies in (the side of
a box, a channel above a row, a gap between columns, a slot of a column) and its rank, a coarse
coordinate that says what lies left of what and above what: column c spans 10c - 1 to 10c + 1, gap
c (left of it) lies at 10c - 5; row r spans 10r + 4 to 10r + 6, the channel above it lies at 10r.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from math import dist
from typing import Literal, NamedTuple

from blueprint_sim.report.layout.cells import Cell, Cells, Link
from blueprint_sim.report.layout.columns import Grid, Spot
from blueprint_sim.report.layout.order import Order
from blueprint_sim.report.layout.records import Course, Point, Way

Zone = Literal["port", "channel", "gap", "slot", "under", "pill", "margin", "top"]
Side = Literal["left", "right", "top", "bottom"]
UPRIGHT = ("gap", "slot", "margin")
STEP = 1e-6  # a shorter run is none


@dataclass(eq=False)
class Run:
    """A straight piece of a track."""

    zone: Zone
    place: int  # the row of a port or channel, the gap, the column of a slot
    rank: float
    offset: float = 0.0  # of a port or a slot, from the middle of its box, in inches
    at: float = 0.0  # inches: y if level, x if upright


class End(NamedTuple):
    """Where a track touches a cell, or an ending (a name)."""

    cell: Cell | str
    side: Side
    rank: float


@dataclass(eq=False)
class Route:
    """A track: from an end through its runs to the other end."""

    way: Way | None
    course: Course
    tail: End
    runs: list[Run]
    head: End
    ends: list[float] = field(default_factory=lambda: [0.0, 0.0])  # inches, of tail and head

    @property
    def upright(self) -> bool:
        """Whether the track is one upright run from box to box."""
        return len(self.runs) == 1 and self.runs[0].zone == "slot"

    def points(self) -> tuple[Point, ...]:
        """Return the corners of the track, from its tail to its head."""
        marks = [self.ends[0], *(run.at for run in self.runs), self.ends[1]]
        level = self.runs[0].zone not in UPRIGHT
        corners: list[Point] = []
        for i, (a, b) in enumerate(pairwise(marks)):
            corner = Point(a, b) if (i % 2 == 0) == level else Point(b, a)
            if not corners or dist(corner, corners[-1]) > STEP:
                corners.append(corner)
        return _straightened(corners)

    def reach(self, run: Run) -> tuple[float, float]:
        """Return the ranks between which a run extends, from its tail to its head."""
        i = self.runs.index(run)
        before = self.runs[i - 1].rank if i else self.tail.rank
        after = self.runs[i + 1].rank if i + 1 < len(self.runs) else self.head.rank
        return before, after

    def extent(self, run: Run) -> tuple[float, float]:
        """Return the inches between which a run extends, from its tail to its head."""
        i = self.runs.index(run)
        before = self.runs[i - 1].at if i else self.ends[0]
        after = self.runs[i + 1].at if i + 1 < len(self.runs) else self.ends[1]
        return before, after


def _straightened(corners: list[Point]) -> tuple[Point, ...]:
    """Return the corners without those on a straight line between their neighbours."""
    kept = [
        b
        for a, b, c in zip(corners, corners[1:], corners[2:], strict=False)
        if not (a.x == b.x == c.x or a.y == b.y == c.y)
    ]
    return (corners[0], *kept, corners[-1])


def at_gap(gap: int) -> Run:
    """Return an upright run in a gap."""
    return Run("gap", gap, 10 * gap - 5)


def at_port(row: int) -> Run:
    """Return a level run at the side of a box."""
    return Run("port", row, 10 * row + 5)


def at_channel(row: int) -> Run:
    """Return a level run in the channel above a row."""
    return Run("channel", row, 10 * row)


def at_slot(column: int) -> Run:
    """Return an upright run in a column, from the top or bottom of a box."""
    return Run("slot", column, 10 * column)


def end(cell: Cell, spot: Spot, side: Side) -> End:
    """Return the end of a track at a side of a cell."""
    column, row = 10 * spot.column, 10 * spot.row
    rank = {"left": column - 1, "right": column + 1, "top": row + 4, "bottom": row + 6}[side]
    return End(cell, side, rank)


class Router:
    """Chooses the course of each link on a grid."""

    def __init__(self, cells: Cells, order: Order, grid: Grid) -> None:
        self.cells, self.order, self.grid = cells, order, grid
        self.taken = grid.taken()
        self.upright = self._upright()

    def _upright(self) -> set[tuple[Cell, Side]]:
        """Return the sides of cells where a vertical arrow stands in the middle."""
        sides: set[tuple[Cell, Side]] = set()
        for place, link in enumerate(self.cells.links):
            a, b = self.grid.spots[link.origin], self.grid.spots[link.target]
            if place not in self.order.back and a.column == b.column:
                down = b.row > a.row
                sides.add((link.origin, "bottom" if down else "top"))
                sides.add((link.target, "top" if down else "bottom"))
        return sides

    def route(self, place: int, link: Link) -> Route:
        """Return the course of a link."""
        if link.origin == link.target:
            return self._loop(link)
        if place in self.order.back:
            return self._back(link)
        a, b = self.grid.spots[link.origin], self.grid.spots[link.target]
        return self._vertical(link) if a.column == b.column else self._forward(link)

    # ------------------------------------------------------------ forward

    def _forward(self, link: Link) -> Route:
        a, b = self.grid.spots[link.origin], self.grid.spots[link.target]
        source_clear = self._clear_row(a.row, a.column, b.column)
        target_clear = self._clear_row(b.row, a.column, b.column)
        after, before = at_gap(a.column + 1), at_gap(b.column)
        if a.row == b.row and source_clear:
            runs = [at_port(a.row)]
        elif a.row != b.row and source_clear:
            runs = [at_port(a.row), before, at_port(b.row)]
        elif a.row != b.row and target_clear:
            runs = [at_port(a.row), after, at_port(b.row)]
        else:
            channel = at_channel(b.row if b.row >= a.row else b.row + 1)
            runs = [at_port(a.row), after, channel, before, at_port(b.row)]
        return self._made(link, "forward", "right", runs, "left")

    def _vertical(self, link: Link) -> Route:
        a, b = self.grid.spots[link.origin], self.grid.spots[link.target]
        sides: tuple[Side, Side] = ("bottom", "top") if b.row > a.row else ("top", "bottom")
        return self._made(link, "forward", sides[0], [at_slot(a.column)], sides[1])

    def _clear_row(self, row: int, left: int, right: int) -> bool:
        return not any(Spot(column, row) in self.taken for column in range(left + 1, right))

    def _clear_column(self, column: int, one: int, other: int) -> bool:
        rows = range(min(one, other) + 1, max(one, other))
        return not any(Spot(column, row) in self.taken for row in rows)

    # ------------------------------------------------------------ back

    def _back(self, link: Link) -> Route:
        """Return an arc: above the row, or by the nearest column or gap to another row."""
        a, b = self.grid.spots[link.origin], self.grid.spots[link.target]
        out, into = at_slot(a.column), at_slot(b.column)
        if a.row == b.row:
            return self._made(link, "back", "top", [out, at_channel(a.row), into], "top")
        if a.column == b.column and self._clear_column(a.column, a.row, b.row):
            sides: tuple[Side, Side] = ("bottom", "top") if b.row > a.row else ("top", "bottom")
            return self._made(link, "back", sides[0], [out], sides[1])
        if b.row > a.row and self._clear_column(a.column, a.row, b.row):
            return self._made(link, "back", "bottom", [out, at_channel(b.row), into], "top")
        if b.row < a.row and self._clear_column(b.column, a.row, b.row):
            return self._made(link, "back", "top", [out, at_channel(a.row), into], "bottom")
        if b.row < a.row and self._clear_column(a.column, a.row, b.row):
            return self._made(link, "back", "top", [out, at_channel(b.row + 1), into], "bottom")
        runs = [out, at_channel(a.row), at_gap(b.column + 1), at_channel(b.row), into]
        return self._made(link, "back", "top", runs, "top")

    def _loop(self, link: Link) -> Route:
        """Return a loop above the box; beneath it if only there the middle is free."""
        spot = self.grid.spots[link.origin]
        out, into = at_slot(spot.column), at_slot(spot.column)
        middle_taken = (link.origin, "top") in self.upright
        notes = self.cells.nodes[link.origin.name].notes
        beneath: tuple[Cell, Side] = (link.origin, "bottom")
        if middle_taken and beneath not in self.upright and not notes:
            self.upright.add(beneath)  # one loop has room there
            under = Run("under", spot.row, 10 * spot.row + 6.5)
            return self._made(link, "loop", "bottom", [out, under, into], "bottom")
        return self._made(link, "loop", "top", [out, at_channel(spot.row), into], "top")

    # ------------------------------------------------------------ to the endings

    def exits(self) -> list[Route]:
        """Return the tracks to the panel: from the last box of each row."""
        routes = []
        for way in self.cells.exits:
            cell = self.cells.departure(way)
            spot = self.grid.spots[cell]
            if cell.queue or not self._clear_row(spot.row, spot.column, self.grid.columns):
                continue
            runs = [at_port(spot.row), at_gap(self.grid.columns), Run("pill", 0, 10 * spot.row + 5)]
            head = End(way.target, "left", 10 * self.grid.columns - 1)
            routes.append(Route(way, "forward", end(cell, spot, "right"), runs, head))
        return routes

    def recontact(self, ending: str | None, cell: Cell) -> Route:
        """Return the track of those who come again: up, along the very top, and down to a cell.

        It begins at the lowest of their endings, so that those above it can join; at the end of
        the lanes where they come from none. The start it enters from the top, other cells from
        the left.
        """
        spot, far = self.grid.spots[cell], 10 * self.grid.columns
        up = [Run("pill", 0, 5), Run("margin", 0, far + 9)] if ending else []
        above = cell == self.cells.start
        down = [at_slot(spot.column)] if above else [at_gap(spot.column), at_port(spot.row)]
        tail = End(ending or "", "right", far)
        head = end(cell, spot, "top" if above else "left")
        return Route(None, "recontact", tail, [*up, Run("top", 0, -1), *down], head)

    def _made(self, link: Link, course: Course, out: Side, runs: list[Run], into: Side) -> Route:
        a, b = self.grid.spots[link.origin], self.grid.spots[link.target]
        tail, head = end(link.origin, a, out), end(link.target, b, into)
        return Route(link.way, course, tail, runs, head)
