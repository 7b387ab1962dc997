from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from blueprint_sim.errors import ScenarioError
from blueprint_sim.format.load import load, loads, unchecked
from blueprint_sim.format.write import COLUMNS, dumps, text_of
from blueprint_sim.format.yaml_file import parse
from blueprint_sim.model.scenario import Scenario
from tests.format.test_mutations import WAYS

ROOT = Path(__file__).parents[2]
SHIPPED = sorted(
    [*ROOT.glob("scenarios/*.yaml"), *ROOT.glob("blueprint_sim/report/templates/*.yaml")]
)
HOSTILE = (
    "", " ", "no", "No", "yes", "y", "true", "null", "~", "12:30", "010", "1e3", "0x1F", "1_000",
    "2012-01-01", "-1", "+1", ".5", "5.", "- x", "? x", "a: b", "a:b", "a #b", "#a", "{a}", "[a]",
    "a, b", "'a'", '"a"', "\\", "a\\nb", "|", ">", "*a", "&a", "!a", "%a", "@a", "`a", "<<", "=",
    "$x$", "_a_", "<script>alert(1)</script>", "a" * 300, "word " * 60 + "end", "two  spaces",
    " before", "after ", "a\nb", "a\n\nb\n", "a\n\n", "\na", "  a\nb", "a\n  b\n", "a \nb", "a\tb",
    "a\rb", "a\x00b", "a\x85b", "a\u2028b", "\ufeffa", "שלום", "\u202egnp", "👩\u200d🚀", "e\u0301",
    "---", "...", "-", "a:", "88% (sqm)", "nothing", "4 min (brown)",
)  # fmt: skip
KEYS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=8)).filter(
    lambda k: k not in ("", "<<")
)
TEXTS = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=12), st.text(alphabet=" \n\t#:-a", max_size=12)
)
TREES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=25,
)


def same(one: Scenario, other: Scenario) -> None:
    """Hold that two scenarios say the same, and know the same about where it comes from."""
    assert one == other
    assert one.provenance == other.provenance
    for name, variant in one.variants.items():
        assert variant.inherited == other.variants[name].inherited
        assert [step.emptied for step in variant.steps.values()] == [
            step.emptied for step in other.variants[name].steps.values()
        ]


@given(TREES)
def test_every_tree_reads_back_the_same(tree: Any) -> None:
    assert parse(text_of(tree), "x").tree == tree


@pytest.mark.parametrize("text", HOSTILE)
def test_every_text_reads_back_the_same_wherever_it_stands(text: str) -> None:
    tree = {"a": text, "b": {"c": text, "d": [text]}, "e": [{"f": text}, [text, [text]]]}
    if text not in ("", "<<"):
        tree |= {text: {text: {text: text, "other": {"a": "x" * COLUMNS, text: ""}}}}

    assert parse(text_of(tree), "x").tree == tree


def test_a_key_of_two_thousand_characters_reads_back_the_same() -> None:
    tree = {"k" * 2000: {"l" * 2000: "x", "m": [{"n" * 2000: {"o": "p"}}]}}

    assert parse(text_of(tree), "x").tree == tree


@given(TREES)
def test_other_readers_take_text_for_text(tree: Any) -> None:
    """A text that a reader with types takes for a number or a truth says the same as one."""
    agree(tree, yaml.safe_load(text_of(tree)))


def agree(text: Any, other: Any) -> None:
    if isinstance(text, dict):
        assert list(other) == list(text)
        for key, part in text.items():
            agree(part, other[key])
    elif isinstance(text, list):
        assert len(other) == len(text)
        for part, its in zip(text, other, strict=True):
            agree(part, its)
    elif isinstance(other, bool):
        assert text == ("yes" if other else "no")
    elif isinstance(other, int | float):
        assert float(text) == other
    else:
        assert text == (other or "")


@pytest.mark.parametrize("file", SHIPPED, ids=lambda path: path.stem)
def test_shipped_scenarios_read_back_the_same(file: Path) -> None:
    scenario = load(file)
    text = dumps(scenario)

    same(loads(text), scenario)
    assert dumps(loads(text)) == text
    assert max(map(len, text.splitlines())) <= COLUMNS


def test_every_form_reads_back_the_same() -> None:
    folder = ROOT / "tests/format"
    scenario = load(folder / "every_form.yaml")

    same(loads(dumps(scenario), folder=folder), scenario)


