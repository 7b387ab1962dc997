"""Where other people come than to the baseline, totals decide."""

from __future__ import annotations

import pytest

from blueprint_sim.format.load import loads
from blueprint_sim.measures.catalogue import by_key
from blueprint_sim.studies.compare import OF_ALL
from blueprint_sim.studies.matters import TOTALS
from blueprint_sim.studies.result import Result
from blueprint_sim.studies.run import run

SCENARIO = """
scenario: A bill that nobody understands
run: {length: 2 h, days: 2, replications: 8, seed: 5}
demand:
  arrivals: 40 per hour
  reasons: {bill: {share: 60%, cause: unclear_bill}, other: {}}
  causes: {unclear_bill: {label: Unclear bill, owner: Finance, fix_costs: 25 per day}}
  recontact: {unresolved: {chance: 70%, after: 5 min}}
variants:
  as_is:
    teams: {agents: {size: 3, cost: 30 per hour, wrap_up: 20 s}}
    steps: {help: {by: agents, takes: random 3 min, resolves: 80%, owner: Service}}
  clear_bill: {like: as_is, fixes: {unclear_bill: 50%}}
  one_more: {like: as_is, teams: {agents: {size: 4}}}
  both: {like: clear_bill, teams: {agents: {size: 4}}}
"""


@pytest.fixture(scope="module")
def result() -> Result:
    return run(loads(SCENARIO))


def test_what_decides(result: Result) -> None:
    base = result.variants["as_is"].measures
    assert result.different_people == ("clear_bill", "both")
    totals = {
        "misery_total": pytest.approx(0.2 * (base["customers"].mean or 0.0)),
        "contacts_total": pytest.approx(0.01 * (base["contacts_total"].mean or 0.0)),
        "cost_total": pytest.approx(0.05 * (base["cost_total"].mean or 0.0)),
    }
    assert result.matters == totals
    assert all(result.judged[name] == totals for name in ("clear_bill", "one_more", "both"))
    decided = {(each.variant, each.measure) for each in result.comparisons if each.in_family}
    assert decided == {(name, key) for name, family in result.judged.items() for key in family}


def test_a_fix_that_is_stated_is_judged_on_totals_be_it_of_nothing() -> None:
    """Else the first point of a sweep over a fix would be judged on something else."""
    none = [f"variants.{name}.fixes.unclear_bill=0%" for name in ("clear_bill", "both")]
    found = run(loads(SCENARIO, ["run.replications=2", *none]))
    assert found.different_people == ()
    assert all(list(family) == list(TOTALS) for family in found.judged.values())
    alone = run(loads(SCENARIO, ["run.replications=2"]), variants=["as_is", "one_more"])
    assert list(alone.judged["one_more"]) == list(TOTALS)


def test_what_is_told_of_one_customer_speaks_of_different_people(result: Result) -> None:
    for found in result.comparisons:
        of_one = found.variant in result.different_people and found.measure not in OF_ALL
        assert found.different_people == of_one
        assert (found.verdict is not None) == found.in_family
    assert by_key("issue", "run").keys() > OF_ALL
    assert {
        *("customers", "contacts_avoided", "contacts_total", "misery_total", "told_total"),
        *("cost_total", "staff_cost", "misery_cost", "fix_cost"),
        *("event_cost", "event_earnings", "churn_cost"),
    } == OF_ALL
    groups = [group for group in result.groups if group.variant == "clear_bill"]
    assert groups
    assert not any(group.worse for group in groups)


@pytest.mark.parametrize(
    ("matters", "expected"),
    [
        ("{contacts_total: 5, wait_mean: 30 s}", {"contacts_total": 5}),
        ("{misery_mean: 0.5}", None),
    ],
)
def test_totals_that_matter_are_those_that_decide(
    matters: str, expected: dict[str, float] | None
) -> None:
    found = run(loads(SCENARIO, [f"compare.matters={matters}", "run.replications=2"]))
    if expected is None:
        customers = found.variants["as_is"].measures["customers"].mean or 0.0
        assert list(found.judged["clear_bill"]) == list(TOTALS)
        assert found.judged["clear_bill"]["misery_total"] == pytest.approx(0.5 * customers)
    else:
        assert found.judged["clear_bill"] == expected
        assert found.judged["one_more"] == {"contacts_total": 5, "wait_mean": 0.5}


