"""What happens at each step, once more: a row at a time, and minute by minute."""

from __future__ import annotations

import math

import numpy as np
import pytest

from blueprint_sim.measures import Record
from blueprint_sim.simulation.log import End, Moment, Spell
from tests.measures import plain
from tests.measures.test_pictures import seen
from tests.measures.test_random import SEEDS, of
from tests.measures.test_teams import minutes_that_count, opened, passing, told
from tests.oracles.specs import MINUTE


@pytest.mark.parametrize("seed", SEEDS)
def test_steps_against_a_plain_loop(seed: int) -> None:
    record, found = seen(seed)
    warm_up, steps = record.program.calendar.warm_up, record.program.steps
    for step in range(len(record.program.names.steps)):
        rows = [row for row in told(record) if row.step == step and row.asked >= warm_up]
        let_in = [row.wait + row.parked for row in rows if row.how not in TURNED_AWAY]
        served = [row for row in rows if row.how == End.SERVED]
        felt = valences(record, rows)
        promises = len(served) if steps.promise_slot[step] >= 0 else 0
        expected = {
            "visits": (len(served), 1),
            "wait_mean": (sum(let_in) / MINUTE, len(let_in)),
            "wait_p90": (np.quantile(let_in, 0.9) / MINUTE, 1) if let_in else (0, 0),
            "share_reneged": (sum(row.how == End.RENEGED for row in rows), len(rows)),
            "time_mean": (sum(row.ended - row.began for row in served) / MINUTE, len(served)),
            "questions_mean": (sum(row.questions for row in served), len(served)),
            "repeat_questions_mean": (sum(row.repeats for row in served), len(served)),
            "share_promises_broken": (sum(kind == Moment.PROMISE for kind, _ in felt), promises),
            "misery_mean": (sum(valence <= -1 for _, valence in felt), len(rows)),
            "valence_mean": (math.fsum(valence for _, valence in felt), len(felt)),
            "cost": (cost(record, served) + beside(record, step), 1),
        }
        for key, pair in expected.items():
            assert of(found, "step", key)[step] == pytest.approx(pair), key


TURNED_AWAY = (End.BLOCKED, End.BALKED)


def valences(record: Record, rows: list[plain.Row]) -> list[tuple[Moment, float]]:
    """Give what was felt in some visits, with its kind."""
    keys = {(row.customer, row.contact, row.step, row.visit) for row in rows}
    felt = [row for row in record.log.moments if plain.visit_of(row) in keys]
    return [(Moment(row["kind"]), float(row["valence"])) for row in felt]


def cost(record: Record, served: list[plain.Row]) -> float:
    rates, at_once = record.program.rates, record.program.teams.at_once
    total = 0.0
    for row in served:
        if row.team >= 0:
            minutes, team = (row.freed - row.began) / MINUTE, row.team
            total += minutes * (rates.per_minute[team] + rates.per_hour[team] / 60 / at_once[team])
            total += rates.per_visit[team]
    return total


def beside(record: Record, step: int) -> float:
    """Give the cost of those who stayed on the line meanwhile."""
    rates, at_once = record.program.rates, record.program.teams.at_once
    total = 0.0
    for row in record.log.spells[record.log.spells["kind"] == Spell.HOLD]:
        if row["step"] == step and row["began"] >= record.program.calendar.warm_up:
            minutes, team = (max(row["ended"], row["freed"]) - row["began"]) / MINUTE, row["team"]
            total += minutes * (rates.per_minute[team] + rates.per_hour[team] / 60 / at_once[team])
    return total


@pytest.mark.parametrize("seed", SEEDS)
def test_the_line_minute_by_minute(seed: int) -> None:
    record, found = seen(seed)
    minutes = [minute for minute in minutes_that_count(record) if opened(record, minute)]
    rows = told(record)
    for step in range(len(record.program.names.steps)):
        own = [row for row in rows if row.step == step]
        waits = [(row.asked - row.parked, row.asked + row.wait) for row in own]
        standing = sum(passing(waits, minute) for minute in minutes)
        assert of(found, "step", "queue_mean")[step] == pytest.approx((standing, len(minutes)))


def test_in_the_random_runs_some_wait_for_a_task_in_vain() -> None:
    rows = [row for seed in SEEDS for row in told(seen(seed)[0])]
    assert sum(row.in_vain and row.parked > 0 for row in rows) > 3
    assert sum(row.parked > 0 and not row.in_vain for row in rows) > 10
    assert any(row.parked > 0 and not row.there for row in rows)
