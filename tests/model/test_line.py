"""Who is on the line: the teams that may have the customer, or stay beside whoever serves them."""

from __future__ import annotations

from blueprint_sim.model.graph import blueprint_graph
from blueprint_sim.model.line import on_the_line, staying
from tests.model.small import scenario

TEAMS = """
teams:
  menu: {kind: machine}
  agents: {size: 8}
  experts: {size: 2}
  lawyers: {size: 1}
"""
STEPS = """
dial: {takes: 10 s, next: choose}
choose: {by: menu, takes: 10 s, next: {help: 50%, expert: 50%}}
help: {by: agents, takes: 3 min, next: note}
note: {by: same, takes: 1 min, next: expert}
expert: {by: experts, hold: yes, takes: 2 min, next: lawyer}
lawyer: {by: [lawyers, agents], hold: yes, takes: 1 min}
"""


def graph(steps: str = STEPS):
    return blueprint_graph(scenario(steps, teams=TEAMS), "a")


def test_on_the_line_is_who_serves_and_who_stays() -> None:
    drawn = graph()
    assert on_the_line(drawn, "dial") == set()
    assert on_the_line(drawn, "help") == {"agents"}
    assert on_the_line(drawn, "note") == {"agents"}
    assert on_the_line(drawn, "expert") == {"experts", "agents", "menu"}


def test_staying_is_for_somebody_else() -> None:
    drawn = graph()
    assert staying(drawn, "help") == set()
    assert staying(drawn, "expert") == {("agents", "experts"), ("menu", "experts")}
    assert staying(drawn, "lawyer") == {
        (team, other) for team in ("experts", "menu") for other in ("lawyers", "agents")
    }


def test_nobody_stays_where_nobody_has_the_customer_or_it_was_taken_out() -> None:
    alone = """
    dial: {takes: 10 s, next: expert}
    expert: {by: experts, hold: yes, takes: 2 min}
    """
    assert staying(graph(alone), "expert") == set()
    made = scenario(STEPS, teams=TEAMS, variants="b: {like: a, without: [expert]}")
    assert staying(blueprint_graph(made, "b"), "expert") == set()


def test_a_ring_of_such_steps_ends() -> None:
    ring = """
    ask: {by: agents, takes: 1 min, next: expert}
    expert: {by: experts, hold: yes, takes: 1 min, next: {lawyer: 50%, done: 50%}}
    lawyer: {by: lawyers, hold: yes, takes: 1 min, next: expert}
    """
    assert on_the_line(graph(ring), "expert") == {"agents", "experts", "lawyers"}
