"""One long strip cut into several; tracks that cross a cut end and resume in circled letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from blueprint_sim.report.layout.geometry import HEADER, PANEL
from blueprint_sim.report.layout.laid_tracks import comes_again, parted
from blueprint_sim.report.layout.plane import Plane
from blueprint_sim.report.layout.records import Disc, Letter, Point, Strip, Track
from blueprint_sim.report.layout.shift import shifted

RADIUS = 0.10
FROM_CUT, STAGGER = 0.25, 0.30  # of a letter's middle; of letters too near above each other
APART = 2 * RADIUS + 0.04


class Piece(NamedTuple):
    """A stretch of the long strip."""

    left: float
    right: float
    first: bool
    last: bool

    def holds(self, x: float) -> bool:
        """Return whether a place lies in this stretch."""
        return (self.first or x >= self.left) and (self.last or x < self.right)


def cut(made: Plane, whole: Strip) -> tuple[Strip, ...]:
    """Return the strips of a long strip, each from its own left edge, with its own headers."""
    marks = (HEADER, *made.cuts, made.right)
    count = len(marks) - 1
    pieces = [Piece(a, b, i == 0, i == count - 1) for i, (a, b) in enumerate(pairwise(marks))]
    if count == 1:
        return (whole._replace(width=_width(pieces[0], whole), tracks=parted(whole.tracks)),)
    letters = _letters(whole.tracks, made.cuts)
    return tuple(_strip(piece, whole, letters) for piece in pieces)


def _width(piece: Piece, whole: Strip) -> float:
    panel = PANEL if piece.last and whole.panel else 0.0
    return HEADER + piece.right - piece.left + panel


def _letters(tracks: Sequence[Track], cuts: Sequence[float]) -> dict[int, str]:
    """Return a letter for each track that crosses a cut, from the top of the first it crosses.

    Those who come again have one, for they come on one track.
    """
    again = next((i for i, track in enumerate(tracks) if comes_again(track)), None)
    crossed = []
    for i, track in enumerate(tracks):
        found = [(cut, y) for cut in cuts for y in _heights(track, cut)]
        if found and (i == again or not comes_again(track)):
            crossed.append((min(found), i))
    letters = {i: _letter(place) for place, (_, i) in enumerate(sorted(crossed))}
    if again in letters:
        letters |= {i: letters[again] for i, track in enumerate(tracks) if comes_again(track)}
    return letters


def _letter(place: int) -> str:
    return chr(ord("A") + place % 26) + (str(place // 26) if place >= 26 else "")


def _heights(track: Track, cut: float) -> list[float]:
    return [a.y for a, b in pairwise(track.points) if min(a.x, b.x) < cut < max(a.x, b.x)]


def _strip(piece: Piece, whole: Strip, letters: dict[int, str]) -> Strip:
    tracks, discs = _tracks(piece, whole, letters)
    right = HEADER + piece.right - piece.left

    def mine(things: Sequence[Any], x: Callable[[Any], float]) -> tuple[Any, ...]:
        return tuple(thing for thing in things if piece.holds(x(thing)))

    def moved(thing: Any) -> Any:
        return shifted(thing, x=lambda x: x + HEADER - piece.left)

    return Strip(
        width=_width(piece, whole),
        height=whole.height,
        lanes=tuple(lane._replace(rect=lane.rect._replace(right=right)) for lane in whole.lanes),
        lines=moved(mine(whole.lines, lambda line: (line.left + line.right) / 2)),
        tracks=moved(tracks),
        boxes=moved(mine(whole.boxes, lambda box: box.rect.left)),
        queues=moved(mine(whole.queues, lambda queue: queue.rect.left)),
        stubs=moved(mine(whole.stubs, lambda stub: stub.disc.x)),
        handoffs=moved(mine(whole.handoffs, lambda handoff: handoff.rect.left)),
        labels=moved(mine(whole.labels, lambda label: label.text.rect.left)),
        letters=moved(discs),
        panel=moved(whole.panel) if piece.last else None,
    )


def _tracks(
    piece: Piece, whole: Strip, letters: dict[int, str]
) -> tuple[tuple[Track, ...], tuple[Letter, ...]]:
    """Return the parts of tracks in a stretch that begin or end there, and their letters."""
    kept, ends = [], []
    for i, track in enumerate(whole.tracks):
        begins, stops = piece.holds(track.points[0].x), piece.holds(track.points[-1].x)
        if begins and stops:
            kept.append(track)
        elif begins or stops:
            corners = track.points if begins else track.points[::-1]
            part, edge = _part(piece, corners)
            ends.append((edge, letters[i], track, part, begins))
    discs: list[Letter] = []
    for edge, letter, track, part, begins in sorted(ends, key=lambda end: (end[0], end[1])):
        known = next((found.disc.x for found in discs if found.text == letter), None)
        x = _beside(edge.x, edge.y, piece, discs) if known is None else known
        if known is None:
            discs.append(Letter(letter, Disc(x, edge.y, RADIUS), track.way))
        inward = -1 if edge.x == piece.right else 1
        points = (*part, Point(x + inward * RADIUS, edge.y))
        kept.append(
            track._replace(
                points=points if begins else points[::-1],
                head=track.head and not begins,
                tail=track.tail and begins,
            )
        )
    return parted(kept), tuple(discs)


def _part(piece: Piece, corners: Sequence[Point]) -> tuple[list[Point], Point]:
    """Return the corners up to where a track leaves a stretch, and that place."""
    part = [corners[0]]
    for a, b in pairwise(corners):
        if not piece.holds(b.x):
            return part, Point(piece.right if b.x >= piece.right else piece.left, a.y)
        part.append(b)
    return part, part[-1]


def _beside(edge: float, y: float, piece: Piece, discs: Sequence[Letter]) -> float:
    """Return where a letter stands: near the cut, or one step off if another is too near."""
    inward = -1 if edge == piece.right else 1
    near = edge + inward * FROM_CUT
    taken = any(abs(d.disc.y - y) < APART and abs(d.disc.x - near) < RADIUS for d in discs)
    return near + inward * STAGGER * taken
