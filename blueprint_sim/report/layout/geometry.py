"""Rectangles, segments, and the sizes of everything on a blueprint, in inches."""

from __future__ import annotations

from blueprint_sim.report.layout.records import Disc, Point, Rect

# Boxes, lanes, margins.
BOX_WIDTH, BOX_HEIGHT = 1.80, 1.28
HALF_WIDTH, HALF_HEIGHT = BOX_WIDTH / 2, BOX_HEIGHT / 2
LABEL_WIDTH = 1.54  # of the words in a box
HEADER = 1.95
EMPTY_LANE = 0.62
PANEL = 3.05
LEAST_WIDTH = 17.5
SLIDE = 16 / 9
SPARE_ROW = 0.35  # at most this much more per row, on a page flatter than a slide
NUMBER_RADIUS = 0.17
BADGE_RADIUS = 0.16

# Rooms between boxes.
GAP, FIRST_GAP, LABEL_MARGIN = 0.46, 0.36, 0.48
PITCH, LABEL_PITCH = 0.18, 0.36
FIRST_TRACK = 0.30  # from a box's top up to the lowest track above it
ABOVE, BELOW = 0.42, 0.36
RECONTACT = 0.36
ARROW = 0.30  # from the last vertical track of a gap to the boxes

# Type, in points.
STEP_SIZE, STEP_LEAST, LANE_SIZE, NOTE_SIZE, NUMBER_SIZE = 17, 13, 17, 13, 11.5
WAIT_SIZE, MISERY_SIZE = 15, 14


def line_height(size: float) -> float:
    """Height of a line of text, in inches, at a size in points."""
    return size / 72 * 1.22


def stroke(flow: float) -> float:
    """Width of a track in points: more customers, a thicker line."""
    return 1.5 + 3.5 * min(max(flow, 0.0), 2.0)


def grown(rect: Rect, aside: float, above: float) -> Rect:
    """Return the rectangle with more left and right, and more above and below."""
    return Rect(rect.left - aside, rect.top - above, rect.right + aside, rect.bottom + above)


def common(a: Rect, b: Rect) -> float:
    """Area that two rectangles share, in square inches."""
    wide = min(a.right, b.right) - max(a.left, b.left)
    high = min(a.bottom, b.bottom) - max(a.top, b.top)
    return wide * high if wide > 0 and high > 0 else 0.0


def around(x: float, y: float, half_width: float, half_height: float) -> Rect:
    """Return the rectangle about a centre."""
    return Rect(x - half_width, y - half_height, x + half_width, y + half_height)


def square(disc: Disc) -> Rect:
    """Return the square about a disc."""
    return around(disc.x, disc.y, disc.radius, disc.radius)


def span(a: Point, b: Point, half: float = 0.0) -> Rect:
    """Return the rectangle of an upright or level segment drawn `2 * half` wide."""
    return Rect(
        min(a.x, b.x) - half, min(a.y, b.y) - half, max(a.x, b.x) + half, max(a.y, b.y) + half
    )
