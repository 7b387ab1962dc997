"""Ways, the emotion curve and single waits, put together over replications."""

from __future__ import annotations

import numpy as np
import pytest

from blueprint_sim.format.load import unchecked
from blueprint_sim.measures import Label, Picture, Readings, picture, read, waits
from blueprint_sim.measures.curve import Curve
from blueprint_sim.measures.origins import Origins
from blueprint_sim.measures.readings import labels
from blueprint_sim.measures.ways import Ways
from blueprint_sim.simulation.log import Moment
from blueprint_sim.studies import pictures
from blueprint_sim.studies.result import Estimate, MomentNumber, VariantResult, Way
from blueprint_sim.studies.run import prepare, run
from blueprint_sim.studies.sample import Sample
from tests.measures import by_hand
from tests.measures.by_hand import HELP, MENU
from tests.studies.test_run import SCENARIO

NAMES = by_hand.program().names
ENDING = len(NAMES.steps)
NO_WAYS = Ways(*(np.zeros((4, 0), dtype=np.int64)))
NO_ORIGINS = Origins(*np.zeros((5, 0)), idle=0.0, fixes=0.0, leaving=0.0)


def two_days() -> Sample:
    """One day of five customers by hand, and the same without the first three."""
    records = [by_hand.record(), by_hand.record(warm_up=52)]
    readings, taken = map(read, records), map(picture, records)
    return Sample(labels(by_hand.program()), readings, taken)


def curves(*taken: Curve) -> Sample:
    readings = [Readings(np.zeros(1), np.ones(1)) for _ in taken]
    return Sample(
        [Label("variant", "", "x")],
        readings,
        [Picture(NO_WAYS, each, NO_ORIGINS) for each in taken],
    )


def day(issues: int, reached: list[int], bands: list[float], felt: dict[int, int]) -> Curve:
    """Make the curve of a day; in each band the three quantiles are 1 apart."""
    band = np.array([[middle - 1, middle, middle + 1] for middle in bands])
    lived = reached[0] if reached else 0
    own = np.array([-1.0 * lived, 0.5 * lived, lived])
    where = np.array([*felt]), np.array([*felt.values()])
    return Curve(issues, np.array(reached), band, *where, own)


def at(number: int, step: int, kind: Moment) -> int:
    return ((number - 1) * (ENDING + 1) + step) * len(Moment) + kind


def test_ways_are_counted_per_issue_of_all_replications() -> None:
    found = pictures.ways(two_days(), NAMES)
    # Six contacts of five customers on one day, two of two on the other.
    assert found[:3] == (
        Way(None, None, "help", False, (5 + 2) / 7, 0, 0),
        Way(None, None, "menu", False, 1 / 7, 0, 0),
        Way("back", "served", "think", False, 1 / 7, 0, 0),
    )
    assert Way("help", "blocked", "blocked", True, 2 / 7, 0, 0) in found
    assert Way("help", "served", "back", False, 1 / 7, 1 / 7, 0) in found
    assert Way("menu", "served", "help", False, 1 / 7, 0, 1 / 7) in found
    assert Way("think", "served", "unresolved", True, 1 / 7, 0, 0) in found
    assert len(found) == 11


def test_the_curve_stops_where_fewer_than_a_quarter_go_on() -> None:
    one = day(10, [10, 3, 2], [0, 0, 0], {at(n, HELP, Moment.WORK): 4 for n in (1, 2, 3)})
    other = day(10, [10, 2, 2], [1, 2, 2], {at(n, HELP, Moment.WORK): 4 for n in (1, 2, 3)})
    assert pictures.curve(curves(one, other), NAMES) == (
        MomentNumber(1, 1.0, -0.5, 0.5, 1.5, "help", "work", 1.0),
        MomentNumber(2, 0.25, 0.0, 1.0, 2.0, "help", "work", 1.0),
    )


def test_own_peaks_and_ends_are_means_over_all_customers_who_had_a_moment() -> None:
    one, other = day(10, [10], [0], {}), day(10, [2], [0], {})
    later = other._replace(own=np.array([2.0, -2.0, 2]))
    assert pictures.own(curves(one, later)) == ((-10 + 2) / 12, (5 - 2) / 12)
    assert pictures.own(curves(day(0, [], [], {}))) == (None, None)


def test_the_first_moment_is_there_however_few_have_it() -> None:
    felt = {at(1, ENDING, Moment.ENDING): 1}
    (found,) = pictures.curve(curves(day(10, [1, 1], [0], felt), day(10, [], [], {})), NAMES)
    assert found == MomentNumber(1, 0.05, -1, 0, 1, None, "ending", 1.0)
    assert pictures.curve(curves(day(0, [], [], {})), NAMES) == ()


