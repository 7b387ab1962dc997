"""Work in the meantime and by night, as the auditor sees it."""

from __future__ import annotations

from typing import Any, NamedTuple

from blueprint_sim.simulation.log import End
from blueprint_sim.simulation.program import NONE, Outcome
from tests.oracles.audit_backstage import Branch
from tests.oracles.audit_calendar import RECONTACT
from tests.oracles.audit_queue import Waiting, uncalled
from tests.oracles.audit_rows import Row
from tests.oracles.stories import demand


class Later(NamedTuple):
    """Somebody away who goes on at the opening: after what contact."""

    customer: int
    contact: int


class Meantime:
    """What is demanded of tasks, and of closing; `audit` is the auditor, with all its parts."""

    def __init__(self, audit: Any) -> None:
        self.audit = audit
        self.tables, self.calendar = audit.tables, audit.calendar
        self.by, self.branches = audit.by, audit.branches
        self.contacts, self.queue = audit.contacts, audit.queue
        self.workers, self.standby = audit.workers, audit.standby
        self.parked = audit.parked
        self.night: list[Waiting] = []
        """Tasks, and cases of those who are away, that wait for the next opening."""

    def close(self) -> None:
        """Send everyone in line home; who is being served goes later."""
        self.contacts.closed = True
        self.contacts.goes_home |= self.workers.inside & self.contacts.here.keys()
        waiting = self.queue.waiting
        self.night = [other for other in waiting if self.may_wait(other.row)]
        self.queue.waiting = [other for other in waiting if not self.may_wait(other.row)]
        self.parked.send_home()
        for somebody in self.queue.waiting:
            row = somebody.row
            sent_home = row.how == End.UNFINISHED and row.ended == self.calendar.now
            demand(sent_home, "who is in line at closing is sent home", row)
            uncalled(somebody)
            self.contacts.end(row.customer, Outcome.UNFINISHED)
        went, self.queue.waiting = self.queue.waiting, []
        for somebody in went:
            if somebody.row.customer in self.standby:
                self.standby.stand_down(somebody.row.customer)

    def may_wait(self, row: Row) -> bool:
        """Tell whether nobody stands in line in person, and there is a day on which to go on."""
        goes_on = self.calendar.opening(self.calendar.now) is not None
        return self.branches.has(row) or (bool(self.tables.steps.away[row.step]) and goes_on)

    # Tasks

    def carry_on(self, branch: Branch, before: Row, target: int) -> None:
        """Let a branch enter its next step; or let in who waited for it."""
        task = self.branches.next_task(branch, before.contact, target)
        if task is not None:
            mine = task.contact == before.contact
            demand(mine, "a task is of the contact that set it off", task)
            demand(task.asked == self.calendar.now, "one step begins where the other ends", task)
            if before.worker == NONE and self.comes_at_night(task):
                self.night.append(Waiting(task, []))
            else:
                self.enter_task(task)
        elif self.parked.may_go_on(branch.customer):
            self.go_on_at_last(branch.customer)

    def comes_at_night(self, task: Row) -> bool:
        """Tell whether a team is to work between two days for a customer who is not inside."""
        now = self.calendar.now
        is_night = self.calendar.opening(now) not in (now, None)
        here = task.customer in self.contacts.here
        return is_night and not here and False in self.by.alone(task)

    def enter_task(self, row: Row) -> None:
        """Begin a task, or let it wait in line or for the morning."""
        if self.contacts.closed:
            self.night.append(Waiting(row, []))
        elif row.team == NONE:
            demand(self.by.may_be_nobody(row), "somebody has to serve this step", row)
            self.workers.start(row)
        else:
            self.audit.entry.ask_for_worker(row, list(self.by.lists(row)), None)

    def end_task(self, row: Row) -> None:
        if row.worker == NONE:
            expected = NONE if row.team == NONE else self.calendar.now
            demand(row.freed == expected, "only workers wrap up", row)
        else:
            self.workers.let_go(row)
        branch = self.branches.of[row.customer, row.step, row.visit]
        self.carry_on(branch, row, self.branches.following(row))

    def begin_the_day(self) -> None:
        """Let begin what has waited for the opening, as it would have gone first."""
        night, self.night = self.night, []
        for somebody in sorted(night, key=self.queue.precedence):
            if self.branches.has(somebody.row):
                self.enter_task(somebody.row)
            else:
                self.queue.waiting.append(somebody)
                self.workers.open_up(somebody.row)
        for customer in self.parked.late():
            self.go_on_at_last(customer)

    def go_on_at_last(self, customer: int) -> None:
        """Let somebody in who has nothing to wait for any more."""
        spell = self.parked.leave(customer)
        self.audit.go_on(customer, spell.contact, None)

    def go_on_by_day(self, customer: int, contact: int, following: Any) -> None:
        """Let somebody away go on at the next opening."""
        due = self.calendar.opening(self.calendar.now)
        demand(due is not None, "nobody goes on after the last close", following)
        assert due is not None
        self.calendar.plan(due, RECONTACT, (customer,), Later(customer, contact))
