"""Plain-English verdicts: what a study found, said so that a client can act on it."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from blueprint_sim.report import money
from blueprint_sim.report.differences import (
    FAR,
    about,
    difference,
    digits_of,
    ends,
    few,
    moves,
    one_sided,
)
from blueprint_sim.report.numbers import listed, scale, spoken
from blueprint_sim.report.phrases import lower, phrase
from blueprint_sim.studies.result import Comparison, Result, VariantResult, Verdict

Tone: TypeAlias = Literal["good", "bad", ""]


class Span(NamedTuple):
    """Words in one tone."""

    text: str
    tone: Tone = ""


Said: TypeAlias = tuple[Span, ...]

TONES: dict[Verdict | None, Tone] = {Verdict.BETTER: "good", Verdict.WORSE: "bad"}
TOLD = (Verdict.BETTER, Verdict.WORSE, Verdict.MORE, Verdict.LESS)


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


def decided(result: Result, variant: str) -> list[Comparison]:
    """List the comparisons of a variant that decide; those of money if there is any."""
    found = [c for c in result.comparisons if c.variant == variant and c.in_family]
    return found if money.priced(result) else [c for c in found if c.unit != "currency"]


def verdict(result: Result, variant: str) -> list[Said]:
    """Give the paragraphs about a variant beside the baseline, the headline first."""
    texts = (
        evidence(result, variant),
        money.sentences(result, variant),
        for_whom(result, variant),
    )
    return [headline(result, variant), *((Span(text),) for text in texts if text)]


def headline(result: Result, variant: str) -> Said:
    """Say whether a variant is better than the baseline, and at what cost."""
    here, base = result.variants[variant], result.variants[result.baseline]
    found = result.comparison(variant, deciding(result))
    word = found.verdict
    if word is None or word is Verdict.UNKNOWN:
        return (Span(_undecided(result, found, here, base)),)
    if word in (Verdict.MORE, Verdict.LESS):
        subject = phrase(found.measure).subject
        return (Span(f"{subject}: {word.value} with {quoted(here)} than with {quoted(base)}."),)
    if word in (Verdict.BETTER, Verdict.WORSE):
        start = Span(f"{quoted(here)} is {word.value}", TONES[word])
        than = Span(f" for these customers than {quoted(base)}")
        return (start, than, *_asides(result, found))
    both = f"For these customers {quoted(here)} and {quoted(base)}"
    same = "come to the same" if word is Verdict.SAME else "are identical in these replications"
    if asides := _elsewhere(result, found, ""):
        return _led_by(here, base, asides, _same(found), result)
    return (Span(f"{both} {same}"), *_asides(result, found, f"{quoted(here)} "))


def brief(result: Result, variant: str) -> Said:
    """Say the same in a line, the baseline being understood."""
    here, base = result.variants[variant], result.variants[result.baseline]
    found = result.comparison(variant, deciding(result))
    word = found.verdict
    if word in (Verdict.BETTER, Verdict.WORSE):
        return (Span(f"{quoted(here)} is {word.value}", TONES[word]), *_asides(result, found))
    if word in (Verdict.SAME, Verdict.IDENTICAL):
        if asides := _elsewhere(result, found, ""):
            return _led_by(here, None, asides, _same(found), result)
        same = "comes to the same" if word is Verdict.SAME else "is identical in these replications"
        return (Span(f"{quoted(here)} {same}"), *_asides(result, found))
    if word in (Verdict.MORE, Verdict.LESS):
        return (Span(f"{quoted(here)} has {word.value}: {lower(found.measure)}."),)
    costs = _in_staff(here, base)
    aside = f"; it {costs}" if costs else ""
    return (Span(f"{quoted(here)} {_why(result, found)}{aside}."),)


def _same(found: Comparison) -> str:
    """Say ``comes to the same on moments of misery``."""
    same = "comes to the same" if found.verdict is Verdict.SAME else "is identical"
    return f"{same} on {lower(found.measure)}"


def _led_by(
    here: VariantResult, base: VariantResult | None, asides: list[Span], same: str, result: Result
) -> Said:
    """Put first what else decides, where the measure of the headline shows no difference."""
    beside = f"Beside {quoted(base)}, " if base else ""
    first, *rest = _joined(f"{beside}{quoted(here)} ", asides)
    costs = _in_staff(here, result.variants[result.baseline])
    end = f", and {same}" + (f"; it {costs}" if costs else "")
    return (first, *rest, Span(f"{end}."))


def _in_staff(here: VariantResult, base: VariantResult) -> str:
    """Say ``costs more in staff``; nothing where staff has no cost."""
    if not money.paid(here.staffing, base.staffing):
        return ""
    return f"costs {money.costs(here.staffing, base.staffing)} in staff"


def _why(result: Result, found: Comparison) -> str:
    """Say in a few words why there is no verdict."""
    if result.replications == 1:
        return "cannot be told from one replication"
    if found.held_back:
        return "left too many issues unfinished to tell"
    if one_sided(found):
        return f"{_looks(found)}, but {few(result)} too few to rely on it{_would(found, ' do')}"
    return f"is too close to call{_would(found, ' tell')}"


def _looks(found: Comparison) -> str:
    """Say ``looks better``: what an interval says that cannot be relied on yet."""
    if found.better is None or found.low is None:
        return "looks different"
    return f"looks {'better' if (found.low > 0) == (found.better == 'higher') else 'worse'}"


def _would(found: Comparison, do: str = "") -> str:
    """Say `` (about 40 would do)``; nothing if no number of replications would."""
    if not found.needed or found.needed > FAR:
        return ""
    return f" (about {about(found.needed)} would{do})"


def _undecided(result: Result, found: Comparison, here: VariantResult, base: VariantResult) -> str:
    either = f"whether {quoted(here)} or {quoted(base)} is better for these customers"
    costs = _in_staff(here, base)
    costs = f" {quoted(here)} {costs}." if costs else ""
    if result.replications == 1:
        return f"One replication gives no interval: it cannot tell {either}.{costs}"
    if found.held_back:
        return f"Too many issues were unfinished when the run ended to tell {either}.{costs}"
    if one_sided(found):
        looks = f"{quoted(here)} {_looks(found)} for these customers than {quoted(base)}"
        looks = looks.replace("different for these customers than", "different from")
        return f"Not sure yet: {looks}, but {few(result)} too few to rely on it.{costs}"
    many = f"{result.replications} replications cannot tell"
    return f"Too close to call: {many} {either}.{costs}"


def _asides(result: Result, found: Comparison, who: str = "") -> Said:
    """Add what points elsewhere than the headline, and the cost of staff, by *and* or *but*."""
    here, base = result.variants[found.variant], result.variants[result.baseline]
    tone = TONES.get(found.verdict, "")
    asides = _elsewhere(result, found, tone)
    paid = money.paid(here.staffing, base.staffing)
    costs = money.costs(here.staffing, base.staffing)
    if costs != "the same":
        asides.append(Span(f"costs {costs}", "bad" if costs == "more" else "good"))
    agree = tone or "good"
    said = [Span(", at the same staff cost")] if paid and costs == "the same" else []
    said += _joined(f", and {who}", [aside for aside in asides if aside.tone == agree])
    said += _joined(f", but {who}", [aside for aside in asides if aside.tone != agree])
    return (*said, Span("."))


def _joined(start: str, asides: list[Span]) -> list[Span]:
    joints = [start, *(" and " for _ in asides[1:])]
    return [
        span for joint, aside in zip(joints, asides, strict=False) for span in (Span(joint), aside)
    ]


def _elsewhere(result: Result, found: Comparison, tone: Tone) -> list[Span]:
    """List the other measures that decide, better or worse, where the headline is not.

    Money has sentences of its own.
    """
    return [
        Span(
            f"is {other.verdict.value} on {lower(other.measure)}{_against(result, other)}",
            TONES[other.verdict],
        )
        for other in decided(result, found.variant)
        if other.verdict in TONES and other.verdict is not None
        if other.measure not in (found.measure, *money.MEASURES)
        if TONES[other.verdict] != tone
    ]


def _against(result: Result, found: Comparison) -> str:
    """Say `` (58.6% against 64.6%)``; nothing where the digits would not tell them apart."""
    before, after = ends(result, found)
    if before is None or after is None:
        return ""
    digits = digits_of(result, found)
    mine, theirs = digits.value(after), digits.value(before)
    if found.unit == "min":
        mine, theirs = spoken("min", digits, result.currency, after, before)
    return f" ({mine} against {theirs})" if mine != theirs else ""


def evidence(result: Result, variant: str) -> str:
    """Say how large the difference of the headline is, and what else decides."""
    first = deciding(result)
    said = [difference(result, result.comparison(variant, first))]
    for other in decided(result, variant):
        if other.measure not in (first, *money.MEASURES):
            told = other.verdict in TOLD
            said.append(moves(result, other) if told else _open(result, other))
    said += [moves(result, other) for other in _beside(result, variant)]
    said.append(turned_away(result, variant))
    return " ".join(text for text in said if text)


FAILED = (
    "share_walked_away",
    "share_abandoned",
    "share_balked",
    "share_unresolved",
    "share_dead_end",
)
"""Ends that tell why fewer are resolved; who is turned away has a sentence of its own."""
TELLING = 0.005
"""A share of customers that is worth a sentence."""


def _beside(result: Result, variant: str) -> list[Comparison]:
    """List the wait and the two bad ends that differ most, where they decide nothing."""
    wait = result.comparison(variant, "wait_mean")
    failed = [result.comparison(variant, key) for key in FAILED]
    if result.comparison(variant, "share_resolved").in_family:
        failed = [c for c in failed if c.measure != "share_unresolved"]
    failed.sort(key=lambda c: -abs(c.difference or 0.0))
    worth = [c for c in failed if abs(c.difference or 0.0) >= TELLING]
    return [c for c in (wait, *worth[:2]) if not c.in_family and not c.held_back and one_sided(c)]


def turned_away(result: Result, variant: str) -> str:
    """Say how many find no room, if any do: their wait is short, and counts as such."""
    here, base = result.variants[variant], result.variants[result.baseline]
    shares = [found.measures["share_blocked"] for found in (here, base)]
    if not any(share.mean for share in shares):
        return ""
    mine, theirs = (scale("share", s.low, s.high, s.mean).value(s.mean) for s in shares)
    return f"Turned away: {mine} with {quoted(here)}, {theirs} with {quoted(base)}."


def _open(result: Result, found: Comparison) -> str:
    """Say why another measure that decides is left open, if it is."""
    if found.verdict is not Verdict.UNKNOWN or result.replications == 1:
        return ""
    subject = phrase(found.measure).subject
    if found.held_back:
        return f"{subject} cannot be judged: too many issues were unfinished."
    if one_sided(found):
        moved = moves(result, found).removesuffix(".")
        few_ = f"{few(result)} too few to rely on it{_would(found, ' do')}."
        return f"{moved}, but {few_}" if moved else f"On {lower(found.measure)}, {few_}"
    told = f"{result.replications} replications cannot tell yet{_would(found)}"
    return f"On {lower(found.measure)}, {told}."


def for_whom(result: Result, variant: str) -> str:
    """Say ``Worse for: hurried (+0.3).``; empty if there are no groups, or no intervals."""
    first = deciding(result)
    groups = [g for g in result.groups if g.variant == variant and g.measure == first]
    if not any(group.low is not None for group in groups):
        return ""
    worse = []
    for group in groups:
        if group.worse:
            digits = scale(group.unit, group.low, group.high, group.difference)
            name = group.group.replace("_", " ")
            worse.append(f"{name} ({digits.change(group.difference)}{digits.points})")
    if worse:
        return f"Worse for: {', '.join(worse)}."
    kinds = " or ".join(sorted({group.by for group in groups}))
    return f"No {kinds} is shown to be worse off."


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
