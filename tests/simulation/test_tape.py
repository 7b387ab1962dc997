"""The tape: a value depends on its key alone, and is as random as it says."""

from __future__ import annotations

from itertools import combinations
from typing import TypeAlias

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from blueprint_sim.errors import ScenarioError
from blueprint_sim.model.law_forms import law
from blueprint_sim.model.laws import Law
from blueprint_sim.simulation.program import By, Customers, Program, Slot
from blueprint_sim.simulation.tape import BLOCK, Blocks, Luck, SeededTape, ticks
from tests.oracles.specs import StepSpec, TeamSpec, always, ints, people
from tests.oracles.table_builder import TableBuilder

SEED = 2012
DOUBT = 1e-3
"""Chance that a test of theory refuses what is right, had the seed been another."""
MANY = 30 * BLOCK
Column: TypeAlias = NDArray[np.float64]
WORK = Slot("takes", "", "help", law("about 4 min"))
CHANCE = Slot("resolves", "", "help")
SLOTS = (WORK, CHANCE, Slot("takes", "", "help", law("random 3 min")), Slot("resolves", "", "ask"))


def a_program(*slots: Slot) -> Program:
    """Give a program of which only the slots matter."""
    steps = [StepSpec(by=always(By.NOBODY))]
    return TableBuilder().program(steps, [TeamSpec()])._replace(slots=slots)


def a_tape(
    *slots: Slot, customers: Customers | int = 10, seed: int = SEED, replication: int = 0
) -> SeededTape:
    if isinstance(customers, int):
        customers = people(range(customers))
    return SeededTape(a_program(*slots), Blocks(Luck(seed, replication), customers))


def who(*keys: tuple[int, int]) -> Customers:
    """Give customers by the keys of their luck: layer, and index in it."""
    return people(range(len(keys)))._replace(
        layer=ints(layer for layer, _ in keys), index=ints(index for _, index in keys)
    )


