"""Differences worth acting on: each in the unit of its measure."""

from __future__ import annotations

from functools import partial
from typing import Final, Literal, TypeAlias

from blueprint_sim.model.base import Gather, Tree, Wrong, shown
from blueprint_sim.model.quantities import duration, factor, share, split, threshold

Unit: TypeAlias = Literal["plain", "share", "time"]
"""How a difference is written: bare, in %, or with a unit of time."""

UNITS: Final[dict[str, Unit]] = {
    "customers": "plain",
    "share_resolved": "share",
    "share_unresolved": "share",
    "share_dead_end": "share",
    "share_abandoned": "share",
    "share_balked": "share",
    "share_blocked": "share",
    "share_walked_away": "share",
    "share_unfinished": "share",
    "share_one_and_done": "share",
    "share_returns_later": "share",
    "share_failure_demand": "share",
    "share_churned": "share",
    "told_mean": "plain",
    "told_total": "plain",
    "share_promises_broken": "share",
    "wait_mean": "time",
    "wait_p90": "time",
    "service_level": "share",
    "share_called_back": "share",
    "callback_wait_mean": "time",
    "sojourn_mean": "time",
    "handoffs_mean": "plain",
    "repeat_questions_mean": "plain",
    "questions_mean": "plain",
    "contacts_mean": "plain",
    "moments_mean": "plain",
    "misery_mean": "plain",
    "magic_mean": "plain",
    "share_with_misery": "share",
    "valence_mean": "plain",
    "memory_mean": "plain",
    "effort_mean": "time",
    "cost_per_customer": "plain",
    "cost_per_resolved": "plain",
    "staff_cost": "plain",
    "misery_cost": "plain",
    "event_cost": "plain",
    "event_earnings": "plain",
    "churn_cost": "plain",
    "fix_cost": "plain",
    "contacts_avoided": "plain",
    "contacts_total": "plain",
    "misery_total": "plain",
    "cost_total": "plain",
}
"""By measure of a whole variant: these are the keys that `compare.matters` may name."""


def margins(tree: Tree) -> Tree:
    """Read a map from measures to the smallest differences worth acting on.

    Shares become fractions, times minutes; counts, money and feelings stand bare. What was read
    before stays as it is, and so does a tree that is no map.

    Raises
    ------
    Wrong
        With every difference that is not written in the unit of its measure.
    """
    if not isinstance(tree, dict):
        return tree
    gather = Gather()
    read = {
        key: gather.read(partial(_margin, str(key).strip()), value, key)
        for key, value in tree.items()
    }
    gather.end()
    return read


def _margin(measure: str, value: Tree) -> float:
    if not isinstance(value, str | list | dict):
        return float(value)
    unit = UNITS.get(measure)
    if unit is None:
        return threshold(value)
    if unit == "plain":
        return factor(value)
    found, written = split(value, "a difference", "1%" if unit == "share" else "30 s")
    if not written:
        raise _without_unit(unit, found, str(value).strip())
    return share(value) if unit == "share" else duration(value) / 60


def _without_unit(unit: Unit, found: float, text: str) -> Wrong:
    if unit == "share":
        meant = f"{found * 100:.10g}" if 0 < found < 1 else text
        return Wrong.because(f"{shown(text)} has no unit, and this is a share", f"write {meant}%")
    said = f"{shown(text)} has no unit, and this is a time"
    return Wrong.because(said, f"write {text} s or {text} min")
