"""The folder of a run: what is in it, how it is written, and how it is read again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import Any

from blueprint_sim.errors import InTheWayError, Problem, ResultError
from blueprint_sim.format.bundle import SCENARIO, bundle
from blueprint_sim.format.load import load
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report import page, tables
from blueprint_sim.report.atomic import OPTION, put_folder
from blueprint_sim.report.figures import figures, pictures
from blueprint_sim.report.filenames import fingerprint
from blueprint_sim.report.index import index
from blueprint_sim.studies import logs as studies_logs
from blueprint_sim.studies import stored
from blueprint_sim.studies.logs import Logged
from blueprint_sim.studies.result import Result
from blueprint_sim.studies.workers import Progress

MANIFEST = "manifest.json"
"""Every folder of a run has one; a folder without it is somebody else's."""
RESULT = "result.json"
REPORT = "report.html"
WRITTEN = "scenario"
"""The folder inside that holds the scenario as written, with the files that it names."""


def document(result: Result, suspect: Iterable[Problem] = ()) -> dict[str, Any]:
    """Give the document of a run as plain data, with what is suspect in its scenario.

    Warnings are without the places in a file: the document is the same wherever the file lies.
    """
    plain = result.document()
    warnings = (str(problem._replace(place="")) for problem in suspect)
    return {**plain, "warnings": [*warnings, *result.warnings]}


def files_of(
    result: Result,
    scenario: Scenario,
    suspect: Iterable[Problem] = (),
    logs: Iterable[Logged] | None = None,
    *,
    jobs: int = 1,
    progress: Progress | None = None,
) -> dict[str, str | bytes]:
    """Compose the files of a run, by name: the same run gives the same bytes.

    Parameters
    ----------
    result
        What the study found.
    scenario
        The scenario that was run.
    suspect
        Warnings about it.
    logs
        The replications whose customers and visits are written; by default the first one. Read
        once, so they may come from a generator.
    jobs
        Processes that draw; 0 takes one for each core. The files are the same for any number.
    progress
        Told (done, total) after each picture.

    Raises
    ------
    OutputError
        If a file that the scenario names cannot be read any more.
    """
    if logs is None:
        logs = studies_logs.logs(scenario, result.variants, seed=result.seed)
    warnings = [problem._replace(place="") for problem in suspect]
    drawn = figures(result, scenario, jobs=jobs, progress=progress)
    return {
        "README.txt": index(result, scenario),
        REPORT: page.render(result, scenario, drawn, warnings),
        MANIFEST: as_json(manifest(result, scenario)),
        "summary.json": as_json(document(result, warnings)),
        RESULT: stored.as_text(result),
        tables.REPLICATIONS: tables.replications(result),
        **tables.logged(logs, scenario),
        **{f"{WRITTEN}/{name}": content for name, content in bundle(scenario).items()},
        **{f"figures/{name}": content for name, content in pictures(drawn).items()},
    }


def manifest(result: Result, scenario: Scenario) -> dict[str, Any]:
    """Say what was run, so that it can be run again; no time, and no place on a machine."""
    variants = list(result.variants)
    return {
        "run": fingerprint(
            scenario, variants=variants, replications=result.replications, seed=result.seed
        ),
        "written": f"{WRITTEN}/{SCENARIO}",
        "scenario": scenario.model_dump(mode="json"),
        "seed": result.seed,
        "replications": result.replications,
        "variants": variants,
        "versions": {"blueprint-sim": result.version, "python": python_version(), **_libraries()},
    }


def as_json(document: Mapping[str, Any]) -> str:
    """Write plain data as the text of a JSON file."""
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _libraries() -> dict[str, str]:
    """Give the versions of those libraries on which the numbers and the pictures rest."""
    return {name: version(name) for name in ("matplotlib", "numpy", "scipy", "simpy")}


def write_folder(
    folder: Path, files: Mapping[str, str | bytes], *, force: bool = False, leave: str = OPTION
) -> None:
    """Write `files` (texts and bytes by name) into a new folder, in one move.

    Raises `OutputError` where `refuse` would, and when the disk is full or read-only; then
    nothing is left behind, and a folder that was to be replaced stands as before.
    """
    folder = folder.resolve()
    refuse(folder, force=force, leave=leave)
    put_folder(folder, files)


def refuse(folder: Path, *, force: bool = False, leave: str = OPTION) -> None:
    """Raise `OutputError` unless `folder` may be written: it is new, or a run's and `force`.

    The message calls this leave `leave`.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise InTheWayError(f"{folder} is a file; give the name of a folder")
    if any(folder.iterdir()) and not (folder / MANIFEST).is_file():
        raise InTheWayError(
            f"{folder} is not the folder of a run (it has no {MANIFEST}); "
            f"it is not overwritten, even with {leave}"
        )
    if not force:
        raise InTheWayError(f"{folder} exists; {leave} would overwrite it")


def read(folder: Path) -> tuple[Scenario, Result]:
    """Read what was run, and what was found, from the folder of a run.

    Raises
    ------
    ResultError
        If it is not the folder of a run, or its result cannot be read.
    ScenarioError
        If its scenario cannot be.
    """
    if not (folder / MANIFEST).is_file():
        lacks = f"it has no {MANIFEST}" if folder.is_dir() else "there is no such folder"
        said = f"{folder} is not the folder of a run: {lacks}"
        raise ResultError(f"{said}; give one that `blueprint-sim run --out` wrote")
    scenario = load(folder / WRITTEN / SCENARIO)
    try:
        result = stored.from_text((folder / RESULT).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ResultError) as error:
        said = str(error) if isinstance(error, ResultError) else "this file cannot be read"
        raise ResultError(f"{folder / RESULT}: {said}") from error
    strange = [name for name in result.variants if name not in scenario.variants]
    if strange:
        said = f"'{strange[0]}' is a variant of {RESULT}, but not of {WRITTEN}/{SCENARIO}"
        raise ResultError(f"{folder}: {said}; run the scenario again")
    return scenario, result
