"""Small days worked out by hand, minute by minute: lines, moving on, being away, writing back."""

from __future__ import annotations

from blueprint_sim.simulation.engine import Engine
from tests.simulation.by_hand import Day, rows

HARD, SIMPLE = 0, 1


OFFICE = """
    scenario: Phone, then mail
    run: {length: 60 min, days: 2}
    demand:
      arrivals: 1 per hour
      reasons: {hard: {share: 50%}, simple: {share: 50%}}
      recontact: {blocked: {chance: 100%, after: 5 min, returns: 2}}
    personas: {caller: {patience: 5 min}}
    facts: {number: 1 min}
    variants:
      a:
        teams: {agents: {size: 1}, clerks: {size: 1}}
        channels:
          phone: {lines: 2, carries: nothing}
          mail: {lines: 1, live: no, acceptable_wait: 10 min, replies_after: 10 min}
        steps:
          help:
            by: agents
            channel: phone
            asks: [number]
            takes: {given: [3 min, 2 min, 1 min, 2 min, 3 min, 3 min]}
            resolves: [{when: {reason: simple}, then: 100%}]
            if_not: look
          look: {by: clerks, away: yes, takes: 3 min, next: letter}
          letter: {by: clerks, channel: mail, asks: [number], takes: 2 min, next: confirm}
          confirm: {by: clerks, takes: 1 min, resolves: 100%}
"""


