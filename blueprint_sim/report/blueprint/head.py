"""The head of a picture: the title as a finding, what it is about, and the key figures."""

from __future__ import annotations

from collections.abc import Sequence

from blueprint_sim.report.blueprint.contents import KeyFigure
from blueprint_sim.report.canvas import Canvas, width_of
from blueprint_sim.report.ink.palette import TYPE
from blueprint_sim.report.layout.geometry import LEAST_WIDTH
from blueprint_sim.report.layout.wrap import Wrapped, wrap

MARGIN = 0.35
"""White at the edges of the page, in inches."""
HEIGHT = 1.65
"""Of the head without lines below the subtitle, in inches."""
_BETWEEN = 0.55
"""White between two key figures."""
_ASIDE = 0.27
"""From one line of the aside to the next."""
_LINE = 0.2
"""From one line of small type to the next."""


def height(aside: str) -> float:
    """Give the height of a head with such a text below the subtitle, in inches."""
    return HEIGHT + (0.1 + _ASIDE * len(_broken(aside).lines) if aside else 0.0)


def head(
    canvas: Canvas,
    title: str,
    subtitle: str,
    key_figures: Sequence[KeyFigure] = (),
    aside: str = "",
) -> None:
    """Paint title and subtitle at the left, key figures at the right, and an aside below.

    A long title is set smaller, then in two lines, then cut, with the whole on hover.
    """
    room = canvas.width - 2 * MARGIN
    if key_figures:
        room -= _key_figures(canvas, key_figures) + _BETWEEN
    below = _title(canvas, title, room)
    line = shortened(subtitle, room, TYPE.subtitle)
    hover = subtitle if line != subtitle else ""
    canvas.text(MARGIN, below, line, TYPE.subtitle, canvas.theme.second_ink, hover=hover)
    if aside:
        _aside(canvas, HEIGHT + 0.05 if key_figures else below + 0.34, aside)


def _aside(canvas: Canvas, y: float, text: str) -> None:
    found = _broken(text)
    for place, line in enumerate(found.lines):
        canvas.text(MARGIN, y + place * _ASIDE, line, found.size, hover=found.whole)


def _broken(text: str) -> Wrapped:
    """Break a text below the subtitle into lines that fit every page."""
    return wrap(text, LEAST_WIDTH - 2 * MARGIN, width_of, (TYPE.wait, TYPE.note), lines=2)


def shortened(text: str, room: float, pt: float, bold: bool = False) -> str:
    """Cut a text to a room in inches, with an ellipsis where something is left out."""
    if width_of(text, pt, bold) <= room:
        return text
    kept = text
    while kept and width_of(f"{kept.rstrip()}…", pt, bold) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _title(canvas: Canvas, title: str, room: float) -> float:
    """Paint a title; give the baseline of the line below it."""
    size = TYPE.title
    while size > TYPE.least_title and width_of(title, size, True) > room:
        size -= 0.5
    if width_of(title, size, True) <= room:
        canvas.text(MARGIN, 0.68, title, size, bold=True)
        return 1.14
    first = _balanced(title, _first_line(title, room, size), size)
    rest = title[len(first) :].strip()
    cut = shortened(rest, room, size, True)
    canvas.text(MARGIN, 0.54, first, size, bold=True)
    canvas.text(MARGIN, 0.95, cut, size, bold=True, hover=title if cut != rest else "")
    return 1.36


def _first_line(text: str, room: float, pt: float) -> str:
    """Give as many words as fit; of one that is too long for a line, as many letters."""
    first = text
    while first and width_of(first, pt, True) > room:
        words, space, _ = first.rpartition(" ")
        first = words if space and words.strip() else first[:-1]
    return first


def _balanced(text: str, longest: str, pt: float) -> str:
    """Break a text that fills less than two lines so that they are about as long."""
    if not text[len(longest) :].startswith(" "):
        return longest
    breaks = [place for place, letter in enumerate(longest) if letter == " "]
    splits = [(text[:place], text[place:].strip()) for place in [*breaks, len(longest)]]
    return min(splits, key=lambda lines: max(width_of(line, pt, True) for line in lines))[0]


def _key_figures(canvas: Canvas, figures: Sequence[KeyFigure]) -> float:
    """Paint key figures up to the right margin; give the width that they take."""
    widths = [
        max(
            width_of(figure.value, TYPE.key_figure, True),
            *(width_of(line, TYPE.note) for line in figure.words),
        )
        for figure in figures
    ]
    taken = sum(widths) + _BETWEEN * (len(widths) - 1)
    x = canvas.width - MARGIN - taken
    for figure, width in zip(figures, widths, strict=True):
        canvas.text(x, 0.68, figure.value, TYPE.key_figure, bold=True)
        for place, line in enumerate(figure.words):
            colour = canvas.theme.second_ink
            canvas.text(x, 1.0 + place * _LINE, line, TYPE.note, colour)
        x += width + _BETWEEN
    return taken
