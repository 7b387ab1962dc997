"""From files to a scenario, or to all that is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from pathlib import Path as FilePath
from typing import Any

from blueprint_sim.errors import Path, Problem, ScenarioError
from blueprint_sim.format import yaml_file
from blueprint_sim.format.blueprints import put_in_place
from blueprint_sim.format.edit import WHOLES, parse_path, pruned, put, respelt, without
from blueprint_sim.format.files import attach
from blueprint_sim.format.messages import located
from blueprint_sim.model.base import Tree, Wrong, build
from blueprint_sim.model.check import check, check_names
from blueprint_sim.model.derive import derive
from blueprint_sim.model.provenance import peel
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.model.written import Place, Written

_MEANT = re.compile(r"did you mean '(.+)'\?")


def load(path: str | PathLike[str], sets: Iterable[str] = ()) -> Scenario:
    """Read and check a scenario file.

    Parameters
    ----------
    path
        The file.
    sets
        Changes, each as ``path=value``; made to the tree as written, in order.

    Raises
    ------
    ScenarioError
        With every problem, each at its place.
    """
    file = FilePath(path)
    return _checked(_scenario(yaml_file.read(file, str(path)), file.parent, sets))


def loads(
    text: str | bytes,
    sets: Iterable[str] = (),
    *,
    name: str = "scenario",
    folder: str | PathLike[str] = ".",
) -> Scenario:
    """Read and check a scenario from memory; `folder` is where its other files are."""
    return _checked(unchecked(text, sets, name=name, folder=folder))


def unchecked(
    text: str | bytes,
    sets: Iterable[str] = (),
    *,
    name: str = "scenario",
    folder: str | PathLike[str] = ".",
) -> Scenario:
    """Read a scenario from memory whose values are right, whether or not it stands as a whole."""
    return _scenario(yaml_file.parse(text, name), FilePath(folder), sets)


def edited(scenario: Scenario, changes: Mapping[str, Any]) -> Scenario:
    """Give a scenario with values changed, by path; what derives from them moves with them.

    Raises
    ------
    ScenarioError
        If a path does not exist, or the scenario does not stand any more.
    """
    written = scenario.written
    news = ((path, as_tree(new)) for path, new in changes.items())
    return _checked(_built(_changed(written, news)))


def warnings(scenario: Scenario) -> list[Problem]:
    """Give what is legal but suspect in a scenario, each at its place."""
    found = [problem for problem in check(scenario) if problem.warning]
    return located(found, scenario.written)


def as_tree(value: Any) -> Tree:
    """Turn numbers inside a value into text, as a file would hold them."""
    if isinstance(value, Mapping):
        return {str(key): as_tree(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [as_tree(part) for part in value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else repr(value)


def _scenario(document: yaml_file.Document, folder: FilePath, sets: Iterable[str]) -> Scenario:
    written = put_in_place(Written(document.tree, folder, document.places, {}))
    return _built(_changed(written, (_assignment(text) for text in sets)))


def _assignment(text: str) -> tuple[str, Tree]:
    path, equals, value = text.partition("=")
    if not equals:
        raise _unset(f"'{text}' sets nothing")
    if not path.strip():
        raise _unset(f"the path is missing before '=' in '{text}'")
    if not value.strip():
        raise _unset(f"nothing stands after '=' in '{text}'")
    return path.strip(), yaml_file.parse(value, f"--set {path.strip()}").tree


def _unset(said: str) -> ScenarioError:
    return ScenarioError([Problem((), said, "write --set path=value", place="--set")])


def _changed(written: Written, changes: Iterable[tuple[str, Tree]]) -> Written:
    """Make changes to the tree as written."""
    for number, (text, value) in enumerate(changes):
        try:
            path = parse_path(text)
            tree = put(written.tree, path, value)
        except Wrong as wrong:
            place = f"--set {text}"
            raise ScenarioError(p._replace(place=place) for p in wrong.problems) from None
        places = {at: place for at, place in written.places.items() if at[: len(path)] != path}
        new = (path[:length] for length in range(1, len(path)) if path[:length] not in places)
        places |= dict.fromkeys([*new, path], Place("--set", 0, number))
        written = written._replace(tree=tree, places=places)
    return written


def _built(written: Written) -> Scenario:
    """Resolve a tree as written, and build the models."""
    derived = derive(written.tree)
    written = written._replace(origins=derived.origins)
    peeled = peel(derived.tree)
    tree, unread = _attached(peeled.tree, written.folder)
    problems = [*derived.problems, *peeled.problems, *unread]
    try:
        scenario = build(Scenario, tree)
    except Wrong as wrong:
        own = [p for p in wrong.problems if not any(_related(p.path, q.path) for q in unread)]
        others = _others(tree, wrong.problems)
        raise ScenarioError(located([*problems, *own, *others], written)) from None
    scenario = scenario.coming_from(written, peeled.table, derived.inherited)
    if problems:
        raise ScenarioError(located([*problems, *check_names(scenario)], written))
    return scenario


def _checked(scenario: Scenario) -> Scenario:
    if wrong := [problem for problem in check(scenario) if not problem.warning]:
        raise ScenarioError(located(wrong, scenario.written))
    return scenario


def _attached(tree: Tree, folder: FilePath) -> tuple[Tree, list[Problem]]:
    """Put in the values of files; leave out those that cannot be read, and say why."""
    problems: list[Problem] = []
    while True:
        try:
            return attach(tree, folder), problems
        except Wrong as wrong:
            problems += wrong.problems
            path = wrong.problems[0].path
            tree = pruned(tree, path[: path.index("given")] if "given" in path else path[:-1])


def _related(one: Path, other: Path) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _others(tree: Tree, problems: Sequence[Problem]) -> list[Problem]:
    """Find what else is wrong in a tree of which some values are, so that all is told at once.

    What is wrong is left out for that, and what cannot stand without it; then shares are summed
    and names looked up. If a name would go that others may call, the search ends there.
    """
    found: list[Problem] = []
    tree, paths, written = _as_meant(tree, problems)
    gone = list[Path]()
    try:
        while True:
            tree = without(tree, paths)
            gone += paths
            try:
                found += check_names(build(Scenario, tree))
                break
            except Wrong as wrong:
                paths = [p.path if p.path in WHOLES else p.path[:-1] for p in wrong.problems]
                found += [p for p in wrong.problems if p.path in WHOLES and _own_fault(p, gone)]
    except Wrong:
        pass
    return [_as_written(problem, written) for problem in found]


def _as_meant(tree: Tree, problems: Iterable[Problem]) -> tuple[Tree, list[Path], dict[Path, Path]]:
    """Read misspelt keys as what was meant.

    Gives the tree, the paths of what else is wrong in it, and where what was meant is written.
    """
    paths: list[Path] = []
    written: dict[Path, Path] = {}
    for problem in problems:
        meant = _MEANT.fullmatch(problem.remedy) if "unknown key" in problem.message else None
        if meant is None:
            paths.append(problem.path)
        else:
            tree = respelt(tree, problem.path, meant[1])
            written[(*problem.path[:-1], meant[1])] = problem.path
    return tree, paths, written


def _as_written(problem: Problem, written: Mapping[Path, Path]) -> Problem:
    for meant, path in written.items():
        if problem.path[: len(meant)] == meant:
            return problem._replace(path=(*path, *problem.path[len(meant) :]))
    return problem


def _own_fault(problem: Problem, gone: Iterable[Path]) -> bool:
    """Tell whether a whole is wrong by itself, and not for what was left out."""
    needs = [problem.path, ("run",)] if problem.path == ("demand", "arrivals") else [problem.path]
    return not any(_related(path, need) for path in gone for need in needs)
