"""The symbols of a blueprint, each painted on a canvas about its own place, in inches."""

from __future__ import annotations

from math import cos, pi, sin
from typing import Final

from blueprint_sim.report.canvas import Canvas, width_of
from blueprint_sim.report.ink.marks import Path, Point, Stroke
from blueprint_sim.report.ink.palette import TYPE

COLD: Final = "cold"
WARM: Final = "warm"
DASHES: Final[dict[str, tuple[float, ...]]] = {
    "interaction": (),
    "visibility": (7.0, 3.5),
    "internal": (1.2, 2.2),
}
"""The three lines of a blueprint, in widths of the line."""
MOST_PEOPLE: Final = 5
ABREAST: Final = 1.02
"""From one person to the next, in heights of a person."""
LATER: Final = (4.0, 2.2)
"""The dash of what the customer does not wait for."""


def person(canvas: Canvas, x: float, foot: float, height: float, colour: str) -> None:
    """Paint a person who waits: head and shoulders, standing about `x` on `foot`."""
    head = 0.24 * height
    canvas.disc(x, foot - height + head, head, fill=colour)
    half, top = 0.42 * height, foot - 0.44 * height
    shoulders: Path = (
        ("M", ((x - half, foot),)),
        ("L", ((x - half, top + 0.3 * half),)),
        (
            "C",
            (
                (x - half, top - 0.25 * half),
                (x + half, top - 0.25 * half),
                (x + half, top + 0.3 * half),
            ),
        ),
        ("L", ((x + half, foot),)),
        ("Z", ()),
    )
    canvas.path(shoulders, fill=colour)


def people(
    canvas: Canvas, right: float, foot: float, height: float, count: int, colour: str
) -> None:
    """Paint persons side by side up to a right edge; more than five as one, and their number."""
    if count > MOST_PEOPLE:
        text = f"\N{MULTIPLICATION SIGN} {count:,}"
        middle = foot - height / 2
        canvas.text(right, middle, text, TYPE.wait, colour, align="right", valign="middle")
        right -= width_of(text, TYPE.wait) + 0.1
        count = 1
    for place in range(count):
        person(canvas, right - (0.42 + ABREAST * place) * height, foot, height, colour)


def queue(
    canvas: Canvas, left: float, top: float, right: float, bottom: float, *, fill: str | None
) -> None:
    """Paint the box of a queue, which is open at the left."""
    canvas.rect(left, top, right - left, bottom - top, fill=fill)
    canvas.line([(left, top), (right, top), (right, bottom), (left, bottom)], 3.0)


def handoff(
    canvas: Canvas,
    x: float,
    y: float,
    height: float,
    kind: str,
    ground: str,
    *,
    upright: bool = False,
) -> None:
    """Paint a handoff: rings apart with a slash (`COLD`), or overlapping (`WARM`).

    They stand side by side, or one above the other where it is to be `upright`.
    """

    def at(along: float, across: float) -> Point:
        return (x + across, y + along) if upright else (x + along, y + across)

    theme, radius = canvas.theme, 0.42 * height
    colour = theme.bad if kind == COLD else theme.good
    apart = 1.62 if kind == COLD else 0.66
    wide = 2 * (apart + 1.3) * radius
    corner = at(-wide / 2, -height / 2)
    canvas.rect(*corner, *((height, wide) if upright else (wide, height)), fill=ground)
    for side in (-1, 1):
        canvas.disc(*at(side * apart * radius, 0.0), radius, edge=colour, edge_width=2.6)
    if kind == COLD:
        reach = 0.52 * height
        canvas.line([at(-0.36 * reach, reach), at(0.36 * reach, -reach)], 2.4, colour)


def question(canvas: Canvas, x: float, y: float, radius: float, *, again: bool) -> None:
    """Paint a question: a hollow disc; solid if it was answered before."""
    theme = canvas.theme
    fill, ink = (theme.ink, theme.page) if again else (theme.page, theme.ink)
    canvas.disc(
        x, y, radius, fill=fill, edge=theme.ink if not again else theme.page, edge_width=1.6
    )
    canvas.text(x, y, "?", 86 * radius, ink, bold=True, align="middle", valign="middle")


def lost(canvas: Canvas, x: float, y: float, radius: float) -> None:
    """Paint the end of a customer's way: a crossed disc."""
    theme, reach = canvas.theme, 0.42 * radius
    canvas.disc(x, y, radius, fill=theme.bad)
    for side in (-1, 1):
        ends = [(x - reach, y - side * reach), (x + reach, y + side * reach)]
        canvas.line(ends, 1.7, theme.page)


def settled(canvas: Canvas, x: float, y: float, radius: float) -> None:
    """Paint a way that ends well: a disc with a tick."""
    theme = canvas.theme
    canvas.disc(x, y, radius, fill=theme.good)
    tick = [(-0.45, 0.02), (-0.12, 0.36), (0.46, -0.34)]
    canvas.line([(x + dx * radius, y + dy * radius) for dx, dy in tick], 1.7, theme.page)


def good(canvas: Canvas, x: float, y: float, radius: float, colour: str) -> None:
    """Paint the sign of something good: a plus in a ring."""
    _event(canvas, x, y, radius, colour, [(-1, 0), (0, 1)])


