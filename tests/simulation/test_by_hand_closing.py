"""Days by shift worked out by hand: who stays overnight, and who is sent home at closing."""

from __future__ import annotations

from blueprint_sim.simulation.engine import Engine
from tests.simulation.by_hand import Day, rows

NIGHT = """
    scenario: The last roster stays until the morning
    run: {opens: "09:00", length: 10 min, days: 2}
    demand: {arrivals: 1 per hour}
    variants:
      a:
        teams: {agents: {shifts: {"09:00": 2, "09:05": 1}, cost: 60 per hour}}
        steps: {help: {by: agents, takes: 4 min}}
"""


def test_the_last_roster_stays_overnight(engine: Engine) -> None:
    """Three come in the last minute of the first day, one as the second day opens."""
    day = Day(engine, NIGHT, [9, 9, 9, 1440, 1440])
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how    q/rep handoff
        0   1       help:1     agents.0 9     9       13    13    served 0/0   none
        1   1       help:1     agents.0 9     13      17    17    served 0/0   none
        2   1       help:1     agents.0 9     17      21    21    served 0/0   none
        3   1       help:1     agents.0 1440  1440    1444  1444  served 0/0   none
        4   1       help:1     agents.1 1440  1440    1444  1444  served 0/0   none
        """
    )
    assert day.contacts() == rows(
        """
        who contact from to   outcome
        0   1       9    13   resolved
        1   1       9    17   resolved
        2   1       9    21   resolved
        3   1       1440 1444 resolved
        4   1       1440 1444 resolved
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to   outcome  returns
        0   1        9    13   resolved .
        1   1        9    17   resolved .
        2   1        9    21   resolved .
        3   1        1440 1444 resolved .
        4   1        1440 1444 resolved .
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what     at   valence
        0   1       help:1     work     13   +0
        0   1       .          resolved 13   +1
        1   1       help:1     wait     13   -2
        1   1       help:1     work     17   +0
        1   1       .          resolved 17   +1
        2   1       help:1     wait     17   -2
        2   1       help:1     work     21   +0
        2   1       .          resolved 21   +1
        3   1       help:1     work     1444 +0
        3   1       .          resolved 1444 +1
        4   1       help:1     work     1444 +0
        4   1       .          resolved 1444 +1
        """
    )
    assert day.events() == day.spells() == []
    # Agent 0 stays from 10 to 21; agent 1 is there for five minutes each morning.
    assert day.measure_of_team("agents", "overtime") == 11
    assert day.measure("staff_cost") == (10 + 11 + 5) + (10 + 5)


STOP = """
    scenario: All stops at closing, on each of two days
    run: {opens: "09:00", length: 20 min, days: 2, after_close: stop}
    demand:
      arrivals: 1 per hour
      recontact: {unresolved: {chance: 100%, after: 1 min, returns: 1}}
    personas: {caller: {}}
    variants:
      a:
        teams: {agents: {size: 2, wrap_up: 3 min, cost: 60 per hour}}
        steps:
          help:
            by: agents
            takes: 8 min
            next: [{when: {contact: 2}, then: done}, {otherwise: note}]
          note: {by: agents, takes: 2 min, resolves: 0%}
"""


class TestAllStopsAtClosing:
    """Five come on the first day, in its last minutes; nobody comes on the second."""

    def test_in_line_at_work_and_at_the_end(self, engine: Engine) -> None:
        day = Day(engine, STOP, [9, 13, 14, 19])
        # Customer 0 is told off at 19, unresolved, and would be back at 20, as all stops: the next
        # opening will do. Customer 1 is served until 21, and sent home where the note would
        # follow; agent 1, whom they would have kept, wraps up. Those in line are sent home at 20.
        assert day.visits() == rows(
            """
            who contact step:visit by       asked started ended freed how        q/rep handoff
            0   1       help:1     agents.0 9     9       17    17    served     0/0   none
            0   1       note:1     agents.0 17    17      19    22    served     0/0   none
            0   2       help:2     agents.0 1440  1440    1448  1451  served     0/0   none
            1   1       help:1     agents.1 13    13      21    24    served     0/0   none
            2   1       help:1     agents   14    .       20    .     unfinished 0/0   none
            3   1       help:1     agents   19    .       20    .     unfinished 0/0   none
            """
        )
        assert day.contacts() == rows(
            """
            who contact began ended outcome
            0   1       9     19    unresolved
            0   2       1440  1448  unresolved
            1   1       13    21    unfinished
            2   1       14    20    unfinished
            3   1       19    20    unfinished
            """
        )
        assert day.issues() == rows(
            """
            who contacts from to   outcome    returns
            0   2        9    1448 unresolved .
            1   1        13   21   unfinished .
            2   1        14   20   unfinished .
            3   1        19   20   unfinished .
            """
        )
        # Who is sent home comes to no end, and a wait that closing cuts off is not judged.
        assert day.moments() == rows(
            """
            who contact step:visit what       at   valence
            0   1       help:1     work       17   +0
            0   1       note:1     work       19   +0
            0   2       help:2     work       1448 +0
            0   2       .          unresolved 1448 -1
            1   1       help:1     work       21   +0
            """
        )
        assert day.events() == day.spells() == []
        # Agents stay for 2 and 4 minutes to wrap up.
        assert day.measure_of_team("agents", "overtime") == 2 + 4
        assert day.measure("share_unfinished") == 3 / 4

    def test_who_ends_after_closing_comes_back_as_well(self, engine: Engine) -> None:
        day = Day(engine, STOP, [11, 12, 1452])
        # The note of customer 0 runs from 19 to 21: they have been served, so that is an end.
        assert day.visits() == rows(
            """
            who contact step:visit by       asked started ended freed how    q/rep handoff
            0   1       help:1     agents.0 11    11      19    19    served 0/0   none
            0   1       note:1     agents.0 19    19      21    24    served 0/0   none
            0   2       help:2     agents.0 1440  1440    1448  1451  served 0/0   none
            1   1       help:1     agents.1 12    12      20    23    served 0/0   none
            2   1       help:1     agents.0 1452  1452    1460  1463  served 0/0   none
            """
        )
        assert day.issues() == rows(
            """
            who contacts from to   outcome    returns
            0   2        11   1448 unresolved .
            1   1        12   20   unfinished .
            2   1        1452 1460 unfinished .
            """
        )
        assert day.contacts() == rows(
            """
            who contact from to   outcome
            0   1       11   21   unresolved
            0   2       1440 1448 unresolved
            1   1       12   20   unfinished
            2   1       1452 1460 unfinished
            """
        )
        assert day.moments() == rows(
            """
            who contact step:visit what       at   valence
            0   1       help:1     work       19   +0
            0   1       note:1     work       21   +0
            0   2       help:2     work       1448 +0
            0   2       .          unresolved 1448 -1
            1   1       help:1     work       20   +0
            2   1       help:1     work       1460 +0
            """
        )
        assert day.events() == day.spells() == []
