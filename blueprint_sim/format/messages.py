"""What goes wrong, in plain words and at its place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from blueprint_sim.errors import Path, Problem
from blueprint_sim.model.written import Place, Written

_QUOTES = "put text with a comma, a `: ` or a bracket in it in quotes"
_CLOSE = f"close it, or {_QUOTES}"
# What PyYAML says (a pattern), what we say instead, and what would do.
_SYNTAX: tuple[tuple[str, str, str], ...] = (
    (r"found character '\\t'", "a tab stands here", "indent with spaces"),
    (r"found character '([%@`|>])'", "text cannot begin with '{0}'", "put it in quotes"),
    (r"expected ',' or '([}\]])', but got", "this {{ }} or [ ] goes wrong here", _CLOSE),
    (r"expected the node content", "a key or a value is missing here", _QUOTES),
    (r"mapping values are not allowed", "a second `: ` stands on this line", _QUOTES),
    (r"while scanning a simple key|could not find expected ':'",
     "this line is no `key: value`", "add a colon and a space, or quotes around the text"),
    (r"unexpected end of stream|found unexpected document separator",
     "quotes are opened here and never closed", "close them"),
    (r"expected <block end>, but found '([,}\]])'",
     "'{0}' stands here without a bracket to open it", f"remove it, or {_QUOTES}"),
    (r"expected <block end>",
     "this line does not fit the ones above", "mend its indentation, or a bracket"),
    (r"mapping keys are not allowed", "text cannot begin with '? '", "put it in quotes"),
    (r"sequence entries are not allowed",
     "a list cannot begin here", "put it on a line of its own"),
    (r"unacceptable character|special characters are not allowed",
     "a character that cannot be shown stands here", "remove it"),
    (r"unknown escape character", "this \\ in double quotes escapes nothing", "use single quotes"),
    (r"escape sequence", "this \\ in double quotes is not whole", "use single quotes"),
    (r"undefined alias|scanning an (alias|anchor)", "& and * begin no text", "put it in quotes"),
    (r"tag", "text cannot begin with '!'", "put it in quotes"),
    (r"directive|%", "text cannot begin with '%'", "put it in quotes"),
    (r"block scalar", "this | or > goes wrong", "put the text in quotes"),
    (r"document start", "the file goes on after its end", "one scenario a file; mend indentation"),
)  # fmt: skip


def of_syntax(said: str, place: Place) -> Problem:
    """Put what a YAML parser said into plain words."""
    for pattern, message, remedy in _SYNTAX:
        match = re.search(pattern, said)
        if match:
            return Problem((), message.format(*match.groups()), remedy, place=str(place))
    return Problem((), "this is not YAML", _QUOTES, place=str(place))


def located(problems: Iterable[Problem], written: Written) -> list[Problem]:
    """Attach places to problems, in the order of the file; what is said twice is said once.

    A part that a variant inherits is placed where it is written, so a mistake in it is told once
    and not for every variant that is like the first.
    """
    seen: set[tuple[Place | str | None, str]] = set()
    found: list[tuple[tuple[str, int, int], Problem]] = []
    for problem in problems:
        place = place_of(problem.path, written)
        key = (problem.place or place, problem.message)
        if not problem.place and place is not None:
            problem = problem._replace(place=str(place))
        if key not in seen:
            seen.add(key)
            found.append((place or ("", 0, 0), problem))
    return [problem for _, problem in sorted(found, key=lambda pair: pair[0])]


def place_of(path: Path, written: Written) -> Place | None:
    """Find where a path of the resolved scenario is written, or the nearest part above it."""
    for length in range(len(path), -1, -1):
        head, rest = path[:length], path[length:]
        if head in written.origins:
            return place_of((*written.origins[head], *rest), written)
        if head in written.places and head:
            return written.places[head]
    return written.places.get(())
