"""The graph of a blueprint: who can go where. networkx's only door.

A node is a step, an end (`done`, `dead_end`, `abandoned`, `walked_away`, and `blocked` where a
full line turns customers away), or the start. An edge is one way on: its road, the rule that
opens it, the share of customers that the rule sends along it, and the lines of the blueprint
that it crosses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal, TypeAlias

import networkx as nx

from blueprint_sim.model.blueprint import ENDS, LANES, SAME, By, LaneName, Route, Step
from blueprint_sim.model.conditions import Condition, Rule
from blueprint_sim.model.people import Team
from blueprint_sim.model.scenario import Scenario, Variant

Graph: TypeAlias = Any
"""A `networkx.MultiDiGraph` (networkx carries no types)."""
Road: TypeAlias = Literal["start", "next", "if_not", "when_full"]

START: Final = "start"
DONE: Final = "done"
BLOCKED: Final = "blocked"
FAILED: Final = tuple(end for end in ENDS if end != DONE)
LINES: Final = ("interaction", "visibility", "internal interaction")
"""The line below each lane but the last."""


def blueprint_graph(scenario: Scenario, variant: str) -> Graph:
    """Draw the blueprint of a variant as a directed multigraph.

    Nodes carry `kind` ("step", "end" or "start") and `lane` (None for ends and the start);
    steps also carry `step` (the model), `teams` (all that its `by` names, in order), `law` (its
    `takes`) and `emptied`. Edges carry `road`, `rule` (position of the rule in its list, from
    0), `when` (`Condition` or None), `share` (0 to 1, among those for whom the rule decides) and
    `crosses` (the lines between the lanes of its two steps); their key is ``road[rule]``.

    A step that `without` empties stays, as a node that customers pass through: it has no full
    line, and its shares back to itself or to a failed end are dropped and the rest scaled, or
    lead to `done` if none is left. Ways to names that do not exist have no edge. A start that
    is not written is the one step that no other leads to; if there are several, or none, the
    start has no edges (`start_candidates`).

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
    graph: Graph = nx.MultiDiGraph(name=variant)
    for name, step in sorted(design.steps.items()):
        graph.add_node(name, **_step_node(design, step))
    for end in ENDS:
        graph.add_node(end, kind="end", lane=None)
    graph.add_node(START, kind="start", lane=None)
    _add_route(graph, START, "start", _start(design))
    for name, step in sorted(design.steps.items()):
        for road, route in roads(name, step):
            _add_route(graph, name, road, route)
        _add_full_lines(graph, name, step, design.teams)
    return graph


def roads(name: str, step: Step) -> Iterator[tuple[Road, Route]]:
    """Give the routes that leave a step, as `without` leaves them."""
    written: tuple[tuple[Road, Route | None], ...] = (("next", step.next), ("if_not", step.if_not))
    for road, route in written:
        if route is not None:
            yield road, _left_by_without(name, route) if step.emptied else route


def lane_of(design: Variant, step: Step) -> LaneName:
    """Give the lane of a step: its own, else its first team's, else the customer's.

    `same` alone, with no team to ask, is frontstage.
    """
    if step.lane is not None:
        return step.lane
    names = named_teams(step.by)
    lanes = [design.teams[name].lane for name in names if name in design.teams]
    if lanes:
        return lanes[0]
    return "frontstage" if any(rule.then for rule in step.by) else "customer"


def named_teams(by: tuple[Rule[By], ...]) -> tuple[str, ...]:
    """Give every team that a `by` names, in order and once, without the word `same`."""
    names = (name for rule in by for name in rule.then if name not in SAME)
    return tuple(dict.fromkeys(names))


def crossed(origin: LaneName | None, target: LaneName | None) -> tuple[str, ...]:
    """Give the lines between two lanes, from the customer down. Ends stand in no lane."""
    if origin is None or target is None:
        return ()
    low, high = sorted((LANES.index(origin), LANES.index(target)))
    return LINES[low:high]


