"""Walks over a scenario: every list of rules, and every rule, with its path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

from blueprint_sim.errors import Path
from blueprint_sim.model.blueprint import Step
from blueprint_sim.model.conditions import Condition, Rule
from blueprint_sim.model.scenario import Scenario

Rules: TypeAlias = tuple[Rule[Any], ...]


class Ruled(NamedTuple):
    """One rule of a value that rules may decide."""

    path: Path
    """Of what the rule decides."""
    rule: Rule[Any]


def each_rule(rules: Rules | None, path: Path) -> Iterator[Ruled]:
    """Give each rule with the path of what it decides; a plain value stands at `path` itself."""
    for position, rule in enumerate(rules or ()):
        plain = len(rules or ()) == 1 and rule.when is None
        said = "otherwise" if rule.when is None else "then"
        yield Ruled(path if plain else (*path, position, said), rule)


def each_condition(rules: Rules | None, path: Path) -> Iterator[tuple[Path, Condition]]:
    """Give each condition of a list of rules with its path."""
    for position, rule in enumerate(rules or ()):
        if rule.when is not None:
            yield (*path, position, "when"), rule.when


def step_rules(step: Step, path: Path) -> Iterator[tuple[Path, Rules]]:
    """Give every list of rules of a step with its path."""
    written: list[tuple[Path, Rules | None]] = [
        (("by",), step.by),
        (("takes",), step.takes),
        (("resolves",), step.resolves),
        (("if_not",), step.if_not),
        (("next",), step.next),
    ]
    written += [(("events", event), rules) for event, rules in step.events.items()]
    for fact, ask in step.asks.items():
        written += [(("asks", fact, "takes"), ask.takes)]
        written += [(("asks", fact, "understood"), ask.understood)]
    yield from ((path + below, rules) for below, rules in written if rules is not None)


def variant_rules(scenario: Scenario, variant: str) -> Iterator[tuple[Path, Rules]]:
    """Give every list of rules of a variant with its path."""
    design, at = scenario.variants[variant], ("variants", variant)
    if design.start is not None:
        yield (*at, "start"), design.start
    for name, team in design.teams.items():
        if team.callback is not None:
            path = (*at, "teams", name, "callback")
            yield (*path, "accept"), team.callback.accept
            yield (*path, "answers"), team.callback.answers or ()
    for name, step in design.steps.items():
        yield from step_rules(step, (*at, "steps", name))


def shared_rules(scenario: Scenario) -> Iterator[tuple[Path, Rules]]:
    """Give every list of rules that holds for all variants, with its path."""
    for outcome, again in scenario.demand.recontact.items():
        yield ("demand", "recontact", outcome, "chance"), again.chance


def all_conditions(scenario: Scenario) -> Iterator[tuple[Path, Condition]]:
    """Give every condition of a scenario with its path."""
    lists = [*shared_rules(scenario)]
    for variant in scenario.variants:
        lists += variant_rules(scenario, variant)
    for path, rules in lists:
        yield from each_condition(rules, path)
