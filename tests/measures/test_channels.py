"""Measures on channels: who is there, who moved on or wrote back, and which wait is acceptable."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from blueprint_sim.measures import Label, Record, Yardstick, labels, read
from blueprint_sim.measures.waits import acceptable_waits, each
from blueprint_sim.model.law_forms import law
from blueprint_sim.simulation.log import End, Handoff
from blueprint_sim.simulation.program import Outcome, Program
from tests.oracles.specs import MINUTE, Asked, ChannelSpec, Days, StepSpec, TeamSpec, always
from tests.oracles.table_builder import TableBuilder
from tests.oracles.writer import Writer

ASK, HELP, LOOK, TELL = range(4)
AGENTS = 0
MAIL, PHONE = range(2)
NONE = Handoff.NONE

VISITS: list[tuple[Any, ...]] = [
    # customer, contact, step, visit, team, worker, asked, started, ended, freed, how,
    # questions, repeats, handoff; times in minutes.
    # Customer 0 waits for 3 minutes on the phone, is asked something, and goes on at once; they
    # are away while it is looked up, and told by mail, for which they wait 6 minutes.
    (0, 1, HELP, 1, AGENTS, 0, 0, 3, 5, 5, End.SERVED, 1, 0, NONE),
    (0, 1, TELL, 1, AGENTS, 0, 5, 5, 6, 6, End.SERVED, 0, 0, NONE),
    (0, 1, LOOK, 1, AGENTS, 0, 6, 6, 10, 10, End.SERVED, 0, 0, NONE),
    (0, 2, TELL, 2, AGENTS, 0, 10, 16, 18, 18, End.SERVED, 0, 0, NONE),
    # Customer 1 writes, is asked by mail, and answers after 10 minutes; then nothing is asked.
    (1, 1, ASK, 1, AGENTS, 0, 20, 20, 22, 22, End.SERVED, 1, 0, NONE),
    (1, 1, ASK, 2, AGENTS, 0, 32, 32, 34, 34, End.SERVED, 0, 0, NONE),
    (1, 1, TELL, 1, AGENTS, 0, 34, 34, 35, 35, End.SERVED, 0, 0, NONE),
    # Customer 2 waits for 4 minutes on the phone, and comes again; then there is no line.
    (2, 1, HELP, 1, AGENTS, 0, 40, 44, 45, 45, End.SERVED, 1, 0, NONE),
]
CONTACTS: list[tuple[Any, ...]] = [
    # customer, contact, began, ended, outcome, channel, onward
    (0, 1, 0, 6, Outcome.MOVED_ON, PHONE, False),
    (0, 2, 10, 18, Outcome.RESOLVED, MAIL, True),
    (1, 1, 20, 35, Outcome.RESOLVED, MAIL, False),
    (2, 1, 40, 45, Outcome.UNRESOLVED, PHONE, False),
    (2, 2, 50, 50, Outcome.BLOCKED, PHONE, False),
]
CUSTOMERS: list[tuple[Any, ...]] = [
    # customer, reason, persona, arrived, ended, contacts, outcome, returns later
    (0, 0, 0, 0, 18, 2, Outcome.RESOLVED, False),
    (1, 0, 0, 20, 35, 1, Outcome.RESOLVED, False),
    (2, 0, 0, 40, 50, 2, Outcome.BLOCKED, False),
]


def program(phone: int | None = None) -> Program:
    """One agent on phone and mail; a wait of 3 min is acceptable, on the phone one of `phone`."""
    made = TableBuilder().program(
        steps=[
            StepSpec(by=always([AGENTS]), asks=[Asked(0, (1,))], channel=MAIL),
            StepSpec(by=always([AGENTS]), asks=[Asked(0, (1,))], channel=PHONE),
            StepSpec(by=always([AGENTS]), away=True),
            StepSpec(by=always([AGENTS])),
        ],
        teams=[TeamSpec()],
        channels=[
            ChannelSpec(live=False, acceptable=(5,), replies=(10,)),
            ChannelSpec(acceptable=None if phone is None else (phone,)),
        ],
        days=Days((0,), (60,)),
    )
    slots = list(made.slots)
    of_mail, of_phone = made.channels.acceptable_slot.tolist()
    waits = [(made.personas.acceptable_slot[0], 3), (of_mail, 5)]
    for slot, wait in [*waits, *([] if phone is None else [(of_phone, phone)])]:
        slots[slot] = slots[slot]._replace(law=law(f"{wait} min"))
    return made._replace(slots=tuple(slots))


def record(phone: int | None = None) -> Record:
    writer = Writer()
    times = {"visits": range(6, 10), "contacts": (2, 3), "customers": (3, 4)}
    tables = {"visits": VISITS, "contacts": CONTACTS, "customers": CUSTOMERS}
    for name, rows in tables.items():
        for row in rows:
            writer.rows[name].append(
                [value * MINUTE if at in times[name] else value for at, value in enumerate(row)]
            )
    yardstick = Yardstick(np.array([-1, -1]), 3 * MINUTE, 0.5)
    return Record(writer.log(60 * MINUTE), program(phone), yardstick)


def found(grain: str, key: str, phone: int | None = None) -> tuple[float, float]:
    made = record(phone)
    pairs = zip(*(part.tolist() for part in read(made)), strict=True)
    return dict(zip(labels(made.program), pairs, strict=True))[Label(grain, "", key)]


def test_who_was_away_or_writes_back_asks_anew_and_else_a_worker_is_kept() -> None:
    kept = [False, True, False, False, False, False, True, False]
    assert record().rows.kept.tolist() == kept


@pytest.mark.parametrize(
    ("key", "pair"),
    [
        ("customers", (3, 1)),
        # To go on by mail is no failure; to call again is.
        ("share_failure_demand", (1, 5)),
        # On the phone alone: by mail and meanwhile nobody is there.
        ("wait_mean", (3 + 0 + 4, 3)),
        ("effort_mean", (6 + 0 + 5, 3)),
        ("service_level", (1, 2)),
        ("questions_mean", (3, 3)),
    ],
)
def test_worked_by_hand(key: str, pair: tuple[float, float]) -> None:
    assert found("variant", key) == pytest.approx(pair)


def test_a_single_wait_is_one_of_who_is_there() -> None:
    waits = each(record())
    assert (waits.wait // MINUTE).tolist() == [3, 4]
    assert waits.channel.tolist() == [PHONE, PHONE]


@pytest.mark.parametrize(("phone", "acceptable", "over"), [(None, 3, 1), (4, 4, 0), (2, 2, 2)])
def test_what_is_acceptable_is_said_by_the_channel_on_which_people_wait(
    phone: int | None, acceptable: int, over: int
) -> None:
    assert (acceptable_waits(program(phone)) / 60).tolist() == [acceptable]
    assert found("waits", "share_over", phone) == (over, 2)
