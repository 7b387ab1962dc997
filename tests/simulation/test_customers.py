"""The customers: who comes, when and why; the same people whatever else changes."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from blueprint_sim.errors import ScenarioError
from blueprint_sim.format.load import loads
from blueprint_sim.model.run import WEEKDAYS
from blueprint_sim.simulation import arrivals as when
from blueprint_sim.simulation.arrivals import day_factors
from blueprint_sim.simulation.customers import population
from blueprint_sim.simulation.program import TICKS_PER_DAY, TICKS_PER_HOUR, Customers
from blueprint_sim.simulation.tape import Luck
from blueprint_sim.studies.run import prepare
from tests.simulation import hand_made

DOUBT = 1e-3
"""Chance that a test of theory refuses what is right, had the seed been another."""
HOUR = TICKS_PER_HOUR


class Town:
    """Where customers come from: the demand of a small scenario."""

    def __init__(
        self,
        arrivals: str = "60 per hour",
        *,
        reasons: str = "",
        personas: str = "",
        length: str = "8 h",
        days: int = 1,
        more: str = "",
    ) -> None:
        text = f"""
            scenario: Town
            run: {{length: {length}, days: {days}{more}}}
            demand: {{arrivals: {arrivals}{f", reasons: {reasons}" if reasons else ""}}}
            {f"personas: {personas}" if personas else "about: Nobody in particular."}
            variants: {{a: {{steps: {{talk: {{takes: 1 min}}}}}}}}
        """
        scenario = loads(text)
        self.study = prepare(scenario, scenario.variants, seed=0)

    def people(self, seed: int = 7, replication: int = 0) -> Customers:
        study = self.study
        calendar = study.programs[0].calendar
        return population(study.demand, study.personas, calendar, seed, replication)


def keys(customers: Customers) -> dict[tuple[int, int], tuple[int, int, int]]:
    """Give when and why everyone comes, and as whom, by the key of their luck."""
    columns = [column.tolist() for column in customers]
    found = {
        (layer, index): (arrival, reason, persona)
        for arrival, reason, persona, layer, index in zip(*columns, strict=True)
    }
    assert len(found) == len(customers.arrival)
    return found


def hourly(*rates: float) -> str:
    return f"{{per_hour: [{', '.join(map(str, rates))}], every: 2 h}}"


Mixed = partial(
    Town,
    reasons="{cancel: {share: 25%}, other: {share: 75%}}",
    personas="{calm: {share: 60%}, hurried: {share: 40%}}",
)
"""A town with reasons and personas."""


class TestTheSamePeople:
    """A change of demand adds people or leaves them out; everybody else stays as they are."""

    @given(st.floats(0.2, 90), st.floats(0.2, 90), st.integers(0, 3))
    def test_a_lower_rate_is_a_subset(self, one: float, other: float, replication: int) -> None:
        low, high = sorted((one, other))
        fewer = keys(Mixed(f"{low:.3f} per hour").people(replication=replication))
        more = keys(Mixed(f"{high:.3f} per hour").people(replication=replication))
        assert fewer.items() <= more.items()

    @given(st.lists(st.tuples(st.floats(0, 60), st.floats(0, 60)), min_size=4, max_size=4))
    def test_a_profile_below_another_is_a_subset(self, rates: list[tuple[float, float]]) -> None:
        low, high = (hourly(*(round(choose(pair), 2) for pair in rates)) for choose in (min, max))
        fewer, more = keys(Town(low).people()), keys(Town(high).people())
        assert fewer.items() <= more.items()

    def test_a_flat_profile_is_a_rate(self) -> None:
        assert keys(Town(hourly(33, 33, 33, 33)).people()) == keys(Town("33 per hour").people())

    def test_a_longer_day_begins_as_a_shorter_one(self) -> None:
        short, long = (keys(Mixed(length=length).people()) for length in ("3 h", "8 h"))
        assert short == {key: one for key, one in long.items() if one[0] < 3 * HOUR}

    def test_more_days_begin_as_fewer(self) -> None:
        two, five = (keys(Mixed(days=days).people()) for days in (2, 5))
        assert two == {key: one for key, one in five.items() if one[0] < 2 * TICKS_PER_DAY}

    def test_a_new_reason_takes_its_own_share_only(self) -> None:
        before = keys(Town(reasons="{a: {share: 50%}, b: {share: 50%}}").people())
        with_c = "{a: {share: 50%}, b: {share: 40%}, c: {share: 10%}}"
        after = keys(Town(reasons=with_c).people())
        assert [one[0] for one in before.values()] == [one[0] for one in after.values()]
        moves = {(before[key][1], after[key][1]) for key in before}
        assert moves == {(0, 0), (1, 1), (1, 2)}

    def test_personas_and_reasons_leave_arrivals_alone(self) -> None:
        plain, rich = Town().people(), Mixed().people()
        assert plain.arrival.tolist() == rich.arrival.tolist()
        assert plain.index.tolist() == rich.index.tolist()

    def test_the_order_of_keys_does_not_matter(self) -> None:
        other = Mixed(
            reasons="{other: {share: 75%}, cancel: {share: 25%}}",
            personas="{hurried: {share: 40%}, calm: {share: 60%}}",
        )
        assert keys(Mixed().people()) == keys(other.people())

    @pytest.mark.parametrize("change", [{"seed": 8}, {"replication": 1}])
    def test_another_replication_has_other_people(self, change: dict[str, int]) -> None:
        town = Town()
        assert not set(town.people().arrival) & set(town.people(**change).arrival)

    def test_every_variant_meets_the_same(self) -> None:
        scenario = loads(
            """
            scenario: Two ways
            run: {length: 2 h}
            demand:
              arrivals: 60 per hour
              reasons: {cancel: {share: 25%}, other: {share: 75%}}
            personas: {calm: {share: 60%}, hurried: {share: 40%, patience: random 1 min}}
            variants:
              slow: {teams: {staff: {size: 1}}, steps: {talk: {by: staff, takes: about 3 min}}}
              fast: {like: slow, steps: {talk: {takes: 5 s}}, teams: {staff: {size: 4}}}
            """
        )
        slow, fast = (record.log for record in prepare(scenario, scenario.variants, 3).records(0))
        assert slow.visits.tobytes() != fast.visits.tobytes()
        for column in ("customer", "arrived", "reason", "persona"):
            assert slow.customers[column].tolist() == fast.customers[column].tolist()


class TestArrivals:
    """A Poisson process of the rate that is written."""

    def test_counts_are_poisson(self) -> None:
        town, runs = Town("37 per hour"), 1_000
        people = [town.people(replication=again) for again in range(runs)]
        counts = np.array([len(each.arrival) for each in people])
        mean = 37 * 8
        off = stats.norm.isf(DOUBT / 2) * np.sqrt(mean / runs)
        assert abs(counts.mean() - mean) < off < 0.01 * mean
        # The index of dispersion: for Poisson counts, chi-square of one degree less than runs.
        dispersion = ((counts - counts.mean()) ** 2).sum() / counts.mean()
        low, high = (stats.chi2.ppf(q, runs - 1) for q in (DOUBT / 2, 1 - DOUBT / 2))
        assert low < dispersion < high
        assert 0.8 < low / runs < high / runs < 1.2

    @pytest.mark.parametrize("rate", [0.7, 5, 130])
    def test_gaps_are_exponential(self, rate: float) -> None:
        town = Town(f"{rate} per hour", length="20000 h" if rate < 1 else "2000 h")
        gaps = np.diff(town.people().arrival) / HOUR
        assert len(gaps) > 9_000
        assert stats.kstest(gaps, "expon", args=(0, 1 / rate)).pvalue > DOUBT

    def test_gaps_are_independent(self) -> None:
        gaps = np.diff(Town("100 per hour", length="500 h").people().arrival)
        r = np.corrcoef(gaps[:-1], gaps[1:])[0, 1]
        assert abs(r) * np.sqrt(len(gaps)) < stats.norm.isf(DOUBT / 2)

    def test_the_profile_is_followed(self) -> None:
        rates = [4, 60, 0, 33]
        town, runs = Town(hourly(*rates)), 200
        arrivals = np.concatenate([town.people(replication=r).arrival for r in range(runs)])
        stretch, within = np.divmod(arrivals, 2 * HOUR)
        counts = np.bincount(stretch, minlength=4)
        assert counts[2] == 0
        expected = np.array(rates) * 2.0 * runs
        chi2 = ((counts - expected) ** 2 / np.where(expected, expected, 1)).sum()
        assert stats.chi2.sf(chi2, 3) > DOUBT
        for number in (0, 1, 3):
            spread = within[stretch == number] / (2 * HOUR)
            assert stats.kstest(spread, "uniform").pvalue > DOUBT / 3

    def test_a_stretch_lasts_to_the_nearest_tick(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """8.2 min are 491.99999999999994 s in floating point, and 492,000,000 ticks."""
        gaps = [hand_made.after(8.2 - 1 / 60e6, 60), hand_made.after(1 / 60e6, 60)]
        written = {("arrival gap", 0): gaps, ("arrival level", 0): [0.5, 0.5]}
        hand_made.write(monkeypatch, written)
        people = Town("{per_hour: [1, 0], every: 8.2 min}", length="16.4 min").people()
        assert people.arrival.tolist() == [491_999_999]

    def test_no_rate_no_customers(self) -> None:
        assert len(Mixed("0 per hour").people().arrival) == 0

    def test_in_order_and_within_the_hours_of_opening(self) -> None:
        people = Town("90 per hour", days=6, length="5 h").people()
        assert (np.diff(people.arrival) >= 0).all()
        day, within = np.divmod(people.arrival, TICKS_PER_DAY)
        assert sorted(set(day.tolist())) == list(range(6))
        assert within.min() >= 0
        assert within.max() < 5 * HOUR

    def test_each_layer_is_numbered_as_time_goes_by(self) -> None:
        people = Town("500 per hour", length="48 h").people()
        for layer in range(10):
            index = people.index[people.layer == layer]
            assert (np.diff(index) > 0).all()
        # Layers 1, 1, 2, 4, ... 256 an hour wide; of the last, 244 an hour come.
        assert np.unique(people.layer).tolist() == list(range(10))

    def test_golden_keys(self) -> None:
        """They change only if the field does, and then every published result does."""
        people = Town("30 per hour").people(seed=2012)
        assert people.layer[-3:].tolist() == [2, 5, 3]
        assert people.index[-3:].tolist() == [19, 131, 36]
        # A library may differ in the last bit of a logarithm.
        last = people.arrival[-3:].tolist()
        assert last == pytest.approx([28_683_365_348, 28_692_010_905, 28_783_503_591], abs=1)

    def test_ties_stand_in_the_order_of_their_keys(self) -> None:
        # So many come that the microseconds do not suffice for all.
        people = Town("60000000 per hour", length="4 s").people()
        columns = (people.arrival, people.layer, people.index)
        places = list(zip(*(column.tolist() for column in columns), strict=True))
        assert len({arrival for arrival, _, _ in places}) < len(places)
        assert all(one < other for one, other in pairwise(places))


class TestDayToDay:
    """Each day has a factor of its own, of mean 1; within a day it is a Poisson process."""

    @pytest.mark.parametrize("cv", [0.05, 0.3, 1])
    def test_factors_are_gamma_with_a_mean_of_one(self, cv: float) -> None:
        factors = day_factors(cv, 30_000, Luck(7, 0))
        assert stats.kstest(factors, "gamma", args=(cv**-2, 0, cv**2)).pvalue > DOUBT / 3
        off = stats.norm.isf(DOUBT / 2) * cv / np.sqrt(len(factors))
        assert abs(factors.mean() - 1) < off < 0.02
        assert factors.std() == pytest.approx(cv, rel=0.05)

    def test_a_factor_depends_on_the_day_alone(self) -> None:
        week, year = (day_factors(0.2, days, Luck(7, 0)) for days in (7, 2_000))
        assert week.tolist() == year[:7].tolist()
        assert not set(week) & set(day_factors(0.2, 7, Luck(7, 1)))

    def test_no_spread_is_no_factor(self) -> None:
        steady = Town("{per_hour: 33, day_to_day: 0%}", days=5).people()
        assert keys(steady) == keys(Town("33 per hour", days=5).people())

    def test_counts_vary_by_chance_and_by_day(self) -> None:
        mean, cv, days, runs = 50 * 8.0, 0.2, 50, 40
        town = Town("{per_hour: 50, day_to_day: 20%}", days=days)
        people = [town.people(replication=again).arrival for again in range(runs)]
        counts = np.concatenate([np.bincount(at // TICKS_PER_DAY, minlength=days) for at in people])
        variance = mean + (cv * mean) ** 2
        off = stats.norm.isf(DOUBT / 4) * np.sqrt(variance / len(counts))
        assert abs(counts.mean() - mean) < off < 0.02 * mean
        # A gamma mixture of Poisson counts is negative binomial.
        shape = cv**-2
        law = stats.nbinom(shape, shape / (shape + mean))
        assert law.var() == pytest.approx(variance)
        spread = (law.stats("k") + 2) * variance**2 / len(counts)
        off = stats.norm.isf(DOUBT / 4) * np.sqrt(spread)
        assert abs(counts.var(ddof=1) - variance) < off < 0.15 * variance

    def test_days_are_independent_and_hours_of_a_day_move_together(self) -> None:
        town = Town("{per_hour: 200, day_to_day: 30%}", days=1_000, length="2 h")
        at = town.people().arrival
        hour = np.bincount(at // TICKS_PER_DAY * 2 + at % TICKS_PER_DAY // HOUR, minlength=2_000)
        first, second = hour.reshape(-1, 2).T
        # Var = m + (cv m)^2, of which the second part is shared by both hours of a day.
        shared = (0.3 * 200) ** 2 / (200 + (0.3 * 200) ** 2)
        assert np.corrcoef(first, second)[0, 1] == pytest.approx(shared, abs=0.03)
        yesterday = np.corrcoef(second[:-1], first[1:])[0, 1]
        assert abs(yesterday) * np.sqrt(999) < stats.norm.isf(DOUBT / 2)

    @given(st.floats(0.2, 90), st.floats(0.2, 90), st.integers(0, 100), st.integers(0, 3))
    def test_a_lower_rate_is_a_subset(self, a: float, b: float, cv: int, again: int) -> None:
        low, high = sorted((a, b))
        fewer, more = (
            keys(
                Mixed(f"{{per_hour: {rate:.3f}, day_to_day: {cv}%}}", days=3).people(
                    replication=again
                )
            )
            for rate in (low, high)
        )
        assert fewer.items() <= more.items()

    def test_a_busy_day_has_the_people_of_a_quiet_one_and_more(self) -> None:
        plain = Town("40 per hour", days=30).people()
        varied = Town("{per_hour: 40, day_to_day: 40%}", days=30).people()
        factors = day_factors(0.4, 30, Luck(7, 0))
        for day, factor in enumerate(factors):
            here = [set(_of_day(people, day)) for people in (plain, varied)]
            assert here[0] <= here[1] if factor >= 1 else here[1] <= here[0]
        assert min(factors) < 0.6 < 1.4 < max(factors)

    def test_the_same_bytes(self) -> None:
        town = Mixed("{per_hour: 40, day_to_day: 25%}", days=4)
        again = Mixed("{per_hour: 40, day_to_day: 25%}", days=4)
        assert [c.tobytes() for c in town.people()] == [c.tobytes() for c in again.people()]


class TestWeekdays:
    """Each day has the rates of the weekday on which it opens."""

    def test_each_day_has_its_own_rates(self) -> None:
        written = "{monday: 90 per hour, saturday: 0 per hour, weekend: 30 per hour, "
        town = Town(written + f"otherwise: {hourly(4, 60, 0, 33)}}}", days=7)
        runs = 100
        at = np.concatenate([town.people(replication=again).arrival for again in range(runs)])
        day, within = np.divmod(at, TICKS_PER_DAY)
        counts = np.bincount(day * 4 + within // (2 * HOUR), minlength=28).reshape(7, 4)
        shape = [4.0, 60, 0, 33]
        rates = np.array([[90.0] * 4, shape, shape, shape, shape, [0.0] * 4, [30.0] * 4])
        expected = rates * 2 * runs
        chi2 = ((counts - expected) ** 2 / np.where(expected, expected, 1)).sum()
        assert counts[expected == 0].sum() == 0
        assert stats.chi2.sf(chi2, np.count_nonzero(expected)) > DOUBT

    @given(st.sampled_from(WEEKDAYS), st.integers(1, 9))
    def test_a_day_has_the_people_that_its_rate_would_bring(self, first: str, days: int) -> None:
        week = "{" + ", ".join(f"{day}: {9 * i} per hour" for i, day in enumerate(WEEKDAYS)) + "}"
        people = Town(week, days=days, more=f", first_day: {first}").people()
        for day in range(days):
            rate = 9 * ((WEEKDAYS.index(first) + day) % 7)
            alone = Town(f"{rate} per hour", days=days).people()
            assert _of_day(people, day) == _of_day(alone, day)

    def test_a_day_across_midnight_keeps_the_rates_of_its_opening(self) -> None:
        night = "{monday: 20 per hour, otherwise: 0 per hour}"
        people = Town(night, days=2, more=', opens: "20:00"').people()
        hour = people.arrival // HOUR
        assert set(hour.tolist()) == set(range(8))

    def test_one_rate_for_every_day_is_a_rate(self) -> None:
        assert keys(Town("{otherwise: 33 per hour}", days=3).people()) == keys(
            Town("33 per hour", days=3).people()
        )

    def test_quieter_days_are_a_subset(self) -> None:
        calm = "{weekdays: 30 per hour, weekend: 10 per hour, day_to_day: 20%}"
        busy = "{friday: 80 per hour, otherwise: 30 per hour, day_to_day: 20%}"
        fewer, more = (keys(Mixed(week, days=14).people()) for week in (calm, busy))
        assert fewer.items() < more.items()


class TestBatches:
    """So many at each arrival, each with luck of their own."""

    def test_each_arrival_brings_as_many(self) -> None:
        alone, three = Town("20 per hour").people(), Town("{per_hour: 20, batch: 3}").people()
        assert three.arrival.tolist() == np.repeat(alone.arrival, 3).tolist()
        assert keys(alone).items() <= keys(three).items()

    def test_sizes_have_their_shares(self) -> None:
        town = Town("{per_hour: 100, batch: {1: 60%, 2: 10%, 5: 30%}}", length="300 h")
        sizes = np.unique(town.people().arrival, return_counts=True)[1]
        counts = [int((sizes == size).sum()) for size in (1, 2, 5)]
        assert sum(counts) == len(sizes)
        expected = np.array([0.6, 0.1, 0.3]) * len(sizes)
        assert stats.chisquare(counts, expected).pvalue > DOUBT
        assert stats.pearsonr(sizes[1:], sizes[:-1]).pvalue > DOUBT

    def test_counts_are_compound_poisson(self) -> None:
        town, runs = Town("{per_hour: 10, batch: {1: 70%, 4: 30%}}"), 1_000
        counts = np.array([len(town.people(replication=r).arrival) for r in range(runs)])
        mean, variance = 80 * 1.9, 80 * (0.7 + 16 * 0.3)
        off = stats.norm.isf(DOUBT / 2) * np.sqrt(variance / runs)
        assert abs(counts.mean() - mean) < off < 0.02 * mean
        assert counts.var(ddof=1) == pytest.approx(variance, rel=0.2)

    @given(st.integers(1, 6), st.integers(0, 100), st.integers(0, 100), st.integers(0, 3))
    def test_more_together_is_a_superset(self, size: int, a: int, b: int, again: int) -> None:
        few, many = sorted((a, b))
        fewer, more = (
            keys(
                Mixed(
                    f"{{per_hour: 12, batch: {{{size}: {100 - part}%, {size + 3}: {part}%}}}}"
                ).people(replication=again)
            )
            for part in (few, many)
        )
        assert fewer.items() <= more.items()

    @given(st.floats(0.2, 40), st.floats(0.2, 40))
    def test_a_lower_rate_is_a_subset(self, one: float, other: float) -> None:
        written = "{{per_hour: {:.3f}, batch: {{1: 50%, 3: 50%}}, day_to_day: 20%}}"
        low, high = sorted((one, other))
        fewer, more = (keys(Mixed(written.format(rate)).people()) for rate in (low, high))
        assert fewer.items() <= more.items()

    def test_those_who_come_together_differ(self) -> None:
        people = Mixed("{per_hour: 60, batch: 2}", length="200 h").people()
        pairs = people.persona.reshape(-1, 2)
        assert len(pairs) > 10_000
        r = np.corrcoef(pairs.T)[0, 1]
        assert abs(r) * np.sqrt(len(pairs)) < stats.norm.isf(DOUBT / 2)

    def test_one_at_a_time_is_no_batch(self) -> None:
        alone = Mixed("{per_hour: 33, batch: 1}").people()
        assert [c.tobytes() for c in alone] == [c.tobytes() for c in Mixed("33 per hour").people()]


class TestGaps:
    """A renewal process on the time of opening: the k-th customer has the k-th gap."""

    def test_constant_gaps_are_laid_end_to_end(self) -> None:
        people = Town("{gap: 50 min}", days=3, length="2 h").people()
        # At 50, 100, ... minutes of opening, of which there are 120 a day.
        minutes = [50, 100, 1440 + 30, 1440 + 80, 2880 + 10, 2880 + 60, 2880 + 110]
        assert (people.arrival * 60 // HOUR).tolist() == minutes
        assert people.index.tolist() == list(range(7))

    def test_a_gap_that_ends_as_it_closes_brings_the_next_day(self) -> None:
        people = Town("{gap: 1 h}", days=2, length="2 h").people()
        assert (people.arrival // HOUR).tolist() == [1, 24, 25]

    def test_nobody_comes_after_gaps_too_long_to_add_up(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # With luck like this a block of gaps takes a hundred thousand million years: more than
        # 2**63 ticks.
        hand_made.write(monkeypatch, {})
        assert len(Town("{gap: random 36500 days}").people().arrival) == 0

    @pytest.mark.parametrize(
        ("written", "law", "parameters"),
        [
            ("random 1 min", "expon", (0, 60)),
            ("{gamma: {mean: 1 min, sd: 30 s}}", "gamma", (4, 0, 15)),
            ("30 s to 90 s", "uniform", (30, 60)),
        ],
    )
    def test_gaps_have_their_law(self, written: str, law: str, parameters: tuple[int]) -> None:
        town = Town(f"{{gap: {written}}}", length="500 h")
        gaps = np.diff(town.people().arrival, prepend=0) / 1e6
        assert len(gaps) > 29_000
        assert stats.kstest(gaps, law, args=parameters).pvalue > DOUBT / 3
        r = np.corrcoef(gaps[:-1], gaps[1:])[0, 1]
        assert abs(r) * np.sqrt(len(gaps)) < stats.norm.isf(DOUBT / 2)

    def test_regular_gaps_make_steady_counts(self) -> None:
        town, runs = Town("{gap: {erlang: {k: 4, mean: 1 min}}}", length="50 h"), 200
        counts = np.array([len(town.people(replication=again).arrival) for again in range(runs)])
        # In the long run, mean t / m and variance t cv^2 / m (Cox 1962, Renewal theory, 4).
        off = stats.norm.isf(DOUBT / 2) * np.sqrt(3000 / 4 / runs)
        assert abs(counts.mean() - 3000) < off + 1 < 0.01 * 3000
        low, high = (stats.chi2.ppf(q, runs - 1) / runs for q in (DOUBT / 2, 1 - DOUBT / 2))
        assert low < counts.var() / 750 < high

    def test_the_kth_is_the_kth_whatever_the_law(self) -> None:
        slow, fast = (keys(Mixed(f"{{gap: {gap}}}").people()) for gap in ("9 min", "about 5 min"))
        both = slow.keys() & fast.keys()
        assert len(both) == len(slow) > 50
        assert [slow[key][1:] for key in both] == [fast[key][1:] for key in both]

    @given(st.integers(1, 90), st.integers(1, 90), st.integers(0, 3))
    def test_a_longer_gap_brings_fewer(self, one: int, other: int, again: int) -> None:
        low, high = sorted((one, other))
        many, few = (
            Mixed(f"{{gap: random {mean} min}}").people(replication=again) for mean in (low, high)
        )
        assert len(few.arrival) <= len(many.arrival)
        assert few.persona.tolist() == many.persona[: len(few.arrival)].tolist()
        assert (few.arrival >= many.arrival[: len(few.arrival)]).all()

    def test_more_days_begin_as_fewer(self) -> None:
        two, five = (keys(Mixed("{gap: about 9 min}", days=days).people()) for days in (2, 5))
        assert two == {key: one for key, one in five.items() if one[0] < 2 * TICKS_PER_DAY}

    def test_those_without_a_gap_come_together(self) -> None:
        town = Town("{gap: {mixture: [{share: 75%, law: 0 s}, {share: 25%, law: random 8 min}]}}")
        people = town.people()
        sizes = np.unique(people.arrival, return_counts=True)[1]
        assert sizes.max() > 3
        assert len(keys(people)) == len(people.arrival)

    def test_batches_come_after_each_gap(self) -> None:
        alone, pairs = Town("{gap: 7 min}").people(), Town("{gap: 7 min, batch: 2}").people()
        assert pairs.arrival.tolist() == np.repeat(alone.arrival, 2).tolist()
        assert keys(alone).items() <= keys(pairs).items()

    def test_too_many_are_refused_even_if_few_are_expected(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(when, "MOST_CUSTOMERS", 5_000)
        rare = "{gap: {mixture: [{share: 99.99%, law: 0 s}, {share: 0.01%, law: 99 days}]}}"
        with pytest.raises(
            ScenarioError, match=r"demand\.arrivals\.gap: more than 5,000 customers"
        ):
            Town(rare).people()


def _of_day(people: Customers, day: int) -> list[tuple[int, int]]:
    here = people.arrival // TICKS_PER_DAY == day
    return list(zip(people.layer[here].tolist(), people.index[here].tolist(), strict=True))


class TestGivenTimes:
    """Times that the author gives."""

    def test_they_are_kept_and_rounded_once(self) -> None:
        people = Town("{times: [0 s, 0.0000005 s, 90 s, 90 s, 2 h]}").people()
        assert people.arrival.tolist() == [0, 1, 90_000_000, 90_000_000, 2 * HOUR]
        assert people.index.tolist() == [0, 1, 2, 3, 4]

    def test_whoever_comes_while_it_is_closed_is_not_let_in(self) -> None:
        open_at = [0, 1, 24, 26]
        times = [hour for hour in range(72) if hour in open_at or hour % 24 >= 3]
        written = ", ".join(f"{hour} h" for hour in times)
        people = Town(f"{{times: [{written}]}}", length="3 h", days=2).people()
        assert (people.arrival // HOUR).tolist() == open_at
        # Nobody takes the place of another in the list, nor what is given for it.
        assert [times[place] for place in people.index] == open_at

    def test_replications_differ_in_everything_else(self) -> None:
        town = Mixed("{times: [0 s, 1 h, 2 h, 3 h, 4 h, 5 h, 6 h, 7 h]}")
        first, second = town.people(), town.people(replication=1)
        assert first.arrival.tolist() == second.arrival.tolist()
        assert first.persona.tolist() != second.persona.tolist()


@pytest.fixture(scope="module")
def crowd() -> Customers:
    """Draw 30,000 customers of three reasons and three personas."""
    reasons = "{cancel: {share: 25%}, billing: {share: 45%}, other: {share: 30%}}"
    personas = "{calm: {share: 69%}, hurried: {share: 30%}, rare: {share: 1%}}"
    return Town("100 per hour", reasons=reasons, personas=personas, length="300 h").people()


class TestKinds:
    """Reasons and personas have their shares, independently of each other and of time."""

    @pytest.mark.parametrize(
        ("column", "shares"),
        [("reason", [0.45, 0.25, 0.3]), ("persona", [0.69, 0.3, 0.01])],
    )
    def test_shares(self, crowd: Customers, column: str, shares: list[float]) -> None:
        # In the order of the names: billing, cancel, other; calm, hurried, rare.
        kinds = getattr(crowd, column)
        expected = np.array(shares) * len(kinds)
        assert stats.chisquare(np.bincount(kinds, minlength=3), expected).pvalue > DOUBT / 2

    def test_independence(self, crowd: Customers) -> None:
        late = crowd.arrival > 150 * HOUR
        pairs: list[tuple[Any, Any]] = [
            (crowd.reason, crowd.persona),
            (crowd.reason, late),
            (crowd.persona, late),
        ]
        for one, other in pairs:
            table = np.histogram2d(one, other, bins=[range(4), range(int(other.max()) + 2)])[0]
            assert stats.chi2_contingency(table).pvalue > DOUBT / len(pairs)

    def test_one_kind_is_everybody(self) -> None:
        people = Town().people()
        assert not people.reason.any()
        assert not people.persona.any()

    def test_those_without_a_share_take_what_is_left(self) -> None:
        personas = Town(personas="{a: {share: 50%}, b: , c: }").study.personas
        assert personas == pytest.approx((0.5, 0.25, 0.25))
