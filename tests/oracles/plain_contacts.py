"""Contacts in the plain engine: on which channel, over which line, and where the next begins."""

from __future__ import annotations

from blueprint_sim.simulation.program import NONE, Outcome, Target
from tests.oracles.plain_books import Books
from tests.oracles.plain_calendar import Calendar
from tests.oracles.plain_decisions import Decisions
from tests.oracles.plain_feelings import Feelings
from tests.oracles.plain_state import Issue, Where


class Contacts:
    """The lines of the channels, and what separates one contact from the next."""

    def __init__(
        self, decide: Decisions, calendar: Calendar, books: Books, feelings: Feelings
    ) -> None:
        self.decide = decide
        self.tables = decide.tables
        self.calendar = calendar
        self.books = books
        self.feelings = feelings
        self.on_line = [0] * len(self.tables.channels.lines)
        """By channel, how many are on it."""

    def begin(self, issue: Issue) -> None:
        """Come, for the first time or again."""
        issue.begin_contact(self.calendar.now)
        issue.where, issue.onward = Where.NOWHERE, False
        issue.came += 1
        issue.lately = 0
        issue.channel = 0 if len(self.on_line) == 1 else NONE
        self.calendar.let_in()

    def enter(self, issue: Issue, target: int) -> int:
        """Be in the contact, on a line if it leads to a step to take; give where it leads."""
        issue.where = Where.IN_CONTACT
        if target >= 0 and not self.tables.steps.away[target]:
            return self.take_line(issue, target)
        return target

    def take_line(self, issue: Issue, step: int) -> int:
        """Be on the channel of the step at which a contact begins, or find no line free."""
        issue.channel = self.decide.channel_of(step, issue)
        if issue.channel != NONE:
            lines = self.tables.channels.lines[issue.channel]
            if lines != NONE and self.on_line[issue.channel] >= lines:
                return Target.BLOCKED
            self.on_line[issue.channel] += 1
            issue.has_line = True
        return step

    def free_line(self, issue: Issue) -> None:
        """Be on no line any more."""
        if issue.has_line:
            self.on_line[issue.channel] -= 1
            issue.has_line = False

    def cross(self, issue: Issue, step: int) -> int:
        """End the contact, if the step is no part of it; give where the customer comes to."""
        if not self.decide.crosses(step, issue):
            return step
        issue.brought = self.decide.kept_in_mind(issue)
        if issue.where == Where.IN_CONTACT:
            self.feelings.close_spell(issue, *issue.last)
            self.leave(issue, self.calendar.now, Outcome.MOVED_ON)
            issue.holder, issue.memory = None, {}
        if self.tables.steps.away[step]:
            issue.where, issue.goes_home = Where.AWAY, False
            return step
        issue.where, issue.onward = Where.IN_CONTACT, True
        issue.begin_contact(self.calendar.now)
        return self.take_line(issue, step)

    def leave(self, issue: Issue, ended: int, outcome: Outcome) -> None:
        """Free the line and write the contact, if the customer is in one."""
        self.free_line(issue)
        if issue.where == Where.IN_CONTACT:
            self.books.write_contact(issue, ended, outcome)
