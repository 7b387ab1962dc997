"""What customers go through: handoffs, questions, moments of truth."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from blueprint_sim.measures.customers import MISERY, Issues
from blueprint_sim.measures.record import Record
from blueprint_sim.measures.values import Ratio, mean, mean_of_those, share, tally
from blueprint_sim.simulation.log import Moment
from blueprint_sim.simulation.program import Floats


def handoffs_mean(issues: Issues) -> Ratio:
    """Handoffs per issue."""
    return mean(issues.handoffs)


def questions_mean(issues: Issues) -> Ratio:
    """Questions per issue."""
    return mean(issues.questions)


def repeat_questions_mean(issues: Issues) -> Ratio:
    """Questions per issue about what was told before."""
    return mean(issues.repeats)


def moments_mean(issues: Issues) -> Ratio:
    """Moments of truth per issue."""
    return mean(issues.moments)


def misery_mean(issues: Issues) -> Ratio:
    """Moments of misery per issue."""
    return mean(issues.misery)


def magic_mean(issues: Issues) -> Ratio:
    """Moments of magic per issue."""
    return mean(issues.magic)


def share_with_misery(issues: Issues) -> Ratio:
    """Share of issues with any moment of misery."""
    return share(issues.misery > 0)


def valence_mean(issues: Issues) -> Ratio:
    """Mean over issues of the mean of their moments, -2 to +2."""
    return mean_of_those(issues.valence)


def memory_mean(issues: Issues) -> Ratio:
    """Mean over issues of what is remembered of their moments, -2 to +2."""
    return mean_of_those(issues.memory)


class Places(NamedTuple):
    """Where misery is felt by the customers who count. Rows: the steps, then the ending."""

    misery: Floats
    """[place, kind]: moments of misery; kinds as in `Moment`."""
    at_the_threshold: Floats
    """[place, kind]: of those, how many feel exactly -1."""


def places(record: Record) -> Places:
    """Count the moments of misery by step and kind."""
    moments = record.log.moments
    sad = np.flatnonzero(moments["valence"] <= MISERY)
    if not record.counted.all():
        who = record.log.customers["customer"][record.counted]
        sad = sad[np.isin(moments["customer"][sad], who)]
    kinds, steps = len(Moment), len(record.program.names.steps)
    # The ending, step -1, comes round to the last row.
    cell = moments["step"][sad].astype(np.int64) % (steps + 1) * kinds + moments["kind"][sad]
    exact = moments["valence"][sad] == MISERY
    shape, size = (steps + 1, kinds), (steps + 1) * kinds
    return Places(
        tally(cell, size).astype(np.float64).reshape(shape),
        tally(cell[exact], size).astype(np.float64).reshape(shape),
    )
