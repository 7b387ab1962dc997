"""The traffic of work in the meantime: what one branch brings, each time that it is set off.

A branch is a Markov chain of its own, far simpler than that of the customers: nobody asks
anything, nobody is kept, and every task is wrapped up.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import numpy as np

from blueprint_sim.model.blueprint import Step
from blueprint_sim.model.branches import branches
from blueprint_sim.model.cases import Case, first_match
from blueprint_sim.model.laws import Law
from blueprint_sim.model.routes import Edge, roads
from blueprint_sim.model.scenario import Variant
from blueprint_sim.model.states import expected_visits


class BranchWork(NamedTuple):
    """What one branch brings, until it is done."""

    visits: dict[str, float]
    """Tasks, by step; inf where it cannot be told."""
    seconds: dict[str, float]
    """Work by team, wrap-up included."""
    ways: dict[Edge, float]
    """How often it goes along each edge."""


def branch_work(design: Variant, first: str, case: Case) -> BranchWork:
    """Solve the routing equations of one branch of one kind of customer."""
    names = branches(design.steps)[first]
    routes = {name: dict(roads(name, design.steps[name]))["next"] for name in names}
    shares = {name: first_match(route, case) or {} for name, route in routes.items()}
    moves = np.zeros((len(names) + 1, len(names)))
    for column, name in enumerate(names):
        for target, share in shares[name].items():
            moves[names.index(target) if target in names else -1, column] += share
    times = dict(zip(names, expected_visits(moves, [0])[:, 0].tolist(), strict=True))
    seconds: dict[str, float] = defaultdict(float)
    for name in names:
        step = design.steps[name]
        teams = first_match(step.by, case)
        if teams and not step.emptied:
            seconds[teams[0]] += times[name] * _length(step, case, design.teams[teams[0]].wrap_up)
    return BranchWork(
        visits={name: 0.0 if design.steps[name].emptied else times[name] for name in names},
        seconds=dict(seconds),
        ways={
            (name, target, "next"): times[name] * share
            for name in names
            for target, share in shares[name].items()
            if share
        },
    )


def _length(step: Step, case: Case, wrap_up: Law | None) -> float:
    takes = first_match(step.takes or (), case)
    return (takes.mean if takes else 0.0) + (wrap_up.mean if wrap_up else 0.0)
