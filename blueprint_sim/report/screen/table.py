"""The table of a page: one variant by itself, or beside the baseline, measure by measure."""

from __future__ import annotations

from itertools import zip_longest

from blueprint_sim.report.screen.columns import left, right, wrap
from blueprint_sim.report.screen.paper import Paper
from blueprint_sim.report.speech.asides import decided
from blueprint_sim.report.speech.differences import UNFINISHED, by_day, ends
from blueprint_sim.report.speech.money import besides_staff, costs_money, label, priced
from blueprint_sim.report.speech.numbers import Scale, cents, in_seconds, scale
from blueprint_sim.report.speech.phrases import BY_DAY
from blueprint_sim.report.speech.spans import TONES
from blueprint_sim.report.speech.words import deciding
from blueprint_sim.studies.result import Comparison, Estimate, Result, Verdict

WIDTHS = (20, 8, 8, 23, 17)
TALL = 10
"""Lines that a label may take in a table."""
MARKS = {
    Verdict.BETTER: "+",
    Verdict.WORSE: "-",
    Verdict.SAME: "=",
    Verdict.IDENTICAL: "=",
    Verdict.UNKNOWN: "?",
}
BOTH_WAYS, BOTH_IN_ASCII = "\N{PLUS-MINUS SIGN}", "~"
"""Better on one measure that decides, and worse on another."""
ROWS = (
    "misery_mean",
    "wait_mean",
    "wait_p90",
    "share_called_back",
    "callback_wait_mean",
    "share_abandoned",
    "share_balked",
    "share_blocked",
    "share_walked_away",
    "share_dead_end",
    "share_unfinished",
    "share_resolved",
    "effort_mean",
    "handoffs_mean",
    "repeat_questions_mean",
    "contacts_mean",
    "share_promises_broken",
    "memory_mean",
    "valence_mean",
    "contacts_avoided",
    "cost_per_resolved",
    "staff_cost",
    "fix_cost",
    "cost_total",
)
"""What the table shows besides the measures that decide."""
DIFFERENT = "what is told of a customer or an issue speaks of different people"
"""Beside a variant to which other people come than to the baseline."""
FOLLOWING = "what follows"
FOLLOWS = (
    *("share_churned", "churn_cost", "told_mean", "told_total"),
    *("event_cost", "event_earnings"),
)
"""What the table shows of what follows; all who are told only where other people come."""
IF_ANY = (
    "event_cost",
    "event_earnings",
    "share_called_back",
    "callback_wait_mean",
    "share_balked",
    "share_blocked",
    "share_walked_away",
    "share_dead_end",
    "share_unfinished",
    "share_promises_broken",
    "contacts_avoided",
    "fix_cost",
)
"""Left out where nobody met it."""


def mark(verdict: Verdict | None) -> str:
    """Give the mark of a verdict: ``+``, ``-``, ``=``, ``?`` or a space."""
    return MARKS.get(verdict, " ") if verdict else " "


def leaning_mark(verdict: Verdict | None, *, unicode: bool = True) -> str:
    """Give the mark of a headline; it has a mark of its own where it points both ways."""
    both = BOTH_WAYS if unicode else BOTH_IN_ASCII
    return mark(verdict) if verdict else both


def alone(result: Result, paper: Paper) -> list[str]:
    """Set out a single variant: each measure with its 95% interval."""
    found = result.variants[result.baseline]
    lines = [paper.ink(_line("measure", "", "", "value (95%)", ""), "dim")]
    for key in rows_of(result):
        estimate = found.measures[key]
        if estimate.mean if key in IF_ANY else estimate.mean is not None:
            lines += _alone(result, key, estimate)
    if keys := follows_of(result):
        lines += ["", paper.ink(FOLLOWING, "dim")]
        lines += [line for key in keys for line in _alone(result, key, found.measures[key])]
    return lines


def _alone(result: Result, key: str, estimate: Estimate) -> list[str]:
    digits, unit = row_digits(result, key, estimate, estimate.mean)
    text = digits.value(estimate.mean)
    low, high = digits.value(estimate.low), digits.value(estimate.high)
    if low != high:
        text += f" ({low} to {high})"
    first, *more = wrap(label(result, key) + unit, WIDTHS[0])
    return [_line(first, "", "", text, ""), *more]


def rows_of(result: Result) -> tuple[str, ...]:
    """List the measures to show; none of money where nothing costs anything.

    The cost of all, where anything but staff costs or earns: else it is that of staff.
    """
    keys = [key for key in ROWS if priced(result) or not costs_money(key)]
    return tuple(key for key in keys if key != "cost_total" or besides_staff(result))


def follows_of(result: Result) -> tuple[str, ...]:
    """List the measures of what follows that some variant has anything to show of."""
    found = [variant.measures for variant in result.variants.values()]
    keys = [key for key in FOLLOWS if key != "told_total" or result.different_people]
    return tuple(
        key
        for key in keys
        if any(one[key].mean if key in IF_ANY else one[key].mean is not None for one in found)
    )


