"""What is known of each kind of law: its moments, its quantiles, the share that lies below.

Functions of the kind's own parameters, in seconds; see `laws.Law`. Formulas: Johnson, Kotz and
Balakrishnan (1994, 1995), Continuous univariate distributions.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]

MOMENTS: Final[dict[str, Callable[..., tuple[float, float]]]] = {
    "constant": lambda value: (value, 0.0),
    "exponential": lambda mean: (mean, mean**2),
    "uniform": lambda a, b: ((a + b) / 2, (b - a) ** 2 / 12),
    "triangular": lambda a, c, b: (
        (a + b + c) / 3,
        ((b - a) ** 2 + (c - a) ** 2 + (b - c) ** 2) / 36,
    ),
    "lognormal": lambda mu, sigma: (
        math.exp(mu + sigma**2 / 2),
        math.exp(2 * mu + sigma**2) * math.expm1(sigma**2),
    ),
    "gamma": lambda shape, scale: (shape * scale, shape * scale**2),
    "erlang": lambda k, mean: (mean, mean**2 / k),
    "weibull": lambda shape, scale: (
        scale * math.gamma(1 + 1 / shape),
        scale**2 * (math.gamma(1 + 2 / shape) - math.gamma(1 + 1 / shape) ** 2),
    ),
}
"""Mean and variance."""


def _triangular(u: Floats, low: float, mode: float, high: float) -> Floats:
    if high == low:
        return np.full_like(u, low)
    turn = (mode - low) / (high - low)
    rising = low + np.sqrt(u * (high - low) * (mode - low))
    falling = high - np.sqrt((1 - u) * (high - low) * (high - mode))
    return np.where(u < turn, rising, falling)


def _lognormal(u: Floats, mu: float, sigma: float) -> Floats:
    from scipy.special import ndtri

    # ndtri(0) is -inf and exp of it 0, which is right; times a sigma of 0 it would be nan.
    return np.exp(mu + sigma * ndtri(u)) if sigma > 0 else np.full_like(u, math.exp(mu))


def _gamma(u: Floats, shape: float, scale: float) -> Floats:
    from scipy.special import gammaincinv

    return np.asarray(scale * gammaincinv(shape, u), dtype=np.float64)


def _empirical(u: Floats, *values: float) -> Floats:
    """Give value k of n, sorted, for u in [k/n, (k+1)/n)."""
    place = np.minimum((u * len(values)).astype(np.int64), len(values) - 1)
    return np.asarray(values)[place]


QUANTILES: Final[dict[str, Callable[..., Floats]]] = {
    "constant": np.full_like,
    "exponential": lambda u, mean: -mean * np.log1p(-u),
    "uniform": lambda u, low, high: low + u * (high - low),
    "triangular": _triangular,
    "lognormal": _lognormal,
    "gamma": _gamma,
    "erlang": lambda u, k, mean: _gamma(u, k, mean / k),
    "weibull": lambda u, shape, scale: scale * (-np.log1p(-u)) ** (1 / shape),
    "empirical": _empirical,
}
"""The inverse distribution functions, of uniforms in [0, 1)."""


def _ramp(x: Floats, low: float, high: float) -> Floats:
    return _step(x, low) if high == low else np.clip((x - low) / (high - low), 0.0, 1.0)


def _step(x: Floats, value: float) -> Floats:
    return (x >= value).astype(np.float64)


def _below_triangular(x: Floats, low: float, mode: float, high: float) -> Floats:
    if high == low:
        return _step(x, low)
    rise, fall = mode - low, high - mode
    # Where there is no rise, or no fall, no x lies in it.
    rising = np.clip(x - low, 0.0, rise) ** 2 / ((high - low) * (rise or 1.0))
    falling = 1 - np.clip(high - x, 0.0, fall) ** 2 / ((high - low) * (fall or 1.0))
    return np.where(x < mode, rising, falling)


def _below_lognormal(x: Floats, mu: float, sigma: float) -> Floats:
    from scipy.special import ndtr

    if sigma == 0:
        return _step(x, math.exp(mu))
    with np.errstate(divide="ignore"):  # the logarithm of 0 is -inf, below which nothing lies
        return np.asarray(ndtr((np.log(x) - mu) / sigma), dtype=np.float64)


def _below_gamma(x: Floats, shape: float, scale: float) -> Floats:
    from scipy.special import gammainc

    return np.asarray(gammainc(shape, x / scale), dtype=np.float64)


def _below_empirical(x: Floats, *values: float) -> Floats:
    return np.searchsorted(np.asarray(values), x, side="right") / len(values)


BELOW: Final[dict[str, Callable[..., Floats]]] = {
    "constant": _step,
    "exponential": lambda x, mean: -np.expm1(-x / mean),
    "uniform": _ramp,
    "triangular": _below_triangular,
    "lognormal": _below_lognormal,
    "gamma": _below_gamma,
    "erlang": lambda x, k, mean: _below_gamma(x, k, mean / k),
    "weibull": lambda x, shape, scale: -np.expm1(-((x / scale) ** shape)),
    "empirical": _below_empirical,
}
"""The distribution functions: the share of at most x, of any x >= 0."""
