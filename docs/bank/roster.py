"""How many agents there were, read off who answered when, in five ways; and how many it takes.

Nothing in the log says who was on duty. An agent who was seen may have come late, left early, or
been at other work; one who was not seen did not answer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from docs.bank.log import HALF_HOUR, HALF_HOURS, OPENS, Calls, Flags, Ints, Texts

Floats: TypeAlias = NDArray[np.float64]
DAY: Final = HALF_HOURS * HALF_HOUR


class Roster(NamedTuple):
    """Agents of one team in each half-hour of an average weekday, [half-hour] each."""

    seen: list[float]
    """Agents who served at any time in it: more than were there all the time."""
    busy: list[float]
    """Agents serving, on average: the least that could do the work."""
    at_hand: list[float]
    """Agents serving while somebody waited for them: so many were there to answer."""
    day_by_day: list[float]
    """The same, each day read by itself; most served at once on days on which nobody waited."""
    line: list[float]
    """Share of the time in which somebody waited."""


def desk(calls: Calls) -> Texts:
    """Name the agents of the internet desk: more than half of the calls they took were for it."""
    names = np.unique(calls.agent[calls.answered & (calls.agent != "")])
    return np.array([n for n in names if (calls.kind[calls.agent == n] == "internet").mean() > 0.5])


def by_the_desk(calls: Calls) -> Flags:
    """Tell which calls the desk took; of agents without a name, those that were for it."""
    return np.where(
        calls.agent == "", calls.kind == "internet", np.isin(calls.agent, desk(calls))
    ).astype(np.bool_)


def roster(calls: Calls, served: Flags, waiting: Flags) -> Roster:
    """Read off a team's roster.

    Parameters
    ----------
    calls
        Of whole days.
    served
        Calls that the team took.
    waiting
        Callers in whose line only this team's agents could have answered.
    """
    days = len(np.unique(calls.day))
    serving = _counts(calls, served & calls.answered, calls.began, calls.talk)
    in_line = _counts(calls, waiting & calls.queued, calls.joined, calls.wait) > 0
    seconds = in_line.sum(axis=(0, 2))
    return Roster(
        seen=[float(n / days) for n in _seen(calls, served & calls.answered)],
        busy=[float(n) for n in serving.mean(axis=(0, 2))],
        at_hand=[float(n) for n in (serving * in_line).sum(axis=(0, 2)) / seconds.clip(1)],
        day_by_day=[float(n) for n in _by_day(serving, in_line).mean(axis=0)],
        line=[float(n / days / HALF_HOUR) for n in seconds],
    )


def _counts(calls: Calls, chosen: Flags, began: Ints, lasted: Ints) -> Ints:
    """Count the calls that go on: [day, half-hour, second of it]."""
    days, day = np.unique(calls.day, return_inverse=True)
    change = np.zeros((len(days), DAY + 1), dtype=np.int64)
    start = began - OPENS
    np.add.at(change, (day[chosen], start[chosen].clip(0, DAY)), 1)
    np.add.at(change, (day[chosen], (start + lasted)[chosen].clip(0, DAY)), -1)
    return np.cumsum(change, axis=1)[:, :DAY].reshape(len(days), HALF_HOURS, HALF_HOUR)


def _by_day(serving: Ints, in_line: Flags) -> Floats:
    """Read each day by itself: agents at hand, [day, half-hour].

    Over all days together a second of waiting counts as much as any other, so that days with few
    agents, on which people wait longest, count most.
    """
    seconds = in_line.sum(axis=2)
    waited_for = (serving * in_line).sum(axis=2) / seconds.clip(1)
    found: Floats = np.where(seconds > 0, waited_for, serving.max(axis=2))
    return found


def _seen(calls: Calls, served: Flags) -> list[int]:
    """Count agents by name in each half-hour, over all days."""
    found: list[int] = []
    ended = calls.began + calls.talk.clip(1)
    for opens in range(OPENS, OPENS + DAY, HALF_HOUR):
        here = served & (calls.began < opens + HALF_HOUR) & (ended > opens) & (calls.agent != "")
        found.append(len(set(zip(calls.day[here], calls.agent[here], strict=True))))
    return found


def whole(agents: Sequence[float], served: Sequence[float]) -> list[int]:
    """Round to whole agents; there is one wherever anybody was served."""
    return [max(math.floor(n + 0.5), int(s > 0)) for n, s in zip(agents, served, strict=True)]


def by_need(load: Sequence[float], total: int) -> list[int]:
    """Share out `total` half-hours of agents where the load is, by the square-root rule.

    Each half-hour gets its load and a reserve proportional to the root of it, ``R + b sqrt(R)``
    (Halfin and Whitt 1981), with one `b` for all, such that they sum to `total`. They are rounded
    down, and the largest remainders rounded up; at least one agent is there.
    """
    root = [math.sqrt(r) for r in load]
    reserve = (total - math.fsum(load)) / math.fsum(root)
    wanted = [max(1.0, r + reserve * s) for r, s in zip(load, root, strict=True)]
    found = [math.floor(n) for n in wanted]
    by_remainder = sorted(range(len(load)), key=lambda h: (found[h] - wanted[h], h))
    for h in by_remainder[: max(0, total - sum(found))]:
        found[h] += 1
    return found
