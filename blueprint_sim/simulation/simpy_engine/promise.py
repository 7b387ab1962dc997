"""A promise: how soon what was set off will be done; kept, or broken when it falls due.

It is kept as the customer passes a step that needs what was promised or, if they have left, as
that is done. An issue ends no earlier than what was promised for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from blueprint_sim.simulation import rules
from blueprint_sim.simulation.log import Spell
from blueprint_sim.simulation.program import NONE, Outcome
from blueprint_sim.simulation.simpy_engine.branch import Branch
from blueprint_sim.simulation.simpy_engine.clock import Alarm, Rank, Then, priority
from blueprint_sim.simulation.simpy_engine.house import House
from blueprint_sim.simulation.simpy_engine.journey import Issue
from blueprint_sim.simulation.simpy_engine.plan import UNFELT, Question, StepPlan

_CHASE = int(Spell.CHASE)
_UNFINISHED = int(Outcome.UNFINISHED)


class Promise(Alarm):
    """What was promised, by which visit, and for when; an alarm that rings when it is due."""

    __slots__ = ("branch", "contact", "due", "issue", "key", "may_break", "step", "turn")

    def __init__(self, issue: Promised, step: StepPlan, branch: Branch, due: int) -> None:
        self.issue = issue
        self.branch = branch
        self.contact = issue.contacts
        self.step = step.number
        self.turn = issue.turn
        self.due = due
        self.key = priority(Rank.PROMISE_FALLS_DUE, issue.number, self.step, self.turn)
        self.may_break = rules.may_be_broken(due, issue.house.closes[-1])
        """It may still be broken; what falls due after the last day never is."""

    def fall_due(self) -> None:
        """Be broken, while the customer is not being served."""
        self.issue.be_let_down(self)


class Promised(Issue):
    """A customer to whom something was promised."""

    __slots__ = ()  # mixed with other kinds: what only this one needs is no slot

    parked: int

    def __init__(self, house: House, number: int, arrival: int, reason: int, persona: int) -> None:
        super().__init__(house, number, arrival, reason, persona)
        self.branches: list[Branch] = []
        """Set off and not done yet, in the order in which they were set off."""
        self._promises: list[Promise] = []
        """Made and not kept yet, in the order in which they were made."""
        self._verdict: tuple[int, bool] | None = None
        """The outcome, and whether they would come back, while all waits for what was promised."""
        self._gone = False
        """The last contact stands in the diary already."""
        self._return: Alarm | None = None
        """What will let the customer come back."""
        self._chased = 0
        """How often the customer has set out to ask after what was promised."""

    def promise(self, step: StepPlan, branch: Branch) -> None:
        """Be promised that a branch will be done soon."""
        clock = self.house.clock
        due = clock.time + self.house.duration(step.promise, self.turn, self.number)
        promise = Promise(self, step, branch, due)
        self._promises.append(promise)
        branch.promised = True
        if promise.may_break:
            clock.book(promise, due, promise.key, _FALL_DUE)

    # -- kept -------------------------------------------------------------------------------------

    def keep_promises(self, first: int) -> None:
        """Have what was promised: the customer passes a step that needs it."""
        self._keep(promise for promise in self._promises if promise.branch.first == first)

    def rest_assured(self) -> None:
        """Have what was promised, if it is done and the customer has left."""
        if self.number in self.house.present:
            return
        self._keep_what_is_done()
        if self._verdict is not None and not self._awaits_work():
            self._end_at_last(self.house.clock.time)

    def forget_promises(self) -> None:
        """Expect nothing any more."""
        self._keep(self._promises)

    def reach(self, target: int) -> None:
        """Reach an end of a contact: what is done by now is no broken promise."""
        self._keep_what_is_done()
        super().reach(target)

    def _keep_what_is_done(self) -> None:
        self._keep(p for p in self._promises if p.branch not in self.branches)

    def _keep(self, promises: Iterable[Promise]) -> None:
        for promise in list(promises):
            self._promises.remove(promise)
            if promise.may_break:
                self.house.clock.forget(promise)

    # -- broken -----------------------------------------------------------------------------------

    def length(self, step: StepPlan, questions: tuple[Question, ...]) -> int:
        """Give how long a visit takes, and live through what falls due in it."""
        length = super().length(step, questions)
        ends = self.house.clock.time + length
        due = [p for p in self._promises if p.may_break and p.due < ends]
        for promise in sorted(due, key=lambda promise: (promise.due, promise.key)):
            self.house.clock.forget(promise)
            self.be_let_down(promise, served=True)
        return length

    def be_let_down(self, promise: Promise, *, served: bool = False) -> None:
        """Feel that a promise was broken, perhaps while being served."""
        promise.may_break = False
        house, event = self.house, self.house.program.broken_promise
        self.had |= 1 << event
        where = (self.number, promise.contact, promise.step, promise.turn + 1)
        house.diary.events.append((*where, event, promise.due))
        total = self.who.event[event]
        if self.cold:
            total += self.feel_cold()
        # Off the line, waiting for a call, the wait for the next visit is over already.
        called = self.request is not None and self.request.customer is not self
        house.diary.promise(where, promise.due, self.feel(total), served=served or called)
        if self._is_out_of_touch() and self._chases():
            self._chase_later(promise)

    # -- chase ------------------------------------------------------------------------------------

    def come(self) -> None:
        """Begin a contact; who was to come back later has now come."""
        if self._return is not None:
            self.house.clock.forget(self._return)
            self._return = None
        self._verdict, self._gone = None, False
        super().come()

    def come_at(self, due: int) -> None:
        """Put the next contact into the calendar, as an alarm that can be taken out again."""
        self._return = Alarm()
        key = priority(Rank.RECONTACT, self.number)
        self.house.clock.book(self._return, due, key, [lambda _: self._come_back()])

    def give_up_place(self, now: int) -> None:
        """Wait for a branch no more, as a `BackstageIssue` does."""

    def _come_back(self) -> None:
        self._return = None
        self.come()

    def _is_out_of_touch(self) -> bool:
        """Tell whether the customer has left, or waits away until something is done."""
        return self.number not in self.house.present or (self.away and self.parked != NONE)

    def _chases(self) -> bool:
        """Tell whether the customer will ask after a promise that was just broken."""
        chasing = self.house.program.chasing
        outcome = NONE if self._verdict is None else self._verdict[0]
        if chasing.chance == NONE or not rules.may_ask(outcome, self._chased, chasing.returns):
            return False
        return self.happens(chasing.chance, chasing.slot, self.contacts - 1, 0)

    def _chase_later(self, promise: Promise) -> None:
        house, slot = self.house, self.house.program.chasing.delay_slot
        self._chased += 1
        due = house.clock.time + house.duration(slot, self.contacts - 1, self.number)
        due = rules.next_opening(due, house.opens, house.closes)
        if due != NONE:
            # With no step, as in their other returns, they go first: hence step numbers from 1.
            key = priority(Rank.RECONTACT, self.number, promise.step + 1, promise.turn)
            house.clock.call(due, key, lambda _: self._chase(promise))

    def _chase(self, promise: Promise) -> None:
        """Ask after what was promised, unless it is done or the customer is in touch anyway."""
        if promise in self._promises and self._is_out_of_touch():
            self.give_up_place(self.house.clock.time)
            self.brought = self.known
            where = (self.number, self.contacts + 1, promise.step, promise.turn + 1, _CHASE)
            times = (promise.due, self.house.clock.time)
            self.house.diary.spells.append((*where, *times, NONE, NONE, NONE, NONE))
            self.come()

    # -- end --------------------------------------------------------------------------------------

    def leave_undone(self, ended: int) -> None:
        """End an issue that waits for what was promised as the run ends."""
        if self._verdict is not None:
            self._end_at_last(ended)

    def end(self, now: int, outcome: int) -> None:
        """End the issue, or wait for what was promised."""
        if self._awaits_work():
            self._go_home(now, outcome, outcome)
        else:
            super().end(now, outcome)

    def write(
        self, ended: int, contact: int, issue: int, *, later: bool = False, felt: float = UNFELT
    ) -> None:
        """Put the outcomes into the diary; who would come too late waits for what was promised."""
        if later and self._awaits_work():
            self._keep_what_is_done()
            self._go_home(ended, contact, _UNFINISHED, later=True)
        else:
            self.forget_promises()
            super().write(ended, NONE if self._gone else contact, issue, later=later, felt=felt)

    def _go_home(self, now: int, contact: int, issue: int, *, later: bool = False) -> None:
        self._verdict, self._gone = (issue, later), True
        self.close(now, contact)
        del self.house.present[self.number]

    def _end_at_last(self, now: int) -> None:
        assert self._verdict is not None
        outcome, later = self._verdict
        self._verdict = None
        self.house.present[self.number] = self  # once more, to be gone for good
        if later:
            super().write(now, NONE, outcome, later=True)
        else:
            super().end(now, outcome)

    def _awaits_work(self) -> bool:
        return any(branch.promised for branch in self.branches)


_FALL_DUE: Then = [Promise.fall_due]
