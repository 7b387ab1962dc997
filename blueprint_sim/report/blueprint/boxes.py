"""The figures in the boxes and queues of a picture, from what a variant gave."""

from __future__ import annotations

from math import fsum

from blueprint_sim.model.blueprint import Step
from blueprint_sim.model.graph import Graph
from blueprint_sim.model.routes import only_asks
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report.blueprint.contents import SHOWN, QueueFigures, StepFigures
from blueprint_sim.report.blueprint.expected import Asking
from blueprint_sim.report.blueprint.spans import span, written
from blueprint_sim.report.blueprint.ways import percent
from blueprint_sim.report.layout.records import Badge
from blueprint_sim.studies.result import VariantResult

MOST_DISCS = 2
"""Questions at one step that have a disc each; more are counted beside one."""
UNSEEN = ("backstage", "support")
"""Lanes that the customer does not see."""
OUT_OF_SIGHT = "waits out of sight"
"""Said where nobody queues, but what is done before out of sight is felt as a wait here."""
AND_UNSEEN = "and out of sight"
"""Said where some queue, and come from what is done out of sight, which is felt as a wait too."""
CALLED_BACK = "some are called back"
"""Said where nobody queues, since those who would are called back."""
NOBODY = "nobody came"
NOT_ASKED = "nobody was asked"
"""Said in the box of a step without a visit; where all it does is ask, others may have passed."""
FEW = 0.1
"""Share of those who are led to a step below which it is not said that they pass it."""
SELDOM = 0.05
"""Questions per visit below which none is shown."""


def designed_figures(scenario: Scenario, step: Step, asked: Asking | None) -> StepFigures:
    """Give what stands in the box of a step as it is written, of which so much is asked."""
    return StepFigures(written(scenario, step, asked.chances if asked else None))


def step_figures(graph: Graph, name: str, found: VariantResult, *, queue: bool) -> StepFigures:
    """Give what stands in the box of a step as it was met.

    Where no queue is drawn before the step, a wait that is felt as it begins, such as one for
    what is done out of sight, counts in the box.
    """
    visits = found.steps.get(name, {}).get("visits")
    if visits and not visits.mean:
        return StepFigures(NOT_ASKED if only_asks(graph.nodes[name]["step"]) else NOBODY)
    time = value(found, name, "time_mean")
    misery = misery_at(found, name, "question", "work", "promise", *(() if queue else ("wait",)))
    seen = is_seen(graph, name)
    return StepFigures(span(time) if time else "", misery if seen or misery else None)


def is_seen(graph: Graph, name: str) -> bool:
    """Tell whether the customer sees a step, and is not away meanwhile."""
    node = graph.nodes[name]
    return node["lane"] not in UNSEEN and not node["step"].away


def queue_figures(
    found: VariantResult, name: str, *, unseen: bool = False, absent: bool = False, team: str = ""
) -> QueueFigures:
    """Give what stands in the queue before a step, which is the line of a team.

    Where customers come from work that is done out of sight (`unseen`), the wait that they feel
    is that time and the queue; if it brings misery, the cell says so. Where nobody queues, since
    the team calls them back, it says that. While customers are `absent` their case waits alone,
    and no head is drawn.
    """
    mean, slow = value(found, name, "wait_mean"), value(found, name, "wait_p90")
    queued, misery = value(found, name, "queue_mean"), misery_at(found, name, "wait")
    if not round(mean * 60):
        aside = CALLED_BACK if _calls_back(found, team) else ""
        return QueueFigures(0, "no queue", OUT_OF_SIGHT if misery >= SHOWN else aside, misery)
    return QueueFigures(
        people=0 if absent else max(round(queued), 1 if queued > SELDOM else 0),
        wait=f"waits {span(mean, seconds_below=1)}",
        tail=AND_UNSEEN if unseen and misery >= SHOWN else _tail(slow),
        misery=misery,
    )


def _calls_back(found: VariantResult, team: str) -> bool:
    estimate = found.teams.get(team, {}).get("share_called_back")
    return bool(estimate and estimate.mean)


def _tail(slow: float) -> str:
    """Say ``1 in 10 over 7.9 min``."""
    if not round(slow * 60):
        return "9 in 10 at once"
    return f"1 in 10 over {span(slow, seconds_below=1)}"


def designed_badges(most: int, asked: Asking | None) -> tuple[Badge, ...]:
    """Give the discs of the questions that a step is expected to ask, none as asked again.

    ``up to 3`` where it cannot be told how many of them are known already; ``for 9%`` where the
    others pass the step, since nothing is left to ask.
    """
    if asked is None:
        return (Badge("asked", f"up to {most}" if most > 1 else ""),) if most else ()
    if asked.questions < SELDOM:
        return ()
    count = max(round(asked.questions), 1)
    if asked.stopping > 1 - FEW:
        return _discs("asked", count, room=MOST_DISCS)
    many = f"\N{MULTIPLICATION SIGN} {count} " if count > 1 else ""
    return (Badge("asked", f"{many}for {percent(asked.stopping)}"),)


def badges(found: VariantResult, name: str) -> tuple[Badge, ...]:
    """Give the discs of the questions of a step: as many as were asked on a usual visit."""
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
