"""Parts of a page that are made, each between two marks that a reader does not see."""

from __future__ import annotations

import re
from collections.abc import Callable

_PART = re.compile(r"(<!-- made: ([^\n]+?) -->\n)(.*?)(<!-- /made -->\n)", re.DOTALL)


def refreshed(page: str, make: Callable[[str], str | None]) -> str:
    """Give a page with its made parts made anew.

    Parameters
    ----------
    page
        Markdown, in which ``<!-- made: keys Run -->`` and ``<!-- /made -->`` stand around a part.
    make
        Gives the part of that name (``keys Run``), ended by a line break; None: it stays as it is.
    """

    def anew(part: re.Match[str]) -> str:
        text = make(part[2])
        return part[0] if text is None else f"{part[1]}\n{text}\n{part[4]}"

    return _PART.sub(anew, page)


def made(page: str) -> list[str]:
    """Name the made parts of a page."""
    return [part[2] for part in _PART.finditer(page)]