def test_who_need_not_come_and_what_that_costs(result: Result) -> None:
    before, after = (result.variants[name].measures for name in ("as_is", "clear_bill"))
    came, come = before["customers"].mean or 0.0, after["customers"].mean or 0.0
    assert after["contacts_avoided"].mean == pytest.approx(came - come)
    assert (came - come) / came == pytest.approx(0.3, abs=0.05)
    assert (before["fix_cost"].mean, after["fix_cost"].mean) == (0, 50)
    assert result.variants["both"].measures["contacts_avoided"] == after["contacts_avoided"]


def test_where_it_began_adds_up(result: Result) -> None:
    for found in result.variants.values():
        contacts = [origin for origin in found.origins if origin.contacts is not None]
        assert contacts[0].root.kind == "service"
        for name in ("contacts", "misery"):
            total = sum(getattr(origin, name).mean for origin in contacts)
            assert total == pytest.approx(found.measures[f"{name}_total"].mean)
        assert sum(origin.share.mean or 0.0 for origin in contacts if origin.share) == (
            pytest.approx(1.0)
        )
        cost = sum(origin.cost.mean or 0.0 for origin in found.origins)
        assert cost == pytest.approx(found.measures["cost_total"].mean)
        misery = sum(row.misery.mean or 0.0 for row in found.felt)
        assert misery == pytest.approx(found.measures["misery_total"].mean)


def test_what_need_not_have_been_has_an_owner(result: Result) -> None:
    kinds = {origin.root.kind: origin.root for origin in result.variants["both"].origins}
    assert list(kinds) == ["service", "cause", "outcome", "idle", "fixes"]
    assert (kinds["cause"].name, kinds["cause"].owner) == ("unclear_bill", "Finance")
    back = kinds["outcome"]
    assert (back.name, back.step, back.owner) == ("unresolved", "help", "Service")
    failures = result.variants["both"].measures["share_failure_demand"].mean
    of_failure = [o.share for o in result.variants["both"].origins if o.root.kind != "service"]
    assert sum(share.mean or 0.0 for share in of_failure if share) == pytest.approx(failures)
    places = {(row.step, row.owner) for row in result.variants["as_is"].felt}
    assert places <= {("help", "Service"), (None, None)}


def test_shares_of_those_better_and_worse_off_sum_to_one(result: Result) -> None:
    assert {row.variant for row in result.better_off} == {"clear_bill", "one_more", "both"}
    for row in result.better_off:
        fates = (row.better, row.equal, row.worse, row.avoided, row.added, row.unfinished)
        assert sum(share.mean or 0.0 for share in fates) == pytest.approx(1.0)
        sides = [share.better for share in fates]
        assert sides == ["higher", None, "lower", None, None, "lower"]
        if row.variant == "one_more":
            assert row.avoided.mean == row.added.mean == 0
        if row.judged_by == "wait" and row.variant == "one_more":
            assert (row.better.mean or 0.0) > (row.worse.mean or 0.0)
    bill = next(
        row
        for row in result.better_off
        if (row.variant, row.by, row.group) == ("clear_bill", "reason", "bill")
    )
    assert bill.avoided.mean == pytest.approx(0.5, abs=0.06)


def test_who_comes_besides_where_the_baseline_is_the_one_that_fixes() -> None:
    sets = ["compare.baseline=clear_bill", "run.replications=2"]
    found = run(loads(SCENARIO, sets), variants=["as_is", "clear_bill"])
    everybody = found.better_off[0]
    assert everybody.avoided.mean == 0
    assert (everybody.added.mean or 0.0) > 0.2


