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

from typing import Any

from blueprint_sim.simulation.engine import Tape
from blueprint_sim.simulation.log import End, Log
from blueprint_sim.simulation.program import NONE, Customers, Outcome, Program
from tests.oracles.audit_backstage import Branches
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
from tests.oracles.audit_entry import Entry
from tests.oracles.audit_meantime import Later, Meantime
from tests.oracles.audit_parked import Parked
from tests.oracles.audit_patience import Patience
from tests.oracles.audit_queue import Queue, uncalled
from tests.oracles.audit_rows import Contact, Row, SpellRow
from tests.oracles.audit_standby import Standby
from tests.oracles.audit_surfacing import audit_surfacing
from tests.oracles.audit_waits import Waits
from tests.oracles.audit_workers import Call, Workers
from tests.oracles.by_whom import ByWhom
from tests.oracles.offers import Offers
from tests.oracles.plain_state import as_lists
from tests.oracles.stories import Doubts, demand, some_story


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
        self.entry = Entry(self)
        self.meantime = Meantime(self)

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
        for somebody in self.meantime.night:
            row = somebody.row
            demand(row.how == End.UNFINISHED, "nobody begins after closing", row)
        left: list[Any] = [rows[0] for rows in sorted_out if rows]
        left += self.branches.left()
        demand(not left, "nothing led to this row", *left[:1])
        demand(not self.offers.left, "nobody was in line for this callback", self.offers.left)

    def happen(self, rank: int, ids: tuple[int, ...], subject: Any) -> None:
        if rank == CLOSING:
            self.meantime.close()
        elif rank == ROSTER and ids == (NONE,):
            self.contacts.closed = False
        elif rank == ROSTER and ids == (len(self.tables.teams.size),):
            self.meantime.begin_the_day()
        elif rank == ROSTER:
            self.workers.change_roster(ids[0], subject)
        elif rank == VISIT_ENDS:
            self.end_visit(subject)
        elif rank == WRAP_UP_ENDS:
            self.workers.free(*ids)
        elif rank == PROMISE_FALLS_DUE:
            self.branches.fall_due(subject, self.calendar.now)
        elif rank == CALLBACK and isinstance(subject, Call):
            self.entry.call(subject)
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
            if self.entry.may_begin(row):
                contacts.rows[customer].pop(0)
                self.entry.enter(row, None)
            else:
                self.meantime.go_on_by_day(customer, contact, row)
        elif row is not None:
            here = contacts.here.get(customer)
            demand(here is not None, "nobody is in a contact while away", row)
            demand(contacts.fits(row), "another channel is another contact", row, here)
            contacts.rows[customer].pop(0)
            self.entry.enter(row, before)
        elif (following := contacts.onward(customer)) is not None:
            away = customer not in contacts.here
            if away and self.calendar.opening(self.calendar.now) != self.calendar.now:
                self.meantime.go_on_by_day(customer, contact, following)
            else:
                self.move_on(customer, following)
        elif contacts.goes_away_too_late(customer):
            contacts.leave(customer, Outcome.MOVED_ON)
            contacts.go_home(customer, None)
        else:
            contacts.end(customer)

    def move_on(self, customer: int, following: Contact) -> None:
        """End the contact at hand, if there is one, and begin the one that goes on from it."""
        demand(customer not in self.contacts.goes_home, "nobody starts after closing", following)
        if customer in self.contacts.here:
            self.contacts.leave(customer, Outcome.MOVED_ON)
        demand(following.began == self.calendar.now, "who goes on does so at once", following)
        self.open(following)

    # A visit ends

    def end_visit(self, row: Row) -> None:
        if self.branches.has(row):
            self.meantime.end_task(row)
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
        self.meantime.carry_on(branch, row, target)

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
        due = self.contacts.lines.answer_due(row, here, self.tape)
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

    def answered(self, row: Row) -> None:
        demand(not self.contacts.closed, "nobody answers while it is closed", row)
        self.go_on(row.customer, row.contact, None)
