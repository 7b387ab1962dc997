"""The tables of a program as a journey wants them: lists, row by row, deciding nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeAlias, TypeVar, cast

import numpy as np

from blueprint_sim.simulation.program import NONE, By, Lane, Program
from blueprint_sim.simulation.simpy_engine.clock import Rank, priority

Actor: TypeAlias = tuple[int, int]
"""Team and worker; the worker of an unlimited team is NONE."""

UNFELT = float("nan")
"""The valence of what is no moment of truth."""

NEVER = 2**62
"""A tick that never comes, and more misery than there is."""

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


@dataclass(frozen=True, slots=True)
class Persona:
    """How one persona waits, what they bear, and how things feel to them, on one channel."""

    number: int
    priority: int
    live: bool
    """They are there while they wait, and it costs them time."""
    head_start: int
    """Waiting that is credited beforehand, in ticks."""
    balks: bool
    """May leave rather than join a line."""
    patience: int
    """Slot; NONE: never hangs up."""
    acceptable: int
    """Slot of the wait that is felt as nothing."""
    tolerance: int
    """Walks away at this many moments of misery."""
    patience_for_prompts: int
    wait_slope: float
    repeated_question: float
    one_more_question: float
    cold_handoff: float
    event: list[float]
    ending: list[float]


class CallbackPlan(NamedTuple):
    """On which terms a team calls back: slots and chances."""

    after: int
    accept: int
    accept_luck: int
    answers: int
    answers_luck: int


class StepPlan:
    """One step. What neither rule nor luck decides is looked up beforehand."""

    __slots__ = (
        "after",
        "announcement",
        "away",
        "by",
        "callback",
        "calm",
        "channel",
        "duration",
        "emptied",
        "feels",
        "felt",
        "happenings",
        "hold",
        "if_not",
        "key",
        "may_be_passed",
        "meanwhile",
        "needs",
        "next",
        "number",
        "plain",
        "pressed",
        "promise",
        "questions",
        "renege",
        "reserved",
        "resolves",
        "resolves_luck",
        "returns",
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
        self.renege = priority(Rank.RENEGE, 0, n)
        """The same for hanging up while waiting for it."""
        self.reserved = priority(Rank.RESERVATION_ENDS, 0, n)
        """The same for waiting no longer for the same worker only."""
        self.callback = priority(Rank.CALLBACK, 0, n)
        """The same for being offered a call back instead, and for the call."""
        self.announcement = priority(Rank.ANNOUNCEMENT, 0, n)
        """The same for an announcement to those who wait for it."""
        self.visible: bool = steps.visible[n]
        self.works: bool = steps.works[n]
        self.emptied: bool = steps.emptied[n]
        self.channel: int = steps.channel[n]
        """Where it is done; NONE: on any."""
        self.away: bool = steps.away[n]
        self.may_be_passed = self.emptied or not self.works
        self.felt: bool = steps.lane[n] == Lane.FRONTSTAGE and steps.shows[n]
        """Its own work is a moment of truth, whatever happens in it."""
        self.by: int = steps.by[n]
        self.teams = _teams(p, team_lists, self.by)
        """By whom: () for nobody; None if a rule decides, or whoever has the customer."""
        self.takes: int = steps.takes[n]
        self.pressed = any(_is_pressed(p, team) for team in self._perhaps(p))
        """The line may press on those who do it, so it begins with a look at the line."""
        uncertain = self.pressed or p.broken_promise != NONE
        self.duration = NONE if uncertain else _value(p, self.takes)
        """The slot of its time; NONE if more decides, it takes none of its own, or promises may
        fall due in it."""
        self.resolves: int = steps.resolves[n]
        self.resolves_luck: int = steps.resolves_slot[n]
        self.next: int = steps.next[n]
        self.if_not: int = steps.if_not[n]
        self.hold: bool = steps.hold[n]
        self.returns: int = steps.returns_to_same[n]
        """For how long only the same worker may serve; NONE: not at all."""
        self.after: int | None = None
        """Where everybody goes from here; None if rules or luck decide, or a step is passed."""
        self.meanwhile: int = steps.meanwhile[n]
        """The first step of the branch that it sets off; NONE."""
        self.needs: int = steps.needs[n]
        """The first step of the branch that it waits for; NONE."""
        self.promise: int = steps.promise_slot[n]
        """The slot of how soon the branch that it sets off is promised; NONE."""
        self.questions = tuple(_questions(p, n))
        self.happenings = tuple(_happenings(p, n))
        self.calm = self.visible and self.resolves == NONE and not self.happenings
        """Nothing can happen in it but work."""
        machines = self.teams is None or any(p.teams.machine[team] for team in self.teams)
        self.plain = self.calm and not (self.felt and machines)
        """Nor does anybody mind the work, but for a cold handoff: it is no machine's."""
        self.feels = 0.0 if self.felt else UNFELT
        """How such work feels."""

    def _perhaps(self, p: Program) -> Iterable[int]:
        """Give the teams that may do it."""
        return range(len(p.teams.size)) if self.teams is None else self.teams


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
    lead = tuple(_lead(p, route) for route in range(len(p.routes.slot)))
    for step in steps:
        step.after = _certain(steps, lead[step.next]) if step.if_not == NONE else None
    personas = tuple(_persona(p, number) for number in range(len(p.names.personas)))
    away = tuple(replace(who, live=False, patience=NONE) for who in personas)
    channels = range(len(p.names.channels))
    on = [_personas_on(p, channel, personas, away) for channel in channels]
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
        way_in=_certain(steps, lead[program.start]),
        lead=lead,
        forks=tuple(_fork(p, route) for route in range(len(p.routes.slot))),
        unlimited=tuple(
            (team, NONE) if size == NONE else None for team, size in enumerate(p.teams.size)
        ),
        always_carries=tuple(bool(row.all()) for row in program.teams.carries >= 1.0),
        sets_off=any(step.meanwhile != NONE for step in steps),
    )


