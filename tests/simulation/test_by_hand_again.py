"""Small days worked out by hand, minute by minute: coming back, and holding the line."""

from __future__ import annotations

import pytest

from blueprint_sim.simulation.engine import Engine
from tests.oracles.specs import MINUTE
from tests.simulation.by_hand import Day, rows

HELPLINE = """
    scenario: Two days of a helpline
    run: {length: 60 min, days: 2}
    demand:
      arrivals: 1 per hour
      recontact:
        unresolved: {chance: 100%, after: 15 min}
        abandoned:  {chance: 100%, after: 20 min, returns: 1}
    personas: {caller: {patience: {given: [9 min, 3 min, 9 min, 30 min, 3 min, 1 min, 30 min]}}}
    variants:
      a:
        teams: {agents: {size: 1}}
        steps:
          help:
            by: agents
            takes: {given: [10 min, 4 min, 8 min, 5 min, 2 min, 3 min, 20 min]}
            resolves: [{when: {contact: 2 or more}, then: 100%}]
"""


def test_callers_hang_up_and_come_back_another_day(engine: Engine) -> None:
    """Day one is minutes 0 to 60, day two 1440 to 1500. Only second calls help."""
    day = Day(engine, HELPLINE, [0, 2, 50, 55, 1445, 1469, 1490])
    # 0 and 1 both call again at 25, and 0 goes first. 2 and 3 are called for after closing:
    # both come at the next opening. 4 runs out of patience at 1448, just as the agent is free, but
    # takes 3, who waits longer; 5 does so at 1470, and is answered. 6 would call after the end.
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how     q/rep handoff
        0   1       help:1     agents.0 0     0       10    10    served  0/0   none
        0   2       help:2     agents.0 25    25      35    35    served  0/0   none
        1   1       help:1     agents   2     .       5     .     reneged 0/0   none
        1   2       help:1     agents   25    .       28    .     reneged 0/0   none
        2   1       help:1     agents.0 50    50      58    58    served  0/0   none
        2   2       help:2     agents.0 1440  1440    1448  1448  served  0/0   none
        3   1       help:1     agents.0 55    58      63    63    served  0/0   none
        3   2       help:2     agents.0 1440  1448    1453  1453  served  0/0   none
        4   1       help:1     agents   1445  .       1448  .     reneged 0/0   none
        4   2       help:1     agents.0 1468  1468    1470  1470  served  0/0   none
        5   1       help:1     agents.0 1469  1470    1473  1473  served  0/0   none
        5   2       help:2     agents.0 1488  1488    1491  1491  served  0/0   none
        6   1       help:1     agents.0 1490  1491    1511  1511  served  0/0   none
        """
    )
    assert day.contacts() == rows(
        """
        who contact from to   outcome
        0   1       0    10   unresolved
        0   2       25   35   resolved
        1   1       2    5    abandoned
        1   2       25   28   abandoned
        2   1       50   58   unresolved
        2   2       1440 1448 resolved
        3   1       55   63   unresolved
        3   2       1440 1453 resolved
        4   1       1445 1448 abandoned
        4   2       1468 1470 resolved
        5   1       1469 1473 unresolved
        5   2       1488 1491 resolved
        6   1       1490 1511 unresolved
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to   outcome    returns
        0   2        0    35   resolved   .
        1   2        2    28   abandoned  .
        2   2        50   1448 resolved   .
        3   2        55   1453 resolved   .
        4   2        1445 1470 resolved   .
        5   2        1469 1491 resolved   .
        6   1        1490 1511 unfinished later
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what      at   valence
        0   1       help:1     work      10   +0
        0   2       help:2     work      35   +0
        0   2       .          resolved  35   +1
        1   1       help:1     wait      5    -2
        1   2       help:1     wait      28   -2
        1   2       .          abandoned 28   -1
        2   1       help:1     work      58   +0
        2   2       help:2     work      1448 +0
        2   2       .          resolved  1448 +1
        3   1       help:1     wait      58   -2
        3   1       help:1     work      63   +0
        3   2       help:2     wait      1448 -2
        3   2       help:2     work      1453 +0
        3   2       .          resolved  1453 +1
        4   1       help:1     wait      1448 -2
        4   2       help:1     work      1470 +0
        4   2       .          resolved  1470 +1
        5   1       help:1     wait      1470 +0
        5   1       help:1     work      1473 +0
        5   2       help:2     work      1491 +0
        5   2       .          resolved  1491 +1
        6   1       help:1     wait      1491 +0
        6   1       help:1     work      1511 +0
        """
    )
    assert day.log.ended == 1511 * MINUTE


BACK_OFFICE = """
    scenario: While you hold the line
    run: {length: 60 min}
    demand: {arrivals: 1 per hour, reasons: {easy: {share: 50%}, hard: {share: 50%}}}
    personas:
      calm:    {share: 50%, patience: 2 min}
      hurried: {share: 50%, patience: 2 min, tolerance: 2}
    facts: {number: 1 min}
    experience: {feels: {sorry: -1}}
    variants:
      a:
        teams: {agents: {size: 1}, office: {size: 1, lane: backstage}}
        steps:
          ask:     {by: agents, asks: [number], takes: 2 min, next: look_up}
          look_up: {by: office, takes: {given: [4 min, 1 min, 3 min]}, next: tell}
          tell:
            by: agents
            takes: 1 min
            events: [sorry]
            resolves: [{when: {reason: easy}, then: 100%}]
