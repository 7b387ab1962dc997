"""The auditor: each rule objects to a log corrupted on purpose, by the shops of `forged`."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain, pairwise
from typing import Any

import numpy as np
import pytest

from blueprint_sim.simulation.log import End, Log
from blueprint_sim.simulation.program import NONE, Outcome
from tests.oracles.auditor import audit
from tests.oracles.conservation import conserve
from tests.oracles.plain_calendar import DEFAULT_RANKS
from tests.oracles.plain_engine import simulate
from tests.oracles.random_programs import Case, random_case
from tests.oracles.specs import (
    MINUTE,
)
from tests.simulation.forged import (
    HURRIED,
    Forgery,
    both,
    closing_shop,
    drop,
    forge,
    proud_shop,
    repeat,
    replaced,
    shop,
    shop_by_shift,
)
from tests.simulation.test_ranks import promise_and_reservation_end

UNHEARD = "announcement"
"""What is said at the last instant of a wait changes how it feels, which no auditor judges."""
NEIGHBOURS = list(pairwise(rank for rank in DEFAULT_RANKS._fields if rank != UNHEARD))
TOLD = {("promise_falls_due", "reservation_ends"): promise_and_reservation_end}
"""Neighbours that meet in 1 of 700 random programs, where the order tells only in what is felt."""


def test_the_shops_are_as_told() -> None:
    log = simulate(*shop())
    columns = ["customer", "step", "worker", "asked", "started", "ended", "how"]
    minutes = [
        (*row[:3], *(time // MINUTE if time >= 0 else NONE for time in row[3:6]), row[6])
        for row in log.visits[columns].tolist()
    ]
    assert minutes == [
        (0, 0, 0, 0, 0, 5, End.SERVED),
        (1, 0, 1, 0, 0, 5, End.SERVED),
        (2, 0, NONE, 1, NONE, 3, End.RENEGED),
        (3, 0, 1, 2, 5, 10, End.SERVED),
        (4, 0, NONE, 2, NONE, 2, End.BLOCKED),
        (5, 0, 0, 3, 5, 10, End.SERVED),
        (6, 0, 0, 11, 11, 16, End.SERVED),
        (6, 1, 0, 16, 16, 17, End.SERVED),
    ]
    hows = simulate(*closing_shop()).visits["how"].tolist()
    assert hows == [End.SERVED, End.RENEGED, End.UNFINISHED]
    visits = simulate(*shop_by_shift()).visits
    assert visits["worker"].tolist() == [0, 1, 0, 1]
    assert (visits["started"] // MINUTE).tolist() == [0, 0, 5, 8]
    proud = simulate(*proud_shop()).visits
    assert (proud["ended"] // MINUTE).tolist() == [5, 10, 2, 15, 4, 20]
    assert proud["how"].tolist() == [
        End.SERVED, End.SERVED, End.BALKED, End.SERVED, End.BLOCKED, End.SERVED,
    ]  # fmt: skip


@pytest.mark.parametrize("make", [shop, proud_shop, closing_shop, shop_by_shift])
def test_neither_objects_to_the_true_log(make: Callable[[], Case]) -> None:
    case = make()
    audit(*case, simulate(*case))
    conserve(case.program, case.customers, simulate(*case))


OBJECTIONS: list[tuple[Forgery, str]] = [
    (forge("visits", 5, started=6, ended=11, freed=11), "nobody waits while a worker idles"),
    (
        both(forge("visits", 3, worker=0), forge("visits", 5, worker=1)),
        "the best request goes first",
    ),
    (
        both(forge("visits", 6, worker=1), forge("visits", 7, worker=1)),
        "the first idle worker serves at once",
    ),
    (forge("visits", 6, started=12), "the first idle worker serves at once"),
    (forge("visits", 0, started=NONE, worker=NONE, how=End.RENEGED), "the first idle worker"),
    (drop("visits", 2), "a contact ends with its last row"),
    (drop("contacts", 6), "everyone who comes has a contact"),
    (repeat("visits", 7), "one step begins where the other ends"),
    (forge("visits", 7, contact=2), "a contact ends with its last row"),
    (forge("visits", 7, asked=17, started=17, ended=18), "one step begins where the other ends"),
    (forge("visits", 2, ended=4), "patience is kept"),
    (forge("visits", 3, how=End.RENEGED, started=NONE, worker=NONE), "patience is kept"),
    (forge("visits", 3, how=End.BLOCKED, started=NONE, worker=NONE), "only a full line blocks"),
    (forge("visits", 4, how=End.UNFINISHED, ended=60), "a full line takes nobody"),
    (forge("visits", 4, ended=3), "who is blocked does not wait"),
    (forge("visits", 7, worker=1), "the customer keeps the worker"),
    (forge("visits", 6, freed=17), "a worker who is kept does not wrap up"),
    (forge("visits", 0, freed=6), "who has no wrap-up is free at once"),
    (forge("visits", 0, team=1), "the team serves this step"),
    (forge("visits", 0, team=NONE, worker=NONE), "somebody has to serve this step"),
    (forge("visits", 6, ended=10), "time runs forwards"),
    (forge("visits", 3, how=End.UNFINISHED), "who is called is served"),
    (forge("contacts", 2, outcome=Outcome.DEAD_END), "an end has its outcome"),
    (forge("contacts", 6, began=12), "a contact begins when the customer comes"),
]


@pytest.mark.parametrize(("forgery", "rule"), OBJECTIONS)
def test_auditor_objects(forgery: Forgery, rule: str) -> None:
    case = shop()
    with pytest.raises(AssertionError, match=re.escape(rule)):
        audit(*case, forgery(simulate(*case)))


@pytest.mark.parametrize(
    ("forgery", "rule"),
    [
        (forge("visits", 2, how=End.UNFINISHED, ended=60), "who finds a line too long does not"),
        (forge("visits", 2, ended=3), "who leaves at once does not wait"),
        (forge("visits", 4, how=End.BALKED), "a full line has no place to refuse"),
        (
            forge("visits", 5, how=End.BALKED, started=NONE, worker=NONE, ended=12, freed=NONE),
            "nobody refuses this line",
        ),
        (
            forge("visits", 0, how=End.BALKED, started=NONE, worker=NONE, ended=0, freed=NONE),
            "the first idle worker serves at once",
        ),
        (forge("contacts", 2, outcome=Outcome.ABANDONED), "an end has its outcome"),
    ],
)
def test_auditor_objects_to_who_joins_which_line(forgery: Forgery, rule: str) -> None:
    case = proud_shop()
    with pytest.raises(AssertionError, match=re.escape(rule)):
        audit(*case, forgery(simulate(*case)))


@pytest.mark.parametrize(
    ("forgery", "rule"),
    [
        (
            forge("visits", 2, how=End.SERVED, worker=0, started=11, ended=15, freed=17),
            "who is in line at closing is sent home",
        ),
        (forge("visits", 2, ended=11), "who is in line at closing is sent home"),
        (forge("contacts", 2, outcome=Outcome.ABANDONED), "an end has its outcome"),
        (
            both(
                repeat("visits", 0),
                forge("visits", 0, ended=10, freed=10),
                forge("visits", 1, asked=10, started=10, ended=14),
            ),
            "nobody starts after closing",
        ),
        (forge("visits", 1, ended=11), "patience is kept"),
        (forge("visits", 0, freed=9), "nobody waits while a worker idles"),
    ],
)
def test_auditor_objects_at_closing(forgery: Forgery, rule: str) -> None:
    case = closing_shop()
    with pytest.raises(AssertionError, match=rule):
        audit(*case, forgery(simulate(*case)))


def test_auditor_knows_that_nobody_is_called_after_closing() -> None:
    case = closing_shop()
    late = case.program.calendar._replace(stop=False)
    log = simulate(case.program._replace(calendar=late), *case[1:])
    with pytest.raises(AssertionError, match="who is in line at closing is sent home"):
        audit(*case, log)


def test_auditor_knows_that_nobody_is_there_to_call() -> None:
    case = closing_shop()
    calendar = case.program.calendar._replace(stop=False)
    nobody = case.program.teams._replace(size=np.array([0]))
    case = case._replace(program=case.program._replace(calendar=calendar, teams=nobody))
    served = forge("visits", 2, how=End.SERVED, worker=0, started=9, ended=12, freed=14)
    with pytest.raises(AssertionError, match="nobody called them"):
        audit(*case, served(simulate(*case)))


def test_auditor_knows_that_only_closing_sends_people_home() -> None:
    case = shop()
    with pytest.raises(AssertionError, match="nobody is sent home"):
        audit(*case, forge("contacts", 0, outcome=Outcome.UNFINISHED)(simulate(*case)))


@pytest.mark.parametrize(
    ("closes", "rule"),
    [(6, "nobody comes after closing"), (8, "who is in line at closing is sent home")],
)
def test_auditor_knows_when_the_shop_closes(closes: int, rule: str) -> None:
    case = closing_shop()
    hours = case.program.calendar._replace(closes=np.array([closes * MINUTE]))
    with pytest.raises(AssertionError, match=rule):
        audit(case.program._replace(calendar=hours), *case[1:], simulate(*case))


def test_auditor_knows_the_patience_of_those_who_were_served() -> None:
    case = shop()
    hurried = case.customers.persona.copy()
    hurried[3] = HURRIED
    with pytest.raises(AssertionError, match="nobody waits beyond their patience"):
        audit(case.program, case.customers._replace(persona=hurried), case.tape, simulate(*case))


@pytest.mark.parametrize(
    ("forgery", "rule"),
    [
        (forge("visits", 2, worker=1), "nobody waits while a worker idles"),
        (
            forge("visits", 3, started=5, ended=10, freed=10),
            "nobody is called after the end of a shift",
        ),
        (forge("visits", 3, started=10, ended=15, freed=15), "nobody waits while a worker idles"),
        (forge("visits", 3, worker=0, started=10, ended=15), "nobody waits while a worker idles"),
    ],
)
def test_auditor_knows_the_roster(forgery: Forgery, rule: str) -> None:
    case = shop_by_shift()
    with pytest.raises(AssertionError, match=rule):
        audit(*case, forgery(simulate(*case)))


def _objected(case: Case, log: Log) -> bool:
    try:
        audit(*case, log)
        conserve(case.program, case.customers, log)
    except AssertionError:
        return True
    return False


@pytest.mark.parametrize(("one", "other"), NEIGHBOURS)
def test_auditor_objects_to_another_order_of_events(one: str, other: str) -> None:
    ranks = DEFAULT_RANKS._asdict()
    swapped = DEFAULT_RANKS._replace(**{one: ranks[other], other: ranks[one]})
    told = [TOLD[one, other]()[0]] if (one, other) in TOLD else []
    cases = chain(told, map(random_case, range(1000)))
    assert any(_objected(case, simulate(*case, ranks=swapped)) for case in cases)


@pytest.mark.parametrize("column", ["asked", "started", "ended", "worker"])
def test_no_changed_cell_goes_unnoticed(column: str) -> None:
    """A minute or a worker more, in one row of each of the random logs that do not stop short.

    Of those who are inside at closing nothing tells when their last visit had to end, nor of
    those who answer, or are away, while it is closed.
    """
    cases = [(seed, random_case(seed)) for seed in range(150)]
    logs = [
        (seed, case)
        for seed, case in cases
        if not case.program.calendar.stop and np.all(case.program.channels.replies_slot == NONE)
    ]
    changed = [(seed, case, _changed(case, column, seed)) for seed, case in logs]
    assert [seed for seed, case, log in changed if log and not _objected(case, log)] == []


def _changed(case: Case, column: str, seed: int) -> Log | None:
    """Change a cell of somebody who was called from a line; None: nobody was."""
    log = simulate(*case)
    rows: Any = log.visits.copy()
    told = (column != "ended") | ~case.program.steps.away[rows["step"]]
    called = np.flatnonzero((rows["started"] > rows["asked"]) & (rows["worker"] >= 0) & told)
    if len(called) == 0:
        return None
    rows[column][called[seed % len(called)]] += 1 if column == "worker" else MINUTE
    return replaced(log, "visits", rows)
