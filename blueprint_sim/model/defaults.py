"""The kind defaults: what holds where the author writes nothing, and does no harm.

How experience is judged has defaults that do matter; those are in `model.experience`. What
follows from it is counted only where the author says how.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from blueprint_sim.errors import Path, dotted
from blueprint_sim.model.base import Model
from blueprint_sim.model.consequences import EACH_MISERY, OUTCOMES
from blueprint_sim.model.laws import say_duration
from blueprint_sim.model.scenario import Scenario


class Held(NamedTuple):
    """A default that holds."""

    path: str
    """Dotted, as `--set` takes it."""
    value: str
    """In words."""


_REASON = {"share": "an equal part of what is left"}
_RECONTACT = {"returns": "any number of times"}
_EXPERIENCE = {
    "churn": "nobody counts who leaves for good",
    "churn_costs": "nobody counts what that costs",
    "tells": "nobody counts who is told",
}
_PERSONA = {
    **_REASON,
    "patience": "never hangs up",
    "tolerance": "never walks away",
    "priority": "0",
    "head_start": "0 s",
    "balks": "never leaves at once",
}
_TEAM = {
    "lane": "frontstage",
    "size": "unlimited",
    "cost": "nothing",
    "wrap_up": "none",
    "carries": "everything",
    "limit": "any number may wait",
    "callback": "nobody is called back",
}
_SHIFTED = {key: value for key, value in _TEAM.items() if key != "size"}
_CHANNEL = {
    "lines": "any number of contacts",
    "live": "yes",
    "acceptable_wait": "that of experience",
    "replies_after": "at once",
    "carries": "everything",
}
_CALLBACK = {"after": "at once", "answers": "always"}
_COUNTED = {"at_once": "1"}
_STEP = {"by": "nobody: the customer acts", "next": "done"}


def kind_defaults(scenario: Scenario) -> tuple[Held, ...]:
    """Give every kind default that holds; what a variant inherits is told where it is written."""
    return (*_study(scenario), *_demand(scenario), *_variants(scenario))


def _study(scenario: Scenario) -> Iterator[Held]:
    run = scenario.run
    values = {
        "opens": say_clock(run.opens),
        "length": say_duration(run.length),
        "days": str(run.days),
        "first_day": run.first_day,
        "after_close": run.after_close,
        "warm_up": say_duration(run.warm_up),
        "replications": str(run.replications),
        "seed": str(run.seed),
    }
    yield from _unwritten(("run",), run, values)
    yield from _unwritten(("compare",), scenario.compare, {"baseline": scenario.baseline})
    yield from _unwritten(("experience",), scenario.experience, _EXPERIENCE)
    if (churn := scenario.experience.churn) is not None:
        for key in (*OUTCOMES, EACH_MISERY):
            if key not in churn:
                yield Held(f"experience.churn.{key}", "0%")


def _demand(scenario: Scenario) -> Iterator[Held]:
    arrivals = scenario.demand.arrivals
    if arrivals.profiles and not arrivals.day_to_day:
        yield Held("demand.arrivals.day_to_day", "0%: every day has the same rates")
    if arrivals.times is None and arrivals.together == 1:
        yield Held("demand.arrivals.batch", "1 customer at each arrival")
    for name, reason in scenario.demand.reasons.items():
        yield from _unwritten(("demand", "reasons", name), reason, _REASON)
    for outcome, recontact in scenario.demand.recontact.items():
        yield from _unwritten(("demand", "recontact", outcome), recontact, _RECONTACT)
    for name, persona in scenario.personas.items():
        yield from _unwritten(("personas", name), persona, _PERSONA)


def _variants(scenario: Scenario) -> Iterator[Held]:
    inherited = scenario.written.origins
    for name, variant in scenario.variants.items():
        for team, made in variant.teams.items():
            at: Path = ("variants", name, "teams", team)
            if at not in inherited:
                yield from _unwritten(at, made, _TEAM if made.shifts is None else _SHIFTED)
                yield from _unwritten(at, made, _COUNTED if made.most is not None else {})
            below = (*at, "callback")
            if made.callback is not None and not inherited.keys() & {at, below}:
                yield from _unwritten(below, made.callback, _CALLBACK)
        for kind, parts, defaults in (
            ("channels", variant.channels, _CHANNEL),
            ("steps", variant.steps, _STEP),
        ):
            for part, model in parts.items():
                at = ("variants", name, kind, part)
                if at not in inherited:
                    yield from _unwritten(at, model, defaults)


def _unwritten(at: Path, model: Model, values: Mapping[str, str]) -> Iterator[Held]:
    for key, value in values.items():
        if key not in model.model_fields_set:
            yield Held(dotted((*at, key)), value)


def say_clock(seconds: float) -> str:
    """Write seconds since midnight as a time of the day: ``09:00``."""
    minutes, rest = divmod(round(seconds), 60)
    text = f"{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{text}:{rest:02d}" if rest else text
