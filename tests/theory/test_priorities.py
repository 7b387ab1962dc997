from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint_sim.theory import ErlangC, cobham, cobham_exponential


def test_two_classes_worked_by_hand() -> None:
    """Rates 0.2 and 0.3, means 1 and 2: loads 0.2 and 0.6, time left 0.2 + 1.2 = 1.4."""
    high, low = cobham_exponential((0.2, 0.3), (1.0, 2.0))
    assert high == pytest.approx(1.4 / 0.8)
    assert low == pytest.approx(1.4 / (0.8 * 0.2))


def test_one_class_of_exponential_service_is_erlang_c() -> None:
    assert cobham_exponential((0.7,), (1.0,))[0] == pytest.approx(ErlangC(0.7, 1.0, 1).wait_mean)


def test_constant_service_halves_the_wait() -> None:
    """Pollaczek and Khinchine: half the wait of exponential service of the same mean."""
    constant = cobham((0.7,), (1.0,), (1.0,))[0]
    assert constant == pytest.approx(cobham_exponential((0.7,), (1.0,))[0] / 2)


@given(st.lists(st.tuples(st.floats(0.01, 1), st.floats(0.1, 5)), min_size=1, max_size=5))
def test_the_work_that_waits_is_the_same_in_any_order(
    classes: list[tuple[float, float]],
) -> None:
    """Kleinrock's conservation law: the sum of load times wait is that of first come first."""
    total = sum(rate * mean for rate, mean in classes)
    rates = [0.8 * rate / total for rate, _ in classes]
    means = [mean for _, mean in classes]
    waits = cobham_exponential(rates, means)
    left = math.fsum(rate * mean**2 for rate, mean in zip(rates, means, strict=True))
    together = left / (1 - 0.8)
    weighted = math.fsum(r * m * w for r, m, w in zip(rates, means, waits, strict=True))
    assert weighted == pytest.approx(0.8 * together)
    assert list(waits) == sorted(waits)


def test_too_much_load_is_refused() -> None:
    with pytest.raises(ValueError, match="too much for one server"):
        cobham_exponential((0.5, 0.5), (1.0, 1.0))
