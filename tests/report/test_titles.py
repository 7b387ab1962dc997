from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from blueprint_sim.report import titles
from blueprint_sim.report.speech.names import Names
from blueprint_sim.report.speech.phrases import lower
from blueprint_sim.studies.result import Estimate, MomentNumber, Place, Result, Verdict, Waits
from tests.report.charts.cases import CASES, each, nobody_waits, nothing, without_intervals
from tests.report.results import MENU, PERSON, several, two, variant
from tests.report.speech.test_words import FORBIDDEN

NAMES = Names(steps={("menu", "ask"): "Agent asks", ("person", "ask"): "Agent asks"})
SIGN = {Verdict.BETTER: -1.0, Verdict.WORSE: 1.0}


def judged(key: str, verdict: Verdict) -> dict[str, Any]:
    """Give the fields of a comparison that fit a verdict on a measure where lower is better."""
    side = -1.0 if key == "share_resolved" else 1.0
    middle = {Verdict.BETTER: -0.5, Verdict.WORSE: 0.5}.get(verdict, 0.0) * side
    half = 0.0 if verdict is Verdict.IDENTICAL else 0.1
    return {
        "verdict": verdict,
        "difference": middle,
        "low": middle - half,
        "high": middle + half,
    }


WORDS = (Verdict.BETTER, Verdict.WORSE, Verdict.SAME, Verdict.IDENTICAL, Verdict.UNKNOWN)
KEYS = ("misery_mean", "share_resolved", "cost_per_resolved")


@pytest.mark.parametrize("verdicts", list(product(WORDS, repeat=3)))
@pytest.mark.parametrize("staff", [1764.0, 2016.0, 2268.0])
def test_a_title_says_no_more_than_the_verdicts(
    verdicts: tuple[Verdict, ...], staff: float
) -> None:
    result = several(
        variant("person", "Answered directly", {**PERSON, "staff_cost": staff}),
        **{key: judged(key, word) for key, word in zip(KEYS, verdicts, strict=True)},
    )
    title = titles.comparison(result, "person")
    misery, resolved, cost = verdicts
    for word in (Verdict.BETTER, Verdict.WORSE):
        here = f'"Answered directly" is {word.value}'
        assert (f"{here} for these customers" in title) == (misery is word), title
        if word not in (misery, resolved) and (staff == 2016 or word is not cost):
            assert word.value not in title.removeprefix("Not sure yet"), title
    on = f"on {lower('share_resolved')}"
    if misery is not Verdict.UNKNOWN:
        assert (on in title) == (resolved in SIGN and resolved is not misery), title
        assert ("costs more in staff" in title) == (staff > 2016), title
        assert ("costs less in staff" in title) == (staff < 2016), title
        dear = lower("cost_per_resolved") in title or "a resolved issue costs" in title
        assert dear or cost not in SIGN or cost is misery, title
    if "a resolved issue costs more" in title:
        assert cost is Verdict.WORSE
    if "a resolved issue costs less" in title:
        assert cost is Verdict.BETTER
    alike = (Verdict.SAME, Verdict.IDENTICAL)
    assert ("on what decides" in title) == all(word in alike for word in verdicts)
    if "identical on what decides" in title:
        assert set(verdicts) == {Verdict.IDENTICAL}
    if "identical" in title or "the same for" in title:
        assert "for these customers" not in title


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ({}, '"Answered directly" is better for these customers, but costs more in staff'),
        (
            {"low": -1.9, "high": -0.1, "verdict": Verdict.UNKNOWN, "uneven": True},
            'Not sure yet: "Answered directly" looks better, '
            "but 30 replications are too few to rely on it",
        ),
        (
            {"low": -0.3, "high": 0.1, "verdict": Verdict.UNKNOWN},
            'Too close to call: 30 replications cannot tell "Answered directly" and '
            '"Voice menu first" apart',
        ),
        (
            {"verdict": Verdict.UNKNOWN, "held_back": True},
            'Nobody can tell "Answered directly" and "Voice menu first" apart: '
            "more issues were left unfinished with one than with the other",
        ),
        (
            {"verdict": Verdict.MORE, "better": None},
            'Moments of misery: more with "Answered directly" than with "Voice menu first"',
        ),
    ],
)
def test_titles_of_a_comparison(changes: dict[str, Any], title: str) -> None:
    assert titles.comparison(two(misery_mean=changes), "person") == title


