"""Promises: made about nothing, never due, or felt where nobody makes any."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from blueprint_sim.errors import Path, Problem
from blueprint_sim.model.blueprint import BROKEN_PROMISE, Step
from blueprint_sim.model.checks.warning import warning
from blueprint_sim.model.checks.ways import no_time
from blueprint_sim.model.consequences import Feeling
from blueprint_sim.model.experience import FEELS
from blueprint_sim.model.laws import Law, say_duration
from blueprint_sim.model.routes import roads
from blueprint_sim.model.run import DAY
from blueprint_sim.model.scenario import Scenario, Variant

NOBODY_PROMISES: Final = (
    "no step of any variant promises anything",
    "write promise: 5 days beside meanwhile",
)
"""What is said, and what would do, where a broken promise is spoken of for nothing."""
_INSTANT: Final = 1e-6
"""Seconds: a promise due as the last day closes is not broken any more."""


def wrong_promises(step: Step, path: Path) -> Iterator[Problem]:
    """Check that a step promises what it sets off, and that nothing else breaks a promise."""
    if step.promise is not None and step.meanwhile is None:
        said = "a promise is about work that this step sets off, and it sets off none"
        remedy = "write meanwhile: and the step with which that work begins"
        yield Problem((*path, "promise"), said, remedy)
    if BROKEN_PROMISE in step.events:
        said = "a broken promise happens by itself, when it falls due"
        remedy = "take it out, or give the event another name"
        yield Problem((*path, "events", BROKEN_PROMISE), said, remedy)


def suspect_promises(scenario: Scenario, variant: str) -> Iterator[Problem]:
    """Warn of promises that are always broken, or never."""
    run = scenario.run
    span = (run.days - 1) * DAY + run.length
    design = scenario.variants[variant]
    for name, step in sorted(design.steps.items()):
        if step.promise is None or step.emptied:
            continue
        path = ("variants", variant, "steps", name, "promise")
        if no_time(step.promise):
            said = "a promise of no time is broken as soon as it is made"
            yield warning(path, said, "write promise: 5 days, or how soon it will be done")
        elif _never_due(step.promise, span):
            said = f"the run is over after {say_duration(span)}, before this ever falls due"
            days = 1 + int(step.promise.mean // DAY) + run.days
            yield warning(path, said, f"write run: {{days: {days}}}, or promise it sooner")
        elif not _is_needed(design, step) and _goes_on(design, name):
            said = (
                f"no step needs '{step.meanwhile}', so the promise is kept only when the customer "
                "has left: done while they are still there, it may be broken all the same"
            )
            yield warning(path, said, f"write needs: {step.meanwhile} at the step that tells them")


def nobody_at_home(scenario: Scenario) -> Iterator[Problem]:
    """Warn of who is to ask after promises, where all stay until what was promised is done."""
    path = ("demand", "recontact", BROKEN_PROMISE)
    promising = [
        (design, name)
        for design in scenario.variants.values()
        for name, step in design.steps.items()
        if step.promise is not None and not step.emptied
    ]
    asking = {str(occasion) for occasion in scenario.demand.recontact}
    if BROKEN_PROMISE in asking and promising and all(_stay(*at) for at in promising):
        said = "all who are promised something wait until it is done, so nobody comes back to ask"
        yield warning(path, said, "write away: yes at the step that needs it")


def _stay(design: Variant, name: str) -> bool:
    """Tell whether everybody goes from a step straight to one that needs what it set off, there."""
    step = design.steps[name]
    leading = (rule.then for _, route in roads(name, step) for rule in route)
    return all(
        (after := design.steps.get(target)) is not None
        and after.needs == step.meanwhile
        and not (after.away or after.emptied)
        for then in leading
        for target in then
    )


def _is_needed(design: Variant, promising: Step) -> bool:
    """Tell whether some step waits for what a step sets off."""
    steps = design.steps.values()
    return any(step.needs == promising.meanwhile and not step.emptied for step in steps)


def _goes_on(design: Variant, name: str) -> bool:
    """Tell whether some customer goes from a step to another."""
    leading = (rule.then for _, route in roads(name, design.steps[name]) for rule in route)
    following = (design.steps.get(target) for then in leading for target in then)
    return any(step is not None and not step.emptied for step in following)


def promised_in_vain(scenario: Scenario) -> Iterator[Problem]:
    """Warn of who asks after promises, or feels that they are broken, if nobody makes any."""
    steps = (step for design in scenario.variants.values() for step in design.steps.values())
    if any(step.promise is not None for step in steps):
        return
    spoken_of: list[Path] = []
    if BROKEN_PROMISE in {str(occasion) for occasion in scenario.demand.recontact}:
        spoken_of.append(("demand", "recontact", BROKEN_PROMISE))
    if scenario.experience.feels[BROKEN_PROMISE] != Feeling(FEELS[BROKEN_PROMISE]):
        spoken_of.append(("experience", "feels", BROKEN_PROMISE))
    for name, persona in scenario.personas.items():
        if BROKEN_PROMISE in persona.feels:
            spoken_of.append(("personas", name, "feels", BROKEN_PROMISE))
    yield from (warning(path, *NOBODY_PROMISES) for path in spoken_of)


def _never_due(law: Law, span: float) -> bool:
    return law.kind != "given" and float(law.below(np.array(span - _INSTANT))) == 0.0
