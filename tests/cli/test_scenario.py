from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.calling import SCENARIO, call


@pytest.mark.parametrize("name", ["PERSON_first", "answered directly", "Answered Directly"])
def test_a_variant_goes_by_its_label_too(scenario: str, name: str) -> None:
    labelled = SCENARIO.replace(
        "like: menu_first", "like: menu_first\n    label: Answered directly"
    )
    Path(scenario).write_text(labelled)
    found = call("run", scenario, "--json", "--jobs", "1", "--variant", name)
    assert list(json.loads(found.stdout)["variants"]) == ["menu_first", "person_first"]
    assert call("show", scenario, "--variant", name, "--graph", "dot").exit_code == 0
    unknown = call("run", scenario, "--no-folder", "--variant", "nobody").stderr
    assert "there is no variant nobody. There are:\n  menu_first" in unknown
    assert "\n  person_first (Answered directly)\n" in unknown
    unnamed = call("show", scenario, "--graph", "dot").stderr
    assert "\n  person_first (Answered directly)\n" in unnamed


def test_a_label_that_two_variants_have_names_neither(scenario: str) -> None:
    twice = SCENARIO.replace("  menu_first:\n", "  menu_first:\n    label: The same\n")
    twice += "    label: the same\n"
    Path(scenario).write_text(twice)
    result = call("run", scenario, "--no-folder", "--variant", "THE SAME")
    assert result.exit_code == 2
    assert "THE SAME may be any of menu_first, person_first" in result.stderr


def test_set_changes_a_value(scenario: str) -> None:
    size = "variants.menu_first.teams.agents.size=9"
    result = call("run", scenario, "--no-folder", "--jobs", "1", "--set", size)
    assert "Both take 9 agents" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "voise.yaml"], "there is no file voise.yaml; did you mean voice.yaml?"),
        (["run", "."], ". is a folder; give the scenario file in it"),
        (["run", "voice.yaml", "--replications", "0"], "0 is too few; write 1 or more"),
        (["run", "voice.yaml", "--no-folder", "--jobs", "-1"], "-1 is too few; write 1 or more"),
        (["run", "voice.yaml", "--set", "size"], "'size' sets nothing; write --set path=value"),
        (["run", "voice.yaml", "--set", "runn.days=2"], "did you mean 'run'"),
        (
            ["run", "voice.yaml", "--variant", "person_frist"],
            "there is no variant person_frist; did you mean person_first?",
        ),
        (
            ["show", "voice.yaml", "--variant", "person_frist"],
            "there is no variant person_frist; did you mean person_first?",
        ),
        (["run", "voice.yaml", "--fail-if", "share_abandoned"], "this is no condition"),
        (["run", "voice.yaml", "--fail-if", "share_abandond > 1%"], "did you mean"),
        (["show", "voice.yaml", "--graph", "dot"], "--graph draws one variant"),
        (["run"], "Missing argument 'SCENARIO'"),
        (["rnu"], "Did you mean 'run'?"),
    ],
)
def test_a_mistake_is_answered_by_a_helpful_person(
    scenario: str, arguments: list[str], said: str
) -> None:
    result = call(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not result.stdout
    assert "Traceback" not in result.stderr
