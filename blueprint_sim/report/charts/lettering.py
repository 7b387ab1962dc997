"""Text in a chart: wrapped, shrunk and cut to its place, with signs set as in print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from blueprint_sim.report.canvas import Canvas, plain, width_of
from blueprint_sim.report.ink.marks import Align
from blueprint_sim.report.ink.palette import TYPE

ELLIPSIS = "\u2026"
MINUS = "\u2212"
LEADING = 1.28
"""From baseline to baseline, in sizes of the type."""
SHORT = 0.45
"""Of the widest line: a last line that is shorter leaves a word or two alone."""
NARROWER = 0.1
"""By how much lines are set narrower at a time, in inches."""
_SIGN = re.compile(r"(?<![\w-])-(?=\d)")


def typeset(text: str) -> str:
    """Set a minus before a number as a minus, not as a hyphen."""
    return _SIGN.sub(MINUS, plain(text))


class Block(NamedTuple):
    """Lines of text that fit a place."""

    lines: tuple[str, ...]
    size: float
    """In points."""
    bold: bool = False
    whole: str = ""
    """The whole text, if some of it is cut off."""

    @property
    def width(self) -> float:
        """Of the widest line, in inches."""
        return max(width_of(line, self.size, self.bold) for line in self.lines)

    @property
    def height(self) -> float:
        """Of all lines, each with its leading, in inches."""
        return len(self.lines) * self.size * LEADING / 72


def block(
    text: str, width: float, sizes: Sequence[float], *, most: int = 1, bold: bool = False
) -> Block:
    """Set a text in the largest of some sizes in which it fits, or cut it in the least.

    Parameters
    ----------
    text : str
        One paragraph.
    width : float
        Of its place, in inches.
    sizes : sequence of float
        In points, the largest first.
    most : int
        Lines that there is room for.
    bold : bool
        Whether the type is bold.

    Returns
    -------
    Block
        The lines. A cut text ends in an ellipsis and carries the whole.
    """
    text = typeset(text)
    for size in sizes:
        lines = list(_wrapped(text, width, size, bold))
        if len(lines) <= most and _unbroken(text, lines):
            return Block(_without_widow(text, lines, size, bold), size, bold)
    least = sizes[-1]
    lines = list(_wrapped(text, width, least, bold))
    if len(lines) <= most:
        return Block(tuple(lines), least, bold)
    last = cut(" ".join(lines[most - 1 :]), width, least, bold)
    return Block((*lines[: most - 1], last), least, bold, text)


def blocks(
    texts: Sequence[str], width: float, sizes: Sequence[float], *, most: int = 1, bold: bool = False
) -> list[Block]:
    """Set several texts, all in the largest size in which every one of them fits."""
    found = [block(text, width, sizes, most=most, bold=bold) for text in texts]
    least = min((each.size for each in found), default=sizes[0])
    return [block(text, width, (least,), most=most, bold=bold) for text in texts]


def _without_widow(text: str, lines: list[str], size: float, bold: bool) -> tuple[str, ...]:
    """Set the lines narrower, as many as they are, where the last would be far shorter."""
    wide = [width_of(line, size, bold) for line in lines]
    width = max(wide)
    while wide[-1] < SHORT * max(wide):
        width -= NARROWER
        narrow = list(_wrapped(text, width, size, bold))
        if len(narrow) > len(lines) or not _unbroken(text, narrow):
            break
        lines, wide = narrow, [width_of(line, size, bold) for line in narrow]
    return tuple(lines)


def _unbroken(text: str, lines: list[str]) -> bool:
    """Tell whether every word stands whole."""
    return " ".join(lines) == text


def _wrapped(text: str, width: float, size: float, bold: bool) -> Iterator[str]:
    """Break at spaces; a word wider than a line is broken anywhere."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width_of(longer, size, bold) <= width:
            line = longer
            continue
        if line:
            yield line
        *full, line = _broken(word, width, size, bold)
        yield from full
    yield line


def _broken(word: str, width: float, size: float, bold: bool) -> Iterator[str]:
    start = 0
    for end in range(1, len(word) + 1):
        if width_of(word[start:end], size, bold) > width and end - start > 1:
            yield word[start : end - 1]
            start = end - 1
    yield word[start:]


def cut(text: str, width: float, size: float, bold: bool = False) -> str:
    """Cut one line to a width in inches, ending in an ellipsis where something is lost."""
    if width_of(text, size, bold) <= width:
        return text
    end = len(text)
    while end and width_of(text[:end].rstrip() + ELLIPSIS, size, bold) > width:
        end -= 1
    return text[:end].rstrip() + ELLIPSIS


def write(
    canvas: Canvas,
    x: float,
    y: float,
    found: Block,
    colour: str | None = None,
    *,
    align: Align = "left",
    middle: bool = False,
) -> None:
    """Write a block, its first capitals topped at `y`, or its whole about `y`."""
    step = found.size * LEADING / 72
    top = y - (len(found.lines) - 1) * step / 2 if middle else y
    for number, line in enumerate(found.lines):
        canvas.text(
            x,
            top + number * step,
            line,
            found.size,
            colour,
            bold=found.bold,
            align=align,
            valign="middle" if middle else "top",
            hover=found.whole,
        )


def shrinking(largest: float, least: float = TYPE.note) -> tuple[float, ...]:
    """List sizes in steps of a point, the largest first and the least last."""
    return (*(largest - step for step in range(ceil(largest - least))), least)
