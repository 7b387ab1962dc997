"""Small days worked out by hand, minute by minute: whose turn it is, and who does not join."""

from __future__ import annotations

import pytest

from blueprint_sim.simulation.engine import Engine
from tests.simulation.by_hand import Day, rows

CLUB = """
    scenario: A club with a desk of one
    run: {length: 60 min}
    demand: {arrivals: 1 per hour}
    personas:
      guest:  {share: 50%, patience: 30 min}
      member: {share: 40%, patience: 15 min, head_start: 2 min}
      owner:  {share: 10%, priority: 1}
    experience: {acceptable_wait: 4 min}
    variants:
      a:
        teams: {desk: {size: 1}}
        steps: {ask: {by: desk, takes: 4 min}}
"""
GUEST, MEMBER, OWNER = range(3)


def test_members_are_taken_as_if_they_had_come_two_minutes_earlier(engine: Engine) -> None:
    day = Day(
        engine,
        CLUB,
        [0, 1, 3, 4, 5, 7, 10, 11, 12],
        personas=[GUEST, GUEST, MEMBER, GUEST, MEMBER, OWNER, MEMBER, GUEST, MEMBER],
    )
    # At 4 guest 1 and member 2 have waited three minutes each, credit counted: a tie, and the lower
    # number goes first. At 8 the owner goes before all of them. At 16 member 4 (thirteen minutes,
    # credit counted) goes before guest 3 (twelve), who came earlier; member 6 comes too late for
    # that. Member 8 would go before guest 7, but hangs up fifteen minutes after coming, no sooner.
    assert day.visits() == rows(
        """
        who contact step:visit by     asked started ended freed how     q/rep handoff
        0   1       ask:1      desk.0 0     0       4     4     served  0/0   none
        1   1       ask:1      desk.0 1     4       8     8     served  0/0   none
        2   1       ask:1      desk.0 3     12      16    16    served  0/0   none
        3   1       ask:1      desk.0 4     20      24    24    served  0/0   none
        4   1       ask:1      desk.0 5     16      20    20    served  0/0   none
        5   1       ask:1      desk.0 7     8       12    12    served  0/0   none
        6   1       ask:1      desk.0 10    24      28    28    served  0/0   none
        7   1       ask:1      desk.0 11    28      32    32    served  0/0   none
        8   1       ask:1      desk   12    .       27    .     reneged 0/0   none
        """
    )
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    4  resolved
        1   1       1    8  resolved
        2   1       3    16 resolved
        3   1       4    24 resolved
        4   1       5    20 resolved
        5   1       7    12 resolved
        6   1       10   28 resolved
        7   1       11   32 resolved
        8   1       12   27 abandoned
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome   returns
        0   1        0    4  resolved  .
        1   1        1    8  resolved  .
        2   1        3    16 resolved  .
        3   1        4    24 resolved  .
        4   1        5    20 resolved  .
        5   1        7    12 resolved  .
        6   1        10   28 resolved  .
        7   1        11   32 resolved  .
        8   1        12   27 abandoned .
        """
    )
    # A wait is felt as long as it was.
    assert day.moments() == rows(
        """
        who contact step:visit what      at valence
        0   1       ask:1      work      4  +0
        0   1       .          resolved  4  +1
        1   1       ask:1      wait      4  +0
        1   1       ask:1      work      8  +0
        1   1       .          resolved  8  +1
        2   1       ask:1      wait      12 -1.25
        2   1       ask:1      work      16 +0
        2   1       .          resolved  16 +1
        3   1       ask:1      wait      20 -2
        3   1       ask:1      work      24 +0
        3   1       .          resolved  24 +1
        4   1       ask:1      wait      16 -1.75
        4   1       ask:1      work      20 +0
        4   1       .          resolved  20 +1
        5   1       ask:1      wait      8  +0
        5   1       ask:1      work      12 +0
        5   1       .          resolved  12 +1
        6   1       ask:1      wait      24 -2
        6   1       ask:1      work      28 +0
        6   1       .          resolved  28 +1
        7   1       ask:1      wait      28 -2
        7   1       ask:1      work      32 +0
        7   1       .          resolved  32 +1
        8   1       ask:1      wait      27 -2
        8   1       .          abandoned 27 -1
        """
    )
    assert day.events() == day.spells() == []


COUNTER = """
    scenario: A counter that one looks at from the door
    run: {length: 60 min}
    demand:
      arrivals: 1 per hour
      reasons: {form: {share: 30%}, ticket: {share: 30%}, walk_in: {share: 40%}}
      recontact: {balked: {chance: 100%, after: 6 min, returns: 1}}
    personas:
      calm:    {share: 40%}
      chooser: {share: 30%, balks: {0 to 1: 0%, 2 or more: 100%}}
      hurried: {share: 30%, balks: 100%}
    experience: {acceptable_wait: 2 min}
    variants:
      a:
        start:
          - {when: {reason: form}, then: check}
          - {when: {reason: ticket}, then: print}
          - {otherwise: ask}
        teams: {desk: {size: 1, limit: 3}, kiosk: {kind: machine, size: 1}, office: {size: 1}}
        steps:
          check: {by: office, lane: backstage, takes: 3 min, next: ask}
          print: {by: kiosk, takes: 2 min, resolves: 100%, next: ask}
          ask:   {by: desk, takes: 4 min, resolves: 100%}