def test_one_replication_and_nothing_are_said_to_be_so() -> None:
    once = titles.comparison(without_intervals(two()), "person")
    assert once == 'One replication cannot tell "Answered directly" and "Voice menu first" apart'
    void = titles.comparison(nothing(two()), "person")
    labels = '"Voice menu first" and "Answered directly"'
    assert void == f"Moments of misery are not measured: with {labels} there is nothing to count"


def test_no_difference_leads_with_what_does_differ() -> None:
    found = two(
        misery_mean=judged("misery_mean", Verdict.SAME),
        share_resolved=judged("share_resolved", Verdict.WORSE),
    )
    assert titles.comparison(found, "person") == (
        '"Answered directly" is worse on the share resolved, the same on moments of misery; '
        "it costs more in staff"
    )


def five(*words: Verdict) -> Result:
    others = [variant(f"v{n}", f"V{n}", PERSON) for n in range(len(words))]
    result = several(*others)
    by_name = dict(zip((o.name for o in others), words, strict=True))
    found = tuple(
        replace(c, verdict=by_name[c.variant]) if c.measure == "misery_mean" else c
        for c in result.comparisons
    )
    return replace(result, comparisons=found)


def test_an_overview_names_each_variant_under_its_verdict() -> None:
    title = titles.overview(five(Verdict.BETTER, Verdict.WORSE, Verdict.UNKNOWN))
    assert title == (
        'On moments of misery, beside "Voice menu first": "V0" is better; "V1" is worse; '
        '"V2" cannot be told yet'
    )


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("others", [2, 30])
def test_an_overview_counts_right(word: Verdict, others: int) -> None:
    title = titles.overview(five(*[word] * others))
    for other in (Verdict.BETTER, Verdict.WORSE):
        assert (other.value in title) == (word is other)
    assert len(title) <= 140


def curve(*medians: float, step: str = "ask") -> tuple[MomentNumber, ...]:
    return tuple(
        MomentNumber(
            n, 1.0, m - 0.5, m, m + 0.5, step if m == min(medians) else None, "question", 0.8
        )
        for n, m in enumerate(medians, 1)
    )


def felt(*medians: tuple[float, ...]) -> str:
    names = ("menu", "person")[: len(medians)]
    result = two() if len(medians) > 1 else several()
    variants = {
        name: replace(result.variants[name], curve=curve(*values) if values else ())
        for name, values in zip(names, medians, strict=True)
    }
    return titles.emotion(replace(result, variants=variants), names, NAMES)


def test_the_low_point_is_named_with_its_place() -> None:
    menu, person = '"Voice menu first"', '"Answered directly"'
    middle = "The middle of all customers is lowest at"
    asks = '"Agent asks (questions)"'
    assert felt((0.0, -1.24, 0.5)) == f"{middle} {asks} (-1.2)"
    assert felt((-1.0, 0.0), (-0.3, 0.2)) == (
        f"{middle} {asks}: -1.0 with {menu} and -0.3 with {person}"
    )
    assert felt((-1.04, 0.0), (-0.96, 0.2)) == f"{middle} {asks}: -1.0 with {menu} and {person}"
    assert felt((-1.0, 0.0), (0.0, 0.2)) == (
        f"{middle} {asks}: -1.0 with {menu}; with {person} it never falls below 0, "
        "but at some moment 1 in 10 feel -0.5 or worse"
    )
    assert felt((0.1, -0.04)) == (
        "The middle of all customers never falls below 0, "
        "but at some moment 1 in 10 feel -0.5 or worse"
    )
    assert felt((0.6, 0.5)) == "The middle of all customers never falls below 0"
    assert felt(()) == "No moment of truth was met"


def test_low_points_as_low_are_all_named() -> None:
    result = several()
    moments = (
        MomentNumber(1, 1.0, -2.0, -1.04, 0.0, "ask", "question", 0.8),
        MomentNumber(2, 1.0, -2.0, -0.96, 0.0, "retention", "work", 0.8),
    )
    base = replace(result.variants["menu"], curve=moments)
    title = titles.emotion(replace(result, variants={"menu": base}), ["menu"], NAMES)
    assert title.endswith('is lowest at "Agent asks (questions)" and "Retention" (-1.0)')


