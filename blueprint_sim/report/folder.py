"""Files that appear whole or not at all: written aside, then put in their place."""

from __future__ import annotations

import csv
import json
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.metadata import version
from io import StringIO
from pathlib import Path
from platform import python_version
from typing import Any

from blueprint_sim.errors import InTheWayError, OutputError, Problem
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.studies.result import Result

MANIFEST = "manifest.json"
"""Every folder of a run has one; a folder without it is somebody else's."""


def document(result: Result, suspect: Iterable[Problem] = ()) -> dict[str, Any]:
    """Give the document of a run as plain data, with what is suspect in its scenario."""
    plain = result.document()
    return {**plain, "warnings": [*map(str, suspect), *result.warnings]}


def files_of(result: Result, scenario: Scenario, suspect: Iterable[Problem] = ()) -> dict[str, str]:
    """Compose the files of a run, by name: the same run gives the same bytes.

    Parameters
    ----------
    result
        What the study found.
    scenario
        The scenario that was run.
    suspect
        Warnings about it.
    """
    manifest = {
        "scenario": scenario.model_dump(mode="json"),
        "seed": result.seed,
        "replications": result.replications,
        "variants": list(result.variants),
        "versions": {"blueprint-sim": result.version, "python": python_version(), **_libraries()},
    }
    return {
        MANIFEST: as_json(manifest),
        "summary.json": as_json(document(result, suspect)),
        "replications.csv": _replications(result),
    }


def as_json(document: Mapping[str, Any]) -> str:
    """Write plain data as the text of a JSON file."""
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _libraries() -> dict[str, str]:
    """Give the versions of those libraries on which the numbers rest."""
    return {name: version(name) for name in ("numpy", "scipy", "simpy")}


def _replications(result: Result) -> str:
    """Write a row for each replication of each variant, a column for each measure."""
    keys = list(result.variants[result.baseline].measures)
    text = StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["variant", "replication", *keys])
    for name, found in result.variants.items():
        columns = (found.replications[key] for key in keys)
        for number, values in enumerate(zip(*columns, strict=True), 1):
            rows.writerow([name, number, *("" if v is None else repr(v) for v in values)])
    return text.getvalue()


def write_folder(folder: Path, files: Mapping[str, str], *, force: bool = False) -> None:
    """Write `files` (texts by name) into a new folder, in one move.

    Raises `OutputError` where `refuse` would, and when the disk is full or read-only; then
    nothing is left behind, and a folder that was to be replaced stands as before.
    """
    folder = folder.resolve()
    refuse(folder, force=force)
    with _said_in_one_line(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = _aside(folder)
        try:
            aside.mkdir()
            for name, text in files.items():
                _write(aside / name, text)
            _swap(aside, folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def write_file(path: Path, text: str, *, force: bool = False) -> None:
    """Write one file in one move; raises `OutputError` if it exists or cannot be written."""
    if path.is_dir():
        raise InTheWayError(f"{path} is a folder; give the name of a file")
    if path.exists() and not force:
        raise InTheWayError(f"{path} exists; --force would overwrite it")
    with _said_in_one_line(path):
        aside = _aside(path)
        try:
            _write(aside, text)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)


def refuse(folder: Path, *, force: bool = False) -> None:
    """Raise `OutputError` unless `folder` may be written: it is new, or a run's and `force`."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise InTheWayError(f"{folder} is a file; give the name of a folder")
    if not force:
        raise InTheWayError(f"{folder} exists; --force would overwrite it")
    if any(folder.iterdir()) and not (folder / MANIFEST).is_file():
        raise InTheWayError(
            f"{folder} is not the folder of a run (it has no {MANIFEST}); "
            "it is not overwritten, even with --force"
        )


def _aside(path: Path) -> Path:
    """Name a neighbour of `path` that nobody has, on the same disk."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")


def _write(path: Path, text: str) -> None:
    """Write, and wait until the disk has it: only then is it known to have had the room."""
    with path.open("x", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _swap(new: Path, folder: Path) -> None:
    """Put `new` in the place of `folder`, which is put back if that fails."""
    if not folder.exists():
        new.rename(folder)
        return
    old = _aside(folder)
    folder.rename(old)
    try:
        new.rename(folder)
    except BaseException:
        with suppress(OSError):
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _said_in_one_line(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"{path} could not be written: {reason.lower()}") from error
