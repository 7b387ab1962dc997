"""What a picture of a variant shows, as plain records: from its blueprint and what it gave."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum, isfinite
from typing import NamedTuple

from blueprint_sim.model.crossings import channels_at, is_beyond
from blueprint_sim.model.graph import START, Graph, blueprint_graph, led_here, reachable
from blueprint_sim.model.scenario import Scenario, Variant
from blueprint_sim.model.traffic import Traffic, traffic
from blueprint_sim.report.blueprint.again import recontact
from blueprint_sim.report.blueprint.backstage import beside, met_in_branches, promises
from blueprint_sim.report.blueprint.boxes import (
    badges,
    designed_badges,
    designed_figures,
    is_seen,
    misery_at,
    queue_figures,
    step_figures,
    value,
)
from blueprint_sim.report.blueprint.contents import Contents, StepFigures
from blueprint_sim.report.blueprint.endings import endings
from blueprint_sim.report.blueprint.events import events
from blueprint_sim.report.blueprint.expected import Asking, asking
from blueprint_sim.report.blueprint.finding import finding
from blueprint_sim.report.blueprint.flows import END, Flows, expected, met, starts
from blueprint_sim.report.blueprint.head import height
from blueprint_sim.report.blueprint.headings import headings, row_of
from blueprint_sim.report.blueprint.key_figures import key_figures
from blueprint_sim.report.blueprint.notes import notes
from blueprint_sim.report.blueprint.ways import ways
from blueprint_sim.report.layout.records import Node, Plan
from blueprint_sim.report.screen.demand import say_fixes
from blueprint_sim.report.speech.names import Names
from blueprint_sim.report.speech.numbers import counted, listed
from blueprint_sim.studies.result import Result, VariantResult

SELDOM = 0.01
"""Share of customers below which nobody is said to ask for somebody at a step."""
FEW = 0.1
"""Share of those who come to a step below which they do not stand for the others."""
ASSUMED = {
    "visit": "how often somebody was at a step",
    "knows": "what is known",
    "misery": "misery so far",
    "waited": "the time waited",
    "had": "what has happened",
    "contact": "the number of the contact",
}
"""What rules look at that expected shares do not follow."""
FOOT = 1.2
"""Room for the legend in inches, about: what it takes is known when all is placed."""


class _Drawn(NamedTuple):
    """One variant, ready to be put into records."""

    scenario: Scenario
    name: str
    graph: Graph
    steps: tuple[str, ...]
    """Those that somebody can reach and that are not emptied, sorted."""
    flows: Flows
    found: VariantResult | None
    expected: Traffic | None

    @property
    def channels(self) -> dict[str, frozenset[str]]:
        """On which customers may be as they leave each step."""
        return channels_at(self.graph, self.design.channels)

    @property
    def design(self) -> Variant:
        """Its design."""
        return self.scenario.variants[self.name]

    def asking(self, step: str) -> Asking | None:
        """Give what is expected to be asked at a step; None if that cannot be told."""
        model = self.graph.nodes[step]["step"]
        return asking(step, model, self.expected) if self.expected else None

    def visits(self, step: str) -> float:
        """Visits of a step per customer."""
        if self.expected is not None:
            times = self.expected.visits[step]
            return times if isfinite(times) else 1.0
        assert self.found is not None
        customers = self.found.measures["customers"].mean or 0.0
        return value(self.found, step, "visits") / customers if customers else 0.0


def contents(scenario: Scenario, variant: str, result: Result | None = None) -> Contents:
    """Put together what a picture of a variant shows.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    variant : str
        Name of one of its variants.
    result : Result, optional
        What a study of this scenario found. Without one the picture shows the blueprint with
        expected shares and written times, and nothing about queues or misery.

    Raises
    ------
    KeyError
        If the scenario or the result has no such variant.
    """
    drawn = _drawn(scenario, variant, result)
    names = Names.of(scenario)
    plan = _plan(drawn, names)
    found = drawn.found
    queues = frozenset(node.name for node in plan.nodes if node.queue)
    unseen = frozenset(step for step in drawn.steps if _after_unseen(drawn, step))
    return Contents(
        plan=plan,
        title=scenario.label(variant)
        if result is None
        else finding(result, variant, names, queues, unseen),
        subtitle=scenario.title,
        aside=say_fixes(scenario, variant),
        footer=_as_written(drawn) if result is None else _as_met(result),
        key_figures=() if result is None else key_figures(result, variant),
        steps={step: _figures(drawn, step, queue=step in queues) for step in drawn.steps},
        queues={
            step: queue_figures(
                found,
                step,
                unseen=step in unseen,
                absent=_absent(drawn, step),
                team=next(iter(drawn.graph.nodes[step]["teams"]), ""),
            )
            for step in sorted(queues)
            if found
        },
        ending_misery=misery_at(found, None, "ending") if found else None,
    )


def _after_unseen(drawn: _Drawn, step: str) -> bool:
    """Tell whether customers come to a step that they see from one that they do not."""
    nodes = drawn.graph.nodes
    origins = led_here(drawn.graph, step) - {START}
    return is_seen(drawn.graph, step) and any(
        not is_seen(drawn.graph, origin) and not nodes[origin]["step"].away for origin in origins
    )


def _absent(drawn: _Drawn, step: str) -> bool:
    """Tell whether customers are elsewhere while a step waits: away, or on channels not live."""
    channels, used = drawn.design.channels, drawn.channels[step]
    mailed = bool(used) and not any(channels[name].live for name in used)
    return drawn.graph.nodes[step]["step"].away or mailed


def _drawn(scenario: Scenario, variant: str, result: Result | None) -> _Drawn:
    graph = blueprint_graph(scenario, variant)
    steps = [name for name in sorted(reachable(graph)) if not graph.nodes[name]["emptied"]]
    found = result.variants[variant] if result else None
    told = None if found else traffic(scenario, variant, graph)
    flows = met(graph, found.ways) if found else expected(graph, told) if told else {}
    drawn = _Drawn(scenario, variant, graph, tuple(steps), flows, found, told)
    if found and any(graph.nodes[step]["meanwhile"] for step in steps):
        designed, visits = traffic(scenario, variant, graph), _visits(drawn)
        flows = {**flows, **met_in_branches(graph, designed, visits)}
    return drawn._replace(flows=flows)


def _visits(drawn: _Drawn) -> dict[str, float]:
    return {step: drawn.visits(step) for step in drawn.steps}


def _plan(drawn: _Drawn, names: Names) -> Plan:
    rows = {step: row_of(drawn.design, drawn.graph.nodes[step]) for step in drawn.steps}
    drawn_ways = ways(drawn.scenario, drawn.name, drawn.graph, drawn.flows, drawn.found)
    reached = {way.target.removeprefix(END) for way in drawn_ways if way.target.startswith(END)}
    shown = endings(reached, drawn.found)
    left = {way.origin for way in drawn_ways if way.from_queue}
    waiting = {step: step in left or _waits(drawn, step) for step in drawn.steps}
    return Plan(
        nodes=tuple(_node(drawn, names, step, rows, waiting[step]) for step in drawn.steps),
        ways=(*drawn_ways, *beside(drawn.graph, _visits(drawn))),
        endings=shown,
        recontact=recontact(drawn.scenario, drawn.graph, [ending.name for ending in shown]),
        headings=headings(drawn.design, drawn.scenario.run, drawn.graph, rows),
        figures=drawn.found is not None,
        head=height(say_fixes(drawn.scenario, drawn.name)),
        foot=FOOT,
    )


def _node(drawn: _Drawn, names: Names, step: str, rows: Mapping[str, int], queue: bool) -> Node:
    model = drawn.graph.nodes[step]["step"]
    return Node(
        name=step,
        row=rows[step],
        label=names.step(drawn.name, step),
        visits=drawn.visits(step),
        queue=queue,
        badges=badges(drawn.found, step)
        if drawn.found
        else designed_badges(len(model.asks), drawn.asking(step)),
        notes=(
            *promises(model, drawn.found, step),
            *notes(drawn.design, drawn.graph, step),
            *events(drawn.scenario, model),
        ),
        start=step in starts(drawn.graph),
    )


def _figures(drawn: _Drawn, step: str, *, queue: bool) -> StepFigures:
    if drawn.found is not None:
        return step_figures(drawn.graph, step, drawn.found, queue=queue)
    return designed_figures(drawn.scenario, drawn.graph.nodes[step]["step"], drawn.asking(step))


def _waits(drawn: _Drawn, step: str) -> bool:
    """Tell whether a queue stands before a step: some who come may have to wait for its people.

    Who comes from a step of the same team, or starts out with it, is served on at once, and so is
    whom a worker takes back who stayed on the line. With a result, a noticeable share must have
    asked for somebody there. Work in the meantime always asks. For what a step needs, all may have
    to wait, whoever serves there.
    """
    if drawn.graph.nodes[step]["step"].needs and _waits_for_work(drawn, step):
        return True
    serving = set(drawn.graph.nodes[step]["teams"])
    teams = [drawn.design.teams[name] for name in serving if name in drawn.design.teams]
    if not any(team.most is not None and not team.machine for team in teams):
        return False
    if drawn.graph.nodes[step]["meanwhile"]:
        return drawn.visits(step) > 0
    if drawn.found is not None:
        coming = {way: flow.amount for way, flow in drawn.flows.items() if way.target == step}
        asked = fsum(
            amount for way, amount in coming.items() if not _kept(drawn, way.origin, step, serving)
        )
        return asked >= max(SELDOM, FEW * fsum(coming.values()))
    origins = led_here(drawn.graph, step) - {step}
    return any(not _kept(drawn, origin, step, serving) for origin in origins)


def _waits_for_work(drawn: _Drawn, step: str) -> bool:
    """Tell whether a step that needs work in the meantime is waited for; by design it may be."""
    return drawn.found is None or round(value(drawn.found, step, "wait_mean") * 60) > 0


def _kept(drawn: _Drawn, origin: str, step: str, serving: set[str]) -> bool:
    """Tell whether a customer surely brings a worker of one of some teams from step to step."""
    if is_beyond(drawn.graph, origin, step, drawn.channels):
        return False
    node = drawn.graph.nodes[origin]
    teams = node.get("teams", ())
    if teams and serving.issuperset(teams):
        return True
    return bool(teams) and node["step"].hold and _taken_back(drawn, origin, serving)


def _taken_back(drawn: _Drawn, hold: str, serving: set[str]) -> bool:
    """Tell whether one of some teams surely stayed on the line while a step with `hold` lasted."""
    return all(
        (teams := drawn.graph.nodes[origin].get("teams", ()))
        and serving.issuperset(teams)
        and not is_beyond(drawn.graph, origin, hold, drawn.channels)
        for origin in led_here(drawn.graph, hold)
    )


def _as_met(result: Result) -> str:
    """Say where the figures come from."""
    many = counted(result.replications, "replication")
    mean = "the mean of " if result.replications > 1 else ""
    interval = " Below the key figures: 95% intervals." if result.replications > 1 else ""
    return f"In this model: {mean}{many}, seed {result.seed}.{interval}"


def _as_written(drawn: _Drawn) -> str:
    """Say what expected shares rest on."""
    said = "As designed, nothing run yet: written times, expected shares if nobody gives up."
    assumed = drawn.expected.assumed if drawn.expected else ()
    if not assumed:
        return said
    subjects = listed([ASSUMED[name] for name in assumed])
    return f"{said} Rules about {subjects} are taken as on a first visit."
