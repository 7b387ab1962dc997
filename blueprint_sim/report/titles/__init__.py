"""Findings as titles of pictures: composed from verdicts and numbers, and true of them.

A title says better or worse only where a verdict does. Where an interval leaves a difference
open it says so; where it names values, it claims no more than that they were found.
"""

from __future__ import annotations

from blueprint_sim.report.titles.felt import emotion as emotion
from blueprint_sim.report.titles.felt import misery as misery
from blueprint_sim.report.titles.met import outcomes as outcomes
from blueprint_sim.report.titles.met import waits as waits
from blueprint_sim.report.titles.told import comparison as comparison
from blueprint_sim.report.titles.told import overview as overview

__all__ = ["comparison", "emotion", "misery", "outcomes", "overview", "waits"]
