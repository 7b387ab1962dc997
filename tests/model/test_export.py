"""Mermaid, Graphviz and GraphML: read back, or held to their structure."""

from __future__ import annotations

import io
import re

import networkx as nx
import pytest

from blueprint_sim.model.export import FORMS, export
from blueprint_sim.model.graph import blueprint_graph
from tests.model.small import scenario

HOSTILE = [
    '"; drop -> [x]',
    "$x^2$ _a_ `b` **c**",
    "<script>alert(1)</script>",
    "one\\ntwo\nthree\ttab",
    "\U0001f44d \u05e9\u05dc\u05d5\u05dd",
    "end",
    "x" * 200,
    "subgraph a{b}(c)|d|#35;&amp;",
]
LANES = """
    call: {takes: 1 min, next: menu}
    menu: {by: menu, next: [{when: {reason: r}, then: {help: 60%, done: 40%}}, {otherwise: help}]}
    help: {by: agents, takes: 4 min, resolves: 80%, if_not: look_up}
    look_up: {by: agents, lane: support, next: help}
"""
DEMAND = "{arrivals: 1 per hour, reasons: {r: {}, s: {}}}"


def lanes():
    return blueprint_graph(scenario(LANES, demand=DEMAND), "a")


def labelled(label: str):
    """Give a graph in which a step has a label from a hostile author."""
    made = scenario(LANES, demand=DEMAND)
    design = made.variants["a"]
    help_ = design.steps["help"].model_copy(update={"label": label})
    design = design.model_copy(update={"steps": {**design.steps, "help": help_}})
    return blueprint_graph(made.model_copy(update={"variants": {"a": design}}), "a")


def test_mermaid_shows_lanes_and_ways():
    assert export(lanes(), "mermaid") == MERMAID


MERMAID = """\
flowchart LR
  subgraph customer["Customer"]
    n1["call<br/>1 min"]
  end
  subgraph frontstage["Frontstage"]
    n2["menu<br/>by menu"]
    n3["help<br/>by agents<br/>4 min"]
  end
  subgraph support["Support"]
    n4["look up<br/>by agents"]
  end
  n0(("start"))
  n5(["done"])
  n0 --> n1
  n1 --> n2
  n2 -->|"reason r 40%"| n5
  n2 -->|"reason r 60%"| n3
  n2 -->|"otherwise"| n3
  n3 --> n5
  n3 -->|"if not"| n4
  n4 --> n3
"""


def test_dot_shows_lanes_and_ways():
    text = export(lanes(), "dot")
    assert '  subgraph cluster_support {\n    label="Support";\n    n4 [' in text
    assert r'n4 [label="look up\nby agents"];' in text
    assert '  n2 -> n3 [label="reason r 60%"];' in text
    assert '  n3 -> n4 [label="if not"];' in text


def test_graphml_reads_back_as_the_same_graph():
    graph = lanes()
    back = nx.read_graphml(io.BytesIO(export(graph, "graphml").encode()), force_multigraph=True)
    drawn = set(graph) - {"dead_end", "abandoned", "walked_away"}
    assert set(back) == drawn
    assert sorted(back.edges(keys=True)) == sorted(graph.edges(keys=True))
    assert back.nodes["help"] == {
        "kind": "step",
        "lane": "frontstage",
        "label": "help",
        "teams": "agents",
        "takes": "always 4 min",
        "emptied": False,
        "channel": "",
        "away": False,
        "hold": False,
    }
    assert back.edges["menu", "done", "next[0]"] == {
        "road": "next",
        "if": "",
        "rule": "when",
        "position": 0,
        "when": "reason r",
        "share": 0.4,
        "crosses": "",
    }
    assert (
        back.edges["help", "look_up", "if_not[0]"]["crosses"] == "visibility, internal interaction"
    )


