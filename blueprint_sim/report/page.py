"""The report on one page of HTML, complete and offline. jinja2's only door."""

from __future__ import annotations

import re
import webbrowser
from base64 import b64encode
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Final

from blueprint_sim.errors import Problem
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report.figures import Figure
from blueprint_sim.report.ink.palette import DARK, LIGHT, TYPE
from blueprint_sim.report.story import story
from blueprint_sim.studies.result import Result

TEMPLATE = "report.html.j2"
LEGIBLE: Final = 8.5
"""Least size of notes on a screen, in pixels: so a wide blueprint is whole on a laptop."""
_WIDTH: Final = re.compile(rb'<svg[^>]* width="([0-9.]+)in"')


def render(
    result: Result,
    scenario: Scenario,
    figures: Sequence[Figure] = (),
    suspect: Iterable[Problem] = (),
) -> str:
    """Write the page.

    Everything stands in the one file, pictures too; there is no script in it, and its policy
    forbids every request. All text is escaped. The same run gives the same page.

    Parameters
    ----------
    result, scenario
        What was found, and what was run.
    figures
        The pictures.
    suspect
        Warnings about the scenario.
    """
    from jinja2 import Environment, StrictUndefined

    template = files("blueprint_sim.report") / "templates" / TEMPLATE
    # Said outright: jinja2 escapes nothing by itself, nor by the ending of this file's name.
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"uri": data_uri, "pieces": pieces, "least_width": least_width}
    page = environment.from_string(template.read_text(encoding="utf-8"))
    told = story(result, scenario, figures, suspect)
    return page.render(story=told, light=LIGHT, dark=DARK) + "\n"


def data_uri(svg: bytes) -> str:
    """Write an SVG as the address of an image.

    As an image and not as part of the page, since two pictures would share their ids.
    """
    return f"data:image/svg+xml;base64,{b64encode(svg).decode()}"


def least_width(svg: bytes) -> int:
    """Give the width in pixels below which the small print of a picture could not be read.

    A page narrower than that moves the picture sideways.
    """
    found = _WIDTH.search(svg)
    return round(float(found[1]) * 72 * LEGIBLE / TYPE.note) if found else 0


def pieces(key: str) -> list[str]:
    """Split a key where it may go on to a new line: behind its dots and underscores."""
    return re.split(r"(?<=[._])(?=.)", key)


def open_in_browser(page: Path) -> bool:
    """Show a page in the user's browser; tell whether there was one."""
    try:
        return webbrowser.open(page.resolve().as_uri())
    except (webbrowser.Error, OSError):
        return False
