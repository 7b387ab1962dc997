"""Small days worked out by hand: promises that are kept at the last moment, and that are broken."""

from __future__ import annotations

from blueprint_sim.simulation.engine import Engine
from tests.simulation.by_hand import Day, rows

WORKSHOP = """
    scenario: A chair in six minutes
    run: {length: 60 min}
    demand: {arrivals: 1 per hour, reasons: {collects: {share: 50%}, delivered: {share: 50%}}}
    variants:
      a:
        teams: {clerks: {size: 8}, joiners: {size: 8, lane: backstage}}
        steps:
          order:
            by: clerks
            takes: 1 min
            meanwhile: build
            promise: {given: [6 min, 6 min, 6 min, 6 min, 4 min, 4 min, 4 min]}
            next: [{when: {reason: delivered}, then: done}, {otherwise: shop}]
          build:
            by: joiners
            takes: {given: [3 min, 3 min, 6 min, 7 min, 2 min, 4 min, 6 min]}
          shop: {takes: {given: [5 min, 6 min, 2 min, 2 min, 8 min, 1 min, 1 min]}, next: collect}
          collect: {by: clerks, needs: build, takes: 1 min}
"""
COLLECTS, DELIVERED = 0, 1


def test_a_promise_is_about_having_it(engine: Engine) -> None:
    """All order from 0 to 1; what was promised is due at 7, and for 4, 5, 6 at 5.

    0 comes for it in time, 1 as it is due; 2 has waited for it, and has it as it is due. 3 still
    waits then. 4 shops on past 5, though it was built at 3: they have not got it. 5 is delivered
    to as it is due, and 6 later; the issue ends with that.
    """
    day = Day(engine, WORKSHOP, [0] * 7, reasons=[*[COLLECTS] * 5, DELIVERED, DELIVERED])
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how    q/rep handoff
        0   1       order:1    clerks.0 0     0       1     1     served 0/0   none
        0   1       shop:1     .        1     1       6     .     served 0/0   none
        0   1       collect:1  clerks.0 6     6       7     7     served 0/0   none
        1   1       order:1    clerks.1 0     0       1     1     served 0/0   none
        1   1       shop:1     .        1     1       7     .     served 0/0   none
        1   1       collect:1  clerks.0 7     7       8     8     served 0/0   warm
        2   1       order:1    clerks.2 0     0       1     1     served 0/0   none
        2   1       shop:1     .        1     1       3     .     served 0/0   none
        2   1       collect:1  clerks.1 7     7       8     8     served 0/0   warm
        3   1       order:1    clerks.3 0     0       1     1     served 0/0   none
        3   1       shop:1     .        1     1       3     .     served 0/0   none
        3   1       collect:1  clerks.0 8     8       9     9     served 0/0   warm
        4   1       order:1    clerks.4 0     0       1     1     served 0/0   none
        4   1       shop:1     .        1     1       9     .     served 0/0   none
        4   1       collect:1  clerks.0 9     9       10    10    served 0/0   warm
        5   1       order:1    clerks.5 0     0       1     1     served 0/0   none
        6   1       order:1    clerks.6 0     0       1     1     served 0/0   none
        """
    )
    assert day.spells() == rows(
        """
        who contact step:visit what   by        began ended freed asked
        0   1       build:1    task   joiners.0 1     4     4     1
        1   1       build:1    task   joiners.1 1     4     4     1
        2   1       build:1    task   joiners.2 1     7     7     1
        2   1       collect:1  parked .         3     7     .     .
        3   1       build:1    task   joiners.3 1     8     8     1
        3   1       collect:1  parked .         3     8     .     .
        4   1       build:1    task   joiners.4 1     3     3     1
        5   1       build:1    task   joiners.5 1     5     5     1
        6   1       build:1    task   joiners.6 1     7     7     1
        """
    )
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    7  resolved
        1   1       0    8  resolved
        2   1       0    8  resolved
        3   1       0    9  resolved
        4   1       0    10 resolved
        5   1       0    1  resolved
        6   1       0    1  resolved
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome  returns
        0   1        0    7  resolved .
        1   1        0    8  resolved .
        2   1        0    8  resolved .
        3   1        0    9  resolved .
        4   1        0    10 resolved .
        5   1        0    5  resolved .
        6   1        0    7  resolved .
        """
    )
    assert day.events() == rows(
        """
        who contact step:visit what           at
        3   1       order:1    broken_promise 7
        4   1       order:1    broken_promise 5
        6   1       order:1    broken_promise 5
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what     at valence
        0   1       order:1    work     1  +0
        0   1       collect:1  work     7  +0
        0   1       .          resolved 7  +1
        1   1       order:1    work     1  +0
        1   1       collect:1  work     8  +0
        1   1       .          resolved 8  +1
        2   1       order:1    work     1  +0
        2   1       collect:1  wait     7  -2
        2   1       collect:1  work     8  +0
        2   1       .          resolved 8  +1
        3   1       order:1    work     1  +0
        3   1       order:1    promise  7  -1
        3   1       collect:1  wait     8  -2
        3   1       collect:1  work     9  +0
        3   1       .          resolved 9  +1
        4   1       order:1    work     1  +0
        4   1       order:1    promise  5  -1
        4   1       collect:1  work     10 +0
        4   1       .          resolved 10 +1
        5   1       order:1    work     1  +0
        5   1       .          resolved 5  +1
        6   1       order:1    work     1  +0
        6   1       order:1    promise  5  -1
        6   1       .          resolved 7  +1
        """
    )


