"""What follows: worked out by hand, and once more by a plain loop over the rows of random runs."""

from __future__ import annotations

import math

import numpy as np
import pytest

from blueprint_sim.format.load import loads
from blueprint_sim.measures import Label, Record, Terms, Worth, Yardstick, labels, read
from blueprint_sim.measures.consequences import leaving, telling
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.simulation import simpy_engine
from blueprint_sim.simulation.program import ISSUE_OUTCOMES, Outcome
from blueprint_sim.studies.run import prepare, run
from tests.oracles.plain_engine import simulate
from tests.oracles.random_programs import random_case
from tests.simulation.by_hand import Day

SHOP = """
    scenario: Three customers, of whom one hangs up
    run: {length: 60 min, warm_up: WARM min}
    demand: {arrivals: 1 per hour}
    personas: {caller: {patience: 4 min}}
    experience:
      acceptable_wait: 10 min
      feels: {rude: {feels: -2, costs: 3}, goodwill: {feels: +1, costs: 10, earns: 2, churn: -40%}}
      churn: {resolved: 10%, abandoned: 20%, each_misery: 50%}
      churn_costs: 400
      tells: 5
    variants:
      a:
        teams: {agents: {size: 1, cost: 60 per hour}}
        steps:
          help: {by: agents, takes: 10 min, events: [rude], resolves: 100%, next: soothe}
          soothe: {by: agents, takes: 0 s, events: [goodwill]}
"""


def day(warm_up: int = 0) -> Day:
    return Day(simpy_engine.simulate, SHOP.replace("WARM", str(warm_up)), [0, 5, 20])


def test_a_day_by_hand() -> None:
    """0 and 2 are treated rudely (-2), are soothed (+1) and resolved (+1); 1 hangs up, which is -1.

    Of each, one moment is misery. Goodwill keeps 4 in 10 of those who would leave. Peak and end of
    0 and 2 are -2 and +1: they remember -0.5; 1 remembers -1, and tells five.
    """
    found = day()
    soothed, let_down = (1 - 0.9 * 0.5) * 0.6, 1 - 0.8 * 0.5
    churned = 2 * soothed + let_down
    assert found.measure("share_churned") == pytest.approx(churned / 3)
    assert found.measure("churn_cost") == pytest.approx(400 * churned)
    assert found.measure("told_mean") == pytest.approx(5 / 3)
    assert found.measure("told_total") == 5
    assert found.measure("event_cost") == 2 * (3 + 10)
    assert found.measure("event_earnings") == 2 * 2
    assert found.measure("cost_per_customer") == pytest.approx((60 + 26 - 4) / 3)
    assert found.measure("cost_per_resolved") == pytest.approx((60 + 26 - 4) / 2)
    assert found.measure("staff_cost") == 60


def test_only_those_count_who_came_after_the_warm_up() -> None:
    found = day(10)
    assert found.measure("event_cost") == 13
    assert found.measure("told_total") == 0
    assert found.measure("share_churned") == pytest.approx((1 - 0.9 * 0.5) * 0.6)


def scenario(experience: str = "{}") -> Scenario:
    return loads(
        f"""
        scenario: Plain
        run: {{length: 1 h, replications: 2}}
        demand: {{arrivals: 30 per hour}}
        experience: {experience}
        variants:
          a:
            teams: {{agents: {{size: 3}}}}
            steps: {{help: {{by: agents, takes: about 4 min, events: [pitch], resolves: 80%}}}}
        """
    )


def means(experience: str = "{}") -> dict[str, float | None]:
    result = run(scenario(experience), jobs=1)
    return {key: found.mean for key, found in result.variants["a"].measures.items()}


def test_what_nobody_counts_is_null_and_not_nothing() -> None:
    found = means("{feels: {pitch: -1}}")
    uncounted = ("share_churned", "churn_cost", "told_mean", "told_total")
    assert [found[key] for key in uncounted] == [None] * 4
    assert [found[key] for key in ("event_cost", "event_earnings")] == [0, 0]


