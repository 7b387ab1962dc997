"""Where each number comes from: sources and ranges, peeled off before anything is validated."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, NamedTuple

from blueprint_sim.errors import Path, Problem
from blueprint_sim.model.base import Model, Reads, Tree, Wrong, did_you_mean, shown
from blueprint_sim.model.fields import Text
from blueprint_sim.model.forms import RANGE_KEYS
from blueprint_sim.model.law_forms import law
from blueprint_sim.model.places import CARRIES, fits, holds_names, is_prose
from blueprint_sim.model.quantities import cost, number, rate, share
from blueprint_sim.model.texts import one_of

GRADES = ("measured", "survey", "anecdote", "folklore")
"""What a source may be worth."""
PROPOSED = "proposed"
"""In the place of a source: a choice of the design."""


class Source(Model):
    """Where numbers come from."""

    title: Text
    """Author, year, title."""
    grade: Annotated[str, Reads(one_of(*GRADES), {"enum": list(GRADES)})]
    """How much it is worth: measured, survey, anecdote or folklore."""
    url: Text | None = None
    """Where it can be read."""
    note: Text | None = None
    """What to doubt about it."""


class Provenance(NamedTuple):
    """Where one value comes from."""

    written: str
    """The value as the author wrote it, without its source."""
    source: str = ""
    """Name of a source, `PROPOSED`, or empty: assumed."""
    low: str = ""
    """The lower end of its range, where one is written."""
    high: str = ""


_SOURCED = re.compile(r"(.*\S)\s*\(([^()]*)\)\s*", re.DOTALL)


class Peeled(NamedTuple):
    """A tree without sources and ranges, and the table of them."""

    tree: Tree
    table: dict[Path, Provenance]
    problems: tuple[Problem, ...]


def peel(tree: Tree) -> Peeled:
    """Take the sources in parentheses and the ranges off every value of a tree.

    Every leaf that is not prose gets a row in the table. An unknown source is a problem.
    """
    sources = tree.get("sources", {}) if isinstance(tree, dict) else {}
    known = set(sources) if isinstance(sources, dict) else set()
    return _Peeler(known).run(tree)


class _Peeler:
    def __init__(self, known: set[str]) -> None:
        self._known = known
        self._table: dict[Path, Provenance] = {}
        self._problems: list[Problem] = []

    def run(self, tree: Tree) -> Peeled:
        return Peeled(self._walk(tree, ()), self._table, tuple(self._problems))

    def _walk(self, node: Tree, path: Path) -> Tree:
        if isinstance(node, dict):
            if _is_range(node, path):
                return self._range(node, path)
            return {key: self._walk(part, (*path, key)) for key, part in node.items()}
        if isinstance(node, list):
            return [self._walk(part, (*path, i)) for i, part in enumerate(node)]
        if not isinstance(node, str) or is_prose(path):
            return node
        text, source = self._split(node, path)
        self._table[path] = Provenance(text, source)
        return text

    def _split(self, text: str, path: Path) -> tuple[str, str]:
        match = _SOURCED.fullmatch(text)
        if match is None:
            return text, ""
        source = match[2].strip()
        if source not in self._known and source != PROPOSED:
            guess = did_you_mean(source, {*self._known, PROPOSED})
            remedy = guess if guess.startswith("did") else "name it under sources"
            self._problems.append(Problem(path, f"no source {shown(source)}", remedy))
        return match[1], source

    def _range(self, node: dict[str, Tree], path: Path) -> Tree:
        missing = [key for key in RANGE_KEYS if not isinstance(node.get(key), str)]
        if missing:
            said = f"this range has no '{missing[0]}'"
            self._problems.append(Problem(path, said, "write {is: 60%, from: 40%, to: 80%}"))
            return self._walk(node["is"], path)
        texts = {key: self._split(node[key], (*path, key)) for key in RANGE_KEYS}
        source = next((found for _, found in texts.values() if found), "")
        middle, low, high = (texts[key][0] for key in RANGE_KEYS)
        self._table[path] = Provenance(middle, source, low, high)
        said = _disorder(middle, low, high)
        if said:
            self._problems.append(Problem(path, said, "write {is: 60%, from: 40%, to: 80%}"))
        return middle


def _is_range(node: dict[str, Tree], path: Path) -> bool:
    """Tell a range, whole or not, from a map of names one of which may be `is`."""
    alike = "is" in node and set(node) <= set(RANGE_KEYS) and not holds_names(path)
    return alike and (len(node) == len(RANGE_KEYS) or not fits(path, CARRIES))


def _disorder(middle: str, low: str, high: str) -> str:
    """Say what is wrong with a range, if anything."""
    kinds = [magnitude(text) for text in (low, middle, high)]
    if kinds[1] is None:
        return ""  # whoever reads the value says what is wrong with it
    if any(kind is None or kind[0] != kinds[1][0] for kind in kinds):
        return "is, from and to are of different kinds"
    values = [kind[1] for kind in kinds if kind is not None]
    return "" if values == sorted(values) else "the value lies outside its range"


def magnitude(text: str) -> tuple[str, float] | None:
    """Give the kind of a quantity and its size: a law's mean, a cost's amount."""
    for kind, read in _KINDS.items():
        try:
            return kind, read(text)
        except Wrong:
            continue
    return None


_KINDS: dict[str, Callable[[str], float]] = {
    "number": lambda text: number(text, "a number", "8"),
    "share": share,
    "rate": rate,
    "cost": lambda text: cost(text).amount,
    "law": lambda text: law(text).mean,
}
