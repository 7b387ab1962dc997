"""Where everything stands: a sheet."""

from __future__ import annotations

from typing import Literal, NamedTuple

from blueprint_sim.report.layout.records.plan import Badge, Ending, Node, Note, Way
from blueprint_sim.report.layout.records.shapes import Disc, Point, Rect, Text

LineKind = Literal["interaction", "hairline", "visibility", "internal"]
Course = Literal["forward", "back", "loop", "recontact"]


class PlacedBadge(NamedTuple):
    """A question's disc, with the place of the text right of it."""

    badge: Badge
    disc: Disc
    text: Text | None


class PlacedNote(NamedTuple):
    """A pill at the lower edge of a box: the symbol in `symbol`, the words in `text`."""

    note: Note
    rect: Rect
    symbol: Disc
    text: Text


class Box(NamedTuple):
    """A step: its outline, number, label, and the places for its figures."""

    node: Node
    rect: Rect
    number: int
    disc: Disc
    label: Text
    time: Rect  # lower left: the time it takes
    misery: Rect  # lower right: moments of misery per 100 customers
    badges: tuple[PlacedBadge, ...]
    notes: tuple[PlacedNote, ...]


class QueueCell(NamedTuple):
    """A queue: a box without its left wall, before the step it belongs to."""

    node: Node
    rect: Rect
    people: Rect  # a row of up to five persons, right-aligned
    lines: tuple[Rect, ...]  # "waits 2.6 min", two of "1 in 10 over 7.9 min", misery; or none


class Lane(NamedTuple):
    """A band of the blueprint and its header at the left."""

    row: int
    rect: Rect
    header: Rect
    title: Text
    small: Text | None
    empty: bool


class Line(NamedTuple):
    """One of the three lines between lanes, or the hairline between machine and people."""

    kind: LineKind
    y: float
    left: float
    right: float
    name: Text | None  # the line is broken over this text's rectangle


class Track(NamedTuple):
    """A way drawn: corners of an orthogonal polyline, from tail to head."""

    way: Way | None  # None: recontact
    course: Course
    points: tuple[Point, ...]
    width: float  # pt
    dash: tuple[float, float] | None  # in multiples of the width; None: solid
    head: bool  # an arrow head at the last point
    tail: bool  # an arrow head at the first point (needs)


class Label(NamedTuple):
    """The words on a track; `turning` asks for a turning arrow in the first `turn` inches."""

    way: Way | None  # None: recontact
    text: Text
    turning: bool


class Stub(NamedTuple):
    """A short end of a way not drawn to its ending: a line, a disc and words."""

    way: Way
    line: tuple[Point, Point]
    disc: Disc
    text: Text


class PlacedHandoff(NamedTuple):
    """Two rings on a track, with the words beside them."""

    way: Way
    rect: Rect  # of the two rings, side by side; if it is high, one above the other
    text: Text | None  # none where there is no room: the legend says it


class Pill(NamedTuple):
    """An ending in the panel: name at the left, share at the right, a bar below."""

    ending: Ending
    rect: Rect
    name: Text
    share: Rect
    bar: Rect


class Panel(NamedTuple):
    """The endings, right of the lanes."""

    rect: Rect
    title: Text
    small: Text | None
    pills: tuple[Pill, ...]


class Letter(NamedTuple):
    """A circled letter where a track is cut: the same letter stands on the next strip."""

    text: str
    disc: Disc
    way: Way | None


class Strip(NamedTuple):
    """One picture: the whole blueprint, or a part of one too long for a slide."""

    width: float
    height: float  # with head and foot
    lanes: tuple[Lane, ...]
    lines: tuple[Line, ...]
    tracks: tuple[Track, ...]
    boxes: tuple[Box, ...]
    queues: tuple[QueueCell, ...]
    stubs: tuple[Stub, ...]
    handoffs: tuple[PlacedHandoff, ...]
    labels: tuple[Label, ...]
    letters: tuple[Letter, ...]
    panel: Panel | None  # on the last strip


class Sheet(NamedTuple):
    """A blueprint laid out, in one strip or in several to be shown one after the other."""

    strips: tuple[Strip, ...]
    numbers: tuple[tuple[str, int], ...]  # step and the number in its disc, by number
