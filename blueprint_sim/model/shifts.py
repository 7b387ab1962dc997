"""Shifts: how many of a team are there from which time of the day on, round the clock."""

from __future__ import annotations

from math import ceil
from typing import Annotated, NamedTuple

from blueprint_sim.model.base import Gather, Reads, Tree, Wrong, shown
from blueprint_sim.model.fields import COUNT
from blueprint_sim.model.forms import by_name, declare
from blueprint_sim.model.quantities import clock, count
from blueprint_sim.model.run import DAY, WEEKDAYS

MOST_WORKERS = 100_000


class Shift(NamedTuple):
    """So many workers, from a time on."""

    at: float
    """Seconds: since midnight as written, since the opening in the roster of a day."""
    workers: int


def size(value: Tree) -> int:
    """Read a number of workers."""
    return count(value, most=MOST_WORKERS)


def shifts(value: Tree) -> tuple[Shift, ...]:
    """Read who is there from when, in the order of the clock: ``{"09:00": 6, "12:00": 9}``."""
    example = 'write {"09:00": 6, "12:00": 9}, or size: 6'
    if not value:
        raise Wrong.because("there are no shifts here", example)
    if not isinstance(value, dict):
        raise Wrong.because(f"{shown(value)} says no times of the day", example)
    gather, spelled = Gather(), dict[float, str]()
    found: list[Shift] = []
    for key, part in value.items():
        at, workers = gather.read(_begin, key, key), None
        if at is not None:
            workers = gather.read(size, part, key)
        if at in spelled:
            said = f"{shown(spelled[at])} and {shown(key)} are the same time"
            gather.wrong(said, "take one of them out", (key,))
        elif at is not None:
            spelled[at] = key
            found.append(Shift(at, workers or 0))
    gather.end()
    return tuple(sorted(found))


def _begin(text: str) -> float:
    if text.strip().casefold() in (*WEEKDAYS, "weekdays", "weekend", "otherwise"):
        said = f"{shown(text)} is no time of the day, and shifts are the same every day"
        raise Wrong.because(said, 'write {"09:00": 6, "12:00": 9}')
    try:
        return clock(text)
    except Wrong:
        if "to" not in text.split() and "-" not in text:
            raise
        said = f"{shown(text)} is not one time of the day"
        remedy = 'write when each begins, {"09:00": 6, "12:00": 9}; it lasts until the next'
        raise Wrong.because(said, remedy) from None


_SHIFTS = declare(
    "shifts",
    "Times of the day, each with the number of workers from then on.",
    {**by_name(COUNT), "minProperties": 1},
)
Size = Annotated[int, Reads(size, COUNT)]
Shifts = Annotated[tuple[Shift, ...], Reads(shifts, _SHIFTS)]


def holding(shifts: tuple[Shift, ...], clock: float) -> Shift:
    """Give the shift that holds at a time of the day: the last one to begin, round the clock."""
    return max(shifts, key=lambda shift: (shift.at <= clock, shift.at))


def day_of(shifts: tuple[Shift, ...], opens: float, length: float) -> tuple[Shift, ...]:
    """Give the roster of a day, by seconds since the opening; the first is that of the opening.

    Parameters
    ----------
    shifts
        As written.
    opens, length
        When the day opens, in seconds since midnight, and for how many seconds.
    """
    turns = range(ceil(length / DAY))
    later = sorted(
        Shift((shift.at - opens) % DAY + turn * DAY, shift.workers)
        for shift in shifts
        for turn in turns
    )
    first = Shift(0.0, holding(shifts, opens).workers)
    return (first, *(shift for shift in later if 0 < shift.at < length))
