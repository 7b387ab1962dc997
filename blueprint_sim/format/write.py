"""A scenario as YAML that people like to read, and that reads back the same.

Keys keep their order. A map or list that fits on its line stands there in braces or brackets;
a longer one has a line for each part. Text stands bare where every reader of YAML takes it for
what it is, and in quotes elsewhere.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

from blueprint_sim.model.base import Tree
from blueprint_sim.model.scenario import Scenario, given_scenario

COLUMNS = 100
STEP = "  "
LONGEST_KEY = 1000
"""Characters; of a longer key YAML must be told that it is one."""
INSIDE = ",[]{}"
"""What ends a bare text between braces or brackets."""
_WORD = r"([^\W\d]|[1-9][0-9]*_?[^\W\d_]{2}).*"
"""Begins with a letter, or with a number that goes on as a word: ``2_clerks``."""
_QUANTITY = r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?%?( .*)?"
"""A number, alone or before a unit."""
_GUESSED = re.compile(r"y|n|yes|no|on|off|true|false|null", re.IGNORECASE)
"""What other readers of YAML take for something else than a word."""
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def dumps(scenario: Scenario) -> str:
    """Write a scenario as YAML that reads back the same.

    What is written is the scenario as its author wrote it, with every change since: what a variant
    inherits stays inherited, and sources stay at their values. A blueprint from a file of its own
    is written in its variant's place. Comments are lost; a CSV file that the scenario names is
    still named, and not copied.

    Parameters
    ----------
    scenario
        One that came from `load`, `loads`, `build` or `Scenario.with_`.

    Returns
    -------
    str
        YAML, with a line feed at its end.

    Examples
    --------
    >>> import blueprint_sim
    >>> scenario = blueprint_sim.example().with_({"demand": {"arrivals": "40 per hour"}})
    >>> text = blueprint_sim.dumps(scenario)
    >>> "demand: {arrivals: 40 per hour}" in text
    True
    >>> blueprint_sim.loads(text) == scenario
    True
    """
    return text_of(given_scenario(scenario).written.tree)


def text_of(tree: Tree) -> str:
    """Write a tree as YAML, with a line feed at its end."""
    if isinstance(tree, dict) and tree:
        lines = _apart(_section(key, part) for key, part in tree.items())
    elif isinstance(tree, list) and tree:
        lines = _block(tree, COLUMNS)
    else:
        lines = [_flow(tree)]
    return "\n".join(lines) + "\n"


# On one line


def _flow(tree: Tree) -> str:
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{_key(key)}: {_flow(part)}" for key, part in tree.items()) + "}"
    if isinstance(tree, list | tuple):
        return "[" + ", ".join(map(_flow, tree)) + "]"
    return _scalar(tree, INSIDE)


def _scalar(text: str, forbidden: str = "") -> str:
    alike = text in ("yes", "no") or _is_bare(text, f"{_WORD}|{_QUANTITY}", forbidden)
    return text if alike else _quoted(text)


def _key(key: str) -> str:
    return key if _is_bare(key, _WORD, INSIDE) else _quoted(key)


def _is_bare(text: str, form: str, forbidden: str) -> bool:
    """Tell whether every reader takes a text of this form, without quotes, for what it is."""
    return (
        re.fullmatch(form, text) is not None
        and _GUESSED.fullmatch(text) is None
        and _is_legible(text)
        and " #" not in text
        and not any(mark in text for mark in ":" + forbidden)
    )


def _quoted(text: str) -> str:
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(mark: str) -> str:
    if mark in _ESCAPES or mark.isprintable():
        return _ESCAPES.get(mark, mark)
    code = ord(mark)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


# A line for each part


def _section(key: str, part: Tree) -> list[str]:
    """Write a part of a scenario; the variants always stand one below the other."""
    if key != "variants" or not isinstance(part, dict) or not part:
        return _entry(key, part, COLUMNS)
    variants = (_entry(name, own, COLUMNS - len(STEP)) for name, own in part.items())
    return [f"{key}:", *_indented(_apart(variants))]


def _entry(key: str, part: Tree, room: int) -> list[str]:
    """Write a key and its value, in so many columns."""
    name = _key(key)
    if len(name) > LONGEST_KEY:
        return [f"? {name}", *_after(":", part, room)]
    return _after(f"{name}:", part, room)


def _after(start: str, part: Tree, room: int) -> list[str]:
    """Write a value after the start of its line, and below it."""
    if isinstance(part, str):
        return _text(start, part, room)
    line = f"{start} {_flow(part)}"
    if not part or (len(line) <= room and _is_plain(part)):
        return [line]
    return [start, *_indented(_block(part, room - len(STEP)))]


def _block(part: Tree, room: int) -> list[str]:
    if isinstance(part, dict):
        return [line for key, inner in part.items() for line in _entry(key, inner, room)]
    return [line for inner in part for line in _item(inner, room)]


def _item(part: Tree, room: int) -> list[str]:
    """Write an item of a list; a map in it begins on its line."""
    lines = _after("-", part, room)
    if lines[0] != "-" or len(lines) == 1:
        return lines
    first, *more = lines[1:]
    return ["- " + first.removeprefix(STEP), *more]


def _is_plain(part: Tree) -> bool:
    """Tell what is taken in at a glance: there is at most one map in any map."""
    if isinstance(part, dict):
        maps = sum(isinstance(inner, dict) and bool(inner) for inner in part.values())
        return maps <= 1 and all(_is_plain(inner) for inner in part.values())
    return not isinstance(part, list | tuple) or all(_is_plain(inner) for inner in part)


def _text(start: str, text: str, room: int) -> list[str]:
    """Write a text; one that has lines, or is long, goes below."""
    line = f"{start} {_scalar(text)}" if text else start
    if text.startswith(" ") or ("\n" not in text and len(line) <= room):
        return [line]
    lines = text.removesuffix("\n").split("\n")
    if len(lines) > 1 and lines[0] and lines[-1] and all(map(_is_legible, lines)):
        return [f"{start} |" if text.endswith("\n") else f"{start} |-", *_indented(lines)]
    if _is_legible(text) and "  " not in text:
        return [f"{start} >-", *_indented(_wrapped(text, room - len(STEP)))]
    return [line]


def _wrapped(text: str, room: int) -> list[str]:
    return textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False)


def _is_legible(line: str) -> bool:
    return line.isprintable() and not line.endswith(" ")


def _apart(parts: Iterable[list[str]]) -> list[str]:
    """Join parts, with an empty line around each that is longer than a line."""
    joined: list[str] = []
    tall = False
    for lines in parts:
        if joined and (tall or len(lines) > 1):
            joined.append("")
        tall = len(lines) > 1
        joined += lines
    return joined


def _indented(lines: Iterable[str]) -> list[str]:
    return [STEP + line if line else line for line in lines]
