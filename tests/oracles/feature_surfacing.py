"""The feature of what turns out to be wrong."""

from __future__ import annotations

from typing import Any

import numpy as np

from blueprint_sim.simulation.log import Moment
from blueprint_sim.simulation.program import Outcome
from tests.oracles.feature_run import Feature, Run


def _back_though_resolved(run: Run) -> Any:
    """Mark the contacts, but the last, that seemed to resolve the issue, and did not."""
    contacts = run.log.contacts
    again = contacts["customer"][1:] == contacts["customer"][:-1]
    let_down = run.log.moments["customer"][run.log.moments["kind"] == Moment.PROMISE]
    chased = np.isin(contacts["customer"][:-1], let_down)
    return again & (contacts["outcome"][:-1] == Outcome.RESOLVED) & ~chased


SURFACING: dict[str, Feature] = {
    "surfaced": lambda run: bool(np.any(_back_though_resolved(run))),
}
