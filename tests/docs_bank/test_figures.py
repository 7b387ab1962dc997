"""Figures by hand, of a made-up log and of a run."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from blueprint_sim.format.load import loads
from blueprint_sim.studies.logs import logs
from blueprint_sim.studies.run import run
from docs.bank import figures
from tests.docs_bank.made_up import MONDAY, SUNDAY, call, log

TWO_TEAMS = """\
scenario: Two teams
run: {opens: "07:00", length: 17 h, replications: 3}
demand: {arrivals: 60 per hour}
personas: {regular: {patience: random 4 min}, internet: {share: 20%, patience: random 4 min}}
variants:
  one:
    teams: {menu: {kind: machine}, agents: {size: 4}, desk: {size: 1}}
    steps:
      menu:
        by: menu
        takes: 6 s
        next:
          - {when: {persona: internet}, then: consult}
          - {otherwise: {answer: 90%, abandoned: 10%}}
      answer: {by: agents, takes: about 4 min}
      consult: {by: desk, takes: about 4 min}
"""


def test_figures_by_hand(tmp_path: Path) -> None:
    calls = log(
        tmp_path,
        call("07:00:00", SUNDAY, talk=60),
        call("07:10:00", SUNDAY, wait=30, talk=60),
        call("07:20:00", SUNDAY),
        call("07:10:00", MONDAY, kind="IN", wait=90),
        call("12:00:00", MONDAY, talk=60),
    )
    found = figures.table(figures.measured(calls))
    assert found["day"]["waiting"].mean == 0.5
    assert found["day"]["hung_up"].mean == 0.25
    assert found["day"]["wait_mean"].mean == 30.0
    assert found["day"]["wait_p90"].mean == pytest.approx((27 + 81) / 2)
    assert found["desk"]["wait_mean"].mean == 90.0
    assert found["0"]["wait_mean"].mean == 40.0
    assert found["10"]["waiting"].mean == 0.0
    assert found["20"]["waiting"].mean is None


def test_days_make_the_interval(tmp_path: Path) -> None:
    """Two days of one caller: waits of 10 and 30 s; t of one degree of freedom is 12.706."""
    calls = log(
        tmp_path, call("09:00:00", SUNDAY, wait=10, talk=9), call("09:00:00", MONDAY, wait=30)
    )
    found = figures.table(figures.measured(calls))["day"]["wait_mean"]
    assert found.mean == 20.0
    assert found.high is not None
    assert found.high - 20.0 == pytest.approx(12.7062 * 10, rel=1e-4)


def test_a_run_is_measured_as_its_own_measures_do() -> None:
    scenario = loads(TWO_TEAMS)
    found = figures.table(figures.simulated(list(logs(scenario, replications=3))))
    teams = run(scenario).variants["one"].teams
    for team in ("agents", "desk"):
        measures = teams[team]
        for key, own, scale in (
            ("waiting", "share_waiting", 1),
            ("hung_up", "share_reneged", 1),
            ("wait_mean", "wait_mean", 60),
            ("wait_p90", "wait_p90", 60),
        ):
            expected = measures[own]
            np.testing.assert_allclose(
                found[team][key],
                [scale * part for part in (expected.mean, expected.low, expected.high)],
                err_msg=f"{team} {key}",
            )
