"""Text in columns of a terminal: how wide it is, cut and wrapped to fit."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import bidirectional, category, combining, east_asian_width

AFTER_RIGHT_TO_LEFT = "\u200e"
"""Keeps what follows a right-to-left label in its own column."""

ELLIPSIS = "..."
JOINTS = "_./"
"""Where a long name may be broken."""
SHORTEST = 3
"""Letters that a broken word leaves on either line."""


def clean(text: str) -> str:
    """Give `text` on one line, free of control characters that would move the cursor."""
    kept = (" " if char.isspace() else char for char in text)
    return " ".join("".join(c for c in kept if category(c) not in ("Cc", "Cf", "Cs")).split())


def width(text: str) -> int:
    """Count the columns that `text` takes: two for a wide character, none for an accent."""
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if char.isascii():
        return 1
    if combining(char) or category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def left(text: str, columns: int) -> str:
    """Cut `text` to `columns` and fill it up on the right."""
    text = cut(text, columns)
    mark = AFTER_RIGHT_TO_LEFT if any(bidirectional(c) in ("R", "AL") for c in text) else ""
    return text + mark + " " * (columns - width(text))


def right(text: str, columns: int) -> str:
    """Cut `text` to `columns` and fill it up on the left."""
    text = cut(text, columns)
    return " " * (columns - width(text)) + text


def cut(text: str, columns: int) -> str:
    """Cut `text` to `columns`, ending in an ellipsis where something is lost."""
    if width(text) <= columns:
        return text
    return _head(text, columns - len(ELLIPSIS)).rstrip() + ELLIPSIS


def wrap(text: str, columns: int, most: int = 0) -> list[str]:
    """Break `text` at spaces into lines of `columns`; at `most` lines the rest is cut off."""
    lines: list[str] = []
    for word in _words(text, columns):
        if lines and width(lines[-1]) + 1 + width(word) <= columns:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if most and len(lines) > most:
        lines[most - 1 :] = [cut(" ".join(lines[most - 1 :]), columns)]
    return lines or [""]


def _words(text: str, columns: int) -> Iterator[str]:
    """Split at spaces; a word longer than a line is broken behind an underscore, a dot or a slash.

    Where it has none it is broken anywhere, behind a hyphen between letters.
    """
    for word in text.split(" "):
        rest = word
        while width(rest) > columns:
            head = _head(rest, columns)
            if end := max(map(head.rfind, JOINTS)) + 1:
                head = head[:end]
                yield head
            elif columns > SHORTEST and _letters(rest[len(head) - 2 : len(head) + 1]):
                head = rest[: min(len(head) - 1, max(SHORTEST, len(rest) - SHORTEST))]
                yield f"{head}-"
            else:
                yield head
            rest = rest[len(head) :]
        yield rest


def _letters(text: str) -> bool:
    """Tell whether a word may take a hyphen here: letters of an alphabet, all of one column."""
    return text.isalpha() and all(_cells(char) == 1 for char in text)


def _head(text: str, columns: int) -> str:
    """Give as much of the start of `text` as fits."""
    used = 0
    for end, char in enumerate(text):
        used += _cells(char)
        if used > columns:
            return text[:end]
    return text
