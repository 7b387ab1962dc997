"""Markov chains in continuous time before their steady state, by uniformisation.

Source: Jensen (1953), *Skandinavisk Aktuarietidskrift* 36; Grassmann (1977), *Computers &
Operations Research* 4(1): the chain jumps at the instants of one Poisson stream, now and then
to where it is. All terms are positive, so nothing cancels.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]

TAIL_SDS = 9.0
"""How far beyond its mean the number of jumps is followed, in its standard deviations."""


class Move(NamedTuple):
    """One kind of transition: from state i to state ``i + by``, at rate ``rates[i]``."""

    rates: Floats
    """Of shape (k,); 0 where that state would be none."""
    by: int


class Passage(NamedTuple):
    """A stretch of time that has passed."""

    shares: Floats
    """Chance of each state at its end; shape (k,)."""
    spent: Floats
    """Mean time spent in each state, summing to the length; shape (k,)."""


def pass_time(shares: Floats, moves: Sequence[Move], length: float) -> Passage:
    """Let a chain run for so long.

    Parameters
    ----------
    shares
        Chance of each state at the start; shape (k,), summing to 1.
    moves
        All transitions.
    length
        Time to pass, 0 or more.

    Notes
    -----
    The error is the tail of a Poisson number beyond `TAIL_SDS` standard deviations and 30 more,
    below 1e-15; O(k) for each of about (greatest rate out of a state x length) jumps.
    """
    from scipy.special import pdtrc

    out = np.sum([move.rates for move in moves], axis=0)
    pace = float(out.max())
    if pace == 0.0 or length == 0.0:
        return Passage(shares, shares * length)
    jumps = math.ceil(pace * length + TAIL_SDS * math.sqrt(pace * length) + 30)
    more = pdtrc(np.arange(jumps), pace * length)
    exactly = -np.diff(more, prepend=1.0)
    stays = 1.0 - out / pace
    goes = [(move.rates / pace, move.by) for move in moves]
    end, spent = np.zeros(len(shares)), np.zeros(len(shares))
    for chance, beyond in zip(exactly, more, strict=True):
        end += chance * shares
        spent += beyond / pace * shares
        shares = _jump(shares, stays, goes)
    return Passage(end / end.sum(), spent * (length / spent.sum()))


def _jump(shares: Floats, stays: Floats, goes: Sequence[tuple[Floats, int]]) -> Floats:
    after = shares * stays
    for chances, by in goes:
        flow = shares * chances
        if by > 0:
            after[by:] += flow[:-by]
        else:
            after[:by] += flow[-by:]
    return after
