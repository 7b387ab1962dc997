from __future__ import annotations

import pytest

from blueprint_sim.model.base import Wrong, build
from blueprint_sim.model.experience import DEFAULTS, FEELINGS, FEELS, Experience, feelings
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

    assert keys == set(Experience.model_fields)
    assert set(FEELINGS) == set(FEELS)


def test_what_is_written_stands_beside_the_defaults() -> None:
    found = build(Experience, {"feels": {"pitch": "-1", "resolved": "+2"}}).feels

    assert found == {**FEELS, "pitch": -1, "resolved": 2}


def test_later_feelings_are_refused_by_name() -> None:
    with pytest.raises(Wrong) as raised:
        feelings({"goodwill": {"feels": "+1", "costs": "10"}})

    assert [problem.path for problem in raised.value.problems] == [
        ("goodwill", "feels"),
        ("goodwill", "costs"),
    ]
    assert all("not supported yet" in str(problem) for problem in raised.value.problems)


def test_the_key_for_prompts_has_one_name() -> None:
    with pytest.raises(Wrong, match="it is called 'patience_for_prompts'"):
        build(Experience, {"many_questions": "4"})
