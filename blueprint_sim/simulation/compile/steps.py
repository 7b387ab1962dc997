"""The steps as tables: what each does and asks, what may happen there, and the ways on."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from blueprint_sim.model.blueprint import Step
from blueprint_sim.model.graph import START, Graph, route_of
from blueprint_sim.model.laws import Law
from blueprint_sim.model.routes import Road, only_asks
from blueprint_sim.model.scenario import Variant
from blueprint_sim.simulation.days import whole_ticks
from blueprint_sim.simulation.program import NONE, Happenings, Lane, Questions, Steps
from blueprint_sim.simulation.tables import Tables, int_grid, offsets


def start(graph: Graph, tables: Tables) -> int:
    """Give the row of `Routes` by which contacts begin."""
    return tables.route(route_of(graph, START, "start"), "start", step="")


def steps(design: Variant, graph: Graph, tables: Tables) -> Steps:
    """Give a row for each step."""
    rows = [_row(name, design.steps[name], graph, tables) for name in tables.names.steps]
    return Steps(**{column: np.array([row[column] for row in rows]) for column in Steps._fields})


def questions(design: Variant, facts: Mapping[str, Law], tables: Tables) -> Questions:
    """Give a row for each fact that a step asks; a fact has its time, unless the step says one."""
    rows, counts = [], []
    for name in tables.names.steps:
        asks = design.steps[name].asks
        counts.append(len(asks))
        for fact, ask in sorted(asks.items()):
            takes = ask.takes[0].then if ask.takes else facts[fact]
            rows.append(
                (
                    tables.names.facts.index(fact),
                    tables.slot("asks", fact, name, takes),
                    tables.chance(ask.understood),
                    tables.slot("understood", fact, name),
                )
            )
    return Questions(offsets(counts), *int_grid(rows, 4).T)


def happenings(design: Variant, tables: Tables) -> Happenings:
    """Give a row for each event that may happen at a step."""
    rows, counts = [], []
    for name in tables.names.steps:
        events = design.steps[name].events
        counts.append(len(events))
        for event, rules in sorted(events.items()):
            number, chance = tables.names.events.index(event), tables.chance(rules)
            rows.append((number, chance, tables.slot("happens", event, name)))
    return Happenings(offsets(counts), *int_grid(rows, 3).T)


def _row(name: str, step: Step, graph: Graph, tables: Tables) -> dict[str, int | bool]:
    """Give what `Steps` says of a step, by its columns."""
    channel, lasts = step.channel, None if step.emptied else step.returns_to_same
    node = graph.nodes[name]
    return {
        **_work(step, Lane[node["lane"].upper()], in_branch=node["meanwhile"]),
        "by": tables.choice(step.by, tables.by),
        "takes": _takes(name, step, tables),
        "resolves": tables.chance(step.resolves),
        "resolves_slot": NONE if step.resolves is None else tables.slot("resolves", step=name),
        "next": _route(name, "next", graph, tables),
        "if_not": NONE if step.if_not is None else _route(name, "if_not", graph, tables),
        "channel": NONE if channel is None else tables.names.channels.index(channel),
        "away": step.away,
        "hold": step.hold and not step.emptied,
        "returns_to_same": NONE if lasts is None else whole_ticks(lasts),
        "meanwhile": _number(step.meanwhile, tables),
        "needs": _number(step.needs, tables),
        "promise_slot": tables.time(step.promise, "promise", step=name),
    }


def _number(step: str | None, tables: Tables) -> int:
    return NONE if step is None else tables.names.steps.index(step)


def _work(step: Step, lane: Lane, *, in_branch: bool) -> dict[str, int | bool]:
    """Tell what there is to do at a step besides asking, and whether the customer sees it."""
    shows = step.takes is not None or not step.asks
    return {
        "lane": lane,
        "visible": lane in (Lane.CUSTOMER, Lane.FRONTSTAGE) and not (step.away or in_branch),
        "works": not only_asks(step),
        "shows": shows,
        "emptied": step.emptied,
    }


def _takes(name: str, step: Step, tables: Tables) -> int:
    if step.takes is None:
        return NONE
    return tables.choice(step.takes, lambda law: tables.slot("takes", step=name, law=law))


def _route(name: str, road: Road, graph: Graph, tables: Tables) -> int:
    return tables.route(route_of(graph, name, road), road, name)
