"""The auditor: replays a log alone, and objects to whatever the rules do not demand.

It rebuilds the calendar from the rows (who came, ended, hung up, was free again, and when), works
it off in the declared order, and at each event compares what the log says with what had to
happen: who was idle, who waited, whose turn it was, which lines were free. It knows neither
routes nor durations; of the rules for *by whom* it takes those that the log decides, and
otherwise allows any list they name.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Container, Iterable
from functools import partial
from itertools import count, pairwise
from typing import Any, NamedTuple

from blueprint_sim.simulation.engine import Tape
from blueprint_sim.simulation.log import End, Log, Spell
from blueprint_sim.simulation.program import NONE, Customers, Outcome, Program, Target
from tests.oracles.by_whom import ByWhom, Held, Row
from tests.oracles.offers import Accepted, Offers
from tests.oracles.plain_state import Actor, as_lists
from tests.oracles.stories import Doubts, some_story

CLOSING, ROSTER, VISIT_ENDS, WRAP_UP_ENDS, RESERVATION_ENDS = 0, 1, 2, 3, 5
CALLBACK, RENEGE, RECONTACT, ARRIVAL = 6, 8, 9, 10


class Place(NamedTuple):
    """By whom a request may be taken: any of some teams, or for now only their owner."""

    teams: tuple[int, ...]
    owner: Actor | None = None

    def is_for(self, actor: Actor) -> bool:
        """Tell whether a worker may take it."""
        return actor[0] in self.teams and self.owner in (None, actor)


class Contact(NamedTuple):
    """One row of the contacts of a log, by the names of its columns."""

    customer: int
    contact: int
    began: int
    ended: int
    outcome: int
    channel: int
    onward: bool


class Waiting(NamedTuple):
    """Somebody in line, and the places of which one is theirs."""

    row: Row
    places: list[Place]
    accepted: Accepted | None = None
    """The callback that they accept, sooner or later."""

    def may_go_to(self, actor: Actor) -> bool:
        """Tell whether some place is for a worker."""
        return any(place.is_for(actor) for place in self.places)

    @property
    def may_be_reserved(self) -> bool:
        """Some place is for its owner only."""
        return any(place.owner is not None for place in self.places)

    def must_go_to(self, actor: Actor) -> bool:
        """Tell whether every place is for a worker."""
        return all(place.is_for(actor) for place in self.places)


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
    some_story(lambda doubts: _Audit(program, customers, tape, log, doubts).run())


def demand(true: bool, rule: str, *evidence: Any) -> None:
    """Object unless a rule is kept."""
    if not true:
        raise AssertionError(": ".join([rule, *map(str, evidence)]))


class _Audit:
    def __init__(
        self,
        program: Program,
        customers: Customers,
        tape: Tape,
        log: Log,
        doubts: Doubts,
    ) -> None:
        self.doubts = doubts
        self.tables: Any = as_lists(program)
        self.people: Any = as_lists(customers)
        self.by = ByWhom(self.tables, self.people)
        self.tape = tape
        self.offers = Offers(self.tables, self.by, tape, log)
        self.rows = _by_customer(map(Row._make, log.visits.tolist()))
        self.contacts = _by_customer(map(Contact._make, log.contacts.tolist()))
        self.lines = Lines(self.tables)
        self.calendar: list[tuple[int, int, tuple[int, ...], int, Any]] = []
        self.numbers = count()
        """Tell an offer to somebody who is gone from another with the same key."""
        held = log.spells[log.spells["kind"] == Spell.HOLD]
        self.spells = _by_customer(map(Held._make, held.tolist()))
        self.standby: dict[int, Held] = {}
        self.taken_back: set[int] = set()
        self.served: dict[int, list[Actor]] = {}
        self.rosters = _by_team(self.tables.rosters)
        sizes = enumerate(self.tables.teams.size)
        self.on_duty = [0 if self.rosters[team] else max(0, size) for team, size in sizes]
        self.in_hand: Counter[Actor] = Counter()
        self.waiting: list[Waiting] = []
        self.here: dict[int, Contact] = {}
        """The contact of each customer who is in one."""
        self.now = 0
        self.closed = False
        self.inside: set[int] = set()
        """Customers who are being served."""
        self.goes_home: set[int] = set()
        """Those who were as the service closed for good."""

    def run(self) -> None:
        for customer, arrival in enumerate(self.people.arrival):
            demand(customer in self.contacts, "everyone who comes has a contact", customer)
            self.plan(arrival, ARRIVAL, (customer,), None)
        for team, roster in enumerate(self.rosters):
            for at, workers in roster:
                self.plan(at, ROSTER, (team,), workers)
        if self.tables.calendar.stop:
            for at in self.tables.calendar.closes:
                self.plan(at, CLOSING, (), None)
            for at in self.tables.calendar.opens[1:]:
                self.plan(at, ROSTER, (NONE,), None)
        while self.calendar:
            self.now, rank, ids, _, subject = heapq.heappop(self.calendar)
            self.happen(rank, ids, subject)
        for somebody in self.waiting:
            uncalled(somebody)
        for held in self.standby.values():
            waits = any(other.row.customer == held.customer for other in self.waiting)
            demand(waits, "somebody stands by for ever", held)
        left = [rows[0] for rows in (*self.rows.values(), *self.spells.values()) if rows]
        demand(not left, "nothing led to this row", *left[:1])
        demand(not self.offers.left, "nobody was in line for this callback", self.offers.left)

    def plan(self, at: int, rank: int, ids: tuple[int, ...], subject: Any) -> None:
        demand(at >= self.now, "time runs forwards", at, ids, subject)
        heapq.heappush(self.calendar, (at, rank, ids, next(self.numbers), subject))

    def happen(self, rank: int, ids: tuple[int, ...], subject: Any) -> None:
        if rank == CLOSING:
            self.close()
        elif rank == ROSTER and ids == (NONE,):
            self.closed = False
        elif rank == ROSTER:
            self.change_roster(*ids, subject)
        elif rank == VISIT_ENDS:
            self.end_visit(subject)
        elif rank == WRAP_UP_ENDS:
            self.free(*ids)
        elif rank == CALLBACK:
            subject()
        elif rank == RENEGE:
            self.renege(subject)
        elif rank == RESERVATION_ENDS:
            self.open_up(subject)
        elif subject is not None:
            self.answered(subject)
        else:
            self.begin_contact(*ids)

    # Contacts

    def begin_contact(self, customer: int) -> None:
        contact = self.contacts[customer][0]
        demand(contact.began == self.now, "a contact begins when the customer comes", contact)
        demand(not contact.onward, "who comes goes on from nothing", contact)
        demand(not self.closed, "nobody comes after closing", customer)
        self.open(contact)

    def open(self, contact: Contact) -> None:
        """Be in a contact; whoever finds no line is out of it at once."""
        self.here[contact.customer] = contact
        row = self.next_row(contact.customer, contact.contact)
        if row is not None and not self.tables.steps.away[row.step]:
            self.lines.take(contact)
        elif row is None and contact.outcome == Outcome.BLOCKED:
            self.lines.are_taken(contact)
        self.go_on(contact.customer, contact.contact, None)

    def go_on(self, customer: int, contact: int, before: Row | None) -> None:
        """Enter the next step, in this contact or beyond it, or end it."""
        row = self.next_row(customer, contact)
        if row is not None and self.tables.steps.away[row.step]:
            if customer in self.here:
                self.leave(customer, Outcome.MOVED_ON)
            self.rows[customer].pop(0)
            self.enter(row, None)
        elif row is not None:
            here = self.here.get(customer)
            demand(here is not None, "nobody is in a contact while away", row)
            demand(self.fits(row, here), "another channel is another contact", row, here)
            self.rows[customer].pop(0)
            self.enter(row, before)
        elif (following := self.onward(customer)) is not None:
            demand(customer not in self.goes_home, "nobody starts after closing", following)
            if customer in self.here:
                self.leave(customer, Outcome.MOVED_ON)
            demand(following.began == self.now, "who goes on does so at once", following)
            self.open(following)
        else:
            self.end_contact(customer)

    def fits(self, row: Row, contact: Contact | None) -> bool:
        """Tell whether a step is on the channel of a contact."""
        channel = self.tables.steps.channel[row.step]
        return contact is not None and channel in (NONE, contact.channel)

    def onward(self, customer: int) -> Contact | None:
        """Give the contact that goes on from the one at hand, if one does."""
        coming = self.contacts[customer][1 if customer in self.here else 0 :]
        return coming[0] if coming and coming[0].onward else None

    def next_row(self, customer: int, contact: int) -> Row | None:
        rows = self.rows.get(customer)
        return rows[0] if rows and rows[0].contact == contact else None

    def next_here(self, row: Row) -> Row | None:
        """Give the next row of the same contact, while the customer is there."""
        following = self.next_row(row.customer, row.contact)
        gone = following is not None and self.tables.steps.away[following.step]
        return None if gone else following

    def close(self) -> None:
        """Send everyone in line home; who is being served goes later."""
        self.closed = True
        self.goes_home |= self.inside
        for somebody in self.waiting:
            sent_home = somebody.row.how == End.UNFINISHED and somebody.row.ended == self.now
            demand(sent_home, "who is in line at closing is sent home", somebody.row)
            uncalled(somebody)
            self.end_contact(somebody.row.customer, Outcome.UNFINISHED)
        sent_home, self.waiting = self.waiting, []
        for somebody in sent_home:
            if somebody.row.customer in self.standby:
                self.stand_down(somebody.row.customer)

    def leave(self, customer: int, *outcomes: Outcome) -> int:
        """Be in no contact any more; give how it ended."""
        contact = self.contacts[customer].pop(0)
        demand(self.here.pop(customer) == contact, "one contact at a time", contact)
        demand(contact.ended == self.now, "a contact ends with its last row", contact)
        if outcomes:
            demand(contact.outcome in outcomes, "an end has its outcome", contact)
        else:
            demand(contact.outcome != Outcome.MOVED_ON, "who moves on goes somewhere", contact)
        self.lines.free(contact)
        return contact.outcome

    def end_contact(self, customer: int, *outcomes: Outcome) -> None:
        outcome: int | None = self.leave(customer, *outcomes) if customer in self.here else None
        if outcome == Outcome.UNFINISHED:
            demand(self.closed or customer in self.goes_home, "nobody is sent home", customer)
        if Outcome.UNFINISHED in (outcome, *outcomes):
            demand(not self.contacts[customer], "who is sent home does not come back", customer)
        self.goes_home.discard(customer)
        if self.contacts[customer]:
            self.plan(self.contacts[customer][0].began, RECONTACT, (customer,), None)

    # Entering a step

    def enter(self, row: Row, before: Row | None) -> None:
        demand(row.customer not in self.goes_home, "nobody starts after closing", row)
        demand(row.asked == self.now, "one step begins where the other ends", row)
        lists = list(self.by.lists(row))
        back = row.customer in self.taken_back
        self.taken_back.discard(row.customer)
        if back or (before is not None and is_kept(before, row)):
            self.start(row)
        elif row.how == End.SERVED and row.team == NONE:
            demand(self.by.may_be_nobody(row), "somebody has to serve this step", row)
            self.start(row)
        else:
            self.ask_for_worker(row, lists, before)

    def ask_for_worker(self, row: Row, lists: list[tuple[int, ...]], before: Row | None) -> None:
        demand(bool(lists), "the team serves this step, or has this line", row)
        if before is not None and before.how == End.SERVED and before.team != NONE:
            lists = [teams for teams in lists if before.team not in teams]
            demand(bool(lists), "the customer keeps the worker", row)
        if row.customer in self.standby:
            holder = self.standby[row.customer].team
            lists = [teams for teams in lists if holder not in teams]
            demand(bool(lists), "who stands by takes the customer back", row)
        places = [Place(teams, self.owner(row, teams)) for teams in lists]
        if row.started == self.now and row.actor in map(self.idle_actor, places):
            self.in_hand[row.actor] += 1
            self.start(row)
            return
        places = [place for place in places if self.idle_actor(place) is None]
        demand(bool(places), "the first idle worker serves at once", row)
        if row.how in (End.BLOCKED, End.BALKED):
            places = [place for place in places if place.owner is None]
            demand(bool(places), "who waits for the same worker stays", row)
        if row.how == End.BLOCKED:
            self.turn_away(row)
        elif row.how == End.BALKED:
            self.leave_at_once(Waiting(row, places))
        else:
            self.join(self.comer(row, places))

    def comer(self, row: Row, places: list[Place]) -> Waiting:
        """Give somebody who joins a line; who is called back later stands in one that offers it."""
        accepted = self.offers.accepted(row)
        demand(accepted or row.how != End.UNANSWERED, "who is called has accepted it", row)
        if accepted is not None:
            places = [place for place in places if self.due(row, place.teams[0]) == accepted.began]
            demand(bool(places), "a callback is offered when it is due", row)
            demand(row.how != End.RENEGED, "nobody hangs up off the line", row)
        return Waiting(row, places, accepted)

    def due(self, row: Row, team: int) -> int | None:
        """Give when a callback is offered; none: never, as while somebody stands by."""
        alone = row.customer not in self.standby
        return self.offers.due(row, team) if alone and self.is_there(row) else None

    def owner(self, row: Row, teams: tuple[int, ...]) -> Actor | None:
        """Give the worker whom the customer of a row returns to, if the step says so."""
        if self.tables.steps.returns_to_same[row.step] == NONE:
            return None
        mine = [actor for actor in self.served.get(row.customer, ()) if actor[0] in teams]
        team, worker = mine[-1] if mine else (NONE, NONE)
        return (team, worker) if mine and worker < self.on_duty[team] else None

    def idle_actor(self, place: Place) -> Actor | None:
        if place.owner is not None:
            room = self.tables.teams.at_once[place.owner[0]]
            return place.owner if self.in_hand[place.owner] < room else None
        for team in place.teams:
            if self.tables.teams.size[team] == NONE:
                return team, NONE
            if (actor := self.freest(team)) is not None:
                return actor
        return None

    def freest(self, team: int, resting: Container[Actor] = ()) -> Actor | None:
        """Give who has the fewest in hand of those with room for one more, then the first."""
        room = self.tables.teams.at_once[team]
        workers = ((team, worker) for worker in range(self.on_duty[team]))
        free = [actor for actor in workers if self.in_hand[actor] < room and actor not in resting]
        return min(free, key=lambda actor: (self.in_hand[actor], actor), default=None)

    def turn_away(self, row: Row) -> None:
        limit = self.tables.teams.limit[row.team]
        demand(0 <= limit <= self.in_line(row.team)[-1], "only a full line blocks", row)
        demand(row.ended == self.now, "who is blocked does not wait", row)
        onward = self.tables.teams.when_full[row.team] != Target.BLOCKED
        if row.customer in self.standby:
            self.settle(row, self.next_here(row) if onward else None)
        if onward:
            self.go_on(row.customer, row.contact, row)
        else:
            self.end_contact(row.customer, Outcome.BLOCKED, Outcome.RESOLVED)

    def leave_at_once(self, somebody: Waiting) -> None:
        row = somebody.row
        demand(not self.is_full(row.team), "a full line has no place to refuse", row)
        demand(True in self.balks(somebody), "nobody refuses this line", row)
        demand(row.ended == self.now, "who leaves at once does not wait", row)
        if row.customer in self.standby:
            self.stand_down(row.customer)
        self.end_contact(row.customer, Outcome.BALKED, Outcome.RESOLVED)

    def balks(self, somebody: Waiting) -> set[bool]:
        """Give whether they refuse a line: both, if that hangs on where others stand."""
        row, verdicts = somebody.row, set()
        for team in firsts(somebody):
            if self.tables.teams.machine[team] or not self.is_there(row):
                verdicts.add(False)
            else:
                verdicts |= {self.is_too_long(length, row) for length in self.in_line(team)}
        return verdicts

    def is_there(self, row: Row) -> bool:
        """Tell whether the customer sees the step, and stays for it."""
        here = self.here.get(row.customer)
        return bool(self.tables.steps.visible[row.step] and self.lines.is_live(here))

    def is_too_long(self, length: int, row: Row) -> bool:
        table, persona = self.tables.balking, self.people.persona[row.customer]
        chance = sum(
            table.chance[place]
            for place in range(table.at[persona], table.at[persona + 1])
            if table.low[place] <= length <= table.high[place]
        )
        return chance > 0 and self.tape.share(table.slot, row.contact - 1, row.customer) < chance

    def in_line(self, team: int) -> range:
        """Give how many may stand in the line of a team: where some stand hangs on a rule."""
        fewest = sum(firsts(other) == {team} for other in self.waiting)
        return range(fewest, 1 + sum(team in firsts(other) for other in self.waiting))

    def is_full(self, team: int) -> bool:
        return bool(0 <= self.tables.teams.limit[team] <= self.in_line(team)[0])

    def join(self, somebody: Waiting) -> None:
        row, reserved = somebody.row, somebody.may_be_reserved
        for team in firsts(somebody) if len(firsts(somebody)) == 1 else ():
            demand(reserved or not self.is_full(team), "a full line takes nobody", row)
        joins = reserved or False in self.balks(somebody)
        demand(joins, "who finds a line too long does not join", row)
        self.waiting.append(somebody)
        self.expect_offer(somebody)
        if reserved:
            at = row.asked + self.tables.steps.returns_to_same[row.step]
            self.plan(at, RESERVATION_ENDS, (row.customer, row.step, row.visit), row)
        if row.how == End.RENEGED:
            demand(row.ended - row.asked == self.patience(somebody), "patience is kept", row)
            self.plan(row.ended, RENEGE, (row.customer, row.step, row.visit), row)

    def expect_offer(self, somebody: Waiting) -> None:
        row, patience = somebody.row, self.patience(somebody)
        due = {self.due(row, team) for team in firsts(somebody)}
        offered = due.pop() if len(due) == 1 else None
        if offered is not None and (patience is None or offered - row.asked <= patience):
            ids = (row.customer, row.step, row.visit)
            self.plan(offered, CALLBACK, ids, partial(self.offer, somebody))
        else:
            demand(somebody.accepted is None, "nobody waits for an offer beyond patience", row)

    def offer(self, somebody: Waiting) -> None:
        row, accepted = somebody.row, somebody.accepted is not None
        if self.still_waits(row) is None:
            demand(not accepted, "a callback is offered in line", row)
            return
        verdicts = {self.offers.would_accept(row, team) for team in firsts(somebody)}
        demand({accepted, None} & verdicts, "who would accept a callback does", row)

    def patience(self, somebody: Waiting) -> int | None:
        """Give how long they wait; none: for ever, or it depends on whose line it is."""
        row = somebody.row
        slot = self.tables.personas.patience_slot[self.people.persona[row.customer]]
        machine = any(self.tables.teams.machine[team] for team in firsts(somebody))
        if slot == NONE or machine or not self.is_there(row):
            return None
        patience = self.tape.duration(slot, row.contact - 1, row.customer)
        return self.stretched(patience, firsts(somebody))

    def stretched(self, patience: int, lines: set[int]) -> int | None:
        """Give the patience with what is said in the line; none: it depends on whose line it is."""
        said = self.tables.announcements
        found = set()
        for team in lines:
            after = said.after[team]
            heard = NONE < after <= patience
            left = math.floor((patience - after) * said.patience[team] + 0.5)
            found.add(after + left if heard else patience)
        return found.pop() if len(found) == 1 else None

    def still_waits(self, row: Row) -> Waiting | None:
        """Give who waits in line for a row; none: they do no more."""
        return next((somebody for somebody in self.waiting if somebody.row is row), None)

    def open_up(self, row: Row) -> None:
        """Open the places of a request to all of their teams; who is idle takes it at once."""
        somebody = self.still_waits(row)
        if somebody is None:
            return
        places = [Place(place.teams) for place in somebody.places]
        idle = {actor for place in places if (actor := self.idle_actor(place)) is not None}
        somebody = self.replace(somebody, places)
        tried = row.how == End.UNANSWERED and row.ended == self.now
        for actor in sorted(idle):
            if (tried and self.doubts.believe()) or (row.actor, row.started) == (actor, self.now):
                self.grant(somebody, actor)
                return
        places = [place for place in places if self.idle_actor(place) is None]
        demand(bool(places), "whoever is idle takes who waited for another", row)
        self.replace(somebody, places)

    def replace(self, somebody: Waiting, places: list[Place]) -> Waiting:
        """Let somebody wait in other places."""
        self.waiting.remove(somebody)
        self.waiting.append(somebody._replace(places=places))
        return self.waiting[-1]

    def renege(self, row: Row) -> None:
        somebody = self.still_waits(row)
        assert somebody is not None
        self.waiting.remove(somebody)
        if somebody.row.customer in self.standby:
            self.stand_down(somebody.row.customer)
        self.end_contact(somebody.row.customer, Outcome.ABANDONED, Outcome.RESOLVED)

    # Serving

    def start(self, row: Row) -> None:
        demand(row.how == End.SERVED, "who is called is served", row)
        demand(row.started == self.now, "a visit begins when the worker is there", row)
        self.inside.add(row.customer)
        if row.worker != NONE:
            self.served.setdefault(row.customer, []).append(row.actor)
        self.plan(row.ended, VISIT_ENDS, (row.customer, row.step, row.visit), row)

    def end_visit(self, row: Row) -> None:
        self.inside.discard(row.customer)
        following = self.next_row(row.customer, row.contact)
        later = self.lines.answers_later(row, self.here.get(row.customer))
        near = None if later else self.next_here(row)
        kept = near is not None and is_kept(row, near)
        holds = not kept and self.stands_by(row, near)
        if kept or holds or row.team == NONE or row.worker == NONE:
            expected = NONE if row.team == NONE else self.now
            demand(row.freed == expected, "a worker who is kept does not wrap up", row)
        else:
            self.let_go(row)
        if kept and row.customer in self.standby:
            if not self.holds(near):
                self.stand_down(row.customer)
        elif row.customer in self.standby and not holds:
            self.settle(row, near)
        if later:
            self.await_answer(row, following)
        else:
            self.go_on(row.customer, row.contact, row)

    def await_answer(self, row: Row, following: Row | None) -> None:
        """Wait for the answer to what a visit asked, which may come too late."""
        here = self.here[row.customer]
        self.goes_home.discard(row.customer)
        due = self.answer_due(row, here)
        if due is None:
            self.leave(row.customer, Outcome.UNFINISHED)
            return
        beyond = following is None or self.tables.steps.away[following.step]
        came = here.ended if following is None or beyond else following.asked
        demand(came == due, "an answer takes its time", row, came, due)
        self.plan(due, RECONTACT, (row.customer,), row)

    def answer_due(self, row: Row, here: Contact) -> int | None:
        slot = self.tables.channels.replies_slot[here.channel][row.step]
        due = row.ended + self.tape.duration(slot, row.visit - 1, row.customer)
        calendar = self.tables.calendar
        days = zip(calendar.opens, calendar.closes, strict=True)
        return next((max(due, opens) for opens, closes in days if due < closes), None)

    def answered(self, row: Row) -> None:
        demand(not self.closed, "nobody answers while it is closed", row)
        self.go_on(row.customer, row.contact, None)

    def let_go(self, row: Row | Held) -> None:
        if self.tables.teams.wraps[row.team]:
            self.plan(row.freed, WRAP_UP_ENDS, row.actor, None)
        else:
            demand(row.freed == self.now, "who has no wrap-up is free at once", row)
            self.free(*row.actor)

    # Standing by

    def holds(self, row: Row | None) -> bool:
        """Tell whether whoever has the customer stands by at the step of a row."""
        return row is not None and bool(self.tables.steps.hold[row.step])

    def stands_by(self, row: Row, following: Row | None) -> bool:
        """Tell whether who served stands by from now on, as they have to before a hold step."""
        if row.team == NONE or row.customer in self.standby:
            return False
        spells = self.spells.get(row.customer)
        held = spells[0] if spells else None
        if held is None or held.contact != row.contact or held.actor != row.actor:
            demand(not self.holds(following), "who has the customer stands by", row)
            return False
        if following is None:
            return False
        if (held.step, held.visit) != (following.step, following.visit):
            demand(not self.holds(following), "who has the customer stands by", row)
            return False
        demand(held.began == self.now, "standing by begins where the visit ends", held)
        demand(bool(self.tables.steps.hold[held.step]), "only at a hold step one stands by", held)
        self.standby[row.customer] = spells.pop(0)
        return True

    def settle(self, row: Row, following: Row | None) -> None:
        """Let who stands by take the customer back, stay for the next hold step, or go."""
        held = self.standby[row.customer]
        if following is not None and following.actor == held.actor and following.started >= 0:
            demand(held.freed == NONE, "who takes the customer back is not let go", held)
            demand(held.ended == following.started == self.now, "it is done at once", held)
            del self.standby[row.customer]
            self.taken_back.add(row.customer)
        elif not self.holds(following):
            self.stand_down(row.customer)
            names = [] if following is None else list(self.by.lists(following))
            back = bool(names) and all(held.team in teams for teams in names)
            demand(not back, "who stands by takes the customer back", following)

    def stand_down(self, customer: int) -> None:
        """Let go who stands by."""
        held = self.standby.pop(customer)
        demand(held.ended == self.now, "standing by ends here", held)
        demand(held.freed >= self.now, "who stands by no more is let go", held)
        if held.worker != NONE:
            self.let_go(held)

    def free(self, team: int, worker: int) -> None:
        """Let a worker take whom the log says they took, unless their shift is over."""
        self.in_hand[team, worker] -= 1
        if worker < self.on_duty[team]:
            self.take_next(team, worker)
            return
        called = self.called(team, worker)
        demand(not called, "nobody is called after the end of a shift", *called[:1])

    def called(self, team: int, worker: int) -> list[Waiting]:
        """Give who waits, and begins now with a worker."""
        actor = team, worker
        return [
            somebody
            for somebody in self.waiting
            if somebody.row.actor == actor
            and somebody.row.started == self.now
            and somebody.may_go_to(actor)
        ]

    def take_next(self, team: int, worker: int) -> bool:
        """Let a worker take whom the log says they took, if any; it has to be the best."""
        called = self.called(team, worker)
        actor = team, worker
        called += [somebody for somebody in self.waiting if self.may_try(somebody, actor)]
        entitled = [somebody for somebody in self.waiting if somebody.must_go_to(actor)]
        if not called:
            demand(not entitled, "nobody waits while a worker idles", team, worker)
            return False
        best = min(called, key=self.precedence)
        better = [other for other in entitled if self.precedence(other) < self.precedence(best)]
        demand(not better, "the best request goes first", best.row, *better[:1])
        self.grant(best, actor)
        return True

    def grant(self, somebody: Waiting, actor: Actor) -> None:
        """Let a worker serve somebody from the line, or call them."""
        self.waiting.remove(somebody)
        self.in_hand[actor] += 1
        row, accepted = somebody.row, somebody.accepted
        if accepted is not None:
            demand(accepted.began <= self.now, "a callback is offered in line", row)
            ids = (row.customer, row.step, row.visit)
            self.plan(self.now, CALLBACK, ids, partial(self.call, somebody, actor))
            return
        patience = self.patience(somebody)
        in_time = patience is None or self.now - row.asked <= patience
        demand(in_time, "nobody waits beyond their patience", row)
        self.start(row)

    def change_roster(self, team: int, workers: int) -> None:
        """Let those go whose shift is over, and newcomers begin, one customer at a time."""
        self.on_duty[team] = workers
        resting: set[Actor] = set()
        while (actor := self.freest(team, resting)) is not None:
            if not self.take_next(*actor):
                resting.add(actor)

    def may_try(self, somebody: Waiting, actor: Actor) -> bool:
        tried = somebody.row.how == End.UNANSWERED and somebody.row.ended == self.now
        if not tried or not somebody.may_go_to(actor):
            return False
        return somebody.must_go_to(actor) or self.doubts.believe()

    def call(self, somebody: Waiting, actor: Actor) -> None:
        """Call somebody who is off the line: they answer, or the worker goes on at once."""
        row, answered = somebody.row, somebody.row.how == End.SERVED
        assert somebody.accepted is not None
        demand(somebody.accepted.ended == self.now, "a callback ends with the call", row)
        verdicts = {self.offers.would_answer(row, team) for team in firsts(somebody)}
        demand({answered, None} & verdicts, "who would answer does", row)
        if answered:
            self.start(row)
        else:
            self.free(*actor)
            self.end_contact(row.customer, Outcome.ABANDONED, Outcome.RESOLVED)

    def precedence(self, somebody: Waiting) -> tuple[int, ...]:
        row, personas = somebody.row, self.tables.personas
        persona = self.people.persona[row.customer]
        waited = self.now - row.asked + personas.head_start[persona]
        return -personas.priority[persona], -waited, row.customer, row.step, row.visit


class Lines:
    """The lines of the channels, and what a channel does to those who are on it."""

    def __init__(self, tables: Any) -> None:
        self.tables = tables
        self.taken: dict[int, set[int]] = {}
        """By channel, the customers who are on it."""

    def take(self, contact: Contact) -> None:
        taken = self.taken.setdefault(contact.channel, set())
        demand(not self.is_full(contact), "no more contacts than lines", contact)
        taken.add(contact.customer)

    def are_taken(self, contact: Contact) -> None:
        demand(self.is_full(contact), "a free line is given", contact)
        demand(contact.ended == contact.began, "who finds no line does not wait", contact)

    def is_full(self, contact: Contact) -> bool:
        if contact.channel == NONE:
            return False
        lines = self.tables.channels.lines[contact.channel]
        return 0 <= lines <= len(self.taken.get(contact.channel, ()))

    def free(self, contact: Contact) -> None:
        self.taken.get(contact.channel, set()).discard(contact.customer)

    def is_live(self, contact: Contact | None) -> bool:
        """Tell whether the customer is there."""
        if contact is None or contact.channel == NONE:
            return contact is not None
        return bool(self.tables.channels.live[contact.channel])

    def answers_later(self, row: Row, contact: Contact | None) -> bool:
        """Tell whether the customer takes their time to answer a visit."""
        asks = row.questions and self.tables.steps.visible[row.step]
        if not asks or contact is None or contact.channel == NONE:
            return False
        return bool(self.tables.channels.replies_slot[contact.channel][row.step] != NONE)


def is_kept(before: Row, row: Row) -> bool:
    """Tell whether a visit goes on with the worker of the visit before."""
    return (
        before.how == row.how == End.SERVED
        and before.team != NONE
        and before.actor == row.actor
        and before.ended == row.asked == row.started
    )


def uncalled(somebody: Waiting) -> None:
    """Object unless somebody whom nobody called has no other end."""
    row, accepted = somebody.row, somebody.accepted
    demand(row.how == End.UNFINISHED, "nobody called them", row)
    to_the_end = accepted is None or accepted.ended == row.ended
    demand(to_the_end, "who is never called is off the line to the end", row)


def firsts(somebody: Waiting) -> set[int]:
    """Give the teams in one of whose lines they stand."""
    return {place.teams[0] for place in somebody.places}


def _by_team(rosters: Any) -> list[list[tuple[int, int]]]:
    """Give the roster of each team: from when, how many."""
    rows = list(zip(rosters.time, rosters.workers, strict=True))
    return [rows[first:last] for first, last in pairwise(rosters.at)]


def _by_customer(rows: Iterable[Any]) -> dict[int, list[Any]]:
    sorted_out: dict[int, list[Any]] = {}
    for row in rows:
        sorted_out.setdefault(row[0], []).append(row)
    return sorted_out
