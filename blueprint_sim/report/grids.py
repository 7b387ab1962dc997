"""Tables for a page: what stands in each cell, and in which tone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from blueprint_sim.model.graph import blueprint_graph, journey_order
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report.batches import batches
from blueprint_sim.report.screen import table
from blueprint_sim.report.screen.columns import clean
from blueprint_sim.report.speech.asides import decided
from blueprint_sim.report.speech.differences import ends
from blueprint_sim.report.speech.money import label, priced
from blueprint_sim.report.speech.names import Names
from blueprint_sim.report.speech.numbers import Scale, cents, possible, scale
from blueprint_sim.report.speech.spans import TONES, Tone
from blueprint_sim.report.speech.words import deciding, decisive
from blueprint_sim.studies.result import Comparison, Estimate, Result, VariantResult


class Cell(NamedTuple):
    """What stands in one place of a table."""

    text: str
    number: bool = False
    """Stands on the right."""
    key: bool = False
    """A name from the file, which may break at its dots and underscores."""
    tone: Tone = ""
    aside: str = ""
    """Small print below: an interval."""


def number(text: str, aside: str = "") -> Cell:
    """Set a number, with a minus sign that is as wide as a plus."""
    text, aside = (part.replace("-", "\N{MINUS SIGN}") for part in (text, aside))
    return Cell(text, number=True, aside=aside)


class Grid(NamedTuple):
    """A table; the first cell of each row names it."""

    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    title: str = ""


SIDES = 6
"""Variants that a table has room for side by side."""


def side_by_side(result: Result, most: int = SIDES) -> list[Grid]:
    """Set all variants side by side: a row a measure, each value with its 95% interval.

    More variants than `most` take several tables, each with the baseline.
    """
    said = "" if result.replications == 1 else "Each value with its 95% interval."
    return _tables(result, _shown(result), said, most)


def following(result: Result, most: int = SIDES) -> list[Grid]:
    """Set what follows from how it went side by side; without rows if nobody counts any of it."""
    return _tables(result, table.follows_of(result), "", most)


def _tables(result: Result, keys: Sequence[str], title: str, most: int) -> list[Grid]:
    """Set measures side by side, in as many tables as the variants take."""
    return [_table(result, keys, title, names) for names in batches(result, most)]


def _table(result: Result, keys: Sequence[str], title: str, names: Sequence[str]) -> Grid:
    shown = names if len(names) < len(result.variants) else list(result.variants)
    heads = ["measure", *(result.variants[name].label for name in shown)]
    return Grid(heads, [_measure(result, key, shown) for key in keys], title)


def _shown(result: Result) -> list[str]:
    """List the measures that are shown: those that decide first, then what somebody met."""
    catalogue = result.variants[result.baseline].measures
    deciders = [key for key in catalogue if key in decisive(result) and _priced(result, key)]
    keys = dict.fromkeys([deciding(result), *deciders, *table.rows_of(result)])
    return [key for key in keys if _met(result, key)]


def _priced(result: Result, key: str) -> bool:
    """Tell whether a measure has a place on the page: money has none where nothing costs."""
    return priced(result) or result.variants[result.baseline].measures[key].unit != "currency"


def _met(result: Result, key: str) -> bool:
    means = [found.measures[key].mean for found in result.variants.values()]
    return any(means) if key in table.IF_ANY else any(mean is not None for mean in means)


def _measure(result: Result, key: str, names: Iterable[str]) -> list[Cell]:
    digits, unit = table.column_digits(result, key)
    cells = [_ranged(result.variants[name].measures[key], digits) for name in names]
    return [Cell(label(result, key) + unit), *cells]


def _ranged(estimate: Estimate, digits: Scale) -> Cell:
    """Write a value, and its interval below where it has a width."""
    low, high = digits.value(estimate.low), digits.value(estimate.high)
    aside = "" if estimate.low is None or low == high else f"{low} to {high}"
    return number(digits.value(estimate.mean), aside)


def beside(result: Result, variant: str) -> list[Grid]:
    """Set a variant beside the baseline: the measures that decide, and those for the record."""
    first = deciding(result, variant)
    family = sorted(decided(result, variant), key=lambda found: found.measure != first)
    keys = {found.measure for found in family}
    others = [result.comparison(variant, key) for key in table.rows_of(result) if key not in keys]
    record = [found for found in others if table.met(result, found)]
    grids = [_compared(result, variant, family, "What decides", verdict=True)]
    if record:
        title = "For the record"
        title += f": {table.DIFFERENT}" if variant in result.different_people else ""
        grids.append(_compared(result, variant, record, title, verdict=False))
    follows = [result.comparison(variant, k) for k in table.follows_of(result) if k not in keys]
    if follows:
        grids.append(_compared(result, variant, follows, "What follows", verdict=False))
    return grids


def _compared(
    result: Result, variant: str, found: Iterable[Comparison], title: str, *, verdict: bool
) -> Grid:
    heads = ["measure", result.variants[result.baseline].label, result.variants[variant].label]
    heads.append("difference")
    if result.replications > 1:
        together = verdict and sum(one.in_family for one in result.comparisons) > 1
        heads.append("95% together" if together else "95%")
    heads += ["verdict"] if verdict else []
    return Grid(heads, [_difference(result, one, verdict=verdict) for one in found], title)


def _difference(result: Result, found: Comparison, *, verdict: bool) -> list[Cell]:
    values = ends(result, found)
    digits, unit = table.row_digits(result, found.measure, found, *values)
    cells = [Cell(label(result, found.measure) + unit)]
    cells += [number(digits.value(value)) for value in values]
    cells.append(number(digits.apart(found.difference)))
    if result.replications > 1:
        cells.append(_interval(found, digits))
    if verdict and found.verdict:
        mark = table.mark(found.verdict)
        cells.append(Cell(f"{mark} {found.verdict.value}", tone=TONES.get(found.verdict, "")))
    return cells


def _interval(found: Comparison, digits: Scale) -> Cell:
    """Write the interval of a difference; one of no width that can be told is none."""
    low, high = digits.change(found.low), digits.change(found.high)
    return number("" if found.low is None or low == high else f"{low} to {high}")


def steps(result: Result, scenario: Scenario, variant: str) -> Grid:
    """List the steps of a variant by their whole names, in the order of the journey.

    Beside the lane stands the channel, or that the customer is away: then the case waits alone.
    """
    found, names = result.variants[variant], Names.of(scenario)
    graph = blueprint_graph(scenario, variant)
    visited = [step for step in journey_order(graph) if found.steps[step]["visits"].mean]
    heads = ["step", "lane", "visits per customer", "wait, min", "time, min",
             "moments of misery per 100 customers"]  # fmt: skip
    heads += [f"{result.currency} of work a day"] if priced(result) else []
    owners = {name: step.owner for name, step in scenario.variants[variant].steps.items()}
    owned = any(owners.get(step) for step in visited)
    heads += ["owner"] if owned else []
    rows = [
        [
            Cell(names.step(variant, step)),
            Cell(", ".join(filter(None, (graph.nodes[step]["lane"], graph.nodes[step]["where"])))),
            _visits(found, step),
            _estimated(found.steps[step]["wait_mean"]),
            _estimated(found.steps[step]["time_mean"]),
            _misery(found, step),
            *([_cost(result, found, step)] if priced(result) else []),
            *([Cell(clean(owners.get(step) or ""))] if owned else []),
        ]
        for step in visited
    ]
    return Grid(heads, rows, found.label)


def _estimated(estimate: Estimate) -> Cell:
    low, high = possible(estimate.unit, estimate.low, estimate.high)
    digits = scale(estimate.unit, low, high, estimate.mean)
    return _ranged(Estimate(estimate.mean, low, high, estimate.unit, estimate.better), digits)


def _visits(found: VariantResult, step: str) -> Cell:
    customers = found.measures["customers"].mean or 0.0
    visits = found.steps[step]["visits"].mean or 0.0
    return number(f"{visits / customers:.2f}" if customers else "none")


def _cost(result: Result, found: VariantResult, step: str) -> Cell:
    """Say what a day's work in a step costs: time, use, and events less what they earn."""
    a_day = (found.steps[step]["cost"].mean or 0.0) / result.days
    return number(Scale(places=cents(a_day)).value(a_day))


def _misery(found: VariantResult, step: str) -> Cell:
    """Add up what is felt in a step: waiting, being asked, and its work."""
    total = sum(place.per_hundred.mean or 0.0 for place in found.places if place.step == step)
    return number(f"{total:,.{0 if total >= 1 or not total else 1}f}")
