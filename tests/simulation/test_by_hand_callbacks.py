"""Small days worked out by hand, minute by minute: those in line are called back."""

from __future__ import annotations

import pytest

from blueprint_sim.simulation.engine import Engine
from tests.simulation.by_hand import Day, rows

AWAY, GLAD, STAYS = range(3)
"""Who accepts and misses the call, who accepts and answers, and who would rather wait."""

DESK = """
    scenario: Twenty minutes of a desk that calls back
    run: {length: 20 min, after_close: stop}
    demand:
      arrivals: 1 per hour
      recontact: {abandoned: {chance: 100%, after: 4 min, returns: 1}}
    personas:
      away:  {patience: {given: [5 min, 5 min, 5 min, 5 min, 5 min, 5 min, 5 min, 5 min, 5 min]}}
      glad:  {patience: {given: [5 min, 5 min, 5 min, 5 min, 5 min, 5 min, 5 min, 5 min, 5 min]}}
      stays: {patience: {given: [5 min, 5 min, 5 min, 5 min, 5 min, 5 min, 5 min, 5 min, 5 min]}}
    variants:
      a:
        teams:
          desk:
            size: 1
            limit: 3
            callback:
              after: 2 min
              accept: [{when: {persona: [away, glad]}, then: 100%}]
              answers: [{when: {persona: glad}, then: 100%}]
        steps:
          help:
            by: desk
            takes: {given: [6 min, 2 min, 2 min, 3 min, 1 min, 2 min, 14 min, 1 min, 1 min]}
"""


def test_a_desk_calls_back(engine: Engine) -> None:
    who = [STAYS, GLAD, AWAY, STAYS, GLAD, GLAD, STAYS, GLAD, GLAD]
    day = Day(engine, DESK, [0, 1, 2, 4, 5, 9, 16, 17, 19], personas=who)
    # 1 and 2 are off the line from 3 and from 4, and keep their places: 4 finds the line full.
    # At 6 the desk calls 1; just then 3 is asked as well, and stays. At 8 it calls 2, who is away,
    # and so takes 3, whose patience would last until 9. At 11 it is free as 5 would be asked.
    # 2 gets in touch again at 12. 7 is uncalled at closing, and 8 would be asked only then.
    assert day.visits() == rows(
        """
        who contact step:visit by     asked started ended freed how        q/rep handoff
        0   1       help:1     desk.0 0     0       6     6     served     0/0   none
        1   1       help:1     desk.0 1     6       8     8     served     0/0   none
        2   1       help:1     desk   2     .       8     .     unanswered 0/0   none
        2   2       help:1     desk.0 12    13      15    15    served     0/0   none
        3   1       help:1     desk.0 4     8       11    11    served     0/0   none
        4   1       help:1     desk   5     .       5     .     blocked    0/0   none
        5   1       help:1     desk.0 9     11      13    13    served     0/0   none
        6   1       help:1     desk.0 16    16      30    30    served     0/0   none
        7   1       help:1     desk   17    .       20    .     unfinished 0/0   none
        8   1       help:1     desk   19    .       20    .     unfinished 0/0   none
        """
    )
    assert day.spells() == rows(
        """
        who contact step:visit what     by from to freed
        1   1       help:1     callback .  3    6  .
        2   1       help:1     callback .  4    8  .
        7   1       help:1     callback .  19   20 .
        """
    )
    # Only the wait in line is felt: nothing up to 1 minute, and 1 worse for each further one.
    assert day.moments() == rows(
        """
        who contact step:visit what       when felt
        0   1       help:1     work       6    +0
        0   1       .          resolved   6    +1
        1   1       help:1     wait       3    -1
        1   1       help:1     work       8    +0
        1   1       .          resolved   8    +1
        2   1       help:1     wait       4    -1
        2   2       help:1     wait       13   +0
        2   2       help:1     work       15   +0
        2   2       .          resolved   15   +1
        3   1       help:1     wait       8    -2
        3   1       help:1     work       11   +0
        3   1       .          resolved   11   +1
        4   1       .          blocked    5    -1
        5   1       help:1     wait       11   -1
        5   1       help:1     work       13   +0
        5   1       .          resolved   13   +1
        6   1       help:1     work       30   +0
        6   1       .          resolved   30   +1
        7   1       help:1     wait       19   -1
        """
    )
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    6  resolved
        1   1       1    8  resolved
        2   1       2    8  abandoned
        2   2       12   15 resolved
        3   1       4    11 resolved
        4   1       5    5  blocked
        5   1       9    13 resolved
        6   1       16   30 resolved
        7   1       17   20 unfinished
        8   1       19   20 unfinished
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome    returns
        0   1        0    6  resolved   .
        1   1        1    8  resolved   .
        2   2        2    15 resolved   .
        3   1        4    11 resolved   .
        4   1        5    5  blocked    .
        5   1        9    13 resolved   .
        6   1        16   30 resolved   .
        7   1        17   20 unfinished .
        8   1        19   20 unfinished .
        """
    )
    assert day.measure("wait_mean") == pytest.approx((0 + 2 + (2 + 1) + 4 + 0 + 2 + 0 + 2 + 1) / 9)
    assert day.measure("share_called_back") == pytest.approx(3 / 9)
    assert day.measure("callback_wait_mean") == pytest.approx((3 + 4 + 1) / 3)


BRANCH = """
    scenario: A branch whose line calls back at once
    run: {length: 30 min}
    demand: {arrivals: 1 per hour}
    personas: {caller: {}}
    variants:
      a:
        teams:
          clerks: {size: 1}
          experts: {size: 1, wrap_up: 1 min, callback: {accept: 100%, answers: 100%}}
        steps:
          ask:
            by: [experts, clerks]
            takes: {given: [4 min, 6 min, 2 min, 3 min, 1 min]}
            resolves: [{when: {waited: 1 s or more}, then: 0%}, {otherwise: 100%}]
"""


def test_who_is_called_back_is_called_by_whoever_is_free(engine: Engine) -> None:
    day = Day(engine, BRANCH, [0, 0, 1, 2, 5])
    # 0 has the expert until 4 and 1 the clerk until 6. 2, 3 and 4 are asked as they come, and
    # accept. The expert wraps up until 5 and calls 2, as 4 comes; the clerk calls 3 at 6. Nobody
    # has waited, so everybody is resolved.
    assert day.visits() == rows(
        """
        who contact step:visit by        asked started ended freed how    q/rep handoff
        0   1       ask:1      experts.0 0     0       4     5     served 0/0   none
        1   1       ask:1      clerks.0  0     0       6     6     served 0/0   none
        2   1       ask:1      experts.0 1     5       7     8     served 0/0   none
        3   1       ask:1      clerks.0  2     6       9     9     served 0/0   none
        4   1       ask:1      experts.0 5     8       9     10    served 0/0   none
        """
    )
    assert day.spells() == rows(
        """
        who contact step:visit what     by from to freed
        2   1       ask:1      callback .  1    5  .
        3   1       ask:1      callback .  2    6  .
        4   1       ask:1      callback .  5    8  .
        """
    )
    assert [kind for *_, kind, _, _ in day.moments()] == ["work", "resolved"] * 5
    assert day.measure("wait_mean") == 0
    assert day.measure("effort_mean") == pytest.approx((4 + 6 + 2 + 3 + 1) / 5)
