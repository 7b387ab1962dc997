"""The graph: its nodes and edges, its start, its loops."""

from __future__ import annotations

import pytest

from blueprint_sim.model.blueprint import ENDS
from blueprint_sim.model.conditions import Condition
from blueprint_sim.model.graph import (
    before,
    blueprint_graph,
    journey_order,
    led_here,
    narrowed,
    reachable,
    route_of,
    staffed,
)
from blueprint_sim.model.routes import BLOCKED, crossed, start_candidates
from tests.model.small import scenario

LANES = """
    call: {takes: 1 min, next: menu}
    menu:
      by: menu
      next: [{when: {persona: customer}, then: {help: 60%, done: 40%}}, {otherwise: help}]
    help: {by: agents, takes: 4 min, resolves: 80%, if_not: look_up}
    look_up: {by: agents, lane: support, next: help}
"""


def ways(graph):
    """Give the edges as plain tuples."""
    edges = graph.edges(keys=True, data=True)
    return {(u, v, key): (way["share"], way["crosses"]) for u, v, key, way in edges}


def test_nodes_carry_step_lane_teams_and_law():
    made = scenario(LANES)
    graph = blueprint_graph(made, "a")
    node = graph.nodes["help"]
    step = made.variants["a"].steps["help"]
    assert (node["kind"], node["lane"], node["teams"]) == ("step", "frontstage", ("agents",))
    assert node["step"] is step
    assert node["law"] is step.takes
    assert graph.nodes["call"]["lane"] == "customer"
    assert graph.nodes["look_up"]["lane"] == "support"
    assert [node for node, kind in graph.nodes(data="kind") if kind == "end"] == list(ENDS)


def test_edges_carry_share_rule_condition_and_crossed_lines():
    graph = blueprint_graph(scenario(LANES), "a")
    assert ways(graph) == {
        ("start", "call", "start[0]"): (1.0, ()),
        ("call", "menu", "next[0]"): (1.0, ("interaction",)),
        ("menu", "help", "next[0]"): (0.6, ()),
        ("menu", "done", "next[0]"): (0.4, ()),
        ("menu", "help", "next[1]"): (1.0, ()),
        ("help", "done", "next[0]"): (1.0, ()),
        ("help", "look_up", "if_not[0]"): (1.0, ("visibility", "internal interaction")),
        ("look_up", "help", "next[0]"): (1.0, ("visibility", "internal interaction")),
    }
    way = graph.edges["menu", "help", "next[0]"]
    assert (way["road"], way["rule"]) == ("next", 0)
    assert way["when"] == Condition(persona=("customer",))
    assert graph.edges["menu", "help", "next[1]"]["when"] is None


def test_a_route_is_read_back_as_it_was_written():
    made = scenario(LANES)
    graph = blueprint_graph(made, "a")
    for name, step in made.variants["a"].steps.items():
        assert route_of(graph, name, "next") == step.next
        assert route_of(graph, name, "if_not") == (step.if_not or ())


def test_the_order_of_keys_changes_nothing():
    turned = "\n".join(reversed(["    b: {by: menu, next: c}", "    c: {by: agents}"]))
    one = blueprint_graph(scenario("    b: {by: menu, next: c}\n    c: {by: agents}"), "a")
    other = blueprint_graph(scenario(turned), "a")
    assert list(one.nodes) == list(other.nodes)
    assert list(one.edges(keys=True)) == list(other.edges(keys=True))


def test_a_full_line_leads_where_the_preferred_team_sends():
    teams = """
        teams:
          menu: {kind: machine}
          agents: {size: 2, limit: 3, when_full: menu_again}
          others: {size: 2, limit: 3}
    """
    made = scenario(
        """
        help: {by: [agents, others], next: check}
        check: {by: others}
        menu_again: {by: menu, takes: 1 min}
        """,
        teams=teams,
    )
    graph = blueprint_graph(made, "a")
    full = {(u, v) for u, v, way in graph.edges(data=True) if way["road"] == "when_full"}
    assert full == {("help", "menu_again"), ("check", BLOCKED)}
    assert graph.nodes[BLOCKED]["kind"] == "end"


