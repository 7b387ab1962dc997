"""What the auditor and the laws of conservation know of those who need not come."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from blueprint_sim.simulation.log import Log
from blueprint_sim.simulation.simpy_engine import simulate
from tests.oracles.auditor import audit
from tests.oracles.conservation import conserve
from tests.oracles.random_programs import Case
from tests.oracles.specs import StepSpec, TeamSpec, always, people
from tests.oracles.table_builder import TableBuilder
from tests.oracles.tie_tape import TieTape


def shop() -> Case:
    """Half of those with reason 1 need not come."""
    builder = TableBuilder()
    program = builder.program(
        steps=[StepSpec(by=always((0,)), takes=always((2,)))],
        teams=[TeamSpec()],
        fixes=[("", 0.0), ("letter", 0.5)],
    )
    customers = people(range(12), reasons=[0, 1, 1, 1] * 3)
    return Case(program, customers, TieTape(1, tuple(builder.grids)))


def replaced(log: Log, table: str, rows: Any) -> Log:
    return log._replace(**{table: rows})


def forged(log: Log, **cells: int) -> Log:
    rows = log.avoided.copy()
    for column, value in cells.items():
        rows[column][0] = value
    return replaced(log, "avoided", rows)


def test_some_come_and_some_do_not() -> None:
    case = shop()
    log = simulate(*case)
    assert 2 <= len(log.avoided) <= 7
    assert set(log.avoided["reason"].tolist()) == {1}
    audit(*case, log)
    conserve(case.program, case.customers, log)


@pytest.mark.parametrize(
    ("cells", "law"),
    [
        ({"arrived": 1}, "who comes keeps their own: arrived"),
        ({"reason": 0}, "who comes keeps their own: reason"),
        ({"persona": 1}, "who comes keeps their own: persona"),
        ({"customer": 0}, "one end each"),
    ],
)
def test_conservation_objects(cells: dict[str, int], law: str) -> None:
    case = shop()
    with pytest.raises(AssertionError, match=law):
        conserve(case.program, case.customers, forged(simulate(*case), **cells))


def test_conservation_knows_that_only_a_fix_spares_anybody() -> None:
    case = shop()
    log = simulate(*case)
    nothing = case.program.fixes._replace(share=np.zeros(2))
    with pytest.raises(AssertionError, match="only a fix spares anybody"):
        conserve(case.program._replace(fixes=nothing), case.customers, log)
    everything = case.program.fixes._replace(share=np.array([0.0, 1.0]))
    with pytest.raises(AssertionError, match="whom a whole fix spares stays away"):
        conserve(case.program._replace(fixes=everything), case.customers, log)


def test_the_auditor_knows_whom_a_fix_spares() -> None:
    case = shop()
    log = simulate(*case)
    missing = replaced(log, "avoided", log.avoided[1:])
    with pytest.raises(AssertionError, match="whom a fix spares does not come"):
        audit(*case, missing)
    for share in (0.0, 1.0):
        fixes = case.program.fixes._replace(share=np.array([0.0, share]))
        with pytest.raises(AssertionError, match="whom a fix spares does not come"):
            audit(case.program._replace(fixes=fixes), case.customers, case.tape, log)


def test_the_auditor_knows_those_whom_no_fix_concerns() -> None:
    case = shop()
    log = simulate(*case)
    twice = log.avoided[:1].copy()
    twice["customer"] = 99
    with pytest.raises(AssertionError, match="nobody is spared whom no fix concerns"):
        audit(*case, replaced(log, "avoided", np.append(log.avoided, twice)))
