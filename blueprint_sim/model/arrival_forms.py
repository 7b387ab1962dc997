"""The forms in which arrivals may be written: ``55 per hour``, ``{per_hour: [40, 60], every}``."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from blueprint_sim.model.arrivals import DAYS, Arrivals, Profile, every_day
from blueprint_sim.model.base import Gather, Tree, Wrong, did_you_mean, shown
from blueprint_sim.model.fields import DURATION, NUMBER, RATE, SHARE
from blueprint_sim.model.forms import NAME, closed, declare, either, list_of
from blueprint_sim.model.quantities import duration, factor, rate, share

_PER = {"per_hour": 1.0, "per_minute": 60.0}
_RATES = (*_PER, "every")
_FORMS = "write 55 per hour, {per_hour: [40, 60], every: 1 h} or {times: calls.csv, column: at}"
_LATER = {
    "gap": "write a rate, such as 55 per hour, or {times: {file, column}}",
    "batches": "write a rate, such as 55 per hour",
    "batch": "write a rate, such as 55 per hour",
}


class _Way(NamedTuple):
    """One way of writing arrivals as a map."""

    called: str
    keys: tuple[str, ...]
    read: Callable[[dict[str, Tree]], Arrivals]
    instead: str = "leave it out"
    """What would do for a key that is of another way."""


def arrivals(value: Tree) -> Arrivals:
    """Read when customers come.

    Raises
    ------
    Wrong
        If it is neither a rate nor a profile, by weekday or not, nor given times.
    """
    if isinstance(value, str):
        return every_day(Profile((rate(value),)))
    if not isinstance(value, dict):
        raise Wrong.because(f"{shown(value)} says nothing about arrivals", _FORMS)
    way = _way(value)
    gather = Gather()
    known = {key for each in _WAYS for key in each.keys}
    for key in value:
        if key in _LATER:
            gather.wrong(f"'{key}' is not supported yet", _LATER[key], (key,))
        elif key not in known:
            gather.wrong(f"unknown key {shown(key)}", did_you_mean(key, known), (key,))
        elif key not in way.keys:
            gather.wrong(f"'{key}' does not go with {way.called}", way.instead, (key,))
    gather.end()
    return way.read(value)


def _way(tree: dict[str, Tree]) -> _Way:
    """Tell in which way a map is written: times and days leave no doubt."""
    if "times" in tree:
        return _GIVEN
    return _BY_DAY if any(day in tree for day in DAYS) else _BY_RATES


def _by_rates(tree: dict[str, Tree]) -> Arrivals:
    """Read rates that are the same every day but for a factor."""
    rates = {key: part for key, part in tree.items() if key in _RATES}
    if tree and not rates:
        said = "'day_to_day' varies rates, and none are written beside it"
        raise Wrong.because(said, "write {per_hour: 55, day_to_day: 5%}", ("day_to_day",))
    gather = Gather()
    profile = gather.read(_profile, rates)
    varied = _varied(tree, gather)
    gather.end()
    return every_day(profile or Profile(()), varied)


def _by_day(tree: dict[str, Tree]) -> Arrivals:
    """Read rates by weekday."""
    gather = Gather()
    found = [(day, gather.read(_of_a_day, tree[day], day)) for day in DAYS if day in tree]
    varied = _varied(tree, gather)
    gather.end()
    return Arrivals(tuple((day, one) for day, one in found if one), day_to_day=varied)


def _varied(tree: dict[str, Tree], gather: Gather) -> float:
    if "day_to_day" not in tree:
        return 0.0
    return gather.read(share, tree["day_to_day"], "day_to_day") or 0.0


def _of_a_day(value: Tree) -> Profile:
    if isinstance(value, str):
        return Profile((rate(value),))
    form = "write 55 per hour, or {per_hour: [40, 60], every: 1 h}"
    if not isinstance(value, dict):
        raise Wrong.because(f"{shown(value)} says nothing about a day's arrivals", form)
    gather = Gather()
    for key in value:
        if key == "day_to_day":
            gather.wrong(f"'{key}' holds for all days", "write it beside the days", (key,))
        elif key not in _RATES:
            gather.wrong(f"'{key}' does not go with one day", form, (key,))
    gather.end()
    return _profile(value)


def _profile(tree: dict[str, Tree]) -> Profile:
    unit = next((key for key in _PER if key in tree), None)
    if unit is None or len(tree) > 2 or (len(tree) == 2 and "every" not in tree):
        raise Wrong.because("these arrivals are not whole", _FORMS)
    gather = Gather()
    values = tree[unit]
    if isinstance(values, list):
        found = [gather.read(factor, item, unit, i) or 0.0 for i, item in enumerate(values)]
    else:
        found = [gather.read(factor, values, unit) or 0.0]
    every = gather.read(_stretch, tree["every"], "every") if "every" in tree else None
    if not found or (len(found) > 1 and "every" not in tree):
        gather.wrong("a profile needs its stretches", "write {per_hour: [40, 60], every: 1 h}")
    gather.end()
    return Profile(tuple(item * _PER[unit] for item in found), every)


def _stretch(value: Tree) -> float:
    found = duration(value)
    if found < 60:
        raise Wrong.because(f"{shown(value)} is too short a stretch", "at least 1 min")
    return found


def _given(tree: dict[str, Tree]) -> Arrivals:
    """Read given times: seconds that a reader took from a file, or a list of durations."""
    times = tree["times"]
    if isinstance(times, list) and times:
        gather = Gather()
        for key in ("column", "unit"):
            if key in tree:
                gather.wrong(
                    f"'{key}' is of a file, and these times are a list", "leave it out", (key,)
                )
        found = [gather.read(duration, item, "times", i) for i, item in enumerate(times)]
        gather.end()
        times = tuple(found)
    if isinstance(times, str) and times.strip() and "column" not in tree:
        raise Wrong.because("'column' is missing", "write {times: calls.csv, column: at}")
    if not isinstance(times, tuple):
        raise Wrong.because(f"{shown(times)} holds no times", _FORMS, ("times",))
    for i, (before, after) in enumerate(pairwise(times)):
        if after < before:
            said = f"time {i + 2} comes before time {i + 1}"
            raise Wrong.because(said, "put the times in order", ("times",))
    return Arrivals(times=times)


_GIVEN = _Way("given times", ("times", "column", "unit"), _given)
_BY_DAY = _Way(
    "weekdays",
    (*DAYS, "day_to_day"),
    _by_day,
    "write it at a day, as in {otherwise: {per_hour: 55}}",
)
_BY_RATES = _Way("rates", (*_RATES, "day_to_day"), _by_rates)
_WAYS = (_GIVEN, _BY_DAY, _BY_RATES)

_NUMBERS = either(NUMBER, list_of(NUMBER))
_STRETCHES = {
    "per_hour": ("Customers per hour, one number for each stretch of the day.", _NUMBERS),
    "per_minute": ("Customers per minute, one number for each stretch of the day.", _NUMBERS),
    "every": ("How long a stretch is.", DURATION),
}
_DAY = declare("day", "When customers come on one day.", either(RATE, closed(**_STRETCHES)))
_SAID = {
    "weekdays": "Monday to Friday",
    "weekend": "Saturday and Sunday",
    "otherwise": "other days",
}
_MAP = closed(
    **_STRETCHES,
    day_to_day=("How much days differ: the spread of their rates, as a share of the mean.", SHARE),
    **{day: (f"Rates of {_SAID.get(day, f'a {day.title()}')}.", _DAY) for day in DAYS},
    times=(
        "A CSV file of times from the first opening, or a list.",
        either(NAME, list_of(DURATION)),
    ),
    column=("The column of that file.", NAME),
    unit=("The unit of its cells, if they are bare numbers.", NAME),
)
ARRIVALS = declare("arrivals", "When customers come.", either(RATE, _MAP))
