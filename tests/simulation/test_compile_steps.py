"""From a variant to its tables: the steps, what they ask, and what may happen at them."""

from __future__ import annotations

import pytest

from blueprint_sim.model.law_forms import law
from blueprint_sim.simulation.program import NONE, By, Lane
from tests.simulation.compiled import Step, chances, compiled, ways


def test_the_kind_defaults() -> None:
    step = Step(compiled("talk: {}"), "talk")
    assert step.lane == Lane.CUSTOMER
    assert step.visible
    assert step.works
    assert not step.emptied
    assert step.whom() == [By.NOBODY]
    assert (step.takes, step.resolves, step.if_not) == (NONE, NONE, NONE)
    assert ways(step.program, step.next) == [(NONE, [(1.0, "done")])]
    assert step.questions() == []
    assert step.events() == {}


def test_how_long_customers_wait_for_the_same_worker() -> None:
    steps = "ask: {by: agents, next: think}\nthink: {takes: 1 min, next: more}\n"
    steps += "more: {by: agents, returns_to_same: 90 s}"
    assert Step(compiled(steps), "more").returns_to_same == 90_000_000
    assert Step(compiled(steps), "ask").returns_to_same == NONE
    without = compiled(steps, more="b: {like: a, without: [more]}", variant="b")
    assert Step(without, "more").returns_to_same == NONE


def test_who_has_the_customer_stays_on_the_line_where_it_says_so() -> None:
    steps = "ask: {by: agents, next: more}\nmore: {by: experts, hold: yes}"
    assert Step(compiled(steps), "more").hold
    assert not Step(compiled(steps), "ask").hold
    without = compiled(steps, more="b: {like: a, without: [more]}", variant="b")
    assert not Step(without, "more").hold


@pytest.mark.parametrize(
    ("written", "lane", "visible"),
    [
        ("{by: agents}", Lane.FRONTSTAGE, True),
        ("{by: agents, lane: backstage}", Lane.BACKSTAGE, False),
        ("{lane: support}", Lane.SUPPORT, False),
        ("{}", Lane.CUSTOMER, True),
        ("{by: desk}", Lane.BACKSTAGE, False),
    ],
)
def test_lanes(written: str, lane: Lane, visible: bool) -> None:
    teams = "{agents: {size: 1}, desk: {size: 1, lane: backstage}}"
    step = Step(compiled(f"talk: {written}", teams=teams), "talk")
    assert (step.lane, step.visible) == (lane, visible)


@pytest.mark.parametrize(
    ("written", "works", "shows"),
    [
        ("by: agents", True, True),
        ("by: agents, asks: [wish]", False, False),
        ("by: agents, asks: [wish], takes: 1 min", True, True),
        ("by: agents, asks: [wish], resolves: 10%", True, False),
        ("by: agents, asks: [wish], events: [pitch]", True, False),
    ],
)
def test_work_besides_questions(written: str, works: bool, shows: bool) -> None:
    step = Step(compiled(f"talk: {{{written}}}"), "talk")
    assert (step.works, step.shows) == (works, shows)


def test_by_whom() -> None:
    program = compiled(
        """
        first: {by: [experts, agents], next: second}
        second: {by: [{when: {contact: 2 or more}, then: experts}, {otherwise: same}]}
        """
    )
    assert Step(program, "first").whom() == [("experts", "agents")]
    assert Step(program, "second").whom() == [("experts",), By.SAME]
    assert [when for when, _ in Step(program, "second").rules("by")] == [0, NONE]


def test_rules_for_times_and_chances() -> None:
    step = Step(
        compiled(
            """
            talk:
              by: agents
              takes: [{when: {visit: 1}, then: about 4 min}, {otherwise: 1 min}]
              resolves: [{when: {knows: wish}, then: 90%}]
              events: {pitch: [{when: {visit: 1}, then: 40%}, {otherwise: 5%}], rude: 4%}
            """
        ),
        "talk",
    )
    assert step.laws() == [law("about 4 min"), law("1 min")]
    assert chances(step.program, step.resolves) == [0.9, 0.0]
    assert step.events() == {"pitch": [0.4, 0.05], "rude": [0.04]}
    # The two rules test the same condition, which is kept once.
    assert [when for when, _ in step.rules("takes")] == [0, NONE]
    assert len(step.program.conditions.at) - 1 == 2


def test_events_without_a_chance_are_certain() -> None:
    step = Step(compiled("talk: {by: agents, events: [pitch]}"), "talk")
    assert step.events() == {"pitch": [1.0]}


def test_questions_by_fact_at_their_own_time_or_the_steps() -> None:
    step = Step(
        compiled(
            """
            talk:
              by: agents
              asks: {wish: {takes: 5 s, understood: 90%}, number: }
            """
        ),
        "talk",
    )
    assert step.questions() == [
        ("number", law("30 s"), []),
        ("wish", law("5 s"), [0.9]),
    ]
