"""What stays: what is remembered of a journey beside the plain mean of its moments."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from blueprint_sim.report.canvas import Canvas
from blueprint_sim.report.charts.lettering import Block, block, shrinking, typeset, write
from blueprint_sim.report.charts.valences import Panel, zones
from blueprint_sim.report.ink.palette import TYPE
from blueprint_sim.report.speech.differences import digits_of
from blueprint_sim.report.speech.numbers import Scale, scale
from blueprint_sim.studies.result import Estimate, Result, VariantResult

MEMORY = "memory_mean"
LEFT, RIGHT = 13.0, 15.55
BELOW = 0.12
"""White below the panel, in inches."""
CLEAR = 0.17
"""How far the middle of a number keeps from the line of 0, in inches."""
APART = 0.29
"""Between two numbers, in inches."""
SIZE = 0.2
INSET = 0.13
"""From the left of a variant's room to the middle of its first mark, in inches."""
ASIDE = 0.23
"""Between two marks side by side, in inches."""


def digits(result: Result, variants: Sequence[str]) -> Scale:
    """Choose the digits of what stays: those of the table, where there are two variants."""
    others = [name for name in variants if name != result.baseline]
    if not others:
        found = result.variants[result.baseline].measures[MEMORY]
        return scale("valence", found.low, found.high, found.mean)
    return digits_of(result, result.comparison(others[0], MEMORY))


def paint(
    canvas: Canvas, panel: Panel, drawn: Sequence[tuple[VariantResult, str, str]], digits: Scale
) -> None:
    """Draw memory, filled, and plain mean, hollow, on the scale of the curves.

    Parameters
    ----------
    canvas : Canvas
        Of the page.
    panel : Panel
        Of the curves.
    drawn : sequence of (VariantResult, str, str)
        Variants, each with its colour and marker.
    digits : Scale
        Of all numbers.
    """
    zones(canvas, panel, LEFT, RIGHT)
    _head(canvas, panel.top)
    room = (RIGHT - LEFT) / len(drawn)
    for number, (variant, colour, marker) in enumerate(drawn):
        left = LEFT + number * room
        _pair(canvas, panel, (left, left + room), variant, (colour, marker), digits)
        y = panel.bottom + BELOW
        for found in _below(variant, len(drawn), digits):
            write(canvas, left, y, found, colour)
            y += found.height


def height(variants: Sequence[VariantResult], digits: Scale) -> float:
    """Say how much room is taken below the panel, in inches."""
    tall = [fsum(b.height for b in _below(v, len(variants), digits)) for v in variants]
    return BELOW + max(tall, default=0.0)


def _below(variant: VariantResult, count: int, digits: Scale) -> list[Block]:
    """Name a variant of so many, and say what its memory weighs."""
    room = (RIGHT - LEFT) / count - 0.06
    parts = {"peak": variant.own_peak, "end": variant.own_end}
    said = [f"{what} {digits.change(felt)}" for what, felt in parts.items() if felt is not None]
    return [
        block(variant.label, room, (TYPE.note,), most=2 + count),
        *(block(typeset(text), room, (TYPE.note,), bold=True) for text in said),
    ]


def _head(canvas: Canvas, top: float) -> None:
    theme = canvas.theme
    canvas.text(LEFT, top - 0.36, "What stays", 17, theme.ink, bold=True)
    canvas.disc(LEFT + 0.08, top - 0.16, 0.06, fill=theme.second_ink)
    canvas.text(LEFT + 0.2, top - 0.16, "memory", TYPE.note, theme.second_ink, valign="middle")
    canvas.disc(LEFT + 1.18, top - 0.16, 0.06, edge=theme.second_ink, edge_width=1.5)
    canvas.text(LEFT + 1.3, top - 0.16, "plain mean", TYPE.note, theme.second_ink, valign="middle")


def _pair(
    canvas: Canvas,
    panel: Panel,
    room: tuple[float, float],
    variant: VariantResult,
    look: tuple[str, str],
    digits: Scale,
) -> None:
    """Draw what is remembered, and the plain mean: beside it, if they fall together."""
    (colour, marker), x = look, room[0] + INSET
    kept, mean = (variant.measures.get(key) for key in (MEMORY, "valence_mean"))
    if kept is None or kept.mean is None:
        canvas.text(x, panel.y(0) - 0.08, "none", TYPE.note, colour, valign="bottom")
        return
    at = panel.y(kept.mean)
    if mean is None or mean.mean is None:
        _mark(canvas, panel, x, kept, colour, marker, SIZE, full=True)
        (at,) = off([at], panel.y(0))
        _number(canvas, (x, room[1]), at, digits.change(kept.mean), colour, full=True)
        return
    other = panel.y(mean.mean)
    _mark(canvas, panel, x, kept, colour, marker, SIZE, full=True)
    x += ASIDE if abs(other - at) < ASIDE else 0.0
    _mark(canvas, panel, x, mean, colour, marker, SIZE)
    middle, side = (at + other) / 2, 1 if other >= at else -1
    reach = max(abs(other - at), APART) / 2
    upper, lower = off([middle - reach, middle + reach], panel.y(0))
    first, last = (upper, lower) if side > 0 else (lower, upper)
    _number(canvas, (x, room[1]), first, digits.change(kept.mean), colour, full=True)
    _number(canvas, (x, room[1]), last, digits.change(mean.mean), colour, full=False)


def off(at: list[float], line: float) -> list[float]:
    """Move numbers off a line, the upper one first: all above it, all below it, or about it."""
    ways = []
    for above in range(len(at) + 1):
        moved = list(at)
        for place in reversed(range(above)):
            limit = line - CLEAR if place == above - 1 else moved[place + 1] - APART
            moved[place] = min(moved[place], limit)
        for place in range(above, len(at)):
            limit = line + CLEAR if place == above else moved[place - 1] + APART
            moved[place] = max(moved[place], limit)
        ways.append(moved)
    return min(ways, key=lambda moved: sum(abs(a - b) for a, b in zip(at, moved, strict=True)))


def _mark(
    canvas: Canvas,
    panel: Panel,
    x: float,
    estimate: Estimate,
    colour: str,
    marker: str,
    size: float,
    *,
    full: bool = False,
) -> None:
    """Draw a mean with its interval."""
    if estimate.low is not None and estimate.high is not None:
        canvas.line([(x, panel.y(estimate.low)), (x, panel.y(estimate.high))], 2.0, colour)
    fill = colour if full else canvas.theme.page
    y = panel.y(estimate.mean or 0.0)
    canvas.marker(x, y, marker, size, fill=fill, edge=colour, edge_width=2)


def _number(
    canvas: Canvas, room: tuple[float, float], y: float, text: str, colour: str, *, full: bool
) -> None:
    """Write a number to the right of its mark, as large as there is room for."""
    left, right = room[0] + 0.17, room[1]
    found = block(text, right - left, shrinking(18 if full else 16), bold=full)
    write(canvas, left, y, found, colour, middle=True)
