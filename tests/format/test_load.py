from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest

from blueprint_sim.errors import Problem, ScenarioError
from blueprint_sim.format.load import build, edited, load, loads
from blueprint_sim.format.messages import located, place_of
from blueprint_sim.format.yaml_file import parse
from blueprint_sim.model.arrivals import Profile, every_day
from blueprint_sim.model.scenario import Scenario

SCENARIOS = Path(__file__).parents[2] / "scenarios"
TEXT = """\
scenario: Small
demand: {arrivals: 55 per hour}
personas: {caller: {patience: random 8 min}}
facts: {number: 25 s}
variants:
  base:
    teams: {menu: {kind: machine}, agents: {size: 8}}
    steps:
      menu: {by: menu, asks: [number], resolves: 10%, if_not: help}
      help: {by: agents, takes: about 4 min, resolves: 88%}
  other: {like: base, steps: {menu: {resolves: 20%}}}
"""


def size(scenario: Scenario, variant: str) -> int | None:
    return scenario.variants[variant].teams["agents"].size


@pytest.mark.parametrize("name", ["voice_menu_or_person", "cancel_subscription"])
def test_the_shipped_scenarios_load(name: str) -> None:
    load(SCENARIOS / f"{name}.yaml")


def test_the_full_scenario_is_as_it_is_written() -> None:
    scenario = load(SCENARIOS / "cancel_subscription.yaml")

    assert list(scenario.variants) == [
        "ivr_heavy", "direct_agent", "ivr_that_remembers", "better_touchpoints", "no_retention",
    ]  # fmt: skip
    assert scenario.baseline == "ivr_heavy"
    assert scenario.reason_shares == pytest.approx({"cancel": 0.25, "billing": 0.45, "other": 0.3})
    assert scenario.persona_shares == pytest.approx({"regular": 0.7, "hurried": 0.3})
    assert scenario.run.length == 9 * 3600
    assert scenario.variants["ivr_heavy"].teams["ivr"].carries == 0
    assert scenario.variants["ivr_that_remembers"].teams["ivr"].carries == 1
    assert scenario.variants["direct_agent"].start is not None
    assert scenario.variants["no_retention"].steps["retention"].emptied
    assert not scenario.variants["ivr_heavy"].steps["retention"].emptied
    assert scenario.label("no_retention") == "No retention offer"


def test_what_is_not_written_is_kind() -> None:
    scenario = loads("scenario: x\ndemand: {arrivals: 5 per hour}\nvariants: {a: {steps: {s: }}}\n")

    assert list(scenario.personas) == ["customer"]
    assert scenario.personas["customer"].patience is None
    assert scenario.reason_shares == {"any": 1.0}
    assert scenario.variants["a"].steps["s"].next[0].then == {"done": 1.0}


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    bad = TEXT.replace("55 per hour", "55").replace("88%", "88").replace("size: 8", "sise: 8")

    with pytest.raises(ScenarioError) as raised:
        loads(bad, name="s.yaml")

    assert [problem.place for problem in raised.value.problems] == [
        "s.yaml:2:20", "s.yaml:7:51", "s.yaml:10:56",
    ]  # fmt: skip


def test_the_order_of_keys_changes_nothing_but_the_order() -> None:
    swapped = TEXT.replace("{by: agents, takes: about 4 min,", "{takes: about 4 min, by: agents,")

    assert loads(swapped) == loads(TEXT)


# --set


def test_set_changes_a_value_and_what_derives_from_it() -> None:
    scenario = loads(TEXT, ["variants.base.teams.agents.size=10"])

    assert (size(scenario, "base"), size(scenario, "other")) == (10, 10)


def test_set_on_an_inherited_value_makes_it_the_variants_own() -> None:
    scenario = loads(TEXT, ["variants.other.teams.agents.size=10"])

    assert (size(scenario, "base"), size(scenario, "other")) == (8, 10)


def test_a_fix_may_be_set_where_there_was_none_and_where_there_was_one() -> None:
    text = """
    scenario: Bills
    demand: {arrivals: 20 per hour, reasons: {bill: {cause: letter}}}
    variants:
      a: {teams: {clerks: {size: 2}}, steps: {serve: {by: clerks, takes: random 4 min}}}
      b: {like: a, fixes: {letter: 50%}}
      c: {like: b}
    """
    sets = ["variants.a.fixes.letter=20%", "variants.c.fixes.letter=80%"]
    fixes = {name: design.fixes["letter"] for name, design in loads(text, sets).variants.items()}
    assert fixes == {"a": 0.2, "b": 0.5, "c": 0.8}
    with pytest.raises(ScenarioError, match="no cause 'lettre'; did you mean 'letter'"):
        loads(text, ["variants.a.fixes.lettre=20%"])


