"""The ways of a picture, with the words on them: shares and conditions on branches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import fsum, isfinite
from typing import Any, Final

from blueprint_sim.model.crossings import channels_at, is_beyond
from blueprint_sim.model.graph import START, Graph, before
from blueprint_sim.model.people import Team
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report.blueprint.endings import OUTCOMES, SELDOM
from blueprint_sim.report.blueprint.flows import (
    END,
    OVER,
    RESOLVED,
    Course,
    Flow,
    Flows,
    conditions,
    past,
)
from blueprint_sim.report.layout.records import Handoff, Way
from blueprint_sim.studies.result import VariantResult

WIDEST: Final = 1.4
"""Flow beyond which a way is drawn no wider."""
IF_FULL: Final = "if the line is full"
SETTLED: Final = "leave, resolved"
LEAST_LOST: Final = 0.01
"""Share of those who come to a queue below which a loss there is left out."""
ALL_KNOWN: Final = "all known"
TO_BE_ASKED: Final = "to be asked"


def ways(
    scenario: Scenario, variant: str, graph: Graph, flows: Flows, found: VariantResult | None
) -> tuple[Way, ...]:
    """Make the ways of a picture from the flows along them.

    Parameters
    ----------
    scenario, variant
        What is drawn.
    graph : networkx.MultiDiGraph
        Its `blueprint_graph`.
    flows
        What goes along each way, per customer.
    found
        What the variant gave; None: the flows are expected.
    """
    leaving = {way: flow for way, flow in sorted(flows.items()) if way.origin != START}
    coming = fsum(flow.amount for way, flow in flows.items() if way.origin == START) or 1.0
    shares = {
        way: _share(way, flow, leaving) if found or flow.amount else None
        for way, flow in leaving.items()
    }
    drawn = {
        way: flow
        for way, flow in leaving.items()
        if not (found and way.target != OVER and _negligible(way, shares[way]))
    }
    return tuple(
        Way(
            origin=way.origin,
            target=way.target,
            flow=min(flow.amount / coming, WIDEST) if isfinite(flow.amount) else 1.0,
            label=_label(graph, way, shares[way], drawn),
            loss=_loss(way, shares[way]),
            handoff=_handoff(graph, way, flow, scenario.variants[variant].teams)
            if found
            else _planned_handoff(scenario, variant, graph, way),
            from_queue=way.from_queue,
        )
        for way, flow in drawn.items()
        if way.target != OVER
    )


def percent(share: float) -> str:
    """Write a share without claiming all or nothing where it is neither: ``60%``, ``under 1%``."""
    if 0 < share < 0.01:
        return "under 1%"
    return "over 99%" if 0.99 < share < 1 - 1e-9 else f"{share:.0%}"


def _share(way: Course, flow: Flow, drawn: Flows) -> float | None:
    """Give the share of those who leave a step, or of those who come to it, that goes a way.

    None where nobody comes, or where it cannot be told.
    """
    beside = _beside(way, drawn) if not way.from_queue else _from(way.origin, drawn)
    total = fsum(drawn[other].amount for other in beside)
    return flow.amount / total if total and isfinite(total) else None


def _from(origin: str, drawn: Iterable[Course]) -> list[Course]:
    return [way for way in drawn if way.origin == origin]


def _beside(way: Course, drawn: Iterable[Course]) -> list[Course]:
    """Give the ways that leave a step after its visit."""
    return [other for other in _from(way.origin, drawn) if not other.from_queue]


def _negligible(way: Course, share: float | None) -> bool:
    """Tell whether a way that ends here, or that nobody planned, is taken too seldom to draw.

    Of a queue, a share of those who come that would read as under 1% is left out.
    """
    if way.from_queue:
        return (share or 0.0) < LEAST_LOST
    return way.target.startswith(END) and (share or 0.0) < SELDOM


def _label(graph: Graph, way: Course, share: float | None, drawn: Flows) -> str:
    """Say ``60% cancel`` where a way branches off, and nothing elsewhere."""
    if way.from_queue:
        full = "" if way.target.startswith(END) else IF_FULL
        return " ".join(part for part in (percent(share) if share else "", full) if part)
    beside = _beside(way, drawn)
    branches = [other for other in beside if not _left(other)]
    if len(branches) < 2 and not (_left(way) and len(beside) > 1):
        return ""
    said = _known(graph, way, branches) or conditions(graph, way.origin, way.target)
    return " ".join(part for part in ("" if share is None else percent(share), said) if part)


def _known(graph: Graph, way: Course, branches: Iterable[Course]) -> str:
    """Say who passes a step where all is known, and who stops there beside them."""
    if past(graph, way):
        return ALL_KNOWN
    return TO_BE_ASKED if any(way.target in past(graph, other) for other in branches) else ""


def _left(way: Course) -> bool:
    """Tell whether customers give up on a way: it parts them from no others who go on."""
    return way.target in (f"{END}walked_away", f"{END}abandoned")


def _loss(way: Course, share: float | None) -> str:
    """Say ``3% walk away``: what stands where a way ends without a line to its ending."""
    if not way.target.startswith(END):
        return ""
    outcome = way.target.removeprefix(END)
    do = OUTCOMES[outcome].do
    if way.from_queue:
        # Who was helped already and hangs up in a later queue is no lost customer.
        if way.target == RESOLVED and share:
            return f"{percent(share)} {SETTLED}"
        return f"{percent(share)} {do} here" if share else f"{do} {IF_FULL}"
    return f"{percent(share)} {do}" if share is not None else do


def _handoff(graph: Graph, way: Course, flow: Flow, teams: Mapping[str, Team]) -> Handoff:
    """Name the handoffs on a way by what most of them are, unless there are next to none.

    Where nobody was asked anything before, or the giver was told nothing of it, nothing is handed
    over, and nothing is said.
    """
    if flow.cold + flow.warm <= SELDOM * flow.amount or not _told(graph, way.origin):
        return "none"
    if flow.cold >= flow.warm:
        return "cold"
    giving = _teams(graph, way.origin)
    knows = any(_facts(graph, way.origin, giver, teams) for giver in giving)
    return "warm" if knows or not giving else "none"


def _planned_handoff(scenario: Scenario, variant: str, graph: Graph, way: Course) -> Handoff:
    """Name the handoff between two teams, where what carries over leaves nothing to luck.

    Nothing is handed over where the contact ends in between.
    """
    design = scenario.variants[variant]
    teams = design.teams
    giving, taking = (_teams(graph, end) for end in (way.origin, way.target))
    if way.origin in graph and graph.nodes[way.origin]["meanwhile"]:
        return "none"
    if len(giving) != 1 or not taking or set(giving) & set(taking) or giving[0] not in teams:
        return "none"
    apart = is_beyond(graph, way.origin, way.target, channels_at(graph, design.channels))
    if apart or not _told(graph, way.origin):
        return "none"
    kept = {
        _carried(teams[giving[0]], fact) for fact in _facts(graph, way.origin, giving[0], teams)
    }
    if 0.0 in kept:
        return "cold"
    return "warm" if kept <= {1.0} else "none"


def _teams(graph: Graph, name: str) -> tuple[str, ...]:
    """Give the teams of a step; an ending has none."""
    return tuple(graph.nodes[name]["teams"]) if name in graph else ()


def _told(graph: Graph, origin: str) -> bool:
    """Tell whether anybody may have asked something of those who leave a step."""
    return any(node["step"].asks for node in _met(graph, origin))


def _facts(graph: Graph, origin: str, giver: str, teams: Mapping[str, Team]) -> set[str]:
    """Give what a team may know of those who leave a step: what it asked or was passed on."""
    return {
        fact
        for node in _met(graph, origin)
        for fact in node["step"].asks
        for team in node["teams"]
        if team == giver or (team in teams and _carried(teams[team], fact))
    }


def _met(graph: Graph, origin: str) -> list[dict[str, Any]]:
    """Give the steps that those who leave a step may have been at, without emptied ones."""
    passed = (graph.nodes[name] for name in {origin, *before(graph, origin)} - {START})
    return [node for node in passed if not node["emptied"]]


def _carried(team: Team, fact: str) -> float:
    """Give the chance that a team passes a fact on."""
    return team.carries if isinstance(team.carries, float | int) else team.carries.get(fact, 0.0)
