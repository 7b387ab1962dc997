"""Where a blueprint too long for a slide is cut."""

from __future__ import annotations

from .cells import Cells
from .columns import Grid

MOST = 8  # columns of a strip
PER_TRACK = 0.2  # a cut track costs so much, and its flow
QUEUE = 5.0  # parting a queue from its step


def cuts(cells: Cells, grid: Grid) -> tuple[int, ...]:
    """Return the gaps at which to cut: as few as possible, with the least crossing flow."""
    cost = [_crossing(cells, grid, gap) for gap in range(grid.columns + 1)]
    best: list[tuple[int, float, tuple[int, ...]]] = [(0, 0.0, ())]
    for upto in range(1, grid.columns + 1):
        best.append(
            min(
                (
                    best[since][0] + 1,
                    best[since][1] + cost[since] * (since > 0),
                    (*best[since][2], since),
                )
                for since in range(max(0, upto - MOST), upto)
            )
        )
    return best[-1][2][1:]


def _crossing(cells: Cells, grid: Grid, gap: int) -> float:
    total = 0.0
    for link in cells.links:
        a, b = grid.spots[link.origin].column, grid.spots[link.target].column
        if min(a, b) < gap <= max(a, b):
            total += PER_TRACK + link.way.flow + QUEUE * link.origin.queue
    return round(total, 9)


def part(gaps: tuple[int, ...], column: int) -> int:
    """Return the strip in which a column lies."""
    return sum(gap <= column for gap in gaps)
