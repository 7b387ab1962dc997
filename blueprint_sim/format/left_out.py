"""A tree without what is wrong in it: what is left can be read, and keeps every name it had."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Final

from blueprint_sim.errors import Path
from blueprint_sim.format.edit import GIVEN_NAMES
from blueprint_sim.model.base import Tree, Wrong
from blueprint_sim.model.places import CARRIES, STEP, VARIANT, Pattern, decided, fits

_ARRIVALS: Final[Path] = ("demand", "arrivals")
WHOLES: Final[tuple[Path, ...]] = (("demand", "reasons"), ("personas",), _ARRIVALS)
"""Parts whose values must fit together: shares, and rates that cover the day."""

_STAND_INS: Final[tuple[tuple[Pattern, Tree], ...]] = (
    (("facts", "*"), "1 s"),
    (_ARRIVALS, "1 per hour"),
    (("demand", "causes", "*"), {}),
    (("demand", "recontact", "*", "chance"), "50%"),
    (("demand", "recontact", "*", "after"), "1 h"),
    (("experience", "feels", "*"), "0"),
    (("personas", "*", "feels", "*"), "0"),
    ((*VARIANT, "fixes", "*"), "50%"),
    *(((*carries, "*"), "50%") for carries in CARRIES),
    ((*STEP, "asks", "*"), ""),
    ((*STEP, "events", "*"), "50%"),
    ((*STEP, "promise"), "1 h"),
)
"""What stands in for a value that is wrong, so that the name beside it is still a name."""
_NAMED_WITHIN: Final[tuple[Pattern, ...]] = (
    ("demand", "reasons", "*", "cause"), (*STEP, "by"), (*STEP, "asks"), (*STEP, "events"),
    (*VARIANT, "fixes"),
)  # fmt: skip
"""Where names may stand in a wrong form."""


def without(tree: Tree, paths: Iterable[Path]) -> Tree:
    """Give a copy of a resolved tree without the values at some paths.

    Raises
    ------
    Wrong
        If a name would go that other parts may call.
    """
    # What one path takes out must not send the next one to a part further up: look first.
    there = [_that_is_there(tree, path) for path in paths]
    for path in dict.fromkeys(_ARRIVALS if at[:2] == _ARRIVALS else at for at in there):
        stand_in = _stand_in(tree, path)
        if stand_in is not None and stand_in != _at(tree, path):
            tree = _replaced(tree, path, stand_in)
        elif path in WHOLES:
            tree = _without_shares(tree, path)
        elif len(path) < 2 or fits(path[:-1], GIVEN_NAMES) or fits(path, GIVEN_NAMES):
            raise Wrong([])
        elif _that_is_there(tree, path) == path:
            tree = pruned(tree, path)
    return tree


def _stand_in(tree: Tree, path: Path) -> Tree:
    """Give what may stand in for the value at a path, if anything may."""
    if fits(path, _NAMED_WITHIN):
        names = list(_names_within(_at(tree, path)))
        if path[-1] == "cause" or not names:
            return names[0] if names else None
        stand_in = _of_a_place((*path, names[0]))
        return names if stand_in is None else dict.fromkeys(names, stand_in)
    return _of_a_place(path)


def _of_a_place(path: Path) -> Tree:
    return next((value for place, value in _STAND_INS if fits(decided(path), [place])), None)


def _names_within(value: Tree) -> Iterable[str]:
    """Give the names in a value, in whatever form they are written."""
    for part in value if isinstance(value, list) else [value]:
        written = part if isinstance(part, dict) else [part]
        yield from (name for name in written if isinstance(name, str) and name[:1].isalpha())


def _at(tree: Tree, path: Path) -> Tree:
    for part in path:
        tree = tree[part]
    return tree


def _replaced(tree: Tree, path: Path, value: Tree) -> Tree:
    changed = copy.deepcopy(tree)
    _at(changed, path[:-1])[path[-1]] = copy.deepcopy(value)
    return changed


def _that_is_there(tree: Tree, path: Path) -> Path:
    """Cut a path to the nearest part of a tree, up to a key."""
    node, length = tree, 0
    for part in path:
        inside = isinstance(node, dict) and part in node
        if not inside and not (isinstance(node, list) and isinstance(part, int)):
            break
        node, length = node[part], length + 1
    while length and isinstance(path[length - 1], int):
        length -= 1
    return path[:length]


def respelt(tree: Tree, path: Path, meant: str) -> Tree:
    """Give a copy of a tree in which a misspelt key is called what was meant, if that is free."""
    changed = copy.deepcopy(tree)
    node = _at(changed, path[:-1])
    if not isinstance(node, dict) or meant in node:
        return pruned(tree, path)
    node[meant] = node.pop(path[-1])
    return changed


def _without_shares(tree: Tree, path: Path) -> Tree:
    for name in _at(tree, path):
        tree = pruned(tree, (*path, name, "share"))
    return tree


def pruned(tree: Tree, path: Path) -> Tree:
    """Give a copy of a tree without the value at a path, or the nearest part that is there."""
    left = copy.deepcopy(tree)
    there = _that_is_there(tree, path)
    if there:
        _at(left, there[:-1]).pop(there[-1])
    return left
