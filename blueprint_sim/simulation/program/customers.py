"""Tables of the customers: who comes, what they bear, how things feel, what brings them back."""

from __future__ import annotations

from typing import NamedTuple

from blueprint_sim.simulation.program.columns import Floats, Ints


class Customers(NamedTuple):
    """The people who come, in the order of their arrival. The same in every variant."""

    arrival: Ints
    """Ticks, never decreasing; every one within the hours of opening."""
    reason: Ints
    persona: Ints
    layer: Ints
    """With `index`, the key of this customer's luck."""
    index: Ints  # type: ignore[assignment]  # hides `tuple.index`, which nobody asks a table


class Personas(NamedTuple):
    """One row a persona: how they wait, what they bear, who goes first."""

    patience_slot: Ints
    """Slot by contact; NONE: never hangs up."""
    acceptable_slot: Ints
    """Slot of the wait that is felt as nothing."""
    tolerance: Ints
    """Walks away at this many moments of misery; NONE: never."""
    priority: Ints
    """Larger goes first."""
    head_start: Ints
    """Waiting credited beforehand, in ticks: among equals the longest waiting goes first."""


class Feelings(NamedTuple):
    """Valences, -2 to +2. Every array starts with the axis of personas."""

    wait_slope: Floats
    patience_for_prompts: Ints
    repeated_question: Floats
    one_more_question: Floats
    cold_handoff: Floats
    event: Floats
    """[persona, event]."""
    ending: Floats
    """[persona, outcome]; unfinished issues have no ending."""


class Afterwards(NamedTuple):
    """Coming back. One row an `Outcome` of a contact."""

    chance: Ints
    """Row of `Choices`; NONE: nobody comes back."""
    delay_slot: Ints
    returns: Ints
    """Comes back while fewer returns than this have been made; NONE: any number."""
    slot: int
    """Slot of the luck, by contact, whatever the outcome."""


class Chasing(NamedTuple):
    """Getting in touch because a promise was broken, while in no contact."""

    chance: int
    """Row of `Choices`; NONE: nobody does."""
    delay_slot: int
    returns: int
    """Does so while it has been done less often than this in the issue; NONE: any number."""
    slot: int
    """Slot of the luck, by contact."""


class Surfacing(NamedTuple):
    """Coming back, though resolved, as something that happened turns out to be wrong.

    One row an event that may, in the order of the events.
    """

    event: Ints
    chance: Ints
    """Row of `Choices`."""
    delay_slot: Ints
    returns: Ints
    """Turns out while it has done so less often than this in the issue; NONE: any number."""
    slot: Ints
    """Slot of the luck, by contact."""


class Fixes(NamedTuple):
    """Who need not come, since what would have brought them is mended. One row a reason."""

    share: Floats
    """Of those with this reason; 0: everybody comes."""
    slot: Ints
    """Slot of the luck, by customer: one for each cause; NONE where everybody comes."""
    cost_per_day: Floats
    """What mending costs for each day of opening, in the scenario's currency; one row a cause that
    is fixed and has a cost."""
