"""A second engine: a heap and a loop. What both engines say, row for row, is what the design says.

Take the least key of the calendar, do everything that it causes, take the least key again.
"""

from __future__ import annotations

import heapq
import itertools
from collections import Counter
from collections.abc import Callable, Container
from typing import Any, NamedTuple

from blueprint_sim.errors import Runaway
from blueprint_sim.simulation.engine import Bounds, Tape
from blueprint_sim.simulation.log import End, Handoff, Log, Moment, Spell
from blueprint_sim.simulation.program import NONE, Customers, Outcome, Program, Target
from tests.oracles.plain_decisions import Decisions, rows_of
from tests.oracles.plain_state import Actor, Issue, Request, Standby, Visit, Where
from tests.oracles.writer import Writer

HOPS = 10_000
"""Steps passed through, or found full, in a row."""


class Ranks(NamedTuple):
    """What goes first among events at one instant."""

    closing: int = 0
    roster: int = 1
    visit_ends: int = 2
    wrap_up_ends: int = 3
    reservation_ends: int = 5
    callback: int = 6
    announcement: int = 7
    renege: int = 8
    recontact: int = 9
    arrival: int = 10


DEFAULT_RANKS = Ranks()


def simulate(
    program: Program,
    customers: Customers,
    tape: Tape,
    bounds: Bounds = Bounds(),  # noqa: B008  (a NamedTuple does not change)
    ranks: Ranks = DEFAULT_RANKS,
) -> Log:
    """Run the program to its end and give the log."""
    return _Run(program, customers, tape, bounds, ranks).run()


