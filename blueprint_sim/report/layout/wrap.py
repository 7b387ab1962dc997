"""Words into lines: the fewest, then the least ragged, then smaller, then cut."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from blueprint_sim.report.layout.records import Measure

ELLIPSIS = "\u2026"
HYPHEN = "-"
JOINER = "\u200d"
LEAST_PART = 3  # letters before and after a hyphen


class Wrapped(NamedTuple):
    """Lines of text at a size; `whole` is the full text if the lines do not show it all."""

    lines: tuple[str, ...]
    size: float
    whole: str = ""


def wrap(
    text: str,
    width: float,
    measure: Measure,
    sizes: Sequence[float],
    *,
    lines: int = 3,
    bold: bool = False,
    part: bool = True,
) -> Wrapped:
    """Return a text as lines no wider than `width` inches.

    The first size at which the words fit into `lines` lines is taken; at the last size long words
    are parted by a hyphen, and what is still too much ends in an ellipsis. With `part` off no word
    is parted: the ellipsis stands behind the last whole word, if there is one.
    """
    words = text.split()
    for size in sizes:
        found = _fewest(words, width, size, lines, measure, bold)
        if found is not None:
            return Wrapped(tuple(found), size)
    size = sizes[-1]
    if not part:
        return Wrapped(_whole(words, width, size, lines, measure, bold), size, " ".join(words))
    parted = _filled(words, width, size, measure, bold)
    if len(parted) <= lines:
        return Wrapped(tuple(parted), size)
    last = clipped(_rest(words, parted[: lines - 1]), width, measure, size, bold=bold)
    return Wrapped((*parted[: lines - 1], last), size, " ".join(words))


def _whole(
    words: list[str], width: float, size: float, lines: int, measure: Measure, bold: bool
) -> tuple[str, ...]:
    """Return the first words that fit, and an ellipsis; a word too wide for a line is clipped."""
    for count in range(len(words) - 1, 0, -1):
        first = [*words[: count - 1], words[count - 1] + ELLIPSIS]
        found = _fewest(first, width, size, lines, measure, bold)
        if found is not None:
            return tuple(found)
    return (clipped(" ".join(words), width, measure, size, bold=bold),)


def _rest(words: list[str], lines: Sequence[str]) -> str:
    """Return what follows lines filled with words, hyphens of parted words not counted."""
    rest = " ".join(words)
    for line in lines:
        rest = rest[len(line if rest.startswith(line) else line[: -len(HYPHEN)]) :].lstrip()
    return rest


def clipped(text: str, width: float, measure: Measure, size: float, *, bold: bool = False) -> str:
    """Return a text on one line, ended by an ellipsis if it is too wide."""
    if measure(text, size, bold) <= width:
        return text
    parts = _graphemes(text)
    while parts and measure("".join(parts).rstrip() + ELLIPSIS, size, bold) > width:
        parts.pop()
    return "".join(parts).rstrip() + ELLIPSIS


def _fewest(
    words: list[str], width: float, size: float, lines: int, measure: Measure, bold: bool
) -> list[str] | None:
    """Return the fewest lines that hold whole words, the least ragged of them; None if none do."""
    if any(measure(word, size, bold) > width for word in words):
        return None
    filled = _filled(words, width, size, measure, bold)
    if len(filled) > lines:
        return None
    count = max(len(filled), 1)
    tries = (
        [" ".join(words[a:b]) for a, b in zip((0, *cuts), (*cuts, len(words)), strict=True)]
        for cuts in combinations(range(1, len(words)), count - 1)
    )
    best, least = filled, float("inf")
    for tried in tries:
        widths = [measure(line, size, bold) for line in tried]
        ragged = sum((max(widths) - wide) ** 2 for wide in widths) + max(widths) ** 2
        if max(widths) <= width and ragged < least:
            best, least = tried, ragged
    return best or [""]


def _filled(
    words: Iterable[str], width: float, size: float, measure: Measure, bold: bool
) -> list[str]:
    """Return lines filled from the first on, words too wide for a line parted."""
    lines: list[str] = []
    for word in words:
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and measure(joined, size, bold) <= width:
            lines[-1] = joined
            continue
        while measure(word, size, bold) > width:
            head, word = _parted(word, width, size, measure, bold)
            lines.append(head)
            if not word:
                break
        if word:
            lines.append(word)
    return lines


def _parted(word: str, width: float, size: float, measure: Measure, bold: bool) -> tuple[str, str]:
    """Return as much of a word as fits with a hyphen, and the rest."""
    parts = _graphemes(word)
    count = len(parts) - 1
    while count > 1 and measure("".join(parts[:count]) + HYPHEN, size, bold) > width:
        count -= 1
    if len(parts) - count < LEAST_PART < count:
        count = max(len(parts) - LEAST_PART, LEAST_PART)
    head = "".join(parts[: max(count, 1)])
    return head + _hyphen(head), "".join(parts[max(count, 1) :])


def _hyphen(head: str) -> str:
    """Return what marks a parted word: nothing after a hyphen, or in a script without them."""
    wide = unicodedata.east_asian_width(head[-1]) in "WF"
    return "" if wide or not head[-1].isalnum() else HYPHEN


def _graphemes(text: str) -> list[str]:
    """Return the characters as a reader counts them: with their accents, joined emoji whole."""
    parts: list[str] = []
    for char in text:
        joins = parts and (
            unicodedata.combining(char)
            or unicodedata.category(char) in ("Mn", "Me", "Mc")
            or char == JOINER
            or parts[-1].endswith(JOINER)
            or "\U0001f3fb" <= char <= "\U0001f3ff"  # skin tones
        )
        if joins:
            parts[-1] += char
        else:
            parts.append(char)
    return parts