SIGNATURE = """
    scenario: Late while they sign
    run: {length: 60 min}
    demand: {arrivals: 1 per hour}
    personas: {calm: {share: 50%}, proud: {share: 50%, tolerance: 2}}
    facts: {number: 1 min}
    variants:
      a:
        teams:
          agents: {size: 4}
          clerks: {size: 1}
          office: {size: 4, lane: backstage}
        steps:
          ask:
            by: agents
            takes: 1 min
            meanwhile: check
            promise: {given: [3 min, 3 min, 8 min, 5 min]}
            next: sign
          check: {by: office, takes: 20 min}
          sign: {by: clerks, asks: [number], takes: 2 min, next: collect}
          collect: {by: agents, needs: check, takes: 1 min}
"""
CALM, PROUD = 0, 1


def test_a_promise_is_broken_while_they_wait_sign_and_wait_again(engine: Engine) -> None:
    """They sign one after the other, three minutes each, from 1 on; nothing is checked before 21.

    0 was promised it by 4, when they have just signed. 1 as well, when they have just begun to. 2
    is let down at 9, while signing, after a long wait: that is too much, and when they have signed
    they go. 3 is let down at 6, in line.
    """
    day = Day(engine, SIGNATURE, [0] * 4, personas=[CALM, CALM, PROUD, CALM])
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how    q/rep handoff
        0   1       ask:1      agents.0 0     0       1     1     served 0/0   none
        0   1       sign:1     clerks.0 1     1       4     4     served 1/0   warm
        0   1       collect:1  agents.0 21    21      22    22    served 0/0   warm
        1   1       ask:1      agents.1 0     0       1     1     served 0/0   none
        1   1       sign:1     clerks.0 1     4       7     7     served 1/0   warm
        1   1       collect:1  agents.1 21    21      22    22    served 0/0   warm
        2   1       ask:1      agents.2 0     0       1     1     served 0/0   none
        2   1       sign:1     clerks.0 1     7       10    10    served 1/0   warm
        3   1       ask:1      agents.3 0     0       1     1     served 0/0   none
        3   1       sign:1     clerks.0 1     10      13    13    served 1/0   warm
        3   1       collect:1  agents.2 21    21      22    22    served 0/0   warm
        """
    )
    assert day.spells() == rows(
        """
        who contact step:visit what   by       began ended freed asked
        0   1       check:1    task   office.0 1     21    21    1
        0   1       collect:1  parked .        4     21    .     .
        1   1       check:1    task   office.1 1     21    21    1
        1   1       collect:1  parked .        7     21    .     .
        2   1       check:1    task   office.2 1     21    21    1
        3   1       check:1    task   office.3 1     21    21    1
        3   1       collect:1  parked .        13    21    .     .
        """
    )
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    22 resolved
        1   1       0    22 resolved
        2   1       0    10 walked_away
        3   1       0    22 resolved
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome     returns
        0   1        0    22 resolved    .
        1   1        0    22 resolved    .
        2   1        0    21 walked_away .
        3   1        0    22 resolved    .
        """
    )
    assert day.events() == rows(
        """
        who contact step:visit what           at
        0   1       ask:1      broken_promise 4
        1   1       ask:1      broken_promise 4
        2   1       ask:1      broken_promise 9
        3   1       ask:1      broken_promise 6
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what        at valence
        0   1       ask:1      work        1  +0
        0   1       sign:1     number?     4  +0
        0   1       sign:1     work        4  +0
        0   1       ask:1      promise     4  -1
        0   1       collect:1  wait        21 -2
        0   1       collect:1  work        22 +0
        0   1       .          resolved    22 +1
        1   1       ask:1      work        1  +0
        1   1       sign:1     wait        4  -2
        1   1       ask:1      promise     4  -1
        1   1       sign:1     number?     7  +0
        1   1       sign:1     work        7  +0
        1   1       collect:1  wait        21 -2
        1   1       collect:1  work        22 +0
        1   1       .          resolved    22 +1
        2   1       ask:1      work        1  +0
        2   1       sign:1     wait        7  -2
        2   1       ask:1      promise     9  -1
        2   1       sign:1     number?     10 +0
        2   1       sign:1     work        10 +0
        2   1       .          walked_away 21 -2
        3   1       ask:1      work        1  +0
        3   1       ask:1      promise     6  -1
        3   1       sign:1     wait        10 -2
        3   1       sign:1     number?     13 +0
        3   1       sign:1     work        13 +0
        3   1       collect:1  wait        21 -2
        3   1       collect:1  work        22 +0
        3   1       .          resolved    22 +1
        """
    )


