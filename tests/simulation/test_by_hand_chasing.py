"""Small days worked out by hand: customers who ask after what they were promised."""

from __future__ import annotations

from blueprint_sim.simulation.engine import Engine
from tests.simulation.by_hand import Day, rows

GONE_HOME = """
    scenario: They will call you back
    run: {length: 60 min}
    demand:
      arrivals: 1 per hour
      recontact: {broken_promise: {chance: 100%, after: 3 min, returns: 1}}
    variants:
      a:
        teams: {agents: {size: 1}, office: {size: 5, lane: backstage}}
        start: [{when: {had: broken_promise}, then: complain}, {otherwise: ask}]
        steps:
          ask: {by: agents, takes: 2 min, meanwhile: check, promise: 5 min}
          complain: {by: agents, takes: 1 min, meanwhile: check, promise: 5 min}
          check: {by: office, takes: {given: [4 min, 7 min, 8 min, 12 min, 20 min]}}
"""


def test_who_went_home_calls_again_unless_it_is_done(engine: Engine) -> None:
    """What 0 asked for is done in time, 1's a minute before they would call, 2's as they would.

    3 calls at 40, and is promised it once more, in vain; they have complained once, which is all
    they do. 4 would call at 60, as the doors close. Their issues end with what was promised last.
    """
    day = Day(engine, GONE_HOME, [0, 10, 20, 30, 50])
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how    q/rep handoff
        0   1       ask:1      agents.0 0     0       2     2     served 0/0   none
        1   1       ask:1      agents.0 10    10      12    12    served 0/0   none
        2   1       ask:1      agents.0 20    20      22    22    served 0/0   none
        3   1       ask:1      agents.0 30    30      32    32    served 0/0   none
        3   2       complain:1 agents.0 40    40      41    41    served 0/0   none
        4   1       ask:1      agents.0 50    50      52    52    served 0/0   none
        """
    )
    assert day.spells() == rows(
        """
        who contact step:visit what by       began ended freed asked
        0   1       check:1    task office.0 2     6     6     2
        1   1       check:1    task office.0 12    19    19    12
        2   1       check:1    task office.0 22    30    30    22
        3   1       check:1    task office.0 32    44    44    32
        3   2       ask:1      chase .       37    40    .     .
        3   2       check:2    task office.1 41    53    53    41
        4   1       check:1    task office.0 52    72    72    52
        """
    )
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    2  resolved
        1   1       10   12 resolved
        2   1       20   22 resolved
        3   1       30   32 resolved
        3   2       40   41 resolved
        4   1       50   52 resolved
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome  returns
        0   1        0    6  resolved .
        1   1        10   19 resolved .
        2   1        20   30 resolved .
        3   2        30   53 resolved .
        4   1        50   72 resolved .
        """
    )
    assert day.events() == rows(
        """
        who contact step:visit what           at
        1   1       ask:1      broken_promise 17
        2   1       ask:1      broken_promise 27
        3   1       ask:1      broken_promise 37
        3   2       complain:1 broken_promise 46
        4   1       ask:1      broken_promise 57
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what     at valence
        0   1       ask:1      work     2  +0
        0   1       .          resolved 6  +1
        1   1       ask:1      work     12 +0
        1   1       ask:1      promise  17 -1
        1   1       .          resolved 19 +1
        2   1       ask:1      work     22 +0
        2   1       ask:1      promise  27 -1
        2   1       .          resolved 30 +1
        3   1       ask:1      work     32 +0
        3   1       ask:1      promise  37 -1
        3   2       complain:1 work     41 +0
        3   2       complain:1 promise  46 -1
        3   2       .          resolved 53 +1
        4   1       ask:1      work     52 +0
        4   1       ask:1      promise  57 -1
        4   1       .          resolved 72 +1
        """
    )


POST = """
    scenario: It is in the post
    run: {length: 60 min}
    demand:
      arrivals: 1 per hour
      recontact: {broken_promise: {chance: 100%, after: 3 min}}
    variants:
      a:
        teams:
          agents: {size: 1}
          clerks: {size: 1, lane: backstage}
          office: {size: 4, lane: backstage}
        start: [{when: {had: broken_promise}, then: complain}, {otherwise: ask}]
        steps:
          ask: {by: agents, takes: 2 min, meanwhile: check, promise: 5 min, next: post}
          complain: {by: agents, takes: 2 min, next: post}
          check: {by: office, takes: {given: [4 min, 20 min, 10 min, 8 min]}}
          post: {by: clerks, away: yes, needs: check, takes: 2 min}
"""