def comparison(result: Result, variant: str, paper: Paper) -> list[str]:
    """Set a variant beside the baseline: first the measures that decide, then the others."""
    first = deciding(result, variant)
    family = sorted(decided(result, variant), key=lambda found: found.measure != first)
    keys = {found.measure for found in family}
    others = [result.comparison(variant, key) for key in rows_of(result) if key not in keys]
    lines = _heading(result, variant, paper)
    for found in family:
        lines += _row(result, found, paper)
    different = variant in result.different_people
    remark = paper.paragraph([(DIFFERENT, "")], "dim") if different else []
    follows = [result.comparison(variant, key) for key in follows_of(result) if key not in keys]
    for heading, group in (("for the record", others), (FOLLOWING, follows)):
        if shown := [found for found in group if met(result, found)]:
            own = "" if result.replications == 1 else ", each with its own 95% interval"
            lines += ["", paper.ink(heading + own, "dim"), *remark]
            lines += [line for found in shown for line in _row(result, found, paper)]
    return lines


def _heading(result: Result, variant: str, paper: Paper) -> list[str]:
    alone = sum(found.in_family for found in result.comparisons) == 1
    together = [] if result.replications == 1 else ["(95%)" if alone else "(95% together)"]
    cells = [
        ["measure"],
        wrap(result.variants[result.baseline].label, WIDTHS[1], TALL),
        wrap(result.variants[variant].label, WIDTHS[2], TALL),
        ["difference", *together],
        ["  verdict"],
    ]
    tall = max(len(cell) for cell in cells)
    rows = zip(*([""] * (tall - len(cell)) + cell for cell in cells), strict=True)
    return [paper.ink(_line(*row), "dim") for row in rows]


def _line(*cells: str) -> str:
    """Lay cells side by side: the first and the last to the left, the others to the right."""
    aligned = [
        left(cell, columns) if place in (0, len(cells) - 1) else right(cell, columns)
        for place, (cell, columns) in enumerate(zip(cells, WIDTHS, strict=True))
    ]
    return " ".join(aligned).rstrip()


def met(result: Result, found: Comparison) -> bool:
    """Tell whether a measure has anything to show, on either side."""
    values = ends(result, found)
    if found.measure == "share_unfinished":
        return any(value and value > UNFINISHED for value in values)
    if found.measure in IF_ANY:
        return any(values)
    return any(value is not None for value in values)


def _row(result: Result, found: Comparison, paper: Paper) -> list[str]:
    """One measure; the verdict, or an interval that is too wide, goes on to a second line."""
    values = ends(result, found)
    digits, unit = row_digits(result, found.measure, found, *values)
    named = label(result, found.measure) + unit
    change, interval = _change(found, digits)
    said = wrap(found.verdict.value, WIDTHS[4] - 2) if found.verdict else [""]
    difference = [f"{change} {interval}".rstrip()]
    if not _fits(change, interval):
        difference = [change, right(interval, WIDTHS[3])]
    shown = (digits.fit(value, columns) for value, columns in zip(values, WIDTHS[1:], strict=False))
    cells = (wrap(named, WIDTHS[0]), *([value] for value in shown), difference, [""])
    lines = [_line(*row) for row in zip_longest(*cells, fillvalue="")]
    return _with_verdict(lines, said, found.verdict, paper)


def _with_verdict(
    lines: list[str], said: list[str], verdict: Verdict | None, paper: Paper
) -> list[str]:
    if verdict is None:
        return lines
    style = TONES.get(verdict, "")
    margin = sum(WIDTHS[:4]) + 4
    lines += [""] * (len(said) - len(lines))
    marks = [mark(verdict), *" " * len(said)]
    for number, (sign, text) in enumerate(zip(marks, said, strict=False)):
        shown = paper.ink(f"{sign} {text}".rstrip(), "bold", style)
        lines[number] = left(lines[number], margin) + shown
    return lines


def row_digits(
    result: Result, key: str, interval: Estimate | Comparison, *values: float | None
) -> tuple[Scale, str]:
    """Choose digits and unit of a row: seconds if all is under a minute, some money by the day."""
    digits = scale(interval.unit, interval.low, interval.high, *values)
    if key in BY_DAY:
        a_day = [value / result.days for value in values if value is not None]
        if interval.unit == "currency":
            return digits._replace(factor=1 / result.days, places=cents(*a_day)), ""
        return by_day(result, key, interval.unit, interval.low, interval.high, *values), ""
    if interval.unit != "min":
        return digits, ""
    if in_seconds(*values):
        return digits._replace(factor=60.0, places=max(0, digits.places - 1)), ", s"
    return digits, ", min"


def column_digits(result: Result, key: str) -> tuple[Scale, str]:
    """Choose digits and unit of a column: those that its widest interval can carry."""
    estimates = [found.measures[key] for found in result.variants.values()]
    means = [e.mean for e in estimates if e.mean is not None]
    chosen = [row_digits(result, key, e, *means) for e in estimates if e.mean is not None]
    return min(chosen, key=lambda found: found[0].places, default=(Scale(), ""))


def _change(found: Comparison, digits: Scale) -> tuple[str, str]:
    """Write a difference, and its interval in brackets; no bracket without a width."""
    change = digits.apart(found.difference)
    if found.low is None or found.high is None or found.low == found.high:
        return change, ""
    ends = [digits.change(found.low), digits.change(found.high)]
    interval = f"({ends[0]} to {ends[1]})" if ends[0] != ends[1] else ""
    if _fits(change, interval):
        return change, interval
    if digits.places:
        return _change(found, digits._replace(places=digits.places - 1))
    return change, interval


def _fits(change: str, interval: str) -> bool:
    return len(change) + 1 + len(interval) <= WIDTHS[3]
