from __future__ import annotations

from typing import Any

import pytest

from blueprint_sim.model.arrival_forms import arrivals
from blueprint_sim.model.arrivals import Arrivals, Profile, every_day
from blueprint_sim.model.base import Wrong
from blueprint_sim.model.law_forms import law


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("55 per hour", every_day(Profile((55,)))),
        ("10 per minute", every_day(Profile((600,)))),
        ({"per_hour": ["40", "60"], "every": "30 min"}, every_day(Profile((40, 60), 1800))),
        ({"per_minute": "2"}, every_day(Profile((120,)))),
        (
            {"per_hour": "55", "day_to_day": "5%"},
            every_day(Profile((55,)))._replace(day_to_day=0.05),
        ),
        (
            {"otherwise": "40 per hour", "friday": {"per_minute": ["1", "2"], "every": "1 h"}},
            Arrivals((("friday", Profile((60, 120), 3600)), ("otherwise", Profile((40,))))),
        ),
        (
            {"weekend": {"per_hour": "5"}, "weekdays": "9 per hour", "day_to_day": "10%"},
            Arrivals((("weekdays", Profile((9,))), ("weekend", Profile((5,)))), day_to_day=0.1),
        ),
        (
            {"per_hour": "20", "batch": "3"},
            every_day(Profile((20,)))._replace(batch=((3, 1),)),
        ),
        (
            {"otherwise": "20 per hour", "batch": {"4": "30%", "1": "70%", "2": "0%"}},
            every_day(Profile((20,)))._replace(batch=((1, 0.7), (4, 0.3))),
        ),
        ({"gap": "random 1 min"}, Arrivals(gap=law("random 1 min"))),
        ({"gap": "1 min", "batch": "2"}, Arrivals(gap=law("1 min"), batch=((2, 1),))),
        ({"times": ["0 s", "1 min", "1 min"]}, Arrivals(times=(0, 60, 60))),
        ({"times": (0.0, 60.0)}, Arrivals(times=(0, 60))),
    ],
)
def test_arrivals_are_read(written: Any, read: Arrivals) -> None:
    assert arrivals(written) == read


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({}, "these arrivals are not whole"),
        ({"per_hour": []}, "a profile needs its stretches"),
        ({"per_hour": ["40", "60"]}, "a profile needs its stretches"),
        ({"per_hour": ["40"], "per_minute": ["1"]}, "these arrivals are not whole"),
        ({"per_hour": ["40"], "every": "1 s"}, "too short a stretch"),
        ({"per_hour": ["40 per hour"], "every": "1 h"}, "is not a number"),
        ({"times": [], "column": "a"}, "holds no times"),
        ({"times": ["2 s", "1 s"]}, "time 2 comes before time 1"),
        ({"times": ["2 s"], "per_hour": ["4"]}, "'per_hour' does not go with given times"),
        ({"per_hours": ["4"]}, "did you mean 'per_hour'?"),
        ({"monday": "4 per hour", "per_hour": "5"}, "'per_hour' does not go with weekdays"),
        ({"monday": "4 per hour", "times": ["1 s"]}, "'monday' does not go with given times"),
        ({"monday": {"per_hour": "4", "day_to_day": "5%"}}, "'day_to_day' holds for all days"),
        ({"monday": {"times": ["1 s"]}}, "'times' does not go with one day"),
        ({"monday": {"tuesday": "4 per hour"}}, "'tuesday' does not go with one day"),
        ({"monday": ["4 per hour"]}, "a list says nothing about a day's arrivals"),
        ({"monday": {}}, "these arrivals are not whole"),
        ({"mondy": "4 per hour"}, "did you mean 'monday'?"),
        ({"per_hour": "4", "column": "at"}, "'column' does not go with rates"),
        ({"day_to_day": "5%"}, "'day_to_day' stands beside rates, and none are written"),
        ({"batch": "5"}, "'batch' stands beside rates, and none are written"),
        ({"per_hour": "4", "batch": "0"}, "'0' is too small"),
        ({"per_hour": "4", "batch": "1001"}, "at most 1,000"),
        ({"per_hour": "4", "batch": "2.5"}, "not a whole number"),
        ({"per_hour": "4", "batch": {"1": "70%"}}, "the shares sum to 70%"),
        ({"per_hour": "4", "batch": {"1": "70%", "1.0": "30%"}}, "each size once"),
        ({"per_hour": "4", "batch": {}}, "the shares sum to 0%"),
        ({"per_hour": "4", "batch": ["1", "2"]}, "a list is no size of a batch"),
        ({"per_hour": "4", "batch": {"some": "100%"}}, "'some' is not a whole number"),
        ({"gap": "0 s"}, "there is no end of them"),
        ({"gap": {"empirical": {"values": ["0 s", "0 s"]}}}, "there is no end of them"),
        ({"gap": {"given": ["1 s"]}}, "a list of gaps comes to an end"),
        ({"gap": "1"}, "'1' has no unit"),
        ({"gap": "1 s", "day_to_day": "5%"}, "'day_to_day' does not go with a gap"),
        ({"gap": "1 s", "per_hour": "5"}, "'per_hour' does not go with a gap"),
        ({"gap": "1 s", "times": ["1 s"]}, "'gap' does not go with given times"),
        ({"monday": {"gap": "1 s"}}, "'gap' does not go with one day"),
        ({"times": ["2 s"], "batch": "3"}, "'batch' does not go with given times"),
        ({"monday": {"per_hour": "4", "batch": "3"}}, "'batch' holds for all days"),
        ({"times": ["2 s"], "day_to_day": "5%"}, "'day_to_day' does not go with given times"),
    ],
)
def test_what_says_nothing_about_arrivals_is_refused(written: Any, said: str) -> None:
    with pytest.raises(Wrong) as raised:
        arrivals(written)

    assert said in str(raised.value)
