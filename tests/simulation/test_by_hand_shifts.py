"""Days by shift worked out by hand: who goes home, who stays for a customer, who takes over."""

from __future__ import annotations

import pytest

from blueprint_sim.simulation.engine import Engine
from tests.simulation.by_hand import Day, rows

LUNCH = """
    scenario: Two agents, one over lunch, three after it
    run: {opens: "09:00", length: 60 min}
    demand: {arrivals: 1 per hour}
    personas: {calm: {}, hurried: {patience: 7 min}}
    variants:
      a:
        teams: {agents: {shifts: {"09:00": 2, "09:10": 1, "09:20": 3}, cost: 60 per hour}}
        steps: {help: {by: agents, takes: 10 min}}
"""
CALM, HURRIED = 0, 1


def test_two_agents_then_one_then_three(engine: Engine) -> None:
    arrivals = [0, 0, 3, 3, 12, 13, 20, 25]
    personas = [CALM, CALM, CALM, HURRIED, CALM, HURRIED, CALM, CALM]
    day = Day(engine, LUNCH, arrivals, personas=personas)
    # At 10 the roster falls before two visits end: agent 0 takes customer 2, agent 1 goes home,
    # and customer 3, whose patience ends as well, hangs up. At 20 it rises first: agents 1 and 2
    # take those who have waited longest, of whom customer 5 would have hung up; then agent 0
    # lets customer 2 go and is idle when customer 6 comes. Nobody is idle at 25; at 30 three
    # visits end, and the first by customer makes room.
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how     q/rep handoff
        0   1       help:1     agents.0 0     0       10    10    served  0/0   none
        1   1       help:1     agents.1 0     0       10    10    served  0/0   none
        2   1       help:1     agents.0 3     10      20    20    served  0/0   none
        3   1       help:1     agents   3     .       10    .     reneged 0/0   none
        4   1       help:1     agents.1 12    20      30    30    served  0/0   none
        5   1       help:1     agents.2 13    20      30    30    served  0/0   none
        6   1       help:1     agents.0 20    20      30    30    served  0/0   none
        7   1       help:1     agents.1 25    30      40    40    served  0/0   none
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome   returns
        0   1        0    10 resolved  .
        1   1        0    10 resolved  .
        2   1        3    20 resolved  .
        3   1        3    10 abandoned .
        4   1        12   30 resolved  .
        5   1        13   30 resolved  .
        6   1        20   30 resolved  .
        7   1        25   40 resolved  .
        """
    )
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    10 resolved
        1   1       0    10 resolved
        2   1       3    20 resolved
        3   1       3    10 abandoned
        4   1       12   30 resolved
        5   1       13   30 resolved
        6   1       20   30 resolved
        7   1       25   40 resolved
        """
    )
    # A minute is acceptable; whoever waits waits five or more.
    assert day.moments() == rows(
        """
        who contact step:visit what      at valence
        0   1       help:1     work      10 +0
        0   1       .          resolved  10 +1
        1   1       help:1     work      10 +0
        1   1       .          resolved  10 +1
        2   1       help:1     wait      10 -2
        2   1       help:1     work      20 +0
        2   1       .          resolved  20 +1
        3   1       help:1     wait      10 -2
        3   1       .          abandoned 10 -1
        4   1       help:1     wait      20 -2
        4   1       help:1     work      30 +0
        4   1       .          resolved  30 +1
        5   1       help:1     wait      20 -2
        5   1       help:1     work      30 +0
        5   1       .          resolved  30 +1
        6   1       help:1     work      30 +0
        6   1       .          resolved  30 +1
        7   1       help:1     wait      30 -2
        7   1       help:1     work      40 +0
        7   1       .          resolved  40 +1
        """
    )
    assert day.events() == day.spells() == []
    # An hour; 10 minutes and 40; 40. Busy for 20 + 10, 10 + 10 + 10 and 10.
    assert day.measure("staff_cost") == 60 + (10 + 40) + 40
    assert day.measure_of_team("agents", "utilisation") == pytest.approx(70 / 150)
    assert day.measure_of_team("agents", "overtime") == 0


STAYS = """
    scenario: An agent stays for the customer
    run: {opens: "09:00", length: 60 min}
    demand: {arrivals: 1 per hour}
    variants:
      a:
        teams:
          agents:
            shifts: {"09:00": 2, "09:05": 1, "09:30": 2}
            wrap_up: 2 min
            cost: 60 per hour
        steps:
          help: {by: agents, takes: 10 min, next: note}
          note: {by: agents, takes: 3 min}
      soon_back:
        like: a
        teams: {agents: {shifts: {"09:00": 2, "09:05": 1, "09:12": 2}}}
"""


