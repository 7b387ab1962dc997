"""Intervals of ratios over replications, and of their paired differences.

A ratio is ``R = sum(x) / sum(n)`` over the replications; its spread is that of the residuals
``z_r = (x_r - R n_r) / mean(n)``, whose mean is zero (Cochran, *Sampling Techniques*, 3rd ed.,
chapter 6). A plain value of a replication is a ratio with n = 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from blueprint_sim.simulation.program import Floats

LEVEL = 0.95
NOISE = 1e-12
"""Spreads below this part of the values are rounding, not luck."""


class Pooled(NamedTuple):
    """One measure over all replications."""

    ratio: float
    """NaN: nothing to divide by in any replication."""
    residuals: Floats
    """[replication]."""


class Interval(NamedTuple):
    """A value with its interval; None for what there is not."""

    mean: float | None
    low: float | None
    high: float | None


def pool(x: Floats, n: Floats) -> Pooled:
    """Pool numerators and denominators over replications."""
    whole = math.fsum(n)
    if whole == 0:
        return Pooled(math.nan, np.zeros(len(x)))
    ratio = math.fsum(x) / whole
    return Pooled(ratio, (x - ratio * n) / (whole / len(n)))


def interval(pooled: Pooled, level: float = LEVEL, scale: float | None = None) -> Interval:
    """Give a ratio with its interval at `level`, by Student's t.

    `scale` is the size of the numbers that it was derived from, if not its own: see `spread`.
    """
    if math.isnan(pooled.ratio):
        return Interval(None, None, None)
    deviation = spread(pooled.residuals, abs(pooled.ratio) if scale is None else scale)
    half = half_width(deviation, len(pooled.residuals), level)
    if half is None:
        return Interval(pooled.ratio, None, None)
    return Interval(pooled.ratio, pooled.ratio - half, pooled.ratio + half)


def half_width(deviation: float, count: int, level: float) -> float | None:
    """Half the width of the interval of a mean of `count` values; None for fewer than two."""
    if count < 2:
        return None
    return student(level, count - 1) * deviation / math.sqrt(count)


def student(level: float, freedom: int) -> float:
    """Quantile of Student's t that holds the middle `level` of it."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, (1.0 + level) / 2.0))


def spread(values: Sequence[float] | Floats, scale: float) -> float:
    """Give the standard deviation of a sample, derived from numbers of size `scale`.

    What is too small to be more than their rounding counts as none.
    """
    if len(values) < 2:
        return 0.0
    found = math.sqrt(_moment(values, 2) * len(values) / (len(values) - 1))
    return found if found > NOISE * scale else 0.0


def skewness(values: Sequence[float] | Floats) -> float:
    """Third central moment over the cube of the standard deviation; 0 for constant values."""
    second = _moment(values, 2)
    return _moment(values, 3) / second**1.5 if second > 0 else 0.0


def _moment(values: Sequence[float] | Floats, power: int) -> float:
    centre = math.fsum(values) / len(values)
    return math.fsum((value - centre) ** power for value in values) / len(values)
