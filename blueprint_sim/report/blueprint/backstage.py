"""Work in the meantime on a picture: what sets it off, what waits for it, and promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isfinite

from blueprint_sim.model.blueprint import Step
from blueprint_sim.model.graph import Graph, waits
from blueprint_sim.model.traffic import Traffic
from blueprint_sim.report.blueprint.flows import Course, Flow, Flows
from blueprint_sim.report.layout.records import Note, Way
from blueprint_sim.studies.result import VariantResult


def beside(graph: Graph, visits: Mapping[str, float]) -> Iterator[Way]:
    """Give the lines to what is set off, and from what is waited for.

    `visits` are those of each step that is drawn, per customer.
    """
    for origin, target, way in graph.edges(data=True):
        if way["road"] == "meanwhile" and origin in visits and target in visits:
            yield Way(origin, target, kind="meanwhile", flow=min(visits[origin], 1.0))
    for last, needing in waits(graph):
        if last in visits and needing in visits:
            yield Way(last, needing, kind="needs", flow=min(visits[last], 1.0))


def met_in_branches(graph: Graph, expected: Traffic, visits: Mapping[str, float]) -> Flows:
    """Give the flows within branches: those who are met at a step go on as they are led.

    A log knows tasks, not the ways between them.
    """
    return {
        Course(origin, target): Flow(visits[origin] * amount / expected.visits[origin])
        for (origin, target, _), amount in expected.ways.items()
        if origin in visits and target in visits and graph.nodes[origin]["meanwhile"]
        if expected.visits[origin] and isfinite(expected.visits[origin])
    }


def promises(step: Step, found: VariantResult | None, name: str) -> tuple[Note, ...]:
    """Say how soon what a step sets off is promised, and how often that is not kept."""
    if step.promise is None:
        return ()
    soon = step.promise.written or step.promise.describe()
    late = found.steps[name]["share_promises_broken"].mean if found else None
    return (Note("promise", soon if late is None else f"{soon}, {late:.0%} late"),)
