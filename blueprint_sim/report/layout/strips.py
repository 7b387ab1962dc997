"""Where a blueprint too long for a slide is cut.

A strip has at most `MOST` columns, and is at most about `WIDEST` inches wide: on a picture 1.2 m
high its steps are then legible from three metres.
"""

from __future__ import annotations

from blueprint_sim.report.layout.cells import Cells
from blueprint_sim.report.layout.columns import Grid
from blueprint_sim.report.layout.geometry import BOX_WIDTH, GAP, HEADER, LABEL_MARGIN, PANEL, PITCH
from blueprint_sim.report.layout.records import Measure
from blueprint_sim.report.layout.words import variants

MOST = 8  # columns of a strip
WIDEST = 28.0
PER_TRACK = 0.2  # a cut track costs so much, and its flow
QUEUE = 5.0  # parting a queue from its step


def cuts(cells: Cells, grid: Grid, measure: Measure) -> tuple[int, ...]:
    """Return the gaps at which to cut: as few as possible, with the least crossing flow."""
    cost = [_crossing(cells, grid, gap) for gap in range(grid.columns + 1)]
    wide = _widths(cells, grid, measure)
    best: list[tuple[int, float, tuple[int, ...]]] = [(0, 0.0, ())]
    for upto in range(1, grid.columns + 1):
        room = WIDEST - HEADER - PANEL * (upto == grid.columns)
        tries = [
            (
                best[since][0] + 1,
                best[since][1] + cost[since] * (since > 0),
                (*best[since][2], since),
            )
            for since in range(max(0, upto - MOST), upto)
            if since == upto - 1 or sum(wide[since:upto]) <= room
        ]
        best.append(min(tries))
    return best[-1][2][1:]


def _widths(cells: Cells, grid: Grid, measure: Measure) -> list[float]:
    """Return about how wide each column is, with the gap behind it."""
    words, tracks = [0.0] * grid.columns, [0] * grid.columns
    for link in cells.links:
        a, b = grid.spots[link.origin], grid.spots[link.target]
        if a.column < b.column:
            said = variants(link.way.label, measure)[0].width if link.way.label else -LABEL_MARGIN
            words[a.column] = max(words[a.column], said + LABEL_MARGIN)
            tracks[a.column] += a.row != b.row
    return [
        BOX_WIDTH + max(GAP, said) + PITCH * count
        for said, count in zip(words, tracks, strict=True)
    ]


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
