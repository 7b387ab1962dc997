"""How personas are: where no channel makes a difference, on each channel, and while away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from blueprint_sim.simulation.program import NONE, Program

NEVER = 2**62
"""A tick that never comes, and more misery than there is."""


@dataclass(frozen=True, slots=True)
class Persona:
    """How one persona waits, what they bear, and how things feel to them, on one channel."""

    number: int
    priority: int
    live: bool
    """They are there while they wait, and it costs them time."""
    head_start: int
    """Waiting that is credited beforehand, in ticks."""
    balks: bool
    """May leave rather than join a line."""
    patience: int
    """Slot; NONE: never hangs up."""
    acceptable: int
    """Slot of the wait that is felt as nothing."""
    tolerance: int
    """Walks away at this many moments of misery."""
    patience_for_prompts: int
    wait_slope: float
    repeated_question: float
    one_more_question: float
    cold_handoff: float
    event: list[float]
    ending: list[float]


def persona(p: Program, number: int) -> Persona:
    """Give how a persona is where no channel makes a difference."""
    who, feelings = p.personas, p.feelings
    tolerance: Any = who.tolerance[number]
    return Persona(
        number=number,
        priority=who.priority[number],
        head_start=who.head_start[number],
        balks=p.balking.at[number] < p.balking.at[number + 1],
        live=True,
        patience=who.patience_slot[number],
        acceptable=who.acceptable_slot[number],
        tolerance=NEVER if tolerance == NONE else tolerance,
        patience_for_prompts=feelings.patience_for_prompts[number],
        wait_slope=feelings.wait_slope[number],
        repeated_question=feelings.repeated_question[number],
        one_more_question=feelings.one_more_question[number],
        cold_handoff=feelings.cold_handoff[number],
        event=feelings.event[number],
        ending=feelings.ending[number],
    )


def personas_on(
    p: Program, channel: int, live: tuple[Persona, ...], away: tuple[Persona, ...]
) -> tuple[Persona, ...]:
    """Give how everybody is on a channel: as where they are, but for what it lets them expect."""
    personas = live if p.channels.live[channel] else away
    slot: int = p.channels.acceptable_slot[channel]
    return personas if slot == NONE else tuple(replace(who, acceptable=slot) for who in personas)
