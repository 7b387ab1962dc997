"""What pictures show: where it hurts, who went where, how moments felt, how long waits were."""

from __future__ import annotations

from dataclasses import dataclass

from blueprint_sim.studies.estimate import Estimate


@dataclass(frozen=True)
class Place:
    """Where misery is felt."""

    step: str | None
    """None: the ending."""
    kind: str
    """wait, question, work or ending."""
    per_hundred: Estimate
    """Moments of misery per 100 customers."""
    but_for_repeating: float
    """Of those, questions that would be none if a repetition felt like nothing."""


@dataclass(frozen=True)
class Way:
    """How many customers went from one visited step to the next, or to the end of a contact.

    A step that was passed through without a visit (nothing left to ask, or emptied by `without`)
    is no stop on the way: see `model.graph.along` for the edges that such a way runs along. To go
    on in another contact, away or on another channel, is a way between two steps like any other.
    """

    origin: str | None
    """The step that was left; None: a contact began."""
    how: str | None
    """How the visit of the origin ended: served; reneged (left while waiting); balked (left at
    once); blocked (the line was full, so the customer went elsewhere or the contact ended);
    unanswered (called back, in vain); unfinished (still waiting when they were sent home, or the
    run ended). None: a contact began."""
    target: str
    """A step, or the outcome by which the contact ended, as in the keys ``share_*``; unfinished
    where the customer came again before what they waited for was done."""
    ends: bool
    """The target is an outcome (a step may bear the name of one)."""
    per_customer: float
    """How often, per issue; all contacts of the issue together."""
    warm: float
    """Warm handoffs on this way, per issue."""
    cold: float
    """Cold handoffs on this way, per issue."""


@dataclass(frozen=True)
class MomentNumber:
    """The n-th moment of truth of an issue: one point of the emotion curve."""

    number: int
    """From 1."""
    share: float
    """Share of issues that have so many."""
    low: float
    """Valence, -2 to +2, that 10% of them stay below on an average day."""
    median: float
    high: float
    """Valence that 10% of them exceed on an average day."""
    step: str | None
    """Where the n-th moment is most often felt; None: the ending."""
    kind: str
    """What it most often is there: wait, question, work or ending."""
    agree: float
    """Share of the issues with an n-th moment for which it is there, and of this kind."""


@dataclass(frozen=True)
class Waits:
    """How long customers wait for a person, each wait on its own.

    A wait is what a customer judges: one stretch in line for people, or while work is done out of
    sight, until a visit begins that the customer sees, or the customer hangs up, accepts a callback
    or is sent home, or the run ends. Answered at once is a wait of nothing; who joins no line has
    none. Together the waits of an issue are the time that `wait_mean` and `wait_p90` look at.
    """

    quantiles: tuple[float, ...]
    """Minutes, at 0%, 1%, ..., 100% of the waits of an average day; empty if nobody asked."""
    acceptable: float | None
    """Minutes that are felt as nothing, on average; None: it depends on persona or channel."""
    share_over: Estimate
    """Share of waits that are longer than is acceptable, on average, to that persona there."""
    per_customer: float
    """How many, per issue; those of nothing too."""