def test_an_emptied_step_stays_and_loses_the_ways_back_and_to_failure():
    made = scenario(
        """
        first: {by: agents, next: {first: 20%, dead_end: 20%, help: 45%, done: 15%}}
        help: {by: agents, resolves: 50%, if_not: abandoned}
        """,
        teams="teams: {agents: {size: 1, limit: 2}}",
        variants="b: {like: a, without: [first, help]}",
    )
    graph = blueprint_graph(made, "b")
    shares = {
        (u, v, way["road"]): pytest.approx(way["share"]) for u, v, way in graph.edges(data=True)
    }
    assert shares == {
        ("start", "first", "start"): 1.0,
        ("first", "help", "next"): 0.75,
        ("first", "done", "next"): 0.25,
        ("help", "done", "next"): 1.0,
        ("help", "done", "if_not"): 1.0,
    }
    assert staffed(graph) == set()


def test_the_start_is_the_step_that_no_other_leads_to():
    made = scenario("b: {by: agents, takes: 1 min, next: {b: 50%, c: 50%}}\nc: {by: menu}")
    assert start_candidates(made.variants["a"]) == ("b",)
    assert list(blueprint_graph(made, "a").successors("start")) == ["b"]


def test_a_start_is_inherited_where_a_variant_leaves_it_open():
    made = scenario(
        """
        b: {by: menu, next: c}
        c: {by: agents, next: d}
        d: {by: agents}
        """,
        variants="skips: {like: a, steps: {b: {next: d}}}\n"
        "greets: {like: a, steps: {hello: {by: menu, next: b}}}",
    )
    assert start_candidates(made.variants["skips"]) == ("b", "c")
    assert list(blueprint_graph(made, "skips").successors("start")) == ["b"]
    assert list(blueprint_graph(made, "greets").successors("start")) == ["hello"]


def test_a_written_start_may_have_rules():
    start = "start: [{when: {contact: 2 or more}, then: c}, {otherwise: {b: 50%, c: 50%}}]"
    made = scenario("b: {by: agents}\nc: {by: menu}", more=start)
    graph = blueprint_graph(made, "a")
    assert route_of(graph, "start", "start") == made.variants["a"].start


def test_lines_lie_between_lanes():
    assert crossed("customer", "support") == ("interaction", "visibility", "internal interaction")
    assert crossed("backstage", "frontstage") == ("visibility",)
    assert crossed("frontstage", "frontstage") == ()
    assert crossed(None, "support") == ()


def test_reachable_before_and_led_here():
    made = scenario(
        """
        b: {by: agents, next: c}
        c: {by: menu, next: d}
        d: {by: agents}
        e: {by: menu, next: d}
        """,
        more="start: b",
        variants="w: {like: a, without: [c]}",
    )
    graph = blueprint_graph(made, "w")
    assert reachable(graph) == {"b", "c", "d"}
    assert before(graph, "d") == {"b", "c", "e"}
    assert led_here(graph, "d") == {"b", "e"}


def test_the_journey_puts_no_step_before_one_that_leads_to_it():
    made = scenario(
        """
        z: {by: menu, next: {a: 50%, y: 50%}}
        y: {by: menu, next: x}
        x: {by: menu, next: {y: 10%, a: 90%}}
        a: {by: agents}
        """
    )
    assert journey_order(blueprint_graph(made, "a")) == ["z", "y", "x", "a"]


@pytest.mark.parametrize(
    ("reason", "targets"),
    [("r", {"b"}), ("s", {"c"}), ("t", {"c", "d"}), (None, {"b", "c", "d"})],
)
def test_each_kind_of_customer_has_its_own_ways(reason, targets):
    made = scenario(
        """
        first:
          by: menu
          next:
            - {when: {reason: r}, then: b}
            - {when: {reason: s}, then: c}
            - {when: {contact: 2 or more}, then: c}
            - {otherwise: d}
        b: {by: agents}
        c: {by: agents}
        d: {by: agents}
        """,
        demand="{arrivals: 1 per hour, reasons: {r: {}, s: {}, t: {}}}",
    )
    graph = narrowed(blueprint_graph(made, "a"), reason, None)
    assert set(graph.successors("first")) == targets
