"""Long blueprints: where they are cut, and how low each strip may be."""

from __future__ import annotations

from itertools import pairwise

import pytest

from blueprint_sim.report.blueprint.legibility import WANTED_STEP, arc_minutes
from blueprint_sim.report.layout import lay_out
from blueprint_sim.report.layout.cells import Cells, cells
from blueprint_sim.report.layout.columns import Grid, grid
from blueprint_sim.report.layout.geometry import SLIDE, STEP_SIZE
from blueprint_sim.report.layout.order import order
from blueprint_sim.report.layout.records import Plan, Recontact, Way
from blueprint_sim.report.layout.strips import MOST, WIDEST, _widths, cuts
from tests.report.layout.blueprints import blueprint, measure
from tests.report.layout.small import ENDINGS, plan

NAMES = [f"s{i:02}" for i in range(12)]
CHAIN = [Way(a, b) for a, b in pairwise(NAMES)]


def chain(*more: Way, **fields: object) -> Plan:
    return plan(dict.fromkeys(NAMES, 1), [*CHAIN, *more], **fields)


def gridded(made: Plan) -> tuple[Cells, Grid]:
    its = cells(made)
    return its, grid(its, order(its), recontact=False)


def test_up_to_nine_columns_are_one_strip():
    assert cuts(*gridded(plan(dict.fromkeys(NAMES[:9], 1), CHAIN[:8])), measure) == ()


def test_nine_columns_with_long_words_between_are_too_wide_for_one():
    said = [way._replace(label="60% of them cancel") for way in CHAIN[:8]]
    its, where = gridded(plan(dict.fromkeys(NAMES[:9], 1), said))
    assert sum(_widths(its, where, measure)) > WIDEST
    assert len(cuts(its, where, measure)) == 1


@pytest.mark.parametrize("cheapest", range(1, 12))
def test_no_strip_is_far_shorter_than_the_others(cheapest: int):
    quiet = [way._replace(flow=0.0) if i == cheapest - 1 else way for i, way in enumerate(CHAIN)]
    (gap,) = cuts(*gridded(plan(dict.fromkeys(NAMES, 1), quiet)), measure)
    assert 4 <= gap <= 8
    assert gap == cheapest or not 4 <= cheapest <= 8


def test_steps_on_the_widest_strip_are_legible_from_three_metres():
    assert arc_minutes(STEP_SIZE, WIDEST / SLIDE) >= WANTED_STEP


def test_cut_where_least_crosses():
    quiet = [way._replace(flow=0.1) if way.origin == "s04" else way for way in CHAIN]
    assert cuts(*gridded(plan(dict.fromkeys(NAMES, 1), quiet)), measure) == (5,)


def test_a_return_makes_a_cut_dear():
    assert cuts(*gridded(chain(Way("s05", "s03"))), measure)[0] not in (4, 5)


def test_no_strip_has_more_columns():
    for seed in range(12):
        its, where = gridded(blueprint(seed, 40))
        marks = [0, *cuts(its, where, measure), where.columns]
        assert all(b - a <= MOST for a, b in pairwise(marks))


def test_a_cut_track_ends_and_resumes_in_the_same_letter():
    first, second = lay_out(chain(), measure).strips
    assert [letter.text for letter in first.letters] == ["A"]
    assert [letter.text for letter in second.letters] == ["A"]
    assert first.tracks[-1].points[-1].x < first.width
    assert not first.tracks[-1].head
    assert second.tracks[-1].head


def test_a_strip_that_a_track_only_crosses_does_not_show_it():
    names = [f"s{i:02}" for i in range(20)]
    ways = [Way(a, b) for a, b in pairwise(names)]
    made = plan(
        dict.fromkeys(names, 1),
        [*ways, Way("s19", "resolved")],
        endings=ENDINGS,
        recontact=Recontact(("resolved",), "They call again"),
    )
    strips = lay_out(made, measure).strips
    again = [any(track.course == "recontact" for track in strip.tracks) for strip in strips]
    assert again == [True, False, True]
    said = [any(label.way is None for label in strip.labels) for strip in strips]
    assert said == [False, False, True]


def test_a_strip_is_as_low_as_what_stands_on_it():
    names = [f"s{i:02}" for i in range(16)]
    lanes = {name: 1 if i < 8 else 1 + i % 3 for i, name in enumerate(names)}
    ways = [Way(a, b, flow=0.1 if b == "s08" else 1.0) for a, b in pairwise(names)]
    first, *rest = lay_out(plan(lanes, ways), measure).strips
    assert rest
    assert {box.node.row for box in first.boxes} == {1}
    assert first.height < max(strip.height for strip in rest) - 1.0
    for strip in (first, *rest):
        assert [lane.empty for lane in strip.lanes] == [True, False, False, False, True]
