"""Where contacts began, held against loops over the rows of random logs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest

from blueprint_sim.measures import Record, Terms, Worth, Yardstick
from blueprint_sim.measures.costs import churn_cost, cost_total
from blueprint_sim.measures.origins import Began, Origin, Origins, origin_of, origins
from blueprint_sim.simulation.log import End, Spell
from blueprint_sim.simulation.program import NONE, Outcome, Program, Rates
from blueprint_sim.simulation.simpy_engine import simulate
from tests.measures import by_hand
from tests.oracles.random_programs import random_case
from tests.oracles.specs import MINUTE

CAUSES = np.array([NONE, 0])
TERMS = Terms(
    churn=(0.1,) * len(Outcome),
    each_misery=0.05,
    churn_costs=100.0,
    worth=(Worth("event0", 3.0, 0.0, 1.0), Worth("event1", 1.0, 8.0, 0.5)),
)


SEEDS = [*range(0, 60, 3), 58, 77]
"""In the last two somebody asks after a promise, in a contact that goes by its origin."""


def record(seed: int, warm_up: int = 0) -> Record:
    case = random_case(seed)
    program = case.program
    size = len(program.names.teams)
    rates = Rates(*(np.arange(1.0, size + 1) * factor for factor in (60.0, 0.5, 2.0)))
    program = program._replace(
        rates=rates,
        fixes=program.fixes._replace(cost_per_day=np.array([7.0])),
        calendar=program.calendar._replace(warm_up=warm_up * MINUTE),
    )
    log = simulate(program, case.customers, case.tape)
    return Record(log, program, Yardstick(CAUSES, 2 * MINUTE, 0.5, TERMS))


def on_terms(taken: Record, terms: Terms) -> Record:
    return Record(taken.log, taken.program, taken.yardstick._replace(terms=terms))


def named(found: Origins, program: Program) -> dict[Origin, tuple[int, int]]:
    rows = zip(found.number.tolist(), found.contacts, found.misery, strict=True)
    return {origin_of(number, program.names): (int(n), int(m)) for number, n, m in rows}


def by_loops(taken: Record) -> dict[tuple[int, int], Origin]:
    """Give the origin of each contact, by customer and number."""
    log, names = taken.log, taken.program.names
    resolves = taken.program.steps.resolves_slot
    last, tried = dict[tuple[int, int], str](), dict[tuple[int, int], str]()
    for visit in log.visits:
        there = visit["customer"], visit["contact"]
        last[there] = names.steps[visit["step"]]
        if visit["how"] == End.SERVED and resolves[visit["step"]] != NONE:
            tried[there] = names.steps[visit["step"]]
    asks = {
        (s["customer"], s["contact"]): names.steps[s["step"]]
        for s in log.spells
        if s["kind"] == Spell.CHASE
    }
    wrong = {
        (row["customer"], row["contact"]): (row["event"], names.steps[row["step"]])
        for row in log.surfaced
    }
    reason = {row["customer"]: row["reason"] for row in log.customers}
    found: dict[tuple[int, int], Origin] = {}
    ended: dict[tuple[int, int], int] = {}
    for row in log.contacts:
        key, before = (row["customer"], row["contact"]), (row["customer"], row["contact"] - 1)
        ended[key] = row["outcome"]
        if row["onward"]:
            found[key] = found[before]
        elif CAUSES[reason[row["customer"]]] != NONE:
            found[key] = Origin(Began.CAUSE, 0, None)
        elif row["contact"] == 1:
            found[key] = Origin(Began.SERVICE, NONE, None)
        elif key in asks:
            found[key] = Origin(Began.PROMISE, NONE, asks[key])
        elif key in wrong:
            found[key] = Origin(Began.WRONG, *wrong[key])
        else:
            moved = ended[before] == Outcome.MOVED_ON
            how = Outcome.UNRESOLVED if moved else ended[before]
            failed = how == Outcome.UNRESOLVED and before in tried
            found[key] = Origin(Began.OUTCOME, how, tried[before] if failed else last.get(before))
    return found


@pytest.mark.parametrize("warm_up", [0, 3])
@pytest.mark.parametrize("seed", SEEDS)
def test_each_contact_misery_and_cost_has_its_origin(seed: int, warm_up: int) -> None:
    taken = record(seed, warm_up)
    log, found = taken.log, origins(taken)
    began = by_loops(taken)
    here = {row["customer"] for row in log.customers if row["arrived"] >= warm_up * MINUTE}
    contacts = Counter(origin for key, origin in began.items() if key[0] in here)
    misery = Counter(
        began[row["customer"], row["contact"]]
        for row in log.moments
        if row["valence"] <= -1 and row["customer"] in here
    )
    assert named(found, taken.program) == {
        origin: (count, misery[origin]) for origin, count in contacts.items()
    }
    places = Counter(
        row["step"] for row in log.moments if row["valence"] <= -1 and row["customer"] in here
    )
    steps = [*range(len(taken.program.names.steps)), NONE]
    assert found.felt.sum(axis=0).tolist() == [places[step] for step in steps]
    spent = math.fsum([*found.cost, found.idle, found.fixes, found.leaving])
    assert spent == pytest.approx(cost_total(taken).value)
    assert found.idle >= -1e-6


def test_all_kinds_occur_among_these_logs() -> None:
    kinds = {
        origin_of(number, taken.program.names).kind
        for taken in map(record, range(60))
        for number in origins(taken).number.tolist()
    }
    assert kinds == set(Began)


def worked(taken: Record) -> Iterator[tuple[int, int, float]]:
    """Give customer, contact and cost of all work, on the line included; not of who is unpaid."""
    size = taken.program.teams.size
    for rows in (taken.work, taken.holding):
        each = zip(rows.customer, rows.contact, rows.team, rows.use, rows.staff, strict=True)
        for customer, contact, team, use, staff in each:
            yield customer, contact, use + (staff if team >= 0 and size[team] != NONE else 0)


def happened(taken: Record) -> Iterator[tuple[int, int, float]]:
    """Give customer, contact and worth of all events."""
    for row in taken.log.events:
        yield row["customer"], row["contact"], {0: 3.0, 1: 1.0 - 8.0}.get(int(row["event"]), 0.0)


@pytest.mark.parametrize("warm_up", [0, 3])
@pytest.mark.parametrize("seed", SEEDS)
def test_work_and_events_cost_where_the_contacts_began(seed: int, warm_up: int) -> None:
    taken = record(seed, warm_up)
    began, expected = by_loops(taken), Counter[Origin]()
    here = set(taken.log.customers["customer"][taken.counted].tolist())
    for customer, contact, cost in [*worked(taken), *happened(taken)]:
        if customer in here:
            expected[began[customer, contact]] += cost
    found, names = origins(taken), taken.program.names
    for number, cost in zip(found.number.tolist(), found.cost, strict=True):
        assert cost == pytest.approx(expected[origin_of(number, names)])


def test_there_is_standing_by_and_work_of_unlimited_machines_among_these() -> None:
    many = [record(seed) for seed in SEEDS]
    assert any(taken.holding.staff.any() for taken in many)
    size = [np.append(taken.program.teams.size, 0)[taken.work.team] for taken in many]
    assert any(taken.work.staff[of == NONE].any() for taken, of in zip(many, size, strict=True))
    kinds = {origin for taken in many[-2:] for origin in named(origins(taken), taken.program)}
    assert any(origin.kind == Began.PROMISE and origin.step for origin in kinds)


def test_who_leaves_costs_nothing_where_nobody_counts_it() -> None:
    taken = record(0)
    for terms in (TERMS._replace(churn=None), TERMS._replace(churn_costs=math.nan)):
        assert origins(on_terms(taken, terms)).leaving == 0.0
    assert origins(taken).leaving == pytest.approx(churn_cost(taken).value) != 0.0


def test_by_hand() -> None:
    """1 came for something else, was not resolved at `think`, and came back."""
    taken = by_hand.record()
    found = named(origins(taken), taken.program)
    assert found[Origin(Began.CAUSE, 0, None)][0] == 2
    assert found[Origin(Began.SERVICE, NONE, None)][0] == 3
    assert found[Origin(Began.OUTCOME, Outcome.UNRESOLVED, "think")][0] == 1


def test_nobody_came() -> None:
    taken = by_hand.record(visits=[], customers=[], moments=[], contacts=[])
    found = origins(taken)
    assert (len(found.number), found.felt.size) == (0, 0)
    assert found.idle + found.leaving == pytest.approx(cost_total(taken).value)
