"""Laws of durations: how long things take, and how long people wait. All in seconds."""

from __future__ import annotations

import math
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from blueprint_sim.model.distributions import BELOW, MOMENTS, QUANTILES, Floats

Kind: TypeAlias = Literal[
    "constant", "exponential", "uniform", "triangular", "lognormal", "gamma", "erlang", "weibull",
    "empirical", "mixture", "given",
]  # fmt: skip
_VALUES = ("empirical", "given")
_LAST = np.nextafter(1.0, 0.0)


class Law(NamedTuple):
    """A law of durations, in seconds.

    The parameters by kind, in seconds unless said: constant (value); exponential (mean); uniform
    (low, high); triangular (low, mode, high); lognormal (mu, sigma) of the logarithm of the
    seconds; gamma (shape, scale); erlang (k, mean); weibull (shape, scale); empirical (values, in
    order of size); mixture (shares of its parts); given (values): the k-th customer takes the
    k-th value.
    """

    kind: Kind
    parameters: tuple[float, ...]
    written: str = ""
    """As the author wrote it."""
    parts: tuple[Law, ...] = ()
    """Of a mixture, as many as shares."""

    @property
    def mean(self) -> float:
        """Mean, in seconds."""
        if self.kind == "mixture":
            return math.fsum(share * part.mean for share, part in self._shared())
        if self.kind in _VALUES:
            return math.fsum(self.parameters) / len(self.parameters)
        return MOMENTS[self.kind](*self.parameters)[0]

    @property
    def sd(self) -> float:
        """Standard deviation, in seconds."""
        mean = self.mean
        if self.kind == "mixture":
            within = (share * part.sd**2 for share, part in self._shared())
            between = (share * (part.mean - mean) ** 2 for share, part in self._shared())
            return math.sqrt(math.fsum([*within, *between]))
        if self.kind in _VALUES:
            squares = math.fsum((value - mean) ** 2 for value in self.parameters)
            return math.sqrt(squares / len(self.parameters))
        return math.sqrt(MOMENTS[self.kind](*self.parameters)[1])

    @property
    def varies(self) -> bool:
        """Whether it gives more than one duration; a spread of rounding errors is none."""
        return self.sd > 1e-9 * self.mean

    def drawn(self, u: Floats) -> Floats:
        """Give the durations that uniform numbers bring.

        All laws but one take their quantiles. Of a mixture, u picks the part, by shares cumulated
        in the order written; what is left of it, stretched to [0, 1), goes through that part.

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
        if self.kind != "mixture":
            return self.quantile(u)
        u = np.asarray(u, dtype=np.float64)
        upto = np.cumsum(self.parameters)
        upto[-1] = 1.0
        begins = np.concatenate([[0.0], upto[:-1]])
        which = np.searchsorted(upto, u, side="right")
        left = np.minimum((u - begins[which]) / (upto - begins)[which], _LAST)
        found = np.empty_like(u)
        for number, part in enumerate(self.parts):
            found[which == number] = part.drawn(left[which == number])
        return found

    def quantile(self, u: Floats) -> Floats:
        """Give the inverse distribution function, that of a mixture by bisection.

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
        self._need_distribution()
        u = np.asarray(u, dtype=np.float64)
        if self.kind == "mixture":
            return self._bisected(u)
        return QUANTILES[self.kind](u, *self.parameters)

    def below(self, x: Floats) -> Floats:
        """Give the distribution function: the share of durations of at most `x` seconds.

        Parameters
        ----------
        x
            Seconds, 0 or more, any shape.

        Returns
        -------
        Floats
            Shares, of the shape of `x`.

        Raises
        ------
        ValueError
            For a given law, which has values instead.
        """
        self._need_distribution()
        if self.kind == "mixture":
            shares = [share * part.below(x) for share, part in self._shared()]
            return np.asarray(np.sum(shares, axis=0), dtype=np.float64)
        return BELOW[self.kind](np.asarray(x, dtype=np.float64), *self.parameters)

    def describe(self) -> str:
        """Say it in words: ``lognormal, mean 4 min, sd 4 min``."""
        if self.kind == "constant":
            return f"always {say_duration(self.mean)}"
        if self.kind == "mixture":
            return "; ".join(
                f"{share * 100:.4g}% {part.describe()}" for share, part in self._shared()
            )
        of = f"{len(self.parameters):,} {self.kind} values" if self.kind in _VALUES else self.kind
        sd = "" if self.kind == "given" else f", sd {say_duration(self.sd)}"
        return f"{of}, mean {say_duration(self.mean)}{sd}"

    def _need_distribution(self) -> None:
        if self.kind == "given":
            raise ValueError("a given law has values, not a distribution")

    def _shared(self) -> list[tuple[float, Law]]:
        return list(zip(self.parameters, self.parts, strict=True))

    def _bisected(self, u: Floats) -> Floats:
        """Find the least x with more than u below it; it lies between the parts' quantiles."""
        ends = np.array([part.quantile(u) for part in self.parts])
        low, high = ends.min(axis=0), ends.max(axis=0)
        high = np.where(self.below(low) > u, low, high)
        middle = (low + high) / 2
        while ((low < middle) & (middle < high)).any():
            beyond = self.below(middle) > u
            low, high = np.where(beyond, low, middle), np.where(beyond, middle, high)
            middle = (low + high) / 2
        return np.asarray(high, dtype=np.float64)


def say_duration(seconds: float) -> str:
    """Write seconds in the unit that people would use: ``90 s``, ``4 min``, ``2.5 h``."""
    for unit, size in (("days", 86400.0), ("h", 3600.0), ("min", 60.0)):
        if seconds >= 2 * size or (seconds >= size and seconds % size == 0):
            return f"{seconds / size:.4g} {unit if seconds != 86400 else 'day'}"
    return f"{seconds:.4g} s"
