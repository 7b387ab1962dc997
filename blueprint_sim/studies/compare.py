"""Variants beside the baseline: paired differences, the family that decides, and the rest."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from blueprint_sim.measures.catalogue import by_key
from blueprint_sim.measures.readings import Label
from blueprint_sim.simulation.program import Floats
from blueprint_sim.studies.comparison import Comparison, GroupComparison, Verdict
from blueprint_sim.studies.intervals import LEVEL, Interval, Pooled, interval, spread
from blueprint_sim.studies.judge import Judgement, judge
from blueprint_sim.studies.matters import TOTALS
from blueprint_sim.studies.sample import Sample

WAITS = frozenset(
    {
        "wait_mean",
        "wait_p90",
        "service_level",
        "callback_wait_mean",
        "sojourn_mean",
        "effort_mean",
    }
)
"""Measures that look too good when the run cuts waits short."""
UNFINISHED_AT_MOST = 0.01
"""Share of unfinished issues beyond which waits cannot be called better or worse."""
PILING = frozenset(
    {
        *("misery_mean", "contacts_mean", "handoffs_mean", "questions_mean"),
        *("repeat_questions_mean", *TOTALS),
    }
)
"""Measures that grow as long as an issue goes on: what is left unfinished is missing in them."""
MEASURES = by_key("issue", "run")
OF_ALL = frozenset(
    {
        *("customers", "contacts_avoided", "told_total", *TOTALS),
        *("staff_cost", "misery_cost", "fix_cost", "event_cost", "event_earnings", "churn_cost"),
    }
)
"""Measures of all who come together: they may be compared whoever comes."""


class Difference(NamedTuple):
    """One measure of a variant less that of the baseline."""

    amount: float
    residuals: Floats
    """[replication]: paired."""
    variance_ratio: float | None
    """Variance of unpaired differences over that of paired ones; None: neither varies."""
    scale: float

    @property
    def there(self) -> bool:
        """Whether both variants have the measure."""
        return not math.isnan(self.amount)

    def interval(self) -> Interval:
        """Give a plain 95% interval."""
        return interval(Pooled(self.amount, self.residuals), scale=self.scale)


def difference(baseline: Pooled, variant: Pooled) -> Difference:
    """Pair two variants, replication by replication."""
    amount = variant.ratio - baseline.ratio
    scale = max(abs(variant.ratio), abs(baseline.ratio))
    residuals = variant.residuals - baseline.residuals
    paired = spread(residuals, scale)
    apart = [spread(side.residuals, scale) ** 2 for side in (baseline, variant)]
    ratio = math.fsum(apart) / paired**2 if paired > 0 else None
    return Difference(amount, residuals, ratio, scale)


def comparisons(
    samples: Mapping[str, Sample],
    baseline: str,
    judged: Mapping[str, Mapping[str, float]],
    different_people: Collection[str] = (),
) -> tuple[Comparison, ...]:
    """Compare every variant with the baseline: the measures that matter, then all others.

    Parameters
    ----------
    samples
        By variant.
    baseline
        Name of the variant that the others are compared with.
    judged
        By variant but the baseline: the smallest difference worth acting on, by measure. All of
        these together are the family whose intervals hold together.
    different_people
        Variants to which other people come than to the baseline.
    """
    level = 1.0 - (1.0 - LEVEL) / max(1, sum(map(len, judged.values())))
    return tuple(
        _compare(
            samples, baseline, variant, key, matters.get(key), level, variant in different_people
        )
        for variant, matters in judged.items()
        for key in [*matters, *(key for key in MEASURES if key not in matters)]
    )


def _compare(
    samples: Mapping[str, Sample],
    baseline: str,
    variant: str,
    key: str,
    threshold: float | None,
    level: float,
    different: bool,
) -> Comparison:
    label, measure = Label("variant", "", key), MEASURES[key]
    found = difference(samples[baseline].pooled(label), samples[variant].pooled(label))
    if threshold is None:
        _, low, high = found.interval()
        said = Judgement(low, high, Verdict.UNKNOWN, None)
    else:
        said = _judge(found, threshold, level, measure.better)
    held = held_back(samples[baseline], samples[variant], label, said)
    held = held and not _small(said, threshold)
    if held and said.verdict in (Verdict.BETTER, Verdict.WORSE):
        said = said._replace(verdict=Verdict.UNKNOWN)
    return Comparison(
        baseline=baseline,
        variant=variant,
        measure=key,
        difference=found.amount if found.there else None,
        low=said.low,
        high=said.high,
        verdict=None if threshold is None else said.verdict,
        needed=said.needed,
        variance_ratio=found.variance_ratio,
        threshold=threshold,
        unit=measure.unit,
        better=measure.better,
        held_back=held,
        uneven=said.uneven,
        different_people=different and threshold is None and key not in OF_ALL,
    )


def _judge(found: Difference, threshold: float, level: float, better: str | None) -> Judgement:
    if not found.there:
        return Judgement(None, None, Verdict.MISSING, None)
    return judge(
        found.amount,
        found.residuals,
        threshold=threshold,
        level=level,
        better=better,
        scale=found.scale,
    )


def _small(said: Judgement, threshold: float | None) -> bool:
    """Tell whether an interval lies within what does not matter: then nothing is held back."""
    if threshold is None or said.low is None or said.high is None:
        return False
    return -threshold <= said.low and said.high <= threshold


def held_back(baseline: Sample, variant: Sample, label: Label, said: Judgement) -> bool:
    """Tell whether unfinished issues forbid to call a difference better or worse.

    Of waits they always do where they cut them short, for the longest are cut. What piles up
    while an issue goes on is missing in them: that a difference has a side must hold even if each,
    in both variants, had as much yet to come as a whole issue has there on average.
    """
    if label.key not in (*WAITS, *PILING) or not cut_short(baseline, variant):
        return False
    if label.key in WAITS:
        return True
    if said.low is None or said.high is None or said.low <= 0 <= said.high:
        return False
    more = _to_come(variant, label) - _to_come(baseline, label)
    return said.low + min(more, 0.0) <= 0 <= said.high + max(more, 0.0)


def _to_come(side: Sample, label: Label) -> float:
    """Give what unfinished issues would add, each as much as an issue does on average."""
    return side.ratio("share_unfinished") * abs(side.pooled(label).ratio)


def cut_short(one: Sample, other: Sample) -> bool:
    """Tell whether so many issues are unfinished that two variants are hard to compare.

    They do while their share passes 1% in either, or differs between the two: while the 95%
    interval of its difference leaves out zero.
    """
    label = Label("variant", "", "share_unfinished")
    shares = one.pooled(label), other.pooled(label)
    if any(share.ratio > UNFINISHED_AT_MOST for share in shares):
        return True
    _, low, high = difference(*shares).interval()
    return low is not None and high is not None and not low <= 0 <= high


def groups(
    samples: Mapping[str, Sample], baseline: str, different_people: Collection[str] = ()
) -> tuple[GroupComparison, ...]:
    """Compare by persona and by reason: exploratory, plain 95% intervals."""
    return tuple(_groups(samples, baseline, different_people))


def _groups(
    samples: Mapping[str, Sample], baseline: str, different_people: Collection[str]
) -> Iterator[GroupComparison]:
    for variant, sample in samples.items():
        for label in sample.labels if variant != baseline else ():
            if label.grain not in ("persona", "reason"):
                continue
            found = difference(samples[baseline].pooled(label), sample.pooled(label))
            amount, low, high = found.interval()
            measure = MEASURES[label.key]
            yield GroupComparison(
                by=label.grain,
                group=label.name,
                baseline=baseline,
                variant=variant,
                measure=label.key,
                difference=amount,
                low=low,
                high=high,
                unit=measure.unit,
                better=measure.better,
                different_people=variant in different_people,
            )
