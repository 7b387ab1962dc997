"""Quantities: text with a unit in, plain numbers out.

Durations become seconds, rates become a number per hour, shares become fractions, times of the
day become seconds since midnight. A bare number where a unit belongs is an error that names the
units that would do.
"""

from __future__ import annotations

import math
import re
from typing import Literal, NamedTuple, TypeAlias

from blueprint_sim.model.base import Tree, Wrong, did_you_mean, shown

SECONDS: dict[str, float] = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1.0),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), 60.0),
    **dict.fromkeys(("h", "hour", "hours"), 3600.0),
    **dict.fromkeys(("day", "days"), 86400.0),
}
"""Seconds in each unit of time that may be written."""

LONGEST = 36_525 * 86_400.0
"""The longest duration that is taken, in seconds: a hundred years."""
LARGEST = 1e9
"""The largest count that is taken."""

NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?"
_NUMBER_ONLY = re.compile(NUMBER)
_WITH_UNIT = re.compile(rf"({NUMBER})\s*([^\s0-9.+-].*)?", re.DOTALL)
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
_WITH_COMMA = re.compile(r"[0-9],[0-9]")
_UNITS = "s, min, h or days"
_NOT_NUMBERS = {"nan", ".nan", "inf", "+inf", "-inf", ".inf", "+.inf", "-.inf", "infinity"}

PerName: TypeAlias = Literal["hour", "minute", "visit"]


class Cost(NamedTuple):
    """What a team costs, in the scenario's currency."""

    amount: float
    per: PerName
    """For each worker's hour of duty, each minute in use, or each visit."""


def number(value: Tree, what: str, example: str) -> float:
    """Read a bare number that is finite.

    Parameters
    ----------
    value
        Text, or a number.
    what
        What belongs here, for the message: "a count".
    example
        What would do.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = repr(value)
    if not isinstance(value, str):
        raise Wrong.because(f"{shown(value)} is not {what}", f"write it as {example}")
    text = value.strip()
    if text == "":
        raise Wrong.because(f"{what} is missing here", f"write it as {example}")
    if text.casefold() in _NOT_NUMBERS:
        raise Wrong.because(f"{shown(text)} is not a finite number", f"write it as {example}")
    if not _NUMBER_ONLY.fullmatch(text):
        raise Wrong.because(f"{shown(text)} is not {what}", _comma(text, f"write it as {example}"))
    found = float(text)
    if not math.isfinite(found):
        raise Wrong.because(f"{shown(text)} is too large", f"write it as {example}")
    return found


def split(value: Tree, what: str, example: str) -> tuple[float, str]:
    """Split ``'4 min'`` into 4.0 and ``'min'``; the unit is empty for a bare number."""
    text = value.strip() if isinstance(value, str) else value
    match = _WITH_UNIT.fullmatch(text) if isinstance(text, str) else None
    if isinstance(text, str) and _CLOCK.fullmatch(text):
        said = f"{shown(text)} is a time of the day, not {what}"
        raise Wrong.because(said, f"write it as {example}")
    if match is None:
        return number(value, what, example), ""
    if match[2] and match[2][0] == ",":
        raise Wrong.because(f"{shown(text)} is not {what}", _comma(text, f"write it as {example}"))
    return number(match[1], what, example), (match[2] or "").strip()


def _comma(text: str, otherwise: str) -> str:
    return "write decimals with a point" if _WITH_COMMA.search(text) else otherwise


def _not_negative(found: float, value: Tree, what: str) -> float:
    if found < 0:
        raise Wrong.because(f"{shown(value)} is negative", f"{what} is 0 or more")
    return found


def unit_seconds(unit: str) -> float:
    """Give the seconds in a unit of time."""
    if unit in SECONDS:
        return SECONDS[unit]
    if unit.casefold() in SECONDS:
        return SECONDS[unit.casefold()]
    guess = did_you_mean(unit, ("s", "min", "h", "minutes", "hours", "days", "seconds"))
    remedy = guess if guess.startswith("did") else f"a unit of time is {_UNITS}"
    raise Wrong.because(f"{shown(unit)} is not a unit of time", remedy)


def duration(value: Tree) -> float:
    """Read a duration, in seconds: ``20 s``, ``4 min``, ``2 h``, ``3 days``."""
    example = "a number with a unit of time, such as 4 min"
    found, unit = split(value, "a duration", example)
    if not unit:
        text = str(value).strip()
        raise Wrong.because(f"{shown(text)} has no unit", f"it takes {_UNITS}, such as {text} min")
    if unit.startswith("per "):
        raise Wrong.because(f"{shown(value)} is a rate, not a duration", f"write it as {example}")
    seconds = _not_negative(found, value, "a duration") * unit_seconds(unit)
    if seconds > LONGEST:
        raise Wrong.because(f"{shown(value)} is too long", "at most a hundred years")
    return seconds


def rate(value: Tree) -> float:
    """Read a rate, per hour: ``55 per hour``, ``2 per minute``, ``300 per day``."""
    example = "'55 per hour', 'per minute' or 'per day'"
    found, unit = split(value, "a rate", example)
    if not unit:
        raise Wrong.because(f"{shown(value)} has no unit", f"it takes {example}")
    per, _, time = unit.partition(" ")
    if per != "per" or not time.strip():
        raise Wrong.because(f"{shown(value)} is not a rate", f"write it as {example}")
    return _not_negative(found, value, "a rate") * 3600.0 / unit_seconds(time.strip())


def share(value: Tree) -> float:
    """Read a share, as a fraction of one: ``60%``. A number that is not text is a fraction."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return share(f"{value * 100!r}%")
    found, unit = split(value, "a share", "a percentage, such as 60%")
    if not unit:
        hint = f"it takes %, such as {value}%"
        if 0 < found < 1:
            hint = f"it takes %: write {found * 100:.10g}%"
        raise Wrong.because(f"{shown(value)} has no unit", hint)
    if unit not in ("%", "percent"):
        raise Wrong.because(f"{shown(value)} is not a share", "write a percentage, such as 60%")
    if not 0 <= found <= 100:
        raise Wrong.because(f"{shown(value)} is not a share", "a share is from 0% to 100%")
    return found / 100


