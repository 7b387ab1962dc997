"""Small days worked out by hand: work that goes on in the meantime, and who waits for it."""

from __future__ import annotations

from blueprint_sim.simulation.engine import Engine
from tests.simulation.by_hand import Day, rows

BISTRO = """
    scenario: One cook, one runner, and time to chat
    run: {length: 60 min}
    demand: {arrivals: 1 per hour}
    variants:
      a:
        teams:
          waiter: {size: 1}
          cooks: {size: 1, wrap_up: 1 min, lane: backstage}
          runners: {size: 1, lane: backstage}
        steps:
          order: {by: waiter, takes: 2 min, meanwhile: cook, next: chat}
          cook: {by: cooks, takes: {given: [3 min, 5 min, 2 min]}, next: serve}
          serve: {by: runners, takes: 1 min}
          chat: {takes: {given: [3 min, 3 min, 10 min]}, next: eat}
          eat:
            needs: cook
            takes: 5 min
            next: [{when: {waited: 6 min or more}, then: coffee}, {otherwise: done}]
          coffee: {by: waiter, takes: 1 min}
"""


def test_two_tasks_are_done_while_guests_chat(engine: Engine) -> None:
    """Who has nothing left to say before the plate comes, waits; who waits 6 minutes gets coffee.

    At 5 guest 0 falls silent as their dish is cooked, and must wait for the runner. At 6 the cook
    has cleared up as guest 2 has just ordered: guest 1 has waited longer. They have waited 2
    minutes for the waiter and 5 for their dish. Guest 2 chats on, and waits for nothing.
    """
    day = Day(engine, BISTRO, [0, 0, 4])
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how    q/rep handoff
        0   1       order:1    waiter.0 0     0       2     2     served 0/0   none
        0   1       chat:1     .        2     2       5     .     served 0/0   none
        0   1       eat:1      .        6     6       11    .     served 0/0   none
        1   1       order:1    waiter.0 0     2       4     4     served 0/0   none
        1   1       chat:1     .        4     4       7     .     served 0/0   none
        1   1       eat:1      .        12    12      17    .     served 0/0   none
        1   1       coffee:1   waiter.0 17    17      18    18    served 0/0   none
        2   1       order:1    waiter.0 4     4       6     6     served 0/0   none
        2   1       chat:1     .        6     6       16    .     served 0/0   none
        2   1       eat:1      .        16    16      21    .     served 0/0   none
        """
    )
    assert day.spells() == rows(
        """
        who contact step:visit what   by        began ended freed asked
        0   1       cook:1     task   cooks.0   2     5     6     2
        0   1       serve:1    task   runners.0 5     6     6     5
        0   1       eat:1      parked .         5     6     .     .
        1   1       cook:1     task   cooks.0   6     11    12    4
        1   1       eat:1      parked .         7     12    .     .
        1   1       serve:1    task   runners.0 11    12    12    11
        2   1       cook:1     task   cooks.0   12    14    15    6
        2   1       serve:1    task   runners.0 14    15    15    14
        """
    )
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    11 resolved
        1   1       0    18 resolved
        2   1       4    21 resolved
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome  returns
        0   1        0    11 resolved .
        1   1        0    18 resolved .
        2   1        4    21 resolved .
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what     at valence
        0   1       order:1    work     2  +0
        0   1       eat:1      wait     6  +0
        0   1       .          resolved 11 +1
        1   1       order:1    wait     2  -1
        1   1       order:1    work     4  +0
        1   1       eat:1      wait     12 -2
        1   1       coffee:1   work     18 +0
        1   1       .          resolved 18 +1
        2   1       order:1    work     6  +0
        2   1       .          resolved 21 +1
        """
    )
    assert day.events() == []


COUNTER = """
    scenario: The counter files its own forms
    run: {length: 60 min}
    demand: {arrivals: 1 per hour}
    personas: {caller: {share: 50%}, regular: {share: 50%, priority: 1}}
    variants:
      a:
        teams: {clerks: {size: 1}}
        steps:
          ask: {by: clerks, takes: 3 min, meanwhile: file}
          file: {by: clerks, lane: backstage, takes: 2 min}
"""
CALLER, REGULAR = 0, 1


