"""Every error that blueprint-sim raises on purpose.

The tree::

    BlueprintError
    ├── ScenarioError      the input is wrong: all its problems at once; exit code 2
    ├── Runaway            a run would never end; the step is named; exit code 2
    ├── ResultError        a stored result cannot be read back; exit code 2
    └── OutputError        the disk or the machine said no; exit code 4
        └── InTheWayError  something would be overwritten, without leave; exit code 2
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Keys and positions from the root of a scenario to a value."""


class Problem(NamedTuple):
    """One thing that is wrong, or suspect, in a scenario.

    Examples
    --------
    >>> import blueprint_sim
    >>> try:
    ...     blueprint_sim.example().with_({"facts.customer_number": 25})
    ... except blueprint_sim.ScenarioError as error:
    ...     problem = error.problems[0]
    >>> problem.path
    ('facts', 'customer_number')
    >>> problem.message
    "'25' has no unit"
    >>> problem.remedy
    'it takes s, min, h or days, such as 25 min'
    """

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
    """Whatever blueprint-sim raises on purpose: the root of the tree.

    Examples
    --------
    >>> import blueprint_sim
    >>> try:
    ...     blueprint_sim.load("no_such_file.yaml")
    ... except blueprint_sim.BlueprintError as error:
    ...     print(error)
    no_such_file.yaml: there is no such file
    """

    exit_code = 1


class ScenarioError(BlueprintError):
    """A scenario cannot be run as it is written; `problems` says why, all of it.

    Examples
    --------
    >>> import blueprint_sim
    >>> try:
    ...     blueprint_sim.example().with_({"run.dayz": 3, "run.seed": "lucky"})
    ... except blueprint_sim.ScenarioError as error:
    ...     print(error)
    with_: run.dayz: unknown key 'dayz'; did you mean 'days'?
    with_: run.seed: 'lucky' is not a whole number; write it as a whole number, such as 8
    """

    exit_code = 2

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Runaway(BlueprintError):  # noqa: N818  # the field's word for it
    """A run went past a bound: visits, events at one instant or in all, or customers present.

    Examples
    --------
    >>> import blueprint_sim
    >>> scenario = blueprint_sim.build({
    ...     "scenario": "Round and round",
    ...     "run": {"length": "1 h"},
    ...     "demand": {"arrivals": "2 per hour"},
    ...     "variants": {"a": {"start": "wait", "steps": {"wait": {
    ...         "takes": "1 min",
    ...         "next": [{"when": {"contact": 1}, "then": "wait"}, {"otherwise": "done"}],
    ...     }}}},
    ... })
    >>> blueprint_sim.run(scenario, replications=1)
    Traceback (most recent call last):
    blueprint_sim.errors.Runaway: a customer came to step 'wait' more than 10,000 times, and...
    """

    exit_code = 2


class ResultError(BlueprintError):
    """A stored result is damaged, of another version, or none at all.

    Examples
    --------
    >>> import blueprint_sim, tempfile
    >>> result = blueprint_sim.run(blueprint_sim.example(), variants="menu_first", replications=1)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = result.save(f"{folder}/answer")
    ...     _ = (path / "result.json").write_text("{}")
    ...     blueprint_sim.Result.read(path)
    Traceback (most recent call last):
    blueprint_sim.errors.ResultError: ...result.json: this is no result of a run: it is other JSON
    """

    exit_code = 2


class OutputError(BlueprintError):
    """Something could not be written.

    Examples
    --------
    >>> import blueprint_sim
    >>> try:
    ...     blueprint_sim.save(blueprint_sim.example(), "/dev/null/scenario.yaml")
    ... except blueprint_sim.OutputError as error:
    ...     print(error)
    /dev/null/scenario.yaml could not be written: not a directory
    """

    exit_code = 4


class InTheWayError(OutputError):
    """Something stands where something was to be written.

    Examples
    --------
    >>> import blueprint_sim, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = blueprint_sim.save(blueprint_sim.example(), f"{folder}/mine.yaml")
    ...     blueprint_sim.save(blueprint_sim.example(), path)
    Traceback (most recent call last):
    blueprint_sim.errors.InTheWayError: ...mine.yaml exists; ...
    """

    exit_code = 2
