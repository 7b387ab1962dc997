"""Whether a picture can be read from across a room."""

from __future__ import annotations

import pytest

from blueprint_sim.report.blueprint.drawing import draw_variant
from blueprint_sim.report.blueprint.legibility import WANTED_NOTE, WANTED_STEP, arc_minutes
from blueprint_sim.report.ink.marks import Words
from blueprint_sim.report.ink.palette import TYPE
from tests.report.blueprint.test_drawing import service


def test_the_formula() -> None:
    # A capital of 17 pt is 0.172 in high; on a page of 15 in that is shown 1.2 m high, 13.8 mm.
    assert arc_minutes(17, 15) == pytest.approx(13.79 / 3000 * 3438, rel=1e-3)
    assert arc_minutes(17, 15, distance=6) == pytest.approx(arc_minutes(17, 15) / 2)
    assert arc_minutes(17, 15, picture_height=2.4) == pytest.approx(arc_minutes(17, 15) * 2)
    assert arc_minutes(34, 15) == pytest.approx(arc_minutes(17, 30) * 4)


def test_type_is_legible_on_the_page_it_is_made_for() -> None:
    assert arc_minutes(TYPE.step, 15) >= WANTED_STEP
    assert arc_minutes(TYPE.note, 15) >= WANTED_NOTE


@pytest.mark.parametrize("count", [4, 14, 25, 40])
def test_a_blueprint_of_any_length_is_legible_on_its_slides(count: int) -> None:
    for page in draw_variant(service(count), "a").pages:
        slide = max(page.height, page.width * 9 / 16)
        sizes = {mark.size for mark in page.marks if isinstance(mark, Words)}
        assert TYPE.step in sizes
        assert arc_minutes(TYPE.step, slide) >= WANTED_STEP
        assert round(arc_minutes(TYPE.note, slide)) >= WANTED_NOTE