def test_spoiled_scenarios_that_can_be_read_read_back_the_same() -> None:
    read = 0
    for number in range(500):
        luck = random.Random(number)
        try:
            text = luck.choice(SHIPPED).read_text(encoding="utf-8")
            scenario = unchecked(luck.choice(WAYS)(text, luck))
        except ScenarioError:
            continue
        read += 1
        same(unchecked(dumps(scenario)), scenario)
    assert read > 100


def test_what_was_changed_reads_back_changed() -> None:
    scenario = load(ROOT / "scenarios/cancel_subscription.yaml").with_(
        {
            "about": "No: 12:30 is no number.\nSecond line, with $x$ and <b>.\n",
            "variants.no_retention.label": "“Nothing”, שלום 👋",
            "variants.no_retention.without": [],
            "variants.direct_agent.teams.agents.cost": "nothing",
            "variants.ivr_heavy.steps.solve.resolves": "88% (sqm)",
            "variants.ivr_heavy.steps.menu.next[0].when": {"contact": "2 or more"},
            "experience.feels": {"pitch": -1.5, "resolved": 1},
        }
    )

    same(loads(dumps(scenario)), scenario)
    assert scenario.provenance[("variants", "ivr_heavy", "steps", "solve", "resolves")].source


def test_a_blueprint_of_its_own_file_is_written_in_its_variant(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("steps: {help: {takes: 4 min}}\n", encoding="utf-8")
    text = (
        "scenario: x\ndemand: {arrivals: 5 per hour}\n"
        "variants: {a: {blueprint: own.yaml, label: One}, b: {like: a, without: [help]}}\n"
    )
    scenario = loads(text, folder=tmp_path)

    assert dumps(scenario).splitlines()[3:] == [
        "variants:",
        "  a: {steps: {help: {takes: 4 min}}, label: One}",
        "  b: {like: a, without: [help]}",
    ]
    same(loads(dumps(scenario)), scenario)


def test_it_is_a_pleasure_to_read() -> None:
    text = """\
scenario: Small
about: >-
  A customer calls. A voice menu asks for number and reason, and the agent asks for both again; is
  that any good?
run: {opens: "09:00", length: 9 h, days: 5, replications: 30, seed: 2012}
demand:
  arrivals: 55 per hour
  reasons:
    cancel: {share: 25%, label: Wants to cancel}
    billing: {share: 75%}
personas: {caller: {patience: random 8 min}}
variants:
  base:
    label: As it is
    teams:
      menu: {kind: machine, carries: nothing}
      agents: {size: 8}
    steps:
      menu:
        label: Menu asks for the reason
        by: menu
        asks: {reason: {takes: 30 s, understood: 90%}, number: 30 s}
        takes: {lognormal: {mean: 4 min, sd: 5 min}}
        next: [{when: {reason: billing}, then: help}, {otherwise: done}]
      help: {by: agents, takes: about 4 min, resolves: 88%}
      note:
  other: {like: base, without: [menu]}
  third: {like: base, teams: {agents: {size: 9}}}
"""
    spaced = text
    for key in ("demand", "personas", "variants"):
        spaced = spaced.replace(f"\n{key}:", f"\n\n{key}:")
    spaced = spaced.replace("\nabout", "\n\nabout").replace("\nrun", "\n\nrun")
    spaced = spaced.replace("\n  other:", "\n\n  other:")

    assert text_of(parse(text, "x").tree) == spaced


@pytest.mark.parametrize(
    "text",
    ["8", "-0.25", "8 (proposed)", "60%", "4 min", "3 to 8 min", "2_clerks", "2nd line", "yes"],
)
def test_what_is_read_alike_needs_no_quotes(text: str) -> None:
    assert text_of({"a": text}) == f"a: {text}\n"


@pytest.mark.parametrize("text", ["010", "1e3", "09:00", "1_000", "0x1F", "2012-01-01", "Yes", "~"])
def test_what_others_would_take_for_something_else_stands_in_quotes(text: str) -> None:
    assert text_of({"a": text, text: "b"}) == f'a: "{text}"\n"{text}": b\n'


@pytest.mark.parametrize("key", ["8", "-1", "yes", "no"])
def test_a_key_is_a_word_to_everybody(key: str) -> None:
    assert text_of({key: key}) == f'"{key}": {key}\n'
