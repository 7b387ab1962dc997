from __future__ import annotations

from pathlib import Path

import pytest

from blueprint_sim.errors import OutputError
from blueprint_sim.format.bundle import bundle
from blueprint_sim.format.load import load, loads
from blueprint_sim.model.scenario import Scenario

ROOT = Path(__file__).parent.parent.parent
TEXT = """
scenario: Given values
sources: {brown: {title: Brown et al., grade: measured}}
demand: {arrivals: {times: data/calls.csv, column: at}}
variants:
  one:
    teams: {agents: {size: 1}}
    steps:
      help: {by: agents, takes: {given: {file: "TALK (brown)", column: talk}}}
  two:
    like: one
    steps: {help: {takes: {empirical: {file: data/calls.csv, column: talk}}}}
"""


@pytest.fixture(name="place")
def _place(tmp_path: Path) -> Path:
    place = tmp_path / "here"
    (place / "data").mkdir(parents=True)
    (place / "data" / "calls.csv").write_text("at,talk\n1 min,3 min\n2 min,90 s\n")
    (place / "talk.csv").symlink_to(place / "data" / "calls.csv")
    return place


def moved(scenario: Scenario, there: Path) -> Scenario:
    """Put the bundle of a scenario elsewhere, and read it from there."""
    for name, content in bundle(scenario).items():
        (there / name).parent.mkdir(parents=True, exist_ok=True)
        (there / name).write_bytes(content)
    return load(there / "scenario.yaml")


@pytest.mark.parametrize("name", ["cancel_subscription", "voice_menu_or_person"])
def test_a_scenario_alone(name: str, tmp_path: Path) -> None:
    scenario = load(ROOT / "scenarios" / f"{name}.yaml", ["run.seed=77"])
    assert list(bundle(scenario)) == ["scenario.yaml"]
    again = moved(scenario, tmp_path)
    assert again == scenario
    assert again.run.seed == 77
    assert again.provenance == scenario.provenance


@pytest.mark.parametrize(
    "written", ["data/calls.csv", "data/../data/calls.csv", "talk.csv", "{place}/data/calls.csv"]
)
def test_the_files_that_it_names_come_with_it(written: str, place: Path, tmp_path: Path) -> None:
    scenario = loads(TEXT.replace("TALK", written.format(place=place)), folder=place)
    files = bundle(scenario)
    assert sorted(files) == ["data/calls.csv", "scenario.yaml"]
    assert files["data/calls.csv"] == (place / "data" / "calls.csv").read_bytes()
    assert str(place).encode() not in files["scenario.yaml"]
    again = moved(scenario, tmp_path / "there")
    assert again == scenario
    assert {row.source for row in again.provenance.values()} == {"", "brown"}


def test_a_blueprint_of_its_own_stands_in_its_variant(tmp_path: Path) -> None:
    start = TEXT.index("    teams")
    stop = TEXT.index("  two")
    blueprint = TEXT[start:stop].replace('{given: {file: "TALK (brown)", column: talk}}', "3 min")
    (tmp_path / "one.yaml").write_text(blueprint)
    text = (TEXT[:start] + "    blueprint: one.yaml\n" + TEXT[stop:]).replace(
        "{times: data/calls.csv, column: at}", "6 per hour"
    )
    text = text.replace("{empirical: {file: data/calls.csv, column: talk}}", "4 min")
    scenario = loads(text, folder=tmp_path)
    assert list(bundle(scenario)) == ["scenario.yaml"]
    assert moved(scenario, tmp_path / "there") == scenario


def test_a_file_that_is_gone_is_named(place: Path) -> None:
    scenario = loads(TEXT.replace("TALK", "data/calls.csv"), folder=place)
    (place / "data" / "calls.csv").unlink()
    with pytest.raises(OutputError, match=r"data/calls\.csv, which demand\.arrivals\.times names"):
        bundle(scenario)
