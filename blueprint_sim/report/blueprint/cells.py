"""The cells of a blueprint, painted: the boxes of its steps and the queues before them."""

from __future__ import annotations

from typing import Final

from blueprint_sim.report.blueprint import events, symbols
from blueprint_sim.report.blueprint.contents import SHOWN, QueueFigures, StepFigures
from blueprint_sim.report.blueprint.placed import Face, block, figure, fitted, write
from blueprint_sim.report.canvas import Canvas, width_of
from blueprint_sim.report.ink.palette import TYPE, Theme, misery_class
from blueprint_sim.report.layout import records
from blueprint_sim.report.layout.records import Rect

CORNER: Final = 0.10
"""Radius of the corners of a box, in inches."""
EDGE: Final = 1.8
"""Width of the outline of a box, in points."""
SMALLER: Final = (13.0, 12.0, 11.0)
"""Sizes of type at which a figure may be set to stay in its cell, in points."""
SIGN, FROM_SIGN = 0.16, 0.17
"""Width of the sign of misery, and from its middle to the count, in inches."""
DESIGNED: Final = 3
"""Persons in a queue that nothing is known of."""


def box(canvas: Canvas, cell: records.Box, figures: StepFigures) -> None:
    """Paint a step: number, label and figures in its box, questions and notes at its edge."""
    fill, ink = shades(canvas.theme, figures.misery)
    block(canvas, cell.rect, Face(fill, canvas.theme.edge, EDGE, CORNER))
    write(canvas, cell.label, ink)
    figure(canvas, cell.time, figures.time, TYPE.note, ink, align="left")
    count(canvas, cell.misery, figures.misery, ink)
    symbols.number(canvas, *cell.disc, str(cell.number))
    for badge in cell.badges:
        symbols.question(canvas, *badge.disc, again=badge.badge.kind == "again")
        if badge.text:
            write(canvas, badge.text)
    for note in cell.notes:
        _note(canvas, note)


def queue(canvas: Canvas, cell: records.QueueCell, figures: QueueFigures | None) -> None:
    """Paint a queue: the persons in it, and how long they wait."""
    fill, ink = shades(canvas.theme, figures.misery if figures else None)
    symbols.queue(canvas, *cell.rect, fill=fill)
    place = cell.people
    abreast = symbols.ABREAST * symbols.MOST_PEOPLE
    height = min(place.bottom - place.top, (place.right - place.left) / abreast)
    waiting = figures.people if figures else DESIGNED
    symbols.people(canvas, place.right, place.bottom, height, waiting, ink)
    if figures:
        wait, tail, misery = cell.lines
        fitted(canvas, wait, figures.wait, (TYPE.wait, *SMALLER), ink, bold=True)
        fitted(canvas, tail, figures.tail, (TYPE.note, *SMALLER), ink, lines=2)
        count(canvas, misery, figures.misery, ink)


def count(canvas: Canvas, place: Rect, misery: float | None, ink: str) -> None:
    """Write a count of misery at the right of its place, behind its sign; nothing for none."""
    if misery is None or misery < SHOWN:
        return
    text = f"{misery:,.0f}"
    figure(canvas, place, text, TYPE.misery, ink, bold=True)
    sign = place.right - width_of(text, TYPE.misery, True) - FROM_SIGN
    symbols.misery(canvas, sign, (place.top + place.bottom) / 2, SIGN, ink)


def count_width(misery: float | None) -> float:
    """Width in inches of a count of misery with its sign; 0 for none."""
    if misery is None or misery < SHOWN:
        return 0.0
    return width_of(f"{misery:,.0f}", TYPE.misery, True) + FROM_SIGN + SIGN / 2


def shades(theme: Theme, misery: float | None) -> tuple[str, str]:
    """Give the fill of a cell and the ink on it, by the count of misery that it shows."""
    step = misery_class(round(misery or 0.0))
    return theme.misery[step], theme.misery_ink[step]


_SIGNS: Final = {
    "promise": symbols.clock,
    "evidence": symbols.page,
    "channel": symbols.bubble,
    "away": symbols.gone,
    "hold": symbols.together,
    "same": symbols.one,
}
"""By kind of note: the sign before its words."""


_EVENTS: Final = {
    events.GOOD: symbols.good,
    events.BAD: symbols.bad,
    events.EITHER: symbols.either,
}
"""By kind of event: its sign."""


def event(canvas: Canvas, x: float, y: float, radius: float, kind: str) -> None:
    """Paint the sign of an event about its centre, in the colour of its kind."""
    theme = canvas.theme
    colours = {events.GOOD: theme.good, events.BAD: theme.bad}
    _EVENTS[kind](canvas, x, y, radius, colours.get(kind, theme.second_ink))


def _note(canvas: Canvas, note: records.PlacedNote) -> None:
    """Paint what hangs at a box; an event, of which there may be many, with a quiet edge."""
    theme, kind = canvas.theme, note.note.kind
    radius = 0.04 if kind == "evidence" else (note.rect.bottom - note.rect.top) / 2
    edge, width = (theme.hairline, 1.0) if kind in _EVENTS else (theme.edge, 1.4)
    block(canvas, note.rect, Face(theme.page, edge, width, radius))
    x, y, room = note.symbol
    if kind in _EVENTS:
        event(canvas, x, y, 0.85 * room, kind)
    else:
        _SIGNS[kind](canvas, x, y, 0.85 * room, theme.ink)
    write(canvas, note.text)