"""
FORM, TICKET, WALK_IN = range(3)
CALM, CHOOSER, HURRIED = range(3)


def test_who_finds_the_line_too_long_leaves_at_once(engine: Engine) -> None:
    """Choosers leave where two wait already; the hurried never wait for a person."""
    people = [
        (0, CALM, WALK_IN),
        (1, HURRIED, WALK_IN),
        (2, CHOOSER, WALK_IN),
        (2, CALM, FORM),
        (3, CALM, WALK_IN),
        (3, CHOOSER, WALK_IN),
        (5, CHOOSER, FORM),
        (6, CALM, WALK_IN),
        (9, CHOOSER, TICKET),
        (10, HURRIED, TICKET),
        (24, HURRIED, WALK_IN),
    ]
    arrivals, personas, reasons = zip(*people, strict=True)
    day = Day(engine, COUNTER, arrivals, personas=personas, reasons=reasons)
    # 1 leaves though nobody waits, and comes again at 7, when three do: the line is full, and they
    # are turned away. 2 joins at 2, for nobody waits; at 3 they and 4 do, and 5 leaves, comes again
    # at 9, finds two in line again (3 and 7), and gives up. 6 waits for the check from 5 on, and
    # is told at 8 that two stand before them, just after the desk has taken 4: they leave with a
    # wait of three minutes. Their next check ends at 17 with nobody in line. 8 has the ticket and
    # leaves at 11, helped. 9 waits for the kiosk, since that is no person, and leaves at 13. 10
    # comes as the desk is free.
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how     q/rep handoff
        0   1       ask:1      desk.0   0     0       4     4     served  0/0   none
        1   1       ask:1      desk     1     .       1     .     balked  0/0   none
        1   2       ask:1      desk     7     .       7     .     blocked 0/0   none
        2   1       ask:1      desk.0   2     4       8     8     served  0/0   none
        3   1       check:1    office.0 2     2       5     5     served  0/0   none
        3   1       ask:1      desk.0   5     12      16    16    served  0/0   warm
        4   1       ask:1      desk.0   3     8       12    12    served  0/0   none
        5   1       ask:1      desk     3     .       3     .     balked  0/0   none
        5   2       ask:1      desk     9     .       9     .     balked  0/0   none
        6   1       check:1    office.0 5     5       8     8     served  0/0   none
        6   1       ask:1      desk     8     .       8     .     balked  0/0   none
        6   2       check:2    office.0 14    14      17    17    served  0/0   none
        6   2       ask:1      desk.0   17    20      24    24    served  0/0   warm
        7   1       ask:1      desk.0   6     16      20    20    served  0/0   none
        8   1       print:1    kiosk.0  9     9       11    11    served  0/0   none
        8   1       ask:1      desk     11    .       11    .     balked  0/0   none
        9   1       print:1    kiosk.0  10    11      13    13    served  0/0   none
        9   1       ask:1      desk     13    .       13    .     balked  0/0   none
        10  1       ask:1      desk.0   24    24      28    28    served  0/0   none
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what     at valence
        0   1       ask:1      work     4  +0
        0   1       .          resolved 4  +1
        1   2       .          blocked  7  -1
        2   1       ask:1      wait     4  +0
        2   1       ask:1      work     8  +0
        2   1       .          resolved 8  +1
        3   1       ask:1      wait     12 -2
        3   1       ask:1      work     16 +0
        3   1       .          resolved 16 +1
        4   1       ask:1      wait     8  -1.5
        4   1       ask:1      work     12 +0
        4   1       .          resolved 12 +1
        5   2       .          balked   9  -1
        6   1       ask:1      wait     8  -0.5
        6   2       ask:1      wait     20 -2
        6   2       ask:1      work     24 +0
        6   2       .          resolved 24 +1
        7   1       ask:1      wait     16 -2
        7   1       ask:1      work     20 +0
        7   1       .          resolved 20 +1
        8   1       print:1    work     11 +0
        8   1       .          resolved 11 +1
        9   1       print:1    wait     11 +0
        9   1       print:1    work     13 +0
        9   1       .          resolved 13 +1
        10  1       ask:1      work     28 +0
        10  1       .          resolved 28 +1
        """
    )
    # Who has been helped has been, whether or not they stay for more.
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    4  resolved
        1   1       1    1  balked
        1   2       7    7  blocked
        2   1       2    8  resolved
        3   1       2    16 resolved
        4   1       3    12 resolved
        5   1       3    3  balked
        5   2       9    9  balked
        6   1       5    8  balked
        6   2       14   24 resolved
        7   1       6    20 resolved
        8   1       9    11 resolved
        9   1       10   13 resolved
        10  1       24   28 resolved
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome  returns
        0   1        0    4  resolved .
        1   2        1    7  blocked  .
        2   1        2    8  resolved .
        3   1        2    16 resolved .
        4   1        3    12 resolved .
        5   2        3    9  balked   .
        6   2        5    24 resolved .
        7   1        6    20 resolved .
        8   1        9    11 resolved .
        9   1        10   13 resolved .
        10  1        24   28 resolved .
        """
    )
    assert day.events() == day.spells() == []
    assert day.measure("share_balked") == pytest.approx(1 / 11)
    # In 4, 2 + 5, 3, 3, 1 or 0 minutes, and none for those who left.
    assert day.measure("wait_mean") == pytest.approx((2 + 10 + 5 + 3 + 6 + 10) / 11)
