"""The files beside a scenario: blueprints of their own, and given values in CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path as FilePath
from typing import Final

from blueprint_sim.errors import Path
from blueprint_sim.model.base import Gather, Tree, Wrong, did_you_mean, need_map, only_close, shown
from blueprint_sim.model.quantities import duration, unit_seconds
from blueprint_sim.model.texts import word

MAX_CSV_BYTES = 64 * 1024 * 1024
OF_VALUES = ("given", "empirical")
"""Laws whose values may stand in a file."""
ARRIVALS: Final[Path] = ("demand", "arrivals")
"""Whose times may."""


def inside(folder: FilePath, name: Tree) -> FilePath:
    """Find a file that a scenario names; it must lie in the scenario's folder.

    Raises
    ------
    Wrong
        If it lies outside, links included, or there is no such file.
    """
    if not isinstance(name, str) or not name.strip() or not name.isprintable():
        raise Wrong.because(
            f"{shown(name)} is not the name of a file", "name one beside the scenario"
        )
    try:
        root = folder.resolve()
        found = (root / name.strip()).resolve()
        exists, folder_named = found.is_file(), found.is_dir()
    except (OSError, ValueError, RuntimeError):
        raise Wrong.because(f"{shown(name)} is not the name of a file") from None
    if not found.is_relative_to(root):
        remedy = "put the file into the scenario's folder"
        raise Wrong.because(f"{shown(name)} leads out of the scenario's folder", remedy)
    if folder_named:
        raise Wrong.because(f"{shown(name)} is a folder", "name a file in it")
    if not exists:
        siblings = [path.name for path in list(found.parent.glob("*"))[:1000] if path.is_file()]
        raise Wrong.because(f"there is no file {shown(name)}", near_file(found.name, siblings))
    return found


def near_file(name: str, others: Iterable[str]) -> str:
    """Suggest a file of nearly this name; to end alike, as in ``.yaml``, is not near."""
    stem = FilePath(name).stem
    return only_close(name, [one for one in others if only_close(stem, [FilePath(one).stem])])


def attach(tree: Tree, folder: FilePath, at: Path = ()) -> Tree:
    """Put the values of files where a tree names them: laws of values, and times of arrivals.

    `at` is where the tree stands in the scenario.

    Raises
    ------
    Wrong
        For the first file that cannot be read; its path starts at `tree`.
    """
    if isinstance(tree, list):
        return [_under(i, part, folder, at) for i, part in enumerate(tree)]
    if not isinstance(tree, dict):
        return tree
    whole = {key: _under(key, part, folder, at) for key, part in tree.items()}
    for law in OF_VALUES:
        if names_a_file(tree.get(law)):
            whole[law] = _values(tree[law], folder, law, "file")
    if at == ARRIVALS and isinstance(tree.get("times"), str) and "column" in tree:
        whole["times"] = _values({**tree}, folder, "", "times")
    return whole


def names_a_file(inside: Tree) -> bool:
    """Tell whether a law takes its values from a file; else it may be a step that is called so."""
    keys = set(inside) if isinstance(inside, dict) else set()
    return bool(keys & {"file", "column"}) and "values" not in keys


def _under(key: str | int, part: Tree, folder: FilePath, at: Path) -> Tree:
    try:
        return attach(part, folder, (*at, key))
    except Wrong as wrong:
        raise Wrong(wrong.under(key)) from None


def _values(named: dict[str, Tree], folder: FilePath, key: str, file: str) -> tuple[float, ...]:
    try:
        return column(need_map(named, "file and column"), folder, file)
    except Wrong as wrong:
        raise Wrong(wrong.under(key) if key else wrong.problems) from None


def column(named: dict[str, Tree], folder: FilePath, file: str = "file") -> tuple[float, ...]:
    """Read a column of durations from a CSV file, in seconds.

    Parameters
    ----------
    named
        ``{file, column}``, and `unit` if the cells are bare numbers; else they carry their own.
    folder
        The scenario's folder.
    file
        The key under which the file is named.
    """
    for key in named:
        if key not in (file, "column", "unit"):
            guess = did_you_mean(key, (file, "column", "unit"))
            raise Wrong.because(f"unknown key {shown(key)}", guess, (key,))
    for key in (file, "column"):
        if key not in named:
            raise Wrong.because(f"'{key}' is missing", "write {file: calls.csv, column: talk}")
    try:
        path = inside(folder, named[file])
    except Wrong as wrong:
        raise Wrong(wrong.under(file)) from None
    if path.stat().st_size > MAX_CSV_BYTES:
        raise Wrong.because(f"{shown(path.name)} is too large", "at most 64 MB", (file,))
    gather = Gather()
    heading = gather.read(word, named["column"], "column")
    unit = gather.read(_unit, named.get("unit", ""), "unit")
    gather.end()
    try:
        return tuple(_cells(path, heading or "", unit or ""))
    except (UnicodeDecodeError, csv.Error):
        said = f"{shown(path.name)} is not CSV in UTF-8"
        raise Wrong.because(said, "save it as CSV in UTF-8", (file,)) from None
    except OSError:
        raise Wrong.because(f"{shown(path.name)} cannot be read", "", (file,)) from None


def _unit(value: Tree) -> str:
    """Read the unit of a column of bare numbers; empty if its cells carry their own."""
    unit = word(value).strip()
    unit_seconds(unit or "s")
    return unit


def _cells(path: FilePath, name: str, unit: str) -> Iterator[float]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        if name not in (rows.fieldnames or ()):
            guess = did_you_mean(name, rows.fieldnames or ())
            if any(";" in heading for heading in rows.fieldnames or ()):
                guess = "its columns are parted by ';': save it with commas"
            raise Wrong.because(
                f"{shown(path.name)} has no column {shown(name)}", guess, ("column",)
            )
        empty = True
        for row in rows:
            empty = False
            cell = f"{row[name] or ''} {unit}".strip()
            try:
                yield duration(cell)
            except Wrong as wrong:
                first = wrong.problems[0]
                said = f"{path.name}, line {rows.line_num}: {first.message}"
                bare = first.message.endswith("has no unit")
                remedy = "write their unit beside the column, unit: s" if bare else first.remedy
                raise Wrong.because(said, remedy, ("column",)) from None
        if empty:
            raise Wrong.because(f"{shown(path.name)} has no rows", "", ("column",))
