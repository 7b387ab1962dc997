"""Titles that a verdict tells: one variant beside the baseline, and all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from blueprint_sim.report.speech import money
from blueprint_sim.report.speech.asides import decided
from blueprint_sim.report.speech.differences import (
    TOLD,
    few,
    one_sided,
    slight,
    unfinished,
    unmeasured,
)
from blueprint_sim.report.speech.numbers import counted, listed
from blueprint_sim.report.speech.phrases import lower, phrase
from blueprint_sim.report.speech.words import ALL, alike, deciding, quoted
from blueprint_sim.report.titles.labels import short
from blueprint_sim.studies.result import Comparison, Result, Verdict

NAMED = 2
"""Other measures that a title names; more are counted."""
LONG = 130
"""Characters beyond which variants are counted instead of named."""
SAME = (Verdict.SAME, Verdict.IDENTICAL)


def comparison(result: Result, variant: str) -> str:
    """Say whether a variant is better than the baseline, and at what cost of staff."""
    result = short(result)
    found = result.comparison(variant, deciding(result, variant))
    here, base = quoted(result.variants[variant]), quoted(result.variants[result.baseline])
    if found.verdict in (None, Verdict.UNKNOWN, Verdict.MISSING):
        return _undecided(result, found, here, base)
    if found.verdict in (Verdict.MORE, Verdict.LESS):
        subject = phrase(found.measure).subject
        return f"{subject}: {found.verdict.value} with {here} than with {base}"
    asides = _asides(result, found)
    if found.verdict in SAME:
        return _alike(result, found, here, base, asides)
    agree = [text for word, text in asides if word is found.verdict]
    but = [text for word, text in asides if word is not found.verdict]
    whom = ALL if variant in result.different_people else " for these customers"
    start = f"{here} is {found.verdict.value}{whom}{_slightly(found)}"
    return start + _added(", and ", agree) + _added(", but ", but) + _cheap(result, variant)


def _slightly(found: Comparison) -> str:
    return f", {slight(found)}" if slight(found) else ""


def _alike(
    result: Result, found: Comparison, here: str, base: str, asides: list[tuple[Verdict, str]]
) -> str:
    """Say that the headline shows no difference; first, what else does."""
    cheap, noun = _cheap(result, found.variant), lower(found.measure)
    elsewhere = [text for word, text in asides if text.startswith(word.value)]
    if elsewhere:
        same = "the same" if found.verdict is Verdict.SAME else "identical"
        costs = "".join(f"; it {text}" for word, text in asides if text not in elsewhere)
        return f"{here} is {listed(elsewhere)}, {same} on {noun}{costs or cheap}"
    even, where = alike(result, found)
    both = "are identical" if even is Verdict.IDENTICAL else "come to the same"
    costs = _added(f", but {here} ", [text for _, text in asides])
    return f"{here} and {base} {both} {where}{costs or cheap}"


def _added(joint: str, parts: list[str]) -> str:
    return f"{joint}{listed(parts)}" if parts else ""


def _asides(result: Result, found: Comparison) -> list[tuple[Verdict, str]]:
    """List what points elsewhere than the headline, and the cost of staff if it differs."""
    told_apart = money.MEASURES if money.even(result, found.variant) else ()
    said: list[tuple[Verdict, str]] = []
    for word in (Verdict.BETTER, Verdict.WORSE):
        others = [
            lower(other.measure)
            for other in decided(result, found.variant)
            if other.verdict is word is not found.verdict
            and other.measure not in (found.measure, *told_apart)
        ]
        if others:
            on = listed(others) if len(others) <= NAMED else f"{len(others)} other measures"
            said.append((word, f"{word.value} on {on}"))
    pays = [(word, text) for text, word in money.pays(result, found.variant)]
    total = result.comparison(found.variant, "cost_total")
    bears_out = [
        word for word in (Verdict.BETTER, Verdict.WORSE) if word is total.verdict is found.verdict
    ]
    if pays and total is not found:
        said += [(word, f"also on {lower(total.measure)}") for word in bears_out]
    return said + pays


def _cheap(result: Result, variant: str) -> str:
    """Say, where staff costs the same, what a resolved issue costs; or else that it does."""
    if not money.even(result, variant):
        return ""
    resolved = result.comparison(variant, "cost_per_resolved").verdict
    if resolved in (Verdict.BETTER, Verdict.WORSE):
        return f"; a resolved issue costs {'less' if resolved is Verdict.BETTER else 'more'}"
    return money.EVEN


def _undecided(result: Result, found: Comparison, here: str, base: str) -> str:
    """Say why there is no verdict."""
    apart = f"cannot tell {here} and {base} apart"
    if found.verdict is Verdict.MISSING:
        return unmeasured(result, found)
    if result.replications == 1:
        return f"One replication {apart}"
    if found.held_back:
        return f"Nobody can tell {here} and {base} apart: {unfinished(result, found)}"
    if one_sided(found):
        return f"Not sure yet: {here} {_looks(found)}, but {few(result)} too few to rely on it"
    return f"Too close to call: {result.replications} replications {apart}"


def _looks(found: Comparison) -> str:
    if found.better is None or found.low is None:
        return "looks different"
    return f"looks {'better' if (found.low > 0) == (found.better == 'higher') else 'worse'}"


def overview(result: Result, measures: Sequence[str] = ()) -> str:
    """Say which variants are better and which worse than the baseline.

    Parameters
    ----------
    result : Result
        With at least two variants.
    measures : sequence of str, optional
        Those of the picture: the title is on the headline, or else on the first of them.
    """
    result = short(result)
    firsts = {name: deciding(result, name) for name in result.variants if name != result.baseline}
    if measures and not set(measures) & set(firsts.values()):
        firsts = {
            name: measures[0]
            for name in firsts
            if any(found.measure == measures[0] for found in decided(result, name))
        }
    words = {
        name: result.comparison(name, first).verdict or Verdict.UNKNOWN
        for name, first in firsts.items()
    }
    nouns = {lower(first) for first in firsts.values()}
    on = f"On {nouns.pop()}, " if len(nouns) == 1 else ""
    if not set(words.values()) & {*TOLD, *SAME}:
        many = counted(result.replications, "replication")
        return f"{on}{many} cannot tell any of them from {_base(result)} yet"
    start = f"{on}beside {_base(result)}: " if on else f"Beside {_base(result)}: "
    named, counted_ = list(_named(result, words)), list(_counted(words))
    tries = (start + "; ".join((*named[:cut], *counted_[cut:])) for cut in (len(named), 1, 0))
    return next((text for text in tries if len(text) <= LONG), start + ", ".join(counted_))


def _base(result: Result) -> str:
    return quoted(result.variants[result.baseline])


def _named(result: Result, words: dict[str, Verdict]) -> Iterator[str]:
    for word in _in_order(words):
        who = [quoted(result.variants[name]) for name, said in words.items() if said is word]
        yield f"{listed(who)} {_told(word, len(who))}"


def _counted(words: dict[str, Verdict]) -> Iterator[str]:
    for word in _in_order(words):
        count = sum(said is word for said in words.values())
        who = str(count) if word is not _in_order(words)[0] else counted(count, "variant")
        yield f"{who} {_told(word, count)}"


def _in_order(words: dict[str, Verdict]) -> list[Verdict]:
    return [word for word in Verdict if word in words.values()]


def _told(word: Verdict, many: int) -> str:
    """Say a verdict of one or of several: ``is better``, ``come to the same``."""
    if word in (Verdict.UNKNOWN, Verdict.MISSING):
        return "cannot be told yet" if word is Verdict.UNKNOWN else "cannot be compared"
    if word is Verdict.SAME:
        return "comes to the same" if many == 1 else "come to the same"
    verb = "has" if many == 1 else "have"
    if word not in (Verdict.MORE, Verdict.LESS):
        verb = "is" if many == 1 else "are"
    return f"{verb} {word.value}"
