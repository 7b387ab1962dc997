"""What branches bring to the teams, against sums done by hand and a long run."""

from __future__ import annotations

from math import inf

import pytest

from blueprint_sim.model.branch_traffic import branch_work
from blueprint_sim.model.cases import Case
from blueprint_sim.model.graph import blueprint_graph
from blueprint_sim.model.traffic import traffic
from blueprint_sim.studies.run import run
from tests.model.small import scenario

STEPS = """
    take: {by: agents, takes: about 4 min, meanwhile: check, next: {tell: 80%, done: 20%}}
    check:
      by: [{when: {reason: loan}, then: [office, agents]}, {otherwise: menu}]
      takes: [{when: {reason: loan}, then: about 6 min}, {otherwise: 1 min}]
      next: [{when: {reason: loan}, then: {check: 20%, sign: 50%, done: 30%}}, {otherwise: done}]
    sign: {by: office, takes: about 2 min, next: {rest: 50%, done: 50%}}
    rest: {takes: 3 min}
    tell: {by: agents, takes: about 1 min, needs: check, resolves: 90%}
"""
TEAMS = """
teams:
  menu: {kind: machine}
  agents: {size: 8, wrap_up: 30 s}
  office: {size: 30, lane: backstage, wrap_up: 60 s}
"""
DEMAND = """{arrivals: 60 per hour, reasons: {loan: {share: 75%}, card: {}},
  recontact: {unresolved: {chance: 50%, after: random 1 h, returns: 1}}}"""


@pytest.fixture(name="made", scope="module")
def _made():
    variants = "b: {like: a, without: [take]}\nc: {like: a, without: [check]}\n"
    variants += "d: {like: a, without: [check, sign, rest]}"
    return scenario(STEPS, teams=TEAMS, demand=DEMAND, variants=variants)


def test_one_branch_of_one_kind_of_customer(made):
    loan = branch_work(made.variants["a"], "check", Case(reason="loan"))
    # n = 1 + 0.2 n checks; half of them are signed for.
    assert loan.visits == pytest.approx({"check": 1.25, "sign": 0.625, "rest": 0.3125})
    assert loan.seconds == pytest.approx({"office": 1.25 * (360 + 60) + 0.625 * (120 + 60)})
    assert loan.ways == pytest.approx(
        {
            ("check", "check", "next"): 0.25,
            ("check", "sign", "next"): 0.625,
            ("check", "done", "next"): 0.375,
            ("sign", "rest", "next"): 0.3125,
            ("sign", "done", "next"): 0.3125,
            ("rest", "done", "next"): 0.3125,
        }
    )
    card = branch_work(made.variants["a"], "check", Case(reason="card"))
    assert card.visits == {"check": 1.0, "rest": 0.0, "sign": 0.0}
    assert card.seconds == {"menu": 60.0, "office": 0.0}


def test_what_is_emptied_is_passed(made):
    found = branch_work(made.variants["c"], "check", Case(reason="loan"))
    # Its way back to itself is dropped: five of eight are signed for.
    assert found.visits == pytest.approx({"check": 0, "sign": 0.625, "rest": 0.3125})
    assert found.seconds == pytest.approx({"office": 0.625 * 180})


def test_a_branch_that_only_what_is_not_followed_leads_out_of():
    made = scenario(
        "take: {by: agents, meanwhile: check}\n"
        "check: {by: agents, takes: 1 min, "
        "next: [{when: {visit: 3 or more}, then: done}, {otherwise: check}]}"
    )
    assert branch_work(made.variants["a"], "check", Case()).visits == {"check": inf}
    found = traffic(made, "a", blueprint_graph(made, "a"))
    assert found.visits == {"take": 1.0, "check": inf}
    assert (found.assumed, found.meanwhile["agents"]) == (("visit",), inf)


def test_the_load_counts_branches_as_often_as_they_are_set_off(made):
    found = traffic(made, "a", blueprint_graph(made, "a"))
    # Of those whom nobody tells anything all come back with a chance of a half, and of the others
    # a tenth of them; once.
    contacts = 1 + 0.5 * (0.2 + 0.8 * 0.1)
    assert found.contacts == pytest.approx(contacts)
    assert found.visits["check"] == pytest.approx(contacts * (0.75 * 1.25 + 0.25))
    office = contacts * 0.75 * (1.25 * 420 + 0.625 * 180) / 60
    assert found.load["office"] == found.meanwhile["office"] == pytest.approx(office)
    # Who waits for the branch is let go, so agents wrap up twice.
    agents = contacts * (240 + 30 + 0.8 * (60 + 30)) / 60
    assert (found.load["agents"], found.meanwhile["agents"]) == (pytest.approx(agents), 0.0)
    assert found.meanwhile["menu"] == found.load["menu"] == pytest.approx(contacts * 0.25)
    assert found.ways["take", "check", "meanwhile"] == found.visits["take"]


def test_what_is_never_set_off_brings_nothing_and_keeps_nobody_waiting(made):
    found = traffic(made, "b", blueprint_graph(made, "b"))
    assert found.visits["check"] == found.load["office"] == 0
    tells = found.visits["tell"]
    assert found.load["agents"] == pytest.approx(tells * 90 / 60)


def test_where_all_of_it_is_taken_out_agents_keep_their_customers(made):
    found = traffic(made, "d", blueprint_graph(made, "d"))
    contacts = 1 + 0.5 * (0.2 + 0.8 * 0.1)
    assert found.load["agents"] == pytest.approx(contacts * (240 + 0.8 * 60 + 30) / 60)
    assert found.meanwhile["office"] == found.load["office"] == 0.0


def test_expected_tasks_are_those_of_a_long_run():
    made = scenario(
        STEPS,
        teams=TEAMS,
        demand=DEMAND,
        others="run: {length: 24 h, days: 3, replications: 12, seed: 4}",
    )
    found = traffic(made, "a", blueprint_graph(made, "a"))
    result = run(made).variants["a"]
    for step, visits in found.visits.items():
        estimate = result.steps[step]["visits"]
        assert estimate.low <= visits * 72 * 60 <= estimate.high, step
        assert estimate.high - estimate.low < 0.2 * estimate.mean
    for team, size in (("agents", 8), ("office", 30)):
        busy = result.teams[team]["utilisation"]
        assert busy.low <= found.load[team] / size <= busy.high, team
        assert busy.high - busy.low < 0.1 * busy.mean
