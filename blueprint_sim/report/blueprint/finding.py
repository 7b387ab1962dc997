"""The title of a blueprint with a result: where its misery is met, if the numbers can tell."""

from __future__ import annotations

from collections.abc import Collection
from math import fsum
from typing import Literal, NamedTuple

from blueprint_sim.report.speech.names import Names
from blueprint_sim.report.titles.labels import placed, short
from blueprint_sim.studies.result import Place, Result, VariantResult

Cell = tuple[str | None, Literal["queue", "box"]]
"""Where a count of misery stands on the picture: a step's queue or its box; None: the ending."""


class _Met(NamedTuple):
    """Moments of misery per 100 customers in one cell, from and to."""

    cell: Cell
    mean: float
    low: float
    high: float
    repeated: float
    """Of those, questions that were answered before."""
    waiting: float
    """Of those, waits."""


def finding(
    result: Result,
    variant: str,
    names: Names,
    queues: Collection[str],
    unseen: Collection[str] = (),
) -> str:
    """Say where the misery of a variant is met: ``Voice menu first: most misery at "Agent asks"``.

    One place is named if its interval lies above all others', two if they cannot be told apart.

    Parameters
    ----------
    result, variant
        What was found, and of which variant the picture is.
    names
        What its steps are called.
    queues
        Steps that a queue is drawn before: of the others a wait counts in the box.
    unseen
        Steps to which customers come from work out of sight: their waits are that time, too.
    """
    found = short(result).variants[variant]
    cells = sorted(
        _cells(found, queues), key=lambda met: (-met.mean, met.cell[0] or "", met.cell[1])
    )
    if not cells:
        return f"{found.label}: no moment of misery was met"
    first, *others = cells
    rivals = [met for met in others if met.high >= first.low]
    if len(rivals) > 1:
        return f"{found.label}: no single place has the most misery"
    if rivals:
        both = " or ".join(_where(met, variant, names, unseen) for met in (first, *rivals))
        return f"{found.label}: most misery {both}"
    twice = ", asking again" if first.repeated > first.mean / 2 else ""
    return f"{found.label}: most misery {_where(first, variant, names, unseen)}{twice}"


def _cells(found: VariantResult, queues: Collection[str]) -> list[_Met]:
    """Gather the places of misery into the cells where the picture counts them."""
    cells: dict[Cell, list[Place]] = {}
    for place in found.places:
        part: Literal["queue", "box"] = (
            "queue" if place.kind == "wait" and place.step in queues else "box"
        )
        cells.setdefault((place.step, part), []).append(place)
    return [_met(cell, places) for cell, places in cells.items()]


def _met(cell: Cell, places: list[Place]) -> _Met:
    """Add places up; their intervals add up at worst."""
    estimates = [place.per_hundred for place in places]
    means = [estimate.mean or 0.0 for estimate in estimates]
    return _Met(
        cell,
        fsum(means),
        fsum(m if e.low is None else e.low for e, m in zip(estimates, means, strict=True)),
        fsum(m if e.high is None else e.high for e, m in zip(estimates, means, strict=True)),
        fsum(place.but_for_repeating for place in places),
        fsum(place.per_hundred.mean or 0.0 for place in places if place.kind == "wait"),
    )


def _where(met: _Met, variant: str, names: Names, unseen: Collection[str]) -> str:
    step, part = met.cell
    if step is None:
        return "in how it ends"
    where = placed(names.step(variant, step))
    waits = part == "queue" or met.waiting > met.mean / 2
    if waits and step in unseen:
        return f"in what is done out of sight before {where}, and the queue for it"
    return f"in the wait for {where}" if waits else f"at {where}"
