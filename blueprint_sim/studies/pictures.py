"""The pictures of all replications put together: ways, the emotion curve, single waits."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from blueprint_sim.measures.curve import WORTHWHILE, Curve, Felt, place_of
from blueprint_sim.measures.readings import OVER, Label
from blueprint_sim.measures.waits import PERCENTS, acceptable_waits
from blueprint_sim.measures.ways import added, ends_of
from blueprint_sim.simulation.program import Names, Outcome, Program
from blueprint_sim.studies.intervals import interval
from blueprint_sim.studies.result import Estimate, MomentNumber, Waits, Way
from blueprint_sim.studies.sample import Sample


def ways(sample: Sample, names: Names) -> tuple[Way, ...]:
    """Give the ways that somebody went, per issue."""
    issues = sum(picture.curve.issues for picture in sample.pictures)
    total = added(picture.ways for picture in sample.pictures)
    return tuple(
        _way(number, names, *(count / issues for count in counts))
        for number, *counts in zip(*(column.tolist() for column in total), strict=True)
    )


def _way(number: int, names: Names, times: float, warm: float, cold: float) -> Way:
    origin, how, target = ends_of(number, names)
    ends = isinstance(target, Outcome)
    return Way(
        origin=origin,
        how=None if how is None else how.name.lower(),
        target=target.name.lower() if isinstance(target, Outcome) else target,
        ends=ends,
        per_customer=times,
        warm=warm,
        cold=cold,
    )


def curve(sample: Sample, names: Names) -> tuple[MomentNumber, ...]:
    """Give the emotion curve, as far as a quarter of the issues go, but always its first moment."""
    return tuple(_curve([picture.curve for picture in sample.pictures], names))


def own(sample: Sample) -> tuple[float | None, float | None]:
    """Give the valence of the customers' own peaks, and of their own ends, on average.

    Those are what memory weighs. They are no points of the curve, whose n-th moment is the last of
    some and not of others.
    """
    peaks, ends, lived = (
        math.fsum(parts) for parts in zip(*(p.curve.own for p in sample.pictures), strict=True)
    )
    return (peaks / lived, ends / lived) if lived else (None, None)


def _curve(taken: Sequence[Curve], names: Names) -> Iterator[MomentNumber]:
    issues = sum(each.issues for each in taken)
    where = _where(taken, names)
    for number in range(max((len(each.reached) for each in taken), default=0)):
        reached = sum(int(each.reached[number]) for each in taken if number < len(each.reached))
        if number > 0 and reached < WORTHWHILE * issues:
            return
        days = [each.band[number].tolist() for each in taken if number < len(each.band)]
        low, median, high = (math.fsum(values) / len(days) for values in zip(*days, strict=True))
        yield MomentNumber(number + 1, reached / issues, low, median, high, *where[number + 1])


def _where(taken: Sequence[Curve], names: Names) -> dict[int, tuple[str | None, str, float]]:
    """Give where each moment is most often felt, its kind, and how often so; ties by name."""
    felt: Counter[Felt] = Counter()
    for each in taken:
        for place, times in zip(each.place.tolist(), each.times.tolist(), strict=True):
            felt[place_of(place, names.steps)] += times
    every: Counter[int] = Counter()
    for at, times in felt.items():
        every[at.number] += times
    best: dict[int, tuple[str | None, str, float]] = {}
    for at in sorted(felt, key=lambda at: (-felt[at], at.step or "", at.kind.name)):
        share = felt[at] / every[at.number]
        best.setdefault(at.number, (at.step, at.kind.name.lower(), share))
    return best


def waits(sample: Sample, program: Program) -> Waits:
    """Give the distribution of the single waits for a person."""
    every = Label("waits", "", OVER)
    issues = sum(picture.curve.issues for picture in sample.pictures)
    minutes = [sample.pooled(Label("waits", "", str(percent))).ratio for percent in PERCENTS]
    acceptable = acceptable_waits(program) / 60
    return Waits(
        quantiles=() if math.isnan(minutes[0]) else tuple(minutes),
        acceptable=float(acceptable[0]) if len(acceptable) == 1 else None,
        share_over=Estimate(*interval(sample.pooled(every)), "share", "lower"),
        per_customer=sample.count(every) / issues if issues else 0.0,
    )