def count(value: Tree, least: int = 0, most: float = LARGEST) -> int:
    """Read a whole number of at least `least`."""
    no = f"{shown(value)} is not a whole number"
    if isinstance(value, str) and _WITH_COMMA.search(value):
        raise Wrong.because(no, "write one without a comma, such as 8")
    found, unit = split(value, "a whole number", "a whole number, such as 8")
    if unit:
        raise Wrong.because(no, "write one, such as 8" if " " in unit else "it takes no unit")
    if found != int(found):
        raise Wrong.because(no, "write one, such as 8")
    if found < least:
        raise Wrong.because(f"{shown(value)} is too small", f"at least {least}")
    if found > most:
        raise Wrong.because(f"{shown(value)} is too large", f"at most {most:,.0f}")
    return int(found)


def whole(value: Tree) -> int:
    """Read a whole number, negative ones too."""
    return count(value, least=-int(LARGEST))


def positive(value: Tree) -> int:
    """Read a whole number of at least 1."""
    return count(value, least=1)


def factor(value: Tree) -> float:
    """Read a bare number of at least 0."""
    return _not_negative(number(value, "a number", "a bare number, such as 1.5"), value, "it")


def valence(value: Tree) -> float:
    """Read a feeling, from -2 to +2."""
    found = number(value, "a feeling", "a bare number from -2 to +2")
    if not -2 <= found <= 2:
        raise Wrong.because(f"{shown(value)} is not a feeling", "feelings go from -2 to +2")
    return found


def cost(value: Tree) -> Cost:
    """Read a cost: ``28 per hour``, ``0.02 per minute``, ``0.5 per visit``."""
    example = "'28 per hour', 'per minute' or 'per visit'"
    found, unit = split(value, "a cost", example)
    if not unit:
        raise Wrong.because(f"{shown(value)} has no unit", f"it takes {example}")
    pers: dict[str, PerName] = {
        "per hour": "hour", "per h": "hour", "per minute": "minute", "per min": "minute",
        "per visit": "visit",
    }  # fmt: skip
    per = pers.get(" ".join(unit.split()))
    if per is None:
        raise Wrong.because(f"{shown(value)} is not a cost", f"write it as {example}")
    return Cost(_not_negative(found, value, "a cost"), per)


def per_day(value: Tree) -> float:
    """Read what something costs for each day of opening: ``150 per day``."""
    found, unit = split(value, "a cost", "'150 per day'")
    if not unit:
        raise Wrong.because(
            f"{shown(value)} has no unit", "it takes 'per day', such as 150 per day"
        )
    if " ".join(unit.split()) != "per day":
        said = f"{shown(value)} is not a cost of a day"
        raise Wrong.because(said, "write what it comes to for a day, such as '150 per day'")
    return _not_negative(found, value, "a cost")


def clock(value: Tree) -> float:
    """Read a time of the day, in seconds since midnight: ``09:00``."""
    match = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise Wrong.because(f"{shown(value)} is not a time of the day", "write it as 09:00")
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if hour > 23 or minute > 59 or second > 59:
        raise Wrong.because(f"{shown(value)} is not a time of the day", "from 00:00 to 23:59")
    return float(hour * 3600 + minute * 60 + second)


def threshold(value: Tree) -> float:
    """Read the smallest difference worth acting on, in the unit of its measure.

    A share (``1%``) becomes a fraction, a duration (``30 s``) minutes; counts, money and feelings
    stand bare.
    """
    found, unit = split(value, "a difference", "0.2, 1% or 30 s")
    if unit == "%":
        return share(value)
    return duration(value) / 60 if unit else _not_negative(found, value, "it")
