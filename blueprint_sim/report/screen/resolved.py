"""Every number of a scenario with its source and grade: the text of `show --resolved`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from blueprint_sim.model.defaults import kind_defaults
from blueprint_sim.model.numbers import Number, count_by_grade, defaults_held, numbers
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report.screen.demand import say_demand
from blueprint_sim.report.screen.plain import item, paragraph, table, text

_NUMBERS: Final = (38, 16, 15, 8)
_HELD: Final = (48, 30)


def show_resolved(scenario: Scenario) -> str:
    """List every number with its value, source and grade, and count them by grade.

    Returns
    -------
    str
        Plain text of at most 80 columns, with a newline at its end.
    """
    found = numbers(scenario)
    lines = [*paragraph(scenario.title), *paragraph(say_demand(scenario)), ""]
    lines += [*_numbers(found), *paragraph(_counted(count_by_grade(found))), ""]
    held = [(default.path, default.value) for default in kind_defaults(scenario)]
    lines += [*table(("where nothing is written", "what holds"), held, _HELD), ""]
    return text([*lines, *_sources(scenario), "", *_defaults(scenario)])


def _numbers(found: Sequence[Number]) -> Iterator[str]:
    """Give a table for each part of the scenario."""
    for head, group in groupby(found, key=lambda number: _part(number.path)):
        rows = [row for number in group for row in _rows(number, number.path[len(head) + 1 :])]
        yield from table((head, "value", "source", "grade"), rows, _NUMBERS)
        yield ""


def _part(path: str) -> str:
    """Give the part of a scenario to which a path belongs: a variant, or a key at the root."""
    first, *others = path.split(".")
    return f"{first}.{others[0]}" if first == "variants" else first


def _rows(number: Number, path: str) -> Iterator[tuple[str, ...]]:
    """Give the row of a number; a path that is too long is folded behind a dot."""
    while len(path) > _NUMBERS[0] and (dot := path.rfind(".", 0, _NUMBERS[0])) > 0:
        yield path[: dot + 1], "", "", ""
        path = path[dot + 1 :]
    yield path, *number[1:]


def _counted(grades: dict[str, int]) -> str:
    total = sum(grades.values())
    parts = ", ".join(f"{count} {grade}" for grade, count in grades.items())
    return f"{total} numbers: {parts}."


def _sources(scenario: Scenario) -> Iterator[str]:
    yield "Sources"
    for name, source in scenario.sources.items():
        note = f". {source.note}" if source.note else ""
        yield from item(name, f"{source.title} ({source.grade}){note}")
    if not scenario.sources:
        yield "  none"


def _defaults(scenario: Scenario) -> Iterator[str]:
    """Tell what is known about the defaults that hold, those with the same note together."""
    yield "What is known about the defaults"
    notes: dict[str, list[str]] = {}
    for default in defaults_held(scenario):
        notes.setdefault(default.note, []).append(default.key)
    for note, keys in notes.items():
        yield from item(", ".join(keys), note)
