"""What follows from how it went: who leaves for good, who is told, and what events are worth.

Churn is an expectation, not a draw: each customer leaves with a chance that depends on how the
issue ended and how much misery there was, and the measures add up chances. So two variants differ
by what happened in them, and not by further luck.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from blueprint_sim.measures.values import tally
from blueprint_sim.simulation.log import Log
from blueprint_sim.simulation.program import Flags, Floats, Ints, Program
from blueprint_sim.simulation.rules import MISERY


class Worth(NamedTuple):
    """What an event is worth, each time that it happens."""

    event: str
    costs: float
    """In currency, as what it earns."""
    earns: float
    churn: float
    """Factor on the chance that its customer leaves for good; once an issue."""


class Terms(NamedTuple):
    """What follows from what, as the scenario says."""

    churn: tuple[float, ...] | None = None
    """Chance of leaving for good, by outcome of the issue; NaN: nobody does, whatever the misery.
    None: nobody counts it."""
    each_misery: float = 0.0
    """Chance that a moment of misery drives away somebody who would have stayed."""
    churn_costs: float = math.nan
    """What it costs that somebody leaves, in currency; NaN: nobody counts it."""
    tells: float = math.nan
    """People told by each customer who remembers misery; NaN: nobody counts them."""
    worth: tuple[Worth, ...] = ()


def leaving(outcome: Ints, misery: Ints, factor: Floats, terms: Terms) -> Floats:
    """Give the chance that each customer leaves for good; NaN if nobody counts it.

    It is ``1 - (1 - p) (1 - h) ** m``, with the chance `p` of the outcome, `h` of each of `m`
    moments of misery; times the factor of the events that happened, and at most 1.
    """
    if terms.churn is None:
        return np.full(len(outcome), math.nan)
    each = np.full(int(misery.max(initial=0)) + 1, 1.0 - terms.each_misery)
    each[0] = 1.0
    stays = (1.0 - np.array(terms.churn))[outcome] * np.cumprod(each)[misery]
    chance: Floats = np.minimum((1.0 - np.nan_to_num(stays, nan=1.0)) * factor, 1.0)
    return chance


def telling(memory: Floats, terms: Terms) -> Floats:
    """Give how many people each customer tells: those who remember misery tell some."""
    remembers: Flags = memory <= MISERY  # who had no moment of truth has nothing to tell
    return np.where(remembers, terms.tells, terms.tells * 0.0)


class Worths(NamedTuple):
    """What each event of a log was worth, in currency."""

    costs: Floats
    earns: Floats


def worths(log: Log, program: Program, terms: Terms) -> Worths:
    """[row of events]: what it cost, and what it earned."""
    prices = np.zeros((2, len(program.names.events)))
    for worth in terms.worth:
        if worth.event in program.names.events:
            prices[:, program.names.events.index(worth.event)] = worth.costs, worth.earns
    return Worths(*prices[:, log.events["event"]])


class Happened(NamedTuple):
    """What events were worth, by customer."""

    costs: Floats
    earns: Floats
    factor: Floats
    """On the chance to leave."""


def happened(log: Log, program: Program, number: Ints, size: int, terms: Terms) -> Happened:
    """Add up what events were worth to each customer, whose `number` is below `size`."""
    customer, factor = log.events["customer"].astype(np.int64), np.ones(size)
    costs, earns = (tally(customer, size, each)[number] for each in worths(log, program, terms))
    for worth in terms.worth:
        if worth.event in program.names.events:
            own = log.events["event"] == program.names.events.index(worth.event)
            factor[np.unique(customer[own])] *= worth.churn
    return Happened(costs, earns, factor[number])