def test_set_reaches_into_inherited_maps_without_losing_the_rest() -> None:
    text = TEXT.replace("asks: [number]", "asks: {number: {takes: 20 s, understood: 90%}}")
    scenario = loads(text, ["variants.other.steps.menu.asks.number.takes=5 s"])

    ask = scenario.variants["other"].steps["menu"].asks["number"]
    assert ask.takes is not None
    assert ask.takes[0].then.mean == 5
    assert ask.understood is not None
    assert ask.understood[0].then == 0.9
    before = scenario.variants["base"].steps["menu"].asks["number"].takes
    assert before is not None
    assert before[0].then.mean == 20


def test_set_writes_what_was_left_to_its_default() -> None:
    sets = ["run.replications=7", "experience.feels.rude=-2", "compare.matters.wait_mean=30 s"]
    scenario = loads(TEXT, sets)

    assert scenario.run.replications == 7
    assert scenario.experience.valences["rude"] == -2
    assert scenario.compare.matters == {"wait_mean": 0.5}


def test_set_takes_maps_lists_and_positions() -> None:
    scenario = loads(
        TEXT,
        [
            "variants.base.steps.menu.if_not=[{when: {contact: 2}, then: done}, {otherwise: help}]",
            "variants.base.steps.menu.if_not[1].otherwise={help: 60%, done: 40%}",
        ],
    )

    route = scenario.variants["base"].steps["menu"].if_not
    assert route is not None
    assert route[1].then == {"done": 0.4, "help": 0.6}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("run.lenght=9 h", "--set: run.lenght: unknown key 'lenght'; did you mean"),
        ("variants.base.teams.agnets.size=9", "there is no variants.base.teams.agnets; did you"),
        ("variants.bse.teams.agents.size=9", "did you mean 'base'?"),
        ("personas.calller.tolerance=3", "did you mean 'caller'?"),
        ("facts.number=25", "'25' has no unit"),
        ("facts.number.takes=25 s", "set facts.number as a whole"),
        ("variants.base.steps.menu.asks[3]=number", "positions count from 0"),
        ("run.seed", "'run.seed' sets nothing; write --set path=value"),
        ("=3", "--set: the path is missing before '=' in '=3'; write --set path=value"),
        ("run.seed=", "--set: nothing stands after '=' in 'run.seed='; write --set path=value"),
        ("runn.days=2", "--set: runn: unknown key 'runn'; did you mean 'run'?"),
        ("run[=3", "is not a path"),
        ("run.seed=[1", "goes wrong here"),
        ("variants.base.blueprint=b.yaml", "a blueprint's file is read before values change"),
    ],
)
def test_a_wrong_set_is_told(change: str, said: str) -> None:
    with pytest.raises(ScenarioError) as raised:
        loads(TEXT, [change])

    assert said in str(raised.value)


def test_two_wrong_sets_are_both_told() -> None:
    with pytest.raises(ScenarioError) as raised:
        loads(TEXT, ["run.days=x", "run.seed=x"])

    assert str(raised.value).splitlines() == [
        f"--set: run.{key}: 'x' is not a whole number; write it as a whole number, such as 8"
        for key in ("days", "seed")
    ]


def test_two_wrong_paths_are_both_told() -> None:
    with pytest.raises(ScenarioError) as raised:
        loads(TEXT, ["variants.bse.label=x", "facts.nmber=3 s"])

    assert str(raised.value).splitlines() == [
        "--set variants.bse.label: there is no variants.bse; did you mean 'base'?",
        "--set facts.nmber: there is no facts.nmber; did you mean 'number'?",
    ]


def test_edited_gives_another_scenario_and_leaves_this_one() -> None:
    scenario = loads(TEXT)
    busy = {"variants.base.teams.agents.size": 12, "demand.arrivals": "9 per hour"}
    as_before = {"variants.base.teams.agents.size": 8, "demand.arrivals": "55 per hour"}
    changed = edited(scenario, busy)

    assert (size(changed, "base"), size(changed, "other")) == (12, 12)
    assert changed.demand.arrivals == every_day(Profile((9,)))
    assert size(scenario, "base") == 8
    assert edited(changed, as_before) == scenario


# places


def test_problems_of_what_is_inherited_are_placed_where_it_is_written() -> None:
    scenario = loads(TEXT, name="s.yaml")
    problems = [
        Problem(("variants", variant, "steps", "help", "by"), "no team 'agents'")
        for variant in ("other", "base")
    ]

    (problem,) = located(problems, scenario.written)

    assert problem.place == "s.yaml:10:18"


