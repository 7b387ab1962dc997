"""What follows, written where nothing can follow: warnings."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_sim.errors import Problem
from blueprint_sim.model.checks.warning import warning
from blueprint_sim.model.scenario import Scenario

_REMEDY = "write churn: {resolved: 5%, unresolved: 25%}, or leave it out"


def followed_in_vain(scenario: Scenario) -> Iterator[Problem]:
    """Warn of what leaving costs, or who is kept from it, if nobody is said to leave."""
    judged = scenario.experience
    if judged.churn is not None:
        return
    said = "nobody is said to leave for good, so "
    if judged.churn_costs is not None:
        yield warning(("experience", "churn_costs"), f"{said}this is never paid", _REMEDY)
    for name, feeling in judged.feels.items():
        if feeling.churn != 1.0:
            path = ("experience", "feels", name, "churn")
            yield warning(path, f"{said}this changes nothing", _REMEDY)
