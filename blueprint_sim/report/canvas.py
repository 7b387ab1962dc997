"""A sheet to draw on, in inches with y downwards, and its pictures. matplotlib's only door.

A canvas keeps marks (`marks`) and paints them when asked: as SVG by `svg`, as PNG and PDF by
matplotlib. No state of matplotlib is changed, none of its windows is opened, and nothing in a
text is markup. The same marks give the same bytes.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from blueprint_sim.report.ink.marks import Align, Path, Shape, Words, from_left
from blueprint_sim.report.ink.marks import plain as plain
from blueprint_sim.report.ink.palette import Theme
from blueprint_sim.report.ink.shapes import Shapes
from blueprint_sim.report.ink.svg import svg

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.ft2font import FT2Font

Format: TypeAlias = Literal["svg", "png", "pdf"]
Valign: TypeAlias = Literal["baseline", "middle", "top", "bottom"]

FORMATS: Final[tuple[Format, ...]] = ("svg", "png", "pdf")
CAPITAL: Final = 0.729
"""Height of a capital of DejaVu Sans, in ems."""
_ALIGNED: Final[dict[Align, Literal["left", "center", "right"]]] = {
    "left": "left",
    "middle": "center",
    "right": "right",
}


class Canvas(Shapes):
    """A sheet of a width and a height in inches, y downwards.

    Later marks lie over earlier ones. Colours are ``#RRGGBB``; where none is given, text takes
    the ink and lines the edge of the theme. Sizes of type and widths of lines are in points.

    Parameters
    ----------
    width, height : float
        In inches.
    theme : Theme
        The colours.
    title, description : str
        What a screen reader says of the picture.
    """

    def __init__(
        self, width: float, height: float, theme: Theme, *, title: str = "", description: str = ""
    ) -> None:
        super().__init__(theme)
        self.width = width
        self.height = height
        self.title = title
        self.description = description

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        colour: str | None = None,
        *,
        bold: bool = False,
        align: Align = "left",
        valign: Valign = "baseline",
        halo: str | None = None,
        hover: str = "",
    ) -> None:
        """Write one line of text; `valign` speaks of its capitals.

        `halo` is a colour around the letters; `hover` is shown to a reader who rests on them.
        """
        drop = {"baseline": 0.0, "middle": 0.5, "top": 1.0, "bottom": 0.0}[valign]
        base = y + drop * height_of(size)
        text = plain(text)
        if not text:
            return
        width = width_of(text, size, bold)
        ink = colour or self.theme.ink
        self.marks.append(Words((x, base), text, size, ink, width, bold, align, halo, plain(hover)))

    def bytes(self, kind: Format, *, dpi: float = 144.0) -> builtins.bytes:
        """Paint the canvas: the bytes of an SVG, PNG or PDF file; `dpi` is for PNG."""
        if kind == "svg":
            return svg(
                self.marks,
                self.width,
                self.height,
                self.theme.page,
                title=plain(self.title),
                description=plain(self.description),
            )
        return _png(self, dpi) if kind == "png" else book([self])


def book(pages: Sequence[Canvas]) -> bytes:
    """Paint canvases as the pages of one PDF file."""
    from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfPages

    file = BytesIO()
    about: dict[str, Any] = {"Creator": "blueprint-sim", "Producer": None, "CreationDate": None}
    if pages[0].title:
        about["Title"] = plain(pages[0].title)
    with _own_settings(), PdfPages(file, metadata=about) as document:
        for page in pages:
            painter: Any = FigureCanvasPdf(_figure(page, 72.0))
            painter.print_pdf(document)
    return file.getvalue()


def width_of(text: str, pt: float, bold: bool = False) -> float:
    """Width of a line of text in inches, in DejaVu Sans of a size in points.

    The letters' advances, without kerning: the line as set is at most a hair narrower.
    """
    return sum(_advance(letter, bold) for letter in text) * pt / 72


def height_of(pt: float) -> float:
    """Height of a capital in inches, in DejaVu Sans of a size in points."""
    return CAPITAL * pt / 72


@contextmanager
def _own_settings() -> Iterator[None]:
    """Keep a user's settings of matplotlib out of the picture, and leave them as they were."""
    from matplotlib import rc_context

    ours: Any = {
        "pdf.compression": 6,
        "pdf.fonttype": 42,
        "pdf.use14corefonts": False,
        "path.effects": [],
        "path.simplify": False,
        "path.sketch": None,
        "path.snap": False,
        "patch.antialiased": True,
        "text.antialiased": True,
        "text.hinting": "none",  # hinted letters are up to 3% wider than measured
        "text.usetex": False,
    }
    with rc_context(ours):
        yield


