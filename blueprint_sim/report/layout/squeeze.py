"""Heights that a strip of several does not use are taken out of it.

Rows stand at the same height on every strip of a long blueprint, whether the strip has a box there
or not; letters say where tracks resume, so that each strip may be as low as what stands on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from blueprint_sim.report.layout.furniture import lane
from blueprint_sim.report.layout.geometry import ABOVE, EMPTY_LANE, NOTE_SIZE, line_height
from blueprint_sim.report.layout.records import Disc, Lane, Measure, Plan, Point, Rect, Strip, Track
from blueprint_sim.report.layout.shift import shifted

AROUND = 0.15  # kept above and below words and level tracks
LEAST = 0.05  # less is not worth taking out


def squeeze(strip: Strip, plan: Plan, measure: Measure) -> Strip:
    """Return a strip without the heights at which nothing but upright tracks stands."""
    cuts = _cuts(strip)
    if not cuts:
        return strip

    def lower(y: float) -> float:
        return y - sum(min(max(y - top, 0.0), bottom - top) for top, bottom in cuts)

    lanes = tuple(_lane(one, plan, lower, measure) for one in strip.lanes)
    low: Strip = shifted(strip._replace(lanes=()), y=lower)
    return low._replace(lanes=lanes, height=lanes[-1].rect.bottom + plan.foot)


def _lane(one: Lane, plan: Plan, lower: Callable[[float], float], measure: Measure) -> Lane:
    top, bottom, heading = lower(one.rect.top), lower(one.rect.bottom), plan.headings[one.row]
    return lane(one.row, heading, top, bottom, one.rect.right, one.empty, measure)


def _cuts(strip: Strip) -> list[tuple[float, float]]:
    """Return the heights to take out, from the top."""
    taken = sorted(_taken(strip))
    cuts = []
    for one in strip.lanes:
        spare = one.rect.bottom - one.rect.top - _least(one)
        for top, bottom in _free(taken, one.rect.top, one.rect.bottom):
            out = min(bottom - top, spare)
            if out > LEAST:
                cuts.append((top, top + out))
                spare -= out
    return cuts


def _least(one: Lane) -> float:
    """Return the height that a lane's header needs."""
    texts = [text.rect for text in (one.title, one.small) if text]
    words = max(rect.bottom for rect in texts) - min(rect.top for rect in texts)
    return max(EMPTY_LANE, words + 2 * line_height(NOTE_SIZE))


def _free(
    taken: list[tuple[float, float]], top: float, bottom: float
) -> Iterator[tuple[float, float]]:
    """Return the heights between two that nothing takes."""
    y = top
    for begin, end in taken:
        if begin > y and y < bottom:
            yield y, min(begin, bottom)
        y = max(y, end)
    if y < bottom:
        yield y, bottom


def _taken(strip: Strip) -> Iterator[tuple[float, float]]:
    for rect in (*(box.rect for box in strip.boxes), *(queue.rect for queue in strip.queues)):
        yield rect.top - ABOVE, rect.bottom + ABOVE
    for track in strip.tracks:
        yield from _heights(track)
    names = tuple(line.name for line in strip.lines)
    notes = tuple(box.notes for box in strip.boxes)
    panel = (strip.panel.title, strip.panel.small, strip.panel.pills) if strip.panel else ()
    words = (strip.stubs, strip.handoffs, strip.labels, strip.letters, names, notes, panel)
    for rect in _rects(words):
        yield rect.top - AROUND, rect.bottom + AROUND


def _heights(track: Track) -> Iterator[tuple[float, float]]:
    """Return the heights of the level runs of a track, and of its ends."""
    for a, b in pairwise(track.points):
        if a.y == b.y:
            yield a.y - AROUND, a.y + AROUND
    for end in (track.points[0], track.points[-1]):
        yield end.y - AROUND, end.y + AROUND


def _rects(things: Any) -> Iterator[Rect]:
    """Return every rectangle, disc and point within records."""
    if isinstance(things, Rect):
        yield things
    elif isinstance(things, Disc):
        x, y, r = things
        yield Rect(x - r, y - r, x + r, y + r)
    elif isinstance(things, Point):
        yield Rect(things.x, things.y, things.x, things.y)
    elif isinstance(things, tuple):
        for thing in things:
            yield from _rects(thing)
