"""All measures of one replication of one variant, laid out in two vectors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from blueprint_sim.measures.catalogue import OF_ISSUES, OF_RUNS, OF_STEPS, OF_TEAMS, by_key
from blueprint_sim.measures.experience import places
from blueprint_sim.measures.record import Record
from blueprint_sim.measures.values import Number, pair
from blueprint_sim.measures.waits import PERCENTS, summary
from blueprint_sim.simulation.log import Moment
from blueprint_sim.simulation.program import Floats, Ints, Program

OVER = "share_over"
KINDS = tuple(kind.name.lower() for kind in Moment)


class Label(NamedTuple):
    """What one entry of the vectors is."""

    grain: str
    """variant, persona, reason, team or step; place or but for repeating: where misery is felt;
    waits: of single waits."""
    name: str
    """Of the persona, reason, team or step; "" for the variant, and for the ending."""
    key: str
    """Of the measure; of the kind of moment at a place; of single waits, `OVER` or a percentage."""


class Readings(NamedTuple):
    """Numerators and denominators, in the order of `labels`."""

    x: Floats
    n: Floats


def labels(program: Program) -> tuple[Label, ...]:
    """Say what each entry of the vectors is."""
    return tuple(_labels(program))


def _labels(program: Program) -> Iterator[Label]:
    names = program.names
    for key in by_key("issue", "run"):
        yield Label("variant", "", key)
    for grain, groups in (("persona", names.personas), ("reason", names.reasons)):
        for group in groups if len(groups) > 1 else ():
            for key in by_key("issue"):
                yield Label(grain, group, key)
    for key in by_key("team"):
        for team in names.teams:
            yield Label("team", team, key)
    for key in by_key("step"):
        for step in names.steps:
            yield Label("step", step, key)
    for grain in ("place", "but for repeating"):
        for place in (*names.steps, ""):
            for kind in KINDS:
                yield Label(grain, place, kind)
    for key in (*map(str, PERCENTS), OVER):
        yield Label("waits", "", key)


def read(record: Record) -> Readings:
    """Take every measure of a replication."""
    pairs = list(_pairs(record))
    return Readings(
        np.concatenate([np.atleast_1d(x) for x, _ in pairs]).astype(np.float64),
        np.concatenate([np.atleast_1d(n) for _, n in pairs]).astype(np.float64),
    )


def _pairs(record: Record) -> Iterator[tuple[Number, Number]]:
    issues, names = record.issues, record.program.names
    for of_issues in OF_ISSUES:
        yield pair(of_issues.function(issues))
    for of_runs in OF_RUNS:
        yield pair(of_runs.function(record))
    yield from _by_group(record, issues.persona, len(names.personas))
    yield from _by_group(record, issues.reason, len(names.reasons))
    for measure in (*OF_TEAMS, *OF_STEPS):
        yield pair(measure.function(record))
    customers = float(len(issues.outcome))
    for counts in places(record):
        yield counts.ravel(), np.full(counts.size, customers)
    for value in summary(record):
        yield pair(value)


def _by_group(record: Record, of: Ints, groups: int) -> Iterator[tuple[Number, Number]]:
    """Measure the issues of each group; a single group says nothing new."""
    for group in range(groups) if groups > 1 else ():
        issues = record.issues.where(of == group)
        for measure in OF_ISSUES:
            yield pair(measure.function(issues))
