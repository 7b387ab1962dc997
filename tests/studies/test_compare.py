from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.special import stdtrit

from blueprint_sim.measures import Label
from blueprint_sim.studies.compare import comparisons, groups
from blueprint_sim.studies.result import Comparison, Verdict
from blueprint_sim.studies.sample import Sample
from tests.studies.samples import sample

DAYS = np.random.default_rng(3).normal(0.0, 1.0, 30)
LUCK = np.random.default_rng(4).normal(0.0, 0.1, 30)


def compare(base: Sample, other: Sample, **matters: float) -> dict[str, Comparison]:
    found = comparisons({"a": base, "b": other}, "a", {"b": matters})
    return {comparison.measure: comparison for comparison in found}


def test_differences_are_paired() -> None:
    base = sample({"misery_mean": 5 + DAYS})
    other = sample({"misery_mean": 4 + DAYS + LUCK})
    found = compare(base, other, misery_mean=0.2)["misery_mean"]
    gaps = LUCK - 1
    half = stdtrit(29, 0.975) * gaps.std(ddof=1) / math.sqrt(30)
    assert found.difference == pytest.approx(gaps.mean())
    assert found.low == pytest.approx(gaps.mean() - half)
    assert found.high == pytest.approx(gaps.mean() + half)
    assert found.verdict is Verdict.BETTER
    unpaired = DAYS.var(ddof=1) + (DAYS + LUCK).var(ddof=1)
    assert found.variance_ratio == pytest.approx(unpaired / gaps.var(ddof=1))


def test_the_family_holds_together() -> None:
    """Bonferroni over the measures that matter, times the variants but the baseline."""
    base, other = sample({"misery_mean": DAYS}), sample({"misery_mean": DAYS + LUCK})
    trio = {"a": base, "b": other, "c": other}
    family = {"misery_mean": 0.2, "wait_mean": 0.5}
    found = comparisons(trio, "a", {"b": family, "c": family})[0]
    half = stdtrit(29, 1 - 0.025 / 4) * LUCK.std(ddof=1) / math.sqrt(30)
    assert found.high is not None
    assert found.low is not None
    assert (found.high - found.low) / 2 == pytest.approx(half)


def test_what_does_not_matter_gets_an_interval_and_no_word() -> None:
    base, other = sample({"wait_mean": DAYS}), sample({"wait_mean": 9 + DAYS + LUCK})
    found = compare(base, other, misery_mean=0.2)["wait_mean"]
    assert (found.verdict, found.needed, found.threshold) == (None, None, None)
    half = stdtrit(29, 0.975) * LUCK.std(ddof=1) / math.sqrt(30)
    assert found.high == pytest.approx(9 + LUCK.mean() + half)
    assert not found.in_family


def test_those_that_decide_come_first() -> None:
    same = sample({"wait_mean": DAYS})
    found = comparisons({"a": same, "b": same}, "a", {"b": {"wait_mean": 0.5, "misery_mean": 0.2}})
    assert [each.measure for each in found][:3] == ["wait_mean", "misery_mean", "customers"]
    assert len({each.measure for each in found}) == len(found)


def test_different_people_are_judged_on_totals_alone() -> None:
    """The family is what is judged: four measures of `b` and `c` together."""
    base = sample({"misery_mean": DAYS, "misery_total": DAYS, "contacts_total": DAYS})
    other = sample({"misery_mean": DAYS, "misery_total": DAYS + LUCK, "contacts_total": DAYS})
    judged = {
        "b": {"misery_total": 0.2, "contacts_total": 0.2, "cost_total": 0.2},
        "c": {"misery_mean": 0.2},
    }
    found = comparisons({"a": base, "b": other, "c": other}, "a", judged, ["b"])
    of = {(each.variant, each.measure): each for each in found}
    half = stdtrit(29, 1 - 0.025 / 4) * LUCK.std(ddof=1) / math.sqrt(30)
    total = of["b", "misery_total"]
    assert total.high == pytest.approx(LUCK.mean() + half)
    assert total.verdict is not None
    assert (of["b", "misery_mean"].verdict, of["b", "misery_mean"].different_people) == (None, True)
    assert not total.different_people
    assert not of["b", "staff_cost"].different_people
    assert not of["c", "misery_total"].different_people
    assert of["c", "misery_mean"].in_family


def test_identical_variants() -> None:
    same = sample({"wait_mean": DAYS})
    found = compare(same, sample({"wait_mean": DAYS.copy()}), wait_mean=0.5)["wait_mean"]
    assert found.verdict is Verdict.IDENTICAL
    assert (found.difference, found.low, found.high) == (0.0, 0.0, 0.0)
    assert found.variance_ratio is None


