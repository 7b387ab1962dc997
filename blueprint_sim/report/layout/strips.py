"""Where a blueprint too long for a slide is cut.

A strip has at most `MOST` columns, and is at most about `WIDEST` inches wide: a picture of that
width and 16:9, 1.2 m high, shows its steps at the 15 arc minutes that are wanted from three
metres. The strips of one blueprint are about as long as one another.
"""

from __future__ import annotations

from math import ceil

from blueprint_sim.report.layout.cells import Cells
from blueprint_sim.report.layout.columns import Grid
from blueprint_sim.report.layout.geometry import BOX_WIDTH, GAP, HEADER, LABEL_MARGIN, PANEL, PITCH
from blueprint_sim.report.layout.records import Measure
from blueprint_sim.report.layout.words import variants

MOST = 9  # columns of a strip
WIDEST = 28.0
EVEN = 2 / 3  # of its share of the columns: a strip has at least so much, if it can
PER_TRACK = 0.2  # a cut track costs so much, and its flow
QUEUE = 5.0  # parting a queue from its step


def cuts(cells: Cells, grid: Grid, measure: Measure) -> tuple[int, ...]:
    """Return the gaps at which to cut: as few as possible, with the least crossing flow.

    No strip is far shorter than the others, unless only that lets all be narrow enough.
    """
    cost = [_crossing(cells, grid, gap) for gap in range(grid.columns + 1)]
    wide = _widths(cells, grid, measure)
    for strips in range(1, grid.columns):
        for least in (ceil(EVEN * grid.columns / strips), 1):
            found = _parted(strips, least, cost, wide)
            if found is not None:
                return found
    return tuple(range(1, grid.columns))


def _parted(
    strips: int, least: int, cost: list[float], wide: list[float]
) -> tuple[int, ...] | None:
    """Return the cheapest gaps that give so many strips of at least so many columns, if any."""
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for _ in range(strips):
        tries: dict[int, list[tuple[float, tuple[int, ...]]]] = {}
        for since, (paid, gaps) in best.items():
            for upto in range(since + least, min(since + MOST, len(wide)) + 1):
                if _narrow(since, upto, wide):
                    tries.setdefault(upto, []).append((paid + cost[upto], (*gaps, upto)))
        best = {upto: min(found) for upto, found in tries.items()}
    return best[len(wide)][1][:-1] if len(wide) in best else None


def _narrow(since: int, upto: int, wide: list[float]) -> bool:
    """Tell whether a strip of some columns is narrow enough; one column always is."""
    room = WIDEST - HEADER - PANEL * (upto == len(wide))
    return since == upto - 1 or sum(wide[since:upto]) <= room


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
