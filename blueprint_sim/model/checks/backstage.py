"""Work in the meantime: branches that stay apart from the customers' way, and come to an end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from blueprint_sim.errors import Path, Problem
from blueprint_sim.model.base import only_close
from blueprint_sim.model.blueprint import SAME, Step
from blueprint_sim.model.branches import branches, in_the_meantime
from blueprint_sim.model.checks.promises import wrong_promises
from blueprint_sim.model.checks.walk import each_condition, each_rule, step_rules
from blueprint_sim.model.checks.warning import warning
from blueprint_sim.model.conditions import Condition
from blueprint_sim.model.graph import Graph, before, reachable
from blueprint_sim.model.routes import DONE, FAILED, full_lines, hidden, roads, start_route
from blueprint_sim.model.scenario import Scenario, Variant

_KNOWN: Final = ("reason", "persona", "visit")
"""What rules in a branch may look at: all else may change while the work goes on."""
_REFUSED: Final = {
    "asks": ("nobody is there to ask", "ask at a step on the customers' way"),
    "events": ("no customer is there to feel it", "let it happen at a step on their way"),
    "resolves": ("no customer is there for it", "write it at the step that needs the branch"),
    "if_not": ("whether they are resolved does not matter here", "write next"),
    "channel": ("it belongs to no contact", "leave channel out"),
    "away": ("no customer is there who could be away", "leave away out"),
    "hold": ("there is no line to stay on", "leave hold out"),
    "returns_to_same": ("no customer is there to come back", "leave returns_to_same out"),
    "meanwhile": ("a branch sets off no other", "let a step on the customers' way set it off"),
    "needs": ("work waits for no other branch", "put the two one after the other"),
}
"""What a step of a branch does not have: why, and what would do instead."""
Branches = Mapping[str, tuple[str, ...]]


def wrong_branches(scenario: Scenario, variant: str) -> Iterator[Problem]:
    """Check that branches hold work alone, and that what is needed is set off somewhere."""
    design, at = scenario.variants[variant], ("variants", variant, "steps")
    found = branches(design.steps)
    coming = _come_from(scenario, variant, design)
    # Where a branch has a wrong name, told elsewhere, that may be the one that is needed.
    misnamed = any(step.meanwhile not in (None, *design.steps) for step in design.steps.values())
    unset = set() if misnamed else set(design.steps).difference(found)
    for name, step in design.steps.items():
        path: Path = (*at, name)
        yield from wrong_promises(step, path)
        if step.meanwhile == name:
            said = "a step does not set off itself"
            yield Problem((*path, "meanwhile"), said, "name the step with which the work begins")
        if step.needs is not None and step.needs in unset:
            yield Problem((*path, "needs"), *_never_set_off(name, design, found, coming))
    yield from _crossings(design, found, coming, at)
    for name in sorted(in_the_meantime(design.steps) - set(coming)):
        yield from _task(design.steps[name], (*at, name))


def suspect_branches(scenario: Scenario, variant: str, graph: Graph) -> Iterator[Problem]:
    """Warn of work in the meantime that seems to be seen, and of waiting for nothing."""
    steps, at = scenario.variants[variant].steps, ("variants", variant, "steps")
    for name in sorted(in_the_meantime(steps)):
        if not hidden(lane := graph.nodes[name]["lane"]):
            said = f"customers do not see what is done in the meantime, but its lane is {lane}"
            yield warning((*at, name, "lane"), said, "write lane: backstage")
    for first, branch in branches(steps).items():
        if all(steps[name].takes is None and not steps[name].emptied for name in branch):
            said = "this work takes no time, so nobody ever waits for it"
            yield warning((*at, first), said, "write takes: about 10 min, or how long it is")
    for name, step in sorted(steps.items()):
        if step.needs is None or step.emptied:
            continue
        earlier = _earlier(graph, name, again=bool(scenario.demand.recontact))
        if not any(steps[other].meanwhile == step.needs for other in earlier):
            said = f"no step up to here sets off '{step.needs}', so nobody waits for it"
            yield warning((*at, name, "needs"), said, "take it out, or move one of them")


def _earlier(graph: Graph, name: str, *, again: bool) -> set[str]:
    """Give the steps at which customers may have been before; all, if they come `again`."""
    if again:
        return reachable(graph)
    origins = before(graph, name)
    looped = any(name == after or after in origins for after in graph.successors(name))
    return origins | {name} if looped else origins


def _never_set_off(
    name: str, design: Variant, found: Branches, coming: Mapping[str, str]
) -> tuple[str, str]:
    needs = str(design.steps[name].needs)
    if needs == name:
        return "a step does not wait for itself", "name the first step of the branch that it needs"
    if another := _another_of_the_branch(needs, design, found):
        return another
    if near := only_close(needs, found):
        return f"no step sets off '{needs}'", near
    if needs in coming:
        said = f"no step sets off '{needs}', for customers come to it on their way"
        return said, f"leave needs out, or write meanwhile: {needs} where next: {needs} stands"
    return f"no step sets off '{needs}'", f"write meanwhile: {needs} at the step that does"


def _another_of_the_branch(needs: str, design: Variant, found: Branches) -> tuple[str, str] | None:
    """Say so if what is needed is in the middle of a branch, or the step that sets it off."""
    first = next((first for first, branch in found.items() if needs in branch), None)
    if first is not None:
        return f"'{needs}' is in the middle of the branch '{first}'", f"write needs: {first}"
    sets_off = design.steps[needs].meanwhile if needs in design.steps else None
    if sets_off is not None:
        said = f"'{needs}' sets off '{sets_off}', and is not set off itself"
        return said, f"write needs: {sets_off}"
    return None


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
            said = f"work in the meantime goes on or is done; '{end}' is how customers end"
            yield Problem(where, said, f"write {DONE}")
    for at, when in (
        pair for below, rules in step_rules(step, path) for pair in each_condition(rules, below)
    ):
        for subject in sorted(set(_asked(when)) - {*_KNOWN}):
            said = "rules for work in the meantime look at reason, persona and visit only"
            yield Problem((*at, subject), said, "take this test out")


def _asked(when: Condition) -> list[str]:
    return [subject for subject, value in when._asdict().items() if value not in ((), None)]


def _crossings(
    design: Variant, found: Branches, coming: Mapping[str, str], at: Path
) -> Iterator[Problem]:
    """Check that no step belongs both to a branch and to the customers' way.

    It is told where the two meet, and not again at each step from there on.
    """
    for first, branch in found.items():
        for name in branch:
            origin = coming.get(name)
            if origin is None or origin in branch or design.steps[name].meanwhile == name:
                continue
            how = f"customers come to it from '{origin}'" if origin else "the journey starts here"
            said = f"this step is in the branch '{first}', and {how}"
            yield Problem((*at, name), said, "write two steps, one for each")


def _come_from(scenario: Scenario, variant: str, design: Variant) -> dict[str, str]:
    """Give the steps of the customers' way, each with the one before it; none before the first."""
    starts = {target for rule in start_route(scenario, variant) for target in rule.then}
    coming = {name: "" for name in sorted(starts) if name in design.steps}
    for name in (walked := list(coming)):
        step = design.steps[name]
        targets = [
            target for _, route in roads(name, step) for rule in route for target in rule.then
        ]
        targets += [target for _, _, target in full_lines(step, design.teams)]
        for target in targets:
            if target in design.steps and target not in coming:
                coming[target] = name
                walked.append(target)
    return coming