class TestKeys:
    """A value depends on seed, replication, purpose, detail, step, visit and customer alone."""

    @given(st.permutations([(slot, v, c) for slot in range(4) for v in (0, 1, 7) for c in (0, 9)]))
    def test_the_order_of_asking_does_not_matter(self, asked: list[tuple[int, int, int]]) -> None:
        def answers(keys: list[tuple[int, int, int]]) -> dict[tuple[int, int, int], float]:
            tape = a_tape(*SLOTS)
            return {
                key: (tape.share if SLOTS[key[0]].law is None else tape.duration)(*key)
                for key in keys
            }

        assert answers(asked) == answers(sorted(asked))

    @pytest.mark.parametrize("visit", [0, 3])
    def test_other_slots_and_variants_do_not_matter(self, visit: int) -> None:
        blocks = Blocks(Luck(SEED, 0), people(range(10)))
        one = SeededTape(a_program(CHANCE), blocks)
        other = SeededTape(a_program(*reversed(SLOTS)), blocks)
        alone = a_tape(CHANCE)
        for customer in range(10):
            expected = alone.share(0, visit, customer)
            assert one.share(0, visit, customer) == expected
            assert other.share(SLOTS[::-1].index(CHANCE), visit, customer) == expected

    @pytest.mark.parametrize("visit", [0, 3])
    def test_other_customers_do_not_matter(self, visit: int) -> None:
        keys = [(0, 5), (3, 2_000), (3, 7), (0, BLOCK), (2**20, 0)]
        crowd = a_tape(CHANCE, customers=who(*keys))
        for number, key in enumerate(keys):
            alone = a_tape(CHANCE, customers=who(key))
            assert alone.share(0, visit, 0) == crowd.share(0, visit, number)

    @pytest.mark.parametrize("visit", [0, 3])
    def test_laws_share_the_luck_of_their_use(self, visit: int) -> None:
        fast, slow = law("random 3 min"), law("random 6 min")
        slots = (Slot("takes", "", "help", fast), Slot("takes", "", "help", slow))
        tape = a_tape(*slots)
        for customer in range(10):
            double = tape.duration(1, visit, customer)
            assert double == pytest.approx(2 * tape.duration(0, visit, customer), abs=2)

    def test_whatever_the_key_differs_in_the_luck_is_another(self) -> None:
        base = Slot("happens", "pitch", "help")
        slots = [
            base,
            base._replace(purpose="understood"),
            base._replace(detail="rude"),
            base._replace(step="ask"),
            # Names run together would be the same; names are hashed one by one.
            Slot("happens", "pitchhelp", ""),
        ]
        seen = [
            a_tape(slot, customers=who((layer, index)), seed=seed, replication=again).share(0, v, 0)
            for slot in slots
            for layer, index in [(0, 0), (0, 1), (0, BLOCK), (1, 0)]
            for seed, again, v in [(1, 0, 0), (2, 0, 0), (1, 1, 0), (1, 0, 1), (1, 0, 2)]
        ]
        assert len(set(seen)) == len(seen) == 100

    def test_golden_values(self) -> None:
        """They change only if keys do, and then every published result does."""
        tape = a_tape(*SLOTS, Slot("understood", "wish", "ask"), customers=who((0, 0), (6, 4_321)))
        shares = [tape.share(1, 0, 0), tape.share(1, 2, 1), tape.share(4, 0, 1)]
        assert shares == [0.6650602100662777, 0.8523422430832518, 0.739852326990902]
        # A library of special functions may differ in the last bits of a quantile.
        durations = [tape.duration(0, 0, 0), tape.duration(0, 2, 1), tape.duration(2, 0, 1)]
        assert durations == pytest.approx([35_919_519, 374_023_707, 263_484_022], abs=1)

    def test_keys_are_of_one_length_in_words_of_32_bits(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        keys: list[tuple[int, ...]] = []

        def remember(seed: int, spawn_key: tuple[int, ...]) -> np.random.SeedSequence:
            keys.append(spawn_key)
            return sequence(seed, spawn_key=spawn_key)

        sequence = np.random.SeedSequence
        monkeypatch.setattr(np.random, "SeedSequence", remember)
        carried = Slot("carries", "menu/wish")
        tape = a_tape(carried, customers=who((2**20, 2**40 - 1)), replication=2**32 - 1)
        for visit in (0, 1, 2**31, (2**16 - 1) << 16 | (2**16 - 1)):
            tape.share(0, visit, 0)
        assert {len(key) for key in keys} == {10}
        assert max(word for key in keys for word in key) == 2**32 - 1
        assert len(set(keys)) == 4


class TestDurations:
    """The law's inverse distribution function, and one rounding to microseconds."""

    @pytest.mark.parametrize(
        "written",
        [
            "4 min",
            "random 4 min",
            "3 to 8 min",
            "about 4 min",
            {"erlang": {"k": "3", "mean": "1 h"}},
        ],
    )
    @pytest.mark.parametrize("visit", [0, 5])
    def test_is_the_rounded_quantile_of_the_share(self, written: object, visit: int) -> None:
        of = law(written)
        number = 50
        durations = a_tape(CHANCE._replace(law=of), customers=number)
        shares = a_tape(CHANCE, customers=number)
        u = np.array([shares.share(0, visit, customer) for customer in range(number)])
        expected = np.floor(of.quantile(u) * 1e6 + 0.5)
        got = [durations.duration(0, visit, customer) for customer in range(number)]
        assert got == expected.astype(int).tolist()
        assert all(type(duration) is int for duration in got)

    def test_halves_round_up(self) -> None:
        seconds = np.array([0.0, 4e-7, 5e-7, 1.5e-6, 2.5e-6, 60.0])
        assert ticks(seconds).tolist() == [0, 0, 1, 2, 3, 60_000_000]

    def test_the_longest_are_cut_and_stay_whole_numbers(self) -> None:
        assert ticks(np.array([1e300, np.inf])).tolist() == [2**61, 2**61]

    def test_a_given_law_gives_the_kth_customer_the_kth_value(self) -> None:
        of = Law("given", (60.0, 0.0000025, 7.25), "calls.csv")
        tape = a_tape(CHANCE, Slot("takes", "", "help", of), customers=who((5, 9), (0, 1), (2, 2)))
        for visit in (0, 1, 0):
            values = [tape.duration(1, visit, customer) for customer in range(3)]
            assert values == [60_000_000, 3, 7_250_000]

    @pytest.mark.parametrize("visit", [0, 1])
    def test_too_few_given_values_are_the_authors_problem(self, visit: int) -> None:
        tape = a_tape(Slot("takes", "", "help", Law("given", (1.0, 2.0), "2 given values")))
        with pytest.raises(ScenarioError, match=r"'2 given values' gives 2 values, but customer 3"):
            tape.duration(0, visit, 2)


@pytest.fixture(scope="module")
def columns() -> list[Column]:
    """Draw the luck of 30,720 customers: by slots, replications, seeds and visits."""
    slots = [
        CHANCE,
        CHANCE._replace(step="ask"),
        Slot("happens", "pitch", "help"),
        Slot("happens", "rude", "help"),
    ]
    crowd = people(range(MANY))
    drawn = [Luck(SEED, 0).along(slot, crowd) for slot in slots]
    drawn += [Luck(SEED, again).along(CHANCE, crowd) for again in (1, 2)]
    drawn += [Luck(seed, 0).along(CHANCE, crowd) for seed in (1, SEED + 1)]
    for visit in (1, 2, 1 << 16, 1 << 16 | 1):
        blocks = [Luck(SEED, 0).uniforms(CHANCE, visit, 0, b) for b in range(MANY // BLOCK)]
        drawn.append(np.concatenate(blocks))
    return drawn


class TestChance:
    """Uniform, and independent of every other key."""

    def test_uniform(self, columns: list[Column]) -> None:
        found = [stats.kstest(column, "uniform").pvalue for column in columns]
        assert min(found) > DOUBT / len(columns)

    def test_within_0_and_1(self, columns: list[Column]) -> None:
        assert all(column.min() >= 0 and column.max() < 1 for column in columns)

    def test_keys_are_independent(self, columns: list[Column]) -> None:
        # sqrt(n) r is standard normal for independent uniforms.
        pairs = list(combinations(range(len(columns)), 2))
        bound = stats.norm.isf(DOUBT / (2 * len(pairs))) / np.sqrt(MANY)
        r = np.atleast_2d(np.corrcoef(columns))
        assert max(abs(r[pair]) for pair in pairs) < bound < 0.03

    def test_neighbours_are_independent(self, columns: list[Column]) -> None:
        lags = [(column, lag) for column in columns for lag in (1, 2, BLOCK)]
        bound = stats.norm.isf(DOUBT / (2 * len(lags)))
        for column, lag in lags:
            r = np.corrcoef(column[:-lag], column[lag:])[0, 1]
            assert abs(r) * np.sqrt(MANY - lag) < bound

    def test_pairs_fill_the_square(self, columns: list[Column]) -> None:
        cells = np.histogram2d(columns[0], columns[1], bins=20, range=[[0, 1], [0, 1]])[0]
        assert stats.chisquare(cells.ravel()).pvalue > DOUBT
