"""A step is entered, as the auditor sees it: who serves at once, who waits, who finds no room."""

from __future__ import annotations

from typing import Any

from blueprint_sim.simulation.log import End
from blueprint_sim.simulation.program import NONE, Outcome, Target
from tests.oracles.audit_queue import Place, Waiting
from tests.oracles.audit_rows import Row, is_kept
from tests.oracles.audit_workers import Call
from tests.oracles.stories import demand


class Entry:
    """What is demanded of those who come to a step; `audit` is the auditor, with all its parts."""

    def __init__(self, audit: Any) -> None:
        self.audit = audit
        self.tables, self.calendar = audit.tables, audit.calendar
        self.by, self.offers = audit.by, audit.offers
        self.branches, self.contacts = audit.branches, audit.contacts
        self.queue, self.workers = audit.queue, audit.workers
        self.standby, self.waits = audit.standby, audit.waits

    def may_begin(self, row: Row) -> bool:
        """Tell whether a step away begins now: by day it does, at night if it is nobody's work."""
        if self.calendar.opening(self.calendar.now) == self.calendar.now:
            return True
        at_once = row.asked == self.calendar.now
        demand(at_once in self.by.alone(row), "only work on a case waits for the opening", row)
        return at_once

    def enter(self, row: Row, before: Row | None) -> None:
        lacks = self.branches.lacks(row.customer, row.step)
        demand(not lacks, "who needs what is not done waits for it", row)
        self.branches.keep(row.customer, self.tables.steps.needs[row.step])
        demand(row.customer not in self.contacts.goes_home, "nobody starts after closing", row)
        demand(row.asked == self.calendar.now, "one step begins where the other ends", row)
        lists = list(self.by.lists(row))
        back = row.customer in self.standby.taken_back
        self.standby.taken_back.discard(row.customer)
        if back or (before is not None and is_kept(before, row)):
            self.workers.start(row)
        elif row.how == End.SERVED and row.team == NONE:
            demand(self.by.may_be_nobody(row), "somebody has to serve this step", row)
            self.workers.start(row)
        else:
            self.ask_for_worker(row, lists, before)

    def ask_for_worker(self, row: Row, lists: list[tuple[int, ...]], before: Row | None) -> None:
        """Be served by whoever is idle, or find a line."""
        demand(bool(lists), "the team serves this step, or has this line", row)
        if before is not None and before.how == End.SERVED and before.team != NONE:
            lists = [teams for teams in lists if before.team not in teams]
            demand(bool(lists), "the customer keeps the worker", row)
        if row.customer in self.standby and not self.branches.has(row):
            holder = self.standby.standing[row.customer].team
            lists = [teams for teams in lists if holder not in teams]
            demand(bool(lists), "who stands by takes the customer back", row)
        workers = self.workers
        places = [Place(teams, workers.owner(row, teams)) for teams in lists]
        if row.started == self.calendar.now and row.actor in map(workers.idle_actor, places):
            workers.in_hand[row.actor] += 1
            workers.start(row)
            return
        places = [place for place in places if workers.idle_actor(place) is None]
        demand(bool(places), "the first idle worker serves at once", row)
        self.find_a_line(row, places)

    def find_a_line(self, row: Row, places: list[Place]) -> None:
        """Join a line, or leave it alone."""
        if row.how in (End.BLOCKED, End.BALKED):
            places = [place for place in places if place.owner is None]
            demand(bool(places), "who waits for the same worker stays", row)
        if row.how == End.BLOCKED:
            self.turn_away(row)
        elif row.how == End.BALKED:
            self.waits.leave_at_once(Waiting(row, places))
        else:
            self.waits.join(self.waits.comer(row, places))

    def turn_away(self, row: Row) -> None:
        limit = self.tables.teams.limit[row.team]
        demand(0 <= limit <= self.queue.in_line(row.team)[-1], "only a full line blocks", row)
        demand(row.ended == self.calendar.now, "who is blocked does not wait", row)
        onward = self.tables.teams.when_full[row.team] != Target.BLOCKED
        if row.customer in self.standby:
            self.standby.settle(row, self.contacts.next_here(row) if onward else None)
        if onward:
            self.audit.go_on(row.customer, row.contact, row)
        else:
            self.contacts.end(row.customer, Outcome.BLOCKED, Outcome.RESOLVED)

    def call(self, call: Call) -> None:
        """Call somebody who is off the line: they answer, or the worker goes on at once."""
        row, accepted = call.somebody.row, call.somebody.accepted
        answered = row.how == End.SERVED
        assert accepted is not None
        demand(accepted.ended == self.calendar.now, "a callback ends with the call", row)
        verdicts = {self.offers.would_answer(row, team) for team in call.somebody.firsts}
        demand({answered, None} & verdicts, "who would answer does", row)
        if answered:
            self.workers.start(row)
        else:
            self.workers.free(*call.actor)
            self.contacts.end(row.customer, Outcome.ABANDONED, Outcome.RESOLVED)
