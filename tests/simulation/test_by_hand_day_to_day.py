"""Days worked out by hand of which each is busier or quieter than another by a factor of luck."""

from __future__ import annotations

import pytest
from scipy import stats

from blueprint_sim.simulation.engine import Engine
from tests.oracles.specs import MINUTE
from tests.simulation import hand_made
from tests.simulation.by_hand import Day, rows
from tests.simulation.hand_made import after

DAYS = """
    scenario: A quiet day and a busy one
    run: {{length: 60 min, days: 2}}
    demand: {{arrivals: {{per_hour: {rate}, day_to_day: {spread}}}}}
    personas: {{caller: {{patience: 15 min}}}}
    experience: {{acceptable_wait: 10 min}}
    variants:
      a:
        teams: {{clerk: {{size: 1}}}}
        steps: {{serve: {{by: clerk, takes: 10 min}}}}
"""
SECOND_CLOSING = 1500 * MINUTE
HALF, DOUBLE = (float(stats.gamma.cdf(4 * factor, 4)) for factor in (0.5, 2))
"""The luck of a day that makes half of its rate, or the double, where the spread is 50%."""


def nothing_else(day: Day) -> None:
    """Each issue is one contact, nothing happens but what is served, and nobody is spared."""
    whole = [[who, contact, *rest] for who, contact, *rest, _ in day.issues()]
    assert day.contacts() == whole
    assert (day.events(), day.spells(), day.surfaced()) == ([], [], [])
    assert day.log.avoided.tolist() == []
    assert day.log.ended == SECOND_CLOSING


class TestAFactorADay:
    """One an hour. Points lie at 10, 20, 50, 70 and 80 minutes of opening; above it, at 20 and 70.

    The line below which people come is 1 an hour; on a quiet day 0.5, and on a busy one 2.
    """

    @pytest.fixture(autouse=True)
    def luck(self, monkeypatch: pytest.MonkeyPatch) -> None:
        luck = {
            ("day to day", 0): [HALF, DOUBLE],
            ("arrival gap", 0): [after(gap, 60) for gap in (10, 10, 30, 20, 10)],
            ("arrival level", 0): [0.3, 0.7, 0.4, 0.9, 0.2],
            ("arrival gap", 1): [after(gap, 60) for gap in (20, 50)],
            ("arrival level", 1): [0.2, 0.9],
        }
        hand_made.write(monkeypatch, luck)

    def test_a_busy_day_brings_more(self, engine: Engine) -> None:
        day = Day(engine, DAYS.format(rate=1, spread="50%"))
        # Two come at once as the second day is ten minutes old: first the one of the lower rate. At
        # 1460 the clerk is free for the other just before the last one comes.
        assert day.visits() == rows(
            """
            who contact step:visit by      asked started ended freed how    q/rep handoff
            0   1       serve:1    clerk.0 10    10      20    20    served 0/0   none
            1   1       serve:1    clerk.0 50    50      60    60    served 0/0   none
            2   1       serve:1    clerk.0 1450  1450    1460  1460  served 0/0   none
            3   1       serve:1    clerk.0 1450  1460    1470  1470  served 0/0   none
            4   1       serve:1    clerk.0 1460  1470    1480  1480  served 0/0   none
            """
        )
        assert day.moments() == rows(
            """
            who contact step:visit what     at   valence
            0   1       serve:1    work     20   +0
            0   1       .          resolved 20   +1
            1   1       serve:1    work     60   +0
            1   1       .          resolved 60   +1
            2   1       serve:1    work     1460 +0
            2   1       .          resolved 1460 +1
            3   1       serve:1    wait     1460 +0
            3   1       serve:1    work     1470 +0
            3   1       .          resolved 1470 +1
            4   1       serve:1    wait     1470 +0
            4   1       serve:1    work     1480 +0
            4   1       .          resolved 1480 +1
            """
        )
        assert day.issues() == rows(
            """
            who contacts from to   outcome  returns
            0   1        10   20   resolved .
            1   1        50   60   resolved .
            2   1        1450 1460 resolved .
            3   1        1450 1470 resolved .
            4   1        1460 1480 resolved .
            """
        )
        nothing_else(day)

    def test_from_day_to_day_the_same(self, engine: Engine) -> None:
        day = Day(engine, DAYS.format(rate=1, spread="0%"))
        # The one at 20 comes as well, as the clerk is free; of those above the line nobody does.
        assert day.visits() == rows(
            """
            who contact step:visit by      asked started ended freed how    q/rep handoff
            0   1       serve:1    clerk.0 10    10      20    20    served 0/0   none
            1   1       serve:1    clerk.0 20    20      30    30    served 0/0   none
            2   1       serve:1    clerk.0 50    50      60    60    served 0/0   none
            3   1       serve:1    clerk.0 1450  1450    1460  1460  served 0/0   none
            4   1       serve:1    clerk.0 1460  1460    1470  1470  served 0/0   none
            """
        )
        assert day.moments() == rows(
            """
            who contact step:visit what     at   valence
            0   1       serve:1    work     20   +0
            0   1       .          resolved 20   +1
            1   1       serve:1    work     30   +0
            1   1       .          resolved 30   +1
            2   1       serve:1    work     60   +0
            2   1       .          resolved 60   +1
            3   1       serve:1    work     1460 +0
            3   1       .          resolved 1460 +1
            4   1       serve:1    work     1470 +0
            4   1       .          resolved 1470 +1
            """
        )
        assert day.issues() == rows(
            """
            who contacts from to   outcome  returns
            0   1        10   20   resolved .
            1   1        20   30   resolved .
            2   1        50   60   resolved .
            3   1        1450 1460 resolved .
            4   1        1460 1470 resolved .
            """
        )
        nothing_else(day)

    def test_who_stands_on_the_line_does_not_come(self, engine: Engine) -> None:
        day = Day(engine, DAYS.format(rate=0.7, spread="0%"))
        # The line is at 0.7: of the points at 10, 20, 50, 70 and 80 minutes, at 0.3, 0.7, 0.4, 0.9
        # and 0.2, the second lies on it and the fourth above.
        assert day.visits() == rows(
            """
            who contact step:visit by      asked started ended freed how    q/rep handoff
            0   1       serve:1    clerk.0 10    10      20    20    served 0/0   none
            1   1       serve:1    clerk.0 50    50      60    60    served 0/0   none
            2   1       serve:1    clerk.0 1460  1460    1470  1470  served 0/0   none
            """
        )
        assert day.moments() == rows(
            """
            who contact step:visit what     at   valence
            0   1       serve:1    work     20   +0
            0   1       .          resolved 20   +1
            1   1       serve:1    work     60   +0
            1   1       .          resolved 60   +1
            2   1       serve:1    work     1470 +0
            2   1       .          resolved 1470 +1
            """
        )
        assert day.issues() == rows(
            """
            who contacts from to   outcome  returns
            0   1        10   20   resolved .
            1   1        50   60   resolved .
            2   1        1460 1470 resolved .
            """
        )
        nothing_else(day)
