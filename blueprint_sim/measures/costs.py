"""What a replication costs: staffed time, use, and visits that did harm."""

from __future__ import annotations

import math

import numpy as np

from blueprint_sim.measures.outcomes import resolved
from blueprint_sim.measures.record import Record
from blueprint_sim.measures.rows import visit_key
from blueprint_sim.measures.values import Plain, Ratio, tally
from blueprint_sim.simulation.log import Moment
from blueprint_sim.simulation.program import NONE, TICKS_PER_HOUR, Floats, Ints
from blueprint_sim.simulation.rules import MISERY

FOREVER = np.iinfo(np.int64).max


def staff_cost(record: Record) -> Plain:
    """Cost of all staffed time after the warm-up, in currency."""
    return Plain(math.fsum(staffing(record)))


def cost_per_customer(record: Record) -> Ratio:
    """Cost of staffed time and use, over issues, in currency."""
    return Ratio(_total(record), float(len(record.issues.outcome)))


def cost_per_resolved(record: Record) -> Ratio:
    """Cost of staffed time and use, over resolved issues, in currency."""
    return Ratio(_total(record), resolved(record.issues))


def misery_cost(record: Record) -> Plain:
    """Cost of the visits in which a question or the work was a moment of misery, in currency."""
    moments, visits, rows = record.log.moments, record.log.visits, record.rows
    felt = (moments["kind"] == Moment.QUESTION) | (moments["kind"] == Moment.WORK)
    sad = moments[felt & (moments["valence"] <= MISERY)]
    # Only a visit that was served uses its number up, so among those the key is unique.
    at = np.flatnonzero(rows.served & record.inside)
    hurt = at[np.isin(visit_key(visits[at]), visit_key(sad))]
    return Plain(math.fsum(rows.use[hurt] + rows.staff[hurt]))


def _total(record: Record) -> float:
    return math.fsum([*staffing(record), *record.issues.use])


def staffing(record: Record) -> Floats:
    """[team]: cost of staffed time after the warm-up, in currency."""
    return duty(record) / TICKS_PER_HOUR * record.program.rates.per_hour


def duty(record: Record) -> Ints:
    """[team]: ticks on duty after the warm-up, of all its workers together.

    Every worker is paid for each day from opening to close, or to the end of the last work of
    that day if it is later, but never past the next opening. A machine of unlimited size is one
    worker. A team that no step uses has nobody on duty.
    """
    teams, (opens, closes) = record.program.teams, record.opening
    workers = np.where(teams.size == NONE, 1, teams.size)
    last = _last_work(record, np.cumsum(workers) - workers, int(workers.sum()))
    until = np.maximum(last, closes[:, np.newaxis])
    until = np.minimum(until, np.append(record.program.calendar.opens[1:], FOREVER)[:, np.newaxis])
    paid = (until - opens[:, np.newaxis]).clip(0).sum(axis=0)
    owner = np.repeat(np.arange(len(workers)), workers)
    total: Ints = tally(owner, len(workers), paid).astype(np.int64) * teams.staffed
    return total


def _last_work(record: Record, first: Ints, workers: int) -> Ints:
    """[day, worker]: when the last work begun by the end of that day was over; 0: none was."""
    rows, visits, opens = record.rows, record.log.visits, record.program.calendar.opens
    at = np.flatnonzero(rows.served & (rows.team >= 0))
    worker = first[rows.team[at]] + visits["worker"][at].clip(0)
    day = np.searchsorted(opens, visits["started"][at], side="right") - 1
    last = np.zeros(len(opens) * workers, dtype=np.int64)
    np.maximum.at(last, day * workers + worker, visits["freed"][at])
    through: Ints = np.maximum.accumulate(last.reshape(len(opens), workers), axis=0)
    return through
