"""What follows, written where nothing can follow, or where more does than is said: warnings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from blueprint_sim.errors import Problem
from blueprint_sim.model.blueprint import Step
from blueprint_sim.model.checks.warning import warning
from blueprint_sim.model.conditions import Condition, Rule
from blueprint_sim.model.consequences import EACH_MISERY, Feeling
from blueprint_sim.model.graph import Graph
from blueprint_sim.model.routes import hidden
from blueprint_sim.model.scenario import Scenario

MISERY: Final = -1.0
"""A moment that feels so, or worse, is misery."""
Chances: TypeAlias = tuple[Rule[float], ...]
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


def made_good_at_once(scenario: Scenario, variant: str, graph: Graph) -> Iterator[Problem]:
    """Warn of an event that takes the misery of another away, and so keeps whom it would lose."""
    if not (scenario.experience.churn or {}).get(EACH_MISERY):
        return
    feels = scenario.experience.feels
    for name, node in graph.nodes(data=True):
        if node["kind"] == "step" and not node["step"].away and not hidden(node["lane"]):
            for bad, good in _made_good(node["step"], feels):
                path = ("variants", variant, "steps", name, "events", good)
                said = (
                    f"it is one moment with '{bad}', which then is no misery: '{good}' keeps those "
                    f"whom {EACH_MISERY} would let leave"
                )
                own = f"{{{good}: {{feels: {feels[good].feels:+g}, churn: -30%}}}}"
                remedy = (
                    f"give '{good}' a step of its own, or if it is meant to, write feels: {own}"
                )
                yield warning(path, said, remedy)


def _made_good(step: Step, feels: Mapping[str, Feeling]) -> Iterator[tuple[str, str]]:
    """Give the pairs of events of which one makes the other no misery, and does not say so."""
    felt = sorted((event, feels[event]) for event in step.events if event in feels)
    for bad, worse in felt:
        for good, better in felt:
            lifts = worse.feels <= MISERY < worse.feels + better.feels
            if lifts and better.churn == 1.0 and _together(step.events[bad], step.events[good]):
                yield bad, good


def _together(one: Chances, other: Chances) -> bool:
    """Tell whether both may happen where one of their conditions holds, or none does."""
    cases = {rule.when for rules in (one, other) for rule in rules}
    return any(_chance(one, case) > 0 and _chance(other, case) > 0 for case in cases)


def _chance(rules: Chances, case: Condition | None) -> float:
    return next(rule.then for rule in rules if rule.when in (case, None))
