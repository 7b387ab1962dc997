"""Titles on how it felt: the low point of the journey, and where misery is met."""

from __future__ import annotations

from collections.abc import Sequence

from blueprint_sim.report.speech.names import Names
from blueprint_sim.report.speech.numbers import Scale, listed, scale
from blueprint_sim.report.speech.words import quoted
from blueprint_sim.report.titles.labels import placed, said_of, short
from blueprint_sim.studies.result import Estimate, MomentNumber, Place, Result, VariantResult

VALENCE = Scale(places=1)
MIDDLE = "For the customer in the middle,"
NAMED = 2
"""Places of one low point that a title names."""


def emotion(result: Result, variants: Sequence[str], names: Names) -> str:
    """Name the low point of the customer in the middle, for each of some variants."""
    result = short(result)
    found = [result.variants[name] for name in variants]
    lived = [variant for variant in found if variant.curve]
    if not lived:
        return "No moment of truth was met"
    sinking = [variant for variant in lived if _lowest(variant) < 0]
    if not sinking:
        who = "" if len(found) == 1 else f" with {listed([quoted(v) for v in lived])}"
        return f"The customer in the middle never feels below 0{who}"
    where = [_where(variant, names) for variant in sinking]
    if len(found) == 1:
        return f"{MIDDLE} the low point is {where[0]} ({_said(found[0])})"
    if len(set(where)) == 1:
        felt = listed([f"{_said(variant)} with {quoted(variant)}" for variant in sinking])
        said = f"{where[0]}: {felt}"
    else:
        said = listed(
            [
                f"{place} ({_said(variant)}) with {quoted(variant)}"
                for place, variant in zip(where, sinking, strict=True)
            ]
        )
    return f"{MIDDLE} the low point is {said}{_never(lived, sinking)}"


def _never(lived: list[VariantResult], sinking: list[VariantResult]) -> str:
    calm = [quoted(variant) for variant in lived if variant not in sinking]
    never = "never falls below 0" if len(calm) == 1 else "never fall below 0"
    return f"; {listed(calm)} {never}" if calm else ""


def low_points(variant: VariantResult) -> list[MomentNumber]:
    """List the moments that feel lowest, as far as one can read; the earliest first."""
    return [moment for moment in variant.curve if VALENCE.value(moment.median) == _said(variant)]


def _lowest(variant: VariantResult) -> float:
    """Give the lowest median, rounded as it is said: none so small that it reads as 0."""
    return round(min(moment.median for moment in variant.curve), 1)


def _said(variant: VariantResult) -> str:
    return VALENCE.value(min(moment.median for moment in variant.curve))


def _where(variant: VariantResult, names: Names) -> str:
    """Say ``"Agent asks (questions)"``; places as low are named too, or else counted."""
    places = dict.fromkeys(
        names.place(variant.name, low.step, low.kind) for low in low_points(variant)
    )
    where = [placed(place) for place in places]
    return listed(where) if len(where) <= NAMED else f"met {len(where)} times"


def misery(result: Result, names: Names) -> str:
    """Name the place where misery is met most, and how often there with the others."""
    result = short(result)
    felt = [variant for variant in result.variants.values() if variant.places]
    if not felt:
        return "No moment of misery was met"
    top = max(felt, key=lambda variant: _mean(variant.places[0]))
    worst = _worst(top)
    alone = len(result.variants) == 1
    where = [placed(names.place(top.name, place.step, place.kind)) for place in worst]
    said = [count(place.per_hundred) for place in worst]
    hurts = "hurts most" if len(worst) == 1 else "hurt most"
    most = f"{listed(where)} {hurts}: {listed(said)} moments of misery per 100 customers"
    return f"{most}{said_of(top, alone)}{_elsewhere(result, top, worst)}"


def _mean(place: Place) -> float:
    return place.per_hundred.mean or 0.0


def _worst(variant: VariantResult) -> list[Place]:
    """List the worst place, and the next if their intervals cannot tell them apart."""
    first, *rest = variant.places
    low, high = first.per_hundred.low, rest[0].per_hundred.high if rest else None
    apart = low is None or high is None or high < low
    return [first] if apart else [first, rest[0]]


def _elsewhere(result: Result, top: VariantResult, worst: list[Place]) -> str:
    """Say ``, 2 with "Answered directly"``: of one place, with the one other variant."""
    others = [variant for variant in result.variants.values() if variant is not top]
    if len(others) != 1 or len(worst) != 1:
        return ""
    same = (worst[0].step, worst[0].kind)
    there = [place for place in others[0].places if (place.step, place.kind) == same]
    return f", {count(there[0].per_hundred) if there else 'none'} with {quoted(others[0])}"


def count(estimate: Estimate) -> str:
    """Write a number of moments per 100 customers: from ten upwards without a fraction."""
    mean = estimate.mean or 0.0
    digits = scale("count", estimate.low, estimate.high, mean)
    return digits._replace(places=0).value(mean) if mean >= 10 else digits.value(mean)
