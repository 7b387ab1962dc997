"""The pictures of the documents."""

from __future__ import annotations

from pathlib import Path

import blueprint_sim
from blueprint_sim import Result

HERE = Path(__file__).parent
SCENARIO = HERE.parents[1] / "scenarios/cancel_subscription.yaml"


def answer() -> Result:
    """Run what the README shows: the scenario as it is shipped."""
    return blueprint_sim.compare(blueprint_sim.load(SCENARIO), "direct_agent", progress=False)


def draw() -> None:
    """Write the pictures."""
    result = answer()
    for dark in (False, True):
        file = HERE / f"voice_menu_first{'_dark' * dark}.svg"
        result.draw("ivr_heavy", dark=dark).save(file)
