"""A variant beside the baseline, and the words for what may be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """The words for a difference; `MORE` and `LESS` are for measures without a good side.

    `MISSING` says that a variant has no value: nobody asks for a person, and so nobody waits.

    Examples
    --------
    >>> import blueprint_sim
    >>> result = blueprint_sim.run(blueprint_sim.example(), replications=5)
    >>> found = result.comparison("menu_that_remembers", "misery_mean")
    >>> found.verdict is blueprint_sim.Verdict.BETTER, str(found.verdict)
    (True, 'better')
    """

    BETTER = "better"
    WORSE = "worse"
    MORE = "more"
    LESS = "less"
    SAME = "no practical difference"
    UNKNOWN = "cannot tell yet"
    MISSING = "not measured"
    IDENTICAL = "identical"


@dataclass(frozen=True)
class Comparison:
    """A variant beside the baseline in one measure, replication by replication.

    Examples
    --------
    >>> import blueprint_sim
    >>> result = blueprint_sim.run(blueprint_sim.example(), replications=2)
    >>> found = result.comparison("person_first", "repeat_questions_mean")
    >>> found.difference < 0, found.better, found.in_family
    (True, 'lower', False)
    """

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
    different_people: bool = False
    """A measure of an issue or customer, where other people come than to the baseline: it speaks of
    different people, and has no verdict."""

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
    different_people: bool = False
    """Other people come than to the baseline."""

    @property
    def worse(self) -> bool:
        """Whether the interval lies wholly on the bad side of nothing, for the same people."""
        if self.different_people:
            return False
        if self.low is None or self.high is None or self.better is None:
            return False
        return self.low > 0 if self.better == "lower" else self.high < 0
