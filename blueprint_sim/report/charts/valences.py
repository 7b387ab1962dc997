"""The ground of an emotion curve: valences from -2 to +2, with the zones of magic and misery."""

from __future__ import annotations

from typing import NamedTuple

from blueprint_sim.report.canvas import Canvas

LEFT, RIGHT = 1.15, 12.55
"""Sides of the panel of the curves, in inches."""
BEYOND = 2.15
"""The valence at the upper edge; the lower one is its negative."""
VALENCES = (-2, -1, 0, 1, 2)


class Panel(NamedTuple):
    """Where moments and valences lie, in inches."""

    top: float
    bottom: float
    moments: int
    """How many there is room for."""

    def x(self, number: int) -> float:
        """Place of the n-th moment, from 1."""
        return LEFT + (RIGHT - LEFT) * (number - 0.5) / self.moments

    def y(self, valence: float) -> float:
        """Place of a valence."""
        return self.top + (BEYOND - valence) / (2 * BEYOND) * (self.bottom - self.top)


def zones(canvas: Canvas, panel: Panel, left: float, right: float) -> None:
    """Draw the zones of magic and misery, and the lines of the scale."""
    theme = canvas.theme
    for upper, lower, fill in ((BEYOND, 1, theme.magic_zone), (-1, -BEYOND, theme.misery_zone)):
        top, bottom = panel.y(upper), panel.y(lower)
        canvas.rect(left, top, right - left, bottom - top, fill=fill)
    for valence in VALENCES:
        y = panel.y(valence)
        colour, width = (theme.edge, 1.5) if valence == 0 else (theme.hairline, 0.75)
        canvas.line([(left, y), (right, y)], width, colour)
