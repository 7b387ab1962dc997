"""Ciw, fed the same numbers, gives the same times to the tick."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

import numpy as np
import pytest

from blueprint_sim.simulation import program as p
from blueprint_sim.simulation.simpy_engine import simulate
from tests.oracles.ciw_twin import Stay, Traveller, play, stays
from tests.oracles.specs import Days, PersonaSpec, Rule, StepSpec, TeamSpec, always
from tests.oracles.table_builder import TableBuilder

BATCHES, CASES_A_BATCH = 20, 10
ACCEPTABLE = p.TICKS_PER_MINUTE
"""The acceptable wait, which changes no time."""


class Network(NamedTuple):
    servers: tuple[int, ...]
    travellers: tuple[Traveller, ...]


def draw_network(luck: Random) -> Network:
    """Draw a small network under load, with times so fine that no two events coincide."""
    servers = tuple(luck.randint(1, 3) for _ in range(luck.randint(1, 4)))
    levels = luck.choice([1, 2])
    clock, travellers = 0, []
    for _ in range(luck.randint(20, 60)):
        clock += luck.randrange(1, 60_000_000)
        nodes = draw_walk(luck, len(servers))
        services = tuple(luck.randrange(1, 120_000_000) for _ in nodes)
        travellers.append(Traveller(clock, luck.randrange(levels), nodes, services))
    return Network(servers, tuple(travellers))


def draw_walk(luck: Random, nodes: int) -> tuple[int, ...]:
    """Walk at random, never staying put: a customer who stays would keep the worker."""
    walk = [luck.randrange(nodes)]
    while nodes > 1 and luck.random() < 0.6:
        walk.append(luck.choice([node for node in range(nodes) if node != walk[-1]]))
    return tuple(walk)


class GivenNumbers:
    """A tape of the travellers' own numbers, by what each slot of the program is for."""

    def __init__(self, network: Network, program: p.Program) -> None:
        self.slots = program.slots
        self.shares: dict[tuple[str, str, int, int], float] = {}
        self.times: dict[tuple[str, str, int, int], int] = {}
        nodes, names = len(network.servers), program.names.steps
        for customer, one in enumerate(network.travellers):
            self.shares["start", "", 0, customer] = (one.nodes[0] + 0.5) / nodes
            ways_on = [*one.nodes[1:], p.Target.DONE]
            for place, (node, then) in enumerate(zip(one.nodes, ways_on, strict=True)):
                visit = one.nodes[:place].count(node)
                share = (exits(nodes, node).index(then) + 0.5) / nodes
                self.shares["next", names[node], visit, customer] = share
                self.times["takes", names[node], visit, customer] = one.services[place]

    def share(self, slot: int, visit: int, customer: int) -> float:
        return self.shares[self.slots[slot].purpose, self.slots[slot].step, visit, customer]

    def duration(self, slot: int, visit: int, customer: int) -> int:
        purpose, step = self.slots[slot].purpose, self.slots[slot].step
        return self.times[purpose, step, visit, customer] if purpose == "takes" else ACCEPTABLE


def exits(nodes: int, node: int) -> list[int]:
    """List the ways on from a node, in the order of its fork."""
    return [p.Target.DONE, *(other for other in range(nodes) if other != node)]


def evenly(targets: Sequence[int]) -> tuple[Rule, ...]:
    return always([(place / len(targets), to) for place, to in enumerate(targets, start=1)])


def build_program(network: Network) -> p.Program:
    """Write the network as a program: one team and one step a node, one persona a priority."""
    nodes = range(len(network.servers))
    numbers_of_the_tape = always((0,))
    return TableBuilder().program(
        steps=[
            StepSpec(
                by=always((node,)),
                takes=numbers_of_the_tape,
                next=evenly(exits(len(nodes), node)),
            )
            for node in nodes
        ],
        teams=[TeamSpec(size, carries=()) for size in network.servers],
        personas=[PersonaSpec(priority=level, event=()) for level in (0, 1)],
        start=evenly(nodes),
        days=Days(closes=(24 * 60,)),
    )


def build_customers(network: Network) -> p.Customers:
    people = len(network.travellers)
    return p.Customers(
        arrival=np.array([one.arrival for one in network.travellers]),
        reason=np.zeros(people, np.int64),
        persona=np.array([one.priority for one in network.travellers]),
        layer=np.zeros(people, np.int64),
        index=np.arange(people),
    )


def has_ties(one_by_one: Sequence[Stay], network: Network) -> bool:
    instants = [stay.ended for stay in one_by_one] + [one.arrival for one in network.travellers]
    return len(set(instants)) < len(instants)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_same_times_to_the_tick(batch: int) -> None:
    luck = Random(20261121 + batch)
    waited = 0
    for _ in range(CASES_A_BATCH):
        network = draw_network(luck)
        expected = play(network.servers, network.travellers)
        assert not has_ties(expected, network)
        program = build_program(network)
        tape = GivenNumbers(network, program)
        got = stays(simulate(program, build_customers(network), tape))
        assert got == expected
        waited += sum(stay.started > stay.asked for stay in got)
    assert waited > 10 * CASES_A_BATCH
