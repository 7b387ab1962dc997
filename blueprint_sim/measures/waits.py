"""How long customers wait, and how long they are at it."""

from __future__ import annotations

from blueprint_sim.measures.customers import Issues
from blueprint_sim.measures.values import Plain, Ratio, mean_minutes, quantile_minutes


def wait_mean(issues: Issues) -> Ratio:
    """Mean time waiting for a person, over the whole issue, in minutes."""
    return mean_minutes(issues.wait)


def wait_p90(issues: Issues) -> Plain:
    """Time waiting for a person that 9 in 10 do not exceed on an average day, in minutes."""
    return Plain(quantile_minutes(issues.wait, 0.9))


def service_level(issues: Issues) -> Ratio:
    """Share of requests for a person answered in time; the blocked were not.

    Who gives up within the target is left out; so are requests at steps that customers do not
    see, where they wait for no answer.
    """
    kept_up = issues.requests.sum() - issues.left_early.sum()
    return Ratio(float(issues.answered.sum()), float(kept_up))


def sojourn_mean(issues: Issues) -> Ratio:
    """Mean time from the first arrival to the end of the issue, in minutes."""
    return mean_minutes(issues.sojourn)


def effort_mean(issues: Issues) -> Ratio:
    """Mean time active or waiting, in minutes."""
    return mean_minutes(issues.effort)
