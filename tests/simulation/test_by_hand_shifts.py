"""Days by shift worked out by hand: who goes home, who stays for a customer, who takes over."""

from __future__ import annotations

import pytest

from blueprint_sim.simulation.engine import Engine
from tests.oracles.specs import MINUTE, StepSpec, TeamSpec, always, people
from tests.oracles.table_builder import TableBuilder
from tests.oracles.tie_tape import TieTape
from tests.simulation.by_hand import Day, rows

LUNCH = """
    scenario: Two agents, one over lunch, three after it
    run: {opens: "09:00", length: 60 min}
    demand: {arrivals: 1 per hour}
    personas: {calm: {}, hurried: {patience: 7 min}}
    variants:
      a:
        teams: {agents: {shifts: {"09:00": 2, "09:10": 1, "09:20": 3}, cost: 60 per hour}}
        steps: {help: {by: agents, takes: 10 min}}
"""
CALM, HURRIED = 0, 1


def test_two_agents_then_one_then_three(engine: Engine) -> None:
    arrivals = [0, 0, 3, 3, 12, 13, 20, 25]
    personas = [CALM, CALM, CALM, HURRIED, CALM, HURRIED, CALM, CALM]
    day = Day(engine, LUNCH, arrivals, personas=personas)
    # At 10 the roster falls before two visits end: agent 0 takes customer 2, agent 1 goes home,
    # and customer 3, whose patience ends as well, hangs up. At 20 it rises first: agents 1 and 2
    # take those who have waited longest, of whom customer 5 would have hung up; then agent 0
    # lets customer 2 go and is idle when customer 6 comes. Nobody is idle at 25; at 30 three
    # visits end, and the first by customer makes room.
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how     q/rep handoff
        0   1       help:1     agents.0 0     0       10    10    served  0/0   none
        1   1       help:1     agents.1 0     0       10    10    served  0/0   none
        2   1       help:1     agents.0 3     10      20    20    served  0/0   none
        3   1       help:1     agents   3     .       10    .     reneged 0/0   none
        4   1       help:1     agents.1 12    20      30    30    served  0/0   none
        5   1       help:1     agents.2 13    20      30    30    served  0/0   none
        6   1       help:1     agents.0 20    20      30    30    served  0/0   none
        7   1       help:1     agents.1 25    30      40    40    served  0/0   none
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to outcome   returns
        0   1        0    10 resolved  .
        1   1        0    10 resolved  .
        2   1        3    20 resolved  .
        3   1        3    10 abandoned .
        4   1        12   30 resolved  .
        5   1        13   30 resolved  .
        6   1        20   30 resolved  .
        7   1        25   40 resolved  .
        """
    )
    # An hour; 10 minutes and 40; 40. Busy for 20 + 10, 10 + 10 + 10 and 10.
    assert day.measure("staff_cost") == 60 + (10 + 40) + 40
    assert day.measure_of_team("agents", "utilisation") == pytest.approx(70 / 150)
    assert day.measure_of_team("agents", "overtime") == 0


STAYS = """
    scenario: An agent stays for the customer
    run: {opens: "09:00", length: 60 min}
    demand: {arrivals: 1 per hour}
    variants:
      a:
        teams:
          agents:
            shifts: {"09:00": 2, "09:05": 1, "09:30": 2}
            wrap_up: 2 min
            cost: 60 per hour
        steps:
          help: {by: agents, takes: 10 min, next: note}
          note: {by: agents, takes: 3 min}
      soon_back:
        like: a
        teams: {agents: {shifts: {"09:00": 2, "09:05": 1, "09:12": 2}}}