def test_a_low_point_that_few_share_a_place_at_goes_by_its_number() -> None:
    result = several()
    moments = [
        MomentNumber(n, 1.0, -2.0, -1.0, 0.0, "ask", "question", agree)
        for n, agree in ((3, 0.4), (4, 0.45), (5, 0.6))
    ]

    def titled(*curve: MomentNumber) -> str:
        base = replace(result.variants["menu"], curve=curve)
        return titles.emotion(replace(result, variants={"menu": base}), ["menu"], NAMES)

    start = "The middle of all customers is lowest"
    assert titled(*moments[:1]) == f"{start} at moment 3 (-1.0)"
    assert titled(*moments[:2]) == f"{start} at moments 3 and 4 (-1.0)"
    assert titled(*moments[1:]) == f'{start} at moment 4 and "Agent asks (questions)" (-1.0)'
    assert titled(*moments) == f"{start} at 3 moments (-1.0)"


def resolves(**changes: Any) -> str:
    return titles.outcomes(two(share_resolved=changes))


def test_outcomes_say_which_resolves_more_only_when_known() -> None:
    menu, person = '"Voice menu first"', '"Answered directly"'
    assert resolves() == f"{person} resolves more: 83% against 78%"
    named = f"83% are resolved with {person}, 78% with {menu}"
    assert resolves(verdict=None) == named
    open_ = f"Not sure which resolves more: 83% are resolved with {person}, 78% with {menu}"
    few = f"{named}, but 30 replications are too few to rely on that"
    assert resolves(verdict=Verdict.UNKNOWN) == few
    assert resolves(verdict=Verdict.UNKNOWN, held_back=True) == open_
    assert resolves(verdict=None, low=-0.01, high=0.11) == open_
    assert titles.outcomes(without_intervals(two())) == f"{named}, in one replication"
    assert resolves(verdict=Verdict.SAME).startswith(f"{person} and {menu} resolve practically")
    assert "resolve the same share" in resolves(verdict=Verdict.IDENTICAL)
    assert titles.outcomes(nothing(two())) == "Nobody came whose case could end"
    assert titles.outcomes(several()) == "78% are resolved, 9% hung up"


def test_outcomes_of_several_name_each_and_of_many_the_ends() -> None:
    others = [
        variant(f"v{n}", f"V{n}", {**MENU, "share_resolved": share})
        for n, share in enumerate((0.6, 0.9))
    ]
    assert titles.outcomes(several(*others)) == (
        'Resolved: 78% with "Voice menu first", 60% with "V0" and 90% with "V1"'
    )
    crowd = [variant(f"v{n}", f"Variant number {n}", MENU) for n in range(9)]
    title = titles.outcomes(several(*crowd, *(replace(o, name=o.label) for o in others)))
    assert title == 'From 60% ("V0") to 90% ("V1") are resolved'


def waiting(*over: float | None, acceptable: float | None = 1.0) -> str:
    result = two() if len(over) == 2 else several()
    variants = {}
    for (name, found), share in zip(result.variants.items(), over, strict=True):
        times = tuple(n / 10 for n in range(101)) if share is not None else ()
        estimate = Estimate(share, share, share, "share", "lower")
        variants[name] = replace(found, waits=Waits(times, acceptable, estimate, 1.2))
    return titles.waits(replace(result, variants=variants))


def test_waits_say_what_share_is_longer_than_acceptable() -> None:
    menu, person = '"Voice menu first"', '"Answered directly"'
    assert waiting(0.4, 0.05) == f"40% of waits are longer than 1 min with {menu}, 5% with {person}"
    assert waiting(0.4) == "40% of waits are longer than 1 min"
    assert waiting(0.4, acceptable=None) == "40% of waits are longer than is acceptable"
    assert waiting(0.4, acceptable=0.5) == "40% of waits are longer than 30 s"
    assert waiting(0.0, 0.0) == "No wait is longer than 1 min"
    assert waiting(0.4, None) == (
        f"40% of waits are longer than 1 min; with {person} nobody asks for a person"
    )
    assert waiting(None, None) == "Nobody asks for a person, so nobody waits for one"
    assert titles.waits(nobody_waits(two())) == "Everybody is answered at once"


