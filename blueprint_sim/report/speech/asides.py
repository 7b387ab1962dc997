"""What a sentence adds to its verdict: the other measures that decide, and what it costs."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeAlias

from blueprint_sim.report.speech import money
from blueprint_sim.report.speech.differences import digits_of, ends, slight
from blueprint_sim.report.speech.numbers import Scale, priced, spoken
from blueprint_sim.report.speech.phrases import lower
from blueprint_sim.report.speech.spans import TONES, Said, Span, Tone
from blueprint_sim.studies.result import Comparison, Result

Digits: TypeAlias = Callable[[Result, Comparison], Scale]
"""Chooses the digits of two values, by the table that they stand above."""


def decided(result: Result, variant: str) -> list[Comparison]:
    """List the comparisons of a variant that decide; those of money if there is any."""
    found = [c for c in result.comparisons if c.variant == variant and c.in_family]
    return found if money.priced(result) else [c for c in found if c.unit != "currency"]


def asides(result: Result, found: Comparison, who: str = "", digits: Digits = digits_of) -> Said:
    """Add to a verdict what points elsewhere, and what it costs, by *and* or *but*."""
    tone = TONES.get(found.verdict, "")
    said = elsewhere(result, found, tone, digits) + on_money(result, found, tone, digits)
    agree = tone or "good"
    spans = [Span(money.EVEN)] if money.even(result, found.variant) else []
    spans += _joined(f", and {who}", [aside for aside in said if aside.tone == agree])
    spans += _joined(f", but {who}", [aside for aside in said if aside.tone != agree])
    return (*spans, Span("."))


def on_money(
    result: Result, found: Comparison, tone: Tone = "", digits: Digits = digits_of
) -> list[Span]:
    """List what decides of money, and what a variant pays."""
    dear = elsewhere(result, found, tone, digits, money.MEASURES)
    return dear + _also(result, found, tone, digits) + paying(result, found.variant)


def paying(result: Result, variant: str) -> list[Span]:
    """List what a variant pays beside the baseline, for staff and for fixes."""
    return [Span(text, TONES[word]) for text, word in money.pays(result, variant)]


def _also(result: Result, found: Comparison, tone: Tone, digits: Digits) -> list[Span]:
    """Say that the cost of all, where it decides, bears a verdict out: ``also on the cost``."""
    total = next((c for c in decided(result, found.variant) if c.measure == "cost_total"), None)
    if total is None or not tone or total is found or TONES.get(total.verdict, "") != tone:
        return []
    return [Span(f"also on {lower(total.measure)}{_against(result, total, digits)}", tone)]


def joined(start: str, said: list[Span]) -> list[Span]:
    """Join asides by *and*, or by *but* where the tone turns.

    A verdict is said once: ``is better on A``, then ``on B``.
    """
    spans = [Span(start)]
    for before, aside in zip([None, *said], said, strict=False):
        if before:
            spans.append(Span(" and " if aside.tone == before.tone else ", but "))
            aside = _said_once(before, aside)
        spans.append(aside)
    return spans


def _said_once(before: Span, aside: Span) -> Span:
    for verdict in ("is better ", "is worse "):
        if before.text.startswith(verdict) and aside.text.startswith(verdict):
            return Span(aside.text.removeprefix(verdict), aside.tone)
    return aside


def _joined(start: str, said: list[Span]) -> list[Span]:
    return joined(start, said) if said else []


def elsewhere(
    result: Result,
    found: Comparison,
    tone: Tone,
    digits: Digits = digits_of,
    among: Collection[str] = (),
) -> list[Span]:
    """List the other measures that decide, better or worse, where the headline is not.

    Money has sentences of its own; it is listed only where it is asked for, by `among`.
    """
    said: list[Span] = []
    for other in decided(result, found.variant):
        word = other.verdict
        listed_here = other.measure in among if among else other.measure not in money.MEASURES
        if other.measure == found.measure or not listed_here or word is None or word not in TONES:
            continue
        if TONES[word] == tone:
            continue
        on = f"on {lower(other.measure)}{_against(result, other, digits)}"
        said.append(Span(f"is {word.value} {on}", TONES[word]))
    return said


def _against(result: Result, found: Comparison, choose: Digits) -> str:
    """Say `` (58.6% against 64.6%)``, and if that is perhaps too little to matter.

    Nothing where the digits would not tell them apart.
    """
    sides, little = _sides(result, found, choose), slight(found).removeprefix("though ")
    said = ", ".join(text for text in (sides, little) if text)
    return f" ({said})" if said else ""


def _sides(result: Result, found: Comparison, choose: Digits) -> str:
    before, after = ends(result, found)
    if before is None or after is None:
        return ""
    digits = choose(result, found)
    mine, theirs = digits.value(after), digits.value(before)
    if found.unit == "min":
        mine, theirs = spoken("min", digits, result.currency, after, before)
    if mine == theirs:
        return ""
    if found.unit == "currency":
        mine = priced(mine, result.currency)
    return f"{mine} against {theirs}"
