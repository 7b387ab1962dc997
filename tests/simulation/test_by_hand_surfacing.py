"""Small days worked out by hand: what seemed resolved, until what they were told was wrong."""

from __future__ import annotations

import pytest

from blueprint_sim.simulation import simpy_engine
from blueprint_sim.simulation.engine import Engine
from tests.oracles import plain_engine
from tests.simulation.by_hand import Day, rows


@pytest.fixture(params=["plain", "simpy"])
def engine(request: pytest.FixtureRequest) -> Engine:
    engines: dict[str, Engine] = {
        "plain": plain_engine.simulate,
        "simpy": simpy_engine.simulate,
    }
    return engines[request.param]


WRONG = """
    scenario: The opening hours were last year's
    run: {length: 60 min}
    demand:
      arrivals: 1 per hour
      recontact: {wrong_information: {chance: 100%, after: 8 min, returns: 1}}
    experience: {acceptable_wait: 5 min, feels: {wrong_information: -1}}
    variants:
      a:
        teams: {agents: {size: 1}}
        start: [{when: {had: wrong_information}, then: mend}, {otherwise: tell}]
        steps:
          tell:
            by: agents
            takes: 2 min
            events: {wrong_information: [{when: {contact: 2 or more}, then: 0%}, {otherwise: 100%}]}
            resolves: 100%
          mend: {by: agents, takes: 4 min, events: {wrong_information: 100%}, resolves: 100%}
"""


def test_who_was_told_wrong_comes_back_once(engine: Engine) -> None:
    """0 comes back at 10, at a tie with 1, and goes first.

    They are told wrong once more; they have come back for that once, which is all they do. 2 is
    resolved at 52, and would come back at 60, as the doors close: unfinished.
    """
    day = Day(engine, WRONG, [0, 10, 50])
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how    q/rep handoff
        0   1       tell:1     agents.0 0     0       2     2     served 0/0   none
        0   2       mend:1     agents.0 10    10      14    14    served 0/0   none
        1   1       tell:1     agents.0 10    14      16    16    served 0/0   none
        1   2       mend:1     agents.0 24    24      28    28    served 0/0   none
        2   1       tell:1     agents.0 50    50      52    52    served 0/0   none
        """
    )
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    2  resolved
        0   2       10   14 resolved
        1   1       10   16 resolved
        1   2       24   28 resolved
        2   1       50   52 resolved
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome    returns
        0   2        0    14 resolved   .
        1   2        10   28 resolved   .
        2   1        50   52 unfinished later
        """
    )
    assert day.events() == rows(
        """
        who contact step:visit what              at
        0   1       tell:1     wrong_information 2
        0   2       mend:1     wrong_information 14
        1   1       tell:1     wrong_information 16
        1   2       mend:1     wrong_information 28
        2   1       tell:1     wrong_information 52
        """
    )
    assert day.surfaced() == rows(
        """
        who contact step:visit what              happened at
        0   2       tell:1     wrong_information 2        10
        1   2       tell:1     wrong_information 16       24
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what     at valence
        0   1       tell:1     work     2  -1
        0   2       mend:1     work     14 -1
        0   2       .          resolved 14 +1
        1   1       tell:1     wait     14 +0
        1   1       tell:1     work     16 -1
        1   2       mend:1     work     28 -1
        1   2       .          resolved 28 +1
        2   1       tell:1     work     52 -1
        """
    )


NOT_AGAIN = """
    scenario: Resolved no more
    run: {length: 60 min}
    demand:
      arrivals: 1 per hour
      recontact:
        wrong_price: {chance: 100%, after: 3 min}
        wrong_hours: {chance: 100%, after: 5 min}
        abandoned: {chance: 100%, after: 10 min, returns: 2}
    personas: {caller: {patience: {given: [1 min, 9 min]}}}
    variants:
      a:
        teams: {agents: {size: 1}, menu: {kind: machine}}
        start: [{when: {contact: 2 or more}, then: ask}, {otherwise: menu}]
        steps:
          menu:
            by: menu
            takes: 1 min
            events: {wrong_price: 100%, wrong_hours: 100%}
            resolves: 100%
            next: [{when: {contact: 1}, then: done}, {otherwise: ask}]
          ask: {by: agents, takes: {given: [30 min, 2 min]}, resolves: 100%}
"""


