"""The legend of a blueprint: what its symbols mean, of those that occur."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from blueprint_sim.report.blueprint import cells, events, symbols
from blueprint_sim.report.blueprint.flows import RESOLVED
from blueprint_sim.report.blueprint.head import MARGIN, shortened
from blueprint_sim.report.canvas import Canvas, width_of
from blueprint_sim.report.ink.palette import MISERY_CLASSES, TYPE
from blueprint_sim.report.ink.shapes import Heads
from blueprint_sim.report.layout.records import Strip

PITCH = 0.4
"""From one row to the next, in inches."""
ABOVE = 0.15
"""White above the first row and below the last."""
_BETWEEN = 0.5
_CLASS = 1.12
"""Width of a sample of a class of misery."""
_HIGH = 0.3
_SIGN = 0.26
"""Room for the sign of misery."""
EVENTS = {
    events.GOOD: "something good happens",
    events.BAD: "something bad happens",
    events.EITHER: "something happens",
}
"""By the sign of an event: what it means."""
_MISERY = "moments of misery per 100 customers"


class Entry(NamedTuple):
    """A symbol and what it means."""

    words: str
    wide: float
    """Of the symbol, in inches."""
    paint: Callable[[Canvas, float, float], None]
    """Paints the symbol from a left edge, about a height."""

    @property
    def width(self) -> float:
        """Of symbol and words, in inches."""
        return self.wide + 0.12 + width_of(self.words, TYPE.note)


def entries(strips: Sequence[Strip]) -> list[Entry]:
    """List what occurs in some strips, in the order of the legend."""
    return list(_entries(strips))


def height(found: Sequence[Entry], width: float, footer: str, *, figures: bool) -> float:
    """Give the height of the legend on a page of a width, in inches."""
    lines = len(_rows(found, width)) + figures
    lines += not figures or not _fits_beside(footer, width)
    return 2 * ABOVE + PITCH * (lines - 0.25)


def legend(
    canvas: Canvas, top: float, found: Sequence[Entry], footer: str, *, figures: bool
) -> None:
    """Paint the legend from a height down, and the footer beside its last row or below it."""
    y = top + ABOVE + PITCH / 2
    for row in _rows(found, canvas.width):
        x = MARGIN
        for entry in row:
            entry.paint(canvas, x, y)
            canvas.text(x + entry.wide + 0.12, y, entry.words, TYPE.note, valign="middle")
            x += entry.width + _BETWEEN
        y += PITCH
    x = MARGIN
    if figures:
        right = _classes(canvas, y)
        if _fits_beside(footer, canvas.width):
            x = right + _BETWEEN
        else:
            y += PITCH
    line = shortened(_noted(footer), canvas.width - x - MARGIN, TYPE.note)
    canvas.text(x, y, line, TYPE.note, canvas.theme.second_ink, valign="middle")


def _noted(footer: str) -> str:
    return f"Thicker arrow: more customers. {footer}".strip()


def _fits_beside(footer: str, width: float) -> bool:
    """Tell whether the footer has room beside the classes of misery."""
    taken = 2 * MARGIN + _SIGN + width_of(_MISERY, TYPE.note, True) + 0.3 + 5 * (_CLASS + 0.07)
    return taken + _BETWEEN + width_of(_noted(footer), TYPE.note) <= width


def _rows(found: Sequence[Entry], width: float) -> list[list[Entry]]:
    """Break entries into rows that fit a page of a width."""
    rows: list[list[Entry]] = []
    used = width
    for entry in found:
        if used + _BETWEEN + entry.width > width - MARGIN:
            rows.append([])
            used = MARGIN - _BETWEEN
        rows[-1].append(entry)
        used += _BETWEEN + entry.width
    return rows


def _entries(strips: Sequence[Strip]) -> Iterator[Entry]:
    handoffs = {handoff.way.handoff for strip in strips for handoff in strip.handoffs}
    badges = {badge.badge.kind for strip in strips for box in strip.boxes for badge in box.badges}
    notes = {note.note.kind for strip in strips for box in strip.boxes for note in box.notes}
    ways = [track.way for strip in strips for track in strip.tracks]
    if any(strip.queues for strip in strips):
        told = any(queue.lines for strip in strips for queue in strip.queues)
        each = ": one head per customer waiting, on average" if told else ""
        yield Entry(f"queue{each}", 0.7, _queue)
    if "cold" in handoffs:
        yield Entry("cold handoff: what was said is lost", 0.62, _handoff(symbols.COLD))
    if "warm" in handoffs:
        yield Entry("warm handoff: carried over", 0.42, _handoff(symbols.WARM))
    for kind, words in (("asked", "question"), ("again", "asked again")):
        if kind in badges:
            yield Entry(words, 0.3, _question(kind == "again"))
    if "promise" in notes:
        yield Entry("promise", 0.26, _promise)
    if "hold" in notes:
        yield Entry("stays on the line", 0.26, _together)
    if "same" in notes:
        yield Entry("waits for the same worker", 0.2, _one)
    if "evidence" in notes:
        yield Entry("what the customer holds", 0.2, _page)
    if "channel" in notes:
        yield Entry("on which channel", 0.26, _bubble)
    if "away" in notes:
        yield Entry("customer away: their case waits", 0.2, _gone)
    for kind, words in EVENTS.items():
        if kind in notes:
            yield Entry(words, 0.24, _event(kind))
    stubs = {stub.way.target == RESOLVED for strip in strips for stub in strip.stubs}
    if stubs == {True, False}:
        yield Entry("ends here, not resolved or resolved", 0.5, _either)
    elif stubs:
        well = True in stubs
        yield Entry(
            f"ends here, {'' if well else 'not '}resolved", 0.24, _settled if well else _lost
        )
    if any(label.turning for strip in strips for label in strip.labels):
        yield Entry("goes back", 0.16, _turning)
    if any(way is not None and way.kind == "meanwhile" for way in ways):
        yield Entry("customer does not wait", 0.6, _later("end"))
    if any(way is not None and way.kind == "needs" for way in ways):
        yield Entry("waits for what is needed", 0.6, _later("both"))
    if any(strip.letters for strip in strips):
        yield Entry("goes on at the same letter", 0.3, _letter)


def _classes(canvas: Canvas, y: float) -> float:
    """Paint the classes of misery, with the counts at which they begin; give their right edge."""
    theme = canvas.theme
    symbols.misery(canvas, MARGIN + 0.08, y, 0.16, theme.ink)
    canvas.text(MARGIN + _SIGN, y, _MISERY, TYPE.note, bold=True, valign="middle")
    x = MARGIN + _SIGN + width_of(_MISERY, TYPE.note, True) + 0.3
    for fill, ink, said in zip(theme.misery, theme.misery_ink, _ranges(), strict=True):
        canvas.rect(
            x,
            y - _HIGH / 2,
            _CLASS,
            _HIGH,
            fill=fill,
            edge=theme.edge,
            edge_width=1.3,
            radius=0.06,
        )
        canvas.text(x + _CLASS / 2, y, said, TYPE.note, ink, align="middle", valign="middle")
        x += _CLASS + 0.07
    return x


def _ranges() -> list[str]:
    first, *_, last = MISERY_CLASSES
    between = pairwise(MISERY_CLASSES)
    middle = [f"{low:.0f} to {high - 1:.0f}" for low, high in between]
    return [f"under {first:.0f}", *middle, f"{last:.0f} or more"]


def _queue(canvas: Canvas, x: float, y: float) -> None:
    symbols.queue(canvas, x, y - 0.17, x + 0.7, y + 0.17, fill=None)
    symbols.people(canvas, x + 0.65, y + 0.1, 0.2, 3, canvas.theme.edge)


def _handoff(kind: str) -> Callable[[Canvas, float, float], None]:
    wide = 0.62 if kind == symbols.COLD else 0.42
    return lambda canvas, x, y: symbols.handoff(
        canvas, x + wide / 2, y, 0.24, kind, canvas.theme.page
    )


def _question(again: bool) -> Callable[[Canvas, float, float], None]:
    return lambda canvas, x, y: symbols.question(canvas, x + 0.15, y, 0.14, again=again)


def _promise(canvas: Canvas, x: float, y: float) -> None:
    symbols.clock(canvas, x + 0.13, y, 0.12, canvas.theme.ink)


def _bubble(canvas: Canvas, x: float, y: float) -> None:
    symbols.bubble(canvas, x + 0.13, y, 0.12, canvas.theme.ink)


def _gone(canvas: Canvas, x: float, y: float) -> None:
    symbols.gone(canvas, x + 0.1, y, 0.1, canvas.theme.ink)


def _together(canvas: Canvas, x: float, y: float) -> None:
    symbols.together(canvas, x + 0.13, y, 0.12, canvas.theme.ink)


def _one(canvas: Canvas, x: float, y: float) -> None:
    symbols.one(canvas, x + 0.1, y, 0.12, canvas.theme.ink)


def _page(canvas: Canvas, x: float, y: float) -> None:
    symbols.page(canvas, x + 0.1, y, 0.11, canvas.theme.ink)


def _event(kind: str) -> Callable[[Canvas, float, float], None]:
    return lambda canvas, x, y: cells.event(canvas, x + 0.12, y, 0.11, kind)


def _lost(canvas: Canvas, x: float, y: float) -> None:
    symbols.lost(canvas, x + 0.12, y, 0.11)


def _settled(canvas: Canvas, x: float, y: float) -> None:
    symbols.settled(canvas, x + 0.12, y, 0.11)


def _either(canvas: Canvas, x: float, y: float) -> None:
    _lost(canvas, x, y)
    _settled(canvas, x + 0.26, y)


def _turning(canvas: Canvas, x: float, y: float) -> None:
    symbols.turning(canvas, x + 0.08, y, 0.07, canvas.theme.ink)


def _later(heads: Heads) -> Callable[[Canvas, float, float], None]:
    return lambda canvas, x, y: canvas.line(
        [(x, y), (x + 0.6, y)],
        2.0,
        dash=symbols.LATER,
        heads=heads,
    )


def _letter(canvas: Canvas, x: float, y: float) -> None:
    symbols.number(canvas, x + 0.15, y, 0.14, "A")
