"""A placed strip of a blueprint, painted: lanes, ways, cells and endings.

Where everything stands is decided by the layout; here is only how it looks.
"""

from __future__ import annotations

from typing import Final

from blueprint_sim.report.blueprint import cells, symbols
from blueprint_sim.report.blueprint.contents import Contents, StepFigures
from blueprint_sim.report.blueprint.flows import RESOLVED
from blueprint_sim.report.blueprint.panel import panel
from blueprint_sim.report.blueprint.placed import Face, block, write
from blueprint_sim.report.canvas import Canvas
from blueprint_sim.report.ink.shapes import Heads
from blueprint_sim.report.layout import records
from blueprint_sim.report.layout.records import Strip
from blueprint_sim.report.layout.words import TURN

LINE: Final = 2.4
"""Width of the three lines, in points."""
HAIRLINE: Final = 1.2
SEPARATOR: Final = 2.0
"""Width of the line between the names of two lanes, in points."""
CORNER: Final = 0.11
"""Radius of the corners of ways, in inches."""
RINGS: Final = 0.26
"""Height of the rings of a handoff at most, in inches."""
BREAK: Final = 0.07
"""White on either side of a line's name, in inches."""
_LANE_OF_ROW: Final = (0, 1, 1, 2, 3)
"""Machine and people share the frontstage."""
_HEADS: Final[dict[tuple[bool, bool], Heads]] = {
    (False, False): "",
    (True, False): "start",
    (False, True): "end",
    (True, True): "both",
}
"""Arrow heads, by whether they stand at the tail and at the head."""


def paint(canvas: Canvas, strip: Strip, contents: Contents) -> None:
    """Paint a strip, from its lanes up to its symbols."""
    for lane in strip.lanes:
        _lane(canvas, lane)
    for line in strip.lines:
        _line(canvas, line)
    if strip.panel:
        panel(canvas, strip.panel, contents.ending_misery)
    for track in sorted(strip.tracks, key=lambda track: track.dash is None):
        _track(canvas, track)
    for cell in strip.queues:
        cells.queue(canvas, cell, contents.queues.get(cell.node.name))
    for box in strip.boxes:
        cells.box(canvas, box, contents.steps.get(box.node.name, StepFigures()))
    for stub in strip.stubs:
        _stub(canvas, strip, stub)
    for handoff in strip.handoffs:
        _handoff(canvas, strip, handoff)
    for label in strip.labels:
        _label(canvas, strip, label)
    for letter in strip.letters:
        symbols.number(canvas, *letter.disc, letter.text)


def _lane(canvas: Canvas, lane: records.Lane) -> None:
    theme = canvas.theme
    left, top, right, _ = lane.header
    block(canvas, lane.rect, Face(theme.lanes[_LANE_OF_ROW[lane.row]]))
    block(canvas, lane.header, Face(theme.header))
    canvas.line([(left, top), (right, top)], SEPARATOR, theme.page)
    write(canvas, lane.title, theme.header_ink)
    if lane.small:
        write(canvas, lane.small, theme.header_ink)


def _line(canvas: Canvas, line: records.Line) -> None:
    left = line.left
    if line.name:
        _stretch(canvas, line, left, line.name.rect.left - BREAK)
        left = line.name.rect.right + BREAK
        write(canvas, line.name)
    _stretch(canvas, line, left, line.right)


def _stretch(canvas: Canvas, line: records.Line, left: float, right: float) -> None:
    if right <= left:
        return
    ends = [(left, line.y), (right, line.y)]
    if line.kind == "hairline":
        canvas.line(ends, HAIRLINE, canvas.theme.hairline)
    else:
        canvas.line(ends, LINE, canvas.theme.ink, dash=symbols.DASHES[line.kind])


def _track(canvas: Canvas, track: records.Track) -> None:
    heads = _HEADS[track.tail, track.head]
    canvas.line(track.points, track.width, dash=track.dash or (), heads=heads, radius=CORNER)


def _stub(canvas: Canvas, strip: Strip, stub: records.Stub) -> None:
    theme = canvas.theme
    well = stub.way.target == RESOLVED
    colour = theme.good if well else theme.bad
    canvas.line(stub.line, 1.8, colour)
    (symbols.settled if well else symbols.lost)(canvas, *stub.disc)
    write(canvas, stub.text, colour, _ground(canvas, strip, stub.disc.y))


def _handoff(canvas: Canvas, strip: Strip, handoff: records.PlacedHandoff) -> None:
    theme = canvas.theme
    left, top, right, bottom = handoff.rect
    x, y = (left + right) / 2, (top + bottom) / 2
    ground = _ground(canvas, strip, y)
    kind = handoff.way.handoff
    upright = bottom - top > right - left
    high = min(bottom - top, right - left, RINGS)
    symbols.handoff(canvas, x, y, high, kind, ground, upright=upright)
    if handoff.text:
        write(canvas, handoff.text, theme.bad if kind == symbols.COLD else theme.good, ground)


def _label(canvas: Canvas, strip: Strip, label: records.Label) -> None:
    rect = label.text.rect
    middle = (rect.top + rect.bottom) / 2
    text, ground = label.text, _ground(canvas, strip, middle)
    if label.turning:
        symbols.turning(canvas, rect.left + 0.09, middle, 0.068, canvas.theme.ink)
        text = text._replace(rect=rect._replace(left=rect.left + TURN))
    write(canvas, text, ground=ground)


def _ground(canvas: Canvas, strip: Strip, y: float) -> str:
    """Give the colour of the lane at a height."""
    for lane in strip.lanes:
        if lane.rect.top <= y <= lane.rect.bottom:
            return canvas.theme.lanes[_LANE_OF_ROW[lane.row]]
    return canvas.theme.page
