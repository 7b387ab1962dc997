"""The logs of the first replications: what became of every customer, visit by visit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from blueprint_sim.measures import Record
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.simulation.engine import Engine
from blueprint_sim.simulation.simpy_engine import simulate
from blueprint_sim.studies.run import chosen, prepare


class Logged(NamedTuple):
    """One replication of one variant, with everything that happened in it."""

    replication: int
    """From 1, as in ``replications.csv``."""
    record: Record


def logs(
    scenario: Scenario,
    variants: Iterable[str] | None = None,
    *,
    seed: int | None = None,
    replications: int = 1,
    engine: Engine = simulate,
) -> Iterator[Logged]:
    """Send the customers of the first replications through each variant again, and keep the logs.

    They are the replications of `studies.run` with the same seed, event for event; a study itself
    keeps only their measures, since all logs together would be large.

    Parameters
    ----------
    scenario
        A checked scenario.
    variants
        Names of those to run; by default all.
    seed
        In place of the scenario's own.
    replications
        How many, from the first.
    engine
        The engine.

    Raises
    ------
    ScenarioError
        For a variant that does not exist.
    """
    seed = scenario.run.seed if seed is None else seed
    study = prepare(scenario, chosen(scenario, variants), seed, engine)
    for number in range(replications):
        for record in study.records(number):
            yield Logged(number + 1, record)
