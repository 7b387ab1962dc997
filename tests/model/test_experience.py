from __future__ import annotations

from typing import Any

import pytest

from blueprint_sim.model.base import Wrong, build
from blueprint_sim.model.consequences import Feeling
from blueprint_sim.model.experience import (
    DEFAULTS,
    FEELINGS,
    FEELS,
    Experience,
    feelings,
    valences,
)
from blueprint_sim.model.law_forms import law


@pytest.mark.parametrize("default", DEFAULTS, ids=lambda default: default.key)
def test_a_default_that_is_printed_is_the_one_that_holds(default: object) -> None:
    key, value = default.key, default.value  # type: ignore[attr-defined]
    name, _, feeling = key.partition(".")

    assert build(Experience, {name: {feeling: value} if feeling else value}) == Experience()


def test_a_wait_is_acceptable_up_to_a_minute() -> None:
    assert Experience().acceptable_wait == law("1 min")


def test_every_default_says_what_it_rests_on() -> None:
    assert all(default.note for default in DEFAULTS)
    assert {default.grade for default in DEFAULTS} <= {
        "measured", "survey", "anecdote", "folklore", "assumed",
    }  # fmt: skip
    assert all(default.source for default in DEFAULTS if default.grade != "assumed")


def test_every_field_has_a_default_in_the_table() -> None:
    keys = {default.key.partition(".")[0] for default in DEFAULTS}

    assert keys == set(Experience.model_fields) - {"churn", "churn_costs", "tells"}
    assert set(FEELINGS) == set(FEELS)


def test_what_is_written_stands_beside_the_defaults() -> None:
    found = build(Experience, {"feels": {"pitch": "-1", "resolved": "+2"}}).valences

    assert found == {**FEELS, "pitch": -1, "resolved": 2}


def test_an_event_may_cost_earn_and_keep() -> None:
    written = {"made_good": {"feels": "+1", "costs": "10", "churn": "-40%"}, "offer": {"earns": 8}}
    found = build(Experience, {"feels": written}).feels

    assert found["made_good"] == (1, 10, 0, 0.6)
    assert found["offer"] == (0, 0, 8, 1)
    assert not found["resolved"].is_worth


def test_a_feeling_that_was_read_before_stays_as_it_is() -> None:
    assert feelings({"offer": Feeling(1, earns=8)})["offer"].earns == 8


def test_personas_say_only_how_it_feels() -> None:
    with pytest.raises(Wrong, match="write the feeling here, and the rest under experience"):
        valences({"goodwill": {"feels": "+1", "costs": "10"}})


def test_who_leaves_for_good() -> None:
    found = build(Experience, {"churn": {"resolved": "5%", "each_misery": "2%"}})

    assert found.churn == {"resolved": 0.05, "each_misery": 0.02}


@pytest.mark.parametrize("written", ["none", "nothing", "", {}])
def test_churn_of_nobody_is_written_as_elsewhere(written: Any) -> None:
    assert build(Experience, {"churn": written}) == Experience()


def test_the_key_for_prompts_has_one_name() -> None:
    with pytest.raises(Wrong, match="it is called 'patience_for_prompts'"):
        build(Experience, {"many_questions": "4"})
