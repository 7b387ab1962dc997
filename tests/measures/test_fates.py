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
    other = met((0, 0, 1 + 1e-6), (1, 1, 0.0), (2, 0, 1.0), (4, 1, 1e-12), (6, 0, 2.0))
    found = fates(base, other, NAMES).times
    assert groups(NAMES) == (("everybody", ""), ("persona", "calm"), ("persona", "hurried"))
    # 0 is better off, if by little, 4 equal but for rounding, 1 worse off; 3 need not come, 2 comes
    # besides.
    assert found[0].tolist() == [[1, 1, 1, 1, 1, 1]] * len(JUDGED)
    assert found[1, 0].tolist() == [1, 0, 0, 1, 1, 1]
    assert found[2, 0].tolist() == [0, 1, 1, 0, 0, 0]


def record(seed: int, fixed: float, warm_up: int = 0) -> Record:
    case = random_case(seed)
    share = case.program.fixes.share * 0 + fixed
    slot = len(case.program.slots) + case.program.fixes.slot * 0
    program = case.program._replace(
        fixes=case.program.fixes._replace(share=share, slot=slot if fixed else slot * 0 + NONE),
        calendar=case.program.calendar._replace(warm_up=warm_up * MINUTE),
    )
    tape = TieTape(seed, (*case.tape.grids, None))
    log = simulate(program, case.customers, tape)
    return Record(log, program, Yardstick(np.array([0, 0]), 2 * MINUTE, 0.5))


def of_each(taken: Record) -> dict[int, dict[str, float] | None]:
    """Give by what each customer who counts is judged, the more the better; None: unfinished."""
    issues, people = taken.everyone, taken.log.customers
    warm_up = taken.program.calendar.warm_up
    return {
        int(who): None
        if outcome == Outcome.UNFINISHED
        else {
            "memory": issues.memory[row],
            "misery": -issues.misery[row],
            "wait": -issues.wait[row],
            "contacts": -issues.contacts[row],
        }
        for row, (who, outcome) in enumerate(people[["customer", "outcome"]].tolist())
        if people["arrived"][row] >= warm_up
    }


def fate(before: float, after: float) -> Fate:
    if abs(after - before) <= 1e-9:
        return Fate.EQUAL
    return Fate.BETTER if after > before else Fate.WORSE


@pytest.mark.parametrize("warm_up", [0, 4])
@pytest.mark.parametrize("seed", range(12))
def test_against_a_loop(seed: int, warm_up: int) -> None:
    base, other = record(seed, 0.0, warm_up), record(seed, 0.5, warm_up)
    was, now = of_each(base), of_each(other)
    count = {by: dict.fromkeys(Fate, 0) for by in JUDGED}
    for customer, before in was.items():
        after = now.get(customer)
        for by in JUDGED:
            if customer not in now:
                count[by][Fate.AVOIDED] += 1
            elif before is None or after is None:
                count[by][Fate.UNFINISHED] += 1
            else:
                count[by][fate(before[by], after[by])] += 1
    found = fates(faces(base), faces(other), base.program.names).times
    assert found[0].tolist() == [list(count[by].values()) for by in JUDGED]
    back = fates(faces(other), faces(base), base.program.names).times[0]
    swapped = [Fate.WORSE, Fate.EQUAL, Fate.BETTER, Fate.ADDED, Fate.AVOIDED, Fate.UNFINISHED]
    assert np.array_equal(back, found[0][:, swapped])
