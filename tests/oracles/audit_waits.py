"""Waits, as the auditor sees them: from joining a line, or not, to hanging up."""

from __future__ import annotations

from typing import Any

from blueprint_sim.simulation.log import End
from blueprint_sim.simulation.program import Outcome
from tests.oracles.audit_calendar import CALLBACK, RENEGE, RESERVATION_ENDS, Calendar
from tests.oracles.audit_contacts import Contacts
from tests.oracles.audit_patience import Patience
from tests.oracles.audit_queue import Place, Queue, Waiting
from tests.oracles.audit_rows import Row
from tests.oracles.audit_standby import Standby
from tests.oracles.offers import Offers
from tests.oracles.stories import demand


class Waits:
    """What is demanded of those who join a line, and of those who leave it unserved."""

    def __init__(
        self,
        tables: Any,
        calendar: Calendar,
        contacts: Contacts,
        queue: Queue,
        patience: Patience,
        offers: Offers,
        standby: Standby,
    ) -> None:
        self.tables = tables
        self.calendar = calendar
        self.contacts = contacts
        self.queue = queue
        self.patience = patience
        self.offers = offers
        self.standby = standby

    def comer(self, row: Row, places: list[Place]) -> Waiting:
        """Give somebody who joins a line; who is called back later stands in one that offers it."""
        accepted = self.offers.accepted(row)
        demand(accepted or row.how != End.UNANSWERED, "who is called has accepted it", row)
        if accepted is not None:
            places = [place for place in places if self.due(row, place.teams[0]) == accepted.began]
            demand(bool(places), "a callback is offered when it is due", row)
            demand(row.how != End.RENEGED, "nobody hangs up off the line", row)
        return Waiting(row, places, accepted)

    def due(self, row: Row, team: int) -> int | None:
        """Give when a callback is offered; none: never, as while somebody stands by."""
        alone = row.customer not in self.standby
        return self.offers.due(row, team) if alone and self.contacts.is_there(row) else None

    def join(self, somebody: Waiting) -> None:
        """Wait in a line that has room, until the log says that it is over."""
        row, reserved = somebody.row, somebody.may_be_reserved
        may_join = reserved or self.contacts.branches.has(row)
        for team in somebody.firsts if len(somebody.firsts) == 1 else ():
            demand(may_join or not self.queue.is_full(team), "a full line takes nobody", row)
        joins = reserved or False in self.patience.balks(somebody)
        demand(joins, "who finds a line too long does not join", row)
        self.queue.waiting.append(somebody)
        self.expect_offer(somebody)
        if reserved:
            at = row.asked + self.tables.steps.returns_to_same[row.step]
            self.calendar.plan(at, RESERVATION_ENDS, (row.customer, row.step, row.visit), row)
        if row.how == End.RENEGED:
            demand(row.ended - row.asked == self.patience.of(somebody), "patience is kept", row)
            self.calendar.plan(row.ended, RENEGE, (row.customer, row.step, row.visit), row)

    def expect_offer(self, somebody: Waiting) -> None:
        """Let them be asked whether they would rather be called back, if they wait that long."""
        row, patience = somebody.row, self.patience.of(somebody)
        due = {self.due(row, team) for team in somebody.firsts}
        offered = due.pop() if len(due) == 1 else None
        if offered is not None and (patience is None or offered - row.asked <= patience):
            ids = (row.customer, row.step, row.visit)
            self.calendar.plan(offered, CALLBACK, ids, somebody)
        else:
            demand(somebody.accepted is None, "nobody waits for an offer beyond patience", row)

    def offer(self, somebody: Waiting) -> None:
        """Ask whether they would rather be called back."""
        row, accepted = somebody.row, somebody.accepted is not None
        if self.queue.still_waits(row) is None:
            demand(not accepted, "a callback is offered in line", row)
            return
        verdicts = {self.offers.would_accept(row, team) for team in somebody.firsts}
        demand({accepted, None} & verdicts, "who would accept a callback does", row)

    def renege(self, row: Row) -> None:
        """Hang up."""
        somebody = self.queue.still_waits(row)
        assert somebody is not None
        self.queue.waiting.remove(somebody)
        if row.customer in self.standby:
            self.standby.stand_down(row.customer)
        self.contacts.end(row.customer, Outcome.ABANDONED, Outcome.RESOLVED)

    def leave_at_once(self, somebody: Waiting) -> None:
        """Find the line too long."""
        row = somebody.row
        demand(not self.queue.is_full(row.team), "a full line has no place to refuse", row)
        demand(True in self.patience.balks(somebody), "nobody refuses this line", row)
        demand(row.ended == self.calendar.now, "who leaves at once does not wait", row)
        if row.customer in self.standby:
            self.standby.stand_down(row.customer)
        self.contacts.end(row.customer, Outcome.BALKED, Outcome.RESOLVED)
