"""Every number of a scenario, where it comes from, and what it is worth."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from blueprint_sim.errors import Path, dotted
from blueprint_sim.model.derive import NAMED
from blueprint_sim.model.experience import DEFAULTS, Default
from blueprint_sim.model.places import CARRIES, fits, is_word
from blueprint_sim.model.provenance import PROPOSED, Provenance
from blueprint_sim.model.scenario import Scenario

ASSUMED = "assumed"
BY_DEFAULT = "by default"
"""In the place of a source: the author wrote nothing, and nothing better is known."""

_NUMBER = re.compile(r"(random |about )?[+-]?\.?[0-9]")
_SETTINGS = ("run", "compare", "sources")


class Number(NamedTuple):
    """One number of a scenario."""

    path: str
    """Dotted, as `--set` takes it."""
    value: str
    """As written, without its source; a range in brackets behind it."""
    source: str
    """Name of a source, a reference, or empty."""
    grade: str
    """measured, survey, anecdote, folklore, proposed or assumed."""


def numbers(scenario: Scenario) -> tuple[Number, ...]:
    """Give every number that says something about the world, in the order of the file.

    What a variant inherits is told once, at the variant where it is written; defaults that hold
    come last. How the study is run, and which differences matter, are choices and stand apart.
    """
    said = written_numbers(scenario)
    held = (
        Number(
            f"experience.{default.key}", default.value, default.source or BY_DEFAULT, default.grade
        )
        for default in defaults_held(scenario)
    )
    return said + tuple(held)


def written_numbers(scenario: Scenario) -> tuple[Number, ...]:
    """Give every number that the author wrote, in the order of the file."""
    written = {path: row for path, row in scenario.provenance.items() if _is_number(path, row)}
    inherited = scenario.written.origins if written else {}
    own = (path for path in written if _traced(path) not in inherited)
    return tuple(_number(scenario, path, written[path]) for path in own)


def defaults_held(scenario: Scenario) -> tuple[Default, ...]:
    """Give the defaults of how experience is judged that the author left as they are."""
    own = [path[1:] for path in scenario.provenance if path[0] == "experience"]
    written = {".".join(map(str, path[: 2 if path[0] == "feels" else 1])) for path in own}
    return tuple(default for default in DEFAULTS if default.key not in written)


def count_by_grade(found: tuple[Number, ...]) -> dict[str, int]:
    """Count numbers by grade, the most common first."""
    return dict(Counter(number.grade for number in found).most_common())


def _is_number(path: Path, row: Provenance) -> bool:
    if path[0] in _SETTINGS or is_word(path):
        return False
    if fits(path, CARRIES) and row.written in ("everything", "nothing"):
        return True
    return _NUMBER.match(row.written) is not None


def _traced(path: Path) -> Path:
    """Cut a path to where inheritance works: a key of a step or team, else of a variant."""
    return path[:5] if len(path) > 2 and path[2] in NAMED else path[:3]


def _number(scenario: Scenario, path: Path, row: Provenance) -> Number:
    value = f"{row.written} [{row.low}, {row.high}]" if row.low else row.written
    known = scenario.sources.get(row.source)
    grade = known.grade if known else PROPOSED if row.source == PROPOSED else ASSUMED
    return Number(dotted(path), value, row.source if known else "", grade)
