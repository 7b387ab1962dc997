"""Differences worth acting on stand in the unit of their measure."""

from __future__ import annotations

import pytest

from blueprint_sim.measures.catalogue import by_key
from blueprint_sim.model.base import Wrong
from blueprint_sim.model.margins import UNITS, margins

WRITTEN = {"share": "share", "min": "time"}


def test_the_measures_that_may_be_named_are_those_of_the_registry():
    registry = by_key("issue", "run")
    assert {key: WRITTEN.get(one.unit, "plain") for key, one in registry.items()} == UNITS


def test_each_is_read_in_its_own_unit():
    written = {"wait_mean": "30 s", "share_resolved": "1%", "misery_mean": "0.2", "staff_cost": "5"}
    assert margins(written) == {
        "wait_mean": 0.5,
        "share_resolved": 0.01,
        "misery_mean": 0.2,
        "staff_cost": 5.0,
    }


def test_what_was_read_before_stays():
    assert margins({"wait_mean": 0.5, "share_resolved": 0.01}) == {
        "wait_mean": 0.5,
        "share_resolved": 0.01,
    }
    assert margins("nothing") == "nothing"


@pytest.mark.parametrize(
    ("measure", "text", "said"),
    [
        ("wait_mean", "30", "'30' has no unit, and this is a time; write 30 s or 30 min"),
        ("effort_mean", "0", "'0' has no unit, and this is a time; write 0 s or 0 min"),
        ("share_resolved", "1", "'1' has no unit, and this is a share; write 1%"),
        ("service_level", "0.01", "'0.01' has no unit, and this is a share; write 1%"),
        ("misery_mean", "20%", "'20%' is not a number; write it as a bare number, such as 1.5"),
        ("staff_cost", "-1", "'-1' is negative; it is 0 or more"),
        ("wait_mean", "1%", "'%' is not a unit of time; a unit of time is s, min, h or days"),
        ("share_resolved", "2 min", "'2 min' is not a share; write a percentage, such as 60%"),
    ],
)
def test_another_unit_is_refused(measure, text, said):
    with pytest.raises(Wrong) as caught:
        margins({measure: text})
    assert str(caught.value) == f"{measure}: {said}"


def test_all_that_are_wrong_are_told_at_once():
    with pytest.raises(Wrong) as caught:
        margins({"wait_mean": "30", "share_resolved": "1", "nothing_mean": "many"})
    assert [one.path for one in caught.value.problems] == [
        ("wait_mean",),
        ("share_resolved",),
        ("nothing_mean",),
    ]
