"""Those who wait for a branch, as the auditor sees them: in a contact, or away."""

from __future__ import annotations

from typing import Any

from blueprint_sim.simulation.program import Outcome
from tests.oracles.audit_backstage import Branches
from tests.oracles.audit_calendar import RECONTACT, Calendar
from tests.oracles.audit_contacts import Contacts
from tests.oracles.audit_rows import SpellRow
from tests.oracles.stories import demand


class Parked:
    """What is demanded of those who need what is not done."""

    def __init__(
        self, tables: Any, calendar: Calendar, contacts: Contacts, branches: Branches
    ) -> None:
        self.tables = tables
        self.calendar = calendar
        self.contacts = contacts
        self.branches = branches
        self.waiting: dict[int, SpellRow] = {}
        self._late: set[int] = set()
        """Customers who are away, and wait for nothing any more but the opening."""

    def park(self, spell: SpellRow) -> None:
        """Wait until what a step needs is done, in the contact or, if the step is, away."""
        customer, contacts = spell.customer, self.contacts
        if self.tables.steps.away[spell.step]:
            contacts.goes_home.discard(customer)
        demand(customer not in contacts.goes_home, "nobody starts after closing", spell)
        lacks = self.branches.lacks(customer, spell.step)
        demand(lacks, "nobody waits for what is done", spell)
        if not self.tables.steps.away[spell.step]:
            demand(contacts.fits(spell), "another channel is another contact", spell)
        elif customer in contacts.here:
            contacts.leave(customer, Outcome.MOVED_ON)
        self.branches.parked.remove(spell)
        self.waiting[customer] = spell
        coming = contacts.coming[customer][:1] if customer not in contacts.here else []
        if coming and not coming[0].onward and coming[0].began == spell.ended:
            self.calendar.plan(spell.ended, RECONTACT, (customer,), spell)

    def give_up(self, spell: SpellRow) -> bool:
        """Get in touch while waiting away for what was promised; tell whether that is so."""
        gives_up = self.waiting.get(spell.customer) is spell
        if gives_up:
            del self.waiting[spell.customer]
        return gives_up

    def send_home(self) -> None:
        """Close, for all but those who are away."""
        for customer, spell in list(self.waiting.items()):
            if not self.tables.steps.away[spell.step]:
                on_time = spell.ended == self.calendar.now
                demand(on_time, "who waits at closing is sent home", spell)
                del self.waiting[customer]
                self.contacts.end(customer, Outcome.UNFINISHED)

    def may_go_on(self, customer: int) -> bool:
        """Tell whether a customer has nothing to wait for any more, not even the opening."""
        spell = self.waiting.get(customer)
        if spell is None or self.branches.lacks(customer, spell.step):
            return False
        if self.contacts.closed:
            self._late.add(customer)
        return not self.contacts.closed

    def late(self) -> list[int]:
        """Give those who have waited for the opening, and forget them."""
        late, self._late = sorted(self._late), set()
        return late

    def leave(self, customer: int) -> SpellRow:
        """Wait no more."""
        spell = self.waiting.pop(customer)
        on_time = spell.ended == self.calendar.now
        demand(on_time, "who waited for a branch goes on as it is done", spell)
        return spell
