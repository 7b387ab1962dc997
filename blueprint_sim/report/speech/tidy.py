"""A result fit to be shown: clean labels, and no interval beyond what can be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from blueprint_sim.report.screen.columns import clean
from blueprint_sim.report.speech.numbers import possible, possible_change
from blueprint_sim.report.speech.words import deciding
from blueprint_sim.studies.result import Estimate, Result, Verdict


def tidy(result: Result, warnings: tuple[str, ...] = ()) -> Result:
    """Take out of every label what shows nothing, and of intervals what cannot be.

    Parameters
    ----------
    result : Result
        As it was found.
    warnings : tuple of str
        To put before its own.

    Returns
    -------
    Result
        The same numbers; shares lie between 0 and 1.
    """
    variants = {
        name: replace(
            found,
            label=clean(found.label),
            measures={key: _possible(estimate) for key, estimate in found.measures.items()},
        )
        for name, found in result.variants.items()
    }
    comparisons = []
    for found in result.comparisons:
        low, high = possible_change(found.unit, found.low, found.high)
        comparisons.append(replace(found, low=low, high=high))
    return replace(
        result,
        scenario=clean(result.scenario),
        currency=clean(result.currency),
        variants=variants,
        comparisons=tuple(comparisons),
        warnings=tuple(clean(warning) for warning in (*warnings, *result.warnings)),
    )


def _possible(estimate: Estimate) -> Estimate:
    low, high = possible(estimate.unit, estimate.low, estimate.high)
    return replace(estimate, low=low, high=high)


def clearest(result: Result, others: Iterable[str]) -> str:
    """Choose the variant to show in full: the best one found better, else the worst, else any."""

    def clear(name: str) -> tuple[int, float]:
        found = result.comparison(name, deciding(result, name))
        ranks = {Verdict.BETTER: 3, Verdict.WORSE: 2, Verdict.UNKNOWN: 1}
        return (ranks.get(found.verdict, 0) if found.verdict else 0, abs(found.difference or 0.0))

    return max(others, key=clear)
