"""Which measures decide, and the smallest difference in each that is worth acting on."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from blueprint_sim.errors import Problem
from blueprint_sim.measures.catalogue import by_key
from blueprint_sim.model.base import did_you_mean
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.simulation.program import Program
from blueprint_sim.studies.sample import Sample

DEFAULTS: Mapping[str, float] = {"misery_mean": 0.2, "wait_mean": 0.5, "share_resolved": 0.01}
"""What matters where nothing is written: moments of misery, minutes, and a point of a share."""
COST_PART = 0.05
"""And, for `cost_per_resolved` and `cost_total`, this part of the baseline's, before churn."""
CONTACTS_PART = 0.01
"""And, for `contacts_total`, this."""
TOTALS = ("misery_total", "contacts_total", "cost_total")
"""What decides where other people come than to the baseline: for all variants, by default."""


def matters(scenario: Scenario, baseline: Sample) -> dict[str, float]:
    """Give what matters: as written, or else by default: totals if fixes differ.

    Those that are run or not: a variant alone is judged as it is among all.
    """
    if scenario.compare.matters:
        return dict(scenario.compare.matters)
    if _fix_apart(scenario):
        return totals(scenario, baseline)
    cost = baseline.ratio("cost_per_resolved")
    return {**DEFAULTS, "cost_per_resolved": 0.0 if math.isnan(cost) else COST_PART * abs(cost)}


def _fix_apart(scenario: Scenario) -> bool:
    """Tell whether variants state different fixes, be it of 0%."""
    first, *others = scenario.variants.values()
    return any(variant.fixes != first.fixes for variant in others)


def totals(scenario: Scenario, baseline: Sample) -> dict[str, float]:
    """Give what matters where other people come than to the baseline: as written, or by default.

    By default, what matters of an issue times the baseline's customers, and parts of its totals.
    """
    written = scenario.compare.matters
    if named := {key: size for key, size in written.items() if key in TOTALS}:
        return named
    an_issue = written.get("misery_mean", DEFAULTS["misery_mean"])
    return {
        "misery_total": an_issue * baseline.ratio("customers"),
        "contacts_total": CONTACTS_PART * baseline.ratio("contacts_total"),
        "cost_total": COST_PART * abs(_running(baseline)),
    }


def _running(baseline: Sample) -> float:
    """Give what the service itself costs: all but what it costs that customers leave for good.

    Where nothing else costs anything, give all.
    """
    every, leaving = baseline.ratio("cost_total"), baseline.ratio("churn_cost")
    if math.isnan(leaving) or math.isclose(every, leaving):
        return every
    return every - leaving


def families(
    scenario: Scenario, programs: Mapping[str, Program], samples: Mapping[str, Sample], base: str
) -> dict[str, dict[str, float]]:
    """Give what decides between each variant and the baseline.

    Where a variant fixes something else than the baseline does, other people come to it, and what
    happens to one of them is no measure of the variant: totals decide. Unless the scenario writes
    what matters, they then decide for every variant, so that each can be set beside each.
    """
    ordinary = matters(scenario, samples[base])
    totals_ = totals(scenario, samples[base])
    return {
        name: dict(totals_ if differ(programs[base], programs[name]) else ordinary)
        for name in samples
        if name != base
    }


def differ(one: Program, other: Program) -> bool:
    """Tell whether other people come to one variant than to the other."""
    return not np.array_equal(one.fixes.share, other.fixes.share)


def check(scenario: Scenario) -> list[Problem]:
    """Find measures that the scenario says matter and that do not exist."""
    known = by_key("issue", "run")
    return [
        Problem(("compare", "matters", key), f"no measure '{key}'", did_you_mean(key, known))
        for key in scenario.compare.matters
        if key not in known
    ]
