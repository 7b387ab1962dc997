"""How it ends on a picture, and who comes again."""

from __future__ import annotations

import pytest

from blueprint_sim.report.blueprint.endings import OUTCOMES, endings, let_down, recontact
from blueprint_sim.report.blueprint.flows import END
from blueprint_sim.simulation.program import ISSUE_OUTCOMES
from tests.model.small import scenario
from tests.report.results import MENU, variant

SHARES = {
    **MENU,
    "share_resolved": 0.78,
    "share_unresolved": 0.1,
    "share_abandoned": 0.004,
    "share_walked_away": 0.03,
}


def test_every_outcome_of_the_simulation_has_words() -> None:
    assert {outcome.name.lower() for outcome in ISSUE_OUTCOMES} | {"done"} == set(OUTCOMES)


def test_endings_that_occur_are_listed_the_good_one_first() -> None:
    found = endings(["unresolved"], variant("a", "A", SHARES))
    assert [(ending.name, ending.label, ending.share) for ending in found] == [
        (f"{END}resolved", "Resolved", 0.78),
        (f"{END}unresolved", "Unresolved", 0.1),
        (f"{END}walked_away", "Walked away", 0.03),
    ]


def test_an_ending_that_a_way_leads_to_is_listed_however_rare() -> None:
    found = endings(["abandoned"], variant("a", "A", SHARES))
    assert [ending.share for ending in found if ending.label == "Hung up"] == [0.004]


def test_without_a_result_endings_have_no_share() -> None:
    assert [(e.label, e.share) for e in endings(["done", "dead_end"], None)] == [
        ("Ended", None),
        ("Dead end", None),
    ]


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


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{chance: 50%, after: random 3 h}", "50% come again, after 3 h on average"),
        ("{chance: [{when: {contact: 1}, then: 60%}], after: 1 h}", "some come again, after 1 h"),
        ("{chance: 0%, after: 1 h}", ""),
    ],
)
def test_who_was_let_down_and_comes_again_is_told_apart(written: str, said: str) -> None:
    again = f"{{broken_promise: {written}}}"
    made = scenario("a: {takes: 1 min}", demand=f"{{arrivals: 9 per hour, recontact: {again}}}")
    assert let_down(made) == said
    assert recontact(made, [f"{END}unresolved"]) is None


def test_where_nobody_asks_after_promises_nothing_is_told() -> None:
    assert let_down(scenario("a: {takes: 1 min}")) == ""


def test_who_was_helped_comes_again_as_it_turns_out_wrong() -> None:
    demand = (
        "{arrivals: 9 per hour, recontact: {wrong_price: {chance: 70%, after: 1 h}, "
        "wrong_hours: {chance: 5%, after: 1 h}, unresolved: {chance: 60%, after: 1 h}}}"
    )
    steps = "a: {takes: 1 min, events: [wrong_price, wrong_hours], resolves: 50%}"
    made = scenario(steps, demand=demand)
    both = recontact(made, [f"{END}unresolved", f"{END}resolved"], {"wrong_price"})
    assert both == (
        (f"{END}unresolved", f"{END}resolved"),
        "60% of the unresolved and 70% of those with wrong price come again, after 1 h",
    )
    ended = recontact(made, [f"{END}done"], {"wrong_price", "wrong_hours"})
    assert ended is not None
    assert ended.origins == (f"{END}done",)
    assert recontact(made, [f"{END}abandoned"], {"wrong_price"}) is None
