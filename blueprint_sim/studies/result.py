"""What a study found: values with their intervals, comparisons with their verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    """The words for a difference; `MORE` and `LESS` are for measures without a good side."""

    BETTER = "better"
    WORSE = "worse"
    MORE = "more"
    LESS = "less"
    SAME = "no practical difference"
    UNKNOWN = "cannot tell yet"
    IDENTICAL = "identical"


@dataclass(frozen=True)
class Estimate:
    """One measure of one variant: its value and 95% interval."""

    mean: float | None
    """None: nothing to divide by."""
    low: float | None
    """None: no interval, as with a single replication."""
    high: float | None
    unit: str
    """count, share, min, valence (-2 to +2) or currency."""
    better: str | None
    """lower, higher, or None where neither side is good."""


@dataclass(frozen=True)
class Comparison:
    """A variant beside the baseline in one measure, replication by replication."""

    baseline: str
    variant: str
    measure: str
    difference: float | None
    """The variant less the baseline."""
    low: float | None
    """At 95% for all comparisons of the family together; alone for an exploratory one."""
    high: float | None
    verdict: Verdict | None
    """None: exploratory, an interval and no word."""
    needed: int | None
    """Replications that would tell, where the verdict is that one cannot tell yet."""
    variance_ratio: float | None
    """How many times more replications unpaired runs would have taken."""
    threshold: float | None
    """The smallest difference worth acting on; None: exploratory."""
    unit: str
    better: str | None
    held_back: bool = False
    """A wait that cannot be called better or worse, since too many issues were unfinished."""
    uneven: bool = False
    """The interval would tell, but the replications are too skewed for their number to trust it."""

    @property
    def in_family(self) -> bool:
        """Whether this is one of the comparisons that decide."""
        return self.threshold is not None


@dataclass(frozen=True)
class GroupComparison:
    """A variant beside the baseline for some customers only: exploratory, a 95% interval."""

    by: str
    """persona or reason."""
    group: str
    baseline: str
    variant: str
    measure: str
    difference: float | None
    low: float | None
    high: float | None
    unit: str
    better: str | None

    @property
    def worse(self) -> bool:
        """Whether the interval lies wholly on the bad side of nothing."""
        if self.low is None or self.high is None or self.better is None:
            return False
        return self.low > 0 if self.better == "lower" else self.high < 0


@dataclass(frozen=True)
class Place:
    """Where misery is felt."""

    step: str | None
    """None: the ending."""
    kind: str
    """wait, question, work or ending."""
    per_hundred: Estimate
    """Moments of misery per 100 customers."""
    but_for_repeating: float
    """Of those, questions that would be none if a repetition felt like nothing."""


@dataclass(frozen=True)
class StaffedTeam:
    """What was planned for one team."""

    name: str
    label: str
    machine: bool
    size: int | None
    """None: unlimited."""
    staffed: bool
    """False: no step that can be reached uses it, so nobody is paid."""


@dataclass(frozen=True)
class Staffing:
    """Who is on duty in a variant, and what they cost."""

    teams: tuple[StaffedTeam, ...]
    planned_per_day: float
    """Cost of a day of opening hours, in the scenario's currency."""
    cost_per_day: float | None
    """The same with the overtime that was worked, over the days that were measured."""

    @property
    def workers(self) -> int:
        """People on duty."""
        return sum(team.size or 0 for team in self.teams if team.staffed and not team.machine)


@dataclass(frozen=True)
class VariantResult:
    """What one variant gave."""

    name: str
    label: str
    measures: Mapping[str, Estimate]
    """By key, in the order of the catalogue."""
    teams: Mapping[str, Mapping[str, Estimate]]
    steps: Mapping[str, Mapping[str, Estimate]]
    personas: Mapping[str, Mapping[str, Estimate]]
    reasons: Mapping[str, Mapping[str, Estimate]]
    places: tuple[Place, ...]
    """The worst first; places without misery are left out."""
    staffing: Staffing
    replications: Mapping[str, tuple[float | None, ...]]
    """The measures, one value a replication."""


@dataclass(frozen=True)
class Result:
    """What a study found."""

    scenario: str
    currency: str
    version: str
    seed: int
    replications: int
    days: float
    """Measured: the hours of opening after the warm-up, in days of full length."""
    baseline: str
    matters: Mapping[str, float]
    """The smallest difference worth acting on, by measure, in its unit."""
    matters_written: bool
    """False: these are the defaults."""
    variants: Mapping[str, VariantResult]
    """In the order of the file."""
    comparisons: tuple[Comparison, ...]
    """Every measure of every other variant; those that decide first."""
    groups: tuple[GroupComparison, ...]
    warnings: tuple[str, ...]

    def comparison(self, variant: str, measure: str) -> Comparison:
        """Give the comparison of a variant with the baseline in one measure."""
        for found in self.comparisons:
            if (found.variant, found.measure) == (variant, measure):
                return found
        raise KeyError(f"no comparison of {variant} in {measure}")

    def document(self) -> dict[str, Any]:
        """Give the document that ``run --json`` prints: plain data, nulls for what is not there."""
        return {
            "scenario": self.scenario,
            "version": self.version,
            "seed": self.seed,
            "replications": self.replications,
            "variants": {name: _variant(found) for name, found in self.variants.items()},
            "comparisons": [_comparison(found) for found in self.comparisons],
            "warnings": list(self.warnings),
        }


def _variant(found: VariantResult) -> dict[str, Any]:
    return {
        "measures": _estimates(found.measures),
        "teams": {name: _estimates(of) for name, of in found.teams.items()},
        "steps": {name: _estimates(of) for name, of in found.steps.items()},
    }


def _estimates(found: Mapping[str, Estimate]) -> dict[str, Any]:
    fields = ("mean", "low", "high", "unit", "better")
    return {key: {f: getattr(estimate, f) for f in fields} for key, estimate in found.items()}


def _comparison(found: Comparison) -> dict[str, Any]:
    return {
        "baseline": found.baseline,
        "variant": found.variant,
        "measure": found.measure,
        "difference": found.difference,
        "low": found.low,
        "high": found.high,
        "verdict": None if found.verdict is None else found.verdict.value,
        "needed": found.needed,
        "variance_ratio": found.variance_ratio,
    }
