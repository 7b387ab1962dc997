"""Which measures decide, and the smallest difference in each that is worth acting on."""

from __future__ import annotations

import math
from collections.abc import Mapping

from blueprint_sim.errors import Problem
from blueprint_sim.measures.catalogue import by_key
from blueprint_sim.model.base import did_you_mean
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.studies.sample import Sample

DEFAULTS: Mapping[str, float] = {"misery_mean": 0.2, "wait_mean": 0.5, "share_resolved": 0.01}
"""What matters where nothing is written: moments of misery, minutes, and a point of a share."""
COST_PART = 0.05
"""And, for `cost_per_resolved`, this part of the baseline's."""


def matters(scenario: Scenario, baseline: Sample) -> dict[str, float]:
    """Give what matters: as written, or else by default."""
    if scenario.compare.matters:
        return dict(scenario.compare.matters)
    cost = baseline.ratio("cost_per_resolved")
    return {**DEFAULTS, "cost_per_resolved": 0.0 if math.isnan(cost) else COST_PART * abs(cost)}


def check(scenario: Scenario) -> list[Problem]:
    """Find measures that the scenario says matter and that do not exist."""
    known = by_key("issue", "run")
    return [
        Problem(("compare", "matters", key), f"no measure '{key}'", did_you_mean(key, known))
        for key in scenario.compare.matters
        if key not in known
    ]
