"""The teams as tables: how many they are, what they cost, carry over, and write up afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from blueprint_sim.model.blueprint import SAME
from blueprint_sim.model.graph import Graph, staffed
from blueprint_sim.model.people import Team
from blueprint_sim.model.scenario import Variant
from blueprint_sim.simulation.compile.carrying import carry_slots, chances
from blueprint_sim.simulation.program import NONE, Ints, Names, Rates, Target, Teams
from blueprint_sim.simulation.tables import Tables, flags, floats, int_grid, ints


def teams(design: Variant, graph: Graph, size: Ints, tables: Tables) -> Teams:
    """Give a row for each team, of which `size` says the most workers it ever has."""
    names, used = tables.names, staffed(graph)
    rows = [design.teams[name] for name in names.teams]
    carries = chances((team.carries for team in rows), tables)
    return Teams(
        machine=flags(team.machine for team in rows),
        size=size,
        at_once=ints(team.at_once for team in rows),
        staffed=flags(name in used for name in names.teams),
        limit=ints(NONE if team.limit is None else team.limit for team in rows),
        when_full=ints(_when_full(team, names) for team in rows),
        wraps=flags(team.wrap_up is not None for team in rows),
        wrap_slot=_wrap_slots(design, graph, tables),
        carries=carries,
        carry_slot=carry_slots("carries", names.teams, carries, tables),
    )


def rates(staff: Sequence[Team]) -> Rates:
    """Give what each team costs, by the unit in which it is paid."""
    costs = [team.cost for team in staff]
    return Rates(
        *(
            floats(cost.amount if cost and cost.per == unit else 0.0 for cost in costs)
            for unit in ("hour", "minute", "visit")
        )
    )


def _when_full(team: Team, names: Names) -> int:
    if team.when_full == "blocked":
        return int(Target.BLOCKED)
    return names.steps.index(team.when_full)


def _wrap_slots(design: Variant, graph: Graph, tables: Tables) -> Ints:
    """Give the slots of wrap-up times by team and step; NONE: the team never leaves that step."""
    steps = tables.names.steps
    rows = (
        [_wrap_slot(team, step, design, graph, tables) for step in steps]
        for team in tables.names.teams
    )
    return int_grid(rows, len(steps))


def _wrap_slot(name: str, step: str, design: Variant, graph: Graph, tables: Tables) -> int:
    anyone = any(rule.then == SAME for rule in design.steps[step].by)
    if not (anyone or name in graph.nodes[step]["teams"]):
        return NONE
    return tables.time(design.teams[name].wrap_up, "wrap_up", name, step)
