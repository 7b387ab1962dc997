"""A scenario: the demand, the people, how experience is judged, and the variants to compare."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from os import PathLike
from typing import Any, ClassVar, Self, TypeAlias

from pydantic import Field, PrivateAttr, field_validator, model_validator

from blueprint_sim.errors import Path
from blueprint_sim.model.arrivals import misfits
from blueprint_sim.model.base import Gather, Model
from blueprint_sim.model.blueprint import ENDS, Step, WayOn
from blueprint_sim.model.channels import Channel
from blueprint_sim.model.demand import Demand, Fixed, Reason, filled_shares
from blueprint_sim.model.experience import Experience
from blueprint_sim.model.fields import Name, Text, Threshold, Title
from blueprint_sim.model.law_forms import LawText
from blueprint_sim.model.margins import margins
from blueprint_sim.model.people import Persona, Team
from blueprint_sim.model.provenance import Provenance, Source
from blueprint_sim.model.run import Run
from blueprint_sim.model.written import Written


class Compare(Model):
    """What is compared, and which differences matter."""

    baseline: Name | None = None
    """The variant that the others are compared with; by default the first."""
    matters: dict[Name, Threshold] = Field(default_factory=dict)
    """The measures that decide, each with the smallest difference that counts; by default four."""

    @field_validator("matters", mode="before")
    @classmethod
    def _in_the_unit_of_the_measure(cls, tree: Any) -> Any:
        return margins(tree)


class Variant(Model):
    """One design of the service."""

    label: Text | None = None
    """What people call it; by default its name."""
    about: Text | None = None
    """One or two sentences."""
    like: Name | None = None
    """The variant that this one is like, but for what is written here."""
    without: tuple[str, ...] = ()
    """Steps that are emptied and left in place."""
    teams: dict[Name, Team] = Field(default_factory=dict)
    """Teams and machines by name."""
    channels: dict[Name, Channel] = Field(default_factory=dict)
    """Channels by name; with none, contacts are on no channel in particular."""
    steps: dict[Name, Step] = Field(default_factory=dict)
    """Steps by name: at least one, its own or from `like`."""
    start: WayOn | None = None
    """Where a contact begins, in any form of `next`; by default the step that nobody leads to."""

    _inherited: frozenset[str] = PrivateAttr(default=frozenset())

    fixes: dict[Name, Fixed] = Field(default_factory=dict)
    """Shares of those whom a cause brings who need not come any more, by cause."""

    elsewhere: ClassVar[dict[str, str]] = {
        "lines": "write it at a channel, channels: {phone: {lines: 40}}",
    }

    @model_validator(mode="after")
    def _mark_emptied(self) -> Self:
        for name in self.without:
            self.steps[name]._emptied = True
        return self

    def fixed(self, cause: str | None) -> float:
        """Give the share of those whom a cause would bring who do not come; 0 without a cause."""
        return 0.0 if cause is None else self.fixes.get(cause, 0.0)

    @property
    def inherited(self) -> frozenset[str]:
        """Steps that came by `like` and are unchanged."""
        return self._inherited


class Scenario(Model):
    """The demand, the people, how experience is judged, and the variants to compare.

    `load`, `loads` and `build` give one, checked, with everything resolved: what a variant
    inherits, and every default. It does not change; `with_` gives another.

    Examples
    --------
    >>> import blueprint_sim
    >>> scenario = blueprint_sim.example()
    >>> scenario
    <Scenario 'Voice menu or a person?': menu_first, person_first, menu_that_remembers>
    >>> scenario.variants["menu_first"].teams["agents"].size
    8
    >>> scenario.run.length  # in seconds
    28800.0
    """

    scenario: Title
    """The title."""
    about: Text = ""
    """One or two sentences, shown on the report."""
    currency: Text = "EUR"
    """What every cost is in."""
    sources: dict[Name, Source] = Field(default_factory=dict)
    """Sources that values name in parentheses."""
    run: Run = Run()
    """How long, how often, and with which luck."""
    demand: Demand
    """Who comes, when, why, and who comes back."""
    personas: dict[Name, Persona] = Field(default_factory=dict)
    """Kinds of customers; by default one, called `customer`."""
    facts: dict[Name, LawText] = Field(default_factory=dict)
    """Facts that steps ask for, each with how long asking takes."""
    experience: Experience = Experience()
    """How experience is judged: once, for all variants."""
    compare: Compare = Compare()
    """What is compared, and which differences matter."""
    variants: dict[Name, Variant]
    """The designs to compare: at least one."""

    _provenance: Mapping[Path, Provenance] = PrivateAttr(default_factory=dict)
    _written: Written | None = PrivateAttr(default=None)
    _edit: Edit | None = PrivateAttr(default=None)

    def __repr__(self) -> str:
        return f"<Scenario {self.scenario!r}: {', '.join(self.variants)}>"

    __str__ = __repr__

    def __dir__(self) -> list[str]:
        """List what a scenario holds and does, without what every pydantic model does."""
        own = (name for name in vars(Scenario) if not name.startswith(("_", "model_", "elsewhere")))
        return sorted({*Scenario.model_fields, *own})

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

    def with_(self, changes: Mapping[str, Any]) -> Scenario:
        """Give a scenario with values changed, and with them all that derives from them.

        This scenario stays as it is.

        Parameters
        ----------
        changes
            New values by path: the paths of ``--set``, such as
            ``variants.menu_first.teams.agents.size``. A value is what a file would hold: text
            with a unit, a number, a list or a dict; it replaces what was there as a whole. What is
            set on a variant holds for those that are like it, too, unless they say otherwise. A
            dict at the name of a new variant adds it.

        Raises
        ------
        ScenarioError
            With every path that does not exist, or all that is wrong with the changed scenario.
        TypeError
            If `changes` is no dict.

        Examples
        --------
        >>> import blueprint_sim
        >>> scenario = blueprint_sim.example()
        >>> busy = scenario.with_({
        ...     "demand.arrivals": "70 per hour",
        ...     "variants.menu_first.teams.agents.size": 10,
        ... })
        >>> [variant.teams["agents"].size for variant in busy.variants.values()]
        [10, 10, 10]
        >>> scenario.variants["menu_first"].teams["agents"].size
        8
        >>> more = {"like": "person_first", "teams": {"agents": {"size": 9}}}
        >>> list(scenario.with_({"variants.nine_agents": more}).variants)[-1]
        'nine_agents'
        >>> scenario.with_({"run.dayz": 3})
        Traceback (most recent call last):
        blueprint_sim.errors.ScenarioError: with_: run.dayz: unknown key 'dayz'; did you mean...
        """
        if self._edit is None:
            raise TypeError("only a scenario from load, loads or build can be changed")
        if not isinstance(changes, Mapping):
            such = "with_({'demand.arrivals': '70 per hour'})"
            raise TypeError(f"give the changes as a dict, such as {such}, and not {changes!r}")
        return self._edit(self, changes)

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
        """Give what people call a variant.

        Examples
        --------
        >>> import blueprint_sim
        >>> blueprint_sim.example().label("person_first")
        'A person at once'
        """
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
        for said, remedy in misfits(self.demand.arrivals, self.run):
            gather.wrong(said, remedy, ("demand", "arrivals"))


def given_scenario(given: object) -> Scenario:
    """Give back a scenario; raise a `TypeError` that says how to come to one of anything else."""
    if isinstance(given, Scenario):
        return given
    if isinstance(given, (str, PathLike)):
        raise TypeError(f"give a Scenario; load({str(given)!r}) reads one")
    if isinstance(given, Mapping):
        raise TypeError("give a Scenario; build(...) makes one of a dict")
    raise TypeError(f"give a Scenario instead of {given!r:.80}; load('file.yaml') reads one")


Edit: TypeAlias = Callable[[Scenario, Mapping[str, Any]], Scenario]
"""Changes values of a scenario by path, and gives another."""


def coming_from(
    scenario: Scenario,
    written: Written,
    provenance: Mapping[Path, Provenance],
    inherited: Mapping[str, frozenset[str]],
    edit: Edit,
) -> Scenario:
    """Let a scenario remember where it comes from, and how it is changed; give it back."""
    scenario._written, scenario._provenance, scenario._edit = written, provenance, edit
    for name, steps in inherited.items():
        scenario.variants[name]._inherited = steps
    return scenario
