"""Coming back to the worker who served before: where there is nobody to come back to."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_sim.errors import Path, Problem
from blueprint_sim.model.blueprint import NOBODY, SAME, Step
from blueprint_sim.model.graph import Graph, before, reachable
from blueprint_sim.model.people import Team
from blueprint_sim.model.scenario import Scenario

_REMEDY = "leave returns_to_same out, or name teams of people in by"


def nobody_to_return_to(path: Path, step: Step, teams: dict[str, Team]) -> Iterator[Problem]:
    """Check that customers can tell the workers of a step apart."""
    if step.returns_to_same is None or step.emptied:
        return
    whom = [rule.then for rule in step.by]
    machines = sorted({name for those in whom for name in those if _is_machine(name, teams)})
    if machines:
        said = f"'{machines[0]}' is a machine, and customers do not ask for the same one again"
        yield Problem(path, said, _REMEDY)
    if NOBODY in whom:
        yield Problem(path, "nobody serves the customer here", _REMEDY)
    if SAME in whom:
        said = "'same' is whoever has the customer already, so they never wait for them"
        yield Problem(path, said, _REMEDY)


def suspect_returns(scenario: Scenario, variant: str, graph: Graph) -> Iterator[Problem]:
    """Warn of waiting for the same worker where nobody can have been served before."""
    if scenario.demand.recontact:
        return
    for name in sorted(reachable(graph)):
        step: Step = graph.nodes[name]["step"]
        if step.returns_to_same is None or step.emptied:
            continue
        origins = before(graph, name)
        if any(name in before(graph, other) for other in origins):
            origins.add(name)
        earlier = {team for other in origins for team in _teams(graph, other)}
        teams = graph.nodes[name]["teams"]
        if not earlier.intersection(teams):
            path = ("variants", variant, "steps", name, "returns_to_same")
            said = f"nobody has been served by {' or '.join(teams)} on the way here, and nobody "
            said += "comes back"
            remedy = "leave returns_to_same out, or say who comes back under demand: {recontact}"
            yield Problem(path, said, remedy, warning=True)


def _is_machine(name: str, teams: dict[str, Team]) -> bool:
    return name in teams and teams[name].machine


def _teams(graph: Graph, name: str) -> tuple[str, ...]:
    """Give the teams that may serve a step; none if it is emptied."""
    node = graph.nodes[name]
    return () if node.get("emptied", True) else node["teams"]
