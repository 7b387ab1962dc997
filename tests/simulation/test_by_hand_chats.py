"""Small days worked out by hand: who serves several customers at once."""

from __future__ import annotations

from blueprint_sim.simulation.engine import Engine
from tests.simulation.by_hand import Day, rows

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
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    9  resolved
        1   1       0    4  resolved
        2   1       1    7  resolved
        3   1       1    4  resolved
        4   1       2    10 resolved
        5   1       3    7  resolved
        6   1       4    12 resolved
        7   1       12   13 resolved
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome  returns
        0   1        0    9  resolved .
        1   1        0    4  resolved .
        2   1        1    7  resolved .
        3   1        1    4  resolved .
        4   1        2    10 resolved .
        5   1        3    7  resolved .
        6   1        4    12 resolved .
        7   1        12   13 resolved .
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what     at valence
        0   1       ask:1      work     9  +0
        0   1       .          resolved 9  +1
        1   1       ask:1      work     4  +0
        1   1       .          resolved 4  +1
        2   1       ask:1      work     7  +0
        2   1       .          resolved 7  +1
        3   1       ask:1      work     4  +0
        3   1       .          resolved 4  +1
        4   1       ask:1      wait     5  -0.5
        4   1       ask:1      work     10 +0
        4   1       .          resolved 10 +1
        5   1       ask:1      wait     5  +0
        5   1       ask:1      work     7  +0
        5   1       .          resolved 7  +1
        6   1       ask:1      wait     8  -1
        6   1       ask:1      work     12 +0
        6   1       .          resolved 12 +1
        7   1       ask:1      work     13 +0
        7   1       .          resolved 13 +1
        """
    )
    assert day.events() == day.spells() == []


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
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    9  resolved
        1   1       0    6  resolved
        2   1       0    5  resolved
        3   1       1    13 resolved
        4   1       5    8  resolved
        5   1       5    11 resolved
        6   1       6    11 resolved
        7   1       7    11 resolved
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome  returns
        0   1        0    9  resolved .
        1   1        0    6  resolved .
        2   1        0    5  resolved .
        3   1        1    13 resolved .
        4   1        5    8  resolved .
        5   1        5    11 resolved .
        6   1        6    11 resolved .
        7   1        7    11 resolved .
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what     at valence
        0   1       ask:1      work     9  +0
        0   1       .          resolved 9  +1
        1   1       ask:1      work     6  +0
        1   1       .          resolved 6  +1
        2   1       ask:1      work     5  +0
        2   1       .          resolved 5  +1
        3   1       ask:1      work     13 +0
        3   1       .          resolved 13 +1
        4   1       ask:1      work     8  +0
        4   1       .          resolved 8  +1
        5   1       ask:1      wait     8  -0.5
        5   1       ask:1      work     11 +0
        5   1       .          resolved 11 +1
        6   1       ask:1      wait     8  +0
        6   1       ask:1      work     11 +0
        6   1       .          resolved 11 +1
        7   1       ask:1      wait     8  +0
        7   1       ask:1      work     11 +0
        7   1       .          resolved 11 +1
        """
    )
    assert day.events() == day.spells() == []
