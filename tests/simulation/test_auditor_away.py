"""The auditor and conservation object to engines that treat those who are away in another way.

The shop: two desks, open from 0 to 10 and from 20 to 30. A call of three minutes, four to think it
over, two in which a desk looks into it, and a letter that takes no worker and a minute; then a call
of one minute. Customer 0 calls at 2, and the desk looks into it from 9 to 11. Customer 1 calls at
3, and the desk looks into it at 10, if anybody does so at night. Customer 2 calls at 8, till 11.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from blueprint_sim.simulation.log import Log
from blueprint_sim.simulation.program import By, Outcome
from tests.oracles.auditor import audit
from tests.oracles.conservation import conserve
from tests.oracles.plain_backstage import Backstage
from tests.oracles.plain_decisions import Decisions
from tests.oracles.plain_engine import simulate
from tests.oracles.random_programs import Case
from tests.oracles.specs import MINUTE, Days, StepSpec, TeamSpec, always, people, to
from tests.oracles.table_builder import TableBuilder
from tests.oracles.tie_tape import TieTape

CALL, THINK, LOOK, LETTER, RING = range(5)


def shop(*, stop: bool, size: int = 2) -> Case:
    builder = TableBuilder()
    program = builder.program(
        [
            StepSpec(by=always((0,)), takes=always((3,)), next=to(THINK)),
            StepSpec(by=always(By.NOBODY), takes=always((4,)), next=to(LOOK), away=True),
            StepSpec(by=always((1,)), takes=always((2,)), next=to(LETTER), away=True),
            StepSpec(by=always(By.NOBODY), takes=always((1,)), next=to(RING), away=True),
            StepSpec(by=always((0,)), takes=always((1,))),
        ],
        [TeamSpec(size=2), TeamSpec(size=size)],
        days=Days((0, 20), (10, 30), stop=stop),
    )
    return Case(program, people([2, 3, 8]), TieTape(1, tuple(builder.grids)))


def objected(case: Case, log: Log) -> set[str]:
    """Give who objects to a log."""
    found = set()
    for name, check in (
        ("auditor", lambda: audit(*case, log)),
        ("conservation", lambda: conserve(case.program, case.customers, log)),
    ):
        try:
            check()
        except AssertionError:
            found.add(name)
    return found


@pytest.mark.parametrize("stop", [False, True])
def test_the_shop_is_as_described(stop: bool) -> None:
    case = shop(stop=stop)
    log = simulate(*case)
    assert objected(case, log) == set()
    rows = log.visits[["customer", "step", "started"]].tolist()
    assert [(who, step, at // MINUTE) for who, step, at in rows] == [
        *[(0, CALL, 2), (0, THINK, 5), (0, LOOK, 9), (0, LETTER, 11), (0, RING, 20)],
        *[(1, CALL, 3), (1, THINK, 6), (1, LOOK, 20), (1, LETTER, 22), (1, RING, 23)],
        *[(2, CALL, 8), (2, THINK, 11), (2, LOOK, 20), (2, LETTER, 22), (2, RING, 23)],
    ]


def at_any_hour(self: Decisions, step: int, issue: Any, now: int) -> bool:
    return False


def never_at_night(self: Decisions, step: int, issue: Any, now: int) -> bool:
    return self.when_open(now) != now


@pytest.mark.parametrize("stop", [False, True])
@pytest.mark.parametrize("rule", [at_any_hour, never_at_night])
def test_the_auditor_objects_to_other_hours(
    monkeypatch: pytest.MonkeyPatch, rule: Callable[..., bool], stop: bool
) -> None:
    monkeypatch.setattr(Decisions, "comes_too_early", rule)
    case = shop(stop=stop)
    assert "auditor" in objected(case, simulate(*case))


def test_conservation_objects_to_work_on_a_case_that_came_at_night(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Decisions, "comes_too_early", at_any_hour)
    case = shop(stop=False)
    assert "conservation" in objected(case, simulate(*case))


def test_the_auditor_objects_where_a_case_in_line_is_sent_home(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = shop(stop=True, size=0)
    kept = simulate(*case)
    assert objected(case, kept) == set()
    assert kept.customers["ended"][0] == 30 * MINUTE

    monkeypatch.setattr(Backstage, "may_wait", lambda self, request: request.task is not None)
    log = simulate(*case)
    assert log.customers["ended"][0] == 10 * MINUTE
    assert log.customers["outcome"][0] == Outcome.UNFINISHED
    assert "auditor" in objected(case, log)
