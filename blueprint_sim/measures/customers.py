"""One row a customer: the table that every measure of issues reduces."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.measures.backstage import parked, promised
from blueprint_sim.measures.consequences import Terms, happened, leaving, telling
from blueprint_sim.measures.holding import Holding
from blueprint_sim.measures.rows import Rows, is_there
from blueprint_sim.measures.values import tally
from blueprint_sim.simulation.log import Handoff, Log, Moment, Table
from blueprint_sim.simulation.program import NONE, Flags, Floats, Ints, Program
from blueprint_sim.simulation.rules import MISERY

MAGIC = 1.0
"""A moment of truth at or above this valence is one of magic."""


class Yardstick(NamedTuple):
    """What a scenario judges by that no engine needs to know."""

    cause: Ints
    """[reason]: number of its cause, which makes a contact about it failure demand; NONE."""
    answer_target: int
    """Ticks within which a request for a person is answered well."""
    end_weight: float
    """Weight of the end in what is remembered, in [0, 1]; the rest is the peak's."""
    terms: Terms = Terms()
    """What follows from how it went."""

    @property
    def failure(self) -> Flags:
        """[reason]: has a cause."""
        known: Flags = self.cause != NONE
        return known


class Issues(NamedTuple):
    """Columns of equal length, one entry a customer. Times in ticks."""

    reason: Ints
    persona: Ints
    outcome: Ints
    returns_later: Flags
    """Would have come back, answered or gone on after the last close."""
    contacts: Ints
    failures: Ints
    """Contacts that are failure demand: all if the reason has a cause, else those since the
    customer came again. To go on from a contact is no failure by itself."""
    sojourn: Ints
    wait: Ints
    """Waiting for a person: parked, in line for people, and all the time that invisible steps
    take."""
    callbacks: Ints
    """Accepted."""
    off_line: Ints
    """From accepting callbacks to the calls; no part of the wait, nor of the effort."""
    effort: Ints
    """Active, or waiting for whomever or whatever, while there."""
    requests: Ints
    """Requests for a person where the customer waits in line for the answer, at steps that they
    see; without those who are called back instead."""
    answered: Ints
    """Of those, answered within the target."""
    left_early: Ints
    """Of those, neither answered nor kept waiting for longer than the target."""
    one_person: Flags
    """Met one person at most."""
    handoffs: Ints
    questions: Ints
    repeats: Ints
    promises: Ints
    broken: Ints
    """Promises that fell due before they were kept."""
    moments: Ints
    misery: Ints
    magic: Ints
    valence: Floats
    """Mean of the issue's moments of truth; NaN without any."""
    memory: Floats
    """Peak and end of the issue's moments of truth, weighted; NaN without any."""
    use: Floats
    """Cost of use of all its visits, in currency."""
    churn: Floats
    """Chance that the customer leaves for good; NaN: nobody counts it."""
    told: Floats
    """People told about it; NaN: nobody counts them."""
    event_costs: Floats
    """What events cost, in currency."""
    event_earnings: Floats
    """What events earned, in currency."""

    def where(self, mask: Flags) -> Issues:
        """Keep the customers for whom `mask` holds."""
        kept: list[Any] = [column[mask] for column in self]
        return Issues(*kept)


