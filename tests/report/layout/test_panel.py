from __future__ import annotations

import pytest

from blueprint_sim.report.layout import lay_out
from blueprint_sim.report.layout.records import Recontact, Way
from tests.report.layout.blueprints import measure
from tests.report.layout.small import ENDINGS, MENU, plan


def test_the_busiest_way_runs_level_into_its_pill():
    strip = lay_out(MENU, measure).strips[0]
    assert strip.panel
    [track] = [track for track in strip.tracks if track.way and track.way.target == "resolved"]
    assert len(track.points) == 2
    rect = strip.panel.pills[0].rect
    assert track.points[-1].x == rect.left
    assert rect.top < track.points[-1].y < rect.bottom


def test_a_way_that_would_cross_a_box_hangs_as_a_stub():
    ways = [Way("a", "b"), Way("a", "abandoned", flow=0.1, loss="10% hang up")]
    strip = lay_out(plan({"a": 1, "b": 1}, ways, endings=ENDINGS), measure).strips[0]
    [stub] = strip.stubs
    assert stub.text.lines == ("10% hang up",)
    assert stub.disc.x == stub.line[1].x


def test_stubs_of_one_box_share_a_stem():
    ways = [Way("a", "b")] + [Way("a", ending.name, flow=0.1) for ending in ENDINGS]
    strip = lay_out(plan({"a": 1, "b": 1}, ways, endings=ENDINGS), measure).strips[0]
    assert len({stub.disc.x for stub in strip.stubs}) == 1
    assert len({stub.disc.y for stub in strip.stubs}) == 2


@pytest.mark.parametrize("count", [1, 6, 12])
def test_the_lanes_are_as_high_as_the_panel(count):
    endings = tuple(ENDINGS[0]._replace(name=f"e{i}") for i in range(count))
    ways = [Way("a", "e0"), *(Way("a", ending.name, flow=0.01) for ending in endings[1:])]
    strip = lay_out(plan({"a": 1}, ways, endings=endings), measure).strips[0]
    assert strip.panel
    assert strip.panel.pills[-1].rect.bottom <= strip.lanes[-1].rect.bottom
    assert strip.panel.title.rect.top >= strip.lanes[0].rect.top


def test_recontact_runs_along_the_top_into_the_start():
    made = MENU._replace(recontact=Recontact(("abandoned",), "They call again"))
    strip = lay_out(made, measure).strips[0]
    [track] = [track for track in strip.tracks if track.course == "recontact"]
    [start] = [box for box in strip.boxes if box.node.start]
    assert strip.panel
    assert track.points[0].x == strip.panel.pills[1].rect.right
    assert track.points[-1].y == start.rect.top
    assert min(point.y for point in track.points) < min(box.rect.top for box in strip.boxes)


@pytest.mark.parametrize("origins", [("abandoned", "resolved"), ("resolved", "abandoned")])
def test_recontact_from_several_endings_joins_one_track(origins):
    made = MENU._replace(recontact=Recontact(origins, "They call again"))
    strip = lay_out(made, measure).strips[0]
    trunk, joining = [track for track in strip.tracks if track.course == "recontact"]
    assert strip.panel
    ends = [trunk.points[0], joining.points[0]]
    assert {end.x for end in ends} == {strip.panel.pills[0].rect.right}
    assert joining.points[-1].x == trunk.points[1].x
    assert trunk.points[1].y > joining.points[-1].y > trunk.points[2].y
    assert (trunk.head, joining.head) == (True, False)
    assert (trunk.dash is None, joining.dash is None) == (False, True)
