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
    # A wait is felt as long as it was.
    assert [row for row in day.moments() if row[3] == "wait"] == rows(
        """
        who contact step:visit what at valence
        1   1       ask:1      wait 4  +0
        2   1       ask:1      wait 12 -1.25
        3   1       ask:1      wait 20 -2
        4   1       ask:1      wait 16 -1.75
        5   1       ask:1      wait 8  +0
        6   1       ask:1      wait 24 -2
        7   1       ask:1      wait 28 -2
        8   1       ask:1      wait 27 -2
        """
    )
    assert [row[4] for row in day.contacts()] == ["resolved"] * 8 + ["abandoned"]
    assert [row[4] for row in day.issues()] == ["resolved"] * 8 + ["abandoned"]


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
    assert [row[1:] for row in day.contacts() if row[0] in ("1", "5", "6")] == [
        ["1", "1", "1", "balked"],
        ["2", "7", "7", "blocked"],
        ["1", "3", "3", "balked"],
        ["2", "9", "9", "balked"],
        ["1", "5", "8", "balked"],
        ["2", "14", "24", "resolved"],
    ]
    assert [row[4] for row in day.issues()] == [
        "resolved", "blocked", "resolved", "resolved", "resolved", "balked", *["resolved"] * 5,
    ]  # fmt: skip
    assert day.measure("share_balked") == pytest.approx(1 / 11)
    # In 4, 2 + 5, 3, 3, 1 or 0 minutes, and none for those who left.
    assert day.measure("wait_mean") == pytest.approx((2 + 10 + 5 + 3 + 6 + 10) / 11)


CHAT = """
    scenario: A chat of two
    run: {length: 60 min}
    demand: {arrivals: 1 per hour}
    personas: {visitor: {patience: 7 min}}
    experience: {acceptable_wait: 2 min}
    variants:
      a:
        teams: {chat: {size: 2, at_once: 2, wrap_up: 1 min, limit: 3}}
        steps:
          ask: {by: chat, takes: {given: [9 min, 4 min, 6 min, 3 min, 5 min, 2 min, 4 min, 1 min]}}
"""


def test_who_chats_takes_two_at_once_and_the_one_with_fewer_is_next(engine: Engine) -> None:
    day = Day(engine, CHAT, [0, 0, 1, 1, 2, 3, 4, 12])
    # 0 and 1 get a worker each; 2 makes two for the first, 3 two for the second. 4, 5 and 6 wait.
    # At 5 the second has wrapped up both 1 and 3, one after the other, and takes 4 and 5 at once.
    # At 8 the first has wrapped up 2, and so has the second 5: by number the first comes first, and
    # takes 6. At 12 the first has only 6 in hand (0 was wrapped up at 10), who is wrapped up until
    # 13; the second has none since 11, when 4 was wrapped up, and takes 7.
    assert day.visits() == rows(
        """
        who contact step:visit by     asked started ended freed how    q/rep handoff
        0   1       ask:1      chat.0 0     0       9     10    served 0/0   none
        1   1       ask:1      chat.1 0     0       4     5     served 0/0   none
        2   1       ask:1      chat.0 1     1       7     8     served 0/0   none
        3   1       ask:1      chat.1 1     1       4     5     served 0/0   none
        4   1       ask:1      chat.1 2     5       10    11    served 0/0   none
        5   1       ask:1      chat.1 3     5       7     8     served 0/0   none
        6   1       ask:1      chat.0 4     8       12    13    served 0/0   none
        7   1       ask:1      chat.1 12    12      13    14    served 0/0   none
        """
    )
    assert [row for row in day.moments() if row[3] == "wait"] == rows(
        """
        who contact step:visit what at valence
        4   1       ask:1      wait 5  -0.5
        5   1       ask:1      wait 5  +0
        6   1       ask:1      wait 8  -1
        """
    )
    assert [row[4] for row in day.issues()] == ["resolved"] * 8


SHIFTS = """
    scenario: A chat by shifts
    run: {opens: "09:00", length: 60 min}
    demand: {arrivals: 1 per hour}
    personas: {visitor: {patience: 20 min}}
    experience: {acceptable_wait: 2 min}
    variants:
      a:
        teams: {chat: {shifts: {"09:00": 2, "09:04": 1, "09:08": 3}, at_once: 2}}
        steps:
          ask: {by: chat, takes: {given: [9 min, 6 min, 5 min, 12 min, 3 min, 3 min, 3 min, 3 min]}}
"""


def test_a_shift_begins_with_all_places_and_ends_with_the_last_customer(engine: Engine) -> None:
    day = Day(engine, SHIFTS, [0, 0, 0, 1, 5, 5, 6, 7])
    # 0 and 2 are with worker 0, 1 and 3 with worker 1, whose shift ends at 4 and who takes nobody
    # when 1 leaves at 6. So worker 0 takes 4 at 5, when 2 has just left, and 5, 6 and 7 wait. At 8
    # the roster changes, before 4 leaves worker 0: worker 1 is back with 3 in hand still, and
    # worker 2 comes with none. So 5 goes to worker 2, 6 to worker 1, and 7 to worker 2 again.
    assert day.visits() == rows(
        """
        who contact step:visit by     asked started ended freed how    q/rep handoff
        0   1       ask:1      chat.0 0     0       9     9     served 0/0   none
        1   1       ask:1      chat.1 0     0       6     6     served 0/0   none
        2   1       ask:1      chat.0 0     0       5     5     served 0/0   none
        3   1       ask:1      chat.1 1     1       13    13    served 0/0   none
        4   1       ask:1      chat.0 5     5       8     8     served 0/0   none
        5   1       ask:1      chat.2 5     8       11    11    served 0/0   none
        6   1       ask:1      chat.1 6     8       11    11    served 0/0   none
        7   1       ask:1      chat.2 7     8       11    11    served 0/0   none
        """
    )
    assert [row[4] for row in day.issues()] == ["resolved"] * 8
