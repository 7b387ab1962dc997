from __future__ import annotations

import csv
import gzip
import io
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from blueprint_sim.errors import OutputError, Problem, ResultError, ScenarioError
from blueprint_sim.format.load import loads
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report import folder
from blueprint_sim.report.filenames import fingerprint
from blueprint_sim.report.index import index
from blueprint_sim.report.tables import COLUMNS
from blueprint_sim.studies.logs import logs
from blueprint_sim.studies.result import Result
from blueprint_sim.studies.run import run

FILES: dict[str, str | bytes] = {"manifest.json": "{}\n", "summary.json": '{"a": 1}\n'}
SMALL = """
# Only what is needed.
scenario: Small
run: {length: 1 h, replications: 3}
sources: {brown: {title: Brown et al., grade: measured}}
demand: {arrivals: 10 per hour}
variants:
  only:
    teams: {agents: {size: 1, cost: 28 per hour}}
    steps: {help: {by: agents, takes: random 3 min (brown)}}
  other: {like: only, teams: {agents: {size: 2, cost: 28 per hour}}}
"""
SETS = ("variants.other.teams.agents.size=3",)
TEXTS = {"README.txt", "report.html", "manifest.json", "summary.json", "result.json"}
TABLES = {"replications.csv", "customers.csv", "visits.csv.gz"}


@cache
def small() -> tuple[Scenario, Result, dict[str, str | bytes]]:
    given = loads(SMALL, SETS)
    result = run(given, replications=2, seed=9)
    return given, result, folder.files_of(result, given)


def parsed(name: str) -> Any:
    return json.loads(small()[2][name])


def names(path: Path) -> list[str]:
    return sorted(p.relative_to(path).as_posix() for p in path.rglob("*") if p.is_file())


def test_the_files_of_a_run() -> None:
    _, _, files = small()
    others = {name for name in files if "/" not in name}
    assert others == TEXTS | TABLES
    inside = [name for name in files if "/" in name]
    assert {name.split("/")[0] for name in inside} == {"scenario", "figures"}
    assert "scenario/scenario.yaml" in inside
    assert {"figures/forest.svg", "figures/blueprint-only.png"} <= set(inside)


def test_the_manifest_says_what_was_run() -> None:
    given, result, _ = small()
    manifest = parsed("manifest.json")
    assert (manifest["seed"], manifest["replications"]) == (9, 2)
    assert manifest["variants"] == ["only", "other"]
    assert manifest["run"] == fingerprint(given, replications=2, seed=9)
    assert manifest["scenario"]["scenario"] == "Small"
    assert manifest["scenario"]["variants"]["other"]["teams"]["agents"]["size"] == 3
    assert manifest["written"] in small()[2]
    assert manifest["versions"]["blueprint-sim"] == result.version


def test_the_summary_is_the_document() -> None:
    assert parsed("summary.json") == json.loads(json.dumps(small()[1].document()))


def test_warnings_are_in_it_wherever_they_were_read() -> None:
    given, result, _ = small()
    problem = Problem(("run",), "odd", warning=True, place="/home/somebody/x.yaml:1:1")
    files = folder.files_of(result, given, [problem], [])
    assert json.loads(files["summary.json"])["warnings"] == ["run: odd", *result.warnings]
    assert not any("somebody" in str(content) for content in files.values())


def test_tables_have_their_rows() -> None:
    _, result, files = small()
    texts = {
        "replications.csv": str(files["replications.csv"]),
        "customers.csv": str(files["customers.csv"]),
        "visits.csv.gz": gzip.decompress(files["visits.csv.gz"]).decode(),  # type: ignore[arg-type]
    }
    rows = {name: list(csv.DictReader(io.StringIO(text))) for name, text in texts.items()}
    assert len(rows["replications.csv"]) == 4
    for file, columns in COLUMNS.items():
        assert list(rows[file][0]) == [column.name for column in columns]
        assert {row["variant"] for row in rows[file]} == {"only", "other"}
    first = result.variants["only"].replications["customers"][0]
    assert sum(row["variant"] == "only" for row in rows["customers.csv"]) == first


