"""Tasks as teams and steps see them: as if they were visits, which nobody sees."""

from __future__ import annotations

import numpy as np

from blueprint_sim.measures.charges import by_team, charges
from blueprint_sim.measures.rows import Rows
from blueprint_sim.simulation.log import End, Handoff, Log, Spell, Table
from blueprint_sim.simulation.program import NONE, Program

_SHARED = ("customer", "contact", "step", "visit", "team", "worker", "asked", "ended", "freed")


def as_visits(log: Log) -> Table:
    """Give a visit for each task."""
    tasks = log.spells[log.spells["kind"] == Spell.TASK]
    visits = np.zeros(len(tasks), log.visits.dtype)
    for name in _SHARED:
        visits[name] = tasks[name]
    visits["started"], visits["handoff"] = tasks["began"], Handoff.NONE
    visits["how"] = np.where(tasks["began"] == NONE, End.UNFINISHED, End.SERVED)
    return visits


def derive_tasks(visits: Table, program: Program) -> Rows:
    """Work the columns out for tasks that are given as visits."""
    customer, contact, team, step, asked, started, ended = (
        visits[name].astype(np.int64)
        for name in ("customer", "contact", "team", "step", "asked", "started", "ended")
    )
    count = len(visits)
    served = started != NONE
    manned, begun = team >= 0, np.where(served, started, ended)
    in_use = np.where(served & manned, visits["freed"] - begun, 0)
    none, no = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.bool_)
    cost = charges(in_use, team, program)
    return Rows(
        customer=customer,
        contact=contact,
        first=~no,
        step=step,
        team=team,
        asked=asked,
        begun=begun,
        called_back=no,
        off_line=none,
        parked=none,
        wait=begun - asked,
        service=ended - begun,
        channel=none + NONE,
        there=no,
        waiting=none,
        in_use=in_use,
        served=served,
        how=np.ascontiguousarray(visits["how"]),
        let_in=~no,
        given_up=~served,
        person=by_team(~program.teams.machine, team),
        visible=no,
        kept=no,
        request=manned,
        use=cost.use + by_team(program.rates.per_visit, team) * served,
        staff=cost.staff,
    )


def beneath(rows: Rows, more: Rows) -> Rows:
    """Put more rows beneath."""
    return Rows(*(np.append(column, other) for column, other in zip(rows, more, strict=True)))
