"""Steps, teams and demand that ask for what cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_sim.errors import Problem
from blueprint_sim.model.blueprint import BROKEN_PROMISE, NOBODY, SAME
from blueprint_sim.model.checks.hold import nobody_else
from blueprint_sim.model.checks.same import nobody_to_return_to
from blueprint_sim.model.checks.walk import each_condition, each_rule
from blueprint_sim.model.checks.warning import warning
from blueprint_sim.model.checks.ways import no_time
from blueprint_sim.model.crossings import channels_at, is_beyond
from blueprint_sim.model.demand import COMES_BACK
from blueprint_sim.model.graph import START, Graph, led_here
from blueprint_sim.model.routes import hidden
from blueprint_sim.model.scenario import Scenario


def impossible_steps(scenario: Scenario, variant: str) -> Iterator[Problem]:
    """Check what a variant asks of its steps."""
    design, at = scenario.variants[variant], ("variants", variant)
    for path, when in each_condition(design.start, (*at, "start")):
        if when.visit:
            remedy = "test 'contact' instead"
            yield Problem((*path, "visit"), "at the start no step is being visited", remedy)
    for name, step in design.steps.items():
        path = (*at, "steps", name)
        if step.asks and any(rule.then == NOBODY for rule in step.by):
            remedy = "write by: and a team, or leave asks out"
            yield Problem((*path, "asks"), "nobody is there to ask", remedy)
        yield from nobody_else((*path, "hold"), step)
        yield from nobody_to_return_to((*path, "returns_to_same"), step, design.teams)
        for fact, ask in step.asks.items():
            if ask.takes is not None and len(ask.takes) > 1:
                said = "rules cannot decide how long a question takes"
                remedy = "write one time, or ask at two steps and let rules choose between them"
                yield Problem((*path, "asks", fact, "takes"), said, remedy)


def unseen_questions(variant: str, graph: Graph) -> Iterator[Problem]:
    """Check that questions are asked where the customer is."""
    for name, node in graph.nodes(data=True):
        if node["kind"] == "step" and node["step"].asks and hidden(node["lane"]):
            said = f"customers do not see the {node['lane']} lane, so nobody can ask them there"
            remedy = "put the step on lane: frontstage, or leave asks out"
            yield Problem(("variants", variant, "steps", name, "asks"), said, remedy)


def nobody_to_keep(scenario: Scenario, variant: str, graph: Graph) -> Iterator[Problem]:
    """Check that `same` has somebody whom the customer can keep.

    Where only emptied steps stand between, it is suspect: then the customer acts alone.
    """
    channels = channels_at(graph, scenario.variants[variant].channels)
    for name, node in graph.nodes(data=True):
        if node["kind"] != "step" or node["emptied"] or node["step"].away:
            continue
        for path, rule in each_rule(node["step"].by, ("variants", variant, "steps", name, "by")):
            if rule.then == SAME and node["step"].needs:
                said = "'same' keeps whoever has the customer, but who waits for "
                said += f"'{node['step'].needs}' leaves them behind"
                yield Problem(path, said, "name a team")
            direct = set(graph.predecessors(name))
            for origins, suspect in ((direct, False), (led_here(graph, name) - direct, True)):
                if rule.then == SAME and (alone := _alone(graph, origins, name, channels)):
                    said = f"'same' keeps whoever has the customer, but {alone}"
                    yield Problem(path, said, "name a team", suspect)


def coming_back_for_ever(scenario: Scenario) -> Iterator[Problem]:
    """Check that those who come back do so later, or not always, or not for ever."""
    steps = [step for design in scenario.variants.values() for step in design.steps.values()]
    events = [(event, chance) for step in steps for event, chance in step.events.items()]
    certain = {event for event, chance in events if any(rule.then >= 1 for rule in chance)}
    for outcome, again in scenario.demand.recontact.items():
        if outcome == BROKEN_PROMISE:  # takes another promise, made and broken, each time
            continue
        if outcome not in COMES_BACK and outcome not in certain:
            continue
        always = any(rule.then >= 1 for rule in again.chance)
        if always and again.returns is None and no_time(again.after):
            path = ("demand", "recontact", outcome)
            yield Problem(path, "everyone comes back at once, for ever", "add returns: 3")


def coming_back_each_time(scenario: Scenario) -> Iterator[Problem]:
    """Warn of an event that always happens where it does, and always brings everyone back."""
    for occasion, again in scenario.demand.recontact.items():
        always = again.returns is None and all(rule.then >= 1 for rule in again.chance)
        steps = _always_at(scenario, occasion) if always else []
        if steps and occasion not in COMES_BACK and not no_time(again.after):
            said = f"it happens at each visit of '{steps[0]}' and brings everyone back, for ever"
            remedy = "add returns: 3, or write a chance below 100%"
            yield warning(("demand", "recontact", occasion), said, remedy)


def _always_at(scenario: Scenario, event: str) -> list[str]:
    """Give the steps, of any variant, at which an event happens whoever comes."""
    return [
        name
        for design in scenario.variants.values()
        for name, step in design.steps.items()
        if event in step.events and not step.emptied
        if all(rule.then >= 1 for rule in step.events[event])
    ]


def _alone(graph: Graph, origins: set[str], name: str, channels: dict[str, frozenset[str]]) -> str:
    """Say who comes without anybody having them, if someone does."""
    for origin in sorted(origins):
        node = graph.nodes[origin]
        if origin == START:
            return "the journey starts here"
        if not node["emptied"] and any(rule.then == NOBODY for rule in node["step"].by):
            return f"those who come from '{origin}' are served by nobody there"
        if not node["emptied"] and node["step"].away:
            return f"those who come from '{origin}' have been away"
        if not node["emptied"] and is_beyond(graph, origin, name, channels):
            return f"those who come from '{origin}' come from another channel"
    return ""
