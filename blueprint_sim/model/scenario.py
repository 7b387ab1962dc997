"""A scenario: the demand, the people, how experience is judged, and the variants to compare."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, PrivateAttr, field_validator, model_validator

from blueprint_sim.errors import Path
from blueprint_sim.model.base import Gather, Model, Reads
from blueprint_sim.model.blueprint import ENDS, Step, WayOn
from blueprint_sim.model.demand import Arrivals, Demand, Reason, filled_shares
from blueprint_sim.model.experience import FEELS, Experience
from blueprint_sim.model.fields import (
    Clock,
    Count,
    Duration,
    Name,
    Positive,
    Text,
    Threshold,
    Title,
)
from blueprint_sim.model.law_forms import LawText
from blueprint_sim.model.margins import margins
from blueprint_sim.model.people import Persona, Team
from blueprint_sim.model.provenance import Provenance, Source
from blueprint_sim.model.quantities import count, one_of
from blueprint_sim.model.written import Written

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY = 86_400.0
"""Seconds."""
MOST_CUSTOMERS = 50_000_000
"""In one replication: what a machine can hold."""


def _words(*words: str) -> Reads:
    return Reads(one_of(*words), {"enum": list(words)})


class Run(Model):
    """How long, how often, and with which luck."""

    opens: Clock = 9 * 3600.0
    """When a day opens, on the clock."""
    length: Duration = 8 * 3600.0
    """How long a day is open."""
    days: Annotated[int, Reads(lambda v: count(v, 1, 36_525), {"type": ["integer", "string"]})] = 1
    """How many days."""
    first_day: Annotated[str, _words(*WEEKDAYS)] = "monday"
    """Weekday of the first day."""
    after_close: Annotated[Literal["serve_out", "stop"], _words("serve_out", "stop")] = "serve_out"
    """At closing, `serve_out` serves everyone inside; `stop` drops everything."""
    warm_up: Duration = 0.0
    """Customers who arrive before this are not counted."""
    replications: Positive = 30
    """How often the whole is repeated, with other luck."""
    seed: Count = 1
    """Names the luck: the same seed gives the same bytes."""

    later: ClassVar[dict[str, str]] = {"precision": "write replications"}

    @model_validator(mode="after")
    def _days_fit(self) -> Self:
        gather = Gather()
        if self.length <= 0:
            gather.wrong("the day has no length", "write length: 8 h", ("length",))
        if self.days > 1 and self.length > DAY:
            gather.wrong("a day is longer than 24 h", "write one day, or at most 24 h", ("length",))
        if self.days > 1 and self.after_close == "stop":
            gather.wrong(
                "'after_close: stop' is not supported yet for several days",
                "write serve_out, or days: 1",
                ("after_close",),
            )
        if self.warm_up >= (self.days - 1) * DAY + self.length > 0:
            gather.wrong("the warm-up takes the whole run", "make it shorter", ("warm_up",))
        gather.end()
        return self


class Compare(Model):
    """What is compared, and which differences matter."""

    baseline: Name | None = None
    """The variant that the others are compared with; by default the first."""
    matters: dict[Name, Threshold] = Field(default_factory=dict)
    """The measures that decide, each with the smallest difference worth acting on."""

    @field_validator("matters", mode="before")
    @classmethod
    def _in_the_unit_of_the_measure(cls, tree: Any) -> Any:
        return margins(tree)


class Variant(Model):
    """One design of the service."""

    label: Text | None = None
    """What people call it."""
    about: Text | None = None
    """One or two sentences."""
    like: Name | None = None
    """The variant that this one is like, but for what is written here."""
    without: tuple[str, ...] = ()
    """Steps that are emptied and left in place."""
    teams: dict[Name, Team] = Field(default_factory=dict)
    """Teams and machines by name."""
    steps: dict[Name, Step] = Field(default_factory=dict)
    """Steps by name."""
    start: WayOn | None = None
    """Where a contact begins, in any form of `next`; by default the step that nobody leads to."""

    _inherited: frozenset[str] = PrivateAttr(default=frozenset())

    later: ClassVar[dict[str, str]] = {
        "channels": "every step is on the same channel for now",
        "fixes": "write the lower demand as a scenario of its own",
        "fix_costs": "leave it out",
        "lines": "give the teams a limit",
    }

    @model_validator(mode="after")
    def _mark_emptied(self) -> Self:
        for name in self.without:
            self.steps[name]._emptied = True
        return self

    @property
    def inherited(self) -> frozenset[str]:
        """Steps that came by `like` and are unchanged."""
        return self._inherited


class Scenario(Model):
    """A scenario, resolved."""

    scenario: Title
    """Its title."""
    about: Text = ""
    """One or two sentences, shown on the report."""
    currency: Text = "EUR"
    """Of every cost."""
    sources: dict[Name, Source] = Field(default_factory=dict)
    """Sources that quantities name in parentheses."""
    run: Run = Run()
    """How long, how often, and with which luck."""
    demand: Demand
    """Who comes, when, why, and who comes back."""
    personas: dict[Name, Persona] = Field(default_factory=dict)
    """Kinds of customers; with none written, one called `customer`."""
    facts: dict[Name, LawText] = Field(default_factory=dict)
    """Facts that steps ask for, each with how long asking takes."""
    experience: Experience = Experience(feels=FEELS)
    """How experience is judged: once, for all variants."""
    compare: Compare = Compare()
    """What is compared, and which differences matter."""
    variants: dict[Name, Variant]
    """The designs to compare."""

    _provenance: Mapping[Path, Provenance] = PrivateAttr(default_factory=dict)
    _written: Written | None = PrivateAttr(default=None)

    later: ClassVar[dict[str, str]] = {
        "causes": "name the cause at the reason",
        "churn": "leave it out: nobody leaves for good yet",
        "churn_costs": "leave it out",
        "tells": "leave it out",
    }

    @property
    def title(self) -> str:
        """Its title."""
        return self.scenario

    @property
    def provenance(self) -> Mapping[Path, Provenance]:
        """Where each value comes from, by its path in the resolved scenario."""
        return self._provenance

    @property
    def written(self) -> Written:
        """The tree as written, and where everything stands in it."""
        assert self._written is not None, "only a scenario that was loaded was written"
        return self._written

    def coming_from(
        self,
        written: Written,
        provenance: Mapping[Path, Provenance],
        inherited: Mapping[str, frozenset[str]],
    ) -> Self:
        """Remember where this scenario comes from; give itself."""
        self._written, self._provenance = written, provenance
        for name, steps in inherited.items():
            self.variants[name]._inherited = steps
        return self

    @property
    def baseline(self) -> str:
        """Name of the variant that the others are compared with."""
        return self.compare.baseline or next(iter(self.variants))

    @property
    def reason_shares(self) -> dict[str, float]:
        """Share of each reason; they sum to 1."""
        return filled_shares({name: part.share for name, part in self.demand.reasons.items()})

    @property
    def persona_shares(self) -> dict[str, float]:
        """Share of each persona; they sum to 1."""
        return filled_shares({name: part.share for name, part in self.personas.items()})

    def label(self, variant: str) -> str:
        """Give what people call a variant."""
        return self.variants[variant].label or variant.replace("_", " ").capitalize()

    @model_validator(mode="before")
    @classmethod
    def _somebody_comes_for_something(cls, tree: Any) -> Any:
        if not isinstance(tree, dict):
            return tree
        demand = tree.get("demand")
        if isinstance(demand, dict) and not demand.get("reasons"):
            demand = {**demand, "reasons": {"any": Reason()}}
        return {
            **tree,
            **({"demand": demand} if demand is not None else {}),
            "personas": tree.get("personas") or {"customer": Persona()},
        }

    @model_validator(mode="after")
    def _whole(self) -> Self:
        gather = Gather()
        gather.read(lambda _: self.reason_shares, None, "demand", "reasons")
        gather.read(lambda _: self.persona_shares, None, "personas")
        self._check_arrivals(gather)
        if not self.variants:
            gather.wrong("there is no variant", "write at least one", ("variants",))
        for name, variant in self.variants.items():
            for step in (*ENDS, "blocked"):
                if step in variant.steps:
                    path = ("variants", name, "steps", step)
                    gather.wrong(f"'{step}' is an end, not a step", "call it otherwise", path)
        gather.end()
        return self

    def _check_arrivals(self, gather: Gather) -> None:
        misfit = arrivals_misfit(self.demand.arrivals, self.run)
        if misfit is not None:
            gather.wrong(*misfit, ("demand", "arrivals"))


def arrivals_misfit(arrivals: Arrivals, run: Run) -> tuple[str, str] | None:
    """Say why arrivals do not fit the days of a run, and what would do; None if they fit."""
    covered = len(arrivals.rate) * (arrivals.every or run.length)
    if arrivals.rate and abs(covered - run.length) > 1e-6:
        said = (
            f"{len(arrivals.rate)} stretches cover {covered / 3600:.4g} h "
            f"of a day of {run.length / 3600:.4g} h"
        )
        return said, "write one rate for each stretch of run.length"
    expected = fsum(arrivals.rate) / max(1, len(arrivals.rate)) * run.length / 3600 * run.days
    if expected > MOST_CUSTOMERS:
        return (
            f"{expected:.3g} customers would come",
            f"at most {MOST_CUSTOMERS:,} in a replication",
        )
    return None
