"""A scenario with everything said: each value, written or by default, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from blueprint_sim.errors import Path, dotted
from blueprint_sim.model.experience import DEFAULTS
from blueprint_sim.model.laws import say_duration
from blueprint_sim.model.provenance import PROPOSED, magnitude
from blueprint_sim.model.scenario import Scenario, Variant

CHOSEN = "chosen"
"""The grade of what says how to study the service, not what the service is."""
ASSUMED = "assumed"
_STUDY = ("run", "compare")


class Row(NamedTuple):
    """One value of a resolved scenario."""

    path: str
    value: str
    source: str
    """Title of its source; empty if there is none."""
    grade: str
    """measured, survey, anecdote, folklore, proposed, assumed, chosen, or default (harmless)."""
    note: str = ""
    """What is known about it; a range."""


def resolved(scenario: Scenario) -> list[Row]:
    """Give every number of a scenario, defaults included, with its source and grade.

    What a variant inherits stands once, where it is written.
    """
    written = [*_written(scenario)]
    said = {row.path for row in written}
    rest = [*_study_defaults(scenario), *_experience_defaults(), *_harmless(scenario)]
    return sorted((*written, *(row for row in rest if row.path not in said)), key=_place_in_page)


def assumed_count(scenario: Scenario) -> int:
    """Count the numbers that rest on nothing but an assumption, defaults included."""
    return sum(row.grade == ASSUMED for row in resolved(scenario))


_PAGE = ("run", "demand", "personas", "facts", "experience", "compare", "variants")


def _place_in_page(row: Row) -> int:
    return _PAGE.index(row.path.partition(".")[0])


def _written(scenario: Scenario) -> Iterator[Row]:
    for path, found in scenario.provenance.items():
        if (
            path[0] not in _PAGE
            or _inherited(scenario, path)
            or not _is_number(path, found.written)
        ):
            continue
        title, grade = _grade(scenario, path, found.source)
        note = f"from {found.low} to {found.high}" if found.low else ""
        yield Row(dotted(path), found.written, title, grade, note)


def _inherited(scenario: Scenario, path: Path) -> bool:
    """Tell what came by `like`: a step or team as a whole, or a key of one."""
    depth = 5 if path[2:3] in (("teams",), ("steps",)) else 3
    return path[:depth] in scenario.written.origins


def _is_number(path: Path, text: str) -> bool:
    """Tell quantities from names and from the tests of conditions."""
    if "when" in path:
        return False
    if path[-1] in ("carries", "opens"):
        return True
    return magnitude(text) is not None


def _grade(scenario: Scenario, path: Path, source: str) -> tuple[str, str]:
    if source == PROPOSED:
        return "", PROPOSED
    if source:
        return scenario.sources[source].title, scenario.sources[source].grade
    return "", CHOSEN if path[0] in _STUDY else ASSUMED


def _study_defaults(scenario: Scenario) -> Iterator[Row]:
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
    for key, value in values.items():
        yield Row(f"run.{key}", value, "", CHOSEN)
    yield Row("compare.baseline", scenario.baseline, "", CHOSEN)


def say_clock(seconds: float) -> str:
    """Write seconds since midnight as a time of the day: ``09:00``."""
    minutes, rest = divmod(round(seconds), 60)
    text = f"{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{text}:{rest:02d}" if rest else text


def _experience_defaults() -> Iterator[Row]:
    for default in DEFAULTS:
        path = f"experience.{default.key}"
        yield Row(path, default.value, default.source, default.grade, default.note)


_PERSONA = {"patience": "never hangs up", "tolerance": "never walks away", "priority": "0"}
_TEAM = {
    "size": "unlimited",
    "cost": "none",
    "wrap_up": "none",
    "carries": "everything",
    "limit": "any number may wait",
}


def _harmless(scenario: Scenario) -> Iterator[Row]:
    """Give the defaults that do no harm: what is not written does not happen."""
    for reason, share in scenario.reason_shares.items():
        yield Row(f"demand.reasons.{reason}.share", f"{share * 100:.4g}%", "", "default")
    for outcome in scenario.demand.recontact:
        yield Row(f"demand.recontact.{outcome}.returns", "any number", "", "default")
    for persona, share in scenario.persona_shares.items():
        at = f"personas.{persona}"
        yield Row(f"{at}.share", f"{share * 100:.4g}%", "", "default")
        yield from _unwritten(at, scenario.personas[persona], _PERSONA)
    for name, variant in scenario.variants.items():
        yield from _variant_defaults(scenario, name, variant)


def _variant_defaults(scenario: Scenario, name: str, variant: Variant) -> Iterator[Row]:
    for team, found in variant.teams.items():
        if not _inherited(scenario, ("variants", name, "teams", team)):
            yield from _unwritten(f"variants.{name}.teams.{team}", found, _TEAM)
    for step, seen in variant.steps.items():
        path = f"variants.{name}.steps.{step}"
        own = not _inherited(scenario, ("variants", name, "steps", step))
        if own and "next" not in seen.model_fields_set:
            yield Row(f"{path}.next", "done", "", "default")


def _unwritten(path: str, model: Any, defaults: Mapping[str, str]) -> Iterator[Row]:
    for key, value in defaults.items():
        if key not in model.model_fields_set:
            yield Row(f"{path}.{key}", value, "", "default")
