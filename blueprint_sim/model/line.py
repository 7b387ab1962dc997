"""Who is on the line: which teams may have the customer, or stay beside whoever serves them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from blueprint_sim.model.blueprint import SAME, Step
from blueprint_sim.model.crossings import is_beyond
from blueprint_sim.model.graph import START, Graph, led_here

NOWHERE: Final[Mapping[str, frozenset[str]]] = {}
"""On no channel, at any step."""


def on_the_line(graph: Graph, name: str) -> set[str]:
    """Give the teams of which somebody may be on the line as customers leave a step."""
    found, coming = set[str](), [name]
    passed = set(coming)
    while coming:
        at = coming.pop()
        step: Step = graph.nodes[at]["step"]
        found.update(graph.nodes[at]["teams"])
        if step.hold or any(rule.then == SAME for rule in step.by):
            before = led_here(graph, at) - passed - {START}
            passed |= before
            coming += before
    return found


def staying(
    graph: Graph, name: str, on: Mapping[str, frozenset[str]] = NOWHERE
) -> set[tuple[str, str]]:
    """Give who may stay on the line at a step with `hold`, and for whom: pairs of teams.

    `on` are the channels of `channels_at`: who comes from another has left the line.
    """
    step: Step = graph.nodes[name]["step"]
    if not step.hold or step.emptied:
        return set()
    return {
        (team, other)
        for origin in led_here(graph, name) - {START}
        if not is_beyond(graph, origin, name, on)
        for team in on_the_line(graph, origin)
        for rule in step.by
        if team not in rule.then
        for other in rule.then
    }
