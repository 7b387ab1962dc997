from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from blueprint_sim.errors import ScenarioError
from blueprint_sim.format.load import loads
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.studies.result import Estimate, Result, Staffing, VariantResult, Waits
from blueprint_sim.studies.thresholds import parse

SCENARIO = """
scenario: Two ways
demand: {arrivals: 55 per hour}
personas: {caller: {patience: random 8 min}}
facts: {number: 25 s}
variants:
  menu_first:
    teams: {menu: {kind: machine}, agents: {size: 8, cost: 28 per hour}}
    steps:
      menu: {by: menu, asks: [number], next: help}
      help: {by: agents, takes: about 4 min, resolves: 88%}
  person_first:
    like: menu_first
    without: [menu]
"""
Values = Mapping[str, tuple[float | None, str]]


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return loads(SCENARIO)


def estimates(values: Values) -> dict[str, Estimate]:
    return {key: Estimate(mean, None, None, unit, "lower") for key, (mean, unit) in values.items()}


def variant(name: str, abandoned: float | None, wait: float, utilisation: float) -> VariantResult:
    return VariantResult(
        name=name,
        label=name,
        measures=estimates(
            {
                "share_abandoned": (abandoned, "share"),
                "wait_mean": (wait, "min"),
                "misery_mean": (2.5, "count"),
            }
        ),
        teams={"agents": estimates({"utilisation": (utilisation, "share")})},
        steps={"help": estimates({"visits": (440.0, "count")})},
        personas={},
        reasons={},
        places=(),
        ways=(),
        curve=(),
        own_peak=None,
        own_end=None,
        waits=Waits((), None, Estimate(None, None, None, "share", "lower"), 0.0),
        staffing=Staffing((), 0.0, 0.0),
        replications={},
    )


RESULT = Result(
    scenario="Two ways",
    currency="EUR",
    version="0",
    seed=1,
    replications=30,
    days=1,
    baseline="menu_first",
    matters={},
    matters_written=False,
    variants={
        "menu_first": variant("menu_first", 0.04, 1.5, 0.91),
        "person_first": variant("person_first", 0.06, 0.25, 0.85),
    },
    comparisons=(),
    groups=(),
    warnings=(),
)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("share_abandoned > 5%", ["person_first"]),
        ("share_abandoned >= 4%", ["menu_first", "person_first"]),
        ("share_abandoned > 6%", []),
        ("menu_first.share_abandoned>5%", []),
        ("person_first.share_abandoned > 5 %", ["person_first"]),
        ("wait_mean < 30 s", ["person_first"]),
        ("wait_mean<=1.5 min", ["menu_first", "person_first"]),
        ("misery_mean >= 2.5", ["menu_first", "person_first"]),
        ("teams.agents.utilisation > 90%", ["menu_first"]),
        ("person_first.teams.agents.utilisation > 90%", []),
        ("steps.help.visits < 441", ["menu_first", "person_first"]),
    ],
)
def test_limits(scenario: Scenario, text: str, where: list[str]) -> None:
    (limit,) = parse([text], scenario)
    said = list(limit.met(RESULT))
    assert [line.split(": ")[1].split(" ")[0] for line in said] == where


def test_what_is_said(scenario: Scenario) -> None:
    limits = parse(["share_abandoned > 5%", "wait_mean > 1 min", "misery_mean > 2"], scenario)
    said = [line for limit in limits for line in limit.met(RESULT)]
    assert said == [
        "share_abandoned > 5% holds: person_first has 6.00%",
        "wait_mean > 1 min holds: menu_first has 1.5 min",
        "misery_mean > 2 holds: menu_first has 2.5",
        "misery_mean > 2 holds: person_first has 2.5",
    ]


def test_what_adds_up_says_over_which_days_and_money_in_which_currency(scenario: Scenario) -> None:
    found = replace(
        RESULT.variants["menu_first"],
        measures=estimates(
            {"cost_total": (34974.2, "currency"), "cost_per_resolved": (4.5, "currency")}
        ),
    )
    result = replace(RESULT, days=5, variants={"menu_first": found})
    texts = ["cost_total > 7000", "cost_per_resolved > 4", "steps.help.visits > 1"]
    said = [line for limit in parse(texts, scenario) for line in limit.met(result)]
    assert [line.split(": menu_first has ")[1] for line in said] == [
        "EUR 34,974.2 in 5 days",
        "EUR 4.5",
        "440 in 5 days",
    ]
    (limit,) = parse(["steps.help.visits > 1"], scenario)
    assert next(iter(limit.met(RESULT))).endswith("has 440 in 1 day")


def test_what_is_not_there_meets_nothing(scenario: Scenario) -> None:
    empty = variant("menu_first", None, 0.0, 0.0)
    (limit,) = parse(["share_abandoned >= 0%"], scenario)
    assert not list(
        limit.met(RESULT.__class__(**{**vars(RESULT), "variants": {"menu_first": empty}}))
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("share_abandond > 5%", "no measure 'share_abandond'; did you mean 'share_abandoned'?"),
        ("share_abandoned", "this is no condition"),
        ("share_abandoned = 5%", "this is no condition"),
        ("share_abandoned > 5% > 4%", "this is no condition"),
        ("share_abandoned > five", "'five'"),
        ("share_abandoned > 0.05", "%"),
        ("wait_mean > 3", "no unit"),
        ("misery_mean > 3 min", "3 min"),
        ("menu_frist.wait_mean > 3 min", "did you mean 'menu_first'?"),
        ("teams.agent.utilisation > 90%", "no team 'agent'; did you mean 'agents'?"),
        ("teams.agents.utilization > 90%", "did you mean 'utilisation'?"),
        ("team.agents.utilisation > 90%", "did you mean 'teams'?"),
        ("steps.halp.visits > 3", "no step 'halp'; did you mean 'help'?"),
        ("teams.agents > 90%", "neither a variant"),
        ("> 5%", "this is no condition"),
    ],
)
def test_mistakes(scenario: Scenario, text: str, said: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        parse([text], scenario)
    assert said in str(caught.value)
    assert "--fail-if" in str(caught.value)


def test_every_mistake_at_once(scenario: Scenario) -> None:
    with pytest.raises(ScenarioError) as caught:
        parse(["wait_meen > 3 min", "wait_mean > 1 min", "nonsense"], scenario)
    assert len(caught.value.problems) == 2


def test_a_limit_on_a_variant_that_is_not_run_is_refused(scenario: Scenario) -> None:
    text = "person_first.wait_mean > 1 s"
    said = "variant 'person_first' is not run; run it too, with --variant person_first"
    with pytest.raises(ScenarioError) as caught:
        parse([text], scenario, ["menu_first"])
    assert str(caught.value) == f"--fail-if '{text}': {said}"
    (limit,) = parse([text], scenario, ["menu_first", "person_first"])
    alone = {"menu_first": RESULT.variants["menu_first"]}
    with pytest.raises(ScenarioError) as caught:
        list(limit.met(RESULT.__class__(**{**vars(RESULT), "variants": alone})))
    assert str(caught.value) == f"--fail-if '{text}': {said}"


def test_a_limit_on_a_team_of_a_variant_that_is_not_run_is_refused() -> None:
    scenario = loads(
        SCENARIO.replace(
            "    without: [menu]",
            "    teams: {desk: {size: 2}}\n    steps: {help: {by: desk}}",
        )
    )
    text = "teams.desk.utilisation > 90%"
    assert parse([text], scenario)
    with pytest.raises(ScenarioError, match="no team 'desk'"):
        parse([text], scenario, ["menu_first"])
