"""A second engine: a heap and a loop. What both engines say, row for row, is what the design says.

Take the least key of the calendar, do everything that it causes, take the least key again. Here
is the way of a customer from step to step; the files beside it tell of the calendar, of contacts,
of the line, of visits, of who serves, of work in the meantime, of what is felt, of the books.
"""

from __future__ import annotations

from typing import Any

from blueprint_sim.simulation.engine import Bounds, Tape
from blueprint_sim.simulation.log import End, Log
from blueprint_sim.simulation.program import NONE, Customers, Outcome, Program, Target
from tests.oracles.plain_backstage import Backstage
from tests.oracles.plain_books import Books
from tests.oracles.plain_calendar import DEFAULT_RANKS, Calendar, Ranks
from tests.oracles.plain_contacts import Contacts
from tests.oracles.plain_decisions import Decisions
from tests.oracles.plain_endings import Endings
from tests.oracles.plain_feelings import Feelings
from tests.oracles.plain_line import Line
from tests.oracles.plain_returns import Returns
from tests.oracles.plain_service import Service
from tests.oracles.plain_state import Actor, Issue, Request, Visit
from tests.oracles.plain_visits import Visits
from tests.oracles.plain_workers import Workers


def simulate(
    program: Program,
    customers: Customers,
    tape: Tape,
    bounds: Bounds = Bounds(),  # noqa: B008  (a NamedTuple does not change)
    ranks: Ranks = DEFAULT_RANKS,
) -> Log:
    """Run the program to its end and give the log."""
    return _Run(program, customers, tape, bounds, ranks).run()


