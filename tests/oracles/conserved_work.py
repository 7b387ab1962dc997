"""What is conserved of work: who comes to a step leaves it, and busy is on duty."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.simulation.log import End, Log, Spell, Table
from blueprint_sim.simulation.program import NONE, Outcome, Program
from tests.oracles.conserved_rows import (
    answered_later,
    contact_of,
    course,
    demand,
    follows,
    is_open,
    stays,
)

_OUT = (End.SERVED, End.RENEGED, End.BLOCKED, End.BALKED, End.UNANSWERED)


def branches_are_worked_on(program: Program, log: Log) -> None:
    """Tasks are of steps that no customer comes to, each once; who is parked needs something."""
    tasks = log.spells[log.spells["kind"] == Spell.TASK]
    parked = log.spells[log.spells["kind"] == Spell.PARKED]
    seen = tasks[["customer", "step", "visit"]]
    demand(len(np.unique(seen)) == len(seen), "no visit number twice")
    demand(not np.isin(tasks["step"], log.visits["step"]).any(), "no customer comes to a task")
    demand(np.all(program.steps.needs[parked["step"]] != NONE), "who is parked needs something")
    demand(np.all(parked["ended"] >= parked["began"]), "no wait is negative")
    begun = tasks["began"] != NONE
    demand(np.all(tasks["began"][begun] >= tasks["asked"][begun]), "no wait is negative")
    demand(np.all(tasks["ended"] >= np.maximum(tasks["asked"], tasks["began"])), "nor a task")
    worked = begun & (tasks["team"] != NONE)
    demand(np.all(tasks["freed"][worked] >= tasks["ended"][worked]), "no wrap-up is negative")
    demand(np.all(tasks["freed"][~worked] == NONE), "only workers wrap up")
    latest = np.maximum(log.spells["ended"], log.spells["freed"]).max(initial=0)
    demand(latest <= log.ended, "nothing after the end")


def what_goes_in_comes_out(program: Program, log: Log) -> None:
    """At each step those who came in are those who came out and those who are there at the end."""
    for step in range(len(program.names.steps)):
        rows = log.visits[log.visits["step"] == step]
        out = np.isin(rows["how"], _OUT)
        present = rows["how"] == End.UNFINISHED
        demand(len(rows) == out.sum() + present.sum(), "in = out + present")
        served = rows[rows["how"] == End.SERVED]
        seen = served[["customer", "visit"]]
        demand(len(np.unique(seen)) == len(seen), "no visit number twice")
    still_there = log.visits["customer"][log.visits["how"] == End.UNFINISHED]
    outcome = log.customers["outcome"][still_there]
    demand(np.all(outcome == Outcome.UNFINISHED), "who is still there has not ended")


def little(program: Program, log: Log) -> None:
    """Little's law, to the tick: how many were present, over time, is how long each one was.

    The left side is swept along the contacts as they began and ended; the right side is summed
    over the visits, waiting and being served, over waiting for branches, over the answers that
    customers wrote meanwhile, and over what was left to those cut off in between.
    """
    contacts, visits = log.contacts, stays(program, log, away=False)
    later = answered_later(program, log, visits)
    times, present = course(contacts["began"], contacts["ended"])
    demand(present.min(initial=0) >= 0, "nobody leaves before they come")
    area = int((np.diff(times) * present[:-1]).sum())
    last_seen = contacts["began"].copy()
    of = contact_of(log, visits)
    np.maximum.at(last_seen, of, visits["ended"])
    open_end = contacts["outcome"] == Outcome.UNFINISHED
    same = follows(visits, "contact")
    open_end[of[later & np.append(~same, True)[: len(visits)]]] = True
    left_over = (contacts["ended"] - last_seen)[open_end].sum()
    written = (visits["asked"][1:] - visits["ended"][:-1])[same & later[:-1]].sum()
    spent = (visits["ended"] - visits["asked"]).sum()
    demand(area == int(spent + written + left_over), "Little's law")


def holders_stand_by(program: Program, log: Log) -> None:
    """One stands by from the end of one's own visit on, and takes the customer back at once."""
    served = log.visits[log.visits["how"] == End.SERVED]
    whom = ("customer", "contact", "team", "worker")
    left = {tuple(row) for row in served[[*whom, "ended"]].tolist()}
    begun = {tuple(row) for row in served[[*whom, "started"]].tolist()}
    for held in log.spells[log.spells["kind"] == Spell.HOLD]:
        who = tuple(held[[*whom]].tolist())
        demand(program.steps.hold[held["step"]], "one stands by at a hold step")
        demand((*who, held["began"]) in left, "one stands by from the end of one's own visit on")
        demand(held["ended"] >= held["began"], "nobody stands by for less than no time")
        if held["freed"] == NONE:
            demand((*who, held["ended"]) in begun, "the customer is taken back at once")
        else:
            demand(held["freed"] >= held["ended"], "no wrap-up is negative")
            demand(held["freed"] <= log.ended, "nothing after the end")


def busy_is_on_duty(program: Program, log: Log) -> None:
    """No team is ever busier than it has workers, wrap-up and standing by included."""
    work = _work(log)
    for team, size in enumerate(program.teams.size.tolist()):
        _, worker, begun, until = work[:, work[0] == team]
        if size == NONE:
            demand(np.all(worker == NONE), "unlimited teams have no workers")
            continue
        demand(np.all((worker >= 0) & (worker < size)), "workers are on duty")
        _, busy = course(begun, until)
        slots = size * int(program.teams.at_once[team])
        demand(busy.max(initial=0) <= slots, "busy <= on duty")


