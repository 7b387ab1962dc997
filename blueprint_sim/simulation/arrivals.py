"""The instants at which customers come, each with the key of its luck.

Rates make a field: layers of rate [0, 1), [1, 2), [2, 4), [4, 8), ... an hour, each a stream of
points (t, y) of its own, uniform over time and over its rates; of them those with ``y < rate(t)``
come. A lower rate is a subset of the same people, a higher one a superset, and each keeps the
key of their luck: layer, and index in the layer. A day's factor multiplies its rates, so it only
moves the line below which people come.

Gaps make a renewal process on the time of opening, laid end to end: the k-th customer has the k-th
gap, and the k-th luck, whatever its law.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.errors import Problem, ScenarioError
from blueprint_sim.model.arrivals import MOST_CUSTOMERS, Arrivals, Profile
from blueprint_sim.model.laws import Law
from blueprint_sim.model.run import WEEKDAYS
from blueprint_sim.simulation.days import whole_ticks
from blueprint_sim.simulation.program import TICKS_PER_HOUR, Calendar, Floats, Ints, Slot
from blueprint_sim.simulation.tape import BLOCK, BY_GAP, GIVEN, Luck, ticks

_GAP, _LEVEL, _DAY = Slot("arrival gap"), Slot("arrival level"), Slot("day to day")
_BETWEEN = Slot("between arrivals")


class Instants(NamedTuple):
    """When somebody comes, in order."""

    at: Ints
    """Ticks, every one within the hours of opening."""
    layer: Ints
    """With `index`, the key of the luck of whoever comes."""
    index: Ints  # type: ignore[assignment]  # hides `tuple.index`, which nobody asks a table


def instants(arrivals: Arrivals, calendar: Calendar, luck: Luck) -> Instants:
    """Draw when customers come, or take the times that are given.

    Parameters
    ----------
    arrivals
        Rates or times.
    calendar
        The days.
    luck
        Of one replication.
    """
    if arrivals.times is not None:
        return _given(arrivals.times, calendar)
    if arrivals.gap is not None:
        return _renewals(arrivals.gap, calendar, luck)
    return _field(arrivals, calendar, luck)


def day_factors(cv: float, days: int, luck: Luck) -> Floats:
    """Draw by what the rates of each day are multiplied: gamma distributed, with a mean of 1.

    Parameters
    ----------
    cv
        Coefficient of variation, 0 to 1.
    days
        So many from the first.
    luck
        Of one replication. A factor depends on the day alone.

    Returns
    -------
    Floats
        One factor a day.

    References
    ----------
    A. N. Avramidis, A. Deslauriers and P. L'Ecuyer (2004), Modeling daily arrivals to a telephone
    call center, Management Science 50(7): a Poisson process whose rates over a whole day share one
    random factor, here a gamma variate.
    """
    if cv == 0:
        return np.ones(days)
    from scipy.special import gammaincinv

    shape = cv**-2
    blocks = [luck.uniforms(_DAY, 0, 0, block) for block in range(-(-days // BLOCK))]
    return np.asarray(gammaincinv(shape, np.concatenate(blocks)[:days]) / shape, dtype=np.float64)


def _given(times: Sequence[float], calendar: Calendar) -> Instants:
    """Take the times as given; whoever comes while it is closed is not let in.

    Their places in the list stay with the others: the k-th takes the k-th given value.
    """
    at = ticks(np.asarray(times))
    order = np.argsort(at, kind="stable")
    order = order[_is_open(at[order], calendar)]
    return Instants(at[order], np.full(len(order), GIVEN), order)


def _is_open(at: Ints, calendar: Calendar) -> NDArray[np.bool_]:
    day = np.searchsorted(calendar.opens, at, side="right") - 1
    return (day >= 0) & (at < calendar.closes[np.maximum(day, 0)])


def _renewals(gap: Law, calendar: Calendar, luck: Luck) -> Instants:
    """Lay gaps end to end, each rounded to ticks, for as long as it is open.

    Raises
    ------
    ScenarioError
        If there is no end of customers: most gaps are 0, and the others long and rare.
    """
    total = int((calendar.closes - calendar.opens).sum())
    opened: list[Ints] = []
    reached = 0
    while reached < total:
        if len(opened) * BLOCK > MOST_CUSTOMERS:
            said = f"more than {MOST_CUSTOMERS:,} customers come, as most gaps are next to nothing"
            raise ScenarioError([Problem(("demand", "arrivals", "gap"), said, "make them longer")])
        gaps = ticks(gap.drawn(luck.uniforms(_BETWEEN, 0, 0, len(opened))))
        opened.append(reached + np.cumsum(np.minimum(gaps, total)))
        reached = int(opened[-1][-1])
    at = np.concatenate([np.empty(0, dtype=np.int64), *opened])
    day, within = _places_in_days(at[at < total], calendar)
    index = np.arange(len(day))
    return Instants(calendar.opens[day] + within, np.full(len(day), BY_GAP), index)


def _places_in_days(opened: Ints, calendar: Calendar) -> tuple[Ints, Ints]:
    """Find the days of instants in time of opening, and how far within these they lie."""
    ends = np.cumsum(calendar.closes - calendar.opens)
    day = np.searchsorted(ends, opened, side="right")
    return day, opened - np.concatenate([[0], ends[:-1]])[day]


def _field(arrivals: Arrivals, calendar: Calendar, luck: Luck) -> Instants:
    """Draw the field, layer by layer, up to the highest rate of the most crowded day.

    Points stand in time of opening, end to end; they come to the calendar's days at the end.
    """
    lengths = calendar.closes - calendar.opens
    total = int(lengths.sum())
    rates, spans = _week(arrivals, int(lengths[0]))
    weekday = (calendar.first_day + np.arange(len(lengths))) % len(WEEKDAYS)
    factors = day_factors(arrivals.day_to_day, len(lengths), luck)
    highest = (rates.max(axis=1)[weekday] * factors).max()
    parts = []
    low, layer = 0.0, 0
    while low < highest:
        high = max(1.0, 2.0 * low)
        opened, levels = _points(luck, layer, low, high, total)
        day, within = _places_in_days(opened, calendar)
        stretch = np.minimum(within // spans[weekday[day]], rates.shape[1] - 1)
        index = np.flatnonzero(levels < rates[weekday[day], stretch] * factors[day])
        parts.append((calendar.opens[day[index]] + within[index], layer, index))
        low, layer = high, layer + 1
    return _in_order(parts)


def _week(arrivals: Arrivals, length: int) -> tuple[Floats, Ints]:
    """Give the rates of each weekday an hour, and how long one holds in ticks.

    Rates stand in a table [weekday, stretch], whose last column is 0, for what lies beyond.
    """
    profiles = [arrivals.on(weekday) or Profile((0.0,)) for weekday in WEEKDAYS]
    rates = np.zeros((len(profiles), 1 + max(len(profile.rate) for profile in profiles)))
    for row, profile in zip(rates, profiles, strict=True):
        row[: len(profile.rate)] = profile.rate
    spans = [
        length if profile.every is None else whole_ticks(profile.every) for profile in profiles
    ]
    return rates, np.array(spans, dtype=np.int64)


def _in_order(parts: Sequence[tuple[Ints, int, Ints]]) -> Instants:
    """Put the layers together; at ties they stand by layer, then by index."""
    none = np.empty(0, dtype=np.int64)
    at = np.concatenate([none, *(part[0] for part in parts)])
    layer = np.concatenate([none, *(np.full(len(part[0]), part[1]) for part in parts)])
    index = np.concatenate([none, *(part[2] for part in parts)])
    order = np.argsort(at, kind="stable")
    return Instants(at[order], layer[order], index[order])


def _points(luck: Luck, layer: int, low: float, high: float, total: int) -> tuple[Ints, Floats]:
    """Give the points of one layer before `total` ticks: instants, and levels an hour."""
    mean_gap = TICKS_PER_HOUR / (high - low)
    opened, levels = [], []
    reached, block = 0.0, 0
    while reached < total:
        gaps = -np.log1p(-luck.uniforms(_GAP, 0, layer, block)) * mean_gap
        times = reached + np.cumsum(gaps)
        opened.append(np.floor(times + 0.5).astype(np.int64))
        levels.append(low + (high - low) * luck.uniforms(_LEVEL, 0, layer, block))
        reached, block = float(times[-1]), block + 1
    at, level = np.concatenate(opened), np.concatenate(levels)
    inside = at < total
    return at[inside], level[inside]
