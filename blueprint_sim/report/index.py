"""What is in the folder of a run, and what the columns of its tables mean: ``README.txt``."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from blueprint_sim.format.bundle import SCENARIO
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report.screen.columns import clean, left, wrap
from blueprint_sim.report.speech.numbers import counted
from blueprint_sim.report.tables import COLUMNS
from blueprint_sim.studies.result import Result

FILES = {
    "report.html": "the report: verdict, pictures and tables on one page; open it in a browser",
    "figures/": "every picture of it, as SVG for the web and as PNG for slides",
    "summary.json": "all measures with their intervals, and the comparisons, for programs",
    "replications.csv": "every measure: a row for each replication of each variant",
    "customers.csv": "what became of each customer in the first replication, or in more if asked",
    "visits.csv.gz": "every step that they passed, and every task done for them in the meantime, "
    "in columns that tools for process mining know",
    "scenario/": "the scenario as it was run, to be run again",
    "manifest.json": "the scenario with all its defaults, the seed, and the versions",
    "result.json": "what was found, in full; blueprint-sim draw --result reads it",
}
NAMES, UNITS, WIDTH = 22, 10, 80


def index(result: Result, scenario: Scenario) -> str:
    """Write the index of a folder."""
    return "\n".join(line.rstrip() for line in _lines(result, scenario)) + "\n"


def _lines(result: Result, scenario: Scenario) -> Iterator[str]:
    yield from wrap(clean(result.scenario), WIDTH)
    basis = counted(result.replications, "replication")
    yield f"{basis}, seed {result.seed}, blueprint-sim {result.version}"
    yield ""
    for name, meaning in FILES.items():
        yield from _row(name, "", meaning)
    yield from ("", "To run it again, from this folder:", f"  {again(result, scenario)}", "")
    yield from wrap(
        "The tables are CSV in UTF-8. All is numbered from 1; an empty cell is what is not "
        "there. A name that begins with = + - or @ has an apostrophe before it, so that no "
        "spreadsheet takes it for a formula. Dates are on a made-up calendar, in the week of "
        "1 January 2024.",
        WIDTH,
    )
    for file, columns in COLUMNS.items():
        yield from ("", file)
        for column in columns:
            yield from _row(column.name, column.unit, column.meaning)


def again(result: Result, scenario: Scenario) -> str:
    """Give the command that gives the same result once more."""
    words = ["blueprint-sim", "run", f"scenario/{SCENARIO}"]
    words += ["--replications", str(result.replications), "--seed", str(result.seed)]
    if len(result.variants) < len(scenario.variants):
        others = (name for name in result.variants if name != result.baseline)
        words += [word for name in others for word in ("--variant", name)]
    return " ".join(quote(word) for word in words)


def _row(name: str, unit: str, meaning: str) -> Iterator[str]:
    units = left(unit, UNITS) if unit else ""
    first, *more = wrap(meaning, WIDTH - NAMES - len(units) - 2)
    yield f"  {left(name, NAMES)}{units}{first}"
    yield from (f"  {' ' * (NAMES + len(units))}{line}" for line in more)