TWO_DISHES = """
    scenario: Two dishes on one plate
    run: {length: 60 min}
    demand: {arrivals: 1 per hour}
    variants:
      a:
        teams: {waiter: {size: 1}, cooks: {size: 1, lane: backstage}}
        steps:
          order:
            by: waiter
            takes: 1 min
            meanwhile: cook
            promise: 5 min
            next: [{when: {visit: 1}, then: order}, {otherwise: eat}]
          cook: {by: cooks, takes: 3 min}
          eat: {needs: cook, takes: 2 min}
"""


def test_who_needs_both_has_neither_before_both_are_done(engine: Engine) -> None:
    """The first dish is ready at 4, and due at 6; the second is ready at 7, as it is due."""
    day = Day(engine, TWO_DISHES, [0])
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how    q/rep handoff
        0   1       order:1    waiter.0 0     0       1     1     served 0/0   none
        0   1       order:2    waiter.0 1     1       2     2     served 0/0   none
        0   1       eat:1      .        7     7       9     .     served 0/0   none
        """
    )
    assert day.spells() == rows(
        """
        who contact step:visit what   by      began ended freed asked
        0   1       cook:1     task   cooks.0 1     4     4     1
        0   1       eat:1      parked .       2     7     .     .
        0   1       cook:2     task   cooks.0 4     7     7     2
        """
    )
    assert day.contacts() == [["0", "1", "0", "9", "resolved"]]
    assert day.issues() == [["0", "1", "0", "9", "resolved", "."]]
    assert day.events() == [["0", "1", "order:1", "broken_promise", "6"]]
    assert day.moments() == rows(
        """
        who contact step:visit what     at valence
        0   1       order:1    work     1  +0
        0   1       order:2    work     2  +0
        0   1       order:1    promise  6  -1
        0   1       eat:1      wait     7  -2
        0   1       .          resolved 9  +1
        """
    )
