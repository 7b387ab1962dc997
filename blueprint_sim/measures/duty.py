"""Who is on duty and paid: the roster, and the overtime beyond it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from blueprint_sim.measures.holding import Holding
from blueprint_sim.measures.rows import Rows
from blueprint_sim.simulation.log import Table
from blueprint_sim.simulation.program import NONE, Ints, Program

FOREVER = np.iinfo(np.int64).max


class Duty(NamedTuple):
    """[team]: ticks after the warm-up, of all its workers together."""

    paid: Ints
    """On duty, overtime included."""
    overtime: Ints
    """Of that, beyond the roster."""


def duty(visits: Table, rows: Rows, held: Holding, program: Program) -> Duty:
    """Tell for how long each team was on duty.

    A worker is paid for each stretch of the roster within the hours of opening: to its end, or to
    the end of the last work begun since it began, if that is later, but never past the beginning
    of their next stretch, in which work that goes on counts again. A machine of unlimited size
    is one worker, and knows no overtime. A team that no step uses has nobody on duty.
    """
    at = np.flatnonzero(rows.served & (rows.team >= 0))
    team = np.append(rows.team[at], held.team)
    worker = np.append(visits["worker"][at], held.worker)
    started = np.append(visits["started"][at], held.began)
    freed = np.append(visits["freed"][at], held.until)
    times = np.zeros((2, len(program.names.teams)), dtype=np.int64)
    for number in np.flatnonzero(program.teams.staffed).tolist():
        own = team == number
        work = _Work(started[own], freed[own], worker[own].clip(0))
        times[:, number] = _of_team(_plan(program, number), work, program.calendar.warm_up)
    times[1, program.teams.size == NONE] = 0
    return Duty(*times)


class _Work(NamedTuple):
    """[visit, or time on the line]: when a worker began it, and was done with it."""

    started: Ints
    freed: Ints
    worker: Ints


class _Plan(NamedTuple):
    """[row]: a stretch of time, and how many workers are on duty in it."""

    begins: Ints
    ends: Ints
    workers: Ints


def _plan(program: Program, team: int) -> _Plan:
    """Lay out a team's roster within the hours of opening: a row for each day and each change."""
    calendar, rosters, size = program.calendar, program.rosters, int(program.teams.size[team])
    rows = slice(rosters.at[team], rosters.at[team + 1])
    begins, workers = rosters.time[rows], rosters.workers[rows]
    if not len(begins):
        begins = calendar.opens
        workers = np.full(len(begins), 1 if size == NONE else size)
    closes = calendar.closes[np.searchsorted(calendar.opens, begins, side="right") - 1]
    return _Plan(begins, np.minimum(closes, np.append(begins[1:], FOREVER)), workers)


def _of_team(plan: _Plan, work: _Work, warm_up: int) -> tuple[int, int]:
    """Give the ticks paid and the overtime in them, after the warm-up.

    Arrays are [row of the plan, worker]: at most as many as the days and changes of one roster.
    """
    begins, ends = plan.begins[:, np.newaxis], plan.ends[:, np.newaxis]
    there = plan.workers[:, np.newaxis] > np.arange(plan.workers.max(initial=0))
    following = np.where(there, begins, FOREVER)
    following = np.minimum.accumulate(following[::-1], axis=0)[::-1]
    following = np.append(following[1:], np.full((1, there.shape[1]), FOREVER), axis=0)
    until = np.minimum(np.maximum(_last_work(plan, there, work), ends), following)
    paid = (until.clip(warm_up) - begins.clip(warm_up))[there].sum()
    overtime = (until.clip(warm_up) - ends.clip(warm_up))[there].sum()
    return int(paid), int(overtime)


def _last_work(plan: _Plan, there: np.ndarray, work: _Work) -> Ints:
    """[row, worker]: when the last work begun up to then was over; 0: none was.

    Work begun while the worker is not there goes on for a customer who kept them: it counts with
    the stretch before.
    """
    row = np.arange(len(there))[:, np.newaxis]
    since = np.maximum.accumulate(np.where(there, row, 0), axis=0)
    begun = np.searchsorted(plan.begins, work.started, side="right") - 1
    last = np.zeros(there.shape, dtype=np.int64)
    np.maximum.at(last, (since[begun, work.worker], work.worker), work.freed)
    through: Ints = np.maximum.accumulate(last, axis=0)
    return through
