"""What teams go through, once more: a row at a time, and minute by minute."""

from __future__ import annotations

import math
from collections import defaultdict

import numpy as np
import pytest

from blueprint_sim.measures import Record
from blueprint_sim.simulation.log import End, Spell
from blueprint_sim.simulation.program import NONE
from tests.measures import plain
from tests.measures.test_pictures import seen
from tests.measures.test_random import GAVE_UP, SEEDS, of
from tests.oracles.specs import MINUTE

Pairs = dict[str, list[float]]


@pytest.mark.parametrize("seed", SEEDS)
def test_requests_against_a_plain_loop(seed: int) -> None:
    record, found = seen(seed)
    for team in range(len(record.program.names.teams)):
        rows = requests(record, team)
        let_in = [row.wait for row in rows if row.how not in (End.BLOCKED, End.BALKED)]
        called = [row.off_line for row in rows if row.off_line is not None]
        judged = [row for row in rows if row.off_line is None]
        judged = [row for row in judged if not (row.how in GAVE_UP and row.wait <= 2 * MINUTE)]
        prompt = [row for row in judged if row.how == End.SERVED and row.wait <= 2 * MINUTE]
        expected = {
            "requests": (len(rows), 1),
            "share_waiting": (sum(row.wait > 0 for row in rows), len(rows)),
            "share_reneged": (sum(row.how == End.RENEGED for row in rows), len(rows)),
            "share_balked": (sum(row.how == End.BALKED for row in rows), len(rows)),
            "share_blocked": (sum(row.how == End.BLOCKED for row in rows), len(rows)),
            "wait_mean": (sum(let_in) / MINUTE, len(let_in)),
            "wait_p90": (np.quantile(let_in, 0.9) / MINUTE, 1) if let_in else (0, 0),
            "share_called_back": (len(called), len(rows)),
            "callback_wait_mean": (sum(called) / MINUTE, len(called)),
            "service_level": (len(prompt), len(judged)),
        }
        for key, pair in expected.items():
            assert of(found, "team", key)[team] == pytest.approx(pair), key


def requests(record: Record, team: int) -> list[plain.Row]:
    """Give the visits and tasks for which somebody of a team was asked for after the warm-up."""
    warm_up = record.program.calendar.warm_up
    rows = [row for row in told(record) if row.team == team and not row.kept]
    return [row for row in rows if row.asked >= warm_up]


def told(record: Record) -> list[plain.Row]:
    rows = plain.visits(record.log, record.program)
    return [*rows, *plain.beside(record.log, record.program)]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_line_and_the_work_minute_by_minute(seed: int) -> None:
    record, found = seen(seed)
    minutes = minutes_that_count(record)
    rows = told(record)
    is_open = [minute for minute in minutes if opened(record, minute)]
    for team, size in enumerate(record.program.teams.size.tolist()):
        waits = [(row.asked, row.asked + row.wait) for row in rows if row.team == team]
        standing = sum(passing(waits, minute) for minute in is_open)
        assert of(found, "team", "queue_mean")[team] == pytest.approx((standing, len(is_open)))
        work = taken_up(record, rows, team)
        busy = sum(passing(work, minute) for minute in minutes) if size != NONE else 0
        assert of(found, "team", "utilisation")[team][0] == pytest.approx(busy)


def minutes_that_count(record: Record) -> range:
    first = int(record.program.calendar.warm_up // MINUTE)
    times = [int(record.log.visits[name].max(initial=0)) for name in ("asked", "ended", "freed")]
    times += [int(record.log.spells[name].max(initial=0)) for name in ("ended", "freed")]
    return range(first, max(int(record.log.ended), *times) // MINUTE + 1)


def opened(record: Record, minute: int) -> bool:
    calendar = record.program.calendar
    days = zip(calendar.opens, calendar.closes, strict=True)
    return any(opens <= minute * MINUTE < closes for opens, closes in days)


def passing(stretches: list[tuple[int, int]], minute: int) -> int:
    return sum(began <= minute * MINUTE < ended for began, ended in stretches)


def taken_up(record: Record, rows: list[plain.Row], team: int) -> list[tuple[int, int]]:
    """Give when workers of a team were taken up: by visits, tasks, and on hold."""
    work = [row for row in rows if row.team == team and row.how == End.SERVED]
    holds = record.log.spells[record.log.spells["kind"] == Spell.HOLD]
    return [(row.began, row.freed) for row in work] + [
        (int(row["began"]), int(max(row["ended"], row["freed"])))
        for row in holds
        if row["team"] == team
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_use_costs_by_the_minute_and_by_the_visit(seed: int) -> None:
    record, found = seen(seed)
    rates, warm_up = record.program.rates, record.program.calendar.warm_up
    cost: dict[int, list[float]] = defaultdict(list)
    for row in told(record):
        if row.how == End.SERVED and row.team != NONE and row.asked >= warm_up:
            minutes = (row.freed - row.began) / MINUTE
            cost[row.team].append(rates.per_minute[row.team] * minutes + rates.per_visit[row.team])
    for row in record.log.spells[record.log.spells["kind"] == Spell.HOLD]:
        if row["began"] >= warm_up:
            minutes = (max(row["ended"], row["freed"]) - row["began"]) / MINUTE
            cost[int(row["team"])].append(rates.per_minute[row["team"]] * minutes)
    for team, paid in enumerate(record.duty.paid.tolist()):
        staff = paid / (60 * MINUTE) * rates.per_hour[team]
        expected = staff + math.fsum(cost[team])
        assert of(found, "team", "cost")[team][0] == pytest.approx(expected)


def test_teams_of_the_random_runs_work_in_the_meantime() -> None:
    records = [seen(seed)[0] for seed in SEEDS]
    tasks = [
        [row for row in plain.beside(record.log, record.program) if row.team != NONE]
        for record in records
    ]
    assert sum(any(row.wait > 0 for row in rows) for rows in tasks) > len(SEEDS) / 10
    assert sum(any(row.how == End.UNFINISHED for row in rows) for rows in tasks) > 2
    assert sum(any(row.freed > row.ended for row in rows) for rows in tasks) > len(SEEDS) / 10
