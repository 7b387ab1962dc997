"""Studies: the same customers through every variant, many times over, and what comes out."""

from __future__ import annotations

from blueprint_sim.studies.result import Comparison, Estimate, Result, VariantResult, Verdict
from blueprint_sim.studies.run import run
from blueprint_sim.studies.thresholds import Limit

__all__ = ["Comparison", "Estimate", "Limit", "Result", "VariantResult", "Verdict", "run"]
