"""Queues that people leave, or cannot enter: Erlang A and the limited waiting room.

Sources: Palm (1957) and Garnett, Mandelbaum and Reiman (2002), *MSOM* 4(3), for Erlang A; Gross,
Shortle, Thompson and Harris, *Fundamentals of Queueing Theory*, section 2.6, for M/M/s/K.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.theory.chains import birth_death
from blueprint_sim.theory.checks import require_positive
from blueprint_sim.theory.lines import Line

TAIL_SDS = 12.0
"""How far beyond its mean the number present is followed, in standard deviations of a Poisson."""


@dataclass(frozen=True)
class ErlangA(Line):
    """The queue M/M/s+M in its steady state: those who wait give up after an exponential time.

    Parameters
    ----------
    arrival_rate
        Arrivals per unit of time.
    mean_service, mean_patience
        Mean service time, and mean time that a customer is ready to wait.
    servers
        Number of servers, at least 1. Any load is stable.
    """

    arrival_rate: float
    mean_service: float
    mean_patience: float
    servers: int

    def __post_init__(self) -> None:
        require_positive(
            arrival_rate=self.arrival_rate,
            mean_service=self.mean_service,
            mean_patience=self.mean_patience,
            servers=self.servers,
        )

    @cached_property
    def shares(self) -> NDArray[np.float64]:
        """Share of time with 0, 1, 2, ... customers present, until it is as good as nothing."""
        ready = self.arrival_rate * self.mean_patience
        excess = self.arrival_rate - self.servers / self.mean_service
        places = math.ceil(max(0.0, excess * self.mean_patience) + TAIL_SDS * math.sqrt(ready))
        present = np.arange(1, self.servers + places + 50)
        served = np.minimum(present, self.servers) / self.mean_service
        given_up = np.maximum(present - self.servers, 0) / self.mean_patience
        return birth_death(np.full(len(present), self.arrival_rate), served + given_up)

    @property
    def share_waiting(self) -> float:
        """Share of arrivals that find every server busy."""
        return float(self.shares[self.servers :].sum())

    @property
    def share_abandoning(self) -> float:
        """Share of arrivals that give up."""
        return self.wait_mean / self.mean_patience

    @property
    def joining_rate(self) -> float:
        """Customers who join, per unit of time: everybody."""
        return self.arrival_rate

    @property
    def throughput(self) -> float:
        """Customers who are served, per unit of time."""
        return self.arrival_rate * (1.0 - self.share_abandoning)


@dataclass(frozen=True)
class LimitedQueue(Line):
    """The queue M/M/s/K in its steady state: who finds K customers present is turned away.

    Parameters
    ----------
    arrival_rate
        Arrivals per unit of time.
    mean_service
        Mean service time.
    servers
        Number of servers, at least 1.
    places
        How many may be present, waiting or served (K); at least `servers`.
    """

    arrival_rate: float
    mean_service: float
    servers: int
    places: int

    def __post_init__(self) -> None:
        require_positive(
            arrival_rate=self.arrival_rate, mean_service=self.mean_service, servers=self.servers
        )
        if self.places < self.servers:
            raise ValueError(f"{self.places} places cannot hold {self.servers} servers' customers")

    @cached_property
    def shares(self) -> NDArray[np.float64]:
        """Share of time with 0 to K customers present; shape (places + 1,)."""
        busy = np.minimum(np.arange(1, self.places + 1), self.servers)
        return birth_death(np.full(self.places, self.arrival_rate), busy / self.mean_service)

    @property
    def share_blocked(self) -> float:
        """Share of arrivals that are turned away."""
        return float(self.shares[-1])

    @property
    def share_waiting(self) -> float:
        """Share of arrivals, those turned away included, that wait."""
        return float(self.shares[self.servers : -1].sum())

    @property
    def joining_rate(self) -> float:
        """Customers who are let in, per unit of time."""
        return self.arrival_rate * (1.0 - self.share_blocked)
