"""Small days worked out by hand, minute by minute, and written down as the log has to say them.

Times are whole minutes and full of ties. `.` stands for what is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from blueprint_sim.format.load import loads
from blueprint_sim.measures import Record, labels, read
from blueprint_sim.measures.readings import Label
from blueprint_sim.simulation import simpy_engine
from blueprint_sim.simulation.compile import compile_variant
from blueprint_sim.simulation.engine import Engine
from blueprint_sim.simulation.log import End, Handoff, Log, Moment
from blueprint_sim.simulation.program import Names, Outcome
from blueprint_sim.simulation.tape import Blocks, Luck, SeededTape
from blueprint_sim.studies.run import prepare
from tests.oracles import plain_engine
from tests.oracles.auditor import audit
from tests.oracles.conservation import conserve
from tests.oracles.specs import MINUTE, people


@pytest.fixture(params=["plain", "simpy"])
def engine(request: pytest.FixtureRequest) -> Engine:
    engines: dict[str, Engine] = {
        "plain": plain_engine.simulate,
        "simpy": simpy_engine.simulate,
    }
    return engines[request.param]


class Day:
    """What happened: the log of one variant, as text."""

    def __init__(
        self,
        engine: Engine,
        scenario: str,
        arrivals: Iterable[int],
        *,
        variant: str = "a",
        personas: Sequence[int] = (),
        reasons: Sequence[int] = (),
    ) -> None:
        written = loads(scenario)
        program = compile_variant(written, variant)
        customers = people(arrivals, personas, reasons)
        tape = SeededTape(program, Blocks(Luck(1, 0), customers))
        self.names: Names = program.names
        self.log: Log = engine(program, customers, tape)
        audit(program, customers, tape, self.log)
        conserve(program, customers, self.log)
        yardstick = prepare(written, [variant], seed=1).yardstick
        self._readings = read(Record(self.log, program, yardstick))
        self._labels = labels(program)

    def measure(self, key: str) -> float:
        """Give a measure of all issues."""
        entry = self._labels.index(Label("variant", "", key))
        return float(self._readings.x[entry] / self._readings.n[entry])

    def visits(self) -> list[list[str]]:
        """Who, contact, step, visit, by whom, asked, started, ended, freed, how, questions..."""
        return [
            [
                *(said(row[column]) for column in ("customer", "contact")),
                f"{self.names.steps[row['step']]}:{row['visit']}",
                self.server(row),
                *(minutes(row[column]) for column in ("asked", "started", "ended", "freed")),
                End(row["how"]).name.lower(),
                f"{row['questions']}/{row['repeats']}",
                Handoff(row["handoff"]).name.lower(),
            ]
            for row in self.log.visits
        ]

    def server(self, row: Any) -> str:
        if row["team"] < 0:
            return "."
        team = self.names.teams[row["team"]]
        return team if row["worker"] < 0 else f"{team}.{row['worker']}"

    def moments(self) -> list[list[str]]:
        """Who, contact, step and visit, what, when, and how it felt."""
        return [
            [
                *(said(row[column]) for column in ("customer", "contact")),
                "." if row["step"] < 0 else f"{self.names.steps[row['step']]}:{row['visit']}",
                self.what(row),
                minutes(row["at"]),
                f"{row['valence']:+g}",
            ]
            for row in self.log.moments
        ]

    def what(self, row: Any) -> str:
        kind, detail = Moment(row["kind"]), row["detail"]
        if kind == Moment.QUESTION:
            return f"{self.names.facts[detail]}?"
        return Outcome(detail).name.lower() if kind == Moment.ENDING else kind.name.lower()

    def contacts(self) -> list[list[str]]:
        """Who, contact, from, to, and how it ended."""
        return [
            [
                *(said(row[column]) for column in ("customer", "contact")),
                *(minutes(row[column]) for column in ("began", "ended")),
                Outcome(row["outcome"]).name.lower(),
            ]
            for row in self.log.contacts
        ]

    def issues(self) -> list[list[str]]:
        """Who, contacts, from, to, how it ended, and whether they would have come back."""
        return [
            [
                *(said(row[column]) for column in ("customer", "contacts")),
                *(minutes(row[column]) for column in ("arrived", "ended")),
                Outcome(row["outcome"]).name.lower(),
                "later" if row["returns_later"] else ".",
            ]
            for row in self.log.customers
        ]


def said(value: Any) -> str:
    return str(int(value))


def minutes(ticks: Any) -> str:
    whole, rest = divmod(int(ticks), MINUTE)
    return "." if ticks < 0 else str(whole) if rest == 0 else f"{ticks} ticks"


def rows(table: str) -> list[list[str]]:
    """Read a table written by hand; its first line names the columns."""
    return [line.split() for line in table.strip().splitlines()[1:]]


MENU = """
    scenario: A menu asks, and then an agent asks again
    run: {length: 60 min}
    demand: {arrivals: 1 per hour}
    facts: {number: 1 min, wish: 2 min}
    experience: {acceptable_wait: 2 min, patience_for_prompts: 3}
    variants:
      a:
        teams: {menu: {kind: machine, carries: nothing}, agents: {size: 1}}
        steps:
          greet:    {by: menu, takes: 1 min, next: identify}
          identify: {by: menu, asks: [number, wish], next: help}
          help:     {by: agents, asks: [number, wish], takes: 4 min, resolves: 100%}
      remembers:
        like: a
        teams: {menu: {carries: everything}}
        steps: {identify: {asks: {number: , wish: {understood: 0%}}}}
      knows:
        like: remembers
        steps: {identify: {asks: [number, wish]}, help: {takes: nothing, resolves: nothing}}
