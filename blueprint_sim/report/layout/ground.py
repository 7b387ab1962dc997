"""What is already taken on a sheet: rectangles, found by place."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from blueprint_sim.report.layout.geometry import common, grown
from blueprint_sim.report.layout.records import Rect

BUCKET = 0.5  # inches, along x
SOLID = 100.0  # how much worse it is to cover words or a box than a line
CLEAR, TIGHT = 0.04, 0.01  # between words and anything else: at first, and if need be
ASIDE = 1.75  # so many times as much left and right of words, where letters touch soonest
OWN = 0.005  # between words and their own track


class Ground:
    """Rectangles that words must not touch, within bounds."""

    def __init__(self, bounds: Rect) -> None:
        self.bounds = bounds
        self.buckets: dict[int, list[tuple[Rect, Hashable]]] = {}

    def add(self, rect: Rect, owner: Hashable = None) -> None:
        """Take a rectangle."""
        for bucket in _buckets(rect):
            self.buckets.setdefault(bucket, []).append((rect, owner))

    def near(self, rect: Rect, skip: Hashable = None) -> Iterator[Rect]:
        """Return what overlaps a rectangle, except what belongs to the owner skipped."""
        return (other for other, owner in self._meeting(rect) if skip is None or owner != skip)

    def _meeting(self, rect: Rect) -> Iterator[tuple[Rect, Hashable]]:
        for bucket in _buckets(rect):
            for other, owner in self.buckets.get(bucket, ()):
                if (
                    other.left < rect.right
                    and rect.left < other.right
                    and other.top < rect.bottom
                    and rect.top < other.bottom
                ):
                    yield other, owner

    def inside(self, rect: Rect) -> bool:
        """Return whether a rectangle is within the bounds."""
        b = self.bounds
        return (
            b.left <= rect.left
            and rect.right <= b.right
            and b.top <= rect.top
            and rect.bottom <= b.bottom
        )

    def free(self, rect: Rect, skip: Hashable = None, clear: float = CLEAR) -> bool:
        """Return whether a rectangle is within the bounds and touches nothing."""
        return (
            self.inside(rect)
            and next(self.near(grown(rect, clear * ASIDE, clear), skip), None) is None
        )

    def overlap(self, rects: Iterable[Rect]) -> float:
        """Return how bad it is to cover what is there: words and boxes far worse than lines."""
        total = 0.0
        for rect in rects:
            for other, owner in set(self._meeting(rect)):
                total += common(rect, other) * (SOLID if owner is None else 1.0)
            total += 0.0 if self.inside(rect) else SOLID
        return total


def _buckets(rect: Rect) -> range:
    return range(int(rect.left // BUCKET), int(rect.right // BUCKET) + 1)
