"""The calendar of the auditor: what is bound to happen, worked off in the declared order."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from itertools import count
from typing import Any

from tests.oracles.stories import demand

CLOSING, ROSTER, VISIT_ENDS, WRAP_UP_ENDS, PROMISE_FALLS_DUE, RESERVATION_ENDS = range(6)
CALLBACK, RENEGE, RECONTACT, ARRIVAL = 6, 8, 9, 10


class Calendar:
    """What the rows of a log, read so far, have made sure of; and what time it is."""

    def __init__(self, hours: Any) -> None:
        self.hours = hours
        self.now = 0
        self._events: list[tuple[int, int, tuple[int, ...], int, Any]] = []
        self._numbers = count()
        """Tell an offer to somebody who is gone from another with the same key."""

    def plan(self, at: int, rank: int, ids: tuple[int, ...], subject: Any) -> None:
        """Let something happen."""
        demand(at >= self.now, "time runs forwards", at, ids, subject)
        heapq.heappush(self._events, (at, rank, ids, next(self._numbers), subject))

    def opening(self, due: int) -> int | None:
        """Give the first instant from then on at which it is open; none after the last close."""
        days = zip(self.hours.opens, self.hours.closes, strict=True)
        return next((max(due, opens) for opens, closes in days if due < closes), None)

    def work_off(self) -> Iterator[tuple[int, tuple[int, ...], Any]]:
        """Give rank, ids and subject of whatever happens next, until nothing does."""
        while self._events:
            self.now, rank, ids, _, subject = heapq.heappop(self._events)
            yield rank, ids, subject
