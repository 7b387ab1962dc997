"""Who is paid for what on two nights across midnight, worked out by hand."""

from __future__ import annotations

from typing import Any, TypeAlias

import pytest

from blueprint_sim.measures import Record
from blueprint_sim.simulation.log import End, Handoff, Spell
from blueprint_sim.simulation.program import NONE
from tests.measures import by_hand
from tests.oracles.specs import MINUTE, Days, StepSpec, TeamSpec, always
from tests.oracles.table_builder import TableBuilder

Work: TypeAlias = tuple[int, int, int]
"""Worker, and from when until when."""
AGENTS, DESK = 0, 1
NIGHTS = Days(opens=(0, 1440), closes=(240, 1680))
"""From ten to two: midnight is minute 120, and 1560 on the second night."""
TWO_ONE_THREE = ((0, 2), (120, 1), (210, 3), (1440, 2), (1560, 1), (1650, 3))
FROM_ELEVEN_TO_ONE = ((0, 0), (60, 1), (180, 0), (1440, 0), (1500, 1), (1620, 0))
ROSTERED = {AGENTS: 2 * (2 * 120 + 90 + 3 * 30), DESK: 2 * 120}


def record(team: int, work: list[Work], warm_up: int = 0, beside: Spell | None = None) -> Record:
    """Write down the work of one team, each piece a visit, or a spell that is none."""
    program = TableBuilder().program(
        steps=[StepSpec(by=always([AGENTS])), StepSpec(by=always([DESK]))],
        teams=[TeamSpec(roster=TWO_ONE_THREE), TeamSpec(roster=FROM_ELEVEN_TO_ONE)],
        days=NIGHTS,
    )
    visits: list[tuple[Any, ...]] = [
        (who, 1, team, 1, team, worker, at, at, until, until, End.SERVED, 0, 0, Handoff.NONE)
        for who, (worker, at, until) in enumerate(work)
    ]
    due = [at if beside == Spell.TASK else NONE for _, at, _ in work]
    spells: list[tuple[Any, ...]] = [
        (who, 1, team, 1, beside, at, until, team, worker, until, due[who])
        for who, (worker, at, until) in enumerate(work)
    ]
    written = (visits, []) if beside is None else ([], spells)
    log = by_hand.log(written[0], [], [], [], written[1], ended=1800)
    calendar = program.calendar._replace(warm_up=warm_up * MINUTE)
    return Record(log, program._replace(calendar=calendar), by_hand.YARDSTICK)


@pytest.mark.parametrize(
    ("team", "work", "overtime"),
    [
        pytest.param(AGENTS, [], 0, id="nobody comes"),
        pytest.param(AGENTS, [(1, 100, 120)], 0, id="done at midnight"),
        pytest.param(AGENTS, [(1, 110, 130)], 10, id="past midnight"),
        pytest.param(AGENTS, [(1, 1550, 1570)], 10, id="past the second midnight"),
        pytest.param(AGENTS, [(0, 110, 130)], 0, id="who is on duty after midnight as well"),
        pytest.param(AGENTS, [(1, 110, 130), (1, 130, 150)], 30, id="kept, and done at 150"),
        pytest.param(AGENTS, [(1, 100, 120), (1, 120, 140)], 20, id="kept at midnight"),
        pytest.param(AGENTS, [(1, 119, 210)], 90, id="until the next shift"),
        pytest.param(AGENTS, [(1, 119, 225)], 90, id="past its beginning, as part of it"),
        pytest.param(AGENTS, [(1, 119, 250)], 90 + 10, id="past its end"),
        pytest.param(AGENTS, [(0, 239, 259), (1, 230, 250)], 19 + 10, id="two after closing"),
        pytest.param(AGENTS, [(0, 239, 1450)], 1200, id="until the next evening, and into it"),
        pytest.param(AGENTS, [(2, 235, 1700)], 1410 + 20, id="until half past one, and after two"),
        pytest.param(DESK, [(0, 160, 180)], 0, id="done at one"),
        pytest.param(DESK, [(0, 160, 200)], 20, id="past one, while others are open"),
        pytest.param(DESK, [(0, 160, 250)], 70, id="past two"),
        pytest.param(DESK, [(0, 160, 1510)], 1320, id="until eleven the next evening"),
        pytest.param(DESK, [(0, 160, 1630)], 1320 + 10, id="and past one again"),
    ],
)
def test_overtime_is_what_lies_beyond_the_roster(
    team: int, work: list[Work], overtime: int
) -> None:
    duty = record(team, work).duty
    assert duty.overtime[team] == overtime * MINUTE
    assert duty.paid[team] == (ROSTERED[team] + overtime) * MINUTE
    other = 1 - team
    assert (duty.paid[other], duty.overtime[other]) == (ROSTERED[other] * MINUTE, 0)


@pytest.mark.parametrize("kind", [Spell.HOLD, Spell.TASK])
def test_time_on_the_line_and_on_tasks_is_paid_as_well(kind: Spell) -> None:
    duty = record(AGENTS, [(1, 110, 150)], beside=kind).duty
    assert duty.overtime[AGENTS] == 30 * MINUTE
    assert duty.paid[AGENTS] == (ROSTERED[AGENTS] + 30) * MINUTE


@pytest.mark.parametrize(
    ("warm_up", "rostered", "overtime"),
    [
        (0, 840, 10 + 10),
        # From 125 on one agent until 210, and three until 240.
        (125, 85 + 90 + 420, 5 + 10),
        (130, 80 + 90 + 420, 10),
        (245, 420, 5),
        (1500, 2 * 60 + 90 + 90, 0),
    ],
)
def test_what_lies_in_the_warm_up_is_not_counted(
    warm_up: int, rostered: int, overtime: int
) -> None:
    """One agent stays for ten minutes after midnight, and one after two."""
    duty = record(AGENTS, [(1, 110, 130), (2, 230, 250)], warm_up).duty
    assert duty.overtime[AGENTS] == overtime * MINUTE
    assert duty.paid[AGENTS] == (rostered + overtime) * MINUTE
