"""Heights of rows and widths of gaps: from courses to inches."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from blueprint_sim.report.layout.columns import Grid
from blueprint_sim.report.layout.geometry import (
    ABOVE,
    ARROW,
    BELOW,
    BOX_HEIGHT,
    BOX_WIDTH,
    EMPTY_LANE,
    FIRST_GAP,
    FIRST_TRACK,
    GAP,
    HALF_HEIGHT,
    HALF_WIDTH,
    LABEL_PITCH,
    PITCH,
    RECONTACT,
)
from blueprint_sim.report.layout.routing import Route, Run
from blueprint_sim.report.layout.tracks import Segment, levels

LANES = 5
UNDER = 0.24  # depth of a loop underneath


@dataclass
class Room:
    """More room than the rules give, where words found none, in inches."""

    above: dict[int, float] = field(default_factory=dict)  # by row
    below: dict[int, float] = field(default_factory=dict)
    pitch: dict[int, float] = field(default_factory=dict)  # between the tracks above a row
    gap: dict[int, float] = field(default_factory=dict)  # before the tracks of a gap
    lead: dict[int, float] = field(default_factory=dict)  # behind them, before a column
    spread: float = 0.0  # of every row, on a page flatter than a slide


class Channels:
    """The levels of the tracks above each row."""

    def __init__(self, routes: Sequence[Route], stubs: Mapping[int, float]) -> None:
        self.stubs = stubs  # room for stubs above the boxes of a row: the tracks keep off them
        self.level: dict[int, int] = {}  # by id of the run
        self.labelled: dict[int, set[int]] = {}  # levels with words on a track, by row
        self.count: dict[int, int] = {}
        for row, members in _members(routes, "channel").items():
            chosen = levels([_segment(route, run) for route, run in members], 0.3)
            self.count[row] = max(chosen) + 1
            for (route, run), level in zip(members, chosen, strict=True):
                self.level[id(run)] = level
                if route.way and route.way.label and route.course != "forward":
                    self.labelled.setdefault(row, set()).add(level)

    def heights(self, row: int, more: float) -> list[float]:
        """Return how far above the boxes each level runs, and last where the channel ends."""
        words = self.labelled.get(row, set())
        at, found = FIRST_TRACK + self.stubs.get(row, 0.0), []
        for level in range(self.count.get(row, 0)):
            found.append(at)
            at += (LABEL_PITCH if level in words else PITCH) + more
        return [*found, max(ABOVE, at + 0.06 if found else 0.0)]


def _members(routes: Sequence[Route], zone: str) -> dict[int, list[tuple[Route, Run]]]:
    found: dict[int, list[tuple[Route, Run]]] = {}
    for route in routes:
        for run in route.runs:
            if run.zone == zone:
                found.setdefault(run.place, []).append((route, run))
    return found


def _segment(route: Route, run: Run) -> Segment:
    """Return a run of a channel by ranks; its ends turn down (-1) or up (+1)."""
    i = route.runs.index(run)
    ends = []
    for place, neighbour in ((i - 1, route.runs[i - 1]), (i + 1, route.runs[i + 1])):
        tail, head = route.reach(neighbour)
        other = tail if place < i else head
        ends.append((neighbour.rank, -1 if other > run.rank else 1))
    (low, at_low), (high, at_high) = sorted(ends)
    return Segment(low, high, at_low, at_high)


class Rows:
    """The heights of everything, from the top of the page."""

    def __init__(
        self,
        grid: Grid,
        channels: Channels,
        room: Room,
        below: dict[int, float],
        *,
        top: float,
        recontact: bool,
    ) -> None:
        self.box_top: list[float] = []
        self.lane: list[tuple[float, float]] = []
        self.heights = [
            channels.heights(row, room.pitch.get(row, 0.0)) for row in range(len(grid.lanes))
        ]
        self.top = top
        y = top
        for lane in range(LANES):
            begin = y
            for row in (row for row, its in enumerate(grid.lanes) if its == lane):
                y += self.heights[row][-1] + room.above.get(row, 0.0) + room.spread / 2
                y += (RECONTACT + 0.06) * (recontact and row == 0 and lane == 0)
                self.box_top.append(y)
                y += BOX_HEIGHT + below.get(row, BELOW) + room.below.get(row, 0.0)
                y += room.spread / 2
            y = max(y, begin + EMPTY_LANE)
            self.lane.append((begin, y))
        self.bottom = y

    def middle(self, row: int) -> float:
        """Return the height of the middle of a row's boxes."""
        return self.box_top[row] + HALF_HEIGHT


