"""Days by shift worked out by hand: whom a new shift takes, and whom of the old one is there."""

from __future__ import annotations

from blueprint_sim.simulation.engine import Engine
from blueprint_sim.simulation.log import Moment
from blueprint_sim.simulation.program import Outcome
from tests.oracles.specs import MINUTE, StepSpec, TeamSpec, always, people
from tests.oracles.table_builder import TableBuilder
from tests.oracles.tie_tape import TieTape
from tests.simulation.by_hand import Day, rows

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
    assert day.contacts() == rows(
        """
        who contact from to outcome
        0   1       0    5  resolved
        1   1       20   25 resolved
        2   1       20   25 resolved
        3   1       20   25 resolved
        4   1       20   25 resolved
        5   1       20   25 resolved
        6   1       20   25 resolved
        7   1       20   25 resolved
        8   1       20   30 resolved
        9   1       25   30 resolved
        """
    )
    # Nobody comes a second time.
    assert day.issues() == [[*row, "."] for row in day.contacts()]
    # Only the eighth has waited.
    assert day.moments() == rows(
        """
        who contact step:visit what     at valence
        0   1       help:1     work     5  +0
        0   1       .          resolved 5  +1
        1   1       help:1     work     25 +0
        1   1       .          resolved 25 +1
        2   1       help:1     work     25 +0
        2   1       .          resolved 25 +1
        3   1       help:1     work     25 +0
        3   1       .          resolved 25 +1
        4   1       help:1     work     25 +0
        4   1       .          resolved 25 +1
        5   1       help:1     work     25 +0
        5   1       .          resolved 25 +1
        6   1       help:1     work     25 +0
        6   1       .          resolved 25 +1
        7   1       help:1     work     25 +0
        7   1       .          resolved 25 +1
        8   1       help:1     wait     25 -2
        8   1       help:1     work     30 +0
        8   1       .          resolved 30 +1
        9   1       help:1     work     30 +0
        9   1       .          resolved 30 +1
        """
    )
    assert day.events() == day.spells() == []


def test_before_the_first_row_of_a_roster_nobody_is_there(engine: Engine) -> None:
    builder = TableBuilder()
    program = builder.program(
        steps=[StepSpec(by=always([0]), takes=always((5,)))],
        teams=[TeamSpec(roster=((10, 1), (12, 2)))],
    )
    log = engine(program, people([0, 1, 2]), TieTape(0, tuple(builder.grids)))
    assert (log.visits["asked"] // MINUTE).tolist() == [0, 1, 2]
    assert (log.visits["started"] // MINUTE).tolist() == [10, 12, 15]
    assert (log.visits["freed"] // MINUTE).tolist() == [15, 17, 20]
    assert log.visits["worker"].tolist() == [0, 1, 0]
    for table in (log.contacts, log.customers):
        assert (table["ended"] // MINUTE).tolist() == [15, 17, 20]
        assert table["outcome"].tolist() == [Outcome.RESOLVED] * 3
    # Each of them waits for far more than a minute, is served, and helped.
    assert (log.moments["at"] // MINUTE).tolist() == [10, 15, 15, 12, 17, 17, 15, 20, 20]
    assert log.moments["kind"].tolist() == [Moment.WAIT, Moment.WORK, Moment.ENDING] * 3
    assert log.moments["valence"].tolist() == [-2, 0, 1] * 3
    assert len(log.events) == len(log.spells) == 0
