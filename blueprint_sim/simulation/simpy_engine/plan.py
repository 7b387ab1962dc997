"""The tables of a program as a journey wants them: lists, row by row, deciding nothing."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar, cast

import numpy as np

from blueprint_sim.simulation.program import NONE, By, Lane, Program
from blueprint_sim.simulation.simpy_engine.clock import Rank, priority
from blueprint_sim.simulation.simpy_engine.team import Actor

T = TypeVar("T")


def listed(part: T) -> T:
    """Give the same tables with lists for arrays: Python reads those several times faster."""
    if isinstance(part, np.ndarray):
        return cast(T, part.tolist())
    if isinstance(part, tuple) and hasattr(part, "_fields"):
        return cast(T, type(part)(*(listed(item) for item in part)))
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


class StepPlan:
    """One step. What neither rule nor luck decides is looked up beforehand."""

    __slots__ = (
        "after",
        "anyone",
        "by",
        "calm",
        "duration",
        "emptied",
        "felt",
        "happenings",
        "if_not",
        "key",
        "next",
        "number",
        "questions",
        "resolves",
        "resolves_luck",
        "takes",
        "teams",
        "visible",
        "works",
    )

    def __init__(self, program: Program, team_lists: tuple[tuple[int, ...], ...], n: int) -> None:
        p, steps = program, program.steps
        self.number = n
        self.key = priority(Rank.VISIT_ENDS, 0, n)
        """The part of a visit's key in the calendar that all visits of the step share."""
        self.visible: bool = steps.visible[n]
        self.works: bool = steps.works[n]
        self.emptied: bool = steps.emptied[n]
        self.felt: bool = steps.lane[n] == Lane.FRONTSTAGE and steps.shows[n]
        """Its own work is a moment of truth, whatever happens in it."""
        self.by: int = steps.by[n]
        self.teams = _teams(p, team_lists, self.by)
        """By whom: () for nobody; None if a rule decides, or whoever has the customer."""
        self.anyone = _unlimited(p, self.teams)
        """The actor, if anybody may have them at once."""
        self.takes: int = steps.takes[n]
        self.duration = _value(p, self.takes)
        """The slot of its time; NONE if a rule decides, or it takes none of its own."""
        self.resolves: int = steps.resolves[n]
        self.resolves_luck: int = steps.resolves_slot[n]
        self.next: int = steps.next[n]
        self.if_not: int = steps.if_not[n]
        self.after: int | None = None
        """Where everybody goes from here; None if rules or luck decide, or a step is passed."""
        self.questions = tuple(_questions(p, n))
        self.happenings = tuple(_happenings(p, n))
        self.calm = self.visible and self.resolves == NONE and not self.happenings
        """Nothing can happen in it but work."""


class Plan(NamedTuple):
    """A program in lists."""

    program: Program
    steps: tuple[StepPlan, ...]
    team_lists: tuple[tuple[int, ...], ...]
    lead: tuple[int | None, ...]
    """Where each route leads, if neither rule nor luck decides; else None."""
    always_carries: tuple[bool, ...]
    """Teams that pass every fact on."""


def plan(program: Program) -> Plan:
    """Lay out a program for the journey."""
    p = listed(program)
    at, team = p.team_lists
    team_lists = tuple(tuple(team[at[i] : at[i + 1]]) for i in range(len(at) - 1))
    steps = tuple(StepPlan(p, team_lists, number) for number in range(len(p.names.steps)))
    lead = tuple(_lead(p, route) for route in range(len(p.routes.slot)))
    for step in steps:
        step.after = _after(steps, lead, step)
    return Plan(
        program=p,
        steps=steps,
        team_lists=team_lists,
        lead=lead,
        always_carries=tuple(bool(row.all()) for row in program.teams.carries >= 1.0),
    )


def _after(
    steps: tuple[StepPlan, ...], lead: tuple[int | None, ...], step: StepPlan
) -> int | None:
    target = lead[step.next] if step.if_not == NONE else None
    if target is None or target < 0:
        return target
    return target if steps[target].works and not steps[target].emptied else None


def _value(p: Program, choice: int) -> int:
    """Give what is chosen if the first rule of a choice always applies; else NONE."""
    if choice == NONE or p.choices.when[p.choices.at[choice]] != NONE:
        return NONE
    return cast(int, p.choices.value[p.choices.at[choice]])


def _teams(
    p: Program, team_lists: tuple[tuple[int, ...], ...], by: int
) -> tuple[int, ...] | None:
    rule = p.choices.at[by]
    if p.choices.when[rule] != NONE or p.choices.value[rule] == By.SAME:
        return None
    return () if p.choices.value[rule] == By.NOBODY else team_lists[p.choices.value[rule]]


def _unlimited(p: Program, teams: tuple[int, ...] | None) -> Actor | None:
    return (teams[0], NONE) if teams and p.teams.size[teams[0]] == NONE else None


def _questions(p: Program, number: int) -> list[Question]:
    q = p.questions
    return [
        Question(q.fact[i], 1 << q.fact[i], q.takes_slot[i], q.understood[i], q.understood_slot[i])
        for i in range(q.at[number], q.at[number + 1])
    ]


def _happenings(p: Program, number: int) -> list[Happening]:
    h = p.happenings
    return [
        Happening(h.event[i], 1 << h.event[i], h.chance[i], h.slot[i])
        for i in range(h.at[number], h.at[number + 1])
    ]


def _lead(p: Program, route: int) -> int | None:
    rule = p.routes.at[route]
    if p.routes.when[rule] != NONE:
        return None
    fork: Any = p.routes.fork[rule]
    first = p.forks.at[fork]
    return p.forks.target[first] if p.forks.at[fork + 1] - first == 1 else None
