"""blueprint-sim: the same customers through each design of a service, compared.

>>> import blueprint_sim
>>> scenario = blueprint_sim.load("scenarios/voice_menu_or_person.yaml")
>>> result = blueprint_sim.run(scenario, replications=4)
>>> result.variants["menu_first"].measures["handoffs_mean"].unit
'count'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from blueprint_sim.errors import BlueprintError as BlueprintError
    from blueprint_sim.errors import InTheWayError as InTheWayError
    from blueprint_sim.errors import OutputError as OutputError
    from blueprint_sim.errors import Problem as Problem
    from blueprint_sim.errors import Runaway as Runaway
    from blueprint_sim.errors import ScenarioError as ScenarioError
    from blueprint_sim.format.load import load as load
    from blueprint_sim.format.load import loads as loads
    from blueprint_sim.model.scenario import Scenario as Scenario
    from blueprint_sim.studies.result import Result as Result
    from blueprint_sim.studies.run import run as run

__version__ = "0.1.0"

_HOMES = {
    "BlueprintError": "errors",
    "InTheWayError": "errors",
    "OutputError": "errors",
    "Problem": "errors",
    "Result": "studies.result",
    "Runaway": "errors",
    "Scenario": "model.scenario",
    "ScenarioError": "errors",
    "load": "format.load",
    "loads": "format.load",
    "run": "studies.run",
}

__all__ = [
    "BlueprintError",
    "InTheWayError",
    "OutputError",
    "Problem",
    "Result",
    "Runaway",
    "Scenario",
    "ScenarioError",
    "__version__",
    "load",
    "loads",
    "run",
]


def __getattr__(name: str) -> Any:
    """Bring in a public name when it is first used: `--help` must feel instant."""
    if name not in _HOMES:
        raise AttributeError(f"module 'blueprint_sim' has no attribute '{name}'")
    return getattr(import_module(f"blueprint_sim.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