def settle_rows(routes: Sequence[Route], rows: Rows, channels: Channels) -> None:
    """Give every level run its height, and every end on a top or bottom its own."""
    for route in routes:
        for run in route.runs:
            if run.zone == "channel":
                level = channels.level[id(run)]
                run.at = rows.box_top[run.place] - rows.heights[run.place][level]
            elif run.zone == "port":
                run.at = rows.middle(run.place) + run.offset
            elif run.zone == "under":
                run.at = rows.box_top[run.place] + BOX_HEIGHT + UNDER
            elif run.zone == "top":
                run.at = rows.top + RECONTACT
        for i, end in enumerate((route.tail, route.head)):
            if end.side in ("top", "bottom"):
                row = int(end.rank // 10)
                route.ends[i] = rows.box_top[row] + BOX_HEIGHT * (end.side == "bottom")


class Gaps:
    """The tracks in each gap between columns, by their heights."""

    def __init__(self, routes: Sequence[Route]) -> None:
        self.level: dict[int, int] = {}  # by id of the run
        self.count: dict[int, int] = {}
        for gap, members in _members(routes, "gap").items():
            again = [run for route, run in members if route.course == "recontact"]
            bent = [
                (route, run)
                for route, run in members
                if _height(route, run) > 0.02 and run not in again[1:]
            ]
            chosen = levels([_upright(route, run) for route, run in bent], 0.2)
            self.count[gap] = max(chosen, default=-1) + 1
            self.level |= {id(run): level for (_, run), level in zip(bent, chosen, strict=True)}
            self.level |= {id(run): self.level[id(again[0])] for run in again[1:]}

    def width(self, gap: int, words: float) -> float:
        """Return the width of a gap, given that of the widest words in it."""
        tracks = PITCH * self.count.get(gap, 0)
        return max(FIRST_GAP if gap == 0 else GAP, words) + tracks


def _height(route: Route, run: Run) -> float:
    tail, head = route.extent(run)
    return abs(head - tail)


def _upright(route: Route, run: Run) -> Segment:
    """Return a run of a gap by heights; its ends turn left (-1) or right (+1)."""
    i = route.runs.index(run)
    ends = []
    for place in (i - 1, i + 1):
        neighbour = route.runs[place]
        tail, head = route.reach(neighbour)
        other = tail if place < i else head
        ends.append((neighbour.at, -1 if other < run.rank else 1))
    (low, at_low), (high, at_high) = sorted(ends)
    return Segment(low, high, at_low, at_high)


def settle_columns(
    routes: Sequence[Route], gaps: Gaps, lefts: list[float], gap_right: Callable[[int], float]
) -> None:
    """Give every upright run its place, and every end on a left or right side its own.

    Parameters
    ----------
    lefts
        The left edge of each column, in inches.
    gap_right
        The right edge of a gap's tracks, in inches.
    """
    for route in routes:
        for run in route.runs:
            if run.zone == "gap":
                back = gaps.count.get(run.place, 0) - 1 - gaps.level.get(id(run), 0)
                run.at = gap_right(run.place) - ARROW - PITCH * back
            elif run.zone == "slot":
                run.at = lefts[run.place] + HALF_WIDTH + run.offset
        for i, end in enumerate((route.tail, route.head)):
            if end.side in ("left", "right") and not isinstance(end.cell, str):
                column = round(end.rank / 10)
                route.ends[i] = lefts[column] + BOX_WIDTH * (end.side == "right")
