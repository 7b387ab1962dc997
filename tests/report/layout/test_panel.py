from __future__ import annotations

import pytest

from blueprint_sim.report.layout import lay_out
from blueprint_sim.report.layout.cells import Cell, cells
from blueprint_sim.report.layout.columns import grid
from blueprint_sim.report.layout.frame import Channels, Room, Rows
from blueprint_sim.report.layout.order import order
from blueprint_sim.report.layout.panel import settle_panel
from blueprint_sim.report.layout.records import Recontact, Way
from blueprint_sim.report.layout.routing import End, Route, Run
from tests.report.layout import audit
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


TWO = plan(
    {"ask": 2, "chase": 2, "send": 2, "late": 3},
    [Way("ask", "send"), Way("chase", "resolved", flow=0.2), Way("send", "abandoned")],
    endings=ENDINGS,
)


def _again(*targets: str, origins: tuple[str, ...] = ("abandoned",)):
    made = TWO._replace(recontact=Recontact(origins, "They call again", targets))
    sheet = lay_out(made, measure)
    assert not audit.faults(sheet)
    tracks = [track for track in sheet.strips[0].tracks if track.course == "recontact"]
    return {box.node.name: box.rect for box in sheet.strips[0].boxes}, tracks


def test_recontact_runs_to_where_they_begin_who_come_again_and_not_into_the_start():
    boxes, [track] = _again("chase")
    end = track.points[-1]
    assert end.x == boxes["chase"].left
    assert boxes["chase"].top < end.y < boxes["chase"].bottom


def test_recontact_into_several_steps_leaves_one_track():
    boxes, [trunk, *others] = _again("ask", "chase", "late")
    assert len(others) == 2
    heads = {(track.points[-1].x, track.head) for track in (trunk, *others)}
    assert (boxes["chase"].left, True) in heads
    assert (boxes["late"].left, True) in heads
    top = min(point.y for point in trunk.points)
    assert [other.points[0].y for other in others if other.points[-1].y == boxes["ask"].top] == [
        top
    ]


def test_recontact_from_no_ending_begins_where_the_lanes_end():
    _, [track] = _again("chase", origins=())
    assert track.points[0].x > max(point.x for point in track.points[1:])
    assert track.points[0].y == track.points[1].y


def test_recontact_from_endings_that_do_not_occur_is_not_drawn():
    _, tracks = _again("chase", origins=("blocked",))
    assert tracks == []


def test_a_way_that_runs_level_into_its_pill_has_no_kink_where_another_enters_near_by():
    its = cells(MENU)
    rows = Rows(
        grid(its, order(its), recontact=False),
        Channels([], {}),
        Room(),
        {},
        top=0.0,
        recontact=False,
    )
    rows.bottom = 20.0
    busy, level, other = (
        _to_pill(name, y, flow)
        for name, y, flow in (
            ("resolved", 4.0, 0.9),
            ("abandoned", 4.77, 0.5),
            ("abandoned", 8.0, 0.1),
        )
    )
    settle_panel([busy, level, other], ENDINGS, rows)
    assert level.runs[-1].at == level.runs[0].at
    assert other.runs[-1].at > level.runs[-1].at


def _to_pill(name: str, y: float, flow: float) -> Route:
    runs = [Run("port", 0, 5, at=y), Run("gap", 4, 35), Run("pill", 0, 5)]
    return Route(
        Way("a", name, flow=flow),
        "forward",
        End(Cell("a"), "right", 1),
        runs,
        End(name, "left", 39),
    )
