"""The model in Ciw: four nodes, of which two let customers renege."""

from __future__ import annotations

from collections import defaultdict
from math import inf
from typing import Any

import ciw

from benchmarks import model


class Patience(ciw.dists.Distribution):  # type: ignore[misc]
    """One exponential patience for each customer, whichever queue asks."""

    def sample(self, t: float | None = None, ind: Any = None) -> float:
        """Give the customer's patience, in minutes."""
        if not hasattr(ind, "patience"):
            ind.patience = ciw.rng.exponential(model.PATIENCE)
        return float(ind.patience)


def network() -> Any:
    """Describe the call centre."""
    exponential = ciw.dists.Exponential
    return ciw.create_network(
        arrival_distributions=[exponential(model.ARRIVALS_PER_MINUTE), None, None, None],
        service_distributions=[
            exponential(1 / mean)
            for mean in (model.MACHINE, model.MACHINE, model.AGENT, model.SPECIALIST)
        ],
        number_of_servers=[inf, inf, model.AGENTS, model.SPECIALISTS],
        reneging_time_distributions=[None, None, Patience(), Patience()],
        routing=[
            [0.0, 1.0, 0.0, 0.0],
            [0.0, 0.0, 1.0, 0.0],
            [0.0, 0.0, 0.0, model.GOES_ON],
            [0.0, 0.0, 0.0, 0.0],
        ],
    )


def simulate(seed: int) -> model.Figures:
    """Run the model once; whoever is inside as the doors close is left out, as Ciw does."""
    ciw.seed(seed)
    simulation = ciw.Simulation(network())
    simulation.simulate_until_max_time(model.LENGTH)
    diary = model.Diary()
    span: dict[int, tuple[float, float]] = defaultdict(lambda: (inf, 0.0))
    for record in simulation.get_all_records():
        if record.node > 2:
            hung_up = record.record_type == "renege"
            diary.waited(record.node - 3, record.waiting_time, hung_up)
        began, ended = span[record.id_number]
        span[record.id_number] = min(began, record.arrival_date), max(ended, record.exit_date)
    diary.sojourns = [ended - began for began, ended in span.values()]
    return diary.figures()
