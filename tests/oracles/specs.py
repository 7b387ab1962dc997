"""The parts of a hand-made program, said shortly: steps, teams, personas, days, people.

Times are in minutes. `Sequence[Rule]` is always *first match wins*, and a condition of None
always holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from blueprint_sim.simulation.program import (
    NONE,
    TICKS_PER_MINUTE,
    Customers,
    Ints,
    Lane,
    Target,
)

MINUTE = TICKS_PER_MINUTE
MANY = 1 << 60
"""The upper end of *or more*."""

Test: TypeAlias = tuple[int, int, int]
"""Subject, low, high."""
Condition: TypeAlias = Sequence[Sequence[Test]]
"""Groups of tests: all groups, any test of each."""
Rule: TypeAlias = tuple[Condition | None, Any]
Fork: TypeAlias = Sequence[tuple[float, int]]
"""Cumulated shares and targets."""


class Asked(NamedTuple):
    """A fact that a step asks, as rules for the chance of understanding it (or none)."""

    fact: int
    minutes: tuple[int, ...]
    understood: Sequence[Rule] | None = None


class StepSpec(NamedTuple):
    """A step. What is left out is absent; `by` yields lists of teams or `By`."""

    by: Sequence[Rule]
    next: Sequence[Rule] = ((None, ((1.0, Target.DONE),)),)
    if_not: Sequence[Rule] | None = None
    takes: Sequence[Rule] | None = None
    """Rules for the minutes among which the tape chooses."""
    asks: Sequence[Asked] = ()
    events: Sequence[tuple[int, Sequence[Rule] | None]] = ()
    resolves: Sequence[Rule] | None = None
    lane: int = Lane.FRONTSTAGE
    emptied: bool = False
    channel: int = NONE
    away: bool = False
    hold: bool = False
    returns: int | None = None
    """Minutes for which only the worker who served last may serve."""
    meanwhile: int = NONE
    """The first step of a branch, whose steps the customers' way must not touch."""
    needs: int = NONE
    promise: tuple[int, ...] | None = None
    """The minutes among which the tape chooses how soon it is promised; broken is event 0."""


class CallbackSpec(NamedTuple):
    """An offer to be called back: minutes until it is made, and rules for its chances."""

    after: tuple[int, ...]
    accept: Sequence[Rule]
    answers: Sequence[Rule] | None = None


class Announced(NamedTuple):
    """What is said in a line after so many minutes, as factors."""

    after: int
    patience: float = 1.0
    felt_wait: float = 1.0


class TeamSpec(NamedTuple):
    """A team."""

    size: int = 1
    machine: bool = False
    at_once: int = 1
    limit: int = NONE
    when_full: int = Target.BLOCKED
    wraps: tuple[int, ...] | None = None
    """The minutes among which the tape chooses a wrap-up."""
    carries: tuple[float, ...] = (1.0, 1.0, 1.0)
    roster: tuple[tuple[int, int], ...] = ()
    """From which minute on how many are there; then `size` says nothing."""
    callback: CallbackSpec | None = None
    announcement: Announced | None = None
    pressure: tuple[tuple[int, float, float], ...] = ()
    """From so many in line: factors on the length of a visit and the chance to resolve."""


class ChannelSpec(NamedTuple):
    """A channel."""

    lines: int = NONE
    live: bool = True
    acceptable: tuple[int, ...] | None = None
    """The minutes among which the tape chooses a wait that is felt as nothing."""
    replies: tuple[int, ...] | None = None
    """The minutes among which it chooses the time to answer."""
    carries: tuple[float, ...] = (1.0, 1.0, 1.0)


class PersonaSpec(NamedTuple):
    """A persona, and how they feel."""

    patience: tuple[int, ...] | None = None
    acceptable: tuple[int, ...] = (1,)
    tolerance: int = NONE
    priority: int = 0
    head_start: int = 0
    """Minutes."""
    balks: tuple[tuple[int, int, float], ...] = ()
    """Fewest and most in line, and the chance of leaving then."""
    wait_slope: float = 1.0
    patience_for_prompts: int = 4
    repeated_question: float = -1.0
    one_more_question: float = -0.25
    cold_handoff: float = -0.5
    event: tuple[float, ...] = (-1.0, 1.0)


class After(NamedTuple):
    """Coming back after an outcome, or after a broken promise."""

    chance: Sequence[Rule]
    delay: tuple[int, ...]
    returns: int = NONE


class Days(NamedTuple):
    """Opening hours, in minutes."""

    opens: tuple[int, ...] = (0,)
    closes: tuple[int, ...] = (60,)
    stop: bool = False


def always(value: Any) -> tuple[Rule, ...]:
    """One row without a condition."""
    return ((None, value),)


def to(target: int) -> tuple[Rule, ...]:
    """A route that leads to one place."""
    return always(((1.0, target),))


def people(
    arrivals: Iterable[int], personas: Sequence[int] = (), reasons: Sequence[int] = ()
) -> Customers:
    """Customers who arrive at these minutes."""
    minutes = list(arrivals)
    nobody = [0] * len(minutes)
    return Customers(
        arrival=ints(minutes) * MINUTE,
        reason=ints(reasons or nobody),
        persona=ints(personas or nobody),
        layer=ints(nobody),
        index=ints(range(len(minutes))),
    )


def ints(values: Iterable[Any]) -> Ints:
    """Pack whole numbers."""
    return np.array(list(values), dtype=np.int64)
