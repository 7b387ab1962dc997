"""blueprint-sim: the same customers through each design of a service, compared.

>>> import blueprint_sim
>>> scenario = blueprint_sim.example().with_({"run.days": 1})
>>> result = blueprint_sim.run(scenario, replications=4)
>>> result.variants["menu_first"].measures["handoffs_mean"].unit
'count'
>>> result.to_frame("teams").query("measure == 'utilisation'").shape
(6, 8)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from blueprint_sim.errors import BlueprintError as BlueprintError
    from blueprint_sim.errors import InTheWayError as InTheWayError
    from blueprint_sim.errors import OutputError as OutputError
    from blueprint_sim.errors import Problem as Problem
    from blueprint_sim.errors import ResultError as ResultError
    from blueprint_sim.errors import Runaway as Runaway
    from blueprint_sim.errors import ScenarioError as ScenarioError
    from blueprint_sim.format.load import build as build
    from blueprint_sim.format.load import load as load
    from blueprint_sim.format.load import loads as loads
    from blueprint_sim.format.write import dumps as dumps
    from blueprint_sim.model.scenario import Scenario as Scenario
    from blueprint_sim.report.notebook import compare as compare
    from blueprint_sim.report.notebook import run as run
    from blueprint_sim.report.picture import Picture as Picture
    from blueprint_sim.report.picture import draw as draw
    from blueprint_sim.report.result import Result as Result
    from blueprint_sim.report.scenarios import example as example
    from blueprint_sim.report.scenarios import save as save
    from blueprint_sim.studies.comparison import Comparison as Comparison
    from blueprint_sim.studies.comparison import Verdict as Verdict
    from blueprint_sim.studies.estimate import Estimate as Estimate
    from blueprint_sim.studies.result import VariantResult as VariantResult

__version__ = "0.1.0"

_HOMES = {
    "BlueprintError": "errors",
    "Comparison": "studies.comparison",
    "Estimate": "studies.estimate",
    "InTheWayError": "errors",
    "OutputError": "errors",
    "Picture": "report.picture",
    "Problem": "errors",
    "Result": "report.result",
    "ResultError": "errors",
    "Runaway": "errors",
    "Scenario": "model.scenario",
    "ScenarioError": "errors",
    "VariantResult": "studies.result",
    "Verdict": "studies.comparison",
    "build": "format.load",
    "compare": "report.notebook",
    "draw": "report.picture",
    "dumps": "format.write",
    "example": "report.scenarios",
    "load": "format.load",
    "loads": "format.load",
    "run": "report.notebook",
    "save": "report.scenarios",
}

__all__ = [
    "BlueprintError",
    "Comparison",
    "Estimate",
    "InTheWayError",
    "OutputError",
    "Picture",
    "Problem",
    "Result",
    "ResultError",
    "Runaway",
    "Scenario",
    "ScenarioError",
    "VariantResult",
    "Verdict",
    "__version__",
    "build",
    "compare",
    "draw",
    "dumps",
    "example",
    "load",
    "loads",
    "run",
    "save",
]


def __getattr__(name: str) -> Any:
    """Bring in a public name when it is first used: `--help` must feel instant."""
    if name not in _HOMES:
        raise AttributeError(f"module 'blueprint_sim' has no attribute '{name}'")
    return getattr(import_module(f"blueprint_sim.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
