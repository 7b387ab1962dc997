"""Small days worked out by hand, minute by minute: being asked twice, and standing in line."""

from __future__ import annotations

import pytest

from blueprint_sim.simulation.engine import Engine
from tests.oracles.specs import MINUTE
from tests.simulation.by_hand import Day, rows

MENU = """
    scenario: A menu asks, and then an agent asks again
    run: {length: 60 min}
    demand: {arrivals: 1 per hour}
    facts: {number: 1 min, wish: 2 min}
    experience: {acceptable_wait: 2 min, patience_for_prompts: 3}
    variants:
      a:
        teams: {menu: {kind: machine, carries: nothing}, agents: {size: 1}}
        steps:
          greet:    {by: menu, takes: 1 min, next: identify}
          identify: {by: menu, asks: [number, wish], next: help}
          help:     {by: agents, asks: [number, wish], takes: 4 min, resolves: 100%}
      remembers:
        like: a
        teams: {menu: {carries: everything}}
        steps: {identify: {asks: {number: , wish: {understood: 0%}}}}
      knows:
        like: remembers
        steps: {identify: {asks: [number, wish]}, help: {takes: nothing, resolves: nothing}}
"""


class TestAMenuAsksAndAnAgentAsksAgain:
    """Two customers, a minute apart; one agent."""

    def test_nothing_reaches_the_agent(self, engine: Engine) -> None:
        day = Day(engine, MENU, [0, 1])
        assert day.visits() == rows(
            """
            who contact step:visit by       asked started ended freed how    q/rep handoff
            0   1       greet:1    menu     0     0       1     1     served 0/0   none
            0   1       identify:1 menu     1     1       4     4     served 2/0   none
            0   1       help:1     agents.0 4     4       11    11    served 2/2   cold
            1   1       greet:1    menu     1     1       2     2     served 0/0   none
            1   1       identify:1 menu     2     2       5     5     served 2/0   none
            1   1       help:1     agents.0 5     11      18    18    served 2/2   cold
            """
        )
        # The agent's two questions are prompts 4 and 5: a quarter each, a point for each repeat,
        # and half a point once, for the cold handoff. Six minutes are 4 above the 2 of grace.
        assert day.moments() == rows(
            """
            who contact step:visit what     at valence
            0   1       greet:1    work     1  +0
            0   1       identify:1 number?  4  +0
            0   1       identify:1 wish?    4  +0
            0   1       help:1     number?  11 -1.75
            0   1       help:1     wish?    11 -1.25
            0   1       help:1     work     11 +0
            0   1       .          resolved 11 +1
            1   1       greet:1    work     2  +0
            1   1       identify:1 number?  5  +0
            1   1       identify:1 wish?    5  +0
            1   1       help:1     wait     11 -2
            1   1       help:1     number?  18 -1.75
            1   1       help:1     wish?    18 -1.25
            1   1       help:1     work     18 +0
            1   1       .          resolved 18 +1
            """
        )
        # Peak and end, halved: (-1.75 + 1) / 2 and (-2 + 1) / 2.
        assert day.measure("memory_mean") == pytest.approx((-0.375 - 0.5) / 2)
        assert day.measure("misery_mean") == 2.5
        assert day.measure("repeat_questions_mean") == 2
        assert day.measure("wait_mean") == 3

    def test_a_menu_that_remembers_what_it_understood(self, engine: Engine) -> None:
        day = Day(engine, MENU, [0, 1], variant="remembers")
        assert day.visits() == rows(
            """
            who contact step:visit by       asked started ended freed how    q/rep handoff
            0   1       greet:1    menu     0     0       1     1     served 0/0   none
            0   1       identify:1 menu     1     1       4     4     served 2/0   none
            0   1       help:1     agents.0 4     4       10    10    served 1/1   warm
            1   1       greet:1    menu     1     1       2     2     served 0/0   none
            1   1       identify:1 menu     2     2       5     5     served 2/0   none
            1   1       help:1     agents.0 5     10      16    16    served 1/1   warm
            """
        )
        assert day.moments() == rows(
            """
            who contact step:visit what     at valence
            0   1       greet:1    work     1  +0
            0   1       identify:1 number?  4  +0
            0   1       identify:1 wish?    4  +0
            0   1       help:1     wish?    10 -1.25
            0   1       help:1     work     10 +0
            0   1       .          resolved 10 +1
            1   1       greet:1    work     2  +0
            1   1       identify:1 number?  5  +0
            1   1       identify:1 wish?    5  +0
            1   1       help:1     wait     10 -1.5
            1   1       help:1     wish?    16 -1.25
            1   1       help:1     work     16 +0
            1   1       .          resolved 16 +1
            """
        )

    def test_with_nothing_left_to_ask_no_agent_is_called(self, engine: Engine) -> None:
        day = Day(engine, MENU, [0], variant="knows")
        assert [row[2] for row in day.visits()] == ["greet:1", "identify:1"]
        assert day.issues() == [["0", "1", "0", "4", "resolved", "."]]


