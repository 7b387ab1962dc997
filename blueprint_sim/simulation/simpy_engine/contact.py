"""A contact walks through steps: at each the customer meets somebody, is served, and leaves."""

from __future__ import annotations

from typing import ClassVar

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.log import End, Handoff
from blueprint_sim.simulation.program import NONE, Target
from blueprint_sim.simulation.simpy_engine.listening import Said, listen
from blueprint_sim.simulation.simpy_engine.plan import UNFELT, Actor, StepPlan
from blueprint_sim.simulation.simpy_engine.team import RUN_OUT, Request
from blueprint_sim.simulation.simpy_engine.visit import Visit

_RENEGED, _BLOCKED, _UNFINISHED = int(End.RENEGED), int(End.BLOCKED), int(End.UNFINISHED)
_BALKED = int(End.BALKED)
_NO_HANDOFF = int(Handoff.NONE)
_ABANDONED, _LEFT_AT_ONCE = int(Target.ABANDONED), int(Target.BALKED)


class Contact(Visit):
    """A customer who walks through the steps of one contact."""

    __slots__ = ("began", "coming", "request", "since", "until")

    in_one_go: ClassVar = range(100)
    """Visits gone through without an event, before the clock looks whether this ever ends."""
    began: int
    since: int
    """When the customer last came, or wrote."""
    request: Request | None
    """The customer's place in line."""
    coming: list[Said]
    """What they have not heard yet, in a line where something is said."""
    until: int
    """When patience runs out there."""

    def begin(self) -> None:
        """Begin a contact."""
        self.began = self.since = self.house.clock.time
        self.spell = NONE
        self.prompts = 0
        self.stretch = 1.0
        self.leaving = self.request = None
        self.open_case()
        self.walk(self.way_in())

    def walk(self, target: int) -> None:
        """Go to a step, to be served there or to wait; or reach an end of the contact."""
        house = self.house
        while target >= 0:
            if self.since < house.closed:  # they were served to the end, but nobody starts
                self.cut_off(house.clock.time)
                return
            house.at_hand = target
            step = house.steps[target]
            if step.pauses and self.parks(step):
                return
            teams = step.teams
            if teams is None:
                teams = self.by_whom(step)
            actor = self.held
            if teams and (actor is None or actor[0] not in teams):
                if step.returns != NONE and self.returns(step, teams):
                    return
                actor = house.teams.find_idle(teams)
            if actor is not None or not teams:
                self.serve(step, actor, house.clock.time)
                return
            request = Request(self, step, self.visits[target], teams, house.clock.time)
            if house.teams.is_full(teams[0]):
                target = self.turned_away(request)
            elif self.who.balks and self._balks(request):
                target = self._leave_at_once(request)
            else:
                self.wait(request)
                return
        self.reach(target)

    def reach(self, target: int) -> None:
        """Reach an end of the contact; what then becomes of the issue is told elsewhere."""
        raise NotImplementedError

    def parks(self, step: StepPlan) -> bool:
        """Wait for what a step needs, or for the opening; tell whether it has to be.

        The former is what a `BackstageIssue` does, the latter whoever is `Away`.
        """
        return False

    # -- wait -------------------------------------------------------------------------------------

    def returns(self, step: StepPlan, teams: tuple[int, ...]) -> bool:
        """Go back to the same worker, as an `Acquaintance` does; tell whether there is one."""
        raise NotImplementedError

    def wait(self, request: Request, owner: Actor | None = None) -> None:
        """Join the line; for some time only its owner, if there is one, may take the request."""
        house, who, asked = self.house, self.who, request.asked
        self.request = request
        if self.spell < 0 and not request.step.away:
            self.spell = asked
        step, visit, since = request.step.number, request.visit, asked - who.head_start
        place = rules.standing(who.priority, since, self.number, step, visit)
        if owner is None:
            house.teams.join(request, place)
        else:
            house.teams.reserve(request, place, owner)
        if house.says[request.teams[0]]:
            listen(self, request)
        elif who.patience != NONE and self._for_a_person(request):
            due = asked + house.duration(who.patience, self.contacts - 1, self.number)
            house.clock.book(request, due, request.step.renege + self.key + visit, RUN_OUT)

    def put_off(self) -> None:
        """Leave the line till the next opening, as only somebody does who is `Away`."""
        raise NotImplementedError

    def is_alone(self) -> bool:
        """Tell whether nobody is on the line while the customer waits."""
        return True

    def turned_away(self, request: Request) -> int:
        """Go where a full line sends its customers; give where that is."""
        target: int = self.house.program.teams.when_full[request.teams[0]]
        if target >= 0:
            self.hop(target)
            target = self.on(target)
        now = request.asked
        is_last = self.spell >= 0 and self.is_last(target, now)
        wait = self.end_spell(now) if is_last else UNFELT
        self.write_unserved(_BLOCKED, request, now, wait)
        self.relieve(target)
        return target

    def _balks(self, request: Request) -> bool:
        """Tell whether the line for a person is too long to join."""
        if not self._for_a_person(request):
            return False
        house, balking = self.house, self.house.program.balking
        waiting = house.teams.waiting(request.teams[0])
        chance = rules.balk_chance(balking, self.who.number, waiting)
        return house.share(balking.slot, self.contacts - 1, self.number) < chance

    def _leave_at_once(self, request: Request) -> int:
        """Leave rather than wait; give the end that this is."""
        now = request.asked
        wait = self.end_spell(now) if self.spell >= 0 else UNFELT
        self.write_unserved(_BALKED, request, now, wait)
        self.relieve(_LEFT_AT_ONCE)
        return _LEFT_AT_ONCE

    def _for_a_person(self, request: Request) -> bool:
        """Tell whether the customer would stay there and wait for a person, knowingly."""
        in_sight = self.who.live and request.step.visible
        return in_sight and not self.house.is_machine[request.teams[0]]

    # -- serve ------------------------------------------------------------------------------------

    def granted(self, request: Request, actor: Actor) -> None:
        """Be called out of the line by a worker."""
        self.request = None
        self.stood(request)
        self.serve(request.step, actor, request.asked)

    def serve(self, step: StepPlan, actor: Actor | None, asked: int) -> None:
        """Be served; one event of the calendar will end it.

        Visits that follow and concern nobody else are gone through as well: served on by the
        same worker, by a machine that all may use at once, or by nobody.
        """
        house = self.house
        now = house.clock.time
        ends = self.visit(step, actor, asked, now)
        for _ in self.in_one_go:
            if self.leaving is not None or self.target < 0 or not now < ends < house.doors:
                break
            following = house.steps[self.target]
            if following.pressed:
                break
            teams = following.teams
            if teams is None:
                teams = self.by_whom(following)
            actor = self.held
            if actor is None and teams:
                actor = house.unlimited[teams[0]]
                if actor is None:
                    break
            house.at_hand = following.number
            step, now = following, ends
            ends = self.visit(step, actor, now, now)
        house.clock.book(self, ends, step.key + self.key + self.turn, house.leave)

    # -- leave ------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Let go of the worker who is not needed next, and go on."""
        actor = self.leaving
        if actor is not None:
            self.leaving = None
            house = self.house
            if house.wraps[actor[0]]:
                house.teams.wrap_up(actor, self.freed)
            else:
                house.teams.let_go(actor)
        self.walk(self.target)

    def relieve(self, target: int) -> None:
        """Let whoever else is on the line know that nobody came to serve, and what is next."""

    def hang_up(self, request: Request) -> None:
        """Have waited long enough."""
        now = self.house.clock.time
        self.request = None
        self.stood(request)
        wait = self.end_spell(now)
        self.write_unserved(_RENEGED, request, now, wait)
        self.relieve(_ABANDONED)
        self.reach(_ABANDONED)

    def cut_off(self, now: int) -> None:
        """Be sent home, or be there still as the run ends: log what is waited for, if anything."""
        if self.request is not None:
            self.write_unserved(_UNFINISHED, self.request, now, UNFELT)

    def stood(self, request: Request) -> None:
        """Count a stand in line as waiting for a person, or for what is done out of sight."""
        in_sight = request.step.visible and self.house.is_machine[request.teams[0]]
        if self.who.live and not in_sight:
            self.waited += self.house.clock.time - request.asked

    def write_unserved(self, how: int, request: Request, ended: int, wait: float) -> None:
        """Put a visit that never began into the diary."""
        who = (self.number, self.contacts, request.step.number, request.visit + 1)
        where_and_when = (request.teams[0], NONE, request.asked, NONE, ended, NONE)
        rest = (how, 0, 0, _NO_HANDOFF, wait, UNFELT)
        self.house.diary.visits.append((*who, *where_and_when, *rest))
