"""The days of a run as tables: when they open and close, and who is on duty."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from blueprint_sim.model.people import Team
from blueprint_sim.model.rosters import roster
from blueprint_sim.model.run import WEEKDAYS, Run
from blueprint_sim.simulation.program import (
    NONE,
    TICKS_PER_DAY,
    TICKS_PER_SECOND,
    Calendar,
    Ints,
    Rosters,
)
from blueprint_sim.simulation.tables import ints, offsets


def calendar(run: Run) -> Calendar:
    """Lay out the days of a run, in ticks since the first opening."""
    opens = np.arange(run.days, dtype=np.int64) * TICKS_PER_DAY
    return Calendar(
        opens=opens,
        closes=opens + whole_ticks(run.length),
        warm_up=whole_ticks(run.warm_up),
        stop=run.after_close == "stop",
        first_day=WEEKDAYS.index(run.first_day),
    )


def rosters(teams: Sequence[Team], run: Run) -> Rosters:
    """Lay the rosters of all days end to end, team by team."""
    days = calendar(run).opens.tolist()
    rows = [
        [
            (opening + whole_ticks(shift.at), shift.workers)
            for opening in days
            for shift in roster(team, run)
        ]
        if team.shifts
        else []
        for team in teams
    ]
    return Rosters(
        offsets(map(len, rows)),
        ints(time for team in rows for time, _ in team),
        ints(workers for team in rows for _, workers in team),
    )


def sizes(teams: Sequence[Team], rows: Rosters) -> Ints:
    """Give the most workers that each team ever has; NONE: unlimited."""
    spans = zip(teams, rows.at.tolist(), rows.at[1:].tolist(), strict=False)
    return ints(
        rows.workers[first:last].max() if last > first else NONE if team.size is None else team.size
        for team, first, last in spans
    )


def whole_ticks(seconds: float) -> int:
    """Give a time in ticks, the nearest whole number."""
    return int(np.floor(seconds * TICKS_PER_SECOND + 0.5))
