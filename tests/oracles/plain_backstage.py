"""The plain engine backstage: what a customer set off goes on without them, until they need it."""

from __future__ import annotations

from typing import Any

from blueprint_sim.simulation.program import NONE
from tests.oracles.plain_state import (
    Actor,
    Branch,
    Issue,
    Promise,
    Request,
    Return,
    Task,
    Visit,
    Where,
)


class Backstage:
    """The branches of one run; `run` is the engine, with its calendar, lines and decisions."""

    def __init__(self, run: Any) -> None:
        self.run = run
        self.tables = run.tables
        self.decide, self.tape = run.decide, run.tape
        self.calendar, self.ranks = run.calendar, run.ranks
        self.books, self.line = run.books, run.line
        self.closed = False
        self.overnight: list[Request] = []
        """Tasks, and cases of those who are away, that wait for the next opening."""
        self.late: list[Issue] = []
        """Those away who have nothing to wait for any more but the opening."""

    # A branch is set off, goes from task to task, and is done

    def set_off(self, issue: Issue, visit: Visit) -> Branch | None:
        """Register what a visit sets off, if anything, and promises."""
        step, v = visit.step, visit.number
        first = self.tables.steps.meanwhile[step]
        target = NONE if first == NONE else self.pass_emptied(issue, first)
        if target < 0:
            return None
        slot = self.tables.steps.promise_slot[step]
        branch = Branch(issue, first, issue.contact, target, promised=slot != NONE)
        branch.alone = visit.actor is None or visit.actor[1] == NONE
        issue.branches.append(branch)
        if branch.promised:
            due = self.calendar.now + self.tape.duration(slot, v, issue.customer)
            promise = Promise(branch, step, v + 1, due)
            issue.promises.append(promise)
            ids, rank = (issue.customer, step, v), self.ranks.promise_falls_due
            if due < self.tables.calendar.closes[-1]:
                self.calendar.plan(due, rank, ids, self.break_promise, promise)
        return branch

    def carry_on(self, branch: Branch, target: int) -> None:
        """Enter the next step of a branch, past those taken out; or be done."""
        target = self.pass_emptied(branch.issue, target)
        if target < 0:
            self.be_done(branch)
        else:
            self.enter(branch, target)

    def pass_emptied(self, issue: Issue, target: int) -> int:
        """Give the first step on the way of a branch that is not taken out, or its end."""
        while target >= 0 and self.tables.steps.emptied[target]:
            self.calendar.hop(target)
            v = self.count_visit(issue, target)
            target = self.following(issue, target, v)
        return target

    def following(self, issue: Issue, step: int, v: int) -> int:
        target: int = self.decide.route(self.tables.steps.next[step], issue, v + 1, v)
        return target

    def count_visit(self, issue: Issue, step: int) -> int:
        """Use up a number of the visits of a step."""
        v = issue.visits[step]
        self.calendar.count_visit(v)
        issue.visits[step] += 1
        return v

    def be_done(self, branch: Branch) -> None:
        """Let a customer in who waited for this branch and for no other."""
        issue = branch.issue
        issue.branches.remove(branch)
        if issue.left:
            self.keep_what_is_done(issue)
            self.end_issue(issue)
        if issue.parked is None or self.decide.must_wait(issue.parked[0], issue):
            return
        if not self.closed:
            self.go_on(issue)
        elif issue not in self.late:
            self.late.append(issue)

    def go_on(self, issue: Issue) -> None:
        """Let a customer enter the step for which they waited."""
        assert issue.parked is not None
        step = issue.parked[0]
        self.give_up_place(issue, self.calendar.now)
        self.run.proceed(issue, step)

    # A promise is kept, or broken

    def pass_needs(self, issue: Issue, step: int) -> None:
        """Keep the promises of a branch that a step needs: the customer passes it."""
        needs = self.tables.steps.needs[step]
        for promise in issue.promises:
            promise.kept |= promise.branch.first == needs
        self.drop_kept(issue)

    def keep_what_is_done(self, issue: Issue) -> None:
        """Keep the promises of what is done for a customer who has left."""
        for promise in issue.promises:
            promise.kept |= promise.branch not in issue.branches
        self.drop_kept(issue)

    def drop_kept(self, issue: Issue) -> None:
        issue.promises = [promise for promise in issue.promises if not promise.kept]

    def break_promise(self, promise: Promise) -> None:
        """Let a customer down, who may ask after what was promised."""
        issue, event = promise.branch.issue, self.tables.broken_promise
        issue.had |= 1 << event
        self.books.write_broken_promise(promise, event)
        self.run.feelings.feel_broken_promise(promise, event)
        if issue.is_out_of_touch and self.decide.chases(issue):
            issue.chases += 1
            due = self.decide.chase_due(self.calendar.now, issue)
            if due is not None:
                ids = (issue.customer, promise.step, promise.visit)
                back = Return(issue, issue.contact, promise)
                self.calendar.plan(due, self.ranks.recontact, ids, self.chase, back)

    def chase(self, back: Return) -> None:
        """Ask after what was promised, and wait for it no more where it was waited for."""
        issue = back.issue
        if issue.parked is not None:
            self.give_up_place(issue, self.calendar.now)
            issue.brought = self.decide.kept_in_mind(issue)
            self.calendar.let_out()
        assert back.promise is not None
        self.books.write_chase(issue, back.promise)
        self.run.begin_contact(issue)

    def end_issue(self, issue: Issue) -> None:
        """End an issue whose last contact has ended, once all is done that was promised."""
        awaited = issue.over or any(branch.promised for branch in issue.branches)
        if issue.verdict is not None and not awaited:
            self.run.end_issue(issue, self.calendar.now)

    # A task

    def enter(self, branch: Branch, step: int) -> None:
        """Come to a step; after closing, wait for the next opening."""
        issue, now = branch.issue, self.calendar.now
        self.calendar.at_hand = step
        teams = self.decide.by(step, issue) or []
        v = self.count_visit(issue, step)
        task = Task(branch, step, v, now)
        request = branch.waits = Request(issue, step, v, teams, now, task=task)
        if self.closed or (branch.alone and self.comes_at_night(request)):
            self.overnight.append(request)
        else:
            self.begin(request)

    def comes_at_night(self, request: Request) -> bool:
        """Tell whether a team is to work between two days for a customer who is not inside."""
        issue, now = request.issue, self.calendar.now
        gone = issue.left or issue.over or issue.where == Where.AWAY
        team = bool(request.teams) and not self.decide.unlimited(request.first)
        return gone and team and self.decide.when_open(now) not in (now, None)

    def begin(self, request: Request) -> None:
        """Begin a task or a case, or let it wait in line, which is never too full for it."""
        actor = self.run.workers.take_idle(request.teams) if request.teams else None
        if request.teams and actor is None:
            self.line.waiting.append(request)
        elif request.task is not None:
            self.start(request.task, actor)
        else:
            request.issue.request = None
            self.run.visits.start(request.issue, request.step, actor, request.asked)

    def take_up(self, request: Request, actor: Actor) -> None:
        """Let a worker begin a task that stood in line."""
        self.line.waiting.remove(request)
        assert request.task is not None
        self.start(request.task, actor)

    def start(self, task: Task, actor: Actor | None) -> None:
        """Work on a task, with as many in line as there are now."""
        now, customer = self.calendar.now, task.branch.issue.customer
        task.branch.waits = None
        task.actor, task.began = actor, now
        length = self.decide.task_length(task, self.line.length(actor[0]) if actor else 0)
        ids = (customer, task.step, task.number)
        self.calendar.plan(now + length, self.ranks.visit_ends, ids, self.end, task)

    def end(self, task: Task) -> None:
        """Let go of the worker, who may take the next request; then the branch goes on."""
        branch = task.branch
        self.calendar.at_hand = task.step
        freed = NONE
        if task.actor is not None:
            freed = self.run.service.let_go(branch.issue, task.actor, task.step, task.number)
        self.books.write_task(task, self.calendar.now, freed)
        branch.alone = task.actor is None or task.actor[1] == NONE
        self.carry_on(branch, self.following(branch.issue, task.step, task.number))

    # Closing and opening, where all stops at closing

    def close(self) -> None:
        """Let tasks in line wait for the next opening; send home who waits for them."""
        self.closed = True
        self.overnight = [request for request in self.line.waiting if self.may_wait(request)]
        waiting = self.line.waiting
        self.line.waiting = [request for request in waiting if request not in self.overnight]
        self.overnight = [self.reopened(request) for request in self.overnight]
        for issue in self.run.issues:
            if issue.parked is not None and issue.where != Where.AWAY:
                self.run.send_home(issue)

    def may_wait(self, request: Request) -> bool:
        """Tell whether nobody stands in line in person, and there is a day on which to go on."""
        is_last = self.calendar.now == self.tables.calendar.closes[-1]
        is_case = request.issue.where == Where.AWAY and not is_last
        return request.task is not None or is_case

    def reopened(self, request: Request) -> Request:
        """Give the place in line that a case has from now on, of nobody's in particular."""
        if request.task is not None:
            return request
        request.waiting = False
        request.issue.request = Request(
            request.issue, request.step, request.visit, request.teams, request.asked
        )
        return request.issue.request

    def open(self, _: None) -> None:
        """Take up what has waited for the opening, once everybody is there."""
        self.closed = False
        waiting, self.overnight = self.overnight, []
        for request in sorted(waiting, key=self.line.precedence):
            self.begin(request)
        late, self.late = self.late, []
        for issue in sorted(late, key=lambda issue: issue.customer):
            self.go_on(issue)

    # The customer waits for a branch

    def park(self, issue: Issue, step: int) -> None:
        """Wait without worker, line or patience."""
        issue.parked = (step, self.calendar.now)
        if issue.spell is None and issue.where != Where.AWAY:
            issue.spell = self.calendar.now

    def give_up_place(self, issue: Issue, ended: int) -> None:
        """Wait for a branch no more, and write it."""
        if issue.parked is None:
            return
        (step, since), issue.parked = issue.parked, None
        if self.decide.costs_time(issue):
            issue.waited += ended - since
        self.books.write_parked(issue, step, since, ended)

    # The end

    def leave_undone(self, issue: Issue, ended: int) -> None:
        """Close the books on what nobody began, and on an issue that only waits for it."""
        for branch in issue.branches:
            if branch.waits is not None:
                task = branch.waits.task
                assert task is not None
                task.actor = (branch.waits.first, NONE) if branch.waits.teams else None
                self.books.write_task(task, ended, NONE)
        if issue.verdict is not None and not issue.over:
            self.run.end_issue(issue, ended)
