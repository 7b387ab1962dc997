"""What happens at each step. One entry a step; who came to it after the warm-up counts."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.measures.record import Record
from blueprint_sim.measures.rows import key_in_contact
from blueprint_sim.measures.values import Plain, Ratio, quantile_minutes, tally, tally_where
from blueprint_sim.simulation.log import End, Moment
from blueprint_sim.simulation.program import NONE, TICKS_PER_MINUTE, Flags, Floats, Ints
from blueprint_sim.simulation.rules import MISERY


def visits(record: Record) -> Plain:
    """Count the visits that began."""
    return Plain(_total(record, _served(record)))


def wait_mean(record: Record) -> Ratio:
    """Mean wait before the step of those let in, whether or not it began, in minutes."""
    let_in = record.inside & record.work.let_in
    waited = _total(record, let_in, _waited(record)) / TICKS_PER_MINUTE
    return Ratio(waited, _total(record, let_in))


def wait_p90(record: Record) -> Plain:
    """Wait before the step that 9 in 10 let in do not exceed on an average day, in minutes."""
    let_in = np.flatnonzero(record.inside & record.work.let_in)
    step, wait = record.work.step[let_in], _waited(record)[let_in]
    found = [quantile_minutes(wait[step == number], 0.9) for number in range(_count(record))]
    return Plain(np.array(found))


def queue_mean(record: Record) -> Ratio:
    """Mean number waiting before the step while the service is open."""
    rows, waited = record.work, record.queued + record.parked
    total = _total(record, (rows.wait > 0) | (rows.parked > 0), waited) / TICKS_PER_MINUTE
    return Ratio(total, np.full(_count(record), record.open_minutes))


def share_reneged(record: Record) -> Ratio:
    """Share of those who came to the step that hung up waiting."""
    hung_up = record.inside & (record.work.how == End.RENEGED)
    return Ratio(_total(record, hung_up), _total(record, record.inside))


def time_mean(record: Record) -> Ratio:
    """Mean time that a visit takes, in minutes."""
    taken = _total(record, _served(record), record.work.service) / TICKS_PER_MINUTE
    return Ratio(taken, _total(record, _served(record)))


def questions_mean(record: Record) -> Ratio:
    """Questions per visit."""
    return _per_visit(record, "questions")


def repeat_questions_mean(record: Record) -> Ratio:
    """Questions per visit about what was told before."""
    return _per_visit(record, "repeats")


def share_promises_broken(record: Record) -> Ratio:
    """Share of the promises made in the step that fell due before they were kept."""
    step, _ = _felt(record, Moment.PROMISE)
    promises = _served(record) & (record.program.steps.promise_slot[record.work.step] != NONE)
    return Ratio(tally(step, _count(record)).astype(np.float64), _total(record, promises))


def misery_mean(record: Record) -> Ratio:
    """Moments of misery per time that a customer came to the step."""
    step, valence = _felt(record)
    sad = tally(step[valence <= MISERY], _count(record)).astype(np.float64)
    return Ratio(sad, _total(record, record.inside))


def valence_mean(record: Record) -> Ratio:
    """Mean of the moments of truth in the step, -2 to +2."""
    step, valence = _felt(record)
    count = _count(record)
    return Ratio(tally(step, count, valence), tally(step, count).astype(np.float64))


def cost(record: Record) -> Plain:
    """Cost of the workers' time in use, and of use, in currency."""
    rows, held = record.work, record.holding
    inside = held.began >= record.program.calendar.warm_up
    beside = tally_where(inside, held.step, _count(record), held.staff + held.use)
    return Plain(_total(record, record.inside, rows.staff + rows.use) + beside)


def _waited(record: Record) -> Ints:
    """[row of the work]: ticks in line, and parked before."""
    return record.work.wait + record.work.parked


def _served(record: Record) -> Flags:
    return record.work.served & record.inside


def _per_visit(record: Record, column: str) -> Ratio:
    served = _served(record)
    return Ratio(_total(record, served, record.table[column]), _total(record, served))


def _count(record: Record) -> int:
    return len(record.program.names.steps)


def _total(record: Record, mask: Flags, weights: NDArray[Any] | None = None) -> Floats:
    """Sum over the rows of each step for which `mask` holds."""
    return tally_where(mask, record.work.step, _count(record), weights)


def _felt(record: Record, kind: Moment | None = None) -> tuple[NDArray[Any], NDArray[Any]]:
    """Step and valence of the moments felt in the visits asked for after the warm-up.

    Of any kind, unless one is named.
    """
    log, warm_up = record.log, record.program.calendar.warm_up
    moments = log.moments
    felt = moments["step"] >= 0
    if kind is not None:
        felt &= moments["kind"] == kind
    if not record.inside.all():
        # Who was not served comes again with the same number, perhaps in the same contact: where
        # the line was full, and then at once.
        felt &= moments["at"] >= warm_up
        inside = key_in_contact(log, record.table[record.inside])
        felt[felt] = np.isin(key_in_contact(log, moments[felt]), inside)
    at = np.flatnonzero(felt)
    return moments["step"][at], moments["valence"][at]
