"""What a study found: values with their intervals, and beside them the comparisons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from blueprint_sim.studies.comparison import Comparison, GroupComparison, Verdict
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
class Estimate:
    """One measure of one variant: its value and 95% interval.

    Examples
    --------
    >>> import blueprint_sim
    >>> result = blueprint_sim.run(blueprint_sim.example(), replications=2)
    >>> wait = result.variants["menu_first"].measures["wait_mean"]
    >>> wait.unit, wait.better
    ('min', 'lower')
    >>> wait.low < wait.mean < wait.high
    True
    """

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
class Root:
    """Where contacts began: what brought customers to get in touch."""

    kind: str
    """service: what it is there for; cause: something that broke upstream; outcome: how the contact
    before ended; promise: one that was broken; wrong: what turned out to be so."""
    name: str | None
    """The cause, the outcome, as in the keys ``share_*``, or the event that was wrong."""
    step: str | None
    """Where the contact before ended, the promise was made, or it happened; None: in no step."""
    owner: str | None
    """Of the cause, or of the step; None: nobody is named."""


@dataclass(frozen=True)
class Origin:
    """What began in one place, in one replication; or time or money spent on no contact.

    Examples
    --------
    >>> import blueprint_sim
    >>> result = blueprint_sim.run(blueprint_sim.example(), replications=2)
    >>> first = result.variants["menu_first"].origins[0]
    >>> first.root.kind, first.contacts.unit
    ('service', 'count')
    """

    root: Root
    """Its kind may also be idle (time that was paid and is in no contact's cost), fixes, or leaving
    (what it costs that customers may leave for good)."""
    contacts: Estimate | None
    """None: of no contacts."""
    share: Estimate | None
    """Of all contacts."""
    misery: Estimate | None
    """Moments of misery."""
    cost: Estimate
    """Of the time of people, wrap-up included, of use, and of events, less what they earned; of a
    fix, what it costs. All origins together add up to ``cost_total``."""


@dataclass(frozen=True)
class Felt:
    """Misery by where it was felt and where the contact began."""

    step: str | None
    """Where it was felt; None: as the issue ended."""
    owner: str | None
    """Of that step; None: nobody is named."""
    began: Root
    misery: Estimate
    """Moments of misery in one replication."""


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
class Way:
    """How many customers went from one visited step to the next, or to the end of a contact.

    A step that was passed through without a visit (nothing left to ask, or emptied by `without`)
    is no stop on the way: see `model.graph.along` for the edges that such a way runs along. To go
    on in another contact, away or on another channel, is a way between two steps like any other.
    """

    origin: str | None
    """The step that was left; None: a contact began."""
    how: str | None
    """How the visit of the origin ended: served; reneged (left while waiting); balked (left at
    once); blocked (the line was full, so the customer went elsewhere or the contact ended);
    unanswered (called back, in vain); unfinished (still waiting when they were sent home, or the
    run ended). None: a contact began."""
    target: str
    """A step, or the outcome by which the contact ended, as in the keys ``share_*``; unfinished
    where the customer came again before what they waited for was done."""
    ends: bool
    """The target is an outcome (a step may bear the name of one)."""
    per_customer: float
    """How often, per issue; all contacts of the issue together."""
    warm: float
    """Warm handoffs on this way, per issue."""
    cold: float
    """Cold handoffs on this way, per issue."""


@dataclass(frozen=True)
class MomentNumber:
    """The n-th moment of truth of an issue: one point of the emotion curve."""

    number: int
    """From 1."""
    share: float
    """Share of issues that have so many."""
    low: float
    """Valence, -2 to +2, that 10% of them stay below on an average day."""
    median: float
    high: float
    """Valence that 10% of them exceed on an average day."""
    step: str | None
    """Where the n-th moment is most often felt; None: the ending."""
    kind: str
    """What it most often is there: wait, question, work or ending."""
    agree: float
    """Share of the issues with an n-th moment for which it is there, and of this kind."""


@dataclass(frozen=True)
class Waits:
    """How long customers wait for a person, each wait on its own.

    A wait is what a customer judges: one stretch in line for people, or while work is done out of
    sight, until a visit begins that the customer sees, or the customer hangs up, accepts a callback
    or is sent home, or the run ends. Answered at once is a wait of nothing; who joins no line has
    none. Together the waits of an issue are the time that `wait_mean` and `wait_p90` look at.
    """

    quantiles: tuple[float, ...]
    """Minutes, at 0%, 1%, ..., 100% of the waits of an average day; empty if nobody asked."""
    acceptable: float | None
    """Minutes that are felt as nothing, on average; None: it depends on persona or channel."""
    share_over: Estimate
    """Share of waits that are longer than is acceptable, on average, to that persona there."""
    per_customer: float
    """How many, per issue; those of nothing too."""


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
    """From the first moment as far as at least half of the issues have so many."""
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
    than to the baseline, they are totals."""
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
        raise KeyError(f"no comparison of {variant} in {measure}")

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
