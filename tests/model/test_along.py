"""From one visit to the next, along the edges of the blueprint."""

from __future__ import annotations

import pytest

from blueprint_sim.model.along import along
from blueprint_sim.model.graph import blueprint_graph
from tests.model.small import scenario

STEPS = """
    greet: {by: menu, takes: 10 s, next: {ask: 50%, again: 50%}}
    again: {by: menu, asks: [wish], next: ask}
    ask: {by: menu, asks: [number], resolves: 0%, next: who, if_not: help}
    who: {by: agents, asks: [number], next: {help: 50%, think: 50%}}
    help: {by: agents, takes: 4 min, next: {done: 50%, help: 20%, dead_end: 10%, greet: 20%}}
    think: {takes: 1 min, next: abandoned}
"""
TEAMS = "teams: {menu: {kind: machine}, agents: {size: 2, limit: 3, when_full: think}}"


@pytest.fixture(scope="module")
def graph():
    return blueprint_graph(scenario(STEPS, teams=TEAMS, more="start: greet"), "a")


@pytest.mark.parametrize(
    ("origin", "how", "target", "edges"),
    [
        (None, None, "greet", [("start", "greet", "start")]),
        ("greet", "served", "ask", [("greet", "ask", "next")]),
        ("ask", "served", "help", [("ask", "help", "if_not")]),
        # Nothing left to ask at `again` and at `who`.
        ("ask", "served", "think", [("ask", "who", "next"), ("who", "think", "next")]),
        ("help", "served", "help", [("help", "help", "next")]),
        # Greeting has something to do: nobody passes it without a visit.
        ("help", "served", "again", []),
        ("help", "blocked", "think", [("help", "think", "when_full")]),
        ("who", "blocked", "think", [("who", "think", "when_full")]),
        ("who", "served", "think", [("who", "think", "next")]),
    ],
)
def test_from_visit_to_visit(graph, origin, how, target, edges):
    assert along(graph, origin, how, target) == edges


@pytest.mark.parametrize(
    ("origin", "how", "outcome", "edges"),
    [
        ("help", "served", "resolved", [("help", "done", "next")]),
        ("help", "served", "unresolved", [("help", "done", "next")]),
        ("help", "served", "dead_end", [("help", "dead_end", "next")]),
        ("think", "served", "abandoned", [("think", "abandoned", "next")]),
        # Resolved all the same.
        ("think", "served", "resolved", [("think", "abandoned", "next")]),
        # No way of the design: hung up, had enough of it, turned away elsewhere, cut off.
        ("help", "reneged", "abandoned", []),
        ("help", "served", "walked_away", []),
        ("help", "blocked", "blocked", []),
        ("help", "unfinished", "unfinished", []),
        ("help", "served", "unfinished", []),
        (None, None, "unfinished", []),
    ],
)
def test_to_the_end_of_the_contact(graph, origin, how, outcome, edges):
    assert along(graph, origin, how, outcome, ends=True) == edges


def test_emptied_steps_are_passed():
    other = "b: {like: a, without: [think, greet]}"
    made = scenario(STEPS, teams=TEAMS, more="start: greet", variants=other)
    graph = blueprint_graph(made, "b")
    assert along(graph, None, None, "again") == [
        ("start", "greet", "start"),
        ("greet", "again", "next"),
    ]
    # The shorter of two ways: `again` can be passed as well.
    assert along(graph, None, None, "ask") == [
        ("start", "greet", "start"),
        ("greet", "ask", "next"),
    ]
    assert along(graph, None, None, "who") == []
    assert along(graph, "who", "blocked", "resolved", ends=True) == [
        ("who", "think", "when_full"),
        ("think", "done", "next"),
    ]


def test_of_ways_as_short_the_first_by_name_and_of_roads_the_next():
    made = scenario(
        """
        b: {by: menu, resolves: 50%, next: {d: 50%, c: 50%}, if_not: {c: 60%, e: 40%}}
        c: {by: menu, asks: [number], next: e2}
        d: {by: menu, asks: [number], next: e2}
        e: {by: menu, takes: 1 min}
        e2: {by: agents, takes: 1 min}
        """
    )
    graph = blueprint_graph(made, "a")
    assert along(graph, "b", "served", "e2") == [("b", "c", "next"), ("c", "e2", "next")]
    assert along(graph, "b", "served", "e") == [("b", "e", "if_not")]


def test_a_step_may_bear_the_name_of_an_outcome():
    made = scenario("b: {by: menu, takes: 1 min, next: resolved}\nresolved: {by: agents}")
    graph = blueprint_graph(made, "a")
    assert along(graph, "b", "served", "resolved") == [("b", "resolved", "next")]
    assert along(graph, "resolved", "served", "resolved", ends=True) == [
        ("resolved", "done", "next")
    ]


def test_a_full_line_turns_away():
    teams = "teams: {menu: {kind: machine}, agents: {size: 2, limit: 3}}"
    graph = blueprint_graph(scenario("b: {by: agents}", teams=teams), "a")
    assert along(graph, "b", "blocked", "blocked", ends=True) == [("b", "blocked", "when_full")]
    assert along(graph, "b", "blocked", "resolved", ends=True) == [("b", "blocked", "when_full")]
