"""The figures in the boxes and queues of a picture, from what a variant gave."""

from __future__ import annotations

from math import fsum

from blueprint_sim.model.graph import Graph
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report.blueprint.contents import SHOWN, QueueFigures, StepFigures
from blueprint_sim.report.blueprint.spans import span, written
from blueprint_sim.report.layout.records import Badge
from blueprint_sim.studies.result import VariantResult

MOST_DISCS = 2
"""Questions at one step that have a disc each; more are counted beside one."""
UNSEEN = ("backstage", "support")
"""Lanes that the customer does not see."""
OUT_OF_SIGHT = "waits out of sight"
"""Said where nobody queues, but what is done before out of sight is felt as a wait here."""
SELDOM = 0.05
"""Questions per visit below which none is shown."""


def step_figures(
    scenario: Scenario, graph: Graph, name: str, found: VariantResult | None
) -> StepFigures:
    """Give what stands in the box of a step: as it was met, or as it is written."""
    if found is None:
        return StepFigures(written(scenario, graph.nodes[name]["step"]))
    time = value(found, name, "time_mean")
    seen = graph.nodes[name]["lane"] not in UNSEEN
    return StepFigures(
        time=span(time) if time else "",
        misery=misery_at(found, name, "question", "work") if seen else None,
    )


def queue_figures(found: VariantResult, name: str) -> QueueFigures:
    """Give what stands in the queue before a step."""
    mean, slow = value(found, name, "wait_mean"), value(found, name, "wait_p90")
    queued, misery = value(found, name, "queue_mean"), misery_at(found, name, "wait")
    if not round(mean * 60):
        return QueueFigures(0, "no queue", OUT_OF_SIGHT if misery >= SHOWN else "", misery)
    return QueueFigures(
        people=max(round(queued), 1 if queued > SELDOM else 0),
        wait=f"waits {span(mean, seconds_below=1)}",
        tail=_tail(mean, slow),
        misery=misery,
    )


def _tail(mean: float, slow: float) -> str:
    """Say ``1 in 10 over 7.9``: with its unit where it is another than the mean's."""
    if not round(slow * 60):
        return "9 in 10 at once"
    amount, unit = span(slow, seconds_below=1).split()
    same = span(mean, seconds_below=1).split()[1] == unit
    return f"1 in 10 over {amount}" if same else f"1 in 10 over {amount} {unit}"


def badges(asked: int, found: VariantResult | None, name: str) -> tuple[Badge, ...]:
    """Give the discs of the questions of a step: as many as it asks on a usual visit.

    Without a result all the facts that it asks for count, and none as asked again.
    """
    if found is None:
        return _discs("asked", asked, room=MOST_DISCS)
    total, again = (
        value(found, name, f"{kind}_mean") for kind in ("questions", "repeat_questions")
    )
    if total < SELDOM:
        return ()
    usual = max(round(total), 1)
    twice = round(usual * again / total)
    once = usual - twice
    room = MOST_DISCS if once + twice <= MOST_DISCS else 1
    return _discs("asked", once, room) + _discs("again", twice, room)


def _discs(kind: str, count: int, room: int) -> tuple[Badge, ...]:
    if count <= room:
        return (Badge(kind),) * count
    return (Badge(kind, f"\N{MULTIPLICATION SIGN} {count}"),)


def misery_at(found: VariantResult, step: str | None, *kinds: str) -> float:
    """Sum the moments of misery per 100 customers at a step (None: the ending), of some kinds."""
    return fsum(
        place.per_hundred.mean or 0.0
        for place in found.places
        if place.step == step and place.kind in kinds
    )


def value(found: VariantResult, step: str, key: str) -> float:
    """Give a figure of a step; nothing where nobody came to it."""
    estimate = found.steps.get(step, {}).get(key)
    return 0.0 if estimate is None or estimate.mean is None else estimate.mean
