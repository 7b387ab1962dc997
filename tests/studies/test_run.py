from __future__ import annotations

import json
import math

import pytest

from blueprint_sim.errors import ScenarioError
from blueprint_sim.format.load import unchecked
from blueprint_sim.measures.catalogue import by_key
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.simulation.program import Outcome
from blueprint_sim.studies.result import Result, Verdict
from blueprint_sim.studies.run import prepare, run

SCENARIO = """
scenario: Two ways and a third
currency: CHF
run: {length: 2 h, days: 2, replications: 10, seed: 5}
demand:
  arrivals: 40 per hour
  reasons: {bill: {share: 60%, cause: unclear_bill}, other: {}}
personas: {calm: {share: 70%}, hurried: {patience: random 1 min}}
facts: {number: 25 s}
compare: {baseline: menu_first}
variants:
  menu_first:
    label: Voice menu first
    teams:
      menu: {kind: machine, carries: nothing, cost: 0.5 per minute}
      agents: {size: 3, cost: 30 per hour}
    steps:
      menu: {by: menu, asks: [number], takes: 20 s, next: help}
      help: {by: agents, asks: [number], takes: random 3 min, resolves: 80%}
  person_first: {like: menu_first, without: [menu]}
  one_more: {like: person_first, teams: {agents: {size: 4}}}
"""


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return unchecked(SCENARIO)


@pytest.fixture(scope="module")
def result(scenario: Scenario) -> Result:
    return run(scenario)


def test_the_document(result: Result) -> None:
    document = result.document()
    assert list(document) == [
        "scenario",
        "version",
        "seed",
        "replications",
        "variants",
        "comparisons",
        "warnings",
    ]
    assert document["warnings"] == list(result.warnings)
    assert (document["seed"], document["replications"]) == (5, 10)
    assert list(document["variants"]) == ["menu_first", "person_first", "one_more"]
    found = document["variants"]["menu_first"]
    assert list(found) == ["measures", "teams", "steps"]
    assert list(found["measures"]) == list(by_key("issue", "run"))
    assert list(found["teams"]) == ["agents", "menu"]
    assert list(found["teams"]["agents"]) == list(by_key("team"))
    assert list(found["steps"]["help"]) == list(by_key("step"))
    assert list(found["measures"]["wait_mean"]) == ["mean", "low", "high", "unit", "better"]
    assert found["teams"]["menu"]["utilisation"]["mean"] is None
    assert list(document["comparisons"][0]) == [
        "baseline",
        "variant",
        "measure",
        "difference",
        "low",
        "high",
        "verdict",
        "needed",
        "variance_ratio",
    ]
    # No NaN, no infinity, no number of NumPy's.
    assert json.loads(json.dumps(document, allow_nan=False)) == document


def test_any_number_of_processes_gives_the_same(scenario: Scenario, result: Result) -> None:
    assert run(scenario, jobs=2) == result


def test_the_same_people_come_to_every_variant(result: Result) -> None:
    came = {variant.replications["customers"] for variant in result.variants.values()}
    assert len(came) == 1
    for comparison in result.comparisons:
        if comparison.measure == "customers":
            assert comparison.difference == 0


def test_what_matters_by_default(result: Result) -> None:
    cost = result.variants["menu_first"].measures["cost_per_resolved"].mean
    assert cost is not None
    assert not result.matters_written
    assert result.matters == {
        "misery_mean": 0.2,
        "wait_mean": 0.5,
        "share_resolved": 0.01,
        "cost_per_resolved": pytest.approx(0.05 * cost),
    }
    decided = [each for each in result.comparisons if each.in_family]
    assert [each.verdict is not None for each in result.comparisons] == [
        each.in_family for each in result.comparisons
    ]
    assert len(decided) == 4 * 2
    assert result.comparison("person_first", "misery_mean").verdict is Verdict.BETTER


