"""A day with shifts: M/M/s(t), patient or not, in which nobody is sent home in mid-service.

When the roster falls, whoever is idle leaves at once; whoever is busy finishes first and takes
nobody else. So it matters who is busy: the lowest number that is idle takes the next customer,
and the highest numbers leave.

Source: Ingolfsson, Akhmetshina, Budge, Li and Wu (2007), *INFORMS Journal on Computing* 19(2), for
leaving after service (the exhaustive discipline). Here, besides, the workers are told apart.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from blueprint_sim.theory.checks import require_positive
from blueprint_sim.theory.crews import Crew
from blueprint_sim.theory.transient import Floats, Move, pass_time

LOST = 1e-12
"""Share of customers who may find the line full, once it is cut to a finite one."""
FIRST_PLACES = 64
"""Places of the line to begin with."""
REMAINING = 1e-14
"""Chance that somebody is still there at which the day counts as over."""


class Stretch(NamedTuple):
    """A part of the day in which neither the roster nor the arrival rate changes."""

    length: float
    arrival_rate: float
    """Arrivals per unit of time, 0 or more."""
    workers: int
    """On the roster, 0 or more."""


class Course(NamedTuple):
    """What goes on: at one time, or on the mean over some."""

    queue: float
    """Mean number waiting."""
    busy: float
    """Mean number of workers serving, those beyond the roster included."""
    beyond: float
    """Of these, those whose shift has ended."""
    all_busy: float
    """Chance that an arrival has to wait."""


class _Solved(NamedTuple):
    """A day, state by state."""

    crew: Crew
    begun: list[Floats]
    """Chance of each state as each stretch begins."""
    spent: list[Floats]
    """Mean time in each state during each stretch, and at last after the day."""

    def course(self, shares: Floats, workers: int) -> Course:
        numbers = (self.crew.waiting, self.crew.busy, self.crew.beyond(workers))
        return Course(*(float(shares @ of) for of in (*numbers, self.crew.all_busy(workers))))


@dataclass(frozen=True)
class RosterQueue:
    """A day of M/M/s(t), or of M/M/s(t)+M: empty at first, and served out after the last arrival.

    Parameters
    ----------
    day
        Its stretches, in order. The last roster stays until nobody is left.
    mean_service
        Mean service time.
    mean_patience
        Mean of the exponential time that a customer is ready to wait; infinite by default.

    Notes
    -----
    The line is cut where at most `LOST` of the day's customers would find no place in it.
    """

    day: Sequence[Stretch]
    mean_service: float
    mean_patience: float = math.inf

    def __post_init__(self) -> None:
        require_positive(mean_service=self.mean_service, customers=self.customers)
        if not self.mean_patience > 0:
            raise ValueError(f"mean_patience must be positive, not {self.mean_patience!r}")
        if self.day[-1].workers == 0 and math.isinf(self.mean_patience):
            raise ValueError("the last roster must have somebody, or those who wait do so for ever")

    @property
    def customers(self) -> float:
        """Mean number of customers of a day."""
        return math.fsum(one.length * one.arrival_rate for one in self.day)

    @property
    def courses(self) -> tuple[Course, ...]:
        """What goes on in each stretch, on the mean over its length."""
        rows = zip(self.day, self._solved.spent, strict=False)
        return tuple(self._solved.course(spent / one.length, one.workers) for one, spent in rows)

    @property
    def share_waiting(self) -> float:
        """Share of the day's customers who wait at all."""
        rows = zip(self.day, self.courses, strict=True)
        waiting = math.fsum(one.length * one.arrival_rate * found.all_busy for one, found in rows)
        return waiting / self.customers

    @property
    def wait_mean(self) -> float:
        """Mean wait of the day's customers, whether served or not, after the day included."""
        waiting, spent = self._solved.crew.waiting, self._solved.spent
        return math.fsum(float(times @ waiting) for times in spent) / self.customers

    @property
    def share_abandoning(self) -> float:
        """Share of the day's customers who give up."""
        return self.wait_mean / self.mean_patience

    @property
    def overtime_means(self) -> tuple[float, ...]:
        """Mean time worked beyond the roster in each stretch, and at last after the day."""
        rows = zip(self.day, self.courses, strict=True)
        after = float(self._solved.spent[-1] @ self._solved.crew.busy)
        return (*(one.length * found.beyond for one, found in rows), after)

    def at(self, time: float) -> Course:
        """Tell what goes on at one time of the day, in [0, its length).

        Raises
        ------
        ValueError
            When the day has no such time.
        """
        began = 0.0
        for one, shares in zip(self.day, self._solved.begun, strict=True):
            if began <= time < began + one.length:
                moves = self._moves(self._solved.crew, one.workers, one.arrival_rate)
                shares = pass_time(shares, moves, time - began).shares
                return self._solved.course(shares, one.workers)
            began += one.length
        raise ValueError(f"the day has no {time:g}: it lasts {began:g}")

    @cached_property
    def _solved(self) -> _Solved:
        places = FIRST_PLACES
        while self._lost(solved := self._solve(places)) > LOST:
            places *= 2
        return solved

    def _lost(self, solved: _Solved) -> float:
        rows = zip(self.day, solved.spent, strict=False)
        lost = (one.arrival_rate * float(spent @ solved.crew.full) for one, spent in rows)
        return math.fsum(lost) / self.customers

    def _solve(self, places: int) -> _Solved:
        crew = Crew([one.workers for one in self.day], places)
        shares, begun, spent = crew.empty, [], []
        for one in self.day:
            begun.append(shares := crew.called(shares, one.workers))
            shares, times = pass_time(
                shares, self._moves(crew, one.workers, one.arrival_rate), one.length
            )
            spent.append(times)
        return _Solved(crew, begun, [*spent, self._served_out(crew, shares)])

    def _served_out(self, crew: Crew, shares: Floats) -> Floats:
        """Give the mean time spent in each state until nobody is left."""
        moves, total = self._moves(crew, self.day[-1].workers, 0.0), 0.0 * shares
        while shares[1:].sum() > REMAINING:
            shares, spent = pass_time(shares, moves, self.mean_service)
            total += spent
        return total

    def _moves(self, crew: Crew, workers: int, arrival_rate: float) -> list[Move]:
        return crew.moves(workers, arrival_rate, self.mean_service, self.mean_patience)
