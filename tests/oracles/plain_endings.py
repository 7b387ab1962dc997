"""Endings in the plain engine: closing, going home for now or for good, closing the books."""

from __future__ import annotations

from typing import Any

from blueprint_sim.simulation.log import End, Log
from blueprint_sim.simulation.program import Outcome
from tests.oracles.plain_backstage import Backstage
from tests.oracles.plain_books import Books
from tests.oracles.plain_calendar import Calendar
from tests.oracles.plain_contacts import Contacts
from tests.oracles.plain_decisions import Decisions
from tests.oracles.plain_feelings import Feelings
from tests.oracles.plain_line import Line
from tests.oracles.plain_service import Service
from tests.oracles.plain_state import Issue, Request, Where


class Endings:
    """What ends: a day, a contact, an issue, the run."""

    tables: Any
    issues: list[Issue]
    decide: Decisions
    calendar: Calendar
    books: Books
    feelings: Feelings
    contacts: Contacts
    line: Line
    service: Service
    backstage: Backstage

    def close(self, _: None) -> None:
        """Send home who is in line, and everybody else as soon as their visit is over."""
        self.backstage.close()
        waiting = self.line.waiting
        in_line = [issue.request for issue in self.issues if issue.request in waiting]
        for request in in_line:
            self.line.leave(request)
        for request in in_line:
            if request.issue.standby:
                self.service.stand_down(request.issue)
            self.send_home(request.issue, request)
        for issue in self.issues:
            issue.goes_home |= issue.inside and issue.where != Where.AWAY

    def finish(self) -> Log:
        """Close the books on those who are still there."""
        last_close = self.tables.calendar.closes[-1]
        ended = max(self.calendar.now, last_close)
        for issue in self.issues:
            self.backstage.leave_undone(issue, ended)
            if not issue.over:
                self.leave_unfinished(issue, issue.request, ended)
        return self.books.close(ended)

    def send_home(self, issue: Issue, request: Request | None = None) -> None:
        self.calendar.let_out()
        self.leave_unfinished(issue, request, self.calendar.now)

    def leave_unfinished(self, issue: Issue, request: Request | None, ended: int) -> None:
        if request is not None:
            row = (issue, request.step, request.first, request.asked, ended, End.UNFINISHED)
            self.books.write_unserved(*row)
            if request.accepted is not None:
                self.books.write_callback(request, ended)
        if issue.standby:
            self.books.write_hold(issue, issue.standby, ended, ended)
        self.backstage.give_up_place(issue, ended)
        self.contacts.leave(issue, ended, Outcome.UNFINISHED)
        self.books.write_customer(issue, ended, Outcome.UNFINISHED)

    def go_home(self, issue: Issue, outcome: Outcome) -> None:
        """Leave, for good or to come back; what was promised may be done by now."""
        self.contacts.leave(issue, self.calendar.now, outcome)
        self.calendar.let_out()
        issue.inside, issue.left = False, True
        issue.brought = self.decide.kept_in_mind(issue)
        issue.holder, issue.memory = None, {}
        self.backstage.keep_what_is_done(issue)

    def end_issue(self, issue: Issue, ended: int) -> None:
        """Let the customer feel how it ended, unless they would have come back."""
        assert issue.verdict is not None
        outcome, returns_later = issue.verdict
        if not returns_later:
            self.feelings.feel_ending(issue, outcome, ended)
        self.books.write_customer(issue, ended, outcome, returns_later)
