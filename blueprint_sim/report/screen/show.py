"""What a scenario says, before anything is run: the text of `show`.

Steps lane by lane in the order of the journey, how often customers come to each, and the work
that this brings to each team. At most 80 columns of plain text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from math import nan

from blueprint_sim.model.blueprint import BROKEN_PROMISE
from blueprint_sim.model.graph import blueprint_graph, staffed
from blueprint_sim.model.scenario import Scenario, Variant
from blueprint_sim.model.traffic import Traffic, traffic
from blueprint_sim.model.unforeseen import unforeseen
from blueprint_sim.report.screen.channels import channels
from blueprint_sim.report.screen.columns import clean
from blueprint_sim.report.screen.demand import say_demand, say_fixes
from blueprint_sim.report.screen.paper import COLUMNS
from blueprint_sim.report.screen.plain import paragraph, text
from blueprint_sim.report.screen.steps import lanes, left_out
from blueprint_sim.report.screen.teams import teams
from blueprint_sim.report.speech.numbers import listed


def show(scenario: Scenario, variants: Iterable[str] | None = None) -> str:
    """Describe variants step by step, with expected visits and the load of each team.

    Parameters
    ----------
    scenario : Scenario
        A scenario without errors.
    variants : iterable of str, optional
        Names of the variants; by default all, in the order of the file.

    Returns
    -------
    str
        Plain text of at most 80 columns, with a newline at its end.
    """
    lines = [*paragraph(scenario.title), *paragraph(say_demand(scenario)), ""]
    for name in scenario.variants if variants is None else variants:
        lines += [*_variant(scenario, name), ""]
    return text(lines)


def _variant(scenario: Scenario, name: str) -> Iterator[str]:
    design, graph = scenario.variants[name], blueprint_graph(scenario, name)
    expected = traffic(scenario, name, graph)
    beyond = unforeseen(graph, expected)
    yield from _heading(scenario, name)
    yield from lanes(graph, _untold(expected.visits, beyond.steps))
    yield from left_out(graph)
    yield ""
    load = _untold(expected.load, beyond.teams)
    yield from teams(design.teams, staffed(graph), load, scenario.run)
    yield from channels(design)
    if any(beyond):
        yield from paragraph(
            "?: only a run can tell, since customers come there only by rules on what happens to "
            "them, from full lines, or where other teams are busy."
        )
    yield from _expected(expected)
    yield from _let_down(scenario, design)


def _untold(numbers: dict[str, float], unknown: Set[str]) -> dict[str, float]:
    """Give no number where only a run can tell."""
    return {name: nan if name in unknown else number for name, number in numbers.items()}


def _heading(scenario: Scenario, name: str) -> Iterator[str]:
    design, label = scenario.variants[name], clean(scenario.label(name))
    title = clean(name) if label == name else f"{label} ({clean(name)})"
    if name == scenario.baseline and len(scenario.variants) > 1:
        title += ", the baseline"
    yield from (lines := paragraph(title))
    yield "=" * min(COLUMNS, max(len(line) for line in lines))
    if design.about:
        yield from paragraph(design.about)
    if design.like:
        yield from paragraph(f"Like {design.like}.")
    if fixes := say_fixes(scenario, name):
        yield from paragraph(fixes)


def _expected(expected: Traffic) -> Iterator[str]:
    """Say how many contacts are counted on, and on what footing."""
    if expected.contacts > 1.0005:
        yield from paragraph(f"Contacts per customer: {expected.contacts:.2f}.")
    if expected.assumed:
        subjects = ", ".join(expected.assumed)
        yield from paragraph(
            f"Approximate: rules on {subjects} are taken as on a first visit, where nothing "
            "has happened yet."
        )


def _let_down(scenario: Scenario, design: Variant) -> Iterator[str]:
    """Say that nobody is counted who comes again for what was promised, or told them wrong."""
    steps = design.steps.values()
    events = {event for step in steps for event in step.events}
    again = scenario.demand.recontact.items()
    asks = {occasion for occasion, part in again if any(rule.then for rule in part.chance)}
    if BROKEN_PROMISE in asks and any(step.promise is not None for step in steps):
        yield from paragraph("Not counted: those who come again after a broken promise.")
    if wrong := sorted(asks & events):
        said = listed([event.replace("_", " ") for event in wrong])
        yield from paragraph(f"Not counted: those who come again as it turns out: {said}.")
