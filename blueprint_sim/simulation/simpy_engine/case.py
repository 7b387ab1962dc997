"""The case: who has it in hand within one contact, what they know, and what gets lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.log import Handoff
from blueprint_sim.simulation.program import NONE

if TYPE_CHECKING:
    from blueprint_sim.simulation.simpy_engine.journey import Issue

Actor: TypeAlias = tuple[int, int]
"""Team and worker; the worker of an unlimited team is NONE."""

NOBODY: Actor = (NONE, NONE)


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
        self._memory: dict[Actor, int] = {}
        self._departures: dict[int, int] = {}

    def hand_to(self, actor: Actor) -> Handoff:
        """Put the case into somebody's hands."""
        if actor == self.holder:
            return Handoff.NONE
        known = self.known_by(actor)
        handoff = self._depart(known)
        self.holder = actor
        self.known = self._memory[actor] = known
        return handoff

    def learn(self, fact: int) -> None:
        """Let the holder know one more fact, given as a mask."""
        assert self.holder is not None
        self.known |= fact
        self._memory[self.holder] = self.known

    def known_by(self, actor: Actor) -> int:
        """Give what somebody would know who took the case now: told before, or passed on."""
        return self._memory.get(actor, 0) | self.passed()

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
        visit = (issue.contacts - 1) << 16 | self._departures.get(team, 0)
        luck = [
            0.0 if slot == NONE else house.tape.share(slot, visit, issue.customer)
            for slot in teams.carry_slot[team]
        ]
        return rules.carried(known, teams.carries[team], luck)

    def _depart(self, known_next: int) -> Handoff:
        if self.holder is None:
            return Handoff.NONE
        team = self.holder[0]
        self._departures[team] = self._departures.get(team, 0) + 1
        if not self.known & ~known_next:
            return Handoff.WARM
        self.cold = True
        return Handoff.COLD
