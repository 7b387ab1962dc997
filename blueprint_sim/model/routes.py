"""The routes of a variant: where its steps lead, where it starts, and whom they cross to.

Plain functions of the model; `graph` draws what they say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

from blueprint_sim.model.blueprint import ENDS, LANES, SAME, By, LaneName, Route, Step
from blueprint_sim.model.conditions import Condition, Rule
from blueprint_sim.model.people import Team
from blueprint_sim.model.scenario import Scenario, Variant

Road: TypeAlias = Literal["start", "next", "if_not", "when_full", "meanwhile"]
Edge: TypeAlias = tuple[str, str, Road]
"""Origin (a step, or the start), target (a step, or an end) and road."""

DONE: Final = "done"
BLOCKED: Final = "blocked"
FAILED: Final = tuple(end for end in ENDS if end != DONE)
LINES: Final = ("interaction", "visibility", "internal interaction")
"""The line below each lane but the last."""


def roads(name: str, step: Step) -> Iterator[tuple[Road, Route]]:
    """Give the routes that leave a step, as `without` leaves them."""
    written: tuple[tuple[Road, Route | None], ...] = (("next", step.next), ("if_not", step.if_not))
    for road, route in written:
        if route is not None:
            yield road, _left_by_without(name, route) if step.emptied else route


def full_lines(step: Step, teams: dict[str, Team]) -> Iterator[tuple[int, Condition | None, str]]:
    """Give where those are led who find the line of the team they prefer full."""
    for position, rule in enumerate(() if step.emptied else step.by):
        team = teams.get(rule.then[0]) if rule.then else None
        if team is not None and team.limit is not None:
            yield position, rule.when, team.when_full


def only_asks(step: Step) -> bool:
    """Say whether a step has nothing to do but to ask: with all known, it is passed through.

    A step that needs something has that to wait for.
    """
    return bool(step.asks) and not (step.takes or step.resolves or step.events or step.needs)


def start_route(scenario: Scenario, variant: str) -> Route:
    """Give the start of a variant: as written, else inferred; empty if that cannot be.

    It is inferred from the variant's own steps. If several of them have nobody who leads to
    them, the start of the variant that this one is like stands, where it is among them.
    """
    design = scenario.variants[variant]
    if design.start is not None:
        return design.start
    candidates = start_candidates(design)
    if len(candidates) > 1 and design.like in scenario.variants:
        inherited = {name for rule in start_route(scenario, design.like) for name in rule.then}
        candidates = tuple(name for name in candidates if name in inherited)
    return (Rule(None, {candidates[0]: 1.0}),) if len(candidates) == 1 else ()


def start_candidates(design: Variant) -> tuple[str, ...]:
    """Give the steps that no other step leads to, sorted: one of them is the start."""
    led_to = {to for name, step in design.steps.items() for to in _targets(design, name, step)}
    return tuple(sorted(set(design.steps) - led_to))


def lane_of(design: Variant, step: Step, *, meanwhile: bool = False) -> LaneName:
    """Give the lane of a step: its own, else its first team's, else the customer's.

    `same` alone, with no team to ask, is frontstage. What goes on in the meantime by nobody is
    support.
    """
    if step.lane is not None:
        return step.lane
    names = named_teams(step.by)
    lanes = [design.teams[name].lane for name in names if name in design.teams]
    if lanes:
        return lanes[0]
    if meanwhile:
        return "support"
    return "frontstage" if any(rule.then for rule in step.by) else "customer"


def hidden(lane: str) -> bool:
    """Tell whether a lane lies below the line of visibility."""
    return lane in ("backstage", "support")


def named_teams(by: tuple[Rule[By], ...]) -> tuple[str, ...]:
    """Give every team that a `by` names, in order and once, without the word `same`."""
    names = (name for rule in by for name in rule.then if name not in SAME)
    return tuple(dict.fromkeys(names))


def crossed(origin: LaneName | None, target: LaneName | None) -> tuple[str, ...]:
    """Give the lines between two lanes, from the customer down. Ends stand in no lane."""
    if origin is None or target is None:
        return ()
    low, high = sorted((LANES.index(origin), LANES.index(target)))
    return LINES[low:high]


def _targets(design: Variant, name: str, step: Step) -> Iterator[str]:
    """Give every other step or end that a step leads to, and what it sets off or needs."""
    for _, route in roads(name, step):
        yield from (target for rule in route for target in rule.then if target != name)
    yield from (target for _, _, target in full_lines(step, design.teams) if target != name)
    yield from (first for first in (step.meanwhile, step.needs) if first not in (None, name))


def _left_by_without(name: str, route: Route) -> Route:
    return tuple(Rule(rule.when, _left_of(name, rule.then)) for rule in route)


def _left_of(name: str, shares: dict[str, float]) -> dict[str, float]:
    left = {to: share for to, share in shares.items() if to != name and to not in FAILED}
    total = sum(left.values())
    return {to: share / total for to, share in left.items()} if left else {DONE: 1.0}
