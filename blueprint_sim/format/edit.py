"""Changing a scenario from outside: ``--set variants.a.teams.agents.size=10``.

The tree as written is changed, never what was derived from it, so whatever derives from a value
moves with it.
"""

from __future__ import annotations

import copy
import re

from blueprint_sim.errors import Path, dotted
from blueprint_sim.model.base import Tree, Wrong, did_you_mean, shown
from blueprint_sim.model.derive import NAMED, derive
from blueprint_sim.model.places import fits

_PART = re.compile(r"([^.\[\]]+)|\[([0-9]{1,6})\]")
# Maps whose keys are names that the author gave: a new one here would be a typing error.
GIVEN_NAMES: tuple[tuple[str, ...], ...] = (
    ("variants",), *(("variants", "*", part) for part in NAMED if part != "fixes"), ("personas",),
    ("facts",), ("sources",), ("demand", "reasons"), ("demand", "causes"),
)  # fmt: skip


def parse_path(text: str) -> Path:
    """Read a path as people write it: ``variants.a.steps.ask.next[0].then``."""
    parts: list[str | int] = []
    at = 0
    while at < len(text):
        match = _PART.match(text, at)
        if match is None:
            raise Wrong.because(f"{shown(text)} is not a path", "write it as run.seed or next[0]")
        parts.append(match[1] if match[1] is not None else int(match[2]))
        at = match.end() + (text[match.end() : match.end() + 1] == ".")
    if not parts:
        raise Wrong.because("a path is missing here", "write one, such as run.seed")
    return tuple(parts)


def put(tree: Tree, path: Path, value: Tree) -> Tree:
    """Give a copy of a tree as written in which `path` has the value.

    A part that a variant inherits becomes its own: the key of the step, team or channel is written
    into the variant, and what is like this variant inherits it in turn. A map may be a new variant.

    Raises
    ------
    Wrong
        If a name on the path does not exist, or a position lies outside its list.
    """
    whole = derive(tree).tree
    if len(path) != 2 or path[0] != "variants" or not isinstance(value, dict):
        _must_exist(whole, path)
    changed = copy.deepcopy(tree)
    _write_in(changed, whole, path)
    node = changed
    for i, part in enumerate(path[:-1]):
        if isinstance(node, dict) and node.get(str(part), "") == "":
            node[str(part)] = {}
        node = node[part]
        if not isinstance(node, dict | list):
            said = f"{dotted(path[: i + 1])} is {shown(node)}, which has no parts"
            raise Wrong.because(said, f"set {dotted(path[: i + 1])} as a whole")
    node[path[-1]] = value
    return changed


def _must_exist(whole: Tree, path: Path) -> None:
    node = whole
    for i, part in enumerate(path):
        if isinstance(part, int):
            if not isinstance(node, list | tuple) or part >= len(node):
                raise Wrong.because(
                    f"there is no {dotted(path[: i + 1])}", "positions count from 0"
                )
        elif not isinstance(node, dict):
            if i and node not in ("", None):
                said = f"there is no {dotted(path[: i + 1])}"
                raise Wrong.because(said, f"set {dotted(path[:i])} as a whole")
            if fits(path[:i], GIVEN_NAMES):
                remedy = f"write {dotted(path[:i])} in the file first"
                raise Wrong.because(f"there is no {dotted(path[: i + 1])}", remedy)
        elif part not in node and fits(path[:i], GIVEN_NAMES):
            raise Wrong.because(f"there is no {dotted(path[: i + 1])}", did_you_mean(part, node))
        try:
            node = node[part]
        except (KeyError, TypeError, IndexError):
            node = None


def _write_in(changed: Tree, whole: Tree, path: Path) -> None:
    """Write an inherited part into its variant, down to the key that is replaced whole."""
    if len(path) < 3 or path[0] != "variants":
        return
    depth = 5 if path[2] in NAMED else 3
    own, full = changed["variants"][path[1]], whole["variants"][path[1]]
    for part in path[2:depth]:
        if not isinstance(own, dict) or not isinstance(full, dict) or part not in full:
            return
        if part not in own:
            leaf = len(path) <= depth and part == path[-1]
            last = part == path[depth - 1] if len(path) > depth else leaf
            own[part] = copy.deepcopy(full[part]) if last else {}
        own, full = own[part], full[part]
