"""Tables of the steps: what is done in each, what is asked, what may happen."""

from __future__ import annotations

from typing import NamedTuple

from blueprint_sim.simulation.program.columns import Flags, Ints


class Steps(NamedTuple):
    """One row a step, in the order of the sorted names."""

    lane: Ints
    """The `Lane`."""
    visible: Flags
    """Above the line of visibility: customer or front stage; not `away`, nor in a branch."""
    works: Flags
    """Has something to do, or to wait for, besides asking: a visit is due though all is known."""
    shows: Flags
    """Its own work, besides questions, is one moment of truth (see `rules.work_is_felt`)."""
    emptied: Flags
    """Taken out by `without`: passed through, never visited."""
    by: Ints
    """Row of `Choices`: its values are lists of teams in `TeamLists`, or `By`."""
    takes: Ints
    """Row of `Choices`: its values are slots of durations; NONE: no time of its own."""
    resolves: Ints
    """Row of `Choices`: its chances that the visit does what the customer came for; NONE."""
    resolves_slot: Ints
    next: Ints
    """Row of `Routes`."""
    if_not: Ints
    """Row of `Routes` for those still unresolved; NONE: they go where `next` says."""
    channel: Ints
    """The channel that the step is on; NONE: the one that the customer is on already."""
    away: Flags
    """Done while the customer is away: no contact goes on, and nothing is felt."""
    hold: Flags
    """Whoever has the customer on the way here stands by until somebody else has served them."""
    returns_to_same: Ints
    """For how long only the worker who served the customer last may take them; NONE: not at all."""
    meanwhile: Ints
    """The first step of the branch that a visit sets off as it ends; NONE."""
    needs: Ints
    """The first step of the branch that customers wait for before they enter; NONE."""
    promise_slot: Ints
    """Slot, by visit, of how soon the branch that it sets off is promised; NONE: no promise."""


class Questions(NamedTuple):
    """The facts that each step asks: rows ``at[step] : at[step + 1]``, by fact."""

    at: Ints
    fact: Ints
    takes_slot: Ints
    """Slot of the time that the asking takes."""
    understood: Ints
    """Row of `Choices`: the chance that the answer is understood; NONE: always."""
    understood_slot: Ints


class Happenings(NamedTuple):
    """The events that may happen in each step: rows ``at[step] : at[step + 1]``, by event."""

    at: Ints
    event: Ints
    chance: Ints
    """Row of `Choices`; NONE: always."""
    slot: Ints
