"""Who goes where on a picture: between the steps that are drawn, and to the endings.

Without a result the flows are those that the blueprint leads one to expect (`model.traffic`);
with one, those that were met. Emptied steps are not drawn: the ways through them are joined. Where
many pass a step without stopping, since nothing is left to ask, they are drawn past it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import fsum
from typing import Any, Final, NamedTuple

from blueprint_sim.model.along import along
from blueprint_sim.model.blueprint import ENDS, Step
from blueprint_sim.model.conditions import Condition
from blueprint_sim.model.graph import START, Graph, before, reachable
from blueprint_sim.model.possible import may_be
from blueprint_sim.model.routes import BLOCKED, DONE, Edge
from blueprint_sim.model.speech import say_condition
from blueprint_sim.model.traffic import Traffic
from blueprint_sim.report.screen.columns import cut
from blueprint_sim.studies.result import Way

END: Final = "end:"
"""Stands before an outcome, so that it is no step: a name has no colon."""
OVER: Final = END + "over"
"""What is done in the meantime leads no further: it ends nothing, and is not drawn."""
RESOLVED: Final = END + "resolved"
UNRESOLVED: Final = END + "unresolved"
NOTICED: Final = 0.05
"""Share of those who are led to a step from which on those who pass it are drawn past it."""
LONGEST: Final = 26
"""Columns of a condition on a picture."""


class Course(NamedTuple):
    """A way on a picture, by where it leads from and to."""

    origin: str
    """A step, or `START`."""
    target: str
    """A step, or `END` and an outcome."""
    from_queue: bool = False
    """It leaves the queue before the step: by hanging up, at once, or because the line is full."""


class Flow(NamedTuple):
    """What goes along a way, per customer, over all contacts."""

    amount: float = 0.0
    warm: float = 0.0
    """Of the amount, with a warm handoff."""
    cold: float = 0.0

    def plus(self, other: Flow) -> Flow:
        """Add another flow."""
        return Flow(*(mine + more for mine, more in zip(self, other, strict=True)))

    def times(self, share: float) -> Flow:
        """Take a share of it."""
        return Flow(*(share * part for part in self))


Flows = dict[Course, Flow]


def expected(graph: Graph, traffic: Traffic) -> Flows:
    """Give the flows that a blueprint leads one to expect, and the ways that nobody goes."""
    flows = _designed(graph)
    for (origin, target, road), amount in traffic.ways.items():
        if road == "meanwhile":
            continue  # nobody goes that way
        ended = _outcomes(graph, origin, road) if target == DONE else [(_named(target), 1.0)]
        for to, share in ended:
            if share:
                _add(flows, Course(origin, to), Flow(amount * share))
    return _joined(flows, _emptied(graph))


def met(graph: Graph, ways: Iterable[Way]) -> Flows:
    """Give the flows that were met, and the ways of the blueprint that nobody went."""
    flows = _designed(graph)
    gone = [
        (way, _courses(graph, way)) for way in ways if not (way.ends and way.target == "unfinished")
    ]
    led: dict[Course, float] = {}
    for way, (first, *_) in gone:
        led[first] = led.get(first, 0.0) + way.per_customer
    for way, courses in gone:
        first, last = courses[0], courses[-1]
        if way.per_customer >= NOTICED * led[first]:
            last = first._replace(target=last.target)
            courses = [last]
        for course in courses[:-1]:
            _add(flows, course, Flow(way.per_customer))
        _add(flows, last, Flow(way.per_customer, way.warm, way.cold))
    return _joined(flows, _emptied(graph))


def starts(graph: Graph) -> set[str]:
    """Give the steps at which a contact may begin, emptied ones passed."""
    first = {target for _, target in graph.out_edges(START)}
    return set[str]().union(*(through(graph, target) for target in sorted(first)))


def through(graph: Graph, first: str) -> set[str]:
    """Give what is drawn at the end of an edge: its target, or what emptied steps lead on to."""
    found, coming, passed = set[str](), [first], {first}
    while coming:
        name = coming.pop()
        if not graph.nodes[name].get("emptied"):
            found.add(_named(name))
            continue
        onward = set(graph.successors(name)) - passed
        passed |= onward
        coming += sorted(onward)
    return found


def past(graph: Graph, way: Course) -> list[str]:
    """Give the steps that a way leads past because nothing is left to ask there."""
    ends = way.target.startswith(END)
    how = None if way.origin == START else "served"
    return _passed(graph, along(graph, way.origin, how, way.target.removeprefix(END), ends))


def conditions(graph: Graph, origin: str, target: str) -> str:
    """Say for whom a way is: ``cancel``, ``contact 2 or more``, ``others``; empty for everybody."""
    drawn = {target, END + DONE} if target in (RESOLVED, UNRESOLVED) else {target}
    leading = [
        way
        for _, first, way in sorted(graph.out_edges(origin, data=True), key=_place)
        if drawn & through(graph, first)
    ]
    if len(leading) != 1 or leading[0]["road"] == "when_full":
        return ""
    (way,) = leading
    if way["when"] is None:
        return "others" if way["rule"] else ""
    return cut(_said(way["when"]), LONGEST)


def _said(when: Condition) -> str:
    """Say a condition without the words that go without saying on a picture."""
    subjects = (when.reason, when.persona, when.channel, when.had)
    named = [" or ".join(values).replace("_", " ") for values in subjects]
    rest = say_condition(when._replace(reason=(), persona=(), channel=(), had=()))
    return ", ".join(part for part in (*named, rest.replace("_", " ")) if part)


def _place(edge: tuple[str, str, dict[str, Any]]) -> tuple[str, int]:
    return str(edge[2]["road"]), edge[2]["rule"]


def _courses(graph: Graph, way: Way) -> list[Course]:
    """Give the stretches of a way, past the steps where nobody stopped."""
    last = END + way.target if way.ends else way.target
    edges = along(graph, way.origin, way.how, way.target, way.ends)
    from_queue = way.how in ("reneged", "balked", "blocked", "unanswered")
    if from_queue or not edges:
        return [Course(way.origin or START, last, from_queue)]
    stops = [edges[0][0], *_passed(graph, edges), last]
    return [Course(*pair) for pair in pairwise(stops)]


def _passed(graph: Graph, edges: Sequence[Edge]) -> list[str]:
    """Give the steps between some edges, without those that are not drawn."""
    return [target for _, target, _ in edges[:-1] if not graph.nodes[target]["emptied"]]


def _designed(graph: Graph) -> Flows:
    """Give every way of the blueprint from steps that can be reached, with nobody on it."""
    steps = reachable(graph)
    return {
        Course(origin, to, way["road"] == "when_full"): Flow()
        for origin, target, way in graph.edges(data=True)
        if origin in steps and way["road"] != "meanwhile"
        for to in _ends(graph, origin, target, way["road"])
    }


def _ends(graph: Graph, origin: str, target: str, road: str) -> list[str]:
    """Give what an edge leads to on a picture; an emptied step ends nothing by itself.

    Nor does a step that resolves everybody end anything for those whom it did not help.
    """
    node = graph.nodes[origin]
    if target in graph and graph.nodes[target]["kind"] == "step":
        return [target]
    if road == "if_not" and _surely(node["step"]):
        return []
    if target != DONE:
        return [_named(target)]
    done = [] if node["emptied"] and not node["meanwhile"] else _outcomes(graph, origin, road)
    return [outcome for outcome, share in done if share]


def _surely(step: Step) -> bool:
    """Tell whether a step resolves everybody who comes to it."""
    return bool(step.resolves) and all(rule.then == 1 for rule in step.resolves or ())


def _outcomes(graph: Graph, origin: str, road: str) -> list[tuple[str, float]]:
    """Tell as what those who are done after a step end, as far as a blueprint tells it."""
    if graph.nodes[origin].get("meanwhile"):
        return [(OVER, 1.0)]
    step: Step | None = graph.nodes[origin].get("step")
    steps = [graph.nodes[name]["step"] for name in reachable(graph)]
    if not any(may_be(each.resolves) for each in steps if not each.emptied):
        resolving = any(each.resolves is not None for each in steps)
        return [(UNRESOLVED if resolving else RESOLVED, 1.0)]
    if step is None or step.emptied or step.resolves is None:
        earlier = [graph.nodes[name]["step"] for name in before(graph, origin) - {START}]
        told = not any(may_be(each.resolves) for each in earlier if not each.emptied)
        return [(UNRESOLVED if told else END + DONE, 1.0)]
    if step.if_not is not None:
        return [(UNRESOLVED if road == "if_not" else RESOLVED, 1.0)]
    if len(step.resolves) > 1:
        return [(RESOLVED if _surely(step) else END + DONE, 1.0)]
    chance = step.resolves[0].then
    return [(RESOLVED, chance), (UNRESOLVED, 1 - chance)]


def _joined(flows: Flows, emptied: Sequence[str]) -> Flows:
    """Join the ways through steps that are not drawn: who comes in is spread over the ways out."""
    for name in emptied:
        into = {way: flow for way, flow in flows.items() if way.target == name}
        out = {way: flow for way, flow in flows.items() if way.origin == name}
        flows = {way: flow for way, flow in flows.items() if name not in (way.origin, way.target)}
        leaving = {way.target: flow.amount for way, flow in out.items() if way.target != name}
        total = fsum(leaving.values())
        for way, flow in into.items():
            if way.origin != name:
                for target, amount in leaving.items():
                    share = amount / total if total else 0.0
                    _add(flows, way._replace(target=target), flow.times(share))
    return flows


def _add(flows: Flows, way: Course, flow: Flow) -> None:
    flows[way] = flows.get(way, Flow()).plus(flow)


def _emptied(graph: Graph) -> list[str]:
    return [name for name, gone in sorted(graph.nodes(data="emptied")) if gone]


def _named(target: str) -> str:
    """Give the name of a target on a picture."""
    return END + target if target in (*ENDS, BLOCKED) else target