"""


class TestAMenuAsksAndAnAgentAsksAgain:
    """Two customers, a minute apart; one agent."""

    def test_nothing_reaches_the_agent(self, engine: Engine) -> None:
        day = Day(engine, MENU, [0, 1])
        assert day.visits() == rows(
            """
            who contact step:visit by       asked started ended freed how    q/rep handoff
            0   1       greet:1    menu     0     0       1     1     served 0/0   none
            0   1       identify:1 menu     1     1       4     4     served 2/0   none
            0   1       help:1     agents.0 4     4       11    11    served 2/2   cold
            1   1       greet:1    menu     1     1       2     2     served 0/0   none
            1   1       identify:1 menu     2     2       5     5     served 2/0   none
            1   1       help:1     agents.0 5     11      18    18    served 2/2   cold
            """
        )
        # The agent's two questions are prompts 4 and 5: a quarter each, a point for each repeat,
        # and half a point once, for the cold handoff. Six minutes are 4 above the 2 of grace.
        assert day.moments() == rows(
            """
            who contact step:visit what     at valence
            0   1       greet:1    work     1  +0
            0   1       identify:1 number?  4  +0
            0   1       identify:1 wish?    4  +0
            0   1       help:1     number?  11 -1.75
            0   1       help:1     wish?    11 -1.25
            0   1       help:1     work     11 +0
            0   1       .          resolved 11 +1
            1   1       greet:1    work     2  +0
            1   1       identify:1 number?  5  +0
            1   1       identify:1 wish?    5  +0
            1   1       help:1     wait     11 -2
            1   1       help:1     number?  18 -1.75
            1   1       help:1     wish?    18 -1.25
            1   1       help:1     work     18 +0
            1   1       .          resolved 18 +1
            """
        )
        # Peak and end, halved: (-1.75 + 1) / 2 and (-2 + 1) / 2.
        assert day.measure("memory_mean") == pytest.approx((-0.375 - 0.5) / 2)
        assert day.measure("misery_mean") == 2.5
        assert day.measure("repeat_questions_mean") == 2
        assert day.measure("wait_mean") == 3

    def test_a_menu_that_remembers_what_it_understood(self, engine: Engine) -> None:
        day = Day(engine, MENU, [0, 1], variant="remembers")
        assert day.visits() == rows(
            """
            who contact step:visit by       asked started ended freed how    q/rep handoff
            0   1       greet:1    menu     0     0       1     1     served 0/0   none
            0   1       identify:1 menu     1     1       4     4     served 2/0   none
            0   1       help:1     agents.0 4     4       10    10    served 1/1   warm
            1   1       greet:1    menu     1     1       2     2     served 0/0   none
            1   1       identify:1 menu     2     2       5     5     served 2/0   none
            1   1       help:1     agents.0 5     10      16    16    served 1/1   warm
            """
        )
        assert day.moments() == rows(
            """
            who contact step:visit what     at valence
            0   1       greet:1    work     1  +0
            0   1       identify:1 number?  4  +0
            0   1       identify:1 wish?    4  +0
            0   1       help:1     wish?    10 -1.25
            0   1       help:1     work     10 +0
            0   1       .          resolved 10 +1
            1   1       greet:1    work     2  +0
            1   1       identify:1 number?  5  +0
            1   1       identify:1 wish?    5  +0
            1   1       help:1     wait     10 -1.5
            1   1       help:1     wish?    16 -1.25
            1   1       help:1     work     16 +0
            1   1       .          resolved 16 +1
            """
        )

    def test_with_nothing_left_to_ask_no_agent_is_called(self, engine: Engine) -> None:
        day = Day(engine, MENU, [0], variant="knows")
        assert [row[2] for row in day.visits()] == ["greet:1", "identify:1"]
        assert day.issues() == [["0", "1", "0", "4", "resolved", "."]]


COUNTER = """
    scenario: A counter and a till
    run: {length: 60 min}
    demand: {arrivals: 1 per hour, reasons: {bill: {share: 50%}, join: {share: 50%}}}
    personas: {regular: {share: 50%}, vip: {share: 50%, priority: 1}}
    experience: {acceptable_wait: 2 min}
    variants:
      a:
        start: [{when: {reason: bill}, then: pay}, {otherwise: check_in}]
        teams:
          desk: {size: 1, wrap_up: 1 min, limit: 2, when_full: wander}
          till: {size: 1}
        steps:
          check_in:
            by: desk
            takes: {given: [4 min, 9 min, 9 min, 2 min, 3 min, 2 min, 9 min, 9 min]}
            next: pay
          pay:    {by: [till, desk], takes: 2 min}
          wander: {takes: 3 min, next: check_in}
