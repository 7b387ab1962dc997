"""What a giver, a team or a channel, passes on of each fact: chances, and luck where it decides."""

from __future__ import annotations

from collections.abc import Iterable

from blueprint_sim.model.people import Carries
from blueprint_sim.simulation.program import NONE, Floats, Ints
from blueprint_sim.simulation.tables import Tables, float_grid, int_grid


def chances(carries: Iterable[Carries], tables: Tables) -> Floats:
    """Give the chance that a fact is passed on, a row a giver and a column a fact."""
    facts = tables.names.facts
    return float_grid(([_chance(each, fact) for fact in facts] for each in carries), len(facts))


def carry_slots(purpose: str, givers: Iterable[str], carries: Floats, tables: Tables) -> Ints:
    """Give the slots of that luck in the same places; NONE where the chance is 0 or 1."""
    facts = tables.names.facts
    rows = (
        [
            tables.slot(purpose, f"{giver}/{fact}") if 0 < chance < 1 else NONE
            for fact, chance in zip(facts, row, strict=True)
        ]
        for giver, row in zip(givers, carries.tolist(), strict=True)
    )
    return int_grid(rows, len(facts))


def _chance(carries: Carries, fact: str) -> float:
    """Give the chance for a fact: one for all facts, or by name; an unnamed one is left behind."""
    return carries if isinstance(carries, float) else carries.get(fact, 0.0)
