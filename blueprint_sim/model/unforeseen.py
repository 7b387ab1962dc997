"""Unforeseen: the steps and teams of which `traffic` cannot tell how often customers come there.

It decides rules on what happens in a run as on a first visit, finds every line short enough, and
takes the first of several teams. Where customers come only if one of these is otherwise, it counts
nobody; that is no forecast.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from blueprint_sim.model.blueprint import By
from blueprint_sim.model.conditions import Condition, Rule
from blueprint_sim.model.graph import START, Graph, reachable
from blueprint_sim.model.traffic import Traffic


class Unforeseen(NamedTuple):
    """What is expected to be nothing, and may be something in a run."""

    steps: frozenset[str]
    teams: frozenset[str]


def unforeseen(graph: Graph, expected: Traffic) -> Unforeseen:
    """Give the steps and teams to which customers may come, although nobody is expected there.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        The `blueprint_graph` of a variant.
    expected : Traffic
        What is expected of it.
    """
    steps = _steps(graph, expected)
    teams = {
        team
        for name in reachable(graph)
        if not graph.nodes[name]["emptied"]
        for team in _teams(graph.nodes[name]["step"].by, expected, all_of_them=name in steps)
    }
    idle = {team for team in teams if expected.load.get(team) == 0}
    return Unforeseen(frozenset(steps), frozenset(idle))


def _steps(graph: Graph, expected: Traffic) -> set[str]:
    """Follow the ways that are not counted on, and from there on all."""
    come = {START} | {target for (_, target, _), times in expected.ways.items() if times}
    found = set[str]()
    news = [target for name in come for target in _not_counted_on(graph, name, expected)]
    while news:
        name = news.pop()
        if name not in come | found and graph.nodes[name]["kind"] == "step":
            found.add(name)
            news += [target for _, target, way in graph.out_edges(name, data=True) if way["share"]]
    return {name for name in found if not graph.nodes[name]["emptied"]}


def _not_counted_on(graph: Graph, name: str, expected: Traffic) -> Iterator[str]:
    """Give where full lines lead, and rules from the first on that only a run can decide."""
    first: dict[str, int] = {"when_full": 0}
    ways = [(target, way) for _, target, way in graph.out_edges(name, data=True)]
    for _, way in ways:
        if _hangs_on_a_run(way["when"], expected):
            first[way["road"]] = min(way["rule"], first.get(way["road"], way["rule"]))
    return (to for to, way in ways if way["road"] in first and way["rule"] >= first[way["road"]])


def _teams(by: tuple[Rule[By], ...], expected: Traffic, *, all_of_them: bool) -> Iterator[str]:
    """Give the teams that are no first choice, or chosen by rules that only a run can decide."""
    for rule in by:
        all_of_them = all_of_them or _hangs_on_a_run(rule.when, expected)
        yield from rule.then if all_of_them else rule.then[1:]


def _hangs_on_a_run(when: Condition | None, expected: Traffic) -> bool:
    return when is not None and any(getattr(when, subject) for subject in expected.assumed)
