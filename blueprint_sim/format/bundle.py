"""A scenario with every file that it reads from: what reads the same in any other folder."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_sim.errors import OutputError, Path, dotted
from blueprint_sim.format.files import ARRIVALS, OF_VALUES, inside
from blueprint_sim.format.write import text_of
from blueprint_sim.model.base import Tree, Wrong
from blueprint_sim.model.scenario import Scenario

SCENARIO = "scenario.yaml"


def bundle(scenario: Scenario) -> dict[str, bytes]:
    """Give a scenario as written, and the CSV files that it names, by their names.

    Put into any folder, `load` reads the same scenario from its ``scenario.yaml``. The other files
    keep their places beside it; one that was named in a roundabout way, or by its place on this
    machine, is named by its place in the folder. A file of its own for a blueprint is needed no
    more: the blueprint stands in its variant.

    Raises
    ------
    OutputError
        If one of the files cannot be read any more.
    """
    written, provenance = scenario.written, scenario.provenance
    root = written.folder.resolve()
    files: dict[str, bytes] = {}
    names: dict[Path, str] = {}
    for path, text in _named(written.tree, ()):
        name = provenance[path].written if path in provenance else text
        try:
            file = inside(root, name)
            place = file.relative_to(root).as_posix()
            files[place] = file.read_bytes()
        except (Wrong, OSError) as error:
            said = f"{name}, which {dotted(path)} names, cannot be read any more"
            raise OutputError(said) from error
        # What stands behind the name, a source in parentheses, stays.
        names[path] = text.replace(name, place, 1)
    tree = _renamed(written.tree, names, ())
    return {**dict(sorted(files.items())), SCENARIO: text_of(tree).encode()}


def _named(node: Tree, path: Path) -> Iterator[tuple[Path, str]]:
    """Find where a tree names files: laws of values, and times of arrivals."""
    if isinstance(node, list):
        for number, part in enumerate(node):
            yield from _named(part, (*path, number))
    elif isinstance(node, dict):
        for law in OF_VALUES:
            values = node.get(law)
            if isinstance(values, dict) and isinstance(values.get("file"), str):
                yield (*path, law, "file"), values["file"]
        if path == ARRIVALS and isinstance(node.get("times"), str) and "column" in node:
            yield (*path, "times"), node["times"]
        for key, part in node.items():
            yield from _named(part, (*path, key))


def _renamed(node: Tree, names: dict[Path, str], path: Path) -> Tree:
    """Give a copy of a tree with other names of files."""
    if isinstance(node, list):
        return [_renamed(part, names, (*path, number)) for number, part in enumerate(node)]
    if isinstance(node, dict):
        return {key: _renamed(part, names, (*path, key)) for key, part in node.items()}
    return names.get(path, node)
