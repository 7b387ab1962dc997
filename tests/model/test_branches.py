"""Branches: which steps they are, and with which they end."""

from __future__ import annotations

import pytest

from blueprint_sim.model.branches import branches, in_the_meantime, last_steps
from blueprint_sim.model.graph import blueprint_graph, reachable, staffed, stuck, waits
from blueprint_sim.model.routes import BLOCKED, lane_of, start_candidates
from tests.model.small import scenario

STEPS = """
    take: {by: agents, meanwhile: check, next: tell}
    check: {by: office, next: {sign: 30%, file: 70%}}
    sign: {by: office, next: {check: 50%, done: 50%}}
    file: {takes: 1 min}
    tell: {by: agents, needs: check, meanwhile: post}
    post: {by: agents, next: file}
"""
TEAMS = """teams: {agents: {size: 8}, office: {size: 2, lane: backstage, limit: 3}}"""


@pytest.fixture(name="made", scope="module")
def _made():
    return scenario(STEPS, teams=TEAMS, variants="b: {like: a, without: [sign, tell]}")


def test_a_branch_is_what_its_first_step_leads_to_as_it_is_met(made):
    steps = made.variants["a"].steps
    assert branches(steps) == {"check": ("check", "file", "sign"), "post": ("post", "file")}
    assert list(branches(steps)) == ["check", "post"]
    assert in_the_meantime(steps) == {"check", "sign", "file", "post"}


def test_it_is_done_after_any_step_that_leads_to_no_other(made):
    steps = made.variants["a"].steps
    assert last_steps(steps, "check") == ("file", "sign")
    assert last_steps(steps, "post") == ("file",)


def test_what_no_step_is_called_begins_no_branch():
    steps = scenario("take: {meanwhile: chek, next: lost}").variants["a"].steps
    assert branches(steps) == {}
    assert in_the_meantime(steps) == frozenset()


def test_the_graph_has_what_is_set_off_and_knows_who_waits(made):
    graph = blueprint_graph(made, "a")
    roads = {(u, v) for u, v, way in graph.edges(data=True) if way["road"] == "meanwhile"}
    assert roads == {("take", "check"), ("tell", "post")}
    assert waits(graph) == [("file", "tell"), ("sign", "tell")]
    assert reachable(graph) == set(made.variants["a"].steps)
    assert staffed(graph) == {"agents", "office"}
    assert stuck(graph) == []


def test_who_is_emptied_sets_nothing_off_and_waits_for_nothing(made):
    graph = blueprint_graph(made, "b")
    assert reachable(graph) == {"take", "tell", "check", "sign", "file"}
    assert waits(graph) == []


def test_a_branch_that_never_ends_is_no_way_out_for_itself():
    graph = blueprint_graph(
        scenario("take: {by: agents, meanwhile: check}\ncheck: {by: agents, next: check}"), "a"
    )
    assert stuck(graph) == [["check"]]


def test_a_full_line_turns_no_task_away(made):
    assert BLOCKED not in blueprint_graph(made, "a")


def test_neither_what_is_set_off_nor_what_is_needed_is_the_start(made):
    assert start_candidates(made.variants["a"]) == ("take",)
    needed = scenario("take: {next: tell}\ncheck: {}\ntell: {needs: check}")
    assert start_candidates(needed.variants["a"]) == ("take",)


def test_work_in_the_meantime_by_nobody_is_support(made):
    design = made.variants["a"]
    assert lane_of(design, design.steps["file"]) == "customer"
    nodes = blueprint_graph(made, "a").nodes
    lanes = {name: nodes[name]["lane"] for name in ("check", "file", "post", "take")}
    assert lanes == {
        "check": "backstage",
        "file": "support",
        "post": "frontstage",
        "take": "frontstage",
    }
