"""Small days worked out by hand: who waits for work, who keeps their agent, who goes home first."""

from __future__ import annotations

from blueprint_sim.simulation.engine import Engine
from tests.simulation.by_hand import Day, rows

ARCHIVE = """
    scenario: Looked up while they talk
    run: {length: 60 min}
    demand:
      arrivals: 1 per hour
      reasons: {common: {share: 40%}, rare: {share: 30%}, secret: {share: 30%}}
    variants:
      a:
        teams:
          agents: {size: 1, wrap_up: 1 min}
          seniors: {size: 1}
          archive: {kind: machine, lane: support}
        steps:
          greet: {by: agents, takes: 1 min, meanwhile: find, next: listen}
          listen: {by: agents, takes: 3 min, next: tell}
          tell:
            by: [{when: {reason: secret}, then: seniors}, {otherwise: agents}]
            needs: find
            takes: 1 min
          find:
            by: archive
            takes: {given: [2 min, 3 min, 1 min, 1 min, 1 min]}
            next: [{when: {reason: common}, then: done}, {otherwise: search}]
          search: {by: archive, takes: {given: [1 min, 1 min, 2 min, 4 min, 1 min]}}
      b: {like: a, without: [greet]}
"""
COMMON, RARE, SECRET = 0, 1, 2


