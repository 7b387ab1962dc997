"""Rules and conditions in words, for tables and for the labels of drawings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from blueprint_sim.model.conditions import Condition, Interval, Rule
from blueprint_sim.model.laws import Law, say_duration

T = TypeVar("T")


def say_share(share: float) -> str:
    """Write a fraction as a percentage: ``60%``, ``0.5%``."""
    return f"{share * 100:.4g}%"


def say_law(law: Law) -> str:
    """Write a law as its author did: ``about 4 min``."""
    return law.written or law.describe()


def say_rules(rules: tuple[Rule[T], ...], say: Callable[[T], str]) -> str:
    """Write rules in their order: ``if reason cancel: retention; else: solve``."""
    parts = []
    for rule in rules:
        before = f"if {say_condition(rule.when)}: " if rule.when else "else: "
        parts.append((before if len(rules) > 1 else "") + say(rule.then))
    return "; ".join(parts)


def say_condition(when: Condition) -> str:
    """Write a condition: ``reason cancel or billing, contact 2 or more``."""
    named = ("reason", "persona", "channel", "knows", "had")
    parts = [f"{key} {' or '.join(getattr(when, key))}" for key in named if getattr(when, key)]
    for key in ("contact", "visit", "misery"):
        if spans := getattr(when, key):
            parts.append(f"{key} {' or '.join(_say_span(span, '{:g}'.format) for span in spans)}")
    if when.waited:
        parts.append(f"waited {' or '.join(_say_span(span, say_duration) for span in when.waited)}")
    if when.resolved is not None:
        parts.append("resolved" if when.resolved else "not resolved")
    return ", ".join(parts)


def say_route(shares: dict[str, float]) -> str:
    """Write where a way leads: ``solve``, or ``60% solve, 40% done``."""
    if len(shares) == 1:
        return next(iter(shares))
    largest_first = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{say_share(share)} {target}" for target, share in largest_first)


def _say_span(span: Interval, say: Callable[[float], str]) -> str:
    if span.low is not None and span.high is not None:
        low, high = say(span.low), say(span.high)
        return low if low == high else f"{low} to {high}"
    if span.low is not None:
        return f"{say(span.low)} or more"
    return f"{say(span.high)} or less" if span.high is not None else "anything"
