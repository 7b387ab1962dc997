from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint_sim.theory import BalkingQueue, ErlangC, LimitedQueue, erlang_b

SERVERS, LOAD = st.integers(1, 20), st.floats(0.1, 0.95)


@given(SERVERS, LOAD)
def test_nobody_refuses_a_line_in_erlang_c(servers: int, utilisation: float) -> None:
    rate = servers * utilisation
    queue, endless = BalkingQueue(rate, 1.0, servers, [0.0]), ErlangC(rate, 1.0, servers)
    assert queue.share_balking == 0
    assert queue.share_waiting == pytest.approx(endless.share_waiting)
    assert queue.wait_mean == pytest.approx(endless.wait_mean)
    assert queue.utilisation == pytest.approx(utilisation)


@given(SERVERS, st.floats(0.1, 40))
def test_everybody_refuses_every_line_in_erlang_b(servers: int, load: float) -> None:
    queue = BalkingQueue(load, 1.0, servers, [1.0])
    assert queue.share_balking == pytest.approx(erlang_b(servers, load))
    assert queue.share_waiting == pytest.approx(0, abs=1e-12)
    assert queue.wait_mean == 0


@given(SERVERS, st.floats(0.1, 3), st.integers(1, 30))
def test_a_length_that_all_refuse_is_limited_room(servers: int, busy: float, room: int) -> None:
    rate = servers * busy
    queue = BalkingQueue(rate, 1.0, servers, [0.0] * room + [1.0, 0.0])
    limited = LimitedQueue(rate, 1.0, servers, servers + room)
    assert queue.share_balking == pytest.approx(limited.share_blocked)
    assert queue.share_waiting == pytest.approx(limited.share_waiting)
    assert queue.wait_mean == pytest.approx(limited.wait_mean)


@given(SERVERS, LOAD, st.floats(0, 0.9))
def test_one_chance_for_every_length_thins_the_line(
    servers: int, joining: float, chance: float
) -> None:
    """A geometric line: closed forms of the number waiting, given that all are busy."""
    rate = servers * joining / (1 - chance)
    queue = BalkingQueue(rate, 1.0, servers, [chance])
    all_busy = queue.shares[servers:].sum()
    assert queue.share_balking == pytest.approx(chance * all_busy)
    assert queue.queue_mean == pytest.approx(all_busy * joining / (1 - joining))


@pytest.mark.parametrize("chances", [[], [0.1, 1.2], [-0.1], [0.9, 0.0]])
def test_what_cannot_be_is_refused(chances: list[float]) -> None:
    with pytest.raises(ValueError, match=r"chances must be|without end"):
        BalkingQueue(5.0, 1.0, 4, chances)
