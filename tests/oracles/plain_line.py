"""The line of the plain engine: who waits for whom, what they hear there, and who goes first."""

from __future__ import annotations

from collections.abc import Callable

from blueprint_sim.simulation.program import NONE
from tests.oracles.plain_calendar import Calendar
from tests.oracles.plain_decisions import Decisions
from tests.oracles.plain_feelings import Feelings
from tests.oracles.plain_state import Actor, Issue, Request, Where


class Line:
    """All requests that wait; `renege` and `open_up` are what may become of one."""

    def __init__(
        self,
        decide: Decisions,
        calendar: Calendar,
        feelings: Feelings,
        renege: Callable[[Request], None],
        open_up: Callable[[Request], None],
    ) -> None:
        self.decide = decide
        self.tables = decide.tables
        self.calendar, self.ranks = calendar, calendar.ranks
        self.feelings = feelings
        self.renege, self.open_up = renege, open_up
        self.waiting: list[Request] = []

    def length(self, team: int) -> int:
        """Give how many stand in the line of a team."""
        return sum(request.first == team for request in self.waiting)

    def is_full(self, team: int) -> bool:
        """Tell whether the line of a team takes nobody more."""
        limit = self.tables.teams.limit[team]
        return bool(limit != NONE and self.length(team) >= limit)

    # Joining and leaving

    def join(self, issue: Issue, step: int, teams: list[int], owner: Actor | None = None) -> None:
        """Wait for any of some teams; for now only for the owner, if there is one."""
        now = self.calendar.now
        request = Request(issue, step, issue.visits[step], teams, now, reserved_for=owner)
        if owner:
            at = now + self.tables.steps.returns_to_same[step]
            self.calendar.plan(at, self.ranks.reservation_ends, request.ids, self.open_up, request)
        issue.request = request
        self.waiting.append(request)
        if issue.spell is None and issue.where != Where.AWAY:
            issue.spell = now
        if self.decide.may_hang_up(step, teams[0], issue):
            self.plan_renege(request, now + self.decide.patience(issue))
        if self.decide.offers_callback(step, teams[0], issue) and not issue.standby:
            at = now + self.decide.offered_after(teams[0], issue)
            self.calendar.plan(at, self.ranks.callback, request.ids, self.offer, request)
        if self.decide.hears_announcements(step, teams[0], issue):
            at = now + self.tables.announcements.after[teams[0]]
            self.calendar.plan(at, self.ranks.announcement, request.ids, self.announce, request)

    def plan_renege(self, request: Request, at: int) -> None:
        """Let the customer hang up then, instead of whenever they would have before."""
        request.reneges = at
        self.calendar.plan(at, self.ranks.renege, request.ids, self.renege, request)

    def leave(self, request: Request) -> None:
        """Wait no more."""
        self.waiting.remove(request)
        request.waiting = False
        request.issue.request = None
        if request.accepted is None:
            self.count_wait(request)

    def count_wait(self, request: Request) -> None:
        """Count what the wait has cost the customer."""
        counts = self.decide.line_counts(request.step, request.first)
        if counts and self.decide.costs_time(request.issue):
            request.issue.waited += self.calendar.now - request.asked

    # In line

    def announce(self, request: Request) -> None:
        """Tell somebody in line what is told there: it changes patience and how the wait feels."""
        request.issue.stretch *= self.tables.announcements.felt_wait[request.first]
        if request.reneges is not None:
            left = request.reneges - self.calendar.now
            changed = self.decide.patience_after_announcement(left, request.first)
            if changed != left:
                self.plan_renege(request, self.calendar.now + changed)

    def offer(self, request: Request) -> None:
        """Ask whether the customer would rather be called back: the place is kept."""
        self.calendar.at_hand = request.step
        if self.decide.accepts(request):
            request.accepted = self.calendar.now
            self.count_wait(request)
            self.feelings.close_spell(request.issue, request.step, request.visit + 1)

    # Who goes first

    def best_for(self, actor: Actor) -> Request | None:
        """Give the best of the requests that a worker may take."""
        eligible = [
            request
            for request in self.waiting
            if actor[0] in request.teams and request.reserved_for in (None, actor)
        ]
        return min(eligible, key=self.precedence, default=None)

    def precedence(self, request: Request) -> tuple[int, ...]:
        """Give what sorts who goes first to the front."""
        issue, personas = request.issue, self.tables.personas
        credited = request.asked - personas.head_start[issue.persona]
        rest = (issue.customer, request.step, request.visit)
        return -personas.priority[issue.persona], credited, *rest
