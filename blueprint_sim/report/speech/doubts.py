"""What to keep in mind beside a verdict: how it was judged, and what the run left open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from blueprint_sim.report.speech import money, words
from blueprint_sim.report.speech.differences import UNFINISHED, told
from blueprint_sim.report.speech.numbers import listed, scale, spoken, written
from blueprint_sim.report.speech.phrases import BY_DAY, lower, phrase
from blueprint_sim.studies.result import Result, VariantResult

LEFT = "were left unfinished"
"""In a warning of a run about one variant; a page says it once of all."""
OF_OTHERS = (
    "What is told of a customer or an issue there speaks of different people, and has no verdict."
)


def caveats(result: Result) -> list[str]:
    """Say what to keep in mind: warnings, unfinished issues, and what decided by default."""
    others = [text for text in result.warnings if LEFT not in text]
    said = [f"Mind: {_sentence(warning)}" for warning in others]
    said += filter(None, [_unfinished(result), _nobody(result), called_back(result)])
    if not result.matters_written and len(result.variants) > 1:
        return [*said, _defaults(result)]
    return [*said, *_different_people(result)]


def _unfinished(result: Result) -> str:
    """Say in one sentence in which variants too many issues were left unfinished."""
    shares = {
        words.quoted(found): found.measures["share_unfinished"].mean or 0.0
        for found in result.variants.values()
    }
    said = [f"{share:.1%} in {label}" for label, share in shares.items() if share > UNFINISHED]
    if not said:
        return ""
    return (
        f"Mind: some issues {LEFT}, {listed(said)}; their waits and times count as far as they got."
    )


def _nobody(result: Result) -> str:
    """Say to which variants nobody comes."""
    found = result.variants.values()
    none = [words.quoted(one) for one in found if one.measures["customers"].mean == 0]
    return f"Mind: nobody comes to {listed(none)}." if none else ""


def called_back(result: Result) -> str:
    """Say who left the line to be called back: that time is in no other measure of waiting."""
    found = [v for v in result.variants.values() if v.measures["share_called_back"].mean]
    if not found:
        return ""
    shares = "; ".join(map(_called_back, found))
    missed = any(way.how == "unanswered" for variant in found for way in variant.ways)
    lost = "; who misses the call counts as having hung up" if missed else ""
    return (
        f"Accepted a callback: {shares}. The time until the call counts as neither wait nor "
        f"effort{lost}."
    )


def _called_back(found: VariantResult) -> str:
    share, wait = (found.measures[key] for key in ("share_called_back", "callback_wait_mean"))
    some = scale("share", share.low, share.high, share.mean).value(share.mean)
    digits = scale("min", wait.low, wait.high, wait.mean)
    (after,) = spoken("min", digits, "", wait.mean or 0.0)
    return f"{some} with {words.quoted(found)}, called after {after}"


def _sentence(text: str) -> str:
    """End a text with a full stop."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _defaults(result: Result) -> str:
    """State what decided where the scenario does not say, and why it is totals, if it is."""
    limits = _limits(result, result.matters)
    said = (
        "The scenario does not say what matters, so these decide, each from the difference in "
        f"brackets upwards: {limits}."
    )
    if result.different_people:
        those = listed([words.quoted(result.variants[name]) for name in result.different_people])
        base = words.quoted(result.variants[result.baseline])
        return (
            f"{said} They add up over all who come, for other people come to {those} than to "
            f"{base}, since not the same causes are fixed. {OF_OTHERS}"
        )
    if "contacts_total" in result.matters:
        why = "since the scenario's variants fix different causes"
        return f"{said} They add up over all who come, {why}."
    return said


def _limits(result: Result, family: Mapping[str, float]) -> str:
    """Say ``moments of misery (0.2), the share resolved (1 pt)``."""
    measures = result.variants[result.baseline].measures
    limits = []
    for key, limit in family.items():
        if measures[key].unit == "currency" and not money.priced(result):
            continue
        size = written(measures[key].unit, result.currency, told(result, key, limit))
        a_day = " a day" if phrase(key).many and key in BY_DAY else ""
        limits.append(f"{lower(key)} ({size}{a_day})")
    return ", ".join(limits)


def _different_people(result: Result) -> Iterator[str]:
    """Say why variants are judged on totals: once for all that are judged on the same."""
    base = words.quoted(result.variants[result.baseline])
    alike: dict[str, list[str]] = {}
    for name in result.different_people:
        here = words.quoted(result.variants[name])
        alike.setdefault(_limits(result, result.judged[name]), []).append(here)
    for limits, those in alike.items():
        yield (
            f"Other people come to {listed(those)} than to {base}, since not the same causes are "
            "fixed. So totals over all who come decide, each from the difference in brackets "
            f"upwards: {limits}. {OF_OTHERS}"
        )


def pairing(result: Result, variant: str) -> str:
    """Say what it was worth that the same customers met both variants."""
    key = words.deciding(result, variant)
    ratio = result.comparison(variant, key).variance_ratio
    if ratio is None:
        return ""
    times = f"{ratio:,.{0 if ratio >= 10 else 1}f}"
    both = "Both faced the very same customers"
    if variant in result.different_people:
        both += ", but for those whom a fix keeps away"
    if ratio < 1:
        return (
            f"{both}, which did not help: with other customers for "
            f"each, {times} times as many replications would have told the difference in "
            f"{lower(key)} as well."
        )
    return (
        f"{both}. With other customers for each, it would have taken "
        f"{times} times as many replications to know the difference in {lower(key)} as well."
    )


def gentler(result: Result, names: Iterable[str]) -> str:
    """Say what a judge would count to whom a question asked again is not yet misery.

    Its valence of -1 sits exactly on the threshold; whoever lets it pass still minds a case lost
    on the way, or one question too many.
    """
    variants = [result.variants[name] for name in names]
    if not any(_let_pass(found) for found in variants):
        return ""
    counts: list[str] = []
    for found in variants:
        estimate = found.measures["misery_mean"]
        if estimate.mean is not None:
            digits = scale("count", estimate.low, estimate.high, estimate.mean)
            left = max(0.0, estimate.mean - _let_pass(found))
            noun = "" if counts else " moments of misery per customer"
            counts.append(f"{digits.value(left)}{noun} with {words.quoted(found)}")
    return (
        "A question asked again feels -1, which is just misery. A gentler judge, who lets it "
        f"pass, would count {listed(counts)}."
    )


def _let_pass(found: VariantResult) -> float:
    """Give the moments of misery, per customer, that are none without the repetition."""
    return sum(place.but_for_repeating for place in found.places) / 100
