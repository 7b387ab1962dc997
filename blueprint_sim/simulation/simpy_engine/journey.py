"""The journey: an issue is contacts until it ends."""

from __future__ import annotations

from typing import Any, NamedTuple

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.engine import Tape
from blueprint_sim.simulation.log import Moment
from blueprint_sim.simulation.program import NONE, Outcome, Program, Target
from blueprint_sim.simulation.simpy_engine.clock import Clock, Journey, Rank, priority
from blueprint_sim.simulation.simpy_engine.contact import Contact
from blueprint_sim.simulation.simpy_engine.plan import Plan
from blueprint_sim.simulation.simpy_engine.team import Teams

_OUTCOMES = {
    Target.DONE: Outcome.UNRESOLVED,
    Target.DEAD_END: Outcome.DEAD_END,
    Target.ABANDONED: Outcome.ABANDONED,
    Target.WALKED_AWAY: Outcome.WALKED_AWAY,
    Target.BLOCKED: Outcome.BLOCKED,
}


class House(NamedTuple):
    """What all journeys of one run share: tables, luck, clock, teams, and the log so far."""

    program: Program
    plan: Plan
    tape: Tape
    clock: Clock
    teams: Teams
    present: dict[int, Issue]
    """Issues begun and not ended, by customer."""
    log: dict[str, list[tuple[Any, ...]]]
    """Rows by table, as they are written."""


class Issue:
    """One customer's matter, over all contacts, and how it has felt so far."""

    def __init__(self, house: House, customer: int, reason: int, persona: int) -> None:
        self.house = house
        self.customer = customer
        self.reason = reason
        self.persona = persona
        self.arrived = house.clock.now
        self.contacts = 0
        self.contact: Contact
        self.brought = 0
        self.told = 0
        self.had = 0
        self.resolved = False
        self.misery = 0
        self.waited = 0
        self.visits: dict[int, int] = {}

    def run(self) -> Journey:
        """Go through contacts until the issue ends."""
        clock = self.house.clock
        while True:
            self.contacts += 1
            self.contact = Contact(self)
            target = yield from self.contact.run()
            outcome = self._outcome(target)
            self._write_contact(clock.now, outcome)
            if not self._comes_back(outcome):
                return self._end(outcome)
            due = self._due(outcome)
            if due == NONE:
                return self._write(clock.now, Outcome.UNFINISHED, returns_later=True)
            self.brought = self.contact.case.known
            yield clock.at(due, priority(Rank.RECONTACT, self.customer))

    def traits(self, known: int, visit: int) -> tuple[int, ...]:
        """Give what conditions may ask, in the order of `Subject`."""
        return (
            self.reason,
            self.persona,
            self.contacts,
            visit,
            known,
            int(self.resolved),
            self.misery,
            self.waited,
            self.had,
        )

    def feel(self, step: int, visit: int, kind: Moment, detail: int, total: float) -> None:
        """Live through a moment of truth; `total` is the sum of its feelings."""
        valence = rules.clipped(total)
        if valence <= rules.MISERY:
            self.misery += 1
        now = self.house.clock.now
        self.house.log["moments"].append(
            (self.customer, self.contacts, step, visit, kind, detail, now, valence)
        )

    def cut_off(self, horizon: int) -> None:
        """Log what is open when the run ends."""
        ended = self.contact.cut_off(horizon)
        self._write_contact(ended, Outcome.UNFINISHED)
        self._write(ended, Outcome.UNFINISHED, returns_later=False)

    def _outcome(self, target: int) -> Outcome:
        done = target == Target.DONE and self.house.program.done_resolves
        return Outcome.RESOLVED if self.resolved or done else _OUTCOMES[Target(target)]

    def _comes_back(self, outcome: Outcome) -> bool:
        afterwards = self.house.program.afterwards
        choice = afterwards.chance[outcome]
        if choice == NONE or not rules.may_return(self.contacts, afterwards.returns[outcome]):
            return False
        return self.contact.way.happens(choice, afterwards.slot, self.contacts - 1, 0)

    def _due(self, outcome: Outcome) -> int:
        """Give when the customer comes back; NONE: not before the last close."""
        house = self.house
        slot = house.program.afterwards.delay_slot[outcome]
        due = house.clock.now + house.tape.duration(slot, self.contacts - 1, self.customer)
        return rules.next_opening(due, house.plan.opens, house.plan.closes)

    def _end(self, outcome: Outcome) -> None:
        total = self.house.program.feelings.ending[self.persona][outcome]
        total += self.contact.cold_handoff()
        self.feel(NONE, 0, Moment.ENDING, outcome, total)
        self._write(self.house.clock.now, outcome, returns_later=False)

    def _write_contact(self, ended: int, outcome: Outcome) -> None:
        row = (self.customer, self.contacts, self.contact.began, ended, outcome)
        self.house.log["contacts"].append(row)

    def _write(self, ended: int, outcome: Outcome, *, returns_later: bool) -> None:
        who = (self.customer, self.reason, self.persona)
        how = (self.arrived, ended, self.contacts, outcome, returns_later)
        self.house.log["customers"].append((*who, *how))
        del self.house.present[self.customer]
