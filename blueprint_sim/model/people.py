"""The people of a service: the teams that serve, and the personas who come."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from blueprint_sim.model.balking import Balks
from blueprint_sim.model.base import Gather, Model, Reads, Tree, Wrong, shown
from blueprint_sim.model.blueprint import Lane
from blueprint_sim.model.callback import Callback
from blueprint_sim.model.experience import VALENCES_BY_NAME, valences
from blueprint_sim.model.fields import (
    POSITIVE,
    SHARE,
    Count,
    Duration,
    Money,
    Name,
    Share,
    Text,
    Whole,
)
from blueprint_sim.model.forms import NAME, by_name, declare, either, list_of
from blueprint_sim.model.in_line import Announcement, Pressure
from blueprint_sim.model.law_forms import LawText
from blueprint_sim.model.quantities import count, share
from blueprint_sim.model.shifts import Shifts, Size
from blueprint_sim.model.texts import name, one_of

EVERYTHING = 1.0
"""`carries`: every fact passes on."""


def carries(value: Tree) -> float | dict[str, float]:
    """Read what passes on at a handoff: a chance for every fact, or chances by fact."""
    words = {"everything": EVERYTHING, "nothing": 0.0}
    if isinstance(value, str):
        if value in words:
            return words[value]
        if not any(mark.isdigit() for mark in value):
            remedy = "write everything, nothing, a chance such as 80%, or a list of facts"
            raise Wrong.because(f"{shown(value)} is nothing that carries over", remedy)
        return share(value)
    if not value:
        said = f"{shown(value)} with nothing in it stands here"
        raise Wrong.because(said, "write carries: nothing, or which facts pass on")
    gather = Gather()
    if isinstance(value, list):
        facts = [gather.read(name, item, i) for i, item in enumerate(value)]
        gather.end()
        return {fact: EVERYTHING for fact in facts if fact}
    chances = {fact: gather.read(share, part, fact) or 0.0 for fact, part in value.items()}
    gather.end()
    return chances


_WORDS = {"type": "string", "pattern": r"^(everything|nothing)\s*(\([^()]+\))?\s*$"}
_CARRIES = declare(
    "carries",
    "everything, nothing, a chance for each fact, a list of facts, or chances by fact.",
    either(_WORDS, SHARE, list_of(NAME), by_name(SHARE)),
)
Carries = Annotated[float | dict[str, float], Reads(carries, _CARRIES)]
_KINDS = ("people", "machine")
KindOfTeam = Annotated[Literal["people", "machine"], Reads(one_of(*_KINDS), {"enum": list(_KINDS)})]


MOST_AT_ONCE = 100


def _slots(value: Tree) -> int:
    return count(value, least=1, most=MOST_AT_ONCE)


Slots = Annotated[int, Reads(_slots, POSITIVE)]


class Team(Model):
    """Interchangeable workers, or a machine."""

    kind: KindOfTeam = "people"
    """`people`, or a `machine`, at which nobody hangs up."""
    label: Text | None = None
    """What people call it; by default its name."""
    lane: Lane = "frontstage"
    """Where its steps stand, unless they say otherwise."""
    size: Size | None = None
    """How many workers, all day: people need it, or shifts; by default a machine has no limit."""
    shifts: Shifts | None = None
    """In the place of a size: how many from which time of the day on."""
    at_once: Slots = 1
    """How many customers each worker serves at the same time."""
    cost: Money | None = None
    """Per hour (of each worker's duty), per minute (in use) or per visit; by default nothing."""
    wrap_up: LawText | None = None
    """Work after letting a customer go, before the next."""
    carries: Carries = EVERYTHING
    """What passes on at a handoff: everything, nothing, a chance for each fact, or some facts."""
    limit: Count | None = None
    """How many may wait in its line; by default any number."""
    when_full: Name = "blocked"
    """Where a customer goes who finds the line full: `blocked`, or a step."""
    callback: Callback | None = None
    """Those in its line may be called back; by default they wait or hang up."""
    announcement: Announcement | None = None
    """What is said to those who wait in its line; by default nothing."""
    pressure: Pressure = ()
    """How the number who wait in its line changes its visits; by default not at all."""

    elsewhere: ClassVar[dict[str, str]] = {
        "overtime": "leave it out: work after the end of a shift is counted and paid in any case",
    }

    @property
    def machine(self) -> bool:
        """Whether it is a machine."""
        return self.kind == "machine"

    @property
    def most(self) -> int | None:
        """How many workers there ever are; None: no limit."""
        return max(shift.workers for shift in self.shifts) if self.shifts else self.size

    @model_validator(mode="after")
    def _people_are_counted(self) -> Self:
        if self.size is not None and self.shifts is not None:
            remedy = "take one out; in a variant, `size: nothing` drops the size that it took over"
            raise Wrong.because("a team has a size or shifts, not both", remedy, ("shifts",))
        if self.most is None and not self.machine:
            raise Wrong.because("a team of people has no size", "add size: 8, or kind: machine")
        if self.when_full != "blocked" and self.limit is None:
            remedy = "add limit: 10, or leave when_full out"
            raise Wrong.because(
                "the line has no limit, so it is never full", remedy, ("when_full",)
            )
        if self.most is None and self.at_once > 1:
            remedy = "add a size, or leave at_once out"
            raise Wrong.because(
                "an unlimited machine serves any number at once", remedy, ("at_once",)
            )
        if self.most is None and self.limit is not None:
            remedy = "add a size, or leave limit out"
            raise Wrong.because("nobody waits for an unlimited machine", remedy, ("limit",))
        if self.callback is not None and self.machine:
            remedy = "write it at a team of people, or leave it out"
            raise Wrong.because("a machine calls nobody back", remedy, ("callback",))
        if self.machine and self.announcement is not None:
            said = "an announcement is for those who wait for people"
            raise Wrong.because(said, "leave it out, or add kind: people", ("announcement",))
        if self.machine and self.pressure:
            said = "a line presses on people, not on a machine"
            raise Wrong.because(said, "leave it out, or add kind: people", ("pressure",))
        return self


class Persona(Model):
    """A kind of customer: whether and how long they wait, what they bear, who goes first."""

    share: Share | None = None
    """Share of the customers; by default an equal part of what the others leave."""
    label: Text | None = None
    """What people call them; by default the name of the persona."""
    patience: LawText | None = None
    """How long they wait for a person before hanging up; by default for ever."""
    tolerance: Count | None = None
    """They walk away at this many moments of misery; by default never."""
    priority: Whole = 0
    """Larger goes first."""
    head_start: Duration = 0.0
    """Among equal priority they go first as if they had waited so much longer."""
    balks: Balks = ()
    """Chance of leaving at once rather than wait for a person; by default none."""
    feels: Annotated[dict[str, float], Reads(valences, VALENCES_BY_NAME)] = Field(
        default_factory=dict
    )
    """How they feel where it differs from `experience.feels`."""

    elsewhere: ClassVar[dict[str, str]] = dict.fromkeys(
        ("churn", "churn_costs", "tells", "acceptable_wait"),
        "write it under experience, for everybody",
    )
