"""The one complaint that the formulas share."""

from __future__ import annotations

import math


def require_positive(**numbers: float) -> None:
    """Refuse, by name, whatever is not a positive and finite number.

    Raises
    ------
    ValueError
        For the first such number.
    """
    for name, number in numbers.items():
        if not (math.isfinite(number) and number > 0):
            raise ValueError(f"{name} must be positive and finite, not {number!r}")
