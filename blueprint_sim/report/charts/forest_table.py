"""The table of a forest: headings, labels, numbers and verdicts about its plot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from blueprint_sim.report.canvas import Canvas
from blueprint_sim.report.charts import forest_plot
from blueprint_sim.report.charts.forest_plot import Plot
from blueprint_sim.report.charts.frame import MARGIN, WIDTH, Frame
from blueprint_sim.report.charts.lettering import LEADING, Block, block, blocks, shrinking, write
from blueprint_sim.report.charts.rows import Row, Section
from blueprint_sim.report.ink.palette import TYPE, Theme
from blueprint_sim.studies.result import Verdict

ROOMY = 0.4
"""The most inches that a row takes."""
HEADING = 0.95
"""Height of the heading of a group, in rows."""
AXIS = 0.56
"""What the scale takes below the last row, in inches."""
LABEL, CHANGE, INTERVAL, VERDICT = 0.62, 11.55, 13.28, 13.44
"""Where columns stand, in inches: those of numbers end there."""
VALUES = (4.3, 5.8)
"""Where the columns of values end; a single one stands in the last."""
PLOT = Plot(8.2, 2.05)


class Head(NamedTuple):
    """Heading of a column of values."""

    text: str
    colour: str


def need(found: list[Section], heads: Sequence[Head]) -> float:
    """Say how much room a table takes where nothing is in the way, in inches."""
    return _above_rule(_labels(heads)) + 0.08 + _lines(found) * ROOMY + AXIS


def _labels(heads: Sequence[Head]) -> list[Block]:
    return blocks([head.text for head in heads], 1.34, shrinking(15), bold=True, most=3)


def _above_rule(labels: list[Block]) -> float:
    return max(0.52, *(label.height for label in labels)) + 0.1


def _lines(found: list[Section]) -> float:
    """Count rows, with the headings of their groups."""
    return max(1.0, sum(len(section.rows) + HEADING for section in found))


def table(page: Frame, found: list[Section], heads: Sequence[Head], numbers: str) -> None:
    """Draw headings, rows and the scale into the room of a page."""
    labels = _labels(heads)
    top = page.top + _above_rule(labels)
    lines = _lines(found)
    pitch = min(ROOMY, (page.bottom - AXIS - top - 0.08) / lines)
    bottom = top + 0.08 + lines * pitch
    starts = [top + 0.08]
    for section in found:
        starts.append(starts[-1] + (len(section.rows) + HEADING) * pitch)
    for section, start in zip(found, starts, strict=False):
        _zones(page.canvas, section, start, pitch)
    record = any(row.verdict is None for section in found for row in section.rows)
    forest_plot.scale(page.canvas, PLOT, top, bottom, record=record)
    _headings(page, list(zip(labels, (head.colour for head in heads), strict=True)), numbers, top)
    for section, start in zip(found, starts, strict=False):
        _section(page, section, start, pitch)
        rule = start + (len(section.rows) + HEADING) * pitch
        _rule(page.canvas, page, rule)


def _rule(canvas: Canvas, page: Frame, y: float) -> None:
    canvas.line([(page.left, y), (page.right, y)], 0.75, canvas.theme.hairline)


def _zones(canvas: Canvas, section: Section, start: float, pitch: float) -> None:
    for number, row in enumerate(section.rows):
        if row.verdict is not None:
            upper = start + (HEADING + number) * pitch
            forest_plot.zone(canvas, PLOT, upper, upper + pitch)


def _headings(page: Frame, heads: list[tuple[Block, str]], numbers: str, y: float) -> None:
    canvas, theme = page.canvas, page.canvas.theme
    for (label, colour), right in zip(heads, VALUES[-len(heads) :], strict=True):
        _above(canvas, right, y, label, colour)
    canvas.text(PLOT.x(-1), y - 0.13, "\u25c0 worse", 16, theme.bad, bold=True)
    canvas.text(PLOT.x(1), y - 0.13, "better \u25b6", 16, theme.good, bold=True, align="right")
    for text, above in (("too small", 0.33), ("to matter", 0.12)):
        canvas.text(PLOT.centre, y - above, text, TYPE.note, theme.second_ink, align="middle")
    _above(canvas, INTERVAL, y, block(numbers, 2.0, (15,), bold=True, most=2), theme.ink)
    canvas.text(VERDICT, y - 0.13, "verdict", 15, theme.ink, bold=True)
    canvas.line([(page.left, y), (page.right, y)], 1.6, theme.ink)


def _above(canvas: Canvas, right: float, y: float, found: Block, colour: str) -> None:
    """Write a heading whose last line stands just above the rule."""
    step = found.size * LEADING / 72
    last = y - 0.13 - found.size * 0.73 / 72
    write(canvas, right, last - (len(found.lines) - 1) * step, found, colour, align="right")


def _section(page: Frame, section: Section, start: float, pitch: float) -> None:
    canvas, theme = page.canvas, page.canvas.theme
    sizes = shrinking(min(15.0, max(TYPE.note, pitch * 72 * 0.55)))
    head = block(section.heading, PLOT.x(-1) - page.left - 0.3, sizes, bold=True)
    write(canvas, page.left, start + HEADING * pitch / 2, head, theme.second_ink, middle=True)
    for number, row in enumerate(section.rows):
        _row(canvas, row, start + (HEADING + number + 0.5) * pitch, pitch)


def _row(canvas: Canvas, row: Row, y: float, pitch: float) -> None:
    """Write one row; each of its texts takes a single line."""
    theme, size = canvas.theme, max(TYPE.note, min(17.0, pitch * 72 * 0.62))
    sizes = shrinking(size)
    room = (VALUES[0] if row.before else VALUES[1]) - 1.05 - LABEL
    label = block(row.label, room, sizes, bold=row.verdict is not None)
    write(canvas, LABEL, y, label, theme.ink, middle=True)
    for text, right in zip((row.before, row.after), VALUES, strict=True):
        write(canvas, right, y, block(text, 1.2, sizes), theme.ink, align="right", middle=True)
    forest_plot.interval(canvas, PLOT, y, row)
    change = block(row.change, 1.2, sizes, bold=row.verdict is not None)
    write(canvas, CHANGE, y, change, theme.ink, align="right", middle=True)
    interval = block(row.interval, 1.72, shrinking(min(15.0, size)))
    write(canvas, INTERVAL, y, interval, theme.second_ink, align="right", middle=True)
    if row.verdict is not None:
        write(canvas, VERDICT, y, _word(row.verdict, size), _ink(theme, row), middle=True)


def _word(verdict: Verdict, size: float) -> Block:
    bold = verdict not in (Verdict.SAME, Verdict.IDENTICAL)
    return block(verdict.value, WIDTH - MARGIN - VERDICT, shrinking(size), bold=bold)


def _ink(theme: Theme, row: Row) -> str:
    if row.tone:
        return theme.good if row.tone == "good" else theme.bad
    return theme.ink if row.verdict is Verdict.UNKNOWN else theme.neutral
