"""What a scenario says, before anything is run: the text of `show`.

Steps lane by lane in the order of the journey, how often customers come to each, and the work
that this brings to each team; or every number with its source and grade. At most 80 columns of
plain text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from math import isfinite
from typing import Final

from blueprint_sim.model.blueprint import LANES, By, Step
from blueprint_sim.model.callback import Callback
from blueprint_sim.model.defaults import kind_defaults
from blueprint_sim.model.graph import (
    Graph,
    blueprint_graph,
    journey_order,
    reachable,
    staffed,
)
from blueprint_sim.model.laws import Law, say_duration
from blueprint_sim.model.numbers import Number, count_by_grade, defaults_held, numbers
from blueprint_sim.model.people import Team
from blueprint_sim.model.rosters import mean_workers, spread
from blueprint_sim.model.routes import crossed
from blueprint_sim.model.scenario import Scenario, Variant
from blueprint_sim.model.speech import say_route, say_rules, say_share
from blueprint_sim.model.traffic import Traffic, traffic
from blueprint_sim.report.screen.columns import clean, left, right, wrap
from blueprint_sim.report.screen.demand import say_demand
from blueprint_sim.report.screen.in_line import in_line
from blueprint_sim.report.speech.numbers import between

COLUMNS: Final = 80
_STEPS: Final = (17, 11, 25, 6, 17)
_TEAMS: Final = (24, 9, 9, 9)
_NUMBERS: Final = (38, 16, 15, 8)
_HELD: Final = (48, 30)
_NUMERIC: Final = ("visits", "size", "work", "busy")


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
    lines = [*_paragraph(scenario.title), *_paragraph(say_demand(scenario)), ""]
    for name in scenario.variants if variants is None else variants:
        lines += [*_variant(scenario, name), ""]
    return _text(lines)


def show_resolved(scenario: Scenario) -> str:
    """List every number with its value, source and grade, and count them by grade.

    Returns
    -------
    str
        Plain text of at most 80 columns, with a newline at its end.
    """
    found = numbers(scenario)
    lines = [*_paragraph(scenario.title), *_paragraph(say_demand(scenario)), ""]
    for head, group in groupby(found, key=lambda number: _part(number.path)):
        rows = [row for number in group for row in _rows(number, number.path[len(head) + 1 :])]
        lines += _table((head, "value", "source", "grade"), rows, _NUMBERS)
        lines += [""]
    lines += [*_paragraph(_counted(count_by_grade(found))), ""]
    held = [(default.path, default.value) for default in kind_defaults(scenario)]
    lines += _table(("where nothing is written", "what holds"), held, _HELD)
    lines += ["", "Sources"]
    for name, source in scenario.sources.items():
        note = f". {source.note}" if source.note else ""
        lines += _item(name, f"{source.title} ({source.grade}){note}")
    if not scenario.sources:
        lines.append("  none")
    lines += ["", "What is known about the defaults"]
    notes: dict[str, list[str]] = {}
    for default in defaults_held(scenario):
        notes.setdefault(default.note, []).append(default.key)
    for note, keys in notes.items():
        lines += _item(", ".join(keys), note)
    return _text(lines)


def _variant(scenario: Scenario, name: str) -> Iterator[str]:
    graph = blueprint_graph(scenario, name)
    expected = traffic(scenario, name, graph)
    yield from _heading(scenario, name)
    yield from _lanes(graph, expected)
    yield from _left_out(graph)
    yield ""
    yield from _teams(scenario, name, graph, expected)
    yield from _channels(scenario.variants[name])
    if expected.contacts > 1.0005:
        yield from _paragraph(f"Contacts per customer: {expected.contacts:.2f}.")
    if expected.assumed:
        subjects = ", ".join(expected.assumed)
        yield from _paragraph(
            f"Approximate: rules on {subjects} are taken as on a first visit, where nothing "
            "has happened yet."
        )


def _heading(scenario: Scenario, name: str) -> Iterator[str]:
    design, label = scenario.variants[name], clean(scenario.label(name))
    title = clean(name) if label == name else f"{label} ({clean(name)})"
    if name == scenario.baseline and len(scenario.variants) > 1:
        title += ", the baseline"
    yield from (lines := _paragraph(title))
    yield "=" * min(COLUMNS, max(len(line) for line in lines))
    if design.about:
        yield from _paragraph(design.about)
    if design.like:
        yield from _paragraph(f"Like {design.like}.")


def _lanes(graph: Graph, expected: Traffic) -> Iterator[str]:
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
        rows = [_row(graph, name, expected.visits[name]) for name in names]
        yield from _table((lane.upper(), "by", "what happens", "visits", "then"), rows, _STEPS)


def _row(graph: Graph, name: str, visits: float) -> tuple[str, ...]:
    step: Step = graph.nodes[name]["step"]
    where: str = graph.nodes[name]["where"]
    then = say_rules(step.next, say_route)
    if step.if_not is not None:
        then += f"; if not resolved: {say_rules(step.if_not, say_route)}"
    full = [to for _, to, way in graph.out_edges(name, data=True) if way["road"] == "when_full"]
    if full:
        then += f"; when full: {', '.join(full)}"
    return name, say_rules(step.by, _say_by), _what(step, where), _amount(visits), then


def _what(step: Step, where: str) -> str:
    asks = ", ".join(_say_ask(step, fact) for fact in step.asks)
    parts = [where] if where else []
    parts += [f"asks {asks}"] if asks else []
    parts += [say_rules(step.takes, _say_law)] if step.takes else []
    for event, chance in step.events.items():
        always = all(rule.then == 1 for rule in chance)
        parts.append(event if always else f"{event} {say_rules(chance, say_share)}")
    if step.resolves:
        parts.append(f"resolves {say_rules(step.resolves, say_share)}")
    if step.returns_to_same is not None:
        time = say_duration(step.returns_to_same)
        parts.append(f"waits up to {time} for the same worker")
    if step.hold:
        parts.append("whoever has the customer stays on the line")
    return "; ".join(parts) or "nothing to do"


def _say_ask(step: Step, fact: str) -> str:
    ask = step.asks[fact]
    said = [say_rules(ask.takes, _say_law)] if ask.takes else []
    said += [f"understood {say_rules(ask.understood, say_share)}"] if ask.understood else []
    return f"{fact} ({', '.join(said)})" if said else fact


def _say_by(teams: By) -> str:
    return ", else ".join(teams) or "customer"


def _say_law(law: Law) -> str:
    return law.written or law.describe()


def _left_out(graph: Graph) -> Iterator[str]:
    steps = [name for name, kind in graph.nodes(data="kind") if kind == "step"]
    emptied = [name for name in steps if graph.nodes[name]["emptied"]]
    unreached = sorted(set(steps) - reachable(graph) - set(emptied))
    if emptied or unreached:
        yield ""
    if emptied:
        yield from _paragraph(f"Taken out, and passed through: {', '.join(emptied)}.")
    if unreached:
        yield from _paragraph(f"No customer comes to: {', '.join(unreached)}.")


def _teams(scenario: Scenario, name: str, graph: Graph, expected: Traffic) -> Iterator[str]:
    used, rows = staffed(graph), []
    for team, made in sorted(scenario.variants[name].teams.items()):
        if team in used:
            load = expected.load[team] / made.at_once
            there, many = mean_workers(made, scenario.run), spread(made, scenario.run)
            busy = f"{load / there:.0%}" if there and isfinite(load) else ""
            size = "unlimited" if many is None else between(*many)
            rows.append((team, size, _amount(load), busy))
    if rows:
        yield from _table(("team", "size", "work", "busy"), rows, _TEAMS)
        yield from _paragraph("Work: workers kept busy on average, if nobody gives up waiting.")
    for team in sorted(used & set(scenario.variants[name].teams)):
        for said in _of_team(scenario.variants[name].teams[team]):
            yield from _item(team, said)
    idle = sorted(set(scenario.variants[name].teams) - used)
    if idle:
        yield from _paragraph(f"Not staffed, since no step uses it: {', '.join(idle)}.")


def _of_team(team: Team) -> Iterator[str]:
    """Say, in a sentence each, how a team serves and what its line does."""
    if team.at_once > 1:
        yield f"Each serves {team.at_once} customers at once."
    if team.callback is not None:
        yield f"A callback is {_say_callback(team.callback)}."
    yield from in_line(team)


def _channels(design: Variant) -> Iterator[str]:
    for name, channel in design.channels.items():
        parts = ["any number of contacts" if channel.lines is None else f"{channel.lines} lines"]
        parts = ["1 line"] if channel.lines == 1 else parts
        parts += [] if channel.live else ["customers do not wait there"]
        if channel.acceptable_wait is not None:
            parts.append(f"acceptable wait {_say_law(channel.acceptable_wait)}")
        if channel.replies_after is not None:
            parts.append(f"answers after {_say_law(channel.replies_after)}")
        yield from _paragraph(f"Channel {channel.label or name}: {', '.join(parts)}.")


def _say_callback(callback: Callback) -> str:
    """Say ``offered after 2 min in line, accepted by 60%, answered by 85%``."""
    after = callback.after
    offered = f"after {_say_law(after)} in line" if after.mean else "on joining the line"
    parts = [f"offered {offered}", f"accepted by {say_rules(callback.accept, say_share)}"]
    if callback.answers:
        parts.append(f"answered by {say_rules(callback.answers, say_share)}")
    return ", ".join(parts)


def _amount(number: float) -> str:
    return f"{number:.2f}" if isfinite(number) else "?"


def _counted(grades: dict[str, int]) -> str:
    total = sum(grades.values())
    parts = ", ".join(f"{count} {grade}" for grade, count in grades.items())
    return f"{total} numbers: {parts}."


def _part(path: str) -> str:
    """Give the part of a scenario to which a path belongs: a variant, or a key at the root."""
    first, *others = path.split(".")
    return f"{first}.{others[0]}" if first == "variants" else first


def _rows(number: Number, path: str) -> Iterator[tuple[str, ...]]:
    """Give the row of a number; a path that is too long is folded behind a dot."""
    while len(path) > _NUMBERS[0] and (dot := path.rfind(".", 0, _NUMBERS[0])) > 0:
        yield path[: dot + 1], "", "", ""
        path = path[dot + 1 :]
    yield path, *number[1:]


def _table(
    heads: tuple[str, ...], rows: Iterable[tuple[str, ...]], widths: tuple[int, ...]
) -> Iterator[str]:
    """Lay out rows in columns, long cells folded."""
    yield _line(heads, heads, widths)
    for row in rows:
        cells = [wrap(clean(cell), width) for cell, width in zip(row, widths, strict=True)]
        for number in range(max(map(len, cells))):
            parts = tuple(cell[number] if number < len(cell) else "" for cell in cells)
            yield _line(parts, heads, widths)


def _line(parts: tuple[str, ...], heads: tuple[str, ...], widths: tuple[int, ...]) -> str:
    columns = zip(parts, heads, widths, strict=True)
    placed = (right(p, w) if head in _NUMERIC else left(p, w) for p, head, w in columns)
    return " ".join(placed)


def _paragraph(text: str) -> list[str]:
    return wrap(clean(text), COLUMNS)


def _item(head: str, text: str) -> Iterator[str]:
    first, *others = wrap(clean(f"{head}: {text}"), COLUMNS - 2)
    yield f"  {first}"
    yield from (f"    {line}" for other in others for line in wrap(other, COLUMNS - 4))


def _text(lines: Iterable[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).rstrip("\n") + "\n"
