from __future__ import annotations

from dataclasses import replace

import pytest

from blueprint_sim.report.grids import following
from blueprint_sim.report.screen.terminal import page
from blueprint_sim.report.speech.following import follows, how_counted
from blueprint_sim.studies.result import Result
from tests.report.results import PERSON, several, two, variant

LEAVE = {"share_churned": 0.105, "churn_cost": 823.0, "told_mean": 1.0}
EXPECTED = (
    "Who leaves for good is expected by the chances that the scenario gives, not drawn by lot."
)
LOST = (
    "What that costs counts in the cost of a day, not in that of a customer or of a resolved issue."
)
CHARGED = "What events cost and earn counts in the cost per customer and per resolved issue."


def of(**values: float) -> Result:
    return several(variant("person", "Direct", {**PERSON, **values}, 9))


def test_nothing_follows_where_nobody_counts_it() -> None:
    assert follows(two()) == []
    assert how_counted(two()) == ""
    assert [grid.rows for grid in following(two())] == [[]]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            LEAVE,
            "10% leave for good, at EUR 823 a day. Each of all who come tells 1.0 people",
        ),
        ({"share_churned": 0.3}, "30% leave for good"),
        ({"told_mean": 2.0}, "each of all who come tells 2.0 people on average"),
        ({"event_cost": 30.0}, "events cost EUR 30 a day"),
        ({"event_earnings": 8.0}, "events earn EUR 8 a day"),
        ({"event_cost": 30.0, "event_earnings": 8.0}, "events cost EUR 30 a day and earn"),
    ],
)
def test_what_is_counted_is_said(values: dict[str, float], said: str) -> None:
    found = follows(of(**values))
    assert found[0].startswith(f'With "Direct" {said}')
    counts = {
        EXPECTED: "share_churned" in values,
        LOST: "churn_cost" in values,
        CHARGED: bool({"event_cost", "event_earnings"} & set(values)),
    }
    assert how_counted(of(**values)) == " ".join(text for text in counts if counts[text])


def test_money_is_told_by_the_day() -> None:
    values = {"share_churned": 0.3, "churn_cost": 800.0, "event_cost": 30.0, "event_earnings": 8.0}
    said = follows(replace(of(**values), days=4.0))[0]
    assert "30% leave for good, at EUR 200 a day." in said
    assert "Events cost EUR 7.50 a day and earn EUR 2." in said


def test_the_rows_of_what_follows() -> None:
    (grid,) = following(of(**LEAVE, event_cost=5.0))
    assert [row[0].text for row in grid.rows] == [
        "Leave for good",
        "EUR lost a day",
        "People told by each",
        "EUR on events a day",
    ]


def test_what_follows_stands_on_the_pages() -> None:
    result = several(variant("person", "Direct", {**PERSON, **LEAVE, "event_cost": 5.0}, 9))
    said = page(result).split("what follows, each with its own 95% interval\n")[1]
    assert said.startswith("Leave for good")
    assert f"{EXPECTED} {LOST}" in " ".join(said.split())
    assert "what follows" not in page(two())
    only = replace(result, baseline="person", variants={"person": result.variants["person"]})
    assert "what follows\nLeave for good" in page(only)


def test_where_other_people_come_all_who_are_told_are_counted_too() -> None:
    result = of(told_mean=1.0, told_total=480.0)
    assert "a day in all" not in follows(result)[0]
    result = replace(result, different_people=("person",), days=2.0)
    assert follows(result)[0] == (
        'With "Direct" each of all who come tells 1.0 people on average, 240.00 a day in all.'
    )
    (grid,) = following(result)
    assert [row[0].text for row in grid.rows] == ["People told by each", "People told a day"]
