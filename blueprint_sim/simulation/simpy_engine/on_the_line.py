"""On the line: whoever had the customer stays there while somebody else serves them."""

from __future__ import annotations

from typing import NamedTuple

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.log import Handoff, Spell
from blueprint_sim.simulation.program import NONE
from blueprint_sim.simulation.rules import Relay
from blueprint_sim.simulation.simpy_engine.journey import Issue
from blueprint_sim.simulation.simpy_engine.plan import Actor, StepPlan

_HOLD, _NO_HANDOFF = int(Spell.HOLD), int(Handoff.NONE)


class Standby(NamedTuple):
    """A worker who stays on the line."""

    actor: Actor
    since: int
    served: int
    """The step at which they served the customer last."""
    turn: int
    """The number of that visit, from 0."""
    hold: int
    """The step for which they stay."""
    visit: int
    """The number of its visit, from 1."""


class OnTheLine(Issue):
    """A customer with whom a worker may stay on the line."""

    __slots__ = ()  # mixed with other kinds: what only this one needs is no slot

    standby: Standby | None
    """Who stays on the line while somebody else serves the customer."""
    leaving_too: tuple[Actor, int] | None
    """Who stayed and is to be let go after whoever served, and when they have wrapped up."""
    consulted: bool
    """Whoever serves does so out of the customer's sight, for the one who stays."""

    def begin(self) -> None:
        """Begin a contact."""
        self.standby = self.leaving_too = None
        self.consulted = False
        super().begin()

    # -- the way ----------------------------------------------------------------------------------

    def whoever_has(self, step: StepPlan) -> Actor | None:
        """Give who has the customer on the way to a step: of two on the line who stays."""
        return self.held if self.standby is None else self.standby.actor

    def known_at(self, step: StepPlan, teams: tuple[int, ...]) -> int:
        """Give what the next actor would know at a step, as far as it is known who that is."""
        has = self.whoever_has(step)
        for actor in (self.held, has):
            if actor is not None and actor[0] in teams:
                return self.known_beside(actor)
        if has is None or not step.hold:
            return super().known_at(step, teams)
        unlimited = self.house.unlimited[teams[0]]
        return self.known if unlimited is None else self.known_beside(unlimited)

    def is_alone(self) -> bool:
        """Tell whether nobody is on the line while the customer waits."""
        return self.standby is None

    # -- serve ------------------------------------------------------------------------------------

    def visit(self, step: StepPlan, actor: Actor | None, asked: int, now: int) -> int:
        """Be served, or act alone; give when it ends.

        With somebody else on the line nothing that is known gets lost. Out of the customer's
        sight whoever serves is only consulted.
        """
        self.consulted = self.standby is not None and not step.visible
        if actor is not None and self.standby is not None and step.visible:
            self.tell(actor)
        return super().visit(step, actor, asked, now)

    def hand_to(self, actor: Actor) -> int:
        """Put the case into somebody's hands, unless they are only consulted."""
        return _NO_HANDOFF if self.consulted else super().hand_to(actor)

    # -- leave ------------------------------------------------------------------------------------

    def part(self, actor: Actor, step: StepPlan, now: int, target: int) -> int:
        """Settle who stays with the customer; give when whoever served is free."""
        if self.standby is not None:
            return self._relay(self.standby, actor, step, now, target)
        if target >= 0 and now < self.house.doors:
            following = self.house.steps[target]
            if following.hold and actor[0] not in (following.teams or self.by_whom(following)):
                self.held = None
                visit = self.visits[target] + 1
                self.standby = Standby(actor, now, step.number, self.turn, target, visit)
                return now
        return super().part(actor, step, now, target)

    def leave(self) -> None:
        """Let go of whoever is not needed next, and go on."""
        actor, self.leaving = self.leaving, None
        if actor is not None:
            self._let_go(actor, self.freed)
        other, self.leaving_too = self.leaving_too, None
        if other is not None:
            self._let_go(*other)
        self.walk(self.target)

    def relieve(self, target: int) -> None:
        """Let who stays take the customer back, stay on or go: nobody came to serve."""
        standby, now = self.standby, self.house.clock.time
        if standby is None:
            return
        relay = self._who_goes_on(standby, NONE, target, now)
        if relay == Relay.TAKEN_BACK:
            self._take_back(standby, now)
        elif relay == Relay.LET_GO:
            freed = self._stand_down(standby, now)
            if standby.actor[1] != NONE:
                self._let_go(standby.actor, freed)

    def cut_off(self, now: int) -> None:
        """Log what is open, and end the issue."""
        if self.standby is not None:
            self._log(self.standby, now, now)
        super().cut_off(now)

    def _relay(self, standby: Standby, actor: Actor, step: StepPlan, now: int, target: int) -> int:
        """Settle who of the two goes on; give when the one who served is free."""
        relay = self._who_goes_on(standby, actor[0], target, now)
        freed = now
        if relay == Relay.TRANSFERRED:
            self.tell(actor)
        elif relay != Relay.STILL_SERVED:
            self.held = None
            freed = self._done_at(actor, step.number, self.turn, now)
            self._is_leaving(actor, freed)
        if relay == Relay.TAKEN_BACK:
            self._take_back(standby, now)
        elif relay in (Relay.TRANSFERRED, Relay.LET_GO):
            self._is_leaving(standby.actor, self._stand_down(standby, now))
        return freed

    def _is_leaving(self, actor: Actor, freed: int) -> None:
        """Note that a worker is to be let go as the visit ends, behind another if need be."""
        if actor[1] == NONE:
            return
        if self.leaving is None:
            self.leaving, self.freed = actor, freed
        else:
            self.leaving_too = actor, freed

    def _who_goes_on(self, standby: Standby, serving: int, target: int, now: int) -> Relay:
        if now >= self.house.doors or self.is_last(target, now):
            return Relay.LET_GO
        following = self.house.steps[target]
        teams = following.teams or self.by_whom(following)
        return rules.relay(teams, serving, standby.actor[0], following.hold)

    def _take_back(self, standby: Standby, now: int) -> None:
        self.tell(standby.actor)
        self.standby, self.held = None, standby.actor
        self._log(standby, now, NONE)

    def _stand_down(self, standby: Standby, now: int) -> int:
        """Stay no longer; give when the worker is free."""
        self.standby = None
        freed = self._done_at(standby.actor, standby.served, standby.turn, now)
        self._log(standby, now, freed)
        return freed

    def _done_at(self, actor: Actor, step: int, turn: int, now: int) -> int:
        """Give when a worker has wrapped up what the given visit left to do."""
        (team, worker), house = actor, self.house
        if worker == NONE or not house.wraps[team]:
            return now
        return now + house.duration(house.program.teams.wrap_slot[team][step], turn, self.number)

    def _let_go(self, actor: Actor, freed: int) -> None:
        """Let a worker wrap up, or go at once."""
        house = self.house
        if house.wraps[actor[0]]:
            house.teams.wrap_up(actor, freed)
        else:
            house.teams.let_go(actor)

    def _log(self, standby: Standby, ended: int, freed: int) -> None:
        where = (self.number, self.contacts, standby.hold, standby.visit, _HOLD)
        rest = (standby.since, ended, *standby.actor, freed, NONE)
        self.house.diary.spells.append((*where, *rest))
