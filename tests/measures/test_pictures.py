"""Who went where and how it felt: by hand, and against plain loops over random runs."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from functools import cache
from itertools import zip_longest
from typing import Any

import numpy as np
import pytest

from blueprint_sim.measures import Label, Record, labels, picture, read
from blueprint_sim.measures.backstage import parked_in_vain
from blueprint_sim.measures.curve import WORTHWHILE, place_of
from blueprint_sim.measures.waits import Waits, each
from blueprint_sim.measures.ways import Ends, added, ends_of
from blueprint_sim.simulation.log import End, Handoff, Log, Moment
from blueprint_sim.simulation.program import Outcome
from tests.measures import by_hand, plain
from tests.measures.test_random import MINUTE, SEEDS, Found, run

Times = tuple[int, int, int]


@cache
def seen(seed: int) -> tuple[Record, Found]:
    """Run a random case; of every other one, the first half of the customers come too early."""
    record, _ = run(seed)
    calendar = record.program.calendar
    arrived = record.log.customers["arrived"]
    warm_up = int(np.median(arrived)) // MINUTE * MINUTE if seed % 2 else 0
    program = record.program._replace(calendar=calendar._replace(warm_up=warm_up))
    record = Record(record.log, program, record.yardstick)
    pairs = zip(*(part.tolist() for part in read(record)), strict=True)
    return record, dict(zip(labels(program), pairs, strict=True))


def went(record: Record) -> dict[Ends, Times]:
    found = picture(record).ways
    return {
        ends_of(number, record.program.names): tuple(counts)
        for number, *counts in zip(*(column.tolist() for column in found), strict=True)
    }


def felt(record: Record) -> Counter[tuple[int, str | None, Moment]]:
    found = picture(record).curve
    counts = zip(found.place.tolist(), found.times.tolist(), strict=True)
    return Counter({tuple(place_of(at, record.program.names.steps)): n for at, n in counts})


def test_ways_by_hand() -> None:
    assert went(by_hand.record()) == {
        Ends(None, None, "help"): (5, 0, 0),
        Ends(None, None, "menu"): (1, 0, 0),
        Ends("back", End.SERVED, "think"): (1, 0, 0),
        Ends("help", End.SERVED, "back"): (1, 1, 0),
        Ends("help", End.SERVED, "help"): (1, 0, 0),
        Ends("help", End.SERVED, Outcome.RESOLVED): (2, 0, 0),
        Ends("help", End.RENEGED, Outcome.ABANDONED): (1, 0, 0),
        Ends("help", End.BLOCKED, Outcome.BLOCKED): (1, 0, 0),
        Ends("help", End.UNFINISHED, Outcome.UNFINISHED): (1, 0, 0),
        Ends("menu", End.SERVED, "help"): (1, 0, 1),
        Ends("think", End.SERVED, Outcome.UNRESOLVED): (1, 0, 0),
    }


def test_the_ways_of_who_came_in_the_warm_up_do_not_count() -> None:
    assert went(by_hand.record(warm_up=52)) == {
        Ends(None, None, "help"): (2, 0, 0),
        Ends("help", End.BLOCKED, Outcome.BLOCKED): (1, 0, 0),
        Ends("help", End.UNFINISHED, Outcome.UNFINISHED): (1, 0, 0),
    }


def test_a_contact_without_a_visit_ends_as_it_begins() -> None:
    customer = (5, by_hand.OTHER, by_hand.CALM, 1450, 1450, 1, Outcome.DEAD_END, False)
    record = by_hand.record(
        customers=[*by_hand.CUSTOMERS, customer],
        contacts=[*by_hand.CONTACTS, (5, 1, 1450, 1450, Outcome.DEAD_END, -1, False)],
    )
    assert went(record)[Ends(None, None, Outcome.DEAD_END)] == (1, 0, 0)
    assert went(record)[Ends("think", End.SERVED, Outcome.UNRESOLVED)] == (1, 0, 0)


def test_the_curve_by_hand() -> None:
    record = by_hand.record()
    found = picture(record).curve
    assert (found.issues, found.reached.tolist()) == (5, [4, 3, 3, 1, 1])
    # 0, 1, -1, -1; then -1.5, -1, 0.25; then -1, -1, 1. One in five is too few to go on.
    assert found.band.tolist() == [
        pytest.approx([-1, -0.5, 0.7]),
        pytest.approx([-1.4, -1, 0]),
        pytest.approx([-1, -1, 0.6]),
    ]
    assert felt(record) == {
        (1, "menu", Moment.QUESTION): 1,
        (1, "help", Moment.WORK): 2,
        (1, None, Moment.ENDING): 1,
        (2, "help", Moment.WAIT): 2,
        (2, "help", Moment.WORK): 1,
        (3, "help", Moment.QUESTION): 1,
        (3, None, Moment.ENDING): 2,
    }


def test_own_peaks_and_ends_make_up_memory_by_hand() -> None:
    record = by_hand.record()
    peaks, ends, lived = picture(record).curve.own
    memory = record.issues.memory
    assert lived == np.count_nonzero(~np.isnan(memory))
    assert (peaks + ends) / 2 == pytest.approx(np.nansum(memory))


def test_the_first_moment_is_looked_at_however_few_have_one() -> None:
    found = picture(by_hand.record(moments=by_hand.MOMENTS[-1:])).curve
    assert (found.reached.tolist(), found.band.tolist()) == ([1], [[-1, -1, -1]])


def test_a_run_to_which_nobody_came_has_an_empty_picture() -> None:
    found = picture(by_hand.record(visits=[], customers=[], moments=[], contacts=[]))
    assert [len(column) for column in found.ways] == [0, 0, 0, 0]
    assert found.curve.issues == 0
    assert [len(column) for column in found.curve[1:-1]] == [0, 0, 0, 0]
    assert found.curve.own.tolist() == [0, 0, 0]


def test_ways_of_replications_add_up() -> None:
    one, other = picture(by_hand.record()).ways, picture(by_hand.record(warm_up=52)).ways
    both = added([one, other])
    assert both.times.sum() == one.times.sum() + other.times.sum()
    assert dict(zip(both.number, both.times, strict=True)) == {
        number: times + dict(zip(other.number, other.times, strict=True)).get(number, 0)
        for number, times in zip(one.number, one.times, strict=True)
    }


def counted(record: Record) -> set[int]:
    return {
        int(row["customer"])
        for row in record.log.customers
        if row["arrived"] >= record.program.calendar.warm_up
    }


def outcome_of(contact: Any, following: Any, log: Log) -> Outcome:
    """Say how a contact ended, and what went on after it while the customer was away."""
    if contact["outcome"] != Outcome.MOVED_ON:
        return Outcome(contact["outcome"])
    if following is not None and following["customer"] == contact["customer"]:
        came_early = any(
            (row["customer"], row["contact"]) == (contact["customer"], contact["contact"])
            for row in parked_in_vain(log)
        )
        return Outcome.UNFINISHED if came_early else Outcome.UNRESOLVED
    (own,) = log.customers[log.customers["customer"] == contact["customer"]]
    return Outcome(own["outcome"])


@pytest.mark.parametrize("seed", SEEDS)
def test_ways_against_a_plain_loop(seed: int) -> None:
    record, _ = seen(seed)
    names, log = record.program.names.steps, record.log
    chains = defaultdict(list)
    for row in log.visits:
        chains[int(row["customer"]), int(row["contact"])].append(row)
    expected: dict[Ends, list[int]] = defaultdict(lambda: [0, 0, 0])
    at: tuple[Any, Any] = (None, None)
    for contact, following in zip_longest(log.contacts, log.contacts[1:]):
        key = int(contact["customer"]), int(contact["contact"])
        if key[0] in counted(record):
            at = at if contact["onward"] else (None, None)
            for row in chains[key]:
                expected[Ends(*at, names[row["step"]])][0] += 1
                expected[Ends(*at, names[row["step"]])][1] += row["handoff"] == Handoff.WARM
                expected[Ends(*at, names[row["step"]])][2] += row["handoff"] == Handoff.COLD
                at = names[row["step"]], End(row["how"])
            if following is None or not following["onward"]:
                expected[Ends(*at, outcome_of(contact, following, log))][0] += 1
    assert went(record) == {ends: tuple(counts) for ends, counts in expected.items()}


@pytest.mark.parametrize("seed", SEEDS)
def test_who_comes_to_a_step_leaves_it(seed: int) -> None:
    record, found = seen(seed)
    into, out, ended = Counter[Any](), Counter[Any](), Counter[Any]()
    warm_and_cold = 0
    for (origin, _, target), (times, warm, cold) in went(record).items():
        (ended if isinstance(target, Outcome) else into)[target] += times
        out[origin] += times
        warm_and_cold += warm + cold
    begun = out.pop(None, 0)
    assert into == out
    came = record.log.contacts[~record.log.contacts["onward"]]["customer"]
    assert begun == ended.total() == sum(int(who) in counted(record) for who in came)
    assert warm_and_cold == found[Label("variant", "", "handoffs_mean")][0]
    if record.counted.all():
        steps = np.bincount(record.log.visits["step"], minlength=len(record.program.names.steps))
        assert {
            name: n for name, n in zip(record.program.names.steps, steps, strict=True) if n
        } == into


@pytest.mark.parametrize("seed", SEEDS)
def test_the_curve_against_a_plain_loop(seed: int) -> None:
    record, _ = seen(seed)
    names = record.program.names.steps
    issues: dict[int, list[Any]] = {customer: [] for customer in counted(record)}
    for row in record.log.moments:
        if int(row["customer"]) in issues:
            issues[int(row["customer"])].append(row)
    found = picture(record).curve
    assert found.issues == len(issues)
    places: Counter[Any] = Counter()
    number = 0
    while there := [moments[number] for moments in issues.values() if len(moments) > number]:
        assert found.reached[number] == len(there)
        if number == 0 or len(there) >= WORTHWHILE * len(issues):
            band = np.quantile([row["valence"] for row in there], (0.1, 0.5, 0.9))
            assert found.band[number] == pytest.approx(band)
            for row in there:
                step = names[row["step"]] if row["step"] >= 0 else None
                places[number + 1, step, Moment(row["kind"])] += 1
        number += 1
    assert len(found.reached) == number
    assert felt(record) == places


def in_their_order(record: Record) -> list[plain.Row]:
    """Give the visits, and at the end of its contact who was parked and came no further."""
    rows = plain.visits(record.log, record.program)
    rows += plain.in_vain(record.log, record.program)
    return sorted(rows, key=lambda row: (row.customer, row.contact))


@pytest.mark.parametrize("seed", SEEDS)
def test_single_waits_against_a_plain_loop(seed: int) -> None:
    record, found = seen(seed)
    visible, machine = record.program.steps.visible, record.program.teams.machine
    stretches: dict[tuple[int, int, int], list[int]] = {}
    stretch = 0
    for row in in_their_order(record):
        person = row.team >= 0 and not machine[row.team]
        sight = bool(visible[row.step])
        spent = row.parked + (row.wait if person or not sight else 0)
        spent += 0 if sight else row.ended - row.began
        asked = (person and not row.kept) or not (sight or row.in_vain)
        asked = asked and row.how not in (End.BLOCKED, End.BALKED)
        if row.there and (asked or row.parked):
            key = (row.customer, row.contact, stretch)
            stretches.setdefault(key, []).append(spent)
        else:
            assert spent == 0 or not row.there
        stretch += sight and row.how == End.SERVED
    expected = [sum(spent) for (who, *_), spent in stretches.items() if who in counted(record)]
    assert each(record).wait.tolist() == expected
    minutes = found[Label("variant", "", "wait_mean")][0]
    assert math.fsum(expected) / by_hand.MINUTE == pytest.approx(minutes)
    assert found[Label("waits", "", "share_over")][1] == len(expected)


def test_the_random_runs_have_something_to_show() -> None:
    records = [seen(seed)[0] for seed in SEEDS]
    assert any(not record.counted.all() for record in records)
    hows = {ends.how for record in records for ends in went(record)}
    assert hows == {None, *End}
    waits: list[Waits] = [each(record) for record in records]
    assert any((found.wait == 0).any() and (found.wait > 0).any() for found in waits)
    assert any(len(picture(record).curve.band) > 4 for record in records)
