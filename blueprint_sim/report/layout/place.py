"""Small things put where they touch nothing: stubs, handoffs, words on tracks, names of lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import dist
from typing import NamedTuple

from .cells import Cell
from .geometry import HEADER, PANEL, RECONTACT, around, span, stroke
from .ground import CLEAR, OWN, TIGHT, Ground
from .plane import CUT, Plane
from .records import (
    Box,
    Disc,
    Label,
    PlacedHandoff,
    Point,
    QueueCell,
    Rect,
    Stub,
    Text,
    Way,
)
from .routing import Route
from .scene import Scene
from .words import (
    RINGS,
    TURN,
    Handed,
    along,
    at_box,
    beside_track,
    half_stroke,
    on_track,
    said,
    variants,
    words,
)

ARROW_HALF, ARROW_LONG = 0.11, 0.24


def track_width(route: Route) -> float:
    """Return the width of a track in points."""
    if route.way is None or route.way.kind != "way":
        return 2.0 if route.way else 2.4
    return stroke(route.way.flow)


@dataclass
class Placed:
    """What found a place, and what did not."""

    stubs: list[Stub] = field(default_factory=list)
    handoffs: list[PlacedHandoff] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    failed: list[Item] = field(default_factory=list)


class Item(NamedTuple):
    """Something to be placed: the stubs of a box, a handoff, or the words on a track."""

    kind: str  # "stubs", "handoff", "label", "recontact"
    ways: tuple[Way, ...]  # several stubs share a stem
    route: Route | None


def items(scene: Scene) -> list[Item]:
    """Return what is to be placed, the least movable first."""
    stems: dict[Cell, list[Way]] = {}
    for way in scene.stubs:
        stems.setdefault(scene.cells.departure(way), []).append(way)
    found = [Item("stubs", tuple(ways), None) for ways in stems.values()]
    for route in scene.routes:
        if route.way and route.way.handoff != "none":
            found.append(Item("handoff", (route.way,), route))
    labelled = [route for route in scene.routes if route.way and route.way.label]
    uprights = [route for route in labelled if len(route.runs) == 1 and route.tail.side != "right"]
    others = [route for route in labelled if route not in uprights]
    found += [Item("label", (route.way,), route) for route in [*uprights, *others] if route.way]
    found += [Item("recontact", (), route) for route in scene.routes if route.course == "recontact"]
    return found


class Placer:
    """Puts items on a plane, one after the other."""

    def __init__(
        self,
        scene: Scene,
        plane: Plane,
        boxes: Sequence[Box],
        queues: Sequence[QueueCell],
        *,
        clip: bool,
    ) -> None:
        self.scene, self.plane, self.clip = scene, plane, clip
        right = plane.right + (PANEL if scene.recontact else 0.0)
        self.ground = Ground(Rect(HEADER + 0.04, plane.rows.top, right, plane.rows.bottom))
        self.placed = Placed()
        self._take_boxes(boxes, queues)
        for i, route in enumerate(scene.routes):
            self._take_track(i, route)
        for lane in range(1, 5):
            y = plane.rows.lane[lane][0]
            self.ground.add(Rect(HEADER, y - 0.02, plane.right, y + 0.02), ("line", lane))
        for cut in plane.cuts:
            self.ground.add(Rect(cut - CUT, plane.rows.top, cut + CUT, plane.rows.bottom))
        if scene.plan.endings:
            band = Rect(
                plane.right - 0.02,
                plane.rows.top + RECONTACT * scene.recontact + 0.02,
                plane.right + PANEL,
                plane.rows.bottom,
            )
            self.ground.add(band)

    def _take_boxes(self, boxes: Sequence[Box], queues: Sequence[QueueCell]) -> None:
        for box in boxes:
            self.ground.add(box.rect)
            discs = [box.disc, *(badge.disc for badge in box.badges)]
            for disc in discs:
                self.ground.add(_square(disc))
            for badge in box.badges:
                if badge.text:
                    self.ground.add(badge.text.rect)
            for note in box.notes:
                self.ground.add(note.rect)
        for queue in queues:
            self.ground.add(queue.rect)

    def _take_track(self, i: int, route: Route) -> None:
        half = half_stroke(track_width(route))
        points = route.points()
        for a, b in pairwise(points):
            self.ground.add(span(a, b, half), i)
        self.ground.add(_arrow(points[-2], points[-1]))
        if route.way and route.way.kind == "needs":
            self.ground.add(_arrow(points[1], points[0]))

    def place(self, item: Item) -> None:
        """Put an item into its first free place, else into the least bad one."""
        {
            "stubs": self._stubs,
            "handoff": self._handoff,
            "label": self._label,
            "recontact": self._recontact,
        }[item.kind](item)

    def _stubs(self, item: Item) -> None:
        cell = self.scene.cells.departure(item.ways[0])
        below = cell.queue or len(item.ways) > 1
        whole = [variants(said(way), self.scene.measure) for way in item.ways]
        options = [
            option
            for texts in ([text[0] for text in whole], [text[-1] for text in whole])
            for option in at_box(self.plane.boxes[cell], texts, below=below)
        ]
        parts = [
            tuple(
                rect
                for hung in option
                for rect in (_square(hung.disc), _away(hung.line), hung.text.rect)
            )
            for option in options
        ]
        best = self._first(parts, item)
        for rect in parts[best]:
            self.ground.add(rect)
        for way, hung in zip(item.ways, options[best], strict=True):
            self.placed.stubs.append(Stub(way, *hung))

    def _handoff(self, item: Item) -> None:
        way, route = item.ways[0], item.route
        assert route is not None
        owner = self.scene.routes.index(route)
        text = words(self.scene.plan.handed[way.handoff == "cold"], self.scene.measure, bold=True)
        options = list(on_track(route, text))
        free = (
            option
            for clear in (CLEAR, TIGHT)
            for option in options
            if self.ground.free(option.rings, owner, clear)
            and (option.text is None or self.ground.free(option.text.rect, clear=clear))
        )
        chosen = next(free, None)
        if chosen is None:
            self.placed.failed.append(item)
            chosen = options[-1] if options else Handed(_middle(route), None)
        self.ground.add(chosen.rings)
        if chosen.text:
            self.ground.add(chosen.text.rect)
        self.placed.handoffs.append(PlacedHandoff(way, chosen.rings, chosen.text))

    def _label(self, item: Item) -> None:
        way, route = item.ways[0], item.route
        assert route is not None
        turning = route.course in ("back", "loop")
        half = half_stroke(track_width(route))
        options = [
            text
            for words in variants(
                way.label, self.scene.measure, TURN if turning else 0.0, clip=self.clip
            )
            for text in beside_track(route, words, half)
        ]
        shown = self._strips(route)
        options = [
            text
            for text in options
            if self._strip(text.rect.left) in shown and self._strip(text.rect.right) in shown
        ]
        self._say(item, options, turning)

    def _strips(self, route: Route) -> set[int]:
        """Return the strips where a track begins or ends: on others it is not drawn."""
        points = route.points()
        return {self._strip(points[0].x), self._strip(points[-1].x)}

    def _strip(self, x: float) -> int:
        return sum(x >= cut for cut in self.plane.cuts)

    def _recontact(self, item: Item) -> None:
        route = item.route
        assert route is not None
        self._say(item, _above(route, self.scene, self.plane), turning=False)

    def _say(self, item: Item, options: list[Text], turning: bool) -> None:
        best = self._first([(option.rect,) for option in options], item)
        text = options[best]
        if self.placed.failed and self.placed.failed[-1] is item:
            text = text._replace(halo=True)
        self.ground.add(text.rect)
        self.placed.labels.append(Label(item.ways[0] if item.ways else None, text, turning))

    def _first(self, options: Sequence[tuple[Rect, ...]], item: Item) -> int:
        """Return the first option that is free, else the one that covers least."""
        own = self.scene.routes.index(item.route) if item.route else None
        for clear in (CLEAR, TIGHT):
            for i, parts in enumerate(options):
                if all(
                    self.ground.free(part, own, clear) and self.ground.free(part, clear=OWN)
                    for part in parts
                ):
                    return i
        self.placed.failed.append(item)
        return min(range(len(options)), key=lambda i: (self.ground.overlap(options[i]), i))

    def name(self, lane: int, name: str, left: float, right: float) -> Text | None:
        """Return the name of the line above a lane, at the leftmost free place."""
        y = self.plane.rows.lane[lane][0]
        text = words(name, self.scene.measure, bold=True, widest=4.0)
        for step in range(int((right - left - text.width) / 0.1)):
            placed = text.at(left + 0.1 * step, y - text.height / 2, bold=True)
            if self.ground.free(placed.rect, ("line", lane)):
                self.ground.add(placed.rect)
                return placed
        return None


def _above(route: Route, scene: Scene, plane: Plane) -> list[Text]:
    """Return the places for the words on a recontact's run along the top, on its last strip."""
    again = scene.plan.recontact
    assert again is not None
    run = max(pairwise(route.points()), key=lambda run: abs(run[0].x - run[1].x))
    left = max([run[1].x, *(cut + CUT for cut in plane.cuts)])
    run = Point(left, run[0].y), Point(min(run[0].x, plane.right), run[0].y)
    text = words(again.text, scene.measure, widest=run[1].x - run[0].x)
    return list(along(run, text, half_stroke(track_width(route)), under=False))


def _square(disc: Disc) -> Rect:
    x, y, radius = disc
    return Rect(x - radius, y - radius, x + radius, y + radius)


def _away(line: tuple[Point, Point]) -> Rect:
    """Return the rectangle of a stub's line, a little off the box it starts from."""
    (x, near), (_, far) = line
    off = 0.06 if far > near else -0.06
    return span(Point(x, near + off), Point(x, far), 0.015)


def _middle(route: Route) -> Rect:
    """Return a place for rings in the middle of a track's longest run, whatever is there."""
    a, b = max(pairwise(route.points()), key=lambda run: dist(*run))
    return around((a.x + b.x) / 2, (a.y + b.y) / 2, *RINGS)


def _arrow(before: Point, tip: Point) -> Rect:
    """Return the rectangle of an arrow head."""
    if before.x == tip.x:
        back = tip.y - ARROW_LONG if before.y < tip.y else tip.y + ARROW_LONG
        return span(Point(tip.x - ARROW_HALF, back), Point(tip.x + ARROW_HALF, tip.y))
    back = tip.x - ARROW_LONG if before.x < tip.x else tip.x + ARROW_LONG
    return span(Point(back, tip.y - ARROW_HALF), Point(tip.x, tip.y + ARROW_HALF))