@pytest.mark.parametrize(
    ("variant", "measure", "said"),
    [
        ("menu_first", "wait_mean", "'menu_first' is the baseline"),
        (
            "person_frst",
            "wait_mean",
            "no variant 'person_frst' is compared; did you mean 'person",
        ),
        ("person_first", "misery", "no measure 'misery'; did you mean 'misery_mean'?"),
        ("person_first", "xyz", "no measure 'xyz'; list\\(result.matters\\) names those"),
    ],
)
def test_a_comparison_that_is_not_there(
    result: Result, variant: str, measure: str, said: str
) -> None:
    with pytest.raises(KeyError, match=said):
        result.comparison(variant, measure)


def test_who_is_on_duty(result: Result) -> None:
    staffing = result.variants["person_first"].staffing
    assert {team.name: (team.size, team.staffed) for team in staffing.teams} == {
        "agents": (3, True),
        "menu": (None, False),
    }
    assert staffing.workers == 3
    assert result.variants["one_more"].staffing.workers == 4
    assert staffing.planned_per_day == 3 * 30 * 2
    assert staffing.cost_per_day is not None
    assert staffing.cost_per_day >= staffing.planned_per_day


def test_who_is_on_duty_by_shift() -> None:
    """Two hours a day from nine: agents leave as seniors come."""
    shifts = {"agents": '{"09:00": 3, "09:30": 1}', "seniors": '{"09:30": 2, "10:30": 0}'}
    text = f"""
    scenario: By shift
    run: {{opens: "09:00", length: 2 h, days: 2}}
    demand: {{arrivals: 30 per hour}}
    variants:
      a:
        teams:
          agents: {{shifts: {shifts["agents"]}, cost: 30 per hour}}
          seniors: {{shifts: {shifts["seniors"]}, cost: 40 per hour}}
        steps: {{help: {{by: [agents, seniors], takes: about 2 min}}}}
    """
    staffing = run(unchecked(text), replications=2).variants["a"].staffing
    agents, seniors = staffing.teams
    assert (agents.size, agents.fewest, agents.roster) == (3, 1, ((0.0, 3), (0.5, 1)))
    assert (seniors.size, seniors.fewest) == (2, 0)
    assert [seniors.workers_at(hour) for hour in (0, 0.4, 0.5, 1.9)] == [0, 0, 2, 0]
    assert (staffing.workers, staffing.fewest) == (3, 1)
    assert staffing.planned_per_day == pytest.approx(30 * (1.5 + 1.5) + 40 * 2)


def test_staff_is_paid_by_the_days_that_were_measured(result: Result) -> None:
    """Two days of two hours, and the first hour is warm-up: a day and a half is left."""
    late = run(unchecked(SCENARIO, ["run.warm_up=1 h"]), replications=3)
    assert (result.days, late.days) == (2, 1.5)
    for variant in late.variants.values():
        staffing, cost = variant.staffing, variant.measures["staff_cost"].mean
        assert staffing.cost_per_day is not None
        assert cost is not None
        assert staffing.cost_per_day == cost / 1.5 >= staffing.planned_per_day


def test_where_misery_is_felt(result: Result) -> None:
    menu_first = result.variants["menu_first"]
    asked_again = next(each for each in menu_first.places if each.kind == "question")
    assert asked_again.step == "help"
    assert all(each.kind != "question" for each in result.variants["person_first"].places)
    total = sum(each.per_hundred.mean or 0 for each in menu_first.places)
    assert total == pytest.approx(100 * (menu_first.measures["misery_mean"].mean or 0))
    felt = [each.per_hundred.mean or 0 for each in menu_first.places]
    assert felt == sorted(felt, reverse=True)


def test_for_whom(result: Result) -> None:
    assert list(result.variants["menu_first"].personas) == ["calm", "hurried"]
    assert list(result.variants["menu_first"].reasons) == ["bill", "other"]
    hurried = result.variants["menu_first"].personas["hurried"]["share_abandoned"].mean
    assert hurried is not None
    assert hurried > 0
    assert result.variants["menu_first"].personas["calm"]["share_abandoned"].mean == 0
    asked = {(each.by, each.group, each.variant) for each in result.groups}
    assert len(asked) == 4 * 2


