from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import gammainc, gammaln

from blueprint_sim.theory import ErlangA, ErlangC, LimitedQueue, erlang_b


@given(st.integers(1, 40), st.floats(0.2, 1.4), st.floats(0.2, 5))
def test_erlang_a_agrees_with_palm(servers: int, utilisation: float, patience: float) -> None:
    """Palm's closed form, by the incomplete gamma function instead of a chain."""
    rate = servers * utilisation
    ahead, ready = servers * patience, rate * patience
    log_series = math.log(ahead) + ready - ahead * math.log(ready) + gammaln(ahead)
    series = math.exp(log_series) * gammainc(ahead, ready)
    blocked = erlang_b(servers, rate)
    waiting = series * blocked / (1 + (series - 1) * blocked)
    queue = ErlangA(rate, 1.0, patience, servers)
    assert queue.share_waiting == pytest.approx(waiting, rel=1e-8)
    given_up = 1 / (utilisation * series) + 1 - 1 / utilisation
    assert queue.share_abandoning == pytest.approx(waiting * given_up, rel=1e-6, abs=1e-12)


@settings(deadline=None, max_examples=25)
@given(st.integers(1, 40), st.floats(0.2, 0.9))
def test_endless_patience_is_erlang_c(servers: int, utilisation: float) -> None:
    rate = servers * utilisation
    patient, endless = ErlangA(rate, 1.0, 1e7, servers), ErlangC(rate, 1.0, servers)
    assert patient.share_waiting == pytest.approx(endless.share_waiting, rel=1e-3)
    assert patient.wait_mean == pytest.approx(endless.wait_mean, rel=1e-3)


def test_patience_like_service_makes_a_poisson_number_present() -> None:
    """With equal means, whether one is served or waits makes no difference to when one leaves."""
    queue = ErlangA(7.0, 1.0, 1.0, 5)
    poisson = [math.exp(-7) * 7**k / math.factorial(k) for k in range(30)]
    assert queue.shares[:30] == pytest.approx(poisson)


@given(st.integers(1, 30), st.floats(0.1, 50))
def test_no_room_to_wait_is_erlang_b(servers: int, load: float) -> None:
    queue = LimitedQueue(load, 1.0, servers, servers)
    assert queue.share_blocked == pytest.approx(erlang_b(servers, load))
    assert queue.share_waiting == 0
    assert queue.wait_mean == 0


def test_much_room_is_erlang_c() -> None:
    limited, endless = LimitedQueue(4.2, 2.0, 12, 400), ErlangC(4.2, 2.0, 12)
    assert limited.wait_mean == pytest.approx(endless.wait_mean)
    assert limited.share_waiting == pytest.approx(endless.share_waiting)
    assert limited.utilisation == pytest.approx(endless.utilisation)


def test_ten_thousand_servers_are_no_trouble() -> None:
    queue = ErlangA(10_000.0, 1.0, 1.0, 10_000)
    assert queue.shares.sum() == pytest.approx(1)
    assert queue.share_waiting == pytest.approx(0.5, abs=0.01)
    assert LimitedQueue(10_000.0, 1.0, 10_000, 10_000).share_blocked == pytest.approx(
        erlang_b(10_000, 10_000.0), rel=1e-9
    )


def test_nonsense_is_refused() -> None:
    with pytest.raises(ValueError, match="mean_patience must be positive"):
        ErlangA(1.0, 1.0, 0.0, 1)
    with pytest.raises(ValueError, match="3 places cannot hold"):
        LimitedQueue(1.0, 1.0, 4, 3)
