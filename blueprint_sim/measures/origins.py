"""Where contacts began, and with them misery and work: a cause, a contact before, or neither.

The origin of a contact is the cause of its reason, if that has one. Else, of a contact in which
the customer came once more, it is what brought them back: a promise that was broken, at the step
that promised; what turned out to be wrong, at the step where it happened; or how the contact
before ended, at the step where it did, and where nothing was resolved, at the step that was the
last to try: whoever then says sorry is not where it began. Else the contact is what the service is
for. A contact that goes on from another began where that one did.
"""

from __future__ import annotations

import math
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np

from blueprint_sim.measures import costs
from blueprint_sim.measures.consequences import worths
from blueprint_sim.measures.record import Record
from blueprint_sim.measures.rows import contact_key
from blueprint_sim.measures.values import tally
from blueprint_sim.measures.ways import outcomes
from blueprint_sim.simulation.log import End, Spell, Table
from blueprint_sim.simulation.program import NONE, Floats, Ints, Names, Outcome
from blueprint_sim.simulation.rules import MISERY


class Began(IntEnum):
    """The kinds of origins of a contact."""

    SERVICE = 0
    CAUSE = 1
    OUTCOME = 2
    PROMISE = 3
    WRONG = 4


class Origin(NamedTuple):
    """The origin of a contact."""

    kind: Began
    detail: int
    """Number of the cause; the `Outcome` of the contact before; the event that turned out to be
    wrong; else NONE."""
    step: str | None
    """Where that contact ended or the last try to resolve it failed, the promise was made, or it
    happened; None: nowhere, as for all else."""


class Origins(NamedTuple):
    """The contacts of those who count, by origin, in one replication; one entry an origin."""

    number: Ints
    """Of the origin, ascending: see `origin_of`."""
    contacts: Ints
    misery: Ints
    cost: Floats
    """Of the time in which people were at work for them, wrap-up and standing by included, of use,
    and of events, less what they earned; in currency."""
    felt: Ints
    """[origin, place]: moments of misery; places are the steps, then the ending."""
    idle: float
    """Cost of the time that was paid and in which nobody was at work for them, in currency."""
    fixes: float
    """Cost of what is fixed, in currency."""
    leaving: float
    """Cost of those who may leave for good, in currency; 0: nobody counts it."""


class _Beginnings(NamedTuple):
    """The contacts of those who count, in order, with the origin of each."""

    key: Ints
    of: Ints
    """Which origin, by its place among all that occur."""
    many: int
    """Origins that occur."""

    def at(self, key: Ints) -> Ints:
        """Look up in which origin contacts began."""
        return self.of[np.searchsorted(self.key, key)]


def origins(record: Record) -> Origins:
    """Count contacts, misery and work by origin.

    The costs of all origins, the time paid besides, the fixes and those who leave add up to
    `cost_total`. The work is linear in the rows of the log.
    """
    contacts, key = record.log.contacts, contact_key(record.log.contacts)
    counts = record.counts(contacts["customer"])
    number, of = np.unique(_numbers(record, contacts, key)[counts], return_inverse=True)
    began = _Beginnings(key[counts], of, len(number))
    felt = _felt(record, began)
    return Origins(
        number=number,
        contacts=tally(of, began.many),
        misery=felt.sum(axis=1),
        **_spent(record, began),
        felt=felt,
        fixes=math.fsum(costs.fixing(record)),
        leaving=math.fsum(costs.leaving(record)),
    )


def _felt(record: Record, began: _Beginnings) -> Ints:
    """[origin, place]: moments of misery."""
    moments, places = record.log.moments, len(record.program.names.steps) + 1
    sad = moments[(moments["valence"] <= MISERY) & record.counts(moments["customer"])]
    place = sad["step"].astype(np.int64) % places  # the ending, step -1, comes last
    cell = began.at(contact_key(sad)) * places + place
    felt: Ints = tally(cell, began.many * places).reshape(began.many, places)
    return felt