def test_failure_demand_knows_the_causes(result: Result) -> None:
    bill = result.variants["menu_first"].reasons["bill"]["share_failure_demand"].mean
    other = result.variants["menu_first"].reasons["other"]["share_failure_demand"].mean
    assert (bill, other) == (1.0, 0.0)


def test_another_seed_is_other_luck(scenario: Scenario, result: Result) -> None:
    other = run(scenario, seed=6, replications=2, variants=["menu_first"])
    assert (other.seed, other.replications) == (6, 2)
    assert other.comparisons == ()
    first = result.variants["menu_first"].replications["customers"][:2]
    assert other.variants["menu_first"].replications["customers"] != first


def test_some_variants_in_the_order_of_the_file(scenario: Scenario) -> None:
    found = run(scenario, replications=1, variants=["one_more", "person_first"])
    assert list(found.variants) == ["person_first", "one_more"]
    assert found.baseline == "person_first"
    assert found.warnings == ("one replication gives no 95% intervals; write replications: 30",)
    assert {each.verdict for each in found.comparisons} <= {
        None,
        Verdict.UNKNOWN,
        Verdict.IDENTICAL,
    }


def test_progress_is_told(scenario: Scenario) -> None:
    told: list[tuple[int, int]] = []
    run(scenario, replications=3, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_names_are_checked_all_at_once() -> None:
    wrong = SCENARIO.replace(
        "{baseline: menu_first}",
        "{matters: {misery_meen: 0.2, share_abandoned: 1%}}",
    )
    with pytest.raises(ScenarioError) as caught:
        run(unchecked(wrong), variants=["one_mor"])
    assert [str(problem) for problem in caught.value.problems] == [
        "variants: no variant 'one_mor'; did you mean 'one_more'?",
        "compare.matters.misery_meen: no measure 'misery_meen'; did you mean 'misery_mean'?",
    ]


def test_unfinished_issues_are_warned_of() -> None:
    stopped = SCENARIO.replace("days: 2", "days: 1, after_close: stop").replace(
        "size: 3", "size: 1"
    )
    found = run(unchecked(stopped), variants=["menu_first"])
    assert len(found.warnings) == 1
    assert 'of the issues in "Voice menu first" were left unfinished' in found.warnings[0]


def test_who_would_have_come_back_is_warned_of() -> None:
    again = SCENARIO.replace(
        "  reasons:", "  recontact: {unresolved: {chance: 100%, after: 3 days}}\n  reasons:"
    )
    found = run(unchecked(again), variants=["menu_first"])
    later = found.variants["menu_first"].measures["share_returns_later"].mean
    assert later is not None
    assert later > 0.05
    assert "would have come back, answered or gone on after the last close" in found.warnings[-1]


def test_every_yardstick_is_put_beside_the_programs() -> None:
    scenario = unchecked("""
        scenario: Judged otherwise
        demand:
          arrivals: 40 per hour
          reasons: {z: {share: 20%}, m: {share: 30%}, a: {share: 50%, cause: letter}}
        experience:
          answer_target: 15 s
          end_weight: 20%
          churn: {resolved: 5%, each_misery: 2%}
          churn_costs: 400
          tells: 3.7
          feels: {rude: -2, gift: {feels: +1, costs: 10, churn: -40%}}
        variants: {only: {steps: {help: {takes: 1 min}}}}
    """)
    found = prepare(scenario, ["only"], seed=1).yardstick
    cause, answer_target, end_weight, terms = found
    assert cause.tolist() == [0, -1, -1]  # a, m, z
    assert found.failure.tolist() == [True, False, False]
    assert (answer_target, end_weight) == (15_000_000, 0.2)
    assert terms.churn[Outcome.RESOLVED] == 0.05
    assert terms.churn[Outcome.BALKED] == 0
    assert math.isnan(terms.churn[Outcome.UNFINISHED])
    assert (terms.each_misery, terms.churn_costs, terms.tells) == (0.02, 400, 3.7)
    assert terms.worth == (("gift", 10, 0, 0.6),)
