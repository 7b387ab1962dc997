"""What those in line put up with, as far as the log decides: how long a line, what wait."""

from __future__ import annotations

import math
from typing import Any

from blueprint_sim.simulation.engine import Tape
from blueprint_sim.simulation.program import NONE
from tests.oracles.audit_contacts import Contacts
from tests.oracles.audit_queue import Queue, Waiting
from tests.oracles.audit_rows import Row


class Patience:
    """Answers from personas, from what is said in a line, and from the tape."""

    def __init__(
        self, tables: Any, people: Any, tape: Tape, contacts: Contacts, queue: Queue
    ) -> None:
        self.tables = tables
        self.people = people
        self.tape = tape
        self.contacts = contacts
        self.queue = queue

    def balks(self, somebody: Waiting) -> set[bool]:
        """Give whether they refuse a line: both, if that hangs on where others stand."""
        row, verdicts = somebody.row, set()
        for team in somebody.firsts:
            if self.tables.teams.machine[team] or not self.contacts.is_there(row):
                verdicts.add(False)
            else:
                verdicts |= {self.is_too_long(length, row) for length in self.queue.in_line(team)}
        return verdicts

    def is_too_long(self, length: int, row: Row) -> bool:
        """Tell whether a customer leaves at once where so many stand in line."""
        table, persona = self.tables.balking, self.people.persona[row.customer]
        chance = sum(
            table.chance[place]
            for place in range(table.at[persona], table.at[persona + 1])
            if table.low[place] <= length <= table.high[place]
        )
        return chance > 0 and self.tape.share(table.slot, row.contact - 1, row.customer) < chance

    def of(self, somebody: Waiting) -> int | None:
        """Give how long they wait; none: for ever, or it depends on whose line it is."""
        row = somebody.row
        slot = self.tables.personas.patience_slot[self.people.persona[row.customer]]
        machine = any(self.tables.teams.machine[team] for team in somebody.firsts)
        if slot == NONE or machine or not self.contacts.is_there(row):
            return None
        patience = self.tape.duration(slot, row.contact - 1, row.customer)
        return self.stretched(patience, somebody.firsts)

    def stretched(self, patience: int, lines: set[int]) -> int | None:
        """Give the patience with what is said in the line; none: it depends on whose line it is."""
        said = self.tables.announcements
        found = set()
        for team in lines:
            after = said.after[team]
            heard = NONE < after <= patience
            left = math.floor((patience - after) * said.patience[team] + 0.5)
            found.add(after + left if heard else patience)
        return found.pop() if len(found) == 1 else None
