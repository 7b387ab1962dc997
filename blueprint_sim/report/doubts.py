"""What to keep in mind beside a verdict: how it was judged, and what the run left open."""

from __future__ import annotations

from collections.abc import Iterable

from blueprint_sim.report import money, words
from blueprint_sim.report.numbers import listed, scale, written
from blueprint_sim.report.phrases import lower
from blueprint_sim.studies.result import Result, VariantResult

UNFINISHED = 0.01
"""Above this share of unfinished issues, a page says so."""


GENTLER = 0.1
"""A gentler judge is heard from this share of the misery on."""
PAIRED = 1.5
"""Below this, pairing is not worth a sentence."""


def caveats(result: Result) -> list[str]:
    """Say what to keep in mind: warnings, unfinished issues, and what decided by default."""
    said = [f"Mind: {_sentence(warning)}" for warning in result.warnings]
    for found in result.variants.values():
        share = found.measures["share_unfinished"].mean or 0.0
        told = any("unfinished" in warning for warning in result.warnings)
        if share > UNFINISHED and not told:
            said.append(
                f"Mind: {share:.0%} of the issues in {words.quoted(found)} were unfinished when "
                "the run ended; their waits and times count as far as they got."
            )
    if not result.matters_written and len(result.variants) > 1:
        said.append(_defaults(result))
    return said


def _sentence(text: str) -> str:
    """End a text with a full stop."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _defaults(result: Result) -> str:
    """State what decided where the scenario does not say."""
    measures = result.variants[result.baseline].measures
    limits = []
    for key, limit in result.matters.items():
        if measures[key].unit == "currency" and not money.priced(result):
            continue
        size = written(measures[key].unit, result.currency, limit)
        limits.append(f"{lower(key)} ({size})")
    return (
        "The scenario does not say what matters, so these decide, each from the difference in "
        f"brackets upwards: {', '.join(limits)}."
    )


def pairing(result: Result, variant: str) -> str:
    """Say what it was worth that the same customers met both variants."""
    key = words.deciding(result)
    ratio = result.comparison(variant, key).variance_ratio
    if ratio is None or ratio < PAIRED:
        return ""
    times = f"{ratio:,.{0 if ratio >= 10 else 1}f}"
    return (
        "Both faced the very same customers. With other customers for each, it would have taken "
        f"{times} times as many replications to know the difference in {lower(key)} as well."
    )


def gentler(result: Result, names: Iterable[str]) -> str:
    """Say what a judge would count to whom a question asked again is not yet misery.

    Its valence of -1 sits exactly on the threshold. Empty where that takes off less
    than a tenth: most of those questions hurt for other reasons as well.
    """
    variants = [result.variants[name] for name in names]
    if not any(_matters(found) for found in variants):
        return ""
    counts: list[str] = []
    for found in variants:
        estimate = found.measures["misery_mean"]
        if estimate.mean is not None:
            digits = scale("count", estimate.low, estimate.high, estimate.mean)
            left = max(0.0, estimate.mean - _on_the_threshold(found))
            noun = "" if counts else " moments of misery per customer"
            counts.append(f"{digits.value(left)}{noun} with {words.quoted(found)}")
    return (
        "A question asked again feels -1, which is just misery. A gentler judge, who lets it "
        f"pass, would count {listed(counts)}."
    )


def _matters(found: VariantResult) -> bool:
    misery = found.measures["misery_mean"].mean or 0.0
    return 0 < _on_the_threshold(found) >= GENTLER * misery


def _on_the_threshold(found: VariantResult) -> float:
    """Give the questions felt as exactly -1, per customer."""
    return sum(p.at_the_threshold for p in found.places if p.kind == "question") / 100
