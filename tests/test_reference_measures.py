"""The reference of measures names what there is: measures, verdicts, the document, the files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from blueprint_sim.cli import commands
from blueprint_sim.format.load import load
from blueprint_sim.measures.catalogue import CATALOGUE, by_key
from blueprint_sim.studies.result import Verdict
from blueprint_sim.studies.thresholds import parse
from docs.reference.pages import FOLDER

ROOT = Path(__file__).parent.parent
TEXT = (FOLDER / "measures.md").read_text(encoding="utf-8")
SCENARIO = """\
scenario: Small
run: {length: 1 h, replications: 2}
demand: {arrivals: 55 per hour}
variants:
  a: {teams: {agents: {size: 8}}, steps: {help: {by: agents, takes: about 4 min}}}
  b: {like: a, teams: {agents: {size: 9}}}
"""


def section(heading: str) -> str:
    return TEXT.split(f"# {heading}\n", 1)[1].split("\n## ", 1)[0]


def told(text: str) -> list[str]:
    """Give what stands in the first cells of tables."""
    cells = re.findall(r"^\| (`[^|]*`) \|", text, re.M)
    return [key for cell in cells for key in re.findall("`(.*?)`", cell)]


@pytest.fixture(name="folder", scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    file = folder / "small.yaml"
    file.write_text(SCENARIO, encoding="utf-8")
    run = ["run", str(file), "--jobs", "1", "--quiet", "--out", str(folder / "out"), "--json"]
    outcome = CliRunner().invoke(commands, run)
    assert outcome.exit_code == 0, outcome.output
    (folder / "printed.json").write_text(outcome.stdout, encoding="utf-8")
    return folder


@pytest.fixture(name="document", scope="module")
def _document(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "printed.json").read_text(encoding="utf-8"))
    return found


def test_every_measure_is_told_with_its_kind() -> None:
    assert told(section("Of a variant")) == list(by_key("issue", "run"))
    assert told(section("Of a team")) == list(by_key("team"))
    assert told(section("Of a step")) == list(by_key("step"))


def test_every_unit_is_told() -> None:
    units = re.findall(r"^\| (\w+) \|", TEXT.split("\n## ", 1)[0], re.M)

    assert set(units) - {"unit"} == {measure.unit for measure in CATALOGUE}


def test_every_verdict_is_told() -> None:
    assert set(told(section("Verdicts"))) == {verdict.value for verdict in Verdict}


def test_every_limit_that_is_shown_may_be_set() -> None:
    scenario = load(ROOT / "scenarios/voice_menu_or_person.yaml")
    limits = told(section("Limits"))

    assert len(limits) > 3
    assert [limit.written for limit in parse(limits, scenario)] == limits


def test_the_document_holds_what_is_told(document: dict[str, Any]) -> None:
    whole, value, comparison = section("The document of a run").split("\n\nA ")
    variant = document["variants"]["a"]
    estimates = variant["measures"], *variant["teams"].values(), *variant["steps"].values()

    assert {key.split(".")[0] for key in told(whole)} == set(document)
    assert {key.split(".")[2] for key in told(whole) if "." in key} == set(variant)
    assert {*told(value)} == {key for found in estimates for e in found.values() for key in e}
    assert {*told(comparison)} == {key for found in document["comparisons"] for key in found}


def test_the_document_is_in_the_folder(folder: Path) -> None:
    summary = (folder / "out/summary.json").read_text(encoding="utf-8")

    assert summary == (folder / "printed.json").read_text(encoding="utf-8")


def test_the_folder_holds_what_is_told(folder: Path) -> None:
    files = [name.rstrip("/") for name in told(section("The folder of a run").split("\n###")[0])]

    assert len(files) > 5
    assert [name for name in files if not (folder / "out" / name).exists()] == []


def test_the_columns_are_those_of_the_files(folder: Path) -> None:
    import gzip

    written = (folder / "out/customers.csv").read_text(encoding="utf-8").split("\n")[0]
    packed = gzip.decompress((folder / "out/visits.csv.gz").read_bytes()).decode().split("\n")[0]
    columns = [told(text) for text in section("The folder of a run").split("\n### ")[1:]]

    assert [written.split(","), packed.split(",")] == columns
