"""The log: what an engine returns, and all that anything after it reads.

Its columns are declared here once; packing, frames and documentation derive from them. The rows
of one customer stand in the order in which they ended, customers in the order of their numbers,
so that two engines that agree give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Table: TypeAlias = NDArray[np.void]
"""A structured array; its fields are the columns declared below."""


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


class Handoff(IntEnum):
    """Whether the case changed hands as the visit began, and whether anything known was lost."""

    NONE = 0
    WARM = 1
    COLD = 2


class Moment(IntEnum):
    """The kinds of moments of truth."""

    WAIT = 0
    QUESTION = 1
    WORK = 2
    ENDING = 3


VISITS = (
    Column("customer", "i4", "number", "rank by arrival in the scenario's population, from 0"),
    Column("contact", "i4", "number", "number of the contact within the issue, from 1"),
    Column("step", "i2", "step", "the step"),
    Column("visit", "i4", "number", "number of this customer's visit of this step, from 1"),
    Column("team", "i2", "team", "who served, or in whose line the customer stood; -1: nobody"),
    Column("worker", "i4", "number", "worker of the team, from 0; -1: nobody, or unlimited"),
    Column("asked", "i8", "ticks", "when the customer came to the step"),
    Column("started", "i8", "ticks", "when it began; -1: never"),
    Column("ended", "i8", "ticks", "when it ended, or the customer gave up, or the run ended"),
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
    Column("ended", "i8", "ticks", "when it ended, or the run did"),
    Column("outcome", "i1", "Outcome", "how it ended"),
)

CUSTOMERS = (
    Column("customer", "i4", "number", "the customer"),
    Column("reason", "i2", "reason", "why they came"),
    Column("persona", "i2", "persona", "who they are"),
    Column("arrived", "i8", "ticks", "when the first contact began"),
    Column("ended", "i8", "ticks", "when the issue ended, or the run did"),
    Column("contacts", "i4", "count", "contacts begun"),
    Column("outcome", "i1", "Outcome", "how the issue ended"),
    Column("returns_later", "?", "flag", "would have come back after the last close"),
)

MOMENTS = (
    Column("customer", "i4", "number", "the customer"),
    Column("contact", "i4", "number", "the contact, from 1"),
    Column("step", "i2", "step", "the step in which it was felt; -1: the ending"),
    Column("visit", "i4", "number", "number of the visit of that step, from 1; 0: the ending"),
    Column("kind", "i1", "Moment", "wait, question, work or ending"),
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

TABLES: dict[str, tuple[Column, ...]] = {
    "visits": VISITS,
    "contacts": CONTACTS,
    "customers": CUSTOMERS,
    "moments": MOMENTS,
    "events": EVENTS,
}


class Log(NamedTuple):
    """The tables of one run, each in canonical order."""

    visits: Table
    contacts: Table
    customers: Table
    moments: Table
    events: Table
    ended: int
    """The last tick: the end of the last work or of the last day, whichever is later."""


class Writer:
    """Takes rows as an engine writes them, and packs them into a log."""

    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in TABLES}
        self._packed: dict[str, list[Table]] = {name: [] for name in TABLES}

    def tidy(self) -> None:
        """Pack the rows so far: an array needs a tenth of the memory."""
        for name, rows in self.rows.items():
            if rows:
                self._packed[name].append(packed(name, rows))
                rows.clear()

    def latest(self) -> int:
        """Give the last tick at which anything ended; -1: nothing has."""
        self.tidy()
        columns = [part[column] for part in self._packed["visits"] for column in ("ended", "freed")]
        columns += [part["ended"] for part in self._packed["contacts"]]
        return max((int(column.max()) for column in columns), default=-1)

    def log(self, ended: int) -> Log:
        """Put all rows into canonical order."""
        self.tidy()
        tables = {name: _canonical(name, parts) for name, parts in self._packed.items()}
        return Log(ended=ended, **tables)


def packed(name: str, rows: Sequence[tuple[Any, ...]]) -> Table:
    """Pack rows of a table into a structured array, in the order in which they stand."""
    columns = TABLES[name]
    table = np.empty(len(rows), dtype=[(column.name, column.dtype) for column in columns])
    if rows:
        for column, cells in zip(columns, zip(*rows, strict=True), strict=True):
            table[column.name] = cells
    return table


def _canonical(name: str, parts: list[Table]) -> Table:
    """Join parts in the order of customers; stable, so each one's own order is kept."""
    table = np.concatenate(parts) if parts else packed(name, [])
    return table[np.argsort(table["customer"], kind="stable")]
