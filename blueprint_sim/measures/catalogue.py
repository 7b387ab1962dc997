"""The registry of measures, which the documentation, JSON, report and ``--fail-if`` read.

A measure of issues is a function of any group of issues; one of runs needs a whole replication,
since staffed time belongs to no customer in particular. Those of teams and steps give one value
for each.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from blueprint_sim.measures import (
    callbacks,
    costs,
    experience,
    outcomes,
    steps,
    teams,
    totals,
    waits,
)
from blueprint_sim.measures.customers import Issues
from blueprint_sim.measures.record import Record
from blueprint_sim.measures.values import Value
from blueprint_sim.simulation.program import ISSUE_OUTCOMES, Outcome

Grain = Literal["issue", "run", "team", "step"]
Better = Literal["lower", "higher"] | None
Subject = TypeVar("Subject", Issues, Record)

LOWER: Better = "lower"
HIGHER: Better = "higher"


class Measure(NamedTuple, Generic[Subject]):
    """One measure."""

    grain: Grain
    key: str
    unit: str
    """count, share, min, valence (-2 to +2) or currency."""
    better: Better
    """Which side is good; None: neither."""
    meaning: str
    function: Callable[[Subject], Value]


def _entry(
    grain: Grain, function: Callable[[Subject], Value], unit: str, better: Better = None
) -> Measure[Subject]:
    """Enter a function under its own name; what it means is what its docstring says."""
    meaning = (function.__doc__ or "").partition("\n")[0].rstrip(".")
    return Measure(grain, function.__name__, unit, better, meaning, function)


_ENDINGS: dict[Outcome, str] = {
    Outcome.RESOLVED: "resolved",
    Outcome.UNRESOLVED: "unresolved",
    Outcome.DEAD_END: "at a dead end",
    Outcome.ABANDONED: "by hanging up, or by missing a call back",
    Outcome.BALKED: "by leaving at once rather than wait",
    Outcome.BLOCKED: "by being turned away: the line is full, or no line is free",
    Outcome.WALKED_AWAY: "by walking away",
    Outcome.UNFINISHED: "unfinished: closing, or the end of the run, came first",
}


def _outcome(outcome: Outcome) -> Measure[Issues]:
    """Enter the share of issues that end so."""
    name = outcome.name.lower()
    better = HIGHER if outcome is Outcome.RESOLVED else LOWER
    meaning = f"Share of issues that end {_ENDINGS[outcome]}"
    return Measure("issue", f"share_{name}", "share", better, meaning, outcomes.share_of(outcome))


OF_ISSUES: tuple[Measure[Issues], ...] = (
    _entry("issue", outcomes.customers, "count"),
    *(_outcome(outcome) for outcome in ISSUE_OUTCOMES),
    _entry("issue", outcomes.share_one_and_done, "share", HIGHER),
    _entry("issue", outcomes.share_returns_later, "share"),
    _entry("issue", outcomes.share_failure_demand, "share", LOWER),
    _entry("issue", outcomes.share_churned, "share", LOWER),
    _entry("issue", outcomes.told_mean, "count", LOWER),
    _entry("issue", outcomes.told_total, "count", LOWER),
    _entry("issue", outcomes.share_promises_broken, "share", LOWER),
    _entry("issue", waits.wait_mean, "min", LOWER),
    _entry("issue", waits.wait_p90, "min", LOWER),
    _entry("issue", waits.service_level, "share", HIGHER),
    _entry("issue", callbacks.share_called_back, "share"),
    _entry("issue", callbacks.callback_wait_mean, "min", LOWER),
    _entry("issue", waits.sojourn_mean, "min", LOWER),
    _entry("issue", experience.handoffs_mean, "count", LOWER),
    _entry("issue", experience.repeat_questions_mean, "count", LOWER),
    _entry("issue", experience.questions_mean, "count", LOWER),
    _entry("issue", outcomes.contacts_mean, "count", LOWER),
    _entry("issue", experience.moments_mean, "count"),
    _entry("issue", experience.misery_mean, "count", LOWER),
    _entry("issue", experience.magic_mean, "count", HIGHER),
    _entry("issue", experience.share_with_misery, "share", LOWER),
    _entry("issue", experience.valence_mean, "valence", HIGHER),
    _entry("issue", experience.memory_mean, "valence", HIGHER),
    _entry("issue", waits.effort_mean, "min", LOWER),
)

OF_RUNS: tuple[Measure[Record], ...] = (
    _entry("run", costs.cost_per_customer, "currency", LOWER),
    _entry("run", costs.cost_per_resolved, "currency", LOWER),
    _entry("run", costs.staff_cost, "currency", LOWER),
    _entry("run", costs.misery_cost, "currency", LOWER),
    _entry("run", costs.event_cost, "currency", LOWER),
    _entry("run", costs.event_earnings, "currency", HIGHER),
    _entry("run", costs.churn_cost, "currency", LOWER),
    _entry("run", costs.fix_cost, "currency", LOWER),
    _entry("run", totals.contacts_avoided, "count", HIGHER),
    _entry("run", totals.contacts_total, "count", LOWER),
    _entry("run", totals.misery_total, "count", LOWER),
    _entry("run", costs.cost_total, "currency", LOWER),
)

OF_TEAMS: tuple[Measure[Record], ...] = (
    _entry("team", teams.requests, "count"),
    _entry("team", teams.share_waiting, "share", LOWER),
    _entry("team", teams.share_reneged, "share", LOWER),
    _entry("team", teams.share_balked, "share", LOWER),
    _entry("team", teams.share_blocked, "share", LOWER),
    _entry("team", teams.wait_mean, "min", LOWER),
    _entry("team", teams.wait_p90, "min", LOWER),
    _entry("team", teams.share_called_back, "share"),
    _entry("team", teams.callback_wait_mean, "min", LOWER),
    _entry("team", teams.queue_mean, "count", LOWER),
    _entry("team", teams.service_level, "share", HIGHER),
    _entry("team", teams.utilisation, "share"),
    _entry("team", teams.overtime, "min", LOWER),
    _entry("team", teams.share_holding, "share"),
    _entry("team", teams.cost, "currency", LOWER),
)

OF_STEPS: tuple[Measure[Record], ...] = (
    _entry("step", steps.visits, "count"),
    _entry("step", steps.wait_mean, "min", LOWER),
    _entry("step", steps.wait_p90, "min", LOWER),
    _entry("step", steps.queue_mean, "count", LOWER),
    _entry("step", steps.share_reneged, "share", LOWER),
    _entry("step", steps.time_mean, "min"),
    _entry("step", steps.questions_mean, "count", LOWER),
    _entry("step", steps.repeat_questions_mean, "count", LOWER),
    _entry("step", steps.share_promises_broken, "share", LOWER),
    _entry("step", steps.misery_mean, "count", LOWER),
    _entry("step", steps.valence_mean, "valence", HIGHER),
    _entry("step", steps.cost, "currency", LOWER),
)

CATALOGUE: tuple[Measure[Any], ...] = (*OF_ISSUES, *OF_RUNS, *OF_TEAMS, *OF_STEPS)
"""Every measure, in the order in which they are shown."""


def by_key(*grains: Grain) -> dict[str, Measure[Any]]:
    """Give the measures of these grains by key, in order."""
    return {measure.key: measure for measure in CATALOGUE if measure.grain in grains}
