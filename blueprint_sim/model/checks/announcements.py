"""What is legal but suspect in what is said to those who wait: warnings."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_sim.errors import Path, Problem
from blueprint_sim.model.scenario import Scenario


def suspect_announcements(scenario: Scenario, variant: str) -> Iterator[Problem]:
    """Warn of announcements that change nothing, or only a patience that nobody runs out of."""
    anybody = any(persona.patience is not None for persona in scenario.personas.values())
    for name, team in scenario.variants[variant].teams.items():
        path: Path = ("variants", variant, "teams", name, "announcement")
        said = team.announcement
        if said is None or said.felt_wait != 1:
            continue
        if said.patience == 1:
            remedy = "add patience: +20% or felt_wait: -30%, with the sign that you expect"
            yield Problem(path, "this announcement changes nothing", remedy, warning=True)
        elif not anybody:
            what = "it changes patience, but no persona has any: nobody ever hangs up"
            remedy = "give the personas some patience, or add felt_wait: -30%"
            yield Problem(path, what, remedy, warning=True)