"""
EASY, HARD = 0, 1
CALM, HURRIED = 0, 1


def test_one_wait_while_the_office_works_and_until_an_agent_is_back(engine: Engine) -> None:
    """Nobody hangs up on the office, though it takes longer than their patience."""
    day = Day(
        engine,
        BACK_OFFICE,
        [0, 1, 5],
        personas=[HURRIED, HURRIED, CALM],
        reasons=[HARD, EASY, HARD],
    )
    # Three times patience would run out just as the agent is free: at 3, 9 and 10.
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how    q/rep handoff
        0   1       ask:1      agents.0 0     0       3     3     served 1/0   none
        0   1       look_up:1  office.0 3     3       7     7     served 0/0   warm
        0   1       tell:1     agents.0 7     9       10    10    served 0/0   warm
        1   1       ask:1      agents.0 1     3       6     6     served 1/0   none
        1   1       look_up:1  office.0 6     7       8     8     served 0/0   warm
        1   1       tell:1     agents.0 8     10      11    11    served 0/0   warm
        2   1       ask:1      agents.0 5     6       9     9     served 1/0   none
        2   1       look_up:1  office.0 9     9       12    12    served 0/0   warm
        2   1       tell:1     agents.0 12    12      13    13    served 0/0   warm
        """
    )
    # One wait from the end of `ask` to the start of `tell`: of 6, 4 and 3 minutes.
    assert day.moments() == rows(
        """
        who contact step:visit what        at valence
        0   1       ask:1      number?     3  +0
        0   1       ask:1      work        3  +0
        0   1       tell:1     wait        9  -2
        0   1       tell:1     work        10 -1
        0   1       .          walked_away 10 -2
        1   1       ask:1      wait        3  -1
        1   1       ask:1      number?     6  +0
        1   1       ask:1      work        6  +0
        1   1       tell:1     wait        10 -2
        1   1       tell:1     work        11 -1
        1   1       .          resolved    11 +1
        2   1       ask:1      wait        6  +0
        2   1       ask:1      number?     9  +0
        2   1       ask:1      work        9  +0
        2   1       tell:1     wait        12 -2
        2   1       tell:1     work        13 -1
        2   1       .          unresolved  13 -1
        """
    )
    # 0 has had enough at the second moment of misery; 1, at the third, has what they came for; 2
    # bears it all, for nothing.
    assert day.issues() == rows(
        """
        who contacts from to outcome     returns
        0   1        0    10 walked_away .
        1   1        1    11 resolved    .
        2   1        5    13 unresolved  .
        """
    )
    assert [row.tolist()[4:] for row in day.log.events] == [
        (0, 10 * MINUTE),
        (0, 11 * MINUTE),
        (0, 13 * MINUTE),
    ]
    # Waiting for a person: 6, then 2 + 4, then 1 + 3 minutes.
    assert day.measure("wait_mean") == pytest.approx(16 / 3)
