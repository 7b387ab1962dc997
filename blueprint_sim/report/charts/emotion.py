"""Emotion curves: how the n-th moment of truth felt, and what stays of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from blueprint_sim.report import titles
from blueprint_sim.report.canvas import Canvas, width_of
from blueprint_sim.report.charts import curves, memory, moments
from blueprint_sim.report.charts.frame import MARGIN, Frame, basis, frame, led
from blueprint_sim.report.charts.lettering import typeset
from blueprint_sim.report.charts.placing import Box, Crowd, around
from blueprint_sim.report.charts.series import Series
from blueprint_sim.report.charts.valences import LEFT, RIGHT, VALENCES, Panel, zones
from blueprint_sim.report.ink.marks import Point, towards
from blueprint_sim.report.ink.palette import TYPE, Theme
from blueprint_sim.report.speech.names import Names
from blueprint_sim.report.speech.numbers import Scale, counted
from blueprint_sim.report.titles.felt import HALF, usual
from blueprint_sim.report.titles.labels import short
from blueprint_sim.studies.result import MomentNumber, Result, VariantResult

MOST = 2
"""Variants in one picture: more bands could not be told apart."""
VALENCE = Scale(places=1)
RING = 0.16
SELDOM = (3.0, 2.0)
"""The dash of a curve where fewer than half of the customers go on, in widths of the line."""


class Drawn(NamedTuple):
    """One variant in the picture."""

    variant: VariantResult
    colour: str
    marker: str
    dashed: bool
    """Whether the edges of its band are dashed, to tell them from the other's."""


def emotion(result: Result, variants: Sequence[str], names: Names, theme: Theme) -> Canvas:
    """Draw how each moment of truth felt, for one variant or two.

    Parameters
    ----------
    result : Result
        What was found.
    variants : sequence of str
        Names of at most two.
    names : Names
        What people call the steps.
    theme : Theme
        Light or dark.

    Returns
    -------
    Canvas
        16 by 9 inches.
    """
    series = Series.of(result, variants, theme)
    drawn = [
        Drawn(result.variants[name], colour, marker, place > 0)
        for place, (name, colour, marker) in enumerate(zip(*series, strict=True))
    ]
    subtitle = (
        "How the n-th moment of truth felt. "
        "Line: the middle of all customers at each moment. Band: 8 in 10."
    )
    title = titles.emotion(result, variants, names)
    page = frame(theme, title, subtitle, _notes(series.only(result)), RIGHT - MARGIN)
    _paint(page, drawn, names, memory.digits(result, variants))
    return page.canvas


def _notes(result: Result) -> list[str]:
    said = basis(short(result))
    sure = "" if result.replications == 1 else ", with 95% intervals"
    return [
        led(result.scenario, said[0]),
        *said[1:],
        "Curves are dashed where fewer than half of the customers have so many moments, and stop "
        "at a quarter. Rings: of what half have, the moment whose middle is furthest from 0, and "
        "the last.",
        ""
        if result.replications == 1
        else "Lines and bands are means over replications, so a middle may be a feeling that "
        "nobody has.",
        f"Below: where the n-th moment is most often met{_seldom(result)}.",
        f"What stays: means over customers{sure}; memory weighs each one's own peak and "
        "end, of which the means stand below it.",
    ]


def _seldom(result: Result) -> str:
    """Explain the shares below, if there are any."""
    every = (moment for variant in result.variants.values() for moment in variant.curve)
    return ", with its share if under half" if any(m.agree < HALF for m in every) else ""


def _paint(page: Frame, drawn: list[Drawn], names: Names, digits: Scale) -> None:
    count = max((len(each.variant.curve) for each in drawn), default=0) or 1
    below = max(
        moments.height([moments.named(d.variant, names, (RIGHT - LEFT) / count) for d in drawn]),
        memory.height([d.variant for d in drawn], digits) - 0.32,
    )
    panel = Panel(page.top + 0.22, page.bottom - below - 0.32, count)
    canvas = page.canvas
    crowd = _ground(canvas, panel, any(each.variant.curve for each in drawn))
    for each in drawn:
        _band(canvas, panel, each, crowd)
    for number, each in enumerate(drawn):
        hidden = any(
            _together(_points(panel, each), _points(panel, d)) for d in drawn[number + 1 :]
        )
        _median(canvas, panel, each, crowd, 1.7 if hidden else 1.0)
    for each in drawn:
        _pills(canvas, panel, each, crowd)
    labels = [
        curves.Curve(_points(panel, each), each.variant.label, _length(each.variant), each.colour)
        for each in drawn
        if each.variant.curve
    ]
    curves.label(canvas, labels, crowd)
    y = panel.bottom + 0.32
    for each in drawn:
        found = moments.named(each.variant, names, (RIGHT - LEFT) / count)
        y = moments.write_below(canvas, found, each.variant.label, each.colour, panel.x, y)
    memory.paint(canvas, panel, [(d.variant, d.colour, d.marker) for d in drawn], digits)


def _length(variant: VariantResult) -> str:
    return f"half have {counted(len(usual(variant)), 'moment')}"