def _png(canvas: Canvas, dpi: float) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    file = BytesIO()
    # The words whole, also in scripts that the font has no letters of.
    told = {"Title": plain(canvas.title), "Description": plain(canvas.description)}
    about = {"Software": "blueprint-sim"} | {key: text for key, text in told.items() if text}
    with _own_settings():
        painter: Any = FigureCanvasAgg(_figure(canvas, dpi))
        painter.print_png(file, metadata=about)
    return file.getvalue()


def _figure(canvas: Canvas, dpi: float) -> Figure:
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    figure = Figure((canvas.width, canvas.height), dpi=dpi, facecolor=canvas.theme.page)
    inches = Affine2D().scale(1, -1).translate(0, canvas.height) + figure.dpi_scale_trans
    for mark in canvas.marks:
        made = _text(mark, inches) if isinstance(mark, Words) else _patch(mark, inches)
        figure.add_artist(made)
    return figure


def _patch(shape: Shape, inches: Any) -> Any:
    from matplotlib.patches import PathPatch

    patch = PathPatch(
        _outline(shape.path),
        facecolor=(shape.fill, shape.opacity) if shape.fill else "none",
        edgecolor=shape.edge or "none",
        linewidth=shape.width if shape.edge else 0,
        linestyle=(0, tuple(shape.dash)) if shape.dash else "-",
        capstyle="butt",
        joinstyle="round",
        transform=inches,
    )
    patch.set_clip_on(False)
    return patch


def _outline(path: Path) -> Any:
    from matplotlib.path import Path as Outline

    codes = {"M": 1, "L": 2, "Q": 3, "C": 4}
    points = [point for verb, drawn in path for point in (drawn or [(0.0, 0.0)])]
    kinds = [codes.get(verb, 79) for verb, drawn in path for _ in (drawn or [(0.0, 0.0)])]
    return Outline(points, kinds)


def _text(words: Words, inches: Any) -> Any:
    from matplotlib.patheffects import withStroke
    from matplotlib.text import Text

    text = Text(
        *words.at,
        from_left(
            "".join(letter if _has(letter, words.bold) else "\u25a1" for letter in words.text)
        ),
        fontproperties=_font_of(words),
        color=words.colour,
        horizontalalignment=_ALIGNED[words.align],
        verticalalignment="baseline",
        parse_math=False,
        usetex=False,
        transform=inches,
    )
    text.set_clip_on(False)
    if words.halo:
        text.set_path_effects([withStroke(linewidth=words.size * 0.3, foreground=words.halo)])
    return text


def _font_of(words: Words) -> Any:
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=_font_file(words.bold), size=words.size)


def _font_file(bold: bool) -> str:
    """Give the DejaVu Sans that ships with matplotlib."""
    from matplotlib import get_data_path

    return f"{get_data_path()}/fonts/ttf/DejaVuSans{'-Bold' if bold else ''}.ttf"


@lru_cache(maxsize=2)
def _font(bold: bool) -> FT2Font:
    from matplotlib.ft2font import FT2Font

    font = FT2Font(_font_file(bold))
    font.set_size(1000, 72)
    return font


@lru_cache(maxsize=20_000)
def _advance(letter: str, bold: bool) -> float:
    """Advance of a letter in ems, unhinted; 1 for a letter that the font lacks."""
    if not _has(letter, bold):
        return 1.0
    return _font(bold).load_char(ord(letter)).linearHoriAdvance / 65536 / 1000


def _has(letter: str, bold: bool) -> bool:
    return _font(bold).get_char_index(ord(letter)) != 0
