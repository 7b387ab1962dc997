"""Which links go back, and in which order the others visit the cells."""

from __future__ import annotations

from collections import deque
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from blueprint_sim.report.layout.cells import Cell, Cells, Link


class Order(NamedTuple):
    """The links that go forward, and an order of the cells in which they all do."""

    back: frozenset[int]  # places in `links` of those that go back (a self-loop too)
    cells: tuple[Cell, ...]
    ancestors: dict[Cell, frozenset[Cell]]  # by forward links


def order(cells: Cells) -> Order:
    """Return the order of the cells: topological, ties by distance, visits, name."""
    back = backward(cells)
    forward = [link for place, link in enumerate(cells.links) if place not in back]
    ordered = topological(cells, forward)
    return Order(back, tuple(ordered), _ancestors(ordered, forward))


def backward(cells: Cells) -> frozenset[int]:
    """Return the links that go back to a cell still open, depth first from the start.

    From each cell the way most travelled is followed first. Nothing comes before the start, so
    that every link to it goes back.
    """
    out = _outgoing(cells)
    back = {place for place, link in enumerate(cells.links) if link.target == cells.start}
    state: dict[Cell, bool] = {}  # open, then closed (False)
    rest = sorted(cells.all(), key=lambda c: (-cells.nodes[c.name].visits, c.name, not c.queue))
    for root in [cells.start, *rest]:
        if root in state:
            continue
        state[root] = True
        path = [(root, iter(out.get(root, ())))]
        while path:
            cell, ahead = path[-1]
            place = next(ahead, None)
            if place is None:
                state[cell] = False
                path.pop()
                continue
            target = cells.links[place].target
            if target not in state:
                state[target] = True
                path.append((target, iter(out.get(target, ()))))
            elif state[target]:
                back.add(place)
    return frozenset(back)


def _outgoing(cells: Cells) -> dict[Cell, list[int]]:
    out: dict[Cell, list[int]] = {}
    for place, link in enumerate(cells.links):
        out.setdefault(link.origin, []).append(place)
    for places in out.values():
        places.sort(key=lambda place: (-cells.links[place].way.flow, cells.links[place].target))
    return out


def topological(cells: Cells, forward: list[Link]) -> list[Cell]:
    """Return the cells so that every forward link leads on."""
    distance = _distances(cells.start, forward)
    ahead: dict[Cell, list[Cell]] = {}
    waiting = dict.fromkeys(cells.all(), 0)
    for link in forward:
        ahead.setdefault(link.origin, []).append(link.target)
        waiting[link.target] += 1

    def rank(cell: Cell) -> tuple[int, float, str, bool, Cell]:
        far = distance.get(cell, len(waiting))
        return far, -cells.nodes[cell.name].visits, cell.name, not cell.queue, cell

    ready = [rank(cell) for cell, count in waiting.items() if not count]
    heapify(ready)
    ordered = []
    while ready:
        cell = heappop(ready)[-1]
        ordered.append(cell)
        for target in ahead.get(cell, ()):
            waiting[target] -= 1
            if not waiting[target]:
                heappush(ready, rank(target))
    return ordered


def _distances(start: Cell, forward: list[Link]) -> dict[Cell, int]:
    ahead: dict[Cell, list[Cell]] = {}
    for link in forward:
        ahead.setdefault(link.origin, []).append(link.target)
    distance, line = {start: 0}, deque([start])
    while line:
        cell = line.popleft()
        for target in ahead.get(cell, ()):
            if target not in distance:
                distance[target] = distance[cell] + 1
                line.append(target)
    return distance


def _ancestors(ordered: list[Cell], forward: list[Link]) -> dict[Cell, frozenset[Cell]]:
    before: dict[Cell, set[Cell]] = {cell: set() for cell in ordered}
    into: dict[Cell, list[Cell]] = {}
    for link in forward:
        into.setdefault(link.target, []).append(link.origin)
    for cell in ordered:
        for origin in into.get(cell, ()):
            before[cell] |= before[origin] | {origin}
    return {cell: frozenset(found) for cell, found in before.items()}
