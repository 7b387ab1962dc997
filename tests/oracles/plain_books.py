"""The books of the plain engine: what happens is written down as it happens."""

from __future__ import annotations

from blueprint_sim.simulation.log import End, Handoff, Log, Moment, Spell
from blueprint_sim.simulation.program import NONE, Outcome
from tests.oracles.plain_calendar import Calendar
from tests.oracles.plain_state import Issue, Promise, Request, Return, Standby, Task, Visit
from tests.oracles.writer import Writer


class Books:
    """Writes rows, at the time that it is."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.writer = Writer()
        self.rows = self.writer.rows

    def write_visit(self, issue: Issue, visit: Visit, freed: int, repeats: int) -> None:
        """Write a visit that ends now."""
        issue.last = (visit.step, visit.number + 1)
        where = (issue.customer, issue.contact, visit.step, visit.number + 1)
        times = (visit.asked, visit.started, self.calendar.now, freed)
        asked = (len(visit.questions), repeats, visit.handoff)
        actor = visit.actor or (NONE, NONE)
        self.rows["visits"].append((*where, *actor, *times, End.SERVED, *asked))

    def write_unserved(
        self, issue: Issue, step: int, team: int, asked: int, ended: int, how: End
    ) -> None:
        """Write a visit that never began."""
        issue.last = (step, issue.visits[step] + 1)
        where = (issue.customer, issue.contact, *issue.last, team, NONE)
        self.rows["visits"].append((*where, asked, NONE, ended, NONE, how, 0, 0, Handoff.NONE))

    def write_broken_promise(self, promise: Promise, event: int) -> None:
        """Write what happened though nobody did anything."""
        where = (promise.branch.issue.customer, promise.branch.contact)
        row = (*where, promise.step, promise.visit, event, self.calendar.now)
        self.rows["events"].append(row)

    def write_event(self, issue: Issue, visit: Visit, event: int) -> None:
        """Write what happened in a visit."""
        where = (issue.customer, issue.contact, visit.step, visit.number + 1)
        self.rows["events"].append((*where, event, self.calendar.now))

    def write_moment(
        self,
        issue: Issue,
        step: int,
        visit: int,
        kind: Moment,
        detail: int,
        valence: float,
        contact: int | None = None,
        at: int | None = None,
    ) -> None:
        """Write how something felt: now and in the contact at hand, unless others are given."""
        where = (issue.customer, contact or issue.contact, step, visit)
        when = self.calendar.now if at is None else at
        self.rows["moments"].append((*where, kind, detail, when, valence))

    def write_callback(self, request: Request, ended: int) -> None:
        """Write a wait off the line."""
        issue = request.issue
        where = (issue.customer, issue.contact, request.step, request.visit + 1)
        row = (*where, Spell.CALLBACK, request.accepted, ended, NONE, NONE, NONE, NONE)
        self.rows["spells"].append(row)

    def write_hold(self, issue: Issue, standby: Standby, ended: int, freed: int) -> None:
        """Write how long somebody stood by."""
        where = (issue.customer, issue.contact, *standby.where)
        row = (*where, Spell.HOLD, standby.since, ended, *standby.actor, freed, NONE)
        self.rows["spells"].append(row)

    def write_task(self, task: Task, ended: int, freed: int) -> None:
        """Write a visit of a step of a branch."""
        issue, contact = task.branch.issue, task.branch.contact
        where = (issue.customer, contact, task.step, task.number + 1, Spell.TASK)
        row = (*where, task.began, ended, *(task.actor or (NONE, NONE)), freed, task.asked)
        self.rows["spells"].append(row)

    def write_parked(self, issue: Issue, step: int, since: int, ended: int) -> None:
        """Write a wait for a branch."""
        where = (issue.customer, issue.contact, step, issue.visits[step] + 1, Spell.PARKED)
        self.rows["spells"].append((*where, since, ended, NONE, NONE, NONE, NONE))

    def write_chase(self, issue: Issue, promise: Promise) -> None:
        """Write what brings about the next contact."""
        where = (issue.customer, issue.contact + 1, promise.step, promise.visit, Spell.CHASE)
        row = (*where, promise.due, self.calendar.now, NONE, NONE, NONE, NONE)
        self.rows["spells"].append(row)

    def write_surfaced(self, back: Return) -> None:
        """Write what turned out to be wrong, and brings about the next contact."""
        issue = back.issue
        assert back.wrong is not None
        row = (issue.customer, issue.contact + 1, *back.wrong, self.calendar.now)
        self.rows["surfaced"].append(row)

    def write_avoided(self, issue: Issue) -> None:
        """Write a customer who did not have to come."""
        who = (issue.customer, issue.reason, issue.persona, issue.arrived)
        self.rows["avoided"].append(who)
        issue.over = True

    def write_contact(self, issue: Issue, ended: int, outcome: Outcome) -> None:
        """Write the contact at hand."""
        row = (issue.customer, issue.contact, issue.began, ended, outcome)
        self.rows["contacts"].append((*row, issue.channel, issue.onward))

    def write_customer(
        self, issue: Issue, ended: int, outcome: Outcome, returns_later: bool = False
    ) -> None:
        """Write a customer who is through."""
        issue.over, issue.inside = True, False
        who = (issue.customer, issue.reason, issue.persona, issue.arrived)
        self.rows["customers"].append((*who, ended, issue.contact, outcome, returns_later))

    def close(self, ended: int) -> Log:
        """Give the log."""
        return self.writer.log(ended)
