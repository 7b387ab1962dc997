"""Conservation: what holds for every log of every program, whatever the rules decide."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.simulation.log import End, Log, Table
from blueprint_sim.simulation.program import NONE, Customers, Outcome, Program

_OUT = (End.SERVED, End.RENEGED, End.BLOCKED, End.BALKED, End.UNANSWERED)


def conserve(program: Program, customers: Customers, log: Log) -> None:
    """Hold a log against every law of conservation.

    Raises
    ------
    AssertionError
        Somebody, or some time, was lost or made up. The message names the law.
    """
    customers_end_once(customers, log)
    contacts_add_up(log)
    contacts_are_chains_of_visits(log)
    times_run_forwards(log)
    what_goes_in_comes_out(program, log)
    little(log)
    busy_is_on_duty(program, log)
    no_worker_has_too_many(program, log)
    nobody_begins_after_their_shift(program, log)
    nobody_begins_after_closing(program, log)
    spells_lie_within_waits(program, log)


def demand(true: Any, law: str) -> None:
    """Raise unless a law holds."""
    if not true:
        raise AssertionError(law)


def customers_end_once(customers: Customers, log: Log) -> None:
    """Arrivals are the sum of the outcomes: one row a customer, as they came."""
    rows = log.customers
    demand(np.array_equal(rows["customer"], np.arange(len(customers.arrival))), "one end each")
    demand(np.array_equal(rows["arrived"], customers.arrival), "arrivals are kept")
    outcomes = np.bincount(rows["outcome"], minlength=len(Outcome))
    demand(
        outcomes[: len(Outcome)].sum() == len(customers.arrival),
        "arrivals are the sum of the outcomes",
    )


def contacts_add_up(log: Log) -> None:
    """Contacts are numbered from 1, as many as each customer began; the last one ends it."""
    rows = log.contacts
    counts = np.bincount(rows["customer"], minlength=len(log.customers))
    demand(np.array_equal(counts, log.customers["contacts"]), "contacts add up")
    first = np.cumsum(counts) - counts
    demand(np.array_equal(rows["contact"], _ranks(counts)), "contacts are numbered from 1")
    last = rows[first + counts - 1]
    demand(np.array_equal(last["ended"], log.customers["ended"]), "the last contact ends it")
    final = ~log.customers["returns_later"]
    same = last["outcome"] == log.customers["outcome"]
    demand(np.all(same[final]), "the last contact's outcome is the customer's")
    demand(np.all(rows["began"][1:] >= rows["ended"][:-1], where=_follows(rows)), "one at a time")


def contacts_are_chains_of_visits(log: Log) -> None:
    """In each contact a visit is asked for as the one before ends, and the first at once."""
    visits = log.visits
    same = _follows(visits, "contact")
    gaps = visits["asked"][1:] - visits["ended"][:-1]
    demand(not np.any(gaps[same]), "one visit begins where the other ends")
    contact = _contact_of(log)
    first = np.append(True, ~same)[: len(visits)]
    began = log.contacts["began"][contact]
    demand(np.all((visits["asked"] == began)[first]), "a contact begins with its first visit")
    last = np.append(~same, True)[: len(visits)]
    cut_off = log.contacts["outcome"][contact] == Outcome.UNFINISHED
    ended = log.contacts["ended"][contact]
    over = visits["ended"] == ended
    demand(np.all((over | cut_off)[last]), "a contact ends with its last visit")


def times_run_forwards(log: Log) -> None:
    """Waits are never negative, nor is any other time."""
    visits = log.visits
    began = visits["started"] != NONE
    demand(np.array_equal(began, visits["how"] == End.SERVED), "who is served began")
    demand(np.all(visits["started"][began] >= visits["asked"][began]), "no wait is negative")
    demand(np.all(visits["ended"][began] >= visits["started"][began]), "no visit is negative")
    demand(np.all(visits["ended"] >= visits["asked"]), "no wait is negative")
    worked = began & (visits["team"] != NONE)
    demand(np.all(visits["freed"][worked] >= visits["ended"][worked]), "no wrap-up is negative")
    demand(np.all(visits["freed"][~worked] == NONE), "only workers wrap up")
    latest = np.maximum(visits["ended"], visits["freed"]).max(initial=0)
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
    contact = _contact_of(log)[log.visits["how"] == End.UNFINISHED]
    still_there = log.contacts["outcome"][contact]
    demand(np.all(still_there == Outcome.UNFINISHED), "who is still there has not ended")


def little(log: Log) -> None:
    """Little's law, to the tick: how many were present, over time, is how long each one was.

    The left side is swept along the contacts as they began and ended; the right side is summed
    over the visits, waiting and being served, and over what was left to those cut off in between.
    """
    contacts, visits = log.contacts, log.visits
    times, present = _course(contacts["began"], contacts["ended"])
    demand(present.min(initial=0) >= 0, "nobody leaves before they come")
    area = int((np.diff(times) * present[:-1]).sum())
    last_seen = contacts["began"].copy()
    np.maximum.at(last_seen, _contact_of(log), visits["ended"])
    cut_off = contacts["outcome"] == Outcome.UNFINISHED
    left_over = (contacts["ended"] - last_seen)[cut_off].sum()
    demand(area == int((visits["ended"] - visits["asked"]).sum() + left_over), "Little's law")


def busy_is_on_duty(program: Program, log: Log) -> None:
    """No team is ever busier than it has workers, wrap-up included."""
    for team, size in enumerate(program.teams.size.tolist()):
        rows = log.visits[(log.visits["team"] == team) & (log.visits["how"] == End.SERVED)]
        if size == NONE:
            demand(np.all(rows["worker"] == NONE), "unlimited teams have no workers")
            continue
        demand(np.all((rows["worker"] >= 0) & (rows["worker"] < size)), "workers are on duty")
        _, busy = _course(rows["started"], rows["freed"])
        slots = size * int(program.teams.at_once[team])
        demand(busy.max(initial=0) <= slots, "busy <= on duty")


def no_worker_has_too_many(program: Program, log: Log) -> None:
    """No worker has more customers at once than the team allows."""
    rows = log.visits[(log.visits["worker"] != NONE) & (log.visits["how"] == End.SERVED)]
    for team, worker in np.unique(rows[["team", "worker"]]).tolist():
        own = rows[(rows["team"] == team) & (rows["worker"] == worker)]
        _, in_hand = _course(own["started"], own["freed"])
        most = program.teams.at_once[team]
        demand(in_hand.max() <= most, "no worker has more customers at once than slots")


def nobody_begins_after_their_shift(program: Program, log: Log) -> None:
    """Who is begun with is on duty, unless the customer keeps a worker."""
    rosters = program.rosters
    kept = np.append(False, _kept(log.visits))[: len(log.visits)]
    for team in np.flatnonzero(np.diff(rosters.at)):
        rows = slice(rosters.at[team], rosters.at[team + 1])
        begun = log.visits[(log.visits["team"] == team) & (log.visits["started"] >= 0) & ~kept]
        row = np.searchsorted(rosters.time[rows], begun["started"], side="right") - 1
        demand(np.all(row >= 0), "nobody begins before the first shift")
        on_duty = begun["worker"] < rosters.workers[rows][row]
        demand(np.all(on_duty), "nobody begins after the end of their shift")


def nobody_begins_after_closing(program: Program, log: Log) -> None:
    """Where all stops at closing, every visit begins while the service is open."""
    calendar = program.calendar
    if calendar.stop:
        started = log.visits["started"][log.visits["started"] != NONE]
        day = np.searchsorted(calendar.opens, started, side="right") - 1
        demand(np.all(started < calendar.closes[day]), "nobody begins after closing")


def _kept(rows: Table) -> NDArray[np.bool_]:
    """Tell, for each row but the first, whether it goes on with the worker of the one before."""
    same = _follows(rows, "contact", "team", "worker") & (rows["worker"][1:] != NONE)
    at_once: NDArray[np.bool_] = rows["ended"][:-1] == rows["started"][1:]
    kept: NDArray[np.bool_] = same & at_once
    return kept


def spells_lie_within_waits(program: Program, log: Log) -> None:
    """Each spell belongs to one wait in line, and lasts to its end."""
    spells, visits = log.spells, log.visits[log.visits["how"] != End.BLOCKED]
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


def _contact_of(log: Log) -> NDArray[np.intp]:
    """Give, for each visit, the row of its contact."""
    counts = log.customers["contacts"].astype(np.intp)
    first: NDArray[np.intp] = np.cumsum(counts) - counts
    rows: NDArray[np.intp] = first[log.visits["customer"]] + log.visits["contact"] - 1
    return rows


def _ranks(counts: NDArray[np.intp]) -> NDArray[np.intp]:
    """Count 1 .. n for each n of the counts, end to end."""
    before = np.repeat(np.cumsum(counts) - counts, counts)
    return np.arange(1, counts.sum() + 1) - before


def _follows(rows: Table, *more: str) -> NDArray[np.bool_]:
    """Tell, for each row but the first, whether it goes on with the customer of the one before."""
    same: NDArray[np.bool_] = np.ones(max(len(rows) - 1, 0), dtype=bool)
    for column in ("customer", *more):
        same &= rows[column][1:] == rows[column][:-1]
    return same


def _course(begin: NDArray[Any], end: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Give the instants at which a number changes, and the number from each of them on."""
    times, where = np.unique(np.concatenate([begin, end]), return_inverse=True)
    steps = np.concatenate([np.ones(len(begin), int), -np.ones(len(end), int)])
    return times, np.cumsum(np.bincount(where, steps, minlength=len(times))).astype(np.int64)
