"""What a layout is given and what it gives back: plain records, in inches, y downwards.

A `Plan` says what is to be drawn; a `Sheet` says where everything stands. Sizes of type are in
points. Neither knows a drawing library: the drawing, the replay and the live page share them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

Measure = Callable[[str, float, bool], float]
"""Width in inches of a text at a size in points, bold or not."""

Kind = Literal["way", "meanwhile", "needs"]
Handoff = Literal["none", "warm", "cold"]
Align = Literal["left", "center", "right"]
LineKind = Literal["interaction", "hairline", "visibility", "internal"]
Course = Literal["forward", "back", "loop", "recontact"]

CUSTOMER, MACHINE, PEOPLE, BACKSTAGE, SUPPORT = range(5)


# ---------------------------------------------------------------- what is to be drawn


class Badge(NamedTuple):
    """A question asked at a step: a disc on the box's upper right edge."""

    kind: str  # whatever the painter tells apart ("asked", "again"); passed through
    text: str = ""  # stands right of the disc, such as "x 3"


class Note(NamedTuple):
    """Something that hangs at the lower edge of a box: a promise, evidence, a place, a worker."""

    # "promise", "evidence", "channel", "away", "hold" or "same"; passed through
    kind: str
    text: str


class Node(NamedTuple):
    """A step of the blueprint."""

    name: str
    row: int  # the lane, 0 customer, 1 machine, 2 people, 3 backstage, 4 support
    label: str
    visits: float = 1.0  # visits per customer
    queue: bool = False  # a queue stands before it, as a cell of its own
    badges: tuple[Badge, ...] = ()
    notes: tuple[Note, ...] = ()
    start: bool = False


class Way(NamedTuple):
    """From a step to a step or to an ending."""

    origin: str  # a node
    target: str  # a node or an ending
    kind: Kind = "way"
    flow: float = 1.0  # customers per customer who enters the service
    label: str = ""  # "60% cancel", on branches only
    loss: str = ""  # "3% walk away": said at the stub if the way is not drawn to its ending
    handoff: Handoff = "none"
    from_queue: bool = False  # leaves the queue before `origin`, not the step


class Ending(NamedTuple):
    """A way for a contact to end: a pill of the panel "How it ends", in the order given."""

    name: str
    label: str
    share: float | None = None  # 0 to 1; passed through


class Recontact(NamedTuple):
    """Customers who come again: drawn from the endings named, along the top, to the start."""

    origins: tuple[str, ...]  # names of endings
    text: str


class Heading(NamedTuple):
    """What stands at the left of a lane."""

    title: str
    small: str = ""
    none: str = ""  # said instead when the lane is empty: "Machine: none"


class Plan(NamedTuple):
    """A blueprint to be laid out; the order of nodes and ways does not matter."""

    nodes: tuple[Node, ...]
    ways: tuple[Way, ...]
    endings: tuple[Ending, ...] = ()
    recontact: Recontact | None = None
    headings: tuple[Heading, ...] = (
        Heading("Customer", none="Customer: nothing"),
        Heading("Frontstage, machine", none="Machine: none"),
        Heading("Frontstage, people", none="People: none"),
        Heading("Backstage", none="Backstage: none"),
        Heading("Support", none="Support: none"),
    )
    lines: tuple[str, str, str] = (
        "Line of interaction",
        "Line of visibility",
        "Line of internal interaction",
    )
    panel: str = "How it ends"  # the title of the panel of endings
    panel_small: str = "of all customers"  # what its shares are of; said where they are shown
    nothing: str = "In this variant no step is left that anybody comes to."  # if it has no node
    handed: tuple[str, str] = ("warm", "cold handoff")  # words beside the rings
    figures: bool = False  # result figures are shown in the boxes
    head: float = 1.85  # height of the title band above the lanes, in
    foot: float = 1.5  # height of the legend below the lanes, in


# ---------------------------------------------------------------- where it stands


class Point(NamedTuple):
    """A place on the sheet, in inches."""

    x: float
    y: float


class Rect(NamedTuple):
    """An upright rectangle, in inches."""

    left: float
    top: float
    right: float
    bottom: float


class Disc(NamedTuple):
    """A circle, in inches."""

    x: float
    y: float
    radius: float


class Text(NamedTuple):
    """Lines of text that fill `rect` from top to bottom, each `rect height / lines` high."""

    lines: tuple[str, ...]
    size: float  # pt
    rect: Rect
    align: Align = "left"
    bold: bool = False
    halo: bool = False  # paint a rim in the colour of the ground: something lies beneath
    whole: str = ""  # the full text, when the lines do not show it all


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
