"""Records moved as a whole: every place in them, however deep."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from blueprint_sim.report.layout.records import (
    Badge,
    Disc,
    Ending,
    Line,
    Node,
    Note,
    Point,
    Rect,
    Way,
)

WITHOUT_PLACES = (Node, Way, Ending, Note, Badge)


def _same(value: float) -> float:
    return value


def shifted(
    thing: Any, x: Callable[[float], float] = _same, y: Callable[[float], float] = _same
) -> Any:
    """Return a record, or a tuple of records, with every place in it moved.

    Parameters
    ----------
    x, y
        The new coordinate, by the old one.
    """
    if isinstance(thing, Rect):
        return Rect(x(thing.left), y(thing.top), x(thing.right), y(thing.bottom))
    if isinstance(thing, (Point, Disc)):
        return thing._replace(x=x(thing.x), y=y(thing.y))
    if isinstance(thing, Line):
        name = shifted(thing.name, x, y)
        return thing._replace(y=y(thing.y), left=x(thing.left), right=x(thing.right), name=name)
    if not isinstance(thing, tuple) or isinstance(thing, WITHOUT_PLACES):
        return thing
    parts = [shifted(part, x, y) for part in thing]
    return type(thing)(*parts) if hasattr(thing, "_fields") else tuple(parts)
