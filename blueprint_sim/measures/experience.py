"""What customers go through: handoffs, questions, moments of truth."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from blueprint_sim.measures.customers import Issues
from blueprint_sim.measures.record import Record
from blueprint_sim.measures.values import Ratio, mean, mean_of_those, share, tally
from blueprint_sim.simulation.log import Moment
from blueprint_sim.simulation.program import Floats, Ints
from blueprint_sim.simulation.rules import MISERY


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
    but_for_repeating: Floats
    """[place, kind]: of those, questions that would be none if a repetition felt like nothing."""


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
    mild = moments["kind"][sad] == Moment.QUESTION
    mild &= moments["valence"][sad] - _repetition(record, moments["customer"][sad]) > MISERY
    shape, size = (steps + 1, kinds), (steps + 1) * kinds
    return Places(
        tally(cell, size).astype(np.float64).reshape(shape),
        tally(cell[mild], size).astype(np.float64).reshape(shape),
    )


def _repetition(record: Record, who: Ints) -> Floats:
    """Give how a repeated question feels to each of some customers."""
    people = record.log.customers
    persona = people["persona"][np.searchsorted(people["customer"], who)]
    felt: Floats = record.program.feelings.repeated_question[persona]
    return felt
