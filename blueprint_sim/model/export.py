"""The graph of a blueprint as text for other tools: GraphML, Mermaid, Graphviz.

Identifiers are our own (``n0``, ``n1``, ...), so that no name of the author's can break the
syntax; what the author wrote appears only in labels, escaped and folded. The text depends on
the blueprint alone, not on the order of keys in the file.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable
from typing import Any, Final

from blueprint_sim.model.blueprint import LANES, SAME, By, Step
from blueprint_sim.model.graph import START, Graph, graphml, journey_order, plain_graph
from blueprint_sim.model.speech import say_condition, say_law, say_rules, say_share

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
    """Write GraphML, with what steps and ways are as plain attributes.

    Of a way: `road` (start, next, if_not or when_full); `if` (resolved or not resolved, where a
    step leads both ways apart); `rule` (when, otherwise or always) with its `position` from 0 and
    the condition in `when`; `share`, 0 to 1, of those whom the road and the rule send; `crosses`.
    """
    plain = plain_graph(_clean(graph.name))
    for node in _drawn(graph):
        plain.add_node(_clean(node), **_plain_node(node, graph.nodes[node]))
    for origin, target, key, way in graph.edges(_drawn(graph), keys=True, data=True):
        said = _plain_way(way, graph.nodes[origin].get("step"))
        plain.add_edge(_clean(origin), _clean(target), key=key, **said)
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
            label = _block(_label(graph, node), "<br/>", _mermaid_text)
            lines.append(f'{indent}{ids[node]}{left}"{label}"{right}')
        lines += ["  end"] if lane else []
    for origin, target, way in graph.edges(_drawn(graph), data=True):
        said = _block([_way_label(way)], "<br/>", _mermaid_text)
        arrow = f'-->|"{said}"|' if said else "-->"
        lines.append(f"  {ids[origin]} {arrow} {ids[target]}")
    return "\n".join(lines) + "\n"


def to_dot(graph: Graph) -> str:
    """Write Graphviz text with a cluster for each lane that has steps."""
    ids = _ids(graph)
    lines = [f"digraph {_dot_text([graph.name])} {{", "  rankdir=LR;", "  node [shape=box];"]
    for lane, nodes in _by_lane(graph):
        indent = "  "
        if lane:
            lines += [f"  subgraph cluster_{lane} {{", f'    label="{lane.capitalize()}";']
            indent = "    "
        for node in nodes:
            shape = _DOT_SHAPES[_shape(graph.nodes[node])]
            lines.append(f"{indent}{ids[node]} [label={_dot_text(_label(graph, node))}{shape}];")
        lines += ["  }"] if lane else []
    for origin, target, way in graph.edges(_drawn(graph), data=True):
        lines.append(f"  {ids[origin]} -> {ids[target]} [label={_dot_text([_way_label(way)])}];")
    return "\n".join([*lines, "}"]) + "\n"


FORMS: Final[dict[str, Callable[[Graph], str]]] = {
    "mermaid": to_mermaid,
    "dot": to_dot,
    "graphml": to_graphml,
}
"""What `show --graph` takes."""

_ROADS = {"if_not": "if not", "when_full": "when full", "meanwhile": "meanwhile"}
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
    """Give the nodes to draw, in the order of the journey: ends only if some way leads there."""
    met = [START, *journey_order(graph)]
    kinds = graph.nodes(data="kind")
    unmet = [node for node, kind in kinds if kind == "step" and node not in met]
    ends = [node for node, kind in kinds if kind == "end" and graph.in_degree(node)]
    return [*met, *unmet, *ends]


def _by_lane(graph: Graph) -> list[tuple[str, list[str]]]:
    """Give the nodes of each lane, from the top down, and of none (ends and start) under ''."""
    lanes = [*LANES, None]
    found = [
        (lane or "", [node for node in _drawn(graph) if graph.nodes[node]["lane"] == lane])
        for lane in lanes
    ]
    return [(lane, nodes) for lane, nodes in found if nodes]


def _label(graph: Graph, node: str) -> list[str]:
    """Say what a node is called, by whom it is done, how long it takes and where: a line each."""
    step: Step | None = graph.nodes[node].get("step")
    called = (step.label if step else None) or node.replace("_", " ")
    if step is None or step.emptied:
        return [called]
    by = say_rules(step.by, _say_by) if any(rule.then for rule in step.by) else ""
    time = say_rules(step.takes, say_law) if step.takes else ""
    return [line for line in (called, by, time, graph.nodes[node]["where"]) if line]


def _say_by(teams: By) -> str:
    if teams == SAME:
        return "by the same"
    return f"by {' or '.join(teams).replace('_', ' ') or 'nobody'}"


def _way_label(way: dict[str, Any]) -> str:
    """Say when a way is taken, and by how many: ``if not: reason cancel 60%``."""
    road = _ROADS.get(way["road"], "")
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
    takes = say_rules(step.takes, lambda law: law.describe()) if step.takes else ""
    return {
        **plain,
        "label": _clean(step.label or node),
        "teams": ", ".join(map(_clean, attributes["teams"])),
        "takes": _clean(takes),
        "channel": _clean(step.channel or ""),
        "away": step.away,
        "emptied": attributes["emptied"],
        "hold": step.hold,
    }


def _plain_way(way: dict[str, Any], step: Step | None) -> dict[str, Any]:
    parted = step is not None and step.if_not is not None
    outcome = {"next": "resolved", "if_not": "not resolved"} if parted else {}
    otherwise = "otherwise" if way["rule"] else "always"
    return {
        "road": way["road"],
        "if": outcome.get(way["road"], ""),
        "rule": "when" if way["when"] else otherwise,
        "position": way["rule"],
        "when": _clean(say_condition(way["when"])) if way["when"] else "",
        "share": float(way["share"]),
        "crosses": ", ".join(way["crosses"]),
    }


def _clean(text: str) -> str:
    """Make one line of text without characters that XML or a terminal cannot hold."""
    return _UNPRINTABLE.sub(" ", text)


def _block(lines: Iterable[str], turn: str, escape: Callable[[str], str]) -> str:
    """Write lines one below another, each clean, escaped and folded."""
    folded = (part for line in lines for part in textwrap.wrap(_clean(line), FOLD))
    return turn.join(map(escape, folded))


def _mermaid_text(text: str) -> str:
    return text.translate(_MERMAID)


def _dot_text(lines: Iterable[str]) -> str:
    text = _block(lines, r"\n", lambda line: line.translate(_DOT))
    return f'"{text}"'
