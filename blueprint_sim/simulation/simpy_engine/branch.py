"""A branch: work that goes on in the meantime, from task to task, without the customer.

A task stands in line like any request of its customer, but nothing turns it away and nobody loses
patience with it. It ends as a visit does; then the worker is let go, and the branch goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.log import Spell
from blueprint_sim.simulation.program import NONE
from blueprint_sim.simulation.simpy_engine.clock import Alarm, Then
from blueprint_sim.simulation.simpy_engine.plan import Actor, StepPlan
from blueprint_sim.simulation.simpy_engine.team import Request

if TYPE_CHECKING:
    from blueprint_sim.simulation.simpy_engine.backstage import BackstageIssue

_TASK = int(Spell.TASK)
_NOBODY: Actor = (NONE, NONE)


class Branch(Alarm):
    """Work in the meantime: an alarm, set for the end of the task at hand."""

    __slots__ = (
        "_actor",
        "_alone",
        "_asked",
        "_began",
        "_contact",
        "_issue",
        "_request",
        "_step",
        "_target",
        "_teams",
        "_turn",
        "first",
        "place",
        "promised",
    )

    def __init__(self, issue: BackstageIssue, first: int, target: int, *, alone: bool) -> None:
        self._issue = issue
        self._alone = alone
        """What came before took no worker's time, so it may have ended in the dead of night."""
        self._contact = issue.contacts
        self._request: Request | None = None
        self.first = first
        """The step at which it begins; its name, so to speak."""
        self._target = target
        self.promised = False

    def begin(self) -> None:
        """Go to the first step that is not passed."""
        self._go_to(self._target)

    def take_up(self) -> None:
        """Let the task begin, or wait in line; a full line turns no task away."""
        teams = self._issue.house.teams
        actor = teams.find_idle(self._teams)
        if actor is not None or not self._teams:
            self._start(actor)
            return
        self._request = Request(self, self._step, self._turn, self._teams, self._asked)
        teams.join(self._request, self.place)

    def granted(self, request: Request, actor: Actor) -> None:
        """Be taken out of the line by a worker."""
        self._request = None
        self._start(actor)

    def leave_line(self) -> bool:
        """Leave the line, as nobody begins any more; tell whether the task was in one."""
        request, self._request = self._request, None
        if request is not None:
            self._issue.house.teams.call(request)
        return request is not None

    def cut_off(self, ended: int) -> None:
        """Log the task that nobody has begun as the run ends."""
        if self._began == NONE:
            team = self._teams[0] if self._teams else NONE
            self._write((team, NONE), ended, NONE)

    def _go_to(self, target: int) -> None:
        """Come to a step, to be worked on or to wait; or be done."""
        issue, house = self._issue, self._issue.house
        if target < 0:
            issue.has_done(self)
            return
        house.at_hand = target
        step = self._step = house.steps[target]
        self._teams = issue.by_whom(step)
        turn = self._turn = issue.visits[target]
        if turn >= house.most_turns:
            raise house.never_ends()
        issue.visits[target] = turn + 1
        self._asked, self._began = house.clock.time, NONE
        who, since = issue.who, self._asked - issue.who.head_start
        self.place = rules.standing(who.priority, since, issue.number, step.number, turn)
        if house.backlog.closed or (self._alone and self._comes_at_night()):
            house.backlog.put_off(self)
        else:
            self.take_up()

    def _comes_at_night(self) -> bool:
        """Tell whether a task finds a team gone till the morning: the customer is not there."""
        issue, house = self._issue, self._issue.house
        is_there = issue.number in house.present and not issue.away
        waits = not is_there and house.needs_somebody(self._teams)
        return waits and house.opening() not in (house.clock.time, NONE)

    def _start(self, actor: Actor | None) -> None:
        issue, step, clock = self._issue, self._step, self._issue.house.clock
        self._actor, self._began = actor, clock.time
        key = step.key + issue.key + self._turn
        clock.book(self, clock.time + self._length(step), key, _FINISH)

    def _length(self, step: StepPlan) -> int:
        if step.takes == NONE:
            return 0
        issue, program = self._issue, self._issue.house.program
        slot: int = program.choices.value[issue.choose(step.takes, self._turn + 1)]
        length = issue.house.duration(slot, self._turn, issue.number)
        if not step.pressed or self._actor is None:
            return length
        team = self._actor[0]
        pressure = rules.pressed_by(program.pressure, team, issue.house.teams.waiting(team))
        return (
            length if pressure == NONE else rules.scaled(length, program.pressure.takes[pressure])
        )

    def _finish(self) -> None:
        """End a task: let go of the worker, then go on."""
        issue = self._issue
        now = issue.house.clock.time
        freed = NONE if self._actor is None else self._let_go(self._actor, now)
        actor = self._actor or _NOBODY
        self._alone = actor[1] == NONE
        self._write(actor, now, freed)
        issue.hops = 0
        self._go_to(issue.way_out(self._step, self._turn))

    def _let_go(self, actor: Actor, now: int) -> int:
        """Let the worker wrap up, or be free at once; give when they are done with it."""
        house, (team, worker) = self._issue.house, actor
        if worker < 0:
            return now
        if not house.wraps[team]:
            house.teams.let_go(actor)
            return now
        slot = house.program.teams.wrap_slot[team][self._step.number]
        freed = now + house.duration(slot, self._turn, self._issue.number)
        house.teams.wrap_up(actor, freed)
        return freed

    def _write(self, actor: Actor, ended: int, freed: int) -> None:
        where = (self._issue.number, self._contact, self._step.number, self._turn + 1, _TASK)
        row = (*where, self._began, ended, *actor, freed, self._asked)
        self._issue.house.diary.spells.append(row)


_FINISH: Then = [Branch._finish]