"""
BILL, JOIN = 0, 1
REGULAR, VIP = 0, 1


def test_a_counter_that_shares_its_work_with_a_till(engine: Engine) -> None:
    """Who joins is checked in and pays where they stand; who only pays takes whoever is free."""
    day = Day(
        engine,
        COUNTER,
        [0, 1, 2, 2, 3, 4, 4, 6],
        reasons=[JOIN, BILL, BILL, JOIN, JOIN, JOIN, BILL, BILL],
        personas=[REGULAR, REGULAR, REGULAR, REGULAR, VIP, REGULAR, REGULAR, VIP],
    )
    # 0 keeps the desk's worker, who wraps up once, until 7. At 4 two stand in the desk's line:
    # 5 finds it full, wanders about, finds it full again at 7 (the visit that ends comes before
    # the wrap-up that ends), and a third time finds room; the number of the visit is not used up.
    # At 7 the desk takes the vip, 4, before 3, who came earlier.
    assert day.visits() == rows(
        """
        who contact step:visit by     asked started ended freed how     q/rep handoff
        0   1       check_in:1 desk.0 0     0       4     4     served  0/0   none
        0   1       pay:1      desk.0 4     4       6     7     served  0/0   none
        1   1       pay:1      till.0 1     1       3     3     served  0/0   none
        2   1       pay:1      till.0 2     3       5     5     served  0/0   none
        3   1       check_in:1 desk.0 2     13      15    15    served  0/0   none
        3   1       pay:1      desk.0 15    15      17    18    served  0/0   none
        4   1       check_in:1 desk.0 3     7       10    10    served  0/0   none
        4   1       pay:1      desk.0 10    10      12    13    served  0/0   none
        5   1       check_in:1 desk   4     .       4     .     blocked 0/0   none
        5   1       wander:1   .      4     4       7     .     served  0/0   none
        5   1       check_in:1 desk   7     .       7     .     blocked 0/0   none
        5   1       wander:2   .      7     7       10    .     served  0/0   none
        5   1       check_in:1 desk.0 10    18      20    20    served  0/0   none
        5   1       pay:1      desk.0 20    20      22    23    served  0/0   none
        6   1       pay:1      till.0 4     5       7     7     served  0/0   none
        7   1       pay:1      till.0 6     7       9     9     served  0/0   none
        """
    )
    # What customers do by themselves is no moment.
    assert day.moments() == rows(
        """
        who contact step:visit what     at valence
        0   1       check_in:1 work     4  +0
        0   1       pay:1      work     6  +0
        0   1       .          resolved 6  +1
        1   1       pay:1      work     3  +0
        1   1       .          resolved 3  +1
        2   1       pay:1      wait     3  +0
        2   1       pay:1      work     5  +0
        2   1       .          resolved 5  +1
        3   1       check_in:1 wait     13 -2
        3   1       check_in:1 work     15 +0
        3   1       pay:1      work     17 +0
        3   1       .          resolved 17 +1
        4   1       check_in:1 wait     7  -1
        4   1       check_in:1 work     10 +0
        4   1       pay:1      work     12 +0
        4   1       .          resolved 12 +1
        5   1       check_in:1 wait     18 -2
        5   1       check_in:1 work     20 +0
        5   1       pay:1      work     22 +0
        5   1       .          resolved 22 +1
        6   1       pay:1      wait     5  +0
        6   1       pay:1      work     7  +0
        6   1       .          resolved 7  +1
        7   1       pay:1      wait     7  +0
        7   1       pay:1      work     9  +0
        7   1       .          resolved 9  +1
        """
    )
    assert [row[4] for row in day.contacts()] == ["resolved"] * 8
    assert [row[4] for row in day.issues()] == ["resolved"] * 8
    assert day.log.ended == 60 * MINUTE


HELPLINE = """
    scenario: Two days of a helpline
    run: {length: 60 min, days: 2}
    demand:
      arrivals: 1 per hour
      recontact:
        unresolved: {chance: 100%, after: 15 min}
        abandoned:  {chance: 100%, after: 20 min, returns: 1}
    personas: {caller: {patience: {given: [9 min, 3 min, 9 min, 30 min, 3 min, 1 min, 30 min]}}}
    variants:
      a:
        teams: {agents: {size: 1}}
        steps:
          help:
            by: agents
            takes: {given: [10 min, 4 min, 8 min, 5 min, 2 min, 3 min, 20 min]}
            resolves: [{when: {contact: 2 or more}, then: 100%}]
