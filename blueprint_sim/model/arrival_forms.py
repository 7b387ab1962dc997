"""The forms in which arrivals may be written: ``55 per hour``, ``{per_hour: [40, 60], every}``."""

from __future__ import annotations

from itertools import pairwise

from blueprint_sim.model.arrivals import Arrivals, Profile
from blueprint_sim.model.base import Gather, Tree, Wrong, did_you_mean, shown
from blueprint_sim.model.fields import DURATION, NUMBER, RATE, SHARE
from blueprint_sim.model.forms import NAME, closed, declare, either, list_of
from blueprint_sim.model.quantities import duration, factor, rate, share

_LATER = {
    "gap": "write a rate, such as 55 per hour, or {times: {file, column}}",
    "batches": "write a rate, such as 55 per hour",
    "batch": "write a rate, such as 55 per hour",
    **dict.fromkeys(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        "write one profile for every day",
    ),
}
_PER = {"per_hour": 1.0, "per_minute": 60.0}
_RATES = (*_PER, "every", "day_to_day")
_TIMES = ("times", "column", "unit")
_KEYS = (*_RATES, *_TIMES)
_FORMS = "write 55 per hour, {per_hour: [40, 60], every: 1 h} or {times: calls.csv, column: at}"


def arrivals(value: Tree) -> Arrivals:
    """Read when customers come.

    Raises
    ------
    Wrong
        If it is neither a rate nor a profile nor given times.
    """
    if isinstance(value, str):
        return Arrivals(Profile((rate(value),)))
    if not isinstance(value, dict):
        raise Wrong.because(f"{shown(value)} says nothing about arrivals", _FORMS)
    gather = Gather()
    for key in value:
        if key in _LATER:
            gather.wrong(f"'{key}' is not supported yet", _LATER[key], (key,))
        elif key not in _KEYS:
            gather.wrong(f"unknown key {shown(key)}", did_you_mean(key, _KEYS), (key,))
        elif "times" in value and key not in _TIMES:
            gather.wrong(f"'{key}' does not go with given times", "leave it out", (key,))
    gather.end()
    if "times" in value:
        return Arrivals(times=_times(value))
    return _by_rates(value)


def _by_rates(tree: dict[str, Tree]) -> Arrivals:
    """Read rates, and how much days differ."""
    gather = Gather()
    rates = {key: part for key, part in tree.items() if key != "day_to_day"}
    varied = gather.read(share, tree["day_to_day"], "day_to_day") if len(rates) < len(tree) else 0.0
    if tree and not rates:
        said = "'day_to_day' varies rates, and none are written beside it"
        gather.wrong(said, "write {per_hour: 55, day_to_day: 5%}", ("day_to_day",))
        gather.end()
    profile = gather.read(_profile, rates)
    gather.end()
    return Arrivals(profile, day_to_day=varied or 0.0)


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


def _times(tree: dict[str, Tree]) -> tuple[float, ...]:
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
    return times


_NUMBERS = either(NUMBER, list_of(NUMBER))
_PROFILE = closed(
    per_hour=("Customers per hour, one number for each stretch of the day.", _NUMBERS),
    per_minute=("Customers per minute, one number for each stretch of the day.", _NUMBERS),
    every=("How long a stretch is.", DURATION),
    day_to_day=("How much days differ: the spread of their rates, as a share of the mean.", SHARE),
    times=(
        "A CSV file of times from the first opening, or a list.",
        either(NAME, list_of(DURATION)),
    ),
    column=("The column of that file.", NAME),
    unit=("The unit of its cells, if they are bare numbers.", NAME),
)
ARRIVALS = declare("arrivals", "When customers come.", either(RATE, _PROFILE))
