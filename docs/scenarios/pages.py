"""What a page tells of a run: its numbers, its verdicts, and what they rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import blueprint_sim
from blueprint_sim import Result, Scenario
from blueprint_sim.model.numbers import count_by_grade, numbers
from blueprint_sim.report.grids import Cell, Grid, beside, following, side_by_side
from blueprint_sim.report.speech.tidy import tidy
from docs.reference.marks import refreshed

HERE: Final = Path(__file__).parent
SCENARIOS: Final = HERE.parents[1] / "scenarios"
HEADINGS: Final = (
    "The question",
    "The model",
    "What came out",
    "What surprised",
    "What to doubt",
)
"""The sections of every page, in this order."""
OF_A_RUN: Final = ("numbers", "verdicts")
"""Parts of a page that a whole run makes."""
CLEAR: Final = {"better": "better", "worse": "worse", "more": "more", "less": "less"}
"""Verdicts that say on which side a variant lies."""


def names() -> list[str]:
    """Name the shipped scenarios."""
    return sorted(path.stem for path in SCENARIOS.glob("*.yaml"))


def page(name: str) -> Path:
    """Give the page about a scenario."""
    return HERE / f"{name}.md"


def read(name: str) -> Scenario:
    """Read a shipped scenario."""
    return blueprint_sim.load(SCENARIOS / f"{name}.yaml")


def current(text: str, scenario: Scenario, result: Result | None = None) -> str:
    """Give a page with the parts made anew that a scenario, or a run of it, tells.

    Parameters
    ----------
    text
        The page.
    scenario
        The scenario.
    result
        A run of it at its own size; without one its parts stay as they are.
    """
    made = {"worth": worth(scenario)}
    if result is not None:
        made |= {"numbers": numbers_of(result), "verdicts": verdicts(result)}
    return refreshed(text, made.get)


def _parts(text: str) -> Iterable[tuple[str, str]]:
    """Give each made part as it stands, without the blank lines around it."""
    found = re.findall(r"<!-- made: ([^\n]+?) -->\n(.*?)<!-- /made -->\n", text, re.DOTALL)
    return ((name, body.strip("\n") + "\n") for name, body in found)


def made_by_a_run(text: str) -> dict[str, str]:
    """Give the parts of a page that only a whole run can make, by name."""
    return {name: body for name, body in _parts(text) if name in OF_A_RUN}


def worth(scenario: Scenario) -> str:
    """Count the numbers of a scenario by what they are worth."""
    grades = count_by_grade(numbers(scenario))
    total = sum(grades.values())
    parts = ", ".join(f"{count} {grade}" for grade, count in grades.items())
    return f"{total} numbers went in: {parts}. `blueprint-sim show --resolved` lists them.\n"


def numbers_of(result: Result) -> str:
    """Set all variants side by side, and below them what follows, where it is counted."""
    shown, whole = tidy(result), max(2, len(result.variants))
    grids = (*side_by_side(shown, whole), *following(shown, whole))
    return "\n".join(table(grid) for grid in grids if grid.rows)


def verdicts(result: Result) -> str:
    """Set each variant beside the baseline in what decides."""
    baseline = result.variants[result.baseline].label
    parts = []
    for name, variant in result.variants.items():
        if name != result.baseline:
            head = f'"{variant.label}" (`{name}`) beside "{baseline}":\n\n'
            parts.append(head + table(beside(result, name)[0]))
    return "\n".join(parts)


def claims(text: str) -> list[tuple[str, str, str]]:
    """Give what a page says of its variants: variant, label of a measure, and the verdict."""
    found = []
    variant = ""
    for line in dict(_parts(text)).get("verdicts", "").splitlines():
        if named := re.match(r'".*" \(`(\w+)`\) beside', line):
            variant = named[1]
        elif line.startswith("| ") and (said := line.rstrip(" |").rpartition("| ")[2]):
            word = said.lstrip("+-=? ")
            if word != "verdict":
                found.append((variant, line.split(" | ")[0].removeprefix("| "), word))
    return found


def table(grid: Grid) -> str:
    """Write a table in Markdown; intervals stand in parentheses behind their values."""
    heads = "".join(f"| {head} " for head in grid.heads)
    numbers = [any(row[i].number for row in grid.rows) for i in range(len(grid.heads))]
    rule = "".join("| ---: " if number else "| --- " for number in numbers)
    rows = ("".join(f"| {_cell(cell)} " for cell in row) for row in grid.rows)
    return "".join(f"{line}|\n" for line in (heads, rule, *rows))


def _cell(cell: Cell) -> str:
    text = f"{cell.text} ({cell.aside})" if cell.aside else cell.text
    return text.replace("|", r"\|").replace("\N{MINUS SIGN}", "-")
