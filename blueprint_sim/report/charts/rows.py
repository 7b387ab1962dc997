"""The rows of a forest: what each says, and where its interval lies."""

from __future__ import annotations

from collections.abc import Sequence
from math import asinh
from typing import NamedTuple

from blueprint_sim.report.screen.table import follows_of, met, row_digits, rows_of
from blueprint_sim.report.speech.asides import decided
from blueprint_sim.report.speech.differences import ends
from blueprint_sim.report.speech.money import label as label_of
from blueprint_sim.report.speech.numbers import MISSING, Scale
from blueprint_sim.report.speech.spans import TONES, Tone
from blueprint_sim.studies.result import Comparison, Result, Verdict

FURTHEST = 30.0
"""How many times the smallest difference that matters the picture reaches."""
RECORD = 0.05
"""What is one step of the scale where no difference is said to matter: a part of the baseline."""
GROUPS = {
    "Waiting and effort": (
        "wait_mean", "wait_p90", "service_level", "share_called_back", "callback_wait_mean",
        "effort_mean", "sojourn_mean",
    ),
    "Being passed on": (
        "handoffs_mean", "repeat_questions_mean", "questions_mean", "contacts_mean",
        "share_one_and_done", "share_failure_demand", "contacts_avoided", "contacts_total",
    ),
    "How it felt": (
        "misery_mean", "share_with_misery", "magic_mean", "moments_mean", "valence_mean",
        "memory_mean", "misery_total",
    ),
    "How it ended": (
        "customers", "share_resolved", "share_unresolved", "share_dead_end", "share_abandoned",
        "share_balked", "share_blocked", "share_walked_away", "share_unfinished",
        "share_returns_later", "share_promises_broken",
    ),
    "What it costs": (
        "staff_cost", "cost_per_resolved", "cost_per_customer", "misery_cost", "fix_cost",
        "cost_total",
    ),
    "What follows": (
        "share_churned", "churn_cost", "told_mean", "told_total", "event_cost", "event_earnings",
    ),
}  # fmt: skip


GROUP = {key: heading for heading, keys in GROUPS.items() for key in keys}
LAST = ("handoffs_mean", "repeat_questions_mean", "wait_p90", "share_unfinished", "valence_mean")
"""What is left out first, the last of these before the others."""


class Row(NamedTuple):
    """One difference, in words and as places on the scale."""

    label: str
    before: str
    after: str
    change: str
    interval: str
    verdict: Verdict | None
    """None: for the record."""
    tone: Tone
    at: float | None
    """Place of the difference, from -1 (worst) to 1; beyond where it leaves the picture. None: no
    difference, or no scale to place it on."""
    low: float | None
    """Place of the interval's left end; None: no interval."""
    high: float | None

    @property
    def unscaled(self) -> bool:
        """Whether there is a difference, but no scale for it."""
        return self.at is None and bool(self.change)


class Section(NamedTuple):
    """Rows under a heading."""

    heading: str
    rows: tuple[Row, ...]


def sections(result: Result, variant: str, most: int) -> tuple[list[Section], int]:
    """Set out a variant beside the baseline, group by group.

    Parameters
    ----------
    result : Result
        With at least two variants.
    variant : str
        Not the baseline.
    most : int
        Rows and headings that there is room for. Those that decide go first, then money and what
        follows.

    Returns
    -------
    sections : list of Section
        Groups that have rows.
    left_out : int
        How many rows there was no room for.
    """
    chosen = _chosen(result, variant)
    shown = {found.measure: found for found in _that_fit(chosen, most)}
    found_in = [
        Section(heading, tuple(row(result, shown[key]) for key in keys if key in shown))
        for heading, keys in GROUPS.items()
    ]
    return [section for section in found_in if section.rows], len(chosen) - len(shown)


def _that_fit(chosen: Sequence[Comparison], most: int) -> Sequence[Comparison]:
    """Take as many as there is room for with the headings of their groups."""
    count = len(chosen)
    while count > 1 and count + len({GROUP[found.measure] for found in chosen[:count]}) > most:
        count -= 1
    return chosen[:count]


def _chosen(result: Result, variant: str) -> list[Comparison]:
    """List the comparisons to show: those that decide, then those of the table by their worth."""
    family = decided(result, variant)
    keys = {found.measure for found in family}
    rows = sorted((*rows_of(result), *follows_of(result)), key=_worth)
    others = (result.comparison(variant, key) for key in rows if key not in keys)
    return [*family, *(found for found in others if met(result, found))]


def _worth(key: str) -> int:
    """Rank a row: who is resolved, money and what follows, fixes included, before all others."""
    if key in LAST:
        return 2 + LAST.index(key)
    first = GROUP[key] in ("What it costs", "What follows")
    return 0 if first or key in ("share_resolved", "contacts_avoided") else 1


def row(
    result: Result, found: Comparison, label: str = "", column: Sequence[Comparison] = ()
) -> Row:
    """Set out one comparison, under the name of its measure or a label.

    Its values have the unit and the digits of all comparisons of the measure in its `column`.
    """
    column = (found, *column)
    every = [value for each in column for value in ends(result, each)]
    digits, unit = row_digits(result, found.measure, found, *every)
    unit = unit.replace(", ", " ")
    shared = min(
        (row_digits(result, each.measure, each, *every)[0] for each in column),
        key=lambda chosen: chosen.places,
    )
    before, after = (_value(shared, unit, value) for value in ends(result, found))
    step = step_of(result, found)
    at, low, high = (place(found, end, step) for end in (found.difference, found.low, found.high))
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Row(
        label or label_of(result, found.measure),
        before,
        after,
        _change(digits, unit, found.difference),
        _interval(digits, found),
        found.verdict,
        TONES.get(found.verdict, ""),
        at,
        low,
        high,
    )


def _value(digits: Scale, unit: str, value: float | None) -> str:
    return MISSING if value is None else digits.fit(value, 9) + unit


def _change(digits: Scale, unit: str, amount: float | None) -> str:
    if amount is None:
        return ""
    return digits.change(amount) + (digits.points or unit)


def _interval(digits: Scale, found: Comparison) -> str:
    """Write an interval; ``exact`` where all replications agree."""
    if found.low is None or found.high is None:
        return ""
    if found.low == found.high:
        return "exact"
    low, high = digits.change(found.low), digits.change(found.high)
    return low if low == high else f"{low} to {high}"


def step_of(result: Result, found: Comparison) -> float:
    """Give one step of the scale, in the unit of the measure; 0 where there is no scale.

    The smallest difference that matters, or else a part of the baseline's value, unless the digits
    of the row would show so small a part as 0.
    """
    if found.threshold:
        return found.threshold
    before, after = ends(result, found)
    step = RECORD * abs(before or 0.0)
    digits, _ = row_digits(result, found.measure, found, before, after)
    return step if digits.change(step).strip("0.") else 0.0


def place(found: Comparison, amount: float | None, step: float) -> float | None:
    """Give the place of a difference on the scale: right is better, 1 is `FURTHEST` steps."""
    if amount is None or not step:
        return None
    side = -1.0 if found.better == "lower" else 1.0
    return asinh(side * amount / step) / asinh(FURTHEST)
