"""The auditor finds every kind of fault: each is made on purpose, in a clean drawing."""

from __future__ import annotations

import pytest

from blueprint_sim.report.layout import lay_out
from blueprint_sim.report.layout.records import Disc, Point, Rect, Strip, Text, Track, Way
from tests.report.layout import audit
from tests.report.layout.blueprints import measure
from tests.report.layout.small import MENU


@pytest.fixture
def strip() -> Strip:
    return lay_out(MENU, measure).strips[0]


def faults(strip: Strip) -> set[str]:
    return set(audit.Strips(strip).faults())


def with_text(strip: Strip, rect: Rect) -> Strip:
    first = strip.labels[0]
    return strip._replace(labels=(first._replace(text=first.text._replace(rect=rect)),))


def with_track(strip: Strip, *points: Point) -> Strip:
    track = Track(Way("a", "b"), "forward", points, 3.0, None, True, False)
    return strip._replace(tracks=(*strip.tracks, track))


def about(x: float, y: float, by: float = 0.05) -> Rect:
    return Rect(x - by, y - by, x + by, y + by)


def test_a_clean_drawing_has_none(strip):
    assert not faults(strip)


def test_text_on_edge(strip):
    a, b = strip.tracks[0].points[:2]
    assert audit.TEXT_ON_EDGE in faults(with_text(strip, about((a.x + b.x) / 2, (a.y + b.y) / 2)))


def test_text_on_text(strip):
    assert audit.TEXT_ON_TEXT in faults(with_text(strip, strip.stubs[0].text.rect))


def test_text_on_box(strip):
    box = strip.boxes[0].rect
    assert audit.TEXT_ON_BOX in faults(with_text(strip, about(box.left, box.bottom)))


def test_text_on_line(strip):
    line = strip.lines[0]
    assert audit.TEXT_ON_LINE in faults(with_text(strip, about(line.right - 0.3, line.y)))


def test_text_on_disc(strip):
    disc = strip.boxes[0].disc
    left = disc.x - disc.radius
    assert audit.TEXT_ON_DISC in faults(with_text(strip, about(left, disc.y, 0.02)))


def test_edge_through_box(strip):
    box = strip.boxes[0].rect
    ends = Point(box.left - 0.1, box.top + 0.5), Point(box.right + 0.1, box.top + 0.5)
    assert audit.EDGE_THROUGH_BOX in faults(with_track(strip, *ends))


def test_edge_on_edge(strip):
    a, b = strip.tracks[0].points[:2]
    assert audit.EDGE_ON_EDGE in faults(with_track(strip, a, b))


def test_a_right_angle_is_no_edge_on_edge(strip):
    (x, top), (_, bottom) = strip.tracks[0].points[:2]
    middle = (top + bottom) / 2
    crossed = with_track(strip, Point(x - 0.1, middle), Point(x + 0.1, middle))
    assert audit.EDGE_ON_EDGE not in faults(crossed)


def test_edge_on_disc(strip):
    disc = strip.boxes[0].disc
    left = disc.x - disc.radius + 0.01
    upright = Point(left, disc.y - 0.3), Point(left, disc.y + 0.05)
    assert audit.EDGE_ON_DISC in faults(with_track(strip, *upright))


def test_loose_end(strip):
    box = strip.boxes[0].rect
    rim, off = Point(box.left, box.top + 0.5), Point(box.left - 0.3, box.top + 0.5)
    assert audit.LOOSE_END in faults(with_track(strip, rim, off))
    assert audit.LOOSE_END in faults(with_track(strip, off, rim))


def test_a_track_without_a_head_may_end_on_another_but_a_head_may_not(strip):
    a, b = strip.tracks[0].points[:2]
    middle = Point((a.x + b.x) / 2, (a.y + b.y) / 2)
    box = strip.boxes[0].rect
    rim = Point(box.left, box.top + 0.5)
    headed = with_track(strip, rim, Point(middle.x, rim.y), middle)
    headless = headed._replace(tracks=(*headed.tracks[:-1], headed.tracks[-1]._replace(head=False)))
    assert audit.LOOSE_END not in faults(headless)
    assert audit.LOOSE_END in faults(headed)


def test_disc_on_box(strip):
    box, stub = strip.boxes[0].rect, strip.stubs[0]
    moved = stub._replace(disc=Disc(box.right, box.bottom, 0.1))
    assert audit.DISC_ON_BOX in faults(strip._replace(stubs=(moved,)))


@pytest.mark.parametrize(("dx", "dy"), [(-9.0, 0.0), (99.0, 0.0), (0.0, -9.0), (0.0, 99.0)])
def test_off_the_page(strip, dx, dy):
    assert audit.OFF_PAGE in faults(with_text(strip, about(3 + dx, 4 + dy)))


def test_words_need_a_rectangle_as_large_as_they_are():
    """Every text of a sheet is at least as wide as what it says, so that the audit means it."""
    strip = lay_out(MENU, measure).strips[0]
    texts = [*audit.Strips(strip).free, *(box.label for box in strip.boxes)]
    assert all(fits(text) for text in texts)


def fits(text: Text) -> bool:
    wide = max(measure(line, text.size, text.bold) for line in text.lines)
    return wide <= text.rect.right - text.rect.left + 1e-9
