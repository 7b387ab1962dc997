"""Marks written as SVG: text stays text, and the same marks give the same bytes.

Written here rather than by a plotting library because the page wants what those leave out: names
for screen readers, whole labels on hover, no ids that would clash when two pictures stand on one
page, and lines of text that keep the width they were measured with. Where DejaVu Sans is not
installed, `textLength` fits the substitute into the same place.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from blueprint_sim.report.ink.marks import Mark, Path, Shape, Words, from_left

POINTS = 72
"""Units of the drawing for an inch: its unit is the point, as for type."""
FONTS = "'DejaVu Sans', 'Bitstream Vera Sans', Verdana, sans-serif"
_ANCHORS = {"left": "start", "middle": "middle", "right": "end"}
_FITTED_BELOW = 0x0590
"""Scripts up to Armenian are set letter by letter, as measured. Later ones may join, stack or come
from a font that is not known here: to stretch them would do harm."""


def svg(
    marks: Iterable[Mark],
    width: float,
    height: float,
    ground: str,
    *,
    title: str = "",
    description: str = "",
) -> bytes:
    """Write marks as an SVG document.

    Parameters
    ----------
    marks : iterable of Mark
        What to show, from the back to the front.
    width, height : float
        Of the page, in inches.
    ground : str
        Colour of the page.
    title, description : str
        What a screen reader says of the picture.

    Returns
    -------
    bytes
        UTF-8.
    """
    wide, high = _number(width), _number(height)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.4g}in" height="{height:.4g}in"'
        f' viewBox="0 0 {wide} {high}" role="img" aria-label={quoteattr(title)}'
        f' font-family="{FONTS}">',
        f"<title>{escape(title)}</title>" if title else "",
        f"<desc>{escape(description)}</desc>" if description else "",
        f'<rect width="{wide}" height="{high}" fill="{ground}"/>',
        *(_words(mark) if isinstance(mark, Words) else _shape(mark) for mark in marks),
        "</svg>",
    ]
    return ("\n".join(line for line in lines if line) + "\n").encode()


def _shape(shape: Shape) -> str:
    written = f'<path d="{_path(shape.path)}" fill="{shape.fill or "none"}"'
    if shape.fill and shape.opacity < 1:
        written += f' fill-opacity="{shape.opacity:.3g}"'
    if shape.edge:
        written += f' stroke="{shape.edge}" stroke-width="{shape.width:.4g}"'
        written += ' stroke-linejoin="round"'
    if shape.edge and shape.dash:
        dashes = " ".join(f"{length * shape.width:.4g}" for length in shape.dash)
        written += f' stroke-dasharray="{dashes}"'
    return written + "/>"


def _words(words: Words) -> str:
    x, y = (_number(value) for value in words.at)
    written = f'<text x="{x}" y="{y}" font-size="{words.size:.4g}" fill="{words.colour}"'
    if words.bold:
        written += ' font-weight="bold"'
    if words.align != "left":
        written += f' text-anchor="{_ANCHORS[words.align]}"'
    if all(ord(letter) < _FITTED_BELOW or 0x2000 <= ord(letter) < 0x2070 for letter in words.text):
        written += f' textLength="{_number(words.width)}" lengthAdjust="spacingAndGlyphs"'
    if words.halo:
        written += f' stroke="{words.halo}" stroke-width="{words.size * 0.3:.4g}"'
        written += ' stroke-linejoin="round" paint-order="stroke"'
    hover = f"<title>{escape(words.hover)}</title>" if words.hover else ""
    return f"{written}>{hover}{escape(from_left(words.text))}</text>"


def _path(path: Path) -> str:
    return "".join(
        verb + " ".join(f"{_number(x)},{_number(y)}" for x, y in points) for verb, points in path
    )


def _number(inches: float) -> str:
    """Write a length in points, to a hundredth, without an empty fraction or a minus zero."""
    return f"{round(inches * POINTS, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
