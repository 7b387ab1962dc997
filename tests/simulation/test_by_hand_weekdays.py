"""A weekend worked out by hand: each weekday has rates of its own, and the luck is written down."""

from __future__ import annotations

import pytest

from blueprint_sim.simulation.engine import Engine
from tests.simulation import hand_made
from tests.simulation.by_hand import Day, rows
from tests.simulation.hand_made import after

SHOP = """
    scenario: A repair shop, open for an hour a day, from a Friday to a Monday
    run: {{opens: "09:00", length: 60 min, days: 4, first_day: friday}}
    demand: {{arrivals: {{{arrivals}}}}}
    experience: {{acceptable_wait: 4 min}}
    variants:
      a:
        teams: {{clerk: {{size: 1, cost: 60 per hour}}}}
        steps: {{mend: {{by: clerk, takes: 6 min}}}}
"""
BUSY_MONDAY = "monday: {per_hour: [4, 1], every: 30 min}, weekdays: 2 per hour, weekend: 0 per hour"
BUSY_SATURDAY = "saturday: 2 per hour, weekend: 0.5 per hour, otherwise: 1 per hour"


class TestFromFridayToMonday:
    """Whoever might come does, if the line of the day lies above them.

    Minutes of opening, end to end: Friday is 0 to 60, Saturday to 120, Sunday to 180, Monday to
    240. On the clock of the log these days begin at 0, 1440, 2880 and 4320. Below 1 an hour there
    might come somebody at 10, 70, 130 (at 0.7), 150 (at 0.3), 185 and 220; between 1 and 2 at 14,
    60, 180 and 210; between 2 and 4 at 20, 185 and 215.
    """

    @pytest.fixture(autouse=True)
    def luck(self, monkeypatch: pytest.MonkeyPatch) -> None:
        luck = {
            ("arrival gap", 0): [after(gap, 60) for gap in (10, 60, 60, 20, 35, 35)],
            ("arrival level", 0): [0.9, 0.9, 0.7, 0.3, 0.9, 0.9],
            ("arrival gap", 1): [after(gap, 60) for gap in (14, 46, 120, 30)],
            ("arrival level", 1): [0.9, 0, 0.9, 0],
            ("arrival gap", 2): [after(gap, 30) for gap in (20, 165, 30)],
            ("arrival level", 2): [0, 0.9, 0],
        }
        hand_made.write(monkeypatch, luck)

    def test_a_quiet_friday_and_a_busy_monday(self, engine: Engine) -> None:
        day = Day(engine, SHOP.format(arrivals=BUSY_MONDAY))
        # Friday is one of the weekdays, at 2 an hour: at 10 and 14 somebody comes, at 20 nobody;
        # who might at 60, as it closes, belongs to the Saturday, when nobody ever comes. Monday
        # has a name and 4 an hour: one comes as it opens, and two at once when that one is nearly
        # done, of whom the one of the lower rate goes first. At half past, 1 an hour begins to
        # hold: of those at 30, 35 and 40 minutes only the last comes.
        assert day.visits() == rows(
            """
            who contact step:visit by      asked started ended freed how    q/rep handoff
            0   1       mend:1     clerk.0 10    10      16    16    served 0/0   none
            1   1       mend:1     clerk.0 14    16      22    22    served 0/0   none
            2   1       mend:1     clerk.0 4320  4320    4326  4326  served 0/0   none
            3   1       mend:1     clerk.0 4325  4326    4332  4332  served 0/0   none
            4   1       mend:1     clerk.0 4325  4332    4338  4338  served 0/0   none
            5   1       mend:1     clerk.0 4360  4360    4366  4366  served 0/0   none
            """
        )
        assert day.contacts() == rows(
            """
            who contact from to   outcome
            0   1       10   16   resolved
            1   1       14   22   resolved
            2   1       4320 4326 resolved
            3   1       4325 4332 resolved
            4   1       4325 4338 resolved
            5   1       4360 4366 resolved
            """
        )
        assert day.issues() == rows(
            """
            who contacts from to   outcome  returns
            0   1        10   16   resolved .
            1   1        14   22   resolved .
            2   1        4320 4326 resolved .
            3   1        4325 4332 resolved .
            4   1        4325 4338 resolved .
            5   1        4360 4366 resolved .
            """
        )
        # Seven minutes are three too many, that is three quarters of what is acceptable.
        assert day.moments() == rows(
            """
            who contact step:visit what     at   valence
            0   1       mend:1     work     16   +0
            0   1       .          resolved 16   +1
            1   1       mend:1     wait     16   +0
            1   1       mend:1     work     22   +0
            1   1       .          resolved 22   +1
            2   1       mend:1     work     4326 +0
            2   1       .          resolved 4326 +1
            3   1       mend:1     wait     4326 +0
            3   1       mend:1     work     4332 +0
            3   1       .          resolved 4332 +1
            4   1       mend:1     wait     4332 -0.75
            4   1       mend:1     work     4338 +0
            4   1       .          resolved 4338 +1
            5   1       mend:1     work     4366 +0
            5   1       .          resolved 4366 +1
            """
        )
        assert day.events() == day.spells() == []
        # The clerk is there on all four days.
        assert day.measure("staff_cost") == 4 * 60
        assert day.measure_of_team("clerk", "utilisation") == pytest.approx(6 * 6 / 240)

    def test_the_nearest_name_holds(self, engine: Engine) -> None:
        """Friday and Monday are other days, at 1 an hour; Sunday is the weekend's, at 0.5.

        So of two who might come on Sunday only the second does. Saturday has its own 2 an hour, and
        who might come between the days does so as it opens.
        """
        day = Day(engine, SHOP.format(arrivals=BUSY_SATURDAY))
        assert day.visits() == rows(
            """
            who contact step:visit by      asked started ended freed how    q/rep handoff
            0   1       mend:1     clerk.0 10    10      16    16    served 0/0   none
            1   1       mend:1     clerk.0 1440  1440    1446  1446  served 0/0   none
            2   1       mend:1     clerk.0 1450  1450    1456  1456  served 0/0   none
            3   1       mend:1     clerk.0 2910  2910    2916  2916  served 0/0   none
            4   1       mend:1     clerk.0 4325  4325    4331  4331  served 0/0   none
            5   1       mend:1     clerk.0 4360  4360    4366  4366  served 0/0   none
            """
        )
        assert day.contacts() == rows(
            """
            who contact from to   outcome
            0   1       10   16   resolved
            1   1       1440 1446 resolved
            2   1       1450 1456 resolved
            3   1       2910 2916 resolved
            4   1       4325 4331 resolved
            5   1       4360 4366 resolved
            """
        )
        assert day.issues() == rows(
            """
            who contacts from to   outcome  returns
            0   1        10   16   resolved .
            1   1        1440 1446 resolved .
            2   1        1450 1456 resolved .
            3   1        2910 2916 resolved .
            4   1        4325 4331 resolved .
            5   1        4360 4366 resolved .
            """
        )
        assert day.moments() == rows(
            """
            who contact step:visit what     at   valence
            0   1       mend:1     work     16   +0
            0   1       .          resolved 16   +1
            1   1       mend:1     work     1446 +0
            1   1       .          resolved 1446 +1
            2   1       mend:1     work     1456 +0
            2   1       .          resolved 1456 +1
            3   1       mend:1     work     2916 +0
            3   1       .          resolved 2916 +1
            4   1       mend:1     work     4331 +0
            4   1       .          resolved 4331 +1
            5   1       mend:1     work     4366 +0
            5   1       .          resolved 4366 +1
            """
        )
        assert day.events() == day.spells() == []
