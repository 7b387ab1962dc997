"""Tables of the teams, of who of them is on duty and what they cost; and of the channels."""

from __future__ import annotations

from typing import NamedTuple

from blueprint_sim.simulation.program.columns import Flags, Floats, Ints


class Teams(NamedTuple):
    """One row a team or machine, in the order of the sorted names."""

    machine: Flags
    size: Ints
    """Workers 0 .. size - 1, the most there ever are; NONE: unlimited (its worker is NONE too)."""
    at_once: Ints
    """How many customers each worker serves at the same time."""
    staffed: Flags
    """Some reachable step may use it; else nobody is paid."""
    limit: Ints
    """How many may wait in its line; NONE: any number."""
    when_full: Ints
    """Where a customer goes who finds the line full: a step, or `Target.BLOCKED`."""
    wraps: Flags
    """Has a wrap-up."""
    wrap_slot: Ints
    """[team, step]: slot of the wrap-up after a visit of that step; NONE."""
    carries: Floats
    """[team, fact]: the chance that a known fact passes on at a handoff (0 and 1: no draw)."""
    carry_slot: Ints
    """[team, fact]: slot of that chance; NONE where it is 0 or 1."""


class Rosters(NamedTuple):
    """Who is on duty, of teams whose workers come and go: rows ``at[team] : at[team + 1]``.

    A team of a fixed size has no rows: all its workers are on duty throughout. Times ascend, the
    first of each day is its opening; what holds at closing holds until the next opening.
    """

    at: Ints
    time: Ints
    """From this tick on,"""
    workers: Ints
    """workers 0 .. workers - 1 are on duty. Before the first row nobody is."""


class Rates(NamedTuple):
    """What the teams cost, in the scenario's currency; one row a team."""

    per_hour: Floats
    """For each worker's hour of duty."""
    per_minute: Floats
    """For each minute in use."""
    per_visit: Floats


class Channels(NamedTuple):
    """One row a channel, in the order of the sorted names."""

    lines: Ints
    """How many contacts may be on it at once; NONE: any number."""
    live: Flags
    """The customer is there while they wait; else they have no patience and make no effort."""
    acceptable_slot: Ints
    """Slot of the wait that is felt as nothing; NONE: that of the persona."""
    replies_slot: Ints
    """[channel, step]: slot of the time that the customer takes to answer a visit that asked
    something; NONE: answers are part of the visit."""
    carries: Floats
    """[channel, fact]: the chance that a known fact passes on to the next contact."""
    carry_slot: Ints
    """[channel, fact]: slot of that chance, by contact; NONE where it is 0 or 1."""