def test_churn_may_be_counted_without_its_cost() -> None:
    found = means("{feels: {pitch: -1}, churn: {resolved: 5%, unresolved: 25%}}")
    resolved, unresolved = found["share_resolved"], found["share_unresolved"]
    assert resolved
    assert unresolved
    assert found["share_churned"] == pytest.approx(0.05 * resolved + 0.25 * unresolved)
    assert found["churn_cost"] is None


def test_an_unfinished_issue_drives_nobody_away_unless_the_scenario_says_so() -> None:
    outcome, misery = np.array([Outcome.UNFINISHED]), np.array([3])
    for written, expected in (
        ("", 0.0),
        ("unfinished: 0%, ", 0.875),
        ("unfinished: 50%, ", 0.9375),
    ):
        made = scenario(f"{{feels: {{pitch: 0}}, churn: {{{written}each_misery: 50%}}}}")
        terms = prepare(made, ["a"], 1).yardstick.terms
        assert leaving(outcome, misery, np.ones(1), terms).tolist() == [expected]


def test_nobody_leaves_more_than_once() -> None:
    terms = Terms(churn=(0.8,) * len(Outcome))
    found = leaving(np.array([0, 0]), np.array([0, 9]), np.array([2.0, 0.5]), terms)
    assert found.tolist() == pytest.approx([1, 0.4])


def test_who_has_no_moment_of_truth_tells_nobody() -> None:
    memory = np.array([-1.5, -1.0, -0.999, math.nan])
    assert telling(memory, Terms(tells=3.7)).tolist() == [3.7, 3.7, 0, 0]
    assert np.isnan(telling(memory, Terms())).all()


TERMS = Terms(
    churn=(0.05, 0.25, 0.5, 0.3, 0.1, 0.2, 1.0, math.nan, math.nan),
    each_misery=0.1,
    churn_costs=400,
    tells=2.5,
    worth=(
        Worth("event0", 3, 0, 0.5),
        Worth("event1", 0, 8, 1.2),
        Worth("another variant's", 9, 9, 9),
    ),
)


@pytest.mark.parametrize("seed", range(30))
def test_a_plain_loop_over_the_rows_finds_the_same(seed: int) -> None:
    program, customers, tape = random_case(seed)
    log = simulate(program, customers, tape)
    record = Record(log, program, Yardstick(np.array([True, False]), 1, 0.5, TERMS))
    costs = earns = churned = told = 0.0
    for customer in log.customers:
        who = customer["customer"]
        happened = log.events["event"][log.events["customer"] == who].tolist()
        costs += 3 * happened.count(0)
        earns += 8 * happened.count(1)
        felt = log.moments["valence"][log.moments["customer"] == who].tolist()
        stays = 0.9 ** sum(valence <= -1 for valence in felt)
        assert TERMS.churn is not None
        stays *= 1 - TERMS.churn[customer["outcome"]]
        factor = (0.5 if 0 in happened else 1) * (1.2 if 1 in happened else 1)
        unfinished = customer["outcome"] == Outcome.UNFINISHED
        churned += 0 if unfinished else min(1, (1 - stays) * factor)
        if felt:
            peak = max(felt, key=lambda valence: (abs(valence), -valence))
            told += 2.5 * ((peak + felt[-1]) / 2 <= -1)
    found = dict(zip(labels(program), zip(*read(record), strict=True), strict=True))
    expected = {
        "share_churned": churned,
        "told_mean": told,
        "told_total": told,
        "event_cost": costs,
        "event_earnings": earns,
        "churn_cost": 400 * churned,
    }
    for key, value in expected.items():
        assert found[Label("variant", "", key)][0] == pytest.approx(value), key
    assert len(TERMS.churn or ()) == len(ISSUE_OUTCOMES) + 1
