"""Tables of who is better or worse off than in the baseline."""

from __future__ import annotations

from blueprint_sim.report.grids import Cell, Grid, number
from blueprint_sim.report.speech.fates import BY, FATES, shares, written
from blueprint_sim.report.speech.names import Names
from blueprint_sim.studies.result import BetterOff, Result


def better_off(result: Result, variant: str, names: Names) -> Grid:
    """List everybody by all that is judged, then each persona and reason by what is remembered.

    Fates that nobody met have no column.
    """
    found = [row for row in result.better_off if row.variant == variant]
    found = [row for row in found if row.by == "everybody" or row.judged_by == "memory"]
    fates = [fate for fate in FATES if any(shares(row)[fate].mean for row in found)]
    rows = [
        [Cell(_who(row, names)), *(number(written(shares(row)[fate])) for fate in fates)]
        for row in found
    ]
    return Grid(
        ["who, and by what", *(FATES[fate] for fate in fates)], rows, result.variants[variant].label
    )


def _who(row: BetterOff, names: Names) -> str:
    if row.by == "everybody":
        return f"Everybody, by {BY[row.judged_by]}"
    return f"{names.group(row.by, row.group)}, by {BY[row.judged_by]}"
