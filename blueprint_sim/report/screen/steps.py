"""The steps in the words of `show`: lane by lane, what happens at each and who goes where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from blueprint_sim.model.blueprint import LANES, By, Step
from blueprint_sim.model.graph import Graph, journey_order, reachable
from blueprint_sim.model.laws import say_duration
from blueprint_sim.model.routes import crossed
from blueprint_sim.model.speech import say_law, say_route, say_rules, say_share
from blueprint_sim.report.screen.paper import COLUMNS
from blueprint_sim.report.screen.plain import amount, paragraph, table

_WIDTHS: Final = (17, 11, 25, 6, 17)


def lanes(graph: Graph, visits: dict[str, float]) -> Iterator[str]:
    """Tell the steps lane by lane, with the lines between, and how often customers come to each."""
    order = [name for name in journey_order(graph) if not graph.nodes[name]["emptied"]]
    above = None
    for lane in LANES:
        names = [name for name in order if graph.nodes[name]["lane"] == lane]
        if not names:
            continue
        yield ""
        for line in crossed(above, lane):
            yield f"- - - line of {line} ".ljust(COLUMNS, "-").rstrip()
        above = lane
        heads = (lane.upper(), "by", "what happens", "visits", "then")
        yield from table(heads, [_row(graph, n, visits[n]) for n in names], _WIDTHS, ("visits",))


def left_out(graph: Graph) -> Iterator[str]:
    """Name the steps that are taken out, and those that no customer comes to."""
    steps = [name for name, kind in graph.nodes(data="kind") if kind == "step"]
    emptied = [name for name in steps if graph.nodes[name]["emptied"]]
    unreached = sorted(set(steps) - reachable(graph) - set(emptied))
    if emptied or unreached:
        yield ""
    if emptied:
        yield from paragraph(f"Taken out, and passed through: {', '.join(emptied)}.")
    if unreached:
        yield from paragraph(f"No customer comes to: {', '.join(unreached)}.")


def _row(graph: Graph, name: str, visits: float) -> tuple[str, ...]:
    step: Step = graph.nodes[name]["step"]
    where: str = graph.nodes[name]["where"]
    by, what = say_rules(step.by, _say_by), "; ".join(_what(step, where))
    return name, by, what or "nothing to do", amount(visits), _then(graph, name, step)


def _say_by(teams: By) -> str:
    return ", else ".join(teams) or "customer"


def _what(step: Step, where: str) -> Iterator[str]:
    """Say, part by part, where a step is done and what happens there."""
    if where:
        yield where
    if step.needs:
        yield f"waits until {step.needs} is done"
    if step.asks:
        yield f"asks {', '.join(_say_ask(step, fact) for fact in step.asks)}"
    if step.takes:
        yield say_rules(step.takes, say_law)
    for event, chance in step.events.items():
        always = all(rule.then == 1 for rule in chance)
        yield event if always else f"{event} {say_rules(chance, say_share)}"
    if step.resolves:
        yield f"resolves {say_rules(step.resolves, say_share)}"
    if step.returns_to_same is not None:
        yield f"waits up to {say_duration(step.returns_to_same)} for the same worker"
    if step.hold:
        yield "whoever has the customer stays on the line"
    if step.meanwhile:
        promise = f", promised within {say_law(step.promise)}" if step.promise else ""
        yield f"sets off {step.meanwhile}{promise}"


def _say_ask(step: Step, fact: str) -> str:
    ask = step.asks[fact]
    said = [say_rules(ask.takes, say_law)] if ask.takes else []
    said += [f"understood {say_rules(ask.understood, say_share)}"] if ask.understood else []
    return f"{fact} ({', '.join(said)})" if said else fact


def _then(graph: Graph, name: str, step: Step) -> str:
    """Say where customers go from a step, and where they go if its line is full."""
    then = [say_rules(step.next, say_route)]
    if step.if_not is not None:
        then.append(f"if not resolved: {say_rules(step.if_not, say_route)}")
    full = [to for _, to, way in graph.out_edges(name, data=True) if way["road"] == "when_full"]
    if full:
        then.append(f"when full: {', '.join(full)}")
    return "; ".join(then)
