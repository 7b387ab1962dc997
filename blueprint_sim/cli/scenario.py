"""The scenario that a command is about: its file, what ``--set`` changes, variants by name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from blueprint_sim.cli.parser import Function, Mistake, file_argument, several
from blueprint_sim.streams import say

if TYPE_CHECKING:
    from blueprint_sim.errors import Problem
    from blueprint_sim.model.scenario import Scenario


def scenario_file(command: Function) -> Function:
    """Take the scenario file, and the values that ``--set`` changes in it."""
    sets = several(
        "--set",
        "sets",
        metavar="PATH=VALUE",
        help="Change a value of the scenario: variants.a.teams.agents.size=9.",
    )
    return file_argument("scenario", check=_is_a_file)(sets(command))


def _is_a_file(path: Path) -> None:
    if path.is_dir():
        raise Mistake(f"{path} is a folder; give the scenario file in it")
    if not path.exists():
        near = _nearest(str(path), [str(other) for other in path.parent.glob("*.yaml")])
        raise Mistake(f"there is no file {path}{near}")


def _nearest(name: str, names: list[str]) -> str:
    """Suggest the nearest of `names`, as the end of a sentence; nothing if none is near."""
    from difflib import get_close_matches

    near = get_close_matches(name, names, n=1)
    return f"; did you mean {near[0]}?" if near else ""


def read(path: Path, sets: tuple[str, ...]) -> tuple[Scenario, list[Problem]]:
    """Read and check a scenario; give it and its warnings, or raise all that is wrong."""
    from blueprint_sim.format.load import load, warnings

    scenario = load(path, sets)
    return scenario, warnings(scenario)


def warn(warnings: list[Problem]) -> None:
    """Say what looks wrong and may be right."""
    for warning in warnings:
        say(f"Warning: {warning}")


def named(names: tuple[str, ...], scenario: Scenario) -> tuple[str, ...]:
    """Find variants by id, or by a label that only one of them has, in capitals or not."""
    return tuple(_one_named(name, scenario) for name in names)


def _one_named(name: str, scenario: Scenario) -> str:
    if name in scenario.variants:
        return name
    wanted = name.casefold()
    found = [
        variant
        for variant in scenario.variants
        if wanted in (variant.casefold(), scenario.label(variant).casefold())
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise Mistake(f"{name} may be any of {', '.join(found)}; write one of these")
    near = _nearest(name, list(scenario.variants))
    raise Mistake(f"there is no variant {name}{near}. There are:\n{known(scenario)}")


def known(scenario: Scenario) -> str:
    """List the variants, a line each, with their labels."""
    labels = {name: scenario.label(name) for name in scenario.variants}
    return "\n".join(
        f"  {name}" + (f" ({label})" if label != name else "") for name, label in labels.items()
    )
