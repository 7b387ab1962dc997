"""Customers as tables: what they put up with, how it feels, and who comes back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from blueprint_sim.simulation.program import (
    NONE,
    Afterwards,
    Balking,
    Chasing,
    Feelings,
    Fixes,
    Names,
    Outcome,
    Personas,
    Surfacing,
)
from tests.oracles.specs import MINUTE, After, PersonaSpec, ints
from tests.oracles.table_rules import Rules, offsets

ENDINGS = {
    Outcome.RESOLVED: 1.0,
    Outcome.UNRESOLVED: -1.0,
    Outcome.DEAD_END: -2.0,
    Outcome.ABANDONED: -1.0,
    Outcome.BALKED: -1.0,
    Outcome.BLOCKED: -1.0,
    Outcome.WALKED_AWAY: -2.0,
}


def lay_personas(rules: Rules, personas: Sequence[PersonaSpec], names: Names) -> Personas:
    """Lay the personas out by column."""
    named = list(zip(personas, names.personas, strict=True))
    return Personas(
        patience_slot=ints(rules.minutes(p.patience, "patience", name) for p, name in named),
        acceptable_slot=ints(rules.minutes(p.acceptable, "accepts", n) for p, n in named),
        tolerance=ints(persona.tolerance for persona in personas),
        priority=ints(persona.priority for persona in personas),
        head_start=ints(persona.head_start for persona in personas) * MINUTE,
    )


def lay_balking(rules: Rules, personas: Sequence[PersonaSpec]) -> Balking:
    """Lay out at what lines each persona leaves at once."""
    rows = [row for persona in personas for row in persona.balks]
    return Balking(
        at=offsets([persona.balks for persona in personas]),
        low=ints(low for low, _, _ in rows),
        high=ints(high for _, high, _ in rows),
        chance=np.array([chance for *_, chance in rows], dtype=np.float64),
        slot=rules.share("balks") if rows else NONE,
    )


def lay_feelings(personas: Sequence[PersonaSpec]) -> Feelings:
    """Lay out how each persona feels."""
    endings = [[ENDINGS.get(outcome, 0.0) for outcome in Outcome] for _ in personas]
    return Feelings(
        wait_slope=np.array([persona.wait_slope for persona in personas]),
        patience_for_prompts=ints(persona.patience_for_prompts for persona in personas),
        repeated_question=np.array([persona.repeated_question for persona in personas]),
        one_more_question=np.array([persona.one_more_question for persona in personas]),
        cold_handoff=np.array([persona.cold_handoff for persona in personas]),
        event=np.array([persona.event for persona in personas]),
        ending=np.array(endings),
    )


def lay_afterwards(rules: Rules, after: dict[Outcome, After]) -> Afterwards:
    """Lay out who comes back after which outcome, and when."""
    rows = [after.get(outcome) for outcome in Outcome]
    return Afterwards(
        chance=ints(rules.chances(row.chance if row else None) for row in rows),
        delay_slot=ints(rules.minutes(row.delay if row else None, "delay") for row in rows),
        returns=ints(row.returns if row else NONE for row in rows),
        slot=rules.share("recontact"),
    )


def lay_chasing(rules: Rules, chase: After | None) -> Chasing:
    """Give who asks after a broken promise."""
    if chase is None:
        return Chasing(NONE, NONE, NONE, NONE)
    return Chasing(
        chance=rules.chances(chase.chance),
        delay_slot=rules.minutes(chase.delay, "chase delay"),
        returns=chase.returns,
        slot=rules.share("chase"),
    )


def lay_surfacing(rules: Rules, surfacing: dict[int, After]) -> Surfacing:
    """Lay out which events turn out to be wrong, and when."""
    rows = sorted(surfacing.items())
    return Surfacing(
        event=ints(event for event, _ in rows),
        chance=ints(rules.chances(row.chance) for _, row in rows),
        delay_slot=ints(rules.minutes(row.delay, "surfacing delay") for _, row in rows),
        returns=ints(row.returns for _, row in rows),
        slot=ints(rules.share("surfacing", f"event{event}") for event, _ in rows),
    )


def lay_fixes(rules: Rules, fixes: Sequence[tuple[str, float]]) -> Fixes:
    """Lay out which share of those with each reason need not come, by cause."""
    return Fixes(
        share=np.array([share for _, share in fixes]),
        slot=ints(rules.share("fix", cause) if share else NONE for cause, share in fixes),
        cost_per_day=np.zeros(0),
    )