def test_graphml_says_who_takes_which_way():
    text = export(lanes(), "graphml")
    back = nx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True)
    said = {
        (origin, target, key): (way["rule"], way["if"], way["share"])
        for origin, target, key, way in back.edges(keys=True, data=True)
    }
    assert said == {
        ("start", "call", "start[0]"): ("always", "", 1.0),
        ("call", "menu", "next[0]"): ("always", "", 1.0),
        ("menu", "done", "next[0]"): ("when", "", 0.4),
        ("menu", "help", "next[0]"): ("when", "", 0.6),
        ("menu", "help", "next[1]"): ("otherwise", "", 1.0),
        ("help", "done", "next[0]"): ("always", "resolved", 1.0),
        ("help", "look_up", "if_not[0]"): ("always", "not resolved", 1.0),
        ("look_up", "help", "next[0]"): ("always", "", 1.0),
    }


def test_labels_say_by_whom_as_rules_do():
    steps = """
        b: {by: [agents, menu], takes: {lognormal: {mean: 2 min, sd: 1 min}}, next: c}
        c: {by: [{when: {reason: r}, then: same}, {otherwise: agents}]}
    """
    text = export(blueprint_graph(scenario(steps, demand=DEMAND), "a"), "dot")
    assert r'n1 [label="b\nby agents or menu\nlognormal, mean 2 min, sd 1\nmin"];' in text
    assert r'n2 [label="c\nif reason r: by the same;\nelse: by agents"];' in text


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_labels_break_no_mermaid(label):
    lines = export(labelled(label), "mermaid").splitlines()
    node = r'    n\d+\["[^"\[\]{}()|<>$`\\]*(<br/>[^"\[\]{}()|<>$`\\]*)*"\]'
    assert sum(line.startswith("    n3") for line in lines) == 1
    assert all(re.fullmatch(node, line) for line in lines if line.startswith("    n"))
    assert sum(line.strip().startswith("subgraph") for line in lines) == 3
    assert sum(line.strip() == "end" for line in lines) == 3
    assert len(lines) == len(MERMAID.splitlines())


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_labels_break_no_dot(label):
    text = export(labelled(label), "dot")
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", text)
    assert '"' not in bare
    assert bare.count("{") == bare.count("}") == 4
    assert re.fullmatch(r"[\s\w{}\[\];,=>-]*", bare)
    assert len(text.splitlines()) == len(export(lanes(), "dot").splitlines())


@pytest.mark.parametrize("label", [*HOSTILE, "bell\x07 \x00 \ud800"])
def test_hostile_labels_break_no_graphml(label):
    text = export(labelled(label), "graphml")
    back = nx.read_graphml(io.BytesIO(text.encode()))
    kept = re.sub(r"[\x00-\x1f\ud800]+", " ", label)
    assert back.nodes["help"]["label"] == kept


@pytest.mark.parametrize("form", FORMS)
def test_the_order_of_keys_changes_nothing(form):
    turned = "\n".join(reversed([line for line in LANES.splitlines() if line.strip()]))
    assert export(blueprint_graph(scenario(turned, demand=DEMAND), "a"), form) == export(
        lanes(), form
    )


def test_full_lines_and_emptied_steps_are_marked():
    made = scenario(
        "b: {by: menu, next: c}\nc: {by: agents}",
        teams="teams: {menu: {kind: machine}, agents: {size: 1, limit: 4}}",
        variants="w: {like: a, without: [b]}",
    )
    graph = blueprint_graph(made, "w")
    assert 'n1[/"b"/]' in export(graph, "mermaid")
    assert '-->|"when full"|' in export(graph, "mermaid")
    assert 'n1 [label="b", style=dashed];' in export(graph, "dot")


def test_a_step_says_where_it_is_done():
    made = scenario(
        "call: {by: agents, channel: web_chat, next: look}\nlook: {by: agents, away: yes}",
        more="channels: {web_chat: {label: Web chat}}",
    )
    graph = blueprint_graph(made, "a")
    for form in ("mermaid", "dot"):
        assert "Web chat" in export(graph, form)
        assert "by Web chat" not in export(graph, form)
        assert "customer away" in export(graph, form)
    back = nx.read_graphml(io.BytesIO(export(graph, "graphml").encode()), force_multigraph=True)
    assert (back.nodes["call"]["channel"], back.nodes["call"]["away"]) == ("web_chat", False)
    assert (back.nodes["look"]["channel"], back.nodes["look"]["away"]) == ("", True)
