"""Conservation: what holds for every log of every program, whatever the rules decide."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.simulation.log import End, Log, Spell, Table
from blueprint_sim.simulation.program import NONE, Customers, Outcome, Program

_OUT = (End.SERVED, End.RENEGED, End.BLOCKED, End.BALKED, End.UNANSWERED)


def conserve(program: Program, customers: Customers, log: Log) -> None:
    """Hold a log against every law of conservation.

    Raises
    ------
    AssertionError
        Somebody, or some time, was lost or made up. The message names the law.
    """
    who_comes_is_not_avoided(program, customers, log)
    log = _numbered_anew(log)
    contacts_add_up(program, log)
    who_is_resolved_comes_back_for_a_reason(program, log)
    contacts_are_chains_of_visits(program, log)
    stretches_away_are_chains_of_visits(program, log)
    times_run_forwards(log)
    branches_are_worked_on(program, log)
    who_comes_again_has_a_reason(program, log)
    what_turns_out_had_happened(log)
    what_goes_in_comes_out(program, log)
    little(program, log)
    holders_stand_by(program, log)
    busy_is_on_duty(program, log)
    no_more_contacts_than_lines(program, log)
    no_worker_has_too_many(program, log)
    nobody_begins_after_their_shift(program, log)
    nobody_begins_after_closing(program, log)
    spells_lie_within_waits(program, log)


def demand(true: Any, law: str) -> None:
    """Raise unless a law holds."""
    if not true:
        raise AssertionError(law)


def who_comes_is_not_avoided(program: Program, customers: Customers, log: Log) -> None:
    """The population is the sum of the outcomes and of those who did not have to come."""
    came, spared = log.customers, log.avoided
    everybody = np.append(came["customer"], spared["customer"])
    order, population = np.argsort(everybody), np.arange(len(customers.arrival))
    demand(np.array_equal(everybody[order], population), "one end each")
    for column, values in (
        ("arrived", customers.arrival),
        ("reason", customers.reason),
        ("persona", customers.persona),
    ):
        written = np.append(came[column], spared[column])[order]
        demand(np.array_equal(written, values), f"who comes keeps their own: {column}")
    demand(np.all(np.diff(spared["customer"]) > 0), "those who are spared stand in order")
    demand(np.all(program.fixes.share[spared["reason"]] > 0), "only a fix spares anybody")
    demand(np.all(program.fixes.share[came["reason"]] < 1), "whom a whole fix spares stays away")
    outcomes = np.bincount(came["outcome"], minlength=len(Outcome))
    demand(outcomes[: len(Outcome)].sum() == len(came), "every end is an outcome")


def contacts_add_up(program: Program, log: Log) -> None:
    """Contacts are numbered from 1, as many as each customer began.

    The last one ends the issue, unless something that was promised is done later.
    """
    rows = log.contacts
    counts = np.bincount(rows["customer"], minlength=len(log.customers))
    demand(np.array_equal(counts, log.customers["contacts"]), "contacts add up")
    first = np.cumsum(counts) - counts
    demand(np.array_equal(rows["contact"], _ranks(counts)), "contacts are numbered from 1")
    last = rows[first + counts - 1]
    away, ended = last["outcome"] == Outcome.MOVED_ON, log.customers["ended"]
    here = ~away & ~_were_promised(program, log)
    demand(np.array_equal(last["ended"][here], ended[here]), "the last contact ends it")
    demand(np.all(last["ended"] <= ended), "nothing ends before its last contact")
    demand(not np.any(log.customers["outcome"] == Outcome.MOVED_ON), "to move on is no end")
    final = ~log.customers["returns_later"] & ~away
    same = last["outcome"] == log.customers["outcome"]
    demand(np.all(same[final]), "the last contact's outcome is the customer's")
    before = rows["outcome"][:-1][rows["onward"][1:]]
    demand(not rows["onward"][first].any(), "the first contact goes on from none")
    demand(np.all(before == Outcome.MOVED_ON), "who goes on has moved on")
    demand(np.all(rows["began"][1:] >= rows["ended"][:-1], where=_follows(rows)), "one at a time")


def who_is_resolved_comes_back_for_a_reason(program: Program, log: Log) -> None:
    """Only what turns out to be wrong, or a broken promise, brings back who is resolved."""
    before = log.contacts["customer"][:-1][log.contacts["outcome"][:-1] == Outcome.RESOLVED]
    after = log.contacts["customer"][1:][log.contacts["outcome"][:-1] == Outcome.RESOLVED]
    may = np.isin(log.events["event"], [*program.surfacing.event, program.broken_promise])
    back = np.isin(before[before == after], log.events["customer"][may])
    demand(np.all(back), "who is resolved comes back for a reason")


def contacts_are_chains_of_visits(program: Program, log: Log) -> None:
    """In each contact a visit is asked for as the one before ends, and the first at once.

    Only an answer that the customer writes in their own time may lie between two of them, or
    waiting for a branch.
    """
    visits = _stays(program, log, away=False)
    later = _answered_later(program, log, visits)
    same = _follows(visits, "contact")
    gaps = visits["asked"][1:] - visits["ended"][:-1]
    demand(not np.any(gaps[same & ~later[:-1]]), "one visit begins where the other ends")
    demand(np.all(gaps[same] >= 0), "no answer comes before its question")
    contact = _contact_of(log, visits)
    first = np.append(True, ~same)[: len(visits)]
    began = log.contacts["began"][contact]
    demand(np.all((visits["asked"] == began)[first]), "a contact begins with its first visit")
    last = np.append(~same, True)[: len(visits)]
    cut_off = log.contacts["outcome"][contact] == Outcome.UNFINISHED
    ended = log.contacts["ended"][contact]
    over = visits["ended"] == ended
    demand(np.all((over | cut_off | later)[last]), "a contact ends with its last visit")
    demand(np.all(ended >= visits["ended"]), "no contact ends before its last visit")


def stretches_away_are_chains_of_visits(program: Program, log: Log) -> None:
    """What is done while the customer is away begins as a contact ends, and leads on at once.

    At night it may lead on at the next opening.
    """
    visits = _stays(program, log, away=True)
    same = _follows(visits, "contact")
    on_time = _goes_on(program, visits["ended"][:-1], visits["asked"][1:])
    demand(np.all(on_time[same]), "one visit begins where the other ends")
    contact = _contact_of(log, visits)
    first = np.append(True, ~same)[: len(visits)]
    left = log.contacts["ended"][contact]
    on_time = _goes_on(program, left, visits["asked"])
    demand(np.all(on_time[first]), "who goes away leaves a contact")
    moved_on = log.contacts["outcome"][contact] == Outcome.MOVED_ON
    demand(np.all(moved_on), "who goes away has moved on")
    last = np.append(~same, True)[: len(visits)]
    goes_on = np.append(log.contacts["onward"], False)[contact + 1]
    following = np.append(log.contacts["began"], 0)[contact + 1]
    on_time = _goes_on(program, visits["ended"], following)
    demand(np.all(on_time[last & goes_on]), "who is back is in a contact")
    issue = log.customers[visits["customer"]]
    over = issue["outcome"] != Outcome.UNFINISHED
    final = last & over & (visits["contact"] == issue["contacts"])
    final &= ~_were_promised(program, log)[visits["customer"]]
    demand(np.all((visits["ended"] == issue["ended"])[final]), "what ends while away ends at once")


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


def who_comes_again_has_a_reason(program: Program, log: Log) -> None:
    """Whoever comes once more asks after a promise, or about what turned out to be wrong, or the
    contact before ended in such a way.
    """
    contacts, chases = log.contacts, log.spells[log.spells["kind"] == Spell.CHASE]
    asks = chases[["customer", "contact", "ended"]].tolist()
    asks += log.surfaced[["customer", "contact", "at"]].tolist()
    demand(len(set(asks)) == len(asks), "nobody asks twice in a contact")
    demand(np.all(chases["ended"] >= chases["began"]), "nobody asks before it is due")
    again = np.flatnonzero((contacts["contact"] > 1) & ~contacts["onward"])
    came = contacts[["customer", "contact", "began"]][again].tolist()
    demand(set(asks) <= set(came), "who asks gets in touch for it, at once")
    asked = set(asks)
    before = contacts["outcome"][again - 1][[row not in asked for row in came]]
    back = np.append(program.afterwards.chance, NONE)[: len(Outcome)] != NONE
    demand(np.all(back[before] | (before == Outcome.MOVED_ON)), "nobody comes again for nothing")


def what_turns_out_had_happened(log: Log) -> None:
    """Only what happened turns out to be wrong, and only where it seemed to be resolved."""
    wrong, contacts = log.surfaced, log.contacts
    place = ["customer", "step", "visit", "event"]
    events = set(log.events[[*place, "at"]].tolist())
    demand(set(wrong[[*place, "happened"]].tolist()) <= events, "it had happened")
    demand(np.all(wrong["at"] >= wrong["happened"]), "nothing turns out before it happened")
    over = np.isin(contacts["outcome"], (Outcome.RESOLVED, Outcome.MOVED_ON))  # perhaps while away
    before = [(customer, contact - 1) for customer, contact, *_ in wrong.tolist()]
    resolved = contacts[["customer", "contact"]][over].tolist()
    demand(set(before) <= set(resolved), "it seemed to be resolved")


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
    contacts, visits = log.contacts, _stays(program, log, away=False)
    later = _answered_later(program, log, visits)
    times, present = _course(contacts["began"], contacts["ended"])
    demand(present.min(initial=0) >= 0, "nobody leaves before they come")
    area = int((np.diff(times) * present[:-1]).sum())
    last_seen = contacts["began"].copy()
    of = _contact_of(log, visits)
    np.maximum.at(last_seen, of, visits["ended"])
    open_end = contacts["outcome"] == Outcome.UNFINISHED
    same = _follows(visits, "contact")
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
        _, busy = _course(begun, until)
        slots = size * int(program.teams.at_once[team])
        demand(busy.max(initial=0) <= slots, "busy <= on duty")


def no_more_contacts_than_lines(program: Program, log: Log) -> None:
    """No channel ever has more contacts than it has lines."""
    for channel, lines in enumerate(program.channels.lines.tolist()):
        rows = log.contacts[log.contacts["channel"] == channel]
        _, present = _course(rows["began"], rows["ended"])
        demand(lines == NONE or present.max(initial=0) <= lines, "contacts <= lines")


def no_worker_has_too_many(program: Program, log: Log) -> None:
    """No worker has more customers at once than the team allows, on the line or served."""
    work = _work(log)
    work = work[:, work[1] != NONE]
    for team, worker in np.unique(work[:2], axis=1).T.tolist():
        own = work[:, (work[0] == team) & (work[1] == worker)]
        _, in_hand = _course(own[2], own[3])
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
    demand(np.all(_is_open(program, cases)), "nobody works on a case that came at night")
    back = contacts["began"][1:][contacts["onward"][1:]]
    at_once = back == contacts["ended"][:-1][contacts["onward"][1:]]
    demand(np.all(_is_open(program, back) | at_once), "nobody comes back at night")
    if program.calendar.stop:
        tasks = log.spells[log.spells["kind"] == Spell.TASK]
        started = np.append(visits["started"][~alone], tasks["began"])
        demand(np.all(_is_open(program, started[started != NONE])), "nobody begins after closing")


def _kept(rows: Table) -> NDArray[np.bool_]:
    """Tell, for each row but the first, whether it goes on with the worker of the one before."""
    same = _follows(rows, "contact", "team", "worker") & (rows["worker"][1:] != NONE)
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


def _were_promised(program: Program, log: Log) -> NDArray[np.bool_]:
    """Tell which customers were promised something."""
    promises = program.steps.promise_slot[log.visits["step"]] != NONE
    promises &= log.visits["how"] == End.SERVED
    return np.isin(log.customers["customer"], log.visits["customer"][promises])


def _stays(program: Program, log: Log, *, away: bool) -> Table:
    """Give visits and, as if they were some, waits for branches, in the order of each customer."""
    parked = log.spells[log.spells["kind"] == Spell.PARKED]
    waits = np.zeros(len(parked), log.visits.dtype)
    for name in ("customer", "contact", "step", "visit", "ended"):
        waits[name] = parked[name]
    waits["asked"] = parked["began"]
    rows = np.append(waits, log.visits)
    rows = rows[_away(program, rows) == away]
    columns = [rows[name] for name in ("ended", "asked", "contact", "customer")]
    stays: Table = rows[np.lexsort(columns)]
    return stays


def _is_open(program: Program, times: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell, for each time from the first opening on, whether the service is open."""
    calendar = program.calendar
    day = np.searchsorted(calendar.opens, times, side="right") - 1
    is_open: NDArray[np.bool_] = times < calendar.closes[day]
    return is_open


