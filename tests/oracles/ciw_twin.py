"""Ciw as an oracle: it plays an open network of queues with every number given.

Ciw breaks ties at random, so a case must have none; it counts in floats, which hold whole
microseconds exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf
from typing import Any, NamedTuple

import ciw

from blueprint_sim.simulation.log import Log


class Traveller(NamedTuple):
    """One customer of a network: when they come, how urgent they are, where they go."""

    arrival: int
    """Ticks."""
    priority: int
    """Larger goes first."""
    nodes: tuple[int, ...]
    """The nodes, from 0, in the order of the visits; never one twice in a row."""
    services: tuple[int, ...]
    """How long each of these visits takes, in ticks."""


class Stay(NamedTuple):
    """One visit of a node."""

    customer: int
    node: int
    worker: int
    asked: int
    started: int
    ended: int


class Services(ciw.dists.Distribution):  # type: ignore[misc]
    """Each customer's own times, in the order of their visits."""

    def __init__(self, travellers: Sequence[Traveller]) -> None:
        self.travellers = travellers

    def sample(self, t: float | None = None, ind: Any = None) -> float:
        """Give the time of the visit that is about to start."""
        return float(self.travellers[ind.id_number - 1].services[len(ind.data_records)])


def play(servers: Sequence[int], travellers: Sequence[Traveller]) -> list[Stay]:
    """Run the travellers, in the order of their arrivals, through nodes with so many servers."""
    priorities = sorted({one.priority for one in travellers}, reverse=True)
    network = ciw.create_network(
        number_of_servers=list(servers),
        arrival_distributions={
            str(level): [_arrivals(travellers, node, level) for node in range(len(servers))]
            for level in priorities
        },
        service_distributions={
            str(level): [Services(travellers) for _ in servers] for level in priorities
        },
        routing={
            str(level): ciw.routing.ProcessBased(
                lambda person, _: [node + 1 for node in travellers[person.id_number - 1].nodes[1:]]
            )
            for level in priorities
        },
        priority_classes={str(level): rank for rank, level in enumerate(priorities)},
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(2**53)
    stays = [_stay(record) for record in simulation.get_all_records()]
    return sorted(stays, key=lambda stay: (stay.customer, stay.asked, stay.ended))


def stays(log: Log) -> list[Stay]:
    """Read the same off a log of ours, in which step and team of a node have its number."""
    columns = ("customer", "step", "worker", "asked", "started", "ended")
    return [Stay(*(int(row[name]) for name in columns)) for row in log.visits]


def _arrivals(travellers: Sequence[Traveller], node: int, priority: int) -> Any:
    """Give the gaps between those who enter at this node, the last of them endless."""
    times = [0] + [
        one.arrival for one in travellers if one.nodes[0] == node and one.priority == priority
    ]
    gaps = [float(later - earlier) for earlier, later in pairwise(times)]
    return ciw.dists.Sequential([*gaps, inf])


def _stay(record: Any) -> Stay:
    return Stay(
        customer=record.id_number - 1,
        node=record.node - 1,
        worker=record.server_id - 1,
        asked=int(record.arrival_date),
        started=int(record.service_start_date),
        ended=int(record.service_end_date),
    )
