"""The retrial queue: who finds every server busy tries again later, and again, until served.

Source: Falin and Templeton (1997), *Retrial Queues*, chapter 2; the elimination level by level as
for any chain of Bright and Taylor (1995), *Stochastic Models* 11(3).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.theory.chains import stationary
from blueprint_sim.theory.checks import require_positive

LOST = 1e-14
"""Share of first attempts that may find the orbit full, once it is cut to a finite one."""
FIRST_PLACES = 64
"""Places of the orbit to begin with."""


@dataclass(frozen=True)
class RetrialQueue:
    """The queue M/M/c/c with retrials in its steady state: nobody waits, nobody gives up.

    Parameters
    ----------
    arrival_rate
        First attempts per unit of time.
    mean_service
        Mean service time.
    mean_retrial
        Mean of the exponential time from an attempt that failed to the next one.
    servers
        Number of servers; more than ``arrival_rate * mean_service``.

    Notes
    -----
    The orbit, of those who will try again, is cut where at most `LOST` of the first attempts
    would find no place in it.
    """

    arrival_rate: float
    mean_service: float
    mean_retrial: float
    servers: int

    def __post_init__(self) -> None:
        require_positive(
            arrival_rate=self.arrival_rate,
            mean_service=self.mean_service,
            mean_retrial=self.mean_retrial,
        )
        if self.load >= self.servers:
            raise ValueError(f"a load of {self.load:g} needs more than {self.servers} servers")

    @property
    def load(self) -> float:
        """Offered load, in erlangs: also the mean number of busy servers."""
        return self.arrival_rate * self.mean_service

    @cached_property
    def shares(self) -> NDArray[np.float64]:
        """Share of time, by the number in orbit (rows) and of busy servers (columns, 0 to c)."""
        places = FIRST_PLACES
        while (shares := self._cut_to(places))[-1, -1] > LOST:
            places *= 2
        return shares

    @property
    def share_blocked(self) -> float:
        """Share of first attempts that fail: of time that every server is busy."""
        return float(self.shares[:, -1].sum())

    @property
    def orbit_mean(self) -> float:
        """Mean number of customers who will try again."""
        return float(np.arange(len(self.shares)) @ self.shares.sum(axis=1))

    @property
    def attempts_mean(self) -> float:
        """Mean number of attempts that a customer needs."""
        return 1.0 + self.orbit_mean / (self.mean_retrial * self.arrival_rate)

    @property
    def share_of_attempts_blocked(self) -> float:
        """Share of all attempts, first and later, that fail."""
        return 1.0 - 1.0 / self.attempts_mean

    @property
    def delay_mean(self) -> float:
        """Mean time from the first attempt to the start of service (Little's law)."""
        return self.orbit_mean / self.arrival_rate

    def _cut_to(self, places: int) -> NDArray[np.float64]:
        """Solve the chain whose orbit holds so many; shape (places + 1, servers + 1).

        The orbit grows only while all servers are busy. So the shares with j in orbit are one
        number, the share with j - 1 in orbit and all busy, times ratios: found from the top
        down, each as the time spent there between two moments with j - 1 in orbit.
        """
        ratios = np.ones((places + 1, self.servers + 1))
        given_back = np.zeros(self.servers + 1)
        for orbit in range(places, 0, -1):
            retrials = orbit / self.mean_retrial
            rates = np.zeros((self.servers + 2, self.servers + 2))
            rates[0, -1] = self.arrival_rate
            rates[1:-1, 0] = retrials
            rates[1:, 1:] = self._rates_within(given_back)
            spent = stationary(rates)
            ratios[orbit] = spent[1:] / spent[0]
            given_back = np.append(0.0, retrials * ratios[orbit, :-1])
        ratios[0] = stationary(self._rates_within(given_back))
        logs = np.concatenate([[0.0], np.cumsum(np.log(ratios[:-1, -1]))])
        weights = np.exp(logs - logs.max())[:, None] * ratios
        shares: NDArray[np.float64] = weights / weights.sum()
        return shares

    def _rates_within(self, given_back: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the rates among the numbers busy while the orbit is of one size.

        `given_back` are the rates from all busy, by way of a larger orbit, back to this one.
        """
        busy = np.arange(1, self.servers + 1)
        rates = np.diag(np.full(self.servers, self.arrival_rate, dtype=np.float64), 1)
        rates += np.diag(busy / self.mean_service, -1)
        rates[-1] += given_back
        return rates
