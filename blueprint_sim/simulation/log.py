"""The log: what an engine returns, and all that anything after it reads.

Its columns are declared here once; packing, frames and documentation derive from them. The rows
of one customer stand in the order in which they ended, customers in the order of their numbers,
so that two engines that agree give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from struct import Struct
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Table: TypeAlias = NDArray[np.void]
"""A structured array; its fields are the columns declared below."""


_FORMATS = {"i1": "b", "i2": "h", "i4": "i", "i8": "q", "f8": "d", "?": "?"}
"""How `struct` calls the types of the columns."""


class Column(NamedTuple):
    """One column of a table of the log."""

    name: str
    dtype: str
    unit: str
    meaning: str


class End(IntEnum):
    """How a visit ended."""

    SERVED = 0
    RENEGED = 1
    BLOCKED = 2
    UNFINISHED = 3
    BALKED = 4
    UNANSWERED = 5


class Handoff(IntEnum):
    """Whether the case changed hands as the visit began, and whether anything known was lost."""

    NONE = 0
    WARM = 1
    COLD = 2


class Spell(IntEnum):
    """The kinds of stretches of time, beside the visits, that have a row of their own."""

    CALLBACK = 0
    HOLD = 1
    TASK = 2
    PARKED = 3
    CHASE = 4


class Moment(IntEnum):
    """The kinds of moments of truth."""

    WAIT = 0
    QUESTION = 1
    WORK = 2
    ENDING = 3
    PROMISE = 4


VISITS = (
    Column("customer", "i4", "number", "rank by arrival in the scenario's population, from 0"),
    Column("contact", "i4", "number", "number of the contact within the issue, from 1"),
    Column("step", "i2", "step", "the step"),
    Column("visit", "i4", "number", "number of this customer's visit of this step, from 1"),
    Column("team", "i2", "team", "who served, or in whose line the customer stood; -1: nobody"),
    Column("worker", "i4", "number", "worker of the team, from 0; -1: nobody, or unlimited"),
    Column("asked", "i8", "ticks", "when the customer came to the step"),
    Column("started", "i8", "ticks", "when it began; -1: never"),
    Column(
        "ended",
        "i8",
        "ticks",
        "when it ended, or the customer gave up or was sent home, or the run ended",
    ),
    Column("freed", "i8", "ticks", "when the worker was done with it, wrap-up included; -1"),
    Column("how", "i1", "End", "how it ended"),
    Column("questions", "i2", "count", "questions asked"),
    Column("repeats", "i2", "count", "of those, about a fact told before within the issue"),
    Column("handoff", "i1", "Handoff", "whether the case changed hands as the visit began"),
)

CONTACTS = (
    Column("customer", "i4", "number", "the customer"),
    Column("contact", "i4", "number", "number of the contact within the issue, from 1"),
    Column("began", "i8", "ticks", "when it began"),
    Column(
        "ended", "i8", "ticks", "when it ended, or the customer was sent home, or the run ended"
    ),
    Column("outcome", "i1", "Outcome", "how it ended"),
    Column("channel", "i2", "channel", "the channel that it was on; -1: the variant has none"),
    Column("onward", "?", "flag", "went on from the contact before; else the customer came"),
)

CUSTOMERS = (
    Column("customer", "i4", "number", "the customer"),
    Column("reason", "i2", "reason", "why they came"),
    Column("persona", "i2", "persona", "who they are"),
    Column("arrived", "i8", "ticks", "when the first contact began"),
    Column(
        "ended",
        "i8",
        "ticks",
        "when the issue ended, or the customer was sent home, or the run ended",
    ),
    Column("contacts", "i4", "count", "contacts begun"),
    Column("outcome", "i1", "Outcome", "how the issue ended"),
    Column(
        "returns_later",
        "?",
        "flag",
        "would have come back, answered or gone on after the last close",
    ),
)

MOMENTS = (
    Column("customer", "i4", "number", "the customer"),
    Column("contact", "i4", "number", "the contact, from 1"),
    Column("step", "i2", "step", "the step in which it was felt; -1: the ending"),
    Column("visit", "i4", "number", "number of the visit of that step, from 1; 0: the ending"),
    Column("kind", "i1", "Moment", "wait, question, work, ending, or a promise broken"),
    Column("detail", "i2", "number", "the fact of a question, the outcome of an ending; else -1"),
    Column("at", "i8", "ticks", "when it was felt"),
    Column("valence", "f8", "-2..+2", "the sum of its feelings, clipped"),
)

EVENTS = (
    Column("customer", "i4", "number", "the customer"),
    Column("contact", "i4", "number", "the contact, from 1"),
    Column("step", "i2", "step", "where it happened"),
    Column("visit", "i4", "number", "number of the visit of that step, from 1"),
    Column("event", "i2", "event", "what happened"),
    Column("at", "i8", "ticks", "when it happened"),
)

SPELLS = (
    Column("customer", "i4", "number", "the customer"),
    Column(
        "contact",
        "i4",
        "number",
        "the contact, from 1; of a task, that which set it off; of a chase, that which it leads to",
    ),
    Column("step", "i2", "step", "the step that it belongs to; of a chase, that which promised"),
    Column("visit", "i4", "number", "number of the visit of that step, from 1"),
    Column(
        "kind",
        "i1",
        "Spell",
        "callback: off the line, waiting to be called back; hold: a worker stays on the line while"
        " others serve; task: work in the meantime; parked: the customer waits for such work;"
        " chase: a broken promise lets the customer get in touch",
    ),
    Column(
        "began",
        "i8",
        "ticks",
        "when it began: the callback was accepted, the worker stayed, the task or the wait for it"
        " began, the promise fell due; -1: never",
    ),
    Column(
        "ended",
        "i8",
        "ticks",
        "when it ended: the call, the end of staying, of the task, of the wait, or of the run; of a"
        " chase, when the customer got in touch",
    ),
    Column("team", "i2", "team", "of who stays or works, or in whose line the task is; -1: none"),
    Column("worker", "i4", "number", "worker of the team, from 0; -1: unlimited, or nobody"),
    Column("freed", "i8", "ticks", "when the worker was done, wrap-up included; -1: serves on"),
    Column("asked", "i8", "ticks", "when a task was due to begin; -1: it is none"),
)

AVOIDED = (
    Column("customer", "i4", "number", "the customer who did not have to come"),
    Column("reason", "i2", "reason", "why they would have come"),
    Column("persona", "i2", "persona", "who they are"),
    Column("arrived", "i8", "ticks", "when they would have come"),
)

SURFACED = (
    Column("customer", "i4", "number", "the customer"),
    Column("contact", "i4", "number", "the contact that it leads to"),
    Column("step", "i2", "step", "where it happened, the last time"),
    Column("visit", "i4", "number", "number of the visit of that step, from 1"),
    Column("event", "i2", "event", "what turned out to be wrong"),
    Column("happened", "i8", "ticks", "when it happened"),
    Column("at", "i8", "ticks", "when the customer got in touch for it"),
)

TABLES: dict[str, tuple[Column, ...]] = {
    "visits": VISITS,
    "contacts": CONTACTS,
    "customers": CUSTOMERS,
    "moments": MOMENTS,
    "events": EVENTS,
    "spells": SPELLS,
    "avoided": AVOIDED,
    "surfaced": SURFACED,
}


class Log(NamedTuple):
    """The tables of one run, each in canonical order."""

    visits: Table
    contacts: Table
    customers: Table
    moments: Table
    events: Table
    spells: Table
    avoided: Table
    surfaced: Table
    ended: int
    """The last tick: the end of the last work or of the last day, whichever is later."""


class Rows:
    """The rows of one table, packed into bytes as an engine writes them."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._dtype = np.dtype([(column.name, column.dtype) for column in columns])
        self._bytes = bytearray()
        self.pack = Struct("<" + "".join(_FORMATS[column.dtype] for column in columns)).pack
        """Packs the values of one row, in the order of the columns."""
        self.add = self._bytes.extend
        """Takes one packed row: ``rows.add(rows.pack(...))`` is `append` without its cost."""

    def append(self, row: Sequence[Any]) -> None:
        """Write one row."""
        self.add(self.pack(*row))

    def amend(self, row: int, column: str, value: int) -> None:
        """Write one value of a row anew: what was not known when the row was written."""
        self.table()[column][row] = value

    def __len__(self) -> int:
        return len(self._bytes) // self._dtype.itemsize

    def table(self) -> Table:
        """Give what has been written so far, in that order.

        It is a view: while anybody holds it, nothing more can be written.
        """
        return np.frombuffer(self._bytes, self._dtype)


def canonical(table: Table) -> Table:
    """Put rows in the order of customers, and keep each one's own order."""
    return take(table, np.argsort(table["customer"], kind="stable"))


def canonical_spells(table: Table) -> Table:
    """Put spells in the order of customers, and of each one those first that began first."""
    return take(table, np.lexsort((table["kind"], table["began"], table["customer"])))


def take(table: Table, rows: NDArray[np.intp]) -> Table:
    """Give some rows of a table, in the order given.

    Whole rows are copied at once; NumPy itself copies structures field by field, which takes ten
    times as long.
    """
    return table.view(f"V{table.itemsize}")[rows].view(table.dtype)


def joined(tables: Sequence[Table]) -> Table:
    """Put tables with the same columns one after the other, whole rows at once as in `take`."""
    rows = np.concatenate([table.view(f"V{table.itemsize}") for table in tables])
    return rows.view(tables[0].dtype)
