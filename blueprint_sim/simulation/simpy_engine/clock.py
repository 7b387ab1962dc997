"""The clock: SimPy's only door. Absolute times in ticks, and a declared order of events.

SimPy orders what happens at one instant by an integer priority. The calendar's key (rank, ids)
is packed into it from 2 up, so that SimPy's own cascades (0: a process starts, 1: an event is
passed on) come before the next event of the calendar: one event at a time, with everything that
it causes.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from enum import IntEnum
from typing import Any, TypeAlias

import simpy

from blueprint_sim.errors import Runaway
from blueprint_sim.simulation.engine import Bounds

Event: TypeAlias = simpy.Event
Journey: TypeAlias = Generator[Event, None, None]


class Rank(IntEnum):
    """What goes first at one instant. The numbers between belong to what is not built yet."""

    CLOSING = 0
    VISIT_ENDS = 2
    WRAP_UP_ENDS = 3
    RENEGE = 8
    RECONTACT = 9
    ARRIVAL = 10


def priority(rank: Rank, first: int = 0, second: int = 0, third: int = 0) -> int:
    """Pack a key of the calendar into one integer; each id has 32 bits."""
    return (((rank + 1) << 32 | first) << 32 | second) << 32 | third


class Clock:
    """A SimPy environment that tells absolute time and ends runaways."""

    def __init__(self, bounds: Bounds, whereabouts: Callable[[], str]) -> None:
        self.environment = simpy.Environment()
        self.bounds = bounds
        self.whereabouts = whereabouts

    @property
    def now(self) -> int:
        """The present tick."""
        return self.environment._now  # type: ignore[return-value]  # ints in, ints out

    def start(self, journey: Journey) -> None:
        """Let a process begin, within the event that is being worked off."""
        self.environment.process(journey)

    def event(self) -> Event:
        """Give an event that is not in the calendar yet."""
        return simpy.Event(self.environment)

    def schedule(self, event: Event, time: int, key: int) -> Event:
        """Put an event into the calendar."""
        event._ok = True
        event._value = None
        self.environment.schedule(event, key, time - self.environment._now)  # type: ignore[arg-type]
        return event

    def at(self, time: int, key: int, then: Callable[[Any], None] | None = None) -> Event:
        """Put a new event into the calendar, and what it calls, if not a process."""
        event = self.schedule(simpy.Event(self.environment), time, key)
        if then is not None and event.callbacks is not None:
            event.callbacks.append(then)
        return event

    def run(self) -> int:
        """Work off the calendar; give the time of its last event.

        Raises
        ------
        Runaway
            Past the bound on events at one instant, or on all events.
        """
        step, queue = self.environment.step, self.environment._queue
        instant, here, total = -1, 0, 0
        most_here, most = self.bounds.events_at_one_instant, self.bounds.events
        while queue:
            if queue[0][0] == instant:
                here += 1
                if here > most_here:
                    self._runaway(f"{most_here:,} events at one instant")
            else:
                total += here
                instant, here = queue[0][0], 1
                if total > most:
                    self._runaway(f"{most:,} events")
            step()
        return max(instant, 0)

    def _runaway(self, what: str) -> None:
        raise Runaway(f"more than {what} in one run, {self.whereabouts()}")