def _goes_on(program: Program, ended: NDArray[Any], begun: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell whether one thing leads to another at once or, at night, at the next opening."""
    opens = np.append(program.calendar.opens, np.iinfo(np.int64).max)
    opening = opens[np.searchsorted(opens, ended)]
    on_time: NDArray[np.bool_] = begun == ended
    return on_time | (~_is_open(program, ended) & (begun == opening))


def _away(program: Program, visits: Table) -> NDArray[np.bool_]:
    """Mark the visits for which the customer was away."""
    away: NDArray[np.bool_] = program.steps.away[visits["step"]]
    return away


def _answered_later(program: Program, log: Log, visits: Table) -> NDArray[np.bool_]:
    """Mark the visits whose questions the customer answered after them."""
    channel = log.contacts["channel"][_contact_of(log, visits)]
    slots = np.append(program.channels.replies_slot, [[NONE] * len(program.names.steps)], axis=0)
    seen = program.steps.visible[visits["step"]] & (visits["questions"] > 0)
    later: NDArray[np.bool_] = seen & (slots[channel, visits["step"]] != NONE)
    return later


def _numbered_anew(log: Log) -> Log:
    """Number those who came from 0, as if nobody had been spared."""
    came = log.customers["customer"].copy()
    tables = {}
    for name, table in log._asdict().items():
        if isinstance(table, np.ndarray) and name != "avoided":
            tables[name] = table.copy()
            tables[name]["customer"] = np.searchsorted(came, table["customer"])
    return log._replace(**tables)


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


def _contact_of(log: Log, visits: Table) -> NDArray[np.intp]:
    """Give, for each visit, the row of its contact, or of the last one if the customer is away."""
    counts = log.customers["contacts"].astype(np.intp)
    first: NDArray[np.intp] = np.cumsum(counts) - counts
    rows: NDArray[np.intp] = first[visits["customer"]] + visits["contact"] - 1
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