def _persona(p: Program, number: int) -> Persona:
    who, feelings = p.personas, p.feelings
    tolerance: Any = who.tolerance[number]
    return Persona(
        number=number,
        priority=who.priority[number],
        head_start=who.head_start[number],
        balks=p.balking.at[number] < p.balking.at[number + 1],
        live=True,
        patience=who.patience_slot[number],
        acceptable=who.acceptable_slot[number],
        tolerance=NEVER if tolerance == NONE else tolerance,
        patience_for_prompts=feelings.patience_for_prompts[number],
        wait_slope=feelings.wait_slope[number],
        repeated_question=feelings.repeated_question[number],
        one_more_question=feelings.one_more_question[number],
        cold_handoff=feelings.cold_handoff[number],
        event=feelings.event[number],
        ending=feelings.ending[number],
    )


def _personas_on(
    p: Program, channel: int, live: tuple[Persona, ...], away: tuple[Persona, ...]
) -> tuple[Persona, ...]:
    """Give how everybody is on a channel: as where they are, but for what it lets them expect."""
    personas = live if p.channels.live[channel] else away
    slot: int = p.channels.acceptable_slot[channel]
    return personas if slot == NONE else tuple(replace(who, acceptable=slot) for who in personas)


def _certain(steps: tuple[StepPlan, ...], target: int | None) -> int | None:
    """Give a target unless it may be passed."""
    may_be_passed = target is not None and target >= 0 and steps[target].may_be_passed
    return None if may_be_passed else target


def _value(p: Program, choice: int) -> int:
    """Give what is chosen if the first rule of a choice always applies; else NONE."""
    if choice == NONE or p.choices.when[p.choices.at[choice]] != NONE:
        return NONE
    return cast(int, p.choices.value[p.choices.at[choice]])


def _teams(p: Program, team_lists: tuple[tuple[int, ...], ...], by: int) -> tuple[int, ...] | None:
    rule = p.choices.at[by]
    if p.choices.when[rule] != NONE or p.choices.value[rule] == By.SAME:
        return None
    return () if p.choices.value[rule] == By.NOBODY else team_lists[p.choices.value[rule]]


def _is_pressed(p: Program, team: int) -> bool:
    return cast(bool, p.pressure.at[team] < p.pressure.at[team + 1])


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


def _fork(p: Program, route: int) -> int | None:
    rule = p.routes.at[route]
    return p.routes.fork[rule] if p.routes.when[rule] == NONE else None


def _lead(p: Program, route: int) -> int | None:
    fork: Any = _fork(p, route)
    if fork is None or p.forks.at[fork + 1] - p.forks.at[fork] > 1:
        return None
    return cast(int, p.forks.target[p.forks.at[fork]])
