from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from blueprint_sim.report.blueprint.endings import OUTCOMES
from blueprint_sim.report.screen.terminal import page
from blueprint_sim.report.speech import differences, doubts, findings, money, words
from blueprint_sim.report.speech.names import Names
from blueprint_sim.report.speech.phrases import PHRASES
from blueprint_sim.report.speech.spans import plain
from blueprint_sim.studies.result import Result, StaffedTeam, Staffing, Verdict, Way
from tests.report.results import MENU, PERSON, several, two, variant

AVOIDED = """
significant, p-value, proves, optimal, best practice, satisfaction, delight, pain point, leverage,
fte, renege, balk, sojourn, entity, server, saves, will
"""
FORBIDDEN = [word.strip() for word in AVOIDED.split(",")]


def headline(result: Result) -> str:
    return plain(words.headline(result, "person"))


def misery(verdict: Verdict, low: float | None, high: float | None, **others: Any) -> Result:
    found = {"verdict": verdict, "difference": -1.7, "low": low, "high": high}
    return two(misery_mean={**found, **others})


def cheaper(staff_cost: float, workers: int = 7) -> Result:
    return several(
        variant("person", "Answered directly", {**PERSON, "staff_cost": staff_cost}, workers)
    )


def test_what_earns_more_than_it_costs_falls_below_nothing() -> None:
    """Sales count against costs, so the cost of a day may be negative: the sign is kept."""
    other = variant("person", "Answered directly", {**PERSON, "cost_total": -3452.0})
    found = several(other).comparison("person", "cost_total")
    said = differences.moves(several(other), found)
    assert said.startswith("The cost of a day falls from EUR 0.00 to -3,452.00 (")


def test_better_but_dearer_is_the_mock_up() -> None:
    result = two()
    assert headline(result) == (
        '"Answered directly" is better for these customers than "Voice menu first", '
        "but costs more in staff."
    )
    assert findings.evidence(result, "person") == (
        "Moments of misery fall from 2.6 to 0.9 per customer (1.6 to 1.8 fewer). "
        "The share resolved rises from 78% to 83% (3 to 7 pts more). "
        "The wait for a person falls from 2.6 to 0.7 minutes (1.5 to 2.3 minutes shorter). "
        "The share that hangs up falls from 9% to 4% (4 to 6 pts less)."
    )
    assert money.sentences(result, "person") == (
        "It takes 9 agents instead of 8: EUR 2,268 of staff a day against EUR 2,016 (+13%). "
        "Whether a resolved issue then costs more, 30 replications cannot tell yet; "
        "about 90 would."
    )
    assert findings.for_whom(result, "person") == (
        "No persona is shown to be worse off on moments of misery."
    )


@pytest.mark.parametrize(
    ("staff_cost", "end"),
    [
        (1764.0, ", and costs less in staff."),
        (2016.0, ", at the same staff cost."),
        (2020.0, ", at the same staff cost."),
        (2520.0, ", but costs more in staff."),
    ],
)
def test_cost_joins_by_and_or_but(staff_cost: float, end: str) -> None:
    assert headline(cheaper(staff_cost)).endswith(f'"Voice menu first"{end}')


@pytest.mark.parametrize(
    ("word", "end"),
    [
        (
            Verdict.WORSE,
            ", at the same staff cost, but is worse on the cost of a resolved issue "
            "(EUR 5.52 against 5.27).",
        ),
        (Verdict.BETTER, ", at the same staff cost."),
        (Verdict.SAME, ", at the same staff cost."),
    ],
)
def test_where_staff_costs_the_same_what_else_costs_more_is_said(word: Verdict, end: str) -> None:
    dearer = variant("person", "Answered directly", {**PERSON, "staff_cost": 2016.0}, 7)
    assert headline(several(dearer, cost_per_resolved={"verdict": word})).endswith(end)


