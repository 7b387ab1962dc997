"""How long customers wait, and how long they are at it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from blueprint_sim.measures.backstage import parked_in_vain
from blueprint_sim.measures.customers import Issues
from blueprint_sim.measures.record import Record
from blueprint_sim.measures.rows import channel_of, contact_key, is_there
from blueprint_sim.measures.values import (
    Plain,
    Ratio,
    mean_minutes,
    quantile_minutes,
    quantiles,
    share,
)
from blueprint_sim.simulation.log import Table
from blueprint_sim.simulation.program import (
    NONE,
    TICKS_PER_MINUTE,
    TICKS_PER_SECOND,
    Flags,
    Floats,
    Ints,
    Program,
)

PERCENTS = tuple(range(101))
"""Parts of the single waits, in percent, whose quantiles are taken."""


def wait_mean(issues: Issues) -> Ratio:
    """Mean time waiting for a person, over the whole issue, in minutes."""
    return mean_minutes(issues.wait)


def wait_p90(issues: Issues) -> Plain:
    """Time waiting for a person that 9 in 10 do not exceed on an average day, in minutes."""
    return Plain(quantile_minutes(issues.wait, 0.9))


def service_level(issues: Issues) -> Ratio:
    """Share of requests for a person answered in time; the blocked were not.

    Who gives up within the target is left out, and who leaves at once; so are requests at steps
    that customers do not see, where they wait for no answer, and callbacks.
    """
    kept_up = issues.requests.sum() - issues.left_early.sum()
    return Ratio(float(issues.answered.sum()), float(kept_up))


def sojourn_mean(issues: Issues) -> Ratio:
    """Mean time from the first arrival to the end of the issue, in minutes."""
    return mean_minutes(issues.sojourn)


def effort_mean(issues: Issues) -> Ratio:
    """Mean time active or waiting, but for what passes while away or not live, in minutes."""
    return mean_minutes(issues.effort)


class Waits(NamedTuple):
    """The single waits for a person of the issues that count; one entry a wait.

    A wait is a stretch in which nothing happens that the customer sees: in line for people, or
    while work is done out of sight. It ends as a visible visit begins, or with the contact. Who
    is served at once waits for nothing, and has an entry; who joins no line has none. Who accepts
    a callback waits no longer.
    """

    wait: Ints
    """Ticks. All waits of an issue together are its `Issues.wait`."""
    persona: Ints
    channel: Ints
    """NONE: there are no channels."""


class WaitsSummary(NamedTuple):
    """The distribution of the single waits of a replication."""

    quantiles: Plain
    """[percent]: on an average day, in minutes."""
    over: Ratio
    """Share of waits longer than is acceptable, on average, to that persona on that channel."""


def each(record: Record) -> Waits:
    """List the single waits."""
    parts, people = _parts(record), record.log.customers
    begins = parts.first.copy()
    begins[1:] |= parts.seen[:-1]
    start = np.flatnonzero(begins)
    if not len(start):
        return Waits(start, start, start)
    customer, channel = parts.customer[start], parts.channel[start]
    there = np.logical_or.reduceat(parts.asked, start) & record.counts(customer)
    wait = np.add.reduceat(parts.waiting, start)[there]
    who = np.searchsorted(people["customer"], customer[there])
    return Waits(wait, people["persona"][who].astype(np.int64), channel[there])


class _Parts(NamedTuple):
    """What single waits are made of; one entry a visit, and a last one for who was parked."""

    customer: Ints
    channel: Ints
    first: Flags
    """The first of its contact."""
    seen: Flags
    """Ends the wait: it began where the customer sees it."""
    asked: Flags
    """There is something to wait for."""
    waiting: Ints


def _parts(record: Record) -> _Parts:
    rows = record.rows
    asked = ((rows.request & rows.person) | ~rows.visible) & rows.let_in
    asked = (asked | (rows.parked > 0)) & rows.there
    seen = rows.served & rows.visible
    parts = _Parts(rows.customer, rows.channel, rows.first, seen, asked, rows.waiting)
    spells = parked_in_vain(record.log)
    spells = spells[is_there(record.log, record.program, spells)]
    return _with_parked(parts, record, spells) if len(spells) else parts


def _with_parked(parts: _Parts, record: Record, spells: Table) -> _Parts:
    """Put the waits of who was parked, and came no further, at the end of their contacts."""
    visits, own = contact_key(record.log.visits), contact_key(spells)
    at = np.searchsorted(visits, own, side="right")
    none, waited = np.zeros(len(spells), dtype=np.bool_), spells["ended"] - spells["began"]
    more = _Parts(
        customer=spells["customer"].astype(np.int64),
        channel=channel_of(record.log, record.program, spells),
        first=np.append(NONE, visits)[at] != own,
        seen=none,
        asked=waited > 0,
        waiting=waited,
    )
    return _Parts(*(np.insert(old, at, new) for old, new in zip(parts, more, strict=True)))


def summary(record: Record) -> WaitsSummary:
    """Sum the single waits up."""
    wait, persona, channel = each(record)
    minutes = quantiles(np.sort(wait), np.array(PERCENTS) / 100) / TICKS_PER_MINUTE
    acceptable = np.round(_acceptable(record.program) * TICKS_PER_SECOND)
    return WaitsSummary(Plain(minutes), share(wait > acceptable[channel, persona]))


def acceptable_waits(program: Program) -> Floats:
    """Give the mean waits that are felt as nothing where customers wait live, in seconds."""
    live = np.append(program.channels.live, not program.names.channels)
    found: Floats = np.unique(_acceptable(program)[live])
    return found


def _acceptable(program: Program) -> Floats:
    """[channel, persona]: mean of the waits that are felt as nothing, in seconds.

    The last row is for those on no channel (NONE).
    """
    own = program.personas.acceptable_slot
    slots = [np.where(slot == NONE, own, slot) for slot in program.channels.acceptable_slot]
    return np.array([[_mean(program, slot) for slot in row] for row in (*slots, own)])


def _mean(program: Program, slot: int) -> float:
    law = None if slot == NONE else program.slots[slot].law
    return 0.0 if law is None else law.mean
