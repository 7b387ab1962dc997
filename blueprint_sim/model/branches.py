"""Branches: what goes on in the meantime, set off by one step and perhaps needed by another.

A branch is the steps reached from its first step by `next`, up to those that lead to `done`.
"""

from __future__ import annotations

from collections.abc import Mapping

from blueprint_sim.model.blueprint import Step


def branches(steps: Mapping[str, Step]) -> dict[str, tuple[str, ...]]:
    """Give the steps of each branch, as they are met, by its first step; both sorted by name.

    Names that no step has are left out, and so is what sets off nothing that there is.
    """
    firsts = {step.meanwhile for step in steps.values() if step.meanwhile}
    return {first: _reached(steps, first) for first in sorted(firsts.intersection(steps))}


def in_the_meantime(steps: Mapping[str, Step]) -> frozenset[str]:
    """Give every step that belongs to a branch."""
    return frozenset(name for branch in branches(steps).values() for name in branch)


def last_steps(steps: Mapping[str, Step], first: str) -> tuple[str, ...]:
    """Give the steps of a branch with which it may be done."""
    return tuple(
        name
        for name in _reached(steps, first)
        if any(target not in steps for rule in steps[name].next for target in rule.then)
    )


def _reached(steps: Mapping[str, Step], first: str) -> tuple[str, ...]:
    found = [first]
    for name in found:
        ahead = {target for rule in steps[name].next for target in rule.then}
        found += sorted(target for target in ahead if target in steps and target not in found)
    return tuple(found)
