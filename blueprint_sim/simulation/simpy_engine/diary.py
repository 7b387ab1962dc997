"""The diary: what journeys write down, in few strokes, and how it unfolds into the log.

Most moments of truth belong to a visit and feel like nothing, so a visit's own line carries how
its wait and its work felt; only questions have lines of their own. Likewise a customer's line
carries the end of their last contact. What the log wants said at length, a row a moment, is
worked out once at the end, in arrays.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.simulation.log import (
    AVOIDED,
    CONTACTS,
    CUSTOMERS,
    EVENTS,
    MOMENTS,
    SPELLS,
    SURFACED,
    VISITS,
    Column,
    Log,
    Moment,
    Rows,
    Table,
    canonical,
    canonical_spells,
    joined,
    take,
)
from blueprint_sim.simulation.program import NONE

_WAIT = Column("wait", "f8", "-2..+2", "the valence of the wait that ended in it; NaN: none")
_FELT = Column("felt", "f8", "-2..+2", "the valence of the work, or of the ending; NaN: none")
_BEGAN = Column("began", "i8", "ticks", "when the last contact began")
_LAST = Column("last", "i1", "Outcome", "how the last contact ended; -1: it stands already")
_CHANNEL = Column("channel", "i2", "channel", "the channel of the last contact")
_ONWARD = Column("onward", "?", "flag", "the last contact went on from the one before")
_LINE = Column("line", "i4", "number", "the line that the visit will have in the diary")
_SERVED = Column("served", "?", "flag", "in the next visit, or on the way to it off the line")
_NO_WORKER = (NONE, NONE, NONE, NONE)
"""Of a callback: team, worker, when they were free, and when a task was due."""
_AT = Column("at", "i8", "ticks", "when it was felt")
_FACT = Column("fact", "i2", "fact", "what was asked")


class Diary:
    """All that is written down in one run.

    Parameters
    ----------
    visible
        Whether the customers see each step.
    """

    def __init__(self, visible: NDArray[np.bool_]) -> None:
        self._visible = visible
        self.visits = Rows((*VISITS, _WAIT, _FELT))
        self.contacts = Rows(CONTACTS)
        self.customers = Rows((*CUSTOMERS, _BEGAN, _LAST, _CHANNEL, _ONWARD, _FELT))
        self.events = Rows(EVENTS)
        self.spells = Rows(SPELLS)
        self.avoided = Rows(AVOIDED)
        self.surfaced = Rows(SURFACED)
        self._questions = Rows((_LINE, _AT, _FELT, _FACT))
        self._callbacks = Rows((*SPELLS, _LINE, _FELT))
        self._promises = Rows((*MOMENTS[:4], _LINE, _SERVED, _AT, _FELT))
        self.heard = -1
        """When somebody in line was told something last, or waited for all; -1: never."""

    def question(self, at: int, felt: float, fact: int) -> None:
        """Write down a question, before the visit in which it was asked."""
        self._questions.append((len(self.visits), at, felt, fact))

    def callback(self, row: tuple[int, ...], felt: float) -> None:
        """Write down a spell off the line, and the wait before it, just before the visit."""
        self._callbacks.append((*row, *_NO_WORKER, len(self.visits), felt))

    def promise(
        self, where: tuple[int, int, int, int], at: int, felt: float, *, served: bool
    ) -> None:
        """Write down a broken promise, before the visit in which or before which it was.

        `where` says who made it: customer, contact, step and visit. If not `served`, it was felt
        before anything that belongs to the next visit.
        """
        self._promises.append((*where, len(self.visits), served, at, felt))

    def latest(self) -> int:
        """Give the last tick at which anything ended or was said in a line; -1: nothing."""
        visits, spells = self.visits.table(), self.spells.table()
        columns = [visits["freed"], spells["freed"], self.events.table()["at"]]
        ended = (visits, spells, self.customers.table(), self.contacts.table())
        filled = [column for column in (*columns, *(t["ended"] for t in ended)) if len(column)]
        return max([self.heard, *(int(column.max()) for column in filled)])

    def log(self, ended: int) -> Log:
        """Unfold the diary."""
        visits, customers = self.visits.table(), canonical(self.customers.table())
        order = np.argsort(visits["customer"], kind="stable")
        moments = self._moments(visits, order, customers)
        return Log(
            visits=take(_first(VISITS, visits), order),
            contacts=self._contacts(customers),
            customers=_first(CUSTOMERS, customers).copy(),
            moments=moments,
            events=canonical(self.events.table()),
            spells=self._spells(),
            avoided=self.avoided.table(),
            surfaced=canonical(self.surfaced.table()),
            ended=ended,
        )

    def _spells(self) -> Table:
        callbacks = _first(SPELLS, self._callbacks.table())
        return canonical_spells(np.concatenate([callbacks, self.spells.table()]))

    def _contacts(self, customers: Table) -> Table:
        customers = customers[customers["last"] != NONE]
        last = np.empty(len(customers), _dtype(CONTACTS))
        for name, source in _LAST_CONTACT.items():
            last[name] = customers[source]
        return canonical(np.concatenate([self.contacts.table(), last]))

    def _moments(self, visits: Table, order: NDArray[np.intp], customers: Table) -> Table:
        """Give all moments: by customer, then in the order of the lines, then wait to ending.

        A promise is broken within a visit, or after the visit before.
        """
        place = np.empty_like(order)
        place[order] = np.arange(len(order))
        waits = np.flatnonzero(~np.isnan(visits["wait"]))
        work = np.flatnonzero(~np.isnan(visits["felt"]))
        questions, callbacks = self._questions.table(), self._callbacks.table()
        callbacks = callbacks[~np.isnan(callbacks["felt"])]
        ends = customers[~np.isnan(customers["felt"])]
        promises = self._promises.table()
        moments = joined(
            [
                self._waits(take(visits, waits)),
                _waits_for_offers(callbacks),
                _questions(take(visits, questions["line"]), questions),
                _work(take(visits, work)),
                _endings(ends),
                _broken(promises),
            ]
        )
        lines = (waits, callbacks["line"], questions["line"], work)
        line = np.concatenate([*(place[each] for each in lines), _last(ends, visits)])
        turn = 2 * moments["kind"][: len(line)] + 1
        if len(promises):
            broken = _before(promises, visits, order) + promises["served"]
            line = np.concatenate([line, broken])
            turn = np.concatenate([turn, self._turns(promises, visits[order[broken]])])
        return take(moments, np.argsort(line << 3 | turn, kind="stable"))

    def _turns(self, promises: Table, visits: Table) -> NDArray[np.intp]:
        """Give whether promises are broken before the wait of a visit ends, after it, or later."""
        seen = self._visible[visits["step"]]
        return np.where(promises["served"], np.where(seen, 2, 0), 6)

    def _waits(self, visits: Table) -> Table:
        """Give the waits: those for a visible step end as it begins."""
        moments = _of_visits(visits, Moment.WAIT)
        begins = self._visible[visits["step"]] & (visits["started"] >= 0)
        moments["at"] = np.where(begins, visits["started"], visits["ended"])
        moments["valence"] = visits["wait"]
        return moments


_LAST_CONTACT = {
    "customer": "customer",
    "contact": "contacts",
    "began": "began",
    "ended": "ended",
    "outcome": "last",
    "channel": "channel",
    "onward": "onward",
}


def _waits_for_offers(callbacks: Table) -> Table:
    """Give the waits that ended as a callback was accepted."""
    moments = _of_visits(callbacks, Moment.WAIT)
    moments["at"], moments["valence"] = callbacks["began"], callbacks["felt"]
    return moments


def _questions(visits: Table, questions: Table) -> Table:
    moments = _of_visits(visits, Moment.QUESTION)
    moments["at"], moments["valence"] = questions["at"], questions["felt"]
    moments["detail"] = questions["fact"]
    return moments


def _broken(promises: Table) -> Table:
    moments = _of_visits(promises, Moment.PROMISE)
    moments["at"], moments["valence"] = promises["at"], promises["felt"]
    return moments


def _before(promises: Table, visits: Table, order: NDArray[np.intp]) -> NDArray[np.intp]:
    """Give the place of each customer's last visit before a promise was broken."""
    lines = visits["customer"][order].astype(np.intp) * len(visits) + order
    written = promises["customer"].astype(np.intp) * len(visits) + promises["line"]
    after: NDArray[np.intp] = np.searchsorted(lines, written)
    return after - 1