def test_more_replications_are_written_if_they_are_given() -> None:
    given, result, files = small()
    more = folder.files_of(result, given, logs=logs(given, seed=9, replications=2))
    assert str(more["customers.csv"]).startswith(str(files["customers.csv"])[:200])
    rows = csv.DictReader(io.StringIO(str(more["customers.csv"])))
    assert {row["replication"] for row in rows} == {"1", "2"}
    changed = {name for name in files if files[name] != more[name]}
    assert changed == {"customers.csv", "visits.csv.gz"}


def test_the_index_names_everything_in_the_folder() -> None:
    _, _, files = small()
    said = str(files["README.txt"])
    for name in files:
        assert f"  {name.split('/')[0]}" in said or name == "README.txt"
    for columns in COLUMNS.values():
        assert all(f"  {column.name} " in said for column in columns)
    assert "blueprint-sim run scenario/scenario.yaml --replications 2 --seed 9\n" in said
    assert max(map(len, said.splitlines())) <= 80


def test_the_index_names_the_variants_if_not_all_were_run() -> None:
    given = loads(SMALL + "  'a third': {like: only}\n")
    result = run(given, variants=["only", "a third"], replications=1)
    assert "--seed 1 --variant 'a third'\n" in index(result, given)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    given, result, files = small()
    folder.write_folder(tmp_path / "run", files)
    assert names(tmp_path / "run") == sorted(files)
    again, found = folder.read(tmp_path / "run")
    assert again == given
    assert again.written.tree == given.written.tree
    assert again.provenance == given.provenance
    assert found == result


def test_what_is_read_back_gives_the_same_result(tmp_path: Path) -> None:
    _, result, files = small()
    folder.write_folder(tmp_path / "run", files)
    again, found = folder.read(tmp_path / "run")
    assert run(again, replications=found.replications, seed=found.seed) == result


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(ResultError, match="nowhere is not the folder of a run: there is no such"):
        folder.read(tmp_path / "nowhere")
    with pytest.raises(ResultError, match=r"it has no manifest\.json; give one that"):
        folder.read(tmp_path)


def written(tmp_path: Path) -> Path:
    folder.write_folder(tmp_path / "run", small()[2])
    return tmp_path / "run"


def test_a_result_that_is_gone_or_damaged(tmp_path: Path) -> None:
    path = written(tmp_path)
    for content in (b"{}", b"\xff", b'{"result_format": 2, "result": {}}'):
        (path / "result.json").write_bytes(content)
        with pytest.raises(ResultError, match=r"run/result\.json: this"):
            folder.read(path)
    (path / "result.json").unlink()
    with pytest.raises(ResultError, match=r"run/result\.json: this file cannot be read"):
        folder.read(path)


def test_a_scenario_that_is_gone_or_changed(tmp_path: Path) -> None:
    path = written(tmp_path)
    (path / "scenario" / "scenario.yaml").write_text(SMALL.replace("  other:", "  another:"))
    with pytest.raises(ResultError, match=r"'other' is a variant of result\.json, but not of"):
        folder.read(path)
    (path / "scenario" / "scenario.yaml").unlink()
    with pytest.raises(ScenarioError, match="there is no such file"):
        folder.read(path)


def test_an_existing_folder_is_not_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "run"
    folder.write_folder(out, FILES)
    with pytest.raises(OutputError, match="exists; --force would overwrite it"):
        folder.write_folder(out, {"manifest.json": "new"})
    assert (out / "manifest.json").read_text() == "{}\n"
    folder.write_folder(out, {"manifest.json": "new"}, force=True)
    assert names(out) == ["manifest.json"]
    assert (out / "manifest.json").read_text() == "new"
    assert [entry.name for entry in tmp_path.iterdir()] == ["run"]


def test_a_folder_of_somebody_else_is_safe_from_force(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("all of it")
    with pytest.raises(OutputError, match="not the folder of a run"):
        folder.write_folder(tmp_path, FILES, force=True)
    assert names(tmp_path) == ["thesis.txt"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    with pytest.raises(OutputError, match="--force"):
        folder.write_folder(tmp_path / "run", FILES)
    folder.write_folder(tmp_path / "run", FILES, force=True)
    assert names(tmp_path / "run") == sorted(FILES)


def test_a_file_is_not_a_folder(tmp_path: Path) -> None:
    (tmp_path / "run").write_text("")
    with pytest.raises(OutputError, match="is a file; give the name of a folder"):
        folder.write_folder(tmp_path / "run", FILES, force=True)
