"""Colours and type: what each role on a picture looks like, on a light page and on a dark one.

Every colour is written ``#RRGGBB``. No orange stands for a variant: orange is misery.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Theme(NamedTuple):
    """The colours of a page, by what they stand for."""

    name: str
    """``light`` or ``dark``."""
    page: str
    ink: str
    second_ink: str
    """For small print: subtitles, units, footers."""
    lanes: tuple[str, str, str, str]
    """Ground of the lanes: customer, frontstage, backstage, support."""
    header: str
    """Ground of the lanes' names; the ink on it is `header_ink`."""
    header_ink: str
    edge: str
    hairline: str
    misery: tuple[str, str, str, str, str]
    """Fill of the five classes of misery, from least to most."""
    misery_ink: tuple[str, str, str, str, str]
    """The ink on them."""
    bad: str
    good: str
    neutral: str
    variants: tuple[str, str, str, str, str]
    """One a variant, the baseline first; each has a marker too (`MARKERS`)."""
    misery_zone: str
    magic_zone: str


LIGHT: Final = Theme(
    name="light",
    page="#FFFFFF",
    ink="#17212B",
    second_ink="#4A5763",
    lanes=("#FFFFFF", "#F4F6F8", "#E6EAEE", "#DADFE5"),
    header="#17212B",
    header_ink="#FFFFFF",
    edge="#3A4753",
    hairline="#C5CDD5",
    misery=("#FFFFFF", "#FDE7D3", "#F9C08F", "#E98A4B", "#A63C06"),
    misery_ink=("#17212B", "#17212B", "#17212B", "#17212B", "#FFFFFF"),
    bad="#A63C06",
    good="#006D5B",
    neutral="#5A6672",
    variants=("#4A5763", "#0069A8", "#8A4A86", "#00735C", "#8A6A00"),
    misery_zone="#FDEBDD",
    magic_zone="#DDF1EE",
)

DARK: Final = Theme(
    name="dark",
    page="#11181F",
    ink="#F2F5F7",
    second_ink="#B4C0CA",
    lanes=("#1B252E", "#161F27", "#10171D", "#0B1116"),
    header="#2C3944",
    header_ink="#F2F5F7",
    edge="#AEBBC6",
    hairline="#3B4853",
    misery=("#202B35", "#4A3322", "#84491C", "#D2711F", "#FFC48A"),
    misery_ink=("#F2F5F7", "#F2F5F7", "#FFFFFF", "#11181F", "#11181F"),
    bad="#FF9A56",
    good="#4CC9B0",
    neutral="#9AA7B3",
    variants=("#B4C0CA", "#5DB7F0", "#D79BD3", "#4CC9B0", "#E3C04A"),
    misery_zone="#33241A",
    magic_zone="#12302E",
)

MARKERS: Final = ("square", "circle", "triangle", "diamond", "cross")
"""One a variant, the baseline first, so that nobody needs to see colour."""

MISERY_CLASSES: Final = (5.0, 15.0, 30.0, 60.0)
"""Where the classes of misery begin after the first, in moments per 100 customers. Fixed, so that
drawings compare."""


class Type(NamedTuple):
    """Sizes of type, in points, for a page about 15 inches high."""

    title: float = 31.0
    least_title: float = 24.0
    key_figure: float = 31.0
    subtitle: float = 17.0
    step: float = 17.0
    least_step: float = 13.0
    lane: float = 17.0
    wait: float = 15.0
    misery: float = 14.0
    note: float = 13.0
    number: float = 11.5


TYPE: Final = Type()


def theme(*, dark: bool = False) -> Theme:
    """Give the theme of a dark page, or of a light one."""
    return DARK if dark else LIGHT


def misery_class(per_100: float) -> int:
    """Class of misery, 0 to 4, of a number of moments of misery per 100 customers."""
    return sum(per_100 >= bound for bound in MISERY_CLASSES)


def variant_colour(theme: Theme, position: int) -> str:
    """Colour of the variant at a position, the baseline at 0; the sixth has that of the second."""
    return theme.variants[position if position < 5 else 1 + (position - 1) % 4]


def variant_marker(position: int) -> str:
    """Marker of the variant at a position, the baseline at 0.

    Where colours come again they have other markers: both together come again after 17 variants.
    """
    if position == 0:
        return MARKERS[0]
    return MARKERS[1 + (position - 1 + (position - 1) // 4) % 4]


def mix(colour: str, ground: str, share: float) -> str:
    """Mix a colour into a ground: what a share (0 to 1) of opacity would look like."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21, by WCAG 2.2 (relative luminance).

    References
    ----------
    W3C (2023), Web Content Accessibility Guidelines 2.2, "contrast ratio"; 4.5 is its bound for
    text (success criterion 1.4.3).
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(theme: Theme, ground: str) -> str:
    """Give the ink, dark or light, that reads better on a ground."""
    return max((theme.page, theme.ink), key=lambda ink: contrast(ink, ground))


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def _luminance(colour: str) -> float:
    linear = (_linear(channel / 255) for channel in _channels(colour))
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
