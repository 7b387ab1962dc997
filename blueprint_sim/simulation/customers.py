"""The customers: who comes, when, and why; the same people whatever the variant."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from blueprint_sim.model.demand import Demand
from blueprint_sim.simulation.arrivals import Instants, instants
from blueprint_sim.simulation.program import Calendar, Customers, Ints, Slot
from blueprint_sim.simulation.tape import LAYERS, Luck

_BATCH = Slot("batch")


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
    luck = Luck(seed, replication)
    come = instants(demand.arrivals, calendar, luck)
    customers = _in_batches(_nobody_yet(come), demand.arrivals.batch, luck)
    reasons = [demand.reasons[name].share or 0.0 for name in sorted(demand.reasons)]
    return customers._replace(
        reason=_kind(luck, "reason", reasons, customers),
        persona=_kind(luck, "persona", personas, customers),
    )


def _nobody_yet(come: Instants) -> Customers:
    unknown = np.zeros(len(come.at), dtype=np.int64)
    return Customers(come.at, unknown, unknown, come.layer, come.index)


def _in_batches(first: Customers, batch: Sequence[tuple[int, float]], luck: Luck) -> Customers:
    """Let others come with the first of each batch, whose luck decides how many.

    Everyone has a key of their own, which does not depend on the sizes of batches.
    """
    sizes = np.array([size for size, _ in batch])
    if sizes.max() == 1:
        return first
    bounds = np.cumsum([share for _, share in batch])[:-1]
    many = sizes[np.searchsorted(bounds, luck.along(_BATCH, first), side="right")]
    which = np.repeat(np.arange(len(many)), many)
    member = np.arange(len(which)) - np.repeat(np.cumsum(many) - many, many)
    all_of_them = Customers(*(column[which] for column in first))
    return all_of_them._replace(layer=all_of_them.layer + LAYERS * member)


def _kind(luck: Luck, purpose: str, shares: Sequence[float], customers: Customers) -> Ints:
    """Draw which kind each customer is, by shares cumulated in the order given."""
    if len(shares) < 2:
        return np.zeros(len(customers.arrival), dtype=np.int64)
    bounds = np.array(list(accumulate(shares))[:-1])
    return np.searchsorted(bounds, luck.along(Slot(purpose), customers), side="right").astype(
        np.int64
    )
