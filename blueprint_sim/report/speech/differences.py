"""One difference between a variant and the baseline, said in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from blueprint_sim.report.speech.names import in_quotes
from blueprint_sim.report.speech.numbers import (
    Scale,
    counted,
    listed,
    priced,
    scale,
    spoken,
    written,
)
from blueprint_sim.report.speech.phrases import BY_DAY, lower, phrase
from blueprint_sim.studies.result import Comparison, Result, Verdict

TOLD = (Verdict.BETTER, Verdict.WORSE, Verdict.MORE, Verdict.LESS)
"""Verdicts that say which side a difference lies on."""
FAR = 10_000
"""More replications than anybody would run."""


def difference(result: Result, found: Comparison) -> str:
    """Say how large a difference is, as its verdict allows; nothing where there is none."""
    if found.verdict is Verdict.IDENTICAL:
        return ""
    if found.verdict is Verdict.MISSING:
        return f"{unmeasured(result, found)}."
    if found.verdict is Verdict.SAME:
        return at_most(result, found)
    if found.verdict is Verdict.UNKNOWN and found.low is not None:
        return " ".join(text for text in (between(result, found), needed(found)) if text)
    return moves(result, found)


def moves(result: Result, found: Comparison) -> str:
    """Say ``Moments of misery fall from 2.6 to 0.9 per customer (1.6 to 1.8 fewer)``."""
    before, after = ends(result, found)
    if before is None or after is None:
        return ""
    words, digits = phrase(found.measure), digits_of(result, found)
    said = [digits.value(before), digits.value(after)]
    if found.unit == "min":
        said = spoken(found.unit, digits, result.currency, before, after, beside=_sizes(found))
    if found.unit == "currency":
        said[0] = priced(said[0], result.currency)
    if digits.value(before) == digits.value(after):
        return ""
    verb = ("fall" if after < before else "rise") + ("" if words.many else "s")
    apart = span(result, found, beside=(before, after))
    aside = f" ({apart})" if apart else ""
    return f"{words.subject} {verb} from {said[0]} to {said[1]}{words.each}{aside}."


def span(result: Result, found: Comparison, joint: str = "to", beside: Iterable[float] = ()) -> str:
    """Say ``1.6 to 1.8 fewer``, or ``0.3 fewer to 0.1 more``; nothing without an interval.

    An end that is written as nothing is left out: ``up to 0.3 fewer``. So is one of two alike.
    """
    if found.low is None or found.high is None:
        return ""
    words, digits = phrase(found.measure), digits_of(result, found)
    small, large = sorted((found.low, found.high), key=abs)
    also = [*beside, small, large]
    side = words.less if large < 0 else words.more
    if _nothing(found.unit, digits, large):
        return ""
    if _nothing(found.unit, digits, small):
        return f"up to {spoken(found.unit, digits, result.currency, large, beside=also)[0]} {side}"
    ends = (found.low, found.high)
    down, up = (spoken(found.unit, digits, result.currency, end, beside=also)[0] for end in ends)
    if found.low < 0 < found.high:
        return f"{down} {words.less} {joint} {up} {words.more}"
    if down == up:
        return f"{up} {side}"
    said = spoken(found.unit, digits, result.currency, small, large, beside=also)
    return f"{said[0]} {joint} {said[1]} {side}"


def interval(result: Result, found: Comparison) -> str:
    """Say ``Moments of misery: 1.6 to 1.8 fewer``, and where that does not matter, so."""
    apart = span(result, found)
    subject = phrase(found.measure).subject
    aside = ", too little to matter" if found.verdict is Verdict.SAME else ""
    if beyond(result, found):
        aside = f", but {few(result)} too few to rely on this interval"
    return f"{subject}: {apart}{_a_day(found.measure)}{aside}." if apart else ""


def beyond(result: Result, found: Comparison) -> bool:
    """Tell whether an interval takes away more than there is: then it is not to be relied on."""
    before = result.variants[found.baseline].measures[found.measure].mean
    if before is None or found.low is None or found.unit not in ("count", "min"):
        return False
    return found.verdict is Verdict.UNKNOWN and found.low < -before


def _a_day(key: str) -> str:
    """Say `` a day`` of what is counted up over a run."""
    return " a day" if key in BY_DAY and phrase(key).many else ""


def _nothing(unit: str, digits: Scale, amount: float) -> bool:
    """Tell whether so small a difference would be written as 0."""
    (text,) = spoken(unit, digits, "", amount, beside=(amount,))
    return not any(char in "123456789" for char in text)


def _sizes(found: Comparison) -> list[float]:
    return [end for end in (found.low, found.high) if end is not None]


def between(result: Result, found: Comparison) -> str:
    """Say ``Between 0.3 fewer and 0.1 more moments of misery``."""
    words, apart = phrase(found.measure), span(result, found, "and")
    if not apart:
        return f"{words.subject}: next to no difference."
    said = f"between {apart}" if " and " in apart else apart
    if words.many:
        said = f"{said[0].upper()}{said[1:]} {lower(found.measure)}{_a_day(found.measure)}"
    else:
        said = f"{words.subject}: {said}"
    if one_sided(found) or beyond(result, found):
        return f"{said}, but {few(result)} too few to rely on this interval."
    return f"{said}, or no difference." if apart.startswith("up to") else f"{said}."


def one_sided(found: Comparison) -> bool:
    """Tell whether the interval leaves out a difference of nothing."""
    return found.low is not None and found.high is not None and not found.low <= 0 <= found.high


def slight(found: Comparison) -> str:
    """Say ``though perhaps too little to matter`` of a difference that is told, and a small one."""
    small = found.threshold is not None and abs(found.difference or 0.0) < found.threshold
    return "though perhaps too little to matter" if small and found.verdict in TOLD else ""


def few(result: Result) -> str:
    """Say ``6 replications are``."""
    return f"{counted(result.replications, 'replication')} are"


def needed(found: Comparison) -> str:
    """Say ``About 90 replications would tell``; nothing if no number of them would."""
    if found.needed is None:
        return ""
    if found.needed > FAR:
        return f"More than {FAR:,} replications would be needed to tell."
    return f"About {about(found.needed)} replications would tell."


def about(count: int) -> str:
    """Round a number of replications up to two digits: ``90`` for 87, ``1,300`` for 1234."""
    step = 10 ** max(0, len(str(count)) - 2) if count >= 100 else 10 if count > 30 else 1
    return f"{ceil(count / step) * step:,}"


def at_most(result: Result, found: Comparison) -> str:
    """Say ``They differ by at most 0.1 moments of misery; below 0.2 does not matter``."""
    words, limit = phrase(found.measure), found.threshold or 0.0
    most = max(abs(found.low or 0.0), abs(found.high or 0.0))
    digits = digits_of(result, found)
    if _up(most, digits) >= limit:
        digits = digits._replace(places=digits.places + 1)
    (size,) = spoken(found.unit, digits, result.currency, _up(most, digits))
    floor = written(found.unit, result.currency, told(result, found.measure, limit))
    noun = lower(found.measure)
    what = f"{size} {noun}{_a_day(found.measure)}" if words.many else f"{size} in {noun}"
    return f"They differ by at most {what}; below {floor} does not matter here."


def told(result: Result, key: str, size: float) -> float:
    """Give a size as it is told: by the day, in three digits, of what adds up over a run."""
    return float(f"{size / result.days:.3g}") if key in BY_DAY else size


def _up(amount: float, digits: Scale) -> float:
    """Round up, so that what is said to be the most is."""
    unit = digits.factor * 10.0**digits.places
    return ceil(amount * unit - 1e-9) / unit


def digits_of(result: Result, found: Comparison) -> Scale:
    """Choose the digits of a comparison: what its interval can carry, for the values too."""
    values = (found.low, found.high, *ends(result, found))
    return by_day(result, found.measure, found.unit, *values)


def by_day(
    result: Result, key: str, unit: str, low: float | None, high: float | None, *also: float | None
) -> Scale:
    """Choose digits as `scale` does; what adds up over a run is written by the day."""
    if key not in BY_DAY:
        return scale(unit, low, high, *also)
    sizes = [None if size is None else size / result.days for size in (low, high, *also)]
    digits = scale(unit, *sizes)
    return digits._replace(factor=digits.factor / result.days)


def shared_digits(result: Result, found: Comparison) -> Scale:
    """Choose the digits that stand beside those of other variants: those of the widest interval."""
    values = (part.measures[found.measure] for part in result.variants.values())
    return min(
        (
            by_day(result, found.measure, v.unit, v.low, v.high, v.mean)
            for v in values
            if v.mean is not None
        ),
        key=lambda digits: digits.places,
        default=Scale(),
    )


UNFINISHED = 0.01
"""Above this share of unfinished issues, a page says so."""


def unfinished(result: Result, found: Comparison) -> str:
    """Say why unfinished issues hold a verdict back: so many, or more on one side."""
    sides = [result.variants[name] for name in (found.baseline, found.variant)]
    shares = [side.measures["share_unfinished"].mean or 0.0 for side in sides]
    if max(shares) > UNFINISHED:
        return "too many issues were left unfinished"
    return "more issues were left unfinished with one than with the other"


WHY_NONE = {
    "service_level": "nobody asks for a person",
    "callback_wait_mean": "nobody is called back",
    "cost_per_resolved": "nobody is resolved",
    "share_promises_broken": "nothing is promised",
    "valence_mean": "there is no moment of truth",
    "memory_mean": "there is no moment of truth",
    "share_churned": "the scenario does not say who leaves",
    "churn_cost": "the scenario does not say what that costs",
    "told_mean": "the scenario does not say who tells",
    "told_total": "the scenario does not say who tells",
}
"""Why a measure has no value."""


def unmeasured(result: Result, found: Comparison) -> str:
    """Say ``The share answered in time is not measured: with "A" nobody asks for a person``."""
    words = phrase(found.measure)
    sides = zip((found.baseline, found.variant), ends(result, found), strict=True)
    labels = [in_quotes(result.variants[name].label) for name, value in sides if value is None]
    why = WHY_NONE.get(found.measure, "there is nothing to count")
    return (
        f"{words.subject} {'are' if words.many else 'is'} not measured: with {listed(labels)} {why}"
    )


def ends(result: Result, found: Comparison) -> tuple[float | None, float | None]:
    """Give the baseline's value and the variant's."""
    before = result.variants[found.baseline].measures[found.measure]
    after = result.variants[found.variant].measures[found.measure]
    return before.mean, after.mean
