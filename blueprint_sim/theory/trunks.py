"""Lines, a machine that answers, and agents behind it: a call centre with a voice menu.

Source: Srinivasan, Talim and Wang (2004), *TOP* 12(1); Khudyakov, Feigin and Mandelbaum (2010),
*Queueing Systems* 66(3): a closed network in disguise, with shares in product form.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.theory.checks import require_positive


@dataclass(frozen=True)
class TrunkQueue:
    """Callers who take one of N lines, pass a menu, and then, some of them, wait for an agent.

    Parameters
    ----------
    arrival_rate
        Calls per unit of time; who finds every line taken is turned away.
    lines
        Number of lines (N), at least 1. A call holds one from its start to its end.
    mean_menu
        Mean time in the menu, which has room for every line. Only the mean matters.
    share_on
        Share of callers who go on to an agent, in (0, 1]; the others hang up.
    mean_service
        Mean of the agents' exponential service time.
    servers
        Number of agents, at least 1.
    """

    arrival_rate: float
    lines: int
    mean_menu: float
    share_on: float
    mean_service: float
    servers: int

    def __post_init__(self) -> None:
        require_positive(
            arrival_rate=self.arrival_rate,
            lines=self.lines,
            mean_menu=self.mean_menu,
            share_on=self.share_on,
            mean_service=self.mean_service,
            servers=self.servers,
        )
        if self.share_on > 1:
            raise ValueError(f"share_on must lie in (0, 1], not {self.share_on!r}")

    @cached_property
    def shares(self) -> NDArray[np.float64]:
        """Share of time, by calls in the menu (rows) and with agents or waiting (columns).

        Of shape (lines + 1, lines + 1); the two together are never more than the lines.
        """
        return self._shares_of(self.lines)

    @property
    def share_blocked(self) -> float:
        """Share of calls that find every line taken."""
        return float(np.fliplr(self.shares).trace())

    @property
    def menu_mean(self) -> float:
        """Mean number of calls in the menu."""
        return float(np.arange(self.lines + 1) @ self.shares.sum(axis=1))

    @property
    def queue_mean(self) -> float:
        """Mean number of calls waiting for an agent."""
        return float(self._waiting @ self.shares.sum(axis=0))

    @property
    def busy_mean(self) -> float:
        """Mean number of agents with a call."""
        return float((np.arange(self.lines + 1) - self._waiting) @ self.shares.sum(axis=0))

    @property
    def share_waiting(self) -> float:
        """Share of those who go on to an agent who wait for one."""
        return float(self._found.sum())

    @property
    def wait_mean(self) -> float:
        """Mean wait of those who go on to an agent (Little's law)."""
        going_on = self.arrival_rate * (1.0 - self.share_blocked) * self.share_on
        return self.queue_mean / going_on

    @property
    def wait_second_moment(self) -> float:
        """Mean of the squared wait of those who go on, in squared units of time.

        Whoever finds k waiting is served after k + 1 of the agents' services have ended.
        """
        ends = np.arange(1, len(self._found) + 1)
        return float(self._found @ (ends * (ends + 1))) * (self.mean_service / self.servers) ** 2

    @property
    def _found(self) -> NDArray[np.float64]:
        """Share of those who go on who find every agent busy and 0, 1, 2, ... others waiting.

        They find them as they would be with one line less (the arrival theorem).
        """
        found: NDArray[np.float64] = self._shares_of(self.lines - 1).sum(axis=0)
        return found[self.servers :]

    @property
    def _waiting(self) -> NDArray[np.int64]:
        """Number waiting, by the number at the agents."""
        return np.maximum(np.arange(self.lines + 1) - self.servers, 0)

    def _shares_of(self, lines: int) -> NDArray[np.float64]:
        """Solve the same centre with so many lines, 0 or more."""
        calls = np.arange(1, lines + 1)
        menu = math.log(self.arrival_rate * self.mean_menu) - np.log(calls)
        load = math.log(self.arrival_rate * self.share_on * self.mean_service)
        agents = load - np.log(np.minimum(calls, self.servers))
        logs = np.add.outer(*(np.append(0.0, np.cumsum(steps)) for steps in (menu, agents)))
        logs[np.add.outer(np.arange(lines + 1), np.arange(lines + 1)) > lines] = -math.inf
        weights = np.exp(logs - logs.max())
        shares: NDArray[np.float64] = weights / weights.sum()
        return shares
