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


SHIFTS = """
    scenario: Whose shift is over
    run: {opens: "09:00", length: 60 min}
    demand: {arrivals: 1 per hour}
    variants:
      a:
        teams: {agents: {shifts: {"09:00": 3, "09:10": 2, "09:30": 1, "09:40": 2}}}
        steps:
          ask: {by: agents, takes: {given: [8 min, 8 min, 8 min, 20 min, 1 min, 9 min]}, next: look}
          look: {takes: {given: [1 min, 1 min, 3 min, 1 min, 5 min, 1 min]}, next: again}
          again: {by: agents, returns_to_same: 12 min, takes: 2 min}
"""


def test_nobody_waits_for_who_has_gone_home_but_for_who_goes_later(engine: Engine) -> None:
    """Customer 2 comes back to agent 2 at 11, a minute after their shift, and takes anybody.

    Customer 4 waits for agent 1 from 28, who serves customer 5 until 32, two minutes after the end
    of the shift, and goes home. From 37 on agent 0 is idle beside them. At 40 agent 1 is back, and
    takes them just before anybody might. Customer 5 has not waited for agent 1 at 33.
    """
    day = Day(engine, SHIFTS, [0, 0, 0, 13, 22, 23])
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how    q/rep handoff
        0   1       ask:1      agents.0 0     0       8     8     served 0/0   none
        0   1       look:1     .        8     8       9     .     served 0/0   none
        0   1       again:1    agents.0 9     9       11    11    served 0/0   none
        1   1       ask:1      agents.1 0     0       8     8     served 0/0   none
        1   1       look:1     .        8     8       9     .     served 0/0   none
        1   1       again:1    agents.1 9     9       11    11    served 0/0   none
        2   1       ask:1      agents.2 0     0       8     8     served 0/0   none
        2   1       look:1     .        8     8       11    .     served 0/0   none
        2   1       again:1    agents.0 11    11      13    13    served 0/0   warm
        3   1       ask:1      agents.0 13    13      33    33    served 0/0   none
        3   1       look:1     .        33    33      34    .     served 0/0   none
        3   1       again:1    agents.0 34    35      37    37    served 0/0   none
        4   1       ask:1      agents.1 22    22      23    23    served 0/0   none
        4   1       look:1     .        23    23      28    .     served 0/0   none
        4   1       again:1    agents.1 28    40      42    42    served 0/0   none
        5   1       ask:1      agents.1 23    23      32    32    served 0/0   none
        5   1       look:1     .        32    32      33    .     served 0/0   none
        5   1       again:1    agents.0 33    33      35    35    served 0/0   warm
        """
    )


SHORT_LINES = """
    scenario: A place in a full line
    run: {length: 60 min}
    demand: {arrivals: 1 per hour}
    personas: {caller: {share: 50%}, regular: {share: 50%, priority: 1}}
    variants:
      a:
        teams: {agents: {size: 1, limit: 1}, juniors: {size: 1, limit: 0}}
        steps:
          ask: {by: agents, takes: 3 min, next: look}
          look: {takes: 1 min, next: again}
          again: {by: [juniors, agents], returns_to_same: 10 min, takes: 2 min}
"""
CALLER, REGULAR = 0, 1


def test_who_waits_for_the_same_agent_needs_no_place_but_takes_one(engine: Engine) -> None:
    """All wait for the one agent who asked them, though a junior is idle all day.

    They stand in the line of the juniors, in which nobody may wait, and take no place in hers. She
    takes the regular first, at 6 and 11, and of the others who has waited longest.
    """
    day = Day(engine, SHORT_LINES, [0, 1, 4, 8], personas=[CALLER, CALLER, REGULAR, CALLER])
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how    q/rep handoff
        0   1       ask:1      agents.0 0     0       3     3     served 0/0   none
        0   1       look:1     .        3     3       4     .     served 0/0   none
        0   1       again:1    agents.0 4     9       11    11    served 0/0   none
        1   1       ask:1      agents.0 1     3       6     6     served 0/0   none
        1   1       look:1     .        6     6       7     .     served 0/0   none
        1   1       again:1    agents.0 7     13      15    15    served 0/0   none
        2   1       ask:1      agents.0 4     6       9     9     served 0/0   none
        2   1       look:1     .        9     9       10    .     served 0/0   none
        2   1       again:1    agents.0 10    11      13    13    served 0/0   none
        3   1       ask:1      agents.0 8     15      18    18    served 0/0   none
        3   1       look:1     .        18    18      19    .     served 0/0   none
        3   1       again:1    agents.0 19    19      21    21    served 0/0   none
        """
    )
