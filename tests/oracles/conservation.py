"""Conservation: what holds for every log of every program, whatever the rules decide."""

from __future__ import annotations

import numpy as np

from blueprint_sim.simulation.log import End, Log, Spell
from blueprint_sim.simulation.program import NONE, Customers, Outcome, Program
from tests.oracles.conserved_rows import (
    answered_later,
    contact_of,
    course,
    demand,
    follows,
    goes_on_in_time,
    numbered_anew,
    ranks,
    stays,
    was_promised,
)
from tests.oracles.conserved_work import (
    branches_are_worked_on,
    busy_is_on_duty,
    holders_stand_by,
    little,
    no_worker_has_too_many,
    nobody_begins_after_closing,
    nobody_begins_after_their_shift,
    spells_lie_within_waits,
    what_goes_in_comes_out,
)


def conserve(program: Program, customers: Customers, log: Log) -> None:
    """Hold a log against every law of conservation.

    Raises
    ------
    AssertionError
        Somebody, or some time, was lost or made up. The message names the law.
    """
    who_comes_is_not_avoided(program, customers, log)
    log = numbered_anew(log)
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
    demand(np.array_equal(rows["contact"], ranks(counts)), "contacts are numbered from 1")
    last = rows[first + counts - 1]
    away, ended = last["outcome"] == Outcome.MOVED_ON, log.customers["ended"]
    here = ~away & ~was_promised(program, log)
    demand(np.array_equal(last["ended"][here], ended[here]), "the last contact ends it")
    demand(np.all(last["ended"] <= ended), "nothing ends before its last contact")
    demand(not np.any(log.customers["outcome"] == Outcome.MOVED_ON), "to move on is no end")
    final = ~log.customers["returns_later"] & ~away
    same = last["outcome"] == log.customers["outcome"]
    demand(np.all(same[final]), "the last contact's outcome is the customer's")
    before = rows["outcome"][:-1][rows["onward"][1:]]
    demand(not rows["onward"][first].any(), "the first contact goes on from none")
    demand(np.all(before == Outcome.MOVED_ON), "who goes on has moved on")
    demand(np.all(rows["began"][1:] >= rows["ended"][:-1], where=follows(rows)), "one at a time")


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
    visits = stays(program, log, away=False)
    later = answered_later(program, log, visits)
    same = follows(visits, "contact")
    gaps = visits["asked"][1:] - visits["ended"][:-1]
    demand(not np.any(gaps[same & ~later[:-1]]), "one visit begins where the other ends")
    demand(np.all(gaps[same] >= 0), "no answer comes before its question")
    contact = contact_of(log, visits)
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
    visits = stays(program, log, away=True)
    same = follows(visits, "contact")
    on_time = goes_on_in_time(program, visits["ended"][:-1], visits["asked"][1:])
    demand(np.all(on_time[same]), "one visit begins where the other ends")
    contact = contact_of(log, visits)
    first = np.append(True, ~same)[: len(visits)]
    left = log.contacts["ended"][contact]
    on_time = goes_on_in_time(program, left, visits["asked"])
    demand(np.all(on_time[first]), "who goes away leaves a contact")
    moved_on = log.contacts["outcome"][contact] == Outcome.MOVED_ON
    demand(np.all(moved_on), "who goes away has moved on")
    last = np.append(~same, True)[: len(visits)]
    goes_on = np.append(log.contacts["onward"], False)[contact + 1]
    following = np.append(log.contacts["began"], 0)[contact + 1]
    on_time = goes_on_in_time(program, visits["ended"], following)
    demand(np.all(on_time[last & goes_on]), "who is back is in a contact")
    issue = log.customers[visits["customer"]]
    over = issue["outcome"] != Outcome.UNFINISHED
    final = last & over & (visits["contact"] == issue["contacts"])
    final &= ~was_promised(program, log)[visits["customer"]]
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
    ended = set(contacts[["customer", "contact"]][over].tolist())
    before = (
        any((customer, earlier) in ended for earlier in range(1, contact))
        for customer, contact, *_ in wrong.tolist()
    )
    demand(all(before), "it seemed to be resolved")


def no_more_contacts_than_lines(program: Program, log: Log) -> None:
    """No channel ever has more contacts than it has lines."""
    for channel, lines in enumerate(program.channels.lines.tolist()):
        rows = log.contacts[log.contacts["channel"] == channel]
        _, present = course(rows["began"], rows["ended"])
        demand(lines == NONE or present.max(initial=0) <= lines, "contacts <= lines")
