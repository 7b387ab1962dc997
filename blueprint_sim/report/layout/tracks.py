"""The order of parallel tracks in a channel or a gap: few crossings, no overlap."""

from __future__ import annotations

from itertools import permutations
from typing import NamedTuple

EXACT = 6  # all orders are tried up to so many segments
OVERLAP = 100.0  # against one crossing


class Segment(NamedTuple):
    """A straight piece of a track, seen along it, and the sides to which its ends turn.

    Tracks are counted from 0; an end turns towards lower tracks (-1), higher ones (+1), or
    stops (0).
    """

    low: float
    high: float
    at_low: int
    at_high: int


def levels(segments: list[Segment], apart: float) -> list[int]:
    """Return the track of each segment: those that come within `apart` share none.

    Complexity
    ----------
    All orders up to `EXACT` segments; beyond, neighbours are swapped while that helps.
    """
    if not segments:
        return []
    costs = [[_cost(a, b, apart) for b in segments] for a in segments]
    by_length = sorted(range(len(segments)), key=lambda i: (segments[i].high - segments[i].low, i))
    if len(segments) <= EXACT:
        exact = min(permutations(by_length), key=lambda order: _total(order, costs))
        best = list(exact)
    else:
        best = _swapped(by_length, costs)
    return _packed(best, segments, apart)


def _cost(lower: Segment, upper: Segment, apart: float) -> float:
    """Return the crossings and overlaps of two segments in this order."""
    crossings = sum(
        upper.low < end < upper.high
        for end, turn in ((lower.low, lower.at_low), (lower.high, lower.at_high))
        if turn > 0
    )
    crossings += sum(
        lower.low < end < lower.high
        for end, turn in ((upper.low, upper.at_low), (upper.high, upper.at_high))
        if turn < 0
    )
    ups = [e for e, t in ((lower.low, lower.at_low), (lower.high, lower.at_high)) if t > 0]
    downs = [e for e, t in ((upper.low, upper.at_low), (upper.high, upper.at_high)) if t < 0]
    overlaps = sum(abs(up - down) < apart / 4 for up in ups for down in downs)
    return crossings + OVERLAP * overlaps


def _total(order: tuple[int, ...] | list[int], costs: list[list[float]]) -> float:
    return sum(costs[a][b] for i, a in enumerate(order) for b in order[i + 1 :])


def _swapped(order: list[int], costs: list[list[float]]) -> list[int]:
    """Move one segment at a time to its best place, until none gains."""
    improved = True
    while improved:
        improved = False
        for segment in list(order):
            now = _total(order, costs)
            rest = [i for i in order if i != segment]
            tries = [[*rest[:i], segment, *rest[i:]] for i in range(len(order))]
            best = min(tries, key=lambda tried: _total(tried, costs))
            if _total(best, costs) < now:
                order, improved = best, True
    return order


def _packed(order: tuple[int, ...] | list[int], segments: list[Segment], apart: float) -> list[int]:
    """Return the lowest track for each that keeps the order among those that meet."""
    track = [0] * len(segments)
    for i, one in enumerate(order):
        a = segments[one]
        meeting = [
            track[other]
            for other in order[:i]
            if a.low < segments[other].high + apart and segments[other].low < a.high + apart
        ]
        track[one] = max(meeting, default=-1) + 1
    return track
