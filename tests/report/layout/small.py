"""Blueprints of a few steps, written by hand."""

from __future__ import annotations

from blueprint_sim.report.layout.records import Ending, Node, Plan, Way


def plan(lanes: dict[str, int], ways: list[Way], **fields: object) -> Plan:
    """Return steps in the lanes given, the first the start."""
    nodes = tuple(
        Node(name, lane, name.capitalize(), start=i == 0)
        for i, (name, lane) in enumerate(lanes.items())
    )
    return Plan(nodes, tuple(ways), **fields)  # type: ignore[arg-type]


ENDINGS = (Ending("resolved", "Resolved", 0.8), Ending("abandoned", "Hung up", 0.2))

MENU = plan(
    {"call": 0, "menu": 1, "bill": 1, "ask": 2, "check": 3},
    [
        Way("call", "menu"),
        Way("menu", "menu", flow=0.1, label="10% mistyped"),
        Way("menu", "bill", flow=0.1, label="10% bill"),
        Way("menu", "ask", flow=0.9, label="90%", handoff="cold"),
        Way("ask", "check", flow=0.9),
        Way("check", "ask", flow=0.05, label="5% unclear"),
        Way("ask", "resolved", flow=0.7, label="80%"),
        Way("menu", "abandoned", flow=0.1, loss="10% hang up"),
    ],
    endings=ENDINGS,
)
