"""The customers: who comes, when, and why; the same people whatever the variant.

Arrivals are a field: layers of rate [0, 1), [1, 2), [2, 4), [4, 8), ... an hour, each a stream of
points (t, y) of its own, uniform over time and over its rates; of them those with ``y < rate(t)``
come. A lower rate is a subset of the same people, a higher one a superset, and each keeps the
key of their luck: layer, and index in the layer.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.model.demand import Demand
from blueprint_sim.simulation.program import (
    TICKS_PER_HOUR,
    TICKS_PER_SECOND,
    Calendar,
    Customers,
    Ints,
    Slot,
)
from blueprint_sim.simulation.tape import GIVEN, Luck, ticks

_GAP, _LEVEL = Slot("arrival gap"), Slot("arrival level")


def population(
    demand: Demand, personas: Sequence[float], calendar: Calendar, seed: int, replication: int
) -> Customers:
    """Draw the customers of one replication, in the order of their arrival.

    Parameters
    ----------
    demand
        When they come, and for which reasons; every reason with its share.
    personas
        The shares of the personas, in the order of their sorted names; they sum to 1.
    calendar
        The days.
    seed, replication
        The key of all luck.
    """
    luck, arrivals = Luck(seed, replication), demand.arrivals
    if arrivals.times is not None:
        customers = _given(arrivals.times, calendar)
    else:
        customers = _field(arrivals.rate, arrivals.every, calendar, luck)
    reasons = [demand.reasons[name].share or 0.0 for name in sorted(demand.reasons)]
    return customers._replace(
        reason=_kind(luck, "reason", reasons, customers),
        persona=_kind(luck, "persona", personas, customers),
    )


def _kind(luck: Luck, purpose: str, shares: Sequence[float], customers: Customers) -> Ints:
    """Draw which kind each customer is, by shares cumulated in the order given."""
    if len(shares) < 2:
        return np.zeros(len(customers.arrival), dtype=np.int64)
    bounds = np.array(list(accumulate(shares))[:-1])
    return np.searchsorted(bounds, luck.along(Slot(purpose), customers), side="right").astype(
        np.int64
    )


def _given(times: Sequence[float], calendar: Calendar) -> Customers:
    """Take the times as given; whoever comes while it is closed is not let in.

    Their places in the list stay with the others: the k-th takes the k-th given value.
    """
    arrival = ticks(np.asarray(times))
    order = np.argsort(arrival, kind="stable")
    order = order[_is_open(arrival[order], calendar)]
    return _nobody_yet(arrival[order], np.full(len(order), GIVEN), order)


def _is_open(instants: Ints, calendar: Calendar) -> NDArray[np.bool_]:
    day = np.searchsorted(calendar.opens, instants, side="right") - 1
    return (day >= 0) & (instants < calendar.closes[np.maximum(day, 0)])


def _nobody_yet(arrival: Ints, layer: Ints, index: Ints) -> Customers:
    unknown = np.zeros(len(arrival), dtype=np.int64)
    return Customers(arrival, unknown, unknown, layer.astype(np.int64), index.astype(np.int64))


def _field(rate: Sequence[float], every: float | None, calendar: Calendar, luck: Luck) -> Customers:
    """Draw the field, layer by layer, up to the highest rate.

    Points stand in time of opening, end to end; they come to the calendar's days at the end.
    """
    lengths = calendar.closes - calendar.opens
    total = int(lengths.sum())
    rates = np.asarray(rate, dtype=np.float64)
    span = int(lengths[0]) if every is None else int(every * TICKS_PER_SECOND)
    parts = []
    low, layer = 0.0, 0
    while low < rates.max():
        high = max(1.0, 2.0 * low)
        instants, levels = _points(luck, layer, low, high, total)
        day = np.searchsorted(np.cumsum(lengths), instants, side="right")
        within = instants - (np.cumsum(lengths) - lengths)[day]
        period = within // span
        there = period < len(rates)
        comes = there & (levels < rates[np.minimum(period, len(rates) - 1)])
        index = np.flatnonzero(comes)
        arrival = calendar.opens[day[index]] + within[index]
        parts.append((arrival, np.full(len(index), layer), index))
        low, layer = high, layer + 1
    if not parts:
        return _nobody_yet(*(np.empty(0, dtype=np.int64) for _ in range(3)))
    arrival, layers, index = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(arrival, kind="stable")  # at ties as they stand: by layer, by index
    return _nobody_yet(arrival[order], layers[order], index[order])


def _points(
    luck: Luck, layer: int, low: float, high: float, total: int
) -> tuple[Ints, NDArray[np.float64]]:
    """Give the points of one layer before `total` ticks: instants, and levels an hour."""
    mean_gap = TICKS_PER_HOUR / (high - low)
    instants, levels = [], []
    reached, block = 0.0, 0
    while reached < total:
        gaps = -np.log1p(-luck.uniforms(_GAP, 0, layer, block)) * mean_gap
        times = reached + np.cumsum(gaps)
        instants.append(np.floor(times + 0.5).astype(np.int64))
        levels.append(low + (high - low) * luck.uniforms(_LEVEL, 0, layer, block))
        reached, block = float(times[-1]), block + 1
    instant, level = np.concatenate(instants), np.concatenate(levels)
    inside = instant < total
    return instant[inside], level[inside]
