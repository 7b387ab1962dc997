"""Features of the line: who waits for whom, who goes first, and how a wait ends."""

from __future__ import annotations

from typing import Any

import numpy as np

from blueprint_sim.simulation.log import End, Log, Spell, Table
from blueprint_sim.simulation.program import NONE, Outcome
from tests.oracles.feature_run import KEY, Feature, Run, any_visit, by_values
from tests.oracles.random_programs import OFFERED_AFTER
from tests.oracles.specs import MINUTE

LATEST_OFFER = max(OFFERED_AFTER) * MINUTE


def _second_choice(run: Run) -> bool:
    """Somebody was served by a team that no list of the step names first."""
    table = run.program.team_lists
    first = {step: set[int]() for step in run.steps}
    for step in run.steps:
        lists = (value for value in by_values(run.program, step) if value >= 0)
        first[step].update(int(table.team[table.at[value]]) for value in lists)
    pairs = zip(run.served["step"].tolist(), run.served["team"].tolist(), strict=True)
    return any(team >= 0 and first[step] and team not in first[step] for step, team in pairs)


def _overtakes(run: Run) -> bool:
    """Somebody waited while a later one of higher priority was taken from the same line."""
    waits, overtaken = _overtaken(run)
    priority = run.program.personas.priority[run.customers.persona[waits["customer"]]]
    return bool(np.any(overtaken & (priority[:, None] < priority[None, :])))


def _overtakes_by_head_start(run: Run) -> bool:
    """Somebody waited while a later one with more credit was taken from the same line."""
    waits, overtaken = _overtaken(run)
    personas, who = run.program.personas, run.customers.persona[waits["customer"]]
    priority, since = personas.priority[who], waits["asked"] - personas.head_start[who]
    equal = priority[:, None] == priority[None, :]
    return bool(np.any(overtaken & equal & (since[:, None] >= since[None, :])))


def _overtaken(run: Run) -> tuple[Table, Any]:
    """Give those who waited, and who (row) saw whom (column) come later and go first."""
    visits = run.log.visits
    waits = visits[(visits["team"] >= 0) & (visits["ended"] > visits["asked"])]
    left = np.where(waits["started"] >= 0, waits["started"], waits["ended"])
    before = waits["asked"][:, None] < waits["asked"][None, :]
    still_there = left[:, None] > waits["started"][None, :]
    granted = (waits["started"] > waits["asked"])[None, :]
    same = waits["team"][:, None] == waits["team"][None, :]
    return waits, before & still_there & granted & same


def _blocked(run: Run) -> bool:
    return bool(np.any(run.log.contacts["outcome"] == Outcome.BLOCKED))


def _sent_onward(run: Run) -> bool:
    """Somebody found a line full and had another row in the same contact."""
    visits = run.log.visits
    keys = visits[["customer", "contact"]]
    return bool(np.any((visits["how"][:-1] == End.BLOCKED) & (keys[:-1] == keys[1:])))


def _called_back(run: Run) -> bool:
    """Somebody off the line was called, and served."""
    spells = run.log.spells[run.log.spells["kind"] == Spell.CALLBACK]
    return bool(np.any(np.isin(run.served[KEY], spells[KEY])))


def _refused(run: Run) -> bool:
    """Somebody stood in a line that offers callbacks for longer than any offer takes to come."""
    visits, spells = run.log.visits, run.log.spells
    visits = visits[~run.program.steps.hold[visits["step"]]]  # somebody on the line: no offer
    line = np.where(visits["how"] == End.SERVED, _only_lines(run)[visits["step"]], visits["team"])
    left = np.where(visits["started"] >= 0, visits["started"], visits["ended"])
    offered = (line >= 0) & (run.program.callbacks.after_slot[line] != NONE)
    offered &= (left - visits["asked"] > LATEST_OFFER) & run.program.steps.visible[visits["step"]]
    return bool(np.any(offered & ~np.isin(visits[KEY], spells[KEY])))


def _only_lines(run: Run) -> Any:
    """Give the team in whose line everybody stands who waits for a step; NONE: not one alone."""
    lists = run.program.team_lists
    lines = [
        {int(lists.team[lists.at[value]]) for value in by_values(run.program, step) if value >= 0}
        for step in range(len(run.program.names.steps))
    ]
    return np.array([line.pop() if len(line) == 1 else NONE for line in lines])


def _announced(run: Run) -> bool:
    """Somebody waited in the line of a team until something was said there."""
    visits, said = run.log.visits, run.program.announcements
    visible = run.program.steps.visible[visits["step"]]
    people = (visits["team"] >= 0) & ~run.program.teams.machine[visits["team"]]
    after = said.after[visits["team"]]
    left = np.where(visits["started"] >= 0, visits["started"], visits["ended"])
    heard = (after != NONE) & (left - visits["asked"] > after)
    return bool(np.any(visible & people & heard))


def _hurried(run: Run) -> bool:
    """A visit began while so many stood in line that it was longer or shorter for it."""
    return _pressed(run, run.program.pressure.takes, run.served)


def _resolves_otherwise(run: Run) -> bool:
    """A visit began while so many stood in line that it resolved more or less often."""
    able = run.served[run.program.steps.resolves[run.served["step"]] != NONE]
    return _pressed(run, run.program.pressure.resolves, able)


def _pressed(run: Run, factor: Any, served: Table) -> bool:
    """Tell whether some visits began while so many stood in line that a factor changed them."""
    pressure = run.program.pressure
    for row in range(len(pressure.least)):
        team = int(np.searchsorted(pressure.at, row, side="right")) - 1
        asked, left = _in_line(run.log, team)
        for began in served["started"][served["team"] == team]:
            waiting = np.sum((asked < began) & (left > began))
            if waiting >= pressure.least[row] and factor[row] != 1:
                return True
    return False


def _in_line(log: Log, team: int) -> tuple[Any, Any]:
    """Give from when until when each visit and each task stood in a team's line."""
    visits, spells = log.visits, log.spells
    left = np.where(visits["started"] >= 0, visits["started"], visits["ended"])
    tasks = spells[(spells["kind"] == Spell.TASK) & (spells["team"] == team)]
    ours = visits["team"] == team
    asked = np.concatenate([visits["asked"][ours], tasks["asked"]])
    return asked, np.concatenate([left[ours], tasks["began"]])


IN_LINE: dict[str, Feature] = {
    "second choice of teams": _second_choice,
    "overtaking by priority": _overtakes,
    "overtaking by head start": _overtakes_by_head_start,
    "blocked": _blocked,
    "sent onward": _sent_onward,
    "reneged": any_visit("how", End.RENEGED),
    "balked": any_visit("how", End.BALKED),
    "called back": _called_back,
    "callback refused": _refused,
    "callback not answered": any_visit("how", End.UNANSWERED),
    "announced": _announced,
    "under pressure": _hurried,
    "resolves under pressure": _resolves_otherwise,
}
