"""From the log of a run to what theory speaks of: sums and counts, then ratios and intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple, TypeAlias

import numpy as np

from blueprint_sim.simulation.log import End, Log, Table
from blueprint_sim.simulation.program import (
    TICKS_PER_MINUTE,
    TICKS_PER_SECOND,
    Calendar,
    Outcome,
    Program,
)
from blueprint_sim.theory import Stretch

MINUTES_PER_DAY = 24 * 60

Sums: TypeAlias = dict[str, tuple[float, float]]
"""Of one replication, by name: the sum of something, and of what it is counted per."""


class Estimate(NamedTuple):
    """A ratio over all replications."""

    value: float
    error: float
    """Standard error."""

    def z(self, expected: float) -> float:
        return (self.value - expected) / self.error

    @property
    def half_width(self) -> float:
        """Half the 95% interval, relative to the value."""
        return 1.96 * self.error / abs(self.value)


def combine(replications: Sequence[Sums]) -> dict[str, Estimate]:
    """Give each ratio with its error, from how the replications differ."""
    return {
        name: _ratio(np.array([sums[name] for sums in replications])) for name in replications[0]
    }


def _ratio(pairs: np.ndarray) -> Estimate:
    tops, bottoms = pairs.T
    value = tops.sum() / bottoms.sum()
    residuals = (tops - value * bottoms) / bottoms.mean()
    return Estimate(value, residuals.std(ddof=1) / math.sqrt(len(pairs)))


def sums(program: Program, log: Log, answer_target: float, day: Sequence[Stretch] = ()) -> Sums:
    """Sum up one replication, from the end of its warm-up to its close."""
    begins, ends = program.calendar.warm_up, int(program.calendar.closes[-1])
    asked = log.visits["asked"]
    visits = log.visits[(asked >= begins) & (asked < ends)]
    return {
        **_waits(visits, answer_target),
        **_waits_by_persona(program, log, visits),
        **_waits_by_team(program, visits, answer_target),
        **_lines(log, begins, ends),
        **_presence(program, log, begins, ends),
        **_sojourn(log, begins, ends),
        **_retrials(log, visits, begins, ends),
        **_stretches(log, program.calendar, day),
    }


def _wait(visits: Table) -> np.ndarray:
    """Give the waits in minutes, of those who hung up too."""
    until = np.where(visits["started"] >= 0, visits["started"], visits["ended"])
    return (until - visits["asked"]) / TICKS_PER_MINUTE


def _waits(visits: Table, answer_target: float) -> Sums:
    wait, requests = _wait(visits), len(visits)
    blocked, balked = (visits["how"] == end for end in (End.BLOCKED, End.BALKED))
    admitted = ~blocked & ~balked
    in_time = (visits["how"] == End.SERVED) & (
        visits["started"] - visits["asked"] <= answer_target * TICKS_PER_SECOND
    )
    return {
        "p_wait": (np.sum(wait > 0), requests),
        "p_abandon": (np.sum(visits["how"] == End.RENEGED), requests),
        "p_blocked": (np.sum(blocked), requests),
        "p_balk": (np.sum(balked), requests),
        "in_time": (np.sum(in_time), requests),
        "wait": (np.sum(wait), np.sum(admitted)),
        "wait_squared": (np.sum(wait**2), np.sum(admitted)),
    }


def _waits_by_persona(program: Program, log: Log, visits: Table) -> Sums:
    persona = log.customers["persona"][visits["customer"]]
    return {
        f"wait_{name}": (np.sum(_wait(visits[persona == number])), np.sum(persona == number))
        for number, name in enumerate(program.names.personas)
    }


def _waits_by_team(program: Program, visits: Table, answer_target: float) -> Sums:
    return {
        f"{name}_{team}": found
        for number, team in enumerate(program.names.teams)
        for name, found in _waits(visits[visits["team"] == number], answer_target).items()
    }


def _lines(log: Log, begins: int, ends: int) -> Sums:
    """Give the contacts turned away as they began: where only lines are short, for want of one."""
    contacts = log.contacts[(log.contacts["began"] >= begins) & (log.contacts["began"] < ends)]
    at_once = contacts["ended"] == contacts["began"]
    turned_away = (contacts["outcome"] == Outcome.BLOCKED) & at_once
    return {"p_no_line": (np.sum(turned_away), len(contacts))}


def _presence(program: Program, log: Log, begins: int, ends: int) -> Sums:
    """Give the mean number present, waiting or served, and how busy the workers are."""
    within = partial(_within, begins, ends)
    visits, span = log.visits, float(ends - begins)
    found = {"present": (within(visits["asked"], visits["ended"]), span)}
    for number, name in enumerate(program.names.teams):
        there = visits[visits["team"] == number]
        found[f"present_{name}"] = (within(there["asked"], there["ended"]), span)
    served = visits[visits["how"] == End.SERVED]
    slots = float(np.sum(program.teams.size * program.teams.at_once))
    found["utilisation"] = (within(served["started"], served["freed"]), span * slots)
    return found


def _within(begins: int, ends: int, since: np.ndarray, until: np.ndarray) -> float:
    """Add up the spans, as far as they lie within the two ticks."""
    return float(np.sum(np.clip(until, begins, ends) - np.clip(since, begins, ends)))


def _sojourn(log: Log, begins: int, ends: int) -> Sums:
    arrived = log.customers["arrived"]
    people = log.customers[(arrived >= begins) & (arrived < ends)]
    stayed = np.sum(people["ended"] - people["arrived"]) / TICKS_PER_MINUTE
    return {"sojourn": (float(stayed), len(people))}


def _retrials(log: Log, visits: Table, begins: int, ends: int) -> Sums:
    """Give the mean number in orbit, and the attempts of a customer, the first apart."""
    contacts = log.contacts
    again = np.append(contacts["customer"][1:] == contacts["customer"][:-1], False)
    too_late = log.customers["returns_later"][contacts["customer"]] & ~again
    until = np.where(again, np.roll(contacts["began"], -1), contacts["ended"])
    until[too_late] = ends
    blocked, first = visits["how"] == End.BLOCKED, visits["contact"] == 1
    return {
        "orbit": (_within(begins, ends, contacts["ended"], until), float(ends - begins)),
        "attempts": (len(visits), np.sum(first)),
        "p_blocked_first": (np.sum(blocked & first), np.sum(first)),
    }


def _stretches(log: Log, calendar: Calendar, day: Sequence[Stretch]) -> Sums:
    """Give what goes on in each stretch of a day on the mean, and the overtime of a day."""
    visits, days = log.visits, len(calendar.opens)
    began = np.where(visits["started"] >= 0, visits["started"], visits["ended"])
    found, overtime, until = {}, 0.0, 0.0
    for number, one in enumerate(day):
        since, until = until, until + one.length
        within = partial(_daily, calendar, since, until)
        late, span = visits["worker"] >= one.workers, days * one.length
        beyond = within(began[late], visits["ended"][late])
        overtime += beyond
        found[f"queue_{number}"] = (within(visits["asked"], began), span)
        found[f"busy_{number}"] = (within(began, visits["ended"]), span)
        found[f"beyond_{number}"] = (beyond, span)
    overtime += _daily(calendar, until, MINUTES_PER_DAY, began, visits["ended"])
    return {**found, "overtime": (overtime, float(days))}


def _daily(
    calendar: Calendar, begins: float, ends: float, since: np.ndarray, until: np.ndarray
) -> float:
    """Add up the spans, as far as they lie between two minutes of each day; in minutes."""

    def passed(at: np.ndarray) -> np.ndarray:
        day = np.searchsorted(calendar.opens, at, side="right") - 1
        return day * (ends - begins) + np.clip(
            (at - calendar.opens[day]) / TICKS_PER_MINUTE - begins, 0, ends - begins
        )

    return float(np.sum(passed(until) - passed(since)))
