"""Marks: what a canvas holds, in inches, y downwards. Plain records and their geometry.

A shape is a path with a fill and an edge; words are one line of text. Everything that a picture
shows is one of the two, so that a painter is short and all of them show the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from math import hypot
from typing import Final, Literal, NamedTuple, TypeAlias

Point: TypeAlias = tuple[float, float]
Verb: TypeAlias = Literal["M", "L", "Q", "C", "Z"]
"""Move to, line to, curve with one or two control points, close; as in SVG."""
Stroke: TypeAlias = tuple[Verb, tuple[Point, ...]]
Path: TypeAlias = tuple[Stroke, ...]
Align: TypeAlias = Literal["left", "middle", "right"]

_CIRCLE: Final = 0.5522847498
"""Control points of a quarter circle as one cubic curve, in radii."""

_HIDDEN: Final = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Kinds of characters that show nothing, or that XML cannot hold."""
_JOINERS: Final = "\u200c\u200d"
"""Invisible too, but some scripts are misspelt without them."""
_FROM_LEFT: Final = "\N{LEFT-TO-RIGHT MARK}"
OUTLINES: Final[dict[str, tuple[Point, ...]]] = {
    "triangle": ((0, -1.0), (1.0, 0.8), (-1.0, 0.8)),
    "diamond": ((0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0)),
    "cross": (
        *((0, -0.5), (0.55, -1.05), (1.05, -0.55), (0.5, 0), (1.05, 0.55), (0.55, 1.05)),
        *((0, 0.5), (-0.55, 1.05), (-1.05, 0.55), (-0.5, 0), (-1.05, -0.55), (-0.55, -1.05)),
    ),
}
"""Corners of the markers that are neither round nor square, about 0, within about 1."""


class Shape(NamedTuple):
    """A path, filled, outlined or both."""

    path: Path
    fill: str | None = None
    edge: str | None = None
    width: float = 1.0
    """Of the outline, in points."""
    dash: tuple[float, ...] = ()
    """Lengths on and off, in widths of the line."""
    opacity: float = 1.0
    """Of the fill."""


class Words(NamedTuple):
    """One line of text on its baseline."""

    at: Point
    text: str
    size: float
    """In points."""
    colour: str
    width: float
    """In inches, as measured."""
    bold: bool = False
    align: Align = "left"
    halo: str | None = None
    """A colour around the letters, so that they read across a line."""
    hover: str = ""
    """What a reader sees who rests on it, where that can be shown."""


Mark: TypeAlias = Shape | Words


def plain(text: str) -> str:
    """Make one line of a text: breaks and tabs become spaces, what cannot be shown is left out.

    Marks that turn the direction of writing are left out too: they could reorder what stands
    beside them.
    """
    kept = (" " if letter.isspace() else letter for letter in text)
    return " ".join("".join(letter for letter in kept if _shows(letter)).split())


def from_left(text: str) -> str:
    """Have a line that holds words written from the right read from the left all the same.

    A mark before it makes the left its beginning; one before a quotation mark that follows such
    words keeps what comes then, such as a number, behind them.
    """
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    turned = [kind in ("R", "AL") for kind in kinds]
    if not any(turned) or not {"L", "EN"}.intersection(kinds):
        return text
    ends = zip(text, [False, *turned], strict=False)
    return _FROM_LEFT + "".join(
        _FROM_LEFT + letter if letter == '"' and before else letter for letter, before in ends
    )


def _shows(letter: str) -> bool:
    if letter in _JOINERS:
        return True
    nothing = ord(letter) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(letter) <= 0xFDEF
    return not nothing and unicodedata.category(letter) not in _HIDDEN


def moved(mark: Mark, dx: float, dy: float) -> Mark:
    """Move a mark, in inches to the right and down."""
    if isinstance(mark, Words):
        return mark._replace(at=(mark.at[0] + dx, mark.at[1] + dy))
    path = tuple((verb, tuple((x + dx, y + dy) for x, y in points)) for verb, points in mark.path)
    return mark._replace(path=path)


def polyline(points: Sequence[Point], *, closed: bool = False) -> Path:
    """Join points by straight lines."""
    first, *others = points
    path: list[Stroke] = [("M", (first,)), *(("L", (point,)) for point in others)]
    return (*path, ("Z", ())) if closed else tuple(path)


def rounded(points: Sequence[Point], radius: float) -> Path:
    """Join points by straight lines, with corners rounded by a radius in inches."""
    path: list[Stroke] = [("M", (points[0],))]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        reach = min(radius, _distance(before, corner) / 2, _distance(corner, after) / 2)
        into, out = towards(corner, before, reach), towards(corner, after, reach)
        path += [("L", (into,)), ("Q", (corner, out))]
    return (*path, ("L", (points[-1],)))


def box(x: float, y: float, width: float, height: float, radius: float = 0.0) -> Path:
    """Outline of a rectangle by its upper left corner, with rounded corners, in inches."""
    left, top, right, bottom = x, y, x + width, y + height
    if not radius:
        return polyline([(left, top), (right, top), (right, bottom), (left, bottom)], closed=True)
    r = min(radius, width / 2, height / 2)
    k = r * (1 - _CIRCLE)
    return (
        ("M", ((left + r, top),)),
        ("L", ((right - r, top),)),
        ("C", ((right - k, top), (right, top + k), (right, top + r))),
        ("L", ((right, bottom - r),)),
        ("C", ((right, bottom - k), (right - k, bottom), (right - r, bottom))),
        ("L", ((left + r, bottom),)),
        ("C", ((left + k, bottom), (left, bottom - k), (left, bottom - r))),
        ("L", ((left, top + r),)),
        ("C", ((left, top + k), (left + k, top), (left + r, top))),
        ("Z", ()),
    )


def circle(x: float, y: float, radius: float) -> Path:
    """Outline of a circle by its centre, in inches."""
    return box(x - radius, y - radius, 2 * radius, 2 * radius, radius)


def towards(start: Point, end: Point, reach: float) -> Point:
    """Give the point at a distance from a start in the direction of an end, in inches."""
    length = _distance(start, end)
    share = reach / length if length else 0.0
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def arrowhead(tip: Point, tail: Point, width: float) -> tuple[Path, float]:
    """Outline of an arrow's head at a tip, for a line of a width in points; and its length."""
    length, half = head_size(width)
    base = towards(tip, tail, length)
    if base == tip:
        return polyline([tip, tip], closed=True), 0.0
    across = ((base[1] - tip[1]) / length * half, (tip[0] - base[0]) / length * half)
    wings = [
        (base[0] + across[0], base[1] + across[1]),
        (base[0] - across[0], base[1] - across[1]),
    ]
    return polyline([tip, *wings], closed=True), length


def head_size(width: float) -> tuple[float, float]:
    """Length and half the breadth of an arrow's head, in inches, by the line's width in points."""
    return 0.12 + width / 72 * 1.1, 0.05 + width / 72 * 0.85


def _distance(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])
