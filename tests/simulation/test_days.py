"""The days of a run as tables: opening hours, and who is on duty."""

from __future__ import annotations

from blueprint_sim.model.people import Team
from blueprint_sim.model.run import WEEKDAYS, Run
from blueprint_sim.simulation.days import calendar, rosters, sizes, whole_ticks
from blueprint_sim.simulation.program import NONE, TICKS_PER_DAY, TICKS_PER_HOUR

BY_SHIFT = Team(shifts={"09:00": 6, "12:00": 9, "20:00": 50})
TEAMS = [Team(size=4), BY_SHIFT, Team(kind="machine"), Team(shifts={"22:00": 2, "08:00": 0})]


def test_each_day_opens_and_closes() -> None:
    days = calendar(Run(length="9.5 h", days=3, warm_up="30 min"))
    assert days.opens.tolist() == [0, TICKS_PER_DAY, 2 * TICKS_PER_DAY]
    assert (days.closes - days.opens).tolist() == [int(9.5 * TICKS_PER_HOUR)] * 3
    assert days.warm_up == TICKS_PER_HOUR // 2
    assert not days.stop


def test_a_run_begins_on_its_weekday_and_may_stop_at_closing() -> None:
    days = calendar(Run(days=3, first_day="saturday", after_close="stop"))
    assert (WEEKDAYS[days.first_day], days.stop) == ("saturday", True)


def test_each_day_has_its_opening_and_its_changes() -> None:
    rows = rosters(TEAMS, Run(opens="09:00", length="8 h", days=2))
    assert rows.at.tolist() == [0, 0, 4, 4, 6]
    assert (rows.time // TICKS_PER_HOUR).tolist() == [0, 3, 24, 27, 0, 24]
    assert rows.workers.tolist() == [6, 9, 6, 9, 0, 0]


def test_a_team_has_as_many_workers_as_there_ever_are() -> None:
    rows = rosters(TEAMS, Run(opens="09:00", length="8 h", days=2))
    assert sizes(TEAMS, rows).tolist() == [4, 9, NONE, 0]


def test_across_midnight() -> None:
    rows = rosters([TEAMS[3]], Run(opens="20:00", length="14 h", days=2))
    assert (rows.time // TICKS_PER_HOUR).tolist() == [0, 2, 12, 24, 26, 36]
    assert rows.workers.tolist() == [0, 2, 0, 0, 2, 0]


def test_without_shifts_there_are_no_rows() -> None:
    rows = rosters(TEAMS[:1], Run())
    assert (rows.at.tolist(), len(rows.time), len(rows.workers)) == ([0, 0], 0, 0)


def test_a_time_is_the_nearest_tick_though_its_product_falls_short() -> None:
    assert 1.001 * 1e6 < 1_001_000
    assert whole_ticks(1.001) == 1_001_000