def test_worse_swaps_and_and_but() -> None:
    worse = {
        "misery_mean": {"verdict": Verdict.WORSE},
        "share_resolved": {"verdict": None, "threshold": None},
    }
    assert headline(two(**worse)).endswith(", and costs more in staff.")
    dearer = several(variant("person", "Answered directly", {**PERSON, "staff_cost": 1.0}), **worse)
    assert headline(dearer).endswith(", but costs less in staff.")


def test_what_points_elsewhere_is_in_the_headline() -> None:
    result = two(share_resolved={"verdict": Verdict.WORSE})
    assert headline(result).endswith(
        ", but is worse on the share resolved (83% against 78%) and costs more in staff."
    )
    assert {span.tone for span in words.headline(result, "person")} == {"good", "bad", ""}


def test_no_practical_difference() -> None:
    result = misery(Verdict.SAME, -0.11, 0.05)
    assert headline(result) == (
        'Beside "Voice menu first", "Answered directly" is better on the share resolved '
        "(83% against 78%), but costs more in staff; on moments of misery it comes to the same."
    )
    assert findings.evidence(result, "person").startswith(
        "They differ by at most 0.11 moments of misery; below 0.2 does not matter here."
    )


@pytest.mark.parametrize("word", [Verdict.BETTER, Verdict.WORSE, Verdict.SAME])
def test_where_the_headline_is_even_another_measure_gives_the_mark(word: Verdict) -> None:
    result = two(misery_mean={"verdict": Verdict.SAME}, share_resolved={"verdict": word})
    assert words.leaning(result, "person") is word
    (first, *_) = words.brief(result, "person")
    assert first.text.startswith('"Answered directly"')


def test_a_verdict_is_said_once_for_all_that_it_holds_of() -> None:
    result = misery(Verdict.SAME, -0.11, 0.05)
    waits = [c for c in result.comparisons if c.measure == "wait_mean"]
    assert waits
    both = {"wait_mean", "share_resolved"}
    better = tuple(
        replace(found, verdict=Verdict.BETTER, threshold=0.01) if found.measure in both else found
        for found in result.comparisons
    )
    said = headline(replace(result, comparisons=better))
    assert said.count("is better on") == 1
    assert " and on " in said


def test_no_practical_difference_in_anything() -> None:
    result = misery(Verdict.SAME, -0.11, 0.05)
    alike = tuple(
        replace(found, verdict=Verdict.SAME) if found.measure == "share_resolved" else found
        for found in result.comparisons
    )
    assert headline(replace(result, comparisons=alike)) == (
        'For these customers "Answered directly" and "Voice menu first" come to the same '
        'on moments of misery, but "Answered directly" costs more in staff.'
    )


def test_identical() -> None:
    same = {"verdict": Verdict.IDENTICAL, "difference": 0.0, "low": 0.0, "high": 0.0}
    result = two(misery_mean=same, share_resolved=same)
    assert "are identical in these replications on moments of misery" in headline(result)
    assert plain(words.brief(result, "person")).startswith(
        '"Answered directly" is identical in these replications on moments of misery'
    )


@pytest.mark.parametrize(
    ("cost", "even"),
    [
        (Verdict.IDENTICAL, "are identical in these replications"),
        (Verdict.SAME, "come to the same"),
    ],
)
def test_alike_in_all_that_decides(cost: Verdict, even: str) -> None:
    same = {"verdict": Verdict.IDENTICAL, "difference": 0.0, "low": 0.0, "high": 0.0}
    result = two(misery_mean=same, share_resolved=same, cost_per_resolved={**same, "verdict": cost})
    assert f'"Voice menu first" {even} on what decides' in headline(result)


def test_too_close_to_call() -> None:
    result = misery(Verdict.UNKNOWN, -0.3, 0.1, needed=87)
    assert headline(result) == (
        "Too close to call: 30 replications cannot tell whether "
        '"Answered directly" or "Voice menu first" is better for these customers. '
        '"Answered directly" is better on the share resolved (83% against 78%), but costs more in '
        "staff."
    )
    assert findings.evidence(result, "person").startswith(
        "Between 0.3 fewer and 0.1 more moments of misery. About 90 replications would tell."
    )