def test_the_place_is_the_most_frequent_over_all_days_and_the_first_by_name() -> None:
    menu, wait = at(1, MENU, Moment.WORK), at(1, HELP, Moment.WAIT)
    work, ending = at(1, HELP, Moment.WORK), at(1, ENDING, Moment.ENDING)
    one = day(9, [9], [0], {wait: 2, work: 1, menu: 4})
    other = day(9, [9], [0], {wait: 3, work: 4, ending: 2})
    (found,) = pictures.curve(curves(one, other), NAMES)
    assert (found.step, found.kind) == ("help", "wait")
    assert found.agree == pytest.approx(5 / 16)
    (alone,) = pictures.curve(curves(one), NAMES)
    assert (alone.step, alone.kind) == ("menu", "work")
    assert alone.agree == pytest.approx(4 / 7)


def test_single_waits_are_those_of_an_average_day() -> None:
    found = pictures.waits(two_days(), by_hand.program())
    # 0, 0, 3, 4, 10 and 60 minutes on one day; 60 on the other.
    assert len(found.quantiles) == 101
    assert [found.quantiles[percent] for percent in (0, 50, 100)] == pytest.approx([30, 31.75, 60])
    assert found.share_over.mean == pytest.approx((3 + 1) / (6 + 1))
    assert found.per_customer == 7 / (5 + 2)
    assert found.acceptable is None  # 4 minutes for some, 3.5 for others


def test_nobody_asked_for_a_person() -> None:
    record = by_hand.record(visits=[], customers=[], moments=[], contacts=[])
    sample = Sample(labels(record.program), [read(record)], [picture(record)])
    found = pictures.waits(sample, record.program)
    assert found.quantiles == ()
    assert found.share_over == Estimate(None, None, None, "share", "lower")
    assert pictures.ways(sample, NAMES) == ()


@pytest.fixture(scope="module")
def menu_first() -> VariantResult:
    bears = "experience.acceptable_wait=random 2 min"
    return run(unchecked(SCENARIO, [bears]), variants=["menu_first"]).variants["menu_first"]


def test_a_run_has_its_pictures(menu_first: VariantResult) -> None:
    ways = {(way.origin, way.how, way.target): way for way in menu_first.ways}
    measures, steps = menu_first.measures, menu_first.steps
    issues = measures["customers"].mean
    began, helped = ways[None, None, "menu"], ways["menu", "served", "help"]
    assert began.per_customer == pytest.approx(measures["contacts_mean"].mean) == 1
    assert helped.cold == pytest.approx(measures["handoffs_mean"].mean)
    assert steps["menu"]["visits"].mean == pytest.approx(issues)
    resolved = ways["help", "served", "resolved"]
    assert resolved.per_customer == pytest.approx(measures["share_resolved"].mean)
    gone = ways["help", "reneged", "abandoned"].per_customer
    assert gone == pytest.approx(measures["share_abandoned"].mean)
    assert steps["help"]["share_reneged"].mean == pytest.approx(gone)
    assert [point.number for point in menu_first.curve] == [1, 2, 3, 4, 5, 6]
    assert menu_first.curve[0] == MomentNumber(1, 1.0, 0.0, 0.0, 0.0, "menu", "question", 1.0)
    assert menu_first.waits.acceptable == pytest.approx(2)
    # Each waits for a person once.
    assert menu_first.waits.quantiles[90] == pytest.approx(measures["wait_p90"].mean)


BEHIND_THE_SCENES = """
scenario: A desk behind the counter
run: {length: 8 h, replications: 1, seed: 3}
demand: {arrivals: 30 per hour}
personas: {customer: {patience: random 10 min}}
experience: {acceptable_wait: 2 min}
variants:
  a:
    teams: {counter: {size: 2}, desk: {size: 1, lane: backstage}}
    steps:
      ask: {by: counter, takes: random 2 min, next: look_up}
      look_up: {by: desk, takes: random 1 min, next: tell}
      tell: {by: counter, takes: random 1 min}
"""


def test_single_waits_are_what_customers_judge() -> None:
    """Every wait longer than the acceptable one is a moment that feels bad, and no other is."""
    (record,) = prepare(unchecked(BEHIND_THE_SCENES), ["a"], 3).records(0)
    moments = record.log.moments
    felt = (moments["kind"] == Moment.WAIT) & (moments["valence"] < 0)
    found = waits.summary(record)
    assert found.over.x == felt.sum() > 20
    assert found.over.n > 2 * found.over.x
    single = waits.each(record).wait
    assert single.sum() == record.issues.wait.sum()
    assert set(moments["customer"][felt]) < set(moments["customer"])
