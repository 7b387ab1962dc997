"""The same customers in two variants: who is better off in one than in the other, and who worse."""

from __future__ import annotations

from enum import IntEnum
from typing import Final, NamedTuple

import numpy as np

from blueprint_sim.measures.record import Record
from blueprint_sim.measures.values import tally
from blueprint_sim.simulation.program import Flags, Floats, Ints, Names, Outcome

CLOSE: Final = 1e-9
"""What two customers went through is equal if it differs by no more."""
JUDGED: Final[dict[str, float]] = {"memory": 1.0, "misery": -1.0, "wait": -1.0, "contacts": -1.0}
"""By what an issue is judged, each a column of `Issues`; 1 where more is better, -1 where less."""


class Fate(IntEnum):
    """What became of one customer in a variant, beside the baseline."""

    BETTER = 0
    EQUAL = 1
    WORSE = 2
    AVOIDED = 3
    """Comes to the baseline only: a fix keeps them from having to come."""
    ADDED = 4
    """Comes to the variant only: there, what the baseline fixes is not."""
    UNFINISHED = 5
    """Comes to both, and is unfinished in one of them."""


class Faces(NamedTuple):
    """The customers of one replication of one variant who count, in the order of their numbers."""

    customer: Ints
    reason: Ints
    persona: Ints
    finished: Flags
    judged: Floats
    """[by what, customer]: the larger the better."""


class Fates(NamedTuple):
    """How many customers fared how in a variant, beside the baseline, in one replication."""

    times: Ints
    """[group, by what, fate]: groups as in `groups`."""


def faces(record: Record) -> Faces:
    """Keep what is needed to set customers beside themselves in another variant."""
    issues, people = record.issues, record.log.customers
    columns = [sign * getattr(issues, name) for name, sign in JUDGED.items()]
    return Faces(
        customer=people["customer"][record.counted].astype(np.int64),
        reason=issues.reason,
        persona=issues.persona,
        finished=issues.outcome != Outcome.UNFINISHED,
        judged=np.array(columns, dtype=np.float64),
    )


def groups(names: Names) -> tuple[tuple[str, str], ...]:
    """Give the groups of customers: everybody, then each persona and reason if there are several.

    Each is a kind and a name: `everybody` (without a name), `persona` or `reason`.
    """
    kinds = (("persona", names.personas), ("reason", names.reasons))
    several = [(kind, name) for kind, each in kinds if len(each) > 1 for name in each]
    return (("everybody", ""), *several)


def fates(baseline: Faces, variant: Faces, names: Names) -> Fates:
    """Set the customers of a variant beside themselves in the baseline.

    Who comes to neither is nobody. The work is linear in the customers.
    """
    _, mine, theirs = np.intersect1d(
        variant.customer, baseline.customer, assume_unique=True, return_indices=True
    )
    apart = variant.judged[:, mine] - baseline.judged[:, theirs]
    fate = np.where(apart > CLOSE, Fate.BETTER, np.where(apart < -CLOSE, Fate.WORSE, Fate.EQUAL))
    fate[:, ~(variant.finished[mine] & baseline.finished[theirs])] = Fate.UNFINISHED
    parts = [
        _count(fate, variant.persona[mine], variant.reason[mine], names),
        _alone(baseline, theirs, Fate.AVOIDED, names),
        _alone(variant, mine, Fate.ADDED, names),
    ]
    return Fates(np.sum(parts, axis=0))


def _alone(side: Faces, common: Ints, fate: Fate, names: Names) -> Ints:
    """Count those who come to one side only."""
    own = np.ones(len(side.customer), dtype=np.bool_)
    own[common] = False
    same = np.full((len(JUDGED), int(own.sum())), fate)
    return _count(same, side.persona[own], side.reason[own], names)


def _count(fate: Ints, persona: Ints, reason: Ints, names: Names) -> Ints:
    """[group, by what, fate]: how many."""
    members = [np.ones(fate.shape[1], dtype=np.bool_)]
    for of, each in ((persona, names.personas), (reason, names.reasons)):
        members += [of == number for number in range(len(each)) if len(each) > 1]
    rows = [[tally(each[mine], len(Fate)) for each in fate] for mine in members]
    return np.array(rows, dtype=np.int64)
