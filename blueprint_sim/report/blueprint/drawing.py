"""The blueprint of a variant, drawn: the face of the product.

`plan` says what is shown, `layout` where it stands, and here it is painted: title and key
figures above, the lanes between, the legend below.
"""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from typing import NamedTuple

from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report.blueprint import strip as strips
from blueprint_sim.report.blueprint.contents import Contents
from blueprint_sim.report.blueprint.head import head
from blueprint_sim.report.blueprint.legend import entries, height, legend
from blueprint_sim.report.blueprint.plan import contents
from blueprint_sim.report.canvas import Canvas, Format, book, width_of
from blueprint_sim.report.ink.palette import Theme, theme
from blueprint_sim.report.layout import lay_out
from blueprint_sim.report.layout.records import Sheet, Strip
from blueprint_sim.studies.result import Result

BETWEEN = 0.45
"""White between two strips on one page, in inches."""


class Picture(NamedTuple):
    """A drawn blueprint: whole on one canvas, and as pages, a strip on each."""

    whole: Canvas
    pages: tuple[Canvas, ...]
    """One a slide; a blueprint of at most eight columns has one."""

    def bytes(self, kind: Format, *, dpi: float = 144.0) -> builtins.bytes:
        """Give the bytes of a file: SVG and PNG whole, PDF a page a strip; `dpi` is for PNG."""
        return book(self.pages) if kind == "pdf" else self.whole.bytes(kind, dpi=dpi)


def draw_variant(
    scenario: Scenario, variant: str, result: Result | None = None, *, dark: bool = False
) -> Picture:
    """Draw the blueprint of a variant.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    variant : str
        Name of one of its variants.
    result : Result, optional
        What a study of this scenario found. Without one the picture shows the blueprint as
        designed: written times, expected shares, nothing about queues or misery.
    dark : bool
        Light ink on a dark page.

    Returns
    -------
    Picture
        The same for the same scenario and result, to the byte.

    Raises
    ------
    KeyError
        If the scenario or the result has no such variant.
    """
    return draw(contents(scenario, variant, result), theme(dark=dark))


def draw(shown: Contents, theme: Theme) -> Picture:
    """Lay out and paint what a picture shows."""
    sheet = lay_out(shown.plan, width_of)
    text = described(shown, sheet)
    whole = _page(shown, sheet.strips, theme, shown.title, text)
    count = len(sheet.strips)
    if count == 1:
        return Picture(whole, (whole,))
    pages = tuple(
        _page(shown, (strip,), theme, f"{shown.title} ({place} of {count})", text)
        for place, strip in enumerate(sheet.strips, start=1)
    )
    return Picture(whole, pages)


def described(shown: Contents, sheet: Sheet) -> str:
    """Say in words what a picture shows, for those who cannot see it."""
    labels = {node.name: node.label for node in shown.plan.nodes}
    steps = ", ".join(f"{number} {labels[name]}" for name, number in sheet.numbers)
    figures = "; ".join(f"{figure.value} {' '.join(figure.words)}" for figure in shown.key_figures)
    parts = (f"Blueprint. {shown.subtitle}", shown.aside.rstrip("."), figures, f"Steps: {steps}")
    return ". ".join(part for part in parts if part) + "."


def _page(
    shown: Contents, parts: Sequence[Strip], theme: Theme, title: str, description: str
) -> Canvas:
    """Paint strips below one another, with one head and one legend."""
    plan = shown.plan
    bands = [part.height - plan.head - plan.foot for part in parts]
    width = max(part.width for part in parts)
    found = entries(parts)
    bottom = plan.head + sum(bands) + BETWEEN * (len(parts) - 1)
    below = height(found, width, shown.footer, figures=plan.figures)
    canvas = Canvas(width, bottom + below, theme, title=title, description=description)
    top = 0.0
    for part, band in zip(parts, bands, strict=True):
        painted = Canvas(part.width, part.height, theme)
        strips.paint(painted, part, shown)
        canvas.place(painted, 0.0, top)
        top += band + BETWEEN
    head(canvas, title, shown.subtitle, shown.key_figures, shown.aside)
    legend(canvas, bottom, found, shown.footer, figures=plan.figures)
    return canvas