def test_what_else_decides_and_is_still_open() -> None:
    unknown = {"verdict": Verdict.UNKNOWN, "low": -0.02, "high": 0.1, "needed": 87}
    for change, end in (
        ({}, "On the share resolved, 30 replications cannot tell yet (about 90 would)."),
        (
            {"low": 0.01},
            "The share resolved rises from 78% to 83% (1 to 10 pts more), but 30 replications are "
            "too few to rely on it (about 90 would do).",
        ),
        (
            {"held_back": True},
            "The share resolved cannot be judged: more issues were left unfinished with one than "
            "with the other.",
        ),
    ):
        result = two(share_resolved={**unknown, **change})
        assert end in findings.evidence(result, "person")


def test_too_few_replications_to_rely_on() -> None:
    result = misery(Verdict.UNKNOWN, -1.8, -1.6, needed=87)
    assert headline(result) == (
        'Not sure yet: "Answered directly" looks better for these customers than '
        '"Voice menu first", but 30 replications are too few to rely on it. "Answered directly" '
        "is better on the share resolved (83% against 78%), but costs more in staff."
    )
    assert plain(words.brief(result, "person")) == (
        '"Answered directly" looks better, but 30 replications are too few to rely on it '
        "(about 90 would do); it is better on the share resolved (83% against 78%), but costs "
        "more in staff."
    )
    assert findings.evidence(result, "person").startswith(
        "Between 1.6 and 1.8 fewer moments of misery, but 30 replications are too few to rely on "
        "this interval. About 90 replications would tell."
    )


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (-0.2, 0.001, "Up to 0.2 fewer moments of misery, or no difference."),
        (-0.001, 0.2, "Up to 0.2 more moments of misery, or no difference."),
        (-0.001, 0.001, "Moments of misery: next to no difference."),
    ],
)
def test_an_end_that_is_nothing_is_not_called_0_fewer(low: float, high: float, said: str) -> None:
    assert findings.evidence(misery(Verdict.UNKNOWN, low, high), "person").startswith(said)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (-0.14, -0.03, "A resolved issue costs EUR 0.09 less (0.03 to 0.14), but"),
        (0.03, 0.14, "A resolved issue costs EUR 0.09 more (0.03 to 0.14), but"),
        (-0.14, 0.03, "Whether a resolved issue then costs more, 30 replications cannot tell yet"),
    ],
)
def test_the_cost_of_a_resolved_issue_says_what_the_table_says(
    low: float, high: float, said: str
) -> None:
    amount = 0.085 if low > 0 else -0.085
    result = two(cost_per_resolved={"difference": amount, "low": low, "high": high})
    assert said in money.sentences(result, "person")


def test_the_bad_ends_that_differ_most_are_named() -> None:
    base = {**MENU, "share_walked_away": 0.31}
    menu = variant("menu", "Voice menu first", base)
    result = two(share_walked_away={"difference": -0.31, "low": -0.33, "high": -0.29})
    result = replace(result, variants={**result.variants, "menu": menu})
    said = findings.evidence(result, "person")
    walks = "The share that walks away falls from 31% to 0% (29 to 33 pts less)."
    assert walks in said
    assert said.index(walks) < said.index("The share that hangs up")


def test_who_is_turned_away_is_said_beside_the_wait() -> None:
    result = several(variant("person", "Answered directly", {**PERSON, "share_blocked": 0.2}, 9))
    assert findings.evidence(result, "person").endswith(
        'Turned away: 20% with "Answered directly", 0% with "Voice menu first".'
    )
    assert not findings.not_let_in(two(), "person")


def test_who_leaves_at_once_is_said_beside_the_wait() -> None:
    shares = {"share_blocked": 0.2, "share_balked": 0.1}
    result = several(variant("person", "Answered directly", {**PERSON, **shares}, 9))
    assert findings.evidence(result, "person").endswith(
        'Turned away: 20% with "Answered directly", 0% with "Voice menu first". '
        'Left at once: 10% with "Answered directly", 0% with "Voice menu first".'
    )


