"""How issues end, and in how many contacts."""

from __future__ import annotations

import math
from collections.abc import Callable

from blueprint_sim.measures.customers import Issues
from blueprint_sim.measures.values import Plain, Ratio, mean, mean_of_those, share
from blueprint_sim.simulation.program import Outcome


def customers(issues: Issues) -> Plain:
    """Count the issues begun in one replication."""
    return Plain(float(len(issues.outcome)))


def share_of(outcome: Outcome) -> Callable[[Issues], Ratio]:
    """Give the measure of the share of issues that end so."""
    return lambda issues: share(issues.outcome == outcome)


def share_one_and_done(issues: Issues) -> Ratio:
    """Share resolved in one contact by at most one person."""
    resolved = issues.outcome == Outcome.RESOLVED
    return share(resolved & (issues.contacts == 1) & issues.one_person)


def share_returns_later(issues: Issues) -> Ratio:
    """Share that would have come back, answered or gone on after the last close."""
    return share(issues.returns_later)


def share_failure_demand(issues: Issues) -> Ratio:
    """Share of contacts whose reason has a cause, or for which the customer came again.

    A contact that goes on from another, away or on another channel, counts as that one does.
    """
    return Ratio(float(issues.failures.sum()), float(issues.contacts.sum()))


def contacts_mean(issues: Issues) -> Ratio:
    """Contacts per issue."""
    return mean(issues.contacts)


def share_promises_broken(issues: Issues) -> Ratio:
    """Share of the promises made that fell due before they were kept."""
    return Ratio(float(issues.broken.sum()), float(issues.promises.sum()))


def share_churned(issues: Issues) -> Ratio:
    """Share of customers who leave for good: the mean of their chances, where a scenario gives any.

    Null where it says nothing about churn.
    """
    return mean_of_those(issues.churn)


def told_mean(issues: Issues) -> Ratio:
    """People told per issue, where a scenario says how many each tells who remembers misery."""
    return mean_of_those(issues.told)


def told_total(issues: Issues) -> Plain:
    """Count the people told in one replication, where a scenario says how many each tells."""
    return Plain(math.fsum(issues.told) if len(issues.told) else math.nan)


def resolved(issues: Issues) -> float:
    """Count the issues that were resolved."""
    return float((issues.outcome == Outcome.RESOLVED).sum())
