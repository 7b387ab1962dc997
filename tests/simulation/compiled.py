"""Small scenarios, compiled, and their tables read back by name."""

from __future__ import annotations

from textwrap import dedent, indent
from typing import Any

from blueprint_sim.format.load import loads
from blueprint_sim.model.laws import Law
from blueprint_sim.simulation.compile import compile_variant
from blueprint_sim.simulation.program import NONE, By, Program, Target

TEAMS = "{menu: {kind: machine, carries: nothing}, agents: {size: 8}, experts: {size: 2}}"


def compiled(
    steps: str,
    *,
    teams: str = TEAMS,
    start: str = "",
    more: str = "",
    others: str = "",
    variant: str = "a",
) -> Program:
    """Compile a scenario with these steps in its variant `a`.

    `more` are other variants, `others` other sections.
    """
    parts = [
        "scenario: Small",
        "demand: {arrivals: 60 per hour}",
        "facts: {number: 30 s, wish: 60 s}",
        dedent(others),
        "variants:",
        "  a:",
        f"    teams: {teams}",
        f"    start: {start}" if start else "    label: A",
        "    steps:",
        indent(dedent(steps).strip(), " " * 6),
        indent(dedent(more).strip(), "  "),
    ]
    if "demand:" in others:
        del parts[1]
    return compile_variant(loads("\n".join(parts)), variant)


class Step:
    """One step of a program, read back by name."""

    def __init__(self, program: Program, name: str) -> None:
        self.program = program
        self.number = program.names.steps.index(name)

    def __getattr__(self, column: str) -> Any:
        return getattr(self.program.steps, column)[self.number].item()

    def rules(self, column: str) -> list[tuple[int, Any]]:
        """Give a choice: (condition, value) by rule."""
        return choice(self.program, getattr(self, column))

    def whom(self) -> list[Any]:
        """Give by whom, rule by rule."""
        lists, names = self.program.team_lists, self.program.names.teams
        return [
            By(value) if value < 0 else tuple(
                names[team] for team in lists.team[lists.at[value] : lists.at[value + 1]]
            )
            for _, value in self.rules("by")
        ]  # fmt: skip

    def laws(self) -> list[Law | None]:
        """Give how long it takes, rule by rule."""
        return [self.program.slots[value].law for _, value in self.rules("takes")]

    def questions(self) -> list[tuple[str, Law | None, list[Any]]]:
        """Give fact, time and chance of understanding of each question."""
        p, q = self.program, self.program.questions
        return [
            (
                p.names.facts[q.fact[row]],
                p.slots[q.takes_slot[row]].law,
                chances(p, q.understood[row]),
            )
            for row in range(q.at[self.number], q.at[self.number + 1])
        ]

    def events(self) -> dict[str, list[Any]]:
        """Give the chances of each event."""
        p, h = self.program, self.program.happenings
        rows = range(h.at[self.number], h.at[self.number + 1])
        return {p.names.events[h.event[row]]: chances(p, h.chance[row]) for row in rows}


def choice(program: Program, row: int) -> list[tuple[int, Any]]:
    table = program.choices
    rules = range(table.at[row], table.at[row + 1])
    return [(int(table.when[rule]), int(table.value[rule])) for rule in rules]


def chances(program: Program, row: int) -> list[Any]:
    """Give the chances of a choice, rule by rule; [] if it is certain."""
    table = program.choices
    return [] if row == NONE else table.chance[table.at[row] : table.at[row + 1]].tolist()


def ways(program: Program, route: int) -> list[tuple[int, list[tuple[float, str]]]]:
    """Give a route: the condition of each rule, and its cumulated shares by target."""
    routes, forks, names = program.routes, program.forks, program.names.steps
    found = []
    for rule in range(routes.at[route], routes.at[route + 1]):
        fork = routes.fork[rule]
        rows = range(forks.at[fork], forks.at[fork + 1])
        targets = [int(forks.target[row]) for row in rows]
        said = [names[to] if to >= 0 else Target(to).name.lower() for to in targets]
        uptos = [forks.upto[row].item() for row in rows]
        found.append((int(routes.when[rule]), list(zip(uptos, said, strict=True))))
    return found


def onward(steps: str, name: str, column: str = "next", **others: Any) -> list[tuple[float, str]]:
    """Give the one fork that leads on from a step."""
    program = compiled(steps, **others)
    ((when, fork),) = ways(program, getattr(Step(program, name), column))
    assert when == NONE
    return fork
