"""Who comes back in the plain engine: for how it ended, or as something was wrong."""

from __future__ import annotations

from typing import Any, NamedTuple

from blueprint_sim.simulation.program import Outcome
from tests.oracles.plain_state import Issue, Return


class Coming(NamedTuple):
    """What may let a customer come back after a contact."""

    wrong: int | None
    """Row of what turns out to be wrong with it."""
    for_outcome: bool


class Returns:
    """The contacts to come of one run; `run` is the engine, with its calendar and decisions."""

    def __init__(self, run: Any) -> None:
        self.run = run
        self.tables, self.decide = run.tables, run.decide
        self.calendar, self.ranks, self.books = run.calendar, run.ranks, run.books

    def draw(self, issue: Issue, outcome: Outcome) -> Coming:
        """Ask luck what will let the customer come back, as a contact ends."""
        if outcome in (Outcome.RESOLVED, Outcome.WALKED_AWAY):
            issue.unaware = None
        wrong = self.decide.surfaces(outcome, issue)
        return Coming(wrong, wrong is None and self.decide.comes_back(outcome, issue))

    def expect(self, issue: Issue, outcome: Outcome, coming: Coming) -> None:
        """Put it into the calendar; give the verdict where nothing comes within the days."""
        if coming.wrong is not None:
            self.turn_out(issue, coming.wrong)
        elif issue.unaware is not None and issue.unaware.overdue:
            self.put_off(issue.unaware, self.decide.when_open(self.calendar.now))
        returns = [] if issue.unaware is None else [issue.unaware]
        if coming.for_outcome:
            returns.append(self.come_for(outcome, issue))
        if not returns:
            issue.verdict = (outcome, False)
        elif all(back.never for back in returns):
            issue.verdict = (Outcome.UNFINISHED, True)

    # For how a contact ended

    def come_for(self, outcome: Outcome, issue: Issue) -> Return:
        """Come back for how the contact ended, if the days are long enough."""
        back, slot = Return(issue, issue.contact), self.tables.afterwards.delay_slot[outcome]
        self.plan(back, self.decide.due(self.calendar.now, slot, issue), self.come_back)
        return back

    def come_back(self, back: Return) -> None:
        self.run.begin_contact(back.issue)

    # As something was wrong

    def turn_out(self, issue: Issue, row: int) -> None:
        """Let something be wrong that seemed to be resolved, to be found out some time."""
        table = self.tables.surfacing
        event = table.event[row]
        issue.surfaced.append(event)
        issue.resolved = False
        issue.unaware = Return(issue, issue.contact, wrong=issue.happened[event])
        due = self.decide.due(self.calendar.now, table.delay_slot[row], issue)
        self.put_off(issue.unaware, due)

    def put_off(self, back: Return, due: int | None) -> None:
        """Let something be found out then, or not within the days."""
        self.plan(back, due, self.find_out)

    def find_out(self, back: Return) -> None:
        """Come back for what is wrong; who is in touch does so afterwards."""
        issue = back.issue
        back.overdue = not issue.left
        if not back.overdue:
            self.books.write_surfaced(back)
            issue.unaware = None
            self.run.begin_contact(issue)

    def plan(self, back: Return, due: int | None, come: Any) -> None:
        """Come back then, or not within the days."""
        back.never = due is None
        if due is not None:
            self.calendar.plan(due, self.ranks.recontact, (back.issue.customer,), come, back)
