"""The auditor: replays a log alone, and objects to whatever the rules do not demand.

It rebuilds the calendar from the rows (who came, ended, hung up, was free again, and when), works
it off in the declared order, and at each event compares what the log says with what had to
happen: who was idle, who waited, whose turn it was, which lines were free. It knows neither
routes nor durations; of the rules for *by whom* it takes those that the log decides, and
otherwise allows any list they name.

Here is the way of a customer from step to step; the files beside it tell of the contacts, of the
line, of the workers, and of those who stand by.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from blueprint_sim.simulation.engine import Tape
from blueprint_sim.simulation.log import End, Log
from blueprint_sim.simulation.program import NONE, Customers, Outcome, Program, Target
from tests.oracles.audit_backstage import Branch, Branches
from tests.oracles.audit_calendar import (
    ARRIVAL,
    CALLBACK,
    CLOSING,
    PROMISE_FALLS_DUE,
    RECONTACT,
    RENEGE,
    RESERVATION_ENDS,
    ROSTER,
    VISIT_ENDS,
    WRAP_UP_ENDS,
    Calendar,
)
from tests.oracles.audit_contacts import Contacts
from tests.oracles.audit_parked import Parked
from tests.oracles.audit_patience import Patience
from tests.oracles.audit_queue import Place, Queue, Waiting, uncalled
from tests.oracles.audit_rows import Contact, Row, SpellRow, is_kept
from tests.oracles.audit_standby import Standby
from tests.oracles.audit_surfacing import audit_surfacing
from tests.oracles.audit_waits import Waits
from tests.oracles.audit_workers import Call, Workers
from tests.oracles.by_whom import ByWhom
from tests.oracles.offers import Offers
from tests.oracles.plain_state import as_lists
from tests.oracles.stories import Doubts, demand, some_story


class Later(NamedTuple):
    """Somebody away who goes on at the opening: after what contact."""

    customer: int
    contact: int


def audit(program: Program, customers: Customers, tape: Tape, log: Log) -> None:
    """Replay a log; the tape is asked for patience, for who refuses a line, and for callbacks.

    It is asked for the time to answer by letter, too. Who called somebody that did not answer is
    not in the log. Where it may have been either of two workers, both stories are tried; the log
    is in order if one of them is.

    Raises
    ------
    AssertionError
        The rules demand something else. The message names the rule and the row.
    """
    audit_surfacing(as_lists(program), tape, log)
    some_story(lambda doubts: _Audit(program, customers, tape, log, doubts).run())


class _Audit:
    def __init__(
        self,
        program: Program,
        customers: Customers,
        tape: Tape,
        log: Log,
        doubts: Doubts,
    ) -> None:
        tables: Any = as_lists(program)
        people: Any = as_lists(customers)
        self.tables, self.people, self.tape = tables, people, tape
        self.calendar = calendar = Calendar(tables.calendar)
        self.by = ByWhom(tables, people)
        self.offers = Offers(tables, self.by, tape, log)
        self.branches = branches = Branches(tables, self.by, tape, log)
        self.contacts = Contacts(tables, log, calendar, branches)
        self.queue = Queue(tables, people)
        self.patience = Patience(tables, people, tape, self.contacts, self.queue)
        self.workers = Workers(tables, calendar, self.queue, self.patience, doubts)
        self.standby = Standby(tables, log, calendar, self.by, self.workers)
        self.waits = Waits(
            tables,
            calendar,
            self.contacts,
            self.queue,
            self.patience,
            self.offers,
            self.standby,
        )
        self.parked = Parked(tables, calendar, self.contacts, branches)
        self.spared = set(map(tuple, log.avoided.tolist()))
        """Customers who did not have to come; those whom nothing has spared so far."""
        self.night: list[Waiting] = []
        """Tasks, and cases of those who are away, that wait for the next opening."""

    def run(self) -> None:
        for customer, arrival in enumerate(self.people.arrival):
            if self.is_spared(customer, arrival):
                continue
            came = customer in self.contacts.coming
            demand(came, "everyone who comes has a contact", customer)
            self.calendar.plan(arrival, ARRIVAL, (customer,), None)
        demand(not self.spared, "nobody is spared whom no fix concerns", *self.spared)
        self.workers.plan_rosters()
        if self.tables.calendar.stop:
            for at in self.tables.calendar.closes:
                self.calendar.plan(at, CLOSING, (), None)
        for at in self.tables.calendar.opens[1:]:
            self.calendar.plan(at, ROSTER, (NONE,), None)
            self.calendar.plan(at, ROSTER, (len(self.tables.teams.size),), None)
        for event in self.calendar.work_off():
            self.happen(*event)
        self.close_the_books()

    def is_spared(self, customer: int, arrival: int) -> bool:
        """Tell whether a fix keeps somebody away, as the log has to say."""
        reason, persona = self.people.reason[customer], self.people.persona[customer]
        row, slot = (customer, reason, persona, arrival), self.tables.fixes.slot[reason]
        fixed = self.tables.fixes.share[reason]
        spared = slot != NONE and self.tape.share(slot, 0, customer) < fixed
        demand(spared == (row in self.spared), "whom a fix spares does not come", row)
        self.spared.discard(row)
        return bool(spared)

    def close_the_books(self) -> None:
        """Object to whatever nothing has led to."""
        for somebody in self.queue.waiting:
            uncalled(somebody)
        for held in self.standby.standing.values():
            waits = any(other.row.customer == held.customer for other in self.queue.waiting)
            demand(waits, "somebody stands by for ever", held)
        sorted_out = (*self.contacts.rows.values(), *self.standby.spells.values())
        for somebody in self.night:
            row = somebody.row
            demand(row.how == End.UNFINISHED, "nobody begins after closing", row)
        left: list[Any] = [rows[0] for rows in sorted_out if rows]
        left += self.branches.left()
        demand(not left, "nothing led to this row", *left[:1])
        demand(not self.offers.left, "nobody was in line for this callback", self.offers.left)

    def happen(self, rank: int, ids: tuple[int, ...], subject: Any) -> None:
        if rank == CLOSING:
            self.close()
        elif rank == ROSTER and ids == (NONE,):
            self.contacts.closed = False
        elif rank == ROSTER and ids == (len(self.tables.teams.size),):
            self.begin_the_day()
        elif rank == ROSTER:
            self.workers.change_roster(ids[0], subject)
        elif rank == VISIT_ENDS:
            self.end_visit(subject)
        elif rank == WRAP_UP_ENDS:
            self.workers.free(*ids)
        elif rank == PROMISE_FALLS_DUE:
            self.branches.fall_due(subject, self.calendar.now)
        elif rank == CALLBACK and isinstance(subject, Call):
            self.call(subject)
        elif rank == CALLBACK:
            self.waits.offer(subject)
        elif rank == RENEGE:
            self.waits.renege(subject)
        elif rank == RESERVATION_ENDS:
            self.workers.open_up(subject)
        elif isinstance(subject, SpellRow):
            if self.parked.give_up(subject):
                self.contacts.chasing.add(subject.customer)
                self.begin_contact(*ids)
        elif isinstance(subject, Later):
            self.go_on(*subject, None)
        elif subject is not None:
            self.answered(subject)
        else:
            self.begin_contact(*ids)

    # From step to step

    def begin_contact(self, customer: int) -> None:
        contact = self.contacts.coming[customer][0]
        on_time = contact.began == self.calendar.now
        demand(on_time, "a contact begins when the customer comes", contact)
        demand(not contact.onward, "who comes goes on from nothing", contact)
        demand(not self.contacts.closed, "nobody comes after closing", customer)
        asks_after = self.branches.ask_after(contact, self.calendar.now)
        expected = asks_after or self.contacts.finds_out(contact)
        expected |= customer not in self.contacts.chasing
        demand(expected, "who comes although nobody comes back has something to ask", contact)
        self.contacts.chasing.discard(customer)
        self.branches.inside.add(customer)
        self.open(contact)

    def open(self, contact: Contact) -> None:
        self.contacts.open(contact)
        self.go_on(contact.customer, contact.contact, None)

    def go_on(self, customer: int, contact: int, before: Row | None) -> None:
        """Enter the next step, in this contact or beyond it, or end it."""
        contacts = self.contacts
        row = contacts.next_row(customer, contact)
        spell = self.branches.parks_at(customer, contact, self.calendar.now, row)
        if spell is not None:
            self.parked.park(spell)
        elif row is not None and self.tables.steps.away[row.step]:
            if customer in contacts.here:
                contacts.leave(customer, Outcome.MOVED_ON)
            contacts.goes_home.discard(customer)
            if self.may_begin(row):
                contacts.rows[customer].pop(0)
                self.enter(row, None)
            else:
                self.go_on_by_day(customer, contact, row)
        elif row is not None:
            here = contacts.here.get(customer)
            demand(here is not None, "nobody is in a contact while away", row)
            demand(contacts.fits(row), "another channel is another contact", row, here)
            contacts.rows[customer].pop(0)
            self.enter(row, before)
        elif (following := contacts.onward(customer)) is not None:
            away = customer not in contacts.here
            if away and self.calendar.opening(self.calendar.now) != self.calendar.now:
                self.go_on_by_day(customer, contact, following)
            else:
                self.move_on(customer, following)
        elif self.goes_away_too_late(customer):
            contacts.leave(customer, Outcome.MOVED_ON)
            contacts.go_home(customer, None)
        else:
            contacts.end(customer)

    def goes_away_too_late(self, customer: int) -> bool:
        """Tell whether the log has somebody go away for something that no day is left for."""
        here = self.contacts.here.get(customer)
        moves = here is not None and here.outcome == Outcome.MOVED_ON
        return moves and self.calendar.opening(self.calendar.now) is None

    def may_begin(self, row: Row) -> bool:
        """Tell whether a step away begins now: by day it does, at night if it is nobody's work."""
        if self.calendar.opening(self.calendar.now) == self.calendar.now:
            return True
        at_once = row.asked == self.calendar.now
        demand(at_once in self.by.alone(row), "only work on a case waits for the opening", row)
        return at_once

    def go_on_by_day(self, customer: int, contact: int, following: Row | Contact) -> None:
        """Let somebody away go on at the next opening."""
        due = self.calendar.opening(self.calendar.now)
        demand(due is not None, "nobody goes on after the last close", following)
        assert due is not None
        self.calendar.plan(due, RECONTACT, (customer,), Later(customer, contact))

    def move_on(self, customer: int, following: Contact) -> None:
        """End the contact at hand, if there is one, and begin the one that goes on from it."""
        demand(customer not in self.contacts.goes_home, "nobody starts after closing", following)
        if customer in self.contacts.here:
            self.contacts.leave(customer, Outcome.MOVED_ON)
        demand(following.began == self.calendar.now, "who goes on does so at once", following)
        self.open(following)

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

    # A step is entered

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
            self.go_on(row.customer, row.contact, row)
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

    # A visit ends

    def end_visit(self, row: Row) -> None:
        if self.branches.has(row):
            self.end_task(row)
            return
        begins = self.branches.set_off(row)
        if begins is None:
            self.end_own_visit(row)
            return
        branch, target = begins
        if self.tables.steps.promise_slot[row.step] != NONE:
            promise, due = self.branches.promise(row, branch)
            if due < self.tables.calendar.closes[-1]:
                self.calendar.plan(due, PROMISE_FALLS_DUE, promise.key, promise)
        self.end_own_visit(row)
        self.carry_on(branch, row, target)

    def end_own_visit(self, row: Row) -> None:
        """End the visit of a customer."""
        self.workers.inside.discard(row.customer)
        following = self.contacts.next_row(row.customer, row.contact)
        later = self.contacts.answers_later(row)
        self.standby.part(row, None if later else self.contacts.next_here(row))
        if later:
            self.await_answer(row, following)
        else:
            self.go_on(row.customer, row.contact, row)

    def await_answer(self, row: Row, following: Row | None) -> None:
        """Wait for the answer to what a visit asked, which may come too late."""
        here = self.contacts.here[row.customer]
        self.contacts.goes_home.discard(row.customer)
        due = self.answer_due(row, here)
        if due is None:
            self.contacts.leave(row.customer, Outcome.UNFINISHED)
            self.contacts.go_home(row.customer, Outcome.UNFINISHED)
            return
        beyond = following is None or self.tables.steps.away[following.step]
        came = here.ended if following is None or beyond else following.asked
        if self.branches.parks_at(row.customer, row.contact, due, following):
            came = due
        demand(came == due, "an answer takes its time", row, came, due)
        self.calendar.plan(due, RECONTACT, (row.customer,), row)

    def answer_due(self, row: Row, here: Contact) -> int | None:
        """Give when they answer: while it is open; none: after the last close."""
        slot = self.tables.channels.replies_slot[here.channel][row.step]
        delay = self.tape.duration(slot, row.visit - 1, row.customer)
        return self.calendar.opening(row.ended + delay)

    def answered(self, row: Row) -> None:
        demand(not self.contacts.closed, "nobody answers while it is closed", row)
        self.go_on(row.customer, row.contact, None)

    # Work in the meantime

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
            self.ask_for_worker(row, list(self.by.lists(row)), None)

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
        self.go_on(customer, spell.contact, None)