def _ground(canvas: Canvas, panel: Panel, numbered: bool) -> Crowd:
    """Draw zones, scale and the numbers of the moments."""
    theme, crowd = canvas.theme, Crowd(Box(LEFT, panel.top, RIGHT, panel.bottom))
    zones(canvas, panel, LEFT, RIGHT)
    for valence in VALENCES:
        text = typeset(f"{valence:+d}") if valence else "0"
        canvas.text(
            LEFT - 0.1, panel.y(valence), text, 16, theme.ink, align="right", valign="middle"
        )
    for text, at, colour in (("magic", 1.5, theme.good), ("misery", -1.5, theme.bad)):
        canvas.text(LEFT + 0.1, panel.y(at), text, 15, colour, bold=True, valign="middle")
        crowd.boxes.append(Box.about(LEFT + 0.45, panel.y(at), 0.8, 0.25))
    for valence in VALENCES:
        y = panel.y(valence)
        crowd.add_line([(LEFT, y), (RIGHT, y)], 2.0 if valence == 0 else 0.6)
    every = 1 if panel.moments <= 24 else 5
    for number in range(1, panel.moments + 1) if numbered else ():
        if number % every == 0 or number == 1:
            canvas.text(
                panel.x(number), panel.bottom + 0.08, str(number), TYPE.note, theme.second_ink,
                align="middle", valign="top",
            )  # fmt: skip
    return crowd


def _points(panel: Panel, drawn: Drawn) -> list[Point]:
    return [(panel.x(m.number), panel.y(m.median)) for m in drawn.variant.curve]


def _band(canvas: Canvas, panel: Panel, drawn: Drawn, crowd: Crowd) -> None:
    upper = [(panel.x(m.number), panel.y(m.high)) for m in drawn.variant.curve]
    lower = [(panel.x(m.number), panel.y(m.low)) for m in drawn.variant.curve]
    if len(upper) > 1:
        canvas.polygon([*upper, *reversed(lower)], fill=drawn.colour, opacity=0.18)
        for edge in (upper, lower):
            canvas.line(edge, 1.0, drawn.colour, dash=(5, 3) if drawn.dashed else ())
            crowd.add_line(edge, 0.4)
    elif upper:
        canvas.line([upper[0], lower[0]], 6, drawn.colour)


def _together(one: list[Point], other: list[Point]) -> bool:
    """Tell whether two curves run on top of each other somewhere."""
    both = zip(one, other, strict=False)
    near = [abs(mine[1] - theirs[1]) < 0.03 for mine, theirs in both]
    return any(here and then for here, then in pairwise(near))


def _median(canvas: Canvas, panel: Panel, drawn: Drawn, crowd: Crowd, bold: float) -> None:
    """Draw the middle of all customers; `bold` times as wide where another curve lies on it."""
    points = _points(panel, drawn)
    size = bold**0.5 * (0.19 if panel.moments <= 24 else 0.12)
    many = len(usual(drawn.variant))
    if many > 1:
        canvas.line(points[:many], 4.0 * bold, drawn.colour)
    if len(points) > many:
        canvas.line(points[many - 1 :], 2.5, drawn.colour, dash=SELDOM)
    crowd.add_line(points, 6.0)
    for x, y in points:
        canvas.marker(
            x, y, drawn.marker, size, fill=drawn.colour, edge=canvas.theme.page, edge_width=1.5
        )
        crowd.add_line([(x - 0.1, y), (x + 0.1, y)], 6.0)


def furthest(curve: Sequence[MomentNumber]) -> MomentNumber:
    """Give the moment furthest from 0; of two as far the bad one, and then the first."""
    return min(curve, key=lambda m: (-round(abs(m.median), 1), m.median > 0, m.number))


def _pills(canvas: Canvas, panel: Panel, drawn: Drawn, crowd: Crowd) -> None:
    """Ring the moment furthest from 0 and the last one of the curve, and say how they felt.

    Neither is anybody's own peak or end: see `memory`.
    """
    met = usual(drawn.variant)
    if not met:
        return
    highest, last = furthest(met), met[-1]
    level = not round(highest.median, VALENCE.places)
    for moment in [last] if level or highest == last else [highest, last]:
        _pill(canvas, panel, drawn, crowd, moment)


def _pill(canvas: Canvas, panel: Panel, drawn: Drawn, crowd: Crowd, moment: MomentNumber) -> None:
    theme, at = canvas.theme, (panel.x(moment.number), panel.y(moment.median))
    text = typeset(f"moment {moment.number}: {VALENCE.change(moment.median)}")
    places = list(around(at, width_of(text, 15, True) + 0.2, 0.34))
    box = crowd.put((place, crowd.leader(at, place)) for place in places)
    canvas.disc(*at, RING, edge=drawn.colour, edge_width=2.5)
    canvas.line([towards(at, box.centre, RING), box.centre], 1.5, drawn.colour)
    crowd.add_line([at, box.centre], 3.0)
    canvas.rect(
        box.left, box.top, box.right - box.left, box.bottom - box.top,
        fill=theme.page, edge=drawn.colour, edge_width=1.6, radius=0.07,
    )  # fmt: skip
    canvas.text(*box.centre, text, 15, drawn.colour, bold=True, align="middle", valign="middle")
