"""Every error that blueprint-sim raises on purpose.

The tree::

    BlueprintError
    ├── ScenarioError      the input is wrong: all its problems at once; exit code 2
    ├── Runaway            a run would never end; the step is named; exit code 2
    └── OutputError        the disk or the machine said no; exit code 4
        └── InTheWayError  something would be overwritten, without leave; exit code 2
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Keys and positions from the root of a scenario to a value."""


class Problem(NamedTuple):
    """One thing that is wrong, or suspect, in a scenario."""

    path: Path
    message: str
    """What is wrong, and the value that is."""
    remedy: str = ""
    """What would do."""
    warning: bool = False
    """Legal but suspect."""
    place: str = ""
    """``file:line:column``, once the reader has looked it up."""

    def __str__(self) -> str:
        """Render as ``file:line:column: path: what is wrong; what would do``."""
        parts = [part for part in (self.place, dotted(self.path)) if part]
        said = "; ".join(part for part in (self.message, self.remedy) if part)
        return ": ".join([*parts, said])


def dotted(path: Path) -> str:
    """Write a path as people do: ``variants.a.steps.ask.next[0].then``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


class BlueprintError(Exception):
    """The root of the tree."""

    exit_code = 1


class ScenarioError(BlueprintError):
    """A scenario cannot be run as it is written."""

    exit_code = 2

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Runaway(BlueprintError):  # noqa: N818  # the field's word for it
    """A run went past a bound: events at one instant, events in all, or customers present."""

    exit_code = 2


class OutputError(BlueprintError):
    """Something could not be written."""

    exit_code = 4


class InTheWayError(OutputError):
    """Something stands where something was to be written."""

    exit_code = 2
