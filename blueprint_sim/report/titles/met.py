"""Titles on what was met with: how it ended, and how long the waits were."""

from __future__ import annotations

from blueprint_sim.model.laws import say_duration
from blueprint_sim.report.screen.table import column_digits
from blueprint_sim.report.speech.differences import digits_of, ends, one_sided
from blueprint_sim.report.speech.numbers import Scale, listed, scale
from blueprint_sim.report.speech.words import quoted
from blueprint_sim.report.titles.labels import short
from blueprint_sim.studies.result import Comparison, Estimate, Result, VariantResult, Verdict

ENDS = {
    "share_resolved": "resolved",
    "share_unresolved": "left unresolved",
    "share_dead_end": "sent nowhere",
    "share_abandoned": "gave up waiting",
    "share_balked": "left at once",
    "share_blocked": "turned away",
    "share_walked_away": "walked away",
    "share_unfinished": "unfinished",
}
"""How an issue ends, in words that stand behind a share."""
KEY = "share_resolved"


def outcomes(result: Result) -> str:
    """Say what share is resolved with one variant and with the other."""
    result = short(result)
    found = list(result.variants.values())
    if any(variant.measures[KEY].mean is None for variant in found):
        return "Nobody came whose case could end"
    if len(found) == 1:
        return _alone(found[0])
    if len(found) == 2:
        (variant,) = (name for name in result.variants if name != result.baseline)
        return _two(result, result.comparison(variant, KEY))
    digits = column_digits(result, KEY)[0]
    return _many([(v, v.measures[KEY].mean or 0.0) for v in found], digits, "are resolved")


def _alone(variant: VariantResult) -> str:
    """Say ``64% are resolved, 20% gave up waiting``: the most common other end is named."""
    shares = {key: variant.measures[key] for key in ENDS if key != KEY and key in variant.measures}
    most = max(shares, key=lambda key: shares[key].mean or 0.0)
    said = f"{_share(variant.measures[KEY])} are resolved"
    return f"{said}, {_share(shares[most])} {ENDS[most]}" if shares[most].mean else said


def _share(estimate: Estimate) -> str:
    return scale("share", estimate.low, estimate.high, estimate.mean).value(estimate.mean)


def _two(result: Result, found: Comparison) -> str:
    here, base = (quoted(result.variants[name]) for name in (found.variant, found.baseline))
    digits = digits_of(result, found)
    before, after = (digits.value(value) for value in ends(result, found))
    if found.verdict is Verdict.IDENTICAL or found.difference == found.low == found.high == 0:
        return f"{here} and {base} resolve the same share: {after}"
    if found.verdict is Verdict.SAME:
        return f"{here} and {base} resolve practically the same share: {_both(after, before)}"
    values = f"{after} are resolved with {here}, {before} with {base}"
    if found.verdict is Verdict.UNKNOWN or not one_sided(found) or found.held_back:
        return f"Not sure which resolves more: {values}"
    more = "more" if (found.difference or 0.0) > 0 else "fewer"
    return f"{here} resolves {more}" + (f": {after} against {before}" if after != before else "")


def _both(one: str, other: str) -> str:
    return one if one == other else f"{one} and {other}"


def _many(values: list[tuple[VariantResult, float]], digits: Scale, what: str) -> str:
    """Say ``From 65% ("A") to 91% ("B") are resolved``: the ends of what was found."""
    (least, low), (most, high) = (f(values, key=lambda pair: pair[1]) for f in (min, max))
    if digits.value(low) == digits.value(high):
        return f"{digits.value(low)} {what}, whichever the variant"
    ends = f"From {digits.value(low)} ({quoted(least)}) to {digits.value(high)} ({quoted(most)})"
    return f"{ends} {what}"


def waits(result: Result) -> str:
    """Say what share of waits is longer than acceptable, with one variant and the other."""
    result = short(result)
    asked = [v for v in result.variants.values() if v.waits.quantiles]
    if not asked:
        return "Nobody asks for a person, so nobody waits for one"
    longer = f"of waits are longer than {limit(result)}"
    if not any(variant.waits.quantiles[-1] for variant in asked):
        return f"Everybody is answered at once{_missing(result, asked)}"
    if not any(variant.waits.share_over.mean for variant in asked):
        return f"No wait is longer than {limit(result)}{_missing(result, asked)}"
    digits = _coarsest([variant.waits.share_over for variant in asked])
    if len(asked) > 2:
        values = [(variant, variant.waits.share_over.mean or 0.0) for variant in asked]
        return _many(values, digits, longer) + _missing(result, asked)
    shares = [digits.value(variant.waits.share_over.mean) for variant in asked]
    if len(asked) == 1:
        return f"{shares[0]} {longer}{_missing(result, asked)}"
    one, other = (quoted(variant) for variant in asked)
    return f"{shares[0]} {longer} with {one}, {shares[1]} with {other}{_missing(result, asked)}"


def limit(result: Result) -> str:
    """Write the acceptable wait: ``1 min``; ``is acceptable`` if it depends on who waits."""
    accepted = {variant.waits.acceptable for variant in result.variants.values()}
    (only,) = accepted if len(accepted) == 1 else (None,)
    return "is acceptable" if only is None else say_duration(only * 60)


def _coarsest(estimates: list[Estimate]) -> Scale:
    """Choose the digits that every one of some shares can carry."""
    chosen = [scale("share", e.low, e.high, e.mean) for e in estimates if e.mean is not None]
    return min(chosen, key=lambda digits: digits.places)


def _missing(result: Result, asked: list[VariantResult]) -> str:
    """Say with which variants nobody asks for a person."""
    others = [quoted(v) for v in result.variants.values() if v not in asked]
    return f"; with {listed(others)} nobody asks for a person" if others else ""