class TestAnAgentStaysForTheCustomer:
    """The second agent's shift ends at 5, with a customer at hand since 1."""

    def test_and_goes_home_though_another_waits(self, engine: Engine) -> None:
        day = Day(engine, STAYS, [0, 1, 4, 6])
        # Agent 1 finishes help, is kept for the note, wraps up until 16 and goes, though customer
        # 3 waits. At 30 agent 1 is back, before agent 0 has wrapped up at that very minute.
        assert day.visits() == rows(
            """
            who contact step:visit by       asked started ended freed how    q/rep handoff
            0   1       help:1     agents.0 0     0       10    10    served 0/0   none
            0   1       note:1     agents.0 10    10      13    15    served 0/0   none
            1   1       help:1     agents.1 1     1       11    11    served 0/0   none
            1   1       note:1     agents.1 11    11      14    16    served 0/0   none
            2   1       help:1     agents.0 4     15      25    25    served 0/0   none
            2   1       note:1     agents.0 25    25      28    30    served 0/0   none
            3   1       help:1     agents.1 6     30      40    40    served 0/0   none
            3   1       note:1     agents.1 40    40      43    45    served 0/0   none
            """
        )
        assert day.contacts() == rows(
            """
            who contact from to outcome
            0   1       0    13 resolved
            1   1       1    14 resolved
            2   1       4    28 resolved
            3   1       6    43 resolved
            """
        )
        assert day.issues() == rows(
            """
            who contacts from to outcome  returns
            0   1        0    13 resolved .
            1   1        1    14 resolved .
            2   1        4    28 resolved .
            3   1        6    43 resolved .
            """
        )
        assert day.moments() == rows(
            """
            who contact step:visit what     at valence
            0   1       help:1     work     10 +0
            0   1       note:1     work     13 +0
            0   1       .          resolved 13 +1
            1   1       help:1     work     11 +0
            1   1       note:1     work     14 +0
            1   1       .          resolved 14 +1
            2   1       help:1     wait     15 -2
            2   1       help:1     work     25 +0
            2   1       note:1     work     28 +0
            2   1       .          resolved 28 +1
            3   1       help:1     wait     30 -2
            3   1       help:1     work     40 +0
            3   1       note:1     work     43 +0
            3   1       .          resolved 43 +1
            """
        )
        assert day.events() == day.spells() == []
        # Agent 1 is paid for 5 minutes, for 11 more, and from 30 to 60.
        assert day.measure_of_team("agents", "overtime") == 11
        assert day.measure("staff_cost") == 60 + (5 + 11 + 30)

    def test_and_is_back_on_duty_before_it_is_over(self, engine: Engine) -> None:
        day = Day(engine, STAYS, [0, 1, 4, 6], variant="soon_back")
        # The next shift begins at 12: agent 1 just goes on, and at 16 takes customer 3.
        assert day.visits() == rows(
            """
            who contact step:visit by       asked started ended freed how    q/rep handoff
            0   1       help:1     agents.0 0     0       10    10    served 0/0   none
            0   1       note:1     agents.0 10    10      13    15    served 0/0   none
            1   1       help:1     agents.1 1     1       11    11    served 0/0   none
            1   1       note:1     agents.1 11    11      14    16    served 0/0   none
            2   1       help:1     agents.0 4     15      25    25    served 0/0   none
            2   1       note:1     agents.0 25    25      28    30    served 0/0   none
            3   1       help:1     agents.1 6     16      26    26    served 0/0   none
            3   1       note:1     agents.1 26    26      29    31    served 0/0   none
            """
        )
        # Only customer 3 is earlier by it, and still has waited for ten minutes.
        before = Day(engine, STAYS, [0, 1, 4, 6])
        assert day.contacts() == [*before.contacts()[:3], ["3", "1", "6", "29", "resolved"]]
        assert day.issues() == [*before.issues()[:3], ["3", "1", "6", "29", "resolved", "."]]
        assert day.moments() == before.moments()[:10] + rows(
            """
            who contact step:visit what     at valence
            3   1       help:1     wait     16 -2
            3   1       help:1     work     26 +0
            3   1       note:1     work     29 +0
            3   1       .          resolved 29 +1
            """
        )
        assert day.events() == day.spells() == []
        # From 5 to 12 is overtime; what comes after is the next shift, and not paid twice.
        assert day.measure_of_team("agents", "overtime") == 7
        assert day.measure("staff_cost") == 60 + 60
