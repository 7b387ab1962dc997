"""Workers who stay on the line: where nobody can, and where all may wait for each other."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_sim.errors import Path, Problem
from blueprint_sim.model.blueprint import NOBODY, SAME, Step
from blueprint_sim.model.crossings import channels_at
from blueprint_sim.model.graph import Graph, reachable
from blueprint_sim.model.line import staying
from blueprint_sim.model.scenario import Scenario


def nobody_else(path: Path, step: Step) -> Iterator[Problem]:
    """Check that there is a line, and somebody else on it, where a worker is to stay."""
    whom = {rule.then for rule in step.by} if step.hold and not step.emptied else set()
    remedy = "write by: and the team to bring in, or leave hold out"
    if whom and step.away:
        said = "the customer is away then, so there is no line to stay on"
        yield Problem(path, said, "leave hold out, or away")
    if NOBODY in whom:
        said = "nobody serves the customer here, so there is nothing to stay on the line for"
        yield Problem(path, said, remedy)
    if SAME in whom:
        said = "'same' is whoever has the customer already, so nobody else is brought in"
        yield Problem(path, said, remedy)


def suspect_hold(scenario: Scenario, variant: str, graph: Graph) -> Iterator[Problem]:
    """Warn of `hold` where nobody can stay on the line, and where all of them may wait for ever."""
    design = scenario.variants[variant]
    limited = {name for name, team in design.teams.items() if team.size is not None}
    on = channels_at(graph, design.channels)
    seen: dict[tuple[str, str], str] = {}
    for name in sorted(reachable(graph)):
        step: Step = graph.nodes[name]["step"]
        if not step.hold or step.emptied:
            continue
        path = ("variants", variant, "steps", name, "hold")
        pairs = sorted(staying(graph, name, on))
        if not pairs:
            said = "nobody of another team can have the customer on the way here, so nobody stays "
            said += "on the line"
            remedy = "lead a step of another team to it, or leave hold out"
            yield Problem(path, said, remedy, warning=True)
        for team, other in pairs:
            if (other, team) in seen and {team, other} <= limited:
                said = f"here {team} stay on the line waiting for {other}, and at "
                said += f"'{seen[other, team]}' {other} for {team}: with all of them on the line, "
                said += "nobody can go on"
                yield Problem(path, said, "leave hold out at one of the two", warning=True)
                break
        seen |= dict.fromkeys(pairs, name)
