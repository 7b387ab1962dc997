"""What else is wrong in a tree of which some values are: all of it is told at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from blueprint_sim.errors import Path, Problem
from blueprint_sim.format.left_out import WHOLES, respelt, without
from blueprint_sim.model.base import Tree, Wrong
from blueprint_sim.model.base import build as model_of
from blueprint_sim.model.check import check_names
from blueprint_sim.model.scenario import Scenario

_MEANT = re.compile(r"did you mean '(.+)'\?")


def others(tree: Tree, problems: Sequence[Problem]) -> list[Problem]:
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
                found += check_names(model_of(Scenario, tree))
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
    return not any(related(path, need) for path in gone for need in needs)


def related(one: Path, other: Path) -> bool:
    """Tell whether one of two paths leads into the other."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]
