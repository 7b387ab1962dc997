"""Who is paid for what: by hand, and minute by minute for random runs."""

from __future__ import annotations

from typing import Any

import pytest

from blueprint_sim.measures import Record
from blueprint_sim.simulation.log import End, Spell
from blueprint_sim.simulation.program import NONE
from tests.measures import plain
from tests.measures.test_random import run
from tests.oracles.specs import MINUTE

SEEDS = range(60)
WARM_UP = 25


@pytest.mark.parametrize("warm_up", [0, WARM_UP])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_plain_loop_over_the_minutes_finds_the_same(seed: int, warm_up: int) -> None:
    record = warmed_up(run(seed)[0], warm_up)
    for team, size in enumerate(record.program.teams.size.tolist()):
        paid = overtime = 0
        for worker in range(1 if size == NONE else size):
            rostered, beyond = minutes(record, team, worker)
            paid += rostered + beyond
            overtime += 0 if size == NONE else beyond
        assert record.duty.paid[team] == paid * MINUTE
        assert record.duty.overtime[team] == overtime * MINUTE


def warmed_up(record: Record, minutes: int) -> Record:
    """Give the same log, of which the first minutes do not count."""
    calendar = record.program.calendar._replace(warm_up=minutes * MINUTE)
    return Record(record.log, record.program._replace(calendar=calendar), record.yardstick)


def minutes(record: Record, team: int, worker: int) -> tuple[int, int]:
    """Count the minutes on a worker's roster after the warm-up, and those paid beyond it.

    Beyond it, a minute is paid if work that was begun before the next stretch is not over yet.
    """
    there = [on_duty(record, team, worker, minute) for minute in range(until(record))]
    rows = plain.visits(record.log, record.program)
    work = [
        (row.began // MINUTE, row.freed // MINUTE)
        for row in (*rows, *plain.beside(record.log, record.program))
        if row.how == End.SERVED and row.team == team and max(row.worker, 0) == worker
    ]
    work += [
        (row["began"] // MINUTE, max(row["ended"], row["freed"]) // MINUTE)
        for row in record.log.spells[record.log.spells["kind"] == Spell.HOLD]
        if row["team"] == team and max(row["worker"], 0) == worker
    ]
    beyond, first = 0, int(record.program.calendar.warm_up // MINUTE)
    for minute, rostered in enumerate(there):
        if minute >= first and not rostered:
            back = next((m for m in range(minute, len(there)) if there[m]), len(there))
            beyond += any(started < back and freed > minute for started, freed in work)
    return sum(there[first:]), beyond


def until(record: Record) -> int:
    return int(record.log.ended // MINUTE) + 1


def on_duty(record: Record, team: int, worker: int, minute: int) -> bool:
    """Tell whether a worker is on the roster in a minute, while the service is open."""
    program: Any = record.program
    days = zip(program.calendar.opens, program.calendar.closes, strict=True)
    if not any(opens <= minute * MINUTE < closes for opens, closes in days):
        return False
    at, times, workers = program.rosters
    rows = [row for row in range(at[team], at[team + 1]) if times[row] <= minute * MINUTE]
    if at[team] == at[team + 1]:
        return True
    return bool(rows and worker < workers[rows[-1]])


def test_the_random_runs_know_shifts_and_overtime() -> None:
    records = [run(seed)[0] for seed in SEEDS]
    assert sum(len(record.program.rosters.time) > 0 for record in records) > len(SEEDS) / 2
    assert sum(record.duty.overtime.sum() > 0 for record in records) > len(SEEDS) / 2
    late = [warmed_up(record, WARM_UP) for record in records]
    pairs = zip(records, late, strict=True)
    cut = sum((one.duty.overtime > other.duty.overtime).any() for one, other in pairs)
    assert cut > len(SEEDS) / 10
    assert sum(record.duty.overtime.sum() > 0 for record in late) > len(SEEDS) / 10
