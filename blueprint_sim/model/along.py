"""From what was measured back to the drawing: the edges along which customers went.

A log knows visits. Customers pass some steps without one (nothing left to ask, or emptied by
`without`), so from one visit to the next they may go along several edges of the graph.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Final

from blueprint_sim.model.graph import START, Graph
from blueprint_sim.model.routes import BLOCKED, DONE, FAILED, Edge, Road, only_asks

ENDS_OF: Final[dict[str, tuple[str, ...]]] = {
    # Whoever is resolved may leave by any end; `done` is the one that is meant for them.
    "resolved": (DONE, *FAILED, BLOCKED),
    "unresolved": (DONE,),
    BLOCKED: (BLOCKED,),
    **{end: (end,) for end in FAILED},
}
"""The ends of the graph at which a contact may end so, the likeliest first."""
ROADS: Final[dict[str | None, tuple[Road, ...]]] = {
    None: ("start",),
    "served": ("next", "if_not"),
    "blocked": ("when_full",),
}
"""The roads on which one leaves, by how the visit ended; of two to the same target, the first."""


def along(
    graph: Graph, origin: str | None, how: str | None, target: str, ends: bool = False
) -> list[Edge]:
    """Find the edges between two visits: the fewest, through steps that can be passed.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A `blueprint_graph`.
    origin
        The step that was left; None: a contact began.
    how
        How the visit of it ended: served, reneged, balked, blocked, unanswered or unfinished; None:
        a contact began.
    target
        The step visited next, or the outcome by which the contact ended.
    ends
        The target is an outcome.

    Returns
    -------
    list of (origin, target, road)
        From the origin (or the start) to the target (or an end); the keys of `Traffic.ways`.
        Empty where the blueprint draws no way: customers hung up, left at once or missed a call
        back, walked away out of patience with it all, were sent home, or the run ended. Of ways
        with as few edges, the first by name.
    """
    nodes = ENDS_OF.get(target, ()) if ends else (target,)
    found = (_shortest(graph, origin or START, ROADS.get(how, ()), node) for node in nodes)
    return next((edges for edges in found if edges), [])


def _shortest(graph: Graph, origin: str, leaving: tuple[Road, ...], target: str) -> list[Edge]:
    coming = deque([edge] for edge in _edges(graph, origin, leaving))
    passed = set[str]()
    while coming:
        edges = coming.popleft()
        at = edges[-1][1]
        if at == target:
            return edges
        if at not in passed and _can_be_passed(graph, at):
            passed.add(at)
            coming.extend([*edges, edge] for edge in _edges(graph, at, ROADS["served"]))
    return []


def _edges(graph: Graph, node: str, roads: tuple[Road, ...]) -> Iterator[Edge]:
    """Give the edges out of a node, one to each target, by name."""
    ways = {(target, way["road"]) for _, target, way in graph.out_edges(node, data=True)}
    for target in sorted({target for target, road in ways if road in roads}):
        yield node, target, next(road for road in roads if (target, road) in ways)


def _can_be_passed(graph: Graph, name: str) -> bool:
    node = graph.nodes[name]
    return node["kind"] == "step" and (node["emptied"] or only_asks(node["step"]))
