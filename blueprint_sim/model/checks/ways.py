"""Ways through a blueprint that never begin, never end, or never take time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from blueprint_sim.errors import Path, Problem
from blueprint_sim.model.blueprint import Route, Step
from blueprint_sim.model.branches import in_the_meantime
from blueprint_sim.model.conditions import Condition
from blueprint_sim.model.graph import (
    Graph,
    narrowed,
    reachable,
    stuck,
    timeless,
)
from blueprint_sim.model.laws import Law
from blueprint_sim.model.routes import Road, start_candidates, start_route
from blueprint_sim.model.scenario import Scenario, Variant


def start_of(scenario: Scenario, variant: str) -> Iterator[Problem]:
    """Check that a variant has one start."""
    design, at = scenario.variants[variant], ("variants", variant)
    candidates = start_candidates(design)
    if not design.steps:
        yield Problem(at, "there are no steps", "write at least one under steps")
    elif not start_route(scenario, variant) and not candidates:
        said = "every step is led to by another, so none is the start"
        first = next(iter(design.steps))
        yield Problem(at, said, f"write start: {first}, or whichever comes first")
    elif not start_route(scenario, variant) and not _lacks_a_branch(design):
        said = f"nothing leads to {_listed(candidates)}, so the start is not clear"
        first = next(name for name in design.steps if name in candidates)
        other = "the other" if len(candidates) == 2 else "the others"
        yield Problem(at, said, f"write start: {first}, or lead a step to {other}")


def _lacks_a_branch(design: Variant) -> bool:
    """Tell whether some step is to set off a branch, and names none: then that is what is wrong."""
    return any(
        step.meanwhile not in (None, *design.steps) or (step.promise and not step.meanwhile)
        for step in design.steps.values()
    )


def endless_ways(scenario: Scenario, variant: str, graph: Graph) -> Iterator[Problem]:
    """Check that every customer may reach an end, and that every loop takes time.

    Each reason and persona is followed apart, since rules may lead them apart.
    """
    steps = scenario.variants[variant].steps

    def instant(name: str, road: Road, rule: int) -> bool:
        return name in steps and may_take_no_time(steps[name], road, rule, scenario)

    seen: set[tuple[str, ...]] = set()
    for reason, persona in _kinds(scenario, graph):
        ways = narrowed(graph, reason, persona)
        whose = _whose(reason, persona)
        for loop in stuck(ways):
            if _new(loop, seen):
                said = f"{whose}no end can be reached from here: {_round(loop)}"
                yield Problem(_at(variant, loop), said, _way_out(loop, steps))
        for loop in timeless(ways, instant):
            if _new(loop, seen):
                yield _no_end_of_turning_away(variant, loop, ways, whose) or Problem(
                    _at(variant, loop),
                    f"{whose}this loop can take no time: {_round(loop)}",
                    _remedy(loop, steps),
                )


def _way_out(loop: list[str], steps: dict[str, Step]) -> str:
    """Say how a loop may be left; work in the meantime is done where a step has no next."""
    if in_the_meantime(steps).intersection(loop):
        return "take the next out of one of these steps: with it the work is done"
    return "lead some way on to done, or to a step outside this loop"


def unreachable_steps(scenario: Scenario, variant: str, graph: Graph) -> Iterator[Problem]:
    """Warn of steps that no customer comes to, unless they were inherited."""
    design = scenario.variants[variant]
    for name in sorted(set(design.steps) - reachable(graph) - design.inherited):
        path = ("variants", variant, "steps", name)
        remedy = "lead some step to it, or take it out"
        yield Problem(path, "no customer can come to this step", remedy, warning=True)


def may_take_no_time(step: Step, road: Road, position: int, scenario: Scenario) -> bool:
    """Tell whether a visit that leaves by a rule of a road may have taken no time.

    A question takes time only until its answer is known; but who leaves by a rule that stands
    behind one on knowing the answer does not know it, and is asked.
    """
    if step.emptied:
        return True
    if step.takes is not None and not any(no_time(rule.then) for rule in step.takes):
        return False
    route: Route = step.if_not or () if road == "if_not" else step.next
    asked = {fact for fact in step.asks if _takes_asking(step, fact, scenario)}
    guards = [rule.when for rule in route[:position] if rule.when is not None]
    return not any(
        when == Condition(knows=when.knows) and asked.intersection(when.knows) for when in guards
    )


def _takes_asking(step: Step, fact: str, scenario: Scenario) -> bool:
    own = step.asks[fact].takes
    laws = [scenario.facts[fact]] if own is None else [rule.then for rule in own]
    return not any(no_time(law) for law in laws)


def no_time(law: Law) -> bool:
    """Tell whether a law may give 0 more often than never."""
    if law.kind in ("given", "empirical"):
        return min(law.parameters) <= 0
    if law.kind == "mixture":
        return any(no_time(part) for part in law.parts)
    return law.mean <= 0


def _kinds(scenario: Scenario, graph: Graph) -> Iterator[tuple[str | None, str | None]]:
    """Give anybody, then every kind of customer whom some way tells apart."""
    yield None, None
    tests = [way["when"] for _, _, way in graph.edges(data=True) if way["when"]]
    reasons = sorted({name for when in tests for name in when.reason})
    personas = sorted({name for when in tests for name in when.persona})
    if reasons or personas:
        yield from product(
            sorted(scenario.reason_shares) if reasons else [None],
            sorted(scenario.persona_shares) if personas else [None],
        )


def _whose(reason: str | None, persona: str | None) -> str:
    named = [f"reason '{reason}'"] if reason else []
    named += [f"persona '{persona}'"] if persona else []
    return f"for {' and '.join(named)} " if named else ""


def _new(loop: list[str], seen: set[tuple[str, ...]]) -> bool:
    key = tuple(sorted(loop))
    new = key not in seen
    seen.add(key)
    return new


def _round(loop: list[str]) -> str:
    """Write a loop as it is walked: ``a -> b -> a``."""
    return " -> ".join([*loop, loop[0]])


def _at(variant: str, loop: list[str]) -> Path:
    return ("variants", variant, "steps", loop[0])


def _no_end_of_turning_away(
    variant: str, loop: list[str], ways: Graph, whose: str
) -> Problem | None:
    """Say so, at the first team, if nothing but full lines leads round a loop: no time can help."""
    turns = zip(loop, [*loop[1:], loop[0]], strict=True)
    found = [
        [way["rule"] for way in (ways.get_edge_data(*turn) or {}).values() if _turned_away(way)]
        for turn in turns
    ]
    if not all(found):
        return None
    team = ways.nodes[loop[0]]["step"].by[found[0][0]].then[0]
    to = "the same step" if len(loop) == 1 else "where they came from"
    said = f"{whose}a full line sends its customers back to {to}: {_round(loop)}"
    path = ("variants", variant, "teams", team, "when_full")
    return Problem(path, said, "lead when_full to another step, or write blocked")


def _turned_away(way: dict[str, Any]) -> bool:
    return bool(way["road"] == "when_full")


def _remedy(loop: list[str], steps: dict[str, Step]) -> str:
    emptied = [name for name in loop if steps[name].emptied]
    if emptied:
        return f"keep '{emptied[0]}' out of `without`, or give a step of the loop some time"
    if any(steps[name].asks for name in loop):
        return "give one of these steps a `takes` that is never 0: what is known is not asked again"
    return "give one of these steps a time that is never 0"


def _listed(names: tuple[str, ...]) -> str:
    few = [f"'{name}'" for name in names[:6]]
    if len(names) > 6:
        return f"{', '.join(few)} or {len(names) - 6} more"
    return " or ".join([", ".join(few[:-1]), few[-1]] if len(few) > 1 else few)
