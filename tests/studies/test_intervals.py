from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import stdtr

from blueprint_sim.studies.intervals import Pooled, half_width, interval, pool, skewness, spread

VALUES = st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=30)


@given(VALUES)
def test_a_plain_value_has_the_textbook_interval(values: list[float]) -> None:
    pooled = pool(np.array(values), np.ones(len(values)))
    found = interval(pooled)
    assert found.mean == pytest.approx(np.mean(values))
    deviation = float(np.std(values, ddof=1))
    if deviation > 1e-6:
        half = (found.high - found.low) / 2  # type: ignore[operator]
        freedom = len(values) - 1
        t = half * math.sqrt(len(values)) / deviation
        assert stdtr(freedom, t) == pytest.approx(0.975)


def test_a_ratio_pools_before_it_divides() -> None:
    """Worked by hand: 1/2 and 5/8 pool to 6/10; residuals (1 - 1.2)/5 and (5 - 4.8)/5."""
    pooled = pool(np.array([1.0, 5.0]), np.array([2.0, 8.0]))
    assert pooled.ratio == 0.6
    assert pooled.residuals == pytest.approx([-0.04, 0.04])


@given(VALUES, st.floats(0.5, 4))
def test_residuals_sum_to_nothing(values: list[float], step: float) -> None:
    x = np.array(values)
    pooled = pool(x, np.array([1 + step * day for day in range(len(x))]))
    assert math.fsum(pooled.residuals) == pytest.approx(0, abs=1e-9 * (1 + np.abs(x).max()))


def test_nothing_over_nothing_is_nothing() -> None:
    pooled = pool(np.zeros(3), np.zeros(3))
    assert math.isnan(pooled.ratio)
    assert interval(pooled) == (None, None, None)


def test_one_replication_has_no_interval() -> None:
    assert interval(pool(np.array([3.0]), np.array([2.0]))) == (1.5, None, None)
    assert half_width(1.0, 1, 0.95) is None


def test_rounding_is_not_luck() -> None:
    third = np.array([0.1 + 0.2, 0.3, 0.3])
    assert spread(third, 0.3) == 0.0
    assert interval(pool(third, np.ones(3))).low == interval(pool(third, np.ones(3))).high
    assert spread(third, 1e-9) > 0.0
    assert spread([1.0, 2.0], 1.0) == pytest.approx(math.sqrt(0.5))


def test_skewness_by_hand() -> None:
    """Of 0, 0, 3: deviations -1, -1, 2; second moment 2, third 2."""
    assert skewness([0.0, 0.0, 3.0]) == pytest.approx(2 / 2**1.5)
    assert skewness([1.0, 2.0, 3.0]) == 0.0
    assert skewness([1.0, 1.0]) == 0.0


@pytest.mark.parametrize("level", [0.9, 0.95, 0.99])
def test_intervals_hold_the_truth_as_often_as_they_say(level: float) -> None:
    """4,000 studies of 30 days whose customers are Poisson, and whose waits depend on them."""
    dice = np.random.default_rng(20_121)
    held, studies = 0, 4_000
    for _ in range(studies):
        n = dice.poisson(100, 30).astype(float)
        x = dice.gamma(n * 2.0, 1.5)
        found = interval(pool(x, n), level)
        held += found.low <= 3.0 <= found.high  # type: ignore[operator]
    # Four standard errors of a share of 4,000.
    assert held / studies == pytest.approx(level, abs=4 * math.sqrt(level * (1 - level) / studies))


def test_the_size_of_what_was_subtracted_tells_rounding_from_luck() -> None:
    tiny = Pooled(0.0, np.array([1e-14, -1e-14]))
    assert interval(tiny, scale=1.0) == (0.0, 0.0, 0.0)
    low = interval(tiny, scale=1e-10).low
    assert low is not None
    assert low < 0