def test_what_is_not_written_is_placed_at_what_holds_it() -> None:
    written = loads(TEXT, name="s.yaml").written

    assert str(place_of(("variants", "base", "start"), written)) == "s.yaml:6:3"
    assert str(place_of(("run", "seed"), written)) == "s.yaml:1:1"


# blueprints of their own


BLUEPRINT = TEXT[TEXT.index("    teams") : TEXT.index("  other")].replace("\n    ", "\n")[4:]


def test_a_blueprint_may_live_in_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(BLUEPRINT, encoding="utf-8")
    apart = (
        TEXT[: TEXT.index("    teams")]
        + "    blueprint: base.yaml\n"
        + TEXT[TEXT.index("  other") :]
    )

    assert loads(apart, folder=tmp_path) == loads(TEXT)


def test_a_variant_changes_its_blueprint_like_one_that_it_is_like(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(BLUEPRINT, encoding="utf-8")
    text = TEXT[: TEXT.index("  base")] + (
        "  base:\n"
        "    blueprint: base.yaml\n"
        "    teams: {agents: {size: 9}}\n"
        "    steps: {menu: {if_not: nothing}}\n"
        "    start: menu\n"
        "  other: {like: base, without: [menu]}\n"
    )
    scenario = loads(text, folder=tmp_path)

    assert size(scenario, "other") == 9
    assert scenario.variants["base"].steps["menu"].if_not is None
    assert scenario.variants["other"].steps["menu"].emptied


def test_a_mistake_in_a_blueprint_is_placed_in_its_file(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(BLUEPRINT.replace("88%", "88"), encoding="utf-8")
    text = TEXT[: TEXT.index("  base")] + "  base: {blueprint: base.yaml}\n"

    with pytest.raises(ScenarioError) as raised:
        loads(text, folder=tmp_path)

    assert f"{tmp_path / 'base.yaml'}:4:" in str(raised.value)


def test_values_of_a_blueprint_can_be_set(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(BLUEPRINT, encoding="utf-8")
    text = TEXT[: TEXT.index("  base")] + "  base: {blueprint: base.yaml}\n"

    assert size(loads(text, ["variants.base.teams.agents.size=3"], folder=tmp_path), "base") == 3


# from Python


def tree() -> dict[str, Any]:
    found: dict[str, Any] = parse(TEXT, "x").tree
    return found


def test_a_tree_from_python_is_the_same_scenario() -> None:
    numbers = tree()
    numbers["variants"]["base"]["teams"]["agents"]["size"] = 8

    assert build(numbers) == loads(TEXT)
    assert build(numbers).provenance == loads(TEXT).provenance


def test_a_tree_is_left_alone_and_may_change_afterwards() -> None:
    mine = tree()
    scenario = build(mine)
    mine["variants"]["base"]["teams"]["agents"]["size"] = 99

    assert size(scenario.with_({"run.seed": 2}), "base") == 8


def test_what_is_wrong_with_a_tree_is_told_at_once_by_path() -> None:
    wrong = tree()
    wrong["demand"]["arrivals"] = 55
    wrong["variants"]["base"]["steps"]["help"]["by"] = "agnets"
    wrong["variants"]["other"]["without"] = ["hlep"]

    wrong["facts"]["number"] = 55

    with pytest.raises(ScenarioError) as raised:
        build(wrong)

    assert str(raised.value).splitlines() == [
        "demand.arrivals: '55' has no unit; it takes '55 per hour', 'per minute' or 'per day'",
        "facts.number: '55' has no unit; it takes s, min, h or days, such as 55 min",
        "variants.base.steps.help.by: no team 'agnets'; did you mean 'agents'?",
        "variants.other.without[0]: no step 'hlep'; did you mean 'help'?",
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"scenario": {1, 2}}, "scenario: a value of type set stands here"),
        ({"about": ["x"] * 30_000}, "about[19997]: this file holds too much"),
        ({}, "'scenario' is missing"),
    ],
)
def test_a_tree_that_no_file_could_hold_is_refused(wrong: Any, said: str) -> None:
    with pytest.raises(ScenarioError) as raised:
        build(wrong)

    assert said in str(raised.value)


