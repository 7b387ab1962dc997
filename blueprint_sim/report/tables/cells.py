"""What stands in the cells of a table: names, minutes, dates, flags; None for what is not there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.model.run import WEEKDAYS, Run
from blueprint_sim.simulation.program import TICKS_PER_MINUTE, TICKS_PER_SECOND, Flags, Ints

Cells: TypeAlias = Sequence[str | int | float | None]
Part = TypeVar("Part")

MONDAY = np.datetime64("2024-01-01", "us")
"""The first day of the made-up calendar, if it is a Monday; a Tuesday is the day after."""
_FORMULA = re.compile(r"[=+\-@\t\r]")


class Column(NamedTuple, Generic[Part]):
    """One column of a table."""

    name: str
    """Ends in its unit, where it has one: ``wait_min``."""
    unit: str
    """name, number, count, min, time, flag, -2 to +2, or currency."""
    meaning: str
    cells: Callable[[Part], Cells]
    """Gives the entries of some rows."""


def repeated(value: str | int, rows: int) -> Cells:
    """Write one value in every row."""
    return [value] * rows


def texts(names: Sequence[str], numbers: NDArray[Any]) -> list[str | None]:
    """Look names up by number; -1 has none."""
    known = [*map(harmless, names), None]
    return [known[number] for number in numbers.tolist()]


def harmless(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula: an apostrophe goes before it.

    Commas, quotes and line feeds need no such care: they are quoted as in RFC 4180.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def flags(values: Flags) -> list[str | None]:
    """Write ``true`` and ``false``, which everything that reads CSV understands."""
    return texts(("false", "true"), values)


def minutes(ticks: Ints) -> list[float]:
    """Turn ticks into minutes; eight places are enough to find the microsecond again."""
    found: list[float] = np.round(ticks / TICKS_PER_MINUTE, 8).tolist()
    return found


def instants(ticks: Ints) -> list[float | None]:
    """Turn ticks since the first opening into minutes; what never was (-1) has none."""
    return known(np.where(ticks < 0, np.nan, np.round(ticks / TICKS_PER_MINUTE, 8)))


def known(values: NDArray[np.float64]) -> list[float | None]:
    """Leave out what is not a number."""
    return [None if value != value else value for value in values.tolist()]


def first_opening(run: Run) -> np.datetime64:
    """Place the first opening on a made-up calendar, whose weekdays and clock are the scenario's.

    It begins in the week of Monday, 1 January 2024.
    """
    day = np.timedelta64(WEEKDAYS.index(run.first_day), "D")
    return MONDAY + day + np.timedelta64(round(run.opens * TICKS_PER_SECOND), "us")


def stamps(opening: np.datetime64, ticks: Ints) -> list[str]:
    """Write ticks as ISO 8601 in milliseconds, ``2024-01-01T09:00:00.000``.

    Some tools take any digits behind the point for milliseconds, so there are three of them, cut
    off and not rounded: the order of two instants is kept.
    """
    at = (opening + ticks.astype("timedelta64[us]")).astype("datetime64[ms]")
    written: list[str] = np.datetime_as_string(at).tolist()
    return written
