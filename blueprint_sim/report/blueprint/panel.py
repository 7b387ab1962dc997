"""The panel "How it ends", painted: a pill for each ending, with its share and a bar."""

from __future__ import annotations

from typing import Final

from blueprint_sim.report.blueprint import cells
from blueprint_sim.report.blueprint.flows import RESOLVED
from blueprint_sim.report.blueprint.placed import Face, block, figure, write
from blueprint_sim.report.blueprint.ways import percent
from blueprint_sim.report.canvas import Canvas, width_of
from blueprint_sim.report.ink.palette import TYPE
from blueprint_sim.report.layout.records import Panel, Pill, Text

WHITE: Final = 0.15
"""Between the title and a count of misery beside it, in inches."""


def panel(canvas: Canvas, placed: Panel, misery: float | None) -> None:
    """Paint the panel; `misery` is that of the endings, per 100 customers."""
    theme = canvas.theme
    left, top, _, bottom = placed.rect
    block(canvas, placed.rect, Face(theme.lanes[0]))
    canvas.line([(left, top), (left, bottom)], 1.2, theme.ink)
    if placed.small:
        write(canvas, placed.small, theme.second_ink)
    right = max((pill.rect.right for pill in placed.pills), default=placed.title.rect.right)
    row = placed.title.rect._replace(right=right)
    cells.count(canvas, row, misery, theme.ink)
    _title(canvas, placed.title, right - cells.count_width(misery) - WHITE)
    for pill in placed.pills:
        _pill(canvas, pill)


def _title(canvas: Canvas, title: Text, right: float) -> None:
    """Write the title, smaller where a long count of misery stands beside it."""
    room = right - title.rect.left
    wide = max(width_of(line, title.size, title.bold) for line in title.lines)
    write(canvas, title._replace(size=title.size * min(1.0, room / wide)))


def _pill(canvas: Canvas, pill: Pill) -> None:
    theme, share, bar = canvas.theme, pill.ending.share, pill.bar
    block(canvas, pill.rect, Face(theme.misery[0], theme.edge, 1.4, 0.13))
    if share is None:
        _, top, _, bottom = pill.rect
        write(canvas, pill.name._replace(rect=pill.name.rect._replace(top=top, bottom=bottom)))
        return
    write(canvas, pill.name)
    text = percent(share).replace("under ", "<").replace("over ", ">")
    figure(canvas, pill.share, text, TYPE.step, bold=True)
    block(canvas, bar, Face(theme.hairline))
    if share > 0:
        colour = theme.good if pill.ending.name == RESOLVED else theme.bad
        filled = bar._replace(right=bar.left + (bar.right - bar.left) * share)
        block(canvas, filled, Face(colour))
