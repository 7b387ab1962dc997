"""The calendar of the plain engine: a heap, and bounds on what comes out of it."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from typing import Any, NamedTuple

from blueprint_sim.errors import Runaway
from blueprint_sim.simulation.engine import Bounds
from blueprint_sim.simulation.program import NONE, Names
from tests.oracles.plain_state import Promise, Request, Return

HOPS = 10_000
"""Steps passed through, or found full, in a row."""


class Ranks(NamedTuple):
    """What goes first among events at one instant."""

    closing: int = 0
    roster: int = 1
    visit_ends: int = 2
    wrap_up_ends: int = 3
    promise_falls_due: int = 4
    reservation_ends: int = 5
    callback: int = 6
    announcement: int = 7
    renege: int = 8
    recontact: int = 9
    arrival: int = 10


DEFAULT_RANKS = Ranks()


class Calendar:
    """What is due, what time it is, and where a run that never ends would be stuck."""

    def __init__(self, names: Names, bounds: Bounds, ranks: Ranks) -> None:
        self.names, self.bounds, self.ranks = names, bounds, ranks
        self.now = 0
        self.at_hand = NONE
        """The step at which something happens right now."""
        self._due: list[tuple[int, int, tuple[int, ...], int, Callable[..., None], Any]] = []
        self._numbers = itertools.count()
        """Tell a stale event from one with the same key."""
        self._events = self._events_now = self._hops = self._present = 0

    def plan(
        self, at: int, rank: int, ids: tuple[int, ...], action: Callable[..., None], subject: Any
    ) -> None:
        """Let something happen."""
        heapq.heappush(self._due, (at, rank, ids, next(self._numbers), action, subject))

    def run(self) -> None:
        """Let the least event happen, over and over, until none is left."""
        while self._due:
            at, rank, _, _, action, subject = heapq.heappop(self._due)
            if not self._is_stale(at, rank, subject):
                self._count(at)
                action(subject)

    def _is_stale(self, at: int, rank: int, subject: Any) -> bool:
        """Tell whether something has become pointless by the time it is due.

        Somebody in line was meant who is not there, or not to hang up then; what was promised is
        done; who was to come back has come.
        """
        if isinstance(subject, Promise):
            return subject.kept or subject.branch.issue.over
        if isinstance(subject, Return):
            return subject.is_off
        if not isinstance(subject, Request):
            return False
        called_back = subject.accepted is not None and rank != self.ranks.reservation_ends
        gone = not subject.waiting or called_back
        return gone or (rank == self.ranks.renege and subject.reneges != at)

    # Bounds

    def _count(self, at: int) -> None:
        self._events_now = 1 if at > self.now else self._events_now + 1
        self.now, self._hops = at, 0
        self._events += 1
        self.forbid(self._events > self.bounds.events, "events")
        too_many = self._events_now > self.bounds.events_at_one_instant
        self.forbid(too_many, "events at one instant")

    def let_in(self) -> None:
        """Count a customer who is there."""
        self._present += 1
        self.forbid(self._present > self.bounds.customers_present, "customers present")

    def let_out(self) -> None:
        """Count a customer no more."""
        self._present -= 1

    def count_visit(self, before: int) -> None:
        """Count a visit of a step, of which one customer had so many before."""
        self.forbid(before >= self.bounds.visits_of_one_step, "visits of one step")

    def hop(self, step: int) -> None:
        """Count a step that took no visit."""
        self.at_hand = step
        self._hops += 1
        self.forbid(self._hops > HOPS, "steps in a row that take no visit")

    def forbid(self, past_the_bound: bool, what: str) -> None:
        """Stop a run that goes past a bound.

        Raises
        ------
        Runaway
            It does. The message names the step.
        """
        if past_the_bound:
            where = self.names.steps[self.at_hand] if self.at_hand >= 0 else "the start"
            raise Runaway(f"{where}: too many {what}")
