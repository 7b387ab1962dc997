"""Who went where: from each visit to the next, and on to the end of the contact."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.measures.backstage import parked_in_vain
from blueprint_sim.measures.record import Record
from blueprint_sim.measures.rows import contact_key
from blueprint_sim.measures.values import tally
from blueprint_sim.simulation.log import End, Handoff
from blueprint_sim.simulation.program import NONE, Flags, Ints, Names, Outcome


class Ways(NamedTuple):
    """The ways that customers who count went in one replication; one entry a way.

    Whole numbers, so that they add up over replications in any order.
    """

    number: Ints
    """Of the way, ascending: see `ends_of`."""
    times: Ints
    warm: Ints
    """Of those times, with a warm handoff as the target was begun."""
    cold: Ints


class Ends(NamedTuple):
    """Where a way leads from and to."""

    origin: str | None
    """None: a contact begins."""
    how: End | None
    """How the visit of the origin ended."""
    target: str | Outcome
    """A step, or the outcome by which the contact ends."""


def ways(record: Record) -> Ways:
    """Count the ways between the visits of each contact, its beginning and its end.

    A step that is passed without a visit has no row, so the way goes on from the last one that
    was visited. To move on, away or to another channel, is a way like any other: only where the
    customer comes is a beginning, and only where no contact goes on is an end. The work is linear
    in the visits.
    """
    rows, contacts = record.rows, record.log.contacts
    steps = len(record.program.names.steps)
    targets = steps + len(Outcome)
    left = (1 + rows.step * len(End) + rows.how) * targets
    key, last = contact_key(contacts), contact_key(record.log.visits)
    comes = rows.first & ~contacts["onward"][np.searchsorted(key, last)]
    coming = np.where(comes, 0, np.append(0, left)[: len(left)]) + rows.step

    before = np.searchsorted(last, key, side="right") - 1
    somewhere = contacts["onward"] | (np.append(last, NONE)[before] == key)
    origin = np.where(somewhere, np.append(left, 0)[before], 0)
    over = ~np.append(contacts["onward"][1:], False)[: len(key)]
    ending = (origin + steps + outcomes(record))[over]

    counts = record.counts(rows.customer)
    size = (1 + steps * len(End)) * targets
    handed = record.log.visits["handoff"]
    into = [tally(coming[counts & _is(handed, kind)], size) for kind in _HANDOFFS]
    out = tally(ending[record.counts(contacts["customer"][over])], size)
    times = tally(coming[counts], size) + out
    gone = np.flatnonzero(times)
    return Ways(gone, times[gone], *(found[gone] for found in into))


_HANDOFFS = (Handoff.WARM, Handoff.COLD)


def _is(handed: NDArray[Any], kind: Handoff) -> Flags:
    found: Flags = handed == kind
    return found


def outcomes(record: Record) -> Ints:
    """Give as what each contact ended, or the issue that ended while the customer was away.

    Who then came back had not been helped, or had come before what they waited for was done: of
    those the way stands as unfinished, as their last visit does.
    """
    contacts, customers = record.log.contacts, record.log.customers
    outcome = contacts["outcome"].astype(np.int64)
    away = outcome == Outcome.MOVED_ON
    waited = np.isin(contact_key(contacts), contact_key(parked_in_vain(record.log)))
    outcome[away] = np.where(waited[away], Outcome.UNFINISHED, Outcome.UNRESOLVED)
    last = np.append(contacts["customer"][1:] != contacts["customer"][:-1], True)[: len(outcome)]
    who = np.searchsorted(customers["customer"], contacts["customer"][away & last])
    outcome[away & last] = customers["outcome"][who]
    return outcome


def added(parts: Iterable[Ways]) -> Ways:
    """Add the ways of several replications up."""
    numbers, *counts = (np.concatenate(column) for column in zip(*parts, strict=True))
    found, at = np.unique(numbers, return_inverse=True)
    return Ways(found, *(tally(at, len(found), each).astype(np.int64) for each in counts))


def ends_of(number: int, names: Names) -> Ends:
    """Say where a way leads from and to."""
    steps = len(names.steps)
    origin, target = divmod(number, steps + len(Outcome))
    to = names.steps[target] if target < steps else Outcome(target - steps)
    if origin == 0:
        return Ends(None, None, to)
    step, how = divmod(origin - 1, len(End))
    return Ends(names.steps[step], End(how), to)
