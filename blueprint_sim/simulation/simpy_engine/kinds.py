"""The kinds of customers: each as much as the program asks of them, and no more."""

from __future__ import annotations

from functools import cache

from blueprint_sim.simulation.program import NONE
from blueprint_sim.simulation.simpy_engine.acquaintance import Acquaintance
from blueprint_sim.simulation.simpy_engine.away import Away
from blueprint_sim.simulation.simpy_engine.backstage import BackstageIssue
from blueprint_sim.simulation.simpy_engine.channels import IssueOnChannels
from blueprint_sim.simulation.simpy_engine.house import House
from blueprint_sim.simulation.simpy_engine.journey import Issue
from blueprint_sim.simulation.simpy_engine.misinformed import Misinformed
from blueprint_sim.simulation.simpy_engine.on_the_line import OnTheLine


def kind_of_customer(house: House) -> type[Issue]:
    """Give the kind of customers that a program has."""
    kinds: list[type[Issue]] = []
    if house.plan.sets_off:
        kinds.append(BackstageIssue)
    if house.program.surfacing.event:
        kinds.append(Misinformed)
    if any(step.returns != NONE for step in house.steps):
        kinds.append(Acquaintance)
    if any(step.away for step in house.steps):
        kinds.append(Away)
    elif not house.plan.stays:
        kinds.append(IssueOnChannels)
    if any(step.hold for step in house.steps):
        kinds.append(OnTheLine)
    return _together(tuple(kinds))


@cache
def _together(kinds: tuple[type[Issue], ...]) -> type[Issue]:
    """Give a kind that is all of these; always the same one, as Python is slow on new classes."""
    if len(kinds) > 1:
        return type("Customer", kinds, {"__slots__": ()})
    return kinds[0] if kinds else Issue