def test_a_form_waits_its_turn_like_its_customer(engine: Engine) -> None:
    """The clerk takes who stands there before the form just filled in, as that comes to lie there.

    At 3 it is customer 1, and at 6 the regular. At 9 the form of customer 0 and customer 2 have
    both been there since 3, and the lower number goes first; then comes the form of the regular.
    """
    day = Day(engine, COUNTER, [0, 1, 3, 4], personas=[CALLER, CALLER, CALLER, REGULAR])
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how    q/rep handoff
        0   1       ask:1      clerks.0 0     0       3     3     served 0/0   none
        1   1       ask:1      clerks.0 1     3       6     6     served 0/0   none
        2   1       ask:1      clerks.0 3     13      16    16    served 0/0   none
        3   1       ask:1      clerks.0 4     6       9     9     served 0/0   none
        """
    )
    assert day.spells() == rows(
        """
        who contact step:visit what by       began ended freed asked
        0   1       file:1     task clerks.0 9     11    11    3
        1   1       file:1     task clerks.0 16    18    18    6
        2   1       file:1     task clerks.0 18    20    20    16
        3   1       file:1     task clerks.0 11    13    13    9
        """
    )
    # Nobody is promised anything: they are gone while it is filed.
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    3  resolved
        1   1       1    6  resolved
        2   1       3    16 resolved
        3   1       4    9  resolved
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome  returns
        0   1        0    3  resolved .
        1   1        1    6  resolved .
        2   1        3    16 resolved .
        3   1        4    9  resolved .
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what     at valence
        0   1       ask:1      work     3  +0
        0   1       .          resolved 3  +1
        1   1       ask:1      wait     3  -1
        1   1       ask:1      work     6  +0
        1   1       .          resolved 6  +1
        2   1       ask:1      wait     13 -2
        2   1       ask:1      work     16 +0
        2   1       .          resolved 16 +1
        3   1       ask:1      wait     6  -1
        3   1       ask:1      work     9  +0
        3   1       .          resolved 9  +1
        """
    )
    assert day.events() == []


FULL = """
    scenario: Forms need no place
    run: {length: 60 min}
    demand: {arrivals: 1 per hour, reasons: {asks: {share: 50%}, signs: {share: 50%}}}
    variants:
      a:
        teams: {desk: {size: 1}, clerks: {size: 1, limit: 1}}
        start: [{when: {reason: signs}, then: sign}, {otherwise: ask}]
        steps:
          ask: {by: desk, takes: 2 min, meanwhile: file}
          sign: {by: clerks, takes: 5 min}
          file: {by: clerks, lane: backstage, takes: 2 min}
"""
ASKS, SIGNS = 0, 1


def test_a_form_joins_a_full_line_and_fills_it(engine: Engine) -> None:
    """The form of customer 2 comes at 3 to where customer 1 waits, which is all that may.

    Customer 3 finds two there, customer 4 only the form, and both are turned away. At 10 the clerk
    takes the form just before customer 5 comes.
    """
    day = Day(engine, FULL, [0, 1, 1, 4, 6, 10], reasons=[SIGNS, SIGNS, ASKS, SIGNS, SIGNS, SIGNS])
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how     q/rep handoff
        0   1       sign:1     clerks.0 0     0       5     5     served  0/0   none
        1   1       sign:1     clerks.0 1     5       10    10    served  0/0   none
        2   1       ask:1      desk.0   1     1       3     3     served  0/0   none
        3   1       sign:1     clerks   4     .       4     .     blocked 0/0   none
        4   1       sign:1     clerks   6     .       6     .     blocked 0/0   none
        5   1       sign:1     clerks.0 10    12      17    17    served  0/0   none
        """
    )
    assert day.spells() == rows(
        """
        who contact step:visit what by       began ended freed asked
        2   1       file:1     task clerks.0 10    12    12    3
        """
    )
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    5  resolved
        1   1       1    10 resolved
        2   1       1    3  resolved
        3   1       4    4  blocked
        4   1       6    6  blocked
        5   1       10   17 resolved
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome  returns
        0   1        0    5  resolved .
        1   1        1    10 resolved .
        2   1        1    3  resolved .
        3   1        4    4  blocked  .
        4   1        6    6  blocked  .
        5   1        10   17 resolved .
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what     at valence
        0   1       sign:1     work     5  +0
        0   1       .          resolved 5  +1
        1   1       sign:1     wait     5  -2
        1   1       sign:1     work     10 +0
        1   1       .          resolved 10 +1
        2   1       ask:1      work     3  +0
        2   1       .          resolved 3  +1
        3   1       .          blocked  4  -1
        4   1       .          blocked  6  -1
        5   1       sign:1     wait     12 -1
        5   1       sign:1     work     17 +0
        5   1       .          resolved 17 +1
        """
    )
    assert day.events() == []