def test_agents_stay_if_all_is_found_by_then(engine: Engine) -> None:
    """Customer 0 has told all a minute after it was found, 1 in the same minute: the agent stays.

    What 2 wants is found in the same minute as well, but a search ends after listening does, by
    name: the agent wraps up, and so the customer waits a minute longer. 3 waits till 36 for what
    only a senior may tell, and the agent goes to customer 4.
    """
    reasons = [COMMON, COMMON, RARE, SECRET, COMMON]
    day = Day(engine, ARCHIVE, [0, 10, 20, 30, 34], reasons=reasons)
    assert day.visits() == rows(
        """
        who contact step:visit by        asked started ended freed how    q/rep handoff
        0   1       greet:1    agents.0  0     0       1     1     served 0/0   none
        0   1       listen:1   agents.0  1     1       4     4     served 0/0   none
        0   1       tell:1     agents.0  4     4       5     6     served 0/0   none
        1   1       greet:1    agents.0  10    10      11    11    served 0/0   none
        1   1       listen:1   agents.0  11    11      14    14    served 0/0   none
        1   1       tell:1     agents.0  14    14      15    16    served 0/0   none
        2   1       greet:1    agents.0  20    20      21    21    served 0/0   none
        2   1       listen:1   agents.0  21    21      24    25    served 0/0   none
        2   1       tell:1     agents.0  24    25      26    27    served 0/0   none
        3   1       greet:1    agents.0  30    30      31    31    served 0/0   none
        3   1       listen:1   agents.0  31    31      34    35    served 0/0   none
        3   1       tell:1     seniors.0 36    36      37    37    served 0/0   warm
        4   1       greet:1    agents.0  34    35      36    36    served 0/0   none
        4   1       listen:1   agents.0  36    36      39    39    served 0/0   none
        4   1       tell:1     agents.0  39    39      40    41    served 0/0   none
        """
    )
    assert day.spells() == rows(
        """
        who contact step:visit what   by      began ended freed asked
        0   1       find:1     task   archive 1     3     3     1
        1   1       find:1     task   archive 11    14    14    11
        2   1       find:1     task   archive 21    22    22    21
        2   1       search:1   task   archive 22    24    24    22
        2   1       tell:1     parked .       24    24    .     .
        3   1       find:1     task   archive 31    32    32    31
        3   1       search:1   task   archive 32    36    36    32
        3   1       tell:1     parked .       34    36    .     .
        4   1       find:1     task   archive 36    37    37    36
        """
    )
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    5  resolved
        1   1       10   15 resolved
        2   1       20   26 resolved
        3   1       30   37 resolved
        4   1       34   40 resolved
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome  returns
        0   1        0    5  resolved .
        1   1        10   15 resolved .
        2   1        20   26 resolved .
        3   1        30   37 resolved .
        4   1        34   40 resolved .
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what     at valence
        0   1       greet:1    work     1  +0
        0   1       listen:1   work     4  +0
        0   1       tell:1     work     5  +0
        0   1       .          resolved 5  +1
        1   1       greet:1    work     11 +0
        1   1       listen:1   work     14 +0
        1   1       tell:1     work     15 +0
        1   1       .          resolved 15 +1
        2   1       greet:1    work     21 +0
        2   1       listen:1   work     24 +0
        2   1       tell:1     wait     25 +0
        2   1       tell:1     work     26 +0
        2   1       .          resolved 26 +1
        3   1       greet:1    work     31 +0
        3   1       listen:1   work     34 +0
        3   1       tell:1     wait     36 -1
        3   1       tell:1     work     37 +0
        3   1       .          resolved 37 +1
        4   1       greet:1    wait     35 +0
        4   1       greet:1    work     36 +0
        4   1       listen:1   work     39 +0
        4   1       tell:1     work     40 +0
        4   1       .          resolved 40 +1
        """
    )
    assert day.events() == []


def test_without_the_step_that_sets_it_off_nobody_waits_for_it(engine: Engine) -> None:
    day = Day(engine, ARCHIVE, [0, 10], variant="b", reasons=[RARE, SECRET])
    assert day.visits() == rows(
        """
        who contact step:visit by        asked started ended freed how    q/rep handoff
        0   1       listen:1   agents.0  0     0       3     3     served 0/0   none
        0   1       tell:1     agents.0  3     3       4     5     served 0/0   none
        1   1       listen:1   agents.0  10    10      13    14    served 0/0   none
        1   1       tell:1     seniors.0 13    13      14    14    served 0/0   warm
        """
    )
    assert day.spells() == []


SIGNED = """
    scenario: Signed, or not even that
    run: {length: 60 min}
    demand: {arrivals: 1 per hour, reasons: {easy: {share: 50%}, hard: {share: 50%}}}
    compare: {baseline: b}
    variants:
      b:
        teams: {agents: {size: 1, wrap_up: 1 min}, office: {size: 1, lane: backstage}}
        steps:
          ask: {by: agents, takes: 2 min, meanwhile: check, promise: 1 h, next: tell}
          check:
            by: office
            takes: 3 min
            next: [{when: {reason: easy}, then: done}, {otherwise: sign}]
          sign: {by: office, takes: 1 min}
          tell: {by: agents, needs: check, takes: 1 min}
      a: {like: b, without: [check]}
"""
EASY, HARD = 0, 1


def test_where_all_of_it_is_taken_out_nobody_waits_and_the_agent_stays(engine: Engine) -> None:
    """For 0 nothing is left to do, so the agent keeps them. 1 waits for a signature till 7."""
    day = Day(engine, SIGNED, [0, 1], reasons=[EASY, HARD])
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how    q/rep handoff
        0   1       ask:1      agents.0 0     0       2     2     served 0/0   none
        0   1       tell:1     agents.0 2     2       3     4     served 0/0   none
        1   1       ask:1      agents.0 1     4       6     7     served 0/0   none
        1   1       tell:1     agents.0 7     7       8     9     served 0/0   none
        """
    )
    assert day.spells() == rows(
        """
        who contact step:visit what   by       began ended freed asked
        1   1       sign:1     task   office.0 6     7     7     6
        1   1       tell:1     parked .        6     7     .     .
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what     at valence
        0   1       ask:1      work     2  +0
        0   1       tell:1     work     3  +0
        0   1       .          resolved 3  +1
        1   1       ask:1      wait     4  -2
        1   1       ask:1      work     6  +0
        1   1       tell:1     wait     7  +0
        1   1       tell:1     work     8  +0
        1   1       .          resolved 8  +1
        """
    )
    assert [issue[1:5] for issue in day.issues()] == [
        ["1", "0", "3", "resolved"],
        ["1", "1", "8", "resolved"],
    ]
    assert day.measure("share_promises_broken") == 0
    assert day.events() == []


