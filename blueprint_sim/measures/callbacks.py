"""Callbacks: who was off the line, for how long, and how often that came about."""

from __future__ import annotations

from blueprint_sim.measures.customers import Issues
from blueprint_sim.measures.values import Ratio, mean_minutes, share


def share_called_back(issues: Issues) -> Ratio:
    """Share of issues in which a callback was accepted, whether or not the call was answered."""
    return share(issues.callbacks > 0)


def callback_wait_mean(issues: Issues) -> Ratio:
    """Mean time from accepting a callback to the call, over the callbacks accepted, in minutes."""
    accepted = mean_minutes(issues.off_line)
    return Ratio(accepted.x, float(issues.callbacks.sum()))
