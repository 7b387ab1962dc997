"""What can come about in a variant at all: facts understood, events, what people came for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from blueprint_sim.model.blueprint import BROKEN_PROMISE, Step
from blueprint_sim.model.conditions import Condition, Rule


class Possible(NamedTuple):
    """What some step may bring about, with a chance above 0."""

    facts: frozenset[str]
    """Asked, and understood."""
    events: frozenset[str]
    resolved: bool

    def allows(self, when: Condition) -> bool:
        """Tell whether what a condition asks of the past can have come about."""
        return (
            (not when.knows or not self.facts.isdisjoint(when.knows))
            and (not when.had or not self.events.isdisjoint(when.had))
            and (self.resolved or when.resolved is not True)
        )


def possible(steps: Iterable[Step]) -> Possible:
    """Give what can come about at some steps; emptied ones bring nothing about."""
    visited = [step for step in steps if not step.emptied]
    asked = ((fact, ask.understood) for step in visited for fact, ask in step.asks.items())
    events = (item for step in visited for item in step.events.items())
    happening = {event for event, chance in events if may_be(chance)}
    if any(step.promise for step in visited):
        happening.add(BROKEN_PROMISE)
    return Possible(
        facts=frozenset(fact for fact, chance in asked if chance is None or may_be(chance)),
        events=frozenset(happening),
        resolved=any(may_be(step.resolves) for step in visited),
    )


def may_be(chance: tuple[Rule[float], ...] | None) -> bool:
    """Tell whether some rule gives a chance above 0; there is none where none is written."""
    return any(rule.then > 0 for rule in chance or ())
