"""Backstage: an issue for which work goes on in the meantime, until the customer needs it.

Only programs that set off branches have such issues: all others do without the questions asked
here.
"""

from __future__ import annotations

from typing import ClassVar

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.log import Spell
from blueprint_sim.simulation.program import NONE
from blueprint_sim.simulation.simpy_engine.branch import Branch
from blueprint_sim.simulation.simpy_engine.house import House
from blueprint_sim.simulation.simpy_engine.plan import Actor, StepPlan
from blueprint_sim.simulation.simpy_engine.promise import Promised

_PARKED = int(Spell.PARKED)


class BackstageIssue(Promised):
    """A customer who sets off work and may have to wait for it."""

    __slots__ = ()  # mixed with other kinds: what only this one needs is no slot

    in_one_go: ClassVar = range(0)  # what a visit sets off concerns others

    def __init__(self, house: House, number: int, arrival: int, reason: int, persona: int) -> None:
        super().__init__(house, number, arrival, reason, persona)
        self.parked = NONE
        """The step at which the customer waits for a branch."""
        self._parked_at = NONE
        self._undecided: Actor | None = None
        """Who serves, where it shows only at the end of the visit whether they are kept."""
        self._line = NONE
        """The line of that visit in the diary."""

    # -- set off ----------------------------------------------------------------------------------

    def visit(self, step: StepPlan, actor: Actor | None, asked: int, now: int) -> int:
        """Be served, or act alone; give when it ends."""
        self._step, self._alone = step, actor is None or actor[1] == NONE
        return super().visit(step, actor, asked, now)

    def leave(self) -> None:
        """Set off what goes on in the meantime, go on, and let it begin."""
        branch = None if self._step.meanwhile == NONE else self._set_off(self._step)
        if self._undecided is not None:
            self._decide(self._undecided)
        super().leave()
        if branch is not None:
            branch.begin()

    def _set_off(self, step: StepPlan) -> Branch | None:
        """Register a branch, and what is promised about it; None: all of it is taken out."""
        self.hops = 0
        target = self.on(step.meanwhile)
        if target < 0:
            return None
        branch = Branch(self, step.meanwhile, target, alone=self._alone)
        self.branches.append(branch)
        self.house.backlog.issues[self.number] = self
        if step.promise != NONE:
            self.promise(step, branch)
        return branch

    # -- wait for it ------------------------------------------------------------------------------

    def parks(self, step: StepPlan) -> bool:
        """Wait for a branch that a step needs, without worker, line or patience."""
        if not self._is_open(step.needs):
            if super().parks(step):
                return True
            self.keep_promises(step.needs)
            return False
        self.parked, self._parked_at = step.number, self.house.clock.time
        if self.spell < 0 and not step.away:
            self.spell = self._parked_at
        return True

    def has_done(self, branch: Branch) -> None:
        """Have one branch less to wait for; go on if it was the last that is needed."""
        self.branches.remove(branch)
        if not self.branches:
            del self.house.backlog.issues[self.number]
        if self.parked == NONE or self._is_open(self.house.steps[self.parked].needs):
            self.rest_assured()
        elif self.house.backlog.closed:
            self.house.backlog.put_off_going_on(self)
        else:
            self.go_on()

    def go_on(self) -> None:
        """Go where nothing has to be waited for any more."""
        target = self.parked
        self.give_up_place(self.house.clock.time)
        self.walk(target)

    def give_up_place(self, now: int) -> None:
        """Wait for a branch no more, and log it."""
        step, since = self.parked, self._parked_at
        if step == NONE:
            return
        self.parked = NONE
        if self.who.live:
            self.waited += now - since
        where = (self.number, self.contacts, step, self.visits[step] + 1, _PARKED)
        self.house.diary.spells.append((*where, since, now, NONE, NONE, NONE, NONE))

    def cut_off(self, now: int) -> None:
        """Log what is open, and end the issue."""
        self.give_up_place(now)
        super().cut_off(now)

    def leave_undone(self, ended: int) -> None:
        """Log what nobody has begun as the run ends."""
        for branch in self.branches:
            branch.cut_off(ended)
        super().leave_undone(ended)

    # -- keep or let go ---------------------------------------------------------------------------

    def part(self, actor: Actor, step: StepPlan, now: int, target: int) -> int:
        """Keep or let go who served, unless that depends on what will be done by then."""
        depends = target >= 0 and self.house.steps[target].needs != NONE
        if depends and now < self.house.doors:
            self._undecided = actor
            self._line = len(self.house.diary.visits)
            return now
        return super().part(actor, step, now, target)

    def relieve(self, target: int) -> None:
        """Let whoever else is on the line know that nobody came to serve, and what is next."""
        super().relieve(self._kept_till(target))

    def _decide(self, actor: Actor) -> None:
        """Decide at the end of a visit, and mend its line in the diary."""
        self._undecided = None
        now, target = self.house.clock.time, self._kept_till(self.target)
        freed = super().part(actor, self._step, now, target)
        self.house.diary.visits.amend(self._line, "freed", freed)

    def _kept_till(self, target: int) -> int:
        """Give where the way leads for whoever has the customer: nowhere if they have to wait."""
        waits = target >= 0 and self._is_open(self.house.steps[target].needs)
        return NONE if waits else target

    def _is_open(self, first: int) -> bool:
        """Tell whether a branch has been set off and is not done."""
        return rules.has_to_wait(first, (branch.first for branch in self.branches))
