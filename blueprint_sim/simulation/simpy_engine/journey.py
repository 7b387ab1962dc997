"""The journey: an issue is contacts until it ends."""

from __future__ import annotations

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.program import NONE, Outcome, Target
from blueprint_sim.simulation.simpy_engine.clock import Rank, Then, priority
from blueprint_sim.simulation.simpy_engine.contact import Contact
from blueprint_sim.simulation.simpy_engine.plan import UNFELT

_OUTCOMES = {
    int(Target.DONE): int(Outcome.UNRESOLVED),
    int(Target.DEAD_END): int(Outcome.DEAD_END),
    int(Target.ABANDONED): int(Outcome.ABANDONED),
    int(Target.WALKED_AWAY): int(Outcome.WALKED_AWAY),
    int(Target.BLOCKED): int(Outcome.BLOCKED),
    int(Target.BALKED): int(Outcome.BALKED),
}
_RECONTACT, _ARRIVAL = priority(Rank.RECONTACT), priority(Rank.ARRIVAL)
_DONE = int(Target.DONE)
_RESOLVED, _UNFINISHED = int(Outcome.RESOLVED), int(Outcome.UNFINISHED)


class Issue(Contact):
    """A customer whose matter takes one contact or more."""

    __slots__ = ()

    def expect(self) -> None:
        """Put the first contact into the calendar."""
        self.house.clock.book(self, self.arrived, _ARRIVAL + self.key, _ARRIVE)

    def arrive(self) -> None:
        """Get in touch for the first time; whoever comes next will be next."""
        self.house.expect_next()
        self.come()

    def come(self) -> None:
        """Begin a contact."""
        self.house.let_in(self)
        self.contacts += 1
        self.begin()

    def reach(self, target: int) -> None:
        """Reach an end of a contact: the issue ends with it, or they will come back."""
        house, now = self.house, self.house.clock.time
        if self.resolved or (target == _DONE and house.done_resolves):
            outcome = _RESOLVED
        else:
            outcome = _OUTCOMES[target]
        due = self.due_back(now, outcome)
        if due is None:
            self.end(now, outcome)
            return
        if due == NONE:
            self.write(now, outcome, _UNFINISHED, later=True)
            return
        self.close(now, outcome)
        self.come_at(due)
        del house.present[self.number]

    def due_back(self, now: int, outcome: int) -> int | None:
        """Give when the customer comes back; NONE: not before the last close; None: not at all."""
        house = self.house
        if house.comes_back[outcome] == NONE or not self._comes_back(outcome):
            return None
        return self.after(now, house.afterwards.delay_slot[outcome])

    def come_at(self, due: int) -> None:
        """Put the next contact into the calendar."""
        self.house.clock.book(self, due, _RECONTACT + self.key, _COME)

    def close(self, now: int, outcome: int) -> None:
        """Put a contact that is not the last into the diary, and keep in mind what was known."""
        row = (self.number, self.contacts, self.began, now, outcome, self.channel, self.onward)
        self.house.diary.contacts.append(row)
        self.brought = self.known

    def cut_off(self, now: int) -> None:
        """Log what is open, and end the issue."""
        super().cut_off(now)
        self.write(now, _UNFINISHED, _UNFINISHED)

    def _comes_back(self, outcome: int) -> bool:
        afterwards = self.house.afterwards
        if not rules.may_return(self.contacts - self.moves, afterwards.returns[outcome]):
            return False
        chance = afterwards.chance[outcome]
        return self.happens(chance, afterwards.slot, self.contacts - 1, 0)

    def after(self, now: int, slot: int) -> int:
        """Give when it is open, once so long has passed; NONE: not before the last close."""
        house = self.house
        due = now + house.duration(slot, self.contacts - 1, self.number)
        return rules.next_opening(due, house.opens, house.closes)

    def end(self, now: int, outcome: int) -> None:
        """End the issue with its last contact."""
        total = self.who.ending[outcome]
        if self.cold:
            total += self.feel_cold()
        self.write(now, outcome, outcome, felt=self.feel(total))

    def write(
        self, ended: int, contact: int, issue: int, *, later: bool = False, felt: float = UNFELT
    ) -> None:
        """Put the outcomes of the last contact and of the issue into the diary, and be gone."""
        house, number, rows = self.house, self.number, self.house.diary.customers
        rows.add(
            rows.pack(
                number,
                self.reason,
                self.who.number,
                self.arrived,
                ended,
                self.contacts,
                issue,
                later,
                self.began,
                contact,
                self.channel,
                self.onward,
                felt,
            )
        )
        del house.present[number]


_ARRIVE: Then = [Issue.arrive]
_COME: Then = [Issue.come]
