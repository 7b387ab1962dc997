"""A run that may show features, and what is looked up in it again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from blueprint_sim.simulation.log import Log, Table
from blueprint_sim.simulation.program import NONE, Customers, Program

KEY = ["customer", "contact", "step", "visit"]


class Run(NamedTuple):
    """A log and where it came from, with what several features look at."""

    program: Program
    customers: Customers
    log: Log
    served: Table
    """The visits that began."""
    steps: set[int]
    """The steps that saw a visit."""

    @property
    def many(self) -> int:
        """How many steps there are."""
        return len(self.program.names.steps)

    def team_is(self, column: Any) -> Any:
        """Look up a column of the teams, by served visit; False for nobody's."""
        return (self.served["team"] >= 0) & column[self.served["team"]]

    def on_channel(self, column: Any) -> Any:
        """Look up a column of the channels, by contact; False where there is no channel."""
        return np.append(column, False)[self.log.contacts["channel"]]


Feature: TypeAlias = Callable[[Run], bool]
"""Tells whether something occurred."""


def any_visit(column: str, value: int) -> Feature:
    """Give the feature of some visit having a value in a column."""
    return lambda run: bool(np.any(run.log.visits[column] == value))


def contact_keys(table: Table) -> Any:
    """Give numbers that tell contacts apart, by row."""
    return table["customer"].astype(np.int64) << 32 | table["contact"]


def rows_of(at: Any, entry: int) -> range:
    """Give the rows of one entry of a ragged table."""
    return range(at[entry], at[entry + 1])


def by_values(program: Program, step: int) -> set[int]:
    """Give what the choice of `by` of a step may yield."""
    choices = program.choices
    return {int(choices.value[row]) for row in rows_of(choices.at, program.steps.by[step])}


def targets_of(program: Program, route: int) -> set[int]:
    """Give where a route may lead."""
    if route == NONE:
        return set()
    routes, forks = program.routes, program.forks
    return {
        int(forks.target[way])
        for row in rows_of(routes.at, route)
        for way in rows_of(forks.at, int(routes.fork[row]))
    }
