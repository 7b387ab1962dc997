"""The forms in which arrivals may be written: ``55 per hour``, ``{per_hour: [40, 60], every}``."""

from __future__ import annotations

from collections.abc import Callable, Collection
from itertools import pairwise
from math import fsum
from typing import NamedTuple

from blueprint_sim.model.arrivals import DAYS, MOST_TOGETHER, Arrivals, Profile, every_day
from blueprint_sim.model.base import Gather, Tree, Wrong, did_you_mean, only_close, shown
from blueprint_sim.model.fields import DURATION, NUMBER, POSITIVE, RATE, SHARE
from blueprint_sim.model.forms import NAME, by_name, closed, declare, either, list_of
from blueprint_sim.model.law_forms import LAW, law
from blueprint_sim.model.laws import Law
from blueprint_sim.model.quantities import count, duration, factor, rate, share

_PER = {"per_hour": 1.0, "per_minute": 60.0}
_RATES = (*_PER, "every")
_FORMS = "write 55 per hour, {per_hour: [40, 60], every: 1 h} or {times: calls.csv, column: at}"
_BESIDE = ("day_to_day", "batch")
_EXAMPLE = {"day_to_day": "5%", "batch": "3"}
_GROUPS = "write batch: 3, or shares by size, such as {1: 70%, 4: 30%}"


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
        If it is neither rates, for every day or by weekday, nor a gap, nor given times.
    """
    if isinstance(value, str):
        return every_day(Profile((rate(value),)))
    if not isinstance(value, dict):
        raise Wrong.because(f"{shown(value)} says nothing about arrivals", _FORMS)
    way = _way(value)
    gather = Gather()
    known = {key for each in _WAYS for key in each.keys}
    for key in value:
        if key not in known:
            gather.wrong(f"unknown key {shown(key)}", _meant(key, known, way), (key,))
        elif key not in way.keys:
            gather.wrong(f"'{key}' does not go with {way.called}", way.instead, (key,))
    strange = bool(gather.problems)
    if strange and way is _BY_RATES and not any(key in value for key in _RATES):
        gather.end()
    found = gather.read(way.read, {key: value[key] for key in value if key in way.keys})
    if strange:  # What seems to be missing may be what is misspelt.
        raise Wrong(problem for problem in gather.problems if problem.path)
    gather.end()
    return found or Arrivals()


def _meant(key: str, known: Collection[str], way: _Way) -> str:
    """Say what would do for a key that nobody knows."""
    words = key.casefold().replace(",", " ").replace("-", " ").split()
    if len(words) > 1 and words[0] in DAYS:
        return "write each day by itself, or weekdays, weekend or otherwise"
    return only_close(key, known) or did_you_mean(key, way.keys)


def _way(tree: dict[str, Tree]) -> _Way:
    """Tell in which way a map is written: times, a gap and days leave no doubt."""
    if "times" in tree:
        return _GIVEN
    if "gap" in tree:
        return _BY_GAP
    return _BY_DAY if any(day in tree for day in DAYS) else _BY_RATES


def _by_gap(tree: dict[str, Tree]) -> Arrivals:
    """Read the law of the time from one arrival to the next."""
    gather = Gather()
    gap = gather.read(_gap, tree["gap"], "gap")
    if gap is not None and gap.kind == "given":
        remedy = "write {gap: {empirical: ...}} to draw from them, or {times: ...}"
        gather.wrong("a list of gaps comes to an end", remedy, ("gap", "given"))
    elif gap is not None and gap.mean == 0:
        said = "with no time between arrivals, there is no end of them"
        gather.wrong(said, "write a gap above 0, such as random 1 min", ("gap",))
    found = _with_what_is_beside(Arrivals(gap=gap), tree, gather)
    gather.end()
    return found


def _gap(value: Tree) -> Law:
    if isinstance(value, dict) and any(key in DAYS for key in value):
        remedy = "write rates instead, arrivals: {monday: 60 per hour, otherwise: 40 per hour}"
        raise Wrong.because("a gap is the same every day", remedy)
    return law(value)


def _by_rates(tree: dict[str, Tree]) -> Arrivals:
    """Read rates that are written for every day."""
    rates = {key: part for key, part in tree.items() if key in _RATES}
    for key in _BESIDE:
        if key in tree and not rates:
            said = f"'{key}' stands beside rates, and none are written"
            raise Wrong.because(said, f"write {{per_hour: 55, {key}: {_EXAMPLE[key]}}}", (key,))
    gather = Gather()
    profile = gather.read(_profile, rates)
    found = _with_what_is_beside(every_day(profile or Profile(())), tree, gather)
    gather.end()
    return found


def _by_day(tree: dict[str, Tree]) -> Arrivals:
    """Read rates by weekday."""
    gather = Gather()
    read = [(day, gather.read(_of_a_day, tree[day], day)) for day in DAYS if day in tree]
    profiles = tuple((day, profile) for day, profile in read if profile)
    found = _with_what_is_beside(Arrivals(profiles), tree, gather)
    gather.end()
    return found


def _with_what_is_beside(found: Arrivals, tree: dict[str, Tree], gather: Gather) -> Arrivals:
    """Read what holds for all rates: how much days differ, and how many come together."""
    if "day_to_day" in tree:
        varied = gather.read(share, tree["day_to_day"], "day_to_day")
        found = found._replace(day_to_day=varied or 0.0)
    if "batch" in tree:
        batch = gather.read(_batch, tree["batch"], "batch")
        found = found._replace(batch=batch or found.batch)
    return found


def _batch(value: Tree) -> tuple[tuple[int, float], ...]:
    """Read how many come together: a number, or shares by size."""
    if not isinstance(value, dict):
        if isinstance(value, list) or not str(value).strip():
            raise Wrong.because(f"{shown(value)} is no size of a batch", _GROUPS)
        return ((_size(value), 1.0),)
    gather, found = Gather(), dict[int, float]()
    for key, part in value.items():
        size, chance = gather.read(_size, key, key), gather.read(share, part, key)
        if size in found:
            gather.wrong(f"{shown(key)} is written twice", "write each size once", (key,))
        elif size is not None:
            found[size] = chance or 0.0
    gather.end()
    total = fsum(found.values())
    if abs(total - 1) > 1e-9:
        said = f"the shares sum to {total * 100:.6g}%"
        raise Wrong.because(said, "each size once, and 100% together")
    return tuple(sorted((size, part) for size, part in found.items() if part))


def _size(value: Tree) -> int:
    try:
        return count(value, least=1, most=MOST_TOGETHER)
    except Wrong as wrong:
        (problem,) = wrong.problems
        remedy = _GROUPS if "not a whole number" in problem.message else problem.remedy
        raise Wrong([problem._replace(remedy=remedy)]) from None


def _of_a_day(value: Tree) -> Profile:
    if isinstance(value, str):
        return Profile((rate(value),))
    form = "write 55 per hour, or {per_hour: [40, 60], every: 1 h}"
    if not isinstance(value, dict):
        raise Wrong.because(f"{shown(value)} says nothing about a day's arrivals", form)
    gather = Gather()
    for key in value:
        if key in _BESIDE:
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
    (*DAYS, *_BESIDE),
    _by_day,
    "write it at a day, as in {otherwise: {per_hour: 55}}",
)
_BY_GAP = _Way("a gap", ("gap", "batch"), _by_gap, "leave it out, or write rates instead")
_BY_RATES = _Way("rates", (*_RATES, *_BESIDE), _by_rates)
_WAYS = (_GIVEN, _BY_GAP, _BY_DAY, _BY_RATES)

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
    batch=(
        "How many come together at each arrival, or shares by size; the rates count arrivals.",
        either(POSITIVE, by_name(SHARE)),
    ),
    **{day: (f"Rates of {_SAID.get(day, f'a {day.title()}')}.", _DAY) for day in DAYS},
    gap=("The time from one arrival to the next, while it is open.", LAW),
    times=(
        "A CSV file of times from the first opening, or a list.",
        either(NAME, list_of(DURATION)),
    ),
    column=("The column of that file.", NAME),
    unit=("The unit of its cells, if they are bare numbers.", NAME),
)
ARRIVALS = declare("arrivals", "When customers come.", either(RATE, _MAP))
