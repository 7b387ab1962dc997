"""Customers who come again: from which ending their track begins, and which cells it leads to."""

from __future__ import annotations

from blueprint_sim.report.layout.cells import Cell, Cells
from blueprint_sim.report.layout.records import Plan
from blueprint_sim.report.layout.routing import Route


def entries(plan: Plan, cells: Cells) -> tuple[Cell, ...]:
    """Return the cells to which customers come again; none if nobody is drawn to come again."""
    if plan.recontact is None or (plan.recontact.origins and last_origin(plan) is None):
        return ()
    targets = sorted(set(plan.recontact.targets))
    return tuple(cells.entrance(name) for name in targets) or (cells.start,)


def last_origin(plan: Plan) -> str | None:
    """Return the lowest of the endings that they come from."""
    origins = plan.recontact.origins if plan.recontact else ()
    return next((one.name for one in reversed(plan.endings) if one.name in origins), None)


def reaching(route: Route) -> tuple[float, float]:
    """Order their tracks: first the one that reaches farthest left, and there farthest down."""
    upright = next(run for run in reversed(route.runs) if run.zone in ("gap", "slot"))
    return upright.rank, -route.head.rank if upright is route.runs[-1] else -route.runs[-1].rank
