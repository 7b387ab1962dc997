"""Times as a picture has room for."""

from __future__ import annotations

import pytest

from blueprint_sim.report.blueprint.spans import span, written
from tests.model.small import scenario


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 s"),
        (10 / 60, "10 s"),
        (75 / 60, "75 s"),
        (2, "2 min"),
        (2.62, "2.6 min"),
        (9.97, "10 min"),
        (12.4, "12 min"),
        (119, "119 min"),
        (150, "2.5 h"),
        (1, "1 min"),
        (0.9999999, "1 min"),
        (60, "1 h"),
        (61, "61 min"),
        (1440, "1 day"),
        (1500, "25 h"),
        (3 * 1440, "3 days"),
    ],
)
def test_measured_times(minutes: float, said: str) -> None:
    assert span(minutes) == said


def test_waits_are_in_minutes_from_one_minute_on() -> None:
    assert span(1.2, seconds_below=1) == "1.2 min"
    assert span(0.9, seconds_below=1) == "54 s"


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("{takes: 4 min}", "4 min"),
        ("{takes: about 4 min}", "about 4 min"),
        ("{takes: 3 to 8 min}", "3 to 8 min"),
        ("{takes: random 2 min}", "about 2 min"),
        ("{takes: 20 s, asks: [number]}", "50 s"),
        ("{asks: [number, wish]}", "90 s"),
        ("{asks: {number: 10 s}}", "10 s"),
        ("{takes: random 2 min, asks: [number]}", "about 2.5 min"),
        ("{takes: {lognormal: {mean: 3 min, sd: 1 min}}}", "about 3 min"),
        (
            "{takes: [{when: {contact: 1}, then: 1 min}, {otherwise: 3 min}]}",
            "about 2 min",
        ),
        ("{next: done}", ""),
    ],
)
def test_written_times_are_kept_where_they_are_plain(step: str, said: str) -> None:
    made = scenario(f"only: {step}")
    assert written(made, made.variants["a"].steps["only"]) == said
