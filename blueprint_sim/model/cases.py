"""Kinds of customers, as rules see them: what holds for one before anything is run."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

from blueprint_sim.model.conditions import Condition, Interval, Rule

T = TypeVar("T")


class Case(NamedTuple):
    """A customer as rules see one; None: of any reason, or any persona."""

    reason: str | None = None
    persona: str | None = None
    contact: int = 1
    resolved: bool = False
    visit: int = 1
    channel: str | None = None


def first_match(rules: tuple[Rule[T], ...], case: Case) -> T | None:
    """Give what the first rule that holds decides, or None.

    Subjects that the chain does not follow are taken as on a first visit: nothing is known,
    nothing has happened, nobody has waited.
    """
    return next((rule.then for rule in rules if rule.when is None or _holds(rule.when, case)), None)


def chance(rules: tuple[Rule[float], ...] | None, case: Case) -> float:
    """Give the chance that rules decide; with none written, or none that holds, 0."""
    return first_match(rules or (), case) or 0.0


def may_hold(when: Condition | None, reason: str | None, persona: str | None) -> bool:
    """Tell whether a condition may hold for a reason and persona; None stands for anybody."""
    if when is None:
        return True
    reasons, personas = when.reason, when.persona
    return (not reasons or reason is None or reason in reasons) and (
        not personas or persona is None or persona in personas
    )


def surely_holds(when: Condition | None, reason: str | None, persona: str | None) -> bool:
    """Tell whether a condition looks at reason and persona alone, and holds for these."""
    if when is None:
        return True
    named = (not when.reason or reason in when.reason) and (
        not when.persona or persona in when.persona
    )
    return named and when._replace(reason=(), persona=()) == Condition()


def _holds(when: Condition, case: Case) -> bool:
    named = (
        (not when.reason or case.reason in when.reason)
        and (not when.persona or case.persona in when.persona)
        and (not when.channel or case.channel in when.channel)
        and (when.resolved is None or when.resolved == case.resolved)
    )
    counted = (
        (when.contact, case.contact),
        (when.visit, case.visit),
        (when.misery, 0),
        (when.waited, 0),
    )
    return (
        named
        and not when.knows
        and not when.had
        and all(not intervals or _within(intervals, number) for intervals, number in counted)
    )


def _within(intervals: tuple[Interval, ...], number: float) -> bool:
    return any(
        (low is None or low <= number) and (high is None or number <= high)
        for low, high in intervals
    )
