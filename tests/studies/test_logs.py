from __future__ import annotations

import pytest

from blueprint_sim.errors import ScenarioError
from blueprint_sim.format.load import loads
from blueprint_sim.measures.outcomes import customers
from blueprint_sim.measures.waits import wait_mean
from blueprint_sim.studies.logs import logs
from blueprint_sim.studies.run import run

SMALL = """
scenario: Small
run: {length: 2 h, replications: 3, seed: 7}
demand: {arrivals: 20 per hour}
variants:
  one: {teams: {agents: {size: 1}}, steps: {help: {by: agents, takes: random 3 min}}}
  two: {like: one, teams: {agents: {size: 2}}}
"""


def test_they_are_the_first_replications_of_the_study() -> None:
    scenario = loads(SMALL)
    found = list(logs(scenario, replications=2))
    assert [(log.record.program.variant, log.replication) for log in found] == [
        ("one", 1),
        ("two", 1),
        ("one", 2),
        ("two", 2),
    ]
    result = run(scenario)
    for log in found:
        series = result.variants[log.record.program.variant].replications
        waited = wait_mean(log.record.issues)
        assert series["customers"][log.replication - 1] == customers(log.record.issues).value
        assert series["wait_mean"][log.replication - 1] == pytest.approx(waited.x / waited.n)


def test_of_some_variants_with_other_luck() -> None:
    scenario = loads(SMALL)
    (log,) = logs(scenario, ["two"], seed=8)
    (same,) = logs(loads(SMALL, ["run.seed=8"]), ["two"])
    (other,) = logs(scenario, ["two"])
    assert log.record.program.variant == "two"
    assert log.record.log.visits.tobytes() == same.record.log.visits.tobytes()
    assert log.record.log.visits.tobytes() != other.record.log.visits.tobytes()


def test_a_variant_that_is_not_there() -> None:
    with pytest.raises(ScenarioError, match="no variant 'three'"):
        list(logs(loads(SMALL), ["three"]))
