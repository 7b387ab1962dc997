"""Who of a team is there while the service is open."""

from __future__ import annotations

from math import fsum

from blueprint_sim.model.people import Team
from blueprint_sim.model.run import Run
from blueprint_sim.model.shifts import Shift, day_of


def roster(team: Team, run: Run) -> tuple[Shift, ...]:
    """Give the roster of each day: workers, by seconds since the opening; (): unlimited."""
    if team.shifts:
        return day_of(team.shifts, run.opens, run.length)
    return () if team.size is None else (Shift(0.0, team.size),)


def mean_workers(team: Team, run: Run) -> float | None:
    """Give how many are there on average while the service is open; None: unlimited."""
    rows = roster(team, run)
    if not rows:
        return None
    ends = [row.at for row in rows[1:]] + [run.length]
    hours = (row.workers * (end - row.at) for row, end in zip(rows, ends, strict=True))
    return fsum(hours) / run.length


def spread(team: Team, run: Run) -> tuple[int, int] | None:
    """Give the fewest and the most who are there at once; None: unlimited."""
    workers = [row.workers for row in roster(team, run)]
    return (min(workers), max(workers)) if workers else None
