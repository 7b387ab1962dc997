"""What a picture of a blueprint says, beside where it stands: figures, title, key figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from blueprint_sim.report.layout.records import Plan

SHOWN: Final = 0.5
"""Moments of misery per 100 customers from which on a count is shown: less reads as 0."""


class StepFigures(NamedTuple):
    """What stands in the box of a step."""

    time: str = ""
    """``50 s``, ``about 4 min``; or that nobody came."""
    misery: float | None = None
    """Moments of misery per 100 customers, those of the queue before it apart; None: not told, or
    nobody sees the step."""


class QueueFigures(NamedTuple):
    """What stands in the cell of a queue."""

    people: int
    """Customers who wait, on average, to the nearest."""
    wait: str
    """``waits 2.6 min``."""
    tail: str
    """``1 in 10 over 7.9 min``; or empty."""
    misery: float
    """Moments of misery per 100 customers."""


class KeyFigure(NamedTuple):
    """One large number at the head of a picture."""

    value: str
    words: tuple[str, ...]
    """What it counts, in one or two lines."""


class Contents(NamedTuple):
    """Everything that a picture of one variant shows."""

    plan: Plan
    title: str
    subtitle: str
    footer: str
    """Where the numbers come from."""
    aside: str = ""
    """What the variant keeps from happening, below the subtitle."""
    key_figures: tuple[KeyFigure, ...] = ()
    steps: Mapping[str, StepFigures] = {}
    queues: Mapping[str, QueueFigures] = {}
    """By the step that they stand before; without a result there are none."""
    ending_misery: float | None = None
    """Moments of misery per 100 customers at the ending."""
