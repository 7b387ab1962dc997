"""Two days of a small service, written down by hand; what it measures is worked out beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from blueprint_sim.measures import Record, Terms, Yardstick
from blueprint_sim.model.law_forms import law
from blueprint_sim.simulation.log import End, Handoff, Log, Moment
from blueprint_sim.simulation.program import NONE, By, Lane, Names, Outcome, Program, Rates
from tests.oracles.specs import MINUTE, Days, PersonaSpec, StepSpec, TeamSpec, always
from tests.oracles.table_builder import TableBuilder
from tests.oracles.writer import Writer

AGENTS, DESK, IVR = range(3)
BACK, HELP, MENU, THINK = range(4)
BILL, OTHER = range(2)
CALM, HURRIED = range(2)
# Resolved, unresolved, dead end, abandoned, balked, blocked, walked away, unfinished, moved on.
TERMS = Terms(
    churn=(0.1, 0.3, 0.9, 0.2, 0.9, 0.4, 0.9, np.nan, np.nan),
    each_misery=0.5,
    churn_costs=100,
    tells=3,
)
YARDSTICK = Yardstick(np.array([0, NONE]), 3 * MINUTE, end_weight=0.5, terms=TERMS)

VISITS: list[tuple[Any, ...]] = [
    # customer, contact, step, visit, team, worker, asked, started, ended, freed, how,
    # questions, repeats, handoff; times in minutes.
    (0, 1, MENU, 1, IVR, -1, 0, 0, 2, 2, End.SERVED, 1, 0, Handoff.NONE),
    (0, 1, HELP, 1, AGENTS, 0, 2, 5, 10, 11, End.SERVED, 1, 1, Handoff.COLD),
    (1, 1, HELP, 1, AGENTS, 1, 10, 10, 20, 20, End.SERVED, 0, 0, Handoff.NONE),
    (1, 1, BACK, 1, DESK, 0, 20, 22, 30, 30, End.SERVED, 0, 0, Handoff.WARM),
    (1, 1, THINK, 1, -1, -1, 30, 30, 33, -1, End.SERVED, 0, 0, Handoff.NONE),
    (1, 2, HELP, 2, AGENTS, -1, 40, -1, 44, -1, End.RENEGED, 0, 0, Handoff.NONE),
    (2, 1, HELP, 1, AGENTS, 0, 50, 50, 58, 58, End.SERVED, 0, 0, Handoff.NONE),
    (2, 1, HELP, 2, AGENTS, 0, 58, 58, 70, 72, End.SERVED, 0, 0, Handoff.NONE),
    (3, 1, HELP, 1, AGENTS, -1, 55, -1, 55, -1, End.BLOCKED, 0, 0, Handoff.NONE),
    (4, 1, HELP, 1, AGENTS, -1, 1440, -1, 1500, -1, End.UNFINISHED, 0, 0, Handoff.NONE),
]
CUSTOMERS: list[tuple[Any, ...]] = [
    # customer, reason, persona, arrived, ended, contacts, outcome, returns later
    (0, BILL, CALM, 0, 10, 1, Outcome.RESOLVED, False),
    (1, OTHER, HURRIED, 10, 44, 2, Outcome.ABANDONED, False),
    (2, BILL, HURRIED, 50, 70, 1, Outcome.RESOLVED, False),
    (3, OTHER, CALM, 55, 55, 1, Outcome.BLOCKED, False),
    (4, OTHER, CALM, 1440, 1500, 1, Outcome.UNFINISHED, True),
]
CONTACTS: list[tuple[Any, ...]] = [
    # customer, contact, began, ended, outcome, channel, onward
    (0, 1, 0, 10, Outcome.RESOLVED, -1, False),
    (1, 1, 10, 33, Outcome.UNRESOLVED, -1, False),
    (1, 2, 40, 44, Outcome.ABANDONED, -1, False),
    (2, 1, 50, 70, Outcome.RESOLVED, -1, False),
    (3, 1, 55, 55, Outcome.BLOCKED, -1, False),
    (4, 1, 1440, 1500, Outcome.UNFINISHED, -1, False),
]
MOMENTS: list[tuple[Any, ...]] = [
    # customer, contact, step, visit, kind, detail, at, valence
    (0, 1, MENU, 1, Moment.QUESTION, 0, 2, 0.0),
    (0, 1, HELP, 1, Moment.WAIT, -1, 5, -1.5),
    (0, 1, HELP, 1, Moment.QUESTION, 0, 10, -1.0),
    (0, 1, HELP, 1, Moment.WORK, -1, 10, 0.5),
    (0, 1, -1, 0, Moment.ENDING, Outcome.RESOLVED, 10, 1.0),
    (1, 1, HELP, 1, Moment.WORK, -1, 20, 1.0),
    (1, 2, HELP, 2, Moment.WAIT, -1, 44, -1.0),
    (1, 2, -1, 0, Moment.ENDING, Outcome.ABANDONED, 44, -1.0),
    (2, 1, HELP, 1, Moment.WORK, -1, 58, -1.0),
    (2, 1, HELP, 2, Moment.WORK, -1, 70, 0.25),
    (2, 1, -1, 0, Moment.ENDING, Outcome.RESOLVED, 70, 1.0),
    (3, 1, -1, 0, Moment.ENDING, Outcome.BLOCKED, 55, -1.0),
]
TIMES = {"asked", "started", "ended", "freed", "arrived", "began", "at"}


def program(warm_up: int = 0) -> Program:
    """Two agents, a desk behind the scenes, an endless menu; two days of an hour.

    The calm bear to wait for 4 min, the hurried for 3.5.
    """
    made = TableBuilder().program(
        steps=[
            StepSpec(by=always([DESK]), lane=Lane.BACKSTAGE),
            StepSpec(by=always([AGENTS])),
            StepSpec(by=always([IVR])),
            StepSpec(by=always(By.NOBODY), lane=Lane.CUSTOMER),
        ],
        teams=[TeamSpec(size=2), TeamSpec(size=1), TeamSpec(size=-1, machine=True)],
        personas=[PersonaSpec(), PersonaSpec()],
        days=Days((0, 1440), (60, 1500)),
    )
    names = Names(
        steps=("back", "help", "menu", "think"),
        teams=("agents", "desk", "ivr"),
        personas=("calm", "hurried"),
        reasons=("bill", "other"),
        facts=made.names.facts,
        events=made.names.events,
        channels=(),
    )
    bears = zip(made.personas.acceptable_slot, ("4 min", "3.5 min"), strict=True)
    slots = list(made.slots)
    for slot, wait in bears:
        slots[slot] = slots[slot]._replace(law=law(wait))
    return made._replace(
        names=names,
        slots=tuple(slots),
        calendar=made.calendar._replace(warm_up=warm_up * MINUTE),
        rates=Rates(
            per_hour=np.array([60.0, 30.0, 0.0]),
            per_minute=np.array([0.0, 0.0, 0.5]),
            per_visit=np.array([0.0, 2.0, 0.0]),
        ),
    )


def log(
    visits: list[tuple[Any, ...]] = VISITS,
    customers: list[tuple[Any, ...]] = CUSTOMERS,
    moments: list[tuple[Any, ...]] = MOMENTS,
    contacts: list[tuple[Any, ...]] = CONTACTS,
    spells: Sequence[tuple[Any, ...]] = (),
    ended: int = 1500,
) -> Log:
    """Write rows, with times in minutes, into a log."""
    writer = Writer()
    tables = {
        "visits": visits,
        "contacts": contacts,
        "customers": customers,
        "moments": moments,
        "spells": spells,
    }
    for name, rows in tables.items():
        for row in rows:
            writer.rows[name].append(row)
    made = writer.log(ended * MINUTE)
    in_ticks: dict[str, Any] = {name: _ticks(getattr(made, name)) for name in writer.rows}
    return made._replace(**in_ticks)


def _ticks(table: np.ndarray) -> np.ndarray:
    table = table.copy()
    for name in TIMES.intersection(table.dtype.names or ()):
        table[name] = np.where(table[name] < 0, -1, table[name] * MINUTE)
    return table


def record(warm_up: int = 0, **tables: Any) -> Record:
    """Put the log beside its program."""
    return Record(log(**tables), program(warm_up), YARDSTICK)
