"""Events that nobody feels: warnings."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_sim.errors import Problem
from blueprint_sim.model.checks.walk import all_conditions
from blueprint_sim.model.checks.warning import warning
from blueprint_sim.model.graph import Graph
from blueprint_sim.model.routes import hidden
from blueprint_sim.model.scenario import Scenario


def suspect_events(scenario: Scenario, variant: str) -> Iterator[Problem]:
    """Warn of events that nobody feels and no rule asks for."""
    felt = _felt(scenario)
    felt |= {event for _, when in all_conditions(scenario) for event in when.had}
    felt |= set(scenario.demand.recontact)
    for name, step in scenario.variants[variant].steps.items():
        for event in sorted(set(step.events) - felt):
            path = ("variants", variant, "steps", name, "events", event)
            remedy = f"write experience: {{feels: {{{event}: -1}}}}, or what it is"
            yield warning(path, f"nobody feels '{event}', and no rule asks for it", remedy)


def suspect_unfelt(scenario: Scenario, variant: str, graph: Graph) -> Iterator[Problem]:
    """Warn of events with a feeling at steps that customers do not see."""
    felt = _felt(scenario) - _worth_only(scenario)
    for name, node in graph.nodes(data=True):
        if node["kind"] == "step" and (node["step"].away or hidden(node["lane"])):
            unseen = f"customers do not see the {node['lane']} lane"
            unseen = "the customer is away" if node["step"].away else unseen
            for event in sorted(felt.intersection(node["step"].events)):
                path = ("variants", variant, "steps", name, "events", event)
                said = f"{unseen}, so nobody feels '{event}'"
                yield warning(path, said, "let it happen at a step that they see")


def _felt(scenario: Scenario) -> set[str]:
    """Give all that somebody has a feeling about."""
    own = {key for persona in scenario.personas.values() for key in persona.feels}
    return own.union(scenario.experience.feels)


def _worth_only(scenario: Scenario) -> set[str]:
    """Give the events that cost, earn or keep something, and feel like nothing to anybody."""
    own = {key for persona in scenario.personas.values() for key in persona.feels}
    feels = scenario.experience.feels.items()
    return {key for key, felt in feels if felt.is_worth and not felt.feels} - own
