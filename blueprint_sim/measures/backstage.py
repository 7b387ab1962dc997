"""Waiting for what goes on in the meantime, and what was promised about it."""

from __future__ import annotations

from typing import Any

import numpy as np

from blueprint_sim.simulation.log import End, Log, Spell, Table
from blueprint_sim.simulation.program import NONE, Flags, Ints, Program


def parked(log: Log) -> Table:
    """Give the spells in which customers waited for a branch."""
    spells: Table = log.spells[log.spells["kind"] == Spell.PARKED]
    return spells


def parked_before(log: Log) -> Ints:
    """[visit]: ticks for which the customer was parked just before coming to the step.

    NONE: was not, so that a wait that took no time can be told from none.
    """
    spells, waited = parked(log), np.full(len(log.visits), NONE, dtype=np.int64)
    spell, visit = _led_to(log.visits, spells)
    waited[visit] = spells["ended"][spell] - spells["began"][spell]
    return waited


def parked_in_vain(log: Log) -> Table:
    """Give the spells after which the customer did not come to the step that they waited for.

    They were sent home, or came again before the branch was done. Nothing comes after that in
    their contact.
    """
    spells = parked(log)
    in_vain = np.ones(len(spells), dtype=np.bool_)
    in_vain[_led_to(log.visits, spells)[0]] = False
    return spells[in_vain]


def _led_to(visits: Table, spells: Table) -> tuple[Ints, Ints]:
    """Give the spells after which the customer came to the step, each with the visit."""
    if not len(spells):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    columns: list[Any] = [
        np.append(visits[name], spells["ended" if name == "asked" else name])
        for name in ("asked", "visit", "step", "contact", "customer")
    ]
    is_visit = np.arange(len(columns[0])) < len(visits)
    order = np.lexsort((is_visit, *columns))
    # In this order a spell stands right before the visit that was waited for.
    at = np.flatnonzero(~is_visit[order][:-1] & is_visit[order][1:])
    spell, visit = order[at], order[at + 1]
    same = np.logical_and.reduce([column[spell] == column[visit] for column in columns])
    return spell[same] - len(visits), visit[same]


def promised(log: Log, program: Program) -> Flags:
    """[visit]: promised how soon what it set off would be done."""
    visits = log.visits
    promises: Flags = program.steps.promise_slot[visits["step"]] != NONE
    promises &= visits["how"] == End.SERVED
    return promises
