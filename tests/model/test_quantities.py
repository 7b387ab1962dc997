from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from blueprint_sim.model import quantities
from blueprint_sim.model.base import Wrong
from blueprint_sim.model.quantities import Cost


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (quantities.duration, "20 s", 20),
        (quantities.duration, "20s", 20),
        (quantities.duration, "1 sec", 1),
        (quantities.duration, "4 min", 240),
        (quantities.duration, " 1.5  minutes ", 90),
        (quantities.duration, "2 h", 7200),
        (quantities.duration, "1 hour", 3600),
        (quantities.duration, ".5 hours", 1800),
        (quantities.duration, "3 days", 3 * 86400),
        (quantities.duration, "1e2 s", 100),
        (quantities.duration, "0 s", 0),
        (quantities.duration, "4 Min", 240),
        (quantities.rate, "55 per hour", 55),
        (quantities.rate, "2 per minute", 120),
        (quantities.rate, "48 per day", 2),
        (quantities.rate, "0.2 per s", 720),
        (quantities.share, "60%", 0.6),
        (quantities.share, "0.5 %", 0.005),
        (quantities.share, "100 percent", 1),
        (quantities.share, 0.25, 0.25),
        (quantities.count, "8", 8),
        (quantities.count, 8, 8),
        (quantities.whole, "-3", -3),
        (quantities.valence, "+1", 1),
        (quantities.valence, "-0.25", -0.25),
        (quantities.factor, "1.5", 1.5),
        (quantities.cost, "28 per hour", Cost(28, "hour")),
        (quantities.cost, "0.02 per min", Cost(0.02, "minute")),
        (quantities.cost, "1 per visit", Cost(1, "visit")),
        (quantities.clock, "09:30", 9.5 * 3600),
        (quantities.clock, "23:59:59", 86399),
        (quantities.threshold, "1%", 0.01),
        (quantities.threshold, "30 s", 0.5),
        (quantities.threshold, "0.2", 0.2),
    ],
)
def test_text_becomes_a_number(read: Callable[[Any], Any], text: Any, value: Any) -> None:
    assert (
        read(text) == pytest.approx(value) if not isinstance(value, Cost) else read(text) == value
    )


@pytest.mark.parametrize(
    ("read", "text", "said"),
    [
        (quantities.duration, "4", "'4' has no unit; it takes s, min, h or days, such as 4 min"),
        (quantities.duration, "4 mins ago", "'mins ago' is not a unit of time; a unit of time is"),
        (quantities.duration, "4 minuts", "did you mean 'minutes'?"),
        (quantities.duration, "4,5 min", "write decimals with a point"),
        (quantities.duration, "-4 min", "'-4 min' is negative; a duration is 0 or more"),
        (quantities.duration, "nan", "'nan' is not a finite number"),
        (quantities.duration, "12:30", "'12:30' is a time of the day, not a duration"),
        (quantities.duration, "", "a duration is missing here"),
        (quantities.duration, ["4 min"], "a list is not a duration"),
        (quantities.duration, "٤ min", "is not a duration"),
        (quantities.duration, "1e5 days", "'1e5 days' is too long"),
        (quantities.rate, "55", "it takes '55 per hour', 'per minute' or 'per day'"),
        (quantities.rate, "55 min", "'55 min' is not a rate"),
        (quantities.share, "60", "'60' has no unit; it takes %, such as 60%"),
        (quantities.share, "0.6", "it takes %: write 60%"),
        (quantities.share, "101%", "a share is from 0% to 100%"),
        (quantities.share, "-1%", "a share is from 0% to 100%"),
        (quantities.share, "3 min", "'3 min' is not a share"),
        (quantities.count, "2.5", "'2.5' is not a whole number"),
        (quantities.count, "3 agents", "it takes no unit"),
        (quantities.count, "-1", "at least 0"),
        (quantities.count, True, "is not a whole number"),
        (quantities.positive, "0", "at least 1"),
        (quantities.valence, "2.5", "feelings go from -2 to +2"),
        (quantities.cost, "28", "it takes '28 per hour', 'per minute' or 'per visit'"),
        (quantities.cost, "-28 per hour", "a cost is 0 or more"),
        (quantities.clock, "24:00", "from 00:00 to 23:59"),
        (quantities.clock, "9", "write it as 09:00"),
    ],
)
def test_what_is_no_quantity_is_refused_in_words(
    read: Callable[[Any], Any], text: Any, said: str
) -> None:
    with pytest.raises(Wrong) as raised:
        read(text)

    assert said in str(raised.value)


def test_a_share_that_is_not_text_is_a_fraction_and_must_be_one() -> None:
    with pytest.raises(Wrong, match="a share is from 0% to 100%"):
        quantities.share(1.5)


def test_no_quantity_is_ever_infinite() -> None:
    with pytest.raises(Wrong, match="too large"):
        quantities.duration("1e999 s")
    assert math.isfinite(quantities.duration("1e3 s"))
