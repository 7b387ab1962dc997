"""The auditor objects where the log lies about work in the meantime, or about what was promised.

In minutes. The shop checks what customers order at a desk of one: customer 0 orders until 1, is
promised that it is checked by 4, and waits until 5; customer 1 orders until 3, is promised it by 6,
and waits until 9, for the desk is busy until 5. Then they hear of it, for two minutes.

The other shop writes letters. Customer 0 is asked something until 1 and would answer at 21, when
all is over; what they ordered is checked from 1 to 9, which was promised by 3. At 4 they call.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from blueprint_sim.simulation import simpy_engine
from blueprint_sim.simulation.log import Spell
from blueprint_sim.simulation.program import NONE, By, Outcome, Subject
from tests.oracles.auditor import audit
from tests.oracles.conservation import conserve
from tests.oracles.plain_engine import simulate
from tests.oracles.random_programs import Case
from tests.oracles.specs import (
    MINUTE,
    After,
    Asked,
    ChannelSpec,
    Days,
    StepSpec,
    TeamSpec,
    always,
    people,
    to,
)
from tests.oracles.table_builder import TableBuilder
from tests.oracles.tie_tape import TieTape
from tests.simulation.forged import Forgery, both, drop, forge, repeat
from tests.simulation.test_two_engines import differences

ORDER, HEAR, CHECK = range(3)
DESK, CLERK = range(2)


def shop() -> Case:
    builder = TableBuilder()
    program = builder.program(
        steps=[
            StepSpec(
                by=always(By.NOBODY),
                takes=always((1,)),
                next=to(HEAR),
                meanwhile=CHECK,
                promise=(3,),
            ),
            StepSpec(by=always((CLERK,)), takes=always((2,)), needs=CHECK),
            StepSpec(by=always((DESK,)), takes=always((4,))),
        ],
        teams=[TeamSpec(), TeamSpec(size=2)],
    )
    return Case(program, people([0, 2]), TieTape(1, tuple(builder.grids)))


def shop_by_letter() -> Case:
    builder = TableBuilder()
    was_let_down = [[(Subject.HAD, 0, 0)]]
    program = builder.program(
        steps=[
            StepSpec(
                by=always((CLERK,)), asks=[Asked(0, (1,))], channel=0, meanwhile=CHECK, promise=(2,)
            ),
            StepSpec(by=always(By.NOBODY), takes=always((1,)), channel=1),
            StepSpec(by=always((DESK,)), takes=always((8,))),
        ],
        teams=[TeamSpec(), TeamSpec()],
        channels=[ChannelSpec(live=False, replies=(20,)), ChannelSpec()],
        start=((was_let_down, ((1.0, HEAR),)), *to(ORDER)),
        chase=After(always(1.0), (1,), returns=1),
        days=Days((0,), (20,)),
    )
    return Case(program, people([0]), TieTape(1, tuple(builder.grids)))


def test_the_shops_are_as_told() -> None:
    log = simulate(*shop())
    spells = log.spells[["customer", "kind", "asked", "began", "ended"]].tolist()
    assert [(*row[:2], *(_minute(time) for time in row[2:])) for row in spells] == [
        (0, Spell.TASK, 1, 1, 5),
        (0, Spell.PARKED, NONE, 1, 5),
        (1, Spell.PARKED, NONE, 3, 9),
        (1, Spell.TASK, 3, 5, 9),
    ]
    assert [_minute(at) for at in log.events["at"].tolist()] == [4, 6]
    letters = simulate(*shop_by_letter())
    contacts = letters.contacts[["began", "ended", "outcome"]].tolist()
    assert [(*map(_minute, row[:2]), row[2]) for row in contacts] == [
        (0, 1, Outcome.UNFINISHED),
        (4, 5, Outcome.RESOLVED),
    ]
    assert _minute(letters.customers["ended"][0]) == 9


def _minute(time: int) -> int:
    return NONE if time == NONE else int(time) // MINUTE


@pytest.mark.parametrize("make", [shop, shop_by_letter])
def test_neither_objects_to_the_true_log(make: Callable[[], Case]) -> None:
    case = make()
    log = simulate(*case)
    assert differences(simpy_engine.simulate(*case), log) == []
    audit(*case, log)
    conserve(case.program, case.customers, log)


TASK, PARKED, LATER_PARKED, LATER_TASK = range(4)
"""Rows of the spells of the shop."""


@pytest.mark.parametrize(
    ("forgery", "rule"),
    [
        (drop("spells", TASK), "a branch goes on"),
        (both(repeat("spells", TASK), forge("spells", TASK, visit=2)), "nothing led to this row"),
        (forge("spells", TASK, asked=0), "one step begins where the other ends"),
        (forge("spells", TASK, contact=2), "a task is of the contact that set it off"),
        (forge("spells", TASK, team=1), "the team serves this step"),
        (forge("spells", TASK, team=NONE, worker=NONE), "somebody has to serve this step"),
        (forge("spells", TASK, freed=6), "who has no wrap-up is free at once"),
        (forge("spells", LATER_TASK, began=6, ended=10, freed=10), "nobody waits while a worker"),
        (forge("spells", LATER_TASK, began=NONE, ended=60, freed=NONE), "nobody waits while a"),
        (drop("spells", PARKED), "who needs what is not done waits for it"),
        (forge("spells", PARKED, ended=4), "who waited for a branch goes on as it is done"),
        (repeat("spells", PARKED), "nothing led to this row"),
        (forge("spells", LATER_PARKED, step=ORDER), "nobody waits for what is done"),
        (
            both(drop("spells", PARKED), forge("visits", 1, asked=1, started=1, ended=3, freed=3)),
            "who needs what is not done waits for it",
        ),
        (
            forge("visits", 1, asked=1, started=1, ended=3, freed=3),
            "one step begins where the other ends",
        ),
        (drop("moments", 1), "what is promised and not done in time is broken"),
        (forge("moments", 1, at=5), "what is promised and not done in time is broken"),
        (forge("moments", 8, kind=4), "nothing led to this row"),
    ],
)
def test_auditor_objects(forgery: Forgery, rule: str) -> None:
    case = shop()
    with pytest.raises(AssertionError, match=re.escape(rule)):
        audit(*case, forgery(simulate(*case)))


@pytest.mark.parametrize(
    ("forgery", "rule"),
    [
        (
            both(
                forge("contacts", 1, began=2, ended=3),
                forge("visits", 1, asked=2, started=2, ended=3),
                forge("spells", 1, began=1, ended=2),
            ),
            "who asks after what was promised was let down",
        ),
        (forge("contacts", 0, outcome=Outcome.RESOLVED), "an end has its outcome"),
        (forge("contacts", 0, ended=2), "a contact ends with its last row"),
    ],
)
def test_auditor_objects_to_who_asks_when(forgery: Forgery, rule: str) -> None:
    case = shop_by_letter()
    with pytest.raises(AssertionError, match=re.escape(rule)):
        audit(*case, forgery(simulate(*case)))


def test_auditor_knows_that_only_who_was_let_down_asks() -> None:
    case = shop_by_letter()
    log = simulate(*case)
    steps = case.program.steps._replace(promise_slot=case.program.steps.promise_slot * 0 + NONE)
    with pytest.raises(AssertionError, match="who asks after what was promised was let down"):
        audit(case.program._replace(steps=steps), *case[1:], log)
