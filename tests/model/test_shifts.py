"""Shifts as written, and the roster of a day that they make."""

from __future__ import annotations

from typing import Any

import pytest

from blueprint_sim.model.base import Wrong
from blueprint_sim.model.people import Team
from blueprint_sim.model.rosters import mean_workers, roster, spread
from blueprint_sim.model.run import Run
from blueprint_sim.model.shifts import Shift, day_of, holding, shifts

HOUR = 3600.0
NIGHT = shifts({"22:00": "3", "06:00": "8"})


def test_shifts_stand_in_the_order_of_the_clock() -> None:
    assert shifts({"12:00": "9", "9:00": "6"}) == ((9 * HOUR, 6), (12 * HOUR, 9))


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(Wrong) as caught:
        shifts({"9:00": "6", "09:00": "x", "9": "1", "10:00": "1 h"})
    assert [problem.path for problem in caught.value.problems] == [
        ("09:00",),
        ("09:00",),
        ("9",),
        ("10:00",),
    ]


@pytest.mark.parametrize("value", [{}, "", "6", ["09:00"]])
def test_what_is_no_shifts_is_refused_with_an_example(value: Any) -> None:
    with pytest.raises(Wrong, match=r'write \{"09:00": 6, "12:00": 9\}, or size: 6'):
        shifts(value)


@pytest.mark.parametrize(
    ("hour", "workers"), [(0, 3), (5.99, 3), (6, 8), (21.99, 8), (22, 3), (23.5, 3)]
)
def test_what_holds_goes_round_the_clock(hour: float, workers: int) -> None:
    assert holding(NIGHT, hour * HOUR).workers == workers


@pytest.mark.parametrize(
    ("opens", "length", "expected"),
    [
        (20, 12, [(0, 8), (2, 3), (10, 8)]),
        (0, 24, [(0, 3), (6, 8), (22, 3)]),
        (6, 16, [(0, 8)]),
        (6, 16.5, [(0, 8), (16, 3)]),
        (22, 8, [(0, 3)]),
        (20, 36, [(0, 8), (2, 3), (10, 8), (26, 3), (34, 8)]),
    ],
)
def test_the_roster_of_a_day(opens: float, length: float, expected: list[tuple[int, int]]) -> None:
    found = day_of(NIGHT, opens * HOUR, length * HOUR)
    assert [(at / HOUR, workers) for at, workers in found] == expected


RUN = Run(opens="09:00", length="8 h")


def test_a_team_by_shift() -> None:
    team = Team(shifts={"09:00": 6, "11:00": 9, "15:00": 4})
    assert roster(team, RUN) == (Shift(0.0, 6), Shift(2 * HOUR, 9), Shift(6 * HOUR, 4))
    assert mean_workers(team, RUN) == (2 * 6 + 4 * 9 + 2 * 4) / 8
    assert spread(team, RUN) == (4, 9)
    assert (team.size, team.most) == (None, 9)


def test_a_team_of_a_size_and_a_machine_without() -> None:
    team, machine = Team(size=8), Team(kind="machine")
    assert (roster(team, RUN), mean_workers(team, RUN), spread(team, RUN)) == (
        (Shift(0.0, 8),),
        8,
        (8, 8),
    )
    assert (roster(machine, RUN), mean_workers(machine, RUN), spread(machine, RUN)) == (
        (),
        None,
        None,
    )


def test_a_machine_may_have_shifts_and_a_line() -> None:
    machine = Team(kind="machine", shifts={"22:00": 2, "06:00": 0}, limit=3)
    assert (machine.most, machine.limit) == (2, 3)
