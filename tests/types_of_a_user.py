"""A script as a user writes it: what a strict type checker knows of the public face."""

from __future__ import annotations

from pathlib import Path
from typing import assert_type

import pandas as pd

import blueprint_sim
from blueprint_sim import Comparison, Estimate, Picture, Result, Scenario, VariantResult, Verdict

scenario = blueprint_sim.load("scenario.yaml", ["run.seed=3"])
assert_type(scenario, Scenario)
assert_type(blueprint_sim.loads("scenario: x"), Scenario)
assert_type(blueprint_sim.build({"scenario": "x"}), Scenario)
assert_type(blueprint_sim.example(), Scenario)
assert_type(scenario.with_({"run.seed": 3, "facts": {"number": "25 s"}}), Scenario)
assert_type(scenario.title, str)
assert_type(scenario.run.length, float)
assert_type(scenario.variants["a"].teams["agents"].size, int | None)
assert_type(blueprint_sim.dumps(scenario), str)
assert_type(blueprint_sim.save(scenario, Path("x.yaml")), Path)

result = blueprint_sim.run(scenario, variants=["a", "b"], replications=3, progress=False)
assert_type(result, Result)
assert_type(blueprint_sim.compare(scenario, "b", baseline="a"), Result)
assert_type(Result.read("results"), Result)
assert_type(result.model, Scenario)
assert_type(result.variants["a"], VariantResult)
assert_type(result.variants["a"].measures["wait_mean"], Estimate)
assert_type(result.variants["a"].measures["wait_mean"].mean, float | None)
assert_type(result.comparison("b", "wait_mean"), Comparison)
assert_type(result.comparison("b", "wait_mean").verdict, Verdict | None)
assert_type(result.to_frame("teams"), pd.DataFrame)
assert_type(result.customers(), pd.DataFrame)
assert_type(result.save("results"), Path)

picture = blueprint_sim.draw(scenario, "a", result, dark=True)
assert_type(picture, Picture)
assert_type(result.draw("a"), Picture)
assert_type(result.chart("waits"), Picture)
assert_type(picture.to_bytes("png", dpi=200), bytes)
assert_type(picture.save("a.svg"), Path)

try:
    scenario.with_({"run.seed": -1})
except blueprint_sim.ScenarioError as error:
    assert_type(error.problems, tuple[blueprint_sim.Problem, ...])
    assert_type(error.problems[0].remedy, str)
