"""Small things put where they touch nothing: stubs, handoffs, words on tracks, names of lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, pairwise
from math import dist
from typing import NamedTuple, TypeVar

from blueprint_sim.report.layout.cells import Cell
from blueprint_sim.report.layout.geometry import around, span, square
from blueprint_sim.report.layout.ground import CLEAR, OWN, TIGHT, Ground
from blueprint_sim.report.layout.plane import CUT, Plane
from blueprint_sim.report.layout.records import Label, PlacedHandoff, Point, Rect, Stub, Text, Way
from blueprint_sim.report.layout.routing import Route
from blueprint_sim.report.layout.scene import Scene
from blueprint_sim.report.layout.taken import track_width
from blueprint_sim.report.layout.words import (
    RINGS,
    TURN,
    Handed,
    Hung,
    Words,
    along,
    at_box,
    beside_track,
    half_stroke,
    off_track,
    on_track,
    said,
    variants,
    words,
)

Option = TypeVar("Option")
NAME_STEP = 0.1


class Item(NamedTuple):
    """Something to be placed: the stubs of a box, a handoff, or the words on a track."""

    ways: tuple[Way, ...]  # several stubs share a stem; none: recontact
    route: Route | None  # none: stubs
    rings: bool = False  # a handoff


@dataclass
class Placed:
    """What found a place, and what did not."""

    stubs: list[Stub] = field(default_factory=list)
    handoffs: list[PlacedHandoff] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    failed: list[Item] = field(default_factory=list)


def items(scene: Scene) -> list[Item]:
    """Return what is to be placed, the least movable first."""
    stems: dict[Cell, list[Way]] = {}
    for way in scene.stubs:
        stems.setdefault(scene.cells.departure(way), []).append(way)
    found = [Item(tuple(ways), None) for ways in stems.values()]
    ways = [(route, route.way) for route in scene.routes if route.way]
    found += [Item((way,), route, rings=True) for route, way in ways if way.handoff != "none"]
    labelled = [(route, way) for route, way in ways if way.label]
    labelled.sort(key=lambda pair: not pair[0].upright)
    found += [Item((way,), route) for route, way in labelled]
    return found + [Item((), route) for route in scene.recontact[:1]]


class Placer:
    """Puts items on a plane, one after the other.

    Parameters
    ----------
    clip
        Words may end in an ellipsis where they find no room whole.
    """

    def __init__(self, scene: Scene, plane: Plane, ground: Ground, *, clip: bool) -> None:
        self.scene, self.plane, self.ground, self.clip = scene, plane, ground, clip
        self.placed = Placed()

    def place(self, item: Item) -> None:
        """Put an item into its first free place, else into the least bad one."""
        if item.route is None:
            self._stubs(item)
        elif item.rings:
            self._handoff(item, item.route)
        else:
            self._words(item, item.route)

    def _stubs(self, item: Item) -> None:
        cell = self.scene.cells.departure(item.ways[0])
        below = cell.queue or len(item.ways) > 1
        each = [variants(said(way), self.scene.measure, clip=self.clip) for way in item.ways]

        def options() -> Iterator[list[Hung]]:
            for i in range(max(len(texts) for texts in each)):
                texts = [texts[min(i, len(texts) - 1)] for texts in each]
                yield from at_box(self.plane.boxes[cell], texts, below=below)

        chosen = self._first(item, options, _stem)
        for rect in _stem(chosen):
            self.ground.add(rect)
        for way, hung in zip(item.ways, chosen, strict=True):
            self.placed.stubs.append(Stub(way, *hung))

    def _handoff(self, item: Item, route: Route) -> None:
        way = item.ways[0]
        text = words(self.scene.plan.handed[way.handoff == "cold"], self.scene.measure, bold=True)
        owner = self.scene.owner(route)

        def free(option: Handed, clear: float) -> bool:
            beside = option.text is None or self.ground.free(option.text.rect, clear=clear)
            return beside and self.ground.free(option.rings, owner, clear)

        options = [*on_track(route, text), Handed(_middle(route), None)]
        tries = (one for clear in (CLEAR, TIGHT) for one in options if free(one, clear))
        chosen = next(tries, None)
        if chosen is None:
            self.placed.failed.append(item)
            chosen = min(options, key=lambda option: self.ground.overlap(_shown(option)))
        for rect in _shown(chosen):
            self.ground.add(rect)
        self.placed.handoffs.append(PlacedHandoff(way, chosen.rings, chosen.text))

    def _words(self, item: Item, route: Route) -> None:
        turning = route.course in ("back", "loop")

        def options() -> Iterator[Text]:
            return self._above(route) if not item.ways else self._beside(route, item.ways[0])

        further = self._shown(route, off_track, item.ways[0]) if item.ways else ()
        text = self._first(item, options, lambda text: (text.rect,), further)
        if item in self.placed.failed:
            text = text._replace(halo=True)
        self.ground.add(text.rect)
        self.placed.labels.append(Label(item.ways[0] if item.ways else None, text, turning))

    def _beside(self, route: Route, way: Way) -> Iterator[Text]:
        """Return the places beside a track."""
        half = half_stroke(track_width(route))
        return self._shown(route, lambda route, text: beside_track(route, text, half), way)

    def _shown(
        self, route: Route, places: Callable[[Route, Words], Iterator[Text]], way: Way
    ) -> Iterator[Text]:
        """Return the places for words on the strips where their track begins or ends."""
        before = TURN if route.course in ("back", "loop") else 0.0
        points = route.points()
        shown = {self._strip(points[0].x), self._strip(points[-1].x)}
        for broken in variants(way.label, self.scene.measure, before, clip=self.clip):
            for text in places(route, broken):
                if {self._strip(text.rect.left), self._strip(text.rect.right)} <= shown:
                    yield text

    def _above(self, route: Route) -> Iterator[Text]:
        """Return the places for the words on a recontact's run along the top, on its last strip."""
        again = self.scene.plan.recontact
        assert again is not None
        right, left = max(pairwise(route.points()), key=lambda run: dist(*run))
        left = left._replace(x=max([left.x, *(cut + CUT for cut in self.plane.cuts)]))
        right = right._replace(x=min(right.x, self.plane.right))
        text = words(again.text, self.scene.measure, widest=right.x - left.x)
        return along((left, right), text, half_stroke(track_width(route)), under=False)

    def _strip(self, x: float) -> int:
        return sum(x >= cut for cut in self.plane.cuts)

    def _first(
        self,
        item: Item,
        options: Callable[[], Iterable[Option]],
        parts: Callable[[Option], tuple[Rect, ...]],
        further: Iterable[Option] = (),
    ) -> Option:
        """Return the first option that is free, else the one that covers least, or a further."""
        own = self.scene.owner(item.route) if item.route else None
        for clear in (CLEAR, TIGHT):
            for option in options():
                if all(
                    self.ground.free(part, own, clear) and self.ground.free(part, clear=OWN)
                    for part in parts(option)
                ):
                    return option
        self.placed.failed.append(item)
        last = chain(options(), further)
        return min(last, key=lambda option: self.ground.overlap(parts(option)))

    def name(self, lane: int, name: str, left: float, right: float) -> Text | None:
        """Return the name of the line above a lane, at the leftmost free place if there is any."""
        y = self.plane.rows.lane[lane][0]
        text = words(name, self.scene.measure, bold=True, widest=right - left)
        for step in range(int((right - left - text.width) / NAME_STEP) + 1):
            placed = text.at(left + NAME_STEP * step, y - text.height / 2, bold=True)
            if self.ground.free(placed.rect, ("line", lane)):
                self.ground.add(placed.rect)
                return placed
        return None


def _stem(stubs: list[Hung]) -> tuple[Rect, ...]:
    return tuple(
        rect for hung in stubs for rect in (square(hung.disc), _away(hung.line), hung.text.rect)
    )


def _shown(handed: Handed) -> tuple[Rect, ...]:
    return (handed.rings, handed.text.rect) if handed.text else (handed.rings,)


def _away(line: tuple[Point, Point]) -> Rect:
    """Return the rectangle of a stub's line, a little off the box it starts from."""
    (x, near), (_, far) = line
    off = 0.06 if far > near else -0.06
    return span(Point(x, near + off), Point(x, far), 0.015)


def _middle(route: Route) -> Rect:
    """Return a place for rings in the middle of a track's longest run, whatever is there."""
    a, b = max(pairwise(route.points()), key=lambda run: dist(*run))
    return around((a.x + b.x) / 2, (a.y + b.y) / 2, *RINGS)
