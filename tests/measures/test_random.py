"""What must hold of the measures of any run, and what a plain loop over its rows finds."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import numpy as np
import pytest

from blueprint_sim.measures import Label, Record, Yardstick, labels, read
from blueprint_sim.measures.holding import taken_back
from blueprint_sim.simulation.log import End, Handoff, Moment
from blueprint_sim.simulation.program import ISSUE_OUTCOMES, NONE, Rates
from tests.measures import plain
from tests.oracles.plain_engine import simulate
from tests.oracles.random_programs import random_case

SEEDS = range(60)
MINUTE = 60_000_000
Found = dict[Label, tuple[float, float]]


@cache
def run(seed: int) -> tuple[Record, Found]:
    case = random_case(seed)
    dice = np.random.default_rng(seed)
    rates = Rates(*dice.integers(0, 60, (3, len(case.program.names.teams))).astype(float))
    program = case.program._replace(rates=rates)
    yardstick = Yardstick(np.array([0, NONE]), 2 * MINUTE, 0.5)
    record = Record(simulate(program, case.customers, case.tape), program, yardstick)
    pairs = zip(*(part.tolist() for part in read(record)), strict=True)
    return record, dict(zip(labels(program), pairs, strict=True))


GAVE_UP = (End.RENEGED, End.UNFINISHED, End.BALKED)


def of(found: Found, grain: str, key: str) -> list[tuple[float, float]]:
    return [pair for label, pair in found.items() if (label.grain, label.key) == (grain, key)]


def one(found: Found, key: str) -> tuple[float, float]:
    return found[Label("variant", "", key)]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_issue_ends_in_exactly_one_way(seed: int) -> None:
    _, found = run(seed)
    shares = [one(found, f"share_{outcome.name.lower()}") for outcome in ISSUE_OUTCOMES]
    assert sum(x for x, _ in shares) == shares[0][1] == one(found, "customers")[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_groups_add_up_to_everybody(seed: int) -> None:
    record, found = run(seed)
    for grain in ("persona", "reason"):
        if len(of(found, grain, "customers")) > 0:
            for key in ("wait_mean", "misery_mean", "memory_mean", "service_level"):
                parts = of(found, grain, key)
                whole = [sum(side) for side in zip(*parts, strict=True)]
                assert whole == pytest.approx(one(found, key))
    assert len(record.issues.outcome) == one(found, "customers")[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_costs_and_misery_add_up(seed: int) -> None:
    record, found = run(seed)
    teams = sum(cost for cost, _ in of(found, "team", "cost"))
    assert teams == pytest.approx(one(found, "cost_per_customer")[0])
    places = sum(found[label][0] for label in found if label.grain == "place")
    assert places == one(found, "misery_mean")[0]
    steps = sum(x for x, _ in of(found, "step", "misery_mean"))
    endings = sum(x for label, (x, _) in found.items() if label.grain == "place" and not label.name)
    assert steps + endings == places
    begun = (record.log.visits["how"] == End.SERVED).sum()
    begun += sum(row.how == End.SERVED for row in plain.beside(record.log, record.program))
    assert sum(x for x, _ in of(found, "step", "visits")) == begun


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_works_more_than_they_are_there(seed: int) -> None:
    _, found = run(seed)
    for busy, duty in of(found, "team", "utilisation"):
        assert 0 <= busy <= duty


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plain_loop_over_the_rows_finds_the_same(seed: int) -> None:
    """Waiting, effort, requests, handoffs and promises once more, a row at a time."""
    record, found = run(seed)
    program, log = record.program, record.log
    totals: dict[str, float] = defaultdict(float)
    for row in plain.visits(log, program):
        service = row.ended - row.began
        totals["callbacks"] += row.off_line is not None
        totals["off the line"] += row.off_line or 0
        person = row.team >= 0 and not program.teams.machine[row.team]
        visible = bool(program.steps.visible[row.step])
        promises = row.how == End.SERVED and program.steps.promise_slot[row.step] >= 0
        totals["promises"] += bool(promises)
        if row.there:
            totals["effort"] += row.parked + row.wait + service
            totals["wait"] += row.parked + (row.wait if person or not visible else 0)
            totals["wait"] += 0 if visible else service
        if person and visible and row.there and not row.kept and row.off_line is None:
            prompt = row.wait <= 2 * MINUTE
            totals["calls"] += not (prompt and row.how in GAVE_UP)
            totals["answered"] += bool(prompt and row.how == End.SERVED)
    for row in plain.in_vain(log, program):
        totals["effort"] += row.parked * row.there
        totals["wait"] += row.parked * row.there
    handoffs = sum(row["handoff"] != Handoff.NONE for row in log.visits)
    broken = sum(row["kind"] == Moment.PROMISE for row in log.moments)
    assert one(found, "effort_mean")[0] == pytest.approx(totals["effort"] / MINUTE)
    assert one(found, "wait_mean")[0] == pytest.approx(totals["wait"] / MINUTE)
    assert one(found, "handoffs_mean")[0] == handoffs
    assert one(found, "share_promises_broken") == (broken, totals["promises"])
    assert one(found, "service_level") == (totals["answered"], totals["calls"])
    off_the_line = pytest.approx((totals["off the line"] / MINUTE, totals["callbacks"]))
    assert one(found, "callback_wait_mean") == off_the_line


def test_the_random_runs_are_not_all_alike() -> None:
    for key in (
        "share_abandoned",
        "share_unfinished",
        "share_blocked",
        "magic_mean",
        "share_called_back",
        "share_promises_broken",
        "misery_cost",
    ):
        assert any(one(run(seed)[1], key)[0] > 0 for seed in SEEDS), key
    assert any(run(seed)[0].rows.kept.any() for seed in SEEDS)
    assert any(taken_back(run(seed)[0].log).any() for seed in SEEDS)