def test_who_waits_at_home_calls_and_waits_on(engine: Engine) -> None:
    """All are promised it by 7, 17, 37, and 51, to be posted. 0 is posted to.

    1 calls at 20, and waits at home again. 2 calls at 40, and as they have complained, at 42, it
    is done. 3 would call at 54, as it is done.
    """
    day = Day(engine, POST, [0, 10, 30, 44])
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how    q/rep handoff
        0   1       ask:1      agents.0 0     0       2     2     served 0/0   none
        0   1       post:1     clerks.0 6     6       8     8     served 0/0   none
        1   1       ask:1      agents.0 10    10      12    12    served 0/0   none
        1   2       complain:1 agents.0 20    20      22    22    served 0/0   none
        1   2       post:1     clerks.0 32    32      34    34    served 0/0   none
        2   1       ask:1      agents.0 30    30      32    32    served 0/0   none
        2   2       complain:1 agents.0 40    40      42    42    served 0/0   none
        2   2       post:1     clerks.0 42    42      44    44    served 0/0   none
        3   1       ask:1      agents.0 44    44      46    46    served 0/0   none
        3   1       post:1     clerks.0 54    54      56    56    served 0/0   none
        """
    )
    assert day.spells() == rows(
        """
        who contact step:visit what   by       began ended freed asked
        0   1       check:1    task   office.0 2     6     6     2
        0   1       post:1     parked .        2     6     .     .
        1   1       check:1    task   office.0 12    32    32    12
        1   1       post:1     parked .        12    20    .     .
        1   2       ask:1      chase  .        17    20    .     .
        1   2       post:1     parked .        22    32    .     .
        2   1       check:1    task   office.0 32    42    42    32
        2   1       post:1     parked .        32    40    .     .
        2   2       ask:1      chase  .        37    40    .     .
        3   1       check:1    task   office.0 46    54    54    46
        3   1       post:1     parked .        46    54    .     .
        """
    )
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    2  moved_on
        1   1       10   12 moved_on
        1   2       20   22 moved_on
        2   1       30   32 moved_on
        2   2       40   42 moved_on
        3   1       44   46 moved_on
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome  returns
        0   1        0    8  resolved .
        1   2        10   34 resolved .
        2   2        30   44 resolved .
        3   1        44   56 resolved .
        """
    )
    assert day.events() == rows(
        """
        who contact step:visit what           at
        1   1       ask:1      broken_promise 17
        2   1       ask:1      broken_promise 37
        3   1       ask:1      broken_promise 51
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what     at valence
        0   1       ask:1      work     2  +0
        0   1       .          resolved 8  +1
        1   1       ask:1      work     12 +0
        1   1       ask:1      promise  17 -1
        1   2       complain:1 work     22 +0
        1   2       .          resolved 34 +1
        2   1       ask:1      work     32 +0
        2   1       ask:1      promise  37 -1
        2   2       complain:1 work     42 +0
        2   2       .          resolved 44 +1
        3   1       ask:1      work     46 +0
        3   1       ask:1      promise  51 -1
        3   1       .          resolved 56 +1
        """
    )


UNRESOLVED = """
    scenario: They would have called again anyway
    run: {length: 60 min}
    demand:
      arrivals: 1 per hour
      recontact:
        unresolved: {chance: 100%, after: {given: [20 min, 6 min]}}
        broken_promise: {chance: 100%, after: 3 min}
    variants:
      a:
        teams: {agents: {size: 1}, office: {size: 2, lane: backstage}}
        start: [{when: {contact: 1}, then: ask}, {otherwise: again}]
        steps:
          ask: {by: agents, takes: 2 min, meanwhile: check, promise: 5 min}
          again: {by: agents, takes: 4 min, resolves: 100%}
          check: {by: office, takes: {given: [30 min, 20 min]}}
"""


def test_who_calls_again_calls_once(engine: Engine) -> None:
    """0 would call again at 22, and does so at 10, as the promise was broken.

    To 1 it was broken at 37; they call at 38 anyway, and are on the phone at 40. At 32 the office
    is done with the one just before the other is set off.
    """
    day = Day(engine, UNRESOLVED, [0, 30])
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how    q/rep handoff
        0   1       ask:1      agents.0 0     0       2     2     served 0/0   none
        0   2       again:1    agents.0 10    10      14    14    served 0/0   none
        1   1       ask:1      agents.0 30    30      32    32    served 0/0   none
        1   2       again:1    agents.0 38    38      42    42    served 0/0   none
        """
    )
    assert day.spells() == rows(
        """
        who contact step:visit what by       began ended freed asked
        0   1       check:1    task office.0 2     32    32    2
        0   2       ask:1      chase .       7     10    .     .
        1   1       check:1    task office.0 32    52    52    32
        """
    )
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    2  unresolved
        0   2       10   14 resolved
        1   1       30   32 unresolved
        1   2       38   42 resolved
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome  returns
        0   2        0    32 resolved .
        1   2        30   52 resolved .
        """
    )
    assert day.events() == rows(
        """
        who contact step:visit what           at
        0   1       ask:1      broken_promise 7
        1   1       ask:1      broken_promise 37
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what     at valence
        0   1       ask:1      work     2  +0
        0   1       ask:1      promise  7  -1
        0   2       again:1    work     14 +0
        0   2       .          resolved 32 +1
        1   1       ask:1      work     32 +0
        1   1       ask:1      promise  37 -1
        1   2       again:1    work     42 +0
        1   2       .          resolved 52 +1
        """
    )
