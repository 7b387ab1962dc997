"""Channels that no contact can be on, and steps that are on none."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from blueprint_sim.errors import Path, Problem
from blueprint_sim.model.blueprint import NOBODY, SAME, Step
from blueprint_sim.model.checks.walk import each_condition, each_rule
from blueprint_sim.model.checks.warning import warning
from blueprint_sim.model.crossings import first_steps
from blueprint_sim.model.graph import Graph
from blueprint_sim.model.laws import say_duration
from blueprint_sim.model.scenario import Scenario


def impossible_channels(scenario: Scenario, variant: str) -> Iterator[Problem]:
    """Check what the steps of a variant ask of channels, and of customers who are away."""
    design, at = scenario.variants[variant], ("variants", variant)
    for path, when in each_condition(design.start, (*at, "start")):
        if when.channel:
            said = "the customer is on no channel yet: the step that they come to has one"
            yield Problem((*path, "channel"), said, "test 'reason' or 'persona' instead")
    for name, step in design.steps.items():
        if step.away:
            yield from _not_while_away(step, (*at, "steps", name))


def contacts_on_no_channel(scenario: Scenario, variant: str, graph: Graph) -> Iterator[Problem]:
    """Check that contacts begin on a channel, and with the customer there."""
    design, steps = scenario.variants[variant], ("variants", variant, "steps")
    again = bool(scenario.demand.recontact)
    for name, passed in first_steps(graph, again).items():
        step = design.steps[name]
        begins = f"contacts may begin here, with nothing left to ask at '{passed}'"
        begins = begins if passed else "contacts begin here"
        if step.away and not passed:
            said = f"{begins}, so the customer cannot be away"
            yield Problem((*steps, name, "away"), said, "take it out, or start at another step")
        elif len(design.channels) > 1 and step.channel is None and not step.away:
            said = f"{begins}, but the step does not say on which channel"
            yield Problem((*steps, name), said, f"write channel: {_either(design.channels)}")


def suspect_channels(scenario: Scenario, variant: str) -> Iterator[Problem]:
    """Warn of channels that nobody uses, or on which any wait feels bad; of steps for nothing."""
    design, at = scenario.variants[variant], ("variants", variant)
    base = scenario.variants.get(design.like or "")
    named = {step.channel for step in design.steps.values()}
    for name, channel in design.channels.items():
        path = (*at, "channels", name)
        inherited = base is not None and name in base.channels
        if len(design.channels) > 1 and name not in named and not inherited:
            said = "no step is on this channel, so no contact is"
            yield warning(path, said, f"write channel: {name} at a step, or take it out")
        bearable = channel.acceptable_wait
        if bearable is None and not channel.live:
            usual = say_duration(scenario.experience.acceptable_wait.mean)
            said = f"a wait feels bad from {usual} on, as if customers stayed there for it"
            yield warning(path, said, "add acceptable_wait: 1 day, or what they are ready to wait")
        elif bearable is not None and bearable.mean <= 0:
            said = "any wait at all feels as bad as can be"
            yield warning((*path, "acceptable_wait"), said, "write a time, such as 1 h")
    for name, step in design.steps.items():
        if step.away and not step.emptied and _does_nothing(step):
            said = "nobody does anything while the customer is away, and it takes no time"
            remedy = "write by: and a team, or how long they are away, takes: 2 days"
            yield warning((*at, "steps", name), said, remedy)


def _not_while_away(step: Step, path: Path) -> Iterator[Problem]:
    if step.channel is not None:
        said = "while the customer is away there is no contact, so no channel either"
        yield Problem(
            (*path, "channel"), said, "write it at the step that follows, or leave it out"
        )
    if step.asks and not any(rule.then == NOBODY for rule in step.by):
        said = "the customer is away, so nobody can ask them"
        yield Problem((*path, "asks"), said, "ask at a step before or after it")
    for at, rule in each_rule(step.by, (*path, "by")):
        if rule.then == SAME:
            said = "'same' keeps whoever has the customer, but who goes away leaves them behind"
            yield Problem(at, said, "name a team")


def _does_nothing(step: Step) -> bool:
    alone = all(rule.then == NOBODY for rule in step.by)
    return alone and step.takes is None and step.resolves is None and not step.events


def _either(names: Collection[str]) -> str:
    *others, last = list(names)[:6]
    return f"{', '.join(others)} or {last}" if others else last
