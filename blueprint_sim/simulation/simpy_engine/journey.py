"""The journey: an issue is contacts until it ends."""

from __future__ import annotations

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.program import NONE, Outcome, Target
from blueprint_sim.simulation.simpy_engine.clock import Alarm, Journey, Rank, priority
from blueprint_sim.simulation.simpy_engine.contact import Contact
from blueprint_sim.simulation.simpy_engine.diary import UNFELT
from blueprint_sim.simulation.simpy_engine.house import House

_OUTCOMES = {
    int(Target.DONE): int(Outcome.UNRESOLVED),
    int(Target.DEAD_END): int(Outcome.DEAD_END),
    int(Target.ABANDONED): int(Outcome.ABANDONED),
    int(Target.WALKED_AWAY): int(Outcome.WALKED_AWAY),
    int(Target.BLOCKED): int(Outcome.BLOCKED),
}
_RESOLVED, _UNFINISHED = int(Outcome.RESOLVED), int(Outcome.UNFINISHED)


class Issue:
    """One customer's matter, over all contacts, and how it has felt so far."""

    __slots__ = (
        "alarm",
        "arrived",
        "brought",
        "contact",
        "contacts",
        "customer",
        "had",
        "house",
        "key",
        "misery",
        "persona",
        "reason",
        "resolved",
        "tolerance",
        "told",
        "visits",
        "waited",
    )

    def __init__(self, house: House, customer: int, reason: int, persona: int) -> None:
        self.house = house
        self.customer = customer
        self.key = customer << 64
        """The customer's part of a key of the calendar."""
        self.reason = reason
        self.persona = persona
        self.arrived = house.clock.time
        self.contacts = 0
        self.contact: Contact
        self.brought = 0
        """What the next contact's first actor will know: a mask of facts."""
        self.told = 0
        self.had = 0
        self.resolved = False
        self.misery = 0
        self.tolerance = house.tolerance[persona]
        self.waited = 0
        self.visits: dict[int, int] = {}
        """Visits used up, by step."""
        self.alarm = Alarm(house.clock, self.run())

    def run(self) -> Journey:
        """Go through contacts until the issue ends."""
        house = self.house
        while True:
            house.let_in(self)
            self.contacts += 1
            self.contact = Contact(self)
            target = yield from self.contact.run()
            outcome = self._outcome(target)
            self._write_contact(house.clock.time, outcome)
            if house.afterwards.chance[outcome] == NONE or not self._comes_back(outcome):
                self._end(outcome)
                break
            due = self._due(outcome)
            if due == NONE:
                self._write(house.clock.time, _UNFINISHED, later=True)
                break
            self.brought = self.contact.case.known
            self.alarm.set(due, priority(Rank.RECONTACT, self.customer))
            del house.present[self.customer]
            yield
        yield

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

    def feel(self, total: float) -> float:
        """Live through a moment of truth; `total` is the sum of its feelings."""
        valence = rules.clipped(total)
        if valence <= rules.MISERY:
            self.misery += 1
        return valence

    def cut_off(self, horizon: int) -> None:
        """Log what is open when the run ends."""
        ended = self.contact.cut_off(horizon)
        self._write_contact(ended, _UNFINISHED)
        self._write(ended, _UNFINISHED)

    def _outcome(self, target: int) -> int:
        done = target == Target.DONE and self.house.done_resolves
        return _RESOLVED if self.resolved or done else _OUTCOMES[target]

    def _comes_back(self, outcome: int) -> bool:
        afterwards = self.house.afterwards
        if not rules.may_return(self.contacts, afterwards.returns[outcome]):
            return False
        chance = afterwards.chance[outcome]
        return self.contact.happens(chance, afterwards.slot, self.contacts - 1, 0)

    def _due(self, outcome: int) -> int:
        """Give when the customer comes back; NONE: not before the last close."""
        house = self.house
        slot = house.afterwards.delay_slot[outcome]
        due = house.clock.time + house.tape.duration(slot, self.contacts - 1, self.customer)
        return rules.next_opening(due, house.opens, house.closes)

    def _end(self, outcome: int) -> None:
        total = self.house.feelings.ending[self.persona][outcome]
        if self.contact.case.cold:
            total += self.contact.cold_handoff()
        self._write(self.house.clock.time, outcome, felt=self.feel(total))

    def _write_contact(self, ended: int, outcome: int) -> None:
        rows = self.house.diary.contacts
        rows.add(rows.pack(self.customer, self.contacts, self.contact.began, ended, outcome))

    def _write(
        self, ended: int, outcome: int, *, later: bool = False, felt: float = UNFELT
    ) -> None:
        """Put the issue into the diary, and be gone."""
        house, customer, rows = self.house, self.customer, self.house.diary.customers
        who = (customer, self.reason, self.persona, self.arrived)
        rows.append((*who, ended, self.contacts, outcome, later, felt))
        del house.present[customer]
