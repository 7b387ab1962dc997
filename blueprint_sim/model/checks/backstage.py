"""Work in the meantime: branches that stay apart from the customers' way, and come to an end."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint_sim.errors import Path, Problem
from blueprint_sim.model.base import did_you_mean
from blueprint_sim.model.blueprint import BROKEN_PROMISE, SAME, Step
from blueprint_sim.model.branches import branches, in_the_meantime
from blueprint_sim.model.checks.walk import each_condition, each_rule, step_rules
from blueprint_sim.model.conditions import Condition
from blueprint_sim.model.graph import Graph, before
from blueprint_sim.model.routes import DONE, FAILED, full_lines, roads, start_route
from blueprint_sim.model.scenario import Scenario, Variant

_KNOWN = ("reason", "persona", "visit")
"""What rules in a branch may look at: all else may change while the work goes on."""
_REFUSED = {
    "asks": ("nobody is there to ask", "ask at a step on the customers' way"),
    "events": ("no customer is there to feel it", "let it happen at a step on their way"),
    "resolves": ("no customer is there for it", "write it at the step that needs the branch"),
    "if_not": ("whether they are resolved does not matter here", "write next"),
    "meanwhile": ("a branch sets off no other", "let a step on the customers' way set it off"),
    "needs": ("work waits for no other branch", "put the two one after the other"),
}
"""What a step of a branch does not have: why, and what would do instead."""


def wrong_branches(scenario: Scenario, variant: str) -> Iterator[Problem]:
    """Check that branches hold work alone, and that what is needed is set off somewhere."""
    design = scenario.variants[variant]
    found = branches(design.steps)
    for name, step in design.steps.items():
        path: Path = ("variants", variant, "steps", name)
        yield from _promises(step, path)
        if step.needs in design.steps and step.needs is not None and step.needs not in found:
            yield Problem((*path, "needs"), *_never_set_off(step.needs, found))
        if BROKEN_PROMISE in step.events:
            said = "a broken promise happens by itself, when it falls due"
            remedy = "take it out, or give the event another name"
            yield Problem((*path, "events", BROKEN_PROMISE), said, remedy)
    for name in sorted(in_the_meantime(design.steps)):
        yield from _task(design.steps[name], ("variants", variant, "steps", name))
    yield from _crossings(scenario, variant, found)


def suspect_branches(scenario: Scenario, variant: str, graph: Graph) -> Iterator[Problem]:
    """Warn of work in the meantime that customers would see, and of waiting for nothing."""
    steps = scenario.variants[variant].steps
    for name, step in sorted(steps.items()):
        path: Path = ("variants", variant, "steps", name)
        lane = graph.nodes[name]["lane"]
        if graph.nodes[name]["meanwhile"] and lane in ("customer", "frontstage"):
            said = f"customers do not see what is done in the meantime, though it is {lane}"
            yield Problem((*path, "lane"), said, "write lane: backstage", warning=True)
        setting = (other for other in {name, *before(graph, name)} if other in steps)
        set_off = any(steps[other].meanwhile == step.needs for other in setting)
        if step.needs is not None and not set_off and not step.emptied:
            said = f"no step up to here sets off '{step.needs}', so nobody waits for it"
            yield Problem((*path, "needs"), said, "take it out, or move one of them", warning=True)


def suspect_chasing(scenario: Scenario) -> Iterator[Problem]:
    """Warn of people who would ask after promises that nobody makes."""
    steps = (step for design in scenario.variants.values() for step in design.steps.values())
    chasing = BROKEN_PROMISE in {str(occasion) for occasion in scenario.demand.recontact}
    if chasing and not any(step.promise for step in steps):
        path: Path = ("demand", "recontact", BROKEN_PROMISE)
        said = "no step of any variant promises anything"
        yield Problem(path, said, "write promise: 5 days beside meanwhile", warning=True)


def _promises(step: Step, path: Path) -> Iterator[Problem]:
    if step.promise is not None and step.meanwhile is None:
        said = "a promise is about work that this step sets off, and it sets off none"
        yield Problem((*path, "promise"), said, "write meanwhile: and the step that begins it")


def _never_set_off(needs: str, found: dict[str, tuple[str, ...]]) -> tuple[str, str]:
    first = next((first for first, branch in found.items() if needs in branch), None)
    if first is not None:
        return f"'{needs}' is in the middle of the branch '{first}'", f"write needs: {first}"
    remedy = did_you_mean(needs, found) if found else ""
    return (
        f"no step sets off '{needs}'",
        remedy or f"write meanwhile: {needs} at the step that does",
    )


def _task(step: Step, path: Path) -> Iterator[Problem]:
    """Check that a step of a branch is work, and nothing that takes a customer."""
    for key, (why, remedy) in _REFUSED.items():
        if getattr(step, key):
            said = f"this step is done in the meantime: {why}"
            yield Problem((*path, key), said, remedy)
    for at, rule in each_rule(step.by, (*path, "by")):
        if rule.then == SAME:
            yield Problem(at, "this step is done in the meantime: nobody has it yet", "name a team")
    for at, rule in each_rule(step.next, (*path, "next")):
        for end in sorted(set(rule.then).intersection(FAILED)):
            where = (*at, end) if len(rule.then) > 1 else at
            yield Problem(where, "work in the meantime is done, or goes on", f"write {DONE}")
    for at, when in (
        pair for below, rules in step_rules(step, path) for pair in each_condition(rules, below)
    ):
        for subject in sorted(set(_asked(when)) - {*_KNOWN}):
            said = "rules for work in the meantime look at reason, persona and visit only"
            yield Problem((*at, subject), said, "take this test out")


def _asked(when: Condition) -> list[str]:
    return [subject for subject, value in when._asdict().items() if value not in ((), None)]


def _crossings(
    scenario: Scenario, variant: str, found: dict[str, tuple[str, ...]]
) -> Iterator[Problem]:
    """Check that no step belongs both to a branch and to the customers' way."""
    design = scenario.variants[variant]
    coming = _come_from(scenario, variant, design)
    for first, branch in found.items():
        for name in branch:
            if name in coming:
                said = f"this step is in the branch '{first}', and {coming[name]}"
                path: Path = ("variants", variant, "steps", name)
                yield Problem(path, said, "write two steps, one for each")


def _come_from(scenario: Scenario, variant: str, design: Variant) -> dict[str, str]:
    """Give the steps of the customers' way, each with how they come to it."""
    starts = {target for rule in start_route(scenario, variant) for target in rule.then}
    coming = {name: "the journey starts here" for name in sorted(starts) if name in design.steps}
    for name in (walked := list(coming)):
        step = design.steps[name]
        targets = [
            target for _, route in roads(name, step) for rule in route for target in rule.then
        ]
        targets += [target for _, _, target in full_lines(step, design.teams)]
        for target in targets:
            if target in design.steps and target not in coming:
                coming[target] = f"customers come to it from '{name}'"
                walked.append(target)
    return coming
