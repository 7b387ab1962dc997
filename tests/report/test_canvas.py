"""Canvases: the same bytes each time, any text, and none of matplotlib's state."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
import pytest
from PIL import Image

from blueprint_sim.report.canvas import FORMATS, Canvas, Format, book, height_of, width_of
from blueprint_sim.report.ink.marks import Shape, Words, from_left
from blueprint_sim.report.ink.palette import DARK, LIGHT, MARKERS

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "$x^2$ and $",
    "_leading and _trailing_",
    "<script>alert('&\"]]>')</script>",
    "\\frac{1}{2} %s {x}",
    "x" * 200,
    "שלום עולם",
    "مرحبا بالعالم",
    "\u202eright to left\u202c",
    "😀 日本語 👩‍👩‍👧 \U0001fae0",
    "two\nlines\tand\r\nmore",
    "nul\x00 bell\x07 escape\x1b[31m surrogate\ud800 none\ufffe",
    "",
    "   ",
)
SIGNATURES = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}


def canvas_of(text: str = "Agent asks") -> Canvas:
    canvas = Canvas(4, 3, LIGHT, title=text, description=text)
    canvas.text(0.5, 0.5, text, 17, bold=True, halo=LIGHT.page, hover=text)
    canvas.text(2, 1, text, 13, LIGHT.bad, align="middle", valign="middle")
    canvas.line([(1, 1), (2, 1), (2, 2)], 4, heads="both", radius=0.11)
    canvas.line([(1, 2), (3, 2)], 2, dash=(4, 2.2))
    canvas.rect(1, 1, 1, 1, fill=LIGHT.misery[2], edge=LIGHT.edge, radius=0.1)
    canvas.disc(3, 1, 0.2, edge=LIGHT.good, edge_width=2)
    canvas.polygon([(0, 0), (1, 0), (0, 1)], fill=LIGHT.bad, opacity=0.4)
    for place, kind in enumerate(MARKERS):
        canvas.marker(0.5 + place / 2, 2.7, kind, 0.2, fill=LIGHT.variants[place])
    return canvas


def texts(svg: bytes) -> list[str]:
    root = ET.fromstring(svg)
    return [
        "".join((element.text or "", *(part.tail or "" for part in element)))
        for element in root.iter(f"{SVG}text")
    ]


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_canvas_gives_the_same_bytes(kind: Format) -> None:
    first = canvas_of().bytes(kind)
    assert first.startswith(SIGNATURES[kind])
    assert first == canvas_of().bytes(kind)


@pytest.mark.parametrize("kind", FORMATS)
def test_another_text_gives_other_bytes(kind: Format) -> None:
    assert canvas_of("one").bytes(kind) != canvas_of("two").bytes(kind)


def test_bytes_are_the_same_in_another_process() -> None:
    script = (
        "import hashlib\n"
        "from tests.report.test_canvas import FORMATS, canvas_of\n"
        "print(*(hashlib.sha256(canvas_of().bytes(kind)).hexdigest() for kind in FORMATS))"
    )
    root = Path(__file__).parents[2]
    here = [hashlib.sha256(canvas_of().bytes(kind)).hexdigest() for kind in FORMATS]
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"},
        )
        assert run.stdout.split() == here


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", FORMATS)
def test_any_text_draws(text: str, kind: Format) -> None:
    assert canvas_of(text).bytes(kind).startswith(SIGNATURES[kind])


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_stands_in_the_svg_as_one_line_of_text(text: str) -> None:
    svg = canvas_of(text).bytes("svg")
    line = " ".join(text.split())
    for gone in "\x00\x07\x1b\ud800\ufffe\u202e\u202c":
        line = line.replace(gone, "")
    assert texts(svg) == ([line, line] if line else [])
    assert not list(ET.fromstring(svg).iter(f"{SVG}script"))


def test_markup_stays_text_in_png() -> None:
    def drawn(text: str) -> bytes:
        canvas = Canvas(2, 1, LIGHT)
        canvas.text(0.2, 0.5, text, 20)
        return canvas.bytes("png")

    assert drawn("$x$") != drawn("x")
    assert drawn("_x") != drawn("x")


def test_a_screen_reader_hears_what_the_picture_is() -> None:
    root = ET.fromstring(canvas_of("Voice & menu").bytes("svg"))
    assert root.get("role") == "img"
    assert root.get("aria-label") == "Voice & menu"
    assert root.findtext(f"{SVG}title") == "Voice & menu"
    assert root.findtext(f"{SVG}desc") == "Voice & menu"


def test_hover_shows_the_whole_label() -> None:
    canvas = Canvas(2, 1, LIGHT)
    canvas.text(0, 0.5, "Retention of…", 17, hover="Retention offer & more")
    (text,) = ET.fromstring(canvas.bytes("svg")).iter(f"{SVG}text")
    assert text.findtext(f"{SVG}title") == "Retention offer & more"


def test_svg_has_no_ids_that_could_clash_with_another_picture_on_the_page() -> None:
    assert b" id=" not in canvas_of().bytes("svg")


def test_svg_is_as_large_as_the_canvas() -> None:
    root = ET.fromstring(Canvas(17.5, 9.25, LIGHT).bytes("svg"))
    assert (root.get("width"), root.get("height")) == ("17.5in", "9.25in")
    assert root.get("viewBox") == "0 0 1260 666"


def test_latin_text_is_held_to_its_measured_width_and_joining_scripts_are_not() -> None:
    canvas = Canvas(4, 1, LIGHT)
    canvas.text(0, 0.5, "Agent asks", 17)
    canvas.text(0, 0.5, "مرحبا", 17)
    latin, arabic = ET.fromstring(canvas.bytes("svg")).iter(f"{SVG}text")
    assert float(latin.get("textLength") or 0) == pytest.approx(
        72 * width_of("Agent asks", 17), abs=0.01
    )
    assert arabic.get("textLength") is None


def test_a_users_settings_of_matplotlib_neither_matter_nor_change() -> None:
    plain = canvas_of().bytes("png"), canvas_of().bytes("pdf")
    theirs = {
        "savefig.dpi": 30,
        "savefig.facecolor": "red",
        "savefig.bbox": "tight",
        "font.size": 40,
        "path.sketch": (3, 100, 2),
        "text.hinting": "native",
        "lines.dashed_pattern": (1, 1),
        "pdf.fonttype": 3,
    }
    with mpl.rc_context(theirs):
        before = dict(mpl.rcParams)
        assert (canvas_of().bytes("png"), canvas_of().bytes("pdf")) == plain
        assert dict(mpl.rcParams) == before


def test_drawing_needs_no_window_and_no_pyplot() -> None:
    script = (
        "import sys\n"
        "from tests.report.test_canvas import FORMATS, canvas_of\n"
        "[canvas_of().bytes(kind) for kind in FORMATS]\n"
        "assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[2])


def test_png_grows_with_its_resolution() -> None:
    canvas = Canvas(2, 1, LIGHT)
    for dpi in (72, 144):
        data = canvas.bytes("png", dpi=dpi)
        size = (int.from_bytes(data[16:20]), int.from_bytes(data[20:24]))
        assert size == (2 * dpi, dpi)


def test_a_book_has_a_page_for_each_canvas() -> None:
    one, two = canvas_of("one"), canvas_of("two")
    assert book([one, two]).count(b"/Type /Page /") == 2
    assert book([one, two]) == book([one, two])


def test_dark_differs_from_light_on_the_same_marks() -> None:
    light, dark = Canvas(2, 1, LIGHT), Canvas(2, 1, DARK)
    for canvas in (light, dark):
        canvas.text(0.1, 0.5, "text", 17)
    for kind in FORMATS:
        assert light.bytes(kind) != dark.bytes(kind)


def test_widths_are_those_of_dejavu_sans() -> None:
    # Advances in the font's own tables, in 2048ths of an em.
    assert width_of("W", 72) == pytest.approx(2025 / 2048)
    assert width_of("i", 72) == pytest.approx(569 / 2048)
    assert width_of("i", 72, True) == pytest.approx(702 / 2048)
    assert width_of("iW", 36) == pytest.approx((2025 + 569) / 2048 / 2)
    assert width_of("", 17) == 0
    assert width_of("語", 72) == 1
    assert height_of(72) == pytest.approx(1493 / 2048, abs=1e-3)


@pytest.mark.parametrize("dpi", [96, 120, 144])
@pytest.mark.parametrize(("size", "bold"), [(13, False), (13, True), (17, False), (28, True)])
def test_words_are_as_wide_in_a_png_as_they_are_measured(dpi: int, size: float, bold: bool) -> None:
    for text in ("60% of the unresolved come again, after", "HOW many are harmed; Menu asks why"):
        width = width_of(text, size, bold)
        canvas = Canvas(width + 1, 1, LIGHT)
        canvas.text(0.5, 0.5, text, size, "#000000", bold=bold)
        picture = Image.open(BytesIO(canvas.bytes("png", dpi=dpi))).convert("L")
        left, _, right, _ = picture.point(lambda light: 255 * (light < 200)).getbbox() or (0,) * 4
        assert (right - left) / dpi == pytest.approx(width, rel=0.015)


@pytest.mark.parametrize("text", ["$x^2$ costs \\alpha $9_{1}$", "_menu_ costs $5, not $6"])
def test_nothing_in_a_png_is_markup(text: str) -> None:
    width = width_of(text, 28)
    canvas = Canvas(width + 1, 1, LIGHT)
    canvas.text(0.5, 0.5, text, 28, "#000000")
    picture = Image.open(BytesIO(canvas.bytes("png", dpi=144))).convert("L")
    left, _, right, _ = picture.point(lambda light: 255 * (light < 200)).getbbox() or (0,) * 4
    assert (right - left) / 144 == pytest.approx(width, rel=0.03)


def test_arrow_tips_lie_on_the_last_point() -> None:
    canvas = Canvas(4, 1, LIGHT)
    canvas.line([(1, 0.5), (3, 0.5)], 3, heads="end")
    line, head = (mark for mark in canvas.marks if isinstance(mark, Shape))
    assert max(x for _, points in head.path for x, _ in points) == 3
    assert max(x for _, points in line.path for x, _ in points) < 3


def test_a_line_of_no_length_draws() -> None:
    canvas = Canvas(1, 1, LIGHT)
    canvas.line([(0.5, 0.5), (0.5, 0.5)], 3, heads="both", radius=0.1)
    assert canvas.bytes("png")


def test_middle_of_capitals_stands_where_it_is_asked_for() -> None:
    canvas = Canvas(1, 1, LIGHT)
    for valign, base in (("baseline", 0.5), ("middle", 0.6825), ("top", 0.8645)):
        canvas.text(0, 0.5, "x", 36, valign=valign)  # type: ignore[arg-type]
        mark = canvas.marks[-1]
        assert isinstance(mark, Words)
        assert mark.at[1] == pytest.approx(base, abs=1e-3)


def test_another_canvas_is_placed_as_a_whole() -> None:
    part, whole = Canvas(1, 1, LIGHT), Canvas(4, 4, LIGHT)
    part.rect(0.25, 0.5, 0.5, 0.5, fill=LIGHT.bad)
    part.text(0.25, 0.5, "x", 17)
    whole.place(part, 2, 1)
    shape, words = whole.marks
    assert isinstance(shape, Shape)
    assert isinstance(words, Words)
    assert shape.path[0][1][0] == (2.25, 1.5)
    assert words.at == (2.25, 1.5)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Agent asks", "Agent asks"),
        ("\u05e9\u05dc\u05d5\u05dd", "\u05e9\u05dc\u05d5\u05dd"),
        ("\u05e9\u05dc: most misery", "\u200e\u05e9\u05dc: most misery"),
        ('most: "\u05e9\u05dc", 81 times', '\u200emost: "\u05e9\u05dc\u200e", 81 times'),
    ],
)
def test_a_line_with_words_from_the_right_reads_from_the_left(text: str, kept: str) -> None:
    assert from_left(text) == kept


def test_a_png_tells_in_words_what_the_font_cannot_show() -> None:
    canvas = Canvas(2.0, 1.0, LIGHT, title="\u65e5\u672c asks", description="Steps: 1 \u65e5\u672c")
    canvas.text(0.1, 0.5, canvas.title, 12)
    kept = Image.open(BytesIO(canvas.bytes("png"))).text
    assert kept["Title"] == canvas.title
    assert kept["Description"] == canvas.description
