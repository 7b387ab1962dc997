"""A plan in its grid, with the course of every track: all that has no size yet."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from blueprint_sim.report.layout.again import entries, last_origin, reaching
from blueprint_sim.report.layout.cells import Cell, Cells, cells
from blueprint_sim.report.layout.columns import Grid, grid, numbers
from blueprint_sim.report.layout.frame import Channels
from blueprint_sim.report.layout.furniture import badges, notes
from blueprint_sim.report.layout.geometry import ARROW, BELOW, BOX_HEIGHT, BOX_WIDTH, HALF_WIDTH
from blueprint_sim.report.layout.order import order
from blueprint_sim.report.layout.ports import assign_ports
from blueprint_sim.report.layout.records import Measure, Plan, Rect, Way
from blueprint_sim.report.layout.routing import Route, Router
from blueprint_sim.report.layout.slots import MOST, Limits, assign_slots
from blueprint_sim.report.layout.strips import cuts, part
from blueprint_sim.report.layout.words import STUB, STUB_RADIUS, STUB_STEP

LOOP_BELOW = 0.66
STUB_ABOVE = 0.15  # what a stub above a box asks of the lowest track
PILL_RANK = 4.5  # from one ending to the next, where rows are 10 apart
MOST_PORTS = 4  # words fit between so many tracks from one side of a box
UNIT = Rect(0.0, 0.0, BOX_WIDTH, BOX_HEIGHT)


class Scene(NamedTuple):
    """What stands where in the grid, and which way every track goes."""

    plan: Plan
    measure: Measure
    cells: Cells
    grid: Grid
    cuts: tuple[int, ...]  # gaps at which the sheet is cut
    routes: tuple[Route, ...]
    stubs: tuple[Way, ...]  # ways to endings that are not drawn to the panel
    channels: Channels
    beneath: Counter[Cell]  # how many tracks touch the lower edge
    below: dict[int, float]  # the least room below the boxes of a row
    overhang: dict[Cell, float]  # how far notes stand out on the right, and the room they need
    numbers: dict[str, int]

    @property
    def recontact(self) -> tuple[Route, ...]:
        """The tracks of customers who come again, the one first that all others leave."""
        return tuple(route for route in self.routes if route.course == "recontact")

    def owner(self, route: Route) -> int:
        """Return the number of a track; all those of customers who come again have one."""
        return self.routes.index(self.recontact[0] if route.course == "recontact" else route)


def scene(plan: Plan, measure: Measure, *, loops_first: bool = False) -> Scene:
    """Return the grid and the courses of a plan.

    Parameters
    ----------
    loops_first
        Loops stand outside of the arcs that leave the same side, not within.

    Raises
    ------
    ValueError
        If the plan has no node, two of the same name, or a way from or to nowhere.
    """
    its = cells(plan)
    ordered, entered = order(its), entries(plan, its)
    where = grid(its, ordered, recontact=its.start in entered)
    cut = cuts(its, where, measure)
    router = Router(its, ordered, where)
    routes = [router.route(place, link) for place, link in enumerate(its.links)]
    drawn = _drawn(plan, router.exits(), routes, cut)
    routes += drawn
    routes += sorted((router.recontact(last_origin(plan), to) for to in entered), key=reaching)
    shown = {id(route.way) for route in drawn}
    stubs = tuple(way for way in its.exits if id(way) not in shown)
    beneath = Counter(
        end.cell
        for route in routes
        for end in (route.tail, route.head)
        if end.side == "bottom" and isinstance(end.cell, Cell)
    )
    assign_slots(routes, _limits(its, beneath, measure), loops_first=loops_first)
    badged = {Cell(name) for name, node in its.nodes.items() if node.badges}
    assign_ports(routes, where, badged)
    return Scene(
        plan,
        measure,
        its,
        where,
        cut,
        tuple(routes),
        stubs,
        Channels(routes, _above(its, where, beneath, stubs)),
        beneath,
        _below(its, where, routes, stubs, beneath, measure),
        _overhang(its, beneath, measure),
        dict(numbers(its, ordered, where)),
    )


def _drawn(
    plan: Plan, exits: list[Route], routes: list[Route], cut: tuple[int, ...]
) -> list[Route]:
    """Return the tracks to the panel: on the last strip, the busiest if a box has too many."""
    leaving = Counter(route.tail.cell for route in routes if route.tail.side == "right")
    places: dict[Cell | str, int] = {ending.name: i for i, ending in enumerate(plan.endings)}
    drawn: list[Route] = []
    for route in sorted(exits, key=lambda route: -route.way.flow if route.way else 0.0):
        column = round((route.tail.rank - 1) / 10)
        if part(cut, column) == len(cut) and leaving[route.tail.cell] < MOST_PORTS:
            leaving[route.tail.cell] += 1
            drawn.append(route)
    for route in drawn:  # the busiest runs level
        below = places[route.head.cell] - places[drawn[0].head.cell]
        route.runs[-1].rank = drawn[0].runs[0].rank + PILL_RANK * below
    return drawn


def _limits(its: Cells, beneath: Counter[Cell], measure: Measure) -> Limits:
    """Return the part of each side of a box that number, badges and notes leave to tracks."""
    limits: Limits = {}
    for name, node in its.nodes.items():
        discs = [placed.disc for placed in badges(node.badges, UNIT, measure)]
        most = min((disc.x - disc.radius - HALF_WIDTH - 0.1 for disc in discs), default=MOST)
        limits[Cell(name), "top"] = ((-0.64, most),)
        hung = notes(node.notes, UNIT, beneath[Cell(name)], measure)
        if hung:
            left = min(note.rect.left for note in hung) - HALF_WIDTH - 0.08
            right = max(note.rect.right for note in hung) - HALF_WIDTH + 0.08
            limits[Cell(name), "bottom"] = ((-MOST, left), (right, MOST))
    return limits


def _overhang(its: Cells, beneath: Counter[Cell], measure: Measure) -> dict[Cell, float]:
    found = {}
    for name, node in its.nodes.items():
        hung = notes(node.notes, UNIT, beneath[Cell(name)], measure)
        over = max((note.rect.right for note in hung), default=0.0) - BOX_WIDTH
        if over > 0:
            found[Cell(name)] = over + ARROW
    return found


def _above(
    its: Cells, where: Grid, beneath: Counter[Cell], stubs: tuple[Way, ...]
) -> dict[int, float]:
    """Return the room for stubs above the boxes of each row: for one, and where none fit below."""
    need: dict[int, float] = {}
    for cell, count in Counter(its.departure(way) for way in stubs).items():
        if not cell.queue:
            crowded = beneath[cell] and its.nodes[cell.name].notes
            room = STUB_ABOVE + STUB_STEP * (count - 1) * bool(crowded)
            row = where.spots[cell].row
            need[row] = max(need.get(row, 0.0), room)
    return need


def _below(
    its: Cells,
    where: Grid,
    routes: list[Route],
    stubs: tuple[Way, ...],
    beneath: Counter[Cell],
    measure: Measure,
) -> dict[int, float]:
    need = dict.fromkeys(range(len(where.lanes)), BELOW)

    def ask(cell: Cell, inches: float) -> None:
        row = where.spots[cell].row
        need[row] = max(need[row], inches)

    for name, node in its.nodes.items():
        hung = notes(node.notes, UNIT, beneath[Cell(name)], measure)
        ask(Cell(name), max((note.rect.bottom - BOX_HEIGHT + 0.14 for note in hung), default=0.0))
    for cell, count in Counter(its.departure(way) for way in stubs).items():
        ask(cell, STUB + 2 * STUB_RADIUS + STUB_STEP * (count - 1) + 0.11)
    for run in (run for route in routes for run in route.runs if run.zone == "under"):
        need[run.place] = max(need[run.place], LOOP_BELOW)
    return need
