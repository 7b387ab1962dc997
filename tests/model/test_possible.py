from __future__ import annotations

import pytest

from blueprint_sim.model.conditions import Condition
from blueprint_sim.model.possible import possible
from tests.model.small import scenario

STEPS = """
menu:
  by: menu
  takes: 10 s
  asks: {number: {understood: 0%}, wish: {}}
  events: {pitch: 0%, wait: 10%}
  resolves: [{when: {contact: 2}, then: 20%}, {otherwise: 0%}]
  next: help
help: {by: agents, takes: about 4 min, resolves: 0%}
"""


@pytest.mark.parametrize(
    ("when", "allowed"),
    [
        (Condition(knows=("number",)), False),
        (Condition(knows=("number", "wish")), True),
        (Condition(had=("pitch",)), False),
        (Condition(had=("pitch", "wait")), True),
        (Condition(knows=("wish",), had=("pitch",)), False),
        (Condition(reason=("any",)), True),
    ],
)
def test_what_a_condition_asks_of_the_past_must_have_had_a_chance(when, allowed):
    steps = scenario(STEPS).variants["a"].steps.values()
    assert possible(steps).allows(when) is allowed


def test_resolved_is_whoever_some_rule_may_resolve():
    steps = scenario(STEPS).variants["a"].steps
    assert possible(steps.values()).allows(Condition(resolved=True))
    assert not possible([steps["help"]]).allows(Condition(resolved=True))
    assert possible([steps["help"]]).allows(Condition(resolved=False))


def test_emptied_steps_bring_nothing_about():
    made = scenario(STEPS, variants="b: {like: a, without: [menu]}")
    assert possible(made.variants["b"].steps.values()) == (frozenset(), frozenset(), False)
