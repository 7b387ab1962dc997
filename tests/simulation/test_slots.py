"""Workers who serve several at once: nobody waits longer than for as many workers with one each."""

from __future__ import annotations

from random import Random

import pytest

from blueprint_sim.simulation.engine import Engine
from blueprint_sim.simulation.log import Log
from blueprint_sim.simulation.program import Outcome
from tests.oracles.specs import After, PersonaSpec, StepSpec, TeamSpec, always, people, to
from tests.oracles.table_builder import TableBuilder
from tests.oracles.tie_tape import TieTape


def run(engine: Engine, seed: int, workers: int, at_once: int) -> Log:
    dice, builder = Random(seed), TableBuilder()
    program = builder.program(
        steps=[
            StepSpec(by=always((0,)), takes=always((1, 2, 5)), next=to(1)),
            StepSpec(by=always((1, 0)), takes=always((0, 2, 3))),
        ],
        teams=[TeamSpec(workers, at_once=at_once, limit=4, wraps=(0, 1, 2)), TeamSpec()],
        personas=[PersonaSpec((2, 3, 6)), PersonaSpec(priority=1)],
        after={Outcome.ABANDONED: After(always(0.5), (3, 9), returns=2)},
    )
    arrivals = sorted(dice.choices(range(20), k=60))
    customers = people(arrivals, dice.choices((0, 1), k=60))
    return engine(program, customers, TieTape(seed, tuple(builder.grids)))


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize(("workers", "at_once"), [(1, 6), (2, 3), (3, 2)])
def test_as_many_workers_with_one_each_have_the_same_customers_at_the_same_times(
    engine: Engine, seed: int, workers: int, at_once: int
) -> None:
    several, one_each = (run(engine, seed, *team) for team in ((workers, at_once), (6, 1)))
    columns = ["customer", "contact", "step", "visit", "team", "asked", "started", "ended", "how"]
    assert several.visits[columns].tolist() == one_each.visits[columns].tolist()
    assert several.customers.tolist() == one_each.customers.tolist()


def test_most_have_somebody_waiting(engine: Engine) -> None:
    logs = [run(engine, seed, 2, 3) for seed in range(20)]
    assert all((log.visits["started"] > log.visits["asked"]).sum() > 5 for log in logs)
