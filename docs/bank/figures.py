"""How callers fared, by half-hour and all day: of the log and of the simulation alike."""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.simulation.log import End
from blueprint_sim.simulation.program import TICKS_PER_SECOND
from blueprint_sim.studies.intervals import Interval, interval, pool
from blueprint_sim.studies.logs import Logged
from docs.bank.log import HALF_HOUR, HALF_HOURS, Calls, Flags, Ints

Floats: TypeAlias = NDArray[np.float64]
FIGURES: Final = {
    "waiting": "have to wait",
    "hung_up": "hang up waiting",
    "wait_mean": "mean wait",
    "wait_p90": "90th percentile",
}
"""By key: what each figure is. Times are in seconds, and of all who reach the line."""
NINE_IN_TEN: Final = 0.9


class Requests(NamedTuple):
    """Callers who reached the agents' line, of several days; each array is [caller]."""

    day: Ints
    """Number of the day, from 0."""
    half_hour: Ints
    """When the call came: number of the half-hour, from 07:00 on."""
    desk: Flags
    """Whether for the internet desk."""
    wait: Floats
    """Seconds in line; 0 for those who did not wait."""
    waited: Flags
    hung_up: Flags

    def where(self, chosen: Flags) -> Requests:
        """Keep some of the callers."""
        return Requests._make(column[chosen] for column in self)


def measured(calls: Calls) -> Requests:
    """Give those of the log."""
    reached = calls.where(calls.reached)
    return Requests(
        day=np.searchsorted(np.unique(calls.day), reached.day).astype(np.int64),
        half_hour=reached.half_hour,
        desk=reached.kind == "internet",
        wait=reached.wait.astype(np.float64),
        waited=reached.queued,
        hung_up=reached.hung_up,
    )


def simulated(days: list[Logged]) -> Requests:
    """Give those of several replications of one day, in one variant."""
    parts = [_simulated(one) for one in days]
    return Requests._make(np.concatenate(column) for column in zip(*parts, strict=True))


def _simulated(one: Logged) -> Requests:
    log, names = one.record.log, one.record.program.names
    visits = log.visits[log.visits["step"] != names.steps.index("menu")]
    answered = visits["how"] == End.SERVED
    arrived = log.customers["arrived"][visits["customer"]]
    wait = np.where(answered, visits["started"], visits["ended"]) - visits["asked"]
    return Requests(
        day=np.full(len(visits), one.replication - 1),
        half_hour=arrived // (HALF_HOUR * TICKS_PER_SECOND),
        desk=visits["team"] == names.teams.index("desk"),
        wait=wait / TICKS_PER_SECOND,
        waited=wait > 0,
        hung_up=visits["how"] == End.RENEGED,
    )


def figures(requests: Requests, days: int) -> dict[str, Interval]:
    """Work out the figures of some callers, by key, each with its 95% interval.

    Shares and the mean wait are pooled over the days, and their intervals come from how far the
    days differ. The 90th percentile is that of each day, averaged over the days that had callers.
    """
    day, many = requests.day, np.bincount(requests.day, minlength=days).astype(np.float64)

    def pooled(values: NDArray[np.generic]) -> Interval:
        return interval(
            pool(np.bincount(day, weights=values, minlength=days).astype(np.float64), many)
        )

    tails = [np.quantile(requests.wait[day == d], NINE_IN_TEN) for d in range(days) if many[d]]
    return {
        "waiting": pooled(requests.waited),
        "hung_up": pooled(requests.hung_up),
        "wait_mean": pooled(requests.wait),
        "wait_p90": interval(pool(np.array(tails), np.ones(len(tails)))),
    }


def table(requests: Requests) -> dict[str, dict[str, Interval]]:
    """Work out the figures of the day, of each team, and of each half-hour: by name, then key."""
    days = int(requests.day.max()) + 1
    found = {
        "day": figures(requests, days),
        "agents": figures(requests.where(~requests.desk), days),
        "desk": figures(requests.where(requests.desk), days),
    }
    for number in range(HALF_HOURS):
        found[str(number)] = figures(requests.where(requests.half_hour == number), days)
    return found