def test_a_fix_of_everything_leaves_nobody() -> None:
    sets = ["demand.reasons={bill: {cause: unclear_bill}}", "run.replications=2"]
    text = SCENARIO.replace("unclear_bill: 50%", "unclear_bill: 100%")
    found = run(loads(text, sets)).variants["clear_bill"]
    assert found.measures["customers"].mean == 0
    assert found.measures["misery_mean"].mean is None
    assert [origin.root.kind for origin in found.origins] == ["idle", "fixes"]


def test_what_turned_out_wrong_events_and_who_leaves_stand_where_contacts_began() -> None:
    """Everybody is told wrong at the first contact, comes back, and gets a gift."""
    found = run(
        loads(
            """
            scenario: The price was last year's
            run: {length: 2 h, replications: 3, seed: 5}
            demand:
              arrivals: 20 per hour
              recontact: {wrong_price: {chance: 100%, after: 1 min, returns: 1}}
            experience:
              feels: {wrong_price: -1, gift: {feels: +1, costs: 10}}
              churn: {resolved: 10%}
              churn_costs: 200
            variants:
              a:
                teams: {agents: {size: 4, cost: 30 per hour}}
                start: [{when: {had: wrong_price}, then: mend}, {otherwise: tell}]
                steps:
                  tell: {by: agents, takes: 1 min, resolves: 100%, events: {wrong_price: 100%}}
                  mend:
                    by: agents
                    takes: 1 min
                    resolves: 100%
                    events: {gift: 100%}
                    owner: Service
            """
        )
    ).variants["a"]
    origins = {(o.root.kind, o.root.name, o.root.step): o for o in found.origins}
    assert set(origins) == {
        ("service", None, None),
        ("wrong", "wrong_price", "tell"),
        ("idle", None, None),
        ("leaving", None, None),
    }
    wrong = origins["wrong", "wrong_price", "tell"]
    assert wrong.contacts is not None
    gifts, minutes = 10 * wrong.contacts.mean, 0.5 * wrong.contacts.mean
    assert wrong.cost.mean == pytest.approx(gifts + minutes)
    assert gifts == pytest.approx(found.measures["event_cost"].mean)
    assert origins["leaving", None, None].cost.mean == found.measures["churn_cost"].mean
    every = sum(each.cost.mean or 0.0 for each in found.origins)
    assert every == pytest.approx(found.measures["cost_total"].mean)


CHURN = [
    "experience.churn={resolved: 5%, unresolved: 25%}",
    "experience.churn_costs=400",
    "run.replications=2",
]


def test_what_matters_in_all_is_a_part_of_what_the_service_costs() -> None:
    found = run(loads(SCENARIO, CHURN))
    base = found.variants["as_is"].measures
    running = (base["cost_total"].mean or 0.0) - (base["churn_cost"].mean or 0.0)
    assert (base["churn_cost"].mean or 0.0) > running > 0
    assert found.judged["clear_bill"]["cost_total"] == pytest.approx(0.05 * running)


def test_where_only_leaving_costs_that_is_the_measure() -> None:
    free = "{size: 3, wrap_up: 20 s}"
    found = run(loads(SCENARIO, [*CHURN, f"variants.as_is.teams.agents={free}"]))
    base = found.variants["as_is"].measures
    assert base["staff_cost"].mean == 0
    assert found.judged["clear_bill"]["cost_total"] == pytest.approx(
        0.05 * (base["cost_total"].mean or 0.0)
    )


def test_people_paid_by_the_minute_are_counted_by_use() -> None:
    minutes = "{size: 3, cost: 0.5 per minute}"
    found = run(loads(SCENARIO, [f"variants.as_is.teams.agents={minutes}", "run.replications=2"]))
    here = found.variants["as_is"]
    assert here.staffing.cost_per_day == 0
    used = (here.teams["agents"]["cost"].mean or 0.0) / found.days
    assert here.staffing.used_per_day == pytest.approx(used)
    assert used > 0
    by_hour = run(loads(SCENARIO, ["run.replications=2"])).variants["as_is"].staffing
    assert by_hour.used_per_day == 0
