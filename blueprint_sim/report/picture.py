"""A drawing or a chart, as a notebook shows it and as files."""

from __future__ import annotations

import builtins
from base64 import b64encode
from collections.abc import Container
from functools import cached_property
from html import escape
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias, cast, get_args

from blueprint_sim.errors import Problem, ScenarioError
from blueprint_sim.model.base import did_you_mean
from blueprint_sim.model.scenario import Scenario, given_scenario
from blueprint_sim.report.atomic import write_file
from blueprint_sim.studies.result import Result

if TYPE_CHECKING:
    from blueprint_sim.report.canvas import Canvas

Format: TypeAlias = Literal["svg", "png", "pdf"]
DPI = 144.0
"""Pixels of a PNG to an inch, of which a drawing is 17 or more wide."""


class Pages(Protocol):
    """What makes the bytes of a file."""

    def bytes(self, kind: Format, *, dpi: float) -> builtins.bytes:
        """Give the bytes of a file; `dpi` is for PNG."""


class Picture:
    """A drawn blueprint, or a chart: a notebook shows it, `save` and `to_bytes` make files of it.

    `draw`, `Result.draw` and `Result.chart` give one.

    Examples
    --------
    >>> import blueprint_sim
    >>> picture = blueprint_sim.draw(blueprint_sim.example(), "menu_first")
    >>> picture.description.partition(".")[0]
    'Blueprint'
    """

    def __init__(self, shown: Canvas, pages: Pages) -> None:
        self._shown = shown
        self._pages = pages

    @property
    def title(self) -> str:
        """What stands above it."""
        return self._shown.title

    @property
    def description(self) -> str:
        """What it shows, in words, for those who cannot see it."""
        return self._shown.description

    def to_bytes(self, kind: Format, *, dpi: float = DPI) -> bytes:
        """Give the bytes of a file; the same scenario and result give the same.

        Parameters
        ----------
        kind
            ``svg``, ``png`` or ``pdf``.
        dpi
            Pixels to an inch, for PNG.

        Raises
        ------
        ValueError
            If there is no such format.

        Examples
        --------
        >>> import blueprint_sim
        >>> picture = blueprint_sim.draw(blueprint_sim.example())
        >>> picture.to_bytes("png")[1:4]
        b'PNG'
        """
        if kind not in get_args(Format):
            raise ValueError(f"no format '{kind}'; write svg, png or pdf")
        return self._pages.bytes(kind, dpi=dpi)

    def save(self, path: str | PathLike[str], *, dpi: float = DPI) -> Path:
        """Write it to a file, in the place of one that is there, and give its path.

        It asks for no leave to overwrite: the cells of a notebook are run again and again.

        Parameters
        ----------
        path
            Where. Its ending says how: ``.svg``, ``.png`` or ``.pdf``.
        dpi
            Pixels to an inch, for PNG.

        Raises
        ------
        ValueError
            If it ends otherwise.
        OutputError
            If it cannot be written.

        Examples
        --------
        >>> import blueprint_sim, tempfile
        >>> picture = blueprint_sim.draw(blueprint_sim.example())
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     picture.save(f"{folder}/menu_first.svg").name
        'menu_first.svg'
        """
        file = Path(path)
        kind = file.suffix.removeprefix(".").lower()
        if kind not in get_args(Format):
            said = f"the end of '{file.name}' names no format of pictures"
            raise ValueError(f"{said}; let it be .svg, .png or .pdf")
        write_file(file, self.to_bytes(cast(Format, kind), dpi=dpi), force=True)
        return file

    def image(self) -> str:
        """Give it as an image for a page of HTML, all in one piece.

        Examples
        --------
        >>> import blueprint_sim
        >>> blueprint_sim.draw(blueprint_sim.example()).image()[:31]
        '<img src="data:image/svg+xml;ba'
        """
        source = b64encode(self._svg.encode()).decode()
        style = "width:100%;max-width:110rem;height:auto"
        return (
            f'<img src="data:image/svg+xml;base64,{source}" style="{style}"'
            f' alt="{escape(f"{self.title}. {self.description}")}">'
        )

    @cached_property
    def _svg(self) -> str:
        text = self.to_bytes("svg").decode()
        return text[text.index("<svg") :]

    def __repr__(self) -> str:
        return f"<{self.description} picture.save('blueprint.svg') writes it to a file>"

    def _repr_mimebundle_(
        self, include: Container[str] | None = None, exclude: Container[str] | None = None
    ) -> dict[str, str]:
        """Give a notebook what costs little; a PNG, ten times as large, only if it asks for it."""
        bundle = {
            "text/html": self.image(), "image/svg+xml": self._svg, "text/plain": repr(self)
        }  # fmt: skip
        if include and "image/png" in include:
            bundle["image/png"] = b64encode(self.to_bytes("png")).decode()
        return bundle


def draw(
    scenario: Scenario,
    variant: str | None = None,
    result: Result | None = None,
    *,
    dark: bool = False,
) -> Picture:
    """Draw the blueprint of a variant: its steps in lanes, and the ways between them.

    Parameters
    ----------
    scenario
        The scenario.
    variant
        Name of the variant; by default the baseline.
    result
        What `run` found. With one, the drawing shows waits, losses and where misery is felt;
        without, the blueprint as it is designed.
    dark
        Light ink on a dark ground.

    Raises
    ------
    ScenarioError
        If the scenario or the result has no such variant.
    TypeError
        If `scenario` is none, but perhaps the name of a file.

    Examples
    --------
    >>> import blueprint_sim
    >>> scenario = blueprint_sim.example()
    >>> picture = blueprint_sim.draw(scenario, "person_first")
    >>> "Help from an agent" in picture.description
    True
    >>> blueprint_sim.draw(scenario, "person_frist")
    Traceback (most recent call last):
    blueprint_sim.errors.ScenarioError: variants: no variant 'person_frist'; did you mean...
    """
    from blueprint_sim.report.blueprint.drawing import draw_variant

    given_scenario(scenario)
    name = variant or (scenario if result is None else result).baseline
    if name not in scenario.variants:
        guess = did_you_mean(name, scenario.variants)
        raise ScenarioError([Problem(("variants",), f"no variant '{name}'", guess)])
    if result is not None and name not in result.variants:
        said, remedy = f"variant '{name}' was not run", f"there are {', '.join(result.variants)}"
        raise ScenarioError([Problem(("variants",), said, remedy)])
    drawn = draw_variant(scenario, name, result, dark=dark)
    return Picture(drawn.whole, drawn)
