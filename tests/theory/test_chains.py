from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from blueprint_sim.theory import birth_death, stationary

RATES = st.floats(0.01, 100)


@given(st.integers(1, 8).flatmap(lambda k: arrays(float, (2, k), elements=RATES)))
def test_a_birth_death_chain_is_in_balance_across_every_cut(rates: np.ndarray) -> None:
    births, deaths = rates
    shares = birth_death(births, deaths)
    assert shares.sum() == pytest.approx(1)
    assert shares[:-1] * births == pytest.approx(shares[1:] * deaths)


@given(st.integers(1, 7).flatmap(lambda k: arrays(float, (k, k), elements=RATES)))
def test_a_chain_is_in_balance_at_every_state(rates: np.ndarray) -> None:
    shares = stationary(rates)
    np.fill_diagonal(rates, 0.0)
    assert shares.sum() == pytest.approx(1)
    assert shares * rates.sum(axis=1) == pytest.approx(shares @ rates)


def test_both_solvers_agree() -> None:
    births, deaths = np.array([3.0, 2.0, 1.0]), np.array([1.0, 2.0, 5.0])
    rates = np.diag(births, 1) + np.diag(deaths, -1)
    assert stationary(rates) == pytest.approx(birth_death(births, deaths), rel=1e-14)


def test_neither_end_of_many_states_overflows() -> None:
    shares = birth_death(np.full(20_000, 5_000.0), np.arange(1.0, 20_001.0))
    assert shares @ np.arange(20_001) == pytest.approx(5_000, rel=1e-9)


def test_a_trap_is_refused() -> None:
    with pytest.raises(ValueError, match="state 1 does not lead back"):
        stationary([[0, 1], [0, 0]])


def test_shapes_and_signs_are_checked() -> None:
    with pytest.raises(ValueError, match="of one length"):
        birth_death([1.0], [1.0, 2.0])
    with pytest.raises(ValueError, match="must be positive"):
        birth_death([1.0], [0.0])
    with pytest.raises(ValueError, match="must be square"):
        stationary([[1.0, 2.0]])
