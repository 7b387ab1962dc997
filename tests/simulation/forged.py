"""Small shops whose logs the auditor and conservation know, and how to corrupt a log on purpose.

The shop: a desk of two with room for two in line, patience of two minutes for hurried customers.
In minutes: customers 0 and 1 are served from 0 to 5. Customer 2 is hurried and comes at 1, hangs
up at 3. Customer 3 waits from 2, customer 4 finds the line full at 2. Customer 5, who goes first,
comes at 3 and is called before customer 3 at 5. Customer 6 is served from 11 to 16, and keeps the
worker until 17. The other shop wraps up for two minutes and closes at 10: customer 0 is served
from 5 to 9, customer 1 hangs up at 8, customer 2 is still waiting. The shop by shift has two
workers, from 3 one, and from 8 two again: customers 0 and 1 are served from 0 to 5, customer 2 from
5 to 10, customer 3 from 8 to 13. The proud shop is told below.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from blueprint_sim.simulation.log import Log
from blueprint_sim.simulation.program import NONE, Subject
from tests.oracles.random_programs import Case
from tests.oracles.specs import (
    MANY,
    MINUTE,
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

TIMES = ("asked", "started", "ended", "freed", "began", "arrived", "at", "happened")
CALM, HURRIED, IMPORTANT = range(3)
PROUD = 1
Forgery: TypeAlias = Callable[[Log], Log]


def shop() -> Case:
    builder = TableBuilder()
    stays = [[(Subject.REASON, 1, 1)]]
    program = builder.program(
        steps=[
            StepSpec(by=always((0,)), takes=always((5,)), next=((stays, ((1.0, 1),)), *to(NONE))),
            StepSpec(by=always((0,)), takes=always((1,))),
        ],
        teams=[TeamSpec(size=2, limit=2), TeamSpec()],
        personas=[PersonaSpec(), PersonaSpec(patience=(2,)), PersonaSpec(priority=1)],
    )
    who = [CALM, CALM, HURRIED, CALM, IMPORTANT, IMPORTANT, CALM]
    customers = people([0, 0, 1, 2, 2, 3, 11], who, [0, 0, 0, 0, 0, 0, 1])
    return Case(program, customers, TieTape(1, tuple(builder.grids)))


def proud_shop() -> Case:
    """One desk, room for two in line; the proud stand behind nobody.

    Customer 0 is served from 0 to 5. Customer 1 waits from 1, customer 2 is proud and leaves at 2,
    customer 3 waits from 3, customer 4 finds the line full at 4. Customer 5 is proud and comes at
    12, when customer 3 is served and nobody waits: they are served from 15.
    """
    builder = TableBuilder()
    program = builder.program(
        steps=[StepSpec(by=always((0,)), takes=always((5,)))],
        teams=[TeamSpec(limit=2)],
        personas=[PersonaSpec(), PersonaSpec(balks=((1, MANY, 1.0),))],
    )
    customers = people([0, 1, 2, 3, 4, 12], [CALM, CALM, PROUD, CALM, CALM, PROUD])
    return Case(program, customers, TieTape(1, tuple(builder.grids)))


def closing_shop() -> Case:
    builder = TableBuilder()
    program = builder.program(
        steps=[StepSpec(by=always((0,)), takes=always((4,)))],
        teams=[TeamSpec(wraps=(2,))],
        personas=[PersonaSpec(), PersonaSpec(patience=(2,))],
        days=Days((0,), (10,), stop=True),
    )
    customers = people([5, 6, 7], [CALM, HURRIED, CALM])
    return Case(program, customers, TieTape(1, tuple(builder.grids)))


def shop_by_shift() -> Case:
    builder = TableBuilder()
    program = builder.program(
        steps=[StepSpec(by=always((0,)), takes=always((5,)))],
        teams=[TeamSpec(roster=((0, 2), (3, 1), (8, 2)))],
    )
    return Case(program, people([0, 0, 1, 2]), TieTape(1, tuple(builder.grids)))


def replaced(log: Log, table: str, rows: Any) -> Log:
    return Log(**{**log._asdict(), table: rows})


def forge(table: str, row: int, **cells: int) -> Forgery:
    """Change cells of a row; times are in minutes."""

    def forged(log: Log) -> Log:
        rows = getattr(log, table).copy()
        for column, value in cells.items():
            rows[column][row] = value * MINUTE if column in TIMES and value != NONE else value
        return replaced(log, table, rows)

    return forged


def drop(table: str, row: int) -> Forgery:
    return lambda log: replaced(log, table, np.delete(getattr(log, table), row))


def repeat(table: str, row: int) -> Forgery:
    def forged(log: Log) -> Log:
        rows = getattr(log, table)
        return replaced(log, table, np.insert(rows, row, rows[row]))

    return forged


def both(*forgeries: Forgery) -> Forgery:
    def forged(log: Log) -> Log:
        for forgery in forgeries:
            log = forgery(log)
        return log

    return forged
