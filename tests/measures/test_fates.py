"""The same customers in two variants."""

from __future__ import annotations

import numpy as np
import pytest

from blueprint_sim.measures import Faces, Record, Yardstick, faces, fates
from blueprint_sim.measures.fates import JUDGED, Fate, groups
from blueprint_sim.simulation.program import NONE, Names, Outcome
from blueprint_sim.simulation.simpy_engine import simulate
from tests.oracles.random_programs import random_case
from tests.oracles.specs import MINUTE
from tests.oracles.tie_tape import TieTape

NAMES = Names((), (), ("calm", "hurried"), ("bill",), (), (), ())


def met(*people: tuple[int, int, float], unfinished: tuple[int, ...] = ()) -> Faces:
    """Give the faces of customers: number, persona, and what they remember (and all else)."""
    number, persona, memory = (np.array(column) for column in zip(*people, strict=True))
    return Faces(
        customer=number,
        reason=np.zeros_like(number),
        persona=persona,
        finished=~np.isin(number, unfinished),
        judged=np.array([memory] * len(JUDGED)),
    )


def test_each_customer_has_one_fate() -> None:
    base = met((0, 0, 1.0), (1, 1, 0.5), (3, 0, 0.0), (4, 1, 0.0), (6, 0, 1.0), unfinished=(6,))
    other = met((0, 0, 1.5), (1, 1, 0.0), (2, 0, 1.0), (4, 1, 1e-12), (6, 0, 2.0))
    found = fates(base, other, NAMES).times
    assert groups(NAMES) == (("everybody", ""), ("persona", "calm"), ("persona", "hurried"))
    # 0 is better off, 4 equal but for rounding, 1 worse off; 3 need not come, 2 comes besides.
    assert found[0].tolist() == [[1, 1, 1, 1, 1, 1]] * len(JUDGED)
    assert found[1, 0].tolist() == [1, 0, 0, 1, 1, 1]
    assert found[2, 0].tolist() == [0, 1, 1, 0, 0, 0]


def record(seed: int, fixed: float) -> Record:
    case = random_case(seed)
    share = case.program.fixes.share * 0 + fixed
    slot = len(case.program.slots) + case.program.fixes.slot * 0
    program = case.program._replace(
        fixes=case.program.fixes._replace(share=share, slot=slot if fixed else slot * 0 + NONE)
    )
    tape = TieTape(seed, (*case.tape.grids, None))
    log = simulate(program, case.customers, tape)
    return Record(log, program, Yardstick(np.array([0, 0]), 2 * MINUTE, 0.5))


@pytest.mark.parametrize("seed", range(12))
def test_against_a_loop(seed: int) -> None:
    base, other = record(seed, 0.0), record(seed, 0.5)
    count = dict.fromkeys(Fate, 0)
    mine = {row: at for at, row in enumerate(other.log.customers["customer"].tolist())}
    for at, customer in enumerate(base.log.customers["customer"].tolist()):
        if customer not in mine:
            count[Fate.AVOIDED] += 1
            continue
        sides = [(base.issues, at), (other.issues, mine[customer])]
        if any(side.outcome[row] == Outcome.UNFINISHED for side, row in sides):
            count[Fate.UNFINISHED] += 1
            continue
        before, after = (side.misery[row] for side, row in sides)
        fate = Fate.BETTER if after < before else Fate.WORSE if after > before else Fate.EQUAL
        count[fate] += 1
    found = fates(faces(base), faces(other), base.program.names).times
    assert found[0, list(JUDGED).index("misery")].tolist() == list(count.values())
    assert found[0].sum(axis=1).tolist() == [len(base.issues.outcome)] * len(JUDGED)
    back = fates(faces(other), faces(base), base.program.names).times[0]
    swapped = [Fate.WORSE, Fate.EQUAL, Fate.BETTER, Fate.ADDED, Fate.AVOIDED, Fate.UNFINISHED]
    assert np.array_equal(back, found[0][:, swapped])
