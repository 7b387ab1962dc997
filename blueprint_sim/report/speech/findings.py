"""What a page says below its headline: how large the differences are, at what cost, for whom."""

from __future__ import annotations

from blueprint_sim.report.speech import money
from blueprint_sim.report.speech.asides import decided
from blueprint_sim.report.speech.differences import (
    TOLD,
    difference,
    digits_of,
    few,
    moves,
    one_sided,
    unfinished,
    unmeasured,
)
from blueprint_sim.report.speech.fates import better_off
from blueprint_sim.report.speech.names import Names
from blueprint_sim.report.speech.numbers import listed, scale, spoken
from blueprint_sim.report.speech.phrases import lower, phrase
from blueprint_sim.report.speech.spans import Said, Span
from blueprint_sim.report.speech.words import deciding, headline, quoted, would
from blueprint_sim.studies.result import (
    Comparison,
    GroupComparison,
    Result,
    VariantResult,
    Verdict,
)


def verdict(result: Result, variant: str, names: Names = Names()) -> list[Said]:  # noqa: B008
    """Give the paragraphs about a variant beside the baseline, the headline first."""
    texts = (
        evidence(result, variant),
        money.sentences(result, variant),
        for_whom(result, variant, names),
        better_off(result, variant),
    )
    return [headline(result, variant), *((Span(text),) for text in texts if text)]


def clearest(result: Result, others: list[str]) -> str:
    """Choose the variant to show in full: the best one found better, else the worst, else any."""

    def clear(name: str) -> tuple[int, float]:
        found = result.comparison(name, deciding(result, name))
        ranks = {Verdict.BETTER: 3, Verdict.WORSE: 2, Verdict.UNKNOWN: 1}
        return (ranks.get(found.verdict, 0) if found.verdict else 0, abs(found.difference or 0.0))

    return max(others, key=clear)


def evidence(result: Result, variant: str) -> str:
    """Say how large the difference of the headline is, and what else decides."""
    first = deciding(result, variant)
    said = [difference(result, result.comparison(variant, first))]
    for other in decided(result, variant):
        if other.measure not in (first, *money.MEASURES):
            told = other.verdict in TOLD
            said.append(moves(result, other) if told else _open(result, other))
    said += [moves(result, other) for other in _beside(result, variant)]
    said.append(not_let_in(result, variant))
    return " ".join(text for text in said if text)


FAILED = ("share_walked_away", "share_abandoned", "share_unresolved", "share_dead_end")
"""Ends that tell why fewer are resolved; who never waits has a sentence of its own."""
NOT_LET_IN = {"share_blocked": "Turned away", "share_balked": "Left at once"}
TELLING = 0.005
"""A share of customers that is worth a sentence."""


def _beside(result: Result, variant: str) -> list[Comparison]:
    """List the wait and the two bad ends that differ most, where they decide nothing."""
    if variant in result.different_people:
        return []
    wait = result.comparison(variant, "wait_mean")
    failed = [result.comparison(variant, key) for key in FAILED]
    if result.comparison(variant, "share_resolved").in_family:
        failed = [c for c in failed if c.measure != "share_unresolved"]
    failed.sort(key=lambda c: -abs(c.difference or 0.0))
    worth = [c for c in failed if abs(c.difference or 0.0) >= TELLING]
    return [c for c in (wait, *worth[:2]) if not c.in_family and not c.held_back and one_sided(c)]


def not_let_in(result: Result, variant: str) -> str:
    """Say how many join no line, if any do: their wait is short, and counts as such."""
    here, base = result.variants[variant], result.variants[result.baseline]
    said = []
    for key, start in NOT_LET_IN.items():
        shares = [found.measures[key].mean for found in (here, base)]
        if any(shares):
            digits = digits_of(result, result.comparison(variant, key))
            mine, theirs = map(digits.value, shares)
            said.append(f"{start}: {mine} with {quoted(here)}, {theirs} with {quoted(base)}.")
    return " ".join(said)


def _open(result: Result, found: Comparison) -> str:
    """Say why another measure that decides is left open, if it is."""
    if found.verdict is Verdict.MISSING:
        return f"{unmeasured(result, found)}."
    if found.verdict is not Verdict.UNKNOWN or result.replications == 1:
        return ""
    subject = phrase(found.measure).subject
    if found.held_back:
        return f"{subject} cannot be judged: {unfinished(result, found)}."
    if one_sided(found):
        moved = moves(result, found).removesuffix(".")
        few_ = f"{few(result)} too few to rely on it{would(found, ' do')}."
        return f"{moved}, but {few_}" if moved else f"On {lower(found.measure)}, {few_}"
    told = f"{result.replications} replications cannot tell yet{would(found)}"
    return f"On {lower(found.measure)}, {told}."


def for_whom(result: Result, variant: str, names: Names = Names()) -> str:  # noqa: B008
    """Say for whom the measure of the headline is worse; empty without groups or intervals.

    ``Worse for: In a hurry (+0.02 moments of misery), Regular (+0.23).``
    """
    first = deciding(result, variant)
    groups = [g for g in result.groups if g.variant == variant and g.measure == first]
    if not any(group.low is not None for group in groups):
        return ""
    many, noun = phrase(first).many, lower(first)
    worse: list[str] = []
    for group in (group for group in groups if group.worse):
        unit = f" {noun}" if many and not worse else ""
        name = names.group(group.by, group.group)
        worse.append(f"{name} ({_apart(result, group)}{unit})")
    if worse:
        start = "Worse for" if many else f"On {noun}, worse for"
        return f"{start}: {', '.join(worse)}."
    kinds = " or ".join(sorted({group.by for group in groups}))
    return f"No {kinds} is shown to be worse off on {noun}."


def _apart(result: Result, group: GroupComparison) -> str:
    """Write the difference of a group with its sign and unit: ``+12 seconds``."""
    change = group.difference or 0.0
    digits = scale(group.unit, group.low, group.high, change)
    sign = "-" if change < 0 else "+"
    return sign + spoken(group.unit, digits, result.currency, change)[0]


def alone(result: Result) -> list[Said]:
    """Describe a single variant; there is nothing to compare it with."""
    found = next(iter(result.variants.values()))
    said = [f"{quoted(found)} by itself: there is nothing here to compare it with."]
    parts = []
    if misery := _value(result, found, "misery_mean"):
        parts.append(f"meet {misery} moments of misery each")
    if wait := _value(result, found, "wait_mean"):
        parts.append(f"wait {wait} for a person")
    if resolved := _value(result, found, "share_resolved"):
        parts.append(f"are resolved in {resolved} of cases")
    if found.measures["share_blocked"].mean:
        parts.append(f"are turned away in {_value(result, found, 'share_blocked')}")
    if found.measures["share_balked"].mean:
        parts.append(f"leave at once in {_value(result, found, 'share_balked')}")
    said += [f"Customers {listed(parts)}."] if parts else []
    said += [money.alone(found.staffing, result.currency)]
    return [(Span(text),) for text in said]


def _value(result: Result, found: VariantResult, key: str) -> str:
    """Write a value for a sentence, or nothing where there is none."""
    estimate = found.measures[key]
    if estimate.mean is None:
        return ""
    digits = scale(estimate.unit, estimate.low, estimate.high, estimate.mean)
    if estimate.unit == "min":
        return spoken("min", digits, result.currency, estimate.mean)[0]
    return digits.value(estimate.mean)
