"""Plain-English verdicts: what a study found, said so that a client can act on it."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from blueprint_sim.report import money
from blueprint_sim.report.differences import about, difference, moves, needed
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
    """List the comparisons of a variant that decide."""
    return [c for c in result.comparisons if c.variant == variant and c.in_family]


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
    return (Span(f"{both} {same}"), *_asides(result, found, f"{quoted(here)} "))


def brief(result: Result, variant: str) -> Said:
    """Say the same in a line, the baseline being understood."""
    here, base = result.variants[variant], result.variants[result.baseline]
    found = result.comparison(variant, deciding(result))
    word = found.verdict
    if word in (Verdict.BETTER, Verdict.WORSE):
        return (Span(f"{quoted(here)} is {word.value}", TONES[word]), *_asides(result, found))
    if word is Verdict.SAME:
        return (Span(f"{quoted(here)} comes to the same"), *_asides(result, found))
    if word is Verdict.IDENTICAL:
        start = Span(f"{quoted(here)} is identical in these replications")
        return (start, *_asides(result, found))
    if word in (Verdict.MORE, Verdict.LESS):
        return (Span(f"{quoted(here)} has {word.value}: {lower(found.measure)}."),)
    costs = f"it costs {money.costs(here.staffing, base.staffing)} in staff"
    return (Span(f"{quoted(here)} {_why(result, found)}; {costs}."),)


def _why(result: Result, found: Comparison) -> str:
    """Say in a few words why there is no verdict."""
    if result.replications == 1:
        return "cannot be told from one replication"
    if found.held_back:
        return "left too many issues unfinished to tell"
    call = "differs too unevenly to tell" if _one_sided(found) else "is too close to call"
    enough = needed(found).rstrip(".")
    return f"{call} ({enough[0].lower()}{enough[1:]})" if enough else call


def _undecided(result: Result, found: Comparison, here: VariantResult, base: VariantResult) -> str:
    either = f"whether {quoted(here)} or {quoted(base)} is better for these customers"
    costs = f"{quoted(here)} costs {money.costs(here.staffing, base.staffing)} in staff."
    if result.replications == 1:
        return f"One replication gives no interval: it cannot tell {either}. {costs}"
    if found.held_back:
        return f"Too many issues were unfinished when the run ended to tell {either}. {costs}"
    many = f"{result.replications} replications cannot tell"
    start = "Too uneven to rely on" if _one_sided(found) else "Too close to call"
    return f"{start}: {many} {either}. {costs}"


def _one_sided(found: Comparison) -> bool:
    """Tell whether the interval leaves out a difference of nothing, and yet is not relied on."""
    return found.low is not None and found.high is not None and not found.low <= 0 <= found.high


def _asides(result: Result, found: Comparison, who: str = "") -> Said:
    """Add what points elsewhere than the headline, and the cost of staff, by *and* or *but*."""
    here, base = result.variants[found.variant], result.variants[result.baseline]
    tone = TONES.get(found.verdict, "")
    asides = _elsewhere(result, found, tone)
    costs = money.costs(here.staffing, base.staffing)
    if costs != "the same":
        asides.append(Span(f"costs {costs}", "bad" if costs == "more" else "good"))
    agree = tone or "good"
    said = [Span(", at the same staff cost")] if costs == "the same" else []
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
        Span(f"is {other.verdict.value} on {lower(other.measure)}", TONES[other.verdict])
        for other in decided(result, found.variant)
        if other.verdict in TONES and other.verdict is not None
        if other.measure not in (found.measure, *money.MEASURES)
        if TONES[other.verdict] != tone
    ]


def evidence(result: Result, variant: str) -> str:
    """Say how large the difference of the headline is, and what else decides."""
    first = deciding(result)
    said = [difference(result, result.comparison(variant, first))]
    for other in decided(result, variant):
        if other.measure not in (first, *money.MEASURES):
            told = other.verdict in TOLD
            said.append(moves(result, other) if told else _open(result, other))
    said += [moves(result, other) for other in _beside(result, variant)]
    return " ".join(text for text in said if text)


def _beside(result: Result, variant: str) -> list[Comparison]:
    """List waits and hang-ups where they decide nothing and yet are not the same: no verdict."""
    found = [result.comparison(variant, key) for key in ("wait_mean", "share_abandoned")]
    return [c for c in found if not c.in_family and not c.held_back and _one_sided(c)]


def _open(result: Result, found: Comparison) -> str:
    """Say why another measure that decides is left open, if it is."""
    if found.verdict is not Verdict.UNKNOWN or result.replications == 1:
        return ""
    subject = phrase(found.measure).subject
    if found.held_back:
        return f"{subject} cannot be judged: too many issues were unfinished."
    enough = f"; about {about(found.needed)} would" if found.needed else ""
    uneven = ", the replications being uneven" if _one_sided(found) else ""
    told = f"{result.replications} replications cannot tell yet{uneven}{enough}"
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