class _Run(Endings):
    def __init__(
        self, program: Program, customers: Customers, tape: Tape, bounds: Bounds, ranks: Ranks
    ) -> None:
        self.decide = decide = Decisions(program, tape)
        self.tables: Any = decide.tables
        self.tape, self.ranks = tape, ranks
        self.issues = [
            Issue(customer, reason, persona, arrival, [0] * len(self.tables.steps.by))
            for customer, (arrival, reason, persona) in enumerate(_people(customers))
        ]
        self.calendar = calendar = Calendar(program.names, bounds, ranks)
        self.books = books = Books(calendar)
        self.feelings = feelings = Feelings(decide, calendar, books)
        self.contacts = Contacts(decide, calendar, books, feelings)
        self.workers = workers = Workers(decide)
        self.line = line = Line(decide, calendar, feelings, self.renege, self.open_up)
        self.visits = visits = Visits(decide, calendar, books, feelings, line, self.end_visit)
        self.backstage = Backstage(self)
        self.returns = Returns(self)
        take_up = self.backstage.take_up
        self.service = Service(
            decide, tape, calendar, books, workers, line, visits, self.call, take_up
        )

    # From the first arrival to the end of the books

    def run(self) -> Log:
        for issue in self.issues:
            ids = (issue.customer,)
            self.calendar.plan(issue.arrived, self.ranks.arrival, ids, self.arrive, issue)
        change = self.service.change_roster
        for team in range(len(self.workers.on_duty)):
            for at, workers in self.workers.roster_of(team):
                self.calendar.plan(at, self.ranks.roster, (team,), change, (team, workers))
        if self.tables.calendar.stop:
            for at in self.tables.calendar.closes:
                self.calendar.plan(at, self.ranks.closing, (), self.close, None)
        ids = (len(self.workers.on_duty),)
        for at in self.tables.calendar.opens[1:]:
            self.calendar.plan(at, self.ranks.roster, ids, self.backstage.open, None)
        self.calendar.run()
        return self.finish()

    def arrive(self, issue: Issue) -> None:
        """Come, unless what would bring the customer is fixed."""
        if self.decide.is_spared(issue):
            self.books.write_avoided(issue)
        else:
            self.begin_contact(issue)

    # A contact begins, finds its way, and ends

    def begin_contact(self, issue: Issue) -> None:
        self.contacts.begin(issue)
        target = self.decide.route(self.tables.start, issue, 0, issue.contact - 1)
        target = self.pass_through(issue, target)
        self.proceed(issue, self.contacts.enter(issue, target))

    def pass_through(self, issue: Issue, target: int) -> int:
        """Give the first target on the way that is not a step to be skipped."""
        while target >= 0 and self.decide.skipped(target, issue):
            self.calendar.hop(target)
            v = issue.visits[target]
            issue.visits[target] += 1
            target = self.decide.route(self.decide.onward(target, issue), issue, v + 1, v)
        return target

    def proceed(self, issue: Issue, target: int) -> None:
        """Enter a step, or where its full line sends them, or end the contact."""
        while target >= 0:
            if not self.tables.steps.away[target] and self.waits_for_opening(issue, target):
                return
            if (target := self.contacts.cross(issue, target)) < 0:
                break
            full = self.enter(issue, target)
            if full is None:
                return
            self.calendar.hop(target)
            target = self.pass_through(issue, full)
            self.service.relieve(issue, target)
        self.end_contact(issue, target)

    def end_contact(self, issue: Issue, target: int) -> None:
        self.feelings.close_spell(issue, *issue.last)
        outcome = self.decide.outcome(target, issue)
        coming = self.returns.draw(issue, outcome)
        self.go_home(issue, outcome)
        self.returns.expect(issue, outcome, coming)
        self.backstage.end_issue(issue)

    # A step is entered

    def enter(self, issue: Issue, step: int) -> int | None:
        """Start a visit or join a line; or give where those go who do neither."""
        now = self.calendar.now
        self.calendar.at_hand = step
        if self.decide.must_wait(step, issue):
            self.backstage.park(issue, step)
            return None
        if self.waits_for_opening(issue, step):
            return None
        self.backstage.pass_needs(issue, step)
        teams = self.decide.by(step, issue)
        if teams is None:
            self.visits.start(issue, step, None, now)
        elif self.decide.keeps(step, issue):
            self.visits.start(issue, step, issue.held, now)
        elif (owner := self.workers.owner(step, teams, issue)) is not None:
            self.return_to(owner, issue, step, teams)
        elif (actor := self.workers.take_idle(teams)) is not None:
            self.visits.start(issue, step, actor, now)
        elif self.line.is_full(teams[0]):
            self.books.write_unserved(issue, step, teams[0], now, now, End.BLOCKED)
            return int(self.tables.teams.when_full[teams[0]])
        elif self.decide.balks(step, teams[0], self.line.length(teams[0]), issue):
            self.books.write_unserved(issue, step, teams[0], now, now, End.BALKED)
            return int(Target.BALKED)
        else:
            self.line.join(issue, step, teams)
        return None

    def return_to(self, owner: Actor, issue: Issue, step: int, teams: list[int]) -> None:
        """Be served by the worker who served last, or wait for them."""
        if self.workers.has_room(owner):
            self.workers.in_hand[owner] += 1
            self.visits.start(issue, step, owner, self.calendar.now)
        else:
            self.line.join(issue, step, teams, owner)

    # A wait ends

    def open_up(self, request: Request) -> None:
        self.service.open_up(request)

    def renege(self, request: Request) -> None:
        """Hang up."""
        issue = request.issue
        self.calendar.at_hand = request.step
        self.line.leave(request)
        self.write_unserved(request, End.RENEGED)
        self.service.relieve(issue, Target.ABANDONED)
        self.end_contact(issue, Target.ABANDONED)

    def call(self, taken: tuple[Request, Actor]) -> None:
        """Call a customer back, who may not answer."""
        request, actor = taken
        self.calendar.at_hand = request.step
        self.books.write_callback(request, self.calendar.now)
        if self.decide.answers(request):
            self.visits.start(request.issue, request.step, actor, request.asked)
            return
        self.write_unserved(request, End.UNANSWERED)
        self.service.free(actor)
        self.end_contact(request.issue, Target.ABANDONED)

    def write_unserved(self, request: Request, how: End) -> None:
        where = (request.issue, request.step, request.first)
        self.books.write_unserved(*where, request.asked, self.calendar.now, how)

    # A visit ends

    def end_visit(self, ended: tuple[Issue, Visit]) -> None:
        issue, visit = ended
        self.calendar.at_hand = visit.step
        repeats = self.close_visit(issue, visit)
        branch = self.backstage.set_off(issue, visit)
        target = self.way_on(issue, visit)
        reply = self.decide.answers_later(visit, issue)
        freed = self.service.part(issue, visit, target if reply == NONE else NONE)
        self.books.write_visit(issue, visit, freed, repeats)
        if reply != NONE:
            self.wait_for_reply(issue, visit, reply, target)
        elif target < 0:
            self.end_contact(issue, target)
        elif issue.goes_home and not self.tables.steps.away[target]:
            self.send_home(issue)
        else:
            self.proceed(issue, target)
        if branch is not None:
            self.backstage.carry_on(branch, branch.target)

    def close_visit(self, issue: Issue, visit: Visit) -> int:
        """Let everything come out that a visit brings; give how many questions were repeated."""
        repeats = sum(self.visits.answer(issue, visit, row) for row in visit.questions)
        happened = self.visits.happen(issue, visit)
        self.visits.resolve(issue, visit)
        if self.tables.steps.visible[visit.step]:
            self.feelings.feel_work(issue, visit, happened)
        elif self.decide.costs_time(issue):
            issue.waited += self.calendar.now - visit.started
        return repeats

    def way_on(self, issue: Issue, visit: Visit) -> int:
        if self.decide.has_had_enough(visit.step, issue):
            return Target.WALKED_AWAY
        v = visit.number
        target = self.decide.route(self.decide.onward(visit.step, issue), issue, v + 1, v)
        return self.pass_through(issue, target)

    def wait_for_reply(self, issue: Issue, visit: Visit, slot: int, target: int) -> None:
        """Let the customer answer in their own time."""
        issue.inside, delay = False, self.tape.duration(slot, visit.number, issue.customer)
        self.go_on_by_day(issue, target, self.calendar.now + delay)

    def waits_for_opening(self, issue: Issue, target: int) -> bool:
        """Let somebody away go on at the opening, if it is too early; tell whether it is."""
        now = self.calendar.now
        if not self.decide.comes_too_early(target, issue, now):
            return False
        self.go_on_by_day(issue, target, now)
        return True

    def go_on_by_day(self, issue: Issue, target: int, at: int) -> None:
        """Go on then, or at the next opening, or never."""
        due = self.decide.when_open(at)
        if due is None:
            self.go_home(issue, Outcome.UNFINISHED)
            issue.verdict = (Outcome.UNFINISHED, True)
            self.backstage.end_issue(issue)
        else:
            ids = (issue.customer,)
            self.calendar.plan(due, self.ranks.recontact, ids, self.reply, (issue, target))

    def reply(self, reply: tuple[Issue, int]) -> None:
        """Go on where the visit that asked led, or where it was too early to go."""
        issue, target = reply
        issue.inside, issue.goes_home = True, False
        self.proceed(issue, target)


def _people(customers: Customers) -> Any:
    """Give arrival, reason and persona of each customer."""
    columns = (customers.arrival, customers.reason, customers.persona)
    return zip(*(column.tolist() for column in columns), strict=True)
