"""Who goes where: expected or met, past what is not drawn, and for whom."""

from __future__ import annotations

from math import fsum

import pytest

from blueprint_sim.model.graph import START, blueprint_graph
from blueprint_sim.model.traffic import traffic
from blueprint_sim.report.blueprint.flows import (
    END,
    RESOLVED,
    UNRESOLVED,
    Course,
    Flows,
    conditions,
    expected,
    met,
    past,
    starts,
)
from blueprint_sim.studies.result import Way
from tests.model.small import scenario

TEAMS = "teams: {menu: {kind: machine}, agents: {size: 2, limit: 3}}"


def graph_of(steps: str, variants: str = "", name: str = "a"):
    made = scenario(steps, teams=TEAMS, variants=variants)
    return made, blueprint_graph(made, name)


def flows_of(steps: str, variants: str = "", name: str = "a") -> Flows:
    made, graph = graph_of(steps, variants, name)
    return expected(graph, traffic(made, name, graph))


def amounts(flows: Flows) -> dict[tuple[str, str], float]:
    return {(way.origin, way.target): flow.amount for way, flow in flows.items()}


BRANCHING = """
first: {by: menu, takes: 1 min, next: {middle: 30%, last: 70%}}
middle: {by: agents, takes: 1 min, next: {last: 50%, dead_end: 50%}}
last: {by: agents, takes: 1 min, resolves: 80%}
"""


def test_what_comes_to_a_step_leaves_it() -> None:
    flows = {way: flow for way, flow in flows_of(BRANCHING).items() if not way.from_queue}
    for step in ("first", "middle", "last"):
        coming = fsum(flow.amount for way, flow in flows.items() if way.target == step)
        leaving = fsum(flow.amount for way, flow in flows.items() if way.origin == step)
        assert coming == pytest.approx(leaving)


def test_those_who_are_done_end_resolved_or_not() -> None:
    found = amounts(flows_of(BRANCHING))
    assert found["last", RESOLVED] == pytest.approx(0.85 * 0.8)
    assert found["last", UNRESOLVED] == pytest.approx(0.85 * 0.2)
    assert found["middle", END + "dead_end"] == pytest.approx(0.15)


def test_without_a_word_on_resolving_the_done_are_resolved() -> None:
    assert amounts(flows_of("only: {takes: 1 min}"))["only", RESOLVED] == pytest.approx(1)


@pytest.mark.parametrize(
    "resolves",
    [
        "100%",
        "100%, if_not: done",
        "100%, if_not: dead_end",
        "[{when: {contact: 1}, then: 100%}, {otherwise: 100%}]",
    ],
)
def test_who_is_surely_resolved_is_drawn_to_no_other_end(resolves: str) -> None:
    found = flows_of(f"only: {{takes: 1 min, resolves: {resolves}}}")
    assert {way.target for way in found if way.origin == "only"} == {RESOLVED}


def test_what_a_blueprint_does_not_tell_is_neither_resolved_nor_not() -> None:
    found = amounts(
        flows_of("""
        try: {takes: 1 min, resolves: 50%, next: tidy}
        tidy: {takes: 1 min}
        """)
    )
    assert found["tidy", END + "done"] == pytest.approx(1)


def test_emptied_steps_are_joined() -> None:
    found = amounts(flows_of(BRANCHING, "b: {like: a, without: [middle]}", "b"))
    assert found["first", "last"] == pytest.approx(1)
    assert not any("middle" in way for way in found)


def test_an_emptied_step_that_leads_back_to_itself_is_left() -> None:
    found = amounts(
        flows_of(
            """
            first: {takes: 1 min, next: loop}
            loop: {takes: 1 min, next: {loop: 50%, last: 50%}}
            last: {takes: 1 min}
            """,
            "b: {like: a, without: [loop]}",
            "b",
        )
    )
    assert found["first", "last"] == pytest.approx(1)


def test_steps_that_nobody_can_reach_lead_nowhere() -> None:
    found = amounts(flows_of("a: {takes: 1 min}\nb: {takes: 1 min, next: a}", "", "a"))
    assert ("b", "a") in found
    made, graph = graph_of(
        "a: {takes: 1 min}\nb: {takes: 1 min, next: a}", "c: {like: a, start: a}", "c"
    )
    assert all(way.origin in (START, "a") for way in expected(graph, traffic(made, "c", graph)))


WAYS = (
    Way(None, None, "first", False, 1.1, 0.0, 0.0),
    Way("first", "served", "last", False, 1.0, 0.25, 0.5),
    Way("first", "served", "walked_away", True, 0.1, 0.0, 0.0),
    Way("last", "reneged", "abandoned", True, 0.1, 0.0, 0.0),
    Way("last", "blocked", "blocked", True, 0.2, 0.0, 0.0),
    Way("last", "balked", "balked", True, 0.05, 0.0, 0.0),
    Way("last", "served", "resolved", True, 0.6, 0.0, 0.0),
    Way("last", "served", "unfinished", True, 0.1, 0.0, 0.0),
)


def test_what_was_met_keeps_its_handoffs_and_where_it_left() -> None:
    _, graph = graph_of(BRANCHING)
    flows = met(graph, WAYS)
    handed = flows[Course("first", "last")]
    assert (handed.amount, handed.warm, handed.cold) == (1.0, 0.25, 0.5)
    assert flows[Course("last", END + "abandoned", from_queue=True)].amount == 0.1
    assert flows[Course("last", END + "blocked", from_queue=True)].amount == 0.2
    assert flows[Course("last", END + "balked", from_queue=True)].amount == 0.05
    assert flows[Course("first", END + "walked_away")].amount == 0.1
    assert flows[Course("last", RESOLVED)].amount == 0.6


