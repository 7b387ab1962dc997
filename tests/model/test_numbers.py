"""Every number with its source and grade."""

from __future__ import annotations

from blueprint_sim.model.experience import DEFAULTS
from blueprint_sim.model.numbers import (
    Number,
    count_by_grade,
    defaults_held,
    numbers,
    written_numbers,
)
from tests.model.small import scenario

SOURCES = "sources: {brown: {title: Brown et al. 2005, grade: measured}}"


def test_a_number_has_the_grade_of_its_source():
    made = scenario(
        "help: {by: agents, takes: about 4 min (brown), resolves: 80% (proposed), next: 2nd}\n"
        "2nd: {by: agents, takes: {is: 60 s, from: 30 s, to: 90 s}, next: {help: 10%, done: 90%}}",
        teams="teams: {agents: {size: 8, carries: nothing (brown)}}",
        demand="{arrivals: 60 per hour (brown)}",
        others=SOURCES,
        more="start: help",
    )
    assert written_numbers(made) == (
        Number("demand.arrivals", "60 per hour", "brown", "measured"),
        Number("facts.number", "30 s", "", "assumed"),
        Number("facts.wish", "60 s", "", "assumed"),
        Number("variants.a.teams.agents.size", "8", "", "assumed"),
        Number("variants.a.teams.agents.carries", "nothing", "brown", "measured"),
        Number("variants.a.steps.help.takes", "about 4 min", "brown", "measured"),
        Number("variants.a.steps.help.resolves", "80%", "", "proposed"),
        Number("variants.a.steps.2nd.takes", "60 s [30 s, 90 s]", "", "assumed"),
        Number("variants.a.steps.2nd.next.help", "10%", "", "assumed"),
        Number("variants.a.steps.2nd.next.done", "90%", "", "assumed"),
    )


def test_what_a_variant_inherits_is_told_once():
    made = scenario(
        "menu: {by: menu, asks: {number: {takes: 5 s}}, next: help}\n"
        "help: {by: agents, takes: about 4 min}",
        variants="b: {like: a, steps: {help: {takes: about 3 min}}}\n"
        "c: {like: b, teams: {agents: {size: 9}}}",
    )
    assert [number.path for number in written_numbers(made)] == [
        "demand.arrivals",
        "facts.number",
        "facts.wish",
        "variants.a.teams.menu.carries",
        "variants.a.teams.agents.size",
        "variants.a.steps.menu.asks.number.takes",
        "variants.a.steps.help.takes",
        "variants.b.steps.help.takes",
        "variants.c.teams.agents.size",
    ]


def test_settings_of_the_run_are_not_numbers_about_the_world():
    made = scenario(
        "help: {by: agents}",
        others="run: {days: 2, seed: 7}\ncompare: {matters: {wait_mean: 30 s}}",
    )
    assert not [n for n in numbers(made) if n.path.startswith(("run", "compare"))]


def test_defaults_that_hold_come_last_with_their_own_grades():
    made = scenario(
        "help: {by: agents}", others="experience: {feels: {resolved: +2}, wait_slope: 2}"
    )
    held = defaults_held(made)
    assert {default.key for default in DEFAULTS} - {default.key for default in held} == {
        "feels.resolved",
        "wait_slope",
    }
    said = numbers(made)
    assert [number.path for number in said[-len(held) :]] == [
        f"experience.{default.key}" for default in held
    ]
    assert Number("experience.feels.repeated_question", "-1", "Ohtonen 2012", "anecdote") in said
    assert Number("experience.wait_slope", "2", "", "assumed") in said


def test_counting_by_grade():
    found = tuple(Number("", "", "", grade) for grade in ("assumed", "survey", "assumed"))
    assert count_by_grade(found) == {"assumed": 2, "survey": 1}
