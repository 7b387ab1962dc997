"""The time for which workers stay on the line while others serve; one entry a spell."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from blueprint_sim.simulation.log import Log, Spell, Table
from blueprint_sim.simulation.program import (
    NONE,
    TICKS_PER_HOUR,
    TICKS_PER_MINUTE,
    Flags,
    Floats,
    Ints,
    Program,
)


class Holding(NamedTuple):
    """Columns of the spells on hold. Times in ticks."""

    customer: Ints
    step: Ints
    """The step for which they stay on the line."""
    team: Ints
    worker: Ints
    began: Ints
    ended: Ints
    until: Ints
    """When the worker was done: wrap-up included, where they did not take the customer back."""
    use: Floats
    """Cost of use, by the minute, in currency."""
    staff: Floats
    """Cost of the time at the hourly rate, shared by those served at once, in currency."""


def holding(log: Log, program: Program) -> Holding:
    """Work the columns out."""
    spells = log.spells[log.spells["kind"] == Spell.HOLD]
    customer, step, team, worker, began, ended, freed = (
        spells[name].astype(np.int64)
        for name in ("customer", "step", "team", "worker", "began", "ended", "freed")
    )
    until = np.maximum(ended, freed)
    taken = until - began
    return Holding(
        customer=customer,
        step=step,
        team=team,
        worker=worker,
        began=began,
        ended=ended,
        until=until,
        use=taken / TICKS_PER_MINUTE * program.rates.per_minute[team],
        staff=taken / TICKS_PER_HOUR * (program.rates.per_hour / program.teams.at_once)[team],
    )


_MEETING = ["customer", "contact", "team", "worker"]


def taken_back(log: Log) -> Flags:
    """[visit]: began as a worker who had stayed on the line took the customer back."""
    visits, spells = log.visits, log.spells
    back = spells[(spells["kind"] == Spell.HOLD) & (spells["freed"] == NONE)]
    found = np.zeros(len(visits), dtype=np.bool_)
    if len(back):
        at = np.flatnonzero((visits["started"] == visits["asked"]) & (visits["team"] >= 0))
        found[at] = np.isin(_keys(visits[at], "started"), _keys(back, "ended"))
    return found


def _keys(table: Table, time: str) -> Table:
    """Give who met whom, and when, as one value a row."""
    columns = [table[name].astype(np.int64) for name in (*_MEETING, time)]
    keys = np.ascontiguousarray(np.stack(columns, axis=1))
    return keys.view(f"V{keys.dtype.itemsize * len(columns)}").ravel()
