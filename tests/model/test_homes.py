"""Keys written in the wrong place are sent to the part that takes them."""

from __future__ import annotations

import pytest

from blueprint_sim.model.base import Model, Wrong, build
from blueprint_sim.model.blueprint import Step
from blueprint_sim.model.channels import Channel
from blueprint_sim.model.demand import Cause, Demand, Reason
from blueprint_sim.model.experience import Experience
from blueprint_sim.model.forms import FORMS
from blueprint_sim.model.homes import HOMES
from blueprint_sim.model.people import Persona, Team
from blueprint_sim.model.run import Run
from blueprint_sim.model.scenario import Variant

PARTS: dict[str, type[Model]] = {
    "at a team": Team,
    "at a step": Step,
    "at a channel": Channel,
    "in a variant": Variant,
    "at a persona": Persona,
    "under run": Run,
    "under experience": Experience,
    "under demand,": Demand,
    "at a cause": Cause,
}


@pytest.mark.parametrize("key", sorted(HOMES))
def test_a_key_has_its_place_where_it_is_sent(key: str) -> None:
    part = next((part for said, part in PARTS.items() if said in HOMES[key]), None)
    known = part.model_fields if part else FORMS["arrivals"]["anyOf"][1]["properties"]

    assert key in known
    assert f"{key}: ..." in HOMES[key]


def test_a_key_that_only_one_letter_parts_from_the_right_one_is_misspelt() -> None:
    with pytest.raises(Wrong, match="did you mean 'channels'"):
        build(Variant, {"channel": "phone"})


def test_a_key_of_another_part_is_sent_there() -> None:
    with pytest.raises(Wrong, match="no place here; write it at a persona"):
        build(Reason, {"priority": "1"})