def test_a_tree_may_name_files(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(BLUEPRINT, encoding="utf-8")
    apart = tree()
    apart["variants"]["base"] = {"blueprint": "base.yaml"}

    assert build(apart, folder=tmp_path) == loads(TEXT)


def test_with_gives_another_scenario_and_leaves_this_one() -> None:
    scenario = loads(TEXT)
    changed = scenario.with_({"variants.base.teams.agents.size": 12, "run": {"seed": 7}})

    assert (size(changed, "base"), size(changed, "other"), changed.run.seed) == (12, 12, 7)
    assert scenario == loads(TEXT)
    assert changed.with_({"variants.base.teams.agents.size": 8, "run": {}}) == scenario
    assert scenario.with_({}) == scenario


def test_a_new_variant_is_added_as_a_map() -> None:
    more = {"like": "base", "teams": {"agents": {"size": 9}}}
    added = loads(TEXT).with_({"variants.more": more})

    assert (size(added, "more"), list(added.variants)) == (9, ["base", "other", "more"])
    assert added == loads(TEXT, ["variants.more={like: base, teams: {agents: {size: 9}}}"])
    for change in ({"variants.more": "base"}, {"variants.more.like": "base"},
                   {"variants.base.teams.more": {"size": 9}}):  # fmt: skip
        with pytest.raises(ScenarioError, match=r"there is no variants\..*more"):
            loads(TEXT).with_(change)


def test_with_can_do_all_that_set_can() -> None:
    sets = {
        "variants.other.steps.menu.asks": ["number"],
        "variants.other.teams.agents": {"size": 3, "cost": "28 per hour"},
        "variants.base.steps.menu.if_not": [
            {"when": {"contact": 2}, "then": "done"},
            {"otherwise": "help"},
        ],
        "variants.base.steps.menu.if_not[1].otherwise": {"help": "60%", "done": "40%"},
    }
    written = [
        "variants.other.steps.menu.asks=[number]",
        "variants.other.teams.agents={size: 3, cost: 28 per hour}",
        "variants.base.steps.menu.if_not=[{when: {contact: 2}, then: done}, {otherwise: help}]",
        "variants.base.steps.menu.if_not[1].otherwise={help: 60%, done: 40%}",
    ]

    assert loads(TEXT).with_(sets) == loads(TEXT, written)


def test_every_wrong_change_is_told_in_the_words_of_set() -> None:
    wrong = {"run.dayz": 3, "facts.number": 25, "demand": {"arrivals": {1}}}

    with pytest.raises(ScenarioError) as raised:
        loads(TEXT).with_(wrong)
    assert str(raised.value).startswith("with_: demand.arrivals: a value of type set stands here;")

    del wrong["demand"]
    with pytest.raises(ScenarioError) as raised:
        loads(TEXT).with_(wrong)
    assert str(raised.value).splitlines() == [
        "with_: run.dayz: unknown key 'dayz'; did you mean 'days'?",
        "with_: facts.number: '25' has no unit; it takes s, min, h or days, such as 25 min",
    ]

    with pytest.raises(ScenarioError, match="with_ : a path is missing here; write one"):
        loads(TEXT).with_({"": "x"})

    with pytest.raises(ScenarioError) as raised:
        loads(TEXT).with_({"variants.bse.label": "x", "variants.base.teams.agnets.size": 3})
    assert str(raised.value).splitlines() == [
        "with_ variants.bse.label: there is no variants.bse; did you mean 'base'?",
        "with_ variants.base.teams.agnets.size: there is no variants.base.teams.agnets; "
        "did you mean 'agents'?",
    ]


def test_a_scenario_still_changes_after_a_journey() -> None:
    scenario = pickle.loads(pickle.dumps(loads(TEXT)))

    assert scenario == loads(TEXT)
    assert size(scenario.with_({"variants.base.teams.agents.size": 3}), "other") == 3
    assert len(pickle.dumps(scenario)) < 50_000


def test_a_scenario_that_came_from_nowhere_cannot_be_changed() -> None:
    bare = Scenario.model_validate(tree())

    with pytest.raises(TypeError, match="only a scenario from load, loads or build"):
        bare.with_({"run.seed": 2})


def test_what_is_wrong_in_a_new_variant_is_told_at_the_change() -> None:
    scenario = loads(TEXT).with_({"variants.base.steps.help.label": "Help"})
    new = {"like": "base", "teams": {"agents": {"sise": 4, "limit": "nothing"}}}

    with pytest.raises(ScenarioError) as caught:
        scenario.with_({"variants.new": new})

    assert all(problem.place == "with_" for problem in caught.value.problems)
    assert [problem.path[-1] for problem in caught.value.problems] == ["sise", "limit"]


def test_the_same_mistake_in_two_places_of_a_change_is_told_twice() -> None:
    with pytest.raises(ScenarioError) as caught:
        loads(TEXT).with_({"facts": {"number": 25, "wish": 25}})

    assert [problem.path for problem in caught.value.problems] == [
        ("facts", "number"),
        ("facts", "wish"),
    ]
