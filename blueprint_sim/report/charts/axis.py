"""Round numbers for a scale."""

from __future__ import annotations

from math import ceil, floor, log10

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def ticks(reach: float, most: int = 6) -> tuple[float, ...]:
    """List round numbers from 0 until `reach` is covered.

    Parameters
    ----------
    reach : float
        The largest number to be shown, in any unit; at most 0 counts as 1.
    most : int
        Steps.

    Returns
    -------
    tuple of float
        At least two, evenly spaced.
    """
    reach = reach if reach > 0 else 1.0
    power = 10.0 ** floor(log10(reach / most))
    step = next(size * power for size in STEPS if size * power * most >= reach * (1 - 1e-9))
    count = max(1, ceil(reach / step - 1e-9))
    return tuple(round(number * step, 10) for number in range(count + 1))
