"""Teams that nobody uses, nobody calls in, or whose line only grows: warnings."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Any, Final

from blueprint_sim.errors import Path, Problem
from blueprint_sim.model.balking import at_any_length
from blueprint_sim.model.checks.warning import warning
from blueprint_sim.model.graph import Graph, reachable, staffed
from blueprint_sim.model.people import Team
from blueprint_sim.model.rosters import mean_workers
from blueprint_sim.model.routes import hidden
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.model.traffic import traffic

ROUNDING: Final = 1e-9
"""A load that is short of a team's size by no more than this share counts as equal to it."""


def suspect_callbacks(scenario: Scenario, variant: str, graph: Graph) -> Iterator[Problem]:
    """Warn of teams that call back, but never anybody: nobody who may hang up waits for them."""
    design = scenario.variants[variant]
    base = scenario.variants.get(design.like or "")
    for name, team in design.teams.items():
        new = base is None or name not in base.teams
        if team.callback is None or not new or name not in staffed(graph):
            continue
        if not any(_lines_up(graph.nodes[step], name) for step in reachable(graph)):
            said = f"nobody is called back: no step that customers see names '{name}' first"
            path = ("variants", variant, "teams", name, "callback")
            yield warning(path, said, "name it first in `by` of such a step, or take this out")


def _lines_up(node: dict[str, Any], team: str) -> bool:
    """Tell whether customers who see a step wait in the line of a team."""
    seen = not (node["emptied"] or node["meanwhile"] or hidden(node["lane"]))
    return seen and any(rule.then[:1] == (team,) for rule in node["step"].by)


def suspect_nobody(scenario: Scenario, variant: str, graph: Graph) -> Iterator[Problem]:
    """Warn of teams of size 0 where a step has nobody else to turn to."""
    teams = scenario.variants[variant].teams
    for name in sorted(reachable(graph)):
        node = graph.nodes[name]
        for rule in () if node["emptied"] else node["step"].by:
            named = [team for team in rule.then if team in teams]
            if named and all(teams[team].most == 0 for team in named):
                path = ("variants", variant, "teams", named[0], "size")
                said = f"nobody is there for those who come to '{name}'"
                yield warning(path, said, "raise the size, or lead nobody to that step")


def suspect_staffing(scenario: Scenario, variant: str, graph: Graph) -> Iterator[Problem]:
    """Warn of teams that nobody uses, or whose queue only grows."""
    design = scenario.variants[variant]
    base = scenario.variants.get(design.like or "")
    used = staffed(graph)
    for name in sorted(set(design.teams) - used):
        if base is None or name not in base.teams:
            path: Path = ("variants", variant, "teams", name)
            said = "no step that customers come to uses this team, so it is not staffed"
            yield warning(path, said, "name it in `by` of a step, or take it out")
    expected = traffic(scenario, variant, graph)
    for name in sorted(used & set(design.teams)):
        team = design.teams[name]
        tasks, work = expected.meanwhile[name], expected.load[name]
        waiting = 0.0 if _lets_go(team) else (work - tasks) * _patient(scenario)
        load = (waiting + tasks) / team.at_once
        there = mean_workers(team, scenario.run)
        if not there or not 0 < load < inf:
            continue
        if load >= there * (1 - ROUNDING):
            key, more, on_average = "size", "raise the size", ""
            if team.shifts:
                key, more, on_average = "shifts", "write larger numbers", " on average"
            said = f"{load:.3g} workers' worth of work {_by_whom(waiting, tasks)}"
            said += f" comes to a team of {round(there, 1):g}{on_average}, so its queue only grows"
            path = ("variants", variant, "teams", name, key)
            patience = ", or give the personas some patience"
            yield warning(path, said, more + patience * (tasks < there * team.at_once))


def _by_whom(waiting: float, tasks: float) -> str:
    people = "by people who never hang up" if waiting else ""
    meanwhile = "in the meantime" if tasks else ""
    return " and ".join(part for part in (people, meanwhile) if part)


def _lets_go(team: Team) -> bool:
    """Tell whether even the patient may leave a team's line: turned away, or not answering."""
    called = team.callback
    return team.limit is not None or (called is not None and called.answers is not None)


def _patient(scenario: Scenario) -> float:
    """Share of the customers who join the longest line, and never hang up."""
    shares = scenario.persona_shares
    return sum(
        shares[name] * (1.0 - at_any_length(who.balks))
        for name, who in scenario.personas.items()
        if who.patience is None
    )
