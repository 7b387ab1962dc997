"""Chances of not joining a line, by its length."""

from __future__ import annotations

from typing import Any

import pytest

from blueprint_sim.model.balking import Balk, at_any_length, balks
from blueprint_sim.model.base import Wrong


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("10%", [Balk(0, None, 0.1)]),
        ({"3": "10%"}, [Balk(3, 3, 0.1)]),
        ({"2 to 4": "10%", "0": "1%"}, [Balk(0, 0, 0.01), Balk(2, 4, 0.1)]),
        ({"2 or fewer": "10%"}, [Balk(0, 2, 0.1)]),
        ({"5 or more": "30%"}, [Balk(5, None, 0.3)]),
    ],
)
def test_lengths(written: Any, read: list[Balk]) -> None:
    assert balks(written) == tuple(read)


@pytest.mark.parametrize("order", [1, -1])
def test_each_or_more_holds_up_to_the_next(order: int) -> None:
    written = {"1": "0%", "3 or more": "10%", "5 or more": "30%", "10 or more": "80%"}
    assert balks(dict(list(written.items())[::order])) == (
        Balk(1, 1, 0.0),
        Balk(3, 4, 0.1),
        Balk(5, 9, 0.3),
        Balk(10, None, 0.8),
    )


@pytest.mark.parametrize(
    "written",
    [
        {"2": "1%", "1 to 3": "2%"},
        {"2 or more": "1%", "3": "2%"},
        {"2 or fewer": "1%", "2 or more": "2%"},
        {"2 or fewer": "1%", "1 or fewer": "2%"},
        {"4 or more": "1%", "4 or  more": "2%"},
    ],
)
def test_two_that_speak_of_one_length_are_refused(written: Any) -> None:
    with pytest.raises(Wrong, match="both speak of a line of"):
        balks(written)


def test_every_length_and_chance_that_cannot_be_read_is_told() -> None:
    with pytest.raises(Wrong) as wrong:
        balks({"some": "1", "3": "often", "4": "5%"})
    assert [problem.path for problem in wrong.value.problems] == [("some",), ("some",), ("3",)]


def test_what_is_left_of_a_line_without_end() -> None:
    assert at_any_length(balks({"2 or more": "10%", "5 or more": "40%"})) == 0.4
    assert at_any_length(balks({"2 to 4": "10%"})) == 0.0
    assert at_any_length(()) == 0.0
