"""Who comes, when, why, and who comes back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, ClassVar, Final

from pydantic import Field

from blueprint_sim.model.arrival_forms import ARRIVALS, arrivals
from blueprint_sim.model.arrivals import Arrivals
from blueprint_sim.model.base import Model, Reads, Tree, Wrong
from blueprint_sim.model.blueprint import Chance
from blueprint_sim.model.fields import NAMED, SHARE, Name, PerDay, Positive, Share, Text
from blueprint_sim.model.law_forms import LawText
from blueprint_sim.model.quantities import share
from blueprint_sim.model.texts import name

COMES_BACK: Final = (
    "unresolved",
    "abandoned",
    "dead_end",
    "balked",
    "blocked",
    "broken_promise",
)
"""What may make people come back: the outcome of a contact, or a promise broken between two.

So may an event that turns out to be wrong, by its name.
"""


class Reason(Model):
    """Why customers come."""

    share: Share | None = None
    """Share of the customers; by default an equal part of what the others leave."""
    label: Text | None = None
    """What people call it; by default its name."""
    cause: Name | None = None
    """What broke upstream and made them come: this is failure demand."""

    elsewhere: ClassVar[dict[str, str]] = {
        "owner": "write it at the cause, causes: {letter: {owner: ...}}",
    }


class Cause(Model):
    """What broke upstream, so that customers have to come."""

    label: Text | None = None
    """What people call it; by default its name."""
    owner: Text | None = None
    """Who could mend it: a person or a department."""
    fix_costs: PerDay | None = None
    """What mending it costs for each day of opening; charged in full to every variant that fixes
    any of it."""


def _fixed(value: Tree) -> float:
    """Read which share of those whom a cause brings need not come; people write its cost, too."""
    parts = value if isinstance(value, dict) else {str(value): ""}
    if any("cost" in part or " per " in part for part in parts):
        remedy = "write a percentage, 80%, and at the cause, causes: {letter: {fix_costs: ...}}"
        raise Wrong.because("what a fix costs has no place here", remedy)
    return share(value)


Fixed = Annotated[float, Reads(_fixed, SHARE)]


class Recontact(Model):
    """Who comes back after a contact, asks after a promise, or finds that something is wrong."""

    chance: Chance
    """Chance of coming back."""
    after: LawText
    """How long after the contact ended, or the promise fell due."""
    returns: Positive | None = None
    """At most so many times; by default any number."""


def _occasion(value: Tree) -> str:
    if value in ("walked_away", "resolved", "unfinished"):
        remedy = "name the event that turns out to be wrong" if value == "resolved" else ""
        raise Wrong.because(f"nobody comes back after '{value}'", remedy or "leave it out")
    return name(value)


Occasion = Annotated[str, Reads(_occasion, NAMED)]


class Demand(Model):
    """Who comes, when, why, and who comes back."""

    arrivals: Annotated[Arrivals, Reads(arrivals, ARRIVALS)]
    """First contacts: a rate, rates by day and hour, a gap, or given times."""
    reasons: dict[Name, Reason] = Field(default_factory=dict)
    """Why they come; by default one reason, called `any`."""
    causes: dict[Name, Cause] = Field(default_factory=dict)
    """More about what reasons name as their cause; a cause need not stand here."""
    recontact: dict[Occasion, Recontact] = Field(default_factory=dict)
    """Who comes back, by outcome, `broken_promise`, or an event that turns out to be wrong."""

    elsewhere: ClassVar[dict[str, str]] = {
        "day_to_day": "write arrivals: {per_hour: 55, day_to_day: 5%}",
        "batch": "write arrivals: {per_hour: 20, batch: 3}",
    }

    def named_causes(self) -> tuple[str, ...]:
        """Give the causes that reasons name, sorted."""
        return tuple(sorted({part.cause for part in self.reasons.values() if part.cause}))


def filled_shares(parts: Mapping[str, float | None]) -> dict[str, float]:
    """Give everyone a share: those without one take equal parts of what is left.

    Raises
    ------
    Wrong
        If the shares cannot sum to 100%.
    """
    written = [part for part in parts.values() if part is not None]
    total = math.fsum(written)
    open_parts = len(parts) - len(written)
    if total > 1 + 1e-9 or (total < 1 - 1e-9 and not open_parts):
        raise Wrong.because(f"the shares sum to {total * 100:.6g}%", "they must sum to 100%")
    rest = max(0.0, 1 - total) / open_parts if open_parts else 0.0
    return {name: rest if part is None else part for name, part in parts.items()}
