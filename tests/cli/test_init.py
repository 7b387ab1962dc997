from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.calling import call


def test_init_writes_a_scenario_that_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("init").exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "scenario.schema.json",
        "scenario.yaml",
    ]
    told = call("validate", "scenario.yaml")
    assert (told.stdout, told.stderr) == (
        "scenario.yaml: 3 variants, no problems, no warnings.\n",
        "",
    )
    ran = call("run", "scenario.yaml", "--no-folder", "--replications", "2", "--jobs", "1")
    assert ran.exit_code == 0, ran.output
    refused = call("init")
    assert (refused.exit_code, refused.stderr) == (
        2,
        "scenario.yaml exists; --force would overwrite it\n",
    )
    Path("scenario.yaml").unlink()
    Path("scenario.schema.json").write_text("{}")
    assert "is another one" in call("init").stderr
    assert not Path("scenario.yaml").exists()
    assert call("init", "--force").exit_code == 0


def test_schema_is_what_init_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    call("init", "mine.yaml")
    schema = call("schema").stdout
    assert json.loads(schema)["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert Path("scenario.schema.json").read_text() == schema
    assert "blueprint-sim run mine.yaml" in Path("mine.yaml").read_text()
