"""The program: one variant as integer tables, and all that an engine reads besides the tape.

Names are gone; steps, teams, personas, reasons, facts and events are numbers, in the order of
their sorted names. Ragged tables are laid end to end, with offsets in a column ``at``: the rows
of entry ``i`` are ``at[i] : at[i + 1]``. Every time is a whole number of ticks (microseconds)
since the first opening.
"""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

import numpy as np

from blueprint_sim.model.laws import Law
from blueprint_sim.simulation.program.choices import Choices, Conditions, Forks, Routes, TeamLists
from blueprint_sim.simulation.program.codes import (
    ISSUE_OUTCOMES,
    By,
    Lane,
    Outcome,
    Subject,
    Target,
)
from blueprint_sim.simulation.program.columns import (
    NONE,
    TICKS_PER_DAY,
    TICKS_PER_HOUR,
    TICKS_PER_MINUTE,
    TICKS_PER_SECOND,
    Flags,
    Floats,
    Ints,
)
from blueprint_sim.simulation.program.customers import (
    Afterwards,
    Chasing,
    Customers,
    Feelings,
    Fixes,
    Personas,
    Surfacing,
)
from blueprint_sim.simulation.program.steps import Happenings, Questions, Steps
from blueprint_sim.simulation.program.teams import Channels, Rates, Rosters, Teams
from blueprint_sim.simulation.program.waiting import Announcements, Balking, Callbacks, Pressure

__all__ = [
    "ISSUE_OUTCOMES",
    "NONE",
    "TICKS_PER_DAY",
    "TICKS_PER_HOUR",
    "TICKS_PER_MINUTE",
    "TICKS_PER_SECOND",
    "Afterwards",
    "Announcements",
    "Balking",
    "By",
    "Calendar",
    "Callbacks",
    "Channels",
    "Chasing",
    "Choices",
    "Conditions",
    "Customers",
    "Feelings",
    "Fixes",
    "Flags",
    "Floats",
    "Forks",
    "Happenings",
    "Ints",
    "Lane",
    "Names",
    "Outcome",
    "Personas",
    "Pressure",
    "Program",
    "Questions",
    "Rates",
    "Rosters",
    "Routes",
    "Slot",
    "Steps",
    "Subject",
    "Surfacing",
    "Target",
    "TeamLists",
    "Teams",
    "fingerprint",
]


class Calendar(NamedTuple):
    """The days. Ticks since the first opening."""

    opens: Ints
    closes: Ints
    warm_up: int
    stop: bool
    """At closing, nobody inside starts any more (else everyone inside is served)."""
    first_day: int = 0
    """Weekday on which the first day opens, from 0 for Monday; the others follow."""


class Names(NamedTuple):
    """Names by number."""

    steps: tuple[str, ...]
    teams: tuple[str, ...]
    personas: tuple[str, ...]
    reasons: tuple[str, ...]
    facts: tuple[str, ...]
    events: tuple[str, ...]
    channels: tuple[str, ...]


class Slot(NamedTuple):
    """What one slot of the tape is drawn for; the key of its luck, and the law it goes through.

    Two slots with the same purpose, detail and step share their uniform, by design: the patience
    of two personas, or two laws between which a rule decides.
    """

    purpose: str
    detail: str = ""
    step: str = ""
    law: Law | None = None
    """None: a plain uniform, for a chance."""


class Program(NamedTuple):
    """One variant, ready to run."""

    variant: str
    names: Names
    calendar: Calendar
    steps: Steps
    questions: Questions
    happenings: Happenings
    conditions: Conditions
    choices: Choices
    routes: Routes
    forks: Forks
    start: int
    """Row of `Routes` at which every contact begins."""
    broken_promise: int
    """The event of a promise that was not kept in time; NONE: nothing is promised."""
    done_resolves: bool
    """No step says `resolves`: whoever reaches `done` is resolved."""
    team_lists: TeamLists
    teams: Teams
    rosters: Rosters
    callbacks: Callbacks
    channels: Channels
    announcements: Announcements
    pressure: Pressure
    personas: Personas
    balking: Balking
    feelings: Feelings
    afterwards: Afterwards
    chasing: Chasing
    surfacing: Surfacing
    fixes: Fixes
    rates: Rates
    slots: tuple[Slot, ...]


def fingerprint(program: Program) -> str:
    """Sixteen hexadecimal digits that change with anything in the program."""
    digest = hashlib.blake2b(digest_size=8)
    _feed(digest, program)
    return digest.hexdigest()


def _feed(digest: Any, part: Any) -> None:
    if isinstance(part, np.ndarray):
        digest.update(f"{part.dtype}{part.shape}".encode())
        digest.update(np.ascontiguousarray(part).tobytes())
    elif isinstance(part, tuple):
        digest.update(f"({len(part)}".encode())
        for item in part:
            _feed(digest, item)
    else:
        digest.update(repr(part).encode())