def test_two_lines_and_one_for_letters(engine: Engine) -> None:
    """Day one is minutes 0 to 60, day two 1440 to 1500."""
    day = Day(engine, OFFICE, [0, 1, 2, 4, 11, 40], reasons=[HARD, *[SIMPLE] * 3, HARD, HARD])
    # 0 and 1 are on the two lines at 2, when 2 calls and finds none. At 4 the call of 0 ends, and
    # 3 gets its line in the same minute; at 7 that of 1 does, and 2, who calls again, gets one.
    # What 0 cannot be told at once is looked up while nobody waits, from 4 to 7, and told by letter
    # from then on. The phone passes nothing on, so the letter asks again; the clerk is let go at
    # 10, and 0 writes back at 20. Until 21 there is a line for no other letter: at 19 none for 4,
    # who calls at 24 and has it all again. Of 4's answer and the case of 5, both at 44, the case
    # ends a visit, and comes first: the answer waits until 47, which by mail is no matter. The
    # clerk takes it up before the letter to 5 finds that its line is still taken. The last answer
    # is due at 72, after closing, and is read at the next opening.
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how    q/rep handoff
        0   1       help:1     agents.0 0     0       4     4     served 1/0   none
        0   1       look:1     clerks.0 4     4       7     7     served 0/0   none
        0   2       letter:1   clerks.0 7     7       10    10    served 1/1   none
        0   2       confirm:1  clerks.0 20    20      21    21    served 0/0   none
        1   1       help:1     agents.0 1     4       7     7     served 1/0   none
        2   2       help:1     agents.0 7     10      12    12    served 1/0   none
        3   1       help:1     agents.0 4     7       10    10    served 1/0   none
        4   1       help:1     agents.0 11    12      16    16    served 1/0   none
        4   1       look:1     clerks.0 16    16      19    19    served 0/0   none
        4   3       help:2     agents.0 24    24      28    28    served 1/1   none
        4   3       look:2     clerks.0 28    28      31    31    served 0/0   none
        4   4       letter:1   clerks.0 31    31      34    34    served 1/1   none
        4   4       confirm:1  clerks.0 44    47      48    48    served 0/0   none
        5   1       help:1     agents.0 40    40      44    44    served 1/0   none
        5   1       look:1     clerks.0 44    44      47    47    served 0/0   none
        5   3       help:2     agents.0 52    52      56    56    served 1/1   none
        5   3       look:2     clerks.0 56    56      59    59    served 0/0   none
        5   4       letter:1   clerks.0 59    59      62    62    served 1/1   none
        5   4       confirm:1  clerks.0 1440  1440    1441  1441  served 0/0   none
        """
    )
    assert day.contacts() == rows(
        """
        who contact from to   outcome  channel
        0   1       0    4    moved_on phone
        0   2       7    21   resolved mail
        1   1       1    7    resolved phone
        2   1       2    2    blocked  phone
        2   2       7    12   resolved phone
        3   1       4    10   resolved phone
        4   1       11   16   moved_on phone
        4   2       19   19   blocked  mail
        4   3       24   28   moved_on phone
        4   4       31   48   resolved mail
        5   1       40   44   moved_on phone
        5   2       47   47   blocked  mail
        5   3       52   56   moved_on phone
        5   4       59   1441 resolved mail
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to   outcome  returns
        0   2        0    21   resolved .
        1   1        1    7    resolved .
        2   2        2    12   resolved .
        3   1        4    10   resolved .
        4   4        11   48   resolved .
        5   4        40   1441 resolved .
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what     at   valence
        0   1       help:1     number?  4    +0
        0   1       help:1     work     4    +0
        0   2       letter:1   number?  10   -1
        0   2       letter:1   work     10   +0
        0   2       confirm:1  work     21   +0
        0   2       .          resolved 21   +1
        1   1       help:1     wait     4    -2
        1   1       help:1     number?  7    +0
        1   1       help:1     work     7    +0
        1   1       .          resolved 7    +1
        2   2       help:1     wait     10   -2
        2   2       help:1     number?  12   +0
        2   2       help:1     work     12   +0
        2   2       .          resolved 12   +1
        3   1       help:1     wait     7    -2
        3   1       help:1     number?  10   +0
        3   1       help:1     work     10   +0
        3   1       .          resolved 10   +1
        4   1       help:1     wait     12   +0
        4   1       help:1     number?  16   +0
        4   1       help:1     work     16   +0
        4   3       help:2     number?  28   -1
        4   3       help:2     work     28   +0
        4   4       letter:1   number?  34   -1
        4   4       letter:1   work     34   +0
        4   4       confirm:1  wait     47   +0
        4   4       confirm:1  work     48   +0
        4   4       .          resolved 48   +1
        5   1       help:1     number?  44   +0
        5   1       help:1     work     44   +0
        5   3       help:2     number?  56   -1
        5   3       help:2     work     56   +0
        5   4       letter:1   number?  62   -1
        5   4       letter:1   work     62   +0
        5   4       confirm:1  work     1441 +0
        5   4       .          resolved 1441 +1
        """
    )
    # Waits and effort are those of the phone alone.
    assert day.measure("wait_mean") == (3 + 3 + 3 + 1) / 6
    assert day.measure("effort_mean") == (4 + 6 + 5 + 6 + 9 + 8) / 6
    assert day.measure("service_level") == 4 / 8
    # Of 14 contacts, five are since their customer called again: 2's second, two each of 4 and 5.
    assert day.measure("contacts_mean") == 14 / 6
    assert day.measure("share_failure_demand") == 5 / 14
    assert day.measure("share_one_and_done") == 2 / 6


AGENCY = """
    scenario: What is looked into is told by letter
    run: {length: 60 min}
    demand:
      arrivals: 1 per hour
      reasons: {hard: {share: 50%}, simple: {share: 50%}}
      recontact: {unresolved: {chance: 100%, after: 10 min, returns: 1}}
    variants:
      a:
        teams:
          agents: {size: 1}
          clerks: {size: 1, lane: backstage, limit: 0, when_full: letter}
          writers: {size: 2}
        channels: {phone: {}, mail: {live: no, acceptable_wait: 10 min}}
        steps:
          call: {by: agents, channel: phone, takes: 2 min, next: check}
          check: {by: clerks, takes: 3 min, next: letter}
          letter:
            by: writers
            channel: mail
            takes: [{when: {channel: phone}, then: 9 min}, {otherwise: 4 min}]
            resolves: [{when: {reason: simple}, then: 100%}]
            next: read
          read: {away: yes, takes: 5 min, next: done}
