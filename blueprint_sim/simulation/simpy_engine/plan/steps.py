"""A step as it is visited: what neither rule nor luck decides is looked up beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, cast

from blueprint_sim.simulation.program import NONE, By, Lane, Program
from blueprint_sim.simulation.simpy_engine.clock import Rank, priority

UNFELT = float("nan")
"""The valence of what is no moment of truth."""


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
        "pauses",
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
        self.pauses = self.away or self.needs != NONE
        """Who comes to it may have to wait for the opening, or for that branch."""
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


def _teams(p: Program, team_lists: tuple[tuple[int, ...], ...], by: int) -> tuple[int, ...] | None:
    rule = p.choices.at[by]
    if p.choices.when[rule] != NONE or p.choices.value[rule] == By.SAME:
        return None
    return () if p.choices.value[rule] == By.NOBODY else team_lists[p.choices.value[rule]]


def _value(p: Program, choice: int) -> int:
    """Give what is chosen if the first rule of a choice always applies; else NONE."""
    if choice == NONE or p.choices.when[p.choices.at[choice]] != NONE:
        return NONE
    return cast(int, p.choices.value[p.choices.at[choice]])


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
