"""Who of a crew is busy, told apart by the rosters on which they stand.

Workers are numbered from 0, and worker k is on duty while the roster is more than k. Those who
come and go together are a group: a day of 6, 9 and 4 workers has the groups 0 to 3, 4 and 5, and
6 to 8. The least roster makes the first group, which never goes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.theory.transient import Floats, Move

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]


class Crew:
    """The states of a queue with shifts, and the ways between them.

    A state is the number at the first group, waiting or served, and the number busy in each
    other group. Whoever waits does so while the first group is busy, so the two can be one
    number. States in which a customer waits beside an idle worker are kept and never entered.

    Parameters
    ----------
    rosters
        Every roster of the day, in any order.
    places
        How many the line holds; beyond it nobody comes in.
    """

    def __init__(self, rosters: Sequence[int], places: int) -> None:
        levels = sorted(set(rosters))
        self._levels = levels
        self._sizes = np.diff(levels, prepend=0)
        shape = (levels[0] + places + 1, *(size + 1 for size in self._sizes[1:]))
        self._counts: Numbers = np.indices(shape).reshape(len(levels), -1)
        self._steps = [math.prod(shape[group + 1 :]) for group in range(len(shape))]
        self.waiting: Numbers = np.maximum(self._counts[0] - levels[0], 0)
        """Number waiting in each state."""
        self.busy: Numbers = self._counts.sum(axis=0) - self.waiting
        """Number of workers serving in each state."""
        self.full: Mask = self.waiting == places
        """The states in which the line has no place left."""

    @cached_property
    def empty(self) -> Floats:
        """Nobody there, for certain."""
        shares = np.zeros(self._counts.shape[1])
        shares[0] = 1.0
        return shares

    def beyond(self, workers: int) -> Numbers:
        """Count, in each state, the busy ones whose shift has ended."""
        found: Numbers = self._counts[self._on_duty(workers) :].sum(axis=0)
        return found

    def all_busy(self, workers: int) -> Mask:
        """Tell the states in which nobody on duty is idle."""
        idle = [self._idle(group) for group in range(self._on_duty(workers))]
        none: Mask = ~np.logical_or.reduce(idle)
        return none

    def called(self, shares: Floats, workers: int) -> Floats:
        """Let the idle of a roster take those who wait; shares of states before and after."""
        counts, left = self._counts.copy(), self.waiting.copy()
        for group in range(1, self._on_duty(workers)):
            taken = np.minimum(left, self._sizes[group] - counts[group])
            counts[group] += taken
            counts[0] -= taken
            left -= taken
        after = np.zeros(len(shares))
        np.add.at(after, self._steps @ counts, shares)
        return after

    def moves(
        self, workers: int, arrival_rate: float, mean_service: float, mean_patience: float
    ) -> list[Move]:
        """List all transitions under one roster."""
        return [
            *self._arrivals(workers, arrival_rate),
            *self._services(workers, mean_service),
            Move(self.waiting / mean_patience, -self._steps[0]),
        ]

    def _arrivals(self, workers: int, rate: float) -> Iterator[Move]:
        """Bring an arrival to the first group with somebody idle, else into the line."""
        seeking = np.ones(len(self.waiting), dtype=bool)
        for group in range(self._on_duty(workers)):
            idle = self._idle(group)
            yield Move(np.where(seeking & idle, rate, 0.0), self._steps[group])
            seeking &= ~idle
        yield Move(np.where(seeking & ~self.full, rate, 0.0), self._steps[0])

    def _services(self, workers: int, mean_service: float) -> Iterator[Move]:
        """Whoever has finished, and is on duty, takes the next who waits."""
        served = self._counts.copy()
        served[0] -= self.waiting
        for group, number in enumerate(served):
            rates = number / mean_service
            next_one = (self.waiting > 0) & (group < self._on_duty(workers))
            yield Move(rates * next_one, -self._steps[0])
            yield Move(rates * ~next_one, -self._steps[group])

    def _on_duty(self, workers: int) -> int:
        """Count the groups on a roster."""
        return self._levels.index(workers) + 1

    def _idle(self, group: int) -> Mask:
        idle: Mask = self._counts[group] < self._sizes[group]
        return idle
