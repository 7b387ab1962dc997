"""Small scenarios in text, for tests of what is made of a model."""

from __future__ import annotations

from textwrap import dedent, indent

from blueprint_sim.format.load import unchecked
from blueprint_sim.model.scenario import Scenario

TEAMS = "teams: {menu: {kind: machine, carries: nothing}, agents: {size: 8}}"


def scenario(
    steps: str,
    *,
    teams: str = TEAMS,
    demand: str = "{arrivals: 60 per hour}",
    others: str = "",
    more: str = "",
    variants: str = "",
) -> Scenario:
    """Read a scenario of one variant `a` with these steps; `more` are further keys of it."""
    own = [dedent(teams), dedent(more), "steps:", indent(dedent(steps).strip(), "  ")]
    text = "\n".join(
        [
            "scenario: Small",
            f"demand: {demand}",
            "facts: {number: 30 s, wish: 60 s}",
            dedent(others),
            "variants:",
            "  a:",
            indent("\n".join(own), "    "),
            indent(dedent(variants), "  "),
        ]
    )
    return unchecked(text)
