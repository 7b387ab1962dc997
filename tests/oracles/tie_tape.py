"""A tape of whole minutes and coarse shares: luck that is full of ties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.oracles.specs import MINUTE

SHARES = 8
"""Shares are multiples of 1 / SHARES, so that some fall on a threshold."""
WORD = (1 << 64) - 1


@dataclass(frozen=True)
class TieTape:
    """A pure function of slot, visit and customer, by hashing.

    `grids` holds, by slot, the minutes among which durations fall; None for a slot of shares.
    """

    seed: int
    grids: Sequence[tuple[int, ...] | None]

    def share(self, slot: int, visit: int, customer: int) -> float:
        """Give a multiple of 1 / SHARES below 1."""
        if self.grids[slot] is not None:
            raise LookupError(f"slot {slot} holds durations")
        return self._mix(slot, visit, customer) % SHARES / SHARES

    def duration(self, slot: int, visit: int, customer: int) -> int:
        """Give a whole number of minutes, in ticks."""
        grid = self.grids[slot]
        if grid is None:
            raise LookupError(f"slot {slot} holds shares")
        return grid[self._mix(slot, visit, customer) % len(grid)] * MINUTE

    def _mix(self, slot: int, visit: int, customer: int) -> int:
        """Mix the key into 32 bits (the finaliser of SplitMix64, Steele et al. 2014)."""
        if min(slot, visit, customer) < 0:
            raise LookupError(f"no such draw: {slot}, {visit}, {customer}")
        mixed = self.seed
        for part in (slot, visit, customer):
            mixed = (mixed ^ part) + 0x9E3779B97F4A7C15 & WORD
            mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9 & WORD
            mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB & WORD
        return mixed >> 32
