"""Open Jackson networks: stations of exponential servers between which customers move by chance.

Source: Jackson (1957), *Operations Research* 5(4): each station behaves as an M/M/s queue of its
own, fed by the flow that solves the traffic equations.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from blueprint_sim.theory.erlang import ErlangC


@dataclass(frozen=True)
class JacksonNetwork:
    """An open network of k stations in its steady state.

    Parameters
    ----------
    external
        Arrivals from outside, per unit of time, at each of the k stations.
    mean_services
        Mean service time at each station.
    servers
        Number of servers of each station.
    routing
        k rows of k shares: ``routing[i][j]`` of those who leave station i go on to j; the rest
        of row i leaves the network.
    """

    external: Sequence[float]
    mean_services: Sequence[float]
    servers: Sequence[int]
    routing: Sequence[Sequence[float]]

    def __post_init__(self) -> None:
        shares = np.asarray(self.routing, dtype=np.float64)
        count = len(self.external)
        if shares.shape != (count, count) or {len(self.mean_services), len(self.servers)} != {
            count
        }:
            raise ValueError("external, mean_services, servers and routing must be of one size")
        if np.any(shares < 0) or np.any(shares.sum(axis=1) > 1 + 1e-12):
            raise ValueError("the shares of each row of routing must lie in [0, 1]")

    @cached_property
    def flows(self) -> tuple[float, ...]:
        """Arrivals at each station, from outside and from the others, per unit of time."""
        shares = np.asarray(self.routing, dtype=np.float64)
        flows = np.linalg.solve(np.eye(len(shares)) - shares.T, np.asarray(self.external, float))
        return tuple(float(flow) for flow in flows)

    @cached_property
    def stations(self) -> tuple[ErlangC, ...]:
        """Each station as a queue of its own; every one must have some flow.

        Raises
        ------
        ValueError
            When a station's load reaches its servers.
        """
        rows = zip(self.flows, self.mean_services, self.servers, strict=True)
        return tuple(ErlangC(*row) for row in rows)

    @property
    def present_means(self) -> tuple[float, ...]:
        """Mean number waiting or served at each station."""
        return tuple(station.present_mean for station in self.stations)

    @property
    def sojourn_mean(self) -> float:
        """Mean time from entering the network to leaving it (Little's law)."""
        return math.fsum(self.present_means) / math.fsum(self.external)