def test_no_word_on_money_where_nothing_costs_anything() -> None:
    def free(result: Result) -> Result:
        def variants() -> Any:
            for name, found in result.variants.items():
                measures = {
                    key: replace(estimate, mean=estimate.mean and 0.0)
                    if estimate.unit == "currency"
                    else estimate
                    for key, estimate in found.measures.items()
                }
                staff = replace(found.staffing, planned_per_day=0.0, cost_per_day=0.0)
                yield name, replace(found, measures=measures, staffing=staff)

        return replace(result, variants=dict(variants()), matters_written=False)

    others = [variant("person", "Direct", PERSON, 9), variant("same", "Again", MENU)]
    for result in (several(others[0]), several(*others)):
        for verdict in (Verdict.BETTER, Verdict.SAME, Verdict.UNKNOWN):
            some = replace(
                result,
                comparisons=tuple(
                    replace(c, verdict=verdict) if c.verdict else c for c in result.comparisons
                ),
            )
            assert "cost" in page(some)
            assert not [w for w in ("cost", "EUR", "staff") if w in page(free(some))]
        assert "It takes 9 agents instead of 8." in page(free(result))


def test_one_replication() -> None:
    result = replace(misery(Verdict.UNKNOWN, None, None), replications=1)
    assert headline(result).startswith("One replication gives no interval: it cannot tell whether")
    assert findings.evidence(result, "person").startswith(
        "Moments of misery fall from 2.6 to 0.9 per customer."
    )
    assert "one replication cannot tell" in money.sentences(result, "person")


def test_unfinished_issues_hold_a_wait_back() -> None:
    result = misery(Verdict.UNKNOWN, -0.3, 0.1, held_back=True)
    assert headline(result).startswith(
        'Nobody can tell whether "Answered directly" or "Voice menu first" is better for these '
        "customers: more issues were left unfinished with one than with the other."
    )
    here = result.variants["person"]
    many = replace(here.measures["share_unfinished"], mean=0.03)
    here = replace(here, measures={**here.measures, "share_unfinished": many})
    result = replace(result, variants={**result.variants, "person": here})
    assert "customers: too many issues were left unfinished." in headline(result)


def test_headline_measure_is_misery_or_what_the_scenario_names() -> None:
    assert words.deciding(two()) == "misery_mean"
    assert words.deciding(replace(two(), matters={"wait_mean": 0.5})) == "wait_mean"


def test_for_whom_it_is_worse() -> None:
    result = two()
    hurried = replace(result.groups[0], difference=0.3, low=0.2, high=0.4)
    regular = replace(result.groups[1], difference=0.2, low=0.1, high=0.3)
    result = replace(result, groups=(hurried, regular))
    names = Names(personas={"hurried": "In a {hurry}"})
    assert findings.for_whom(result, "person", names) == (
        "Worse for: In a {hurry} (+0.3 moments of misery), Regular (+0.2)."
    )


@pytest.mark.parametrize(
    ("measure", "unit", "better", "amount", "said"),
    [
        ("wait_mean", "min", "lower", 0.2, "the wait for a person, worse for: A (+12 seconds)"),
        ("share_resolved", "share", "higher", -0.05, "the share resolved, worse for: A (-5 pts)"),
        ("cost_per_resolved", "currency", "lower", 2.5,
         "the cost of a resolved issue, worse for: A (+EUR 2.50)"),
    ],
)  # fmt: skip
def test_for_whom_it_is_worse_on_what_decides(
    measure: str, unit: str, better: str, amount: float, said: str
) -> None:
    result = two()
    known = {"measure": measure, "unit": unit, "better": better, "group": "a"}
    half = abs(amount) / 2
    group = replace(
        result.groups[0], **known, difference=amount, low=amount - half, high=amount + half
    )
    result = replace(result, groups=(group,), matters={measure: 0.01})
    assert findings.for_whom(result, "person") == f"On {said}."


