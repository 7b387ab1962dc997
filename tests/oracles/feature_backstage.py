"""Features of work in the meantime: tasks, waiting for them, and promises about them."""

from __future__ import annotations

import numpy as np

from blueprint_sim.simulation.log import Moment, Spell
from blueprint_sim.simulation.program import NONE, Outcome
from tests.oracles.feature_run import Feature, Run


def _lasts(kind: Spell) -> Feature:
    """Some spell of a kind took time."""

    def occurred(run: Run) -> bool:
        spells = run.log.spells[run.log.spells["kind"] == kind]
        return bool(np.any(spells["ended"] > spells["began"]))

    return occurred


def _chased(run: Run) -> bool:
    """Somebody came once more after a contact that brings nobody back: for a promise, then."""
    contacts = run.log.contacts
    again = contacts["customer"][1:] == contacts["customer"][:-1]
    again &= ~contacts["onward"][1:]
    moved_on = contacts["outcome"][:-1] == Outcome.MOVED_ON
    last = np.where(moved_on, Outcome.RESOLVED, contacts["outcome"][:-1])
    may = np.isin(run.log.events["event"], run.program.surfacing.event)
    misinformed = np.isin(contacts["customer"][:-1], run.log.events["customer"][may])
    again &= (last != Outcome.RESOLVED) | ~misinformed
    return bool(np.any(again & ~moved_on & (run.program.afterwards.chance[last] == NONE)))


BACKSTAGE: dict[str, Feature] = {
    "task": _lasts(Spell.TASK),
    "parked": _lasts(Spell.PARKED),
    "chased": _chased,
    "broken promise": lambda run: bool(np.any(run.log.moments["kind"] == Moment.PROMISE)),
}
