"""Rosters read off a made-up log in which it is known who was there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from docs.bank import roster
from docs.bank.log import Calls
from tests.docs_bank.made_up import MONDAY, SUNDAY, call, log


def read_off(calls: Calls) -> roster.Roster:
    return roster.roster(calls, calls.answered, calls.kind == "regular")


def test_three_readings_of_one_half_hour(tmp_path: Path) -> None:
    """Three serve 10 min each, two of them while somebody waits for 5 min."""
    calls = log(
        tmp_path,
        call("09:00:00", menu=0, talk=600, agent="A01"),
        call("09:05:00", menu=0, talk=600, agent="A02"),
        call("09:05:00", menu=0, wait=300),
        call("09:18:00", menu=0, talk=600, agent="A03"),
    )
    found = read_off(calls)
    assert found.seen[4] == 3.0
    assert found.busy[4] == pytest.approx(1.0)
    assert found.at_hand[4] == 2.0
    assert found.line[4] == pytest.approx(1 / 6)
    assert found.seen[5] == found.busy[5] == found.at_hand[5] == 0.0


def test_a_talk_counts_in_every_half_hour_that_it_meets(tmp_path: Path) -> None:
    found = read_off(log(tmp_path, call("09:20:00", menu=0, talk=1200)))
    assert found.seen[4:6] == [1.0, 1.0]
    assert found.busy[4:6] == pytest.approx([1 / 3, 1 / 3])


def test_days_are_averaged(tmp_path: Path) -> None:
    calls = log(
        tmp_path,
        call("09:00:00", SUNDAY, menu=0, talk=900, agent="A01"),
        call("09:00:00", SUNDAY, menu=0, wait=60),
        call("09:00:00", MONDAY, menu=0, talk=1800, agent="A01"),
        call("09:00:00", MONDAY, menu=0, talk=1800, agent="A02"),
        call("09:00:00", MONDAY, menu=0, wait=180),
    )
    found = read_off(calls)
    assert found.seen[4] == 1.5
    assert found.busy[4] == pytest.approx((0.5 + 2) / 2)
    assert found.at_hand[4] == pytest.approx((60 * 1 + 180 * 2) / 240)
    assert found.day_by_day[4] == pytest.approx((1 + 2) / 2)


def test_a_day_on_which_nobody_waited_counts_those_who_served_at_once(tmp_path: Path) -> None:
    calls = log(
        tmp_path,
        call("09:00:00", SUNDAY, menu=0, talk=900, agent="A01"),
        call("09:00:00", SUNDAY, menu=0, wait=60),
        *(
            call("09:00:00", MONDAY, menu=0, talk=60, agent=agent)
            for agent in ("A01", "A02", "A03")
        ),
    )
    found = read_off(calls)
    assert found.at_hand[4] == 1.0
    assert found.day_by_day[4] == pytest.approx((1 + 3) / 2)


def test_a_talk_past_midnight_ends_with_the_day(tmp_path: Path) -> None:
    found = read_off(log(tmp_path, call("23:45:00", menu=0, talk=3600)))
    assert found.busy[33] == pytest.approx(0.5)
    assert sum(found.busy) == pytest.approx(0.5)


def test_the_desk_is_who_mostly_serves_it(tmp_path: Path) -> None:
    calls = log(
        tmp_path,
        *(call("09:00:00", kind="IN", talk=60, agent="A26") for _ in range(2)),
        call("09:10:00", kind="PS", talk=60, agent="A26"),
        call("09:10:00", kind="IN", talk=60, agent="A01"),
        call("09:10:00", kind="PS", talk=60, agent="A01"),
        call("09:20:00", kind="IN", talk=60, agent=""),
        call("09:20:00", kind="PS", talk=60, agent=""),
    )
    assert roster.desk(calls).tolist() == ["A26"]
    assert roster.by_the_desk(calls).tolist() == [True, True, True, False, False, True, False]


def test_whole_agents() -> None:
    assert roster.whole([0.2, 0.2, 1.5, 2.49], [0.0, 0.1, 1.0, 1.0]) == [0, 1, 2, 2]


def test_need_by_the_square_root() -> None:
    """With a reserve of one root: 1 + 1, 4 + 2, 9 + 3."""
    assert roster.by_need([1.0, 4.0, 9.0], 20) == [2, 6, 12]


@pytest.mark.parametrize("total", range(10, 40))
def test_need_spends_what_there_is(total: int) -> None:
    load = np.array([0.4, 1.3, 2.2, 3.7, 1.9]).tolist()
    found = roster.by_need(load, total)
    assert sum(found) == total
    assert min(found) >= 1
    assert sorted(range(5), key=lambda h: load[h])[-1] == found.index(max(found))
