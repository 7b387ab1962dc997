from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.linalg import expm

from blueprint_sim.theory import birth_death
from blueprint_sim.theory.transient import Move, pass_time


def generator(moves: list[Move]) -> np.ndarray:
    rates = sum(
        np.diag(move.rates[max(0, -move.by) :][: len(move.rates) - abs(move.by)], move.by)
        for move in moves
    )
    return rates - np.diag(rates.sum(axis=1))


@given(arrays(float, (3, 6), elements=st.floats(0.01, 9)), st.floats(0.01, 5))
def test_it_is_the_exponential_of_the_generator(rates: np.ndarray, length: float) -> None:
    rates[0, -1] = rates[1, :2] = rates[2, 0] = 0.0
    moves = [Move(rates[0], 1), Move(rates[1], -2), Move(rates[2], -1)]
    start = np.array([0.5, 0.0, 0.0, 0.0, 0.2, 0.3])
    passed = pass_time(start, moves, length)
    assert passed.shares == pytest.approx(start @ expm(generator(moves) * length), abs=1e-12)
    # The time spent is the integral of the exponential: a corner of a larger one (Van Loan 1978).
    corner = np.block([[generator(moves), np.eye(6)], [np.zeros((6, 12))]])
    assert passed.spent == pytest.approx(start @ expm(corner * length)[:6, 6:], abs=1e-11)


def test_a_poisson_stream_is_counted() -> None:
    rates = np.full(200, 3.0)
    rates[-1] = 0.0
    shares = pass_time(np.eye(1, 200)[0], [Move(rates, 1)], 20.0).shares
    poisson = [math.exp(k * math.log(60) - 60 - math.lgamma(k + 1)) for k in range(150)]
    assert shares[:150] == pytest.approx(poisson, abs=1e-14)


def test_a_long_time_leads_to_the_steady_state() -> None:
    births, deaths = np.array([3.0, 2.0, 1.0]), np.array([1.0, 2.0, 5.0])
    moves = [Move(np.append(births, 0.0), 1), Move(np.insert(deaths, 0, 0.0), -1)]
    shares = pass_time(np.array([0.0, 0.0, 0.0, 1.0]), moves, 500.0).shares
    assert shares == pytest.approx(birth_death(births, deaths), abs=1e-14)


def test_no_time_and_no_moves_change_nothing() -> None:
    start = np.array([0.25, 0.75])
    moving, still = [Move(np.array([1.0, 0.0]), 1)], [Move(np.zeros(2), 1)]
    assert pass_time(start, moving, 0.0).shares.tolist() == [0.25, 0.75]
    assert pass_time(start, still, 4.0).spent.tolist() == [1.0, 3.0]
