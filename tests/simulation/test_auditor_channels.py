"""The auditor and conservation object to logs in which somebody cheats about channels.

The shop: a desk on a phone with one line, then a letter on a channel with one line, on which the
customer writes back after two minutes; or some work while the customer is away. In minutes:
customer 0 phones from 0 to 3, and is away from 3 to 5. Customer 1 finds the line taken at 1.
Customer 2 phones from 3, as 0 is gone, to 6; the letter asks from 6 to 7, and is answered at 9.
"""

from __future__ import annotations

import re

import pytest

from blueprint_sim.simulation.log import Log
from blueprint_sim.simulation.program import Outcome, Subject
from tests.oracles.auditor import audit
from tests.oracles.conservation import conserve
from tests.oracles.plain_engine import simulate
from tests.oracles.random_programs import Case
from tests.oracles.specs import (
    Asked,
    ChannelSpec,
    PersonaSpec,
    StepSpec,
    TeamSpec,
    always,
    people,
    to,
)
from tests.oracles.table_builder import TableBuilder
from tests.oracles.tie_tape import TieTape
from tests.simulation.forged import Forgery, forge

PHONE, AWAY, LETTER, CLOSE = range(4)


def shop() -> Case:
    builder = TableBuilder()
    by_letter = [[(Subject.REASON, 1, 1)]]
    program = builder.program(
        steps=[
            StepSpec(
                by=always((0,)),
                takes=always((3,)),
                next=((by_letter, ((1.0, LETTER),)), *to(AWAY)),
                channel=0,
            ),
            StepSpec(by=always((0,)), takes=always((2,)), away=True),
            StepSpec(by=always((0,)), asks=(Asked(0, (1,)),), next=to(CLOSE), channel=1),
            StepSpec(by=always((0,)), takes=always((1,))),
        ],
        teams=[TeamSpec(size=2)],
        personas=[PersonaSpec()],
        channels=[ChannelSpec(lines=1), ChannelSpec(lines=1, live=False, replies=(2,))],
    )
    customers = people([0, 1, 3], reasons=[0, 0, 1])
    return Case(program, customers, TieTape(1, tuple(builder.grids)))


def test_the_shop_is_as_described() -> None:
    case = shop()
    log = simulate(*case)
    audit(*case, log)
    conserve(case.program, case.customers, log)
    minutes = log.contacts[["customer", "began", "ended", "outcome", "channel", "onward"]].tolist()
    assert [(who, at // 60_000_000, to // 60_000_000, *rest) for who, at, to, *rest in minutes] == [
        (0, 0, 3, Outcome.MOVED_ON, 0, False),
        (1, 1, 1, Outcome.BLOCKED, 0, False),
        (2, 3, 6, Outcome.MOVED_ON, 0, False),
        (2, 6, 10, Outcome.RESOLVED, 1, True),
    ]
    assert [row["step"] for row in log.visits] == [PHONE, AWAY, PHONE, LETTER, CLOSE]


OBJECTIONS: list[tuple[Forgery, str]] = [
    (forge("contacts", 1, channel=1), "a free line is given"),
    (forge("contacts", 1, ended=2), "who finds no line does not wait"),
    (forge("contacts", 0, channel=1), "another channel is another contact"),
    (forge("contacts", 0, outcome=Outcome.UNRESOLVED), "an end has its outcome"),
    (forge("contacts", 2, ended=7), "a contact ends with its last row"),
    (forge("contacts", 3, began=7), "who goes on does so at once"),
    (forge("contacts", 3, onward=False), "who moves on goes somewhere"),
    (forge("contacts", 2, onward=True), "who comes goes on from nothing"),
    (forge("visits", 4, asked=8, started=8), "an answer takes its time"),
    (forge("visits", 1, asked=4), "one step begins where the other ends"),
]


@pytest.mark.parametrize(("forgery", "rule"), OBJECTIONS)
def test_the_auditor_objects(forgery: Forgery, rule: str) -> None:
    case = shop()
    with pytest.raises(AssertionError, match=re.escape(rule)):
        audit(*case, forgery(simulate(*case)))


def test_the_auditor_knows_how_many_lines_there_are() -> None:
    case = shop()
    log = simulate(*case)
    fewer = case.program._replace(
        channels=case.program.channels._replace(lines=case.program.channels.lines * 0)
    )
    with pytest.raises(AssertionError, match="no more contacts than lines"):
        audit(fewer, case.customers, case.tape, log)
    with pytest.raises(AssertionError, match="contacts <= lines"):
        conserve(fewer, case.customers, log)


LEAKS: list[tuple[Forgery, str]] = [
    (forge("contacts", 2, outcome=Outcome.RESOLVED), "who goes on has moved on"),
    (forge("contacts", 0, onward=True), "the first contact goes on from none"),
    (forge("customers", 0, outcome=Outcome.MOVED_ON), "to move on is no end"),
    (forge("customers", 0, ended=6), "what ends while away ends at once"),
    (forge("customers", 0, ended=2), "nothing ends before its last contact"),
    (forge("visits", 1, asked=4), "who goes away leaves a contact"),
    (forge("visits", 4, asked=6, started=6), "no answer comes before its question"),
    (forge("contacts", 2, ended=5), "a contact ends with its last visit"),
]


@pytest.mark.parametrize(("forgery", "law"), LEAKS)
def test_conservation_objects(forgery: Forgery, law: str) -> None:
    case = shop()
    log: Log = forgery(simulate(*case))
    with pytest.raises(AssertionError, match=re.escape(law)):
        conserve(case.program, case.customers, log)
