"""The diary: what journeys write down, in few strokes, and how it unfolds into the log.

Most moments of truth belong to a visit and feel like nothing, so a visit's own line carries how
its work felt; only waits and questions have lines of their own. What the log wants said at
length, a row a moment, is worked out once at the end, in arrays.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.simulation.log import (
    CONTACTS,
    CUSTOMERS,
    EVENTS,
    MOMENTS,
    VISITS,
    Column,
    Log,
    Moment,
    Rows,
    Table,
    canonical,
)

UNFELT = float("nan")
"""The valence of what is no moment of truth."""

_FELT = Column("felt", "f8", "-2..+2", "the valence of the work, or of the ending")
_LINE = Column("line", "i4", "number", "the line that the visit will have in the diary")
_AT = Column("at", "i8", "ticks", "when it was felt")
_FACT = Column("fact", "i2", "fact", "what was asked")


class Diary:
    """All that is written down in one run."""

    def __init__(self) -> None:
        self.visits = Rows((*VISITS, _FELT))
        self.contacts = Rows(CONTACTS)
        self.customers = Rows((*CUSTOMERS, _FELT))
        self.events = Rows(EVENTS)
        self._waits = Rows((_LINE, _AT, _FELT))
        self._questions = Rows((_LINE, _AT, _FELT, _FACT))

    def wait(self, at: int, felt: float) -> None:
        """Write down a wait, before the visit in which it ended."""
        self._waits.append((len(self.visits), at, felt))

    def question(self, at: int, felt: float, fact: int) -> None:
        """Write down a question, before the visit in which it was asked."""
        self._questions.append((len(self.visits), at, felt, fact))

    def latest(self) -> int:
        """Give the last tick at which anything ended; -1: nothing has."""
        visits, contacts = self.visits.table(), self.contacts.table()
        columns = (visits["ended"], visits["freed"], contacts["ended"])
        return max((int(column.max()) for column in columns if len(column)), default=-1)

    def log(self, ended: int) -> Log:
        """Unfold the diary."""
        visits, customers = self.visits.table(), self.customers.table()
        return Log(
            visits=canonical(_without_felt(visits)),
            contacts=canonical(self.contacts.table()),
            customers=canonical(_without_felt(customers)),
            moments=self._moments(visits, customers),
            events=canonical(self.events.table()),
            ended=ended,
        )

    def _moments(self, visits: Table, customers: Table) -> Table:
        waits, questions = self._waits.table(), self._questions.table()
        work = np.flatnonzero(~np.isnan(visits["felt"]))
        ends = customers[~np.isnan(customers["felt"])]
        moments = np.concatenate(
            [
                _of_visits(visits[waits["line"]], Moment.WAIT, waits["at"], waits["felt"]),
                _of_visits(
                    visits[questions["line"]],
                    Moment.QUESTION,
                    questions["at"],
                    questions["felt"],
                    questions["fact"],
                ),
                _of_visits(
                    visits[work], Moment.WORK, visits["ended"][work], visits["felt"][work]
                ),
                _endings(ends),
            ]
        )
        last = np.full(len(ends), len(visits))
        line = np.concatenate([waits["line"], questions["line"], work, last])
        return moments[np.lexsort((moments["kind"], line, moments["customer"]))]


def _without_felt(table: Table) -> Table:
    """Give the columns that the log declares: all but the last."""
    names = [name for name in table.dtype.names or () if name != "felt"]
    bare = np.empty(len(table), [(name, table.dtype[name]) for name in names])
    for name in names:
        bare[name] = table[name]
    return bare


def _of_visits(
    visits: Table,
    kind: Moment,
    at: NDArray[np.int64],
    felt: NDArray[np.float64],
    detail: NDArray[np.int16] | int = -1,
) -> Table:
    moments = _blank(len(visits))
    for name in ("customer", "contact", "step", "visit"):
        moments[name] = visits[name]
    moments["kind"], moments["detail"] = kind, detail
    moments["at"], moments["valence"] = at, felt
    return moments


def _endings(customers: Table) -> Table:
    moments = _blank(len(customers))
    moments["customer"], moments["contact"] = customers["customer"], customers["contacts"]
    moments["step"], moments["visit"] = -1, 0
    moments["kind"], moments["detail"] = Moment.ENDING, customers["outcome"]
    moments["at"], moments["valence"] = customers["ended"], customers["felt"]
    return moments


def _blank(rows: int) -> Table:
    return np.empty(rows, [(column.name, column.dtype) for column in MOMENTS])