def no_worker_has_too_many(program: Program, log: Log) -> None:
    """No worker has more customers at once than the team allows, on the line or served."""
    work = _work(log)
    work = work[:, work[1] != NONE]
    for team, worker in np.unique(work[:2], axis=1).T.tolist():
        own = work[:, (work[0] == team) & (work[1] == worker)]
        _, in_hand = course(own[2], own[3])
        most = program.teams.at_once[team]
        demand(in_hand.max() <= most, "no worker has more customers at once than slots")


def nobody_begins_after_their_shift(program: Program, log: Log) -> None:
    """Who is begun with is on duty, unless the customer keeps a worker."""
    rosters = program.rosters
    kept = np.append(False, _kept(log.visits))[: len(log.visits)] | _taken_back(log)
    for team in np.flatnonzero(np.diff(rosters.at)):
        rows = slice(rosters.at[team], rosters.at[team + 1])
        begun = log.visits[(log.visits["team"] == team) & (log.visits["started"] >= 0) & ~kept]
        row = np.searchsorted(rosters.time[rows], begun["started"], side="right") - 1
        demand(np.all(row >= 0), "nobody begins before the first shift")
        on_duty = begun["worker"] < rosters.workers[rows][row]
        demand(np.all(on_duty), "nobody begins after the end of their shift")


def nobody_begins_after_closing(program: Program, log: Log) -> None:
    """Nobody comes to work on a case, or back from being away, while the service is closed.

    Where all stops at closing, every visit begins while it is open, but for those that take
    nobody's time while the customer is away.
    """
    visits, contacts = log.visits, log.contacts
    away = program.steps.away[visits["step"]]
    alone = away & (visits["worker"] == NONE) & (visits["how"] == End.SERVED)
    cases = visits["asked"][away & ~alone]
    demand(np.all(is_open(program, cases)), "nobody works on a case that came at night")
    back = contacts["began"][1:][contacts["onward"][1:]]
    at_once = back == contacts["ended"][:-1][contacts["onward"][1:]]
    demand(np.all(is_open(program, back) | at_once), "nobody comes back at night")
    if program.calendar.stop:
        tasks = log.spells[log.spells["kind"] == Spell.TASK]
        started = np.append(visits["started"][~alone], tasks["began"])
        demand(np.all(is_open(program, started[started != NONE])), "nobody begins after closing")


def _kept(rows: Table) -> NDArray[np.bool_]:
    """Tell, for each row but the first, whether it goes on with the worker of the one before."""
    same = follows(rows, "contact", "team", "worker") & (rows["worker"][1:] != NONE)
    at_once: NDArray[np.bool_] = rows["ended"][:-1] == rows["started"][1:]
    kept: NDArray[np.bool_] = same & at_once
    return kept


def spells_lie_within_waits(program: Program, log: Log) -> None:
    """Each callback belongs to one wait in line, and lasts to its end."""
    spells = log.spells[log.spells["kind"] == Spell.CALLBACK]
    visits = log.visits[log.visits["how"] != End.BLOCKED]
    key = ["customer", "contact", "step", "visit"]
    demand(len(np.unique(spells[key])) == len(spells), "no spell twice")
    demand(np.all(np.isin(spells[key], visits[key])), "a spell belongs to a visit")
    uncalled = ~np.isin(visits[key], spells[key]) & (visits["how"] == End.UNANSWERED)
    demand(not uncalled.any(), "who does not answer has been called")
    at = {tuple(row): number for number, row in enumerate(visits[key].tolist())}
    own = visits[[at[row] for row in spells[key].tolist()]]
    demand(np.all(own["how"] != End.RENEGED), "nobody hangs up off the line")
    demand(np.all(spells["began"] >= own["asked"]), "a spell begins in line")
    called = np.where(own["how"] == End.SERVED, own["started"], own["ended"])
    demand(np.array_equal(spells["ended"], called), "a spell ends as the visit begins, or never")
    demand(np.all(spells["began"] <= spells["ended"]), "no spell is negative")
    demand(np.all(program.steps.visible[spells["step"]]), "spells are at visible steps")


def _taken_back(log: Log) -> NDArray[np.bool_]:
    """Tell, for each row, whether somebody who stood by takes the customer back."""
    who = ["customer", "contact", "team", "worker"]
    held = log.spells[log.spells["kind"] == Spell.HOLD]
    back = set(held[held["freed"] == NONE][[*who, "ended"]].tolist())
    rows = log.visits[[*who, "started"]].tolist()
    return np.array([row in back for row in rows], dtype=bool)


def _work(log: Log) -> NDArray[np.int64]:
    """[team, worker, begun, until], by stretch: whom customers kept busy, and when."""
    visits = log.visits[(log.visits["team"] != NONE) & (log.visits["how"] == End.SERVED)]
    held = log.spells[log.spells["kind"] == Spell.HOLD]
    until = np.maximum(held["freed"], held["ended"])
    tasks = log.spells[(log.spells["kind"] == Spell.TASK) & (log.spells["began"] != NONE)]
    tasks = tasks[tasks["team"] != NONE]
    return np.concatenate(
        [
            [visits[name].astype(np.int64) for name in ("team", "worker", "started", "freed")],
            [held["team"], held["worker"], held["began"], until],
            [tasks["team"], tasks["worker"], tasks["began"], tasks["freed"]],
        ],
        axis=1,
    )
