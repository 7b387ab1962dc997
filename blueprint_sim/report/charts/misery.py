"""Misery step by step: where the moments of misery are met, variants side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from blueprint_sim.report import titles
from blueprint_sim.report.canvas import Canvas
from blueprint_sim.report.charts.axis import ticks
from blueprint_sim.report.charts.frame import EMPTY, Frame, basis, empty, frame, led
from blueprint_sim.report.charts.lettering import Block, block, blocks, shrinking, write
from blueprint_sim.report.charts.series import Series
from blueprint_sim.report.ink.palette import MISERY_CLASSES, TYPE, Theme, misery_class
from blueprint_sim.report.speech.names import Names
from blueprint_sim.report.titles.felt import count, count_digits
from blueprint_sim.report.titles.labels import short
from blueprint_sim.studies.result import Estimate, Place, Result

MOST = 12
"""Places in one picture."""
ROOMY = 1.0
PLOT = 4.75
"""Where the plot begins, in inches."""
BELOW = 0.75
"""What the scale and the classes take below the last row, in inches."""


class Row(NamedTuple):
    """A place, with what is met there in each variant."""

    label: str
    felt: tuple[Estimate | None, ...]
    """None: nothing is met there."""


def misery(result: Result, variants: Sequence[str], names: Names, theme: Theme) -> Canvas:
    """Draw where moments of misery are met, per 100 customers.

    Parameters
    ----------
    result : Result
        What was found.
    variants : sequence of str
        Those to show, the baseline first.
    names : Names
        What people call the steps.
    theme : Theme
        Light or dark.

    Returns
    -------
    Canvas
        16 inches wide, and as high as it needs to be: 9 at most.
    """
    series = Series.of(result, variants, theme)
    shown = series.only(result)
    found = rows(shown, names)
    subtitle = led(result.scenario, "moments of misery per 100 customers, where they are met")
    need = _heads(shown)[1] + ROOMY * len(found[:MOST]) + BELOW if found else EMPTY
    page = frame(theme, titles.misery(shown, names), subtitle, _notes(shown, found), need=need)
    _paint(page, found[:MOST], shown, series, _reach(rows(result, names)))
    return page.canvas


def _notes(result: Result, found: list[Row]) -> list[str]:
    said = basis(short(result))
    if result.replications > 1:
        said.append("Lines are 95% intervals.")
    if len(found) > MOST:
        said.append(f"The {MOST} worst of {len(found)} places are shown.")
    said.append("A moment of misery is felt as -1 or worse. Shades are those of the blueprint.")
    if any(
        place.kind == "wait" for variant in result.variants.values() for place in variant.places
    ):
        called = any(v.measures["share_called_back"].mean for v in result.variants.values())
        end = ", or until a callback is accepted" if called else ""
        said.append(f"A wait lasts until work begins that the customer sees{end}.")
    return said


def rows(result: Result, names: Names) -> list[Row]:
    """List all places where misery is met, the worst first: by the most in any variant."""
    felt: dict[tuple[str | None, str], dict[str, Place]] = {}
    for variant in result.variants.values():
        for place in variant.places:
            felt.setdefault((place.step, place.kind), {})[variant.name] = place
    order = sorted(felt, key=lambda at: (-_most(felt[at]), at[0] or "", at[1]))
    return [
        Row(
            names.place(next(iter(felt[at])), *at),
            tuple(_estimate(felt[at].get(name)) for name in result.variants),
        )
        for at in order
    ]


def _most(found: Mapping[str, Place]) -> float:
    return max(place.per_hundred.mean or 0.0 for place in found.values())


def _estimate(place: Place | None) -> Estimate | None:
    return place.per_hundred if place else None


def _cell(count: int) -> float:
    """Give the width of a column of numbers, of so many, in inches."""
    return min(1.6, 6.4 / count)


def _heads(result: Result) -> tuple[list[Block], float]:
    """Set the headings of the columns of numbers; with the room that they take, in inches."""
    texts = [variant.label for variant in result.variants.values()]
    labels = blocks(texts, _cell(len(texts)) - 0.06, shrinking(15), bold=True, most=4)
    return labels, max(label.height for label in labels) + 0.15


def _paint(page: Frame, found: list[Row], result: Result, series: Series, reach: float) -> None:
    canvas = page.canvas
    if not found:
        empty(page, "No moment of misery")
        return
    cell = _cell(len(series.names))
    columns = [page.right - cell * (len(series.names) - n - 0.5) for n in range(len(series.names))]
    labels, above = _heads(result)
    top = page.top + above
    pitch = min(ROOMY, (page.bottom - BELOW - top) / len(found))
    bottom = top + pitch * len(found)
    for label, x, colour in zip(labels, columns, series.colours, strict=True):
        write(canvas, x, top - 0.08 - label.height, label, colour, align="middle")
    plot = _Plot(PLOT, columns[0] - cell / 2 - 0.35, reach)
    _scale(canvas, plot, top, bottom)
    for number, row in enumerate(found):
        y = top + (number + 0.5) * pitch
        _row(page, row, y, pitch, plot, series)
        _cells(canvas, row, y, pitch, columns, cell)
    _classes(page, bottom + 0.47)


class _Plot(NamedTuple):
    left: float
    right: float
    reach: float
    """The largest number on the scale."""

    def x(self, per_hundred: float) -> float:
        share = max(0.0, min(1.0, per_hundred / self.reach))
        return self.left + (self.right - self.left) * share


def _reach(every: list[Row]) -> float:
    """Give the end of the scale: one for all variants of a run, so that its pictures compare."""
    ends = [max(e.mean or 0.0, e.high or 0.0) for row in every for e in row.felt if e]
    return ticks(max(ends, default=0.0))[-1]


def _scale(canvas: Canvas, plot: _Plot, top: float, bottom: float) -> None:
    theme = canvas.theme
    for tick in ticks(plot.reach):
        x = plot.x(tick)
        canvas.line([(x, top), (x, bottom)], 0.75, theme.hairline)
        canvas.text(
            x, bottom + 0.08, f"{tick:,g}", TYPE.note, theme.second_ink, align="middle",
            valign="top",
        )  # fmt: skip


def _row(page: Frame, row: Row, y: float, pitch: float, plot: _Plot, series: Series) -> None:
    canvas, theme = page.canvas, page.canvas.theme
    canvas.line([(page.left, y + pitch / 2), (page.right, y + pitch / 2)], 0.75, theme.hairline)
    label = block(row.label, PLOT - page.left - 0.25, shrinking(17), most=2 if pitch > 0.5 else 1)
    write(canvas, page.left, y, label, theme.ink, middle=True)
    step = min(0.15, pitch * 0.7 / len(row.felt))
    for number, estimate in enumerate(row.felt):
        at = y + (number - (len(row.felt) - 1) / 2) * step
        if estimate and estimate.mean is not None:
            _dot(canvas, plot, at, estimate, series.colours[number], series.markers[number])


def _dot(
    canvas: Canvas, plot: _Plot, y: float, estimate: Estimate, colour: str, marker: str
) -> None:
    if estimate.low is not None and estimate.high is not None:
        canvas.line([(plot.x(estimate.low), y), (plot.x(estimate.high), y)], 2.4, colour)
    canvas.marker(
        plot.x(estimate.mean or 0.0), y, marker, 0.17, fill=colour, edge=canvas.theme.page,
        edge_width=1,
    )  # fmt: skip


def _cells(
    canvas: Canvas, row: Row, y: float, pitch: float, columns: list[float], cell: float
) -> None:
    """Write the numbers on the shade of their class."""
    theme, tall = canvas.theme, pitch * 0.84
    for x, estimate in zip(columns, row.felt, strict=True):
        mean = (estimate.mean or 0.0) if estimate else 0.0
        shade = misery_class(round(mean, count_digits(estimate).places if estimate else 0))
        left = x - cell / 2 + 0.04
        canvas.rect(left, y - tall / 2, cell - 0.08, tall, fill=theme.misery[shade], radius=0.05)
        said = count(estimate) if estimate else "none"
        ink = theme.misery_ink[shade] if estimate else theme.second_ink
        canvas.text(x, y, said, 15, ink, bold=bool(estimate), align="middle", valign="middle")


def _classes(page: Frame, y: float) -> None:
    """Show the classes of the shades, which are the same in every drawing."""
    canvas, theme = page.canvas, page.canvas.theme
    texts = [f"under {MISERY_CLASSES[0]:g}", *(f"from {bound:g}" for bound in MISERY_CLASSES)]
    x = page.right - 5 * 1.05
    for text, fill, ink in zip(texts, theme.misery, theme.misery_ink, strict=True):
        canvas.rect(x, y - 0.13, 1.0, 0.27, fill=fill, edge=theme.hairline, edge_width=0.75)
        canvas.text(x + 0.5, y, text, TYPE.note, ink, align="middle", valign="middle")
        x += 1.05
