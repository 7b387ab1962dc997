"""A day worked out by hand: who calls again waits a while for whoever helped them before."""

from __future__ import annotations

from blueprint_sim.simulation.engine import Engine
from tests.simulation.by_hand import Day, rows

HELPLINE = """
    scenario: Back to who knows the case
    run: {length: 60 min}
    demand:
      arrivals: 1 per hour
      recontact: {unresolved: {chance: 100%, after: 5 min}}
    personas:
      caller:
        patience: {given: [20 min, 20 min, 20 min, 20 min, 20 min, 20 min, 2 min, 20 min]}
    variants:
      a:
        teams: {agents: {size: 2, wrap_up: 1 min}}
        steps:
          help:
            by: agents
            returns_to_same: 3 min
            takes: {given: [4 min, 6 min, 12 min, 2 min, 2 min, 10 min, 2 min, 20 min]}
            resolves: [{when: {contact: 2 or more}, then: 100%}]
"""


def test_second_calls_wait_three_minutes_for_the_same_agent(engine: Engine) -> None:
    """Everyone calls again five minutes after the first call, and is helped then.

    Customer 1 finds their agent idle, 2 and 3 wait for theirs, 2 although the other one is idle. 0
    and 4 wait in vain, and then for anybody; 5 as well, but there somebody is. 6 hangs up before.
    """
    day = Day(engine, HELPLINE, [0, 0, 5, 8, 24, 30, 44, 44])
    # At 11 agent 1 passes customer 0 over, who waits for agent 0 until 12; then both are busy. At
    # 18 agent 0 takes them, and agent 1 customer 3, whose wait for agent 1 would end right then.
    # At 36 customer 4 has waited for agent 1 until 34, and is taken by agent 0. At 47 agent 0 is
    # idle beside customer 5, who waits for agent 1 until 48. Customer 7 would call after closing.
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how     q/rep handoff
        0   1       help:1     agents.0 0     0       4     5     served  0/0   none
        0   2       help:2     agents.0 9     18      22    23    served  0/0   none
        1   1       help:1     agents.1 0     0       6     7     served  0/0   none
        1   2       help:2     agents.1 11    11      17    18    served  0/0   none
        2   1       help:1     agents.0 5     5       17    18    served  0/0   none
        2   2       help:2     agents.0 22    23      35    36    served  0/0   none
        3   1       help:1     agents.1 8     8       10    11    served  0/0   none
        3   2       help:2     agents.1 15    18      20    21    served  0/0   none
        4   1       help:1     agents.1 24    24      26    27    served  0/0   none
        4   2       help:2     agents.0 31    36      38    39    served  0/0   none
        5   1       help:1     agents.1 30    30      40    41    served  0/0   none
        5   2       help:2     agents.0 45    48      58    59    served  0/0   none
        6   1       help:1     agents.0 44    44      46    47    served  0/0   none
        6   2       help:2     agents   51    .       53    .     reneged 0/0   none
        7   1       help:1     agents.1 44    44      64    65    served  0/0   none
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome    returns
        0   2        0    22 resolved   .
        1   2        0    17 resolved   .
        2   2        5    35 resolved   .
        3   2        8    20 resolved   .
        4   2        24   38 resolved   .
        5   2        30   58 resolved   .
        6   2        44   53 abandoned  .
        7   1        44   64 unfinished later
        """
    )
    # The first call of 7 is over after closing, and they never come to an end.
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    4  unresolved
        0   2       9    22 resolved
        1   1       0    6  unresolved
        1   2       11   17 resolved
        2   1       5    17 unresolved
        2   2       22   35 resolved
        3   1       8    10 unresolved
        3   2       15   20 resolved
        4   1       24   26 unresolved
        4   2       31   38 resolved
        5   1       30   40 unresolved
        5   2       45   58 resolved
        6   1       44   46 unresolved
        6   2       51   53 abandoned
        7   1       44   64 unresolved
        """
    )
    # A minute is acceptable, and the wait for the same agent is felt like any other.
    assert day.moments() == rows(
        """
        who contact step:visit what      at valence
        0   1       help:1     work      4  +0
        0   2       help:2     wait      18 -2
        0   2       help:2     work      22 +0
        0   2       .          resolved  22 +1
        1   1       help:1     work      6  +0
        1   2       help:2     work      17 +0
        1   2       .          resolved  17 +1
        2   1       help:1     work      17 +0
        2   2       help:2     wait      23 +0
        2   2       help:2     work      35 +0
        2   2       .          resolved  35 +1
        3   1       help:1     work      10 +0
        3   2       help:2     wait      18 -2
        3   2       help:2     work      20 +0
        3   2       .          resolved  20 +1
        4   1       help:1     work      26 +0
        4   2       help:2     wait      36 -2
        4   2       help:2     work      38 +0
        4   2       .          resolved  38 +1
        5   1       help:1     work      40 +0
        5   2       help:2     wait      48 -2
        5   2       help:2     work      58 +0
        5   2       .          resolved  58 +1
        6   1       help:1     work      46 +0
        6   2       help:2     wait      53 -1
        6   2       .          abandoned 53 -1
        7   1       help:1     work      64 +0
        """
    )
    assert day.events() == day.spells() == []
