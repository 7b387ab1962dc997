"""Days worked out by hand: who waits for the same agent, over shifts and in full lines."""

from __future__ import annotations

from blueprint_sim.simulation.engine import Engine
from tests.simulation.by_hand import Day, rows

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
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    11 resolved
        1   1       0    11 resolved
        2   1       0    13 resolved
        3   1       13   37 resolved
        4   1       22   42 resolved
        5   1       23   35 resolved
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome  returns
        0   1        0    11 resolved .
        1   1        0    11 resolved .
        2   1        0    13 resolved .
        3   1        13   37 resolved .
        4   1        22   42 resolved .
        5   1        23   35 resolved .
        """
    )
    # They look by themselves, which nobody else makes them feel.
    assert day.moments() == rows(
        """
        who contact step:visit what     at valence
        0   1       ask:1      work     8  +0
        0   1       again:1    work     11 +0
        0   1       .          resolved 11 +1
        1   1       ask:1      work     8  +0
        1   1       again:1    work     11 +0
        1   1       .          resolved 11 +1
        2   1       ask:1      work     8  +0
        2   1       again:1    work     13 +0
        2   1       .          resolved 13 +1
        3   1       ask:1      work     33 +0
        3   1       again:1    wait     35 +0
        3   1       again:1    work     37 +0
        3   1       .          resolved 37 +1
        4   1       ask:1      work     23 +0
        4   1       again:1    wait     40 -2
        4   1       again:1    work     42 +0
        4   1       .          resolved 42 +1
        5   1       ask:1      work     32 +0
        5   1       again:1    work     35 +0
        5   1       .          resolved 35 +1
        """
    )
    assert day.events() == day.spells() == []


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
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    11 resolved
        1   1       1    15 resolved
        2   1       4    13 resolved
        3   1       8    21 resolved
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome  returns
        0   1        0    11 resolved .
        1   1        1    15 resolved .
        2   1        4    13 resolved .
        3   1        8    21 resolved .
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what     at valence
        0   1       ask:1      work     3  +0
        0   1       again:1    wait     9  -2
        0   1       again:1    work     11 +0
        0   1       .          resolved 11 +1
        1   1       ask:1      wait     3  -1
        1   1       ask:1      work     6  +0
        1   1       again:1    wait     13 -2
        1   1       again:1    work     15 +0
        1   1       .          resolved 15 +1
        2   1       ask:1      wait     6  -1
        2   1       ask:1      work     9  +0
        2   1       again:1    wait     11 +0
        2   1       again:1    work     13 +0
        2   1       .          resolved 13 +1
        3   1       ask:1      wait     15 -2
        3   1       ask:1      work     18 +0
        3   1       again:1    work     21 +0
        3   1       .          resolved 21 +1
        """
    )
    assert day.events() == day.spells() == []
