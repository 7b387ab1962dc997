"""The auditor and conservation object where the log lies about who stays on the line.

Two agents, who wrap up for a minute, bring in one expert. In minutes: customers 0 and 1 are asked
from 0 to 2. Customer 0 has the expert from 2 to 5 and is taken back until 6; customer 1 waits for
her until 5 and stays with her from 8 to 10. Customer 2 is asked from 7 to 9, and waits for her.
"""

from __future__ import annotations

import re

import pytest

from blueprint_sim.simulation.log import Log
from blueprint_sim.simulation.program import NONE, Subject
from tests.oracles.auditor import audit
from tests.oracles.conservation import conserve
from tests.oracles.plain_engine import simulate
from tests.oracles.random_programs import Case
from tests.oracles.specs import MINUTE, StepSpec, TeamSpec, always, people, to
from tests.oracles.table_builder import TableBuilder
from tests.oracles.tie_tape import TieTape
from tests.simulation.forged import Forgery, both, drop, forge, repeat

ASK, JOIN, TELL, SOLVE = range(4)
AGENTS, EXPERTS = range(2)


def shop() -> Case:
    builder = TableBuilder()
    stays = [[(Subject.REASON, 1, 1)]]
    program = builder.program(
        steps=[
            StepSpec(by=always((AGENTS,)), takes=always((2,)), next=to(JOIN)),
            StepSpec(
                by=always((EXPERTS,)),
                takes=always((3,)),
                next=((stays, ((1.0, SOLVE),)), *to(TELL)),
                hold=True,
            ),
            StepSpec(by=always((AGENTS,)), takes=always((1,))),
            StepSpec(by=always((EXPERTS,)), takes=always((2,))),
        ],
        teams=[TeamSpec(size=2, wraps=(1,)), TeamSpec()],
    )
    customers = people([0, 0, 1], reasons=[0, 1, 0])
    return Case(program, customers, TieTape(1, tuple(builder.grids)))


def test_the_shop_is_as_told() -> None:
    case = shop()
    log: Log = simulate(*case)
    columns = ["customer", "step", "worker", "started", "ended"]
    visits = log.visits[columns].tolist()
    assert [(*row[:3], *(time // MINUTE for time in row[3:])) for row in visits] == [
        (0, ASK, 0, 0, 2),
        (0, JOIN, 0, 2, 5),
        (0, TELL, 0, 5, 6),
        (1, ASK, 1, 0, 2),
        (1, JOIN, 0, 5, 8),
        (1, SOLVE, 0, 8, 10),
        (2, ASK, 0, 7, 9),
        (2, JOIN, 0, 10, 13),
        (2, TELL, 0, 13, 14),
    ]
    spells = log.spells[["began", "ended", "freed"]].tolist()
    assert [[time // MINUTE for time in row] for row in spells] == [
        [2, 5, -1],
        [2, 8, 9],
        [9, 13, -1],
    ]
    audit(*case, log)
    conserve(case.program, case.customers, log)


OBJECTIONS: list[tuple[Forgery, str]] = [
    (drop("spells", 0), "who has the customer stands by"),
    (forge("spells", 0, step=SOLVE), "who has the customer stands by"),
    (forge("spells", 0, worker=1), "who has the customer stands by"),
    (forge("spells", 0, began=3), "standing by begins where the visit ends"),
    (forge("spells", 0, ended=4), "it is done at once"),
    (forge("spells", 0, freed=5), "who takes the customer back is not let go"),
    (forge("spells", 1, freed=NONE), "who stands by no more is let go"),
    (forge("spells", 1, ended=9), "standing by ends here"),
    (repeat("spells", 2), "nothing led to this row"),
    (
        both(forge("visits", 2, worker=1), forge("spells", 0, freed=6)),
        "who stands by takes the customer back",
    ),
    (forge("visits", 0, freed=3), "a worker who is kept does not wrap up"),
]


@pytest.mark.parametrize(("forgery", "rule"), OBJECTIONS)
def test_auditor_objects(forgery: Forgery, rule: str) -> None:
    case = shop()
    with pytest.raises(AssertionError, match=re.escape(rule)):
        audit(*case, forgery(simulate(*case)))


@pytest.mark.parametrize(
    ("forgery", "law"),
    [
        (forge("spells", 0, step=ASK), "one stands by at a hold step"),
        (forge("spells", 0, began=3), "from the end of one's own visit on"),
        (forge("spells", 1, ended=1), "nobody stands by for less than no time"),
        (forge("spells", 0, ended=4), "the customer is taken back at once"),
        (forge("spells", 1, freed=7), "no wrap-up is negative"),
        (forge("spells", 1, freed=90), "nothing after the end"),
        (forge("spells", 0, ended=8, freed=8), "busy <= on duty"),
        (forge("spells", 2, ended=15, freed=15), "no worker has more customers at once than slots"),
    ],
)
def test_conservation_objects(forgery: Forgery, law: str) -> None:
    case = shop()
    with pytest.raises(AssertionError, match=re.escape(law)):
        conserve(case.program, case.customers, forgery(simulate(*case)))
