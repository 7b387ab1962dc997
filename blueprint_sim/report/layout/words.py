"""The words on tracks, and the places where they could stand, best first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from blueprint_sim.report.layout.geometry import NOTE_SIZE, around, line_height
from blueprint_sim.report.layout.records import Disc, Measure, Point, Rect, Text, Way
from blueprint_sim.report.layout.routing import Route
from blueprint_sim.report.layout.wrap import Wrapped, wrap

WIDEST, SLIM, SLIMMEST = (
    1.8,
    1.1,
    0.7,
)  # of a line of words: at most, and where there is little room
BESIDE = 0.07
TURN = 0.22  # the turning arrow before the words of a track that goes back
FRACTIONS = (0.2, 0.35, 0.5, 0.65, 0.8)
SLIDE_STEP = 0.1
CENTRAL = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9)
LOW = (0.65, 0.7, 0.6, 0.3, 0.35, *CENTRAL)  # leaves room for words on the same track
RINGS = (0.31, 0.13)  # half width and half height of the two rings of a handoff
STUB, STUB_RADIUS, STUB_STEP = 0.18, 0.10, 0.25


class Words(NamedTuple):
    """A text in one way of breaking it into lines."""

    wrapped: Wrapped
    width: float
    height: float

    def at(self, left: float, top: float, *, bold: bool = False) -> Text:
        """Return the words with their upper left corner at a place."""
        rect = Rect(left, top, left + self.width, top + self.height)
        lines, size, whole = self.wrapped
        return Text(lines, size, rect, bold=bold, whole=whole)


def words(
    text: str,
    measure: Measure,
    *,
    lines: int = 1,
    before: float = 0.0,
    bold: bool = False,
    widest: float = WIDEST,
) -> Words:
    """Return a text in at most so many lines, with room for a sign before it."""
    wrapped = wrap(text, widest, measure, (NOTE_SIZE,), lines=lines, bold=bold)
    width = max(measure(line, wrapped.size, bold) for line in wrapped.lines) + before
    return Words(wrapped, width, len(wrapped.lines) * line_height(wrapped.size))


def variants(text: str, measure: Measure, before: float = 0.0, *, clip: bool = True) -> list[Words]:
    """Return a text in as few lines as it takes, then in narrower ones.

    Parameters
    ----------
    clip
        Also with an ellipsis where that makes it smaller; without, only if nothing shows it whole.
    """
    found = [words(text, measure, lines=lines, before=before) for lines in (1, 2)]
    found.sort(key=lambda words: bool(words.wrapped.whole))
    found.append(words(text, measure, lines=3, before=before, widest=SLIM))
    found.append(words(text, measure, lines=3, before=before, widest=SLIMMEST))
    whole = [words for words in found if not words.wrapped.whole]
    return list(dict.fromkeys(found if clip or not whole else whole))


def half_stroke(width: float) -> float:
    """Return half the width of a line in inches, given in points."""
    return width / 144


def beside_track(route: Route, text: Words, half: float) -> Iterator[Text]:
    """Return the places for words on a track, best first."""
    points = route.points()
    if route.course in ("back", "loop"):
        runs = sorted(_runs(points, level=True), key=lambda run: -_length(run))
        for run in runs:
            yield from along(run, text, half, under=run[0].y > points[0].y)
        yield from _beside_uprights(points, text, half)
        return
    first = points[0], points[1]
    if first[0].y == first[1].y:
        down = len(points) > 2 and points[2].y > points[1].y
        for below in (down, not down):
            yield text.at(first[0].x + BESIDE, _off(first[0].y, text, half, below))
    for run in _runs(points, level=True):
        yield from along(run, text, half, under=False)
    yield from _beside_uprights(points, text, half)


def _off(y: float, text: Words, half: float, below: bool) -> float:
    """Return the top of words above or below a level run."""
    return y + half + 0.02 if below else y - half - 0.02 - text.height


def _runs(points: tuple[Point, ...], *, level: bool) -> list[tuple[Point, Point]]:
    return [(a, b) for a, b in pairwise(points) if (a.y == b.y) == level]


def _length(run: tuple[Point, Point]) -> float:
    return abs(run[0].x - run[1].x) + abs(run[0].y - run[1].y)


def along(run: tuple[Point, Point], text: Words, half: float, *, under: bool) -> Iterator[Text]:
    """Return places above and below a level run, from its middle outwards."""
    middle, slack = (run[0].x + run[1].x) / 2, _length(run) / 2 + text.width / 2 - 0.1
    steps = [0.0]
    for i in range(1, int(slack / SLIDE_STEP) + 1):
        steps += [SLIDE_STEP * i, -SLIDE_STEP * i]
    for below in (under, not under):
        for step in steps:
            yield text.at(middle + step - text.width / 2, _off(run[0].y, text, half, below))


def _beside_uprights(points: tuple[Point, ...], text: Words, half: float) -> Iterator[Text]:
    """Return places right and left of upright runs: at some parts of them, then anywhere."""
    uprights = _runs(points, level=False)
    for a, b in uprights:
        for fraction in FRACTIONS:
            yield from _beside(a.x, a.y + (b.y - a.y) * fraction, text, half)
    for a, b in uprights:
        for step in range(1, int(abs(b.y - a.y) / SLIDE_STEP)):
            yield from _beside(a.x, min(a.y, b.y) + SLIDE_STEP * step, text, half)


def off_track(route: Route, text: Words) -> Iterator[Text]:
    """Return places further off a track, for words that would else cover other words."""
    for a, b in pairwise(route.points()):
        for part in FRACTIONS:
            x, y = a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part
            for away in (0.25, 0.5, 0.75, 1.0):
                yield text.at(x + BESIDE, y + away)
                yield text.at(x + BESIDE, y - away - text.height)
                yield text.at(x + away, y)
                yield text.at(x - away - text.width, y)


def _beside(x: float, y: float, text: Words, half: float) -> Iterator[Text]:
    yield text.at(x + half + BESIDE, y - text.height / 2)
    yield text.at(x - half - BESIDE - text.width, y - text.height / 2)


class Handed(NamedTuple):
    """A place for the rings of a handoff, and for the words beside them."""

    rings: Rect
    text: Text | None


def on_track(route: Route, text: Words) -> Iterator[Handed]:
    """Return the places for the rings of a handoff, best first; at last without words."""
    wide, high = RINGS
    places: list[tuple[Rect, bool]] = []
    slim: list[tuple[Rect, bool]] = []
    for run in sorted(pairwise(route.points()), key=lambda run: run[0].y == run[1].y):
        upright = run[0].x == run[1].x
        if _length(run) < (0.5 if upright else 2 * wide + 0.1):
            continue
        for fraction in LOW if route.way and route.way.label else CENTRAL:
            x = run[0].x + (run[1].x - run[0].x) * fraction
            y = run[0].y + (run[1].y - run[0].y) * fraction
            places.append((around(x, y, wide, high), upright))
            if upright:  # one ring above the other where the track has near neighbours
                slim.append((around(x, y, high, wide), upright))
    places += slim
    for rings, upright in places:
        middle = (rings.top + rings.bottom - text.height) / 2
        if upright:
            yield Handed(rings, text.at(rings.right + 0.06, middle, bold=True))
            yield Handed(rings, text.at(rings.left - 0.06 - text.width, middle, bold=True))
        else:
            for top in (rings.bottom + 0.04, rings.top - 0.04 - text.height):
                yield Handed(rings, text.at(rings.left, top, bold=True))
                yield Handed(rings, text.at(rings.right - text.width, top, bold=True))
    for rings, _ in places:
        yield Handed(rings, None)


class Hung(NamedTuple):
    """A place for one of the stubs on a stem: its piece of the stem, its disc, its words."""

    line: tuple[Point, Point]
    disc: Disc
    text: Text


def at_box(box: Rect, texts: Sequence[Words], *, below: bool) -> Iterator[list[Hung]]:
    """Return the places for the stubs of a box, on one stem, above or below the box."""
    offsets = [-0.72 if below else -0.30, *(round(-0.8 + 0.05 * i, 2) for i in range(33))]
    middle = (box.left + box.right) / 2
    for longer in range(4):
        for top in (not below, below):
            edge, sign = (box.top, -1) if top else (box.bottom, 1)
            stem = edge, edge + sign * (STUB + STUB_STEP * longer)
            for right in (True, False):
                for offset in offsets:
                    yield _hung(middle + offset, stem, texts, top=top, right=right)


def _hung(
    x: float, first: tuple[float, float], texts: Sequence[Words], *, top: bool, right: bool
) -> list[Hung]:
    sign, found = -1 if top else 1, []
    stem, near = first
    for text in texts:
        step = text.height - line_height(text.wrapped.size)  # of a second line
        near += sign * step * top
        y = near + sign * STUB_RADIUS
        left = x + STUB_RADIUS + 0.05 if right else x - STUB_RADIUS - 0.05 - text.width
        words = text.at(left, y - line_height(text.wrapped.size) / 2)
        found.append(Hung((Point(x, stem), Point(x, near)), Disc(x, y, STUB_RADIUS), words))
        stem = y + sign * STUB_RADIUS
        near += sign * (STUB_STEP + step * (not top))
    return found


def said(way: Way) -> str:
    """Return what a stub says."""
    return way.loss or way.label or way.target
