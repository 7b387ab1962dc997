"""The channels as the auditor sees them: their lines, and what they do to who is on them."""

from __future__ import annotations

from typing import Any

from blueprint_sim.simulation.engine import Tape
from blueprint_sim.simulation.program import NONE
from tests.oracles.audit_calendar import Calendar
from tests.oracles.audit_rows import Contact, Row
from tests.oracles.stories import demand


class Lines:
    """The lines of the channels, and what a channel does to those who are on it."""

    def __init__(self, tables: Any, calendar: Calendar) -> None:
        self.tables, self.calendar = tables, calendar
        self.taken: dict[int, set[int]] = {}
        """By channel, the customers who are on it."""

    def take(self, contact: Contact) -> None:
        taken = self.taken.setdefault(contact.channel, set())
        demand(not self.is_full(contact), "no more contacts than lines", contact)
        taken.add(contact.customer)

    def are_taken(self, contact: Contact) -> None:
        demand(self.is_full(contact), "a free line is given", contact)
        demand(contact.ended == contact.began, "who finds no line does not wait", contact)

    def is_full(self, contact: Contact) -> bool:
        if contact.channel == NONE:
            return False
        lines = self.tables.channels.lines[contact.channel]
        return 0 <= lines <= len(self.taken.get(contact.channel, ()))

    def free(self, contact: Contact) -> None:
        self.taken.get(contact.channel, set()).discard(contact.customer)

    def is_live(self, contact: Contact | None) -> bool:
        """Tell whether the customer is there."""
        if contact is None or contact.channel == NONE:
            return contact is not None
        return bool(self.tables.channels.live[contact.channel])

    def answers_later(self, row: Row, contact: Contact | None) -> bool:
        """Tell whether the customer takes their time to answer a visit."""
        asks = row.questions and self.tables.steps.visible[row.step]
        if not asks or contact is None or contact.channel == NONE:
            return False
        return bool(self.tables.channels.replies_slot[contact.channel][row.step] != NONE)

    def answer_due(self, row: Row, here: Contact, tape: Tape) -> int | None:
        """Give when they answer: while it is open; none: after the last close."""
        slot = self.tables.channels.replies_slot[here.channel][row.step]
        delay = tape.duration(slot, row.visit - 1, row.customer)
        return self.calendar.opening(row.ended + delay)
