"""The tables of a program as a journey wants them: lists, row by row, deciding nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple, TypeAlias, TypeVar, cast

import numpy as np

from blueprint_sim.simulation.program import NONE, Program
from blueprint_sim.simulation.simpy_engine.plan.personas import NEVER, Persona, persona, personas_on
from blueprint_sim.simulation.simpy_engine.plan.steps import UNFELT, Happening, Question, StepPlan
from blueprint_sim.simulation.simpy_engine.plan.ways import certain, fork_of, target_of

__all__ = [
    "NEVER",
    "UNFELT",
    "Actor",
    "CallbackPlan",
    "Happening",
    "Persona",
    "Plan",
    "Question",
    "StepPlan",
    "plan",
]

Actor: TypeAlias = tuple[int, int]
"""Team and worker; the worker of an unlimited team is NONE."""

T = TypeVar("T")


class CallbackPlan(NamedTuple):
    """On which terms a team calls back: slots and chances."""

    after: int
    accept: int
    accept_luck: int
    answers: int
    answers_luck: int


class Plan(NamedTuple):
    """A program in lists."""

    program: Program
    steps: tuple[StepPlan, ...]
    personas: tuple[Persona, ...]
    """How they are where no channel makes a difference."""
    on: tuple[tuple[Persona, ...], ...]
    """How they are on each channel; at last, at NONE, on none."""
    away: tuple[Persona, ...]
    """How they are while nobody waits: no patience is lost, and no time."""
    only: int
    """The channel of every contact, if there is but one; else NONE."""
    stays: bool
    """Contacts are on no channel, and nobody ever goes away from one."""
    callbacks: tuple[CallbackPlan | None, ...]
    """Of each team; None: it calls nobody back."""
    team_lists: tuple[tuple[int, ...], ...]
    way_in: int | None
    """Where every contact begins, as `StepPlan.after`."""
    lead: tuple[int | None, ...]
    """Where each route leads, if neither rule nor luck decides; else None."""
    forks: tuple[int | None, ...]
    """The fork of each route, if no rule decides; else None."""
    unlimited: tuple[Actor | None, ...]
    """Who serves for each team that anybody may have at once."""
    always_carries: tuple[bool, ...]
    """Teams that pass every fact on."""
    sets_off: bool
    """Some step sets off work in the meantime."""


def plan(program: Program) -> Plan:
    """Lay out a program for the journey."""
    p = listed(program)
    at, team = p.team_lists
    team_lists = tuple(tuple(team[at[i] : at[i + 1]]) for i in range(len(at) - 1))
    steps = tuple(StepPlan(p, team_lists, number) for number in range(len(p.names.steps)))
    lead = tuple(target_of(p, route) for route in range(len(p.routes.slot)))
    for step in steps:
        step.after = certain(steps, lead[step.next]) if step.if_not == NONE else None
    personas = tuple(persona(p, number) for number in range(len(p.names.personas)))
    away = tuple(replace(who, live=False, patience=NONE) for who in personas)
    channels = range(len(p.names.channels))
    on = [personas_on(p, channel, personas, away) for channel in channels]
    return Plan(
        program=p,
        steps=steps,
        personas=personas,
        on=(*on, personas),
        away=away,
        only=0 if len(channels) == 1 else NONE,
        stays=not p.names.channels and not any(p.steps.away),
        callbacks=tuple(
            None if terms[0] == NONE else CallbackPlan(*terms)
            for terms in zip(*p.callbacks, strict=True)
        ),
        team_lists=team_lists,
        way_in=certain(steps, lead[program.start]),
        lead=lead,
        forks=tuple(fork_of(p, route) for route in range(len(p.routes.slot))),
        unlimited=tuple(
            (team, NONE) if size == NONE else None for team, size in enumerate(p.teams.size)
        ),
        always_carries=tuple(bool(row.all()) for row in program.teams.carries >= 1.0),
        sets_off=any(step.meanwhile != NONE for step in steps),
    )


def listed(part: T) -> T:
    """Give the same tables with lists for arrays: Python reads those several times faster."""
    if isinstance(part, np.ndarray):
        return cast(T, part.tolist())
    if isinstance(part, tuple) and hasattr(part, "_fields"):
        return cast(T, type(part)(*(listed(item) for item in part)))
    return part