def test_what_turns_out_wrong_is_to_be_resolved_anew(engine: Engine) -> None:
    """Of two things that may turn out wrong, that of the hours does so first, by name.

    0 comes back at 6 and takes half an hour. 1 comes back at 7, hangs up at 16, though they had
    been resolved once: nothing more turns out wrong, but who abandons comes back, at 26, and hangs
    up at 35. That was their second return, the first being for the hours, and they make no third.
    """
    day = Day(engine, NOT_AGAIN, [0, 1])
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how     q/rep handoff
        0   1       menu:1     menu     0     0       1     1     served  0/0   none
        0   2       ask:1      agents.0 6     6       36    36    served  0/0   none
        1   1       menu:1     menu     1     1       2     2     served  0/0   none
        1   2       ask:1      agents   7     .       16    .     reneged 0/0   none
        1   3       ask:1      agents   26    .       35    .     reneged 0/0   none
        """
    )
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    1  resolved
        0   2       6    36 resolved
        1   1       1    2  resolved
        1   2       7    16 abandoned
        1   3       26   35 abandoned
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome   returns
        0   2        0    36 resolved  .
        1   3        1    35 abandoned .
        """
    )


ASKED_BEFORE = """
    scenario: They ask what became of it, before they find out that it is wrong
    run: {length: 100 min}
    demand:
      arrivals: 1 per hour
      reasons: {angry: {share: 25%}, any: {share: 25%}, glad: {share: 25%}, keen: {share: 25%}}
      recontact:
        broken_promise: {chance: 100%, after: 3 min, returns: 1}
        unresolved: {chance: [{when: {reason: keen}, then: 100%}], after: 10 min, returns: 2}
        wrong_information: {chance: 100%, after: 60 min, returns: 1}
    variants:
      a:
        teams: {agents: {size: 5}, office: {size: 5, lane: backstage}}
        start:
          - {when: {contact: 1}, then: tell}
          - {when: {contact: 2}, then: complain}
          - {when: {reason: keen, contact: 3}, then: complain}
          - {otherwise: mend}
        steps:
          tell:
            by: agents
            takes: 4 min
            events: [wrong_information]
            resolves: 100%
            meanwhile: check
            promise: 22 min
          complain:
            by: agents
            takes: {given: [1 min, 40 min, 2 min, 3 min, 4 min, 5 min]}
            resolves: [{when: {reason: glad}, then: 100%}]
            next: [{when: {reason: angry}, then: walked_away}, {otherwise: done}]
          mend: {by: agents, takes: 2 min, resolves: 100%}
          check: {by: office, takes: 30 min}
"""


def test_who_asks_in_between_unresolved_still_finds_out(engine: Engine) -> None:
    """All are told wrong, and ask after a promise 25 minutes later.

    0 finds out at 64, as they would have. 1 would at 69, is on the phone from 34 until 74, and
    comes again at once. 2's matter is resolved as they ask: nothing is wrong any more. 3 comes once
    more for how that call ended, at 62; nothing is resolved then either, and at 84 they find out. 4
    walks away. 5 would find out at 109, when all is closed: unfinished.
    """
    day = Day(engine, ASKED_BEFORE, [0, 5, 10, 20, 30, 45], reasons=[1, 1, 2, 3, 0, 1])
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    4  resolved
        0   2       29   30 unresolved
        0   3       64   66 resolved
        1   1       5    9  resolved
        1   2       34   74 unresolved
        1   3       74   76 resolved
        2   1       10   14 resolved
        2   2       39   41 resolved
        3   1       20   24 resolved
        3   2       49   52 unresolved
        3   3       62   65 unresolved
        3   4       84   86 resolved
        4   1       30   34 resolved
        4   2       59   63 walked_away
        5   1       45   49 resolved
        5   2       74   79 unresolved
        """
    )
    assert day.surfaced() == rows(
        """
        who contact step:visit what              happened at
        0   3       tell:1     wrong_information 4        64
        1   3       tell:1     wrong_information 9        74
        3   4       tell:1     wrong_information 24       84
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome     returns
        0   3        0    66 resolved    .
        1   3        5    76 resolved    .
        2   2        10   44 resolved    .
        3   4        20   86 resolved    .
        4   2        30   64 walked_away .
        5   2        45   79 unfinished  later
        """
    )
