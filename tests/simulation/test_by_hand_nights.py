"""Nights worked out by hand: midnight falls within the hours of opening, two nights running."""

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


BAR = """
    scenario: Two nights of a help line, from ten to two; claims from eleven to one
    run: {{opens: "22:00", length: 4 h, days: 2, after_close: {after_close}}}
    demand:
      arrivals: 1 per hour
      reasons: {{claim: , question: }}
      recontact: {{abandoned: {{chance: 100%, after: 2 h, returns: 1}}}}
    personas: {{calm: {{}}, hurried: {{patience: 20 min}}}}
    experience: {{acceptable_wait: 20 min}}
    variants:
      a:
        teams:
          agents: {{shifts: {{"22:00": 2, "00:00": 1, "01:30": 3}}, cost: 60 per hour}}
          desk:
            shifts: {{"23:00": 1, "01:00": 0}}
            wrap_up: 10 min
            cost: 60 per hour
        steps:
          ask:
            by: agents
            takes: 20 min
            next: [{{when: {{reason: claim}}, then: claim}}, {{otherwise: done}}]
          claim: {{by: desk, takes: 30 min}}
"""
CLAIM, QUESTION = 0, 1
CALM, HURRIED = 0, 1
MIDNIGHT, CLOSING, SECOND = 120, 240, 1440

PEOPLE = [
    (100, CALM, CLAIM),
    (100, CALM, CLAIM),
    (100, HURRIED, QUESTION),
    (100, HURRIED, QUESTION),
    (MIDNIGHT, CALM, CLAIM),
    (190, CALM, QUESTION),
    (190, CALM, QUESTION),
    (190, CALM, QUESTION),
    (210, CALM, QUESTION),
    (225, CALM, QUESTION),
    (239, CALM, QUESTION),
    (SECOND, CALM, CLAIM),
    (SECOND + 105, CALM, QUESTION),
    (SECOND + 110, CALM, CLAIM),
    (SECOND + 115, CALM, CLAIM),
    (SECOND + 239, CALM, QUESTION),
]


def nights(engine: Engine, after_close: str) -> Day:
    arrivals, personas, reasons = zip(*PEOPLE, strict=True)
    text = BAR.format(after_close=after_close)
    return Day(engine, text, arrivals, personas=personas, reasons=reasons)


