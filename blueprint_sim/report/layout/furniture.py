"""What stands in and on the boxes, and at the left of the lanes."""

from __future__ import annotations

from collections.abc import Sequence

from blueprint_sim.report.layout.geometry import (
    BADGE_RADIUS,
    BOX_WIDTH,
    HEADER,
    LABEL_WIDTH,
    LANE_SIZE,
    MISERY_SIZE,
    NOTE_SIZE,
    NUMBER_RADIUS,
    STEP_LEAST,
    STEP_SIZE,
    WAIT_SIZE,
    around,
    common,
    line_height,
    square,
)
from blueprint_sim.report.layout.records import (
    Badge,
    Box,
    Disc,
    Heading,
    Lane,
    Measure,
    Node,
    Note,
    PlacedBadge,
    PlacedNote,
    QueueCell,
    Rect,
    Text,
)
from blueprint_sim.report.layout.wrap import Wrapped, wrap

STEP_SIZES = tuple(range(STEP_SIZE, STEP_LEAST - 1, -1))
FOOT = 0.30  # of a box: the line with time and misery
INDENT = 0.12
RISE = 0.40  # of letters above the middle of a capital, in ems
INK_CLEAR = 0.03  # white between the words in a box and a disc on its edge
BADGE_STEP, BADGE_INSET = 0.34, 0.14
NOTE_WIDTHS, NARROW_NOTES = (2.4,), (1.26, 1.5, 1.75, 2.0)
BESIDE_TRACK = 0.45  # from a box's left edge: a track leaves left of the notes
PER_TRACK = 0.16  # more for each further track
NOTE_DROP, NOTE_SYMBOL, NOTE_PAD = 0.04, 0.30, 0.12
HEADER_INDENT = 0.16


def text_rect(left: float, top: float, width: float, size: float, lines: int = 1) -> Rect:
    """Return the rectangle of lines of text."""
    return Rect(left, top, left + width, top + lines * line_height(size))


def box(node: Node, rect: Rect, number: int, beneath: int, measure: Measure) -> Box:
    """Return a step with everything in and on it.

    Parameters
    ----------
    beneath
        How many tracks touch the lower edge: notes are narrow then, and leave them room.
    """
    foot = rect.bottom - FOOT
    disc = Disc(rect.left + 0.02, rect.top + 0.02, NUMBER_RADIUS)
    asked = badges(node.badges, rect, measure)
    return Box(
        node,
        rect,
        number,
        disc,
        _label(node.label, rect, [disc, *(badge.disc for badge in asked)], measure),
        Rect(rect.left + INDENT, foot, rect.left + BOX_WIDTH / 2, rect.bottom - 0.06),
        Rect(rect.left + BOX_WIDTH / 2, foot, rect.right - INDENT, rect.bottom - 0.06),
        asked,
        notes(node.notes, rect, beneath, measure),
    )


def _label(label: str, rect: Rect, discs: Sequence[Disc], measure: Measure) -> Text:
    """Return the words in a box, as large as keeps them off the discs on its upper edge."""
    tries = (_sized(label, rect, STEP_SIZES[i:], measure) for i in range(len(STEP_SIZES)))
    for text in tries:
        ink = _first_ink(text, measure)
        if not any(common(ink, square(disc)) for disc in discs):
            break
    return text


def _sized(label: str, rect: Rect, sizes: Sequence[float], measure: Measure) -> Text:
    lines, size, whole = wrap(label, LABEL_WIDTH, measure, sizes)
    high = len(lines) * line_height(size)
    middle = (rect.left + rect.right) / 2
    top = min((rect.top + rect.bottom - high) / 2, rect.bottom - FOOT - high)
    wide = text_rect(middle - LABEL_WIDTH / 2, top, LABEL_WIDTH, size, len(lines))
    return Text(lines, size, wide, "center", whole=whole)


def _first_ink(text: Text, measure: Measure) -> Rect:
    """Return the rectangle of the letters of the first line, with a little white about them."""
    middle = (text.rect.left + text.rect.right) / 2
    half = measure(text.lines[0], text.size, text.bold) / 2 + INK_CLEAR
    y = text.rect.top + line_height(text.size) / 2
    return around(middle, y, half, RISE * text.size / 72 + INK_CLEAR)


def badges(badges: Sequence[Badge], rect: Rect, measure: Measure) -> tuple[PlacedBadge, ...]:
    """Return the discs on the upper right edge, the first leftmost."""
    right, placed = rect.right + 0.02, []
    for badge in reversed(badges):
        text = None
        if badge.text:
            wide = measure(badge.text, NOTE_SIZE, True)
            high = line_height(NOTE_SIZE)
            text = Text(
                (badge.text,),
                NOTE_SIZE,
                Rect(right - wide, rect.top - 0.04 - high, right, rect.top - 0.04),
                bold=True,
            )
            right -= wide + 0.04
        placed.append(PlacedBadge(badge, Disc(right - BADGE_RADIUS, rect.top, BADGE_RADIUS), text))
        right -= BADGE_STEP
    return tuple(reversed(placed))


