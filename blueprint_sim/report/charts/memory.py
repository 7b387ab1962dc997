"""What stays: what is remembered of a journey beside the plain mean of its moments."""

from __future__ import annotations

from collections.abc import Sequence

from blueprint_sim.report.canvas import Canvas
from blueprint_sim.report.charts.lettering import block, typeset, write
from blueprint_sim.report.charts.valences import Panel, zones
from blueprint_sim.report.ink.palette import TYPE
from blueprint_sim.report.speech.numbers import scale
from blueprint_sim.studies.result import Estimate, VariantResult

LEFT, RIGHT = 13.0, 15.55
APART = 0.29
"""Between two numbers, in inches."""
SIZE = 0.2


def paint(canvas: Canvas, panel: Panel, drawn: Sequence[tuple[VariantResult, str, str]]) -> None:
    """Draw memory, filled, and plain mean, hollow, on the scale of the curves.

    Parameters
    ----------
    canvas : Canvas
        Of the page.
    panel : Panel
        Of the curves.
    drawn : sequence of (VariantResult, str, str)
        Variants, each with its colour and marker.
    """
    zones(canvas, panel, LEFT, RIGHT)
    _head(canvas, panel.top)
    room = (RIGHT - LEFT) / len(drawn)
    for number, (variant, colour, marker) in enumerate(drawn):
        left = LEFT + number * room
        _pair(canvas, panel, left + 0.16, variant, colour, marker)
        name = block(variant.label, room - 0.06, (TYPE.note,), most=3)
        write(canvas, left, panel.bottom + 0.12, name, colour)


def _head(canvas: Canvas, top: float) -> None:
    theme = canvas.theme
    canvas.text(LEFT, top - 0.36, "What stays", 17, theme.ink, bold=True)
    canvas.disc(LEFT + 0.08, top - 0.16, 0.06, fill=theme.second_ink)
    canvas.text(LEFT + 0.2, top - 0.16, "memory", TYPE.note, theme.second_ink, valign="middle")
    canvas.disc(LEFT + 1.18, top - 0.16, 0.06, edge=theme.second_ink, edge_width=1.5)
    canvas.text(LEFT + 1.3, top - 0.16, "plain mean", TYPE.note, theme.second_ink, valign="middle")


def _pair(
    canvas: Canvas, panel: Panel, x: float, variant: VariantResult, colour: str, marker: str
) -> None:
    """Draw what is remembered, and the plain mean: around it, if they fall together."""
    kept, mean = (variant.measures.get(key) for key in ("memory_mean", "valence_mean"))
    if kept is None or kept.mean is None:
        canvas.text(x, panel.y(0) - 0.08, "none", TYPE.note, colour, valign="bottom")
        return
    at = panel.y(kept.mean)
    if mean is None or mean.mean is None:
        _mark(canvas, panel, x, kept, colour, marker, SIZE, full=True)
        _number(canvas, panel, x, at, kept, colour, full=True)
        return
    other = panel.y(mean.mean)
    _mark(canvas, panel, x, mean, colour, marker, SIZE * (1.6 if abs(other - at) < SIZE else 1))
    _mark(canvas, panel, x, kept, colour, marker, SIZE, full=True)
    middle, side = (at + other) / 2, 1 if other >= at else -1
    reach = max(abs(other - at), APART) / 2
    _number(canvas, panel, x, middle - side * reach, kept, colour, full=True)
    _number(canvas, panel, x, middle + side * reach, mean, colour, full=False)


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
    canvas: Canvas, panel: Panel, x: float, y: float, estimate: Estimate, colour: str, *, full: bool
) -> None:
    digits = scale("valence", estimate.low, estimate.high, estimate.mean)
    text = typeset(digits.change(estimate.mean))
    canvas.text(
        x + 0.2,
        y,
        text,
        19 if full else 16,
        colour,
        bold=full,
        valign="middle",
        halo=canvas.theme.page if abs(y - panel.y(0)) < 0.15 else None,
    )
