from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blueprint_sim.theory import ErlangC, TrunkQueue, erlang_b, stationary

centres = st.builds(
    TrunkQueue,
    arrival_rate=st.floats(0.1, 6),
    lines=st.integers(1, 9),
    mean_menu=st.floats(0.1, 3),
    share_on=st.floats(0.05, 1),
    mean_service=st.floats(0.1, 3),
    servers=st.integers(1, 6),
)


@settings(deadline=None)
@given(centres)
def test_the_chain_eliminated_whole_says_the_same(centre: TrunkQueue) -> None:
    """And who goes on waits as often as a step out of the menu leads into the line."""
    lines, servers, on = centre.lines, centre.servers, centre.share_on
    states = [(menu, there) for menu in range(lines + 1) for there in range(lines + 1 - menu)]
    rates = np.zeros((len(states), len(states)))
    goes_on = np.zeros(len(states))
    for row, (menu, there) in enumerate(states):
        goes_on[row] = menu * on / centre.mean_menu
        ways = {
            (menu + 1, there): centre.arrival_rate,
            (menu - 1, there + 1): goes_on[row],
            (menu - 1, there): menu * (1 - on) / centre.mean_menu,
            (menu, there - 1): min(there, servers) / centre.mean_service,
        }
        for to, rate in ways.items():
            if to in states:
                rates[row, states.index(to)] = rate
    shares = stationary(rates)
    menus, theres = np.array(states).T
    waiting = np.maximum(theres - servers, 0)
    assert centre.share_blocked == pytest.approx(shares @ (menus + theres == lines))
    assert centre.menu_mean == pytest.approx(shares @ menus)
    assert centre.queue_mean == pytest.approx(shares @ waiting, abs=1e-13)
    assert centre.busy_mean == pytest.approx(shares @ np.minimum(theres, servers))
    into_line = shares @ (goes_on * (theres >= servers))
    assert centre.share_waiting == pytest.approx(into_line / (shares @ goes_on), abs=1e-13)
    assert centre.wait_mean == pytest.approx((shares @ waiting) / (shares @ goes_on), abs=1e-13)


@given(centres)
def test_what_comes_in_passes_through(centre: TrunkQueue) -> None:
    let_in = centre.arrival_rate * (1 - centre.share_blocked)
    assert centre.menu_mean == pytest.approx(let_in * centre.mean_menu)
    assert centre.busy_mean == pytest.approx(let_in * centre.share_on * centre.mean_service)


@given(st.integers(1, 40), st.floats(0.1, 20), st.floats(0.05, 1))
def test_an_agent_for_every_line_is_erlang_b(lines: int, rate: float, share_on: float) -> None:
    """Only the mean time that a call takes matters then."""
    centre = TrunkQueue(rate, lines, 0.5, share_on, 2.0, lines)
    assert centre.share_blocked == pytest.approx(erlang_b(lines, rate * (0.5 + share_on * 2.0)))
    assert centre.share_waiting == 0
    assert centre.wait_mean == 0


def test_lines_without_number_are_erlang_c() -> None:
    centre, endless = TrunkQueue(7.0, 400, 1.0, 0.6, 2.0, 12), ErlangC(4.2, 2.0, 12)
    assert centre.share_blocked < 1e-12
    assert centre.share_waiting == pytest.approx(endless.share_waiting)
    assert centre.wait_mean == pytest.approx(endless.wait_mean)
    assert centre.wait_second_moment == pytest.approx(endless.wait_second_moment)
    assert centre.menu_mean == pytest.approx(7.0)


@given(centres)
def test_waits_add_up_service_by_service(centre: TrunkQueue) -> None:
    """Little's law knows the mean wait from the line; those ahead in it know it, too."""
    found = centre._shares_of(centre.lines - 1).sum(axis=0)
    a_turn = centre.mean_service / centre.servers
    ahead = [max(0, there - centre.servers + 1) for there in range(centre.lines)]
    assert centre.wait_mean == pytest.approx(found @ ahead * a_turn, abs=1e-13)
    both = found @ [turns + turns**2 for turns in ahead]
    assert centre.wait_second_moment == pytest.approx(both * a_turn**2, abs=1e-13)


def test_one_line_is_one_call_at_a_time() -> None:
    centre = TrunkQueue(1.0, 1, 1.0, 0.5, 2.0, 3)
    assert centre.share_blocked == pytest.approx(2 / 3)
    assert centre.share_waiting == 0


@pytest.mark.parametrize("bad", [0.0, 1.5, math.nan])
def test_nonsense_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="share_on must"):
        TrunkQueue(1.0, 3, 1.0, bad, 1.0, 2)
