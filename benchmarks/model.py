"""The model that every tool here runs, and the figures that every one must give.

A call centre: customers come at random, pass two steps at a machine that anyone may use at once,
then wait for one of thirty agents. A fifth of those served go on to one of ten specialists. Each
customer has one patience, which starts afresh in each of the two queues. Times are in minutes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import NamedTuple

ARRIVALS_PER_MINUTE = 10.0
MACHINE = 0.5
QUEUES = ("agents", "specialists")
AGENTS, AGENT = 30, 3.0
SPECIALISTS, SPECIALIST = 10, 5.0
GOES_ON = 0.2
PATIENCE = 3.0
LENGTH = 5_000.0


class Figures(NamedTuple):
    """What one run gives."""

    customers: float
    abandoned_agents: float
    """Share of those who asked for an agent and hung up."""
    abandoned_specialists: float
    wait_agents: float
    """Mean wait in the agents' queue, in minutes, of all who asked: hung up or served."""
    wait_specialists: float
    sojourn: float
    """Mean time from arrival to the end, in minutes."""


class Diary:
    """What the customers of one run went through, a line at a time."""

    def __init__(self) -> None:
        self.waits: tuple[list[float], list[float]] = ([], [])
        self.hung_up = [0, 0]
        self.sojourns: list[float] = []

    def waited(self, queue: int, wait: float, hung_up: bool) -> None:
        """Note one wait in minutes, at the agents (queue 0) or the specialists (1)."""
        self.waits[queue].append(wait)
        self.hung_up[queue] += hung_up

    def figures(self) -> Figures:
        """Give the means of it all."""
        agents, specialists = self.waits
        return Figures(
            customers=len(self.sojourns),
            abandoned_agents=self.hung_up[0] / len(agents),
            abandoned_specialists=self.hung_up[1] / len(specialists),
            wait_agents=fmean(agents),
            wait_specialists=fmean(specialists),
            sojourn=fmean(self.sojourns),
        )


SPREAD = Figures(228.0, 0.0035, 0.0066, 0.011, 0.025, 0.018)
"""Standard deviations of one run's figures, from 200 runs in SimPy."""


def disagreements(runs: Mapping[str, Sequence[Figures]], limit: float = 4.0) -> list[str]:
    """Name the figures in which two tools differ by more than `limit` standard errors."""
    means = {tool: Figures(*map(fmean, zip(*rows, strict=True))) for tool, rows in runs.items()}
    rounds = min(len(rows) for rows in runs.values())
    found = []
    for name, spread in SPREAD._asdict().items():
        values = {tool: getattr(mean, name) for tool, mean in means.items()}
        gap = max(values.values()) - min(values.values())
        if gap > limit * spread * (2 / rounds) ** 0.5:
            said = ", ".join(f"{tool} {value:.4f}" for tool, value in values.items())
            found.append(f"{name}: {said}")
    return found
