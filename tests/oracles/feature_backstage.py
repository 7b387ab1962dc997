"""Features of work in the meantime: tasks, waiting for them, and promises about them."""

from __future__ import annotations

import numpy as np

from blueprint_sim.simulation.log import Moment, Spell
from tests.oracles.feature_run import Feature, Run


def _lasts(kind: Spell) -> Feature:
    """Some spell of a kind took time."""

    def occurred(run: Run) -> bool:
        spells = run.log.spells[run.log.spells["kind"] == kind]
        return bool(np.any(spells["ended"] > spells["began"]))

    return occurred


BACKSTAGE: dict[str, Feature] = {
    "task": _lasts(Spell.TASK),
    "parked": _lasts(Spell.PARKED),
    "chased": lambda run: bool(np.any(run.log.spells["kind"] == Spell.CHASE)),
    "broken promise": lambda run: bool(np.any(run.log.moments["kind"] == Moment.PROMISE)),
}
