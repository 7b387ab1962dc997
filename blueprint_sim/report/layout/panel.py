"""The panel "How it ends": a pill per ending, the busiest level with the track that reaches it."""

from __future__ import annotations

from collections.abc import Sequence

from blueprint_sim.report.layout.frame import Rows
from blueprint_sim.report.layout.furniture import text_rect
from blueprint_sim.report.layout.geometry import LANE_SIZE, NOTE_SIZE, PANEL, RECONTACT, line_height
from blueprint_sim.report.layout.records import Ending, Measure, Panel, Pill, Plan, Rect, Text
from blueprint_sim.report.layout.routing import Route
from blueprint_sim.report.layout.wrap import wrap

INSET, WIDTH = 0.30, 2.30
HEIGHT, STEP = 0.74, 0.92
TITLE = 0.50  # from the title's top to the first pill
SMALL = 0.22  # more, where a line below the title says what the shares are of
MARGIN = 0.15
OFF = 0.12  # between a track into a pill and others
PORT = 0.17  # between tracks into one pill
SHARE = 0.70  # width of the share


def panel_height(endings: Sequence[Ending]) -> float:
    """Return the height that the lanes need for the panel, in inches."""
    return title_height(endings) + STEP * len(endings) + 2 * MARGIN + RECONTACT if endings else 0.0


def title_height(endings: Sequence[Ending]) -> float:
    """Return the height from the title's top to the first pill, in inches."""
    return TITLE + SMALL * any(ending.share is not None for ending in endings)


def settle_panel(routes: Sequence[Route], endings: Sequence[Ending], rows: Rows) -> float:
    """Give every track to an ending its height there; return the top of the first pill."""
    place = {ending.name: i for i, ending in enumerate(endings)}
    reaching = [route for route in routes if isinstance(route.head.cell, str)]
    again = any(route.course == "recontact" for route in routes)
    first = rows.top + MARGIN + title_height(endings) + RECONTACT * again
    last = rows.bottom - MARGIN - STEP * len(endings)
    top = min(max(rows.top + 1.0, first), max(first, last))
    if reaching:
        busiest = max(reaching, key=lambda route: route.way.flow if route.way else 0.0)
        level = busiest.runs[0].at - HEIGHT / 2 - STEP * place[str(busiest.head.cell)]
        top = min(max(level, first), max(first, last))
    for name, i in place.items():
        middle = top + STEP * i + HEIGHT / 2
        into = [route for route in reaching if route.head.cell == name]
        _ports(into, middle)
        _keep_off(into, reaching, middle)
    for route in routes:
        if route.runs[0].zone == "pill":
            route.runs[0].at = top + STEP * place[str(route.tail.cell)] + HEIGHT / 2
    return top


def _ports(into: list[Route], middle: float) -> None:
    """Spread the tracks into a pill over its height; the nearest runs level, if it can."""
    into.sort(key=lambda route: route.runs[0].at)
    if not into:
        return
    level = min(range(len(into)), key=lambda i: (abs(into[i].runs[0].at - middle), i))
    at, off = into[level].runs[0].at, abs(into[level].runs[0].at - middle)
    straight = off < HEIGHT / 2 - PORT
    centre = level if straight else (len(into) - 1) / 2
    room = HEIGHT / 2 - 0.1 - off * straight
    step = min(PORT, room / max(centre, len(into) - 1 - centre, 1))
    for i, route in enumerate(into):
        route.runs[-1].at = (at if straight else middle) + step * (i - centre)


def _keep_off(into: list[Route], reaching: list[Route], middle: float) -> None:
    """Move what bends into a pill at the height where another track leaves its box."""
    for route in into:
        if route.runs[-1].at == route.runs[0].at:
            continue
        others = [other.runs[0].at for other in reaching if other is not route]
        others += [other.runs[-1].at for other in into if other is not route]
        wanted = route.runs[-1].at

        def room(y: float, others: list[float] = others) -> float:
            return min((abs(y - other) for other in others), default=OFF)

        if room(wanted) < OFF:
            tries = [middle + OFF * i / 2 for i in range(-5, 6)]
            route.runs[-1].at = max(tries, key=lambda y: (min(room(y), OFF), -abs(y - wanted)))


def panel(
    plan: Plan, left: float, top: float, band: tuple[float, float], measure: Measure
) -> Panel:
    """Return the panel, its left edge at `left`, its first pill at `top`, as high as a band."""
    endings = plan.endings
    pills = [
        _pill(ending, Rect(left + INSET, y, left + INSET + WIDTH, y + HEIGHT), measure)
        for ending, y in ((ending, top + STEP * i) for i, ending in enumerate(endings))
    ]
    above = title_height(endings)
    lines, size, whole = wrap(
        plan.panel, WIDTH, measure, (LANE_SIZE, NOTE_SIZE), lines=1, bold=True
    )
    words = text_rect(left + INSET, top - above + 0.05, WIDTH, size)
    title = Text(lines, size, words, bold=True, whole=whole)
    small = None
    if above > TITLE:
        said = wrap(plan.panel_small, WIDTH, measure, (NOTE_SIZE,), lines=1)
        rect = text_rect(left + INSET, words.bottom, WIDTH, said.size)
        small = Text(said.lines, said.size, rect, whole=said.whole)
    return Panel(Rect(left, band[0], left + PANEL, band[1]), title, small, tuple(pills))


def _pill(ending: Ending, rect: Rect, measure: Measure) -> Pill:
    share = Rect(rect.right - 0.14 - SHARE, rect.top + 0.1, rect.right - 0.14, rect.top + 0.47)
    room = share.left - rect.left - 0.20 if ending.share is not None else WIDTH - 0.28
    lines, size, whole = wrap(ending.label, room, measure, (NOTE_SIZE,), lines=2)
    middle = (share.top + share.bottom) / 2 if len(lines) == 1 else rect.top + 0.28
    top = middle - len(lines) * line_height(size) / 2
    words = text_rect(rect.left + 0.14, top, room, size, len(lines))
    bar = Rect(rect.left + 0.14, rect.bottom - 0.20, rect.right - 0.14, rect.bottom - 0.11)
    return Pill(ending, rect, Text(lines, size, words, whole=whole), share, bar)
