"""Estimates: the value of a measure, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Estimate:
    """One measure of one variant: its value and 95% interval.

    Examples
    --------
    >>> import blueprint_sim
    >>> result = blueprint_sim.run(blueprint_sim.example(), replications=2)
    >>> wait = result.variants["menu_first"].measures["wait_mean"]
    >>> wait.unit, wait.better
    ('min', 'lower')
    >>> wait.low < wait.mean < wait.high
    True
    """

    mean: float | None
    """None: nothing to divide by."""
    low: float | None
    """None: no interval, as with a single replication."""
    high: float | None
    unit: str
    """count, share, min, valence (-2 to +2) or currency."""
    better: str | None
    """lower, higher, or None where neither side is good."""
