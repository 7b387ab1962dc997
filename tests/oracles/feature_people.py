"""Features of those who serve: who is kept, comes and goes, stands by, and serves again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from blueprint_sim.simulation.log import End, Spell, Table
from blueprint_sim.simulation.program import NONE, By
from tests.oracles.feature_run import Feature, Run, by_values, rows_of


def _kept(run: Run) -> bool:
    """Somebody went on with the same worker, without letting go."""
    return bool(np.any(_kept_on(run.served)))


def _kept_on(served: Table) -> Any:
    """Tell, for each visit but the last, whether the next goes on with the same worker."""
    columns = served[["customer", "contact", "team", "worker"]]
    at_once = served["ended"][:-1] == served["started"][1:]
    return (columns[:-1] == columns[1:]) & at_once & (served["team"][1:] >= 0)


def _served_by_same(run: Run) -> bool:
    """Somebody was served at a step whose worker may be whoever has them."""
    same = {step for step in run.steps if By.SAME in by_values(run.program, step)}
    return any(
        step in same and team >= 0
        for step, team in zip(run.served["step"].tolist(), run.served["team"].tolist(), strict=True)
    )


def _several_at_once(run: Run) -> bool:
    """Somebody's worker had another customer in hand as they began."""
    rows = run.served[run.served["worker"] >= 0]
    same = np.all([rows[key][:, None] == rows[key] for key in ("team", "worker")], axis=0)
    others = rows["customer"][:, None] != rows["customer"]
    during = (rows["started"] <= rows["started"][:, None]) & (
        rows["started"][:, None] < rows["freed"]
    )
    return bool(np.any(same & others & during))


def _roster_falls(run: Run) -> bool:
    """Somebody was still at work after the end of a shift."""
    return any(
        np.any((rows["worker"] >= workers) & (rows["started"] < time) & (rows["freed"] > time))
        for rows, time, _, workers in _roster_changes(run)
    )


def _roster_rises(run: Run) -> bool:
    """A newcomer took somebody who had been waiting."""
    return any(
        np.any(
            (rows["worker"] >= before)
            & (rows["worker"] < workers)
            & (rows["asked"] < time)
            & (rows["started"] == time)
        )
        for rows, time, before, workers in _roster_changes(run)
    )


def _roster_changes(run: Run) -> Iterator[tuple[Table, int, int, int]]:
    """Give, for each change of a roster: the team's visits, when, from and to how many."""
    at, time, workers = run.program.rosters
    for team in range(len(at) - 1):
        rows = run.served[run.served["team"] == team]
        before = 0
        for row in rows_of(at, team):
            yield rows, int(time[row]), before, int(workers[row])
            before = int(workers[row])


def _held(run: Run) -> Any:
    """Give the spells of those who stood by."""
    return run.log.spells[run.log.spells["kind"] == Spell.HOLD]


def _held_in_sight(run: Run) -> Any:
    """Tell, for each of them, whether the customer saw the step."""
    return run.program.steps.visible[_held(run)["step"]]


def _warm_transfer(run: Run) -> bool:
    """Somebody went on with who had served them while another stood by, and was let go."""
    spells, served = _held(run), run.served
    left = spells[spells["freed"] != NONE]
    ends = set(left[["customer", "contact", "ended"]].tolist())
    hold = run.program.steps.hold[served["step"]]
    transferred = served[:-1][_kept_on(served) & hold[:-1] & ~hold[1:]]
    return any(row in ends for row in transferred[["customer", "contact", "ended"]].tolist())


def _passed_on(run: Run) -> bool:
    """Somebody stood by for more than one visit."""
    whole = run.served[run.program.steps.hold[run.served["step"]]]
    for held in _held(run):
        mine = (whole["customer"] == held["customer"]) & (whole["contact"] == held["contact"])
        during = (whole["started"] >= held["began"]) & (whole["ended"] <= held["ended"])
        if np.count_nonzero(mine & during) > 1:
            return True
    return False


def _hung_up_on_holder(run: Run) -> bool:
    """Somebody hung up while one stood by for them."""
    visits = run.log.visits
    left = visits[visits["how"] == End.RENEGED][["customer", "contact", "ended"]].tolist()
    return not set(left).isdisjoint(_held(run)[["customer", "contact", "ended"]].tolist())


def _reserved(run: Run) -> Iterator[tuple[Any, tuple[int, int], int]]:
    """Give who waited for the worker who had served them last, with that worker, and how long."""
    table, returns = run.program.team_lists, run.program.steps.returns_to_same
    served: dict[int, list[tuple[int, int]]] = {}
    for row in run.log.visits:
        mine = served.setdefault(int(row["customer"]), [])
        actor = int(row["team"]), int(row["worker"])
        step, until = int(row["step"]), row["started"] if row["started"] >= 0 else row["ended"]
        if returns[step] != NONE and until > row["asked"]:
            lists = (value for value in by_values(run.program, step) if value >= 0)
            teams = {int(table.team[at]) for value in lists for at in rows_of(table.at, value)}
            owners = [owner for owner in mine if owner[0] in teams]
            if owners:
                yield row, owners[-1], int(until - row["asked"])
        if row["how"] == End.SERVED and actor[1] != NONE:
            mine.append(actor)


def _came_to_the_same(run: Run) -> bool:
    """Somebody waited for the worker who had served them last, and was served by them."""
    return any(
        (row["team"], row["worker"]) == owner and row["how"] == End.SERVED
        for row, owner, _ in _reserved(run)
    )


def _reservation_ran_out(run: Run) -> bool:
    """Somebody waited in vain for the worker who had served them last, and went to another."""
    returns = run.program.steps.returns_to_same
    return any(
        (row["team"], row["worker"]) != owner
        and row["how"] == End.SERVED
        and waited >= returns[row["step"]]
        for row, owner, waited in _reserved(run)
    )


PEOPLE: dict[str, Feature] = {
    "wrap-up": lambda run: bool(np.any(run.served["freed"] > run.served["ended"])),
    "kept worker": _kept,
    "by same": _served_by_same,
    "by nobody": lambda run: bool(np.any(run.served["team"] == NONE)),
    "unlimited machine": lambda run: bool(
        np.any((run.served["team"] >= 0) & (run.served["worker"] == NONE))
    ),
    "sized machine": lambda run: bool(
        np.any(run.team_is(run.program.teams.machine & (run.program.teams.size >= 0)))
    ),
    "several at once": _several_at_once,
    "roster falls": _roster_falls,
    "roster rises": _roster_rises,
    "held": lambda run: len(_held(run)) > 0,
    "consult": lambda run: bool(np.any(~_held_in_sight(run))),
    "conference": lambda run: bool(np.any(_held_in_sight(run))),
    "taken back": lambda run: bool(np.any(_held(run)["freed"] == NONE)),
    "warm transfer": _warm_transfer,
    "held through": _passed_on,
    "hung up on a holder": _hung_up_on_holder,
    "reserved": _came_to_the_same,
    "reservation ran out": _reservation_ran_out,
}
