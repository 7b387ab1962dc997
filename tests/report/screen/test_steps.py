"""What `show` tells of steps, and of those that nobody comes to."""

from __future__ import annotations

from blueprint_sim.report.screen.show import show
from tests.model.small import scenario


def test_what_cannot_be_told_is_a_question_mark():
    text = show(
        scenario(
            "b: {by: agents, takes: 1 min, "
            "next: [{when: {visit: 3 or more}, then: done}, {otherwise: b}]}"
        )
    )
    assert "     ? if visit 3" in text
    assert "Approximate: rules on visit are taken as on a first visit" in text


def test_steps_that_nobody_comes_to_are_named():
    text = show(scenario("b: {by: agents, next: c}\nc: {by: menu}", more="start: c"))
    assert "No customer comes to: b." in text
    assert "Not staffed, since no step uses it: agents." in text


def test_who_stays_on_the_line_is_told():
    made = scenario(
        """
        ask: {by: agents, takes: 1 min, next: more}
        more: {by: menu, hold: yes, takes: 2 min}
        """
    )
    rows = [line[29:55].strip() for line in show(made).splitlines()]
    assert "2 min; whoever has the customer stays on the line" in " ".join(rows)


def test_for_whom_customers_wait_is_told():
    made = scenario(
        """
        ask: {by: agents, takes: 1 min, next: think}
        think: {takes: 1 min, next: again}
        again: {by: agents, returns_to_same: 10 min, takes: 1 min}
        """
    )
    rows = [line[29:55].strip() for line in show(made).splitlines()]
    assert "1 min; waits up to 10 min for the same worker" in " ".join(rows)
