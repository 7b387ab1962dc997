from __future__ import annotations

import csv
import errno
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from blueprint_sim.errors import OutputError
from blueprint_sim.format.load import loads
from blueprint_sim.report import folder
from tests.report.results import PERSON, two

FILES = {"manifest.json": "{}\n", "summary.json": '{"a": 1}\n'}
SMALL = """
scenario: Small
demand: {arrivals: 10 per hour}
variants:
  only:
    teams: {agents: {size: 1, cost: 28 per hour}}
    steps: {help: {by: agents, takes: random 3 min}}
"""


def names(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.iterdir())


def test_a_folder_appears_whole(tmp_path: Path) -> None:
    folder.write_folder(tmp_path / "new" / "run", FILES)
    assert names(tmp_path / "new" / "run") == sorted(FILES)
    assert (tmp_path / "new" / "run" / "summary.json").read_text() == '{"a": 1}\n'
    assert names(tmp_path / "new") == ["run"]


def test_an_existing_folder_is_not_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "run"
    folder.write_folder(out, FILES)
    with pytest.raises(OutputError, match="exists; --force would overwrite it"):
        folder.write_folder(out, {"manifest.json": "new"})
    assert (out / "manifest.json").read_text() == "{}\n"
    folder.write_folder(out, {"manifest.json": "new"}, force=True)
    assert names(out) == ["manifest.json"]
    assert (out / "manifest.json").read_text() == "new"
    assert names(tmp_path) == ["run"]


def test_a_folder_of_somebody_else_is_safe_from_force(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("all of it")
    with pytest.raises(OutputError, match="not the folder of a run"):
        folder.write_folder(tmp_path, FILES, force=True)
    assert names(tmp_path) == ["thesis.txt"]


def test_a_file_is_not_a_folder(tmp_path: Path) -> None:
    (tmp_path / "run").write_text("")
    with pytest.raises(OutputError, match="is a file; give the name of a folder"):
        folder.write_folder(tmp_path / "run", FILES, force=True)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "no space left on device"),
        (OSError(errno.EROFS, os.strerror(errno.EROFS)), "read-only file system"),
    ],
)
def test_a_disk_that_says_no_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    out = tmp_path / "run"
    folder.write_folder(out, FILES)

    def full(_: int) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match=f"could not be written: {said}$"):
        folder.write_folder(out, {"manifest.json": "new"}, force=True)
    with pytest.raises(OutputError, match=f"could not be written: {said}$"):
        folder.write_file(tmp_path / "one.yaml", "text")
    assert names(tmp_path) == ["run"]
    assert (out / "manifest.json").read_text() == "{}\n"


def test_an_interrupt_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        folder.write_folder(tmp_path / "run", FILES)
    with pytest.raises(KeyboardInterrupt):
        folder.write_file(tmp_path / "one.yaml", "text")
    assert names(tmp_path) == []


def test_what_was_there_comes_back_if_the_last_move_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "run"
    folder.write_folder(out, FILES)
    rename = Path.rename

    def stubborn(self: Path, target: Path) -> Path:
        if self.name.endswith(".part") and target == out and (self / "new.txt").exists():
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stubborn)
    with pytest.raises(OutputError, match="input/output error"):
        folder.write_folder(out, {"manifest.json": "", "new.txt": ""}, force=True)
    assert names(tmp_path) == ["run"]
    assert names(out) == sorted(FILES)


def test_files_are_written_once(tmp_path: Path) -> None:
    path = tmp_path / "scenario.yaml"
    folder.write_file(path, "a: b\n")
    with pytest.raises(OutputError, match="exists; --force would overwrite it"):
        folder.write_file(path, "c: d\n")
    folder.write_file(path, "c: d\n", force=True)
    assert path.read_text() == "c: d\n"
    with pytest.raises(OutputError, match="is a folder"):
        folder.write_file(tmp_path, "", force=True)


def test_the_files_of_a_run() -> None:
    result = two()
    texts = folder.files_of(result, loads(SMALL))
    manifest = json.loads(texts["manifest.json"])
    assert manifest["seed"] == 2012
    assert manifest["scenario"]["scenario"] == "Small"
    assert manifest["versions"]["blueprint-sim"] == "1.0"
    assert json.loads(texts["summary.json"]) == strict(result.document())
    rows = list(csv.DictReader(texts["replications.csv"].splitlines()))
    assert [(row["variant"], row["replication"]) for row in rows] == [
        ("menu", "1"),
        ("menu", "2"),
        ("person", "1"),
        ("person", "2"),
    ]
    assert float(rows[2]["misery_mean"]) == PERSON["misery_mean"]


def strict(document: Mapping[str, Any]) -> Any:
    return json.loads(json.dumps(document, allow_nan=False))
