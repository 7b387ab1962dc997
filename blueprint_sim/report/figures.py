"""All pictures of a result, each drawn in light and dark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report.blueprint.drawing import draw_variant
from blueprint_sim.report.canvas import Canvas
from blueprint_sim.report.charts import Chart, charts, slugs_of
from blueprint_sim.report.filenames import slugs
from blueprint_sim.report.ink.palette import DARK, LIGHT, Theme
from blueprint_sim.report.speech.names import Names
from blueprint_sim.studies.result import Result
from blueprint_sim.studies.workers import Progress, in_order

Kind: TypeAlias = Literal["chart", "blueprint"]

DPI = 120
"""Of a PNG: a chart is 1920 pixels wide, and the smallest letters on a slide can be read."""
PAIRED = ("forest", "emotion")
"""Charts of which there is one for each variant beside the baseline, where there are several."""


class Figure(NamedTuple):
    """One picture."""

    name: str
    """Of its files, without an ending."""
    kind: Kind
    variant: str | None
    """Whose blueprint it is, or which variant a chart sets beside the baseline; None: all."""
    alt: str
    """What somebody is told who does not see it: the finding, and what is shown."""
    light: bytes
    """As SVG."""
    dark: bytes
    """As SVG, on a dark page."""
    png: bytes
    """As PNG, on a light page."""


def figures(
    result: Result, scenario: Scenario, *, jobs: int = 1, progress: Progress | None = None
) -> list[Figure]:
    """Draw the charts of a result, then the blueprint of each variant.

    Parameters
    ----------
    result, scenario
        What was found, and what was run.
    jobs
        Processes; 0 takes one for each core. The pictures are the same for any number.
    progress
        Told (done, total) after each picture.
    """
    gallery = _Gallery(result, scenario)
    return in_order(gallery.figure, len(gallery.wanted()), jobs, progress)


def pictures(drawn: Iterable[Figure]) -> dict[str, bytes]:
    """Give the files of pictures by name: each as SVG and as PNG."""
    files: dict[str, bytes] = {}
    for figure in drawn:
        files |= {f"{figure.name}.svg": figure.light, f"{figure.name}.png": figure.png}
    return files


class _Wanted(NamedTuple):
    """A picture to be drawn."""

    name: str
    kind: Kind
    variant: str | None
    draw: Chart


@dataclass(frozen=True)
class _Gallery:
    """All that a picture needs, whichever its number; travels between processes."""

    result: Result
    scenario: Scenario

    def wanted(self) -> list[_Wanted]:
        """Give every picture, in the order in which they are shown."""
        return [*self._charts(), *self._blueprints()]

    def figure(self, number: int) -> Figure:
        """Draw one picture."""
        name, kind, variant, draw = self.wanted()[number]
        light, dark = draw(LIGHT), draw(DARK)
        alt = " ".join(part for part in (_sentence(light.title), light.description) if part)
        png = light.bytes("png", dpi=DPI)
        return Figure(name, kind, variant, alt, light.bytes("svg"), dark.bytes("svg"), png)

    def _charts(self) -> Iterable[_Wanted]:
        files = slugs_of(self.result)
        pairs = {f"{kind}-{file}": name for name, file in files.items() for kind in PAIRED}
        for name, draw in charts(self.result, Names.of(self.scenario)).items():
            yield _Wanted(name, "chart", pairs.get(name), draw)

    def _blueprints(self) -> Iterable[_Wanted]:
        files = slugs(self.result.variants, "variant")
        for name, file in files.items():
            yield _Wanted(f"blueprint-{file}", "blueprint", name, self._blueprint_of(name))

    def _blueprint_of(self, variant: str) -> Chart:
        def draw(theme: Theme) -> Canvas:
            return draw_variant(self.scenario, variant, self.result, dark=theme == DARK).whole

        return draw


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."
