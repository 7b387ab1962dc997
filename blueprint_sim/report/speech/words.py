"""Plain-English verdicts: what a study found, said so that a client can act on it."""

from __future__ import annotations

from blueprint_sim.report.speech import money
from blueprint_sim.report.speech.against import against
from blueprint_sim.report.speech.asides import Digits, asides, decided, elsewhere, joined, on_money
from blueprint_sim.report.speech.differences import (
    FAR,
    about,
    digits_of,
    few,
    interval,
    one_sided,
    shared_digits,
    slight,
    unfinished,
    unmeasured,
)
from blueprint_sim.report.speech.names import in_quotes
from blueprint_sim.report.speech.phrases import lower, phrase
from blueprint_sim.report.speech.spans import TONES, Said, Span, plain
from blueprint_sim.studies.result import Comparison, Result, VariantResult, Verdict

MISERY = ("misery_mean", "misery_total")
ALL = ", all who come taken together"
"""Of a variant to which other people come than to the baseline."""


def quoted(variant: VariantResult) -> str:
    """Give the label of a variant in quotation marks."""
    return in_quotes(variant.label)


def beside(result: Result) -> str:
    """Head a list of verdicts: ``For these customers, beside "A":``."""
    whom = "For all who come" if result.different_people else "For these customers"
    return f"{whom}, beside {quoted(result.variants[result.baseline])}:"


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


def headline(result: Result, variant: str) -> Said:
    """Say whether a variant is better than the baseline, at what cost, and what is against it."""
    return (*_headline(result, variant), *against(result, variant, leaning(result, variant)))


def _headline(result: Result, variant: str) -> Said:
    here, base = result.variants[variant], result.variants[result.baseline]
    found = result.comparison(variant, deciding(result, variant))
    word = found.verdict
    if word in (None, Verdict.UNKNOWN, Verdict.MISSING):
        return (Span(_undecided(result, found, here, base)),)
    if word in (Verdict.MORE, Verdict.LESS):
        subject = phrase(found.measure).subject
        return (Span(f"{subject}: {word.value} with {quoted(here)} than with {quoted(base)}."),)
    if word in (Verdict.BETTER, Verdict.WORSE):
        start = Span(f"{quoted(here)} is {word.value}", TONES[word])
        whom = _whom(result, variant)
        than = f" for {whom} than {quoted(base)}" if whom else f" than {quoted(base)}{ALL}"
        little = f", {slight(found)}" if slight(found) else ""
        return (start, Span(than + little), *asides(result, found))
    whom = _whom(result, variant) or "everybody together"
    both = f"For {whom} {quoted(here)} and {quoted(base)}"
    if said := elsewhere(result, found, ""):
        who = f"Beside {quoted(base)}, {quoted(here)} "
        return _led_by(result, found, who, said, digits_of)
    even, where = alike(result, found)
    same = "come to the same" if even is Verdict.SAME else "are identical in these replications"
    return (Span(f"{both} {same} {where}"), *asides(result, found, f"{quoted(here)} "))


def _whom(result: Result, variant: str) -> str:
    """Say ``these customers``; nothing where other people come to the variant."""
    return "" if variant in result.different_people else "these customers"


def brief(result: Result, variant: str) -> Said:
    """Say the same in a line, the baseline being understood."""
    return (*_brief(result, variant), *against(result, variant, leaning(result, variant)))


def _brief(result: Result, variant: str) -> Said:
    here = result.variants[variant]
    found = result.comparison(variant, deciding(result, variant))
    word = found.verdict
    if word in (Verdict.BETTER, Verdict.WORSE):
        better = Span(f"{quoted(here)} is {word.value}", TONES[word])
        little = [Span(f", {slight(found)}")] if slight(found) else []
        return (better, *little, *asides(result, found, digits=shared_digits))
    if word in (Verdict.SAME, Verdict.IDENTICAL):
        if said := elsewhere(result, found, "", shared_digits):
            return _led_by(result, found, f"{quoted(here)} ", said, shared_digits)
        even, where = alike(result, found)
        same = "comes to the same" if even is Verdict.SAME else "is identical in these replications"
        return (
            Span(f"{quoted(here)} {same} {where}"),
            *asides(result, found, digits=shared_digits),
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
    """Give the verdict of the headline; where that is no difference, what else decides.

    None where that is better on one measure, and worse on another.
    """
    found = result.comparison(variant, deciding(result, variant))
    if found.verdict not in (Verdict.SAME, Verdict.IDENTICAL):
        return found.verdict
    others = {other.verdict for other in decided(result, variant)}
    pointing = others & {Verdict.BETTER, Verdict.WORSE}
    if len(pointing) == 2:
        return None
    return pointing.pop() if pointing else found.verdict


def _sure(result: Result, found: Comparison, digits: Digits = digits_of) -> str:
    """Say what is known where the headline is not: other measures, and the cost of staff."""
    known = elsewhere(result, found, "", digits) + on_money(result, found, digits=digits)
    said = plain(tuple(joined("", known)))
    if not money.even(result, found.variant):
        return said
    return f"{said} and costs the same in staff" if said else "costs the same in staff"


def alike(result: Result, found: Comparison) -> tuple[Verdict, str]:
    """Say how alike two variants are, and on what: on all that decides, or on one measure.

    What does not decide may differ all the same, so none are identical without a word on what.
    """
    every = [other.verdict for other in decided(result, found.variant)]
    if len(every) == 1 or not set(every) <= {Verdict.SAME, Verdict.IDENTICAL}:
        return found.verdict or Verdict.UNKNOWN, f"on {lower(found.measure)}"
    return Verdict.SAME if Verdict.SAME in every else Verdict.IDENTICAL, "on what decides"


def _led_by(result: Result, found: Comparison, who: str, known: list[Span], digits: Digits) -> Said:
    """Put first what else decides, where the measure of the headline shows no difference."""
    cheap = money.EVEN if money.even(result, found.variant) else ""
    same = "comes to the same" if found.verdict is Verdict.SAME else "is identical"
    said = joined(who, known + on_money(result, found, digits=digits))
    return (*said, Span(f"{cheap}; on {lower(found.measure)} it {same}."))


def _why(result: Result, found: Comparison) -> str:
    """Say in a few words why there is no verdict."""
    if found.verdict is Verdict.MISSING:
        return f"cannot be judged: {unmeasured(result, found)}"
    if result.replications == 1:
        return "cannot be told from one replication"
    if found.held_back:
        return f"cannot be judged: {unfinished(result, found)}"
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
    if found.verdict is Verdict.MISSING:
        better = f"Whether {quoted(here)} or {quoted(base)} is better{whom or ALL}"
        return f"{better}, cannot be judged: {unmeasured(result, found)}.{known}"
    if result.replications == 1:
        return f"One replication gives no interval: it cannot tell {either}.{known}"
    if found.held_back:
        return f"Nobody can tell {either}: {unfinished(result, found)}.{known}"
    if one_sided(found):
        than = " from" if found.better is None else f"{whom} than"
        looks = f"{quoted(here)} {_looks(found)}{than} {quoted(base)}"
        return f"Not sure yet: {looks}, but {few(result)} too few to rely on it.{known}"
    many = f"{result.replications} replications cannot tell"
    return f"Too close to call: {many} {either}.{known}"
