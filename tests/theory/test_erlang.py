from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint_sim.theory import ErlangC, birth_death, erlang_b, erlang_c


@given(st.integers(1, 60), st.floats(0.01, 80))
def test_erlang_b_is_the_last_share_of_a_loss_system(servers: int, load: float) -> None:
    shares = birth_death(np.full(servers, load), np.arange(1, servers + 1))
    assert erlang_b(servers, load) == pytest.approx(shares[-1], rel=1e-9)


@given(st.floats(0.01, 0.99))
def test_one_server_waits_as_often_as_it_is_busy(load: float) -> None:
    assert erlang_c(1, load) == pytest.approx(load)


@given(st.integers(1, 200), st.floats(0.05, 0.98))
def test_the_wait_is_exponential_with_an_atom_at_zero(servers: int, utilisation: float) -> None:
    queue = ErlangC(servers * utilisation, 1.0, servers)
    for share in (0.5, 0.9, 0.99):
        at = queue.wait_quantile(share)
        assert queue.service_level(at) >= share - 1e-12
        assert at == 0 or queue.service_level(at) == pytest.approx(share)
    assert queue.wait_second_moment * queue.share_waiting == pytest.approx(2 * queue.wait_mean**2)
    assert queue.queue_mean == pytest.approx(
        queue.share_waiting * queue.utilisation / (1 - queue.utilisation)
    )


def test_moments_agree_with_the_distribution_integrated() -> None:
    queue = ErlangC(4.2, 2.0, 12)
    middles = (np.arange(400_000) + 0.5) * 5e-5
    tail = np.array([1.0 - queue.service_level(at) for at in middles])
    assert tail.sum() * 5e-5 == pytest.approx(queue.wait_mean, rel=1e-6)
    assert (2 * middles * tail).sum() * 5e-5 == pytest.approx(queue.wait_second_moment, rel=1e-6)


def test_ten_thousand_servers_are_no_trouble() -> None:
    queue = ErlangC(9_900.0, 1.0, 10_000)
    # The heavy-traffic limit of Halfin and Whitt (1981), with beta = 1.
    beta = (10_000 - 9_900) / math.sqrt(9_900)
    normal = 0.5 * (1 + math.erf(beta / math.sqrt(2)))
    density = math.exp(-(beta**2) / 2) / math.sqrt(2 * math.pi)
    assert queue.share_waiting == pytest.approx(1 / (1 + beta * normal / density), rel=0.01)
    assert erlang_b(10_000, 1.0) == 0.0
    assert erlang_b(0, 3.0) == 1.0


def test_too_much_load_is_refused() -> None:
    with pytest.raises(ValueError, match="needs more than 3 servers"):
        ErlangC(3.0, 1.0, 3)
    with pytest.raises(ValueError, match="needs more than 3 servers"):
        erlang_c(3, 3.0)


@pytest.mark.parametrize("bad", [0.0, -1.0, math.nan, math.inf])
def test_rates_must_be_positive_and_finite(bad: float) -> None:
    with pytest.raises(ValueError, match="arrival_rate must be positive"):
        ErlangC(bad, 1.0, 3)


@pytest.mark.parametrize("share", [-0.1, 1.0])
def test_quantiles_are_of_shares(share: float) -> None:
    with pytest.raises(ValueError, match="share must lie in"):
        ErlangC(1.0, 1.0, 3).wait_quantile(share)
