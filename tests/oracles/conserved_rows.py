"""What the laws of conservation look up in a log, and how they object."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.simulation.log import End, Log, Spell, Table
from blueprint_sim.simulation.program import NONE, Program


def demand(true: Any, law: str) -> None:
    """Raise unless a law holds."""
    if not true:
        raise AssertionError(law)


def was_promised(program: Program, log: Log) -> NDArray[np.bool_]:
    """Tell which customers were promised something."""
    promises = program.steps.promise_slot[log.visits["step"]] != NONE
    promises &= log.visits["how"] == End.SERVED
    return np.isin(log.customers["customer"], log.visits["customer"][promises])


def stays(program: Program, log: Log, *, away: bool) -> Table:
    """Give visits and, as if they were some, waits for branches, in the order of each customer."""
    parked = log.spells[log.spells["kind"] == Spell.PARKED]
    waits = np.zeros(len(parked), log.visits.dtype)
    for name in ("customer", "contact", "step", "visit", "ended"):
        waits[name] = parked[name]
    waits["asked"] = parked["began"]
    rows = np.append(waits, log.visits)
    rows = rows[is_away(program, rows) == away]
    columns = [rows[name] for name in ("ended", "asked", "contact", "customer")]
    stays: Table = rows[np.lexsort(columns)]
    return stays


def is_open(program: Program, times: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell, for each time from the first opening on, whether the service is open."""
    calendar = program.calendar
    day = np.searchsorted(calendar.opens, times, side="right") - 1
    is_open: NDArray[np.bool_] = times < calendar.closes[day]
    return is_open


def goes_on_in_time(
    program: Program, ended: NDArray[Any], begun: NDArray[Any]
) -> NDArray[np.bool_]:
    """Tell whether one thing leads to another at once or, at night, at the next opening."""
    opens = np.append(program.calendar.opens, np.iinfo(np.int64).max)
    opening = opens[np.searchsorted(opens, ended)]
    on_time: NDArray[np.bool_] = begun == ended
    return on_time | (~is_open(program, ended) & (begun == opening))


def is_away(program: Program, visits: Table) -> NDArray[np.bool_]:
    """Mark the visits for which the customer was away."""
    away: NDArray[np.bool_] = program.steps.away[visits["step"]]
    return away


def answered_later(program: Program, log: Log, visits: Table) -> NDArray[np.bool_]:
    """Mark the visits whose questions the customer answered after them."""
    channel = log.contacts["channel"][contact_of(log, visits)]
    slots = np.append(program.channels.replies_slot, [[NONE] * len(program.names.steps)], axis=0)
    seen = program.steps.visible[visits["step"]] & (visits["questions"] > 0)
    later: NDArray[np.bool_] = seen & (slots[channel, visits["step"]] != NONE)
    return later


def numbered_anew(log: Log) -> Log:
    """Number those who came from 0, as if nobody had been spared."""
    came = log.customers["customer"].copy()
    tables = {}
    for name, table in log._asdict().items():
        if isinstance(table, np.ndarray) and name != "avoided":
            tables[name] = table.copy()
            tables[name]["customer"] = np.searchsorted(came, table["customer"])
    return log._replace(**tables)


def contact_of(log: Log, visits: Table) -> NDArray[np.intp]:
    """Give, for each visit, the row of its contact, or of the last one if the customer is away."""
    counts = log.customers["contacts"].astype(np.intp)
    first: NDArray[np.intp] = np.cumsum(counts) - counts
    rows: NDArray[np.intp] = first[visits["customer"]] + visits["contact"] - 1
    return rows


def ranks(counts: NDArray[np.intp]) -> NDArray[np.intp]:
    """Count 1 .. n for each n of the counts, end to end."""
    before = np.repeat(np.cumsum(counts) - counts, counts)
    return np.arange(1, counts.sum() + 1) - before


def follows(rows: Table, *more: str) -> NDArray[np.bool_]:
    """Tell, for each row but the first, whether it goes on with the customer of the one before."""
    same: NDArray[np.bool_] = np.ones(max(len(rows) - 1, 0), dtype=bool)
    for column in ("customer", *more):
        same &= rows[column][1:] == rows[column][:-1]
    return same


def course(begin: NDArray[Any], end: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Give the instants at which a number changes, and the number from each of them on."""
    times, where = np.unique(np.concatenate([begin, end]), return_inverse=True)
    steps = np.concatenate([np.ones(len(begin), int), -np.ones(len(end), int)])
    return times, np.cumsum(np.bincount(where, steps, minlength=len(times))).astype(np.int64)
