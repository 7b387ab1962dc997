"""Offers to be called back: what a log says of them, and what luck says, as far as it is sure."""

from __future__ import annotations

from typing import Any, NamedTuple

from blueprint_sim.simulation.engine import Tape
from blueprint_sim.simulation.log import Log, Spell
from blueprint_sim.simulation.program import NONE
from tests.oracles.audit_rows import Row
from tests.oracles.by_whom import ByWhom


class Accepted(NamedTuple):
    """A callback that was accepted."""

    began: int
    ended: int


class Offers:
    """Answers from the spells of a log and from the tape; None where rules leave it open."""

    def __init__(self, tables: Any, by: ByWhom, tape: Tape, log: Log) -> None:
        self.tables = tables
        self.by = by
        self.tape = tape
        called = log.spells[log.spells["kind"] == Spell.CALLBACK]
        self.left = {row[:4]: Accepted(*row[5:7]) for row in called.tolist()}
        """By customer, contact, step and visit; those that no request has claimed so far."""

    def accepted(self, row: Row) -> Accepted | None:
        """Claim the callback that somebody in line accepts, if they do."""
        return self.left.pop(row[:4], None)

    def due(self, row: Row, team: int) -> int | None:
        """Give when it is offered to somebody in the line of a team; none: never."""
        slot = self.tables.callbacks.after_slot[team]
        if slot == NONE or not self.tables.steps.visible[row.step]:
            return None
        return row.asked + self.tape.duration(slot, row.contact - 1, row.customer)

    def would_accept(self, row: Row, team: int) -> bool | None:
        """Tell whether they accept it."""
        table = self.tables.callbacks
        return self._luck(row, table.accept[team], table.accept_slot[team])

    def would_answer(self, row: Row, team: int) -> bool | None:
        """Tell whether they answer the call."""
        table = self.tables.callbacks
        return self._luck(row, table.answers[team], table.answers_slot[team])

    def _luck(self, row: Row, choice: int, slot: int) -> bool | None:
        luck = self.tape.share(slot, row.contact - 1, row.customer)
        verdicts = {luck < chance for chance in self.by.chances(choice, row)}
        return verdicts.pop() if len(verdicts) == 1 else None
