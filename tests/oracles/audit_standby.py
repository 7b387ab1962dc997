"""Those who have a customer, as the auditor sees them: they stay, or stand by, or go."""

from __future__ import annotations

from typing import Any

from blueprint_sim.simulation.log import Log, Spell
from blueprint_sim.simulation.program import NONE
from tests.oracles.audit_calendar import Calendar
from tests.oracles.audit_rows import Row, SpellRow, by_customer, is_kept
from tests.oracles.audit_workers import Workers
from tests.oracles.by_whom import ByWhom
from tests.oracles.stories import demand


class Standby:
    """Who stands by for which customer, and the spells of which nothing was heard so far."""

    def __init__(
        self, tables: Any, log: Log, calendar: Calendar, by: ByWhom, workers: Workers
    ) -> None:
        self.tables = tables
        self.calendar = calendar
        self.by = by
        self.workers = workers
        held = log.spells[log.spells["kind"] == Spell.HOLD]
        self.spells = by_customer(map(SpellRow._make, held.tolist()))
        self.standing: dict[int, SpellRow] = {}
        self.taken_back: set[int] = set()

    def __contains__(self, customer: int) -> bool:
        """Tell whether somebody stands by for a customer."""
        return customer in self.standing

    def part(self, row: Row, following: Row | None) -> None:
        """Keep the worker for the next visit, or let them stand by, or go."""
        kept = following is not None and is_kept(row, following)
        holds = not kept and self.stands_by(row, following)
        if kept or holds or row.team == NONE or row.worker == NONE:
            expected = NONE if row.team == NONE else self.calendar.now
            demand(row.freed == expected, "a worker who is kept does not wrap up", row)
        else:
            self.workers.let_go(row)
        if kept and row.customer in self.standing:
            if not self.holds(following):
                self.stand_down(row.customer)
        elif row.customer in self.standing and not holds:
            self.settle(row, following)

    def holds(self, row: Row | None) -> bool:
        """Tell whether whoever has the customer stands by at the step of a row."""
        return row is not None and bool(self.tables.steps.hold[row.step])

    def stands_by(self, row: Row, following: Row | None) -> bool:
        """Tell whether who served stands by from now on, as they have to before a hold step."""
        if row.team == NONE or row.customer in self.standing:
            return False
        spells = self.spells.get(row.customer)
        held = spells[0] if spells else None
        if held is None or held.contact != row.contact or held.actor != row.actor:
            demand(not self.holds(following), "who has the customer stands by", row)
            return False
        if following is None:
            return False
        if (held.step, held.visit) != (following.step, following.visit):
            demand(not self.holds(following), "who has the customer stands by", row)
            return False
        demand(held.began == self.calendar.now, "standing by begins where the visit ends", held)
        demand(bool(self.tables.steps.hold[held.step]), "only at a hold step one stands by", held)
        self.standing[row.customer] = spells.pop(0)
        return True

    def settle(self, row: Row, following: Row | None) -> None:
        """Let who stands by take the customer back, stay for the next hold step, or go."""
        held = self.standing[row.customer]
        if following is not None and following.actor == held.actor and following.started >= 0:
            demand(held.freed == NONE, "who takes the customer back is not let go", held)
            demand(held.ended == following.started == self.calendar.now, "it is done at once", held)
            del self.standing[row.customer]
            self.taken_back.add(row.customer)
        elif not self.holds(following):
            self.stand_down(row.customer)
            names = [] if following is None else list(self.by.lists(following))
            back = bool(names) and all(held.team in teams for teams in names)
            demand(not back, "who stands by takes the customer back", following)

    def stand_down(self, customer: int) -> None:
        """Let go who stands by."""
        held = self.standing.pop(customer)
        demand(held.ended == self.calendar.now, "standing by ends here", held)
        demand(held.freed >= self.calendar.now, "who stands by no more is let go", held)
        if held.worker != NONE:
            self.workers.let_go(held)
