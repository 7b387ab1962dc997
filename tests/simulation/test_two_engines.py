"""Two engines, one log: on random programs full of ties they agree row for row."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

import pytest

from blueprint_sim.errors import Runaway
from blueprint_sim.simulation import simpy_engine
from blueprint_sim.simulation.engine import Bounds, Engine
from blueprint_sim.simulation.log import TABLES, Log, Spell
from blueprint_sim.simulation.program import By, Outcome, Subject, Target
from tests.oracles import plain_engine
from tests.oracles.auditor import audit
from tests.oracles.conservation import conserve
from tests.oracles.features import CONDITIONS, FEATURES, QUEUES, features
from tests.oracles.random_programs import random_case
from tests.oracles.specs import (
    MINUTE,
    After,
    Days,
    PersonaSpec,
    StepSpec,
    TeamSpec,
    always,
    people,
    to,
)
from tests.oracles.table_builder import TableBuilder
from tests.oracles.tie_tape import TieTape

SUITE = 2_000
MANY = int(os.environ.get("BLUEPRINT_SIM_RANDOM_PROGRAMS", "50000"))
CHUNK = 1_000
OFTEN = 0.04
"""Share of the programs in which each feature occurs at least."""
TOGETHER = 27
"""Programs in which each pair of features of the queues occurs at least."""


class Sweep(NamedTuple):
    """What came out of a range of seeds."""

    mismatches: list[str]
    objections: list[str]
    features: list[set[str]]


def sweep(seeds: Iterable[int]) -> Sweep:
    found = Sweep([], [], [])
    for seed in seeds:
        program, customers, tape = random_case(seed)
        log = simpy_engine.simulate(program, customers, tape)
        found.mismatches.extend(
            f"seed {seed}: {difference}"
            for difference in differences(log, plain_engine.simulate(program, customers, tape))
        )
        try:
            audit(program, customers, tape, log)
            conserve(program, customers, log)
        except AssertionError as objection:
            found.objections.append(f"seed {seed}: {objection}")
        found.features.append(features(program, customers, log))
    return found


def differences(log: Log, expected: Log) -> list[str]:
    found = [] if log.ended == expected.ended else [f"ended {log.ended}, not {expected.ended}"]
    for name in TABLES:
        table, right = getattr(log, name), getattr(expected, name)
        if table.tobytes() != right.tobytes():
            pairs = zip(table.tolist(), right.tolist(), strict=False)
            first = next((pair for pair in pairs if pair[0] != pair[1]), "the shorter one's end")
            found.append(f"{name} ({len(table)} rows, not {len(right)}) differ at {first}")
    return found


@pytest.fixture(scope="module")
def suite() -> Sweep:
    return sweep(range(SUITE))


def test_engines_agree_row_for_row(suite: Sweep) -> None:
    assert suite.mismatches == []


def test_auditor_and_conservation_have_no_objection(suite: Sweep) -> None:
    assert suite.objections == []


def test_every_feature_and_every_pair_of_the_queues_occurs(
    suite: Sweep, capsys: pytest.CaptureFixture[str]
) -> None:
    single = Counter(name for case in suite.features for name in case)
    pairs = Counter(pair for case in suite.features for pair in combinations(sorted(case), 2))
    with capsys.disabled():
        print(frequencies(single, pairs, len(suite.features)))
    least = OFTEN * len(suite.features)
    names = [*FEATURES, *sorted(CONDITIONS)]
    assert {name: single[name] for name in names if single[name] < least} == {}
    together = combinations(sorted(QUEUES), 2)
    assert {pair: pairs[pair] for pair in together if pairs[pair] < TOGETHER} == {}


def frequencies(single: Counter[str], pairs: Counter[tuple[str, str]], cases: int) -> str:
    """Say how often each feature occurred, and in the triangle each pair, in % of the cases."""
    names = sorted(single)
    lines = [f"\nOf {cases:,} random programs, % with each feature, and with each pair:"]
    for row, name in enumerate(names):
        together = [f"{100 * pairs[other, name] / cases:3.0f}" for other in names[:row]]
        share = f"{100 * single[name] / cases:3.0f}"
        lines.append(f"{row:>2} {name:<24}{''.join([*together, share])}")
    return "\n".join(lines)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(SUITE, SUITE + MANY, CHUNK))
def test_engines_agree_on_many(first: int) -> None:
    found = sweep(range(first, min(first + CHUNK, SUITE + MANY)))
    assert found.mismatches == []
    assert found.objections == []


class TestRunaways:
    """A run that would never end is stopped, and the step is named."""

    few = Bounds(events_at_one_instant=50, events=200, customers_present=5)

    def test_a_loop_that_takes_no_time(self, engine: Engine) -> None:
        builder = TableBuilder()
        program = builder.program(
            [
                StepSpec(by=always(By.NOBODY), takes=always((0,)), next=to(1)),
                StepSpec(by=always(By.NOBODY), takes=always((0,)), next=to(1)),
            ],
            [TeamSpec()],
        )
        with pytest.raises(Runaway, match="step1"):
            engine(program, people([3]), TieTape(1, builder.grids), self.few)

    def test_a_loop_that_takes_for_ever(self, engine: Engine) -> None:
        builder = TableBuilder()
        steps = [StepSpec(by=always(By.NOBODY), takes=always((1,)), next=to(0))]
        program = builder.program(steps, [TeamSpec()])
        with pytest.raises(Runaway, match="step0"):
            engine(program, people([3]), TieTape(1, builder.grids), self.few)

    def test_one_customer_who_never_leaves(self, engine: Engine) -> None:
        builder = TableBuilder()
        steps = [StepSpec(by=always(By.NOBODY), takes=always((1,)), next=to(0))]
        program = builder.program(steps, [TeamSpec()])
        with pytest.raises(Runaway, match="step0"):
            engine(program, people([3]), TieTape(1, builder.grids), Bounds(visits_of_one_step=30))

    def test_a_loop_of_steps_that_are_passed_through(self, engine: Engine) -> None:
        builder = TableBuilder()
        steps = [StepSpec(by=always(By.NOBODY), next=to(0), emptied=True)]
        program = builder.program(steps, [TeamSpec()])
        with pytest.raises(Runaway, match="step0"):
            engine(program, people([3]), TieTape(1, builder.grids))

    def test_full_lines_that_lead_to_each_other(self, engine: Engine) -> None:
        builder = TableBuilder()
        steps = [StepSpec(by=always((0,))), StepSpec(by=always((1,)))]
        teams = [TeamSpec(0, limit=0, when_full=1), TeamSpec(0, limit=0, when_full=0)]
        program = builder.program(steps, teams)
        with pytest.raises(Runaway, match=r"step[01]"):
            engine(program, people([3]), TieTape(1, builder.grids))

    def test_more_and_more_customers(self, engine: Engine) -> None:
        builder = TableBuilder()
        steps = [
            StepSpec(by=always(By.NOBODY), takes=always((0,)), next=to(1)),
            StepSpec(by=always((0,))),
        ]
        program = builder.program(steps, [TeamSpec(size=0)])
        tape = TieTape(1, builder.grids)
        assert len(engine(program, people(range(5)), tape, self.few).customers) == 5
        with pytest.raises(Runaway, match="step1"):
            engine(program, people(range(6)), tape, self.few)

    def test_those_who_will_come_back_are_not_present(self, engine: Engine) -> None:
        builder = TableBuilder()
        program = builder.program(
            [StepSpec(by=always((0,)))],
            [TeamSpec(size=0, limit=0)],
            [PersonaSpec()],
            after={Outcome.BLOCKED: After(always(1.0), (30,), returns=1)},
        )
        log = engine(program, people(range(8)), TieTape(1, builder.grids), self.few)
        assert log.customers["contacts"].tolist() == [2] * 8


@pytest.mark.parametrize("seed", range(5))
def test_a_warm_up_is_for_the_measures_only(engine: Engine, seed: int) -> None:
    program, *others = random_case(seed)
    warm = program._replace(calendar=program.calendar._replace(warm_up=5 * MINUTE))
    assert differences(engine(warm, *others), engine(program, *others)) == []


def test_who_was_served_over_a_closing_goes_home_though_it_is_open_again(engine: Engine) -> None:
    """Round the clock: customer 0 is served from 5 to 13, and all stops at 10 and starts again."""
    builder = TableBuilder()
    steps = [StepSpec(by=always((0,)), takes=always((8,)), next=to(1)), StepSpec(by=always((0,)))]
    days = Days((0, 10), (10, 40), stop=True)
    program = builder.program(steps, [TeamSpec()], days=days)
    log = engine(program, people([5, 12]), TieTape(1, builder.grids))
    assert log.visits["customer"].tolist() == [0, 1, 1]
    assert (log.visits["started"] // MINUTE).tolist() == [5, 13, 21]
    assert (log.customers["ended"] // MINUTE).tolist() == [13, 21]
    assert log.customers["outcome"].tolist() == [Outcome.UNFINISHED, Outcome.RESOLVED]


def test_who_waits_away_over_a_night_goes_on_once_at_the_opening(engine: Engine) -> None:
    """Two things are done for customer 0 after closing, at 12 and at 14; they need the first."""
    builder = TableBuilder()
    order, post, read, check, send = range(5)
    steps = [
        StepSpec(by=always(By.NOBODY), takes=always((1,)), next=to(post), meanwhile=check),
        StepSpec(by=always(By.NOBODY), takes=always((1,)), next=to(read), meanwhile=send),
        StepSpec(by=always(By.NOBODY), takes=always((1,)), away=True, needs=check),
        StepSpec(by=always((0,)), takes=always((7,))),
        StepSpec(by=always((0,)), takes=always((8,))),
    ]
    days = Days((0, 20), (10, 30), stop=True)
    program = builder.program(steps, [TeamSpec(size=2)], days=days)
    log = engine(program, people([4]), TieTape(1, builder.grids))
    assert log.visits["step"].tolist() == [order, post, read]
    assert (log.visits["asked"] // MINUTE).tolist() == [4, 5, 20]
    tasks = log.spells[log.spells["kind"] == Spell.TASK]
    assert (tasks["ended"] // MINUTE).tolist() == [12, 14]
    assert (log.customers["ended"] // MINUTE).tolist() == [21]


def test_who_comes_back_anyway_does_so_before_they_ask_after_what_was_promised(
    engine: Engine,
) -> None:
    """Let down at 1, customer 0 will ask at 4; at 2 they are sent off again, to come back at 4."""
    builder = TableBuilder()
    first = [[(Subject.CONTACT, 1, 1)]]
    nothing = StepSpec(by=always(By.NOBODY), takes=always((0,)), next=to(Target.DEAD_END))
    program = builder.program(
        [
            nothing._replace(meanwhile=2, promise=(1,)),
            nothing,
            StepSpec(by=always((0,)), takes=always((20,))),
        ],
        [TeamSpec()],
        start=((first, ((1.0, 0),)), *to(1)),
        after={Outcome.DEAD_END: After(always(1.0), (2,), returns=2)},
        chase=After(always(1.0), (3,), returns=1),
    )
    log = engine(program, people([0]), TieTape(1, builder.grids))
    assert (log.contacts["began"] // MINUTE).tolist() == [0, 2, 4, 4]
    assert (log.customers["ended"] // MINUTE).tolist() == [20]


def test_a_way_on_may_end_before_any_step(engine: Engine) -> None:
    builder = TableBuilder()
    steps = [StepSpec(by=always(By.NOBODY))]
    program = builder.program(steps, [TeamSpec()], start=to(Target.DEAD_END))
    log = engine(program, people([3]), TieTape(1, builder.grids))
    assert len(log.visits) == 0
    assert log.customers["outcome"].tolist() == [Outcome.DEAD_END]
