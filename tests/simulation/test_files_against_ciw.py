"""Ciw gives the same times to the tick for scenario files whose numbers are given."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
import pytest

from blueprint_sim.format.load import load
from blueprint_sim.simulation.program import TICKS_PER_SECOND
from blueprint_sim.studies.run import prepare
from tests.oracles.ciw_twin import Traveller, play, stays


class Written(NamedTuple):
    """A network as files: the urgent pass all the nodes, the calm some of them."""

    servers: tuple[int, ...]
    calm: tuple[int, ...]
    arrivals: tuple[int, ...]
    services: tuple[tuple[int, ...], ...]
    """[customer][node]."""


def draw_written(luck: Random) -> Written:
    servers = tuple(luck.randint(1, 3) for _ in range(luck.randint(1, 4)))
    nodes, people = range(len(servers)), luck.randint(20, 60)
    calm = sorted(luck.sample(nodes, luck.randint(1, len(servers))))
    gaps = [luck.randrange(1, 60_000_000) for _ in range(people)]
    arrivals = np.cumsum(gaps).tolist()
    services = [tuple(luck.randrange(1, 120_000_000) for _ in nodes) for _ in range(people)]
    return Written(servers, tuple(calm), tuple(arrivals), tuple(services))


def write(network: Written, folder: Path) -> Path:
    """Write the scenario, and its numbers in seconds to the microsecond beside it."""
    nodes = range(len(network.servers))
    rows = [",".join(["arrival", *(f"step_{node}" for node in nodes)])]
    for arrival, services in zip(network.arrivals, network.services, strict=True):
        rows.append(",".join(f"{ticks / TICKS_PER_SECOND:.6f}" for ticks in (arrival, *services)))
    (folder / "given.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    path = folder / "network.yaml"
    path.write_text(as_yaml(network), encoding="utf-8")
    return path


def as_yaml(network: Written) -> str:
    calm, nodes = network.calm, range(len(network.servers))
    lines = [
        "scenario: A network whose numbers are given",
        "run: {length: 24 h}",
        "demand: {arrivals: {times: given.csv, column: arrival, unit: s}}",
        "personas: {urgent: {share: 50%, priority: 1}, calm: {share: 50%}}",
        "variants:",
        "  network:",
        f"    start: {way_on(0, calm[0])}",
        "    teams:",
        *(f"      team_{node}: {{size: {network.servers[node]}}}" for node in nodes),
        "    steps:",
    ]
    for node in nodes:
        after = [later for later in calm if later > node]
        urgent = node + 1 if node + 1 in nodes else None
        given = f"{{given: {{file: given.csv, column: step_{node}, unit: s}}}}"
        route = way_on(urgent, after[0] if after else None)
        lines.append(f"      step_{node}: {{by: team_{node}, takes: {given}, next: {route}}}")
    return "\n".join(lines) + "\n"


def way_on(urgent: int | None, calm: int | None) -> str:
    """Write the rules by which the two personas go on; None is the end."""
    to = ["done" if node is None else f"step_{node}" for node in (urgent, calm)]
    return f"[{{when: {{persona: urgent}}, then: {to[0]}}}, {{otherwise: {to[1]}}}]"


@pytest.mark.parametrize("case", range(20))
def test_same_times_through_scenario_files(case: int, tmp_path: Path) -> None:
    network = draw_written(Random(20261121 + case))
    scenario = load(write(network, tmp_path))
    (record,) = prepare(scenario, scenario.variants, seed=case).records(0)
    urgent = record.log.customers["persona"] == record.program.names.personas.index("urgent")
    walks = [tuple(range(len(network.servers))) if first else network.calm for first in urgent]
    people = zip(network.arrivals, urgent.tolist(), walks, network.services, strict=True)
    travellers = [
        Traveller(arrival, int(first), walk, tuple(services[node] for node in walk))
        for arrival, first, walk, services in people
    ]
    assert stays(record.log) == play(network.servers, travellers)
