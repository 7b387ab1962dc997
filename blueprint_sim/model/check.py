"""Checking a scenario as a whole: every problem at once.

What a single value may be, its own reader says. Here stands what takes two values to see: names
that nothing answers to, ways that never end, teams that drown. Problems carry paths in the
resolved scenario; whoever read the file knows the places.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from blueprint_sim.errors import Path, Problem
from blueprint_sim.model.checks.announcements import suspect_announcements
from blueprint_sim.model.checks.backstage import (
    suspect_branches,
    wrong_branches,
)
from blueprint_sim.model.checks.causes import suspect_causes, suspect_fixes, unpaid_fixes
from blueprint_sim.model.checks.channels import (
    contacts_on_no_channel,
    impossible_channels,
    suspect_channels,
)
from blueprint_sim.model.checks.consequences import followed_in_vain, made_good_at_once
from blueprint_sim.model.checks.events import suspect_events, suspect_unfelt
from blueprint_sim.model.checks.extent import suspect_extent
from blueprint_sim.model.checks.hold import suspect_hold
from blueprint_sim.model.checks.names import shared_names, variant_names
from blueprint_sim.model.checks.promises import nobody_at_home, promised_in_vain, suspect_promises
from blueprint_sim.model.checks.rules import suspect_rules
from blueprint_sim.model.checks.same import suspect_returns
from blueprint_sim.model.checks.shifts import nobody_on_duty, suspect_shifts
from blueprint_sim.model.checks.staffing import suspect_callbacks, suspect_nobody, suspect_staffing
from blueprint_sim.model.checks.steps import (
    coming_back_each_time,
    coming_back_for_ever,
    impossible_steps,
    nobody_to_keep,
    unseen_questions,
)
from blueprint_sim.model.checks.suspects import (
    suspect_lines,
    suspect_outcomes,
    suspect_people,
    suspect_steps,
    suspect_times,
)
from blueprint_sim.model.checks.vain import designed_in_vain, shared_in_vain
from blueprint_sim.model.checks.ways import endless_ways, start_of, unreachable_steps
from blueprint_sim.model.graph import blueprint_graph
from blueprint_sim.model.margins import UNITS
from blueprint_sim.model.scenario import Scenario


def check(scenario: Scenario, measures: Collection[str] = UNITS) -> list[Problem]:
    """Find what is wrong, and what is suspect, in a scenario.

    Parameters
    ----------
    scenario : Scenario
        As resolved: every variant in full.
    measures : collection of str
        Keys that `compare.matters` may name.

    Returns
    -------
    list of Problem
        Errors, and warnings (`Problem.warning`), with paths in the resolved scenario. What a
        variant inherits from another is told once, at the other. A variant with wrong names is
        not searched further, for its graph would mislead.
    """
    shared = [*shared_names(scenario, measures), *coming_back_for_ever(scenario)]
    shared += [*suspect_people(scenario), *suspect_lines(scenario)]
    shared += [*suspect_times(scenario), *suspect_extent(scenario), *shared_in_vain(scenario)]
    shared += [*suspect_causes(scenario), *unpaid_fixes(scenario)]
    shared += coming_back_each_time(scenario)
    shared += [*promised_in_vain(scenario), *nobody_at_home(scenario)]
    shared += followed_in_vain(scenario)
    found = {name: [*_variant(scenario, name, shared)] for name in scenario.variants}
    own = [problem for name in found for problem in _own(scenario, name, found)]
    return shared + own


def check_names(scenario: Scenario, measures: Collection[str] = UNITS) -> list[Problem]:
    """Find names that nothing answers to: what can be told before all values are right."""
    found = {name: [*variant_names(scenario, name)] for name in scenario.variants}
    own = [problem for name in found for problem in _own(scenario, name, found)]
    return [p for p in [*shared_names(scenario, measures), *own] if not p.warning]


def _variant(scenario: Scenario, variant: str, shared: list[Problem]) -> Iterator[Problem]:
    wrong = [*variant_names(scenario, variant), *impossible_steps(scenario, variant)]
    wrong += [*impossible_channels(scenario, variant), *start_of(scenario, variant)]
    wrong += wrong_branches(scenario, variant)
    yield from wrong
    if wrong:
        return
    graph = blueprint_graph(scenario, variant)
    wrong = [*unseen_questions(variant, graph), *nobody_to_keep(scenario, variant, graph)]
    wrong += contacts_on_no_channel(scenario, variant, graph)
    wrong += [*endless_ways(scenario, variant, graph), *nobody_on_duty(scenario, variant)]
    yield from wrong
    yield from unreachable_steps(scenario, variant, graph)
    yield from suspect_branches(scenario, variant, graph)
    yield from suspect_promises(scenario, variant)
    yield from suspect_steps(scenario, variant, graph)
    yield from suspect_shifts(scenario, variant)
    yield from suspect_channels(scenario, variant)
    yield from suspect_announcements(scenario, variant)
    yield from designed_in_vain(scenario, variant, graph)
    yield from made_good_at_once(scenario, variant, graph)
    yield from suspect_fixes(scenario, variant)
    yield from suspect_hold(scenario, variant, graph)
    yield from suspect_returns(scenario, variant, graph)
    yield from suspect_rules(scenario, variant)
    yield from suspect_events(scenario, variant)
    yield from suspect_unfelt(scenario, variant, graph)
    yield from suspect_outcomes(scenario, variant)
    if not any(not problem.warning for problem in [*wrong, *shared]):
        yield from suspect_callbacks(scenario, variant, graph)
        yield from suspect_nobody(scenario, variant, graph)
        yield from suspect_staffing(scenario, variant, graph)


def _own(scenario: Scenario, variant: str, found: dict[str, list[Problem]]) -> Iterator[Problem]:
    """Give the problems that a variant did not inherit."""
    base = scenario.variants[variant].like
    told = {_told(problem, 2) for problem in found.get(base or "", ())}
    yield from (problem for problem in found[variant] if _told(problem, 2) not in told)


def _told(problem: Problem, depth: int) -> tuple[Path, str, bool]:
    return problem.path[depth:], problem.message, problem.warning
