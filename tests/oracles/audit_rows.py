"""The rows of a log, by the names of their columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from blueprint_sim.simulation.log import End
from blueprint_sim.simulation.program import NONE
from tests.oracles.plain_state import Actor


class Row(NamedTuple):
    """One row of the visits of a log, by the names of its columns."""

    customer: int
    contact: int
    step: int
    visit: int
    team: int
    worker: int
    asked: int
    started: int
    ended: int
    freed: int
    how: int
    questions: int
    repeats: int
    handoff: int

    @property
    def actor(self) -> Actor:
        """Who served."""
        return self.team, self.worker


class SpellRow(NamedTuple):
    """One row of the spells of a log, by the names of its columns."""

    customer: int
    contact: int
    step: int
    visit: int
    kind: int
    began: int
    ended: int
    team: int
    worker: int
    freed: int
    asked: int

    @property
    def actor(self) -> Actor:
        """Who stands by."""
        return self.team, self.worker

    def as_visit(self) -> Row:
        """Give a task as the visit of a step."""
        how = End.SERVED if self.began != NONE else End.UNFINISHED
        times = (self.asked, self.began, self.ended, self.freed)
        return Row(*self[:4], self.team, self.worker, *times, how, 0, 0, 0)


class Contact(NamedTuple):
    """One row of the contacts of a log, by the names of its columns."""

    customer: int
    contact: int
    began: int
    ended: int
    outcome: int
    channel: int
    onward: bool


def is_kept(before: Row, row: Row) -> bool:
    """Tell whether a visit goes on with the worker of the visit before."""
    return (
        before.how == row.how == End.SERVED
        and before.team != NONE
        and before.actor == row.actor
        and before.ended == row.asked == row.started
    )


def by_customer(rows: Iterable[Any]) -> dict[int, list[Any]]:
    """Sort rows out by their first column, each customer's in the order of the log."""
    sorted_out: dict[int, list[Any]] = {}
    for row in rows:
        sorted_out.setdefault(row[0], []).append(row)
    return sorted_out
