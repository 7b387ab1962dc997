"""Forests: differences beside the smallest that matters, with their intervals and verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from blueprint_sim.report import titles
from blueprint_sim.report.canvas import Canvas
from blueprint_sim.report.charts.forest_table import Head, need, table
from blueprint_sim.report.charts.frame import basis, frame, led
from blueprint_sim.report.charts.rows import Section, row, sections
from blueprint_sim.report.charts.series import Series
from blueprint_sim.report.ink.palette import Theme
from blueprint_sim.report.screen.table import DIFFERENT
from blueprint_sim.report.speech.asides import decided
from blueprint_sim.report.speech.differences import FAR, about, unfinished
from blueprint_sim.report.speech.money import label
from blueprint_sim.report.speech.numbers import counted, listed
from blueprint_sim.report.speech.phrases import lower, phrase
from blueprint_sim.report.speech.words import deciding, quoted
from blueprint_sim.report.titles.labels import short
from blueprint_sim.studies.result import Comparison, Result, Verdict

RULE = (
    "Better or worse: the whole interval lies on one side of 0. "
    "No practical difference: it lies within the grey zone."
)
"""What decides, in words."""
LINES = 23
"""Rows and headings that a page has room for at a size that can be read."""


def forest(result: Result, variant: str, theme: Theme) -> Canvas:
    """Draw one variant beside the baseline, measure by measure.

    Parameters
    ----------
    result : Result
        With at least two variants.
    variant : str
        Not the baseline.
    theme : Theme
        Light or dark.

    Returns
    -------
    Canvas
        16 inches wide, and as high as it needs to be: 9 at most.
    """
    found, left_out = sections(result, variant, LINES - 1)
    here, base = result.variants[variant], result.variants[result.baseline]
    pair = [quoted(short(result).variants[side.name]) for side in (here, base)]
    whom = "all who come" if variant in result.different_people else "the same customers"
    subtitle = led(result.scenario, f"{pair[0]} beside {pair[1]}, {whom}")
    notes = [*_basis(result, found, [variant]), *_would_tell(result, [variant]), _more(left_out)]
    looks = Series.of(result, (base.name, here.name), theme)
    heads = [Head(base.label, looks.colours[0]), Head(here.label, looks.colours[1])]
    title = titles.comparison(result, variant)
    page = frame(theme, title, subtitle, notes, need=need(found, heads))
    table(page, found, heads, _numbers_head(result))
    return page.canvas


def forest_all(result: Result, theme: Theme, measures: Sequence[str] = ()) -> Canvas:
    """Draw all variants beside the baseline, in the measures that decide.

    Parameters
    ----------
    result : Result
        With at least two variants.
    theme : Theme
        Light or dark.
    measures : sequence of str, optional
        Those of one of its `pages`; by default the first.

    Returns
    -------
    Canvas
        16 inches wide, and as high as it needs to be: 9 at most.
    """
    keys = measures or pages(result)[0]
    others = _others(result)
    shown = others[: LINES - 1]
    found = [
        _of_measure(result, key, [name for name in shown if _decides(result, name, key)])
        for key in keys
    ]
    base = quoted(short(result).variants[result.baseline])
    whom = "all who come" if result.different_people else "the same customers"
    subtitle = led(result.scenario, f"each variant beside {base}, {whom}")
    more = _more(len(others) - len(shown), "variant")
    notes = [*_basis(result, found, others), *_would_tell(result, others), more]
    heads = (Head("value", theme.ink),)
    page = frame(theme, titles.overview(result, keys), subtitle, notes, need=need(found, heads))
    table(page, found, heads, _numbers_head(result))
    return page.canvas


def pages(result: Result) -> list[list[str]]:
    """Split the measures that decide into pictures, the headline first, as far as there is room."""
    others = _others(result)
    firsts = {deciding(result, name) for name in others}
    keys = list(dict.fromkeys(c.measure for name in others for c in decided(result, name)))
    keys.sort(key=lambda key: key not in firsts)
    fit = max(1, LINES // (min(len(others), LINES - 1) + 1))
    return [keys[start : start + fit] for start in range(0, max(1, len(keys)), fit)]


def _others(result: Result) -> list[str]:
    return [name for name in result.variants if name != result.baseline]


def _decides(result: Result, variant: str, key: str) -> bool:
    return any(found.measure == key for found in decided(result, variant))


def _of_measure(result: Result, key: str, shown: list[str]) -> Section:
    value = result.variants[result.baseline].measures[key]
    column = [result.comparison(name, key) for name in shown]
    rows = tuple(
        row(result, found, result.variants[found.variant].label, column) for found in column
    )
    base = quoted(result.variants[result.baseline])
    before = rows[0].before if value.mean is not None else "no value"
    return Section(
        f"{label(result, key)}: {before} with {base}", tuple(r._replace(before="") for r in rows)
    )


def _numbers_head(result: Result) -> str:
    return "difference" if result.replications == 1 else "difference, with its 95% interval"


def _basis(result: Result, found: list[Section], variants: Sequence[str]) -> list[str]:
    """Say how often it was run, how the intervals hold, and what rows without a verdict are."""
    sides = {name: result.variants[name] for name in (result.baseline, *variants)}
    many, *left = basis(short(replace(result, variants=sides)))
    other = set(result.different_people).intersection(variants)
    but = ", but for those whom a fix keeps away" if other else ""
    said = [f"{many.removesuffix('.')}, paired: the same customers meet each variant{but}.", *left]
    family = sum(comparison.in_family for comparison in result.comparisons)
    known = any(row.low is not None for section in found for row in section.rows)
    if known:
        said.append(RULE)
    if known and family > 1:
        what = "decide" if len(result.variants) == 2 else "decide, over all variants,"
        said.append(f"The {family} intervals that {what} hold together at 95% (Bonferroni).")
    if result.replications == 1:
        said.append("One replication gives no intervals, and no verdict.")
    if any(row.verdict is None for section in found for row in section.rows):
        own = "." if result.replications == 1 else ", each with its own 95% interval."
        said.append(f"Rows without a verdict are for the record{own}")
        said += [f"There {DIFFERENT}."] if other else []
    if any(row.unscaled for section in found for row in section.rows):
        said.append("A row without a mark has no scale: the baseline is 0, or next to it.")
    return said


def _would_tell(result: Result, variants: list[str]) -> list[str]:
    """Say how many replications would tell what cannot be told yet: the fewest to the most."""
    open_ = [
        found
        for name in variants
        for found in decided(result, name)
        if found.verdict is Verdict.UNKNOWN and result.replications > 1
    ]
    uneven = [found for found in open_ if found.uneven and not found.held_back]
    if len(variants) == 1:
        others = [text for found in open_ if (text := _tells(result, found))]
        return [*others, f"{_subjects(uneven)}: {_uneven(result, uneven)}."] if uneven else others
    known = [found.needed for found in open_ if found.needed and found.needed <= FAR]
    said = [f"To tell all: about {about(max(known))} replications."] if known else []
    if uneven:
        said.insert(0, f"Where an interval would tell, but is open: {_uneven(result)}.")
    return said


def _tells(result: Result, found: Comparison) -> str:
    name = phrase(found.measure).subject
    if found.held_back:
        return f"{name} cannot be judged: {unfinished(result, found)}."
    if found.needed is None or found.uneven:
        return ""
    if found.needed > FAR:
        return f"{name}: more than {FAR:,} replications would be needed to tell."
    return f"{name}: about {about(found.needed)} replications would tell."


def _subjects(found: list[Comparison]) -> str:
    """Say ``The wait for a person and moments of misery``."""
    first, *rest = found
    return listed([phrase(first.measure).subject, *(lower(each.measure) for each in rest)])


def _uneven(result: Result, found: Sequence[Comparison] = ()) -> str:
    """Say why intervals that would tell are not relied on, and how many replications would do."""
    few = f"the replications are too uneven for {result.replications} of them to be relied on"
    most = max((each.needed or 0 for each in found), default=0)
    if not most:
        return few
    return f"{few}; {f'more than {FAR:,}' if most > FAR else f'about {about(most)}'} would do"


def _more(count: int, noun: str = "row") -> str:
    return f"{counted(count, f'more {noun}')} in the tables." if count > 0 else ""
