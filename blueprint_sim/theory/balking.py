"""Balking: customers who refuse a line that is too long for them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.theory.chains import birth_death
from blueprint_sim.theory.checks import require_positive
from blueprint_sim.theory.lines import Line

_REST = 1e-18
"""Share of the tail of lengths that is left out."""


@dataclass(frozen=True)
class BalkingQueue(Line):
    """M/M/c in which an arrival who would wait leaves instead, by how many wait already.

    Parameters
    ----------
    arrival_rate
        Arrivals per unit of time.
    mean_service
        Mean service time.
    servers
        Number of servers, at least 1.
    chances
        Chance of leaving where 0, 1, 2, ... wait; the last one holds for any more.

    Raises
    ------
    ValueError
        If a parameter cannot be, or the line would grow without end.

    References
    ----------
    A birth-death chain with state-dependent arrivals: Gross, Shortle, Thompson and Harris (2008),
    *Fundamentals of Queueing Theory*, 4th ed., section 2.10.1.
    """

    arrival_rate: float
    mean_service: float
    servers: int
    chances: Sequence[float]

    def __post_init__(self) -> None:
        require_positive(
            arrival_rate=self.arrival_rate, mean_service=self.mean_service, servers=self.servers
        )
        if not self.chances or not all(0 <= chance <= 1 for chance in self.chances):
            raise ValueError(f"chances must be from 0 to 1, not {list(self.chances)}")
        if 1.0 not in self.chances and self._growth >= 1:
            raise ValueError("the line grows without end")

    @cached_property
    def shares(self) -> NDArray[np.float64]:
        """Share of time with 0, 1, 2, ... customers present."""
        joining = [1.0] * self.servers + [1.0 - chance for chance in self._refusals[:-1]]
        busy = np.minimum(np.arange(1, len(joining) + 1), self.servers)
        return birth_death(self.arrival_rate * np.array(joining), busy / self.mean_service)

    @property
    def share_balking(self) -> float:
        """Share of arrivals that leave at once."""
        return float(self.shares[self.servers :] @ np.array(self._refusals))

    @property
    def share_waiting(self) -> float:
        """Share of all arrivals that wait."""
        return float(self.shares[self.servers :].sum()) - self.share_balking

    @property
    def joining_rate(self) -> float:
        """Customers who stay, per unit of time."""
        return self.arrival_rate * (1.0 - self.share_balking)

    @property
    def _growth(self) -> float:
        """By what factor each state of a long line is likelier than the one before."""
        joining = self.arrival_rate * (1.0 - self.chances[-1])
        return joining * self.mean_service / self.servers

    @cached_property
    def _refusals(self) -> list[float]:
        """Chance of leaving by how many wait, as far as the line may be: to the first sure one."""
        chances = list(self.chances)
        if 1.0 in chances:
            return chances[: chances.index(1.0) + 1]
        return chances + chances[-1:] * math.ceil(math.log(_REST) / math.log(self._growth))
