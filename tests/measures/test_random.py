"""What must hold of the measures of any run, and what a plain loop over its rows finds."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import numpy as np
import pytest

from blueprint_sim.measures import Label, Record, Yardstick, labels, read
from blueprint_sim.measures.holding import taken_back
from blueprint_sim.simulation.log import End, Handoff, Log, Spell
from blueprint_sim.simulation.program import ISSUE_OUTCOMES, NONE, Rates
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
    assert (
        sum(x for x, _ in of(found, "step", "visits"))
        == (record.log.visits["how"] == End.SERVED).sum()
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_works_more_than_they_are_there(seed: int) -> None:
    _, found = run(seed)
    for busy, duty in of(found, "team", "utilisation"):
        assert 0 <= busy <= duty


def lengths_off_line(log: Log) -> dict[tuple[int, ...], int]:
    """Give how long customers were off the line, by customer, contact, step and visit."""
    called = log.spells[log.spells["kind"] == Spell.CALLBACK]
    return {visit_of(row): int(row["ended"] - row["began"]) for row in called}


def takings_back(log: Log) -> dict[tuple[int, ...], list[tuple[int, ...]]]:
    """Give who takes whom back in which contact, and when, by visit and when it was asked for."""
    found = defaultdict(list)
    met = ["customer", "contact", "team", "worker", "ended"]
    for row in log.spells[(log.spells["kind"] == Spell.HOLD) & (log.spells["freed"] < 0)]:
        found[(*visit_of(row), int(row["began"]))].append(tuple(row[met].tolist()))
    return found


def visit_of(row: np.void) -> tuple[int, ...]:
    return tuple(int(row[key]) for key in ("customer", "contact", "step", "visit"))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plain_loop_over_the_rows_finds_the_same(seed: int) -> None:
    """Waiting, effort, requests and handoffs once more, a row at a time."""
    record, found = run(seed)
    program, log = record.program, record.log
    totals: dict[str, float] = defaultdict(float)
    before: dict[int, tuple[int, ...]] = {}
    off_line = lengths_off_line(log)
    backs = takings_back(log)
    back: set[tuple[int, ...]] = set()
    channels = {(int(row["customer"]), int(row["contact"])): row["channel"] for row in log.contacts}
    for row in log.visits:
        team, step, customer = int(row["team"]), int(row["step"]), int(row["customer"])
        began = int(row["started"]) if row["started"] >= 0 else int(row["ended"])
        called = off_line.get(visit_of(row)) if row["how"] != End.BLOCKED else None
        wait, service = began - int(row["asked"]) - (called or 0), int(row["ended"]) - began
        totals["callbacks"] += called is not None
        totals["off the line"] += called or 0
        person = team >= 0 and not program.teams.machine[team]
        visible, away = bool(program.steps.visible[step]), bool(program.steps.away[step])
        channel = channels[customer, int(row["contact"])]
        if not away and (channel < 0 or program.channels.live[channel]):
            totals["effort"] += wait + service
            totals["wait"] += wait if person or not visible else 0
            totals["wait"] += 0 if visible else service
        totals["handoffs"] += row["handoff"] != Handoff.NONE
        actor = (int(row["contact"]), team, int(row["worker"]), int(row["how"]))
        kept = before.get(customer) == (*actor[:3], int(End.SERVED)) and not away
        kept |= not wait and (customer, *actor[:3], began) in back
        before[customer] = actor
        back.update(backs[(*visit_of(row), int(row["asked"]))])
        asked = visible and row["questions"] > 0 and channel >= 0
        if asked and program.channels.replies_slot[channel, step] >= 0:
            before[customer] = ()
        live = channel < 0 or program.channels.live[channel]
        if person and visible and live and not kept and called is None:
            prompt = wait <= 2 * MINUTE
            totals["calls"] += not (prompt and row["how"] in GAVE_UP)
            totals["answered"] += bool(prompt and row["how"] == End.SERVED)
    assert one(found, "effort_mean")[0] == pytest.approx(totals["effort"] / MINUTE)
    assert one(found, "wait_mean")[0] == pytest.approx(totals["wait"] / MINUTE)
    assert one(found, "handoffs_mean")[0] == totals["handoffs"]
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
        "misery_cost",
    ):
        assert any(one(run(seed)[1], key)[0] > 0 for seed in SEEDS), key
    assert any(run(seed)[0].rows.kept.any() for seed in SEEDS)
    assert any(taken_back(run(seed)[0].log).any() for seed in SEEDS)
