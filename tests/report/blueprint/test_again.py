"""Who comes again on a picture, and where they begin."""

from __future__ import annotations

import pytest

from blueprint_sim.model.graph import blueprint_graph
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report.blueprint import again
from blueprint_sim.report.blueprint.flows import END
from blueprint_sim.report.layout.records import Recontact
from tests.model.small import scenario


def recontact(made: Scenario, shown: list[str], variant: str = "a") -> Recontact | None:
    return again.recontact(made, blueprint_graph(made, variant), shown)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "{unresolved: {chance: 60%, after: random 2 h}}",
            "60% of the unresolved come again, after 2 h on average",
        ),
        (
            "{unresolved: {chance: 60%, after: about 2 h}}",
            "60% of the unresolved come again, after about 2 h",
        ),
        (
            "{unresolved: {chance: 60%, after: 1 to 3 h}}",
            "60% of the unresolved come again, after 1 to 3 h",
        ),
        (
            "{unresolved: {chance: 60%, after: 2 h}}",
            "60% of the unresolved come again, after 2 h",
        ),
        (
            "{abandoned: {chance: 33%, after: 20 min}, unresolved: {chance: 60%, after: 2 h}}",
            "60% of the unresolved and 33% of those who hang up come again",
        ),
        (
            "{unresolved: {chance: [{when: {contact: 1}, then: 60%}], after: 1 h}}",
            "some of the unresolved come again, after 1 h",
        ),
    ],
)
def test_who_comes_again_is_told_in_a_line(written: str, said: str) -> None:
    made = scenario("a: {takes: 1 min}", demand=f"{{arrivals: 9 per hour, recontact: {written}}}")
    shown = [f"{END}unresolved", f"{END}abandoned"]
    found = recontact(made, shown)
    assert found is not None
    assert found.text == said


@pytest.mark.parametrize(
    "written",
    ["{dead_end: {chance: 60%, after: 2 h}}", "{unresolved: {chance: 0%, after: 2 h}}", "{}"],
)
def test_nobody_comes_again_after_what_does_not_occur(written: str) -> None:
    made = scenario("a: {takes: 1 min}", demand=f"{{arrivals: 9 per hour, recontact: {written}}}")
    assert recontact(made, [f"{END}unresolved"]) is None


def test_who_was_helped_comes_again_as_it_turns_out_wrong() -> None:
    demand = (
        "{arrivals: 9 per hour, recontact: {wrong_price: {chance: 70%, after: 1 h}, "
        "wrong_hours: {chance: 5%, after: 1 h}, unresolved: {chance: 60%, after: 1 h}}}"
    )
    made = scenario("a: {takes: 1 min, events: [wrong_price], resolves: 50%}", demand=demand)
    both = recontact(made, [f"{END}unresolved", f"{END}resolved"])
    assert both == (
        (f"{END}unresolved", f"{END}resolved"),
        "60% of the unresolved and 70% of those with wrong price come again, after 1 h",
        ("a",),
    )
    ended = recontact(made, [f"{END}done"])
    assert ended is not None
    assert ended.origins == (f"{END}done",)
    assert recontact(made, [f"{END}abandoned"]) is None


PROMISING = """
ask: {by: agents, takes: 1 min, meanwhile: check, promise: 1 h, next: done}
check: {by: agents, takes: 1 min}
chase: {by: agents, takes: 1 min}
"""
CHASING = "start: [{when: {had: broken_promise}, then: chase}, {otherwise: ask}]"


def test_who_was_let_down_comes_from_no_ending() -> None:
    demand = "{arrivals: 9 per hour, recontact: {broken_promise: {chance: 60%, after: 1 day}}}"
    made = scenario(PROMISING, demand=demand, more=CHASING)
    assert recontact(made, [f"{END}resolved"]) == (
        (),
        "60% of those let down by a broken promise come again, after 1 day",
        ("ask", "chase"),
    )


