"""Names of the moments below an emotion curve: where the n-th of them is met."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

from blueprint_sim.report.canvas import Canvas
from blueprint_sim.report.charts.frame import MARGIN, WIDTH
from blueprint_sim.report.charts.lettering import LEADING, Block, block, write
from blueprint_sim.report.ink.palette import TYPE
from blueprint_sim.report.speech.names import Names
from blueprint_sim.report.titles.felt import HALF
from blueprint_sim.studies.result import MomentNumber, VariantResult

LINE = TYPE.note * LEADING / 72
HEAD = 0.38
LINES = 3


class Span(NamedTuple):
    """Moments in a row that are met at one place."""

    first: int
    last: int
    name: str
    found: Block


class Named(NamedTuple):
    """The names of one variant's moments: below their moments, or else as running text."""

    spans: tuple[Span, ...]
    running: Block | None

    @property
    def lines(self) -> int:
        """How many lines they take."""
        if self.running:
            return len(self.running.lines)
        return max((len(span.found.lines) for span in self.spans), default=0)


def named(variant: VariantResult, names: Names, pitch: float) -> Named:
    """Name the moments of a variant, where one takes `pitch` inches."""
    spans = []
    places = [(moment.number, _name(variant, moment, names)) for moment in variant.curve]
    for name, group in groupby(places, key=lambda pair: pair[1]):
        numbers = [number for number, _ in group]
        found = block(name, len(numbers) * pitch - 0.1, (TYPE.note,), most=LINES)
        spans.append(Span(numbers[0], numbers[-1], name, found))
    if all(_whole(span) for span in spans):
        return Named(tuple(spans), None)
    text = " \u00b7 ".join(f"{_numbers(span)} {span.name}" for span in spans)
    return Named((), block(text, WIDTH - 4 - MARGIN, (TYPE.note,), most=LINES))


def _name(variant: VariantResult, moment: MomentNumber, names: Names) -> str:
    """Name where a moment is most often met; with its share, where that is less than half."""
    name = names.place(variant.name, moment.step, moment.kind)
    return name if moment.agree >= HALF else f"{name}: {moment.agree:.0%}"


def _whole(span: Span) -> bool:
    return not span.found.whole and " ".join(span.found.lines) == " ".join(span.name.split())


def _numbers(span: Span) -> str:
    return str(span.first) if span.first == span.last else f"{span.first}\u2013{span.last}"


def height(found: Sequence[Named]) -> float:
    """Say how much room names take below each other, in inches."""
    return sum(HEAD + each.lines * LINE + 0.12 for each in found)


def write_below(
    canvas: Canvas,
    found: Named,
    label: str,
    colour: str,
    x: Callable[[int], float],
    y: float,
) -> float:
    """Write the names of a variant's moments from `y` on; give where the next may begin."""
    head = block(label, WIDTH - 4 - MARGIN, (15,), bold=True)
    write(canvas, MARGIN, y, head, colour)
    y += HEAD
    if found.running:
        write(canvas, 1.15, y, found.running, colour)
    for span in found.spans:
        left, right = x(span.first), x(span.last)
        write(canvas, (left + right) / 2, y, span.found, colour, align="middle")
        if span.first != span.last:
            canvas.line([(left - 0.1, y - 0.06), (right + 0.1, y - 0.06)], 1.2, colour)
    return y + found.lines * LINE + 0.12
