"""One try at the sizes of a scene: rows, gaps, boxes, and the corners of every track."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from blueprint_sim.report.layout.cells import Cell
from blueprint_sim.report.layout.frame import Gaps, Room, Rows, settle_columns, settle_rows
from blueprint_sim.report.layout.geometry import (
    BOX_HEIGHT,
    BOX_WIDTH,
    HEADER,
    LABEL_MARGIN,
    LEAST_WIDTH,
    PANEL,
    SLIDE,
    SPARE_ROW,
)
from blueprint_sim.report.layout.panel import INSET, WIDTH, panel_height, settle_panel
from blueprint_sim.report.layout.records import Rect
from blueprint_sim.report.layout.routing import Run
from blueprint_sim.report.layout.scene import Scene
from blueprint_sim.report.layout.words import RINGS, variants, words

CUT = 0.75  # on either side of a cut, for the letters
ENTRY = 0.30  # behind a cut, from where those who come again come down to the box
SPARE_GAP = 0.6  # at most this much more per gap, on a narrow page


class Plane(NamedTuple):
    """A scene with its sizes, as one long strip; the first strip's header included."""

    rows: Rows
    lefts: tuple[float, ...]  # of the columns
    cuts: tuple[float, ...]  # where the sheet is cut
    right: float  # of the lanes
    first_pill: float  # height of the first pill of the panel
    boxes: dict[Cell, Rect]


def plane(scene: Scene, room: Room) -> Plane:
    """Return the sizes of a scene, and settle its tracks."""
    made = _plane(scene, room)
    wide = _widest(scene, made)
    high = scene.plan.head + scene.plan.foot + made.rows.bottom - made.rows.top
    rows = max(len(scene.grid.lanes), 1)
    spread = min(SPARE_ROW, max(0.0, wide / SLIDE - high) / rows)
    short = panel_height(scene.plan.endings) - (made.rows.bottom - made.rows.top)
    spread = max(spread, short / rows)
    if spread > room.spread + 1e-9:
        room.spread = spread
        made = _plane(scene, room)
    return made


def _plane(scene: Scene, room: Room) -> Plane:
    rows = Rows(
        scene.grid,
        scene.channels,
        room,
        scene.below,
        top=scene.plan.head,
        recontact=bool(scene.recontact),
    )
    settle_rows(scene.routes, rows, scene.channels)
    first = settle_panel(scene.routes, scene.plan.endings, rows)
    gaps = Gaps(scene.routes)
    lefts, rights, cuts = _columns(scene, gaps, room)
    settle_columns(scene.routes, gaps, lefts, lambda gap: rights[gap])
    for run in _behind_cuts(scene):
        run.at = lefts[run.place] - ENTRY
    right = rights[-1]
    _settle_panel(scene, rows, right)
    boxes = {
        cell: Rect(
            lefts[spot.column],
            rows.box_top[spot.row],
            lefts[spot.column] + BOX_WIDTH,
            rows.box_top[spot.row] + BOX_HEIGHT,
        )
        for cell, spot in scene.grid.spots.items()
    }
    return Plane(rows, tuple(lefts), tuple(cuts), right, first, boxes)


def _columns(scene: Scene, gaps: Gaps, room: Room) -> tuple[list[float], list[float], list[float]]:
    """Return the left edges of columns, the right edges of gaps, and the cuts."""
    count = scene.grid.columns
    wide = [
        gaps.width(gap, _words(scene, gap)) + room.gap.get(gap, 0.0) for gap in range(count + 1)
    ]
    entered = {run.place for run in _behind_cuts(scene)}
    lead = [room.lead.get(gap, 0.0) + ENTRY * (gap in entered) for gap in range(count + 1)]
    for left, right in pairwise((0, *scene.cuts, count)):
        _widen(scene, wide, lead, left, right)
    return _summed(scene, wide, lead)


def _behind_cuts(scene: Scene) -> list[Run]:
    """Return the runs by which customers come again down to the first boxes behind a cut.

    They stand on the strip of those boxes, so that the track need not cross the cut and return.
    """
    runs = (run for route in scene.recontact for run in route.runs)
    return [run for run in runs if run.zone == "gap" and run.place in scene.cuts]


def _widen(scene: Scene, wide: list[float], lead: list[float], left: int, right: int) -> None:
    """Give the gaps of the strip between two columns more room, if it is less wide than a page."""
    gaps = list(range(left + 1, right + 1))
    last = right == scene.grid.columns
    natural = HEADER + sum(wide[gap] for gap in gaps) + BOX_WIDTH * len(gaps)
    natural += sum(lead[left:right])
    natural += CUT * ((left > 0) + (not last)) + (wide[0] if left == 0 else 0.0)
    natural += PANEL if last and scene.plan.endings else 0.0
    short = max(LEAST_WIDTH - natural, 0.0)
    for gap in gaps:
        wide[gap] += min(SPARE_GAP, short / len(gaps))
    wide[right] += max(0.0, short - SPARE_GAP * len(gaps))


def _summed(
    scene: Scene, wide: list[float], lead: list[float]
) -> tuple[list[float], list[float], list[float]]:
    x, lefts, rights, cuts = HEADER, [], [], []
    for gap, width in enumerate(wide):
        x += width
        rights.append(x)
        if gap in scene.cuts:
            cuts.append(x + CUT)
            x += 2 * CUT
        if gap < scene.grid.columns:
            x += lead[gap]
            lefts.append(x)
            x += BOX_WIDTH
    return lefts, rights, cuts


def _words(scene: Scene, gap: int) -> float:
    """Return the room for the words on tracks that leave the boxes before a gap."""
    need = max(
        (over for cell, over in scene.overhang.items() if scene.grid.spots[cell].column + 1 == gap),
        default=0.0,
    )
    for route in scene.routes:
        if route.way is None or route.tail.side != "right" or route.course == "recontact":
            continue
        if round((route.tail.rank - 1) / 10) + 1 != gap:
            continue
        if route.way.label:
            said = max(text.width for text in variants(route.way.label, scene.measure))
            need = max(need, said + LABEL_MARGIN)
        if route.way.handoff != "none":
            text = scene.plan.handed[route.way.handoff == "cold"]
            said = words(text, scene.measure, bold=True).width
            need = max(need, max(said, 2 * RINGS[0]) + LABEL_MARGIN)
    return need


def _settle_panel(scene: Scene, rows: Rows, right: float) -> None:
    for route in scene.routes:
        if isinstance(route.head.cell, str):
            route.ends[1] = right + INSET
        if route.course == "recontact":
            route.ends[0] = right
            if route.runs[0].zone == "pill":
                route.ends[0] = right + INSET + WIDTH
                route.runs[1].at = route.ends[0] + 0.22


def _widest(scene: Scene, made: Plane) -> float:
    edges = [HEADER, *made.cuts, made.right + (PANEL if scene.plan.endings else 0.0)]
    return max(HEADER + b - a for a, b in pairwise(edges))
