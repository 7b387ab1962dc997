"""Auditor and conservation object to forged callbacks.

One worker. Customer 1 is off the line from 3, is called at 5 and served until 10; customer 2 is
from 4, and misses the call at 10; customer 3, who would rather wait, is served from 10 to 15;
customer 4 waits from 14 and would be asked at 16.
"""

from __future__ import annotations

import re

import numpy as np
import pytest

from blueprint_sim.simulation.log import End, Log
from blueprint_sim.simulation.program import Subject
from tests.oracles.auditor import audit
from tests.oracles.conservation import conserve
from tests.oracles.plain_engine import simulate
from tests.oracles.random_programs import Case
from tests.oracles.specs import (
    MINUTE,
    CallbackSpec,
    Condition,
    Days,
    PersonaSpec,
    StepSpec,
    TeamSpec,
    always,
    people,
)
from tests.oracles.stories import Doubts, some_story
from tests.oracles.table_builder import TableBuilder
from tests.oracles.tie_tape import TieTape
from tests.simulation.forged import Forgery, both, drop, forge, repeat

GLAD, STAYS, AWAY = range(3)
WHO = [GLAD, GLAD, AWAY, STAYS, GLAD]


def shop(patience: tuple[int, ...] | None = None, days: Days | None = None) -> Case:
    builder = TableBuilder()
    callback = CallbackSpec(
        after=(2,),
        accept=((is_a(STAYS), 0.0), (None, 1.0)),
        answers=((is_a(AWAY), 0.0), (None, 1.0)),
    )
    program = builder.program(
        steps=[StepSpec(by=always((0,)), takes=always((5,)))],
        teams=[TeamSpec(callback=callback)],
        personas=[PersonaSpec(patience=patience), PersonaSpec(patience=(9,)), PersonaSpec()],
        days=days or Days(),
    )
    return Case(program, people([0, 1, 2, 3, 14], WHO), TieTape(1, tuple(builder.grids)))


def is_a(persona: int) -> Condition:
    return [[(Subject.PERSONA, persona, persona)]]


def test_the_shop_is_as_told() -> None:
    log = simulate(*shop())
    told = log.visits[["customer", "asked", "ended", "how"]].tolist()
    assert [(who, asked // MINUTE, ended // MINUTE, how) for who, asked, ended, how in told] == [
        (0, 0, 5, End.SERVED),
        (1, 1, 10, End.SERVED),
        (2, 2, 10, End.UNANSWERED),
        (3, 3, 15, End.SERVED),
        (4, 14, 20, End.SERVED),
    ]
    spells = log.spells[["customer", "began", "ended"]].tolist()
    assert spells == [(1, 3 * MINUTE, 5 * MINUTE), (2, 4 * MINUTE, 10 * MINUTE)]
    audit(*shop(), log)
    conserve(shop().program, shop().customers, log)


@pytest.mark.parametrize(
    ("forgery", "rule"),
    [
        (drop("spells", 0), "who would accept a callback does"),
        (drop("spells", 1), "who is called has accepted it"),
        (forge("spells", 0, began=4), "a callback is offered when it is due"),
        (forge("spells", 0, ended=6), "a callback ends with the call"),
        (forge("visits", 2, how=End.RENEGED), "nobody hangs up off the line"),
        (forge("visits", 2, how=End.UNFINISHED, ended=60), "the best request goes first"),
        (
            both(repeat("spells", 0), forge("spells", 0, customer=0)),
            "nobody was in line for this callback",
        ),
        (
            both(repeat("spells", 0), forge("spells", 0, customer=4, began=16)),
            "a callback is offered in line",
        ),
    ],
)
def test_auditor_objects(forgery: Forgery, rule: str) -> None:
    with pytest.raises(AssertionError, match=re.escape(rule)):
        audit(*shop(), forgery(simulate(*shop())))


@pytest.mark.parametrize(
    ("customer", "persona", "rule"),
    [(3, GLAD, "who would accept a callback does"), (1, AWAY, "who would answer does")],
)
def test_auditor_knows_who_would_accept_and_answer(customer: int, persona: int, rule: str) -> None:
    program, customers, tape = shop()
    others = customers.persona.copy()
    others[customer] = persona
    with pytest.raises(AssertionError, match=rule):
        audit(program, customers._replace(persona=others), tape, simulate(*shop()))


def test_auditor_knows_that_nobody_waits_for_an_offer_beyond_their_patience() -> None:
    with pytest.raises(AssertionError, match="nobody waits for an offer beyond patience"):
        audit(*shop(patience=(1,)), simulate(*shop()))


def test_who_is_never_called_is_off_the_line_until_they_are_sent_home() -> None:
    case = shop(days=Days((0, 12), (9, 60), stop=True))
    log = simulate(*case)
    assert (log.spells["ended"] // MINUTE).tolist() == [5, 9]
    audit(*case, log)
    with pytest.raises(AssertionError, match="who is never called is off the line to the end"):
        audit(*case, forge("spells", 1, ended=8)(log))


LEAKS: list[tuple[Forgery, str]] = [
    (repeat("spells", 0), "no spell twice"),
    (forge("spells", 0, visit=2), "a spell belongs to a visit"),
    (drop("spells", 1), "who does not answer has been called"),
    (forge("visits", 2, how=End.RENEGED), "nobody hangs up off the line"),
    (forge("spells", 0, began=0), "a spell begins in line"),
    (forge("spells", 0, ended=4), "a spell ends as the visit begins"),
    (forge("spells", 0, began=6), "no spell is negative"),
]


@pytest.mark.parametrize(("forgery", "law"), LEAKS)
def test_conservation_objects(forgery: Forgery, law: str) -> None:
    program, customers, _ = shop()
    with pytest.raises(AssertionError, match=law):
        conserve(program, customers, forgery(simulate(*shop())))


def test_nobody_is_called_back_out_of_sight() -> None:
    program, customers, _ = shop()
    hidden = program.steps._replace(visible=np.array([False]))
    with pytest.raises(AssertionError, match="spells are at visible steps"):
        conserve(program._replace(steps=hidden), customers, simulate(*shop()))


class TestStories:
    def test_all_are_told_until_one_is_in_order(self) -> None:
        told: list[tuple[bool, ...]] = []

        def tell(doubts: Doubts) -> None:
            told.append((doubts.believe(), doubts.believe()))
            assert told[-1] == (False, True)

        some_story(tell)
        assert told == [(True, True), (True, False), (False, True)]

    def test_if_none_is_the_first_objection_counts(self) -> None:
        def tell(doubts: Doubts) -> None:
            raise AssertionError("first" if doubts.believe() else "second")

        with pytest.raises(AssertionError, match="first"):
            some_story(tell)

    def test_there_is_an_end_to_them(self) -> None:
        def tell(doubts: Doubts) -> None:
            assert sum(doubts.believe() for _ in range(40)) == 0

        with pytest.raises(AssertionError):
            some_story(tell)


def test_a_log_without_callbacks_has_no_spells() -> None:
    program, customers, tape = shop()
    nobody = program.callbacks._replace(after_slot=np.array([-1]))
    log: Log = simulate(program._replace(callbacks=nobody), customers, tape)
    assert len(log.spells) == 0
