"""Small days worked out by hand: what is said in a line, and what a line does to those at work."""

from __future__ import annotations

from blueprint_sim.simulation.engine import Engine
from tests.simulation.by_hand import Day, rows

ANNOUNCED = """
    scenario: Those who wait are told that it will not be long
    run: {length: 60 min}
    demand: {arrivals: 1 per hour}
    personas: {caller: {patience: 4 min}}
    experience: {acceptable_wait: 2 min}
    variants:
      a:
        teams: {agents: {size: 1, announcement: {after: 2 min, patience: +50%, felt_wait: -50%}}}
        steps: {help: {by: agents, takes: 6 min}}
      silent: {like: a, teams: {agents: {announcement: nothing}}}
      annoying:
        like: a
        teams: {agents: {announcement: {after: 0 s, patience: -50%, felt_wait: +100%}}}
      too_late: {like: a, teams: {agents: {announcement: {after: 5 min, patience: +50%}}}}
"""


class TestSomethingIsSaid:
    """Four customers at minutes 0, 1, 2 and 6; one agent, six minutes each."""

    arrivals = (0, 1, 2, 6)

    def test_after_two_minutes_half_as_much_again_of_what_is_left(self, engine: Engine) -> None:
        # Customer 1 hears it at 3 with 2 minutes left: 3 more, to 6, as the agent is free.
        day = Day(engine, ANNOUNCED, self.arrivals)
        assert day.visits() == rows(
            """
            who contact step:visit by       asked started ended freed how     q/rep handoff
            0   1       help:1     agents.0 0     0       6     6     served  0/0   none
            1   1       help:1     agents.0 1     6       12    12    served  0/0   none
            2   1       help:1     agents   2     .       7     .     reneged 0/0   none
            3   1       help:1     agents   6     .       11    .     reneged 0/0   none
            """
        )
        # Five minutes that feel like two and a half: a quarter of an acceptable wait too long.
        assert day.moments() == rows(
            """
            who contact step:visit what      at valence
            0   1       help:1     work      6  +0
            0   1       .          resolved  6  +1
            1   1       help:1     wait      6  -0.25
            1   1       help:1     work      12 +0
            1   1       .          resolved  12 +1
            2   1       help:1     wait      7  -0.25
            2   1       .          abandoned 7  -1
            3   1       help:1     wait      11 -0.25
            3   1       .          abandoned 11 -1
            """
        )
        assert day.contacts() == rows(
            """
            who contact began ended outcome
            0   1       0     6     resolved
            1   1       1     12    resolved
            2   1       2     7     abandoned
            3   1       6     11    abandoned
            """
        )
        assert [row[2:5] for row in day.issues()] == [row[2:5] for row in day.contacts()]
        assert day.spells() == []

    def test_without_it_others_are_served(self, engine: Engine) -> None:
        day = Day(engine, ANNOUNCED, self.arrivals, variant="silent")
        assert day.visits() == rows(
            """
            who contact step:visit by       asked started ended freed how     q/rep handoff
            0   1       help:1     agents.0 0     0       6     6     served  0/0   none
            1   1       help:1     agents   1     .       5     .     reneged 0/0   none
            2   1       help:1     agents.0 2     6       12    12    served  0/0   none
            3   1       help:1     agents   6     .       10    .     reneged 0/0   none
            """
        )
        # Four minutes are one acceptable wait too long; nothing was said of them.
        assert day.moments() == rows(
            """
            who contact step:visit what      at valence
            0   1       help:1     work      6  +0
            0   1       .          resolved  6  +1
            1   1       help:1     wait      5  -1
            1   1       .          abandoned 5  -1
            2   1       help:1     wait      6  -1
            2   1       help:1     work      12 +0
            2   1       .          resolved  12 +1
            3   1       help:1     wait      10 -1
            3   1       .          abandoned 10 -1
            """
        )
        assert day.contacts() == rows(
            """
            who contact began ended outcome
            0   1       0     6     resolved
            1   1       1     5     abandoned
            2   1       2     12    resolved
            3   1       6     10    abandoned
            """
        )
        assert [row[2:5] for row in day.issues()] == [row[2:5] for row in day.contacts()]

    def test_at_once_it_may_drive_people_away(self, engine: Engine) -> None:
        # Of four minutes of patience two are left, to 1 and to 2. Nobody waits when 3 comes, at the
        # very minute in which the agent is free.
        day = Day(engine, ANNOUNCED, self.arrivals, variant="annoying")
        assert day.visits() == rows(
            """
            who contact step:visit by       asked started ended freed how     q/rep handoff
            0   1       help:1     agents.0 0     0       6     6     served  0/0   none
            1   1       help:1     agents   1     .       3     .     reneged 0/0   none
            2   1       help:1     agents   2     .       4     .     reneged 0/0   none
            3   1       help:1     agents.0 6     6       12    12    served  0/0   none
            """
        )
        # Two minutes that feel like four: one acceptable wait too long.
        assert day.moments() == rows(
            """
            who contact step:visit what      at valence
            0   1       help:1     work      6  +0
            0   1       .          resolved  6  +1
            1   1       help:1     wait      3  -1
            1   1       .          abandoned 3  -1
            2   1       help:1     wait      4  -1
            2   1       .          abandoned 4  -1
            3   1       help:1     work      12 +0
            3   1       .          resolved  12 +1
            """
        )
        assert day.contacts() == rows(
            """
            who contact began ended outcome
            0   1       0     6     resolved
            1   1       1     3     abandoned
            2   1       2     4     abandoned
            3   1       6     12    resolved
            """
        )
        assert [row[2:5] for row in day.issues()] == [row[2:5] for row in day.contacts()]

    def test_who_has_hung_up_hears_nothing(self, engine: Engine) -> None:
        late = Day(engine, ANNOUNCED, self.arrivals, variant="too_late")
        silent = Day(engine, ANNOUNCED, self.arrivals, variant="silent")
        assert late.visits() == silent.visits()
        assert late.moments() == silent.moments()
        assert late.contacts() == silent.contacts()
        assert late.issues() == silent.issues()


