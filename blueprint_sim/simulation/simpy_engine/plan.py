"""The tables of a program as a journey wants them: lists, row by row, deciding nothing."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar, cast

import numpy as np

from blueprint_sim.simulation.program import NONE, By, Lane, Program

T = TypeVar("T")


def listed(part: T) -> T:
    """Give the same tables with lists for arrays: Python reads those several times faster."""
    if isinstance(part, np.ndarray):
        return cast(T, part.tolist())
    if isinstance(part, tuple) and hasattr(part, "_fields"):
        return cast(T, type(part)(*(listed(item) for item in part)))  # type: ignore[call-overload]
    return part


class Question(NamedTuple):
    """One fact that a step asks."""

    fact: int
    bit: int
    takes: int
    understood: int
    luck: int


class Happening(NamedTuple):
    """One event that may happen in a step."""

    event: int
    bit: int
    chance: int
    luck: int


class StepPlan(NamedTuple):
    """One step. What no rule decides is looked up beforehand."""

    number: int
    visible: bool
    frontstage: bool
    works: bool
    shows: bool
    emptied: bool
    by: int
    teams: tuple[int, ...] | None
    """By whom, if no rule decides: () for nobody; None if a rule does, or `By.SAME`."""
    takes: int
    duration: int
    """The slot of its time, if no rule decides; else NONE."""
    resolves: int
    resolves_luck: int
    next: int
    if_not: int
    questions: tuple[Question, ...]
    happenings: tuple[Happening, ...]


class Plan(NamedTuple):
    """A program in lists."""

    program: Program
    steps: tuple[StepPlan, ...]
    team_lists: tuple[tuple[int, ...], ...]
    lead: tuple[int | None, ...]
    """Where each route leads, if neither rule nor luck decides; else None."""
    always_carries: tuple[bool, ...]
    """Teams that pass every fact on."""
    opens: tuple[int, ...]
    closes: tuple[int, ...]


def plan(program: Program) -> Plan:
    """Lay out a program for the journey."""
    p = listed(program)
    at, team = cast(Any, p.team_lists.at), p.team_lists.team
    team_lists = tuple(tuple(team[at[i] : at[i + 1]]) for i in range(len(at) - 1))
    return Plan(
        program=p,
        steps=tuple(_step(p, team_lists, number) for number in range(len(p.names.steps))),
        team_lists=team_lists,
        lead=tuple(_lead(p, route) for route in range(len(p.routes.slot))),
        always_carries=tuple(bool(row.all()) for row in program.teams.carries >= 1.0),
        opens=tuple(program.calendar.opens.tolist()),
        closes=tuple(program.calendar.closes.tolist()),
    )


def _step(p: Program, team_lists: tuple[tuple[int, ...], ...], number: int) -> StepPlan:
    steps = p.steps
    by, takes = steps.by[number], steps.takes[number]
    takes_rule = _unconditional(p, takes)
    return StepPlan(
        number=number,
        visible=steps.visible[number],
        frontstage=steps.lane[number] == Lane.FRONTSTAGE,
        works=steps.works[number],
        shows=steps.shows[number],
        emptied=steps.emptied[number],
        by=by,
        teams=_teams(p, team_lists, by),
        takes=takes,
        duration=NONE if takes_rule is None else p.choices.value[takes_rule],
        resolves=steps.resolves[number],
        resolves_luck=steps.resolves_slot[number],
        next=steps.next[number],
        if_not=steps.if_not[number],
        questions=_questions(p, number),
        happenings=_happenings(p, number),
    )


def _unconditional(p: Program, choice: int) -> int | None:
    """Give the first rule of a choice, if it always applies."""
    if choice == NONE or p.choices.when[p.choices.at[choice]] != NONE:
        return None
    return int(p.choices.at[choice])


def _teams(
    p: Program, team_lists: tuple[tuple[int, ...], ...], by: int
) -> tuple[int, ...] | None:
    rule = _unconditional(p, by)
    if rule is None or p.choices.value[rule] == By.SAME:
        return None
    return () if p.choices.value[rule] == By.NOBODY else team_lists[p.choices.value[rule]]


def _questions(p: Program, number: int) -> tuple[Question, ...]:
    q = p.questions
    return tuple(
        Question(q.fact[i], 1 << q.fact[i], q.takes_slot[i], q.understood[i], q.understood_slot[i])
        for i in range(q.at[number], q.at[number + 1])
    )


def _happenings(p: Program, number: int) -> tuple[Happening, ...]:
    h = p.happenings
    return tuple(
        Happening(h.event[i], 1 << h.event[i], h.chance[i], h.slot[i])
        for i in range(h.at[number], h.at[number + 1])
    )


def _lead(p: Program, route: int) -> int | None:
    rule = p.routes.at[route]
    if p.routes.when[rule] != NONE:
        return None
    fork = p.routes.fork[rule]
    first = p.forks.at[fork]
    return p.forks.target[first] if p.forks.at[fork + 1] - first == 1 else None