def tabulate(
    log: Log, program: Program, rows: Rows, work: Rows, held: Holding, yardstick: Yardstick
) -> Issues:
    """Make the table, of all who came, in the order of the log.

    `rows` are the visits, `work` what teams did besides.
    """
    customers = log.customers
    number = customers["customer"].astype(np.int64)
    size = int(number[-1]) + 1 if len(number) else 0

    def each(weights: NDArray[Any], of: Ints = rows.customer) -> Ints:
        totals: Ints = tally(of, size, weights)[number].astype(np.int64)
        return totals

    contacts = customers["contacts"].astype(np.int64)
    reason = customers["reason"].astype(np.int64)
    call = rows.request & rows.person & rows.visible & rows.there & ~rows.called_back
    prompt = rows.wait <= yardstick.answer_target
    promises = promised(log, program)
    broken = log.moments["customer"][log.moments["kind"] == Moment.PROMISE]
    spells = parked(log)
    spells = spells[is_there(log, program, spells)]
    waited = each(spells["ended"] - spells["began"], spells["customer"].astype(np.int64))
    outcome = customers["outcome"].astype(np.int64)
    felt = _experience(log.moments, number, size, yardstick.end_weight)
    events = happened(log, program, number, size, yardstick.terms)
    return Issues(
        reason=reason,
        persona=customers["persona"].astype(np.int64),
        outcome=outcome,
        returns_later=np.ascontiguousarray(customers["returns_later"]),
        contacts=contacts,
        failures=np.where(yardstick.failure[reason], contacts, _again(log.contacts, number, size)),
        sojourn=customers["ended"] - customers["arrived"],
        wait=each(rows.waiting - rows.parked * rows.there) + waited,
        callbacks=each(rows.called_back),
        off_line=each(rows.off_line),
        effort=each((rows.wait + rows.service) * rows.there) + waited,
        requests=each(call),
        answered=each(call & rows.served & prompt),
        left_early=each(call & rows.given_up & prompt),
        one_person=each(_another_person(log.visits, rows)) == 0,
        handoffs=each(log.visits["handoff"] != Handoff.NONE),
        questions=each(log.visits["questions"]),
        repeats=each(log.visits["repeats"]),
        promises=each(np.ones(promises.sum()), rows.customer[promises]),
        broken=each(np.ones(len(broken)), broken.astype(np.int64)),
        **felt,
        use=(tally(work.customer, size, work.use) + tally(held.customer, size, held.use))[number],
        churn=leaving(outcome, felt["misery"], events.factor, yardstick.terms),
        told=telling(felt["memory"], yardstick.terms),
        event_costs=events.costs,
        event_earnings=events.earns,
    )


def _again(contacts: Table, number: Ints, size: int) -> Ints:
    """Count the contacts of each customer since they first came again."""
    came, customer = ~contacts["onward"], contacts["customer"].astype(np.int64)
    so_far = np.cumsum(came)
    first = contacts["contact"] == 1
    before = np.maximum.accumulate(np.where(first, so_far, 0))
    again: Ints = tally(customer[so_far > before], size)[number].astype(np.int64)
    return again


def _another_person(visits: Table, rows: Rows) -> Flags:
    """Mark the visits by another person than the customer's last one."""
    people = np.flatnonzero(rows.person & rows.served)
    customer, team, worker = rows.customer[people], rows.team[people], visits["worker"][people]
    other = (team[1:] != team[:-1]) | (worker[1:] != worker[:-1])
    marks = np.zeros(len(rows.customer), dtype=np.bool_)
    marks[people[1:]] = other & (customer[1:] == customer[:-1])
    return marks


def _experience(moments: Table, number: Ints, size: int, end_weight: float) -> dict[str, Any]:
    """Work out the columns about moments of truth."""
    customer = moments["customer"].astype(np.int64)
    valence = np.ascontiguousarray(moments["valence"])
    counts = tally(customer, size)
    with np.errstate(invalid="ignore"):
        average = tally(customer, size, valence) / counts
    return {
        "moments": counts[number],
        "misery": tally(customer[valence <= MISERY], size)[number],
        "magic": tally(customer[valence >= MAGIC], size)[number],
        "valence": average[number],
        "memory": _memory(customer, valence, size, end_weight)[number],
    }


def _memory(customer: Ints, valence: Floats, size: int, end_weight: float) -> Floats:
    """Weigh the peak and the end of each customer's moments, which stand in order of time."""
    memory = np.full(size, np.nan)
    if not len(customer):
        return memory
    first = np.flatnonzero(np.append(True, customer[1:] != customer[:-1]))
    last = np.append(first[1:], len(customer)) - 1
    peak = furthest(valence, first)
    memory[customer[first]] = end_weight * valence[last] + (1.0 - end_weight) * peak
    return memory


def furthest(valence: Floats, first: Ints) -> Floats:
    """Give the peak of each issue: the valence largest in size; of two as large, the negative one.

    The moments of an issue stand together; `first` is where each begins.
    """
    if not len(first):
        return np.zeros(0)
    low, high = np.minimum.reduceat(valence, first), np.maximum.reduceat(valence, first)
    return np.where(-low >= high, low, high)
