"""Every exact number of the field that this house must meet, to its printed digits."""

from __future__ import annotations

import pytest

from blueprint_sim.theory import ErlangA, ErlangC, JacksonNetwork, LimitedQueue


def printed(value: float, shown: str) -> bool:
    """Whether a value, rounded to as many decimals as are shown, is what is shown."""
    decimals = len(shown.partition(".")[2])
    return f"{value:.{decimals}f}" == shown


# Rate, mean service and servers; P(wait), mean wait, service level, and the level's target.
ERLANG_C = [
    ((100 / 30, 3.0, 14), "0.174132", "0.130599", "0.888350", 20 / 60),
    ((0.2, 240.0, 55), "0.238701", "8.18403", "0.845883", 15.0),
    ((4.2, 2.0, 12), "0.183889", "0.102160", "0.8991", 20 / 60),
]


@pytest.mark.parametrize(("given", "waiting", "wait", "level", "target"), ERLANG_C)
def test_erlang_c(
    given: tuple[float, float, int], waiting: str, wait: str, level: str, target: float
) -> None:
    queue = ErlangC(*given)
    assert printed(queue.share_waiting, waiting)
    assert printed(queue.wait_mean, wait)
    assert printed(queue.service_level(target), level)


# Rate, mean service, mean patience and servers; P(wait), P(abandon), mean wait, utilisation.
ERLANG_A = [
    ((4.2, 2.0, 1.0, 12), "0.127372", "0.0296789", "0.0296789", "0.679225"),
    ((100 / 30, 3.0, 5.0, 13), "0.225797", "0.0249633", "0.124817", "0.750028"),
    ((48.0, 1.0, 2.0, 50), "0.467774", "0.0309122", "0.0618245", "0.930324"),
    ((102.0, 1.0, 1.0, 100), "0.591719", "0.0499180", "0.0499180", "0.969084"),
]


@pytest.mark.parametrize(("given", "waiting", "abandoning", "wait", "busy"), ERLANG_A)
def test_erlang_a(
    given: tuple[float, float, float, int], waiting: str, abandoning: str, wait: str, busy: str
) -> None:
    queue = ErlangA(*given)
    assert printed(queue.share_waiting, waiting)
    assert printed(queue.share_abandoning, abandoning)
    assert printed(queue.wait_mean, wait)
    assert printed(queue.utilisation, busy)


def test_a_limited_waiting_room() -> None:
    queue = LimitedQueue(4.2, 2.0, 12, 17)
    assert printed(queue.share_blocked, "0.00947687")
    assert printed(queue.wait_mean, "0.0611242")


def test_an_open_jackson_network() -> None:
    """Sixto Rios Insua's example 11.11, as in the R package `queueing`."""
    network = JacksonNetwork(
        external=(8, 0, 6, 0),
        mean_services=(1 / 14, 1 / 9, 1 / 17, 1 / 7),
        servers=(1, 1, 1, 1),
        routing=((0, 0.2, 0.56, 0.24), (1, 0, 0, 0), (0, 0, 0, 0), (0, 0, 0, 0)),
    )
    assert network.flows == pytest.approx((10, 2, 11.6, 2.4), abs=1e-12)
    shown = ("2.500000", "0.285714", "2.148148", "0.521739")
    assert all(map(printed, network.present_means, shown))
    assert printed(sum(network.present_means), "5.455602")
    assert printed(network.sojourn_mean, "0.389686")
