"""When customers come for the first time: at rates, by day and hour, after gaps, or as given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import fsum
from typing import Final, NamedTuple

from blueprint_sim.model.laws import Law
from blueprint_sim.model.run import WEEKDAYS, Run

MOST_CUSTOMERS: Final = 50_000_000
"""In one replication: what a machine can hold."""
MOST_TOGETHER: Final = 1_000
"""Customers of one batch; each has a key of their own, and more would be slow to draw."""
WEEKEND: Final = ("saturday", "sunday")
OTHERWISE: Final = "otherwise"
DAYS: Final = (*WEEKDAYS, "weekdays", "weekend", OTHERWISE)
"""The days for which rates may be written; what is nearest to one day holds for it."""


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
    """When customers come for the first time: at rates, after gaps, or at given times."""

    profiles: tuple[tuple[str, Profile], ...] = ()
    """Rates, each with the days that they are for, of `DAYS`; `OTHERWISE` alone for every day."""
    times: tuple[float, ...] | None = None
    """Seconds from the first opening, in order; then there are no rates."""
    gap: Law | None = None
    """Time of opening between one arrival and the next; then there are no rates either."""
    day_to_day: float = 0.0
    """Coefficient of variation of the factor, of mean 1, by which a day's rates are multiplied."""
    batch: tuple[tuple[int, float], ...] = ((1, 1.0),)
    """How many come together, in order of size, each with its share of the arrivals."""

    def on(self, weekday: str) -> Profile | None:
        """Give the rates of a day that opens on a weekday; None if none are written for it."""
        written = dict(self.profiles)
        wider = "weekend" if weekday in WEEKEND else "weekdays"
        return next((written[day] for day in (weekday, wider, OTHERWISE) if day in written), None)

    @property
    def together(self) -> float:
        """Mean number of customers who come together."""
        return fsum(size * share for size, share in self.batch)

    @property
    def steady(self) -> bool:
        """Whether the rate is the same all the time, as far as one is written."""
        rates = [profile.rate for _, profile in self.profiles]
        return len(rates) < 2 and all(len(rate) == 1 for rate in rates)


def every_day(profile: Profile) -> Arrivals:
    """Give arrivals at the same rates every day."""
    return Arrivals(((OTHERWISE, profile),))


def per_hour(arrivals: Arrivals, run: Run) -> float:
    """Give the customers per hour of opening, on average over the days of a run."""
    return batches_per_hour(arrivals, run) * arrivals.together


def batches_per_hour(arrivals: Arrivals, run: Run) -> float:
    """Give the arrivals per hour of opening, of one customer or of several at once.

    After gaps they come at one in a mean gap, in the long run (Feller 1971, An introduction to
    probability theory and its applications 2, XI.1: the renewal theorem).
    """
    if arrivals.times is not None:
        return len(arrivals.times) / (run.days * run.length / 3600)
    if arrivals.gap is not None:
        return 3600 / arrivals.gap.mean
    profiles = [(arrivals.on(weekday), days) for weekday, days in Counter(run.weekdays).items()]
    return fsum(days * profile.mean for profile, days in profiles if profile) / run.days


def misfits(arrivals: Arrivals, run: Run) -> Iterator[tuple[str, str]]:
    """Say what about arrivals does not fit the days of a run, and what would do."""
    for days, profile in arrivals.profiles:
        of = f"{days}: " if days != OTHERWISE or len(arrivals.profiles) > 1 else ""
        yield from _uncovered(of, profile, run)
    if arrivals.profiles:
        yield from _unsaid(arrivals, run)
    expected = per_hour(arrivals, run) * run.length / 3600 * run.days
    if expected > MOST_CUSTOMERS:
        each = f", {arrivals.together:.4g} at each arrival" if arrivals.together > 1 else ""
        said = f"{expected:.3g} customers would come{each}"
        yield said, f"at most {MOST_CUSTOMERS:,} in a replication"


def _uncovered(of: str, profile: Profile, run: Run) -> Iterator[tuple[str, str]]:
    stretches = len(profile.rate)
    covered = stretches * (profile.every or run.length)
    if abs(covered - run.length) > 1e-6:
        said = f"{of}{stretches} stretches cover {covered / 3600:.4g} h "
        said += f"of a day of {run.length / 3600:.4g} h"
        yield said, "write one rate for each stretch of run.length"


def _unsaid(arrivals: Arrivals, run: Run) -> Iterator[tuple[str, str]]:
    met = set(run.weekdays)
    unsaid = [day for day in WEEKDAYS if day in met and arrivals.on(day) is None]
    if unsaid:
        first = ", ".join(unsaid[:-1])
        named = f"{first} and {unsaid[-1]}" if first else unsaid[-1]
        said = f"the run is open on {named}, and nothing says how many come then"
        yield said, f"write {unsaid[0]}: 40 per hour, or otherwise: 40 per hour"
