"""What is to be drawn: a plan."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["way", "meanwhile", "needs"]
Handoff = Literal["none", "warm", "cold"]

CUSTOMER, MACHINE, PEOPLE, BACKSTAGE, SUPPORT = range(5)


class Badge(NamedTuple):
    """A question asked at a step: a disc on the box's upper right edge."""

    kind: str  # whatever the painter tells apart ("asked", "again"); passed through
    text: str = ""  # stands right of the disc, such as "x 3"


class Note(NamedTuple):
    """Something that hangs at the lower edge of a box: a promise, a worker, an event, and so on."""

    # "promise", "evidence", "channel", "away", "hold", "same"; of an event "good", "bad" or
    # "either"; passed through
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
    """Customers who come again: drawn from endings, along the top, to where they begin."""

    origins: tuple[str, ...]  # names of endings; none: they come from no ending
    text: str
    targets: tuple[str, ...] = ()  # nodes; none: the start


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
