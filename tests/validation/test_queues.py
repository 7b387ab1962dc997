"""Every queue whose answer is known gives that answer, and a wrong service time is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from blueprint_sim.format.load import load
from blueprint_sim.studies import run
from tests.validation.estimates import Estimate
from tests.validation.rows import ROWS, Row, scenario
from tests.validation.study import HEAVY_REPLICATIONS, SEED, study

LIGHT, PLANTED = 45_000, 20_000
"""Customers of the runs that are short enough for every day."""
NARROW = {"p_wait": 0.02, "wait": 0.05, "p_abandon": 0.05}
"""How wide half the 95% interval may be, relative to the value, in the heavy runs."""
WIDEST, FEW_ARE_LATE = 0.10, {("M/M/55", "wait"): 0.08}

each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)


def misses(row: Row, found: dict[str, Estimate]) -> dict[str, float]:
    """Give the z of all that is too far from theory."""
    z = {name: found[name].z(expected) for name, expected in row.expected.items()}
    return {name: value for name, value in z.items() if abs(value) > 4}


@each_row
def test_theory_is_met(row: Row) -> None:
    assert misses(row, study(row, LIGHT)) == {}


@each_row
def test_a_service_time_one_tenth_longer_is_noticed(row: Row) -> None:
    assert misses(row, study(row, PLANTED, slow=1.1))


MEASURED = {
    "p_wait": "share_waiting",
    "p_abandon": "share_reneged",
    "p_blocked": "share_blocked",
    "wait": "wait_mean",
}


@pytest.mark.parametrize("row", [row for row in ROWS if set(MEASURED) & set(row.expected)])
def test_the_measures_of_a_study_say_the_same(row: Row, tmp_path: Path) -> None:
    replications, customers = 5, 5_000
    path = tmp_path / "row.yaml"
    path.write_text(scenario(row, customers // replications), encoding="utf-8")
    result = run(load(path), replications=replications, seed=SEED)
    said = result.variants["line"].teams["agents"]
    for name, estimate in study(row, customers, replications).items():
        if name in MEASURED:
            assert said[MEASURED[name]].mean == pytest.approx(estimate.value, rel=1e-9)


@pytest.mark.slow
@each_row
def test_theory_is_met_closely(row: Row) -> None:
    found = study(row, row.customers, HEAVY_REPLICATIONS, jobs=2)
    assert misses(row, found) == {}
    for name, estimate in found.items():
        widest = FEW_ARE_LATE.get((row.name, name), NARROW.get(name, WIDEST))
        assert estimate.half_width <= widest, name


@pytest.mark.slow
@each_row
def test_the_heavy_run_notices_it_too(row: Row) -> None:
    assert misses(row, study(row, row.customers // 10, HEAVY_REPLICATIONS, slow=1.1, jobs=2))
