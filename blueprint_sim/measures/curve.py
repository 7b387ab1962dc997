"""The emotion curve: how the first, the second, the n-th moment of truth of an issue feels."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from blueprint_sim.measures.customers import furthest
from blueprint_sim.measures.record import Record
from blueprint_sim.measures.values import quantiles, tally
from blueprint_sim.simulation.log import Moment
from blueprint_sim.simulation.program import Floats, Ints

BAND = (0.1, 0.5, 0.9)
"""The quantiles of the valence that are taken of each moment."""
WORTHWHILE = 0.25
"""Share of the issues of a replication below which no quantiles are taken of so late a moment."""


class Curve(NamedTuple):
    """The moments of the issues that count, by their number within the issue."""

    issues: int
    reached: Ints
    """[n]: issues with more than n moments, as far as any has."""
    band: Floats
    """[n, quantile]: of the valence of moment n + 1, as far as it is worthwhile, but always of
    the first."""
    place: Ints
    """Of moment n + 1, ascending, as far as the band: see `place_of`."""
    times: Ints
    """How often it was felt there."""
    own: Floats
    """Added up over issues with any moment: the peak, the end, and how many they are."""


class Felt(NamedTuple):
    """The n-th moment of an issue, felt somewhere."""

    number: int
    """From 1."""
    step: str | None
    """None: the ending."""
    kind: Moment


def curve(record: Record) -> Curve:
    """Look at the moments of each issue in their order."""
    moments = record.log.moments
    customer = moments["customer"]
    counts = np.flatnonzero(record.counts(customer))
    customer, valence = customer[counts], moments["valence"][counts]
    # The ending, step -1, comes round to the last place.
    places = len(record.program.names.steps) + 1
    cell = moments["step"][counts].astype(np.int64) % places * len(Moment)
    cell += moments["kind"][counts]

    first = np.flatnonzero(np.append(True, customer[1:] != customer[:-1])[: len(customer)])
    length = np.diff(np.append(first, len(customer)))
    reached = len(first) - np.cumsum(tally(length, 1))[:-1]
    issues = len(record.issues.outcome)
    band, felt = [], []
    worthwhile = reached >= WORTHWHILE * issues
    worthwhile[:1] = True
    for number in range(np.count_nonzero(worthwhile)):
        at = first[length > number] + number
        band.append(quantiles(np.sort(valence[at]), BAND))
        felt.append(tally(cell[at], places * len(Moment)))
    table = np.array(felt, dtype=np.int64).ravel()
    place = np.flatnonzero(table)
    peaks = furthest(valence, first)
    ends = valence[first + length - 1]
    own = np.array([math.fsum(peaks), math.fsum(ends), len(first)])
    return Curve(issues, reached, np.array(band).reshape(-1, len(BAND)), place, table[place], own)


def place_of(place: int, steps: tuple[str, ...]) -> Felt:
    """Say which moment a place of the curve is, and where it is felt."""
    number, cell = divmod(place, (len(steps) + 1) * len(Moment))
    step, kind = divmod(cell, len(Moment))
    return Felt(number + 1, steps[step] if step < len(steps) else None, Moment(kind))
