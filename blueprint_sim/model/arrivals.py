"""When customers come for the first time: at rates over the day, or at given times."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum
from typing import Final, NamedTuple

from blueprint_sim.model.run import Run

MOST_CUSTOMERS: Final = 50_000_000
"""In one replication: what a machine can hold."""


class Profile(NamedTuple):
    """Rates over one day."""

    rate: tuple[float, ...]
    """Per hour: one number, or one for each stretch of the day."""
    every: float | None = None
    """Length of those stretches, in seconds; None for one rate all day."""

    @property
    def mean(self) -> float:
        """Mean rate over the day, per hour."""
        return fsum(self.rate) / len(self.rate)


class Arrivals(NamedTuple):
    """When customers come for the first time: at a rate, or at given times."""

    profile: Profile | None = None
    """Rates over the day; None if times are given."""
    times: tuple[float, ...] | None = None
    """Seconds from the first opening, in order; then there is no rate."""
    day_to_day: float = 0.0
    """Coefficient of variation of the factor, of mean 1, by which a day's rates are multiplied."""


def per_hour(arrivals: Arrivals, run: Run) -> float:
    """Give the customers per hour of opening, on average over the days of a run."""
    if arrivals.profile is None:
        return len(arrivals.times or ()) / (run.days * run.length / 3600)
    return arrivals.profile.mean


def misfits(arrivals: Arrivals, run: Run) -> Iterator[tuple[str, str]]:
    """Say what about arrivals does not fit the days of a run, and what would do."""
    if arrivals.profile is not None:
        yield from _uncovered(arrivals.profile, run)
    expected = per_hour(arrivals, run) * run.length / 3600 * run.days
    if expected > MOST_CUSTOMERS:
        said = f"{expected:.3g} customers would come"
        yield said, f"at most {MOST_CUSTOMERS:,} in a replication"


def _uncovered(profile: Profile, run: Run) -> Iterator[tuple[str, str]]:
    stretches = len(profile.rate)
    covered = stretches * (profile.every or run.length)
    if abs(covered - run.length) > 1e-6:
        said = f"{stretches} stretches cover {covered / 3600:.4g} h "
        said += f"of a day of {run.length / 3600:.4g} h"
        yield said, "write one rate for each stretch of run.length"
