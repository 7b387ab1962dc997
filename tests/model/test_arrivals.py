from __future__ import annotations

import pytest

from blueprint_sim.model.arrivals import (
    DAYS,
    Arrivals,
    Profile,
    batches_per_hour,
    every_day,
    misfits,
    per_hour,
)
from blueprint_sim.model.base import build
from blueprint_sim.model.law_forms import law
from blueprint_sim.model.run import WEEKDAYS, Run

NINE, FIVE, ONE = Profile((9,)), Profile((5,)), Profile((1,))


def a_run(days: int = 7, first_day: str = "monday") -> Run:
    return build(Run, {"length": "8 h", "days": str(days), "first_day": first_day})


def test_what_is_nearest_to_a_day_holds_for_it() -> None:
    arrivals = Arrivals((("friday", NINE), ("weekdays", FIVE), ("otherwise", ONE)))
    assert [arrivals.on(day) for day in WEEKDAYS] == [FIVE] * 4 + [NINE, ONE, ONE]
    assert Arrivals((("weekend", NINE),)).on("sunday") == NINE
    assert Arrivals((("weekend", NINE),)).on("monday") is None


def test_the_order_of_days_does_not_matter() -> None:
    written = [(day, Profile((float(number),))) for number, day in enumerate(DAYS)]
    one, other = Arrivals(tuple(written)), Arrivals(tuple(reversed(written)))
    assert [one.on(day) for day in WEEKDAYS] == [other.on(day) for day in WEEKDAYS]


def test_weekdays_of_a_run_follow_its_first_day() -> None:
    assert a_run(3, "saturday").weekdays == ("saturday", "sunday", "monday")
    assert a_run(15).weekdays == (*WEEKDAYS, *WEEKDAYS, "monday")


@pytest.mark.parametrize(
    ("days", "first_day", "rate"),
    [
        (1, "monday", 5),
        (5, "monday", 5),
        (7, "monday", 27 / 7),
        (2, "friday", 3),
        (9, "friday", 33 / 9),
    ],
)
def test_customers_per_hour_are_those_of_the_days_that_are_met(
    days: int, first_day: str, rate: float
) -> None:
    arrivals = Arrivals((("weekdays", Profile((4, 6), 14_400)), ("weekend", ONE)))
    assert per_hour(arrivals, a_run(days, first_day)) == pytest.approx(rate)


def test_a_factor_from_day_to_day_leaves_the_mean_alone() -> None:
    assert per_hour(every_day(FIVE)._replace(day_to_day=0.3), a_run()) == 5


def test_rates_count_batches() -> None:
    arrivals = every_day(FIVE)._replace(batch=((1, 0.7), (4, 0.3)))
    assert arrivals.together == pytest.approx(1.9)
    assert batches_per_hour(arrivals, a_run()) == 5
    assert per_hour(arrivals, a_run()) == pytest.approx(9.5)


def test_one_comes_in_a_mean_gap() -> None:
    assert per_hour(Arrivals(gap=law("about 4 min")), a_run()) == pytest.approx(15)
    assert per_hour(Arrivals(gap=law("about 4 min"), batch=((3, 1.0),)), a_run()) == pytest.approx(
        45
    )


@pytest.mark.parametrize(
    ("arrivals", "days", "said"),
    [
        (Arrivals((("monday", NINE),)), 1, ""),
        (Arrivals((("monday", NINE),)), 2, "the run is open on tuesday, and nothing says"),
        (Arrivals((("weekdays", NINE),)), 7, "the run is open on saturday and sunday,"),
        (
            Arrivals((("tuesday", NINE),)),
            4,
            "the run is open on monday, wednesday and thursday,",
        ),
        (Arrivals((("otherwise", NINE),)), 7, ""),
        (Arrivals((("sunday", Profile((9, 9), 3600)), ("otherwise", NINE))), 1, "sunday: 2 str"),
        (
            every_day(Profile((1e6,)))._replace(batch=((9, 1.0),)),
            1,
            "7.2e+07 customers would come, 9",
        ),
        (Arrivals(gap=law("0.0001 s")), 1, "2.88e+08 customers would come"),
        (Arrivals(gap=law("1 min")), 7, ""),
        (every_day(Profile((9, 9), 3600)), 1, "2 stretches cover 2 h of a day of 8 h"),
    ],
)
def test_what_does_not_fit_the_run_is_said(arrivals: Arrivals, days: int, said: str) -> None:
    found = [message for message, _ in misfits(arrivals, a_run(days))]
    assert len(found) == bool(said)
    assert all(message.startswith(said) for message in found)


def test_everything_that_does_not_fit_is_said_at_once() -> None:
    short = Profile((9, 9), 3600)
    found = list(misfits(Arrivals((("monday", short), ("friday", short))), a_run(2)))
    assert [message.partition(" ")[0] for message, _ in found] == ["monday:", "friday:", "the"]
