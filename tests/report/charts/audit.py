"""What a reader would see at once: texts that overlap, are cut off, or are too small."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from blueprint_sim.report.canvas import Canvas
from blueprint_sim.report.charts.placing import Box
from blueprint_sim.report.ink.marks import Point, Shape, Words
from blueprint_sim.report.ink.palette import TYPE

SLACK = 0.01
"""Inches by which a line may cut into the box of a text."""
GAP = 0.003
"""Inches that there must be between two texts."""
UP, DOWN = 0.76, 0.24
"""How far letters of DejaVu Sans reach above and below their line, in sizes."""
HINDERS = 1.0
"""Points from which on a line through a text hinders; a hairline behind it does not."""
HANGING = set("gjpqyQ,;()[]{}|/@$_\u201e")
"""Letters that reach below their line."""


def box(words: Words) -> Box:
    """Give the rectangle of a text, in inches, with what hangs below its line."""
    x, y = words.at
    left = {"left": x, "middle": x - words.width / 2, "right": x - words.width}[words.align]
    em = words.size / 72
    below = DOWN * em if HANGING & set(words.text) else 0.0
    return Box(left, y - UP * em, left + words.width, y + below)


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
        if box(one).common(box(other).grown(GAP)) > 0:
            yield f"overlap: {one.text[:60]!r} and {other.text[:60]!r}"
    yield from struck(canvas)
    for mark in canvas.marks:
        if isinstance(mark, Shape):
            for _, points in mark.path:
                for x, y in points:
                    if not (0 <= x <= canvas.width and 0 <= y <= canvas.height):
                        yield f"a shape reaches ({x:.2f}, {y:.2f})"


def struck(canvas: Canvas) -> Iterator[str]:
    """Name texts that a level line runs through; a halo, or a rectangle between, keeps it off."""
    lines: list[tuple[Point, Point]] = []
    for mark in canvas.marks:
        if isinstance(mark, Words):
            letters = box(mark).grown(-2 * SLACK)
            if not mark.halo and any(letters.covered(*line) > SLACK for line in lines):
                yield f"struck through: {mark.text[:60]!r}"
            continue
        points = [at for _, points in mark.path for at in points]
        if mark.fill and mark.opacity == 1:
            xs, ys = zip(*points, strict=True)
            over = Box(min(xs), min(ys), max(xs), max(ys))
            lines = [line for line in lines if not over.covered(*line)]
        elif mark.edge and mark.width >= HINDERS and _level(points):
            lines.append((points[0], points[1]))


def _level(points: list[Point]) -> bool:
    return len(points) == 2 and points[0][1] == points[1][1]
