"""The notes that hang at the box of a step."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_sim.model.crossings import channels_at
from blueprint_sim.model.graph import Graph
from blueprint_sim.model.laws import say_duration
from blueprint_sim.model.line import staying
from blueprint_sim.model.scenario import Variant
from blueprint_sim.report.blueprint.headings import called
from blueprint_sim.report.layout.records import Note
from blueprint_sim.report.speech.numbers import listed


def notes(design: Variant, graph: Graph, step: str) -> Iterator[Note]:
    """Give what hangs at a step: where, who is on the line or waited for, what is held in hand."""
    model, where = graph.nodes[step]["step"], graph.nodes[step]["where"]
    if where:
        yield Note("away" if model.away else "channel", where)
    on = channels_at(graph, design.channels)
    stay = sorted({team for team, _ in staying(graph, step, on)})
    if stay:
        teams = listed([called(team, design.teams[team]) for team in stay])
        yield Note("hold", f"{teams} on the line")
    if model.returns_to_same:
        yield Note("same", f"up to {say_duration(model.returns_to_same)} for the same worker")
    if model.evidence:
        yield Note("evidence", model.evidence)
