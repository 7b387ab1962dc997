"""What the shares of time tell of any M/M/s queue, whoever stays outside and whoever gives up."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np
from numpy.typing import NDArray


class Line(ABC):
    """A queue in its steady state, by the share of time with each number of customers present."""

    arrival_rate: float
    """Arrivals per unit of time."""
    mean_service: float
    """Mean service time."""
    servers: int

    @property
    @abstractmethod
    def shares(self) -> NDArray[np.float64]:
        """Share of time with 0, 1, 2, ... customers present."""

    @property
    @abstractmethod
    def joining_rate(self) -> float:
        """Customers who wait or are served at once, per unit of time."""

    @property
    def throughput(self) -> float:
        """Customers who are served, per unit of time: all who join, unless some give up."""
        return self.joining_rate

    @property
    def queue_mean(self) -> float:
        """Mean number waiting."""
        waiting = self.shares[self.servers :]
        return float(waiting @ np.arange(len(waiting)))

    @property
    def wait_mean(self) -> float:
        """Mean wait of those who join, whether served or not (Little's law)."""
        return self.queue_mean / self.joining_rate

    @property
    def utilisation(self) -> float:
        """Share of their time that servers are busy (Little's law)."""
        return self.throughput * self.mean_service / self.servers
