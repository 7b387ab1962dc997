"""Names that nothing answers to."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from blueprint_sim.errors import Path, Problem
from blueprint_sim.model.base import did_you_mean, only_close, shown
from blueprint_sim.model.blueprint import BROKEN_PROMISE, ENDS, SAME
from blueprint_sim.model.checks.promises import NOBODY_PROMISES
from blueprint_sim.model.checks.walk import (
    Rules,
    all_conditions,
    each_condition,
    each_rule,
    shared_rules,
    variant_rules,
)
from blueprint_sim.model.demand import COMES_BACK
from blueprint_sim.model.experience import FEELINGS
from blueprint_sim.model.graph import START
from blueprint_sim.model.routes import BLOCKED
from blueprint_sim.model.scenario import Scenario, Variant

MOST_NAMES: Final = 60
"""Facts, and events: what is known, and what happened, are bits of one whole number. Channels."""

MISSPELT: Final = 0.75
"""Likeness, 0 to 1, from which a feeling that nothing brings about is taken for a misspelt one."""

NAMELESS_REASON: Final = "any"
NAMELESS_PERSONA: Final = "customer"
"""What stands in where no reason, or no persona, is written."""
_HOMES: Final = {
    "cause": "write it at a reason, reasons: {billing: {cause: ...}}",
    "channel": "write it under channels",
    "event": "write it under events of some step",
    "fact": "write it under facts",
    "measure": "see the list of measures",
    "persona": "write it under personas",
    "reason": "write it under demand.reasons",
    "step": "write it under steps",
    "team": "write it under teams",
    "variant": "write it under variants",
}
"""Where a name of each kind would be written."""


def shared_names(scenario: Scenario, measures: Collection[str]) -> Iterator[Problem]:
    """Check the names in what all variants share."""
    baseline = scenario.compare.baseline
    if baseline is not None and baseline not in scenario.variants:
        yield _unknown(("compare", "baseline"), "variant", baseline, scenario.variants)
    for key in scenario.compare.matters:
        if key not in measures:
            yield _unknown(("compare", "matters", key), "measure", key, measures)
    yield from _feelings(scenario)
    yield from _occasions(scenario)
    channels = {name for design in scenario.variants.values() for name in design.channels}
    for path, rules in shared_rules(scenario):
        yield from _conditions(scenario, rules, path, channels)
    yield from _too_many(("facts",), "facts", scenario.facts)
    yield from _too_many(("variants",), "events", events_of(scenario))


def variant_names(scenario: Scenario, variant: str) -> Iterator[Problem]:
    """Check the names in one variant."""
    design, at = scenario.variants[variant], ("variants", variant)
    for name, team in design.teams.items():
        path: Path = (*at, "teams", name)
        if name in (*SAME, "nobody"):
            yield Problem(path, f"'{name}' has a meaning of its own in `by`", "call it otherwise")
        if team.when_full != BLOCKED and team.when_full not in design.steps:
            choices = {*design.steps, BLOCKED}
            yield _unknown((*path, "when_full"), "step", team.when_full, choices)
        for fact in team.carries if isinstance(team.carries, dict) else ():
            if fact not in scenario.facts:
                yield _unknown((*path, "carries", fact), "fact", fact, scenario.facts)
    for name, channel in design.channels.items():
        for fact in channel.carries if isinstance(channel.carries, dict) else ():
            if fact not in scenario.facts:
                path = (*at, "channels", name, "carries", fact)
                yield _unknown(path, "fact", fact, scenario.facts)
    yield from _fixes(scenario, design, (*at, "fixes"))
    yield from _too_many((*at, "channels"), "channels", design.channels)
    yield from _routes(design.start, (*at, "start"), design)
    for name, step in design.steps.items():
        path = (*at, "steps", name)
        if name in (START, BLOCKED):
            yield Problem(path, f"'{name}' has a meaning of its own", "call the step otherwise")
        if step.channel is not None and step.channel not in design.channels:
            yield _unknown((*path, "channel"), "channel", step.channel, design.channels)
        yield from _teams(step.by, (*path, "by"), design.teams)
        yield from _routes(step.next, (*path, "next"), design)
        yield from _routes(step.if_not, (*path, "if_not"), design)
        for key, target in (("meanwhile", step.meanwhile), ("needs", step.needs)):
            if target is not None and target not in design.steps:
                yield _unknown((*path, key), "step", target, design.steps)
        for fact in step.asks:
            if fact not in scenario.facts:
                yield _unknown((*path, "asks", fact), "fact", fact, scenario.facts)
    for path, rules in variant_rules(scenario, variant):
        yield from _conditions(scenario, rules, path, design.channels)


def events_of(scenario: Scenario) -> set[str]:
    """Give every event that may happen at some step of some variant."""
    steps = [step for design in scenario.variants.values() for step in design.steps.values()]
    promised = {BROKEN_PROMISE} if any(step.promise for step in steps) else set()
    return promised.union(event for step in steps for event in step.events)


def _feelings(scenario: Scenario) -> Iterator[Problem]:
    """Check that what is felt may happen; a name like no other may belong to a later design."""
    known = {*FEELINGS, *events_of(scenario)}
    known |= {event for _, when in all_conditions(scenario) for event in when.had}
    judges: list[tuple[Path, Collection[str]]] = [(("experience",), scenario.experience.feels)]
    judges += [(("personas", name), who.feels) for name, who in scenario.personas.items()]
    for at, feels in judges:
        for key in feels:
            path = (*at, "feels", key)
            if key in known:
                continue
            if near := only_close(key, known, MISSPELT):
                yield Problem(path, f"no feeling or event {shown(key)}", near)
            else:
                said = f"nothing in any variant brings about {shown(key)}"
                yield Problem(path, said, "write it under events of some step", warning=True)


def _occasions(scenario: Scenario) -> Iterator[Problem]:
    """Check that what brings customers back is an outcome, or an event of some variant."""
    known = {*COMES_BACK, *events_of(scenario)}
    for occasion in scenario.demand.recontact:
        if occasion not in known:
            remedy = only_close(occasion, known, 0.6) or _HOMES["event"]
            said = f"no outcome or event {shown(occasion)}"
            yield Problem(("demand", "recontact", occasion), said, remedy)


def _teams(rules: Rules, path: Path, teams: Collection[str]) -> Iterator[Problem]:
    for at, rule in each_rule(rules, path):
        for position, team in enumerate(rule.then if rule.then != SAME else ()):
            if team not in teams:
                where = (*at, position) if len(rule.then) > 1 else at
                yield _unknown(where, "team", team, {*teams, "same", "nobody"})


def _fixes(scenario: Scenario, design: Variant, path: Path) -> Iterator[Problem]:
    causes, reasons = scenario.demand.named_causes(), scenario.demand.reasons
    for name in design.fixes:
        if name in reasons and name not in causes:
            named = reasons[name].cause
            remedy = f"write its cause, {named}" if named else "write cause: ... at the reason"
            said = f"{shown(name)} is a reason, not a cause"
            yield Problem((*path, name), said, remedy)
        elif name not in causes:
            yield _unknown((*path, name), "cause", name, causes)


def _routes(rules: Rules | None, path: Path, design: Variant) -> Iterator[Problem]:
    for at, rule in each_rule(rules, path):
        for target in rule.then:
            if target in design.steps or target in ENDS:
                continue
            where = (*at, target) if len(rule.then) > 1 else at
            if target in design.channels or target in design.teams:
                kind = "channel" if target in design.channels else "team"
                said = f"{shown(target)} is a {kind}, not a step"
                yield Problem(where, said, f"write the name of a step: {_steps(design)}")
            else:
                yield _unknown(where, "step", target, {*design.steps, *ENDS})


def _steps(design: Variant) -> str:
    return ", ".join(sorted(design.steps)[:12])


def _conditions(
    scenario: Scenario, rules: Rules, path: Path, channels: Collection[str]
) -> Iterator[Problem]:
    known: dict[str, Collection[str]] = {
        "reason": [name for name in scenario.demand.reasons if name != NAMELESS_REASON],
        "persona": [name for name in scenario.personas if name != NAMELESS_PERSONA],
        "knows": scenario.facts,
        "had": events_of(scenario),
        "channel": channels,
    }
    kinds = {"knows": "fact", "had": "event"}
    for at, when in each_condition(rules, path):
        for subject, choices in known.items():
            for name in getattr(when, subject):
                if name == BROKEN_PROMISE and subject == "had" and name not in choices:
                    yield Problem((*at, subject), *NOBODY_PROMISES)
                elif name not in choices:
                    yield _unknown((*at, subject), kinds.get(subject, subject), name, choices)


def _unknown(path: Path, kind: str, name: str, choices: Collection[str]) -> Problem:
    remedy = did_you_mean(name, choices) or _HOMES[kind]
    return Problem(path, f"no {kind} {shown(name)}", remedy)


def _too_many(path: Path, what: str, names: Collection[str]) -> Iterator[Problem]:
    if len(names) > MOST_NAMES:
        yield Problem(path, f"there are {len(names)} {what}", f"at most {MOST_NAMES}")
