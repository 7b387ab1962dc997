"""Waits for a person: what share is longer than any given time, and than what is acceptable."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from blueprint_sim.report import titles
from blueprint_sim.report.canvas import Canvas, width_of
from blueprint_sim.report.charts import curves
from blueprint_sim.report.charts.axis import ticks
from blueprint_sim.report.charts.frame import (
    EMPTY,
    HEIGHT,
    Frame,
    basis,
    empty,
    frame,
    led,
    off_the_line,
    without_a_wait,
)
from blueprint_sim.report.charts.lettering import block, shrinking, write
from blueprint_sim.report.charts.placing import Box, Crowd
from blueprint_sim.report.charts.series import Series
from blueprint_sim.report.ink.marks import Point
from blueprint_sim.report.ink.palette import TYPE, Theme, mix
from blueprint_sim.report.screen.table import column_digits
from blueprint_sim.report.speech.numbers import Scale, possible
from blueprint_sim.report.titles.labels import short
from blueprint_sim.report.titles.met import limit, over_digits, per_customer
from blueprint_sim.studies.result import Result, VariantResult, Waits

LEFT, RIGHT = 1.25, 11.6
ASIDE = 12.1
"""Where the shares beyond the acceptable wait are listed, in inches."""
LONGEST = 99
"""Percent of the waits that are drawn: the longest 1 in 100 would take most of the room."""


class _Plot(NamedTuple):
    top: float
    bottom: float
    reach: float
    """The longest time on the scale, in its unit."""
    factor: float
    """Units of the scale in a minute."""
    most: float
    """The largest share on the scale."""

    def at(self, minutes: float, share: float) -> Point:
        """Place a share of waits longer than so many minutes."""
        x = LEFT + (RIGHT - LEFT) * min(1.0, minutes * self.factor / self.reach)
        return x, self.bottom - (self.bottom - self.top) * share / self.most


def waits(result: Result, variants: Sequence[str], theme: Theme) -> Canvas:
    """Draw the waits for a person.

    Parameters
    ----------
    result : Result
        What was found.
    variants : sequence of str
        Those to show, the baseline first.
    theme : Theme
        Light or dark.

    Returns
    -------
    Canvas
        16 inches wide, and as high as it needs to be: 9 at most.
    """
    series = Series.of(result, variants, theme)
    shown = series.only(result)
    subtitle = led(result.scenario, "share of waits for a person that are longer than a time")
    notes = [
        *basis(short(shown)),
        without_a_wait(short(shown)),
        off_the_line(short(shown)),
        "" if result.replications == 1 else "In brackets: 95% intervals.",
        "Every wait counts by itself; answered at once is a wait of nothing. Each: a customer.",
        f"The longest {100 - LONGEST} in 100 are not drawn.",
    ]
    need = HEIGHT if any(found.waits.quantiles for found in shown.variants.values()) else EMPTY
    page = frame(theme, titles.waits(shown), subtitle, notes, need=need)
    _paint(page, shown, series, list(result.variants.values()))
    return page.canvas


def survival(waits: Waits) -> list[tuple[float, float]]:
    """List (minutes, share of waits longer than that), from no wait on.

    Parameters
    ----------
    waits : Waits
        With quantiles at 0 to 100%.

    Returns
    -------
    list of (float, float)
        Empty if nobody asked for a person.
    """
    if not waits.quantiles:
        return []
    at_once = max((p for p, time in enumerate(waits.quantiles) if time <= 0), default=0)
    return [
        (max(0.0, time), 1 - p / 100)
        for p, time in enumerate(waits.quantiles)
        if at_once <= p <= LONGEST
    ]


def _paint(page: Frame, result: Result, series: Series, every: list[VariantResult]) -> None:
    """Draw some variants on a scale that has room for `every` one: pictures of a run compare."""
    found = list(result.variants.values())
    if not any(variant.waits.quantiles for variant in found):
        empty(page, "No wait for a person")
        return
    drawn = [survival(variant.waits) for variant in every]
    longest = max((points[-1][0] for points in drawn if points), default=0.0)
    accepted = _accepted(found)
    longest = max(longest, 1.15 * (accepted or 0.0))
    factor = 60.0 if longest < 2 else 1.0
    times = ticks(longest * factor)
    shares = ticks(100 * max((points[0][1] for points in drawn if points), default=1.0), 5)
    most = min(1.0, shares[-1] / 100)
    plot = _Plot(page.top + 0.15, page.bottom - 0.62, times[-1], factor, most)
    crowd = Crowd(Box(LEFT, plot.top, RIGHT, plot.bottom))
    if accepted is not None:
        _limit(page.canvas, plot, accepted, crowd)
    _scale(page.canvas, plot, times, shares, crowd)
    lines = _curves(page.canvas, found, series, plot, crowd)
    if accepted is not None:
        _said_of_limit(page.canvas, plot, accepted, crowd)
    curves.label(page.canvas, lines, crowd)
    _aside(page, plot, result, series)


def _accepted(found: list[VariantResult]) -> float | None:
    """Give the acceptable wait, in minutes; None if it depends on who waits."""
    accepted = {variant.waits.acceptable for variant in found}
    return accepted.pop() if len(accepted) == 1 else None


def _scale(
    canvas: Canvas, plot: _Plot, times: tuple[float, ...], shares: tuple[float, ...], crowd: Crowd
) -> None:
    theme = canvas.theme
    for percent in shares:
        x, y = plot.at(0, percent / 100)
        strong = percent == 0
        crowd.add_line([(LEFT, y), (RIGHT, y)], 0.6)
        canvas.line([(LEFT, y), (RIGHT, y)], 1.5 if strong else 0.75,
                    theme.edge if strong else theme.hairline)  # fmt: skip
        canvas.text(x - 0.12, y, f"{percent:g}%", 15, theme.ink, align="right", valign="middle")
    for time in times:
        x, y = plot.at(time / plot.factor, 0)
        canvas.line([(x, y), (x, y + 0.07)], 1.0, theme.edge)
        canvas.text(x, y + 0.13, f"{time:,g}", 15, theme.ink, align="middle", valign="top")
    said = "seconds of waiting" if plot.factor > 1 else "minutes of waiting"
    canvas.text((LEFT + RIGHT) / 2, plot.bottom + 0.42, said, TYPE.note, theme.second_ink,
                align="middle", valign="top")  # fmt: skip


def _limit(canvas: Canvas, plot: _Plot, accepted: float, crowd: Crowd) -> None:
    """Mark the acceptable wait, and shade what is longer."""
    theme = canvas.theme
    x, top = plot.at(accepted, plot.most)
    canvas.rect(x, top, RIGHT - x, plot.bottom - top, fill=mix(theme.misery_zone, theme.page, 0.6))
    canvas.line([(x, top), (x, plot.bottom)], 2.0, theme.bad, dash=(4, 2.5))
    crowd.add_line([(x, top), (x, plot.bottom)], 8.0)


def _said_of_limit(canvas: Canvas, plot: _Plot, accepted: float, crowd: Crowd) -> None:
    """Write beyond the acceptable wait what lies there, where no curve runs: up and left, if so."""
    x, top = plot.at(accepted, plot.most)
    left = x + 0.25
    found = block("longer than acceptable", RIGHT - left, shrinking(15), bold=True, most=2)
    wide, high = found.width, found.height
    steps = [
        (0.3 * across, 0.3 * down)
        for across in range(int((RIGHT - left - wide) / 0.3) + 1)
        for down in range(int((plot.bottom - top - high) / 0.3) + 1)
    ]
    box = crowd.put(
        (Box(left + dx, top + 0.06 + dy, left + dx + wide, top + 0.06 + dy + high), 0.1 * (dx + dy))
        for dx, dy in steps
    )
    write(canvas, box.left, box.centre[1], found, canvas.theme.bad, middle=True)


def _curves(
    canvas: Canvas, found: list[VariantResult], series: Series, plot: _Plot, crowd: Crowd
) -> list[curves.Curve]:
    """Draw the curves; give them as they are to be labelled."""
    drawn = []
    for variant, _, colour, marker in zip(found, *series, strict=True):
        points = [plot.at(*point) for point in survival(variant.waits)]
        if points:
            drawn.append(curves.Curve(points, variant.label, "", colour, marker))
    for curve in drawn:
        if len(curve.points) > 1:
            canvas.line(curve.points, 3.5, curve.colour)
        else:
            canvas.disc(*curve.points[0], 0.07, fill=curve.colour)
        crowd.add_line(curves.thinned(curve.points), 6.0)
    return drawn


def _aside(page: Frame, plot: _Plot, result: Result, series: Series) -> None:
    """List what share of the waits is longer than acceptable, variant by variant."""
    canvas, theme = page.canvas, page.canvas.theme
    what = limit(result)
    digits = over_digits(result)
    head = "Longer than is acceptable" if what.startswith("is ") else f"Longer than {what}"
    canvas.text(ASIDE, plot.top, head, 17, theme.ink, bold=True, valign="top")
    room = min(1.45, (plot.bottom - plot.top - 0.4) / len(result.variants))
    most = 2 if room > 1.15 else 1
    for number, variant in enumerate(result.variants.values()):
        y = plot.top + 0.55 + number * room
        label = block(variant.label, page.right - ASIDE, shrinking(15), bold=True, most=most)
        write(canvas, ASIDE, y, label, series.colours[number])
        share, interval = _share(variant.waits, digits)
        y += label.height + 0.06
        canvas.text(ASIDE, y, share, 24, series.colours[number], bold=True, valign="top")
        x = ASIDE + width_of(share, 24, True) + 0.15
        canvas.text(x, y + 0.1, interval, TYPE.note, theme.second_ink, valign="top")
        every = block(_all(result, variant), page.right - ASIDE, (TYPE.note,))
        write(canvas, ASIDE, y + 0.36, every, theme.second_ink)


def _all(result: Result, variant: VariantResult) -> str:
    """Write ``of 2.1 waits each, 18.2 min in all``; nothing where nobody waits."""
    total = variant.measures["wait_mean"]
    if not variant.waits.quantiles or total.mean is None:
        return ""
    digits, unit = column_digits(result, "wait_mean")
    said = digits.value(total.mean) + unit.replace(", ", " ")
    return f"of {per_customer(variant)} waits each, {said} in all"


def _share(found: Waits, digits: Scale) -> tuple[str, str]:
    """Write ``41%`` and ``39 to 43%``; why not, where there is none."""
    share = found.share_over
    if not found.quantiles or share.mean is None:
        return "\u2013", "nobody asks for a person"
    low, high = possible("share", share.low, share.high)
    if low is None or high is None or digits.value(low) == digits.value(high):
        return digits.value(share.mean), ""
    return digits.value(
        share.mean
    ), f"({digits._replace(suffix='').value(low)} to {digits.value(high)})"
