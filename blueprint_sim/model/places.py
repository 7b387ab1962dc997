"""What stands at which place of a scenario: names, words and prose, or what may be a number.

A name that an author gives may be any key of the format: a persona called `owner`, a fact called
`when`. So a place is told by the whole path to it, and never by a word that stands on the way.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Final, TypeAlias

from blueprint_sim.errors import Path

ANY: Final = "*"
"""Stands for any name in a pattern; 0 stands for any position in a list."""
Pattern: TypeAlias = tuple[str | int, ...]

VARIANT: Final = ("variants", ANY)
TEAM: Final = (*VARIANT, "teams", ANY)
CHANNEL: Final = (*VARIANT, "channels", ANY)
STEP: Final = (*VARIANT, "steps", ANY)


def _all(at: Pattern, keys: str) -> tuple[Pattern, ...]:
    return tuple((*at, key) for key in keys.split())


PROSE: Final[tuple[Pattern, ...]] = (
    *_all((), "scenario about currency"), ("compare", "baseline"), ("sources", ANY, ANY),
    ("personas", ANY, "label"), *_all(("demand", "reasons", ANY), "label cause"),
    *_all(("demand", "causes", ANY), "label owner"), *_all(VARIANT, "label about like"),
    (*TEAM, "label"), (*CHANNEL, "label"), *_all(STEP, "label owner evidence"),
)  # fmt: skip
"""Prose, where a word in parentheses is just that."""

_WORDS: Final[tuple[Pattern, ...]] = (
    *_all(("demand", "arrivals"), "times column"), *_all(VARIANT, "start without"),
    (*VARIANT, "without", 0), *_all(TEAM, "kind lane when_full"), (*TEAM, "carries", 0),
    (*CHANNEL, "live"), (*CHANNEL, "carries", 0), (*STEP, "by", 0), (*STEP, "asks", 0),
    (*STEP, "events", 0),
    *_all(STEP, "by next if_not asks events channel meanwhile needs lane away hold"),
)  # fmt: skip
"""One word in the place of a value: mostly the name of something else."""

_MAPS_OF_NAMES: Final[tuple[Pattern, ...]] = (
    *_all((), "sources personas facts variants"), *_all(("demand",), "reasons causes recontact"),
    ("experience", "feels"), ("personas", ANY, "feels"), *_all(VARIANT, "teams channels steps"),
    *_all(VARIANT, "fixes start"), *_all(STEP, "asks events next if_not"),
)  # fmt: skip
"""Maps whose keys are names."""

CARRIES: Final = ((*TEAM, "carries"), (*CHANNEL, "carries"))
"""Where everything and nothing are numbers, too."""
_FROM_A_FILE: Final = ("given", "empirical")


def fits(path: Path, patterns: Iterable[Pattern]) -> bool:
    """Tell whether a path is one of some patterns."""
    return any(len(path) == len(pattern) and all(map(_is, pattern, path)) for pattern in patterns)


def _is(part: str | int, found: str | int) -> bool:
    if isinstance(part, int) or isinstance(found, int):
        return isinstance(part, int) and isinstance(found, int)
    return part in (ANY, found)


def is_prose(path: Path) -> bool:
    """Tell prose from what may be a quantity."""
    return fits(path, PROSE)


def is_word(path: Path) -> bool:
    """Tell a name, or another word, and what rules ask, from what may be a number."""
    return (
        any(isinstance(at, int) and key == "when" for at, key in pairwise(path))
        or (len(path) > 1 and path[-2] in _FROM_A_FILE and path[-1] in ("file", "column"))
        or fits(decided(path), _WORDS)
    )


def holds_names(path: Path) -> bool:
    """Tell whether the keys of the map at a path are names."""
    return fits(decided(path), _MAPS_OF_NAMES)


def decided(path: Path) -> Path:
    """Give the path of what a rule decides: `next` for `next[0].then`."""
    kept: list[str | int] = []
    for part in path:
        if part in ("then", "otherwise") and kept and isinstance(kept[-1], int):
            kept.pop()
        else:
            kept.append(part)
    return tuple(kept)