COUNTER = """
    scenario: A counter and a till
    run: {length: 60 min}
    demand: {arrivals: 1 per hour, reasons: {bill: {share: 50%}, join: {share: 50%}}}
    personas: {regular: {share: 50%}, vip: {share: 50%, priority: 1}}
    experience: {acceptable_wait: 2 min}
    variants:
      a:
        start: [{when: {reason: bill}, then: pay}, {otherwise: check_in}]
        teams:
          desk: {size: 1, wrap_up: 1 min, limit: 2, when_full: wander}
          till: {size: 1}
        steps:
          check_in:
            by: desk
            takes: {given: [4 min, 9 min, 9 min, 2 min, 3 min, 2 min, 9 min, 9 min]}
            next: pay
          pay:    {by: [till, desk], takes: 2 min}
          wander: {takes: 3 min, next: check_in}
"""
BILL, JOIN = 0, 1
REGULAR, VIP = 0, 1


def test_a_counter_that_shares_its_work_with_a_till(engine: Engine) -> None:
    """Who joins is checked in and pays where they stand; who only pays takes whoever is free."""
    day = Day(
        engine,
        COUNTER,
        [0, 1, 2, 2, 3, 4, 4, 6],
        reasons=[JOIN, BILL, BILL, JOIN, JOIN, JOIN, BILL, BILL],
        personas=[REGULAR, REGULAR, REGULAR, REGULAR, VIP, REGULAR, REGULAR, VIP],
    )
    # 0 keeps the desk's worker, who wraps up once, until 7. At 4 two stand in the desk's line:
    # 5 finds it full, wanders about, finds it full again at 7 (the visit that ends comes before
    # the wrap-up that ends), and a third time finds room; the number of the visit is not used up.
    # At 7 the desk takes the vip, 4, before 3, who came earlier.
    assert day.visits() == rows(
        """
        who contact step:visit by     asked started ended freed how     q/rep handoff
        0   1       check_in:1 desk.0 0     0       4     4     served  0/0   none
        0   1       pay:1      desk.0 4     4       6     7     served  0/0   none
        1   1       pay:1      till.0 1     1       3     3     served  0/0   none
        2   1       pay:1      till.0 2     3       5     5     served  0/0   none
        3   1       check_in:1 desk.0 2     13      15    15    served  0/0   none
        3   1       pay:1      desk.0 15    15      17    18    served  0/0   none
        4   1       check_in:1 desk.0 3     7       10    10    served  0/0   none
        4   1       pay:1      desk.0 10    10      12    13    served  0/0   none
        5   1       check_in:1 desk   4     .       4     .     blocked 0/0   none
        5   1       wander:1   .      4     4       7     .     served  0/0   none
        5   1       check_in:1 desk   7     .       7     .     blocked 0/0   none
        5   1       wander:2   .      7     7       10    .     served  0/0   none
        5   1       check_in:1 desk.0 10    18      20    20    served  0/0   none
        5   1       pay:1      desk.0 20    20      22    23    served  0/0   none
        6   1       pay:1      till.0 4     5       7     7     served  0/0   none
        7   1       pay:1      till.0 6     7       9     9     served  0/0   none
        """
    )
    # What customers do by themselves is no moment.
    assert day.moments() == rows(
        """
        who contact step:visit what     at valence
        0   1       check_in:1 work     4  +0
        0   1       pay:1      work     6  +0
        0   1       .          resolved 6  +1
        1   1       pay:1      work     3  +0
        1   1       .          resolved 3  +1
        2   1       pay:1      wait     3  +0
        2   1       pay:1      work     5  +0
        2   1       .          resolved 5  +1
        3   1       check_in:1 wait     13 -2
        3   1       check_in:1 work     15 +0
        3   1       pay:1      work     17 +0
        3   1       .          resolved 17 +1
        4   1       check_in:1 wait     7  -1
        4   1       check_in:1 work     10 +0
        4   1       pay:1      work     12 +0
        4   1       .          resolved 12 +1
        5   1       check_in:1 wait     18 -2
        5   1       check_in:1 work     20 +0
        5   1       pay:1      work     22 +0
        5   1       .          resolved 22 +1
        6   1       pay:1      wait     5  +0
        6   1       pay:1      work     7  +0
        6   1       .          resolved 7  +1
        7   1       pay:1      wait     7  +0
        7   1       pay:1      work     9  +0
        7   1       .          resolved 9  +1
        """
    )
    assert [row[4] for row in day.contacts()] == ["resolved"] * 8
    assert [row[4] for row in day.issues()] == ["resolved"] * 8
    assert day.log.ended == 60 * MINUTE
