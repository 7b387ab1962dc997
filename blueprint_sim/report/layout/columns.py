"""In which column and row each cell stands.

A step stands right of those before it in its own lane, and in the same column as those before it
in another lane where a vertical arrow can reach it: that halves the width. A cell that is taken
opens a sub-row of its lane, up to three.
"""

from __future__ import annotations

from typing import NamedTuple

from blueprint_sim.report.layout.cells import Cell, Cells, Link
from blueprint_sim.report.layout.order import Order

STACK = 3  # sub-rows of a lane


class Spot(NamedTuple):
    """A place in the grid of columns and rows."""

    column: int
    row: int


class Grid(NamedTuple):
    """Where every cell stands; rows are numbered from the top without holes."""

    spots: dict[Cell, Spot]
    lanes: tuple[int, ...]  # the lane of each row
    columns: int

    def taken(self) -> dict[Spot, Cell]:
        """Return the cells by place."""
        return {spot: cell for cell, spot in self.spots.items()}


class _Board:
    """The grid while it fills: every lane with all its sub-rows."""

    def __init__(self, cells: Cells, order: Order) -> None:
        self.cells, self.order = cells, order
        self.spots: dict[Cell, Spot] = {}
        self.boxes: dict[Spot, Cell] = {}
        self.reserved: set[Spot] = set()  # a vertical arrow passes
        self.into: dict[Cell, list[Link]] = {}
        for place, link in enumerate(cells.links):
            if place not in order.back:
                self.into.setdefault(link.target, []).append(link)

    def place(self, cell: Cell) -> None:
        """Put a cell, and the step behind it if it is a queue, into the first column that fits."""
        lane = self.cells.lane(cell)
        before = [link.origin for link in self.into.get(cell, ())]
        column = max(
            (self.spots[u].column + (self.cells.lane(u) == lane) for u in before), default=0
        )
        while (spot := self._spot(cell, before, column)) is None:
            column += 1
        self._put(cell, spot)
        if cell.queue:
            self._put(Cell(cell.name), Spot(spot.column + 1, spot.row))
        for between in self._verticals(before, spot):
            self.reserved.update(between)

    def _put(self, cell: Cell, spot: Spot) -> None:
        self.spots[cell] = spot
        self.boxes[spot] = cell

    def _spot(self, cell: Cell, before: list[Cell], column: int) -> Spot | None:
        lane = self.cells.lane(cell)
        rows = range(STACK * lane, STACK * (lane + 1))
        here = {self.boxes.get(Spot(column, row)) for row in rows}
        if here & self.order.ancestors[cell]:
            return None
        for row in sorted(rows, key=lambda row: (row != self._favourite(cell), row)):
            spots = [Spot(column, row), Spot(column + 1, row)][: 1 + cell.queue]
            if all(self._free(spot) for spot in spots) and all(
                self._free(spot)
                for between in self._verticals(before, spots[0])
                for spot in between
            ):
                return spots[0]
        return None

    def _favourite(self, cell: Cell) -> int | None:
        """Return the row of the way most travelled into the cell from its lane: no bend."""
        lane = self.cells.lane(cell)
        level = [link for link in self.into.get(cell, ()) if self.cells.lane(link.origin) == lane]
        if not level:
            return None
        return self.spots[max(level, key=lambda link: link.way.flow).origin].row

    def _free(self, spot: Spot) -> bool:
        return spot not in self.boxes and spot not in self.reserved

    def _verticals(self, before: list[Cell], spot: Spot) -> list[list[Spot]]:
        """Return the cells that vertical arrows into a place would pass."""
        rows = sorted({self.spots[u].row for u in before if self.spots[u].column == spot.column})
        ranges = [range(min(row, spot.row) + 1, max(row, spot.row)) for row in rows]
        return [[Spot(spot.column, between) for between in rows] for rows in ranges]


def grid(cells: Cells, order: Order, *, recontact: bool) -> Grid:
    """Return where every cell stands.

    Parameters
    ----------
    recontact
        Keep the cells above the start free: those who come again arrive from the top.
    """
    board = _Board(cells, order)
    board.place(cells.start)
    if recontact:
        column, row = board.spots[cells.start]
        board.reserved.update(Spot(column, above) for above in range(row))
    for cell in order.cells:
        if cell not in board.spots:
            board.place(cell)
    used = sorted({spot.row for spot in board.spots.values()})
    rank = {row: place for place, row in enumerate(used)}
    spots = {cell: Spot(spot.column, rank[spot.row]) for cell, spot in board.spots.items()}
    return Grid(
        spots,
        tuple(row // STACK for row in used),
        1 + max(spot.column for spot in spots.values()),
    )


def numbers(cells: Cells, order: Order, grid: Grid) -> tuple[tuple[str, int], ...]:
    """Return the number of each step: the start, by column, then by order; queues get none."""
    place = {cell: i for i, cell in enumerate(order.cells)}
    steps = [Cell(name) for name in cells.nodes]
    start = cells.start.name
    steps.sort(key=lambda cell: (cell.name != start, grid.spots[cell].column, place[cell]))
    return tuple((cell.name, i) for i, cell in enumerate(steps, start=1))
