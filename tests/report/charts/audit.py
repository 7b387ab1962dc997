"""What a reader would see at once: texts that overlap, are cut off, or are too small."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from blueprint_sim.report.canvas import Canvas, height_of
from blueprint_sim.report.charts.placing import Box
from blueprint_sim.report.ink.marks import Shape, Words
from blueprint_sim.report.ink.palette import TYPE

SLACK = 0.01
"""Inches by which letters may come closer than their boxes say."""


def box(words: Words) -> Box:
    """Give the rectangle of a text's capitals, in inches."""
    x, y = words.at
    left = {"left": x, "middle": x - words.width / 2, "right": x - words.width}[words.align]
    return Box(left, y - height_of(words.size), left + words.width, y)


def texts(canvas: Canvas) -> list[Words]:
    return [mark for mark in canvas.marks if isinstance(mark, Words) and mark.text]


def faults(canvas: Canvas) -> Iterator[str]:
    """Name what is wrong with a picture."""
    page = Box(0, 0, canvas.width, canvas.height)
    for words in texts(canvas):
        if box(words).outside(page.grown(-0.1)) > 1e-6:
            yield f"off the page: {words.text[:60]!r}"
        if words.size < TYPE.note:
            yield f"too small at {words.size}: {words.text[:60]!r}"
    for one, other in combinations(texts(canvas), 2):
        if box(one).grown(-SLACK).common(box(other).grown(-SLACK)) > 0:
            yield f"overlap: {one.text[:60]!r} and {other.text[:60]!r}"
    for mark in canvas.marks:
        if isinstance(mark, Shape):
            for _, points in mark.path:
                for x, y in points:
                    if not (0 <= x <= canvas.width and 0 <= y <= canvas.height):
                        yield f"a shape reaches ({x:.2f}, {y:.2f})"
