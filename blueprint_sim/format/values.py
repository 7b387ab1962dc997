"""Values from Python, as a scenario file would hold them: text, lists and maps of these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from numbers import Number
from typing import Any

from blueprint_sim.format.yaml_file import MAX_DEPTH
from blueprint_sim.model.base import Gather, Tree, Wrong, shown


def as_tree(value: Any) -> Tree:
    """Turn a value from Python into what a file would say.

    Numbers become text, True and False ``yes`` and ``no``, None an empty place; arrays and
    series of numbers become lists.

    Raises
    ------
    Wrong
        With everything in it that no file can hold.
    """
    return _tree(value, 0)


def _tree(value: Any, depth: int) -> Tree:
    if hasattr(value, "tolist"):
        value = value.tolist()
    if not isinstance(value, Mapping | list | tuple | range):
        return _text(value)
    if depth >= MAX_DEPTH:
        raise Wrong.because("this is nested too deeply", f"at most {MAX_DEPTH} levels")
    return _map(value, depth) if isinstance(value, Mapping) else _list(value, depth)


def _map(value: Mapping[Any, Any], depth: int) -> dict[str, Tree]:
    gather = Gather()
    found: dict[str, Tree] = {}
    for key, part in value.items():
        if isinstance(key, str) and _is_whole(key) and key not in ("", "<<"):
            found[key] = gather.read(lambda part: _tree(part, depth + 1), part, key)
        else:
            gather.wrong(f"{shown(repr(key))} stands where a key belongs", "a key is a name")
    gather.end()
    return found


def _list(value: Sequence[Any], depth: int) -> list[Tree]:
    gather = Gather()
    found = [gather.read(lambda part: _tree(part, depth + 1), p, i) for i, p in enumerate(value)]
    gather.end()
    return found


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, str | Number):
        said = f"a value of type {type(value).__name__} stands here"
        raise Wrong.because(said, "write text, a number, a list or a map")
    text = str(value)
    if not _is_whole(text):
        raise Wrong.because("half a character is written here", "write the character itself")
    return text


def _is_whole(text: str) -> bool:
    """Tell whether a text has no half of a pair of characters, which no file can hold."""
    return not any("\ud800" <= mark <= "\udfff" for mark in text)
