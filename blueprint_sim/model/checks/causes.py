"""Causes and fixes: names that nothing answers to, and what is written in vain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from blueprint_sim.errors import Problem
from blueprint_sim.model.base import did_you_mean, nearest, only_close, shown
from blueprint_sim.model.checks.happenings import MISSPELT
from blueprint_sim.model.checks.warning import warning
from blueprint_sim.model.scenario import Scenario

_HOME: Final = "write it at a reason, reasons: {billing: {cause: ...}}"


def misspelt_causes(scenario: Scenario) -> dict[str, str]:
    """Give the causes of reasons that are spelt in another way under `causes`."""
    named = scenario.demand.named_causes()
    written = scenario.demand.causes
    spare = [cause for cause in written if cause not in named]
    strays = [cause for cause in named if cause not in written]
    return {cause: meant for cause in strays if (meant := nearest(cause, spare, MISSPELT))}


def wrong_causes(scenario: Scenario) -> Iterator[Problem]:
    """Check that reasons spell their causes as `causes` does."""
    misspelt = misspelt_causes(scenario)
    for name, reason in scenario.demand.reasons.items():
        if reason.cause in misspelt:
            path = ("demand", "reasons", name, "cause")
            remedy = f"did you mean '{misspelt[reason.cause]}'?"
            yield Problem(path, f"no cause {shown(reason.cause)}", remedy)


def wrong_fixes(scenario: Scenario, variant: str) -> Iterator[Problem]:
    """Check that a variant fixes causes of reasons."""
    reasons, misspelt = scenario.demand.reasons, misspelt_causes(scenario)
    causes = [misspelt.get(cause, cause) for cause in scenario.demand.named_causes()]
    for name in scenario.variants[variant].fixes:
        path = ("variants", variant, "fixes", name)
        if name in reasons and name not in causes:
            named = reasons[name].cause
            remedy = f"write its cause, {named}" if named else "write cause: ... at the reason"
            yield Problem(path, f"{shown(name)} is a reason, not a cause", remedy)
        elif name in scenario.demand.causes and name not in causes:
            said = f"no reason names {shown(name)} as its cause"
            yield Problem(path, said, f"write cause: {name} at a reason")
        elif name not in causes and name not in misspelt:
            yield Problem(path, f"no cause {shown(name)}", did_you_mean(name, causes) or _HOME)


def suspect_causes(scenario: Scenario) -> Iterator[Problem]:
    """Warn of causes that bring nobody, and of what nobody pays."""
    demand, designs = scenario.demand, scenario.variants.values()
    for name, cause in demand.causes.items():
        path = ("demand", "causes", name)
        if name not in demand.named_causes():
            guess = only_close(name, demand.named_causes())
            remedy = guess or f"write cause: {name} at a reason, or take it out"
            yield warning(path, f"no reason names {shown(name)} as its cause", remedy)
        elif cause.fix_costs and not any(design.fixed(name) for design in designs):
            said = "no variant fixes it, so nobody pays for that"
            remedy = f"write fixes: {{{name}: 80%}} in a variant, or take it out"
            yield warning((*path, "fix_costs"), said, remedy)


def suspect_fixes(scenario: Scenario, variant: str) -> Iterator[Problem]:
    """Warn of fixes that keep nobody from having to come."""
    for cause, share in scenario.variants[variant].fixes.items():
        if not share:
            said = "0% keeps nobody from having to come"
            remedy = "write 80%, or 'nothing' to take out a fix"
            yield warning(("variants", variant, "fixes", cause), said, remedy)


def unpaid_fixes(scenario: Scenario) -> Iterator[Problem]:
    """Warn of fixes for which nobody pays, of each cause at its first fix."""
    paid = {name for name, part in scenario.demand.causes.items() if part.fix_costs is not None}
    for variant, design in scenario.variants.items():
        for cause in (cause for cause in design.fixes if design.fixed(cause) and cause not in paid):
            paid.add(cause)
            said = f"fixing {shown(cause)} costs nothing"
            remedy = f"write causes: {{{cause}: {{fix_costs: 150 per day}}}} under demand, "
            remedy += "or 0 per day if that is so"
            yield warning(("variants", variant, "fixes", cause), said, remedy)
