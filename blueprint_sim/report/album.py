"""The blueprints of several variants in one file, to be leafed through."""

from __future__ import annotations

from collections.abc import Iterable

from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report.blueprint.drawing import draw_variant
from blueprint_sim.report.canvas import book
from blueprint_sim.studies.result import Result


def album(
    scenario: Scenario,
    variants: Iterable[str],
    result: Result | None = None,
    *,
    dark: bool = False,
) -> bytes:
    """Draw variants one after the other into a PDF, a slide a page.

    Parameters
    ----------
    scenario, result, dark
        As `draw_variant` takes them.
    variants
        Names of at least one of its variants, in the order of the pages.
    """
    drawn = (draw_variant(scenario, name, result, dark=dark) for name in variants)
    return book([page for picture in drawn for page in picture.pages])
