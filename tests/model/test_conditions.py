from __future__ import annotations

from typing import Any

import pytest

from blueprint_sim.model.base import Wrong
from blueprint_sim.model.blueprint import by, chance, targets
from blueprint_sim.model.conditions import Condition, Interval, Rule, condition, rules
from blueprint_sim.model.quantities import share


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ({"reason": "cancel"}, Condition(reason=("cancel",))),
        ({"persona": ["a", "b"]}, Condition(persona=("a", "b"))),
        ({"contact": "2"}, Condition(contact=(Interval(2, 2),))),
        ({"contact": "2 or more"}, Condition(contact=(Interval(2, None),))),
        ({"visit": "2 or less"}, Condition(visit=(Interval(None, 2),))),
        ({"visit": "2 or fewer"}, Condition(visit=(Interval(None, 2),))),
        ({"misery": "2 to 4"}, Condition(misery=(Interval(2, 4),))),
        ({"misery": ["1", "3 or more"]}, Condition(misery=(Interval(1, 1), Interval(3, None)))),
        ({"waited": "10 min or more"}, Condition(waited=(Interval(600, None),))),
        ({"waited": "10 min or longer"}, Condition(waited=(Interval(600, None),))),
        ({"waited": "5 to 10 min"}, Condition(waited=(Interval(300, 600),))),
        ({"waited": "30 s to 10 min"}, Condition(waited=(Interval(30, 600),))),
        ({"resolved": "yes"}, Condition(resolved=True)),
        ({"resolved": "no"}, Condition(resolved=False)),
        ({"knows": ["a"], "had": "pitch"}, Condition(knows=("a",), had=("pitch",))),
    ],
)
def test_conditions_are_read(written: Any, read: Condition) -> None:
    assert condition(written) == read


@pytest.mark.parametrize(
    ("written", "path", "said"),
    [
        ({}, (), "asks nothing"),
        ({"contact": "2 or so"}, ("contact",), "is not a number of times"),
        ({"contact": "4 to 2"}, ("contact",), "runs backwards"),
        ({"waited": "10 min"}, ("waited",), "write '10 min or more' or '10 min or less'"),
        ({"waited": "10 or more"}, ("waited",), "has no unit"),
        ({"resolved": "perhaps"}, ("resolved",), "neither yes nor no"),
        ({"channel": []}, ("channel",), "this list is empty"),
        ({"had": []}, ("had",), "this list is empty"),
        ({"had": ["a", {}]}, ("had", 1), "a map stands where a name belongs"),
    ],
)
def test_what_cannot_be_tested_is_refused_at_its_place(
    written: Any, path: tuple[Any, ...], said: str
) -> None:
    with pytest.raises(Wrong) as raised:
        condition(written)

    assert [problem.path for problem in raised.value.problems] == [path]
    assert said in str(raised.value)


def test_a_plain_value_is_one_rule() -> None:
    assert rules("60%", share) == (Rule(None, 0.6),)


def test_rules_keep_their_order_and_end_with_otherwise() -> None:
    read = rules([{"when": {"contact": "1"}, "then": "10%"}, {"otherwise": "20%"}], share)

    assert read == (Rule(Condition(contact=(Interval(1, 1),)), 0.1), Rule(None, 0.2))


def test_a_chance_is_nothing_otherwise() -> None:
    assert chance([{"when": {"contact": "1"}, "then": "10%"}])[-1] == Rule(None, 0.0)


def test_every_problem_of_the_rules_is_told() -> None:
    with pytest.raises(Wrong) as raised:
        rules([{"when": {"contact": "x"}, "then": "10"}, {"otherwise": "2"}], share)

    assert [problem.path for problem in raised.value.problems] == [
        (0, "when", "contact"),
        (0, "then"),
        (1, "otherwise"),
    ]


def test_targets_are_sorted_shares_without_zeros() -> None:
    assert targets("ask") == {"ask": 1.0}
    assert list(targets({"b": "30%", "a": "70%", "c": "0%"}).items()) == [("a", 0.7), ("b", 0.3)]


def test_thirds_must_be_written_so_that_they_sum() -> None:
    assert sum(targets({"a": "33.3%", "b": "33.3%", "c": "33.4%"}).values()) == pytest.approx(1)
    with pytest.raises(Wrong, match=r"the shares sum to 99\.9%; they must sum to 100%"):
        targets({"a": "33.3%", "b": "33.3%", "c": "33.3%"})


def test_by_whom() -> None:
    assert by("agents") == ("agents",)
    assert by(["tier1", "generalists"]) == ("tier1", "generalists")
    assert by("same") == ("same",)
    assert by("nobody") == ()
