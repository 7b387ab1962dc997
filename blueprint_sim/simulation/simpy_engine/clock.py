"""The clock: SimPy's only door. Absolute times in ticks, and a declared order of events.

SimPy orders what happens at one instant by an integer priority. The calendar's key (rank, ids)
is packed into it from 2 up, so that SimPy's own cascades (0: a process starts, 1: an event is
passed on) would come before the next event of the calendar: one event at a time, with everything
that it causes.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from enum import IntEnum
from heapq import heappush
from typing import Any, TypeAlias

import simpy

from blueprint_sim.errors import Runaway
from blueprint_sim.simulation.engine import Bounds

Journey: TypeAlias = Generator[None, Any, None]
"""Yields whenever it waits for its alarm, and once more when it is over."""


class Rank(IntEnum):
    """What goes first at one instant. The numbers between belong to what is not built yet."""

    CLOSING = 0
    VISIT_ENDS = 2
    WRAP_UP_ENDS = 3
    RENEGE = 8
    RECONTACT = 9
    ARRIVAL = 10


def priority(rank: Rank, first: int = 0, second: int = 0, third: int = 0) -> int:
    """Pack a key of the calendar into one integer, at least 2; each id has 32 bits."""
    return (((rank + 1) << 32 | first) << 32 | second) << 32 | third


class Clock(simpy.Environment):
    """A SimPy environment that tells absolute time and ends runaways."""

    def __init__(self, bounds: Bounds, whereabouts: Callable[[], str]) -> None:
        super().__init__(0)
        self.time = 0
        """The present tick."""
        self._bounds = bounds
        self._whereabouts = whereabouts

    def book(self, event: simpy.Event, time: int, key: int) -> None:
        """Put an event into the calendar, as `schedule` does, but at an absolute time."""
        heappush(self._queue, (time, key, next(self._eid), event))  # type: ignore[misc]

    def call(self, time: int, key: int, then: Callable[[Any], object]) -> None:
        """Put a call into the calendar."""
        event = simpy.Event(self)
        event._ok, event._value = True, None
        event.callbacks = [then]
        self.book(event, time, key)

    def go_on(self) -> None:
        """Work off the calendar.

        Raises
        ------
        Runaway
            Past the bound on events at one instant, or on all events.
        """
        step, queue = self.step, self._queue
        most_here, most = self._bounds.events_at_one_instant, self._bounds.events
        here = total = 0
        while queue:
            time = queue[0][0]
            if time == self.time:
                here += 1
                if here > most_here:
                    self._run_away(f"{most_here:,} events at one instant")
            else:
                total += here
                here = 1
                self.time = time  # type: ignore[assignment]  # whole ticks in, whole ticks out
                if total > most:
                    self._run_away(f"{most:,} events")
            step()

    def _run_away(self, what: str) -> None:
        raise Runaway(f"more than {what} in one run, {self._whereabouts()}")


class Alarm(simpy.Event):
    """What one journey waits for: one event, set anew for each thing to come.

    A SimPy process would take three events more for each customer, and a new one for each thing
    that they wait for.
    """

    def __init__(self, clock: Clock, journey: Journey) -> None:
        super().__init__(clock)
        self._ok, self._value = True, None
        self._queue, self._eid = clock._queue, clock._eid
        self._wake = [journey.send]

    def set(self, time: int, key: int) -> None:
        """Ring at a time to come, or now, in its turn."""
        self.callbacks = self._wake  # type: ignore[assignment]
        heappush(self._queue, (time, key, next(self._eid), self))  # type: ignore[misc]

    def ring(self) -> None:
        """Let the journey go on, within the event that is being worked off."""
        self._wake[0](None)
