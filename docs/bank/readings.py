"""What is read off the calls of a weekday: how many come, who, for how long, how patient."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from docs.bank.log import HALF_HOURS, HIGH, Calls, Flags, Ints

LONGEST_TALK: Final = 3600
"""Seconds; what is longer is an agent who did not hang up."""
WITH_PRIORITY: Final = ("regular", "stock")
"""Kinds of callers of whom some have priority."""


class Overview(NamedTuple):
    """The whole log in a few numbers; times in seconds."""

    calls: int
    reached: int
    """Past the menu, to an agent or into a line."""
    share_waited: float
    share_hung_up: float
    wait_mean: float
    """Over all who reached the line, those who did not wait included."""
    patience: float
    talk_mean: float
    talk_sd: float
    talk_median: float


def overview(calls: Calls) -> Overview:
    """Say in a few numbers what a log holds."""
    reached = calls.where(calls.reached)
    talk = talks(calls)
    return Overview(
        calls=len(calls.day),
        reached=len(reached.day),
        share_waited=float(reached.queued.mean()),
        share_hung_up=float(reached.hung_up.mean()),
        wait_mean=float(reached.wait.mean()),
        patience=patience(calls),
        talk_mean=float(talk.mean()),
        talk_sd=float(talk.std(ddof=1)),
        talk_median=float(np.median(talk)),
    )


def talks(calls: Calls) -> Ints:
    """Give the talk times, seconds, from 1 s to an hour."""
    return calls.talk[calls.answered & (calls.talk >= 1) & (calls.talk <= LONGEST_TALK)]


def patience(calls: Calls) -> float:
    """Mean patience, in seconds: the total wait over the number who hung up.

    The maximum likelihood estimate for exponential patience of which only that of those who hung
    up is seen; whoever was answered would have waited longer (Brown et al. 2005, section 5).
    """
    return float(calls.wait.sum() / calls.hung_up.sum())


def still_there(calls: Calls, after: Sequence[int]) -> list[float]:
    """Share whose patience is longer, by Kaplan and Meier's estimate, for each number of seconds.

    Those who had to wait count; at a tie who hangs up goes before who is answered.
    """
    waiting = calls.where(calls.queued)
    order = np.lexsort((waiting.answered, waiting.wait))
    wait, left = waiting.wait[order], waiting.hung_up[order]
    factors = np.where(left, 1.0 - 1.0 / np.arange(len(wait), 0, -1), 1.0)
    product = np.concatenate(([1.0], np.cumprod(factors)))
    return [float(share) for share in product[np.searchsorted(wait, after, side="right")]]


def per_hour(calls: Calls) -> list[float]:
    """Count the calls an hour in each half-hour, on an average day."""
    days = len(np.unique(calls.day))
    return [float(2 * n / days) for n in np.bincount(calls.half_hour, minlength=HALF_HOURS)]


def day_to_day(calls: Calls) -> float:
    """Spread of the days' rates as a share of the mean: that of their calls, less chance."""
    daily = np.unique(calls.day, return_counts=True)[1]
    return math.sqrt(max(0.0, daily.var(ddof=1) - daily.mean())) / float(daily.mean())


def dispersion(calls: Calls) -> float:
    """Variance of the calls of a half-hour over their mean, the day's level taken out; 1: chance.

    Pearson's statistic of the table of days by half-hours, over its degrees of freedom.
    """
    days, day = np.unique(calls.day, return_inverse=True)
    found = np.zeros((len(days), HALF_HOURS))
    np.add.at(found, (day, calls.half_hour), 1)
    expected = np.outer(found.sum(1), found.sum(0)) / found.sum()
    freedom = (len(days) - 1) * (HALF_HOURS - 1)
    return float(((found - expected) ** 2 / np.where(expected > 0, expected, 1)).sum() / freedom)


def personas(calls: Calls) -> dict[str, Flags]:
    """Tell by name who waited as one of each kind, with or without priority.

    Only of callers who waited the log knows the priority. Whether one has to wait does not depend
    on it, so that their mix is everybody's.
    """
    found: dict[str, Flags] = {}
    for kind in ("regular", "stock", "newcomer", "internet"):
        of_kind = (calls.kind == kind) & calls.queued
        if kind in WITH_PRIORITY:
            found[kind] = of_kind & (calls.priority < HIGH)
            found[f"{kind}_priority"] = of_kind & (calls.priority == HIGH)
        else:
            found[kind] = of_kind
    return found


def shares(calls: Calls) -> dict[str, float]:
    """Give the share of the calls that each persona makes; they sum to 1."""
    found = {}
    for name, waited in personas(calls).items():
        of_kind = calls.kind == name.removesuffix("_priority")
        found[name] = float(of_kind.mean() * waited.sum() / (of_kind & calls.queued).sum())
    return found


def lost_in_menu(calls: Calls) -> float:
    """Share of calls that end in the menu, by hanging up."""
    return float(1 - calls.reached.mean())


def menu_seconds(calls: Calls) -> float:
    """Median time in the menu, seconds, of those who then waited.

    Of those who did not, the log counts some 5 s until the agent answered as time in the menu.
    """
    return float(np.median(calls.menu[calls.queued]))
