"""The names of the lanes, and who works in them."""

from __future__ import annotations

from blueprint_sim.report.blueprint.headings import headings
from blueprint_sim.report.blueprint.plan import contents
from tests.model.small import scenario

TEAMS = """
teams:
  menu: {kind: machine, label: Voice menu}
  agents: {size: 8, label: Agents}
  boss: {size: 1}
  office: {size: 2, label: Back office, lane: backstage}
  crm: {kind: machine, label: CRM, lane: support}
  idle: {size: 5}
"""
STEPS = """
dial: {takes: 1 s, next: ask}
ask: {by: menu, takes: 1 s, next: help}
help: {by: [agents, boss], takes: 1 s, next: check}
check: {by: office, takes: 1 s, next: look}
look: {by: crm, takes: 1 s}
"""


def test_lanes_name_the_teams_that_work_in_them() -> None:
    found = contents(scenario(STEPS, teams=TEAMS), "a").plan.headings
    assert [heading.title for heading in found] == [
        "Customer",
        "Frontstage, machine",
        "Frontstage, people",
        "Backstage",
        "Support",
    ]
    assert [heading.small for heading in found] == [
        "",
        "voice menu",
        "8 agents; boss: 1",
        "back office: 2",
        "CRM",
    ]


def test_a_team_by_shift_is_so_many_to_so_many() -> None:
    teams = """
    teams:
      agents: {shifts: {"09:00": 6, "12:00": 9}}
      boss: {shifts: {"09:00": 1}}
      seniors: {shifts: {"10:00": 1, "16:00": 0}}
    """
    steps = "help: {by: [agents, boss, seniors], takes: 1 min}"
    found = contents(scenario(steps, teams=teams), "a").plan.headings
    assert found[2].small == "6 to 9 agents; boss: 1; seniors: up to 1"


def test_a_team_that_calls_back_is_marked() -> None:
    teams = "teams: {agents: {size: 8, callback: {accept: 60%}}, boss: {size: 1}}"
    made = scenario("help: {by: [agents, boss], takes: 1 s}", teams=teams)
    small = contents(made, "a").plan.headings[2].small
    assert small == "8 agents (callback); boss: 1"


def test_who_serves_several_says_so() -> None:
    teams = """
    teams:
      agents: {size: 3, at_once: 2, callback: {accept: 60%}}
      boss: {size: 1, at_once: 4}
    """
    found = contents(scenario("help: {by: [agents, boss], takes: 1 min}", teams=teams), "a")
    assert found.plan.headings[2].small == (
        "3 agents (each serves 2 at once, callback); boss: 1 (each serves 4 at once)"
    )


def test_an_empty_lane_says_so() -> None:
    made = scenario("dial: {takes: 1 s}")
    assert [heading.none for heading in contents(made, "a").plan.headings][1:] == [
        "Machine: none",
        "People: none",
        "Backstage: none",
        "Support: none",
    ]


def test_a_lane_without_steps_names_nobody() -> None:
    made = scenario("dial: {takes: 1 s}", teams=TEAMS)
    assert {heading.small for heading in headings(made.variants["a"], made.run, {}, {})} == {""}
