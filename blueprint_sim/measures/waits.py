"""How long customers wait, and how long they are at it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from blueprint_sim.measures.customers import Issues
from blueprint_sim.measures.record import Record
from blueprint_sim.measures.values import (
    Plain,
    Ratio,
    mean_minutes,
    quantile_minutes,
    quantiles,
    share,
)
from blueprint_sim.simulation.program import (
    NONE,
    TICKS_PER_MINUTE,
    TICKS_PER_SECOND,
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
    rows, people = record.rows, record.log.customers
    seen = rows.served & rows.visible
    begins = rows.first.copy()
    begins[1:] |= seen[:-1]
    start = np.flatnonzero(begins)
    if not len(start):
        return Waits(start, start, start)
    asked = ((rows.request & rows.person) | ~rows.visible) & rows.let_in
    asked = (asked | (rows.parked > 0)) & rows.there
    there = np.logical_or.reduceat(asked, start) & record.counts(rows.customer[start])
    wait = np.add.reduceat(rows.waiting, start)[there]
    who = np.searchsorted(people["customer"], rows.customer[start[there]])
    return Waits(wait, people["persona"][who].astype(np.int64), rows.channel[start[there]])


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
