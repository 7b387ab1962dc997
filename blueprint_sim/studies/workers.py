"""Many processes, one order: joblib's only door."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from typing import TypeAlias, TypeVar

from blueprint_sim.errors import OutputError

T = TypeVar("T")
Progress: TypeAlias = Callable[[int, int], None]
"""Told how many are done, and of how many."""


def in_order(
    function: Callable[[int], T], count: int, jobs: int = 1, progress: Progress | None = None
) -> list[T]:
    """Give ``function(0) ... function(count - 1)``, in this order for any number of processes.

    Parameters
    ----------
    function
        A function, or a bound method, that pickles.
    count
        How often.
    jobs
        Processes; 1 stays in this one, 0 takes one for each core.
    progress
        Told after each one, in order.

    Notes
    -----
    An exception, Ctrl-C included, kills the processes and is raised here.

    Raises
    ------
    OutputError
        When somebody else kills one of them, as a machine does that runs out of memory.
    """
    results = []
    for done, result in enumerate(_map(function, count, min(jobs or _cores(), count)), 1):
        results.append(result)
        if progress is not None:
            progress(done, count)
    return results


def _cores() -> int:
    return os.cpu_count() or 1


def _map(function: Callable[[int], T], count: int, jobs: int) -> Iterator[T]:
    if jobs <= 1:
        yield from map(function, range(count))
        return
    # A second of import, and no need of it in a single process.
    from joblib import Parallel, delayed

    parallel = Parallel(n_jobs=jobs, return_as="generator")
    try:
        yield from parallel(delayed(function)(number) for number in range(count))
    except BrokenProcessPool as broken:
        said = "a process of this run was killed from outside; with fewer jobs it needs less memory"
        raise OutputError(said) from broken
