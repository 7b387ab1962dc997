"""The auditor objects where the log lies about what turns out to be wrong.

In minutes: customer 0 is told something wrong at 2, comes back for it at 7, and is served until 9;
customer 1 comes at 58 and would come back after closing.
"""

from __future__ import annotations

import re

import pytest

from blueprint_sim.simulation.program import NONE, Outcome, Subject
from tests.oracles.auditor import audit
from tests.oracles.conservation import conserve
from tests.oracles.plain_engine import simulate
from tests.oracles.random_programs import Case
from tests.oracles.specs import MINUTE, After, StepSpec, TeamSpec, always, people
from tests.oracles.table_builder import TableBuilder
from tests.oracles.tie_tape import TieTape
from tests.simulation.forged import Forgery, both, drop, forge

FIRST = (([[(Subject.CONTACT, 1, 1)]], 1.0), (None, 0.0))


def shop(chance: float = 1.0) -> Case:
    builder = TableBuilder()
    tell = StepSpec(by=always((0,)), takes=always((2,)), events=[(1, FIRST)])
    program = builder.program(
        steps=[tell._replace(resolves=always(1.0))],
        teams=[TeamSpec()],
        surfacing={1: After(always(chance), (5,), NONE)},
    )
    return Case(program, people([0, 58]), TieTape(1, tuple(builder.grids)))


def test_the_shop_is_as_told() -> None:
    case = shop()
    log = simulate(*case)
    contacts = log.contacts[["customer", "began", "ended", "outcome"]].tolist()
    assert [(who, began // MINUTE, ended // MINUTE) for who, began, ended, _ in contacts] == [
        (0, 0, 2),
        (0, 7, 9),
        (1, 58, 60),
    ]
    assert {outcome for *_, outcome in contacts} == {Outcome.RESOLVED}
    assert log.customers["returns_later"].tolist() == [False, True]
    audit(*case, log)
    conserve(case.program, case.customers, log)


def test_where_it_happened_is_told() -> None:
    wrong = simulate(*shop()).surfaced.tolist()
    assert wrong == [(0, 2, 0, 1, 1, 2 * MINUTE, 7 * MINUTE)]


LATE = both(
    forge("contacts", 1, began=8, ended=10),
    forge("visits", 1, asked=8, started=8, ended=10, freed=10),
)


@pytest.mark.parametrize(
    "forgery",
    [
        LATE,
        drop("surfaced", 0),
        both(drop("contacts", 1), forge("customers", 0, contacts=1)),
        forge("customers", 1, returns_later=0, outcome=Outcome.RESOLVED),
    ],
)
def test_auditor_objects(forgery: Forgery) -> None:
    case = shop()
    with pytest.raises(AssertionError, match=re.escape("what is wrong turns out as luck has it")):
        audit(*case, forgery(simulate(*case)))


@pytest.mark.parametrize(
    ("forgery", "law"),
    [
        (drop("events", 0), "what turns out to be wrong is what happened last"),
        (forge("surfaced", 0, happened=1), "what turns out to be wrong is what happened last"),
        (forge("surfaced", 0, contact=3), "what is wrong turns out"),
    ],
)
def test_auditor_objects_to_what_did_not_happen(forgery: Forgery, law: str) -> None:
    case = shop()
    with pytest.raises(AssertionError, match=law):
        audit(*case, forgery(simulate(*case)))


@pytest.mark.parametrize(
    ("forgery", "law"),
    [
        (drop("surfaced", 0), "nobody comes again for nothing"),
        (forge("surfaced", 0, at=8), "who asks gets in touch for it, at once"),
        (forge("surfaced", 0, happened=1), "it had happened"),
        (forge("surfaced", 0, event=0), "it had happened"),
        (forge("contacts", 0, outcome=Outcome.UNRESOLVED), "nobody comes again|resolved"),
    ],
)
def test_conservation_objects(forgery: Forgery, law: str) -> None:
    case = shop()
    with pytest.raises(AssertionError, match=law):
        conserve(case.program, case.customers, forgery(simulate(*case)))


def test_auditor_objects_where_nothing_ever_turns_out() -> None:
    log = simulate(*shop())
    with pytest.raises(AssertionError, match="turns out as luck has it"):
        audit(*shop(0.0), log)


def test_conservation_objects_to_who_comes_back_for_no_reason() -> None:
    case = shop()
    log = drop("events", 0)(simulate(*case))
    with pytest.raises(AssertionError, match="who is resolved comes back for a reason"):
        conserve(case.program, case.customers, log)
