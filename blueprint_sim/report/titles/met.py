"""Titles on what was met with: how it ended, and how long the waits were."""

from __future__ import annotations

from blueprint_sim.model.laws import say_duration
from blueprint_sim.report.speech.differences import ends, few, one_sided
from blueprint_sim.report.speech.numbers import Scale, listed, scale
from blueprint_sim.report.speech.words import quoted
from blueprint_sim.report.titles.labels import short
from blueprint_sim.studies.result import Comparison, Estimate, Result, VariantResult, Verdict

ENDS = {
    "share_resolved": "resolved",
    "share_unresolved": "unresolved",
    "share_dead_end": "dead end",
    "share_abandoned": "hung up",
    "share_balked": "left at once",
    "share_blocked": "turned away",
    "share_walked_away": "walked away",
    "share_unfinished": "unfinished",
}
"""How an issue ends, in words that stand behind a share."""
KEY = "share_resolved"
LONG = 170
"""Characters beyond which only the least and the most of several variants are named."""
APART = 1.2
"""How many times as many waits a customer has with one variant that a title must say so."""


def share_digits(result: Result) -> Scale:
    """Choose the digits that every share resolved can carry: of all, a persona or a reason."""
    grouped = (
        group
        for variant in result.variants.values()
        for group in (variant.measures, *variant.personas.values(), *variant.reasons.values())
    )
    return _coarsest([group[KEY] for group in grouped if KEY in group])


def outcomes(result: Result, digits: Scale | None = None) -> str:
    """Say what share is resolved with one variant and with the other.

    Parameters
    ----------
    result : Result
        Of one variant or several.
    digits : Scale, optional
        Those of the picture; by default those of all shares of the result (`share_digits`).
    """
    digits = digits or share_digits(result)
    result = short(result)
    found = list(result.variants.values())
    if any(variant.measures[KEY].mean is None for variant in found):
        return "Nobody came whose case could end"
    if len(found) == 1:
        return _alone(found[0], digits)
    if len(found) == 2:
        (variant,) = (name for name in result.variants if name != result.baseline)
        return _two(result, result.comparison(variant, KEY), digits)
    shares = {v.name: digits.value(v.measures[KEY].mean) for v in found}
    said = f"Resolved: {_each(result, shares)}"
    if len(set(shares.values())) > 1 and len(said) <= LONG:
        return said
    return _many([(v, v.measures[KEY].mean or 0.0) for v in found], digits, "are resolved")


def _each(result: Result, said: dict[str, str]) -> str:
    """Say ``65% with "A", 94% with "B" and 91% with "C"``."""
    return listed([f"{text} with {quoted(result.variants[name])}" for name, text in said.items()])


def _alone(variant: VariantResult, digits: Scale) -> str:
    """Say ``64% are resolved, 20% hung up``: the most common other end is named."""
    shares = {key: variant.measures[key] for key in ENDS if key != KEY and key in variant.measures}
    most = max(shares, key=lambda key: shares[key].mean or 0.0)
    said = f"{digits.value(variant.measures[KEY].mean)} are resolved"
    share = digits.value(shares[most].mean)
    if not share.strip("0.%"):
        return said
    return f"{said}, {share} {'met a ' if most == 'share_dead_end' else ''}{ENDS[most]}"


def _two(result: Result, found: Comparison, digits: Scale) -> str:
    here, base = (quoted(result.variants[name]) for name in (found.variant, found.baseline))
    before, after = (digits.value(value) for value in ends(result, found))
    if found.verdict is Verdict.IDENTICAL or found.difference == found.low == found.high == 0:
        return f"{here} and {base} resolve the same share: {after}"
    if found.verdict is Verdict.SAME:
        return f"{here} and {base} resolve practically the same share: {_both(after, before)}"
    values = f"{after} are resolved with {here}, {before} with {base}"
    if found.verdict is Verdict.UNKNOWN or not one_sided(found) or found.held_back:
        if result.replications == 1:
            return f"{values}, in one replication"
        if one_sided(found) and not found.held_back:
            return f"{values}, but {few(result)} too few to rely on that"
        return f"Not sure which resolves more: {values}"
    if found.verdict is None:
        return values if before != after else f"{after} are resolved with {here} and with {base}"
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
    digits = over_digits(result)
    if _many_waits(asked) or _opposed(asked, digits):
        return _counted(result, asked, digits) + _missing(result, asked)
    if len(asked) > 2:
        values = [(variant, variant.waits.share_over.mean or 0.0) for variant in asked]
        return _many(values, digits, longer) + _missing(result, asked)
    shares = [digits.value(variant.waits.share_over.mean) for variant in asked]
    if len(asked) == 1:
        return f"{shares[0]} {longer}{_missing(result, asked)}"
    one, other = (quoted(variant) for variant in asked)
    return f"{shares[0]} {longer} with {one}, {shares[1]} with {other}{_missing(result, asked)}"


def over_digits(result: Result) -> Scale:
    """Choose the digits that every share of waits longer than acceptable can carry."""
    return _coarsest([variant.waits.share_over for variant in result.variants.values()])


def _many_waits(asked: list[VariantResult]) -> bool:
    """Tell whether the waits that a customer has differ so much that shares mislead."""
    counts = [variant.waits.per_customer for variant in asked]
    return max(counts) > APART * min(counts)


def _opposed(asked: list[VariantResult], digits: Scale) -> bool:
    """Tell whether a larger share of waits is too long where customers wait less in all."""
    least, most = (f(asked, key=lambda v: v.waits.share_over.mean or 0.0) for f in (min, max))
    shares = [digits.value(variant.waits.share_over.mean) for variant in (least, most)]
    total = [variant.measures["wait_mean"].mean or 0.0 for variant in (least, most)]
    return shares[0] != shares[1] and total[0] > total[1]


def _counted(result: Result, asked: list[VariantResult], digits: Scale) -> str:
    """Say ``13% of waits are longer than 10 min with "A" (2.1 a customer), 18% with "B" (1.5)``."""
    (share, first), *rest = (
        (digits.value(v.waits.share_over.mean), f"with {quoted(v)} ({per_customer(v)}")
        for v in asked
    )
    start = f"{share} of waits are longer than {limit(result)} {first} a customer)"
    said = ", ".join([start, *(f"{share} {label})" for share, label in rest)])
    if len(said) <= LONG:
        return said
    least, most = (f(asked, key=lambda v: v.waits.share_over.mean or 0.0) for f in (min, max))
    return _counted(result, [least, most], digits)


def per_customer(variant: VariantResult) -> str:
    """Write how many waits a customer has: ``2.1``."""
    return f"{variant.waits.per_customer:.1f}"


def limit(result: Result) -> str:
    """Write the acceptable wait: ``1 min``; ``is acceptable`` if it depends on who waits."""
    accepted = {variant.waits.acceptable for variant in result.variants.values()}
    (only,) = accepted if len(accepted) == 1 else (None,)
    return "is acceptable" if only is None else say_duration(only * 60)


def _coarsest(estimates: list[Estimate]) -> Scale:
    """Choose the digits that every one of some shares can carry."""
    chosen = [scale("share", e.low, e.high, e.mean) for e in estimates if e.mean is not None]
    return min(chosen, key=lambda digits: digits.places, default=scale("share", None, None))


def _missing(result: Result, asked: list[VariantResult]) -> str:
    """Say with which variants nobody asks for a person."""
    others = [quoted(v) for v in result.variants.values() if v not in asked]
    return f"; with {listed(others)} nobody asks for a person" if others else ""