def test_a_line_has_the_digits_of_the_table_below_it() -> None:
    """Beside other variants those of the widest interval; by itself those of its difference."""
    fewer = variant("fewer", "Fewer", {**MENU, "share_resolved": 0.721})
    narrow = {"difference": -0.059, "low": -0.06, "high": -0.058, "verdict": Verdict.WORSE}
    result = several(variant("person", "Direct", PERSON, 9), fewer, share_resolved=narrow)
    assert "is worse on the share resolved (72% against 78%)" in plain(words.brief(result, "fewer"))
    assert "(72.1% against 78.0%)" in plain(words.headline(result, "fewer"))


def test_outcomes_are_called_what_the_drawings_call_them() -> None:
    said = {name: PHRASES[f"share_{name}"].label for name in OUTCOMES if name != "done"}
    assert said == {name: OUTCOMES[name].label for name in said}


def staffing(workers: int, cost: float, label: str = "agents", roster: Any = ()) -> Staffing:
    return Staffing((StaffedTeam("agents", label, False, workers, True, roster),), cost, cost)


BY_SHIFT = staffing(9, 1900.0, roster=((0.0, 6), (3.0, 9)))
LONGER = staffing(9, 2090.0, roster=((0.0, 6), (2.0, 9)))


@pytest.mark.parametrize(
    ("here", "base", "said"),
    [
        (
            staffing(1, 252.0),
            staffing(2, 504.0),
            "It takes 1 agent instead of 2: EUR 252 of staff a day against EUR 504 (-50%).",
        ),
        (
            staffing(2, 504.0),
            staffing(1, 252.0),
            "It takes 2 agents instead of 1: EUR 504 of staff a day against EUR 252 (+100%).",
        ),
        (staffing(8, 2016.0), staffing(8, 2016.0), "Both take 8 agents: EUR 2,016 of staff a day."),
        (
            staffing(8, 2018.0),
            staffing(8, 2016.0),
            "Both take 8 agents: EUR 2,018 of staff a day against EUR 2,016, practically the same.",
        ),
        (
            staffing(3, 0.0),
            staffing(2, 0.0),
            "It takes 3 agents instead of 2; the scenario gives no cost of staff.",
        ),
        (
            staffing(0, 0.0),
            staffing(2, 504.0),
            "It takes nobody instead of 2 agents: EUR 0 of staff a day against EUR 504 (-100%).",
        ),
        (
            staffing(1, 300.0, "front desk"),
            staffing(2, 400.0, "front desk"),
            "It takes 1 person instead of 2: EUR 300 of staff a day against EUR 400 (-25%).",
        ),
        (
            BY_SHIFT,
            staffing(8, 950.0),
            "It takes 6 to 9 agents instead of 8: EUR 1,900 of staff a day against EUR 950 "
            "(+100%).",
        ),
        (
            staffing(1, 950.0),
            BY_SHIFT,
            "It takes 1 agent instead of 6 to 9: EUR 950 of staff a day against EUR 1,900 (-50%).",
        ),
        (BY_SHIFT, BY_SHIFT, "Both take 6 to 9 agents: EUR 1,900 of staff a day."),
        (
            LONGER,
            BY_SHIFT,
            "Both take 6 to 9 agents, in other shifts: EUR 2,090 of staff a day against "
            "EUR 1,900 (+10%).",
        ),
    ],
)
def test_grammar_of_staff(here: Staffing, base: Staffing, said: str) -> None:
    assert money.staff(here, base, "EUR") == said


def test_a_single_variant_is_described() -> None:
    result = two()
    alone = replace(result, variants={"menu": result.variants["menu"]}, comparisons=(), groups=())
    said = [plain(paragraph) for paragraph in findings.alone(alone)]
    assert said == [
        '"Voice menu first" by itself: there is nothing here to compare it with.',
        "Customers meet 2.6 moments of misery each, wait 2.6 minutes for a person and are "
        "resolved in 78% of cases.",
        "It takes 8 agents: EUR 2,016 of staff a day.",
    ]


