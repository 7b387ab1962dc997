"""What is legal but suspect: warnings."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Any, Final

from blueprint_sim.errors import Path, Problem
from blueprint_sim.model.balking import at_any_length
from blueprint_sim.model.checks.walk import all_conditions, each_condition, each_rule, variant_rules
from blueprint_sim.model.conditions import Condition
from blueprint_sim.model.graph import Graph, before, reachable, staffed
from blueprint_sim.model.laws import Law, say_duration
from blueprint_sim.model.people import Team
from blueprint_sim.model.possible import possible
from blueprint_sim.model.rosters import mean_workers
from blueprint_sim.model.routes import hidden
from blueprint_sim.model.run import DAY
from blueprint_sim.model.scenario import Scenario, Variant
from blueprint_sim.model.traffic import traffic

ROUNDING: Final = 1e-9
"""A load that is short of a team's size by no more than this share counts as equal to it."""


def suspect_people(scenario: Scenario) -> Iterator[Problem]:
    """Warn of customers who are all alike, or bear nothing."""
    for name, persona in scenario.personas.items():
        if persona.patience is not None and _constant(persona.patience):
            said = f"they all hang up after exactly {say_duration(persona.patience.mean)}"
            remedy = f"people differ: write random {say_duration(persona.patience.mean)}"
            yield _warning(("personas", name, "patience"), said, remedy)
        if persona.tolerance == 0:
            said = "they walk away at the first step, before any misery"
            remedy = "write 1 or more, or leave it out"
            yield _warning(("personas", name, "tolerance"), said, remedy)
    acceptable = scenario.experience.acceptable_wait
    if acceptable.mean <= 0:
        said = "any wait at all feels as bad as can be"
        yield _warning(("experience", "acceptable_wait"), said, "write a time, such as 10 s")


def suspect_lines(scenario: Scenario) -> Iterator[Problem]:
    """Warn of lines that put customers off at a length at which they are full."""
    longest = _longest_line(scenario)
    for name, persona in scenario.personas.items():
        beyond = [balk.low for balk in persona.balks if balk.chance and balk.low >= longest]
        if beyond:
            said = f"nobody finds {beyond[0]} in line: no line for people takes more than"
            remedy = "who comes to a full line is blocked; name a shorter line, or raise the limit"
            yield _warning(("personas", name, "balks"), f"{said} {longest:g}", remedy)


def suspect_times(scenario: Scenario) -> Iterator[Problem]:
    """Warn of given arrivals that find the doors shut: they are left out."""
    run, times = scenario.run, scenario.demand.arrivals.times or ()
    shut = sum(time % DAY >= run.length or time >= run.days * DAY for time in times)
    if shut:
        said = f"{shut} of {len(times)} given arrivals fall outside the hours of opening"
        remedy = "they are left out; see run: {opens, length, days}"
        yield _warning(("demand", "arrivals"), said, remedy)


def suspect_events(scenario: Scenario, variant: str) -> Iterator[Problem]:
    """Warn of events that nobody feels and no rule asks for."""
    felt = _felt(scenario)
    felt |= {event for _, when in all_conditions(scenario) for event in when.had}
    for name, step in scenario.variants[variant].steps.items():
        for event in sorted(set(step.events) - felt):
            path = ("variants", variant, "steps", name, "events", event)
            remedy = f"write experience: {{feels: {{{event}: -1}}}}, or what it is"
            yield _warning(path, f"nobody feels '{event}', and no rule asks for it", remedy)


def suspect_unfelt(scenario: Scenario, variant: str, graph: Graph) -> Iterator[Problem]:
    """Warn of events with a feeling at steps that customers do not see."""
    felt = _felt(scenario)
    for name, node in graph.nodes(data=True):
        if node["kind"] == "step" and (node["step"].away or hidden(node["lane"])):
            unseen = f"customers do not see the {node['lane']} lane"
            unseen = "the customer is away" if node["step"].away else unseen
            for event in sorted(felt.intersection(node["step"].events)):
                path = ("variants", variant, "steps", name, "events", event)
                said = f"{unseen}, so nobody feels '{event}'"
                yield _warning(path, said, "let it happen at a step that they see")


def suspect_outcomes(scenario: Scenario, variant: str) -> Iterator[Problem]:
    """Warn of a variant that resolves everybody, for want of any `resolves`, beside others."""
    silent = {name for name, design in scenario.variants.items() if not _says_resolves(design)}
    if variant in silent and len(silent) < len(scenario.variants):
        said = "in this variant nobody says `resolves`, so everybody who comes to `done` counts "
        said += "as resolved; others say it"
        remedy = "write resolves: 90% at the step that does what customers came for"
        yield _warning(("variants", variant), said, remedy)


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
                yield _warning(at, said, f"times vary: write about {exactly}")
        earlier = (design.steps[other] for other in (name, *before(graph, name)))
        if step.if_not and not step.emptied and not possible(earlier).resolved:
            said = "no step up to here resolves anything, so everyone goes this way"
            yield _warning((*path, "if_not"), said, "add resolves: 80%, or write next")


def suspect_rules(scenario: Scenario, variant: str) -> Iterator[Problem]:
    """Warn of rules for reasons and personas that an earlier rule has taken, or that have none."""
    for path, rules in variant_rules(scenario, variant):
        taken: list[Condition] = []
        for at, when in each_condition(rules, path):
            if any(_covers(earlier, when) for earlier in taken):
                yield _warning(at, "an earlier rule takes all of these", "take this rule out")
            elif not _anybody(scenario, when):
                said = "no customer is of this kind: its share is 0%"
                yield _warning(at, said, "raise the share, or take this rule out")
            taken.append(when)


