"""The rows of a log, told one at a time by plain loops that know nothing of the measures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from blueprint_sim.simulation.log import End, Log, Spell
from blueprint_sim.simulation.program import Program

NONE = -1


class Row(NamedTuple):
    """A visit, a task, or a wait for a task that led to no visit. Times in ticks."""

    customer: int
    contact: int
    step: int
    visit: int
    team: int
    worker: int
    asked: int
    began: int
    """When it ended, if it never did."""
    ended: int
    freed: int
    how: End
    questions: int = 0
    repeats: int = 0
    parked: int = 0
    """Until it was asked for."""
    off_line: int | None = None
    """None: no callback was accepted."""
    kept: bool = False
    """The worker was on the line already."""
    there: bool = False

    @property
    def in_vain(self) -> bool:
        """Waited for a task, and came no further."""
        return self.team == NONE and self.how == End.UNFINISHED

    @property
    def wait(self) -> int:
        return self.began - self.asked - (self.off_line or 0)


def visit_of(row: np.void) -> tuple[int, ...]:
    return tuple(int(row[key]) for key in ("customer", "contact", "step", "visit"))


def visits(log: Log, program: Program) -> list[Row]:
    """Tell the visits, in the order of the log."""
    found: list[Row] = []
    off_line, backs, parked = _lengths_off_line(log), _takings_back(log), _parked(log)
    channels = {(int(row["customer"]), int(row["contact"])): row["channel"] for row in log.contacts}
    before: dict[int, tuple[int, ...]] = {}
    back: set[tuple[int, ...]] = set()
    for row in log.visits:
        key = visit_of(row)
        customer, contact, step, _ = key
        team, worker, how = int(row["team"]), int(row["worker"]), End(row["how"])
        asked, started, ended = int(row["asked"]), int(row["started"]), int(row["ended"])
        began = ended if started < 0 else started
        channel, away = int(channels[customer, contact]), bool(program.steps.away[step])
        called = None if how == End.BLOCKED else off_line.get(key)
        waited = parked.pop((*key, asked), None)
        actor = (contact, team, worker)
        kept = before.get(customer) == (*actor, End.SERVED) and not away and waited is None
        kept |= began - asked == (called or 0) and (customer, *actor, began) in back
        back.update(backs[(*key, asked)])
        before[customer] = (*actor, how)
        if row["questions"] and program.steps.visible[step] and channel >= 0:
            replies = program.channels.replies_slot[channel, step] >= 0
            before[customer] = () if replies else before[customer]
        numbers = (*key, team, worker, asked, began, ended, int(row["freed"]))
        counts = int(row["questions"]), int(row["repeats"])
        there = not away and (channel < 0 or bool(program.channels.live[channel]))
        kept = kept and team >= 0
        found.append(Row(*numbers, how, *counts, waited or 0, called, kept, there))
    return found


def beside(log: Log, program: Program) -> Iterator[Row]:
    """Tell the tasks, and the waits for them that led to no visit."""
    for row in log.spells[log.spells["kind"] == Spell.TASK]:
        began, ended = int(row["began"]), int(row["ended"])
        how = End.UNFINISHED if began < 0 else End.SERVED
        actor = (int(row["team"]), int(row["worker"]), int(row["asked"]))
        last = (ended if began < 0 else began, ended, int(row["freed"]))
        yield Row(*visit_of(row), *actor, *last, how)
    yield from in_vain(log, program)


def in_vain(log: Log, program: Program) -> Iterator[Row]:
    """Tell the waits for a task that led to no visit."""
    parked = _parked(log)
    for row in log.visits:
        parked.pop((*visit_of(row), int(row["asked"])), None)
    channels = {(int(row["customer"]), int(row["contact"])): row["channel"] for row in log.contacts}
    for (*key, ended), waited in parked.items():
        live = channels[key[0], key[1]] < 0 or program.channels.live[channels[key[0], key[1]]]
        there = bool(live) and not program.steps.away[key[2]]
        actor, times = (NONE, NONE), (ended, ended, ended, NONE)
        yield Row(*key, *actor, *times, End.UNFINISHED, parked=waited, there=there)


def _parked(log: Log) -> dict[tuple[int, ...], int]:
    """Give how long customers were parked, by visit and when that ended."""
    spells = log.spells[log.spells["kind"] == Spell.PARKED]
    return {(*visit_of(row), int(row["ended"])): int(row["ended"] - row["began"]) for row in spells}


def _lengths_off_line(log: Log) -> dict[tuple[int, ...], int]:
    """Give how long customers were off the line, by visit."""
    called = log.spells[log.spells["kind"] == Spell.CALLBACK]
    return {visit_of(row): int(row["ended"] - row["began"]) for row in called}


def _takings_back(log: Log) -> dict[tuple[int, ...], list[tuple[int, ...]]]:
    """Give who takes whom back in which contact, and when, by visit and when it was asked for."""
    found = defaultdict(list)
    met = ["customer", "contact", "team", "worker", "ended"]
    for row in log.spells[(log.spells["kind"] == Spell.HOLD) & (log.spells["freed"] < 0)]:
        found[(*visit_of(row), int(row["began"]))].append(tuple(row[met].tolist()))
    return found