NIGHT = """
    scenario: Closed for the night
    run: {length: 20 min, days: 2, after_close: stop}
    demand:
      arrivals: 1 per hour
      reasons: {letter: {share: 40%}, short: {share: 30%}, waits: {share: 30%}}
    variants:
      a:
        teams:
          desk: {size: 2}
          office: {size: 1, lane: backstage}
          clerks: {size: 1, lane: backstage}
        steps:
          ask:
            by: desk
            takes: 2 min
            meanwhile: check
            next: [{when: {reason: waits}, then: tell}, {otherwise: letter}]
          check:
            by: office
            takes: {given: [3 min, 3 min, 3 min, 3 min, 2 min]}
            next: [{when: {reason: short}, then: done}, {otherwise: file}]
          file: {by: office, takes: 1 min}
          tell: {by: desk, needs: check, takes: 1 min}
          letter: {by: clerks, away: yes, needs: check, takes: 2 min}
"""
LETTER, SHORT, WAITS = 0, 1, 2


def test_at_closing_work_stays_on_the_desk_and_those_who_wait_there_go_home(
    engine: Engine,
) -> None:
    """Day one is minutes 0 to 20, day two 1440 to 1460.

    Customer 0 is told as the doors close. 3 waits there and is sent home; so is 4, who has just
    set something off. 1 and 2 are at home and get a letter on day two, 2 first: their check runs
    on until 22, and so all is done as the doors open. What 3 and 4 set off is done in vain.
    """
    reasons = [WAITS, LETTER, SHORT, WAITS, WAITS]
    day = Day(engine, NIGHT, [10, 12, 14, 16, 18], reasons=reasons)
    # The office takes what has been there longest: check 1 at 15, file 0 at 18, check 2 at 19, all
    # before what was set off then. At 20 files 1, from 18, and checks 3, from 18, and 4, from 20,
    # are put off. In the morning they go on in that order, and then files 3 and 4.
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how    q/rep handoff
        0   1       ask:1      desk.0   10    10      12    12    served 0/0   none
        0   1       tell:1     desk.1   19    19      20    20    served 0/0   warm
        1   1       ask:1      desk.0   12    12      14    14    served 0/0   none
        1   1       letter:1   clerks.0 1441  1442    1444  1444  served 0/0   none
        2   1       ask:1      desk.0   14    14      16    16    served 0/0   none
        2   1       letter:1   clerks.0 1440  1440    1442  1442  served 0/0   none
        3   1       ask:1      desk.0   16    16      18    18    served 0/0   none
        4   1       ask:1      desk.0   18    18      20    20    served 0/0   none
        """
    )
    assert day.spells() == rows(
        """
        who contact step:visit what   by       began ended freed asked
        0   1       check:1    task   office.0 12    15    15    12
        0   1       tell:1     parked .        12    19    .     .
        0   1       file:1     task   office.0 18    19    19    15
        1   1       letter:1   parked .        14    1441  .     .
        1   1       check:1    task   office.0 15    18    18    14
        1   1       file:1     task   office.0 1440  1441  1441  18
        2   1       letter:1   parked .        16    1440  .     .
        2   1       check:1    task   office.0 19    22    22    16
        3   1       tell:1     parked .        18    20    .     .
        3   1       check:1    task   office.0 1441  1444  1444  18
        3   1       file:1     task   office.0 1446  1447  1447  1444
        4   1       check:1    task   office.0 1444  1446  1446  20
        4   1       file:1     task   office.0 1447  1448  1448  1446
        """
    )
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       10   20 resolved
        1   1       12   14 moved_on
        2   1       14   16 moved_on
        3   1       16   20 unfinished
        4   1       18   20 unfinished
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to   outcome    returns
        0   1        10   20   resolved   .
        1   1        12   1444 resolved   .
        2   1        14   1442 resolved   .
        3   1        16   20   unfinished .
        4   1        18   20   unfinished .
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what     at   valence
        0   1       ask:1      work     12   +0
        0   1       tell:1     wait     19   -2
        0   1       tell:1     work     20   +0
        0   1       .          resolved 20   +1
        1   1       ask:1      work     14   +0
        1   1       .          resolved 1444 +1
        2   1       ask:1      work     16   +0
        2   1       .          resolved 1442 +1
        3   1       ask:1      work     18   +0
        4   1       ask:1      work     20   +0
        """
    )
    assert day.events() == []


