"""Plain-English verdicts: what a study found, said so that a client can act on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from blueprint_sim.report import staff
from blueprint_sim.report.numbers import Scale, counted, scale, spoken
from blueprint_sim.report.phrases import Phrase, phrase
from blueprint_sim.studies.result import Comparison, Result, VariantResult, Verdict

Tone: TypeAlias = Literal["good", "bad", ""]
Said: TypeAlias = "tuple[Span, ...]"

GOOD, BAD = (Verdict.BETTER,), (Verdict.WORSE,)
MONEY = ("cost_per_resolved", "staff_cost")
"""Measures with sentences of their own."""


class Span(NamedTuple):
    """Words in one tone."""

    text: str
    tone: Tone = ""


def plain(said: Said) -> str:
    """Give what was said without its tones."""
    return "".join(span.text for span in said)


def quoted(variant: VariantResult) -> str:
    """Give the label of a variant in quotation marks."""
    return f'"{variant.label}"'


def deciding(result: Result) -> str:
    """Give the measure of the headline: misery, or else the first of those that matter."""
    if "misery_mean" in result.matters:
        return "misery_mean"
    return next(key for key in result.variants[result.baseline].measures if key in result.matters)


def headline(result: Result, variant: str) -> Said:
    """Say whether a variant is better than the baseline, and at what cost."""
    here, base = _pair(result, variant)
    found = result.comparison(variant, deciding(result))
    word = found.verdict
    if word in (Verdict.UNKNOWN, None):
        return (Span(_undecided(result, found, here, base)),)
    aside = _asides(result, here)
    if word in (Verdict.SAME, Verdict.IDENTICAL):
        return _come_to_the_same(result, found, here, base, aside)
    tone: Tone = "good" if word in GOOD else "bad" if word in BAD else ""
    if tone:
        start = Span(f"{quoted(here)} is {word.value}", tone)
        return (start, Span(f" for these customers than {quoted(base)}"), *_joined(aside, tone))
    noun = _lower(phrase(found.measure))
    return (Span(f"{quoted(here)} comes to {word.value} than {quoted(base)}: {noun}."),)


def _undecided(
    result: Result, found: Comparison, here: VariantResult, base: VariantResult
) -> str:
    either = f"whether {quoted(here)} or {quoted(base)} is better for these customers"
    if result.replications == 1:
        return f"One replication gives no interval: it cannot tell {either}."
    if found.held_back:
        return f"Too many issues were unfinished at the end of the run to tell {either}."
    return f"Too close to call: {result.replications} replications cannot tell {either}."
