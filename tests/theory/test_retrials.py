from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blueprint_sim.theory import RetrialQueue, erlang_b, erlang_c, stationary

utilisations = st.floats(0.1, 0.9)
retrials = st.floats(0.1, 10)


@given(utilisations, retrials)
def test_one_server_is_the_closed_form(load: float, retrial: float) -> None:
    """Falin and Templeton, chapter 1, with a mean service time of 1."""
    queue = RetrialQueue(load, 1.0, retrial, 1)
    assert queue.share_blocked == pytest.approx(load)
    assert queue.orbit_mean == pytest.approx(load**2 / (1 - load) * (1 + retrial), rel=1e-9)


@given(utilisations, retrials)
def test_two_servers_are_the_closed_form(utilisation: float, retrial: float) -> None:
    """Falin and Templeton, chapter 2, where the balance of the chain is one term after another.

    With a mean service time of 1; `again` is the rate of all in orbit, at j and at j + 1.
    """
    rate, idle = 2 * utilisation, [1.0]
    for orbit in range(3_000):
        again, then = orbit / retrial, (orbit + 1) / retrial
        top = rate * ((rate + again) ** 2 + again)
        idle.append(idle[-1] * top / (then * (2 + 3 * rate + 2 * then)))
    none = np.array(idle)
    again = np.arange(len(none)) / retrial
    one, two = (rate + again) * none, np.append(again * (1 + rate + again) * none / rate, 0)[1:]
    shares = np.column_stack([none, one, two])
    shares /= shares.sum()
    queue = RetrialQueue(rate, 1.0, retrial, 2)
    assert queue.share_blocked == pytest.approx(shares[:, 2].sum(), rel=1e-9)
    assert queue.orbit_mean == pytest.approx(np.arange(len(none)) @ shares.sum(axis=1), rel=1e-9)


@settings(deadline=None, max_examples=10)
@given(st.integers(1, 5), st.floats(0.1, 0.6), st.floats(0.2, 3))
def test_the_chain_eliminated_whole_says_the_same(
    servers: int, utilisation: float, retrial: float
) -> None:
    rate, places = servers * utilisation, 60
    states = [(orbit, busy) for orbit in range(places + 1) for busy in range(servers + 1)]
    number = {state: index for index, state in enumerate(states)}
    rates = np.zeros((len(states), len(states)))
    for (orbit, busy), row in number.items():
        ways = {
            (orbit, busy + 1): rate,
            (orbit - 1, busy + 1): orbit / retrial,
            (orbit, busy - 1): float(busy),
        }
        if busy == servers:
            ways = {(orbit, busy - 1): float(busy), (orbit + 1, busy): rate}
        for to, at in ways.items():
            if to in number:
                rates[row, number[to]] += at
    shares = stationary(rates).reshape(places + 1, servers + 1)
    queue = RetrialQueue(rate, 1.0, retrial, servers)
    assert queue.share_blocked == pytest.approx(shares[:, -1].sum(), rel=1e-6)
    assert queue.orbit_mean == pytest.approx(np.arange(places + 1) @ shares.sum(axis=1), rel=1e-6)


@settings(deadline=None, max_examples=25)
@given(st.integers(1, 20), utilisations, retrials)
def test_everybody_is_served_in_the_end(servers: int, utilisation: float, retrial: float) -> None:
    """Busy servers are the load, and of all attempts as many succeed as customers come."""
    queue = RetrialQueue(servers * utilisation, 1.0, retrial, servers)
    assert queue.shares.sum(axis=0) @ np.arange(servers + 1) == pytest.approx(queue.load)
    again = np.arange(len(queue.shares)) / retrial
    failed = queue.shares[:, -1] @ (again + queue.arrival_rate)
    attempts = queue.attempts_mean * queue.arrival_rate
    assert queue.share_of_attempts_blocked == pytest.approx(failed / attempts)
    assert queue.delay_mean == pytest.approx((queue.attempts_mean - 1) * retrial)


def test_who_tries_again_at_once_waits_in_line() -> None:
    """Retrials ever sooner: whether one finds all busy is Erlang C."""
    queue = RetrialQueue(4.0, 1.0, 1e-5, 5)
    assert queue.share_blocked == pytest.approx(erlang_c(5, 4.0), rel=1e-4)


def test_who_tries_again_much_later_comes_as_anybody() -> None:
    """Retrials ever later: Erlang B under the load that its own failures bring (Cohen 1957)."""
    load = 2.0
    for _ in range(200):
        load = 2.0 / (1 - erlang_b(4, load))
    queue = RetrialQueue(2.0, 1.0, 1e3, 4)
    assert queue.share_blocked == pytest.approx(erlang_b(4, load), rel=1e-3)


def test_a_cut_twice_as_far_changes_nothing() -> None:
    queue = RetrialQueue(0.8, 5.0, 4.0, 5)
    further = queue._cut_to(2 * len(queue.shares))
    assert further[: len(queue.shares)] == pytest.approx(queue.shares, abs=1e-13)


def test_hundreds_in_orbit_are_no_trouble() -> None:
    queue = RetrialQueue(18.0, 1.0, 100.0, 20)
    assert queue.orbit_mean > 500
    assert queue.shares.sum(axis=0) @ np.arange(21) == pytest.approx(18.0, rel=1e-10)


def test_nonsense_is_refused() -> None:
    with pytest.raises(ValueError, match="needs more than 3 servers"):
        RetrialQueue(3.0, 1.0, 1.0, 3)
    with pytest.raises(ValueError, match="mean_retrial must be positive"):
        RetrialQueue(1.0, 1.0, 0.0, 3)
