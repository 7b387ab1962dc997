"""What a page is printed on: colours and characters, or plain ASCII where there are none."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import IO, NamedTuple

from blueprint_sim.report.screen.columns import width, wrap

COLUMNS = 80

TRUE = {"good": "38;2;0;135;112", "bad": "38;2;201;83;26", "bold": "1", "dim": "2"}
"""008770 and C9531A, readable on white and on black."""
NEAREST = {**TRUE, "good": "38;5;29", "bad": "38;5;166"}
"""The same in the palette of 256."""


class Paper(NamedTuple):
    """How a stream takes colours and characters. The default is plain text."""

    inks: dict[str, str] = {}  # noqa: RUF012
    """Terminal codes by style; empty: no colours."""
    unicode: bool = False

    @property
    def rule(self) -> str:
        """A line across the page."""
        return ("─" if self.unicode else "-") * COLUMNS

    def bar(self, cells: int) -> str:
        """Draw a bar so many columns long."""
        return ("█" if self.unicode else "#") * cells

    def ink(self, text: str, *styles: str) -> str:
        """Print `text` in styles (good, bad, bold, dim), leaving the spaces around it alone."""
        codes = ";".join(self.inks[style] for style in styles if style in self.inks)
        core = text.strip(" ")
        if not codes or not core:
            return text
        start = text.index(core)
        return f"{text[:start]}\x1b[{codes}m{core}\x1b[0m{text[start + len(core) :]}"

    def paragraph(
        self, spans: Iterable[tuple[str, str]], *styles: str, indent: int = 0
    ) -> list[str]:
        """Wrap words, each in the tone of its span, to the width of the page."""
        lines: list[list[tuple[str, str]]] = [[]]
        used = 0
        for word, tone in _words(spans):
            if used and used + 1 + width(word) > COLUMNS - indent:
                lines.append([])
                used = 0
            used += width(word) + (1 if used else 0)
            lines[-1].append((word, tone))
        return [" " * indent + self._line(line, styles) for line in lines]

    def _line(self, words: list[tuple[str, str]], styles: tuple[str, ...]) -> str:
        runs: list[tuple[str, str]] = []
        for word, tone in words:
            if runs and runs[-1][1] == tone:
                runs[-1] = (f"{runs[-1][0]} {word}", tone)
            else:
                runs.append((word, tone))
        return " ".join(self.ink(text, *styles, tone) for text, tone in runs)


def _words(spans: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Split spans into words; one that crosses spans takes the tone in which it began."""
    words: list[tuple[str, str]] = []
    apart = True
    for text, tone in spans:
        for number, word in enumerate(text.split(" ")):
            apart = apart or number > 0
            if not word:
                continue
            if apart:
                words += [(part, tone) for part in wrap(word, COLUMNS // 2)]
            else:
                words[-1] = (words[-1][0] + word, words[-1][1])
            apart = False
        apart = text.endswith(" ")
    return words


def paper(stream: IO[str]) -> Paper:
    """Find out what `stream` takes; through a pipe, and with NO_COLOR set, no colours."""
    encoding = (getattr(stream, "encoding", None) or "ascii").lower()
    coloured = (
        stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )
    inks = TRUE if os.environ.get("COLORTERM") in ("truecolor", "24bit") else NEAREST
    return Paper(inks if coloured else {}, encoding.replace("-", "") == "utf8")