SHORT_SHIFT = """
    scenario: Nobody left to check
    run: {opens: "09:00", length: 30 min}
    demand: {arrivals: 1 per hour, reasons: {goes: {share: 50%}, waits: {share: 50%}}}
    variants:
      a:
        teams:
          desk: {size: 1}
          office: {shifts: {"09:00": 1, "09:10": 0}, lane: backstage}
        steps:
          ask:
            by: desk
            takes: 2 min
            meanwhile: check
            promise: 10 min
            next: [{when: {reason: waits}, then: tell}, {otherwise: done}]
          check: {by: office, takes: 6 min}
          tell: {by: desk, needs: check, takes: 1 min}
"""
GOES, STAYS = 0, 1


def test_what_nobody_begins_is_open_as_the_run_ends(engine: Engine) -> None:
    """The office goes home at 10, but for check 1, which it has begun.

    That ends at 14, just in time for what customer 1 was promised. 2 went home at 6, and hears
    nothing at 16: the run ends with that. 3 waits to the end.
    """
    day = Day(engine, SHORT_SHIFT, [0, 2, 4, 6], reasons=[GOES, STAYS, GOES, STAYS])
    assert day.visits() == rows(
        """
        who contact step:visit by     asked started ended freed how    q/rep handoff
        0   1       ask:1      desk.0 0     0       2     2     served 0/0   none
        1   1       ask:1      desk.0 2     2       4     4     served 0/0   none
        1   1       tell:1     desk.0 14    14      15    15    served 0/0   none
        2   1       ask:1      desk.0 4     4       6     6     served 0/0   none
        3   1       ask:1      desk.0 6     6       8     8     served 0/0   none
        """
    )
    assert day.spells() == rows(
        """
        who contact step:visit what   by       began ended freed asked
        0   1       check:1    task   office.0 2     8     8     2
        1   1       tell:1     parked .        4     14    .     .
        1   1       check:1    task   office.0 8     14    14    4
        2   1       check:1    task   office   .     30    .     6
        3   1       check:1    task   office   .     30    .     8
        3   1       tell:1     parked .        8     30    .     .
        """
    )
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    2  resolved
        1   1       2    15 resolved
        2   1       4    6  resolved
        3   1       6    30 unfinished
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome    returns
        0   1        0    8  resolved   .
        1   1        2    15 resolved   .
        2   1        4    30 resolved   .
        3   1        6    30 unfinished .
        """
    )
    assert day.events() == rows(
        """
        who contact step:visit what           at
        2   1       ask:1      broken_promise 16
        3   1       ask:1      broken_promise 18
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what     at valence
        0   1       ask:1      work     2  +0
        0   1       .          resolved 8  +1
        1   1       ask:1      work     4  +0
        1   1       tell:1     wait     14 -2
        1   1       tell:1     work     15 +0
        1   1       .          resolved 15 +1
        2   1       ask:1      work     6  +0
        2   1       ask:1      promise  16 -1
        2   1       .          resolved 30 +1
        3   1       ask:1      work     8  +0
        3   1       ask:1      promise  18 -1
        """
    )
