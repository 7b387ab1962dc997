"""Blueprints in files of their own, put in their variants' place."""

from __future__ import annotations

from blueprint_sim.errors import Path, Problem, ScenarioError
from blueprint_sim.format import yaml_file
from blueprint_sim.format.files import inside
from blueprint_sim.format.messages import located
from blueprint_sim.model.base import Tree, Wrong
from blueprint_sim.model.derive import derive
from blueprint_sim.model.written import Written

KEYS = ("teams", "channels", "steps", "start")
"""What a blueprint's file holds."""


def put_in_place(written: Written) -> Written:
    """Put every blueprint's file in its variant's place, under what the variant itself says.

    Raises
    ------
    ScenarioError
        With every file that cannot be read, and every change to one that cannot be made.
    """
    variants = written.tree.get("variants") if isinstance(written.tree, dict) else None
    if not isinstance(variants, dict):
        return written
    whole, places = dict(variants), dict(written.places)
    problems: list[Problem] = []
    for name, own in variants.items():
        if not isinstance(own, dict) or "blueprint" not in own:
            continue
        at: Path = ("variants", name)
        try:
            found = _read(written, own)
            whole[name] = _merged(found.tree, own)
        except Wrong as wrong:
            problems += wrong.under(*at)
            continue
        for path, place in found.places.items():
            places.setdefault((*at, *path), place)
    if problems:
        raise ScenarioError(located(problems, written))
    return written._replace(tree={**written.tree, "variants": whole}, places=places)


def _read(written: Written, own: dict[str, Tree]) -> yaml_file.Document:
    """Read the file that a variant names."""
    if "like" in own:
        said = "a variant is like another, or has a blueprint's file, not both"
        raise Wrong.because(said, "leave one of them out", ("blueprint",))
    name = own["blueprint"]
    try:
        found = yaml_file.read(inside(written.folder, name), str(written.folder / str(name)))
    except ScenarioError as error:
        raise Wrong(error.problems) from None
    except Wrong as wrong:
        raise Wrong(wrong.under("blueprint")) from None
    _check(found)
    return found


def _check(found: yaml_file.Document) -> None:
    if not isinstance(found.tree, dict):
        said, remedy = "this blueprint is not a map", "write teams and steps in it"
        raise Wrong([Problem((), said, remedy, place=str(found.places[()]))])
    remedy = f"a blueprint's file holds {', '.join(KEYS)}"
    unknown = [key for key in found.tree if key not in KEYS]
    if unknown:
        raise Wrong(
            Problem((key,), f"unknown key '{key}'", remedy, place=str(found.places[(key,)]))
            for key in unknown
        )


def _merged(base: Tree, own: dict[str, Tree]) -> dict[str, Tree]:
    """Merge a variant into its blueprint as into one that it is like."""
    mine = {key: part for key, part in own.items() if key != "blueprint"}
    derived = derive({"variants": {"file": base, "own": {**mine, "like": "file"}}})
    if derived.problems:
        raise Wrong(problem._replace(path=problem.path[2:]) for problem in derived.problems)
    merged: dict[str, Tree] = derived.tree["variants"]["own"]
    del merged["like"]
    emptied = list(merged.pop("without"))
    return {**merged, "without": emptied} if emptied else merged