class TestTwoNights:
    """Minutes run from ten in the evening: 60 is eleven, 120 midnight, 180 one, 240 closing."""

    def test_who_is_served_by_whom(self, engine: Engine) -> None:
        day = nights(engine, "serve_out")
        # At midnight the roster falls first: agent 1 is done with customer 1 and goes. Agent 0,
        # done with 0, takes 2 in the minute in which their patience ends, while that of 3 does;
        # then 4 comes. 0 and 1 go on to the desk, both at midnight, by number. At one the desk's
        # hours end: 1 is served to the end, with the wrap-up, and 4 waits there until the next
        # evening, at eleven, for at 160 they came in line just before the desk took 1. At 210
        # agents 1 and 2 come and take 6 and 7, who waited; so agent 0, done with 5, is there for
        # 8. At 230, 6, 7 and 8 leave, by number: agent 1 takes 9, and stays on after two.
        # 3 would call again at two, as it closes: at ten in the evening they do, before 11.
        # At 1560, midnight again, agents 0 and 1 are both busy: agent 1 stays until 13 is served,
        # and agent 0 takes 14. At 1620, one o'clock, the desk's hours end as it wraps up 13: it
        # goes home, and 14 is never served.
        assert day.visits() == rows(
            """
            who contact step:visit by       asked started ended freed how        q/rep handoff
            0   1       ask:1      agents.0 100   100     120   120   served     0/0   none
            0   1       claim:1    desk.0   120   120     150   160   served     0/0   warm
            1   1       ask:1      agents.1 100   100     120   120   served     0/0   none
            1   1       claim:1    desk.0   120   160     190   200   served     0/0   warm
            2   1       ask:1      agents.0 100   120     140   140   served     0/0   none
            3   1       ask:1      agents   100   .       120   .     reneged    0/0   none
            3   2       ask:1      agents.0 1440  1440    1460  1460  served     0/0   none
            4   1       ask:1      agents.0 120   140     160   160   served     0/0   none
            4   1       claim:1    desk.0   160   1500    1530  1540  served     0/0   warm
            5   1       ask:1      agents.0 190   190     210   210   served     0/0   none
            6   1       ask:1      agents.1 190   210     230   230   served     0/0   none
            7   1       ask:1      agents.2 190   210     230   230   served     0/0   none
            8   1       ask:1      agents.0 210   210     230   230   served     0/0   none
            9   1       ask:1      agents.1 225   230     250   250   served     0/0   none
            10  1       ask:1      agents.0 239   239     259   259   served     0/0   none
            11  1       ask:1      agents.1 1440  1440    1460  1460  served     0/0   none
            11  1       claim:1    desk.0   1460  1540    1570  1580  served     0/0   warm
            12  1       ask:1      agents.0 1545  1545    1565  1565  served     0/0   none
            13  1       ask:1      agents.1 1550  1550    1570  1570  served     0/0   none
            13  1       claim:1    desk.0   1570  1580    1610  1620  served     0/0   warm
            14  1       ask:1      agents.0 1555  1565    1585  1585  served     0/0   none
            14  1       claim:1    desk     1585  .       1699  .     unfinished 0/0   none
            15  1       ask:1      agents.0 1679  1679    1699  1699  served     0/0   none
            """
        )
        assert day.contacts() == rows(
            """
            who contact began ended outcome
            0   1       100   150   resolved
            1   1       100   190   resolved
            2   1       100   140   resolved
            3   1       100   120   abandoned
            3   2       1440  1460  resolved
            4   1       120   1530  resolved
            5   1       190   210   resolved
            6   1       190   230   resolved
            7   1       190   230   resolved
            8   1       210   230   resolved
            9   1       225   250   resolved
            10  1       239   259   resolved
            11  1       1440  1570  resolved
            12  1       1545  1565  resolved
            13  1       1550  1610  resolved
            14  1       1555  1699  unfinished
            15  1       1679  1699  resolved
            """
        )
        assert day.spells() == []
        assert day.issues() == rows(
            """
            who contacts from to   outcome    returns
            0   1        100  150  resolved   .
            1   1        100  190  resolved   .
            2   1        100  140  resolved   .
            3   2        100  1460 resolved   .
            4   1        120  1530 resolved   .
            5   1        190  210  resolved   .
            6   1        190  230  resolved   .
            7   1        190  230  resolved   .
            8   1        210  230  resolved   .
            9   1        225  250  resolved   .
            10  1        239  259  resolved   .
            11  1        1440 1570 resolved   .
            12  1        1545 1565 resolved   .
            13  1        1550 1610 resolved   .
            14  1        1555 1699 unfinished .
            15  1        1679 1699 resolved   .
            """
        )

    def test_how_it_felt(self, engine: Engine) -> None:
        day = nights(engine, "serve_out")
        assert day.moments() == rows(
            """
            who contact step:visit what     at   valence
            0   1       ask:1      work     120  +0
            0   1       claim:1    work     150  +0
            0   1       .          resolved 150  +1
            1   1       ask:1      work     120  +0
            1   1       claim:1    wait     160  -1
            1   1       claim:1    work     190  +0
            1   1       .          resolved 190  +1
            2   1       ask:1      wait     120  +0
            2   1       ask:1      work     140  +0
            2   1       .          resolved 140  +1
            3   1       ask:1      wait     120  +0
            3   2       ask:1      work     1460 +0
            3   2       .          resolved 1460 +1
            4   1       ask:1      wait     140  +0
            4   1       ask:1      work     160  +0
            4   1       claim:1    wait     1500 -2
            4   1       claim:1    work     1530 +0
            4   1       .          resolved 1530 +1
            5   1       ask:1      work     210  +0
            5   1       .          resolved 210  +1
            6   1       ask:1      wait     210  +0
            6   1       ask:1      work     230  +0
            6   1       .          resolved 230  +1
            7   1       ask:1      wait     210  +0
            7   1       ask:1      work     230  +0
            7   1       .          resolved 230  +1
            8   1       ask:1      work     230  +0
            8   1       .          resolved 230  +1
            9   1       ask:1      wait     230  +0
            9   1       ask:1      work     250  +0
            9   1       .          resolved 250  +1
            10  1       ask:1      work     259  +0
            10  1       .          resolved 259  +1
            11  1       ask:1      work     1460 +0
            11  1       claim:1    wait     1540 -2
            11  1       claim:1    work     1570 +0
            11  1       .          resolved 1570 +1
            12  1       ask:1      work     1565 +0
            12  1       .          resolved 1565 +1
            13  1       ask:1      work     1570 +0
            13  1       claim:1    wait     1580 +0
            13  1       claim:1    work     1610 +0
            13  1       .          resolved 1610 +1
            14  1       ask:1      wait     1565 +0
            14  1       ask:1      work     1585 +0
            15  1       ask:1      work     1699 +0
            15  1       .          resolved 1699 +1
            """
        )

    def test_what_the_nights_cost(self, engine: Engine) -> None:
        day = nights(engine, "serve_out")
        # On each night two agents for 120 minutes, one for 90, three for 30. After closing 10 and
        # 19 minutes on the first, 19 on the second; 10 after the second midnight.
        rostered, overtime = 2 * (2 * 120 + 90 + 3 * 30), 10 + 19 + 10 + 19
        assert day.measure_of_team("agents", "overtime") == overtime
        assert day.measure_of_team("agents", "cost") == rostered + overtime
        assert day.measure_of_team("agents", "utilisation") == pytest.approx(
            16 * 20 / (rostered + overtime)
        )
        # The desk stays for twenty minutes after the first one o'clock.
        assert day.measure_of_team("desk", "overtime") == 20
        assert day.measure_of_team("desk", "cost") == 2 * 120 + 20
        assert day.measure_of_team("desk", "utilisation") == pytest.approx(5 * 40 / 260)
        assert day.measure("staff_cost") == rostered + overtime + 260

    def test_who_waits_at_the_desk_is_sent_home_if_all_stops(self, engine: Engine) -> None:
        day = nights(engine, "stop")
        # Nobody waits for the agents at two, and who is served is served: only 4, who stands at
        # the desk since one, is sent home, and so the desk has time for 11, 13 and 14 on the
        # second evening. 11 is first at eleven, and 14 just before one.
        claims = [row for row in day.visits() if row[2] == "claim:1"]
        assert claims == rows(
            """
            who contact step:visit by     asked started ended freed how        q/rep handoff
            0   1       claim:1    desk.0 120   120     150   160   served     0/0   warm
            1   1       claim:1    desk.0 120   160     190   200   served     0/0   warm
            4   1       claim:1    desk   160   .       240   .     unfinished 0/0   none
            11  1       claim:1    desk.0 1460  1500    1530  1540  served     0/0   warm
            13  1       claim:1    desk.0 1570  1570    1600  1610  served     0/0   warm
            14  1       claim:1    desk.0 1585  1610    1640  1650  served     0/0   warm
            """
        )
        same = [row for row in nights(engine, "serve_out").visits() if row[2] == "ask:1"]
        assert [row for row in day.visits() if row[2] == "ask:1"] == same
        assert day.measure("share_unfinished") == 1 / 16
        # 20 minutes after one on the first night, 30 on the second.
        assert day.measure_of_team("desk", "overtime") == 20 + 30
        assert day.measure_of_team("agents", "overtime") == 10 + 19 + 10 + 19


