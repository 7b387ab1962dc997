"""A small day worked out by hand: what brings some of the customers is fixed."""

from __future__ import annotations

import numpy as np
import pytest

from blueprint_sim.format.load import loads
from blueprint_sim.simulation import simpy_engine
from blueprint_sim.simulation.compile import compile_variant
from blueprint_sim.simulation.engine import Engine
from blueprint_sim.simulation.log import Log
from blueprint_sim.simulation.tape import Blocks, Luck, SeededTape
from tests.oracles import plain_engine
from tests.oracles.specs import MINUTE, people
from tests.simulation.by_hand import Day, rows


@pytest.fixture(params=["plain", "simpy"])
def engine(request: pytest.FixtureRequest) -> Engine:
    engines: dict[str, Engine] = {
        "plain": plain_engine.simulate,
        "simpy": simpy_engine.simulate,
    }
    return engines[request.param]


BILL, LETTER, OTHER = range(3)

DESK = """
    scenario: Twenty minutes of a desk to which fewer need to come
    run: {length: 20 min}
    demand:
      arrivals: 1 per hour
      reasons: {a_bill: {cause: billing}, b_letter: {cause: billing}, c_other: {}}
      causes: {billing: {fix_costs: 12 per day}}
    variants:
      a:
        teams: {desk: {size: 1, cost: 60 per hour}}
        steps: {help: {by: desk, takes: 4 min}}
      b: {like: a, fixes: {billing: 100%}}
      half: {like: a, fixes: {billing: 50%}}
      most: {like: a, fixes: {billing: 80%}}
"""
COSTS = ("contacts_avoided", "fix_cost", "cost_total")
ARRIVALS = [0, 1, 1, 2, 2, 10]
REASONS = [OTHER, BILL, OTHER, LETTER, OTHER, BILL]


def test_everybody_comes(engine: Engine) -> None:
    day = Day(engine, DESK, ARRIVALS, reasons=REASONS)
    assert day.visits() == rows(
        """
        who contact step   by     asked started ended freed how    questions handoff
        0   1       help:1 desk.0 0     0       4     4     served 0/0       none
        1   1       help:1 desk.0 1     4       8     8     served 0/0       none
        2   1       help:1 desk.0 1     8       12    12    served 0/0       none
        3   1       help:1 desk.0 2     12      16    16    served 0/0       none
        4   1       help:1 desk.0 2     16      20    20    served 0/0       none
        5   1       help:1 desk.0 10    20      24    24    served 0/0       none
        """
    )
    assert len(day.log.avoided) == 0
    assert [day.measure(key) for key in COSTS] == [
        0,
        0,
        24,
    ]


def test_whom_the_fix_keeps_away_keeps_the_number_and_leaves_the_line(engine: Engine) -> None:
    day = Day(engine, DESK, ARRIVALS, variant="b", reasons=REASONS)
    # Two wait where four did, at the ties of 1 and of 2 as well. Nobody is numbered anew.
    assert day.visits() == rows(
        """
        who contact step   by     asked started ended freed how    questions handoff
        0   1       help:1 desk.0 0     0       4     4     served 0/0       none
        2   1       help:1 desk.0 1     4       8     8     served 0/0       none
        4   1       help:1 desk.0 2     8       12    12    served 0/0       none
        """
    )
    spared = day.log.avoided
    assert spared["customer"].tolist() == [1, 3, 5]
    assert spared["reason"].tolist() == [BILL, LETTER, BILL]
    assert (spared["arrived"] // MINUTE).tolist() == [1, 2, 10]
    # The desk is paid for 20 minutes all the same, and the fix for one day.
    assert [day.measure(key) for key in COSTS] == [
        3,
        12,
        32,
    ]
    assert (day.measure("customers"), day.measure("contacts_total")) == (3, 3)
    assert day.measure("cost_per_customer") == pytest.approx(32 / 3)


def run(engine: Engine, variant: str) -> Log:
    program = compile_variant(loads(DESK), variant)
    customers = people(range(20), reasons=[BILL, LETTER] * 10)
    return engine(program, customers, SeededTape(program, Blocks(Luck(1, 0), customers)))


def test_a_larger_fix_keeps_away_the_same_and_more(engine: Engine) -> None:
    half, most = (set(run(engine, name).avoided["customer"].tolist()) for name in ("half", "most"))
    assert 0 < len(half) < len(most) < 20
    assert half < most


def test_two_reasons_of_one_cause_share_its_luck() -> None:
    half = compile_variant(loads(DESK), "half")
    assert half.fixes.slot[BILL] == half.fixes.slot[LETTER] >= 0
    assert half.fixes.slot[OTHER] == -1
    assert half.slots[half.fixes.slot[BILL]][:3] == ("fix", "billing", "")
    assert np.array_equal(half.fixes.share, [0.5, 0.5, 0.0])
    assert half.fixes.cost_per_day.tolist() == [12.0]