"""


def test_callers_hang_up_and_come_back_another_day(engine: Engine) -> None:
    """Day one is minutes 0 to 60, day two 1440 to 1500. Only second calls help."""
    day = Day(engine, HELPLINE, [0, 2, 50, 55, 1445, 1469, 1490])
    # 0 and 1 both call again at 25, and 0 goes first. 2 and 3 are called for after closing:
    # both come at the next opening. 4 runs out of patience at 1448, just as the agent is free, but
    # takes 3, who waits longer; 5 does so at 1470, and is answered. 6 would call after the end.
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how     q/rep handoff
        0   1       help:1     agents.0 0     0       10    10    served  0/0   none
        0   2       help:2     agents.0 25    25      35    35    served  0/0   none
        1   1       help:1     agents   2     .       5     .     reneged 0/0   none
        1   2       help:1     agents   25    .       28    .     reneged 0/0   none
        2   1       help:1     agents.0 50    50      58    58    served  0/0   none
        2   2       help:2     agents.0 1440  1440    1448  1448  served  0/0   none
        3   1       help:1     agents.0 55    58      63    63    served  0/0   none
        3   2       help:2     agents.0 1440  1448    1453  1453  served  0/0   none
        4   1       help:1     agents   1445  .       1448  .     reneged 0/0   none
        4   2       help:1     agents.0 1468  1468    1470  1470  served  0/0   none
        5   1       help:1     agents.0 1469  1470    1473  1473  served  0/0   none
        5   2       help:2     agents.0 1488  1488    1491  1491  served  0/0   none
        6   1       help:1     agents.0 1490  1491    1511  1511  served  0/0   none
        """
    )
    assert day.contacts() == rows(
        """
        who contact from to   outcome
        0   1       0    10   unresolved
        0   2       25   35   resolved
        1   1       2    5    abandoned
        1   2       25   28   abandoned
        2   1       50   58   unresolved
        2   2       1440 1448 resolved
        3   1       55   63   unresolved
        3   2       1440 1453 resolved
        4   1       1445 1448 abandoned
        4   2       1468 1470 resolved
        5   1       1469 1473 unresolved
        5   2       1488 1491 resolved
        6   1       1490 1511 unresolved
        """
    )
    assert day.issues() == rows(
        """
        who contacts from to   outcome    returns
        0   2        0    35   resolved   .
        1   2        2    28   abandoned  .
        2   2        50   1448 resolved   .
        3   2        55   1453 resolved   .
        4   2        1445 1470 resolved   .
        5   2        1469 1491 resolved   .
        6   1        1490 1511 unfinished later
        """
    )
    assert day.moments() == rows(
        """
        who contact step:visit what      at   valence
        0   1       help:1     work      10   +0
        0   2       help:2     work      35   +0
        0   2       .          resolved  35   +1
        1   1       help:1     wait      5    -2
        1   2       help:1     wait      28   -2
        1   2       .          abandoned 28   -1
        2   1       help:1     work      58   +0
        2   2       help:2     work      1448 +0
        2   2       .          resolved  1448 +1
        3   1       help:1     wait      58   -2
        3   1       help:1     work      63   +0
        3   2       help:2     wait      1448 -2
        3   2       help:2     work      1453 +0
        3   2       .          resolved  1453 +1
        4   1       help:1     wait      1448 -2
        4   2       help:1     work      1470 +0
        4   2       .          resolved  1470 +1
        5   1       help:1     wait      1470 +0
        5   1       help:1     work      1473 +0
        5   2       help:2     work      1491 +0
        5   2       .          resolved  1491 +1
        6   1       help:1     wait      1491 +0
        6   1       help:1     work      1511 +0
        """
    )
    assert day.log.ended == 1511 * MINUTE