ROUND = """
    scenario: A line that never closes; its day begins at six in the evening
    run: {{opens: "18:00", length: 24 h, days: 2, after_close: {after_close}}}
    demand:
      arrivals: 1 per hour
      recontact: {{unresolved: {{chance: 100%, after: 6 h, returns: 1}}}}
    personas: {{caller: {{}}, sleepless: {{patience: 1 h}}}}
    experience: {{acceptable_wait: 1 h}}
    variants:
      a:
        teams:
          agents:
            shifts: {{"18:00": 1, "00:00": 2, "06:00": 1}}
            wrap_up: 30 min
            cost: 60 per hour
        steps:
          help: {{by: agents, takes: 90 min, resolves: [{{when: {{contact: 2}}, then: 100%}}]}}
"""
CALLER, SLEEPLESS = 0, 1


class TestRoundTheClock:
    """Minute 360 is midnight, 720 six in the morning; at 1440 a day ends as the next begins."""

    def day(self, engine: Engine, after_close: str) -> Day:
        arrivals = (240, 300, 300, 660, 990, 1260, 1350, 1350, 1440)
        personas = [CALLER, CALLER, SLEEPLESS, *[CALLER] * 6]
        return Day(engine, ROUND.format(after_close=after_close), arrivals, personas=personas)

    def test_nobody_goes_home_between_two_days(self, engine: Engine) -> None:
        day = self.day(engine, "serve_out")
        # At midnight agent 1 comes and takes 1, and then agent 0 has wrapped up 0 and takes 2, who
        # would have hung up. Everyone comes again six hours after their first call. Agent 1 stays
        # for 0 until half past seven in the morning, wrap-up and all, when 1 and 2 come again: but
        # then they go, so that 2 waits for agent 0 until they hang up. 4 comes again as the second
        # day begins, before 8, and behind 7; agent 0 is busy with 6 and just goes on. At the
        # second midnight, 1800, agent 1 comes and takes 5.
        assert day.visits() == rows(
            """
            who contact step:visit by       asked started ended freed how     q/rep handoff
            0   1       help:1     agents.0 240   240     330   360   served  0/0   none
            0   2       help:2     agents.1 690   690     780   810   served  0/0   none
            1   1       help:1     agents.1 300   360     450   480   served  0/0   none
            1   2       help:2     agents.0 810   810     900   930   served  0/0   none
            2   1       help:1     agents.0 300   360     450   480   served  0/0   none
            2   2       help:2     agents   810   .       870   .     reneged 0/0   none
            3   1       help:1     agents.0 660   660     750   780   served  0/0   none
            3   2       help:2     agents.0 1110  1110    1200  1230  served  0/0   none
            4   1       help:1     agents.0 990   990     1080  1110  served  0/0   none
            4   2       help:2     agents.0 1440  1620    1710  1740  served  0/0   none
            5   1       help:1     agents.0 1260  1260    1350  1380  served  0/0   none
            5   2       help:2     agents.1 1710  1800    1890  1920  served  0/0   none
            6   1       help:1     agents.0 1350  1380    1470  1500  served  0/0   none
            6   2       help:2     agents.0 1830  1860    1950  1980  served  0/0   none
            7   1       help:1     agents.0 1350  1500    1590  1620  served  0/0   none
            7   2       help:2     agents.1 1950  1950    2040  2070  served  0/0   none
            8   1       help:1     agents.0 1440  1740    1830  1860  served  0/0   none
            8   2       help:2     agents.0 2190  2190    2280  2310  served  0/0   none
            """
        )
        assert day.contacts() == rows(
            """
            who contact began ended outcome
            0   1       240   330   unresolved
            0   2       690   780   resolved
            1   1       300   450   unresolved
            1   2       810   900   resolved
            2   1       300   450   unresolved
            2   2       810   870   abandoned
            3   1       660   750   unresolved
            3   2       1110  1200  resolved
            4   1       990   1080  unresolved
            4   2       1440  1710  resolved
            5   1       1260  1350  unresolved
            5   2       1710  1890  resolved
            6   1       1350  1470  unresolved
            6   2       1830  1950  resolved
            7   1       1350  1590  unresolved
            7   2       1950  2040  resolved
            8   1       1440  1830  unresolved
            8   2       2190  2280  resolved
            """
        )
        assert day.moments() == rows(
            """
            who contact step:visit what      at   valence
            0   1       help:1     work      330  +0
            0   2       help:2     work      780  +0
            0   2       .          resolved  780  +1
            1   1       help:1     wait      360  +0
            1   1       help:1     work      450  +0
            1   2       help:2     work      900  +0
            1   2       .          resolved  900  +1
            2   1       help:1     wait      360  +0
            2   1       help:1     work      450  +0
            2   2       help:2     wait      870  +0
            2   2       .          abandoned 870  -1
            3   1       help:1     work      750  +0
            3   2       help:2     work      1200 +0
            3   2       .          resolved  1200 +1
            4   1       help:1     work      1080 +0
            4   2       help:2     wait      1620 -2
            4   2       help:2     work      1710 +0
            4   2       .          resolved  1710 +1
            5   1       help:1     work      1350 +0
            5   2       help:2     wait      1800 -0.5
            5   2       help:2     work      1890 +0
            5   2       .          resolved  1890 +1
            6   1       help:1     wait      1380 +0
            6   1       help:1     work      1470 +0
            6   2       help:2     wait      1860 +0
            6   2       help:2     work      1950 +0
            6   2       .          resolved  1950 +1
            7   1       help:1     wait      1500 -1.5
            7   1       help:1     work      1590 +0
            7   2       help:2     work      2040 +0
            7   2       .          resolved  2040 +1
            8   1       help:1     wait      1740 -2
            8   1       help:1     work      1830 +0
            8   2       help:2     work      2280 +0
            8   2       .          resolved  2280 +1
            """
        )
        # From 1380 to 1860 agent 0 is at work without a pause, and on duty all the time: the end of
        # a day is no overtime. Agent 1 stays from 720 to 810, and is done by 2160 the next day.
        assert day.measure_of_team("agents", "overtime") == 90
        assert day.measure("staff_cost") == 2 * (1440 + 360) + 90
        assert day.measure_of_team("agents", "utilisation") == pytest.approx(17 * 120 / 3690)

    def test_all_may_stop_and_begin_anew_in_the_same_minute(self, engine: Engine) -> None:
        day = self.day(engine, "stop")
        # At 1440 agent 0 goes on with 6, and 7 is sent home; then 4 and 8 come, and are not.
        assert day.visits()[9:] == rows(
            """
            who contact step:visit by       asked started ended freed how        q/rep handoff
            4   2       help:2     agents.0 1440  1500    1590  1620  served     0/0   none
            5   1       help:1     agents.0 1260  1260    1350  1380  served     0/0   none
            5   2       help:2     agents.0 1710  1740    1830  1860  served     0/0   none
            6   1       help:1     agents.0 1350  1380    1470  1500  served     0/0   none
            6   2       help:2     agents.1 1830  1830    1920  1950  served     0/0   none
            7   1       help:1     agents   1350  .       1440  .     unfinished 0/0   none
            8   1       help:1     agents.0 1440  1620    1710  1740  served     0/0   none
            8   2       help:2     agents.0 2070  2070    2160  2190  served     0/0   none
            """
        )
        assert day.visits()[:9] == self.day(engine, "serve_out").visits()[:9]
        assert day.issues() == rows(
            """
            who contacts from to   outcome    returns
            0   2        240  780  resolved   .
            1   2        300  900  resolved   .
            2   2        300  870  abandoned  .
            3   2        660  1200 resolved   .
            4   2        990  1590 resolved   .
            5   2        1260 1830 resolved   .
            6   2        1350 1920 resolved   .
            7   1        1350 1440 unfinished .
            8   2        1440 2160 resolved   .
            """
        )
        # After six in the morning of the second day agent 0 is the one on duty.
        assert day.measure_of_team("agents", "overtime") == 90
