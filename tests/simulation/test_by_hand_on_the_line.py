"""A day worked out by hand: agents stay on the line while others serve."""

from __future__ import annotations

import pytest

from blueprint_sim.simulation.engine import Engine
from tests.simulation.by_hand import Day, rows

SECOND_OPINION = """
    scenario: A second opinion
    run: {length: 60 min}
    demand: {arrivals: 1 per hour, reasons: {easy: {}, hard: {}, odd: {}}}
    personas: {caller: {patience: {given: [8 min, 8 min, 8 min, 8 min, 8 min, 3 min]}}}
    facts: {number: 1 min}
    variants:
      a:
        teams:
          agents: {size: 2, wrap_up: 1 min, carries: nothing, cost: 60 per hour}
          experts: {size: 1, carries: nothing}
          office: {size: 1, lane: backstage}
        steps:
          ask:
            by: agents
            asks: [number]
            takes: 2 min
            next: [{when: {reason: easy}, then: look_up}, {otherwise: join}]
          look_up: {by: office, hold: yes, takes: 2 min, next: tell}
          join:
            by: experts
            hold: yes
            asks: [number]
            takes: 3 min
            next: [{when: {reason: odd}, then: solve}, {otherwise: tell}]
          tell: {by: same, takes: 1 min}
          solve: {by: experts, takes: 4 min}
"""
EASY, HARD, ODD = 0, 1, 2


def test_agents_stay_on_the_line(engine: Engine) -> None:
    """Both agents bring the expert in at 3; customer 2 waits for them while they wait for her.

    What the agents were told is never asked again, though nobody here carries anything over: who
    is on the line hears it all. Customer 1, and later 4, stay with the expert; the others are
    taken back. Customer 2 is only asked about, out of sight, and then told.
    """
    day = Day(
        engine, SECOND_OPINION, [0, 0, 1, 5, 12, 17], reasons=[HARD, ODD, EASY, HARD, ODD, HARD]
    )
    # At 13 the expert is let go by 1 just before 3 asks for her. At 18 agent 0 brings her in for
    # 4 just before agent 1 has wrapped up, who takes 5. At 24 customer 5 hangs up on agent 1.
    assert day.visits() == rows(
        """
        who contact step:visit by        asked started ended freed how     q/rep handoff
        0   1       ask:1      agents.0  0     0       3     3     served  1/0   none
        0   1       join:1     experts.0 3     3       6     6     served  0/0   warm
        0   1       tell:1     agents.0  6     6       7     8     served  0/0   warm
        1   1       ask:1      agents.1  0     0       3     3     served  1/0   none
        1   1       join:1     experts.0 3     6       9     9     served  0/0   warm
        1   1       solve:1    experts.0 9     9       13    13    served  0/0   none
        2   1       ask:1      agents.0  1     8       11    11    served  1/0   none
        2   1       look_up:1  office.0  11    11      13    13    served  0/0   none
        2   1       tell:1     agents.0  13    13      14    15    served  0/0   none
        3   1       ask:1      agents.1  5     10      13    13    served  1/0   none
        3   1       join:1     experts.0 13    13      16    16    served  0/0   warm
        3   1       tell:1     agents.1  16    16      17    18    served  0/0   warm
        4   1       ask:1      agents.0  12    15      18    18    served  1/0   none
        4   1       join:1     experts.0 18    18      21    21    served  0/0   warm
        4   1       solve:1    experts.0 21    21      25    25    served  0/0   none
        5   1       ask:1      agents.1  17    18      21    21    served  1/0   none
        5   1       join:1     experts   21    .       24    .     reneged 0/0   none
        """
    )
    # Who takes a customer back is not free; who does not wraps up their own visit.
    assert day.spells() == rows(
        """
        who contact step:visit what by       began ended freed
        0   1       join:1     hold agents.0 3     6     .
        1   1       join:1     hold agents.1 3     9     10
        2   1       look_up:1  hold agents.0 11    13    .
        3   1       join:1     hold agents.1 13    16    .
        4   1       join:1     hold agents.0 18    21    22
        5   1       join:1     hold agents.1 21    24    25
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what      at valence
        0   1       ask:1      number?   3  +0
        0   1       ask:1      work      3  +0
        0   1       join:1     work      6  +0
        0   1       tell:1     work      7  +0
        0   1       .          resolved  7  +1
        1   1       ask:1      number?   3  +0
        1   1       ask:1      work      3  +0
        1   1       join:1     wait      6  -2
        1   1       join:1     work      9  +0
        1   1       solve:1    work      13 +0
        1   1       .          resolved  13 +1
        2   1       ask:1      wait      8  -2
        2   1       ask:1      number?   11 +0
        2   1       ask:1      work      11 +0
        2   1       tell:1     wait      13 -1
        2   1       tell:1     work      14 +0
        2   1       .          resolved  14 +1
        3   1       ask:1      wait      10 -2
        3   1       ask:1      number?   13 +0
        3   1       ask:1      work      13 +0
        3   1       join:1     work      16 +0
        3   1       tell:1     work      17 +0
        3   1       .          resolved  17 +1
        4   1       ask:1      wait      15 -2
        4   1       ask:1      number?   18 +0
        4   1       ask:1      work      18 +0
        4   1       join:1     work      21 +0
        4   1       solve:1    work      25 +0
        4   1       .          resolved  25 +1
        5   1       ask:1      wait      18 +0
        5   1       ask:1      number?   21 +0
        5   1       ask:1      work      21 +0
        5   1       join:1     wait      24 -2
        5   1       .          abandoned 24 -1
        """
    )
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    7  resolved
        1   1       0    13 resolved
        2   1       1    14 resolved
        3   1       5    17 resolved
        4   1       12   25 resolved
        5   1       17   24 abandoned
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome   returns
        0   1        0    7  resolved  .
        1   1        0    13 resolved  .
        2   1        1    14 resolved  .
        3   1        5    17 resolved  .
        4   1        12   25 resolved  .
        5   1        17   24 abandoned .
        """
    )
    assert day.events() == []
    assert day.measure("repeat_questions_mean") == 0
    # Five calls go to the expert, and two of them back.
    assert day.measure("handoffs_mean") == pytest.approx((4 + 2) / 6)
    # Both agents are paid for the hour, busy or on the line.
    assert day.measure("staff_cost") == pytest.approx(120)