def crowded(
    counts: tuple[float, float], over: tuple[float, float], total: tuple[float, float]
) -> str:
    result = two()
    for found, many, share, wait in zip(result.variants.values(), counts, over, total, strict=True):
        waits = replace(
            found.waits,
            per_customer=many,
            share_over=Estimate(share, share - 0.02, share + 0.02, "share", "lower"),
        )
        measures = {**found.measures, "wait_mean": Estimate(wait, wait, wait, "min", "lower")}
        changed = replace(found, waits=waits, measures=measures)
        result = replace(result, variants={**result.variants, found.name: changed})
    return titles.waits(result)


def test_shares_of_waits_do_not_hide_how_many_there_are() -> None:
    menu, person = '"Voice menu first"', '"Answered directly"'
    plain = f"13% of waits are longer than 1 min with {menu}, 18% with {person}"
    counted = (
        f"13% of waits are longer than 1 min with {menu} ({{}} a customer), "
        f"18% with {person} ({{}})"
    )
    assert crowded((2.0, 2.1), (0.13, 0.18), (17.5, 18.2)) == plain
    assert crowded((3.7, 2.7), (0.13, 0.18), (17.5, 18.2)) == counted.format(3.7, 2.7)
    assert crowded((2.0, 2.0), (0.13, 0.18), (18.2, 17.5)) == counted.format("2.0", "2.0")


def place(step: str | None, kind: str, mean: float, half: float = 1.0) -> Place:
    return Place(step, kind, Estimate(mean, mean - half, mean + half, "count", "lower"), 0.0)


def hurt(*places: tuple[Place, ...]) -> str:
    result = two() if len(places) == 2 else several()
    variants = {
        name: replace(found, places=there)
        for (name, found), there in zip(result.variants.items(), places, strict=True)
    }
    return titles.misery(replace(result, variants=variants), NAMES)


def test_misery_names_the_worst_place() -> None:
    asks, ending = place("ask", "question", 290), place(None, "ending", 35)
    menu, person = '"Voice menu first"', '"Answered directly"'
    most = '"Agent asks (questions)" hurts most: 290 moments of misery per 100 customers'
    assert hurt((asks, ending)) == most
    assert hurt((asks, ending), (ending,)) == f"{most} with {menu}, none with {person}"
    assert hurt((ending,), (asks, ending)) == f"{most} with {person}, none with {menu}"
    few = place("ask", "question", 2.34)
    assert hurt((asks,), (few,)) == f"{most} with {menu}, 2.3 with {person}"
    rare = place("ask", "question", 0.02, 0.01)
    assert hurt((asks,), (rare,)) == f"{most} with {menu}, under 0.1 with {person}"
    assert hurt((), ()) == "No moment of misery was met"


def test_places_that_cannot_be_told_apart_hurt_most_together() -> None:
    pair = (place("ask", "question", 71, 3), place("ask", "wait", 69, 3))
    assert hurt(pair) == (
        '"Agent asks (questions)" and "Agent asks (wait)" hurt most: '
        "71 and 69 moments of misery per 100 customers"
    )


def everything(result: Result, names: Names) -> list[str]:
    others = [name for name in result.variants if name != result.baseline]
    said = [titles.comparison(result, name) for name in others]
    said += [titles.overview(result)] if others else []
    said += [titles.emotion(result, [result.baseline, *others[:1]], names)]
    return [*said, titles.outcomes(result), titles.waits(result), titles.misery(result, names)]


@pytest.mark.parametrize("case", CASES)
def test_titles_speak_plainly(case: str) -> None:
    for title in everything(*CASES[case]):
        assert title
        assert title[-1] not in ".,;:"
        assert "  " not in title
        assert "None" not in title
        assert "nan" not in title.lower().replace("many", "")
        if not case.startswith("hostile"):
            words = title.lower().replace(",", " ").split()
            assert not [bad for bad in FORBIDDEN if bad in words]


def test_a_step_is_worst_by_its_number_whatever_the_order_of_variants() -> None:
    result = each(two(), lambda found: found)
    turned = replace(result, variants=dict(reversed(list(result.variants.items()))))
    assert titles.misery(result, NAMES).split(":")[0] == titles.misery(turned, NAMES).split(":")[0]
