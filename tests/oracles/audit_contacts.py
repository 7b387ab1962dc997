"""The contacts of a log, as the auditor goes through them: who is in which, and what is to come."""

from __future__ import annotations

from typing import Any

from blueprint_sim.simulation.log import Log
from blueprint_sim.simulation.program import NONE, Outcome
from tests.oracles.audit_backstage import Branches
from tests.oracles.audit_calendar import RECONTACT, Calendar
from tests.oracles.audit_channels import Lines
from tests.oracles.audit_rows import Contact, Row, SpellRow, by_customer
from tests.oracles.stories import demand


class Contacts:
    """What nothing has led to so far, by customer, and the contacts of those who are here."""

    def __init__(self, tables: Any, log: Log, calendar: Calendar, branches: Branches) -> None:
        self.tables = tables
        self.calendar = calendar
        self.branches = branches
        over = log.customers[log.customers["outcome"] == Outcome.UNFINISHED]
        self.cut_off = set(over["customer"][~over["returns_later"]].tolist())
        """Customers who are sent home, or there still as the run ends."""
        self.lines = Lines(tables, calendar)
        self.rows = by_customer(map(Row._make, log.visits.tolist()))
        self.coming = by_customer(map(Contact._make, log.contacts.tolist()))
        """The first of them is the one at hand, if the customer is here."""
        self.here: dict[int, Contact] = {}
        """The contact of each customer who is in one."""
        self.chasing: set[int] = set()
        """Those who come back although nobody does so after such a contact."""
        self.wrong = set(log.surfaced[["customer", "contact"]].tolist())
        """The contacts to which something led that turned out to be wrong, by customer."""
        self.closed = False
        self.goes_home: set[int] = set()
        """Those who were being served as the service closed for good."""

    # What is to come

    def next_row(self, customer: int, contact: int) -> Row | None:
        """Give the next row of a contact, or of what goes on after it."""
        rows = self.rows.get(customer)
        return rows[0] if rows and rows[0].contact == contact else None

    def next_here(self, row: Row) -> Row | None:
        """Give the next row of the same contact, while the customer is there and need not wait."""
        following = self.next_row(row.customer, row.contact)
        gone = following is not None and (
            self.tables.steps.away[following.step]
            or self.branches.lacks(row.customer, following.step)
        )
        return None if gone else following

    def finds_out(self, contact: Contact) -> bool:
        """Tell whether somebody comes as something turned out to be wrong."""
        return contact[:2] in self.wrong

    def onward(self, customer: int) -> Contact | None:
        """Give the contact that goes on from the one at hand, if one does."""
        coming = self.coming[customer][1 if customer in self.here else 0 :]
        return coming[0] if coming and coming[0].onward else None

    # Who is there

    def fits(self, row: Row | SpellRow) -> bool:
        """Tell whether a step is on the channel of the contact at hand."""
        contact, channel = self.here.get(row.customer), self.tables.steps.channel[row.step]
        return contact is not None and channel in (NONE, contact.channel)

    def is_there(self, row: Row) -> bool:
        """Tell whether the customer sees the step, and stays for it."""
        here = self.here.get(row.customer)
        return bool(self.tables.steps.visible[row.step] and self.lines.is_live(here))

    def answers_later(self, row: Row) -> bool:
        """Tell whether the customer takes their time to answer a visit."""
        return self.lines.answers_later(row, self.here.get(row.customer))

    # Beginning and end

    def open(self, contact: Contact) -> None:
        """Be in a contact, on a line if there is a step to take; who finds none is out at once."""
        self.here[contact.customer] = contact
        row: Row | SpellRow | None = self.next_row(contact.customer, contact.contact)
        now = self.calendar.now
        row = row or self.branches.parks_at(contact.customer, contact.contact, now, None)
        if row is not None and not self.tables.steps.away[row.step]:
            self.lines.take(contact)
        elif row is None and contact.outcome == Outcome.BLOCKED:
            self.lines.are_taken(contact)

    def leave(self, customer: int, *outcomes: Outcome) -> int:
        """Be in no contact any more; give how it ended."""
        contact = self.coming[customer].pop(0)
        demand(self.here.pop(customer) == contact, "one contact at a time", contact)
        demand(contact.ended == self.calendar.now, "a contact ends with its last row", contact)
        if outcomes:
            demand(contact.outcome in outcomes, "an end has its outcome", contact)
        else:
            demand(contact.outcome != Outcome.MOVED_ON, "who moves on goes somewhere", contact)
        self.lines.free(contact)
        return contact.outcome

    def goes_away_too_late(self, customer: int) -> bool:
        """Tell whether the log has somebody go away for something that no day is left for."""
        here = self.here.get(customer)
        moves = here is not None and here.outcome == Outcome.MOVED_ON
        return moves and self.calendar.opening(self.calendar.now) is None

    def end(self, customer: int, *outcomes: Outcome) -> None:
        """Go, and come back when the log says so."""
        outcome: int | None = self.leave(customer, *outcomes) if customer in self.here else None
        if outcome == Outcome.UNFINISHED:
            demand(self.closed or customer in self.goes_home, "nobody is sent home", customer)
        if Outcome.UNFINISHED in (outcome, *outcomes):
            demand(not self.coming[customer], "who is sent home does not come back", customer)
        self.go_home(customer, outcome)

    def go_home(self, customer: int, outcome: int | None) -> None:
        """Be gone, until the log says that they are back, be it to ask after what was promised."""
        self.goes_home.discard(customer)
        cut_off = customer in self.cut_off and not self.coming[customer]
        self.branches.leave(customer, for_good=cut_off)
        if self.coming[customer]:
            self.calendar.plan(self.coming[customer][0].began, RECONTACT, (customer,), None)
            if outcome is not None and self.tables.afterwards.chance[outcome] == NONE:
                self.chasing.add(customer)
