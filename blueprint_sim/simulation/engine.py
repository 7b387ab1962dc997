"""What an engine is: a program, its customers and a tape go in, a log comes out."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from blueprint_sim.simulation.log import Log
from blueprint_sim.simulation.program import Customers, Program


class Tape(Protocol):
    """Everybody's luck, drawn before it is asked for.

    A value depends on its key alone, never on who asks or when. `visit` counts from 0; it is the
    number of the visit for what happens at a step, of the contact for patience, start and
    recontact, and ``contact << 16 | departure`` for a fact carried at a handoff.
    """

    def share(self, slot: int, visit: int, customer: int) -> float:
        """Give a uniform number in [0, 1)."""
        ...

    def duration(self, slot: int, visit: int, customer: int) -> int:
        """Give a duration, in ticks, already through the law of its slot."""
        ...


class Bounds(NamedTuple):
    """What ends a run that would never end, with `errors.Runaway`."""

    events_at_one_instant: int = 100_000
    events: int = 1_000_000_000
    customers_present: int = 1_000_000
    visits_of_one_step: int = 10_000
    """By one customer: more is a loop that nobody leaves."""


BOUNDS = Bounds()


class Engine(Protocol):
    """An engine. Two engines may differ in how, never in what."""

    def __call__(
        self, program: Program, customers: Customers, tape: Tape, bounds: Bounds = BOUNDS
    ) -> Log:
        """Run the program to its end and give the log."""
        ...
