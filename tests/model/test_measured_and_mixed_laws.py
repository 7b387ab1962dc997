"""Laws of measured values, and laws mixed from others: their numbers and what is drawn of them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint_sim.model.base import Wrong
from blueprint_sim.model.checks.ways import no_time
from blueprint_sim.model.law_forms import law
from blueprint_sim.model.laws import Law

GRID = (np.arange(200_000) + 0.5) / 200_000
"""Uniform numbers that stand for all of them."""
SIMPLE = ("0 s", "30 s", "random 4 min", "3 to 8 min", "about 4 min", "about 1 s")

seconds = st.lists(st.integers(0, 600), min_size=1, max_size=40)


def measured(values: list[int]) -> Law:
    return law({"empirical": {"values": [f"{value} s" for value in values]}})


def mixed(*parts: tuple[int, Any]) -> Law:
    return law({"mixture": [{"share": f"{share}%", "law": one} for share, one in parts]})


@st.composite
def mixtures(draw: st.DrawFn) -> Law:
    cuts = sorted(draw(st.lists(st.integers(0, 100), max_size=3)))
    shares = np.diff([0, *cuts, 100]).tolist()
    return mixed(*((share, draw(st.sampled_from(SIMPLE))) for share in shares))


class TestEmpirical:
    """Any of the values, each as likely as any other."""

    @given(seconds, st.integers(0, 10_000))
    def test_value_k_of_n_in_order_of_size_has_the_kth_part_of_the_luck(
        self, values: list[int], step: int
    ) -> None:
        u = step / 10_001
        place = int(Fraction(u) * len(values))
        assert measured(values).drawn(np.array([u])).tolist() == [sorted(values)[place]]

    @given(seconds)
    def test_moments_are_those_of_the_values(self, values: list[int]) -> None:
        found = measured(values)
        assert found.mean == pytest.approx(np.mean(values))
        assert found.sd == pytest.approx(np.std(values), abs=1e-9)
        assert found.varies == (len(set(values)) > 1)

    @given(seconds, seconds)
    def test_the_share_below_is_counted(self, values: list[int], at: list[int]) -> None:
        expected = [sum(value <= x for value in values) / len(values) for x in at]
        assert measured(values).below(np.array(at, dtype=float)).tolist() == expected

    def test_the_order_of_the_values_does_not_matter(self) -> None:
        assert measured([3, 1, 2]) == measured([2, 3, 1])

    def test_luck_never_runs_past_the_last_value(self) -> None:
        values = list(range(3 * 2**20))
        of = Law("empirical", tuple(map(float, values)))
        assert of.drawn(np.array([0.0, np.nextafter(1, 0)])).tolist() == [0, len(values) - 1]

    def test_it_is_said_in_few_words(self) -> None:
        assert measured([60, 180]).written == "any of 2 values"


class TestMixture:
    """Several laws, each for a share."""

    @given(mixtures())
    def test_moments_are_those_of_what_is_drawn(self, of: Law) -> None:
        drawn = of.drawn(GRID)
        assert drawn.mean() == pytest.approx(of.mean, rel=1e-3)
        assert drawn.std() == pytest.approx(of.sd, rel=5e-3, abs=1e-9)

    @given(mixtures(), st.floats(0, 2000))
    def test_as_much_lies_below_as_is_drawn_there(self, of: Law, x: float) -> None:
        share = np.mean(of.drawn(GRID) <= x)
        assert of.below(np.array([x]))[0] == pytest.approx(share, abs=1e-4)

    @given(mixtures())
    def test_quantiles_are_what_is_drawn_in_order_of_size(self, of: Law) -> None:
        quantiles = of.quantile(GRID[::1000])
        assert (np.diff(quantiles) >= 0).all()
        at_or_below = of.below(quantiles)
        before = of.below(np.nextafter(quantiles, 0))
        assert (at_or_below >= GRID[::1000] - 1e-12).all()
        assert (before[quantiles > 0] <= GRID[::1000][quantiles > 0] + 1e-12).all()

    def test_a_quantile_at_a_value_that_many_share_is_that_value(self) -> None:
        of = mixed((25, "0 s"), (50, "30 s"), (25, "random 1 min"))
        quantiles = of.quantile(np.array([0.0, 0.1, 0.24, 0.5, 0.7]))
        assert quantiles.tolist() == [0, 0, 0, 30, 30]

    def test_the_luck_that_picks_a_part_goes_through_it(self) -> None:
        of = mixed((20, "1 to 2 min"), (80, "10 to 20 min"))
        drawn = of.drawn(np.array([0.0, 0.1, 0.2, 0.6, np.nextafter(1, 0)]))
        assert drawn == pytest.approx([60, 90, 600, 900, 1200])

    def test_a_part_keeps_its_luck_when_another_changes(self) -> None:
        one = mixed((20, "0 s"), (80, "about 4 min"))
        other = mixed((20, "random 5 min"), (80, "about 4 min"))
        same = GRID >= 0.2
        assert (one.drawn(GRID)[same] == other.drawn(GRID)[same]).all()

    @pytest.mark.parametrize("written", SIMPLE)
    def test_of_one_it_is_that_one(self, written: str) -> None:
        of, one = mixed((100, written)), law(written)
        assert of.drawn(GRID).tolist() == one.drawn(GRID).tolist()
        assert of.quantile(GRID[::1000]) == pytest.approx(one.quantile(GRID[::1000]))

    def test_it_may_hold_others(self) -> None:
        # As written, not in order of size: the luck of a part stays with it.
        inner = {"mixture": [{"share": "50%", "law": "2 min"}, {"share": "50%", "law": "0 s"}]}
        nested = mixed((50, inner), (50, {"empirical": {"values": ["1 min", "3 min"]}}))
        flat = mixed((25, "2 min"), (25, "0 s"), (25, "1 min"), (25, "3 min"))
        assert nested.drawn(GRID).tolist() == flat.drawn(GRID).tolist()
        assert (nested.mean, nested.sd) == (pytest.approx(flat.mean), pytest.approx(flat.sd))

    @given(st.lists(st.integers(1, 99), min_size=1, max_size=12))
    def test_luck_never_runs_past_a_part(self, weights: list[int]) -> None:
        shares = tuple(weight / sum(weights) for weight in weights)
        of = Law("mixture", shares, "", tuple(law("random 1 h") for _ in shares))
        bounds = np.minimum(np.cumsum(shares), 1)
        assert np.isfinite(of.drawn(np.nextafter(bounds, 0))).all()

    def test_nor_past_the_last_though_the_shares_add_up_to_less(self) -> None:
        tenths = mixed(*((10, f"{minutes} min") for minutes in range(1, 11)))
        assert np.cumsum(tenths.parameters)[-1] < 1
        assert tenths.drawn(np.array([np.nextafter(1, 0)])).tolist() == [600]

    @pytest.mark.parametrize("short", ["33.3%", "33.334%"])
    def test_thirds_are_written_in_full_or_refused(self, short: str) -> None:
        parts = [{"share": short, "law": f"{minutes} min"} for minutes in (1, 2, 3)]
        with pytest.raises(Wrong, match="the shares sum to"):
            law({"mixture": parts})

    def test_what_has_no_share_is_left_out(self) -> None:
        assert mixed((0, "0 s"), (100, "1 min")).parts == (law("1 min"),)

    def test_any_shape_of_luck_will_do(self) -> None:
        of = mixed((20, "0 s"), (80, "about 4 min"))
        square = GRID[:100].reshape(10, 10)
        assert of.drawn(square).ravel().tolist() == of.drawn(square.ravel()).tolist()
        assert of.drawn(np.asarray(0.1)).tolist() == 0

    def test_it_is_said_as_it_was_written(self) -> None:
        of = mixed((10, "0 s"), (90, "random 1000 s"))
        assert of.written == "10% 0 s, 90% random 1000 s"

    def test_laws_are_plain_values(self) -> None:
        of = mixed((10, "0 s"), (90, "random 1000 s"))
        assert len({of, mixed((10, "0 s"), (90, "random 1000 s"))}) == 1


@pytest.mark.parametrize(
    ("of", "may"),
    [
        (measured([0, 60]), True),
        (measured([1, 60]), False),
        (mixed((1, "0 s"), (99, "1 min")), True),
        (mixed((1, "random 1 s"), (99, "1 min")), False),
        (law("random 1 s"), False),
        (law("0 s"), True),
    ],
)
def test_a_law_that_may_take_no_time_is_known(of: Law, may: bool) -> None:
    assert no_time(of) == may
