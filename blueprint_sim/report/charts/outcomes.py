"""How issues end: stacked bars for everybody, for each persona and for each reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from blueprint_sim.report import titles
from blueprint_sim.report.canvas import Canvas, width_of
from blueprint_sim.report.charts import patterns
from blueprint_sim.report.charts.frame import Frame, basis, frame, led
from blueprint_sim.report.charts.lettering import LEADING, block, shrinking, typeset, write
from blueprint_sim.report.charts.placing import Box
from blueprint_sim.report.charts.series import Series
from blueprint_sim.report.ink.palette import TYPE, Theme
from blueprint_sim.report.speech.names import Names
from blueprint_sim.report.speech.numbers import Scale, possible
from blueprint_sim.report.titles.labels import short
from blueprint_sim.report.titles.met import ENDS, share_digits
from blueprint_sim.studies.result import Estimate, Result

BARS = 18
"""Bars that a page has room for."""
LEFT, RIGHT = 6.1, 13.55
ROOMY = 1.0
ABOVE = 0.62
"""What the legend takes above the first bar, in inches."""
BETWEEN = 0.3
"""Room between two groups, in bars."""


class Group(NamedTuple):
    """Customers whose endings are shown together: one bar a variant."""

    label: str
    aside: str
    """What tells them: persona, reason; empty for everybody."""
    shares: tuple[Mapping[str, Estimate], ...]
    """By variant."""


def outcomes(result: Result, variants: Sequence[str], names: Names, theme: Theme) -> Canvas:
    """Draw how issues end.

    Parameters
    ----------
    result : Result
        What was found.
    variants : sequence of str
        Those to show, the baseline first.
    names : Names
        What people call personas and reasons.
    theme : Theme
        Light or dark.

    Returns
    -------
    Canvas
        16 inches wide, and as high as it needs to be: 9 at most.
    """
    series = Series.of(result, variants, theme)
    shown = series.only(result)
    found = groups(shown, names)
    fit = max(1, BARS // len(shown.variants))
    subtitle = led(result.scenario, "how issues end, in percent of the customers of each row")
    notes = [
        *basis(short(shown)),
        "The first share of a bar is that resolved"
        + ("." if result.replications == 1 else "; its 95% interval stands to the right."),
        f"{len(found) - fit} smaller groups are in the tables." if len(found) > fit else "",
    ]
    digits = share_digits(result)
    need = ABOVE + ROOMY * _bars(found[:fit])
    page = frame(theme, titles.outcomes(shown, digits), subtitle, notes, need=need)
    _paint(page, found[:fit], shown, series, digits)
    return page.canvas


def bars_for(result: Result) -> int:
    """Say how many variants one picture has room for: from two to four."""
    count = len(groups(result, Names()))
    return max(2, min(4, BARS // count))


def groups(result: Result, names: Names) -> list[Group]:
    """List everybody, then personas and reasons, each as large in customers as they come."""
    variants = list(result.variants.values())
    found = [Group("All customers", "", tuple(v.measures for v in variants))]
    personas = [
        Group(names.persona(key), "persona", tuple(v.personas.get(key, {}) for v in variants))
        for key in _keys([v.personas for v in variants])
    ]
    reasons = [
        Group(names.reason(key), "reason", tuple(v.reasons.get(key, {}) for v in variants))
        for key in _keys([v.reasons for v in variants])
    ]
    return [*found, *personas, *reasons]


def _keys(grouped: list[Mapping[str, Mapping[str, Estimate]]]) -> list[str]:
    """List groups, the largest first, then by name."""
    size: dict[str, float] = {}
    for groups in grouped:
        for key, measures in groups.items():
            many = measures.get("customers")
            size[key] = max(size.get(key, 0.0), (many.mean or 0.0) if many else 0.0)
    return sorted(size, key=lambda key: (-size[key], key))


def _bars(found: list[Group]) -> float:
    """Count bars, with the room between groups."""
    return sum(len(group.shares) + BETWEEN for group in found)


def _paint(page: Frame, found: list[Group], result: Result, series: Series, digits: Scale) -> None:
    canvas, top = page.canvas, page.top + ABOVE
    theme = canvas.theme
    _legend(page, found, theme)
    pitch = min(ROOMY, (page.bottom - top) / _bars(found))
    y = top
    labels = [variant.label for variant in result.variants.values()]
    for number, group in enumerate(found):
        if number:
            rule = y - BETWEEN * pitch / 2
            canvas.line([(page.left, rule), (page.right, rule)], 0.75, theme.hairline)
        _group(page, group, y, pitch, labels, series, digits)
        y += (len(group.shares) + BETWEEN) * pitch


def _legend(page: Frame, found: list[Group], theme: Theme) -> None:
    """Name the ways to end that occur, each beside its fill, above the bars."""
    looks, x, y = patterns.fills(theme), LEFT, page.top + 0.3
    met = [key for key in ENDS if any(_mean(s, key) for g in found for s in g.shares)]
    wide = sum(width_of(ENDS[key], 14) + 0.55 for key in met)
    x = max(page.left, min(LEFT, page.right - wide))
    for key in met:
        patterns.paint(page.canvas, Box(x, y - 0.1, x + 0.26, y + 0.1), looks[key])
        page.canvas.text(x + 0.33, y, ENDS[key], 14, theme.ink, valign="middle")
        x += width_of(ENDS[key], 14) + 0.55


def _mean(shares: Mapping[str, Estimate], key: str) -> float:
    estimate = shares.get(key)
    return (estimate.mean or 0.0) if estimate else 0.0


def _group(
    page: Frame,
    group: Group,
    y: float,
    pitch: float,
    labels: list[str],
    series: Series,
    digits: Scale,
) -> None:
    canvas, theme = page.canvas, page.canvas.theme
    tall = len(group.shares) * pitch
    most = max(1, int(tall / 0.24) - (1 if group.aside else 0))
    head = block(group.label, 2.6, shrinking(15), bold=True, most=min(3, most))
    middle = y + tall / 2
    shift = 0.12 if group.aside and tall > 0.5 else 0.0
    write(canvas, page.left, middle - shift, head, theme.ink, middle=True)
    if shift:
        drop = (len(head.lines) - 1) * head.size * 1.28 / 144 + 0.14
        canvas.text(page.left, middle + drop, group.aside, TYPE.note, theme.second_ink,
                    valign="middle")  # fmt: skip
    for number, (shares, label) in enumerate(zip(group.shares, labels, strict=True)):
        at = y + (number + 0.5) * pitch
        sizes = shrinking(min(17.0, max(14.0, pitch * 30)))
        name = block(label, 2.95, sizes, most=2 if pitch > 2 * sizes[-1] * LEADING / 72 else 1)
        write(canvas, LEFT - 0.15, at, name, series.colours[number], align="right", middle=True)
        _bar(canvas, shares, at, pitch * (0.8 if pitch < 0.6 else 0.65), digits)


def _bar(
    canvas: Canvas, shares: Mapping[str, Estimate], y: float, tall: float, digits: Scale
) -> None:
    looks, x = patterns.fills(canvas.theme), LEFT
    if not any(_mean(shares, key) for key in ENDS):
        canvas.text(LEFT, y, "nobody", TYPE.note, canvas.theme.second_ink, valign="middle")
        return
    for key in ENDS:
        width = _mean(shares, key) * (RIGHT - LEFT)
        if width > 0:
            patterns.paint(canvas, Box(x, y - tall / 2, x + width, y + tall / 2), looks[key])
            _inside(canvas, digits.value(shares[key].mean), x, width, y, looks[key])
            canvas.line([(x, y - tall / 2), (x, y + tall / 2)], 1.0, canvas.theme.page)
        x += width
    resolved = shares["share_resolved"]
    canvas.text(RIGHT + 0.15, y, _interval(resolved, digits), TYPE.note, canvas.theme.second_ink,
                valign="middle")  # fmt: skip


def _inside(
    canvas: Canvas, text: str, x: float, width: float, y: float, look: patterns.Fill
) -> None:
    """Write a share into its part of the bar, if it is wide enough."""
    if width_of(text, 14, True) + 0.1 <= width:
        halo = None if look.kind in ("plain", "hollow") else look.ground
        canvas.text(x + width / 2, y, text, 14, look.ink, bold=True, align="middle",
                    valign="middle", halo=halo)  # fmt: skip


def _interval(share: Estimate, digits: Scale) -> str:
    """Write ``76 to 80%``, as far as shares go; nothing without an interval."""
    low, high = possible("share", share.low, share.high)
    if low is None or high is None:
        return ""
    if digits.value(low) == digits.value(high):
        return typeset(digits.value(low))
    return typeset(f"{digits._replace(suffix='').value(low)} to {digits.value(high)}")
