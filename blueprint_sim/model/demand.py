"""Who comes, when, why, and who comes back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import Annotated, ClassVar, Literal, NamedTuple, TypeAlias

from pydantic import Field

from blueprint_sim.model.base import Gather, Model, Reads, Tree, Wrong, did_you_mean, shown
from blueprint_sim.model.blueprint import Chance
from blueprint_sim.model.fields import DURATION, NUMBER, RATE, Name, Positive, Share, Text
from blueprint_sim.model.forms import NAME, closed, declare, either, list_of
from blueprint_sim.model.law_forms import LawText
from blueprint_sim.model.quantities import duration, factor, one_of, rate

OutcomeName: TypeAlias = Literal["unresolved", "abandoned", "dead_end", "balked", "blocked"]
COMES_BACK: tuple[OutcomeName, ...] = ("unresolved", "abandoned", "dead_end", "balked", "blocked")
"""The outcomes of a contact after which people may come back."""


class Arrivals(NamedTuple):
    """When customers come for the first time: at a rate, or at given times."""

    rate: tuple[float, ...] = ()
    """Customers per hour: one number, or one for each stretch of the day."""
    every: float | None = None
    """Length of those stretches, in seconds; None for one rate all day."""
    times: tuple[float, ...] | None = None
    """Seconds from the first opening, in order; then there is no rate."""


class Reason(Model):
    """Why customers come."""

    share: Share | None = None
    """Share of the customers; by default an equal part of what the others leave."""
    label: Text | None = None
    """What people call it; by default its name."""
    cause: Name | None = None
    """What broke upstream and made them come: this is failure demand."""


class Recontact(Model):
    """Who comes back after one outcome of a contact."""

    chance: Chance
    """Chance of coming back."""
    after: LawText
    """How long after the contact ended."""
    returns: Positive | None = None
    """At most so many times; by default any number."""


_LATER = {
    "gap": "write a rate, such as 55 per hour, or {times: {file, column}}",
    "batches": "write a rate, such as 55 per hour",
    "batch": "write a rate, such as 55 per hour",
    "day_to_day": "leave it out: every day has the same rates",
    **dict.fromkeys(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        "write one profile for every day",
    ),
}
_PER = {"per_hour": 1.0, "per_minute": 60.0}
_KEYS = (*_PER, "every", "times", "column", "unit")
_FORMS = "write 55 per hour, {per_hour: [40, 60], every: 1 h} or {times: calls.csv, column: at}"


def arrivals(value: Tree) -> Arrivals:
    """Read when customers come.

    Raises
    ------
    Wrong
        If it is neither a rate nor a profile nor given times.
    """
    if isinstance(value, str):
        return Arrivals(rate=(rate(value),))
    if not isinstance(value, dict):
        raise Wrong.because(f"{shown(value)} says nothing about arrivals", _FORMS)
    gather = Gather()
    for key in value:
        if key in _LATER:
            gather.wrong(f"'{key}' is not supported yet", _LATER[key], (key,))
        elif key not in _KEYS:
            gather.wrong(f"unknown key {shown(key)}", did_you_mean(key, _KEYS), (key,))
    gather.end()
    if "times" in value:
        return Arrivals(times=_times(value))
    return _profile(value)


def _profile(tree: dict[str, Tree]) -> Arrivals:
    unit = next((key for key in _PER if key in tree), None)
    if unit is None or len(tree) > 2 or (len(tree) == 2 and "every" not in tree):
        raise Wrong.because("these arrivals are not whole", _FORMS)
    values = tree[unit] if isinstance(tree[unit], list) else [tree[unit]]
    gather = Gather()
    found = [gather.read(factor, item, unit, i) or 0.0 for i, item in enumerate(values)]
    every = gather.read(_stretch, tree["every"], "every") if "every" in tree else None
    if not values or (len(values) > 1 and "every" not in tree):
        gather.wrong("a profile needs its stretches", "write {per_hour: [40, 60], every: 1 h}")
    gather.end()
    return Arrivals(rate=tuple(item * _PER[unit] for item in found), every=every)


def _stretch(value: Tree) -> float:
    found = duration(value)
    if found < 60:
        raise Wrong.because(f"{shown(value)} is too short a stretch", "at least 1 min")
    return found


def _times(tree: dict[str, Tree]) -> tuple[float, ...]:
    """Read given times: seconds that a reader took from a file, or a list of durations."""
    if set(tree) - {"times", "column", "unit"}:
        raise Wrong.because("given times stand alone", "leave the rates out")
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
    times=(
        "A CSV file of times from the first opening, or a list.",
        either(NAME, list_of(DURATION)),
    ),
    column=("The column of that file.", NAME),
    unit=("The unit of its cells, if they are bare numbers.", NAME),
)
_ARRIVALS = declare("arrivals", "When customers come.", either(RATE, _PROFILE))


def _outcome(value: Tree) -> str:
    if value in ("walked_away", "resolved"):
        raise Wrong.because(f"nobody comes back after '{value}'", "leave it out")
    return str(one_of(*COMES_BACK)(value))


Outcome = Annotated[OutcomeName, Reads(_outcome, {"enum": list(COMES_BACK)})]


class Demand(Model):
    """Who comes, when, why, and who comes back."""

    arrivals: Annotated[Arrivals, Reads(arrivals, _ARRIVALS)]
    """First contacts: a rate, a profile of rates over the day, or given times."""
    reasons: dict[Name, Reason] = Field(default_factory=dict)
    """Why they come; by default one reason, called `any`."""
    recontact: dict[Outcome, Recontact] = Field(default_factory=dict)
    """Who comes back, by the outcome of the contact."""

    later: ClassVar[dict[str, str]] = {
        "day_to_day": "leave it out: every day has the same rates",
        "causes": "name the cause at the reason",
    }


def filled_shares(parts: Mapping[str, float | None]) -> dict[str, float]:
    """Give everyone a share: those without one take equal parts of what is left.

    Raises
    ------
    Wrong
        If the shares cannot sum to 100%.
    """
    written = [part for part in parts.values() if part is not None]
    total = math.fsum(written)
    open_parts = len(parts) - len(written)
    if total > 1 + 1e-9 or (total < 1 - 1e-9 and not open_parts):
        raise Wrong.because(f"the shares sum to {total * 100:.6g}%", "they must sum to 100%")
    rest = max(0.0, 1 - total) / open_parts if open_parts else 0.0
    return {name: rest if part is None else part for name, part in parts.items()}