"""


def test_matters_that_end_while_the_customer_is_away(engine: Engine) -> None:
    day = Day(engine, AGENCY, [0, 1, 6], reasons=[HARD, HARD, SIMPLE])
    # The wait for the check is over as the phone call is, at 5, 11 and 28, and is felt there. Who
    # finds the clerk busy, at 4 and at 27, is sent on to the letter at once. Everything ends as the
    # letter is read, with no contact going on. What was of no use then brings the customer back to
    # the phone once, 10 min later; the letter itself is a contact, but no return. 0 comes at 24 to
    # an agent who has had 1 since 23.
    assert day.visits() == rows(
        """
        who contact step:visit by        asked started ended freed how     q/rep handoff
        0   1       call:1     agents.0  0     0       2     2     served  0/0   none
        0   1       check:1    clerks.0  2     2       5     5     served  0/0   warm
        0   2       letter:1   writers.1 5     5       9     9     served  0/0   none
        0   2       read:1     .         9     9       14    .     served  0/0   none
        0   3       call:2     agents.0  24    25      27    27    served  0/0   none
        0   3       check:2    clerks    27    .       27    .     blocked 0/0   none
        0   4       letter:2   writers.0 27    27      31    31    served  0/0   none
        0   4       read:2     .         31    31      36    .     served  0/0   none
        1   1       call:1     agents.0  1     2       4     4     served  0/0   none
        1   1       check:1    clerks    4     .       4     .     blocked 0/0   none
        1   2       letter:1   writers.0 4     4       8     8     served  0/0   none
        1   2       read:1     .         8     8       13    .     served  0/0   none
        1   3       call:2     agents.0  23    23      25    25    served  0/0   none
        1   3       check:1    clerks.0  25    25      28    28    served  0/0   warm
        1   4       letter:2   writers.1 28    28      32    32    served  0/0   none
        1   4       read:2     .         32    32      37    .     served  0/0   none
        2   1       call:1     agents.0  6     6       8     8     served  0/0   none
        2   1       check:1    clerks.0  8     8       11    11    served  0/0   warm
        2   2       letter:1   writers.0 11    11      15    15    served  0/0   none
        2   2       read:1     .         15    15      20    .     served  0/0   none
        """
    )
    assert day.contacts() == rows(
        """
        who contact from to outcome  channel
        0   1       0    5  moved_on phone
        0   2       5    9  moved_on mail
        0   3       24   27 moved_on phone
        0   4       27   31 moved_on mail
        1   1       1    4  moved_on phone
        1   2       4    8  moved_on mail
        1   3       23   28 moved_on phone
        1   4       28   32 moved_on mail
        2   1       6    11 moved_on phone
        2   2       11   15 moved_on mail
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome    returns
        0   4        0    36 unresolved .
        1   4        1    37 unresolved .
        2   2        6    20 resolved   .
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what       at valence
        0   1       call:1     work       2  +0
        0   1       check:1    wait       5  -2
        0   2       letter:1   work       9  +0
        0   3       call:2     wait       25 +0
        0   3       call:2     work       27 +0
        0   4       letter:2   work       31 +0
        0   4       .          unresolved 36 -1
        1   1       call:1     wait       2  +0
        1   1       call:1     work       4  +0
        1   2       letter:1   work       8  +0
        1   3       call:2     work       25 +0
        1   3       check:1    wait       28 -2
        1   4       letter:2   work       32 +0
        1   4       .          unresolved 37 -1
        2   1       call:1     work       8  +0
        2   1       check:1    wait       11 -2
        2   2       letter:1   work       15 +0
        2   2       .          resolved   20 +1
        """
    )
    assert day.measure("wait_mean") == (4 + 4 + 3) / 3
    assert day.measure("effort_mean") == (8 + 8 + 5) / 3
    assert day.measure("sojourn_mean") == (36 + 36 + 14) / 3
    assert day.measure("share_failure_demand") == 4 / 10


FORGETFUL = """
    scenario: A phone that passes half of it on
    run: {length: 220 min}
    demand:
      arrivals: 1 per hour
      recontact: {unresolved: {chance: 100%, after: 5 min, returns: 1}}
    facts: {number: 1 min}
    variants:
      a:
        teams: {agents: {size: 1}}
        channels: {phone: {carries: {number: 50%}}}
        steps:
          identify: {by: agents, asks: [number], next: help}
          help: {by: agents, takes: 1 min, resolves: 0%}
"""


def test_what_passed_on_to_a_contact_is_not_lost_on_the_way_in(engine: Engine) -> None:
    """Luck decides once: who is known the second time is not even asked."""
    day = Day(engine, FORGETFUL, range(0, 200, 10))
    asked = [row for row in day.visits() if row[2].startswith("identify")]
    assert {(row[1], row[9]) for row in asked} == {("1", "1/0"), ("2", "1/1")}
    assert 20 < len(asked) < 40
