"""Plain text of 80 columns: paragraphs, items and tables, line by line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import zip_longest
from math import isfinite

from blueprint_sim.report.screen.columns import clean, left, right, wrap
from blueprint_sim.report.screen.paper import COLUMNS


def text(lines: Iterable[str]) -> str:
    """Join lines, with a newline at the end and no blanks before it."""
    return "\n".join(line.rstrip() for line in lines).rstrip("\n") + "\n"


def paragraph(said: str) -> list[str]:
    """Break a paragraph into lines."""
    return wrap(clean(said), COLUMNS)


def item(head: str, said: str) -> Iterator[str]:
    """Break an item of a list into lines, indented; those after the first a little more."""
    first, *others = wrap(clean(f"{head}: {said}"), COLUMNS - 2)
    yield f"  {first}"
    yield from (f"    {line}" for other in others for line in wrap(other, COLUMNS - 4))


def table(
    heads: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
    widths: tuple[int, ...],
    numeric: Collection[str] = (),
) -> Iterator[str]:
    """Lay out rows in columns, long cells folded; those with `numeric` heads to the right."""
    places = [right if head in numeric else left for head in heads]

    def line(parts: Iterable[str]) -> str:
        columns = zip(places, parts, widths, strict=True)
        return " ".join(place(part, width) for place, part, width in columns)

    yield line(heads)
    for row in rows:
        cells = [wrap(clean(cell), width) for cell, width in zip(row, widths, strict=True)]
        yield from map(line, zip_longest(*cells, fillvalue=""))


def amount(number: float) -> str:
    """Write an expected number, or a question mark where none can be told."""
    return f"{number:.2f}" if isfinite(number) else "?"
