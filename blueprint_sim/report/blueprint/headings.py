"""The names of the lanes on a picture, and who works in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from blueprint_sim.model.graph import Graph
from blueprint_sim.model.people import Team
from blueprint_sim.model.rosters import spread
from blueprint_sim.model.run import Run
from blueprint_sim.model.scenario import Variant
from blueprint_sim.report.layout.records import (
    BACKSTAGE,
    CUSTOMER,
    MACHINE,
    PEOPLE,
    SUPPORT,
    Heading,
)
from blueprint_sim.report.screen.columns import clean
from blueprint_sim.report.speech.numbers import between, listed

LANES: Final = (
    ("Customer", "Customer: none"),
    ("Frontstage, machine", "Machine: none"),
    ("Frontstage, people", "People: none"),
    ("Backstage", "Backstage: none"),
    ("Support", "Support: none"),
)
"""By row, from the top: the name of a lane, and what is said if it is empty."""
CALLBACK: Final = "callback"
_ROWS: Final = {"customer": CUSTOMER, "backstage": BACKSTAGE, "support": SUPPORT}


def row_of(design: Variant, node: Mapping[str, Any]) -> int:
    """Give the row of a step: its lane, with machine and people apart in the frontstage."""
    if node["lane"] in _ROWS:
        return _ROWS[node["lane"]]
    team = design.teams.get(node["teams"][0]) if node["teams"] else None
    return MACHINE if team is not None and team.machine else PEOPLE


def headings(
    design: Variant, run: Run, graph: Graph, rows: Mapping[str, int]
) -> tuple[Heading, ...]:
    """Name the lanes, each with the teams of the steps in it; `rows` is by step."""
    return tuple(
        Heading(title, _together(_working(design, run, graph, rows, row)), none)
        for row, (title, none) in enumerate(LANES)
    )


def _together(teams: list[str]) -> str:
    """List teams, kept apart where a number follows a name."""
    return "; ".join(teams) if any(": " in team for team in teams) else listed(teams)


def _working(
    design: Variant, run: Run, graph: Graph, rows: Mapping[str, int], row: int
) -> list[str]:
    here = [graph.nodes[step]["teams"] for step in sorted(rows) if rows[step] == row]
    names = sorted({team for teams in here for team in teams if team in design.teams})
    return [_said(name, design.teams[name], run) for name in names]


def called(name: str, team: Team) -> str:
    """Name a team within a sentence: ``agents``, ``back office``, ``IVR``."""
    label = clean(team.label or name.replace("_", " "))
    return label[:1].lower() + label[1:] if label[1:].islower() else label


def _said(name: str, team: Team, run: Run) -> str:
    """Say ``8 agents``, or ``back office: 2`` where that is no plural; a machine by its name.

    What else is to be known of a team is marked: ``8 agents (callback)``.
    """
    marks = [f"each serves {team.at_once} at once"] if team.at_once > 1 else []
    marks += [CALLBACK] if team.callback else []
    said = _counted(name, team, run)
    return f"{said} ({', '.join(marks)})" if marks else said


def _counted(name: str, team: Team, run: Run) -> str:
    label, there = called(name, team), spread(team, run)
    if there is None:
        return label
    many = between(*there)
    return f"{many} {label}" if label.endswith("s") and max(there) != 1 else f"{label}: {many}"