def _last(customers: Table, visits: Table) -> NDArray[np.intp]:
    """Give the place of each customer's last visit."""
    numbers = customers["customer"]
    up_to = np.cumsum(np.bincount(visits["customer"], minlength=numbers.max(initial=0) + 1))
    places: NDArray[np.intp] = up_to[numbers] - 1
    return places


def _work(visits: Table) -> Table:
    moments = _of_visits(visits, Moment.WORK)
    moments["at"], moments["valence"] = visits["ended"], visits["felt"]
    return moments


def _of_visits(visits: Table, kind: Moment) -> Table:
    moments = np.empty(len(visits), _dtype(MOMENTS))
    for name in ("customer", "contact", "step", "visit"):
        moments[name] = visits[name]
    moments["kind"], moments["detail"] = kind, NONE
    return moments


def _endings(customers: Table) -> Table:
    moments = np.empty(len(customers), _dtype(MOMENTS))
    moments["customer"], moments["contact"] = customers["customer"], customers["contacts"]
    moments["step"], moments["visit"] = NONE, 0
    moments["kind"], moments["detail"] = Moment.ENDING, customers["outcome"]
    moments["at"], moments["valence"] = customers["ended"], customers["felt"]
    return moments


def _first(columns: Sequence[Column], table: Table) -> Table:
    """Give the first columns of a table, as a view."""
    return np.ndarray(len(table), _dtype(columns), table, strides=table.strides)


def _dtype(columns: Sequence[Column]) -> np.dtype[np.void]:
    return np.dtype([(column.name, column.dtype) for column in columns])
