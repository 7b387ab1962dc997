"""A plan as cells to be placed and links between them.

A queue is a cell of its own before its step: ways into the step go to the queue.
"""

from __future__ import annotations

from typing import NamedTuple

from blueprint_sim.report.layout.records import Node, Plan, Way


class Cell(NamedTuple):
    """A box of the blueprint: a step, or the queue before it."""

    name: str
    queue: bool = False


class Link(NamedTuple):
    """A way between two cells."""

    origin: Cell
    target: Cell
    way: Way


class Cells(NamedTuple):
    """The plan in an order that does not depend on the order it was written in."""

    nodes: dict[str, Node]  # by name
    links: tuple[Link, ...]  # sorted; with those from a queue to its step
    exits: tuple[Way, ...]  # ways to endings, sorted
    start: Cell

    def lane(self, cell: Cell) -> int:
        """Return the lane of a cell, 0 to 4."""
        return self.nodes[cell.name].row

    def entrance(self, name: str) -> Cell:
        """Return where ways into a step go: its queue, if it has one."""
        return Cell(name, self.nodes[name].queue)

    def departure(self, way: Way) -> Cell:
        """Return the cell a way leaves."""
        return Cell(way.origin, way.from_queue and self.nodes[way.origin].queue)

    def all(self) -> list[Cell]:
        """Return every cell, by name, a queue before its step."""
        return [
            Cell(name, queue)
            for name, node in self.nodes.items()
            for queue in ((True, False) if node.queue else (False,))
        ]


def cells(plan: Plan) -> Cells:
    """Return the cells and links of a plan.

    Raises
    ------
    ValueError
        If the plan has no node, two of the same name, or a way from or to nowhere.
    """
    nodes = {node.name: node for node in sorted(plan.nodes, key=lambda node: node.name)}
    endings = {ending.name for ending in plan.endings}
    if not nodes or len(nodes) < len(plan.nodes):
        raise ValueError("a plan needs nodes, each with a name of its own")
    for way in plan.ways:
        if way.origin not in nodes or way.target not in nodes.keys() | endings:
            raise ValueError(f"a way from {way.origin!r} to {way.target!r} leads nowhere")
    start = _first(nodes, {way.target for way in plan.ways if way.origin != way.target})
    made = Cells(nodes, (), tuple(sorted(w for w in plan.ways if w.target not in nodes)), Cell(""))
    links = [
        Link(made.departure(way), made.entrance(way.target), way)
        for way in plan.ways
        if way.target in nodes
    ]
    links += [
        Link(Cell(name, True), Cell(name), Way(name, name, flow=node.visits, from_queue=True))
        for name, node in nodes.items()
        if node.queue
    ]
    return made._replace(links=tuple(sorted(links)), start=made.entrance(start))


def _first(nodes: dict[str, Node], reached: set[str]) -> str:
    """Return where most begin whom no way has led there, of the steps where any begin."""

    def late(node: Node) -> tuple[bool, bool, float, str]:
        return not node.start, node.name in reached, -node.visits, node.name

    return min(nodes.values(), key=late).name
