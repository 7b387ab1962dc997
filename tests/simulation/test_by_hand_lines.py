"""Small days worked out by hand, minute by minute: whose turn it is, and who does not join."""

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


CLUB = """
    scenario: A club with a desk of one
    run: {length: 60 min}
    demand: {arrivals: 1 per hour}
    personas:
      guest:  {share: 50%, patience: 30 min}
      member: {share: 40%, patience: 15 min, head_start: 2 min}
      owner:  {share: 10%, priority: 1}
    experience: {acceptable_wait: 4 min}
    variants:
      a:
        teams: {desk: {size: 1}}
        steps: {ask: {by: desk, takes: 4 min}}
"""
GUEST, MEMBER, OWNER = range(3)


def test_members_are_taken_as_if_they_had_come_two_minutes_earlier(engine: Engine) -> None:
    day = Day(
        engine,
        CLUB,
        [0, 1, 3, 4, 5, 7, 10, 11, 12],
        personas=[GUEST, GUEST, MEMBER, GUEST, MEMBER, OWNER, MEMBER, GUEST, MEMBER],
    )
    # At 4 guest 1 and member 2 have waited three minutes each, credit counted: a tie, and the lower
    # number goes first. At 8 the owner goes before all of them. At 16 member 4 (thirteen minutes,
    # credit counted) goes before guest 3 (twelve), who came earlier; member 6 comes too late for
    # that. Member 8 would go before guest 7, but hangs up fifteen minutes after coming, no sooner.
    assert day.visits() == rows(
        """
        who contact step:visit by     asked started ended freed how     q/rep handoff
        0   1       ask:1      desk.0 0     0       4     4     served  0/0   none
        1   1       ask:1      desk.0 1     4       8     8     served  0/0   none
        2   1       ask:1      desk.0 3     12      16    16    served  0/0   none
        3   1       ask:1      desk.0 4     20      24    24    served  0/0   none
        4   1       ask:1      desk.0 5     16      20    20    served  0/0   none
        5   1       ask:1      desk.0 7     8       12    12    served  0/0   none
        6   1       ask:1      desk.0 10    24      28    28    served  0/0   none
        7   1       ask:1      desk.0 11    28      32    32    served  0/0   none
        8   1       ask:1      desk   12    .       27    .     reneged 0/0   none
        """
    )
    # A wait is felt as long as it was.
    assert [row for row in day.moments() if row[3] == "wait"] == rows(
        """
        who contact step:visit what at valence
        1   1       ask:1      wait 4  +0
        2   1       ask:1      wait 12 -1.25
        3   1       ask:1      wait 20 -2
        4   1       ask:1      wait 16 -1.75
        5   1       ask:1      wait 8  +0
        6   1       ask:1      wait 24 -2
        7   1       ask:1      wait 28 -2
        8   1       ask:1      wait 27 -2
        """
    )
    assert [row[4] for row in day.contacts()] == ["resolved"] * 8 + ["abandoned"]
    assert [row[4] for row in day.issues()] == ["resolved"] * 8 + ["abandoned"]
