from __future__ import annotations

from pathlib import Path

import pytest

from blueprint_sim.format.load import load, loads
from blueprint_sim.model.experience import DEFAULTS, FEELS, Experience
from blueprint_sim.model.law_forms import law
from blueprint_sim.model.resolved import Row, assumed_count, resolved, say_clock

SCENARIOS = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
TEXT = """\
scenario: Small
sources: {brown: {title: Brown 2005, grade: measured}}
run: {opens: "08:30", replications: 5}
demand: {arrivals: 55 per hour (brown)}
personas: {caller: {patience: random 8 min (proposed)}}
facts: {number: {is: 25 s, from: 20 s, to: 30 s}}
experience: {wait_slope: 2}
variants:
  a:
    teams: {agents2: {size: 8}}
    steps:
      help:
        by: agents2
        asks: [number]
        next: [{when: {contact: 2}, then: {help: 10%, done: 90%}}, {otherwise: done}]
  b: {like: a, teams: {agents2: {size: 9}}}
"""


@pytest.fixture(name="rows")
def _rows() -> dict[str, Row]:
    found = resolved(loads(TEXT))
    assert len({row.path for row in found}) == len(found)
    return {row.path: row for row in found}


def test_what_is_written_stands_with_source_and_grade(rows: dict[str, Row]) -> None:
    assert rows["demand.arrivals"][1:4] == ("55 per hour", "Brown 2005", "measured")
    assert rows["personas.caller.patience"][1:4] == ("random 8 min", "", "proposed")
    assert rows["facts.number"] == Row("facts.number", "25 s", "", "assumed", "from 20 s to 30 s")


def test_how_it_is_studied_is_chosen_and_not_assumed(rows: dict[str, Row]) -> None:
    assert rows["run.opens"][1:4] == ("08:30", "", "chosen")
    assert rows["run.replications"].grade == "chosen"
    assert rows["run.length"][1:4] == ("8 h", "", "chosen")


def test_what_is_inherited_stands_once(rows: dict[str, Row]) -> None:
    assert rows["variants.a.teams.agents2.size"].value == "8"
    assert rows["variants.b.teams.agents2.size"].value == "9"
    assert not any(path.startswith("variants.b.steps") for path in rows)


def test_names_and_conditions_are_no_numbers(rows: dict[str, Row]) -> None:
    assert "variants.a.steps.help.by" not in rows
    assert "variants.a.steps.help.next[0].when.contact" not in rows
    assert rows["variants.a.steps.help.next[0].then.help"].value == "10%"


def test_harmless_defaults_are_printed_and_not_counted(rows: dict[str, Row]) -> None:
    assert rows["variants.a.teams.agents2.carries"][1:4] == ("everything", "", "default")
    assert rows["personas.caller.tolerance"].value == "never walks away"
    assert rows["personas.caller.share"].value == "100%"


def test_what_is_written_takes_the_place_of_its_default(rows: dict[str, Row]) -> None:
    assert rows["experience.wait_slope"] == Row("experience.wait_slope", "2", "", "assumed")
    assert rows["experience.acceptable_wait"].value == "1 min"


def test_assumptions_are_counted(rows: dict[str, Row]) -> None:
    assumed = [path for path, row in rows.items() if row.grade == "assumed"]

    assert assumed_count(loads(TEXT)) == len(assumed)
    assert {"facts.number", "variants.a.teams.agents2.size", "experience.end_weight"} <= set(
        assumed
    )


def test_a_source_makes_one_assumption_less() -> None:
    sourced = TEXT.replace("size: 8", "size: 8 (brown)")

    assert assumed_count(loads(sourced)) == assumed_count(loads(TEXT)) - 1


def test_the_defaults_of_experience_are_those_that_hold() -> None:
    experience = Experience()

    for default in DEFAULTS:
        key, _, feeling = default.key.partition(".")
        held = experience.feels[feeling] if feeling else getattr(experience, key)
        said = default.value
        if key == "acceptable_wait":
            assert held == law(said)
        else:
            assert (
                Experience.model_validate({key: {feeling: said} if feeling else said}) == experience
            )
    assert experience.feels == FEELS


def test_every_default_says_what_it_rests_on() -> None:
    assert all(default.note for default in DEFAULTS)
    assert {default.grade for default in DEFAULTS} <= {
        "measured", "survey", "anecdote", "folklore", "assumed",
    }  # fmt: skip


def test_clock_times_are_said() -> None:
    assert say_clock(9 * 3600) == "09:00"
    assert say_clock(9 * 3600 + 61) == "09:01:01"


@pytest.mark.parametrize("file", SCENARIOS, ids=lambda path: path.stem)
def test_every_number_of_a_shipped_scenario_has_a_grade(file: Path) -> None:
    assert all(row.grade for row in resolved(load(file)))