"""


class TestAnAgentStaysForTheCustomer:
    """The second agent's shift ends at 5, with a customer at hand since 1."""

    def test_and_goes_home_though_another_waits(self, engine: Engine) -> None:
        day = Day(engine, STAYS, [0, 1, 4, 6])
        # Agent 1 finishes help, is kept for the note, wraps up until 16 and goes, though customer
        # 3 waits. At 30 agent 1 is back, before agent 0 has wrapped up at that very minute.
        assert day.visits() == rows(
            """
            who contact step:visit by       asked started ended freed how    q/rep handoff
            0   1       help:1     agents.0 0     0       10    10    served 0/0   none
            0   1       note:1     agents.0 10    10      13    15    served 0/0   none
            1   1       help:1     agents.1 1     1       11    11    served 0/0   none
            1   1       note:1     agents.1 11    11      14    16    served 0/0   none
            2   1       help:1     agents.0 4     15      25    25    served 0/0   none
            2   1       note:1     agents.0 25    25      28    30    served 0/0   none
            3   1       help:1     agents.1 6     30      40    40    served 0/0   none
            3   1       note:1     agents.1 40    40      43    45    served 0/0   none
            """
        )
        # Agent 1 is paid for 5 minutes, for 11 more, and from 30 to 60.
        assert day.measure_of_team("agents", "overtime") == 11
        assert day.measure("staff_cost") == 60 + (5 + 11 + 30)

    def test_and_is_back_on_duty_before_it_is_over(self, engine: Engine) -> None:
        day = Day(engine, STAYS, [0, 1, 4, 6], variant="soon_back")
        # The next shift begins at 12: agent 1 just goes on, and at 16 takes customer 3.
        assert day.visits()[4:] == rows(
            """
            who contact step:visit by       asked started ended freed how    q/rep handoff
            2   1       help:1     agents.0 4     15      25    25    served 0/0   none
            2   1       note:1     agents.0 25    25      28    30    served 0/0   none
            3   1       help:1     agents.1 6     16      26    26    served 0/0   none
            3   1       note:1     agents.1 26    26      29    31    served 0/0   none
            """
        )
        # From 5 to 12 is overtime; what comes after is the next shift, and not paid twice.
        assert day.measure_of_team("agents", "overtime") == 7
        assert day.measure("staff_cost") == 60 + 60


CROWD = """
    scenario: Twelve agents, of whom five go home
    run: {opens: "09:00", length: 60 min}
    demand: {arrivals: 1 per hour}
    variants:
      a:
        teams: {agents: {shifts: {"09:00": 12, "09:10": 7}}}
        steps: {help: {by: agents, takes: 5 min}}
"""


def test_the_lowest_of_those_who_stay_are_taken_first(engine: Engine) -> None:
    day = Day(engine, CROWD, [0, *[20] * 8, 25])
    # Seven of eight who come together find an agent; at 25 the first of these takes the eighth.
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how    q/rep handoff
        0   1       help:1     agents.0 0     0       5     5     served 0/0   none
        1   1       help:1     agents.0 20    20      25    25    served 0/0   none
        2   1       help:1     agents.1 20    20      25    25    served 0/0   none
        3   1       help:1     agents.2 20    20      25    25    served 0/0   none
        4   1       help:1     agents.3 20    20      25    25    served 0/0   none
        5   1       help:1     agents.4 20    20      25    25    served 0/0   none
        6   1       help:1     agents.5 20    20      25    25    served 0/0   none
        7   1       help:1     agents.6 20    20      25    25    served 0/0   none
        8   1       help:1     agents.0 20    25      30    30    served 0/0   none
        9   1       help:1     agents.1 25    25      30    30    served 0/0   none
        """
    )


def test_before_the_first_row_of_a_roster_nobody_is_there(engine: Engine) -> None:
    builder = TableBuilder()
    program = builder.program(
        steps=[StepSpec(by=always([0]), takes=always((5,)))],
        teams=[TeamSpec(roster=((10, 1), (12, 2)))],
    )
    log = engine(program, people([0, 1, 2]), TieTape(0, tuple(builder.grids)))
    assert (log.visits["started"] // MINUTE).tolist() == [10, 12, 15]
    assert log.visits["worker"].tolist() == [0, 1, 0]


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
