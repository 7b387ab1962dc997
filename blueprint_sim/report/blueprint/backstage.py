"""Work in the meantime on a picture: what sets it off, what waits for it, and promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isfinite

from blueprint_sim.model.blueprint import Step
from blueprint_sim.model.graph import Graph, led_here, waits
from blueprint_sim.model.traffic import Traffic
from blueprint_sim.report.blueprint.flows import Flows, expected, through
from blueprint_sim.report.layout.records import Note, Way
from blueprint_sim.studies.result import VariantResult


def beside(graph: Graph, visits: Mapping[str, float]) -> Iterator[Way]:
    """Give the lines to what is set off, and from what is waited for.

    `visits` are those of each step that is drawn, per customer. What is emptied is passed.
    """
    for origin, first, way in graph.edges(data=True):
        if way["road"] == "meanwhile" and origin in visits:
            for target in sorted(visits.keys() & through(graph, first)):
                yield Way(origin, target, kind="meanwhile", flow=min(visits[origin], 1.0))
    ends = {(end, needing) for last, needing in waits(graph) for end in _ends(graph, last)}
    for last, needing in sorted(ends):
        if last in visits and needing in visits:
            yield Way(last, needing, kind="needs", flow=min(visits[last], 1.0))


def _ends(graph: Graph, last: str) -> set[str]:
    """Give the steps with which a branch may be done, for one that may be emptied."""
    if not graph.nodes[last]["emptied"]:
        return {last}
    return {name for name in led_here(graph, last) if graph.nodes[name].get("meanwhile")}


def met_in_branches(graph: Graph, designed: Traffic, visits: Mapping[str, float]) -> Flows:
    """Give the flows within branches: those who are met at a step go on as they are led.

    A log knows tasks, not the ways between them.
    """
    return {
        way: flow.times(visits[way.origin] / designed.visits[way.origin])
        for way, flow in expected(graph, designed).items()
        if way.origin in visits and graph.nodes[way.origin]["meanwhile"]
        if designed.visits[way.origin] and isfinite(designed.visits[way.origin])
    }


def promises(step: Step, found: VariantResult | None, name: str) -> tuple[Note, ...]:
    """Say how soon what a step sets off is promised, and how often that is not kept."""
    if step.promise is None:
        return ()
    soon = step.promise.written or step.promise.describe()
    late = found.steps[name]["share_promises_broken"].mean if found else None
    return (Note("promise", soon if late is None else f"{soon}, {late:.0%} late"),)
