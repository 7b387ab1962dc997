"""Ciw, fed the same numbers, gives the same times to the tick."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

import numpy as np
import pytest

from blueprint_sim.simulation import program as p
from blueprint_sim.simulation.log import Log
from blueprint_sim.simulation.simpy_engine import simulate
from tests.oracles.ciw_twin import Stay, Traveller, play

BATCHES, CASES_A_BATCH = 20, 10


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
    """A tape of the travellers' own numbers.

    Slot 0 is the entrance, slots 1 to n the ways on from the nodes, n+1 to 2n their times, the
    last the acceptable wait, which changes nothing here.
    """

    def __init__(self, network: Network) -> None:
        nodes = len(network.servers)
        self.acceptable = 2 * nodes + 1
        self.shares: dict[tuple[int, int, int], float] = {}
        self.durations: dict[tuple[int, int, int], int] = {}
        for customer, one in enumerate(network.travellers):
            self.shares[0, 0, customer] = (one.nodes[0] + 0.5) / nodes
            ways_on = [*one.nodes[1:], None]
            for place, (node, then) in enumerate(zip(one.nodes, ways_on, strict=True)):
                visit = one.nodes[:place].count(node)
                target = exits(nodes, node).index(p.Target.DONE if then is None else then)
                self.shares[1 + node, visit, customer] = (target + 0.5) / nodes
                self.durations[1 + nodes + node, visit, customer] = one.services[place]

    def share(self, slot: int, visit: int, customer: int) -> float:
        return self.shares[slot, visit, customer]

    def duration(self, slot: int, visit: int, customer: int) -> int:
        return 0 if slot == self.acceptable else self.durations[slot, visit, customer]


def exits(nodes: int, node: int) -> list[int]:
    """List the ways on from a node, in the order of its fork."""
    return [p.Target.DONE, *(other for other in range(nodes) if other != node)]


def ints(*values: int) -> p.Ints:
    return np.array(values, dtype=np.int64)


def floats(*values: float) -> p.Floats:
    return np.array(values, dtype=np.float64)


def offsets(lengths: Sequence[int]) -> p.Ints:
    return np.array([0, *np.cumsum(lengths)], dtype=np.int64)


def build_program(network: Network) -> p.Program:
    """Write the network as a program: one team and one step a node, one persona a priority."""
    nodes = len(network.servers)
    each = np.arange(nodes)
    none, never, always = np.full(nodes, p.NONE), np.zeros(nodes, bool), np.ones(nodes, bool)
    forks = [list(range(nodes)), *(exits(nodes, node) for node in range(nodes))]
    rows = len(forks)
    return p.Program(
        variant="network",
        names=p.Names(
            steps=tuple(f"step_{node}" for node in range(nodes)),
            teams=tuple(f"team_{node}" for node in range(nodes)),
            personas=("calm", "urgent"),
            reasons=("any",),
            facts=(),
            events=(),
        ),
        calendar=p.Calendar(ints(0), ints(p.TICKS_PER_DAY), warm_up=0, stop=False),
        steps=p.Steps(
            lane=np.full(nodes, p.Lane.FRONTSTAGE),
            visible=always,
            works=always,
            shows=always,
            emptied=never,
            by=each,
            takes=nodes + each,
            resolves=none,
            resolves_slot=none,
            next=1 + each,
            if_not=none,
        ),
        questions=p.Questions(offsets([0] * nodes), ints(), ints(), ints(), ints()),
        happenings=p.Happenings(offsets([0] * nodes), ints(), ints(), ints()),
        conditions=p.Conditions(ints(0), ints(0), ints(), ints(), ints()),
        choices=p.Choices(
            at=np.arange(2 * nodes + 1),
            when=np.full(2 * nodes, p.NONE),
            value=np.concatenate([each, 1 + nodes + each]),
            chance=np.zeros(2 * nodes),
        ),
        routes=p.Routes(
            at=np.arange(rows + 1),
            when=np.full(rows, p.NONE),
            fork=np.arange(rows),
            slot=np.arange(rows),
        ),
        forks=p.Forks(
            at=offsets([len(fork) for fork in forks]),
            upto=np.concatenate([np.arange(1, len(fork) + 1) / len(fork) for fork in forks]),
            target=ints(*(target for fork in forks for target in fork)),
        ),
        start=0,
        done_resolves=True,
        team_lists=p.TeamLists(np.arange(nodes + 1), each),
        teams=p.Teams(
            machine=never,
            size=ints(*network.servers),
            staffed=always,
            limit=none,
            when_full=np.full(nodes, p.Target.BLOCKED),
            wraps=never,
            wrap_slot=np.full((nodes, nodes), p.NONE),
            carries=np.ones((nodes, 0)),
            carry_slot=np.zeros((nodes, 0), dtype=np.int64),
        ),
        personas=p.Personas(
            patience_slot=ints(p.NONE, p.NONE),
            acceptable_slot=ints(2 * nodes + 1, 2 * nodes + 1),
            tolerance=ints(p.NONE, p.NONE),
            priority=ints(0, 1),
        ),
        feelings=p.Feelings(
            wait_slope=floats(0, 0),
            patience_for_prompts=ints(4, 4),
            repeated_question=floats(0, 0),
            one_more_question=floats(0, 0),
            cold_handoff=floats(0, 0),
            event=np.zeros((2, 0)),
            ending=np.zeros((2, len(p.Outcome))),
        ),
        afterwards=p.Afterwards(
            chance=np.full(len(p.Outcome), p.NONE),
            delay_slot=np.full(len(p.Outcome), p.NONE),
            returns=np.full(len(p.Outcome), p.NONE),
            slot=p.NONE,
        ),
        rates=p.Rates(np.zeros(nodes), np.zeros(nodes), np.zeros(nodes)),
        slots=slots(nodes),
    )


def slots(nodes: int) -> tuple[p.Slot, ...]:
    ways = [p.Slot("next", step=f"step_{node}") for node in range(nodes)]
    times = [p.Slot("takes", step=f"step_{node}") for node in range(nodes)]
    return (p.Slot("start"), *ways, *times, p.Slot("acceptable_wait"))


def build_customers(network: Network) -> p.Customers:
    people = len(network.travellers)
    return p.Customers(
        arrival=ints(*(one.arrival for one in network.travellers)),
        reason=np.zeros(people, np.int64),
        persona=ints(*(one.priority for one in network.travellers)),
        layer=np.zeros(people, np.int64),
        index=np.arange(people),
    )


def stays(log: Log) -> list[Stay]:
    columns = ("customer", "step", "worker", "asked", "started", "ended")
    return [Stay(*(int(row[name]) for name in columns)) for row in log.visits]


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
        tape = GivenNumbers(network)
        got = stays(simulate(build_program(network), build_customers(network), tape))
        assert got == expected
        waited += sum(stay.started > stay.asked for stay in got)
    assert waited > 10 * CASES_A_BATCH