HURRY = """
    scenario: Hurried forms, and who has time for them
    run: {length: 60 min}
    demand: {arrivals: 1 per hour}
    personas: {caller: {share: 50%}, early: {share: 50%, head_start: 3 min}}
    variants:
      a:
        teams:
          desk: {size: 4}
          clerks: {size: 1, lane: backstage, pressure: {2 or more: {takes: 50%}}}
        steps:
          ask: {by: desk, takes: {given: [1 min, 2 min, 3 min, 4 min]}, meanwhile: check}
          check: {by: clerks, takes: 4 min, next: wave}
          wave: {takes: 1 min, next: file}
          file: {by: clerks, takes: 2 min}
"""
EARLY = 1


def test_forms_are_hurried_and_have_a_head_start(engine: Engine) -> None:
    """With two or more forms left on the pile the clerk takes half the time for the next one.

    Form 3 counts as three minutes older than it is, and goes before form 2, as old as form 1; form
    0 dries for a minute, which takes nobody, and comes back as the clerk takes form 1.
    """
    day = Day(engine, HURRY, [0, 0, 0, 0], personas=[CALLER, CALLER, CALLER, EARLY])
    # At 5 form 3 counts from 1, form 1 from 2, form 2 from 3: two are left, so 2 minutes do. At 6
    # form 0 joins them. At 7 form 1 is taken and forms 2 and 0 are left; at 8 form 3 is dry, and
    # counts from 5. At 9 form 2 is taken, forms 3 and 0 are left; at 10 form 1 is dry. From 11 on
    # forms 3 (counting from 5), 0 (from 6), 1 (from 10), and 2 (from 12) are filed. Form 2 is dry
    # at 12 just before form 3 is filed, so form 0 is hurried as well: forms 1 and 2 are left.
    assert day.spells() == rows(
        """
        who contact step:visit what by       began ended freed asked
        0   1       check:1    task clerks.0 1     5     5     1
        0   1       wave:1     task .        5     6     .     5
        0   1       file:1     task clerks.0 12    13    13    6
        1   1       check:1    task clerks.0 7     9     9     2
        1   1       wave:1     task .        9     10    .     9
        1   1       file:1     task clerks.0 13    15    15    10
        2   1       check:1    task clerks.0 9     11    11    3
        2   1       wave:1     task .        11    12    .     11
        2   1       file:1     task clerks.0 15    17    17    12
        3   1       check:1    task clerks.0 5     7     7     4
        3   1       wave:1     task .        7     8     .     7
        3   1       file:1     task clerks.0 11    12    12    8
        """
    )
    assert day.visits() == rows(
        """
        who contact step:visit by     asked started ended freed how    q/rep handoff
        0   1       ask:1      desk.0 0     0       1     1     served 0/0   none
        1   1       ask:1      desk.1 0     0       2     2     served 0/0   none
        2   1       ask:1      desk.2 0     0       3     3     served 0/0   none
        3   1       ask:1      desk.3 0     0       4     4     served 0/0   none
        """
    )
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    1  resolved
        1   1       0    2  resolved
        2   1       0    3  resolved
        3   1       0    4  resolved
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome  returns
        0   1        0    1  resolved .
        1   1        0    2  resolved .
        2   1        0    3  resolved .
        3   1        0    4  resolved .
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what     at valence
        0   1       ask:1      work     1  +0
        0   1       .          resolved 1  +1
        1   1       ask:1      work     2  +0
        1   1       .          resolved 2  +1
        2   1       ask:1      work     3  +0
        2   1       .          resolved 3  +1
        3   1       ask:1      work     4  +0
        3   1       .          resolved 4  +1
        """
    )
    assert day.events() == []
