"""Colours: legible on every ground, and told apart by everybody."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from blueprint_sim.report.ink.palette import (
    DARK,
    LIGHT,
    MARKERS,
    MISERY_CLASSES,
    Theme,
    contrast,
    ink_on,
    misery_class,
    mix,
    theme,
    variant_colour,
    variant_marker,
)

Colour = NDArray[np.float64]

# Machado, Oliveira & Fernandes (2009), A physiologically-based model for simulation of color
# vision deficiency, IEEE TVCG 15(6), table 1: severity 1.0, on linear RGB.
BLINDNESS = {
    "none": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def lab(colour: str, blindness: str = "none") -> Colour:
    """CIE L*a*b* (D65) of a colour as an eye with a deficiency sees it."""
    channels = np.array(list(bytes.fromhex(colour.removeprefix("#")))) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    seen = np.clip(BLINDNESS[blindness] @ linear, 0, 1)
    ratio = TO_XYZ @ seen / (TO_XYZ @ np.ones(3))
    f = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def apart(one: str, other: str, blindness: str) -> float:
    return float(np.linalg.norm(lab(one, blindness) - lab(other, blindness)))


@THEMES
def test_text_reads_on_every_ground_that_it_stands_on(theme: Theme) -> None:
    grounds = (theme.page, *theme.lanes, theme.misery_zone, theme.magic_zone)
    pairs = [(ink, ground) for ink in (theme.ink, theme.second_ink) for ground in grounds]
    pairs += [(theme.header_ink, theme.header)]
    pairs += zip(theme.misery_ink, theme.misery, strict=True)
    pairs += [(tone, ground) for tone in (theme.bad, theme.good) for ground in theme.lanes]
    pairs += [(colour, theme.page) for colour in (*theme.variants, theme.neutral)]
    poor = {pair: contrast(*pair) for pair in pairs if contrast(*pair) < 4.5}
    assert not poor


@THEMES
def test_outlines_stand_out_from_the_lanes(theme: Theme) -> None:
    assert min(contrast(theme.edge, lane) for lane in theme.lanes) > 3


@pytest.mark.parametrize("blindness", BLINDNESS)
@THEMES
def test_classes_of_misery_are_told_apart_by_everybody(theme: Theme, blindness: str) -> None:
    steps = [lab(fill, blindness) for fill in theme.misery]
    assert min(apart(one, other, blindness) for one, other in pairwise(theme.misery)) > 8
    lightness = [step[0] for step in steps]
    assert lightness == sorted(lightness, reverse=theme is LIGHT)


@pytest.mark.parametrize("blindness", BLINDNESS)
@THEMES
def test_good_and_bad_are_told_apart_by_everybody(theme: Theme, blindness: str) -> None:
    assert apart(theme.good, theme.bad, blindness) > 20


@THEMES
def test_variants_have_a_colour_and_a_marker_each(theme: Theme) -> None:
    for one, other in combinations(range(5), 2):
        assert variant_colour(theme, one) != variant_colour(theme, other)
        assert variant_marker(one) != variant_marker(other)
    assert variant_colour(theme, 5) == variant_colour(theme, 1) != variant_colour(theme, 0)
    looks = [(variant_colour(theme, place), variant_marker(place)) for place in range(17)]
    assert len(set(looks)) == len(looks)
    assert {variant_marker(place) for place in range(12)} == set(MARKERS)


def test_no_variant_is_orange() -> None:
    for colour in (*LIGHT.variants, *DARK.variants):
        red, green, blue = bytes.fromhex(colour.removeprefix("#"))
        assert not (red > 180 and blue < 0.5 * green < 0.4 * red)


def test_classes_of_misery_begin_where_they_are_said_to() -> None:
    assert [misery_class(bound) for bound in MISERY_CLASSES] == [1, 2, 3, 4]
    assert [misery_class(bound - 0.01) for bound in MISERY_CLASSES] == [0, 1, 2, 3]
    assert misery_class(0) == 0
    assert misery_class(1e6) == 4


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_a_mix_lies_between() -> None:
    assert mix("#FF0000", "#0000FF", 1) == "#FF0000"
    assert mix("#FF0000", "#0000FF", 0) == "#0000FF"
    assert mix("#FF8000", "#FFFFFF", 0.5) == "#FFC080"


@THEMES
def test_ink_on_a_ground_reads(theme: Theme) -> None:
    for fill in (*theme.misery, *theme.variants):
        assert contrast(ink_on(theme, fill), fill) > 4


def test_themes_go_by_their_darkness() -> None:
    assert theme() is LIGHT
    assert theme(dark=True) is DARK
