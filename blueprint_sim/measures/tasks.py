"""Tasks as teams and steps see them: as if they were visits, which nobody sees.

So is a wait for a branch that led to no visit: who was parked had come to the step, and got no
further.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from blueprint_sim.measures.backstage import parked_in_vain
from blueprint_sim.measures.charges import by_team, charges
from blueprint_sim.measures.rows import Rows
from blueprint_sim.simulation.log import End, Handoff, Log, Spell, Table
from blueprint_sim.simulation.program import NONE, Program

_SHARED = ("customer", "contact", "step", "visit", "team", "worker", "ended", "freed")


def beside(log: Log) -> Table:
    """Give the spells that count as visits: tasks, and those parked who came no further."""
    tasks = log.spells[log.spells["kind"] == Spell.TASK]
    return np.append(tasks, parked_in_vain(log))


def as_visits(log: Log, spells: Table) -> Table:
    """Give a visit for each spell beside the visits."""
    task = spells["kind"] == Spell.TASK
    visits = np.zeros(len(spells), log.visits.dtype)
    for name in _SHARED:
        visits[name] = spells[name]
    visits["asked"] = np.where(task, spells["asked"], spells["ended"])
    visits["started"] = np.where(task, spells["began"], NONE)
    visits["handoff"] = Handoff.NONE
    visits["how"] = np.where(visits["started"] == NONE, End.UNFINISHED, End.SERVED)
    return visits


def derive_beside(spells: Table, visits: Table, program: Program) -> Rows:
    """Work the columns out for spells beside the visits, which are given as visits as well."""
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
        parked=np.where(spells["kind"] == Spell.PARKED, ended - spells["began"], 0),
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
    pairs: Iterable[tuple[Any, Any]] = zip(rows, more, strict=True)
    return Rows(*(np.append(column, other) for column, other in pairs))
