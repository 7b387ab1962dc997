"""Spans of time as a picture has room for: ``50 s``, ``2.6 min``, ``about 4 min``."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum

from blueprint_sim.model.blueprint import Ask, Step
from blueprint_sim.model.conditions import Rule
from blueprint_sim.model.laws import Law
from blueprint_sim.model.scenario import Scenario

SELDOM = 0.005
"""A chance that is as good as none; and what may be missing from a certainty."""
_HALF_A_SECOND = 0.5 / 60
_UNITS = (("days", 1440.0), ("h", 60.0), ("min", 1.0))
"""Of each unit: its name, and its minutes."""


def span(minutes: float, *, seconds_below: float = 100 / 60) -> str:
    """Write a time, in at most two digits and a place: ``50 s``, ``2.6 min``, ``12 h``.

    A unit is used from two of it on, or for a whole one; minutes from a bound of seconds on.
    """
    for unit, size in _UNITS:
        amount = minutes / size
        whole = abs(minutes - size * round(amount)) < _HALF_A_SECOND
        if amount >= (seconds_below if unit == "min" else 2) or (whole and round(amount)):
            text = f"{amount:.0f}" if amount >= 9.95 else f"{amount:.1f}".removesuffix(".0")
            return "1 day" if (text, unit) == ("1", "days") else f"{text} {unit}"
    return f"{minutes * 60:.0f} s"


def written(scenario: Scenario, step: Step, chances: Mapping[str, float] | None = None) -> str:
    """Say how long a step takes as its author has it, its questions included.

    ``4 min``, ``about 75 s`` where luck or rules decide, ``3 to 8 min`` where so written; empty
    for a step that takes no time. `chances` tells how likely each fact is asked, where not surely.
    """
    parts = [(step.takes, 1.0)] if step.takes else []
    for fact, ask in sorted(step.asks.items()):
        chance = 1.0 if chances is None else chances[fact]
        if chance > SELDOM:
            parts.append((_asking(scenario, fact, ask), chance if chance < 1 - SELDOM else 1.0))
    if not parts:
        return ""
    only = parts[0][0][0].then if len(parts) == len(parts[0][0]) == 1 else None
    if only is not None and only.kind == "uniform" and " to " in only.written:
        return only.written
    mean = fsum(chance * fsum(rule.then.mean for rule in p) / len(p) for p, chance in parts)
    sure = all(chance == 1 and len(part) == 1 and not part[0].then.varies for part, chance in parts)
    return ("" if sure else "about ") + span(mean / 60)


def _asking(scenario: Scenario, fact: str, ask: Ask) -> tuple[Rule[Law], ...]:
    return ask.takes or (Rule(None, scenario.facts[fact]),)
