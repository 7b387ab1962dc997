"""What is read off a made-up log is what was put into it."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from docs.bank import readings
from tests.docs_bank.made_up import MONDAY, SUNDAY, call, every, log


def test_a_log_in_a_few_numbers(tmp_path: Path) -> None:
    found = readings.overview(
        log(
            tmp_path,
            call("09:00:00", talk=100),
            call("09:10:00", wait=30, talk=50),
            call("09:20:00", wait=40),
            call("09:30:00", wait=10, talk=9000),
            call("09:40:00"),
        )
    )
    assert (found.calls, found.reached) == (5, 4)
    assert (found.share_waited, found.share_hung_up, found.wait_mean) == (0.75, 0.25, 20.0)
    assert found.patience == 80.0
    assert (found.talk_mean, found.talk_median) == (75.0, 75.0)
    assert found.talk_sd == pytest.approx(math.sqrt(2 * 25**2))


def test_who_still_waits(tmp_path: Path) -> None:
    """Of four one leaves at 10 s; of the two left at 20 s one leaves as the other is answered."""
    calls = log(
        tmp_path,
        call("09:00:00", wait=10),
        call("09:10:00", wait=15, talk=60),
        call("09:20:00", wait=20),
        call("09:30:00", wait=20, talk=60),
        call("09:40:00", talk=60),
    )
    found = readings.still_there(calls, [9, 10, 15, 20, 99])
    assert found == pytest.approx([1.0, 3 / 4, 3 / 4, 3 / 8, 3 / 8])


def test_calls_by_half_hour_and_how_days_differ(tmp_path: Path) -> None:
    calls = log(tmp_path, *every(30, SUNDAY), *every(10, MONDAY))
    assert readings.per_hour(calls) == [4.0] * 34
    spread = math.sqrt((102 - 34) ** 2 / 2 - 68)
    assert readings.day_to_day(calls) == pytest.approx(spread / 68)
    assert readings.dispersion(calls) == 0.0


def test_days_that_differ_less_than_by_chance(tmp_path: Path) -> None:
    assert readings.day_to_day(log(tmp_path, *every(30, SUNDAY), *every(30, MONDAY))) == 0.0


def test_half_hours_that_differ_between_days(tmp_path: Path) -> None:
    """Two busy half-hours change places: 2 of 68 cells, 1 call off what is expected, twice."""
    calls = log(
        tmp_path,
        *every(30, SUNDAY), call("09:01:00", SUNDAY, talk=5), call("09:02:00", SUNDAY, talk=5),
        *every(30, MONDAY), call("12:01:00", MONDAY, talk=5), call("12:02:00", MONDAY, talk=5),
    )  # fmt: skip
    assert readings.dispersion(calls) == pytest.approx(4 * 1 / 2 / 33)


def test_priority_is_known_of_those_who_waited(tmp_path: Path) -> None:
    calls = log(
        tmp_path,
        *(call("09:00:00", talk=60) for _ in range(4)),
        call("09:10:00", kind="NW"),
        call("09:20:00", kind="NW", wait=7, talk=60),
        call("09:30:00", priority=1, wait=20, talk=60),
        call("09:30:00", priority=2, wait=20, talk=60),
        call("09:30:00", priority=2, wait=20, talk=60),
        call("09:40:00", kind="IN", wait=20),
        call("09:50:00", kind="NE", priority=2, wait=20),
        call("09:50:00", kind="NE", talk=60),
    )
    assert readings.shares(calls) == pytest.approx(
        {
            "regular": 7 / 12 / 3,
            "regular_priority": 7 / 12 * 2 / 3,
            "stock": 0.0,
            "stock_priority": 2 / 12,
            "newcomer": 2 / 12,
            "internet": 1 / 12,
        }
    )
    waited = readings.personas(calls)
    assert {name: int(flags.sum()) for name, flags in waited.items() if flags.any()} == {
        "regular": 1,
        "regular_priority": 2,
        "stock_priority": 1,
        "newcomer": 1,
        "internet": 1,
    }


def test_the_menu(tmp_path: Path) -> None:
    calls = log(
        tmp_path,
        call("09:00:00", menu=60),
        call("09:10:00", menu=15, talk=60),
        call("09:20:00", menu=5, wait=9, talk=60),
        call("09:30:00", menu=7, wait=9),
    )
    assert readings.menu_seconds(calls) == 6.0
    assert readings.lost_in_menu(calls) == 0.25


def test_talks_are_from_a_second_to_an_hour(tmp_path: Path) -> None:
    talks = (0, 1, 3600, 3601)
    calls = log(tmp_path, *(call("09:00:00", talk=talk) for talk in talks))
    assert np.array_equal(readings.talks(calls), [1, 3600])
