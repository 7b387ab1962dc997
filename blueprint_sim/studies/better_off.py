"""Who is better or worse off than in the baseline: shares of the same customers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from blueprint_sim.measures.fates import JUDGED, Fate, groups
from blueprint_sim.simulation.program import Ints, Program
from blueprint_sim.studies.intervals import interval, pool
from blueprint_sim.studies.result import BetterOff, Estimate
from blueprint_sim.studies.sample import Sample

GOOD: Mapping[Fate, str] = {Fate.BETTER: "higher", Fate.WORSE: "lower", Fate.UNFINISHED: "lower"}
"""Which side is good, of the shares that have a good side."""


def better_off(
    samples: Mapping[str, Sample], programs: Mapping[str, Program], baseline: str
) -> tuple[BetterOff, ...]:
    """Set the customers of each variant beside themselves in the baseline, group by group."""
    return tuple(
        found
        for name, sample in samples.items()
        if sample.fates
        for found in _variant(sample, programs[name], baseline)
    )


def _variant(sample: Sample, program: Program, baseline: str) -> Iterator[BetterOff]:
    counts = np.array([fates.times for fates in sample.fates])
    for group, (by, name) in enumerate(groups(program.names)):
        for number, judged_by in enumerate(JUDGED):
            yield BetterOff(
                baseline,
                program.variant,
                by,
                name,
                judged_by,
                *_shares(counts[:, group, number]),
            )


def _shares(counts: Ints) -> Iterator[Estimate]:
    """Give the share of each fate, of counts [replication, fate]."""
    whole = counts.sum(axis=1).astype(np.float64)
    for fate in Fate:
        shares = interval(pool(counts[:, fate].astype(np.float64), whole))
        yield Estimate(*shares, "share", GOOD.get(fate))
