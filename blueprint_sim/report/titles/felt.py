"""Titles on how it felt: the low point of the journey, and where misery is met."""

from __future__ import annotations

from collections.abc import Sequence

from blueprint_sim.report.speech.names import Names
from blueprint_sim.report.speech.numbers import Scale, listed, scale
from blueprint_sim.report.speech.words import quoted
from blueprint_sim.report.titles.labels import placed, said_of, short
from blueprint_sim.studies.result import Estimate, MomentNumber, Place, Result, VariantResult

VALENCE = Scale(places=1)
MIDDLE = "The middle of all customers"
HALF = 0.5
"""Share of customers who must have an n-th moment, and of n-th moments that must be met at a place,
for it to stand for them."""
NAMED = 2
"""Places of one low point that a title names."""


def emotion(result: Result, variants: Sequence[str], names: Names) -> str:
    """Name where the middle of all customers is lowest, for each of some variants."""
    result = short(result)
    found = [result.variants[name] for name in variants]
    lived = [variant for variant in found if usual(variant)]
    if not lived:
        return "No moment of truth was met"
    sinking = [variant for variant in lived if _lowest(variant) < 0]
    if not sinking:
        who = "" if len(found) == 1 else f" with {listed([quoted(v) for v in lived])}"
        return f"{MIDDLE} never falls below 0{who}{_tenth(lived)}"
    where = [_where(variant, names) for variant in sinking]
    if len(found) == 1:
        return f"{MIDDLE} is lowest {where[0]} ({_said(found[0])})"
    if len(set(where)) == 1:
        said = f"{where[0]}: {_felt(sinking)}"
    else:
        said = listed(
            [
                f"{place} ({_said(variant)}) with {quoted(variant)}"
                for place, variant in zip(where, sinking, strict=True)
            ]
        )
    calm = [variant for variant in lived if variant not in sinking]
    return f"{MIDDLE} is lowest {said}{_calm(calm)}"


def _felt(sinking: list[VariantResult]) -> str:
    """Say ``-1.6 with "A" and -1.8 with "B"``, and once what they have in common."""
    if len({_said(variant) for variant in sinking}) == 1:
        return f"{_said(sinking[0])} with {listed([quoted(variant) for variant in sinking])}"
    return listed([f"{_said(variant)} with {quoted(variant)}" for variant in sinking])


def _calm(calm: list[VariantResult]) -> str:
    """Say with which variants the middle never falls below 0, and how far the band does."""
    labels = listed([quoted(variant) for variant in calm])
    return f"; with {labels} it never falls below 0{_tenth(calm)}" if calm else ""


def _tenth(calm: list[VariantResult]) -> str:
    """Say how low the lowest tenth gets, where the middle gets nowhere below 0."""
    lowest = min(moment.low for variant in calm for moment in usual(variant))
    said = VALENCE.value(lowest)
    return f", but at some moment 1 in 10 feel {said} or worse" if float(said) < 0 else ""


def usual(variant: VariantResult) -> list[MomentNumber]:
    """List the moments that at least half of the customers have, and the first."""
    return [m for m in variant.curve if m.share >= HALF or m.number == 1]


def low_points(variant: VariantResult) -> list[MomentNumber]:
    """List the moments that feel lowest, as far as one can read; the earliest first."""
    return [moment for moment in usual(variant) if VALENCE.value(moment.median) == _said(variant)]


def _lowest(variant: VariantResult) -> float:
    """Give the lowest median, rounded as it is said: none so small that it reads as 0."""
    return round(min(moment.median for moment in usual(variant)), 1)


def _said(variant: VariantResult) -> str:
    return VALENCE.value(min(moment.median for moment in usual(variant)))


def _where(variant: VariantResult, names: Names) -> str:
    """Say ``at "Agent asks (questions)"``; places as low are named too, or else counted.

    A moment that is met here by some and there by others goes by its number.
    """
    lows = low_points(variant)
    if all(low.agree < HALF for low in lows) and 1 < len(lows) <= NAMED:
        return f"at moments {listed([str(low.number) for low in lows])}"
    where = list(
        dict.fromkeys(
            placed(names.place(variant.name, low.step, low.kind))
            if low.agree >= HALF
            else f"moment {low.number}"
            for low in lows
        )
    )
    return f"at {listed(where)}" if len(where) <= NAMED else f"at {len(where)} moments"


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
    """Write a number of moments per 100 customers: from ten upwards without a fraction.

    One that is too small for its digits is no zero: ``under 0.1``.
    """
    mean, digits = estimate.mean or 0.0, count_digits(estimate)
    if mean > 0 and not round(mean, digits.places):
        return f"under {digits.value(10.0**-digits.places)}"
    return digits.value(mean)


def count_digits(estimate: Estimate) -> Scale:
    """Choose the digits of a number of moments per 100 customers: one place at most."""
    mean = estimate.mean or 0.0
    digits = scale("count", estimate.low, estimate.high, mean)
    return digits._replace(places=0 if mean >= 10 else min(1, digits.places))
