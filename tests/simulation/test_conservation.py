"""Conservation: each law objects to a log corrupted on purpose."""

from __future__ import annotations

import re

import numpy as np
import pytest

from blueprint_sim.simulation.log import End, Log
from blueprint_sim.simulation.program import NONE, Outcome
from tests.oracles.conservation import conserve, little
from tests.oracles.plain_engine import simulate
from tests.oracles.random_programs import Case, random_case
from tests.oracles.specs import (
    MINUTE,
)
from tests.simulation.forged import (
    Forgery,
    closing_shop,
    drop,
    forge,
    repeat,
    replaced,
    shop,
    shop_by_shift,
)


def test_conservation_knows_the_roster() -> None:
    case = shop_by_shift()
    late = forge("visits", 3, started=7, ended=12, freed=12)
    with pytest.raises(AssertionError, match="nobody begins after the end of their shift"):
        conserve(case.program, case.customers, _with_ends(late(simulate(*case))))


def _with_ends(log: Log) -> Log:
    """Let contacts and customers end with their last visit."""
    contacts, customers = log.contacts.copy(), log.customers.copy()
    contacts["ended"] = customers["ended"] = log.visits["ended"]
    return replaced(replaced(log, "contacts", contacts), "customers", customers)


def test_conservation_knows_when_the_shop_closes() -> None:
    case = closing_shop()
    log = simulate(*case)
    early = case.program.calendar._replace(closes=np.array([5 * MINUTE]))
    with pytest.raises(AssertionError, match="nobody begins after closing"):
        conserve(case.program._replace(calendar=early), case.customers, log)


LEAKS: list[tuple[Forgery, str]] = [
    (drop("customers", 3), "one end each"),
    (forge("customers", 3, arrived=1), "who comes keeps their own: arrived"),
    (forge("customers", 3, reason=1), "who comes keeps their own: reason"),
    (repeat("contacts", 3), "contacts add up"),
    (forge("contacts", 3, contact=2), "contacts are numbered from 1"),
    (forge("contacts", 3, ended=11), "the last contact ends it"),
    (forge("customers", 3, outcome=Outcome.DEAD_END), "the last contact's outcome"),
    (drop("visits", 6), "a contact begins with its first visit"),
    (drop("visits", 7), "a contact ends with its last visit"),
    (forge("visits", 7, asked=15), "one visit begins where the other ends"),
    (forge("visits", 3, started=NONE), "who is served began"),
    (forge("visits", 3, started=1), "no wait is negative"),
    (forge("visits", 3, started=11), "no visit is negative"),
    (forge("visits", 3, freed=9), "no wrap-up is negative"),
    (forge("visits", 2, freed=3), "only workers wrap up"),
    (forge("visits", 3, freed=61), "nothing after"),
    (forge("visits", 4, how=7), "in = out + present"),
    (forge("visits", 7, step=0), "no visit number twice"),
    (forge("visits", 2, how=End.UNFINISHED), "who is still there has not ended"),
    (forge("visits", 0, worker=2), "workers are on duty"),
    (forge("visits", 0, freed=7), "busy <= on duty"),
    (forge("visits", 1, worker=0), "no worker has more customers at once than slots"),
]


@pytest.mark.parametrize(("forgery", "law"), LEAKS)
def test_conservation_objects(forgery: Forgery, law: str) -> None:
    case = shop()
    with pytest.raises(AssertionError, match=re.escape(law)):
        conserve(case.program, case.customers, forgery(simulate(*case)))


@pytest.mark.parametrize(
    ("forgery", "law"),
    [
        (forge("visits", 6, asked=10), "Little's law"),
        (forge("contacts", 3, ended=11), "Little's law"),
        (forge("contacts", 0, ended=-2), "nobody leaves before they come"),
    ],
)
def test_little_objects(forgery: Forgery, law: str) -> None:
    with pytest.raises(AssertionError, match=law):
        little(shop().program, forgery(simulate(*shop())))


def test_one_contact_begins_after_the_other() -> None:
    case = random_case(next(seed for seed in range(50) if _comes_back(random_case(seed))))
    log = simulate(*case)
    again = int(np.flatnonzero(log.contacts["contact"] == 2)[0])
    early = int(log.contacts["began"][again - 1]) // MINUTE - 1
    with pytest.raises(AssertionError, match="one at a time"):
        conserve(case.program, case.customers, forge("contacts", again, began=early)(log))


def _comes_back(case: Case) -> bool:
    return bool(np.any(simulate(*case).customers["contacts"] > 1))
