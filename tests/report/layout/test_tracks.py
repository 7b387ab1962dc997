from __future__ import annotations

from itertools import combinations, permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from blueprint_sim.report.layout.tracks import EXACT, Segment, levels

APART = 0.2
TURN = st.sampled_from([-1, 0, 1])


@st.composite
def segments(draw):
    ends = sorted(draw(st.lists(st.integers(0, 12), min_size=2, max_size=2, unique=True)))
    return Segment(float(ends[0]), float(ends[1]), draw(TURN), draw(TURN))


def crossings(found: list[Segment], tracks: list[int]) -> int:
    """Count where an end of one segment runs across another, by the tracks they got."""
    count = 0
    for (a, s), (b, t) in combinations(zip(found, tracks, strict=True), 2):
        for one, at, other, its in ((a, s, b, t), (b, t, a, s)):
            for end, turn in ((one.low, one.at_low), (one.high, one.at_high)):
                towards = (its - at) * turn > 0
                count += towards and other.low < end < other.high
    return count


@given(st.lists(segments(), max_size=9))
def test_no_two_that_meet_share_a_track(found):
    tracks = levels(found, APART)
    for (a, s), (b, t) in combinations(zip(found, tracks, strict=True), 2):
        if a.low < b.high + APART and b.low < a.high + APART:
            assert s != t


@settings(max_examples=60)
@given(st.lists(segments(), min_size=1, max_size=5))
def test_no_order_of_distinct_tracks_crosses_less(found):
    """Where no two ends lie at the same height: overlaps then play no part."""
    heights = [end for segment in found for end in (segment.low, segment.high)]
    if len(set(heights)) < len(heights):
        return
    least = min(crossings(found, list(order)) for order in permutations(range(len(found))))
    assert crossings(found, levels(found, APART)) == least


def test_arcs_nest_the_shortest_lowest():
    arcs = [Segment(0, 9, -1, -1), Segment(3, 4, -1, -1), Segment(2, 7, -1, -1)]
    assert levels(arcs, APART) == [2, 0, 1]


def test_many_arcs_nest_too():
    arcs = [Segment(i, 40 - i, -1, -1) for i in range(EXACT + 4)]
    assert levels(arcs, APART) == list(range(EXACT + 4))[::-1]


def test_none():
    assert levels([], APART) == []