def notes(
    notes: Sequence[Note], rect: Rect, beneath: int, measure: Measure
) -> tuple[PlacedNote, ...]:
    """Return the pills that hang at the lower edge, one below the other."""
    placed, top = [], rect.bottom + NOTE_DROP
    left = rect.left + (BESIDE_TRACK + PER_TRACK * (beneath - 1) if beneath else 0.06)
    for note in notes:
        lines, size, whole = _in_pill(note.text, beneath > 0, measure)
        wide = max(measure(line, size, True) for line in lines)
        words = text_rect(left + NOTE_SYMBOL, top + 0.04, wide, size, len(lines))
        pill = Rect(left, top, words.right + NOTE_PAD, words.bottom + 0.04)
        symbol = Disc(left + 0.17, (pill.top + pill.bottom) / 2, 0.10)
        text = Text(lines, size, words, bold=True, whole=whole)
        placed.append(PlacedNote(note, pill, symbol, text))
        top = pill.bottom + 0.05
    return tuple(placed)


def _in_pill(text: str, narrow: bool, measure: Measure) -> Wrapped:
    """Return the words of a pill: as wide as it takes to part none, and best in two lines."""
    tries = [
        wrap(
            text,
            wide - NOTE_SYMBOL - NOTE_PAD,
            measure,
            (NOTE_SIZE,),
            lines=3,
            bold=True,
            part=False,
        )
        for wide in (NARROW_NOTES if narrow else NOTE_WIDTHS)
    ]
    whole = [found for found in tries if not found.whole]
    return min(whole, key=lambda found: len(found.lines) > 2, default=tries[-1])


def queue(node: Node, rect: Rect, figures: bool) -> QueueCell:
    """Return a queue, with the places of its persons and its lines of figures."""
    left, right = rect.left + 0.06, rect.right - INDENT
    if not figures:
        middle = (rect.top + rect.bottom) / 2
        return QueueCell(node, rect, Rect(left, middle - 0.22, right, middle + 0.22), ())
    people = Rect(left, rect.top + 0.07, right, rect.top + 0.34)
    lines, y = [], people.bottom + 0.01
    for size, count in ((WAIT_SIZE, 1), (NOTE_SIZE, 2), (MISERY_SIZE, 1)):
        high = count * line_height(size) - 0.02
        lines.append(Rect(left, y, right, y + high))
        y += high
    return QueueCell(node, rect, people, tuple(lines))


def lane(
    row: int, heading: Heading, top: float, bottom: float, right: float, empty: bool, m: Measure
) -> Lane:
    """Return a lane's band and its header, the words in the middle of its height."""
    room = HEADER - 2 * HEADER_INDENT
    words = heading.none or heading.title if empty else heading.title
    sizes = (NOTE_SIZE,) if empty else tuple(range(LANE_SIZE, NOTE_SIZE - 1, -1))
    lines, size, whole = wrap(words, room, m, sizes, lines=2 if empty else 3, bold=not empty)
    high = len(lines) * line_height(size)
    most = max(3, int((bottom - top - high - 0.4) / line_height(NOTE_SIZE)))
    small = _small(heading.small, room, most, m) if heading.small and not empty else None
    more = 0.08 + len(small.lines) * line_height(small.size) if small else 0.0
    y = (top + bottom - high - more) / 2
    above = text_rect(HEADER_INDENT, y, room, size, len(lines))
    title = Text(lines, size, above, bold=not empty, whole=whole)
    under = None
    if small:
        rect = text_rect(HEADER_INDENT, y + high + 0.08, room, small.size, len(small.lines))
        under = Text(small.lines, small.size, rect, whole=small.whole)
    band, header = Rect(HEADER, top, right, bottom), Rect(0.0, top, HEADER, bottom)
    return Lane(row, band, header, title, under, empty)


def _small(text: str, room: float, most: int, m: Measure) -> Wrapped:
    """Return who works in a lane: each team on lines of its own, if there is room for that."""
    parts = text.replace("; ", ";\n").split("\n")
    each = [wrap(part, room, m, (NOTE_SIZE,), lines=most) for part in parts]
    lines = tuple(line for part in each for line in part.lines)
    if len(lines) <= most and not any(part.whole for part in each):
        return Wrapped(lines, NOTE_SIZE)
    return wrap(text, room, m, (NOTE_SIZE,), lines=most)
