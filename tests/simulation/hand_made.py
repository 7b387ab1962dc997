"""Luck that a test writes down, in place of what would be drawn."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
import pytest
from numpy.typing import NDArray

from blueprint_sim.simulation.program import Slot
from blueprint_sim.simulation.tape import BLOCK, Luck

Written: TypeAlias = Mapping[tuple[str, int], Sequence[float]]
"""By purpose and layer, the first uniform numbers, one a customer."""
LAST = 1 - 2**-53
"""The best luck there is: after it, no point of a field comes for a long time."""


def write(patch: pytest.MonkeyPatch, written: Written) -> None:
    """Let every tape have this luck at first visits, and `LAST` wherever nothing is written."""

    def uniforms(_: Luck, slot: Slot, visit: int, layer: int, block: int) -> NDArray[np.float64]:
        assert visit == 0
        values = np.full(BLOCK, LAST)
        if block == 0:
            own = written.get((slot.purpose, layer), ())
            values[: len(own)] = own
        return values

    patch.setattr(Luck, "uniforms", uniforms)


def after(minutes: float, mean: float) -> float:
    """Give the luck that makes an exponential gap of so many minutes."""
    return -math.expm1(-minutes / mean)
