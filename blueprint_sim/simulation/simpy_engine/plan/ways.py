"""Ways on, as far as neither rule nor luck decides where they lead."""

from __future__ import annotations

from typing import Any, cast

from blueprint_sim.simulation.program import NONE, Program
from blueprint_sim.simulation.simpy_engine.plan.steps import StepPlan


def fork_of(p: Program, route: int) -> int | None:
    """Give the fork to which a route leads everybody; None if a rule decides."""
    rule = p.routes.at[route]
    return p.routes.fork[rule] if p.routes.when[rule] == NONE else None


def target_of(p: Program, route: int) -> int | None:
    """Give where a route leads everybody; None if rules or luck decide."""
    fork: Any = fork_of(p, route)
    if fork is None or p.forks.at[fork + 1] - p.forks.at[fork] > 1:
        return None
    return cast(int, p.forks.target[p.forks.at[fork]])


def certain(steps: tuple[StepPlan, ...], target: int | None) -> int | None:
    """Give a target unless it may be passed."""
    may_be_passed = target is not None and target >= 0 and steps[target].may_be_passed
    return None if may_be_passed else target