def test_nobody_is_let_down_where_nothing_is_promised() -> None:
    demand = "{arrivals: 9 per hour, recontact: {broken_promise: {chance: 60%, after: 1 day}}}"
    assert recontact(scenario("ask: {takes: 1 min}", demand=demand), []) is None


@pytest.mark.parametrize(
    ("start", "steps"),
    [
        ("call", ("call",)),
        ("[{when: {contact: 1}, then: call}, {otherwise: chat}]", ("chat",)),
        ("[{when: {contact: 2 or more}, then: {chat: 50%, post: 50%}}, {otherwise: call}]", None),
        ("[{when: {contact: 3 or more}, then: chat}, {otherwise: call}]", ("call", "chat")),
        ("[{when: {persona: writer}, then: chat}, {otherwise: call}]", ("call", "chat")),
        ("[{when: {had: rude}, then: chat}, {otherwise: call}]", ("call", "chat")),
        ("[{when: {had: broken_promise}, then: chat}, {otherwise: call}]", ("call",)),
        ("[{when: {resolved: yes}, then: chat}, {otherwise: call}]", ("call",)),
        ("[{when: {resolved: no}, then: chat}, {otherwise: call}]", ("chat",)),
        ("[{when: {contact: 2 or more, had: rude}, then: chat}, {otherwise: call}]", None),
    ],
)
def test_they_begin_where_the_rules_of_the_start_may_lead_them(
    start: str, steps: tuple[str, ...] | None
) -> None:
    made = scenario(
        """
        call: {by: agents, takes: 1 min, events: {rude: 5%}, resolves: 50%}
        chat: {by: agents, takes: 1 min, resolves: 50%}
        post: {by: agents, takes: 1 min, resolves: 50%}
        """,
        demand="{arrivals: 9 per hour, recontact: {unresolved: {chance: 60%, after: 1 h}}}",
        others="personas: {writer: {share: 50%}, caller: {share: 50%}}",
        more=f"start: {start}",
    )
    expected = steps or (("chat", "post") if "post" in start else ("call", "chat"))
    assert again.starts_again(blueprint_graph(made, "a")) == expected


def test_an_emptied_start_is_passed() -> None:
    made = scenario(
        "menu: {by: menu, takes: 1 min, next: help}\nhelp: {by: agents, takes: 1 min}",
        variants="b: {like: a, without: [menu]}",
    )
    assert again.starts_again(blueprint_graph(made, "b")) == ("help",)


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        ("[{when: {had: refused}, then: 60%}]", None),
        ("[{when: {had: refused}, then: 60%}, {otherwise: 20%}]", "20% of the unresolved"),
        ("[{when: {had: rude}, then: 60%}]", "some of the unresolved"),
    ],
)
def test_what_cannot_happen_in_a_variant_brings_nobody_back(chance: str, said: str | None) -> None:
    again = f"{{unresolved: {{chance: {chance}, after: 1 h}}}}"
    made = scenario(
        "a: {takes: 1 min, events: {rude: 5%}, resolves: 50%}",
        demand=f"{{arrivals: 9 per hour, recontact: {again}}}",
    )
    found = recontact(made, [f"{END}unresolved"])
    assert (found and found.text) == (said and f"{said} come again, after 1 h")


def test_who_just_ended_may_be_unresolved_and_may_be_resolved() -> None:
    demand = (
        "{arrivals: 9 per hour, recontact: {wrong_price: {chance: 70%, after: 1 h}, "
        "unresolved: {chance: 60%, after: 1 h}}}"
    )
    made = scenario(
        """
        a: {takes: 1 min, events: [wrong_price], resolves: 50%, next: b}
        b: {takes: 1 min}
        """,
        demand=demand,
    )
    found = recontact(made, [f"{END}done"])
    assert found is not None
    assert found.origins == (f"{END}done",)
    assert found.text == (
        "60% of the unresolved and 70% of those with wrong price come again, after 1 h"
    )
