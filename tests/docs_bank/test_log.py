"""A log is read as it stands, and odd days are left out."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import numpy as np

from docs.bank.log import full_weekdays, read
from tests.docs_bank.made_up import FRIDAY, HEAD, MONDAY, SUNDAY, call, every, log


def test_calls_as_they_stand(tmp_path: Path) -> None:
    calls = log(
        tmp_path,
        call("09:00:00", talk=100),
        call("09:10:00", kind="NW", wait=30, talk=50, agent="A02"),
        call("09:20:00", kind="NE", priority=2, wait=40),
        call("09:40:00", kind="PE"),
        call("09:50:00", kind="IN", wait=5, talk=2, outcome="PHANTOM"),
    )
    assert calls.kind.tolist() == ["regular", "newcomer", "stock", "regular"]
    assert calls.reached.tolist() == [True, True, True, False]
    assert calls.queued.tolist() == [False, True, True, False]
    assert calls.hung_up.tolist() == [False, False, True, False]
    assert calls.wait.tolist() == [0, 30, 40, 0]
    assert calls.began[:2].tolist() == [9 * 3600 + 10, 9 * 3600 + 10 * 60 + 40]
    assert calls.half_hour.tolist() == [4, 4, 4, 5]
    assert calls.agent.tolist() == ["A01", "A02", "", ""]


def test_a_packed_log_is_the_same(tmp_path: Path) -> None:
    rows = [call("09:00:00", talk=100), call("10:00:00", wait=3)]
    packed = tmp_path / "log.csv.gz"
    packed.write_bytes(gzip.compress("\n".join([HEAD, *rows]).encode()))
    for found, plain in zip(read(packed), log(tmp_path, *rows), strict=True):
        assert found.tolist() == plain.tolist()


def test_only_whole_days_from_sunday_to_thursday(tmp_path: Path) -> None:
    calls = log(
        tmp_path,
        *every(20, SUNDAY),
        *every(20, MONDAY, upto="23:00:00"),
        *every(20, FRIDAY),
        call("06:30:00", SUNDAY, talk=10),
    )
    found = full_weekdays(calls)
    assert set(found.day.tolist()) == {date.fromisoformat(SUNDAY).toordinal()}
    assert len(found.day) == 17 * 3
    assert np.bincount(found.half_hour).tolist() == [2, 1] * 17
