"""The workers, as the auditor sees them: who is there, who has room, and whom they take next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from itertools import pairwise
from typing import Any, NamedTuple

from blueprint_sim.simulation.log import End
from blueprint_sim.simulation.program import NONE
from tests.oracles.audit_calendar import CALLBACK, ROSTER, VISIT_ENDS, WRAP_UP_ENDS, Calendar
from tests.oracles.audit_patience import Patience
from tests.oracles.audit_queue import Place, Queue, Waiting
from tests.oracles.audit_rows import Row, SpellRow
from tests.oracles.plain_state import Actor
from tests.oracles.stories import Doubts, demand


class Call(NamedTuple):
    """A worker who calls somebody that is off the line."""

    somebody: Waiting
    actor: Actor


class Workers:
    """By the rows of a log, who serves whom; and the rule that each takes the best request."""

    def __init__(
        self, tables: Any, calendar: Calendar, queue: Queue, patience: Patience, doubts: Doubts
    ) -> None:
        self.tables = tables
        self.calendar = calendar
        self.queue = queue
        self.patience = patience
        self.doubts = doubts
        self.rosters = _by_team(tables.rosters)
        sizes = enumerate(tables.teams.size)
        self.on_duty = [0 if self.rosters[team] else max(0, size) for team, size in sizes]
        self.in_hand: Counter[Actor] = Counter()
        self.inside: set[int] = set()
        """Customers who are being served."""
        self.served: dict[int, list[Actor]] = {}
        """By customer, those who have served them."""

    # Who is there

    def plan_rosters(self) -> None:
        """Let shifts begin and end."""
        for team, roster in enumerate(self.rosters):
            for at, workers in roster:
                self.calendar.plan(at, ROSTER, (team,), workers)

    def change_roster(self, team: int, workers: int) -> None:
        """Let those go whose shift is over, and newcomers begin, one customer at a time."""
        self.on_duty[team] = workers
        resting: set[Actor] = set()
        while (actor := self.freest(team, resting)) is not None:
            if not self.take_next(*actor):
                resting.add(actor)

    def idle_actor(self, place: Place) -> Actor | None:
        """Give who takes somebody in a place at once."""
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

    def owner(self, row: Row, teams: tuple[int, ...]) -> Actor | None:
        """Give the worker whom the customer of a row returns to, if the step says so."""
        if self.tables.steps.returns_to_same[row.step] == NONE:
            return None
        mine = [actor for actor in self.served.get(row.customer, ()) if actor[0] in teams]
        team, worker = mine[-1] if mine else (NONE, NONE)
        return (team, worker) if mine and worker < self.on_duty[team] else None

    # Serving

    def start(self, row: Row) -> None:
        """Begin a visit, and let it end when the log says so."""
        demand(row.how == End.SERVED, "who is called is served", row)
        demand(row.started == self.calendar.now, "a visit begins when the worker is there", row)
        is_task = self.patience.contacts.branches.has(row)
        if not is_task:
            self.inside.add(row.customer)
        if row.worker != NONE and not is_task:
            self.served.setdefault(row.customer, []).append(row.actor)
        self.calendar.plan(row.ended, VISIT_ENDS, (row.customer, row.step, row.visit), row)

    def let_go(self, row: Row | SpellRow) -> None:
        """Let a worker wrap up, or be free at once."""
        if self.tables.teams.wraps[row.team]:
            self.calendar.plan(row.freed, WRAP_UP_ENDS, row.actor, None)
        else:
            demand(row.freed == self.calendar.now, "who has no wrap-up is free at once", row)
            self.free(*row.actor)

    # Who is next

    def free(self, team: int, worker: int) -> None:
        """Let a worker take whom the log says they took, unless their shift is over."""
        self.in_hand[team, worker] -= 1
        if worker < self.on_duty[team]:
            self.take_next(team, worker)
            return
        called = self.queue.called((team, worker), self.calendar.now)
        demand(not called, "nobody is called after the end of a shift", *called[:1])

    def take_next(self, team: int, worker: int) -> bool:
        """Let a worker take the first in line who is for them; the log has to say so, too."""
        actor = team, worker
        for somebody in sorted(self.queue.waiting, key=self.queue.precedence):
            if somebody.may_go_to(actor) and self.is_for(somebody, actor):
                self.demand_called(somebody, actor)
                self.grant(somebody, actor)
                return True
        return False

    def is_for(self, somebody: Waiting, actor: Actor) -> bool:
        """Tell whether somebody stands, in this story, where a worker with room takes them.

        Where the log leaves their place open, one is ruled out that would have had them called;
        if they may have been called, both stories are worth telling.
        """
        if somebody.must_go_to(actor):
            return True
        believed = somebody.may_be_called(actor, self.calendar.now) and self.doubts.believe()
        if not believed:
            places = [place for place in somebody.places if not place.is_for(actor)]
            self.queue.replace(somebody, places)
        return believed

    def demand_called(self, best: Waiting, actor: Actor) -> None:
        """Object unless a worker calls the best of those whom they might take."""
        if best.may_be_called(actor, self.calendar.now):
            return
        others = self.queue.called(actor, self.calendar.now)
        demand(bool(others), "nobody waits while a worker idles", *actor)
        demand(False, "the best request goes first", others[0].row, best)

    def grant(self, somebody: Waiting, actor: Actor) -> None:
        """Let a worker serve somebody from the line, or call them."""
        self.queue.waiting.remove(somebody)
        self.in_hand[actor] += 1
        row, accepted = somebody.row, somebody.accepted
        if accepted is not None:
            demand(accepted.began <= self.calendar.now, "a callback is offered in line", row)
            ids = (row.customer, row.step, row.visit)
            self.calendar.plan(self.calendar.now, CALLBACK, ids, Call(somebody, actor))
            return
        patience = self.patience.of(somebody)
        in_time = patience is None or self.calendar.now - row.asked <= patience
        demand(in_time, "nobody waits beyond their patience", row)
        self.start(row)

    def open_up(self, row: Row) -> None:
        """Open the places of a request to all of their teams; who is idle takes it at once."""
        somebody = self.queue.still_waits(row)
        if somebody is None:
            return
        places = [Place(place.teams) for place in somebody.places]
        idle = {actor for place in places if (actor := self.idle_actor(place)) is not None}
        somebody = self.queue.replace(somebody, places)
        for actor in sorted(idle):
            called = somebody.may_be_called(actor, self.calendar.now)
            if called and (row.how == End.SERVED or self.doubts.believe()):
                self.grant(somebody, actor)
                return
        places = [place for place in places if self.idle_actor(place) is None]
        demand(bool(places), "whoever is idle takes who waited for another", row)
        self.queue.replace(somebody, places)


def _by_team(rosters: Any) -> list[list[tuple[int, int]]]:
    """Give the roster of each team: from when, how many."""
    rows = list(zip(rosters.time, rosters.workers, strict=True))
    return [rows[first:last] for first, last in pairwise(rosters.at)]
