"""The base of every model: frozen, deaf to keys that it does not know, and plain of speech.

A model is built from a *tree*: text, lists and maps, as a scenario file holds them. What is wrong
with a part is raised as `Wrong`, with paths relative to that part; whoever asked for the part
puts its own key in front, so that all problems arrive at the top with whole paths.
"""

from __future__ import annotations

import bisect
import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Self, TypeAlias, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from blueprint_sim.errors import Path, Problem
from blueprint_sim.model.examples import map_of_names
from blueprint_sim.model.homes import HOMES

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)
Tree: TypeAlias = Any
"""A scenario as written: `str`, or a list of trees, or a map from text to trees."""


class Wrong(ValueError):  # noqa: N818 (it reads better where it is raised)
    """What is wrong with one part of a scenario; the paths of its problems start at that part."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @classmethod
    def because(cls, message: str, remedy: str = "", path: Path = ()) -> Wrong:
        """Make one of a single problem."""
        return cls([Problem(path, message, remedy)])

    def under(self, *parts: str | int) -> list[Problem]:
        """Give the problems with `parts` in front of their paths."""
        return [problem._replace(path=(*parts, *problem.path)) for problem in self.problems]


class Gather:
    """Reads the parts of a value one by one, and raises all their problems together."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def read(self, read: Callable[[Tree], T], value: Tree, *parts: str | int) -> T | None:
        """Read the part at `parts`; None if something is wrong with it."""
        try:
            return read(value)
        except Wrong as wrong:
            self.problems += wrong.under(*parts)
            return None

    def wrong(self, message: str, remedy: str = "", path: Path = ()) -> None:
        """Note a problem."""
        self.problems.append(Problem(path, message, remedy))

    def end(self) -> None:
        """Raise `Wrong` if there were problems."""
        if self.problems:
            raise Wrong(self.problems)


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """Suggest the nearest of `names`, or list them when they are few; empty if there are none."""
    known = sorted(names)
    return only_close(word, known) or (
        f"known here: {', '.join(known)}" if 0 < len(known) <= 12 else ""
    )


def only_close(word: str, names: Iterable[str], likeness: float = 0.6) -> str:
    """Suggest the nearest of `names`, or nothing if none is as near as `likeness`, 0 to 1."""
    close = nearest(word, names, likeness)
    return "" if close is None else f"did you mean '{close}'?"


def nearest(word: str, names: Iterable[str], likeness: float = 0.6) -> str | None:
    """Give the nearest of `names`, or None if none is as near as `likeness`, 0 to 1."""
    folded = {name.casefold(): name for name in _around(word, sorted(names))}
    close = difflib.get_close_matches(word[:80].casefold(), folded, 1, likeness)
    return folded[close[0]] if close else None


def _around(word: str, known: list[str]) -> list[str]:
    """Keep it short where thousands of words stand against thousands of names."""
    middle = bisect.bisect(known, word)
    return known if len(known) <= 50 else known[max(0, middle - 25) : middle + 25]


def shown(value: Tree) -> str:
    """Quote a value for a message; long ones are cut, maps and lists only named."""
    if isinstance(value, dict):
        return "a map"
    if isinstance(value, list | tuple):
        return "a list"
    text = str(value)
    return f"'{text if len(text) <= 60 else text[:57] + '...'}'"


class Reads:
    """Says how a field of a model is read from a tree, and what an editor may accept there.

    A value that is neither text nor a list nor a map was read before, and stays as it is.
    """

    def __init__(self, read: Callable[[Tree], Any], schema: Mapping[str, Any]) -> None:
        self._read = read
        self._schema = dict(schema)

    def __get_pydantic_core_schema__(self, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read with our own function, and nothing else."""
        return core_schema.no_info_plain_validator_function(self._validate)

    def __get_pydantic_json_schema__(
        self, _: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe the forms that may be written."""
        return dict(self._schema)

    def _validate(self, value: Any) -> Any:
        return self._read(value) if isinstance(value, str | list | dict) else value


class Model(BaseModel):
    """A frozen part of a scenario."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    later: ClassVar[Mapping[str, str]] = {}
    """Keys that have their place but are not supported yet, each with what would do."""
    renamed: ClassVar[Mapping[str, str]] = {}
    """Keys that people may write for another, each with the right one."""
    elsewhere: ClassVar[Mapping[str, str]] = {}
    """Keys that have their place in another part, each with how they are written there."""

    def __eq__(self, other: object) -> bool:
        """Compare what is said, not where it was written."""
        return type(self) is type(other) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    @model_validator(mode="wrap")
    @classmethod
    def _speak(cls, value: Any, build: ModelWrapValidatorHandler[Self]) -> Self:
        """Refuse keys in our own words, beside whatever is wrong with the others."""
        if isinstance(value, cls):
            return value
        tree = {} if value == "" else value
        if not isinstance(tree, dict):
            keys = ", ".join(cls.model_fields)
            raise Wrong.because(f"{shown(value)} stands where a map belongs", f"its keys: {keys}")
        gather = Gather()
        for key in tree:
            if key not in cls.model_fields:
                gather.problems.append(cls._refuse(key, tree[key]))
        try:
            made = build({key: part for key, part in tree.items() if key in cls.model_fields})
        except ValidationError as error:
            raise Wrong([*gather.problems, *problems_of(error)]) from None
        gather.end()
        return made

    @classmethod
    def _refuse(cls, key: str, value: Tree) -> Problem:
        if key in cls.later:
            return Problem((key,), f"'{key}' is not supported yet", cls.later[key])
        if key in cls.renamed:
            right = cls.renamed[key]
            return Problem((key,), f"unknown key {shown(key)}", f"it is called '{right}'")
        if key in cls.elsewhere:
            return Problem((key,), f"'{key}' has no place here", cls.elsewhere[key])
        if key in HOMES and not only_close(key, cls.model_fields, 0.85):
            return Problem((key,), f"'{key}' has no place here", HOMES[key])
        remedy = did_you_mean(key, cls.model_fields)
        if value == "" and not remedy.startswith("did"):
            remedy = "if it belongs to the text before its comma, put that text in quotes"
        return Problem((key,), f"unknown key {shown(key)}", remedy)


def problems_of(error: ValidationError) -> list[Problem]:
    """Put what pydantic found into our own words; the one place where that is done."""
    problems: list[Problem] = []
    # A key that is no name has "[key]" behind it: a part that nobody wrote.
    for found in error.errors(include_url=False):
        wrong = found.get("ctx", {}).get("error")
        at = tuple(part for part in found["loc"] if part != "[key]")
        if isinstance(wrong, Wrong):
            problems += wrong.under(*at)
        elif found["type"] == "missing":
            *above, key = at
            problems.append(Problem(tuple(above), f"'{key}' is missing", f"add '{key}: ...'"))
        else:
            said = f"{shown(found['input'])} stands where a map of names belongs"
            example = map_of_names(str(at[-1]) if at else "", found["input"])
            problems.append(Problem(at, said, f"write each name and what it is, {example}"))
    return problems


def build(model: type[M], tree: Tree) -> M:
    """Build a model from a tree.

    Raises
    ------
    Wrong
        With every problem, in the order of the fields.
    """
    try:
        return model.model_validate(tree)
    except ValidationError as error:
        raise Wrong(problems_of(error)) from None


def need_map(value: Tree, holds: str) -> dict[str, Tree]:
    """Give `value` if it is a map, of what it `holds`; an empty place counts as an empty one."""
    if value == "":
        return {}
    if isinstance(value, dict):
        return value
    raise Wrong.because(f"{shown(value)} stands where a map belongs", f"write a map of {holds}")
