"""The clock: SimPy's only door. Absolute times in ticks, and a declared order of events.

SimPy orders what happens at one instant by an integer priority. The calendar's key (rank, ids)
is packed into it from 2 up, so that SimPy's own cascades (0: a process starts, 1: an event is
passed on) would come before the next event of the calendar: one event at a time, with everything
that it causes.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from heapq import heapify, heappop, heappush
from typing import Any, TypeAlias

import simpy

from blueprint_sim.errors import Runaway
from blueprint_sim.simulation.engine import Bounds

Then: TypeAlias = "list[Callable[[Any], None]]"
"""What an alarm sets off: functions of the alarm itself, so that methods need no binding."""

_IGNORED: Then = []
_FEW = 1_000


class Rank(IntEnum):
    """What goes first at one instant."""

    CLOSING = 0
    ROSTER_CHANGES = 1
    VISIT_ENDS = 2
    WRAP_UP_ENDS = 3
    PROMISE_FALLS_DUE = 4
    RESERVATION_ENDS = 5
    CALLBACK = 6
    ANNOUNCEMENT = 7
    RENEGE = 8
    RECONTACT = 9
    ARRIVAL = 10


def priority(rank: Rank, first: int = 0, second: int = 0, third: int = 0) -> int:
    """Pack a key of the calendar into one integer, at least 2; each id has 32 bits."""
    return (((rank + 1) << 32 | first) << 32 | second) << 32 | third


class Alarm(simpy.Event):
    """Something that waits for its time: an event of SimPy that may be set again and again.

    A SimPy process would take three events more for each customer, and a new one for each thing
    that they wait for. An alarm cannot fail, so what SimPy asks of a processed event is settled
    for all alarms at once.
    """

    __slots__ = ("callbacks",)
    _ok, _value = True, None

    def __init__(self) -> None:
        """Make an alarm that is not set; `Clock.book` sets it."""


class Clock(simpy.Environment):
    """A SimPy environment that tells absolute time and ends runaways."""

    def __init__(self, bounds: Bounds, whereabouts: Callable[[], str]) -> None:
        super().__init__(0)
        self.time = 0
        """The present tick."""
        self._bounds = bounds
        self._whereabouts = whereabouts
        self._forgotten = 0

    def book(self, alarm: Alarm, time: int, key: int, then: Then) -> None:
        """Put an alarm into the calendar, as `schedule` does, but at an absolute time."""
        alarm.callbacks = then
        heappush(self._queue, (time, key, next(self._eid), alarm))  # type: ignore[misc]

    def forget(self, alarm: Alarm) -> None:
        """Ignore an alarm that is in the calendar, and may stay there while such are few."""
        alarm.callbacks = _IGNORED
        self._forgotten += 1
        if self._forgotten > _FEW and 2 * self._forgotten > len(self._queue):
            self._queue[:] = [entry for entry in self._queue if entry[3].callbacks is not _IGNORED]
            heapify(self._queue)
            self._forgotten = 0

    def call(self, time: int, key: int, then: Callable[[Any], None]) -> None:
        """Put a call into the calendar."""
        self.book(Alarm(), time, key, [then])

    def go_on(self) -> None:
        """Work off the calendar.

        It does what `step` does for events that cannot fail, and saves a call for each.

        Raises
        ------
        Runaway
            Past the bound on events at one instant, or on all events.
        """
        queue = self._queue
        most_here, most = self._bounds.events_at_one_instant, self._bounds.events
        now, here = self.time, 0
        for _ in range(most):
            if not queue:
                return
            time, _, _, event = heappop(queue)
            if time == now:
                here += 1
                if here > most_here:
                    self._run_away(f"{most_here:,} events at one instant")
            else:
                self._now = now = self.time = time  # type: ignore[assignment]  # whole ticks
                here = 1
            callbacks, event.callbacks = event.callbacks, None  # type: ignore[assignment]  # as SimPy
            for callback in callbacks:
                callback(event)
        if queue:
            self._run_away(f"{most:,} events")

    def _run_away(self, what: str) -> None:
        raise Runaway(f"more than {what} in one run, {self._whereabouts()}")
