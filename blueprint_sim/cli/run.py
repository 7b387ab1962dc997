"""``blueprint-sim run``."""

from __future__ import annotations

import sys
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from blueprint_sim.cli.parser import (
    Mistake,
    command,
    flag,
    leave,
    number,
    path,
    progress_bar,
    several,
)
from blueprint_sim.cli.scenario import named, read, scenario_file, warn
from blueprint_sim.ends import MISSED
from blueprint_sim.streams import say, silent_workers, write_out

if TYPE_CHECKING:
    from blueprint_sim.errors import Problem
    from blueprint_sim.model.scenario import Scenario
    from blueprint_sim.studies.result import Result


@command()
@scenario_file
@several("--variant", "names", help="This one beside the baseline.")
@number("--replications", least=1, help="Instead of the file's.")
@number("--seed", least=0, help="Other luck than the file's.")
@number("--jobs", least=1, help="Processes. Default: every core.")
@path("--out", help="Folder for the results. Default: results/<scenario>-<time>-<hash>.")
@flag("--no-folder", help="Leave no folder.")
@flag("--force", help="Let --out replace the folder of an earlier run.")
@flag("--open", "show_it", help="Open the report in the browser.")
@flag("--json", "as_json", help="Print JSON instead; leaves no folder without --out.")
@flag("--quiet", help="No progress and no warnings on stderr.")
@several(
    "--fail-if",
    "limits",
    metavar="CONDITION",
    help="Exit with code 3 where it holds: 'share_abandoned > 5%'.",
)
def run(
    scenario: Path,
    sets: tuple[str, ...],
    names: tuple[str, ...],
    replications: int | None,
    seed: int | None,
    jobs: int | None,
    out: Path | None,
    no_folder: bool,
    force: bool,
    show_it: bool,
    as_json: bool,
    quiet: bool,
    limits: tuple[str, ...],
) -> None:
    """Run every variant, and say which is better.

    The same customers are sent through each. The page goes to stdout; tables, pictures and a
    report to show go into a folder.
    """
    from blueprint_sim import studies
    from blueprint_sim.report import folder
    from blueprint_sim.report.screen import terminal
    from blueprint_sim.report.screen.paper import paper
    from blueprint_sim.studies.thresholds import parse

    if no_folder and (out or show_it):
        raise Mistake(f"--no-folder leaves nothing to {'write' if out else 'open'}; leave it out")
    checked, warnings = read(scenario, sets)
    asked: Asked = {
        "variants": _with_baseline(named(names, checked), checked),
        "replications": replications,
        "seed": seed,
    }
    conditions = parse(limits, checked, asked["variants"])
    if not (out or no_folder or (as_json and not show_it)):
        out = _new_folder(scenario, checked, asked)
    if out:
        folder.refuse(out, force=force)
    if not quiet:
        warn(warnings)
    with silent_workers(), progress_bar(quiet) as progress:
        result = studies.run(checked, **asked, jobs=jobs or 0, progress=progress)
    written: Path | None = None
    try:
        if out:
            _write_folder(out, checked, result, warnings, jobs=jobs or 0, force=force, quiet=quiet)
            written = out
    finally:
        if as_json:
            write_out(folder.as_json(folder.document(result, warnings)))
        else:
            beside = terminal.beside(checked, str(scenario), str(written or ""), warnings)
            write_out(terminal.page(result, beside, paper(sys.stdout)))
    if show_it and written:
        _open(written)
    _end_if_missed([text for condition in conditions for text in condition.met(result)])


def _end_if_missed(missed: list[str]) -> None:
    """Say which thresholds were missed, and end with the exit code for that."""
    for text in missed:
        say(f"Failed: {text}")
    if missed:
        leave(MISSED)


class Asked(TypedDict):
    """What of a scenario is run, as `studies.run` takes it."""

    variants: list[str] | None
    replications: int | None
    seed: int | None


def _with_baseline(names: tuple[str, ...], scenario: Scenario) -> list[str] | None:
    """Add the baseline to the variants that were asked for; None: every variant."""
    return [scenario.baseline, *names] if names else None


def _new_folder(file: Path, scenario: Scenario, asked: Asked) -> Path:
    """Name a folder that nobody has."""
    from datetime import datetime

    from blueprint_sim.report.filenames import default_folder

    first = default_folder(file, datetime.now(), scenario, **asked)
    others = (first.with_name(f"{first.name}-{again}") for again in count(2))
    return next(folder for folder in chain([first], others) if not folder.exists())


def _write_folder(
    out: Path,
    scenario: Scenario,
    result: Result,
    warnings: list[Problem],
    *,
    jobs: int,
    force: bool,
    quiet: bool,
) -> None:
    """Draw and write everything that a run leaves."""
    from blueprint_sim.report import folder

    with silent_workers(), progress_bar(quiet, "Pictures") as progress:
        files = folder.files_of(result, scenario, warnings, jobs=jobs, progress=progress)
    folder.write_folder(out, files, force=force)


def _open(out: Path) -> None:
    from blueprint_sim.report.folder import REPORT
    from blueprint_sim.report.page import open_in_browser

    if not open_in_browser(out / REPORT):
        say(f"There is no browser to open it in. The report is {out / REPORT}")
