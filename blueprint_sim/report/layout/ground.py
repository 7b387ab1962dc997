"""What is already taken on a sheet: rectangles, found by place."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from .geometry import common, grown
from .records import Rect

BUCKET = 0.5  # inches, along x
CLEAR, TIGHT = 0.04, 0.01  # between words and anything else: at first, and if need be
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
        for bucket in _buckets(rect):
            for other, owner in self.buckets.get(bucket, ()):
                if (
                    other.left < rect.right
                    and rect.left < other.right
                    and other.top < rect.bottom
                    and rect.top < other.bottom
                    and (skip is None or owner != skip)
                ):
                    yield other

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
        return self.inside(rect) and next(self.near(grown(rect, clear), skip), None) is None

    def overlap(self, rects: Iterable[Rect]) -> float:
        """Return how much of rectangles is taken, in square inches; outside counts tenfold."""
        total = 0.0
        for rect in rects:
            total += sum(common(rect, other) for other in set(self.near(grown(rect, CLEAR))))
            total += 0.0 if self.inside(rect) else 10.0
        return total


def _buckets(rect: Rect) -> range:
    return range(int(rect.left // BUCKET), int(rect.right // BUCKET) + 1)
