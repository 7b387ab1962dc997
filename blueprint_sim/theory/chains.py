"""Steady states of Markov chains in continuous time."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def birth_death(births: ArrayLike, deaths: ArrayLike) -> NDArray[np.float64]:
    """Share of time in each of the states 0 to k of a birth-death chain.

    Parameters
    ----------
    births, deaths
        Rates, both of shape (k,): ``births[i]`` from state i up to i + 1, ``deaths[i]`` from
        i + 1 down to i. All positive.

    Returns
    -------
    array of shape (k + 1,)
        Summing to 1.

    Notes
    -----
    The product form in logarithms, taken relative to the likeliest state, so that neither end
    of ten thousand states overflows.
    """
    up, down = np.asarray(births, dtype=np.float64), np.asarray(deaths, dtype=np.float64)
    if up.shape != down.shape or up.ndim != 1:
        raise ValueError(f"births {up.shape} and deaths {down.shape} must be of one length")
    if not (np.all(up > 0) and np.all(down > 0)):
        raise ValueError("births and deaths must be positive")
    logs = np.concatenate([[0.0], np.cumsum(np.log(up / down))])
    weights = np.exp(logs - logs.max())
    shares: NDArray[np.float64] = weights / weights.sum()
    return shares


def stationary(rates: ArrayLike) -> NDArray[np.float64]:
    """Share of time in each state of an irreducible chain.

    Parameters
    ----------
    rates
        Of shape (k, k): ``rates[i, j]`` from state i to state j. The diagonal is not read.

    Returns
    -------
    array of shape (k,)
        Summing to 1.

    Raises
    ------
    ValueError
        When some state cannot be left toward those before it.

    Notes
    -----
    Grassmann, Taksar and Heyman (1985), *Operations Research* 33(5): elimination without any
    subtraction, so every share is right to nearly all its digits; O(k^3).
    """
    left = np.array(rates, dtype=np.float64)
    if left.ndim != 2 or left.shape[0] != left.shape[1]:
        raise ValueError(f"rates must be square, not {left.shape}")
    count = len(left)
    for last in range(count - 1, 0, -1):
        out = left[last, :last].sum()
        if out <= 0:
            raise ValueError(f"state {last} does not lead back to the states before it")
        left[:last, last] /= out
        left[:last, :last] += np.outer(left[:last, last], left[last, :last])
    shares = np.ones(count)
    for state in range(1, count):
        shares[state] = shares[:state] @ left[:state, state]
    normal: NDArray[np.float64] = shares / shares.sum()
    return normal