BACK_OFFICE = """
    scenario: While you hold the line
    run: {length: 60 min}
    demand: {arrivals: 1 per hour, reasons: {easy: {share: 50%}, hard: {share: 50%}}}
    personas:
      calm:    {share: 50%, patience: 2 min}
      hurried: {share: 50%, patience: 2 min, tolerance: 2}
    facts: {number: 1 min}
    experience: {feels: {sorry: -1}}
    variants:
      a:
        teams: {agents: {size: 1}, office: {size: 1, lane: backstage}}
        steps:
          ask:     {by: agents, asks: [number], takes: 2 min, next: look_up}
          look_up: {by: office, takes: {given: [4 min, 1 min, 3 min]}, next: tell}
          tell:
            by: agents
            takes: 1 min
            events: [sorry]
            resolves: [{when: {reason: easy}, then: 100%}]
"""
EASY, HARD = 0, 1
CALM, HURRIED = 0, 1


def test_one_wait_while_the_office_works_and_until_an_agent_is_back(engine: Engine) -> None:
    """Nobody hangs up on the office, though it takes longer than their patience."""
    day = Day(
        engine,
        BACK_OFFICE,
        [0, 1, 5],
        personas=[HURRIED, HURRIED, CALM],
        reasons=[HARD, EASY, HARD],
    )
    # Three times patience would run out just as the agent is free: at 3, 9 and 10.
    assert day.visits() == rows(
        """
        who contact step:visit by       asked started ended freed how    q/rep handoff
        0   1       ask:1      agents.0 0     0       3     3     served 1/0   none
        0   1       look_up:1  office.0 3     3       7     7     served 0/0   warm
        0   1       tell:1     agents.0 7     9       10    10    served 0/0   warm
        1   1       ask:1      agents.0 1     3       6     6     served 1/0   none
        1   1       look_up:1  office.0 6     7       8     8     served 0/0   warm
        1   1       tell:1     agents.0 8     10      11    11    served 0/0   warm
        2   1       ask:1      agents.0 5     6       9     9     served 1/0   none
        2   1       look_up:1  office.0 9     9       12    12    served 0/0   warm
        2   1       tell:1     agents.0 12    12      13    13    served 0/0   warm
        """
    )
    # One wait from the end of `ask` to the start of `tell`: of 6, 4 and 3 minutes.
    assert day.moments() == rows(
        """
        who contact step:visit what        at valence
        0   1       ask:1      number?     3  +0
        0   1       ask:1      work        3  +0
        0   1       tell:1     wait        9  -2
        0   1       tell:1     work        10 -1
        0   1       .          walked_away 10 -2
        1   1       ask:1      wait        3  -1
        1   1       ask:1      number?     6  +0
        1   1       ask:1      work        6  +0
        1   1       tell:1     wait        10 -2
        1   1       tell:1     work        11 -1
        1   1       .          resolved    11 +1
        2   1       ask:1      wait        6  +0
        2   1       ask:1      number?     9  +0
        2   1       ask:1      work        9  +0
        2   1       tell:1     wait        12 -2
        2   1       tell:1     work        13 -1
        2   1       .          unresolved  13 -1
        """
    )
    # 0 has had enough at the second moment of misery; 1, at the third, has what they came for; 2
    # bears it all, for nothing.
    assert day.issues() == rows(
        """
        who contacts from to outcome     returns
        0   1        0    10 walked_away .
        1   1        1    11 resolved    .
        2   1        5    13 unresolved  .
        """
    )
    assert [row.tolist()[4:] for row in day.log.events] == [
        (0, 10 * MINUTE),
        (0, 11 * MINUTE),
        (0, 13 * MINUTE),
    ]
    # Waiting for a person: 6, then 2 + 4, then 1 + 3 minutes.
    assert day.measure("wait_mean") == pytest.approx(16 / 3)
