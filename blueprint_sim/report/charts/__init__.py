"""Charts of a result, each a page 16 inches wide whose title is a finding.

>>> import blueprint_sim
>>> from blueprint_sim.report.ink.palette import LIGHT
>>> scenario = blueprint_sim.load("scenarios/voice_menu_or_person.yaml")
>>> found = charts(blueprint_sim.run(scenario, replications=2))
>>> list(found)
['forest', 'emotion', 'outcomes', 'waits', 'misery']
>>> found["waits"](LIGHT).bytes("svg")[:5]
b'<?xml'
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeAlias

from blueprint_sim.report.batches import batches
from blueprint_sim.report.canvas import Canvas
from blueprint_sim.report.charts.emotion import emotion as emotion
from blueprint_sim.report.charts.forest import forest as forest
from blueprint_sim.report.charts.forest import forest_all as forest_all
from blueprint_sim.report.charts.forest import pages
from blueprint_sim.report.charts.misery import misery as misery
from blueprint_sim.report.charts.outcomes import bars_for
from blueprint_sim.report.charts.outcomes import outcomes as outcomes
from blueprint_sim.report.charts.waits import waits as waits
from blueprint_sim.report.filenames import slugs
from blueprint_sim.report.ink.palette import Theme
from blueprint_sim.report.speech.names import Names
from blueprint_sim.report.speech.tidy import tidy
from blueprint_sim.studies.result import Result

FEW = 5
"""Variants in one picture that colours and markers tell apart."""
Chart: TypeAlias = Callable[[Theme], Canvas]
"""Draws one picture in a theme."""


def charts(result: Result, names: Names | None = None) -> dict[str, Chart]:
    """Give all charts of a result.

    Parameters
    ----------
    result : Result
        Of one variant or several.
    names : Names, optional
        What people call steps, personas and reasons (`Names.of`); by default their keys.

    Returns
    -------
    dict of str to Chart
        By a name fit for a file, in the order in which they are shown. Where one picture has no
        room for all variants there are several, each beside the baseline: ``emotion-direct-agent``,
        ``waits-1``.
    """
    return dict(_charts(tidy(result), names or Names()))


def _charts(result: Result, names: Names) -> Iterator[tuple[str, Chart]]:
    others = [name for name in result.variants if name != result.baseline]
    several, pairs = len(others) > 1, slugs_of(result)
    for key, measures in _forests(result).items():
        yield key, partial(forest_all, result, measures=measures)
    for name in others:
        yield f"forest-{pairs[name]}" if several else "forest", partial(forest, result, name)
    for name in others or [result.baseline]:
        pair = tuple(dict.fromkeys([result.baseline, name]))
        key = f"emotion-{pairs[name]}" if several else "emotion"
        yield key, partial(emotion, result, pair, names)
    bars = bars_for(result)
    for key, variants in _numbered("outcomes", result, bars):
        yield key, partial(outcomes, result, variants, names)
    for key, variants in _numbered("waits", result, FEW):
        yield key, partial(waits, result, variants)
    for key, variants in _numbered("misery", result, FEW):
        yield key, partial(misery, result, variants, names)


def slugs_of(result: Result) -> dict[str, str]:
    """Give the name of each variant but the baseline for a file, unlike the number of a forest."""
    others = [name for name in result.variants if name != result.baseline]
    numbers = [key.removeprefix("forest-") for key in _forests(result)]
    named = slugs([*numbers, *others], "variant")
    return {name: named[name] for name in others}


def _forests(result: Result) -> dict[str, list[str]]:
    """Name the pictures of all variants, and the measures in each; none of two variants."""
    if len(result.variants) <= 2:
        return {}
    found = pages(result)
    if len(found) == 1:
        return {"forest": found[0]}
    return {f"forest-{number}": measures for number, measures in enumerate(found, 1)}


def _numbered(key: str, result: Result, most: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Name the pictures that all variants take, and the variants in each."""
    found = list(batches(result, most))
    for number, variants in enumerate(found, 1):
        yield key if len(found) == 1 else f"{key}-{number}", variants
