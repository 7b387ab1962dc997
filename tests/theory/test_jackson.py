from __future__ import annotations

import pytest

from blueprint_sim.theory import JacksonNetwork

NETWORK = JacksonNetwork(
    external=(8, 0, 6, 0),
    mean_services=(1 / 14, 1 / 9, 1 / 17, 1 / 7),
    servers=(1, 1, 1, 1),
    routing=((0, 0.2, 0.56, 0.24), (1, 0, 0, 0), (0, 0, 0, 0), (0, 0, 0, 0)),
)


def test_all_that_enters_leaves() -> None:
    leaving = sum(
        flow * (1 - sum(row)) for flow, row in zip(NETWORK.flows, NETWORK.routing, strict=True)
    )
    assert leaving == pytest.approx(sum(NETWORK.external))


def test_a_single_station_with_feedback_sees_each_customer_anew() -> None:
    again = JacksonNetwork((1.0,), (0.25,), (2,), ((0.5,),))
    once = JacksonNetwork((1.0,), (0.5,), (2,), ((0.0,),))
    assert again.sojourn_mean == pytest.approx(once.sojourn_mean)


def test_nonsense_is_refused() -> None:
    with pytest.raises(ValueError, match="of one size"):
        JacksonNetwork((1.0,), (1.0, 2.0), (1,), ((0.0,),))
    with pytest.raises(ValueError, match="shares of each row"):
        JacksonNetwork((1.0,), (1.0,), (1,), ((1.5,),))
    with pytest.raises(ValueError, match="needs more than 1 servers"):
        assert JacksonNetwork((2.0,), (1.0,), (1,), ((0.0,),)).stations