def start_candidates(design: Variant) -> tuple[str, ...]:
    """Give the steps that no other step leads to, sorted: one of them is the start."""
    led_to = {to for name, step in design.steps.items() for to in _targets(design, name, step)}
    return tuple(sorted(set(design.steps) - led_to))


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

    Being turned away at a full line is no way out. Only steps that customers may come to count.
    """
    designed = _subgraph(graph, (edge for edge in _edges(graph) if edge[3]["road"] != "when_full"))
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


def timeless(graph: Graph, no_time: Iterable[str]) -> list[list[str]]:
    """Give the loops that can take no time, each in walking order.

    `no_time` are the steps that may take none. To be turned away at a full line takes none,
    whatever the step.
    """
    quick = set(no_time)
    ways = (edge for edge in _edges(graph) if edge[3]["road"] == "when_full" or edge[0] in quick)
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

    Other conditions than these two may hold or not; a rule after one that surely holds is never
    reached. None stands for anybody.
    """
    decided: dict[tuple[str, str], int] = {}
    kept = []
    for edge in sorted(_edges(graph), key=lambda edge: edge[3]["rule"]):
        origin, _, _, way = edge
        last = decided.get((origin, way["road"]), way["rule"])
        if way["rule"] <= last and _may_hold(way["when"], reason, persona):
            kept.append(edge)
            if _surely_holds(way["when"], reason, persona):
                decided[origin, way["road"]] = way["rule"]
    return _subgraph(graph, kept)


def graphml(graph: Graph) -> str:
    """Write a graph whose attributes are all plain text, numbers and flags as GraphML."""
    return "\n".join(nx.generate_graphml(graph, named_key_ids=True)) + "\n"


def plain_graph(name: str) -> Graph:
    """Give an empty graph to copy another into, for `graphml`."""
    return nx.MultiDiGraph(name=name)


def _step_node(design: Variant, step: Step) -> dict[str, Any]:
    return {
        "kind": "step",
        "lane": lane_of(design, step),
        "step": step,
        "teams": named_teams(step.by),
        "law": step.takes,
        "emptied": step.emptied,
    }


def _start(design: Variant) -> Route:
    if design.start is not None:
        return design.start
    candidates = start_candidates(design)
    return (Rule(None, {candidates[0]: 1.0}),) if len(candidates) == 1 else ()


def _left_by_without(name: str, route: Route) -> Route:
    return tuple(Rule(rule.when, _left_of(name, rule.then)) for rule in route)


def _left_of(name: str, shares: dict[str, float]) -> dict[str, float]:
    left = {to: share for to, share in shares.items() if to != name and to not in FAILED}
    total = sum(left.values())
    return {to: share / total for to, share in left.items()} if left else {DONE: 1.0}


def _add_route(graph: Graph, origin: str, road: Road, route: Route) -> None:
    for position, rule in enumerate(route):
        for target, share in sorted(rule.then.items()):
            if target in graph and target != START:
                way = {"road": road, "rule": position, "when": rule.when, "share": share}
                _add_way(graph, origin, target, **way)


def _add_full_lines(graph: Graph, name: str, step: Step, teams: dict[str, Team]) -> None:
    for position, when, target in _full_lines(step, teams):
        if target == BLOCKED:
            graph.add_node(BLOCKED, kind="end", lane=None)
        if target in graph:
            way = {"road": "when_full", "rule": position, "when": when, "share": 1.0}
            _add_way(graph, name, target, **way)


def _full_lines(step: Step, teams: dict[str, Team]) -> Iterator[tuple[int, Condition | None, str]]:
    """Give where those are led who find the line of the team they prefer full."""
    for position, rule in enumerate(() if step.emptied else step.by):
        team = teams.get(rule.then[0]) if rule.then else None
        if team is not None and team.limit is not None:
            yield position, rule.when, team.when_full


def _add_way(graph: Graph, origin: str, target: str, **way: Any) -> None:
    crosses = crossed(graph.nodes[origin]["lane"], graph.nodes[target]["lane"])
    graph.add_edge(origin, target, key=f"{way['road']}[{way['rule']}]", **way, crosses=crosses)


def _targets(design: Variant, name: str, step: Step) -> Iterator[str]:
    """Give every other step or end that a step leads to."""
    for _, route in roads(name, step):
        yield from (target for rule in route for target in rule.then if target != name)
    yield from (target for _, _, target in _full_lines(step, design.teams) if target != name)


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


def _may_hold(when: Condition | None, reason: str | None, persona: str | None) -> bool:
    if when is None:
        return True
    reasons, personas = when.reason, when.persona
    return (not reasons or reason is None or reason in reasons) and (
        not personas or persona is None or persona in personas
    )


def _surely_holds(when: Condition | None, reason: str | None, persona: str | None) -> bool:
    if when is None:
        return True
    named = (not when.reason or reason in when.reason) and (
        not when.persona or persona in when.persona
    )
    return named and when._replace(reason=(), persona=()) == Condition()
