"""Names of what happens: events at steps, how they feel, and what brings people back."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from blueprint_sim.errors import Path, Problem
from blueprint_sim.model.base import nearest, only_close, shown
from blueprint_sim.model.blueprint import BROKEN_PROMISE
from blueprint_sim.model.checks.walk import all_conditions
from blueprint_sim.model.consequences import OUTCOMES, outcome_called
from blueprint_sim.model.demand import COMES_BACK
from blueprint_sim.model.experience import FEELINGS
from blueprint_sim.model.scenario import Scenario

MISSPELT: Final = 0.75
"""Likeness, 0 to 1, from which a name that nothing answers to is taken for a misspelt one."""
HOME: Final = "write it under events of some step"


def events_of(scenario: Scenario) -> set[str]:
    """Give every event that may happen at some step of some variant."""
    steps = [step for design in scenario.variants.values() for step in design.steps.values()]
    promised = {BROKEN_PROMISE} if any(step.promise for step in steps) else set()
    return promised.union(event for step in steps for event in step.events)


def misspelt_events(scenario: Scenario) -> dict[str, str]:
    """Give the events of steps that are spelt in another way where it is said how they feel.

    What is spelt so more often, at steps or elsewhere, is right; if neither is, then what is felt.
    """
    told = _told(scenario)
    happen = events_of(scenario)
    felt = sorted(set(_felt(scenario)) - happen - {*FEELINGS})
    strays = sorted(happen.difference(told)) if felt else []
    pairs = {event: near for event in strays if (near := nearest(event, felt, MISSPELT))}
    return {at: meant for at, meant in pairs.items() if _times(scenario, at) <= told.count(meant)}


def events_meant(scenario: Scenario) -> set[str]:
    """Give every event that may happen, with misspelt ones as what was meant."""
    return events_of(scenario).union(misspelt_events(scenario).values())


def wrong_events(scenario: Scenario, variant: str) -> Iterator[Problem]:
    """Check that events have names of their own, spelt as where it is said how they feel."""
    misspelt = misspelt_events(scenario)
    for name, step in scenario.variants[variant].steps.items():
        for event in step.events:
            path = ("variants", variant, "steps", name, "events", event)
            if event in misspelt:
                remedy = f"did you mean '{misspelt[event]}'?"
                yield Problem(path, f"nothing is said of an event {shown(event)}", remedy)
            elif event in TAKEN:
                yield Problem(path, f"'{event}' {TAKEN[event]}", "give the event another name")


TAKEN: Final = {
    **dict.fromkeys(FEELINGS, "is felt by itself, when it comes about"),
    **dict.fromkeys(OUTCOMES, "is how an issue ends, not an event"),
}
"""Names that no event may have, and why."""
del TAKEN[BROKEN_PROMISE]  # has words of its own, see `promises`


def wrong_feelings(scenario: Scenario, events: Collection[str]) -> Iterator[Problem]:
    """Check that what is felt may happen; a name like no other may belong to a later design."""
    known = {*FEELINGS, *events}
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
                yield Problem(path, said, outcome_called(key) or HOME, warning=True)


def wrong_occasions(scenario: Scenario, events: Collection[str]) -> Iterator[Problem]:
    """Check that what brings customers back is an outcome, or an event of some variant."""
    known = {*COMES_BACK, *events}
    for occasion in scenario.demand.recontact:
        if occasion not in known:
            said = f"no outcome or event {shown(occasion)}"
            remedy = outcome_called(occasion) or only_close(occasion, known, 0.6) or HOME
            yield Problem(("demand", "recontact", occasion), said, remedy)


def _felt(scenario: Scenario) -> list[str]:
    """Give all that somebody has a feeling about, as often as it is said."""
    own = [key for persona in scenario.personas.values() for key in persona.feels]
    return [*scenario.experience.feels, *own]


def _told(scenario: Scenario) -> list[str]:
    """Give what is said of events anywhere but at steps, as often as it is said."""
    asked = [event for _, when in all_conditions(scenario) for event in when.had]
    return [*_felt(scenario), *scenario.demand.recontact, *asked]


def _times(scenario: Scenario, event: str) -> int:
    """Count the steps at which an event is written, not counting those that were inherited."""
    return sum(
        event in step.events and name not in design.inherited
        for design in scenario.variants.values()
        for name, step in design.steps.items()
    )
