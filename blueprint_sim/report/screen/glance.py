"""All variants side by side in a few measures, each marked where it decides."""

from __future__ import annotations

from blueprint_sim.report.screen.columns import left, right, wrap
from blueprint_sim.report.screen.paper import COLUMNS, Paper
from blueprint_sim.report.screen.table import column_digits, mark
from blueprint_sim.report.speech.money import label, priced
from blueprint_sim.report.speech.numbers import Scale, listed
from blueprint_sim.report.speech.phrases import phrase
from blueprint_sim.report.speech.spans import TONES
from blueprint_sim.report.speech.words import decisive
from blueprint_sim.studies.result import Result, VariantResult, Verdict

LOST = ("share_abandoned", "share_balked", "share_blocked", "share_walked_away")
"""Ends that are one column: a customer meets one of them at most."""
HEADS = {
    "misery_mean": "moments of misery",
    "wait_mean": "wait",
    "share_blocked": "turned away",
    "lost": "lost",
    "share_resolved": "resolved",
}
"""Heads that are shorter than the labels of other tables."""
USUAL = (*HEADS, "cost_per_resolved", "staff_cost")
"""What stands beside what decides, as far as there is room."""
MOST = 7
"""Columns that leave room for a label."""
CELL = 9
TALL = 5
"""Lines that a head may take."""


def glance(result: Result, paper: Paper) -> list[str]:
    """Set all variants side by side, and say below what the marks and columns mean."""
    keys = _chosen(result)
    room = COLUMNS - CELL * len(keys)
    heads = [wrap(_head(result, key), CELL - 1, TALL) for key in keys]
    tall = max(len(head) for head in heads)
    filled = [[""] * (tall - len(head)) + head for head in heads]
    lines = [
        paper.ink(" " * room + "".join(right(head[row], CELL) for head in filled), "dim")
        for row in range(tall)
    ]
    for variant in result.variants.values():
        first, *more = wrap(variant.label, room - 1, 4)
        cells = [_marked(*_cell(result, variant, key), paper) for key in keys]
        lines += [left(first, room) + "".join(cells), *more]
        if variant.name != variant.label:
            lines += [paper.ink(f"  {text}", "dim") for text in wrap(variant.name, room - 3)]
    return [line.rstrip() for line in [*lines, *_legend(result, keys, paper)]]


def _legend(result: Result, keys: list[str], paper: Paper) -> list[str]:
    """Explain the four marks, and what *lost* adds up."""
    marks = ", ".join(
        f"{mark(word)} {word.value}"
        for word in (Verdict.BETTER, Verdict.WORSE, Verdict.SAME, Verdict.UNKNOWN)
    )
    said = [f"After a number: {marks}."]
    if "lost" in keys:
        met = [phrase(key).label.lower() for key in LOST if _any(result, key)]
        said.append(f"Lost: {listed(met)}.")
    return ["", *(line for text in said for line in paper.paragraph([(text, "")], "dim"))]


def _chosen(result: Result) -> list[str]:
    """Choose measures: those that decide, in the order of the catalogue, then the usual."""
    usual = [key for key in USUAL if _shown(result, key)]
    catalogue = result.variants[result.baseline].measures
    extra = [key for key in catalogue if key in decisive(result) and key not in USUAL]
    extra = [key for key in extra if priced(result) or catalogue[key].unit != "currency"]
    needed = [key for key in usual if key in decisive(result) or key in ("staff_cost", "lost")]
    rest = [key for key in usual if key not in needed]
    chosen = [*extra, *needed, *rest][:MOST]
    return sorted(chosen, key=[*extra, *USUAL].index)


def _shown(result: Result, key: str) -> bool:
    if key == "lost":
        return any(_any(result, part) for part in LOST)
    if key == "share_blocked":
        return _any(result, key) or key in decisive(result)
    return priced(result) or key not in ("cost_per_resolved", "staff_cost")


def _any(result: Result, key: str) -> bool:
    return any(found.measures[key].mean for found in result.variants.values())


def _head(result: Result, key: str) -> str:
    head = HEADS.get(key) or label(result, key)
    return head if key == "lost" else head + column_digits(result, key)[1]


def _cell(result: Result, variant: VariantResult, key: str) -> tuple[str, Verdict | None]:
    if key == "lost":
        return _lost(result).fit(sum(variant.measures[k].mean or 0.0 for k in LOST), CELL - 3), None
    text = column_digits(result, key)[0].fit(variant.measures[key].mean, CELL - 3)
    if variant.name == result.baseline:
        return text, None
    return text, result.comparison(variant.name, key).verdict


def _lost(result: Result) -> Scale:
    """Choose the digits of a sum: those of its coarsest part."""
    return min(
        (column_digits(result, key)[0] for key in LOST if _any(result, key)),
        key=lambda digits: digits.places,
    )


def _marked(text: str, verdict: Verdict | None, paper: Paper) -> str:
    """Write a number with its mark after it, numbers in line with each other."""
    return paper.ink(f"{right(text, CELL - 2)} {mark(verdict)}", TONES.get(verdict, ""))
