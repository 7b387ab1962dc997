"""Limits that a run must keep: ``share_abandoned > 5%`` says when it fails."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from blueprint_sim.errors import Problem, ScenarioError
from blueprint_sim.measures.catalogue import Measure, by_key
from blueprint_sim.model.base import Wrong, did_you_mean, shown
from blueprint_sim.model.quantities import duration, number, share
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.studies.compare import OF_ALL
from blueprint_sim.studies.result import Estimate, Result, VariantResult

OPERATORS: Mapping[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}
_FORM = re.compile(r"\s*(?P<path>[^<>=]+?)\s*(?P<sign><=|>=|<|>)\s*(?P<value>[^<>=]+?)\s*")
_EXAMPLE = "write it as 'share_abandoned > 5%' or 'teams.agents.utilisation >= 90%'"
OF_PARTS = ("requests", "visits", "cost")
"""Measures of a team or step that add up over a run."""
GRAINS = {"teams": "team", "steps": "step"}


class Limit(NamedTuple):
    """A condition under which a run has failed."""

    written: str
    variant: str | None
    """None: any variant."""
    part: str | None
    """teams, steps, or None for a measure of the whole variant."""
    name: str | None
    """Of the team or step."""
    key: str
    sign: str
    value: float
    """In the measure's own unit: shares as fractions, times in minutes."""

    def met(self, result: Result) -> Iterator[str]:
        """Say, a sentence for each variant, where it is met: where the run has failed.

        A measure that has no value meets nothing.

        Raises
        ------
        ScenarioError
            If its variant was not run.
        """
        if self.variant is not None and self.variant not in result.variants:
            raise ScenarioError([Problem((_place(self.written),), *_not_run(self.variant))])
        for name, variant in result.variants.items():
            if self.variant in (None, name):
                estimate = self._estimate(variant)
                if estimate is not None and self._holds(estimate.mean):
                    yield f"{self.written} holds: {name} has {self._told(estimate, result)}"

    def _estimate(self, variant: VariantResult) -> Estimate | None:
        if self.part is None:
            return variant.measures.get(self.key)
        named = variant.teams if self.part == "teams" else variant.steps
        return named.get(self.name or "", {}).get(self.key)

    def _holds(self, mean: float | None) -> bool:
        return mean is not None and OPERATORS[self.sign](mean, self.value)

    def _told(self, estimate: Estimate, result: Result) -> str:
        """Say a value with its unit: ``EUR 34,974.2 in 5 days``."""
        shown = self._shown(estimate)
        if estimate.unit == "currency":
            shown = f"{result.currency} {shown}"
        if self.key not in (OF_PARTS if self.part else OF_ALL):
            return shown
        return f"{shown} in {result.days:g} {'day' if result.days == 1 else 'days'}"

    def _shown(self, estimate: Estimate) -> str:
        mean = estimate.mean or 0.0
        if estimate.unit == "share":
            return f"{mean:.2%}"
        if estimate.unit != "min":
            return f"{mean:,.6g}"
        size, unit = self._unit()
        return f"{mean * 60 / size:.4g} {unit}"

    def _unit(self) -> tuple[float, str]:
        """Give the unit in which a time was written, and its length in seconds."""
        unit = self.written.rpartition(self.sign)[2].strip().lstrip("0123456789.,_ ")
        try:
            return duration(f"1 {unit}"), unit
        except Wrong:
            return 60.0, "min"


def parse(
    texts: Iterable[str], scenario: Scenario, variants: Iterable[str] | None = None
) -> tuple[Limit, ...]:
    """Read limits, and check that a run of the scenario could meet them.

    Parameters
    ----------
    texts
        The limits as written.
    scenario
        The scenario.
    variants
        Names of those to be run; by default all. A limit on another is refused.

    Raises
    ------
    ScenarioError
        With everything that is wrong in any of them.
    """
    limits, problems = [], []
    run = tuple(scenario.variants if variants is None else variants)
    for text in texts:
        try:
            limits.append(_parse(text, scenario, run))
        except Wrong as wrong:
            problems += wrong.under(_place(text))
    if problems:
        raise ScenarioError(problems)
    return tuple(limits)


def _place(text: str) -> str:
    return f"--fail-if {shown(text)}"


def _not_run(variant: str) -> tuple[str, str]:
    """Say that a variant is not run, and what would do."""
    return f"variant {shown(variant)} is not run", f"run it too, with --variant {variant}"


def _parse(text: str, scenario: Scenario, run: Collection[str]) -> Limit:
    match = _FORM.fullmatch(text)
    if match is None:
        raise Wrong.because("this is no condition", _EXAMPLE)
    parts = [part.strip() for part in match["path"].split(".")]
    variant = parts.pop(0) if parts[0] in scenario.variants and len(parts) > 1 else None
    if variant is not None and variant not in run:
        raise Wrong.because(*_not_run(variant))
    part, name = (parts.pop(0), parts.pop(0)) if len(parts) == 3 else (None, None)
    if len(parts) > 1:
        said = f"{shown(parts[0])} is neither a variant nor teams.<team> nor steps.<step>"
        raise Wrong.because(said, did_you_mean(parts[0], scenario.variants) or _EXAMPLE)
    measure = _measure(part, name, parts[0], [variant] if variant else run, scenario)
    value = _value(match["value"], measure)
    return Limit(text.strip(), variant, part, name, measure.key, match["sign"], value)


def _measure(
    part: str | None, name: str | None, key: str, variants: Collection[str], scenario: Scenario
) -> Measure[Any]:
    if part is None:
        known = by_key("issue", "run")
    elif part in GRAINS:
        designs = [scenario.variants[each] for each in variants]
        there = {each for design in designs for each in getattr(design, part)}
        if name not in there:
            said = f"no {GRAINS[part]} {shown(name)}"
            raise Wrong.because(said, did_you_mean(str(name), there))
        known = by_key("team" if part == "teams" else "step")
    else:
        raise Wrong.because(f"{shown(part)} is neither teams nor steps", did_you_mean(part, GRAINS))
    if key not in known:
        raise Wrong.because(f"no measure {shown(key)}", did_you_mean(key, known) or _EXAMPLE)
    return known[key]


def _value(text: str, measure: Measure[Any]) -> float:
    """Read a value in the unit of its measure."""
    if measure.unit == "share":
        return share(text)
    if measure.unit == "min":
        return duration(text) / 60
    return number(text, f"a number ({measure.unit})", "2.5")
