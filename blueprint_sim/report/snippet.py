"""A result in one piece of HTML for the cell of a notebook: verdict, pictures, tables.

It brings no style sheet and no script, and takes its ink from the page around it: it reads on
light and on dark. All text is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from blueprint_sim.errors import Problem
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report.grids import Cell, Grid, beside, side_by_side
from blueprint_sim.report.speech.spans import Said
from blueprint_sim.report.speech.tidy import tidy
from blueprint_sim.report.story import Line, Section, story
from blueprint_sim.studies.result import Result

INKS = {"good": "color:#008770", "bad": "color:#c9531a", "": ""}
"""Readable on white and on black."""
LINE = "border:0;border-bottom:1px solid rgba(128,128,128,.4)"
TABLE = "border-collapse:collapse;margin:1em 0;font-size:1em"
TITLE = "text-align:left;caption-side:top;color:inherit;font-weight:600;padding:.3em 0"
CELL = f"padding:.25em .9em .25em 0;vertical-align:top;{LINE}"


def snippet(
    result: Result, scenario: Scenario, images: Iterable[str] = (), suspect: Sequence[Problem] = ()
) -> str:
    """Tell what was found.

    Parameters
    ----------
    result, scenario
        What was found, and what was run.
    images
        Pictures, each as an element of HTML.
    suspect
        Warnings about the scenario.
    """
    told = story(result, scenario, (), suspect)
    shown = tidy(result, tuple(str(problem._replace(place="")) for problem in suspect))
    others = [name for name in shown.variants if name != shown.baseline]
    grids = beside(shown, others[0]) if len(others) == 1 else side_by_side(shown)
    parts = (
        _paragraph(f"{escape(told.title)} <small>({escape(told.basis)})</small>"),
        *_verdict(told.verdict),
        *(f'<div style="margin:1em 0">{image}</div>' for image in images),
        *map(_table, grids),
        *(_paragraph(f"<small>{escape(text)}</small>") for text in shown.warnings),
    )
    return "<div>\n" + "\n".join(parts) + "\n</div>"


def _verdict(section: Section) -> list[str]:
    large = "font-size:1.2em;font-weight:600"
    heading = [_paragraph(escape(section.heading), large)] if section.heading else []
    said = [
        _paragraph(_said(paragraph), "" if heading or number else large)
        for number, paragraph in enumerate(section.paragraphs)
    ]
    return [*heading, *said, *map(_line, section.lines)]


def _line(line: Line) -> str:
    mark = f'<b style="{INKS[line.tone]}">{escape(line.mark)}</b>'
    return _paragraph(f"{mark} {_said(line.said)}")


def _paragraph(html: str, style: str = "") -> str:
    return f'<p style="margin:.4em 0;max-width:48em;{style}">{html}</p>'


def _said(said: Said) -> str:
    return "".join(
        f'<b style="{INKS[span.tone]}">{escape(span.text)}</b>' if span.tone else escape(span.text)
        for span in said
    )


def _table(grid: Grid) -> str:
    numbers = {place for row in grid.rows for place, cell in enumerate(row) if cell.number}
    heads = (_cell("th", escape(head), place in numbers) for place, head in enumerate(grid.heads))
    rows = (f"<tr>{''.join(map(_row_cell, row))}</tr>" for row in grid.rows)
    caption = f'<caption style="{TITLE}">{escape(grid.title)}</caption>' if grid.title else ""
    inside = f"{caption}<tr>{''.join(heads)}</tr>{''.join(rows)}"
    return f'<div style="overflow-x:auto"><table style="{TABLE}">{inside}</table></div>'


def _row_cell(cell: Cell) -> str:
    aside = f"<br><small>{escape(cell.aside)}</small>" if cell.aside else ""
    return _cell("td", escape(cell.text) + aside, cell.number, INKS[cell.tone])


def _cell(kind: str, html: str, number: bool, ink: str = "") -> str:
    side = "right" if number else "left"
    return f'<{kind} style="{CELL};text-align:{side};{ink}">{html}</{kind}>'