PRESSED = """
    scenario: Whoever sees a line works faster and worse
    run: {length: 60 min}
    demand: {arrivals: 1 per hour}
    facts: {number: 2 min}
    variants:
      a:
        teams: {agents: {size: 1, pressure: {1 or more: {takes: 50%, resolves: 0%}}}}
        steps: {help: {by: agents, asks: [number], takes: 2 min, resolves: 100%}}
      only_a_crowd:
        like: a
        teams: {agents: {pressure: {2 or more: {takes: 200%}, 3 or more: {resolves: 0%}}}}
      two: {like: a, teams: {agents: {size: 2}}}
"""


class TestALinePresses:
    def test_who_is_alone_is_served_at_leisure(self, engine: Engine) -> None:
        # At 4 one more waits behind customer 1; at 6 nobody does, for arrivals come last.
        day = Day(engine, PRESSED, [0, 1, 2, 6])
        assert day.visits() == rows(
            """
            who contact step:visit by       asked started ended freed how    q/rep handoff
            0   1       help:1     agents.0 0     0       4     4     served 1/0   none
            1   1       help:1     agents.0 1     4       6     6     served 1/0   none
            2   1       help:1     agents.0 2     6       10    10    served 1/0   none
            3   1       help:1     agents.0 6     10      14    14    served 1/0   none
            """
        )
        # Three minutes of waiting are two too many; what was done in haste resolved nothing.
        assert day.moments() == rows(
            """
            who contact step:visit what       at valence
            0   1       help:1     number?    4  +0
            0   1       help:1     work       4  +0
            0   1       .          resolved   4  +1
            1   1       help:1     wait       4  -2
            1   1       help:1     number?    6  +0
            1   1       help:1     work       6  +0
            1   1       .          unresolved 6  -1
            2   1       help:1     wait       6  -2
            2   1       help:1     number?    10 +0
            2   1       help:1     work       10 +0
            2   1       .          resolved   10 +1
            3   1       help:1     wait       10 -2
            3   1       help:1     number?    14 +0
            3   1       help:1     work       14 +0
            3   1       .          resolved   14 +1
            """
        )
        assert day.contacts() == rows(
            """
            who contact began ended outcome
            0   1       0     4     resolved
            1   1       1     6     unresolved
            2   1       2     10    resolved
            3   1       6     14    resolved
            """
        )
        assert [row[2:5] for row in day.issues()] == [row[2:5] for row in day.contacts()]
        assert day.spells() == []
        assert day.measure("share_resolved") == 0.75

    def test_the_highest_length_reached_decides(self, engine: Engine) -> None:
        # Behind customer 1 two wait: twice as long. Behind customer 2 one does: as ever.
        day = Day(engine, PRESSED, [0, 1, 2, 3], variant="only_a_crowd")
        assert day.visits() == rows(
            """
            who contact step:visit by       asked started ended freed how    q/rep handoff
            0   1       help:1     agents.0 0     0       4     4     served 1/0   none
            1   1       help:1     agents.0 1     4       12    12    served 1/0   none
            2   1       help:1     agents.0 2     12      16    16    served 1/0   none
            3   1       help:1     agents.0 3     16      20    20    served 1/0   none
            """
        )
        assert day.moments() == rows(
            """
            who contact step:visit what     at valence
            0   1       help:1     number?  4  +0
            0   1       help:1     work     4  +0
            0   1       .          resolved 4  +1
            1   1       help:1     wait     4  -2
            1   1       help:1     number?  12 +0
            1   1       help:1     work     12 +0
            1   1       .          resolved 12 +1
            2   1       help:1     wait     12 -2
            2   1       help:1     number?  16 +0
            2   1       help:1     work     16 +0
            2   1       .          resolved 16 +1
            3   1       help:1     wait     16 -2
            3   1       help:1     number?  20 +0
            3   1       help:1     work     20 +0
            3   1       .          resolved 20 +1
            """
        )
        assert day.contacts() == rows(
            """
            who contact began ended outcome
            0   1       0     4     resolved
            1   1       1     12    resolved
            2   1       2     16    resolved
            3   1       3     20    resolved
            """
        )
        assert [row[2:5] for row in day.issues()] == [row[2:5] for row in day.contacts()]
        assert day.measure("share_resolved") == 1.0

    def test_and_it_alone(self, engine: Engine) -> None:
        # Behind customer 1 three wait, so that nothing is resolved, in as much time as ever; behind
        # customer 2 two wait, and it takes twice as long.
        day = Day(engine, PRESSED, [0, 1, 1, 1, 1], variant="only_a_crowd")
        assert day.visits() == rows(
            """
            who contact step:visit by       asked started ended freed how    q/rep handoff
            0   1       help:1     agents.0 0     0       4     4     served 1/0   none
            1   1       help:1     agents.0 1     4       8     8     served 1/0   none
            2   1       help:1     agents.0 1     8       16    16    served 1/0   none
            3   1       help:1     agents.0 1     16      20    20    served 1/0   none
            4   1       help:1     agents.0 1     20      24    24    served 1/0   none
            """
        )
        assert day.issues() == rows(
            """
            who contacts from to outcome    returns
            0   1        0    4  resolved   .
            1   1        1    8  unresolved .
            2   1        1    16 resolved   .
            3   1        1    20 resolved   .
            4   1        1    24 resolved   .
            """
        )

    def test_who_is_taken_no_longer_waits(self, engine: Engine) -> None:
        # At 4 both agents are free, one after the other: behind 2 two wait still, behind 3 one
        # does. Both are done at 6, and behind 4 nobody waits.
        day = Day(engine, PRESSED, [0, 0, 1, 1, 1], variant="two")
        assert day.visits() == rows(
            """
            who contact step:visit by       asked started ended freed how    q/rep handoff
            0   1       help:1     agents.0 0     0       4     4     served 1/0   none
            1   1       help:1     agents.1 0     0       4     4     served 1/0   none
            2   1       help:1     agents.0 1     4       6     6     served 1/0   none
            3   1       help:1     agents.1 1     4       6     6     served 1/0   none
            4   1       help:1     agents.0 1     6       10    10    served 1/0   none
            """
        )
        assert day.issues() == rows(
            """
            who contacts from to outcome    returns
            0   1        0    4  resolved   .
            1   1        0    4  resolved   .
            2   1        1    6  unresolved .
            3   1        1    6  unresolved .
            4   1        1    10 resolved   .
            """
        )
