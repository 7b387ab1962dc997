"""Laws of durations: how long things take, and how long people wait. All in seconds."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Kind: TypeAlias = Literal[
    "constant", "exponential", "uniform", "triangular", "lognormal", "gamma", "erlang", "weibull",
    "given",
]  # fmt: skip
Floats: TypeAlias = NDArray[np.float64]


class Law(NamedTuple):
    """A law of durations, in seconds.

    The parameters by kind, in seconds unless said: constant (value); exponential (mean); uniform
    (low, high); triangular (low, mode, high); lognormal (mu, sigma) of the logarithm of the
    seconds; gamma (shape, scale); erlang (k, mean); weibull (shape, scale); given (values): the
    k-th customer takes the k-th value.
    """

    kind: Kind
    parameters: tuple[float, ...]
    written: str = ""
    """As the author wrote it."""

    @property
    def mean(self) -> float:
        """Mean, in seconds."""
        return _MOMENTS[self.kind](*self.parameters)[0] if self.kind != "given" else self._mean()

    @property
    def sd(self) -> float:
        """Standard deviation, in seconds."""
        if self.kind == "given":
            centre = self._mean()
            squares = math.fsum((value - centre) ** 2 for value in self.parameters)
            return math.sqrt(squares / len(self.parameters))
        return math.sqrt(_MOMENTS[self.kind](*self.parameters)[1])

    def _mean(self) -> float:
        return math.fsum(self.parameters) / len(self.parameters)

    def quantile(self, u: Floats) -> Floats:
        """Give the inverse distribution function.

        Parameters
        ----------
        u
            Uniform numbers in [0, 1), any shape.

        Returns
        -------
        Floats
            Seconds, of the shape of `u`.

        Raises
        ------
        ValueError
            For a given law, which has values instead.
        """
        if self.kind == "given":
            raise ValueError("a given law has values, not a distribution")
        return _QUANTILES[self.kind](np.asarray(u, dtype=np.float64), *self.parameters)

    def describe(self) -> str:
        """Say it in words: ``lognormal, mean 4 min, sd 4 min``."""
        if self.kind == "given":
            return f"{len(self.parameters)} given values, mean {say_duration(self.mean)}"
        if self.kind == "constant":
            return f"always {say_duration(self.mean)}"
        return f"{self.kind}, mean {say_duration(self.mean)}, sd {say_duration(self.sd)}"


def say_duration(seconds: float) -> str:
    """Write seconds in the unit that people would use: ``90 s``, ``4 min``, ``2.5 h``."""
    for unit, size in (("days", 86400.0), ("h", 3600.0), ("min", 60.0)):
        if seconds >= 2 * size or (seconds >= size and seconds % size == 0):
            return f"{seconds / size:.4g} {unit if seconds != 86400 else 'day'}"
    return f"{seconds:.4g} s"


# Mean and variance by the kind's own parameters (Johnson, Kotz & Balakrishnan 1994, 1995).
_MOMENTS: dict[str, Callable[..., tuple[float, float]]] = {
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


_QUANTILES: dict[str, Callable[..., Floats]] = {
    "constant": np.full_like,
    "exponential": lambda u, mean: -mean * np.log1p(-u),
    "uniform": lambda u, low, high: low + u * (high - low),
    "triangular": _triangular,
    "lognormal": _lognormal,
    "gamma": _gamma,
    "erlang": lambda u, k, mean: _gamma(u, k, mean / k),
    "weibull": lambda u, shape, scale: scale * (-np.log1p(-u)) ** (1 / shape),
}