def test_why_it_cannot_be_told_yet() -> None:
    base = sample({"wait_mean": [0.0] * 30, "misery_mean": [0.0] * 30})
    lone = sample({"wait_mean": [2.0] * 29 + [2.3], "misery_mean": [-9.0] * 15 + [9.0] * 15})
    found = compare(base, lone, wait_mean=0.5, misery_mean=0.2)
    skewed, wide = found["wait_mean"], found["misery_mean"]
    assert (skewed.verdict, wide.verdict) == (Verdict.UNKNOWN, Verdict.UNKNOWN)
    assert (skewed.uneven, wide.uneven) == (True, False)


def test_a_measure_that_one_side_lacks_is_not_measured() -> None:
    base = sample({"cost_per_resolved": [math.nan] * 30})
    other = sample({"cost_per_resolved": DAYS})
    found = compare(base, other, cost_per_resolved=1.0)["cost_per_resolved"]
    assert found.verdict is Verdict.MISSING
    assert (found.difference, found.low, found.high, found.needed) == (None, None, None, None)


@pytest.mark.parametrize("key", ["wait_mean", "wait_p90", "service_level", "sojourn_mean"])
def test_waits_are_not_called_better_while_many_are_unfinished(key: str) -> None:
    base = sample({key: 9 + DAYS, "misery_mean": 9 + DAYS, "share_unfinished": [0.02] * 30})
    other = sample({key: DAYS + LUCK, "misery_mean": DAYS + LUCK, "share_unfinished": [0.02] * 30})
    found = compare(base, other, **{key: 0.5, "misery_mean": 0.2})
    assert found[key].verdict is Verdict.UNKNOWN
    assert found[key].held_back
    assert found["misery_mean"].verdict is Verdict.BETTER


@pytest.mark.parametrize("key", ["misery_mean", "misery_total", "contacts_total", "cost_total"])
def test_what_unfinished_issues_would_still_add_holds_totals_and_means_back_alike(key: str) -> None:
    base = sample({key: 90 + DAYS, "share_unfinished": [0.0] * 30})
    for less, word in ((9, Verdict.BETTER), (3, Verdict.UNKNOWN)):
        other = sample({key: 90 - less + DAYS + LUCK, "share_unfinished": [0.05] * 30})
        found = compare(base, other, **{key: 0.5})[key]
        assert found.verdict is word
        assert found.held_back == (word is Verdict.UNKNOWN)
    finished = sample({key: 87 + DAYS + LUCK, "share_unfinished": [0.0] * 30})
    assert compare(base, finished, **{key: 0.5})[key].verdict is Verdict.BETTER
    alike = [
        sample({key: mean, "share_unfinished": [0.05] * 30}) for mean in (90 + DAYS, 87 + DAYS)
    ]
    assert compare(*alike, **{key: 0.5})[key].verdict is Verdict.BETTER


def test_nothing_is_held_back_of_what_does_not_matter() -> None:
    base = sample({"wait_mean": 9 + DAYS, "share_unfinished": [0.02] * 30})
    other = sample({"wait_mean": 8.9 + DAYS + LUCK, "share_unfinished": [0.02] * 30})
    for threshold, held in ((0.5, False), (0.01, True)):
        found = compare(base, other, wait_mean=threshold)["wait_mean"]
        assert found.held_back == held
        assert found.verdict is (Verdict.UNKNOWN if held else Verdict.SAME)


def test_nor_while_the_unfinished_differ() -> None:
    few = 0.004 + 0.0001 * DAYS
    base = sample({"wait_mean": 9 + DAYS, "share_unfinished": few})
    more = sample({"wait_mean": DAYS + LUCK, "share_unfinished": few + 0.002 + 0.0001 * LUCK})
    alike = sample({"wait_mean": DAYS + LUCK, "share_unfinished": few + 0.0001 * DAYS[::-1]})
    assert compare(base, more, wait_mean=0.5)["wait_mean"].verdict is Verdict.UNKNOWN
    assert compare(base, alike, wait_mean=0.5)["wait_mean"].verdict is Verdict.BETTER


def test_groups_are_exploratory() -> None:
    key = ("persona", "hurried", "misery_mean")
    base = sample({"misery_mean": DAYS}, {key: DAYS})
    other = sample({"misery_mean": DAYS}, {key: 0.3 + DAYS + LUCK})
    (found,) = groups({"a": base, "b": other}, "a")
    assert (found.by, found.group, found.measure, found.variant) == (*key, "b")
    assert found.difference == pytest.approx(0.3 + LUCK.mean())
    assert found.worse


def test_a_sample_gives_its_series() -> None:
    found = sample({"wait_mean": [1.0, math.nan, 3.0]})
    assert found.series(Label("variant", "", "wait_mean")) == (1.0, None, 3.0)
    assert found.ratio("wait_mean") == 2.0
    assert len(found) == 3
