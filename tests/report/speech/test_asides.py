"""What a verdict adds on money: staff, fixes, and what all costs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from blueprint_sim.report import titles
from blueprint_sim.report.charts.rows import GROUPS, sections
from blueprint_sim.report.screen.paper import Paper
from blueprint_sim.report.screen.terminal import page
from blueprint_sim.report.speech import findings, money, words
from blueprint_sim.report.speech.asides import joined
from blueprint_sim.report.speech.spans import Span, plain
from blueprint_sim.studies.result import BetterOff, Estimate, Result, VariantResult, Verdict
from tests.report.results import MENU, PERSON, compared, several, variant

SAME_STAFF = {**PERSON, "staff_cost": 2016.0, "cost_total": 2136.0, "fix_cost": 120.0}


def fixed(total: Verdict | None = Verdict.WORSE, **values: float) -> Result:
    """Compare a variant that fixes a cause, judged on totals."""
    here = variant("person", "Clear bill", {**SAME_STAFF, "misery_total": 300.0, **values})
    base = variant("menu", "As it is", {**MENU, "misery_total": 500.0, "cost_total": 2016.0})
    result = several(here)
    family = {"misery_total": Verdict.BETTER, "cost_total": total}
    found = []
    for each in result.comparisons:
        word = family.get(each.measure)
        again = compared(each.measure, here, base, 4.0, word)
        threshold = 50.0 if word else None
        found.append(replace(again, threshold=threshold) if each.measure in family else again)
    return replace(
        result,
        variants={name: roughly(found) for name, found in (("menu", base), ("person", here))},
        comparisons=tuple(found),
        judged={"person": {"misery_total": 50.0, "cost_total": 50.0}},
        different_people=("person",),
    )


def roughly(found: VariantResult) -> VariantResult:
    """Make the cost of all one that is not known to cents."""
    total = found.measures["cost_total"]
    low, high = ((total.mean or 0.0) + apart for apart in (-9.0, 9.0))
    return replace(
        found, measures={**found.measures, "cost_total": replace(total, low=low, high=high)}
    )


def brief(result: Result) -> str:
    return plain(words.brief(result, "person"))


def test_fixes_are_no_less_a_cost_than_staff() -> None:
    assert brief(fixed()) == (
        '"Clear bill" is better, but is worse on the cost of a day (EUR 2,136 against 2,016) and '
        "pays EUR 120 a day for fixes."
    )
    assert "same staff cost" not in plain(words.headline(fixed(), "person"))
    assert titles.comparison(fixed(), "person") == (
        '"Clear bill" is better, all who come taken together, but worse on the cost of a day and '
        "pays EUR 120 a day for fixes"
    )


def test_where_no_verdict_says_what_all_costs_the_fixes_do() -> None:
    in_all = "pays EUR 120 a day for fixes (in all EUR 2,136 a day against 2,016)."
    assert brief(fixed(Verdict.UNKNOWN)).endswith(f"but {in_all}")
    assert "Fixes cost EUR 120 a day instead of nothing." in findings_of(fixed())


def test_less_in_staff_does_not_hide_what_all_costs() -> None:
    saving = fixed(Verdict.BETTER, staff_cost=1500.0, cost_total=1620.0)
    assert brief(saving) == (
        '"Clear bill" is better, and also on the cost of a day (EUR 1,620 against 2,016) and costs '
        "less in staff, but pays EUR 120 a day for fixes."
    )
    assert titles.comparison(saving, "person") == (
        '"Clear bill" is better, all who come taken together, and also on the cost of a day and '
        "costs less in staff, but pays EUR 120 a day for fixes"
    )


def test_a_fix_without_a_cost_is_said_to_be_one() -> None:
    free = fixed(fix_cost=0.0)
    assert "What the fixes cost, the scenario does not say." in findings_of(free)
    assert "for fixes" not in brief(free)


def findings_of(result: Result) -> str:
    return " ".join(plain(said) for said in findings.verdict(result, "person"))


def test_what_a_resolved_issue_costs_says_what_it_leaves_out() -> None:
    churn = {"churn_cost": 823.0}
    result = several(variant("person", "Direct", {**PERSON, **churn}, 9))
    left_out = "That does not count what it costs when customers leave for good."
    assert left_out in money.sentences(result, "person")
    earns = several(variant("person", "Direct", {**PERSON, **churn, "event_earnings": 8.0}, 9))
    assert "That takes off what events earn, and does not count what it" in findings_of(earns)
    assert "does not count" not in findings_of(several(variant("person", "Direct", PERSON, 9)))


def test_where_more_than_staff_costs_one_sum_is_told() -> None:
    """Nobody adds up staff, events and who leaves in their head."""
    earns = {"event_earnings": 80.0, "cost_total": -52.0}
    result = several(variant("person", "Direct", {**PERSON, **earns}, 9))
    said = "In all it costs -EUR 52.00 a day against 0.00."
    assert money.sentences(result, "person").endswith(said)
    (row,) = [line for line in page(result).split("\n") if line.startswith("EUR a day")]
    assert "-52" in row
    plain_staff = several(variant("person", "Direct", PERSON, 9))
    assert "In all" not in money.sentences(plain_staff, "person")
    assert "EUR a day" not in page(plain_staff)


@pytest.mark.parametrize("misery", [Verdict.BETTER, Verdict.SAME, Verdict.IDENTICAL])
def test_what_a_resolved_issue_costs_is_said_whatever_staff_costs(misery: Verdict) -> None:
    worse: dict[str, Any] = {
        "misery_mean": {"verdict": misery},
        "share_resolved": {"verdict": Verdict.SAME},
        "cost_per_resolved": {"verdict": Verdict.WORSE},
    }
    for staff in (1500.0, 2016.0, 2268.0):
        values = {**PERSON, "staff_cost": staff, "cost_per_resolved": 26.89}
        result = several(variant("person", "Direct", values), **worse)
        for said in (words.headline(result, "person"), words.brief(result, "person")):
            assert "is worse on the cost of a resolved issue (EUR 26.89 against 5.27)" in plain(
                said
            )
        if misery is not Verdict.BETTER:
            assert words.leaning(result, "person") is Verdict.WORSE


def test_a_headline_that_points_both_ways_has_a_mark_of_its_own() -> None:
    both: dict[str, Any] = {
        "misery_mean": {"verdict": Verdict.SAME},
        "cost_per_resolved": {"verdict": Verdict.WORSE},
    }
    direct, again = variant("person", "Direct", PERSON), variant("again", "Again", PERSON)
    result = several(direct, again, **both)
    assert words.leaning(result, "person") is None
    said = '"Direct" is better on the share resolved'
    assert f"\n± {said}" in page(result, paper=Paper(unicode=True))
    assert f"\n~ {said}" in page(result)


def test_a_sure_but_small_difference_is_said_to_be_small() -> None:
    """An interval may leave out 0, and the value still lie within what does not matter."""
    small: dict[str, Any] = {"difference": -0.15, "low": -0.29, "high": -0.01}
    result = several(variant("person", "Direct", PERSON), misery_mean=small)
    little = ", though perhaps too little to matter"
    headline = plain(words.headline(result, "person"))
    assert headline.startswith(
        f'"Direct" is better for these customers than "Voice menu first"{little}'
    )
    assert brief(result).startswith(f'"Direct" is better{little}')
    assert titles.comparison(result, "person").startswith(
        f'"Direct" is better for these customers{little}'
    )
    share: dict[str, Any] = {"difference": -0.005, "verdict": Verdict.WORSE}
    beside = several(variant("person", "Direct", PERSON), share_resolved=share)
    assert "on the share resolved (83% against 78%, perhaps too little to matter)" in brief(beside)
    assert "too little" not in brief(several(variant("person", "Direct", PERSON)))


def worse_off(result: Result, worse: float, better: float) -> Result:
    """Say how many customers are better and worse off."""
    shares = [
        Estimate(share, share - 0.01, share + 0.01, "share", None) for share in (better, worse)
    ]
    none = Estimate(0.0, 0.0, 0.0, "share", None)
    row = BetterOff(
        "menu", "person", "everybody", "", "memory", shares[0], none, shares[1], none, none, none
    )
    return replace(result, better_off=(row,))


def test_what_speaks_against_a_fix_that_is_better_is_in_its_headline() -> None:
    """Totals may fall since fewer come; that those who come fare worse is not passed over."""
    fares = {"share_abandoned": 0.38, "share_resolved": 0.5}
    result = worse_off(fixed(Verdict.BETTER, **fares), 0.27, 0.03)
    end = (
        " Against it: 50% are resolved instead of 78%, 38% hang up instead of 9% and 27% are "
        "worse off (3% better off)."
    )
    narrow = tuple(
        replace(found, low=(found.difference or 0) - 0.01, high=(found.difference or 0) + 0.01)
        if found.unit == "share"
        else found
        for found in result.comparisons
    )
    result = replace(result, comparisons=narrow)
    assert plain(words.headline(result, "person")).endswith(end)
    assert brief(result).endswith(end)
    kind = worse_off(replace(fixed(Verdict.BETTER), comparisons=narrow), 0.03, 0.27)
    assert "worse off" not in brief(kind)
    luck = worse_off(replace(fixed(Verdict.BETTER), comparisons=narrow), 0.065, 0.06)
    assert "worse off" not in brief(luck)
    assert "Against it" not in brief(worse_off(several(variant("person", "D", PERSON)), 0.03, 0.27))


def paid_by_use(used: float) -> Result:
    result = several(variant("person", "Direct", PERSON, 9))
    here = result.variants["person"]
    here = replace(here, staffing=replace(here.staffing, used_per_day=used))
    return replace(result, variants={**result.variants, "person": here})


def test_people_paid_by_the_minute_are_staff_too() -> None:
    said = money.sentences(paid_by_use(83.0), "person")
    assert "EUR 2,351 of staff a day (EUR 83 of it paid by use) against EUR 2,016 (+17%)" in said
    only = replace(paid_by_use(83.0).variants["person"].staffing, cost_per_day=0.0)
    assert (
        money.alone(only, "EUR")
        == "It takes 9 agents: EUR 83 of staff a day (all of it paid by use)."
    )
    assert money.label(paid_by_use(83.0), "staff_cost") == "EUR hourly pay a day"
    assert "EUR hourly pay a day" in page(paid_by_use(83.0))
    assert money.label(paid_by_use(0.0), "staff_cost") == "EUR of staff a day"


MISSING: dict[str, Any] = {
    "difference": None,
    "low": None,
    "high": None,
    "needed": None,
    "threshold": 0.1,
    "verdict": Verdict.MISSING,
}


@pytest.mark.parametrize("key", ["callback_wait_mean", "share_promises_broken"])
def test_what_was_not_measured_is_told_from_what_cannot_be_told(key: str) -> None:
    result = several(variant("person", "Direct", PERSON, 9), **{key: MISSING})
    for name, found in result.variants.items():
        nothing = replace(found.measures[key], mean=None, low=None, high=None)
        found = replace(found, measures={**found.measures, key: nothing})
        result = replace(result, variants={**result.variants, name: found})
    said = {"callback_wait_mean": "nobody is called back"}.get(key, "nothing is promised")
    labels = '"Voice menu first" and "Direct"'
    assert f"not measured: with {labels} {said}." in findings_of(result)
    (line,) = [text for text in page(result).split("\n") if text.endswith("not measured")]
    assert "none     none" in line
    assert "?" not in line


def test_broken_promises_are_no_matter_of_waiting() -> None:
    assert "share_promises_broken" in GROUPS["How it ended"]
    broken = {"share_promises_broken": 0.2}
    found, _ = sections(several(variant("person", "P", {**PERSON, **broken})), "person", 40)
    (heading,) = [s.heading for s in found if any(r.label == "Promises broken" for r in s.rows)]
    assert heading == "How it ended"


def test_where_staff_costs_as_much_a_resolved_issue_may_not() -> None:
    same = {"misery_mean": {"verdict": Verdict.SAME}, "share_resolved": {"verdict": Verdict.SAME}}
    cheaper: dict[str, Any] = {"cost_per_resolved": {"verdict": Verdict.BETTER}}
    result = several(
        variant("person", "Direct", {**PERSON, "staff_cost": 2016.0}), **same, **cheaper
    )
    assert brief(result) == (
        '"Direct" comes to the same on moments of misery, at the same staff cost, and is better on '
        "the cost of a resolved issue (EUR 5.52 against 5.27)."
    )
    assert words.leaning(result, "person") is Verdict.BETTER


def test_a_verdict_is_said_once_and_anew_where_it_turns() -> None:
    worse, also = Span("is worse on waits", "bad"), Span("is worse on cost", "bad")
    better = Span("is better on issues resolved", "good")

    assert plain(tuple(joined("", [worse, also]))) == "is worse on waits and on cost"
    said = plain(tuple(joined("", [worse, better, also])))
    assert said == "is worse on waits, but is better on issues resolved, but is worse on cost"
