"""The graph of a blueprint: who can go where. networkx's only door.

A node is a step, an end (`done`, `dead_end`, `abandoned`, `walked_away`, and `blocked` where a
full line turns customers away), or the start. An edge is one way on: its road, the rule that
opens it, the share of customers that the rule sends along it, and the lines of the blueprint
that it crosses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias

import networkx as nx

from blueprint_sim.model.blueprint import ENDS, Route, Step
from blueprint_sim.model.branches import in_the_meantime, last_steps
from blueprint_sim.model.cases import may_hold, surely_holds
from blueprint_sim.model.channels import say_where
from blueprint_sim.model.conditions import Rule
from blueprint_sim.model.people import Team
from blueprint_sim.model.possible import possible
from blueprint_sim.model.routes import (
    BLOCKED,
    Road,
    crossed,
    full_lines,
    lane_of,
    named_teams,
    roads,
    start_route,
)
from blueprint_sim.model.scenario import Scenario, Variant

Graph: TypeAlias = Any
"""A `networkx.MultiDiGraph`, whose attributes have no types."""

START: Final = "start"


def blueprint_graph(scenario: Scenario, variant: str) -> Graph:
    """Draw the blueprint of a variant as a directed multigraph.

    Nodes carry `kind` ("step", "end" or "start") and `lane` (None for ends and the start);
    steps also carry `step` (the model), `teams` (all that its `by` names, in order), `law` (its
    `takes`), `emptied`, `where` (``by mail``, where it says so) and `meanwhile` (it belongs to a
    branch that customers do not wait for). Edges carry `road`, `rule` (position of the rule in its
    list, from 0), `when` (`Condition` or None), `share` (0 to 1, among those for whom the rule
    decides) and `crosses` (the lines between the lanes of its two steps); their key is
    ``road[rule]``.

    A step that `without` empties stays, as a node that customers pass through: it has no full
    line, and its shares back to itself or to a failed end are dropped and the rest scaled, or
    lead to `done` if none is left. Ways to names that do not exist have no edge; nor has
    a start that is neither written nor to be inferred (`routes.start_route`).

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    variant : str
        Name of one of its variants.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes and edges in the order of sorted names, whatever the order in the file.
    """
    design = scenario.variants[variant]
    meantime = in_the_meantime(design.steps)
    graph: Graph = nx.MultiDiGraph(name=variant)
    for name, step in sorted(design.steps.items()):
        graph.add_node(name, **_step_node(design, step, meanwhile=name in meantime))
    for end in ENDS:
        graph.add_node(end, kind="end", lane=None)
    graph.add_node(START, kind="start", lane=None)
    _add_route(graph, START, "start", start_route(scenario, variant))
    for name, step in sorted(design.steps.items()):
        for road, route in roads(name, step):
            _add_route(graph, name, road, route)
        if name not in meantime:  # a full line turns no task away
            _add_full_lines(graph, name, step, design.teams)
        if step.meanwhile in design.steps and not step.emptied:
            way = {"road": "meanwhile", "rule": 0, "when": None, "share": 1.0}
            _add_way(graph, name, step.meanwhile, **way)
    return graph


def waits(graph: Graph) -> list[tuple[str, str]]:
    """Give who waits for whom: the last steps of each branch, and the steps that need it.

    They are no edges of the graph, for nobody goes that way.
    """
    steps = _steps(graph)
    needing = ((name, step.needs) for name, step in steps.items() if not step.emptied)
    found = [(name, needs) for name, needs in needing if needs in steps and needs is not None]
    return sorted((last, name) for name, needs in found for last in last_steps(steps, needs))


def route_of(graph: Graph, node: str, road: Road) -> Route:
    """Read a route back from the graph: its rules in order, each with its shares."""
    rules: dict[int, Rule[dict[str, float]]] = {}
    for _, target, way in graph.out_edges(node, data=True):
        if way["road"] == road:
            rules.setdefault(way["rule"], Rule(way["when"], {})).then[target] = way["share"]
    return tuple(rules[position] for position in sorted(rules))


def reachable(graph: Graph) -> set[str]:
    """Give the steps that some customer may come to."""
    found: set[str] = nx.descendants(graph, START)
    return {node for node in found if graph.nodes[node]["kind"] == "step"}


def before(graph: Graph, name: str) -> set[str]:
    """Give the steps from which customers may come to a step, near or far."""
    found: set[str] = nx.ancestors(graph, name)
    return found - {START}


def staffed(graph: Graph) -> set[str]:
    """Give the teams that some step which customers can come to may use."""
    steps = [graph.nodes[name] for name in reachable(graph)]
    return {team for node in steps if not node["emptied"] for team in node["teams"]}


def stuck(graph: Graph) -> list[list[str]]:
    """Give the loops from which no end can be reached, each in walking order.

    Being turned away at a full line is no way out, nor is what goes on in the meantime. Only
    steps that customers may come to, or set off, count.
    """
    no_way_out = ("when_full", "meanwhile")
    designed = _subgraph(graph, (e for e in _edges(graph) if e[3]["road"] not in no_way_out))
    leaving = {node for end in ENDS for node in nx.ancestors(designed, end)}
    return _loops(designed.subgraph(reachable(graph) - leaving))


def led_here(graph: Graph, name: str) -> set[str]:
    """Give the steps, or the start, from which customers come to a step.

    Emptied steps are passed through, on back to who leads to them.
    """
    found, coming = set[str](), [name]
    passed = set(coming)
    while coming:
        for origin in graph.predecessors(coming.pop()):
            if not graph.nodes[origin].get("emptied"):
                found.add(origin)
            elif origin not in passed:
                passed.add(origin)
                coming.append(origin)
    return found


def timeless(graph: Graph, instant: Callable[[str, Road, int], bool]) -> list[list[str]]:
    """Give the loops that can take no time, each in walking order.

    `instant` says of a step, a road and the position of a rule whether a visit that leaves that
    way may have taken no time. To be turned away at a full line takes none, whatever the step.
    """
    ways = (
        edge
        for edge in _edges(graph)
        if edge[3]["road"] == "when_full" or instant(edge[0], edge[3]["road"], edge[3]["rule"])
    )
    return _loops(_subgraph(graph, ways).subgraph(reachable(graph)))


def journey_order(graph: Graph) -> list[str]:
    """Order the steps that customers come to as they meet them: none before one that leads to it.

    The steps of a loop stand together, the nearest to the start first; then names decide.
    """
    near = nx.single_source_shortest_path_length(graph, START)
    parts = nx.condensation(graph.subgraph([START, *reachable(graph)]))
    order: list[str] = []
    for layer in nx.topological_generations(parts):
        loops = (parts.nodes[part]["members"] for part in layer)
        walked = sorted(sorted(loop, key=lambda name: (near[name], name)) for loop in loops)
        order += [name for loop in walked for name in loop]
    return [name for name in order if name != START]


def narrowed(graph: Graph, reason: str | None, persona: str | None) -> Graph:
    """Keep the ways that customers of a reason and persona may take.

    Other conditions than these two may hold or not, but for what cannot come about anywhere in
    the variant; a rule after one that surely holds is never reached. Where nothing up to a step
    resolves anything, its `if_not` takes everyone. None stands for anybody.
    """
    can = possible(_steps(graph).values())
    closed = {(name, "next") for name in _never_resolved(graph)}
    decided: dict[tuple[str, str], int] = {}
    kept = []
    for edge in sorted(_edges(graph), key=lambda edge: edge[3]["rule"]):
        origin, _, _, way = edge
        last = decided.get((origin, way["road"]), way["rule"])
        if (origin, way["road"]) in closed or (way["when"] and not can.allows(way["when"])):
            continue
        if way["rule"] <= last and may_hold(way["when"], reason, persona):
            kept.append(edge)
            if surely_holds(way["when"], reason, persona):
                decided[origin, way["road"]] = way["rule"]
    return _subgraph(graph, kept)


def graphml(graph: Graph) -> str:
    """Write a graph whose attributes are all plain text, numbers and flags as GraphML."""
    return "\n".join(nx.generate_graphml(graph, named_key_ids=True)) + "\n"


def plain_graph(name: str) -> Graph:
    """Give an empty graph to copy another into, for `graphml`."""
    return nx.MultiDiGraph(name=name)


def _step_node(design: Variant, step: Step, *, meanwhile: bool) -> dict[str, Any]:
    return {
        "kind": "step",
        "lane": lane_of(design, step, meanwhile=meanwhile),
        "step": step,
        "teams": named_teams(step.by),
        "law": step.takes,
        "emptied": step.emptied,
        "where": say_where(step, design.channels),
        "meanwhile": meanwhile,
    }


def _add_route(graph: Graph, origin: str, road: Road, route: Route) -> None:
    for position, rule in enumerate(route):
        for target, share in sorted(rule.then.items()):
            if target in graph and target != START:
                way = {"road": road, "rule": position, "when": rule.when, "share": share}
                _add_way(graph, origin, target, **way)


def _add_full_lines(graph: Graph, name: str, step: Step, teams: dict[str, Team]) -> None:
    for position, when, target in full_lines(step, teams):
        if target == BLOCKED:
            graph.add_node(BLOCKED, kind="end", lane=None)
        if target in graph:
            way = {"road": "when_full", "rule": position, "when": when, "share": 1.0}
            _add_way(graph, name, target, **way)


def _add_way(graph: Graph, origin: str, target: str, **way: Any) -> None:
    crosses = crossed(graph.nodes[origin]["lane"], graph.nodes[target]["lane"])
    graph.add_edge(origin, target, key=f"{way['road']}[{way['rule']}]", **way, crosses=crosses)


def _never_resolved(graph: Graph) -> set[str]:
    """Give the steps with an `if_not` up to which no step resolves anything."""
    steps = _steps(graph)
    resolving = {name for name, step in steps.items() if possible([step]).resolved}
    waiting = (name for name, step in steps.items() if step.if_not is not None)
    return {name for name in waiting if not resolving & {name, *before(graph, name)}}


def _steps(graph: Graph) -> dict[str, Step]:
    return {name: step for name, step in graph.nodes(data="step") if step is not None}


def _edges(graph: Graph) -> list[tuple[str, str, str, dict[str, Any]]]:
    return list(graph.edges(keys=True, data=True))


def _subgraph(graph: Graph, edges: Iterable[tuple[str, str, str, dict[str, Any]]]) -> Graph:
    """Keep every node, and these edges."""
    part: Graph = nx.MultiDiGraph(name=graph.name)
    part.add_nodes_from(graph.nodes(data=True))
    part.add_edges_from(edges)
    return part


def _loops(graph: Graph) -> list[list[str]]:
    """Give one loop of each strongly connected part that has any."""
    loops = []
    for part in nx.strongly_connected_components(graph):
        within = graph.subgraph(part)
        if within.number_of_edges():
            walk = nx.find_cycle(within, source=min(part))
            loops.append([edge[0] for edge in walk])
    return sorted(loops)
