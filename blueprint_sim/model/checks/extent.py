"""How much a run holds: nobody at all, or more than anyone wants to wait for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from blueprint_sim.errors import Problem
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.model.traffic import mean_rate

MANY: Final = 2_000_000
"""Journeys in all replications of all variants that take minutes and more."""


def suspect_extent(scenario: Scenario) -> Iterator[Problem]:
    """Warn of a run to which nobody comes, and of one that takes long."""
    run = scenario.run
    a_day = mean_rate(scenario) * run.length / 3600
    journeys = a_day * run.days * run.replications * len(scenario.variants)
    if not journeys:
        remedy = "write a rate above 0, such as 60 per hour"
        yield Problem(("demand", "arrivals"), "nobody comes", remedy, warning=True)
    if journeys > MANY:
        said = f"about {journeys / 1e6:.3g} million journeys in all, which takes long"
        remedy = "fewer replications or a shorter run would do to try it"
        yield Problem(("run", "replications"), said, remedy, warning=True)
