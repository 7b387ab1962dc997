from __future__ import annotations

from typing import Any

import pytest

from blueprint_sim.model.arrival_forms import arrivals
from blueprint_sim.model.arrivals import Arrivals, Profile
from blueprint_sim.model.base import Wrong


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("55 per hour", Arrivals(Profile((55,)))),
        ("10 per minute", Arrivals(Profile((600,)))),
        ({"per_hour": ["40", "60"], "every": "30 min"}, Arrivals(Profile((40, 60), 1800))),
        ({"per_minute": "2"}, Arrivals(Profile((120,)))),
        ({"per_hour": "55", "day_to_day": "5%"}, Arrivals(Profile((55,)), day_to_day=0.05)),
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
        ({"day_to_day": "5%"}, "'day_to_day' varies rates, and none are written beside it"),
        ({"times": ["2 s"], "day_to_day": "5%"}, "'day_to_day' does not go with given times"),
    ],
)
def test_what_says_nothing_about_arrivals_is_refused(written: Any, said: str) -> None:
    with pytest.raises(Wrong) as raised:
        arrivals(written)

    assert said in str(raised.value)
