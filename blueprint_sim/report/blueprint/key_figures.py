"""The key figures at the head of a picture, each with its interval."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from blueprint_sim.report.blueprint.contents import KeyFigure
from blueprint_sim.report.screen.columns import cut, width
from blueprint_sim.report.speech import money
from blueprint_sim.report.speech.numbers import possible, priced, scale
from blueprint_sim.studies.result import Estimate, Result

SIGNS: Final = {"EUR": "€", "GBP": "£", "USD": "$"}
"""Currencies that a sign is known for; of others the name is written."""
LONGEST: Final = 8
"""Columns of the name of a currency that stands before a number; a longer one stands below it."""
_WORDS: Final = {
    "misery_mean": ("moments of misery", "per customer"),
    "repeat_questions_mean": ("repeat questions", "per customer"),
    "wait_mean": ("waiting for a person", "per customer"),
    "cost_per_resolved": ("per resolved", "issue"),
    "cost_total": ("a day", "in all"),
}


def key_figures(result: Result, variant: str) -> tuple[KeyFigure, ...]:
    """Give misery, repeat questions, waiting and what a resolved issue costs, where there is any.

    Where customers who leave for good cost something, give instead what a day costs in all: the
    cost of a resolved issue leaves them out. Each comes with its 95% interval, in words no finer
    than that interval.
    """
    found = result.variants[variant].measures
    found = {**found, "cost_total": _a_day(found["cost_total"], result)}
    keys = ("misery_mean", "repeat_questions_mean", "wait_mean", *_cost(result))
    return tuple(
        _figure(found[key], _WORDS[key], result.currency)
        for key in keys
        if found[key].mean is not None
    )


def _cost(result: Result) -> tuple[str, ...]:
    """Choose the measure of money; none where nothing costs anything."""
    if not money.priced(result):
        return ()
    leaving = any(found.measures["churn_cost"].mean for found in result.variants.values())
    return ("cost_total",) if leaving else ("cost_per_resolved",)


def _a_day(estimate: Estimate, result: Result) -> Estimate:
    """Divide what a run costs by its days."""
    ends = (estimate.mean, estimate.low, estimate.high)
    mean, low, high = (None if end is None else end / result.days for end in ends)
    return replace(estimate, mean=mean, low=low, high=high)


def _figure(estimate: Estimate, words: tuple[str, str], currency: str) -> KeyFigure:
    low, high = possible(estimate.unit, estimate.low, estimate.high)
    mean = estimate.mean or 0.0
    factor, unit = 1.0, ""
    if estimate.unit == "min":
        factor, unit = (60.0, " s") if mean < 1 else (1.0, " min")
    digits = scale(
        estimate.unit, *(None if end is None else end * factor for end in (low, high, mean))
    )
    sign = ""
    if estimate.unit == "currency":
        sign, words = _currency(currency, words)
    texts = [digits.value(end * factor) for end in (mean, low, high) if end is not None]
    first, *ends = (priced(text, sign) if sign else text for text in texts)
    within = (f"{ends[0]} to {texts[2]}{unit}",) if len(ends) == 2 and low != high else ()
    return KeyFigure(f"{first}{unit}", (*words, *within))


def _currency(currency: str, words: tuple[str, str]) -> tuple[str, tuple[str, str]]:
    """Give what stands before an amount, and the words below it."""
    sign = SIGNS.get(currency, currency)
    if width(sign) <= LONGEST:
        return sign, words
    return "", (f"{cut(currency, 2 * LONGEST)} {words[0]}", words[1])
