"""Erlang B and Erlang C: Poisson arrivals, exponential service, `s` servers.

Source: Erlang (1917); the recursion for B and the step from B to C as in Gross, Shortle,
Thompson and Harris, *Fundamentals of Queueing Theory*, 4th ed., sections 2.3 and 2.5.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from blueprint_sim.theory.checks import require_positive


def erlang_b(servers: int, load: float) -> float:
    """Share of arrivals that find every server busy, when nobody can wait.

    Parameters
    ----------
    servers
        Number of servers, 0 or more.
    load
        Offered load: arrivals per mean service time (erlangs).

    Notes
    -----
    ``1/B(s) = 1 + s/load * 1/B(s-1)``: sums of positive terms, hence stable; O(servers).
    """
    require_positive(load=load)
    inverse = 1.0
    for server in range(1, servers + 1):
        inverse = 1.0 + inverse * server / load
        if math.isinf(inverse):
            return 0.0
    return 1.0 / inverse


def erlang_c(servers: int, load: float) -> float:
    """Share of arrivals that wait, when everybody waits for as long as it takes.

    Raises
    ------
    ValueError
        When the load reaches the number of servers: then the line grows without end.
    """
    if load >= servers:
        raise ValueError(f"a load of {load:g} needs more than {servers} servers")
    blocked = erlang_b(servers, load)
    return servers * blocked / (servers - load * (1.0 - blocked))


@dataclass(frozen=True)
class ErlangC:
    """The queue M/M/s in its steady state, first come first served.

    Parameters
    ----------
    arrival_rate
        Arrivals per unit of time.
    mean_service
        Mean service time.
    servers
        Number of servers; more than ``arrival_rate * mean_service``.
    """

    arrival_rate: float
    mean_service: float
    servers: int

    def __post_init__(self) -> None:
        require_positive(arrival_rate=self.arrival_rate, mean_service=self.mean_service)
        if self.load >= self.servers:
            raise ValueError(f"a load of {self.load:g} needs more than {self.servers} servers")

    @property
    def load(self) -> float:
        """Offered load, in erlangs."""
        return self.arrival_rate * self.mean_service

    @property
    def utilisation(self) -> float:
        """Share of their time that servers are busy."""
        return self.load / self.servers

    @property
    def share_waiting(self) -> float:
        """Share of arrivals that wait at all."""
        return erlang_c(self.servers, self.load)

    @property
    def drain_rate(self) -> float:
        """Rate, per unit of time, of the exponential wait of those who wait."""
        return self.servers / self.mean_service - self.arrival_rate

    @property
    def wait_mean(self) -> float:
        """Mean wait before service of all arrivals."""
        return self.share_waiting / self.drain_rate

    @property
    def wait_second_moment(self) -> float:
        """Mean of the squared wait of all arrivals, in squared units of time."""
        return 2.0 * self.share_waiting / self.drain_rate**2

    @property
    def queue_mean(self) -> float:
        """Mean number waiting (Little's law)."""
        return self.arrival_rate * self.wait_mean

    @property
    def present_mean(self) -> float:
        """Mean number waiting or served."""
        return self.queue_mean + self.load

    def service_level(self, target: float) -> float:
        """Share of arrivals served after a wait of at most `target`."""
        return 1.0 - self.share_waiting * math.exp(-self.drain_rate * target)

    def wait_quantile(self, share: float) -> float:
        """Wait that the given share of arrivals, in [0, 1), does not exceed."""
        if not 0.0 <= share < 1.0:
            raise ValueError(f"share must lie in [0, 1), not {share!r}")
        return max(0.0, math.log(self.share_waiting / (1.0 - share)) / self.drain_rate)
