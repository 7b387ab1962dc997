"""Which variants stand together, where there are more than one picture or table has room for."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from blueprint_sim.studies.result import Result


def batches(result: Result, most: int) -> Iterator[tuple[str, ...]]:
    """Split the variants into groups of at most `most`, each with the baseline first.

    Groups are as even as can be.
    """
    others = [name for name in result.variants if name != result.baseline]
    pictures = max(1, ceil(len(others) / (most - 1)))
    size = ceil(len(others) / pictures)
    for number in range(pictures):
        yield (result.baseline, *others[number * size : (number + 1) * size])