def test_ways_of_the_blueprint_that_nobody_went_are_there_and_unfinished_ones_are_not() -> None:
    _, graph = graph_of(BRANCHING)
    flows = met(graph, WAYS)
    assert flows[Course("first", "middle")].amount == 0
    assert not any(way.target == END + "unfinished" for way in flows)


def test_a_step_passed_without_a_visit_lies_on_the_way() -> None:
    _, graph = graph_of("""
    who: {by: menu, asks: [number], next: again}
    again: {by: agents, asks: [number], next: help}
    help: {by: agents, takes: 1 min}
    """)
    stopping = Way("who", "served", "again", False, 0.96, 0.0, 0.0)
    flows = met(graph, [stopping, Way("who", "served", "help", False, 0.04, 0.03, 0.0)])
    assert flows[Course("who", "again")].amount == pytest.approx(1.0)
    assert flows[Course("again", "help")] == (0.04, 0.03, 0.0)
    assert Course("who", "help") not in flows


def test_a_step_that_many_pass_without_a_visit_has_a_way_past_it() -> None:
    _, graph = graph_of("""
    who: {by: menu, asks: [number], next: again}
    again: {by: agents, asks: [number], next: help}
    help: {by: agents, takes: 1 min}
    """)
    stopping = Way("who", "served", "again", False, 0.1, 0.0, 0.0)
    flows = met(graph, [stopping, Way("who", "served", "help", False, 0.9, 0.3, 0.0)])
    assert flows[Course("who", "again")] == (0.1, 0.0, 0.0)
    assert flows[Course("again", "help")] == (0.0, 0.0, 0.0)
    assert flows[Course("who", "help")] == (0.9, 0.3, 0.0)
    assert past(graph, Course("who", "help")) == ["again"]
    assert past(graph, Course("who", "again")) == []


def test_a_contact_may_begin_at_the_first_step_that_is_drawn() -> None:
    _, graph = graph_of(BRANCHING, "b: {like: a, without: [first]}", "b")
    assert starts(graph) == {"middle", "last"}


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("b", "gold"),
        ("c", "gold or plain, contact"),
        (RESOLVED, "others"),
    ],
)
def test_conditions_are_said_in_a_few_words(target: str, said: str) -> None:
    made = scenario(
        """
        a:
          takes: 1 min
          next:
            - {when: {reason: gold}, then: b}
            - {when: {reason: [gold, plain], contact: 2 or more}, then: c}
            - {otherwise: done}
        b: {takes: 1 min}
        c: {takes: 1 min}
        """,
        demand="{arrivals: 60 per hour, reasons: {gold: {share: 20%}, plain: {}}}",
    )
    text = conditions(blueprint_graph(made, "a"), "a", target)
    assert text.startswith(said)
    assert len(text) <= 26


def test_a_plain_way_has_no_condition() -> None:
    _, graph = graph_of(BRANCHING)
    assert conditions(graph, "first", "middle") == ""
    assert conditions(graph, "first", "last") == ""


def test_a_condition_reaches_past_emptied_steps() -> None:
    made = scenario(
        """
        a: {takes: 1 min, next: [{when: {reason: gold}, then: gone}, {otherwise: done}]}
        gone: {takes: 1 min, next: b}
        b: {takes: 1 min}
        """,
        demand="{arrivals: 60 per hour, reasons: {gold: {share: 20%}, plain: {}}}",
        variants="v: {like: a, without: [gone]}",
    )
    assert conditions(blueprint_graph(made, "v"), "a", "b") == "gold"


def test_a_step_may_bear_the_name_of_an_outcome() -> None:
    found = amounts(
        flows_of("""
        try: {takes: 1 min, next: resolved}
        resolved: {takes: 1 min}
        """)
    )
    assert found["try", "resolved"] == pytest.approx(1)
    assert found["resolved", RESOLVED] == pytest.approx(1)


def test_a_full_line_leads_out_of_the_queue() -> None:
    flows = flows_of(BRANCHING)
    assert flows[Course("middle", END + "blocked", from_queue=True)].amount == 0
    assert Course("first", END + "blocked", from_queue=True) not in flows


def test_an_end_that_only_untold_rules_lead_to_is_there() -> None:
    flows = flows_of("""
    first: {takes: 1 min, next: ask}
    ask: {takes: 1 min, next: [{when: {visit: 2 or more}, then: done}, {otherwise: more}]}
    more: {takes: 1 min, resolves: 50%, next: done, if_not: ask}
    """)
    assert flows[Course("ask", END + "done")].amount == 0
    assert flows[Course("more", RESOLVED)].amount > 0


def test_an_emptied_step_ends_nothing_by_itself() -> None:
    found = amounts(
        flows_of(
            """
            first: {takes: 1 min, next: offer}
            offer: {takes: 1 min, resolves: 10%, if_not: last}
            last: {takes: 1 min, resolves: 80%}
            """,
            "b: {like: a, without: [offer]}",
            "b",
        )
    )
    assert set(found) == {
        (START, "first"),
        ("first", "last"),
        ("last", RESOLVED),
        ("last", UNRESOLVED),
    }


def test_what_has_happened_is_said_by_its_name() -> None:
    made = scenario(
        """
        a:
          takes: 1 min
          events: {kept_posted: 50%}
          next: [{when: {had: kept_posted}, then: b}, {otherwise: done}]
        b: {takes: 1 min}
        """
    )
    assert conditions(blueprint_graph(made, "a"), "a", "b") == "kept posted"
