"""Every queue whose answer is known gives that answer, and a wrong service time is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from blueprint_sim.format.load import load
from blueprint_sim.studies import run
from tests.validation.estimates import Estimate, combine, sums
from tests.validation.rows import ROWS, Row, days, scenario
from tests.validation.study import HEAVY_REPLICATIONS, SEED, play, study

LIGHT = 50_000
"""Customers of a run that is short enough for every day."""
BRIEF = 2_000
"""Customers of a run that is only measured twice."""
WIDEST = dict.fromkeys(("p_wait", "p_wait_agents", "attempts"), 0.02) | dict.fromkeys(
    ("wait", "wait_agents", "p_abandon", "p_no_line", "orbit"), 0.05
)
"""Half the 95% interval of a heavy run at most, relative to the value."""
WIDEST_OTHERS, WIDEST_WAIT_OF_55 = 0.15, 0.08

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
    assert misses(row, study(row, LIGHT, slow=1.1))


MEASURED = {
    "p_wait": "share_waiting",
    "p_abandon": "share_reneged",
    "p_blocked": "share_blocked",
    "p_balk": "share_balked",
    "wait": "wait_mean",
}


@pytest.mark.parametrize(
    "row", [row for row in ROWS if MEASURED.keys() & row.expected], ids=lambda row: row.name
)
def test_the_measures_of_a_run_say_the_same(row: Row, tmp_path: Path) -> None:
    ours, said = two_accounts(row, tmp_path)
    for name in MEASURED.keys() & row.expected.keys():
        assert said[MEASURED[name]] == pytest.approx(ours[name].value, rel=1e-9)


@pytest.mark.parametrize("row", [row for row in ROWS if row.day], ids=lambda row: row.name)
def test_the_measured_overtime_is_the_same(row: Row, tmp_path: Path) -> None:
    ours, said = two_accounts(row, tmp_path)
    overtime = ours["overtime"].value * days(row, BRIEF)
    assert said["overtime"] == pytest.approx(overtime, rel=1e-9)


def two_accounts(row: Row, folder: Path) -> tuple[dict[str, Estimate], dict[str, float]]:
    """Give what our sums and what the measures say of the agents in one replication."""
    path = folder / "row.yaml"
    path.write_text(scenario(row, BRIEF), encoding="utf-8")
    (record,) = play(path).values()
    ours = combine([sums(record.program, record.log, row.answer_target, row.day)] * 2)
    said = run(load(path), replications=1, seed=SEED).variants["line"].teams["agents"]
    return ours, {name: estimate.mean for name, estimate in said.items()}


@pytest.mark.slow
@each_row
def test_theory_is_met_closely(row: Row) -> None:
    found = study(row, row.customers, HEAVY_REPLICATIONS, jobs=2)
    assert misses(row, found) == {}
    for name, estimate in found.items():
        of_55 = (row.name, name) == ("M/M/55", "wait")
        widest = WIDEST_WAIT_OF_55 if of_55 else WIDEST.get(name, WIDEST_OTHERS)
        assert estimate.half_width <= widest, name


@pytest.mark.slow
@each_row
def test_the_heavy_run_notices_it_too(row: Row) -> None:
    assert misses(row, study(row, row.customers // 10, HEAVY_REPLICATIONS, slow=1.1, jobs=2))
