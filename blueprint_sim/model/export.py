"""The graph of a blueprint as text for other tools: GraphML, Mermaid, Graphviz.

Identifiers are our own (``n0``, ``n1``, ...), so that no name of the author's can break the
syntax; what the author wrote appears only in labels, escaped and folded. The text depends on
the blueprint alone, not on the order of keys in the file.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from typing import Any, Final

from blueprint_sim.model.blueprint import LANES
from blueprint_sim.model.graph import Graph, graphml, plain_graph
from blueprint_sim.model.speech import say_condition, say_rules, say_share

FOLD: Final = 28
"""Characters in a line of a label."""

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
_MERMAID = {ord(sign): f"#{ord(sign)};" for sign in '#"&<>`\\[]{}()|$'}
_DOT = str.maketrans({'"': '\\"', "\\": "\\\\"})


def export(graph: Graph, form: str) -> str:
    """Write a graph in one of `FORMS`.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        As `blueprint_graph` gives it.
    form : str
        "mermaid", "dot" or "graphml".

    Raises
    ------
    KeyError
        If there is no such form.
    """
    return FORMS[form](graph)


def to_graphml(graph: Graph) -> str:
    """Write GraphML, with lane, teams, law, share, rule and crossed lines as plain attributes."""
    plain = plain_graph(_clean(graph.name))
    for node in _drawn(graph):
        plain.add_node(_clean(node), **_plain_node(node, graph.nodes[node]))
    for origin, target, key, way in graph.edges(keys=True, data=True):
        plain.add_edge(_clean(origin), _clean(target), key=key, **_plain_way(way))
    return graphml(plain)


def to_mermaid(graph: Graph) -> str:
    """Write a Mermaid flow chart with a subgraph for each lane that has steps."""
    ids = _ids(graph)
    lines = ["flowchart LR"]
    for lane, nodes in _by_lane(graph):
        indent = "  "
        if lane:
            lines.append(f'  subgraph {lane}["{lane.capitalize()}"]')
            indent = "    "
        for node in nodes:
            left, right = _MERMAID_SHAPES[_shape(graph.nodes[node])]
            label = _folded(_label(graph, node), "<br/>", _mermaid_text)
            lines.append(f'{indent}{ids[node]}{left}"{label}"{right}')
        lines += ["  end"] if lane else []
    for origin, target, way in graph.edges(data=True):
        said = _folded(_way_label(way), "<br/>", _mermaid_text)
        arrow = f'-->|"{said}"|' if said else "-->"
        lines.append(f"  {ids[origin]} {arrow} {ids[target]}")
    return "\n".join(lines) + "\n"


def to_dot(graph: Graph) -> str:
    """Write Graphviz text with a cluster for each lane that has steps."""
    ids = _ids(graph)
    lines = [f"digraph {_dot_text(graph.name)} {{", "  rankdir=LR;", "  node [shape=box];"]
    for lane, nodes in _by_lane(graph):
        indent = "  "
        if lane:
            lines += [f"  subgraph cluster_{lane} {{", f'    label="{lane.capitalize()}";']
            indent = "    "
        for node in nodes:
            shape = _DOT_SHAPES[_shape(graph.nodes[node])]
            lines.append(f"{indent}{ids[node]} [label={_dot_text(_label(graph, node))}{shape}];")
        lines += ["  }"] if lane else []
    for origin, target, way in graph.edges(data=True):
        lines.append(f"  {ids[origin]} -> {ids[target]} [label={_dot_text(_way_label(way))}];")
    return "\n".join([*lines, "}"]) + "\n"


FORMS: Final[dict[str, Callable[[Graph], str]]] = {
    "mermaid": to_mermaid,
    "dot": to_dot,
    "graphml": to_graphml,
}
"""What `show --graph` takes."""

_MERMAID_SHAPES = {
    "step": ("[", "]"),
    "emptied": ("[/", "/]"),
    "end": ("([", "])"),
    "start": ("((", "))"),
}
_DOT_SHAPES = {
    "step": "",
    "emptied": ", style=dashed",
    "end": ", shape=oval",
    "start": ", shape=circle",
}


def _shape(attributes: dict[str, Any]) -> str:
    return "emptied" if attributes.get("emptied") else str(attributes["kind"])


def _ids(graph: Graph) -> dict[str, str]:
    return {node: f"n{number}" for number, node in enumerate(_drawn(graph))}


def _drawn(graph: Graph) -> list[str]:
    """Give the nodes to draw: ends only if some way leads there."""
    kinds = graph.nodes(data="kind")
    return [node for node, kind in kinds if kind != "end" or graph.in_degree(node)]


def _by_lane(graph: Graph) -> list[tuple[str, list[str]]]:
    """Give the nodes of each lane, from the top down, and of none (ends and start) under ''."""
    lanes = [*LANES, None]
    found = [
        (lane or "", [node for node in _drawn(graph) if graph.nodes[node]["lane"] == lane])
        for lane in lanes
    ]
    return [(lane, nodes) for lane, nodes in found if nodes]


def _label(graph: Graph, node: str) -> str:
    step = graph.nodes[node].get("step")
    return _clean((step.label if step else None) or node.replace("_", " "))


def _way_label(way: dict[str, Any]) -> str:
    """Say when a way is taken, and by how many: ``if not: reason cancel 60%``."""
    road = {"if_not": "if not", "when_full": "when full"}.get(way["road"], "")
    otherwise = "otherwise" if way["rule"] else ""
    condition = say_condition(way["when"]) if way["when"] else otherwise
    share = say_share(way["share"]) if way["share"] < 1 else ""
    words = " ".join(part for part in (condition, share) if part)
    return _clean(": ".join(part for part in (road, words) if part))


def _plain_node(node: str, attributes: dict[str, Any]) -> dict[str, Any]:
    step = attributes.get("step")
    plain = {"kind": attributes["kind"], "lane": attributes["lane"] or ""}
    if step is None:
        return plain
    law = attributes["law"]
    return {
        **plain,
        "label": _clean(step.label or node),
        "teams": ", ".join(map(_clean, attributes["teams"])),
        "takes": say_rules(law, lambda one: _clean(one.describe())) if law else "",
        "emptied": attributes["emptied"],
    }


def _plain_way(way: dict[str, Any]) -> dict[str, Any]:
    return {
        "road": way["road"],
        "rule": way["rule"],
        "when": _clean(say_condition(way["when"])) if way["when"] else "",
        "share": float(way["share"]),
        "crosses": ", ".join(way["crosses"]),
    }


def _clean(text: str) -> str:
    """Make one line of text without characters that XML or a terminal cannot hold."""
    return _UNPRINTABLE.sub(" ", text)


def _folded(text: str, turn: str, escape: Callable[[str], str]) -> str:
    return turn.join(escape(line) for line in textwrap.wrap(text, FOLD))


def _mermaid_text(text: str) -> str:
    return text.translate(_MERMAID)


def _dot_text(text: str) -> str:
    folded = _folded(_clean(text), r"\n", lambda line: line.translate(_DOT))
    return f'"{folded}"'
