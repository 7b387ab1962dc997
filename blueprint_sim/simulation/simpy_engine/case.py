"""The case: who has it in hand within one contact, what they know, and what gets lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.log import Handoff
from blueprint_sim.simulation.program import NONE
from blueprint_sim.simulation.simpy_engine.team import Actor

if TYPE_CHECKING:
    from blueprint_sim.simulation.simpy_engine.journey import Issue
_NONE, _WARM, _COLD = int(Handoff.NONE), int(Handoff.WARM), int(Handoff.COLD)


class Case:
    """What one contact is about, passed from hand to hand."""

    __slots__ = ("_departures", "_issue", "_memory", "cold", "holder", "known")

    def __init__(self, issue: Issue) -> None:
        self._issue = issue
        self.known = issue.brought
        """What the holder knows: a mask of facts. Before anybody has it: what was brought."""
        self.holder: Actor | None = None
        self.cold = False
        """Something known was lost, and the customer has not felt it yet."""
        self._memory: dict[Actor, int] | None = None
        self._departures: dict[int, int] | None = None

    def hand_to(self, actor: Actor) -> int:
        """Put the case into somebody's hands; give the `Handoff`."""
        holder = self.holder
        if actor == holder:
            return _NONE
        self.holder = actor
        if not self.known and self._memory is None:  # nobody has told anything yet
            if holder is None:
                return _NONE
            self._depart(holder[0])
            return _WARM
        self.holder = holder
        before, known = self.known, self.known_by(actor)
        self.holder = actor
        self.known = known
        self._remember(actor)
        if holder is None:
            return _NONE
        self._depart(holder[0])
        if not before & ~known:
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

    def _remember(self, actor: Actor) -> None:
        if self._memory is None:
            self._memory = {}
        self._memory[actor] = self.known

    def passed(self) -> int:
        """Give what of the holder's knowledge passes on if the case leaves their hands now."""
        known = self.known
        if self.holder is None or not known:
            return known
        team, issue = self.holder[0], self._issue
        house = issue.house
        if house.plan.always_carries[team]:
            return known
        teams = house.program.teams
        departures = self._departures.get(team, 0) if self._departures else 0
        visit = (issue.contacts - 1) << 16 | departures
        luck = [
            0.0 if slot == NONE else house.tape.share(slot, visit, issue.customer)
            for slot in teams.carry_slot[team]
        ]
        return rules.carried(known, teams.carries[team], luck)

    def _depart(self, team: int) -> None:
        """Count the departures from a team, if what passes on is a matter of luck."""
        if self._issue.house.plan.always_carries[team]:
            return
        if self._departures is None:
            self._departures = {}
        self._departures[team] = self._departures.get(team, 0) + 1