def _spent(record: Record, began: _Beginnings) -> dict[str, Any]:
    """Give the cost of work, by origin, and of the time paid besides."""
    spent, idle = np.zeros(began.many), costs.staffing(record)
    for customer, contact, use, staff in _spending(record):
        own = record.counts(customer)
        at = began.at((customer << 32 | contact)[own])
        spent += tally(at, began.many, (use + staff)[own])
        idle = np.append(idle, -staff[own])
    return {"cost": spent, "idle": math.fsum(idle)}


def origin_of(number: int, names: Names) -> Origin:
    """Say what an origin is."""
    rest, step = divmod(number, len(names.steps) + 1)
    detail, kind = divmod(rest, len(Began))
    return Origin(Began(kind), detail - 1, names.steps[step - 1] if step else None)


def _numbers(record: Record, contacts: Table, key: Ints) -> Ints:
    """[contact]: the number of its origin."""
    people, steps = record.log.customers, len(record.program.names.steps)
    reason = people["reason"][np.searchsorted(people["customer"], contacts["customer"])]
    cause = record.yardstick.cause[reason]
    kind, detail, step = _why_again(record, contacts, key)
    of_cause = cause != NONE
    kind = np.where(of_cause, Began.CAUSE, kind)
    detail = np.where(of_cause, cause, detail)
    step = np.where(of_cause, NONE, step)
    own: Ints = ((detail + 1) * len(Began) + kind) * (steps + 1) + step + 1
    came = np.where(contacts["onward"], 0, np.arange(len(contacts)))
    return own[np.maximum.accumulate(came)]


def _why_again(record: Record, contacts: Table, key: Ints) -> tuple[Ints, Ints, Ints]:
    """[contact]: kind, detail and step of its origin, where its reason has no cause."""
    again = contacts["contact"] > 1
    before = np.where(again, np.arange(len(contacts)) - 1, 0)
    ended = outcomes(record)
    kind = np.where(again, Began.OUTCOME, Began.SERVICE)
    detail = np.where(again, ended[before], NONE)
    step = np.where(again, _failing(record, key, ended)[before], NONE)
    chases = record.log.spells[record.log.spells["kind"] == Spell.CHASE]
    at = np.searchsorted(key, contact_key(chases))
    kind[at], detail[at], step[at] = Began.PROMISE, NONE, chases["step"]
    wrong = record.log.surfaced
    at = np.searchsorted(key, contact_key(wrong))
    kind[at], detail[at], step[at] = Began.WRONG, wrong["event"], wrong["step"]
    return kind, detail, step


def _failing(record: Record, key: Ints, ended: Ints) -> Ints:
    """[contact]: the step where it ended; if unresolved, the last that was to resolve, if any."""
    visits = record.log.visits
    tries = record.program.steps.resolves_slot[visits["step"]] != NONE
    last = _last_steps(visits, key)
    tried = _last_steps(visits[tries & (visits["how"] == End.SERVED)], key)
    found: Ints = np.where((ended == Outcome.UNRESOLVED) & (tried != NONE), tried, last)
    return found


def _last_steps(visits: Table, key: Ints) -> Ints:
    """[contact]: the step of its last visit; NONE: it had none."""
    own = contact_key(visits)
    last = np.searchsorted(own, key, side="right") - 1
    there = np.append(own, NONE)[last] == key
    found: Ints = np.where(there, np.append(visits["step"], NONE)[last], NONE)
    return found


def _spending(record: Record) -> tuple[tuple[Ints, Ints, Floats, Floats], ...]:
    """Give customer, contact, use and pay of all work, standing by included, and of events."""
    work, held, events = record.work, record.holding, record.log.events
    happened, contact = (events[name].astype(np.int64) for name in ("customer", "contact"))
    worth = worths(record.log, record.program, record.yardstick.terms)
    return (
        (work.customer, work.contact, work.use, _by_people(record, work.team, work.staff)),
        (held.customer, held.contact, held.use, _by_people(record, held.team, held.staff)),
        (happened, contact, worth.costs - worth.earns, np.zeros(len(events))),
    )


def _by_people(record: Record, team: Ints, staff: Floats) -> Floats:
    """Leave out the time of what is paid once, however many it serves: unlimited machines."""
    sized = np.append(record.program.teams.size != NONE, False)
    return np.where(sized[team], staff, 0.0)
