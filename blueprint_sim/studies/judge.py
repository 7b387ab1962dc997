"""The verdict on one difference: what may be said of it, and what it would take to say more."""

from __future__ import annotations

import math
from typing import NamedTuple

from blueprint_sim.simulation.program import Floats
from blueprint_sim.studies.comparison import Verdict
from blueprint_sim.studies.intervals import half_width, skewness, spread, student

POWER = 1.282
"""Normal quantile of 90%: the chance that as many replications as are named would tell."""
COCHRAN = 25.0
"""A t interval is trusted from this many times the squared skewness on (Cochran 1977, 2.15)."""
MOST = 1_000_000
"""Replications beyond which it is of no use to name a number."""


class Judgement(NamedTuple):
    """A verdict, with the interval that it rests on."""

    low: float | None
    high: float | None
    verdict: Verdict
    needed: int | None
    uneven: bool = False
    """The interval would tell, but the replications are too skewed for their number to trust it."""


def judge(
    difference: float,
    residuals: Floats,
    *,
    threshold: float,
    level: float,
    better: str | None,
    scale: float,
) -> Judgement:
    """Judge a difference between two variants.

    Parameters
    ----------
    difference
        The variant less the baseline.
    residuals
        [replication]: the difference of their residuals, of mean zero.
    threshold
        The smallest difference worth acting on.
    level
        Of the interval: 1 - 0.05 / (comparisons in the family), by Bonferroni.
    better
        The good side: lower, higher, or None.
    scale
        Size of the values compared, to tell luck from rounding.
    """
    count = len(residuals)
    if difference == 0 and not residuals.any():
        return Judgement(0.0, 0.0, Verdict.IDENTICAL, None)
    deviation = spread(residuals, scale)
    half = half_width(deviation, count, level)
    if half is None:
        return Judgement(None, None, Verdict.UNKNOWN, None)
    low, high = difference - half, difference + half
    told = _told(low, high, threshold, better)
    enough = math.ceil(COCHRAN * skewness(residuals) ** 2) if deviation > 0 else 0
    if told is not Verdict.UNKNOWN:
        if count >= enough:
            return Judgement(low, high, told, None)
        return Judgement(low, high, Verdict.UNKNOWN, enough, uneven=True)
    needed = replications_needed(difference, deviation, threshold, level)
    return Judgement(low, high, told, None if needed is None else max(needed, enough))


def _told(low: float, high: float, threshold: float, better: str | None) -> Verdict:
    if -threshold <= low and high <= threshold:
        return Verdict.SAME
    if low <= 0 <= high:
        return Verdict.UNKNOWN
    if better is None:
        return Verdict.MORE if low > 0 else Verdict.LESS
    return Verdict.BETTER if (low > 0) == (better == "higher") else Verdict.WORSE


def replications_needed(
    difference: float, deviation: float, threshold: float, level: float
) -> int | None:
    """Find the smallest number of replications that would probably tell.

    The smallest n with ``(t + 1.282) S / sqrt(n) <= max(|D|, threshold - |D|)``, where t has
    n - 1 degrees of freedom; None beyond a million.
    """
    goal = max(abs(difference), threshold - abs(difference))

    def tells(count: int) -> bool:
        return (student(level, count - 1) + POWER) * deviation / math.sqrt(count) <= goal

    if not tells(MOST):
        return None
    few, many = 1, MOST
    while many - few > 1:
        middle = (few + many) // 2
        few, many = (few, middle) if tells(middle) else (middle, many)
    return many
