"""The case: who has it in hand within one contact, what they know, and what gets lost."""

from __future__ import annotations

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.log import Handoff
from blueprint_sim.simulation.program import NONE
from blueprint_sim.simulation.simpy_engine.customer import Customer
from blueprint_sim.simulation.simpy_engine.plan import Actor

_NONE, _WARM, _COLD = int(Handoff.NONE), int(Handoff.WARM), int(Handoff.COLD)


class Case(Customer):
    """A customer whose case passes from hand to hand."""

    __slots__ = ("_departures", "_memory", "cold", "holder", "known")

    known: int
    """What the holder knows: a mask of facts. Before anybody has it: what was brought."""
    holder: Actor | None
    cold: bool
    """Something known was lost, and the customer has not felt it yet."""
    _memory: dict[Actor, int] | None
    _departures: dict[int, int] | None

    def open_case(self) -> None:
        """Begin a contact, in which nobody has the case yet."""
        self.known = self.brought
        self.holder = None
        self.cold = False
        self._memory = None
        self._departures = None

    def leave_case(self) -> None:
        """Leave the case to others, once the contact is over, with what was brought."""
        self.known = self.brought
        self.holder = None
        self._memory = None

    def hand_to(self, actor: Actor) -> int:
        """Put the case into somebody's hands; give the `Handoff`."""
        holder, before = self.holder, self.known
        if before or self._memory:
            self.known = self.known_by(actor)
            self._remember(actor)
        self.holder = actor
        if holder is None:
            return _NONE
        self._depart(holder[0])
        if not before & ~self.known:
            return _WARM
        self.cold = True
        return _COLD

    def learn(self, fact: int) -> None:
        """Let the holder know one more fact, given as a mask."""
        assert self.holder is not None
        self.known |= fact
        self._remember(self.holder)

    def known_by(self, actor: Actor) -> int:
        """Give what somebody would know who took the case now: told before, or passed on."""
        told = self._memory.get(actor, 0) if self._memory else 0
        return told | self.passed()

    def tell(self, actor: Actor) -> None:
        """Let somebody who is on the line as well know all that the holder knows."""
        known = self.known_beside(actor)
        self._memory = {**(self._memory or {}), actor: known}

    def known_beside(self, actor: Actor) -> int:
        """Give what somebody knows who is on the line together with the holder."""
        return self.known | (self._memory.get(actor, 0) if self._memory else 0)

    def passed(self) -> int:
        """Give what of the holder's knowledge passes on if the case leaves their hands now."""
        known = self.known
        if self.holder is None or not known:
            return known
        team, house = self.holder[0], self.house
        if house.plan.always_carries[team]:
            return known
        teams = house.program.teams
        departures = self._departures.get(team, 0) if self._departures else 0
        visit = (self.contacts - 1) << 16 | departures
        luck = [
            0.0 if slot == NONE else house.share(slot, visit, self.number)
            for slot in teams.carry_slot[team]
        ]
        return rules.carried(known, teams.carries[team], luck)

    def feel_cold(self) -> float:
        """Feel a cold handoff, once, in the first moment after it; give its valence."""
        self.cold = False
        return self.who.cold_handoff

    def _remember(self, actor: Actor) -> None:
        if self._memory is None:
            self._memory = {}
        self._memory[actor] = self.known

    def _depart(self, team: int) -> None:
        """Count the departures from a team, if what passes on is a matter of luck."""
        if self.house.plan.always_carries[team]:
            return
        if self._departures is None:
            self._departures = {}
        self._departures[team] = self._departures.get(team, 0) + 1
