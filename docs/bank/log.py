"""The log of the call centre: one row a call, as columns."""

from __future__ import annotations

import csv
import gzip
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Flags: TypeAlias = NDArray[np.bool_]
Ints: TypeAlias = NDArray[np.int64]
Texts: TypeAlias = NDArray[np.str_]

OPENS: Final = 7 * 3600
"""Second of the day at which the agents begin, Sunday to Thursday; they stay until midnight."""
HALF_HOUR: Final = 1800
HALF_HOURS: Final = 34
"""From 07:00 to midnight."""
HIGH: Final = 2
"""The priority whose callers are credited 90 s of waiting."""
KINDS: Final = {
    "PS": "regular",
    "PE": "regular",
    "TT": "regular",
    "NE": "stock",
    "NW": "newcomer",
    "IN": "internet",
}
"""What a type of call is called here. English callers and callbacks, 1% together, are regular."""
LONGEST_GAP: Final = 1800
"""Seconds without any call, in opening hours, after which the log is taken to have stopped."""


class Calls(NamedTuple):
    """Calls, but for the phantoms. Times are seconds of the day; each array is [call]."""

    day: Ints
    """Ordinal of the date."""
    kind: Texts
    priority: Ints
    """Known only of callers who had to wait."""
    entered: Ints
    """When the menu answered."""
    menu: Ints
    """Seconds in the menu."""
    queued: Flags
    """Had to wait for an agent."""
    joined: Ints
    wait: Ints
    """Seconds in line; 0 for those who did not wait."""
    answered: Flags
    began: Ints
    """When an agent answered."""
    talk: Ints
    """Seconds with the agent."""
    agent: Texts
    """Who answered; empty where the log does not say."""

    @property
    def reached(self) -> Flags:
        """Tell who got past the menu, to an agent or into a line."""
        return self.answered | self.queued

    @property
    def hung_up(self) -> Flags:
        """Tell who left a line without an answer."""
        return self.queued & ~self.answered

    @property
    def half_hour(self) -> Ints:
        """Number of the half-hour in which the call came, from 07:00 on."""
        return (self.entered - OPENS) // HALF_HOUR

    def where(self, chosen: Flags) -> Calls:
        """Keep some of the calls."""
        return Calls._make(column[chosen] for column in self)


def read(path: str | Path) -> Calls:
    """Read a log, gzipped or not; phantom calls are left out."""
    opened = gzip.open if str(path).endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["outcome"] != "PHANTOM"]

    def text(column: str) -> Texts:
        return np.array([row[column] for row in rows], dtype=np.str_)

    def number(column: str) -> Ints:
        return np.array([int(row[column]) for row in rows], dtype=np.int64)

    def clock(column: str) -> Ints:
        return np.array([seconds(row[column]) for row in rows], dtype=np.int64)

    return Calls(
        day=np.array([date.fromisoformat(row["date"]).toordinal() for row in rows], np.int64),
        kind=np.array([KINDS[row["type"]] for row in rows], dtype=np.str_),
        priority=number("priority"),
        entered=clock("vru_entry"),
        menu=number("vru_seconds"),
        queued=text("queue_entry") != "00:00:00",
        joined=clock("queue_entry"),
        wait=number("queue_seconds"),
        answered=text("outcome") == "AGENT",
        began=clock("service_start"),
        talk=number("service_seconds"),
        agent=text("agent"),
    )


def seconds(clock: str) -> int:
    """Turn a time of day, ``09:30:00``, into seconds."""
    hours, minutes, rest = clock.split(":")
    return 3600 * int(hours) + 60 * int(minutes) + int(rest)


def full_weekdays(calls: Calls) -> Calls:
    """Keep the calls from 07:00 to midnight of the days, Sunday to Thursday, that are whole.

    A day on which no call came for half an hour of opening time is left out: no such stretch is
    chance where 16 calls come in the quietest half-hour, so the log, or the telephone, was down.
    """
    found = calls.where((calls.entered >= OPENS) & np.isin(weekday(calls.day), (6, 0, 1, 2, 3)))
    whole = [day for day in np.unique(found.day) if _longest_gap(found, day) < LONGEST_GAP]
    return found.where(np.isin(found.day, whole))


def weekday(day: Ints) -> Ints:
    """Give the day of the week of an ordinal: 0 is Monday."""
    return (day + 6) % 7


def _longest_gap(calls: Calls, day: int) -> int:
    entered = np.sort(calls.entered[calls.day == day])
    closes = OPENS + HALF_HOURS * HALF_HOUR
    return int(np.diff(np.concatenate(([OPENS], entered, [closes]))).max())
