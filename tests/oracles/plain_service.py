"""Service in the plain engine: a worker takes a request, keeps a customer, stands by, is let go."""

from __future__ import annotations

from collections.abc import Callable

from blueprint_sim.simulation.engine import Tape
from blueprint_sim.simulation.program import NONE, Target
from tests.oracles.plain_books import Books
from tests.oracles.plain_calendar import Calendar
from tests.oracles.plain_decisions import Decisions
from tests.oracles.plain_line import Line
from tests.oracles.plain_state import Actor, Issue, Request, Standby, Visit
from tests.oracles.plain_visits import Visits
from tests.oracles.plain_workers import Workers


class Service:
    """Brings workers and requests together.

    `call` is what a worker does with a request off the line, and `take_up` with a task.
    """

    def __init__(
        self,
        decide: Decisions,
        tape: Tape,
        calendar: Calendar,
        books: Books,
        workers: Workers,
        line: Line,
        visits: Visits,
        call: Callable[[tuple[Request, Actor]], None],
        take_up: Callable[[Request, Actor], None],
    ) -> None:
        self.decide = decide
        self.tables = decide.tables
        self.tape = tape
        self.calendar = calendar
        self.books = books
        self.workers = workers
        self.line = line
        self.visits = visits
        self.call = call
        self.take_up = take_up

    # A worker takes a request

    def change_roster(self, change: tuple[int, int]) -> None:
        """Send the idle home whose time is over; let those begin whose time has come."""
        team, self.workers.on_duty[team] = change[0], change[1]
        resting: set[Actor] = set()
        while (actor := self.workers.freest(team, resting)) is not None:
            if not self.take_next(actor):
                resting.add(actor)

    def free(self, actor: Actor) -> None:
        """Give a worker the best waiting request, or nothing to do, or let them go home."""
        self.workers.in_hand[actor] -= 1
        if self.workers.is_on_duty(actor):
            self.take_next(actor)

    def take_next(self, actor: Actor) -> bool:
        """Serve the best waiting request, if there is any; tell whether there is."""
        best = self.line.best_for(actor)
        if best is None:
            return False
        self.workers.in_hand[actor] += 1
        self.grant(best, actor)
        return True

    def open_up(self, request: Request) -> None:
        """Let all of its teams take a request that one worker has not come to."""
        self.calendar.at_hand = request.step
        request.reserved_for = None
        actor = self.workers.take_idle(request.teams)
        if actor is not None:
            self.grant(request, actor)

    def grant(self, request: Request, actor: Actor) -> None:
        """Have a worker serve a request, or call whoever made it."""
        if request.task is not None:
            self.take_up(request, actor)
            return
        self.line.leave(request)
        if request.accepted is None:
            self.visits.start(request.issue, request.step, actor, request.asked)
            return
        now, rank = self.calendar.now, self.calendar.ranks.callback
        self.calendar.plan(now, rank, request.ids, self.call, (request, actor))

    # A worker is kept or let go

    def part(self, issue: Issue, visit: Visit, target: int) -> int:
        """Keep the worker for the next step, or let them go; give when they were done."""
        actor, now = issue.held, self.calendar.now
        if actor is None:
            return NONE
        if issue.goes_home or self.decide.must_wait(target, issue):
            target = Target.DONE
        if target >= 0 and self.decide.keeps(target, issue):
            if issue.standby:
                issue.briefed = actor
                if not self.decide.holds_on(target, issue):
                    self.stand_down(issue)
            return now
        if not issue.standby and self.decide.holds_on(target, issue):
            where = (target, issue.visits[target] + 1)
            issue.standby = Standby(actor, visit.step, visit.number, now, where)
            issue.held = None
            return now
        taken_back = self.goes_back(issue, target)
        issue.held = None
        freed = self.let_go(issue, actor, visit.step, visit.number)
        self.settle(issue, target, taken_back)
        return freed

    def let_go(self, issue: Issue, actor: Actor, step: int, number: int) -> int:
        """Let a worker wrap a visit up, or go at once; give when they are done."""
        team, now = actor[0], self.calendar.now
        if self.decide.unlimited(team):
            return now
        if not self.tables.teams.wraps[team]:
            self.free(actor)
            return now
        slot = self.tables.teams.wrap_slot[team][step]
        freed = now + self.tape.duration(slot, number, issue.customer)
        self.calendar.plan(freed, self.calendar.ranks.wrap_up_ends, actor, self.free, actor)
        return freed

    # A worker stands by

    def relieve(self, issue: Issue, target: int) -> None:
        """Settle what becomes of the worker who stands by, if nobody served the customer."""
        if self.decide.must_wait(target, issue):
            target = Target.DONE
        self.settle(issue, target, self.goes_back(issue, target))

    def goes_back(self, issue: Issue, target: int) -> bool:
        """Tell whether the next step is for whoever stands by."""
        standby = issue.standby
        return bool(standby and target >= 0 and self.decide.may_serve(standby.actor, target, issue))

    def settle(self, issue: Issue, target: int, taken_back: bool) -> None:
        """Let who stands by take the customer back, or stay, or go."""
        standby = issue.standby
        if standby and taken_back:
            issue.held = issue.briefed = standby.actor
            issue.standby = None
            self.books.write_hold(issue, standby, self.calendar.now, NONE)
        elif standby and not self.decide.holds_on(target, issue):
            self.stand_down(issue)

    def stand_down(self, issue: Issue) -> None:
        """Let go whoever stands by."""
        standby, issue.standby = issue.standby, None
        assert standby is not None
        freed = self.let_go(issue, standby.actor, standby.served, standby.number)
        self.books.write_hold(issue, standby, self.calendar.now, freed)