def bad(canvas: Canvas, x: float, y: float, radius: float, colour: str) -> None:
    """Paint the sign of something bad: a minus in a ring."""
    _event(canvas, x, y, radius, colour, [(-1, 0)])


def either(canvas: Canvas, x: float, y: float, radius: float, colour: str) -> None:
    """Paint the sign of something that is neither, or both: a dot in a ring."""
    _event(canvas, x, y, radius, colour, [])
    canvas.disc(x, y, 0.3 * radius, fill=colour)


def _event(
    canvas: Canvas, x: float, y: float, radius: float, colour: str, strokes: list[Point]
) -> None:
    canvas.disc(x, y, radius, edge=colour, edge_width=1.5)
    for dx, dy in strokes:
        ends = [(x - side * 0.55 * radius * dx, y - side * 0.55 * radius * dy) for side in (-1, 1)]
        canvas.line(ends, 1.7, colour)


def number(canvas: Canvas, x: float, y: float, radius: float, text: str) -> None:
    """Paint the number of a step, or the letter of a cut, in its disc."""
    theme = canvas.theme
    size = TYPE.number if len(text) < 3 else TYPE.number - 2
    canvas.disc(x, y, radius, fill=theme.page, edge=theme.edge, edge_width=1.6)
    canvas.text(x, y, text, size, bold=True, align="middle", valign="middle")


def clock(canvas: Canvas, x: float, y: float, radius: float, colour: str) -> None:
    """Paint a promise: a clock."""
    canvas.disc(x, y, radius, edge=colour, edge_width=1.5)
    canvas.line([(x, y - 0.62 * radius), (x, y), (x + 0.5 * radius, y)], 1.5, colour)


def page(canvas: Canvas, x: float, y: float, radius: float, colour: str) -> None:
    """Paint a piece of evidence: a page with a folded corner."""
    half, fold = 0.78 * radius, 0.6 * radius
    left, right, top, bottom = x - half, x + half, y - radius, y + radius
    corners = [(left, top), (right - fold, top), (right, top + fold), (right, bottom)]
    canvas.polygon([*corners, (left, bottom)], edge=colour, edge_width=1.3)
    inner = [(right - fold, top), (right - fold, top + fold), (right, top + fold)]
    canvas.line(inner, 1.3, colour)


def bubble(canvas: Canvas, x: float, y: float, radius: float, colour: str) -> None:
    """Paint a channel: a speech bubble."""
    left, right, top, bottom = x - radius, x + radius, y - 0.8 * radius, y + 0.4 * radius
    tail = [(x - 0.1 * radius, bottom), (x - 0.5 * radius, y + radius), (x - 0.5 * radius, bottom)]
    corners = [(left, top), (right, top), (right, bottom), *tail, (left, bottom)]
    canvas.polygon(corners, edge=colour, edge_width=1.3)


def gone(canvas: Canvas, x: float, y: float, radius: float, colour: str) -> None:
    """Paint a customer who is away: an arrow out of a door."""
    left, right, tip = x - radius, x + radius, 0.45 * radius
    door = [(x - 0.3 * radius, y - radius), (left, y - radius), (left, y + radius)]
    canvas.line([*door, (x - 0.3 * radius, y + radius)], 1.3, colour)
    canvas.line([(x - 0.4 * radius, y), (right, y)], 1.3, colour)
    canvas.line([(right - tip, y - tip), (right, y), (right - tip, y + tip)], 1.3, colour)


def together(canvas: Canvas, x: float, y: float, radius: float, colour: str) -> None:
    """Paint two who are on the line together: a person before another."""
    foot, height = y + 0.85 * radius, 1.5 * radius
    person(canvas, x + 0.5 * radius, foot, 0.85 * height, colour)
    person(canvas, x - 0.4 * radius, foot, height, colour)


def one(canvas: Canvas, x: float, y: float, radius: float, colour: str) -> None:
    """Paint one who is waited for: a person."""
    person(canvas, x, y + 0.85 * radius, 1.7 * radius, colour)


def turning(canvas: Canvas, x: float, y: float, radius: float, colour: str) -> None:
    """Paint an arrow that turns back."""
    start, end = -0.30 * pi, 1.25 * pi
    arc = [_on_circle(x, y, radius, start + (end - start) * i / 24) for i in range(25)]
    path: list[Stroke] = [("M", (arc[0],)), *(("L", (point,)) for point in arc[1:])]
    canvas.path(tuple(path), edge=colour, width=1.4)
    tip = _on_circle(x, y, radius, end + 0.62)
    wings = [_on_circle(x, y, radius * scale, end - 0.15) for scale in (0.45, 1.55)]
    canvas.polygon([tip, *wings], fill=colour)


def misery(canvas: Canvas, x: float, y: float, size: float, colour: str) -> None:
    """Paint the sign of misery, a triangle that points down, about its centre."""
    half = size / 2
    canvas.polygon(
        [(x - half, y - 0.8 * half), (x + half, y - 0.8 * half), (x, y + 0.9 * half)], fill=colour
    )


def _on_circle(x: float, y: float, radius: float, angle: float) -> Point:
    """Give a point on a circle, by an angle that grows clockwise from the right."""
    return x + radius * cos(angle), y + radius * sin(angle)