class _Run:
    def __init__(
        self, program: Program, customers: Customers, tape: Tape, bounds: Bounds, ranks: Ranks
    ) -> None:
        self.decide = Decisions(program, tape)
        self.tables: Any = self.decide.tables
        self.tape, self.bounds, self.ranks = tape, bounds, ranks
        self.customers = customers
        self.calendar: list[tuple[int, int, tuple[int, ...], int, Callable[..., None], Any]] = []
        self.numbers = itertools.count()
        """Tell a stale event from one with the same key."""
        self.on_duty = [self.at_first(team) for team in range(len(self.tables.teams.size))]
        self.in_hand: Counter[Actor] = Counter()
        self.waiting: list[Request] = []
        self.on_line = [0] * len(self.tables.channels.lines)
        self.issues: list[Issue] = []
        self.writer = Writer()
        self.rows = self.writer.rows
        self.now = self.events = self.events_now = self.present = self.hops = 0
        self.at_hand = NONE

    # The calendar

    def run(self) -> Log:
        columns = (self.customers.arrival, self.customers.reason, self.customers.persona)
        people = zip(*(column.tolist() for column in columns), strict=True)
        for customer, (arrival, reason, persona) in enumerate(people):
            issue = Issue(customer, reason, persona, arrival, [0] * len(self.tables.steps.by))
            self.issues.append(issue)
            self.plan(arrival, self.ranks.arrival, (customer,), self.begin_contact, issue)
        for team in range(len(self.on_duty)):
            for row in self.roster_of(team):
                at, workers = self.tables.rosters.time[row], self.tables.rosters.workers[row]
                self.plan(at, self.ranks.roster, (team,), self.change_roster, (team, workers))
        if self.tables.calendar.stop:
            for at in self.tables.calendar.closes:
                self.plan(at, self.ranks.closing, (), self.close, None)
        while self.calendar:
            at, rank, _, _, action, subject = heapq.heappop(self.calendar)
            if not self.is_stale(at, rank, subject):
                self.count(at)
                action(subject)
        return self.finish()

    def plan(
        self, at: int, rank: int, ids: tuple[int, ...], action: Callable[..., None], subject: Any
    ) -> None:
        heapq.heappush(self.calendar, (at, rank, ids, next(self.numbers), action, subject))

    def is_stale(self, at: int, rank: int, subject: Any) -> bool:
        """Tell whether somebody in line was meant who is not there, or not to hang up then."""
        if not isinstance(subject, Request):
            return False
        called_back = subject.accepted is not None and rank != self.ranks.reservation_ends
        gone = not subject.waiting or called_back
        return gone or (rank == self.ranks.renege and subject.reneges != at)

    def count(self, at: int) -> None:
        self.events_now = 1 if at > self.now else self.events_now + 1
        self.now, self.hops = at, 0
        self.events += 1
        self.forbid(self.events > self.bounds.events, "events")
        self.forbid(self.events_now > self.bounds.events_at_one_instant, "events at one instant")

    def forbid(self, past_the_bound: bool, what: str) -> None:
        if past_the_bound:
            where = self.tables.names.steps[self.at_hand] if self.at_hand >= 0 else "the start"
            raise Runaway(f"{where}: too many {what}")

    # Closing for good

    def close(self, _: None) -> None:
        """Send home who is in line, and everybody else as soon as their visit is over."""
        in_line = [issue.request for issue in self.issues if issue.request is not None]
        for request in in_line:
            self.leave_line(request)
        for request in in_line:
            if request.issue.standby:
                self.stand_down(request.issue)
            self.send_home(request.issue, request)
        for issue in self.issues:
            issue.goes_home |= issue.inside

    def send_home(self, issue: Issue, request: Request | None = None) -> None:
        self.present -= 1
        self.leave_unfinished(issue, request, self.now)

    # A contact begins, finds its way, and ends

    def begin_contact(self, issue: Issue) -> None:
        issue.begin_contact(self.now)
        issue.where, issue.onward = Where.NOWHERE, False
        issue.came += 1
        issue.channel = 0 if len(self.on_line) == 1 else NONE
        self.present += 1
        self.forbid(self.present > self.bounds.customers_present, "customers present")
        target = self.decide.route(self.tables.start, issue, 0, issue.contact - 1)
        target = self.pass_through(issue, target)
        issue.where = Where.IN_CONTACT
        if target >= 0 and not self.tables.steps.away[target]:
            target = self.take_line(issue, target)
        self.proceed(issue, target)

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
        if issue.has_line:
            self.on_line[issue.channel] -= 1
            issue.has_line = False

    def cross(self, issue: Issue, step: int) -> int:
        """End the contact, if the step is no part of it; give where the customer comes to."""
        if not self.decide.crosses(step, issue):
            return step
        issue.brought = self.decide.kept_in_mind(issue)
        if issue.where == Where.IN_CONTACT:
            self.close_spell(issue, *issue.last)
            self.free_line(issue)
            self.write_contact(issue, self.now, Outcome.MOVED_ON)
            issue.holder, issue.memory = None, {}
        if self.tables.steps.away[step]:
            issue.where = Where.AWAY
            return step
        issue.where, issue.onward = Where.IN_CONTACT, True
        issue.begin_contact(self.now)
        return self.take_line(issue, step)

    def pass_through(self, issue: Issue, target: int) -> int:
        """Give the first target on the way that is not a step to be skipped."""
        while target >= 0 and self.decide.skipped(target, issue):
            self.hop(target)
            v = issue.visits[target]
            issue.visits[target] += 1
            target = self.decide.route(self.decide.onward(target, issue), issue, v + 1, v)
        return target

    def hop(self, step: int) -> None:
        self.at_hand = step
        self.hops += 1
        self.forbid(self.hops > HOPS, "steps in a row that take no visit")

    def proceed(self, issue: Issue, target: int) -> None:
        """Enter a step, or where its full line sends them, or end the contact."""
        while target >= 0 and (target := self.cross(issue, target)) >= 0:
            full = self.enter(issue, target)
            if full is None:
                return
            self.hop(target)
            target = self.pass_through(issue, full)
            self.relieve(issue, target)
        self.end_contact(issue, target)

    def end_contact(self, issue: Issue, target: int) -> None:
        self.close_spell(issue, *issue.last)
        outcome = self.decide.outcome(target, issue)
        self.free_line(issue)
        if issue.where == Where.IN_CONTACT:
            self.write_contact(issue, self.now, outcome)
        self.present -= 1
        issue.inside = False
        if self.decide.comes_back(outcome, issue):
            due = self.decide.due(self.now, outcome, issue)
            issue.brought = self.decide.kept_in_mind(issue)
            if due is None:
                self.write_customer(issue, self.now, Outcome.UNFINISHED, returns_later=True)
            else:
                ids = (issue.customer,)
                self.plan(due, self.ranks.recontact, ids, self.begin_contact, issue)
        else:
            ending = self.tables.feelings.ending[issue.persona][outcome]
            self.feel(issue, -1, 0, Moment.ENDING, outcome, ending)
            self.write_customer(issue, self.now, outcome)

    # A step is entered

    def enter(self, issue: Issue, step: int) -> int | None:
        """Start a visit or join a line; or give where those go who do neither."""
        self.at_hand = step
        teams = self.decide.by(step, issue)
        if teams is None:
            self.start(issue, step, None, self.now)
        elif self.decide.keeps(step, issue):
            self.start(issue, step, issue.held, self.now)
        elif (owner := self.owner(step, teams, issue)) is not None:
            if self.in_hand[owner] < self.tables.teams.at_once[owner[0]]:
                self.in_hand[owner] += 1
                self.start(issue, step, owner, self.now)
            else:
                self.join(issue, step, teams, owner)
        elif (actor := self.idle_actor(teams)) is not None:
            self.start(issue, step, actor, self.now)
        elif self.is_full(teams[0]):
            self.write_unserved(issue, step, teams[0], self.now, self.now, End.BLOCKED)
            return int(self.tables.teams.when_full[teams[0]])
        elif self.decide.balks(step, teams[0], self.in_line(teams[0]), issue):
            self.write_unserved(issue, step, teams[0], self.now, self.now, End.BALKED)
            return int(Target.BALKED)
        else:
            self.join(issue, step, teams)
        return None

    def owner(self, step: int, teams: list[int], issue: Issue) -> Actor | None:
        """Give the worker whom a customer returns to, unless they have gone home."""
        owner = self.decide.owner(step, teams, issue)
        return owner if owner and owner[1] < self.on_duty[owner[0]] else None

    def idle_actor(self, teams: list[int]) -> Actor | None:
        for team in teams:
            if self.decide.unlimited(team):
                return team, NONE
            if (actor := self.freest(team)) is not None:
                self.in_hand[actor] += 1
                return actor
        return None

    def freest(self, team: int, resting: Container[Actor] = ()) -> Actor | None:
        """Give who has the fewest in hand of those with room for one more, then the first."""
        workers = [(team, worker) for worker in range(self.on_duty[team])]
        room = self.tables.teams.at_once[team]
        free = [actor for actor in workers if self.in_hand[actor] < room and actor not in resting]
        return min(free, key=lambda actor: (self.in_hand[actor], actor), default=None)

    def is_full(self, team: int) -> bool:
        limit = self.tables.teams.limit[team]
        return bool(limit != NONE and self.in_line(team) >= limit)

    def in_line(self, team: int) -> int:
        return sum(request.first == team for request in self.waiting)

    def join(self, issue: Issue, step: int, teams: list[int], owner: Actor | None = None) -> None:
        request = Request(issue, step, issue.visits[step], teams, self.now, reserved_for=owner)
        if owner:
            at = self.now + self.tables.steps.returns_to_same[step]
            ids = (issue.customer, step, request.visit)
            self.plan(at, self.ranks.reservation_ends, ids, self.open_up, request)
        issue.request = request
        self.waiting.append(request)
        if issue.spell is None and issue.where != Where.AWAY:
            issue.spell = self.now
        if self.decide.may_hang_up(step, teams[0], issue):
            self.plan_renege(request, self.now + self.decide.patience(issue))
        if self.decide.offers_callback(step, teams[0], issue) and not issue.standby:
            at = self.now + self.decide.offered_after(teams[0], issue)
            self.plan(at, self.ranks.callback, request.ids, self.offer, request)
        if self.decide.hears_announcements(step, teams[0], issue):
            at = self.now + self.tables.announcements.after[teams[0]]
            self.plan(at, self.ranks.announcement, request.ids, self.announce, request)

    def plan_renege(self, request: Request, at: int) -> None:
        """Let the customer hang up then, instead of whenever they would have before."""
        request.reneges = at
        self.plan(at, self.ranks.renege, request.ids, self.renege, request)

    def announce(self, request: Request) -> None:
        """Tell somebody in line what is told there: it changes patience and how the wait feels."""
        request.issue.stretch *= self.tables.announcements.felt_wait[request.first]
        if request.reneges is not None:
            left = request.reneges - self.now
            changed = self.decide.patience_after_announcement(left, request.first)
            if changed != left:
                self.plan_renege(request, self.now + changed)

    def open_up(self, request: Request) -> None:
        """Let all of its teams take a request that one worker has not come to."""
        self.at_hand = request.step
        request.reserved_for = None
        actor = self.idle_actor(request.teams)
        if actor is not None:
            self.grant(request, actor)

    def leave_line(self, request: Request) -> None:
        self.waiting.remove(request)
        request.waiting = False
        request.issue.request = None
        if request.accepted is None:
            self.count_wait(request)

    def count_wait(self, request: Request) -> None:
        counts = self.decide.line_counts(request.step, request.first)
        if counts and self.decide.costs_time(request.issue):
            request.issue.waited += self.now - request.asked

    def renege(self, request: Request) -> None:
        issue = request.issue
        self.at_hand = request.step
        self.leave_line(request)
        row = (issue, request.step, request.first, request.asked, self.now, End.RENEGED)
        self.write_unserved(*row)
        self.relieve(issue, Target.ABANDONED)
        self.end_contact(issue, Target.ABANDONED)

    # Somebody is called back

    def offer(self, request: Request) -> None:
        """Ask whether the customer would rather be called back: the place is kept."""
        self.at_hand = request.step
        if self.decide.accepts(request):
            request.accepted = self.now
            self.count_wait(request)
            self.close_spell(request.issue, request.step, request.visit + 1)

    def call(self, taken: tuple[Request, Actor]) -> None:
        """Call a customer back, who may not answer."""
        request, actor = taken
        self.at_hand = request.step
        self.write_callback(request, self.now)
        if self.decide.answers(request):
            self.start(request.issue, request.step, actor, request.asked)
            return
        where = (request.issue, request.step, request.first)
        self.write_unserved(*where, request.asked, self.now, End.UNANSWERED)
        self.free(actor)
        self.end_contact(request.issue, Target.ABANDONED)

    # A visit starts and ends

    def start(self, issue: Issue, step: int, actor: Actor | None, asked: int) -> None:
        if actor and actor[1] != NONE:
            issue.served.append(actor)
        v = issue.visits[step]
        self.forbid(v >= self.bounds.visits_of_one_step, "visits of one step")
        issue.visits[step] += 1
        if self.tables.steps.visible[step]:
            self.close_spell(issue, step, v + 1)
        elif issue.spell is None and issue.where != Where.AWAY:
            issue.spell = self.now
        consulted = issue.standby and not self.tables.steps.visible[step]
        if issue.standby and not consulted:
            issue.briefed = actor
        handoff = Handoff.NONE if consulted else self.meet(issue, actor)
        issue.held, issue.briefed = actor, None
        visit = Visit(step, v, actor, asked, self.now, handoff)
        visit.questions = self.decide.due_questions(step, actor, issue)
        visit.hurry = self.decide.hurry(actor, self.in_line(actor[0]) if actor else 0)
        at = self.now + self.decide.length(visit, issue)
        ids = (issue.customer, step, v)
        self.plan(at, self.ranks.visit_ends, ids, self.end_visit, (issue, visit))

    def meet(self, issue: Issue, actor: Actor | None) -> Handoff:
        """Hand the case to an actor, and tell whether anything known was lost."""
        if actor is None or actor == issue.holder:
            return Handoff.NONE
        passed = issue.knows if issue.briefed == actor else self.decide.passed(issue)
        issue.memory[actor] = issue.memory.get(actor, 0) | passed
        giver, issue.holder = issue.holder, actor
        if giver is None:
            return Handoff.NONE
        issue.departures[giver[0]] = issue.departures.get(giver[0], 0) + 1
        if issue.memory[giver] & ~issue.memory[actor]:
            issue.cold = True
            return Handoff.COLD
        return Handoff.WARM

    def end_visit(self, ended: tuple[Issue, Visit]) -> None:
        issue, visit = ended
        step = self.at_hand = visit.step
        repeats = sum(self.answer(issue, visit, row) for row in visit.questions)
        happened = self.happen(issue, visit)
        self.resolve(issue, visit)
        if self.tables.steps.visible[step]:
            self.feel_work(issue, visit, happened)
        elif self.decide.costs_time(issue):
            issue.waited += self.now - visit.started
        target = self.way_on(issue, visit)
        reply = self.decide.answers_later(visit, issue)
        freed = self.part(issue, visit, target if reply == NONE else NONE)
        self.write_visit(issue, visit, freed, repeats)
        if reply != NONE:
            self.wait_for_reply(issue, visit, reply, target)
        elif target < 0:
            self.end_contact(issue, target)
        elif issue.goes_home:
            self.send_home(issue)
        else:
            self.proceed(issue, target)

    def wait_for_reply(self, issue: Issue, visit: Visit, slot: int, target: int) -> None:
        """Let the customer answer in their own time."""
        issue.inside = False
        took = self.tape.duration(slot, visit.number, issue.customer)
        due = self.decide.when_open(self.now + took)
        if due is None:
            self.free_line(issue)
            self.present -= 1
            self.write_contact(issue, self.now, Outcome.UNFINISHED)
            self.write_customer(issue, self.now, Outcome.UNFINISHED, returns_later=True)
        else:
            ids = (issue.customer,)
            self.plan(due, self.ranks.recontact, ids, self.reply, (issue, target))

    def reply(self, reply: tuple[Issue, int]) -> None:
        """Go on where the visit that asked led."""
        issue, target = reply
        issue.inside, issue.goes_home = True, False
        self.proceed(issue, target)

    def answer(self, issue: Issue, visit: Visit, row: int) -> bool:
        """Tell a fact, and tell whether it was told before."""
        questions, feelings = self.tables.questions, self.tables.feelings
        fact, luck = questions.fact[row], visit.number
        repeated = bool(issue.told >> fact & 1)
        if self.tables.steps.visible[visit.step]:
            feeling = feelings.repeated_question[issue.persona] if repeated else 0.0
            feeling += self.prompt(issue)
            number = visit.number + 1
            self.feel(issue, visit.step, number, Moment.QUESTION, fact, feeling)
        issue.told |= 1 << fact
        choice, slot = questions.understood[row], questions.understood_slot[row]
        if self.decide.happens(choice, slot, issue, luck + 1, luck) and visit.actor:
            issue.memory[visit.actor] |= 1 << fact
        return repeated

    def prompt(self, issue: Issue) -> float:
        """Count a question or a machine's prompt, and give the feeling of one too many."""
        issue.prompts += 1
        feelings, persona = self.tables.feelings, issue.persona
        too_many = issue.prompts > feelings.patience_for_prompts[persona]
        return feelings.one_more_question[persona] if too_many else 0.0

    def happen(self, issue: Issue, visit: Visit) -> list[int]:
        """Give the events that happen in a visit."""
        table, v = self.tables.happenings, visit.number
        happened = []
        for row in range(table.at[visit.step], table.at[visit.step + 1]):
            if self.decide.happens(table.chance[row], table.slot[row], issue, v + 1, v):
                event = table.event[row]
                happened.append(event)
                issue.had |= 1 << event
                where = (issue.customer, issue.contact, visit.step, v + 1)
                self.rows["events"].append((*where, event, self.now))
        return happened

    def resolve(self, issue: Issue, visit: Visit) -> None:
        steps, v = self.tables.steps, visit.number
        choice, slot = steps.resolves[visit.step], steps.resolves_slot[visit.step]
        if choice != NONE and self.decide.happens(choice, slot, issue, v + 1, v, visit.hurry[1]):
            issue.resolved = True

    def way_on(self, issue: Issue, visit: Visit) -> int:
        if self.decide.has_had_enough(visit.step, issue):
            return Target.WALKED_AWAY
        v = visit.number
        target = self.decide.route(self.decide.onward(visit.step, issue), issue, v + 1, v)
        return self.pass_through(issue, target)

    # A worker is kept or let go

    def part(self, issue: Issue, visit: Visit, target: int) -> int:
        """Keep the worker for the next step, or let them go; give when they were done."""
        actor = issue.held
        if actor is None:
            return NONE
        if issue.goes_home:
            target = Target.DONE
        if target >= 0 and self.decide.keeps(target, issue):
            if issue.standby:
                issue.briefed = actor
                if not self.decide.holds_on(target, issue):
                    self.stand_down(issue)
            return self.now
        if not issue.standby and self.decide.holds_on(target, issue):
            where = (target, issue.visits[target] + 1)
            issue.standby = Standby(actor, visit.step, visit.number, self.now, where)
            issue.held = None
            return self.now
        taken_back = self.goes_back(issue, target)
        issue.held = None
        freed = self.let_go(issue, actor, visit.step, visit.number)
        self.settle(issue, target, taken_back)
        return freed

    def relieve(self, issue: Issue, target: int) -> None:
        """Settle what becomes of the worker who stands by, if nobody served the customer."""
        self.settle(issue, target, self.goes_back(issue, target))

    def goes_back(self, issue: Issue, target: int) -> bool:
        """Tell whether the next step is for whoever stands by."""
        standby = issue.standby
        return bool(standby and target >= 0 and self.decide.may_serve(standby.actor, target, issue))

    def settle(self, issue: Issue, target: int, taken_back: bool) -> None:
        standby = issue.standby
        if standby and taken_back:
            issue.held = issue.briefed = standby.actor
            issue.standby = None
            self.write_hold(issue, standby, self.now, NONE)
        elif standby and not self.decide.holds_on(target, issue):
            self.stand_down(issue)

    def stand_down(self, issue: Issue) -> None:
        """Let go whoever stands by."""
        standby, issue.standby = issue.standby, None
        assert standby is not None
        freed = self.let_go(issue, standby.actor, standby.served, standby.number)
        self.write_hold(issue, standby, self.now, freed)

    def let_go(self, issue: Issue, actor: Actor, step: int, number: int) -> int:
        """Let a worker wrap a visit up, or go at once; give when they are done."""
        team = actor[0]
        if self.decide.unlimited(team):
            return self.now
        if not self.tables.teams.wraps[team]:
            self.free(actor)
            return self.now
        slot = self.tables.teams.wrap_slot[team][step]
        freed = self.now + self.tape.duration(slot, number, issue.customer)
        self.plan(freed, self.ranks.wrap_up_ends, actor, self.free, actor)
        return freed

    def free(self, actor: Actor) -> None:
        """Give a worker the best waiting request, or nothing to do, or let them go home."""
        self.in_hand[actor] -= 1
        if actor[1] < self.on_duty[actor[0]]:
            self.take_next(actor)

    def take_next(self, actor: Actor) -> bool:
        """Serve the best waiting request, if there is any; tell whether there is."""
        eligible = [
            request
            for request in self.waiting
            if actor[0] in request.teams and request.reserved_for in (None, actor)
        ]
        if not eligible:
            return False
        self.in_hand[actor] += 1
        self.grant(min(eligible, key=self.precedence), actor)
        return True

    def grant(self, request: Request, actor: Actor) -> None:
        """Have a worker serve a request, or call whoever made it."""
        self.leave_line(request)
        if request.accepted is None:
            self.start(request.issue, request.step, actor, request.asked)
        else:
            self.plan(self.now, self.ranks.callback, request.ids, self.call, (request, actor))

    def precedence(self, request: Request) -> tuple[int, ...]:
        issue, personas = request.issue, self.tables.personas
        credited = request.asked - personas.head_start[issue.persona]
        rest = (issue.customer, request.step, request.visit)
        return -personas.priority[issue.persona], credited, *rest

    # Workers come and go

    def roster_of(self, team: int) -> range:
        return rows_of(self.tables.rosters.at, team)

    def at_first(self, team: int) -> int:
        """Give how many are there before anything happens: none of those who come by shifts."""
        return 0 if self.roster_of(team) else max(0, self.tables.teams.size[team])

    def change_roster(self, change: tuple[int, int]) -> None:
        """Send the idle home whose time is over; let those begin whose time has come."""
        team, self.on_duty[team] = change[0], change[1]
        resting: set[Actor] = set()
        while (actor := self.freest(team, resting)) is not None:
            if not self.take_next(actor):
                resting.add(actor)

    # What is felt

    def feel_work(self, issue: Issue, visit: Visit, happened: list[int]) -> None:
        if not happened and not self.decide.work_is_felt(visit.step):
            return
        feeling = 0.0
        for event in happened:
            feeling += self.tables.feelings.event[issue.persona][event]
        if visit.actor and self.tables.teams.machine[visit.actor[0]]:
            feeling += self.prompt(issue)
        self.feel(issue, visit.step, visit.number + 1, Moment.WORK, NONE, feeling)

    def close_spell(self, issue: Issue, step: int, visit: int) -> None:
        """Feel the wait that ends now, if the customer was waiting at all."""
        since, issue.spell = issue.spell, None
        if since is not None and self.now > since:
            feeling = self.decide.wait_feeling(self.now - since, issue)
            self.feel(issue, step, visit, Moment.WAIT, NONE, feeling)
        issue.stretch = 1.0

    def feel(
        self,
        issue: Issue,
        step: int,
        visit: int,
        kind: Moment,
        detail: int,
        feeling: float,
    ) -> None:
        """Write a moment; a cold handoff is felt in the first moment after it."""
        if issue.cold:
            feeling += self.tables.feelings.cold_handoff[issue.persona]
            issue.cold = False
        valence = min(2.0, max(-2.0, feeling))
        issue.misery += valence <= -1
        where = (issue.customer, issue.contact, step, visit)
        self.rows["moments"].append((*where, kind, detail, self.now, valence))

    # What is written

    def write_visit(self, issue: Issue, visit: Visit, freed: int, repeats: int) -> None:
        issue.last = (visit.step, visit.number + 1)
        where = (issue.customer, issue.contact, visit.step, visit.number + 1)
        times = (visit.asked, visit.started, self.now, freed)
        asked = (len(visit.questions), repeats, visit.handoff)
        actor = visit.actor or (NONE, NONE)
        self.rows["visits"].append((*where, *actor, *times, End.SERVED, *asked))

    def write_unserved(
        self, issue: Issue, step: int, team: int, asked: int, ended: int, how: End
    ) -> None:
        issue.last = (step, issue.visits[step] + 1)
        where = (issue.customer, issue.contact, *issue.last, team, NONE)
        self.rows["visits"].append((*where, asked, NONE, ended, NONE, how, 0, 0, Handoff.NONE))

    def write_callback(self, request: Request, ended: int) -> None:
        issue = request.issue
        where = (issue.customer, issue.contact, request.step, request.visit + 1)
        row = (*where, Spell.CALLBACK, request.accepted, ended, NONE, NONE, NONE)
        self.rows["spells"].append(row)

    def write_hold(self, issue: Issue, standby: Standby, ended: int, freed: int) -> None:
        where = (issue.customer, issue.contact, *standby.where)
        row = (*where, Spell.HOLD, standby.since, ended, *standby.actor, freed)
        self.rows["spells"].append(row)

    def write_contact(self, issue: Issue, ended: int, outcome: Outcome) -> None:
        row = (issue.customer, issue.contact, issue.began, ended, outcome)
        self.rows["contacts"].append((*row, issue.channel, issue.onward))

    def write_customer(
        self, issue: Issue, ended: int, outcome: Outcome, returns_later: bool = False
    ) -> None:
        issue.over, issue.inside = True, False
        who = (issue.customer, issue.reason, issue.persona, issue.arrived)
        self.rows["customers"].append((*who, ended, issue.contact, outcome, returns_later))

    def finish(self) -> Log:
        """Close the books on those who are still there."""
        last_close = self.tables.calendar.closes[-1]
        ended = max(self.now, last_close)
        for issue in self.issues:
            if not issue.over:
                self.leave_unfinished(issue, issue.request, ended)
        return self.writer.log(ended)

    def leave_unfinished(self, issue: Issue, request: Request | None, ended: int) -> None:
        if request is not None:
            row = (issue, request.step, request.first, request.asked, ended, End.UNFINISHED)
            self.write_unserved(*row)
            if request.accepted is not None:
                self.write_callback(request, ended)
        if issue.standby:
            self.write_hold(issue, issue.standby, ended, ended)
        self.free_line(issue)
        if issue.where == Where.IN_CONTACT:
            self.write_contact(issue, ended, Outcome.UNFINISHED)
        self.write_customer(issue, ended, Outcome.UNFINISHED)
