"""People and steps that are legal but suspect: warnings."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from blueprint_sim.errors import Problem
from blueprint_sim.model.checks.walk import each_rule
from blueprint_sim.model.checks.warning import warning
from blueprint_sim.model.graph import Graph, before
from blueprint_sim.model.laws import Law, say_duration
from blueprint_sim.model.possible import possible
from blueprint_sim.model.run import DAY
from blueprint_sim.model.scenario import Scenario, Variant


def suspect_people(scenario: Scenario) -> Iterator[Problem]:
    """Warn of customers who are all alike, or bear nothing."""
    for name, persona in scenario.personas.items():
        if persona.patience is not None and _constant(persona.patience):
            said = f"they all hang up after exactly {say_duration(persona.patience.mean)}"
            remedy = f"people differ: write random {say_duration(persona.patience.mean)}"
            yield warning(("personas", name, "patience"), said, remedy)
        if persona.tolerance == 0:
            said = "they walk away at the first step, before any misery"
            remedy = "write 1 or more, or leave it out"
            yield warning(("personas", name, "tolerance"), said, remedy)
    acceptable = scenario.experience.acceptable_wait
    if acceptable.mean <= 0:
        said = "any wait at all feels as bad as can be"
        yield warning(("experience", "acceptable_wait"), said, "write a time, such as 10 s")


def suspect_lines(scenario: Scenario) -> Iterator[Problem]:
    """Warn of lines that put customers off at a length at which they are full."""
    longest = _longest_line(scenario)
    for name, persona in scenario.personas.items():
        beyond = [balk.low for balk in persona.balks if balk.chance and balk.low >= longest]
        if beyond:
            said = f"nobody finds {beyond[0]} in line: no line for people takes more than"
            remedy = "who comes to a full line is blocked; name a shorter line, or raise the limit"
            yield warning(("personas", name, "balks"), f"{said} {longest:g}", remedy)


def _longest_line(scenario: Scenario) -> float:
    """Give how many may stand in the longest line for people; 0 where nobody waits for them."""
    teams = [team for design in scenario.variants.values() for team in design.teams.values()]
    limits = [team.limit for team in teams if not team.machine]
    return max((inf if limit is None else limit for limit in limits), default=0)


def suspect_times(scenario: Scenario) -> Iterator[Problem]:
    """Warn of given arrivals that find the doors shut: they are left out."""
    run, times = scenario.run, scenario.demand.arrivals.times or ()
    shut = sum(time % DAY >= run.length or time >= run.days * DAY for time in times)
    if shut:
        said = f"{shut} of {len(times)} given arrivals fall outside the hours of opening"
        remedy = "they are left out; see run: {opens, length, days}"
        yield warning(("demand", "arrivals"), said, remedy)


def suspect_outcomes(scenario: Scenario, variant: str) -> Iterator[Problem]:
    """Warn of a variant that resolves everybody, for want of any `resolves`, beside others."""
    silent = {name for name, design in scenario.variants.items() if not _says_resolves(design)}
    if variant in silent and len(silent) < len(scenario.variants):
        said = "in this variant nobody says `resolves`, so everybody who comes to `done` counts "
        said += "as resolved; others say it"
        remedy = "write resolves: 90% at the step that does what customers came for"
        yield warning(("variants", variant), said, remedy)


def _says_resolves(design: Variant) -> bool:
    return any(step.resolves is not None for step in design.steps.values())


def suspect_steps(scenario: Scenario, variant: str, graph: Graph) -> Iterator[Problem]:
    """Warn of steps whose times never vary, or that nobody leaves resolved."""
    design = scenario.variants[variant]
    for name, step in design.steps.items():
        path = ("variants", variant, "steps", name)
        queues = any(_queues(design, team) for rule in step.by for team in rule.then)
        for at, rule in each_rule(step.takes, (*path, "takes")):
            if queues and _constant(rule.then):
                exactly = say_duration(rule.then.mean)
                said = f"every visit takes exactly {exactly}, so queues come out too short"
                yield warning(at, said, f"times vary: write about {exactly}")
        earlier = (design.steps[other] for other in (name, *before(graph, name)))
        if step.if_not and not step.emptied and not possible(earlier).resolved:
            said = "no step up to here resolves anything, so everyone goes this way"
            yield warning((*path, "if_not"), said, "add resolves: 80%, or write next")


def _queues(design: Variant, team: str) -> bool:
    """Tell whether people may have to wait for a team of people."""
    known = design.teams.get(team)
    return known is not None and not known.machine and known.most is not None


def _constant(law: Law) -> bool:
    return law.mean > 0 and not law.varies
