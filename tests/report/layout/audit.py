"""Faults of a drawing, counted on the placed records alone: nothing of the placing code is used.

A line is as wide as it is drawn, words are as large as their rectangle. `HARD` faults must never
occur, however wild the graph.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise

from blueprint_sim.report.layout.records import Disc, Point, Rect, Sheet, Strip, Text

TEXT_ON_EDGE = "text on edge"
TEXT_ON_TEXT = "text on text"
TEXT_ON_BOX = "text on box"
TEXT_ON_LINE = "text on line"
TEXT_ON_DISC = "text on disc"
EDGE_THROUGH_BOX = "edge through box"
EDGE_ON_EDGE = "edge on edge"
EDGE_ON_DISC = "edge on disc"
LOOSE_END = "loose end"
DISC_ON_BOX = "disc on box"
OFF_PAGE = "off the page"
KINDS = (
    TEXT_ON_EDGE,
    TEXT_ON_TEXT,
    TEXT_ON_BOX,
    TEXT_ON_LINE,
    TEXT_ON_DISC,
    EDGE_THROUGH_BOX,
    EDGE_ON_EDGE,
    EDGE_ON_DISC,
    LOOSE_END,
    DISC_ON_BOX,
    OFF_PAGE,
)
HARD = (EDGE_THROUGH_BOX, EDGE_ON_EDGE, LOOSE_END, OFF_PAGE, TEXT_ON_TEXT, TEXT_ON_BOX)
TOUCH = 1e-6  # inches
NEAR = 1e-3  # of an end to what it joins


def faults(sheet: Sheet) -> Counter[str]:
    """Return how many faults of each kind a sheet has."""
    total: Counter[str] = Counter()
    for strip in sheet.strips:
        total.update(Strips(strip).faults())
    return total


def meet(a: Rect, b: Rect) -> bool:
    return (
        min(a.right, b.right) - max(a.left, b.left) > TOUCH
        and min(a.bottom, b.bottom) - max(a.top, b.top) > TOUCH
    )


def thick(a: Point, b: Point, width: float) -> Rect:
    half = width / 2
    level = a.y == b.y
    return Rect(
        min(a.x, b.x) - (0 if level else half),
        min(a.y, b.y) - (half if level else 0),
        max(a.x, b.x) + (0 if level else half),
        max(a.y, b.y) + (half if level else 0),
    )


def square(disc: Disc) -> Rect:
    return Rect(
        disc.x - disc.radius, disc.y - disc.radius, disc.x + disc.radius, disc.y + disc.radius
    )


def disc_meets(disc: Disc, rect: Rect) -> bool:
    dx = disc.x - min(max(disc.x, rect.left), rect.right)
    dy = disc.y - min(max(disc.y, rect.top), rect.bottom)
    return dx * dx + dy * dy < (disc.radius - TOUCH) ** 2


class Strips:
    """One strip, sorted into texts, boxes, edges, lines and discs."""

    def __init__(self, strip: Strip) -> None:
        self.strip = strip
        self.free = self._free_texts()
        self.inner = [box.label for box in strip.boxes]
        self.hung = [note.text for box in strip.boxes for note in box.notes]
        self.boxes = [box.rect for box in strip.boxes] + [q.rect for q in strip.queues]
        self.solid = self.boxes + [note.rect for box in strip.boxes for note in box.notes]
        if strip.panel:
            self.solid += [pill.rect for pill in strip.panel.pills]
        self.edges = [
            (i, thick(a, b, track.width / 72))
            for i, track in enumerate(strip.tracks)
            for a, b in pairwise(track.points)
        ]
        self.stubs = [thick(*stub.line, 2 / 72) for stub in strip.stubs]
        self.numbers = [box.disc for box in strip.boxes]
        self.marks = [badge.disc for box in strip.boxes for badge in box.badges]
        self.lost = [stub.disc for stub in strip.stubs]
        self.letters = [letter.disc for letter in strip.letters]
        self.rings = [handoff.rect for handoff in strip.handoffs]

    def _free_texts(self) -> list[Text]:
        strip = self.strip
        texts = [label.text for label in strip.labels] + [stub.text for stub in strip.stubs]
        texts += [handoff.text for handoff in strip.handoffs if handoff.text]
        texts += [line.name for line in strip.lines if line.name]
        texts += [badge.text for box in strip.boxes for badge in box.badges if badge.text]
        if strip.panel:
            texts.append(strip.panel.title)
            texts += [strip.panel.small] if strip.panel.small else []
        return texts

    def faults(self) -> Counter[str]:
        found: Counter[str] = Counter()
        found[TEXT_ON_EDGE] = self._texts_on_edges()
        found[TEXT_ON_TEXT] = self._texts_on_texts()
        found[TEXT_ON_BOX] = sum(meet(text.rect, box) for text in self.free for box in self.solid)
        found[TEXT_ON_LINE] = self._texts_on_lines()
        found[TEXT_ON_DISC] = self._texts_on_discs()
        found[EDGE_THROUGH_BOX] = self._edges_through()
        found[EDGE_ON_EDGE] = self._edges_on_edges()
        found[EDGE_ON_DISC] = self._edges_on_discs()
        found[LOOSE_END] = self._loose_ends()
        found[DISC_ON_BOX] = sum(
            disc_meets(disc, box) for disc in self.lost + self.letters for box in self.solid
        )
        found[OFF_PAGE] = self._off_page()
        return +found

    def _texts_on_edges(self) -> int:
        texts = self.free + self.inner + self.hung
        return sum(
            any(meet(text.rect, edge) for edge in [e for _, e in self.edges] + self.stubs)
            for text in texts
        )

    def _texts_on_texts(self) -> int:
        texts = [text.rect for text in self.free + self.inner + self.hung] + self.rings
        return sum(meet(a, b) for a, b in combinations(texts, 2))

    def _texts_on_lines(self) -> int:
        count = 0
        for line in self.strip.lines:
            rule = thick(Point(line.left, line.y), Point(line.right, line.y), 2.4 / 72)
            count += sum(meet(text.rect, rule) for text in self.free if text is not line.name)
        return count

    def _texts_on_discs(self) -> int:
        discs = self.numbers + self.marks + self.lost + self.letters
        return sum(disc_meets(disc, text.rect) for disc in discs for text in self.free)

    def _edges_through(self) -> int:
        """Return how often an edge enters a box, a pill or a note: ending at its rim is none."""
        return sum(
            meet(Rect(s.left + 0.02, s.top + 0.02, s.right - 0.02, s.bottom - 0.02), edge)
            for s in self.solid
            for edge in [e for _, e in self.edges]
        )

    def _edges_on_edges(self) -> int:
        """Return how many pairs of tracks run on one another: crossing at a right angle is none."""
        pairs = set()
        for (i, a), (j, b) in combinations(self.edges, 2):
            if i == j or not meet(a, b):
                continue
            wide = min(a.right, b.right) - max(a.left, b.left)
            high = min(a.bottom, b.bottom) - max(a.top, b.top)
            alike = len({r.right - r.left > r.bottom - r.top for r in (a, b)}) == 1
            if alike and max(wide, high) > 0.02:
                pairs.add((i, j))
        return len(pairs)

    def _edges_on_discs(self) -> int:
        count = 0
        for disc in self.numbers + self.marks + self.lost:
            count += any(disc_meets(disc, edge) for _, edge in self.edges)
        for disc in self.letters:
            inner = disc._replace(radius=disc.radius - 0.01)
            count += any(disc_meets(inner, edge) for _, edge in self.edges)
        for handoff in self.strip.handoffs:
            count += any(
                meet(handoff.rect, edge)
                for i, edge in self.edges
                if self.strip.tracks[i].way != handoff.way
            )
        return count

    def _loose_ends(self) -> int:
        """Return how many ends of tracks join nothing: a head needs a cell, a pill or a letter."""
        pills = [pill.rect for pill in self.strip.panel.pills] if self.strip.panel else []
        beyond = [self.strip.panel.rect] if self.strip.panel else []  # where the lanes end
        count = 0
        for i, track in enumerate(self.strip.tracks):
            others = [edge for j, edge in self.edges if i != j]
            for end, headed in ((track.points[0], track.tail), (track.points[-1], track.head)):
                at = Rect(end.x - NEAR, end.y - NEAR, end.x + NEAR, end.y + NEAR)
                joins = [*self.boxes, *pills, *([] if headed else [*others, *beyond])]
                on_letter = any(disc_meets(disc, at) for disc in self.letters)
                count += not on_letter and not any(meet(rect, at) for rect in joins)
        return count

    def _off_page(self) -> int:
        strip = self.strip
        top, bottom = strip.lanes[0].rect.top, strip.lanes[-1].rect.bottom
        page = Rect(0.0, top, strip.width, bottom)
        discs = self.numbers + self.marks + self.lost + self.letters
        rects = [text.rect for text in self.free + self.inner + self.hung] + self.solid
        rects += [edge for _, edge in self.edges] + self.stubs + self.rings
        rects += [square(disc) for disc in discs]
        rects += [text.rect for lane in strip.lanes for text in (lane.title, lane.small) if text]
        return sum(
            rect.left < page.left - TOUCH
            or rect.top < page.top - TOUCH
            or rect.right > page.right + TOUCH
            or rect.bottom > page.bottom + TOUCH
            for rect in rects
        )
