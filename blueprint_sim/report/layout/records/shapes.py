"""Places on a sheet, and texts in their places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

Measure = Callable[[str, float, bool], float]
"""Width in inches of a text at a size in points, bold or not."""

Align = Literal["left", "center", "right"]


class Point(NamedTuple):
    """A place on the sheet, in inches."""

    x: float
    y: float


class Rect(NamedTuple):
    """An upright rectangle, in inches."""

    left: float
    top: float
    right: float
    bottom: float


class Disc(NamedTuple):
    """A circle, in inches."""

    x: float
    y: float
    radius: float


class Text(NamedTuple):
    """Lines of text that fill `rect` from top to bottom, each `rect height / lines` high."""

    lines: tuple[str, ...]
    size: float  # pt
    rect: Rect
    align: Align = "left"
    bold: bool = False
    halo: bool = False  # paint a rim in the colour of the ground: something lies beneath
    whole: str = ""  # the full text, when the lines do not show it all
