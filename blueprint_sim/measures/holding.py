"""The time for which workers stay on the line while others serve; one entry a spell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from blueprint_sim.measures.charges import charges
from blueprint_sim.simulation.log import Log, Spell, Table
from blueprint_sim.simulation.program import NONE, Flags, Floats, Ints, Program


class Holding(NamedTuple):
    """Columns of the spells on hold. Times in ticks."""

    customer: Ints
    contact: Ints
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
    customer, contact, step, team, worker, began, ended, freed = (
        spells[name].astype(np.int64)
        for name in ("customer", "contact", "step", "team", "worker", "began", "ended", "freed")
    )
    until = np.maximum(ended, freed)
    cost = charges(until - began, team, program)
    return Holding(
        customer=customer,
        contact=contact,
        step=step,
        team=team,
        worker=worker,
        began=began,
        ended=ended,
        until=until,
        use=cost.use,
        staff=cost.staff,
    )


_MEETING = ("customer", "contact", "team", "worker")
_STAYING = ("customer", "contact", "step", "visit")


def taken_back(log: Log) -> Flags:
    """[visit]: began as a worker who had stayed on the line took the customer back.

    It comes after the visit for which they stayed: where nothing takes any time, the visit before
    may have begun at that very instant, with the same worker.
    """
    visits, spells = log.visits, log.spells
    back = spells[(spells["kind"] == Spell.HOLD) & (spells["freed"] == NONE)]
    found = np.zeros(len(visits), dtype=np.bool_)
    if len(back):
        at = np.flatnonzero(np.isin(visits["customer"], back["customer"]))
        own = visits[at]
        stayed = _earliest(_keys(back, _STAYING, "began"), _keys(own, _STAYING, "asked"), at)
        since = _earliest(_keys(own, _MEETING, "started"), _keys(back, _MEETING, "ended"), stayed)
        found[at] = at > since
    return found


def _earliest(wanted: Table, keys: Table, at: Ints) -> Ints:
    """[wanted]: the least of what stands at the keys that equal its own; without one, the most."""
    _, number = np.unique(np.concatenate([wanted, keys]), return_inverse=True)
    least = np.full(len(number), np.iinfo(np.int64).max)
    np.minimum.at(least, number[len(wanted) :], at)
    found: Ints = least[number[: len(wanted)]]
    return found


def _keys(table: Table, names: Sequence[str], time: str) -> Table:
    """Give some columns of each row, a time last, as one value."""
    columns = [table[name].astype(np.int64) for name in (*names, time)]
    keys = np.ascontiguousarray(np.stack(columns, axis=1))
    return keys.view(f"V{keys.dtype.itemsize * len(columns)}").ravel()
