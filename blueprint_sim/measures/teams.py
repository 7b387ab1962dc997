"""What each team goes through: its requests, its line, its work. One entry a team.

Requests count if they were made after the warm-up. Staying with the worker at hand is none.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.measures.costs import staffing
from blueprint_sim.measures.record import Record
from blueprint_sim.measures.values import Plain, Ratio, quantile_minutes, tally_where
from blueprint_sim.simulation.log import End
from blueprint_sim.simulation.program import NONE, TICKS_PER_MINUTE, Flags, Floats


def requests(record: Record) -> Plain:
    """Count the requests made; staying with the worker at hand is none."""
    return Plain(_total(record, _asked(record)))


def share_waiting(record: Record) -> Ratio:
    """Share of requests that waited at all."""
    return _share(record, record.work.wait > 0)


def share_reneged(record: Record) -> Ratio:
    """Share of requests whose customer hung up waiting."""
    return _share(record, record.work.how == End.RENEGED)


def share_blocked(record: Record) -> Ratio:
    """Share of requests that found the line full."""
    return _share(record, record.work.how == End.BLOCKED)


def share_balked(record: Record) -> Ratio:
    """Share of requests whose customer left at once rather than wait."""
    return _share(record, record.work.how == End.BALKED)


def wait_mean(record: Record) -> Ratio:
    """Mean wait in line of the requests let in, answered or not, in minutes."""
    let_in = _let_in(record)
    waited = _total(record, let_in, record.work.wait) / TICKS_PER_MINUTE
    return Ratio(waited, _total(record, let_in))


def wait_p90(record: Record) -> Plain:
    """Wait in line that 9 in 10 requests let in do not exceed on an average day, in minutes."""
    let_in = np.flatnonzero(_let_in(record))
    team, wait = record.work.team[let_in], record.work.wait[let_in]
    return Plain(
        np.array([quantile_minutes(wait[team == number], 0.9) for number in _numbers(record)])
    )


def share_called_back(record: Record) -> Ratio:
    """Share of requests whose customer accepted a callback, whether or not they answered."""
    return _share(record, record.work.called_back)


def callback_wait_mean(record: Record) -> Ratio:
    """Mean time from accepting a callback to the call, in minutes."""
    accepted = _asked(record) & record.work.called_back
    off_line = _total(record, accepted, record.work.off_line) / TICKS_PER_MINUTE
    return Ratio(off_line, _total(record, accepted))


def queue_mean(record: Record) -> Ratio:
    """Mean number waiting in line while the service is open."""
    waited = _total(record, record.work.request, record.queued) / TICKS_PER_MINUTE
    return Ratio(waited, np.full(len(_numbers(record)), record.open_minutes))


def service_level(record: Record) -> Ratio:
    """Share of requests answered in time; the blocked were not, early leavers are left out.

    So are callbacks.
    """
    rows, asked = record.work, _asked(record) & ~record.work.called_back
    prompt = rows.wait <= record.yardstick.answer_target
    answered = _total(record, asked & rows.served & prompt)
    return Ratio(answered, _total(record, asked & ~(rows.given_up & prompt)))


def utilisation(record: Record) -> Ratio:
    """Share of the time on duty, overtime included, that workers were taken up.

    Of workers who serve several at once it is the share of the places that they have for them.
    """
    teams = record.program.teams
    limited = (teams.size != NONE) / TICKS_PER_MINUTE
    taken_up = _serving(record) + _holding(record, wrapped_up=True)
    return Ratio(taken_up * limited, record.duty.paid * teams.at_once * limited)


def overtime(record: Record) -> Plain:
    """Time on duty beyond the roster, of all workers together, in minutes."""
    return Plain(record.duty.overtime / TICKS_PER_MINUTE)


def share_holding(record: Record) -> Ratio:
    """Share of the time taken up in which workers stayed on the line while others served."""
    taken_up = _serving(record) + _holding(record, wrapped_up=True)
    return Ratio(_holding(record) / TICKS_PER_MINUTE, taken_up / TICKS_PER_MINUTE)


def cost(record: Record) -> Plain:
    """Cost of staffed time and of use, in currency."""
    used = _total(record, record.inside & (record.work.team >= 0), record.work.use)
    held = record.holding
    inside = held.began >= record.program.calendar.warm_up
    beside = tally_where(inside, held.team, len(_numbers(record)), held.use)
    return Plain(staffing(record) + used + beside)


def _serving(record: Record) -> Floats:
    """[team]: ticks after the warm-up in which visits took workers up, wrap-up included."""
    rows, warm_up = record.work, record.program.calendar.warm_up
    inside = (rows.begun + rows.in_use).clip(warm_up) - rows.begun.clip(warm_up)
    return _total(record, rows.in_use > 0, inside)


def _holding(record: Record, *, wrapped_up: bool = False) -> Floats:
    """[team]: ticks after the warm-up in which workers stayed on the line, or wrapped that up."""
    held, warm_up = record.holding, record.program.calendar.warm_up
    until = held.until if wrapped_up else held.ended
    inside = until.clip(warm_up) - held.began.clip(warm_up)
    return tally_where(inside > 0, held.team, len(_numbers(record)), inside)


def _asked(record: Record) -> Flags:
    return record.work.request & record.inside


def _let_in(record: Record) -> Flags:
    return _asked(record) & record.work.let_in


def _numbers(record: Record) -> range:
    return range(len(record.program.names.teams))


def _total(record: Record, mask: Flags, weights: NDArray[Any] | None = None) -> Floats:
    """Sum over the rows of each team for which `mask` holds."""
    return tally_where(mask, record.work.team, len(_numbers(record)), weights)


def _share(record: Record, mask: Flags) -> Ratio:
    asked = _asked(record)
    return Ratio(_total(record, asked & mask), _total(record, asked))
