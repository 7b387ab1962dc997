"""Names that nothing answers to."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from blueprint_sim.errors import Path, Problem
from blueprint_sim.model.base import did_you_mean, shown
from blueprint_sim.model.blueprint import BROKEN_PROMISE, ENDS, SAME
from blueprint_sim.model.checks.causes import wrong_causes, wrong_fixes
from blueprint_sim.model.checks.happenings import (
    HOME,
    events_meant,
    events_of,
    wrong_events,
    wrong_feelings,
    wrong_occasions,
)
from blueprint_sim.model.checks.promises import NOBODY_PROMISES
from blueprint_sim.model.checks.walk import (
    Rules,
    each_condition,
    each_rule,
    shared_rules,
    variant_rules,
)
from blueprint_sim.model.graph import START
from blueprint_sim.model.routes import BLOCKED
from blueprint_sim.model.scenario import Scenario, Variant

MOST_NAMES: Final = 60
"""Facts, and events: what is known, and what happened, are bits of one whole number. Channels."""

NAMELESS_REASON: Final = "any"
NAMELESS_PERSONA: Final = "customer"
"""What stands in where no reason, or no persona, is written."""
_HOMES: Final = {
    "channel": "write it under channels",
    "event": HOME,
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
    events = events_meant(scenario)
    yield from wrong_feelings(scenario, events)
    yield from wrong_occasions(scenario, events)
    yield from wrong_causes(scenario)
    channels = {name for design in scenario.variants.values() for name in design.channels}
    for path, rules in shared_rules(scenario):
        yield from _conditions(scenario, rules, path, channels, events)
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
    yield from wrong_fixes(scenario, variant)
    yield from wrong_events(scenario, variant)
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
    events = events_meant(scenario)
    for path, rules in variant_rules(scenario, variant):
        yield from _conditions(scenario, rules, path, design.channels, events)


def _teams(rules: Rules, path: Path, teams: Collection[str]) -> Iterator[Problem]:
    for at, rule in each_rule(rules, path):
        for position, team in enumerate(rule.then if rule.then != SAME else ()):
            if team not in teams:
                where = (*at, position) if len(rule.then) > 1 else at
                yield _unknown(where, "team", team, {*teams, "same", "nobody"})


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
    scenario: Scenario,
    rules: Rules,
    path: Path,
    channels: Collection[str],
    events: Collection[str],
) -> Iterator[Problem]:
    known: dict[str, Collection[str]] = {
        "reason": [name for name in scenario.demand.reasons if name != NAMELESS_REASON],
        "persona": [name for name in scenario.personas if name != NAMELESS_PERSONA],
        "knows": scenario.facts,
        "had": events,
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
