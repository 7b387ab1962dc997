"""One server, classes of customers, the higher class first, nobody interrupted.

Source: Cobham (1954), *Operations Research* 2(1).
"""

from __future__ import annotations

import math
from collections.abc import Sequence


def cobham(
    arrival_rates: Sequence[float],
    mean_services: Sequence[float],
    second_moments: Sequence[float],
) -> tuple[float, ...]:
    """Mean wait before service of each class of an M/G/1 queue, the highest class first.

    Parameters
    ----------
    arrival_rates, mean_services, second_moments
        Per class, in order of priority: arrivals per unit of time, mean service time, and the
        mean of the squared service time.

    Raises
    ------
    ValueError
        When the classes together load the server to 1 or more.

    Notes
    -----
    ``W_k = W_0 / ((1 - sigma_(k-1)) (1 - sigma_k))`` where sigma_k is the load of the classes up
    to k, and W_0, half the sum of rate times second moment, the mean time left of the service
    that an arrival finds.
    """
    rows = list(zip(arrival_rates, mean_services, second_moments, strict=True))
    load = math.fsum(rate * mean for rate, mean, _ in rows)
    if load >= 1:
        raise ValueError(f"a load of {load:g} is too much for one server")
    left = math.fsum(rate * second for rate, _, second in rows) / 2
    waits, above = [], 0.0
    for rate, mean, _ in rows:
        upto = above + rate * mean
        waits.append(left / ((1 - above) * (1 - upto)))
        above = upto
    return tuple(waits)


def cobham_exponential(
    arrival_rates: Sequence[float], mean_services: Sequence[float]
) -> tuple[float, ...]:
    """Mean wait before service of each class of an M/M/1 queue, the highest class first."""
    return cobham(arrival_rates, mean_services, [2 * mean**2 for mean in mean_services])