def suspect_nobody(scenario: Scenario, variant: str, graph: Graph) -> Iterator[Problem]:
    """Warn of teams of size 0 where a step has nobody else to turn to."""
    teams = scenario.variants[variant].teams
    for name in sorted(reachable(graph)):
        node = graph.nodes[name]
        for rule in () if node["emptied"] else node["step"].by:
            named = [team for team in rule.then if team in teams]
            if named and all(teams[team].most == 0 for team in named):
                path = ("variants", variant, "teams", named[0], "size")
                said = f"nobody is there for those who come to '{name}'"
                yield _warning(path, said, "raise the size, or lead nobody to that step")


def suspect_callbacks(scenario: Scenario, variant: str, graph: Graph) -> Iterator[Problem]:
    """Warn of teams that call back, but never anybody: nobody who may hang up waits for them."""
    design = scenario.variants[variant]
    base = scenario.variants.get(design.like or "")
    for name, team in design.teams.items():
        new = base is None or name not in base.teams
        if team.callback is None or not new or name not in staffed(graph):
            continue
        if not any(_lines_up(graph.nodes[step], name) for step in reachable(graph)):
            said = f"nobody is called back: no step that customers see names '{name}' first"
            path = ("variants", variant, "teams", name, "callback")
            yield _warning(path, said, "name it first in `by` of such a step, or take this out")


def _lines_up(node: dict[str, Any], team: str) -> bool:
    """Tell whether customers who see a step wait in the line of a team."""
    seen = not node["emptied"] and not hidden(node["lane"])
    return seen and any(rule.then[:1] == (team,) for rule in node["step"].by)


def suspect_staffing(scenario: Scenario, variant: str, graph: Graph) -> Iterator[Problem]:
    """Warn of teams that nobody uses, or whose queue only grows."""
    design = scenario.variants[variant]
    base = scenario.variants.get(design.like or "")
    used = staffed(graph)
    for name in sorted(set(design.teams) - used):
        if base is None or name not in base.teams:
            path: Path = ("variants", variant, "teams", name)
            said = "no step that customers come to uses this team, so it is not staffed"
            yield _warning(path, said, "name it in `by` of a step, or take it out")
    expected = traffic(scenario, variant, graph)
    for name in sorted(used & set(design.teams)):
        team = design.teams[name]
        load = expected.load[name] * _patient(scenario) / team.at_once
        there = mean_workers(team, scenario.run)
        if not there or _lets_go(team) or not 0 < load < inf:
            continue
        if load >= there * (1 - ROUNDING):
            key, more, on_average = "size", "raise the size", ""
            if team.shifts:
                key, more, on_average = "shifts", "write larger numbers", " on average"
            said = f"{load:.3g} workers' worth of work by people who never hang up"
            said += f" comes to a team of {round(there, 1):g}{on_average}, so its queue only grows"
            path = ("variants", variant, "teams", name, key)
            yield _warning(path, said, f"{more}, or give the personas some patience")


def _warning(path: tuple[str | int, ...], said: str, remedy: str) -> Problem:
    return Problem(path, said, remedy, warning=True)


def _felt(scenario: Scenario) -> set[str]:
    """Give all that somebody has a feeling about."""
    own = {key for persona in scenario.personas.values() for key in persona.feels}
    return own.union(scenario.experience.feels)


def _says_resolves(design: Variant) -> bool:
    return any(step.resolves is not None for step in design.steps.values())


def _constant(law: Law) -> bool:
    return law.mean > 0 and not law.varies


def _lets_go(team: Team) -> bool:
    """Tell whether even the patient may leave a team's line: turned away, or not answering."""
    called = team.callback
    return team.limit is not None or (called is not None and called.answers is not None)


def _queues(design: Variant, team: str) -> bool:
    """Tell whether people may have to wait for a team of people."""
    known = design.teams.get(team)
    return known is not None and not known.machine and known.most is not None


def _longest_line(scenario: Scenario) -> float:
    """Give how many may stand in the longest line for people; 0 where nobody waits for them."""
    teams = [team for design in scenario.variants.values() for team in design.teams.values()]
    limits = [team.limit for team in teams if not team.machine]
    return max((inf if limit is None else limit for limit in limits), default=0)


def _patient(scenario: Scenario) -> float:
    """Share of the customers who join the longest line, and never hang up."""
    shares = scenario.persona_shares
    return sum(
        shares[name] * (1.0 - at_any_length(who.balks))
        for name, who in scenario.personas.items()
        if who.patience is None
    )


def _covers(earlier: Condition, later: Condition) -> bool:
    """Tell whether the earlier condition surely holds wherever the later one does."""
    subjects = [subject for subject in Condition._fields if subject != "resolved"]
    return earlier.resolved in (None, later.resolved) and all(
        not getattr(earlier, subject) or _within(getattr(later, subject), getattr(earlier, subject))
        for subject in subjects
    )


def _within(part: tuple[object, ...], whole: tuple[object, ...]) -> bool:
    return bool(part) and set(part) <= set(whole)


def _anybody(scenario: Scenario, when: Condition) -> bool:
    """Tell whether some customer is of the reasons and personas that a condition names."""
    kinds = ((when.reason, scenario.reason_shares), (when.persona, scenario.persona_shares))
    return all(not names or any(shares.get(name) for name in names) for names, shares in kinds)
