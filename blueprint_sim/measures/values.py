"""What a measure of one replication is: a ratio to be pooled, or a plain value to be averaged."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.simulation.program import TICKS_PER_MINUTE, Flags, Floats, Ints

Number: TypeAlias = float | NDArray[np.float64]
"""One number, or one for each team or step."""


class Ratio(NamedTuple):
    """A share, or a mean: pooled over replications as ``sum(x) / sum(n)``; 0/0 is nothing."""

    x: Number
    n: Number


class Plain(NamedTuple):
    """A count, a quantile or a sum of one replication; NaN where there is none."""

    value: Number


Value: TypeAlias = Ratio | Plain


def pair(value: Value) -> tuple[Number, Number]:
    """Give numerator and denominator; a plain value counts once, a missing one not at all."""
    if isinstance(value, Ratio):
        return value
    missing = np.isnan(value.value)
    return np.where(missing, 0.0, value.value), np.where(missing, 0.0, 1.0)


def mean(column: Ints) -> Ratio:
    """Mean of a column of counts."""
    return Ratio(float(column.sum()), float(len(column)))


def mean_minutes(column: Ints) -> Ratio:
    """Mean of a column of ticks, in minutes."""
    return Ratio(float(column.sum()) / TICKS_PER_MINUTE, float(len(column)))


def share(flags: Flags) -> Ratio:
    """Share of a column that holds."""
    return Ratio(float(np.count_nonzero(flags)), float(len(flags)))


def mean_of_those(column: NDArray[np.float64]) -> Ratio:
    """Mean of the numbers of a column that are there (not NaN); the order does not matter."""
    there = column[~np.isnan(column)]
    return Ratio(math.fsum(there), float(len(there)))


def quantile_minutes(column: Ints, share_below: float) -> float:
    """Quantile of a column of ticks, in minutes, between the ranks by a straight line; or NaN."""
    if not len(column):
        return math.nan
    return float(np.quantile(column, share_below)) / TICKS_PER_MINUTE


def quantiles(ascending: NDArray[Any], shares: Sequence[float] | Floats) -> Floats:
    """Quantiles of a column in ascending order, between the ranks by a straight line; or NaN."""
    if not len(ascending):
        return np.full(len(shares), math.nan)
    rank = np.asarray(shares) * (len(ascending) - 1)
    found: Floats = np.interp(rank, np.arange(len(ascending)), ascending)
    return found


def tally(of: NDArray[Any], size: int, weights: NDArray[Any] | None = None) -> Any:
    """Sum `weights` (or count) by the numbers in `of`, from 0 to `size` - 1.

    Sums of whole numbers below 2**53 are exact.
    """
    return np.bincount(of, weights=weights, minlength=size)


def tally_where(mask: Flags, of: Ints, size: int, weights: NDArray[Any] | None = None) -> Floats:
    """Tally only the entries for which `mask` holds."""
    at = np.flatnonzero(mask)
    total: Floats = tally(of[at], size, None if weights is None else weights[at]).astype(np.float64)
    return total
