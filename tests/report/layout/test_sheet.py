"""The whole layout, on random blueprints of 4 to 40 steps."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from blueprint_sim.report.layout import lay_out
from blueprint_sim.report.layout.furniture import notes
from blueprint_sim.report.layout.records import (
    Heading,
    Measure,
    Node,
    Note,
    Plan,
    Point,
    Rect,
    Sheet,
    Text,
    Way,
)
from blueprint_sim.report.layout.scene import UNIT
from tests.report.layout import audit
from tests.report.layout.blueprints import blueprint, measure
from tests.report.layout.count import MEASURES, faulty, told
from tests.report.layout.small import ENDINGS
from tests.report.layout.small import plan as small_plan

STEPS = st.integers(4, 40)
WILD = st.sampled_from([0.0, 0.2, 0.6])
# The same examples on every machine.
few = settings(max_examples=30, deadline=None, derandomize=True)


@pytest.mark.parametrize("name", MEASURES)
def test_no_label_touches_an_edge_in_48_graphs(name, capsys):
    found = faulty(48, MEASURES[name])
    with capsys.disabled():
        print("\n" + told(48, name, found))
    assert not found


@few
@given(st.integers(0, 10**6), STEPS, WILD, st.sampled_from(list(MEASURES)))
@example(44, 37, 0.2, "a plain table")  # two tracks beside a note at one lower edge
@example(44, 37, 0.2, "the font")
def test_what_must_never_happen(seed, steps, wild, name):
    found = audit.faults(lay_out(blueprint(seed, steps, wild), MEASURES[name]))
    assert not [kind for kind in audit.HARD if found[kind]]


@few
@given(st.integers(0, 10**6), st.integers(4, 20))
def test_file_order_does_not_matter(seed, steps):
    plan, random = blueprint(seed, steps), Random(seed)
    nodes, ways = list(plan.nodes), list(plan.ways)
    random.shuffle(nodes)
    random.shuffle(ways)
    shuffled = plan._replace(nodes=tuple(nodes), ways=tuple(ways))
    assert lay_out(shuffled, measure) == lay_out(plan, measure)
    assert repr(lay_out(shuffled, measure)) == repr(lay_out(plan, measure))


def sheets(count: int = 12) -> list[tuple[Plan, Sheet]]:
    plans = [blueprint(seed, 4 + 3 * seed, 0.1) for seed in range(count)]
    return [(plan, lay_out(plan, measure)) for plan in plans]


@pytest.fixture(scope="module")
def drawn() -> list[tuple[Plan, Sheet]]:
    return sheets()


def test_every_step_stands_once(drawn):
    for plan, sheet in drawn:
        boxes = [box for strip in sheet.strips for box in strip.boxes]
        assert sorted(box.node for box in boxes) == sorted(plan.nodes)
        assert sorted((box.node.name, box.number) for box in boxes) == sorted(sheet.numbers)
        assert sorted(number for _, number in sheet.numbers) == list(range(1, len(boxes) + 1))
        queues = [queue.node for strip in sheet.strips for queue in strip.queues]
        assert sorted(queues) == sorted(node for node in plan.nodes if node.queue)


@pytest.mark.parametrize("measured", MEASURES.values(), ids=MEASURES)
def test_words_in_a_box_keep_off_the_discs_on_its_edge(measured):
    for seed in range(12):
        sheet = lay_out(blueprint(seed, 4 + 3 * seed), measured)
        for box in (box for strip in sheet.strips for box in strip.boxes):
            for disc in (box.disc, *(badge.disc for badge in box.badges)):
                wide = disc._replace(radius=disc.radius + 0.02)
                assert not audit.disc_meets(wide, ink(box.label, measured))


def ink(text: Text, measured: Measure) -> Rect:
    """Return the letters of the first line, from their ascenders to their descenders."""
    middle = (text.rect.left + text.rect.right) / 2
    half = measured(text.lines[0], text.size, text.bold) / 2
    line = (text.rect.bottom - text.rect.top) / len(text.lines)
    base = text.rect.top + line / 2 + 0.729 * text.size / 144
    return Rect(middle - half, base - 0.76 * text.size / 72, middle + half, base + 0.01)


def test_every_way_is_drawn_once_or_hangs_as_a_stub(drawn):
    for plan, sheet in drawn:
        heads = Counter(
            track.way
            for strip in sheet.strips
            for track in strip.tracks
            if track.head and track.way
        )
        stubs = Counter(stub.way for strip in sheet.strips for stub in strip.stubs)
        inner = {Way(n.name, n.name, flow=n.visits, from_queue=True) for n in plan.nodes if n.queue}
        assert heads + stubs == Counter([*plan.ways, *inner])


def test_every_label_is_written_once(drawn):
    for plan, sheet in drawn:
        stubs = {stub.way for strip in sheet.strips for stub in strip.stubs}
        said = Counter(label.way for strip in sheet.strips for label in strip.labels if label.way)
        assert said == Counter(way for way in plan.ways if way.label and way not in stubs)


def test_tracks_are_orthogonal_and_touch_what_they_join(drawn):
    for _, sheet in drawn:
        for strip in sheet.strips:
            boxes = {(box.node.name, False): box.rect for box in strip.boxes}
            boxes |= {(queue.node.name, True): queue.rect for queue in strip.queues}
            for track in strip.tracks:
                for a, b in pairwise(track.points):
                    assert (a.x == b.x) != (a.y == b.y)
                if track.way and (track.way.target, False) in boxes and track.head:
                    inner = track.way.from_queue and track.way.origin == track.way.target
                    target = boxes.get((track.way.target, not inner))
                    target = target or boxes[track.way.target, False]
                    assert on_rim(track.points[-1], target)


def on_rim(point: Point, rect: Rect) -> bool:
    off = min(
        abs(point.x - rect.left),
        abs(point.x - rect.right),
        abs(point.y - rect.top),
        abs(point.y - rect.bottom),
    )
    return off < 1e-6 and audit.meet(
        rect, audit.thick(point, point._replace(x=point.x + 1e-3), 0.01)
    )


def test_letters_come_in_pairs(drawn):
    cut = [sheet for _, sheet in drawn if len(sheet.strips) > 1]
    assert cut
    for sheet in cut:
        letters = Counter(
            (letter.text, letter.way) for strip in sheet.strips for letter in strip.letters
        )
        assert letters
        # Those who come again may come to several strips, by one letter.
        assert {count for (_, way), count in letters.items() if way} <= {2}
        assert all(count >= 2 for count in letters.values())
        assert len({text for text, _ in letters}) == len(letters)


def test_a_narrow_page_is_widened():
    plan = Plan((Node("a", 1, "Ask", start=True), Node("b", 1, "Tell")), (Way("a", "b"),))
    assert lay_out(plan, measure).strips[0].width == pytest.approx(17.5)


@pytest.mark.parametrize("endings", [(), ENDINGS])
def test_a_blueprint_that_nothing_is_left_of_says_so_on_empty_lanes(endings):
    sheet = lay_out(Plan((), (), endings), measure)
    (strip,) = sheet.strips
    assert [lane.empty for lane in strip.lanes] == [True] * 5
    assert [label.text.lines for label in strip.labels] == [
        ("In this variant no step is left that anybody comes to.",)
    ]
    assert len(strip.panel.pills if strip.panel else ()) == len(endings)
    assert not audit.faults(sheet)


def test_one_step_and_nothing_else():
    sheet = lay_out(Plan((Node("a", 2, "Ask", start=True),), ()), measure)
    assert len(sheet.strips) == 1
    assert [lane.empty for lane in sheet.strips[0].lanes] == [True, True, False, True, True]


@pytest.mark.parametrize(
    "plan",
    [
        Plan((Node("a", 1, "A"), Node("a", 1, "B")), ()),
        Plan((Node("a", 1, "A"),), (Way("a", "b"),)),
        Plan((Node("a", 1, "A"),), (Way("b", "a"),)),
    ],
)
def test_a_plan_that_cannot_be_drawn_is_refused(plan):
    with pytest.raises(ValueError, match=r"a plan needs nodes|leads nowhere"):
        lay_out(plan, measure)


def test_each_team_of_a_lane_stands_on_lines_of_its_own_where_there_is_room():
    teams = "cashier: 1; kitchen: 1; order taker: 1; server: 1"
    made = small_plan({"a": 2}, [Way("a", "resolved")], endings=ENDINGS)
    headings = (*made.headings[:2], Heading("People", teams), *made.headings[3:])
    lane = lay_out(made._replace(headings=headings), measure).strips[0].lanes[2]
    assert lane.small
    assert lane.small.lines == ("cashier: 1;", "kitchen: 1;", "order taker: 1;", "server: 1")


def test_a_note_beside_a_track_takes_two_lines_rather_than_three():
    (note,) = notes((Note("promise", "5 days, 42% late"),), UNIT, 1, measure)
    assert note.text.lines == ("5 days,", "42% late")
