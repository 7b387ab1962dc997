"""The model as a scenario of ours, from the compiler to the log; and on to all measures."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks import model
from blueprint_sim.format.load import load
from blueprint_sim.measures import Record, faces, picture, read
from blueprint_sim.simulation.log import End
from blueprint_sim.simulation.program import TICKS_PER_MINUTE
from blueprint_sim.studies.run import prepare

SCENARIO = load(Path(__file__).with_name("as_ours.yaml"))


def simulate(seed: int) -> model.Figures:
    """Compile the scenario, draw the customers and their luck, and run to the log."""
    return _figures(_record(seed))


def simulate_and_measure(seed: int) -> model.Figures:
    """Do the same, and take every measure of the catalogue, the picture, and how each fared."""
    record = _record(seed)
    read(record)
    picture(record)
    faces(record)
    return _figures(record)


def _record(seed: int) -> Record:
    (record,) = prepare(SCENARIO, SCENARIO.variants, seed).records(0)
    return record


def _figures(record: Record) -> model.Figures:
    customers, visits = record.log.customers, record.log.visits
    until = np.where(visits["started"] >= 0, visits["started"], visits["ended"])
    wait = (until - visits["asked"]) / TICKS_PER_MINUTE
    hung_up = visits["how"] == End.RENEGED
    agents, specialists = (
        visits["team"] == record.program.names.teams.index(name) for name in model.QUEUES
    )
    return model.Figures(
        customers=len(customers),
        abandoned_agents=hung_up[agents].mean(),
        abandoned_specialists=hung_up[specialists].mean(),
        wait_agents=wait[agents].mean(),
        wait_specialists=wait[specialists].mean(),
        sojourn=(customers["ended"] - customers["arrived"]).mean() / TICKS_PER_MINUTE,
    )
