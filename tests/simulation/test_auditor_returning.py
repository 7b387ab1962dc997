"""The auditor objects where the log lies about who waits for the same worker.

Two workers, who wrap up for five minutes. In minutes: customer 0 is served by worker 0 from 0 to 2,
thinks until 3, and waits for worker 0 until 5; then worker 1, who is idle, takes them until 6.
Customer 1 comes at 20, is served by worker 0 until 22, thinks until 23, and hangs up at 24.
"""

from __future__ import annotations

import re

import pytest

from blueprint_sim.simulation.log import End
from blueprint_sim.simulation.program import NONE, By
from tests.oracles.auditor import audit
from tests.oracles.conservation import conserve
from tests.oracles.plain_engine import simulate
from tests.oracles.random_programs import Case
from tests.oracles.specs import MINUTE, PersonaSpec, StepSpec, TeamSpec, always, people, to
from tests.oracles.table_builder import TableBuilder
from tests.oracles.tie_tape import TieTape
from tests.simulation.forged import Forgery, both, forge

ASK, THINK, AGAIN = range(3)


def shop() -> Case:
    builder = TableBuilder()
    program = builder.program(
        steps=[
            StepSpec(by=always((0,)), takes=always((2,)), next=to(THINK)),
            StepSpec(by=always(By.NOBODY), takes=always((1,)), next=to(AGAIN)),
            StepSpec(by=always((0,)), takes=always((1,)), returns=2),
        ],
        teams=[TeamSpec(size=2, wraps=(5,))],
        personas=[PersonaSpec(), PersonaSpec(patience=(1,))],
    )
    return Case(program, people([0, 20], personas=[0, 1]), TieTape(1, tuple(builder.grids)))


def test_the_shop_is_as_told() -> None:
    case = shop()
    log = simulate(*case)
    rows = log.visits[["customer", "step", "worker", "asked", "started", "ended"]].tolist()
    assert [(*row[:3], *(t // MINUTE if t >= 0 else NONE for t in row[3:])) for row in rows] == [
        (0, ASK, 0, 0, 0, 2),
        (0, THINK, NONE, 2, 2, 3),
        (0, AGAIN, 1, 3, 5, 6),
        (1, ASK, 0, 20, 20, 22),
        (1, THINK, NONE, 22, 22, 23),
        (1, AGAIN, NONE, 23, NONE, 24),
    ]
    audit(*case, log)
    conserve(case.program, case.customers, log)


@pytest.mark.parametrize(
    ("forgery", "rule"),
    [
        (
            forge("visits", 2, started=3, ended=4, freed=9),
            "whoever is idle takes who waited for another",
        ),
        (forge("visits", 2, started=6, ended=7, freed=12), "whoever is idle takes"),
        (forge("visits", 2, worker=0), "whoever is idle takes"),
        (
            both(
                forge("visits", 0, freed=4),
                forge("visits", 2, worker=1, started=5, ended=6, freed=11),
            ),
            "nobody waits while a worker idles",
        ),
        (
            forge("visits", 2, how=End.BLOCKED, started=NONE, worker=NONE, ended=3, freed=NONE),
            "who waits for the same worker stays",
        ),
        (forge("visits", 5, ended=23), "patience is kept"),
    ],
)
def test_auditor_objects(forgery: Forgery, rule: str) -> None:
    case = shop()
    with pytest.raises(AssertionError, match=re.escape(rule)):
        audit(*case, forgery(simulate(*case)))
