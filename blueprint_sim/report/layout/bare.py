"""The sheet of a blueprint that nothing is left of: its empty lanes, and that it is so."""

from __future__ import annotations

from itertools import pairwise

from blueprint_sim.report.layout.furniture import lane, text_rect
from blueprint_sim.report.layout.geometry import (
    EMPTY_LANE,
    HEADER,
    LEAST_WIDTH,
    NOTE_SIZE,
    PANEL,
    STEP_SIZE,
    line_height,
)
from blueprint_sim.report.layout.panel import MARGIN, panel, panel_height, title_height
from blueprint_sim.report.layout.records import (
    PEOPLE,
    Label,
    Line,
    LineKind,
    Measure,
    Plan,
    Sheet,
    Strip,
    Text,
)

INDENT = 0.25  # from the header to the names of the lines
LINES: tuple[tuple[LineKind, int | None], ...] = (
    ("interaction", 0),
    ("hairline", None),
    ("visibility", 1),
    ("internal", 2),
)


def bare(plan: Plan, measure: Measure) -> Sheet:
    """Return the sheet of a plan without a node."""
    count = len(plan.headings)
    high = max(EMPTY_LANE, panel_height(plan.endings) / count)
    edges = [plan.head + high * i for i in range(count + 1)]
    right = LEAST_WIDTH - PANEL * bool(plan.endings)
    lanes = tuple(
        lane(row, plan.headings[row], top, bottom, right, True, measure)
        for row, (top, bottom) in enumerate(pairwise(edges))
    )
    middle = (edges[PEOPLE] + edges[PEOPLE + 1]) / 2
    wide = measure(plan.nothing, STEP_SIZE, False)
    said = _words(plan.nothing, STEP_SIZE, (HEADER + right - wide) / 2, middle, measure)
    first = plan.head + MARGIN + title_height(plan.endings)
    strip = Strip(
        width=LEAST_WIDTH,
        height=edges[-1] + plan.foot,
        lanes=lanes,
        lines=tuple(_line(plan, i, edges[i + 1], right, measure) for i in range(count - 1)),
        tracks=(),
        boxes=(),
        queues=(),
        stubs=(),
        handoffs=(),
        labels=(Label(None, said, turning=False),),
        letters=(),
        panel=panel(plan, right, first, (edges[0], edges[-1]), measure) if plan.endings else None,
    )
    return Sheet((strip,), ())


def _line(plan: Plan, i: int, y: float, right: float, measure: Measure) -> Line:
    kind, named = LINES[i]
    name = None
    if named is not None:
        name = _words(plan.lines[named], NOTE_SIZE, HEADER + INDENT, y, measure, bold=True)
    return Line(kind, y, HEADER, right, name)


def _words(
    text: str, size: float, left: float, middle: float, measure: Measure, *, bold: bool = False
) -> Text:
    top, width = middle - line_height(size) / 2, measure(text, size, bold)
    return Text((text,), size, text_rect(left, top, width, size), bold=bold)