def test_what_a_gentler_judge_counts() -> None:
    assert doubts.gentler(two(), ("menu", "person")) == (
        "A question asked again feels -1, which is just misery. A gentler judge, who lets it "
        'pass, would count 2.0 moments of misery per customer with "Voice menu first" and 0.3 '
        'with "Answered directly".'
    )


def test_what_pairing_bought() -> None:
    assert doubts.pairing(two(), "person") == (
        "Both faced the very same customers. With other customers for each, it would have taken "
        "4.0 times as many replications to know the difference in moments of misery as well."
    )
    assert doubts.pairing(two(misery_mean={"variance_ratio": 0.84}), "person") == (
        "Both faced the very same customers, which did not help: with other customers for each, "
        "0.8 times as many replications would have told the difference in moments of misery as "
        "well."
    )


def test_unfinished_issues_are_flagged() -> None:
    result = several(variant("person", "Answered directly", {**PERSON, "share_unfinished": 0.03}))
    left = "Mind: some issues were left unfinished, 3.0% in"
    (said,) = doubts.caveats(result)
    assert said.startswith(f'{left} "Answered directly"; their waits')
    assert not doubts.caveats(two())
    told = '3.0% of the issues in "Answered directly" were left unfinished'
    assert doubts.caveats(replace(result, warnings=(told,))) == [said]


def test_that_nobody_comes_is_said() -> None:
    nobody = several(variant("person", "Answered directly", {**PERSON, "customers": 0.0}))
    assert doubts.caveats(nobody) == ['Mind: nobody comes to "Answered directly".']


def test_an_interval_that_takes_away_more_than_there_is_is_not_relied_on() -> None:
    result = misery(Verdict.UNKNOWN, -5.9, 0.9)
    few = "but 30 replications are too few to rely on this interval."
    assert f"Between 6 fewer and 1 more moments of misery, {few}" in findings.evidence(
        result, "person"
    )
    assert plain(words.in_short(result, "person")).endswith(few)
    narrower = misery(Verdict.UNKNOWN, -2.5, 0.9)
    assert few not in findings.evidence(narrower, "person")


def test_callbacks_stand_apart_and_the_page_says_so() -> None:
    called = {"share_called_back": 0.41, "callback_wait_mean": 6.1}
    other = variant("person", "Answered directly", {**PERSON, **called})
    said = doubts.caveats(several(other))[0]
    assert said == (
        'Accepted a callback: 41% with "Answered directly", called after 6.1 minutes. The time '
        "until the call counts as neither wait nor effort."
    )
    missing = replace(other, ways=(Way("ask", "unanswered", "abandoned", True, 0.1, 0.0, 0.0),))
    said = doubts.caveats(several(missing))[0]
    assert said.endswith("nor effort; who misses the call counts as having hung up.")


def test_defaults_of_what_matters_are_stated() -> None:
    (said,) = doubts.caveats(replace(two(), matters_written=False))
    assert "moments of misery (0.2), the share resolved (1 pt)" in said


@pytest.mark.parametrize("verdict", list(Verdict))
def test_no_forbidden_word(verdict: Verdict) -> None:
    result = replace(
        several(
            variant("person", "Answered directly", PERSON, 9),
            variant("same", "The same again", MENU),
            misery_mean={"verdict": verdict},
        ),
        matters_written=False,
    )
    for some in (result, replace(result, replications=1)):
        text = page(some).lower().replace(",", " ").replace(".", " ")
        told = f" {' '.join(text.split())} "
        assert not [word for word in FORBIDDEN if f" {word} " in told]
    phrases = " ".join(" ".join(map(str, phrase)) for phrase in PHRASES.values()).lower().split()
    assert not set(FORBIDDEN) & set(phrases)


def test_marks_within_a_label_are_not_those_around_it() -> None:
    found = variant("a", 'The "yes" desk', MENU)
    assert words.quoted(found) == "\"The 'yes' desk\""


def test_two_ends_that_are_written_alike_are_one() -> None:
    result = misery(Verdict.SAME, -0.0123, -0.0081)
    assert plain(words.in_short(result, "person")).endswith(
        "Moments of misery: 0.01 fewer, too little to matter."
    )
