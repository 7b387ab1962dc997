"""Plain-English verdicts: what a study found, said so that a client can act on it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Literal, NamedTuple, TypeAlias

from blueprint_sim.report.speech import money
from blueprint_sim.report.speech.differences import (
    FAR,
    about,
    digits_of,
    ends,
    few,
    interval,
    one_sided,
    shared_digits,
)
from blueprint_sim.report.speech.names import in_quotes
from blueprint_sim.report.speech.numbers import Scale, listed, spoken
from blueprint_sim.report.speech.phrases import lower, phrase
from blueprint_sim.studies.result import Comparison, Result, VariantResult, Verdict

Tone: TypeAlias = Literal["good", "bad", ""]


class Span(NamedTuple):
    """Words in one tone."""

    text: str
    tone: Tone = ""


Said: TypeAlias = tuple[Span, ...]

Digits: TypeAlias = Callable[[Result, Comparison], Scale]
"""Chooses the digits of two values, by the table that they stand above."""

TONES: dict[Verdict | None, Tone] = {Verdict.BETTER: "good", Verdict.WORSE: "bad"}
MISERY = ("misery_mean", "misery_total")
TOLD = (Verdict.BETTER, Verdict.WORSE, Verdict.MORE, Verdict.LESS)


ALL = ", all who come taken together"
"""Of a variant to which other people come than to the baseline."""


def plain(said: Said) -> str:
    """Give what was said without its tones."""
    return "".join(span.text for span in said)


def quoted(variant: VariantResult) -> str:
    """Give the label of a variant in quotation marks."""
    return in_quotes(variant.label)


def deciding(result: Result, variant: str | None = None) -> str:
    """Give the measure of the headline: misery, or else the first of those that decide.

    Of a variant, or, without one, of those that the same people come to.
    """
    family = result.matters if variant is None else result.judged.get(variant, result.matters)
    catalogue = result.variants[result.baseline].measures
    return next(key for key in (*MISERY, *catalogue) if key in family)


def decisive(result: Result) -> set[str]:
    """Give the measures that decide for any variant, or would for one that is alone."""
    families = list(result.judged.values()) or [result.matters]
    return {key for family in families for key in family}


def decided(result: Result, variant: str) -> list[Comparison]:
    """List the comparisons of a variant that decide; those of money if there is any."""
    found = [c for c in result.comparisons if c.variant == variant and c.in_family]
    return found if money.priced(result) else [c for c in found if c.unit != "currency"]


def headline(result: Result, variant: str) -> Said:
    """Say whether a variant is better than the baseline, and at what cost."""
    here, base = result.variants[variant], result.variants[result.baseline]
    found = result.comparison(variant, deciding(result, variant))
    word = found.verdict
    if word is None or word is Verdict.UNKNOWN:
        return (Span(_undecided(result, found, here, base)),)
    if word in (Verdict.MORE, Verdict.LESS):
        subject = phrase(found.measure).subject
        return (Span(f"{subject}: {word.value} with {quoted(here)} than with {quoted(base)}."),)
    if word in (Verdict.BETTER, Verdict.WORSE):
        start = Span(f"{quoted(here)} is {word.value}", TONES[word])
        whom = _whom(result, variant)
        than = f" for {whom} than {quoted(base)}" if whom else f" than {quoted(base)}{ALL}"
        return (start, Span(than), *_asides(result, found))
    whom = _whom(result, variant) or "everybody together"
    both = f"For {whom} {quoted(here)} and {quoted(base)}"
    if asides := _elsewhere(result, found, ""):
        return _led_by(here, base, asides, _same(found), result)
    even, where = alike(result, found)
    same = "come to the same" if even is Verdict.SAME else "are identical in these replications"
    return (Span(f"{both} {same} {where}"), *_asides(result, found, f"{quoted(here)} "))


def _whom(result: Result, variant: str) -> str:
    """Say ``these customers``; nothing where other people come to the variant."""
    return "" if variant in result.different_people else "these customers"


def brief(result: Result, variant: str) -> Said:
    """Say the same in a line, the baseline being understood."""
    here = result.variants[variant]
    found = result.comparison(variant, deciding(result, variant))
    word = found.verdict
    if word in (Verdict.BETTER, Verdict.WORSE):
        better = Span(f"{quoted(here)} is {word.value}", TONES[word])
        return (better, *_asides(result, found, digits=shared_digits))
    if word in (Verdict.SAME, Verdict.IDENTICAL):
        if asides := _elsewhere(result, found, "", shared_digits):
            return _led_by(here, None, asides, _same(found), result)
        even, where = alike(result, found)
        same = "comes to the same" if even is Verdict.SAME else "is identical in these replications"
        return (
            Span(f"{quoted(here)} {same} {where}"),
            *_asides(result, found, digits=shared_digits),
        )
    if word in (Verdict.MORE, Verdict.LESS):
        return (Span(f"{quoted(here)} has {word.value}: {lower(found.measure)}."),)
    sure = _sure(result, found, shared_digits)
    return (Span(f"{quoted(here)} {_why(result, found)}{f'; it {sure}' if sure else ''}."),)


def in_short(result: Result, variant: str) -> Said:
    """Say it in a line, and by how much."""
    apart = interval(result, result.comparison(variant, deciding(result, variant)))
    return (*brief(result, variant), Span(f" {apart}")) if apart else brief(result, variant)


def leaning(result: Result, variant: str) -> Verdict | None:
    """Give the verdict of the headline; where that is no difference, what else decides."""
    found = result.comparison(variant, deciding(result, variant))
    if found.verdict in (Verdict.SAME, Verdict.IDENTICAL):
        tones = {aside.tone for aside in _elsewhere(result, found, "")}
        if len(tones) == 1:
            return Verdict.BETTER if tones == {"good"} else Verdict.WORSE
    return found.verdict


def _sure(result: Result, found: Comparison, digits: Digits = digits_of) -> str:
    """Say what is known where the headline is not: other measures, and the cost of staff."""
    here, base = result.variants[found.variant], result.variants[result.baseline]
    known = [aside.text for aside in _elsewhere(result, found, "", digits)]
    return listed([text for text in (*known, _in_staff(here, base)) if text])


def alike(result: Result, found: Comparison) -> tuple[Verdict, str]:
    """Say how alike two variants are, and on what: on all that decides, or on one measure.

    What does not decide may differ all the same, so none are identical without a word on what.
    """
    every = [other.verdict for other in decided(result, found.variant)]
    if len(every) == 1 or not set(every) <= {Verdict.SAME, Verdict.IDENTICAL}:
        return found.verdict or Verdict.UNKNOWN, f"on {lower(found.measure)}"
    return Verdict.SAME if Verdict.SAME in every else Verdict.IDENTICAL, "on what decides"


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
        return f"{_looks(found)}, but {few(result)} too few to rely on it{would(found, ' do')}"
    return f"is too close to call{would(found, ' tell')}"


def _looks(found: Comparison) -> str:
    """Say ``looks better``: what an interval says that cannot be relied on yet."""
    if found.better is None or found.low is None:
        return "looks different"
    return f"looks {'better' if (found.low > 0) == (found.better == 'higher') else 'worse'}"


def would(found: Comparison, do: str = "") -> str:
    """Say `` (about 40 would do)``; nothing if no number of replications would."""
    if not found.needed or found.needed > FAR:
        return ""
    return f" (about {about(found.needed)} would{do})"


def _undecided(result: Result, found: Comparison, here: VariantResult, base: VariantResult) -> str:
    whom = " for these customers" if _whom(result, here.name) else ""
    either = f"whether {quoted(here)} or {quoted(base)} is better{whom or ALL}"
    sure = _sure(result, found)
    known = f" {quoted(here)} {sure}." if sure else ""
    if result.replications == 1:
        return f"One replication gives no interval: it cannot tell {either}.{known}"
    if found.held_back:
        return f"Too many issues were left unfinished to tell {either}.{known}"
    if one_sided(found):
        than = " from" if found.better is None else f"{whom} than"
        looks = f"{quoted(here)} {_looks(found)}{than} {quoted(base)}"
        return f"Not sure yet: {looks}, but {few(result)} too few to rely on it.{known}"
    many = f"{result.replications} replications cannot tell"
    return f"Too close to call: {many} {either}.{known}"


def _asides(result: Result, found: Comparison, who: str = "", digits: Digits = digits_of) -> Said:
    """Add what points elsewhere than the headline, and the cost of staff, by *and* or *but*."""
    here, base = result.variants[found.variant], result.variants[result.baseline]
    tone = TONES.get(found.verdict, "")
    asides = _elsewhere(result, found, tone, digits)
    paid = money.paid(here.staffing, base.staffing)
    costs = money.costs(here.staffing, base.staffing)
    if costs != "the same":
        asides.append(Span(f"costs {costs}", "bad" if costs == "more" else "good"))
    elif tone:
        asides += _elsewhere(result, found, tone, digits, money.MEASURES)
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


def _elsewhere(
    result: Result,
    found: Comparison,
    tone: Tone,
    digits: Digits = digits_of,
    among: Collection[str] = (),
) -> list[Span]:
    """List the other measures that decide, better or worse, where the headline is not.

    Money has sentences of its own; it is listed only where it is asked for, by `among`. A verdict
    is said once: ``is better on A``, then ``on B``.
    """
    said: list[Span] = []
    before = None
    for other in decided(result, found.variant):
        word = other.verdict
        listed_here = other.measure in among if among else other.measure not in money.MEASURES
        if other.measure == found.measure or not listed_here or word is None or word not in TONES:
            continue
        if TONES[word] == tone:
            continue
        on = f"on {lower(other.measure)}{_against(result, other, digits)}"
        said.append(Span(on if word is before else f"is {word.value} {on}", TONES[word]))
        before = word
    return said


def _against(result: Result, found: Comparison, choose: Digits) -> str:
    """Say `` (58.6% against 64.6%)``; nothing where the digits would not tell them apart."""
    before, after = ends(result, found)
    if before is None or after is None:
        return ""
    digits = choose(result, found)
    mine, theirs = digits.value(after), digits.value(before)
    if found.unit == "min":
        mine, theirs = spoken("min", digits, result.currency, after, before)
    return f" ({mine} against {theirs})" if mine != theirs else ""
