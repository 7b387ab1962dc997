"""Tables of waiting in line: who does not join, what is said, who is called back; pressure."""

from __future__ import annotations

from typing import NamedTuple

from blueprint_sim.simulation.program.columns import Floats, Ints


class Balking(NamedTuple):
    """Who leaves rather than join a line: rows ``at[persona] : at[persona + 1]``, by length.

    A row holds while at least `low` and at most `high` wait in it; no two hold at once.
    """

    at: Ints
    low: Ints
    high: Ints
    chance: Floats
    slot: int
    """Slot of the luck, by contact; NONE: nobody ever balks."""


class Announcements(NamedTuple):
    """What those hear who wait in a line. One row a team."""

    after: Ints
    """Ticks in the line until it is heard; NONE: nothing is said."""
    patience: Floats
    """What is left of their patience is multiplied by this."""
    felt_wait: Floats
    """The wait feels as long as its length times this."""


class Callbacks(NamedTuple):
    """Calling customers back instead of letting them wait in line. One row a team."""

    after_slot: Ints
    """Slot, by contact, of how long after joining its line it is offered; NONE: never."""
    accept: Ints
    """Row of `Choices`: the chance that a customer accepts it; NONE where it is not offered."""
    accept_slot: Ints
    """Slot of that luck, by contact."""
    answers: Ints
    """Row of `Choices`: the chance that a customer answers when called; NONE: always."""
    answers_slot: Ints
    """Slot of that luck, by contact."""


class Pressure(NamedTuple):
    """What a line does to those at work: rows ``at[team] : at[team + 1]``, by length."""

    at: Ints
    least: Ints
    """From so many waiting in the team's line on; the last such row decides."""
    takes: Floats
    """The length of a visit is multiplied by this."""
    resolves: Floats
    """The chance that it resolves is multiplied by this."""
