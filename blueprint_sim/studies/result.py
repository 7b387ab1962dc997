"""What a study found: values with their intervals, and beside them the comparisons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from blueprint_sim.model.base import did_you_mean
from blueprint_sim.studies.beginnings import Felt, Origin, Root
from blueprint_sim.studies.comparison import Comparison, GroupComparison, Verdict
from blueprint_sim.studies.estimate import Estimate
from blueprint_sim.studies.pictured import MomentNumber, Place, Waits, Way
from blueprint_sim.studies.staffing import StaffedTeam, Staffing

__all__ = [
    "BetterOff",
    "Comparison",
    "Estimate",
    "Felt",
    "GroupComparison",
    "MomentNumber",
    "Origin",
    "Place",
    "Result",
    "Root",
    "StaffedTeam",
    "Staffing",
    "VariantResult",
    "Verdict",
    "Waits",
    "Way",
]


@dataclass(frozen=True)
class BetterOff:
    """How customers fare in a variant beside themselves in the baseline, as shares of them all.

    Both meet the same luck at shared steps. The shares sum to 1.

    Examples
    --------
    >>> import blueprint_sim
    >>> result = blueprint_sim.run(blueprint_sim.example(), replications=2)
    >>> everybody = result.better_off[0]
    >>> everybody.by, everybody.judged_by, everybody.better.mean > everybody.worse.mean
    ('everybody', 'memory', True)
    """

    baseline: str
    variant: str
    by: str
    """everybody, persona or reason."""
    group: str
    """Name of the persona or reason; empty for everybody."""
    judged_by: str
    """memory (peak and end), misery (moments of it), wait (for a person) or contacts."""
    better: Estimate
    equal: Estimate
    """Within 1e-9."""
    worse: Estimate
    avoided: Estimate
    """Come to the baseline only: a fix keeps them from having to come."""
    added: Estimate
    """Come to the variant only: the baseline fixes what brings them."""
    unfinished: Estimate
    """Unfinished in either."""


@dataclass(frozen=True)
class VariantResult:
    """What one variant gave.

    Examples
    --------
    >>> import blueprint_sim
    >>> result = blueprint_sim.run(blueprint_sim.example(), replications=2)
    >>> found = result.variants["menu_first"]
    >>> found.label, list(found.teams), found.staffing.workers
    ('Voice menu first', ['agents', 'menu'], 8)
    """

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
    ways: tuple[Way, ...]
    """By origin (beginnings first), how and target; ways that nobody went are left out."""
    curve: tuple[MomentNumber, ...]
    """From the first moment as far as at least a quarter of the issues have so many."""
    own_peak: float | None
    """Valence of each customer's own moment furthest from 0, on average; None: nobody had one."""
    own_end: float | None
    """Valence of each customer's own last moment, on average."""
    waits: Waits
    staffing: Staffing
    replications: Mapping[str, tuple[float | None, ...]]
    """The measures, one value a replication."""
    origins: tuple[Origin, ...] = ()
    """What the service is there for first, then by contacts, the most first; then what is in no
    contact's cost."""
    felt: tuple[Felt, ...] = ()
    """The worst first; pairs without misery are left out."""


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
    judged: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """By variant but the baseline: the measures that decide, as `matters`. Where other people come
    than to the baseline, they are totals; by default for every variant, if for any."""
    different_people: tuple[str, ...] = ()
    """Variants that fix something else than the baseline does, so that other people come."""
    better_off: tuple[BetterOff, ...] = ()
    """By variant, group, and what is judged; everybody first."""

    def comparison(self, variant: str, measure: str) -> Comparison:
        """Give the comparison of a variant with the baseline in one measure.

        Raises
        ------
        KeyError
            If there is none.

        Examples
        --------
        >>> import blueprint_sim
        >>> result = blueprint_sim.run(blueprint_sim.example(), replications=2)
        >>> result.comparison("person_first", "wait_mean").unit
        'min'
        """
        for found in self.comparisons:
            if (found.variant, found.measure) == (variant, measure):
                return found
        raise KeyError(self._uncompared(variant, measure))

    def _uncompared(self, variant: str, measure: str) -> str:
        """Say why there is no comparison, and what may have been meant."""
        if variant == self.baseline:
            return f"'{variant}' is the baseline, with which the others are compared"
        variants = {found.variant for found in self.comparisons}
        if variant not in variants:
            return f"no variant '{variant}' is compared; {did_you_mean(variant, variants)}"
        near = did_you_mean(measure, {found.measure for found in self.comparisons})
        return f"no measure '{measure}'; {near or 'list(result.matters) names those that decide'}"

    def document(self) -> dict[str, Any]:
        """Give the document that ``run --json`` prints: plain data, nulls for what is not there.

        Examples
        --------
        >>> import blueprint_sim
        >>> result = blueprint_sim.run(blueprint_sim.example(), replications=2)
        >>> list(result.document())[:4]
        ['scenario', 'version', 'seed', 'replications']
        """
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
