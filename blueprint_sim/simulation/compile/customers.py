"""The customers as tables: personas, what they feel, and whether they come back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from blueprint_sim.model.blueprint import BROKEN_PROMISE
from blueprint_sim.model.demand import COMES_BACK, Demand
from blueprint_sim.model.experience import Experience
from blueprint_sim.model.people import Persona
from blueprint_sim.model.scenario import Variant
from blueprint_sim.simulation.program import (
    NONE,
    Afterwards,
    Chasing,
    Feelings,
    Fixes,
    Floats,
    Names,
    Outcome,
    Personas,
    Surfacing,
)
from blueprint_sim.simulation.tables import Tables, float_grid, floats, ints
from blueprint_sim.simulation.tape import ticks


def personas(people: Sequence[Persona], experience: Experience, tables: Tables) -> Personas:
    """Give a row for each persona: what they bear, and who goes first."""
    wait = experience.acceptable_wait
    return Personas(
        patience_slot=ints(tables.time(who.patience, "patience") for who in people),
        acceptable_slot=ints(tables.time(wait, "acceptable wait") for _ in people),
        tolerance=ints(NONE if who.tolerance is None else who.tolerance for who in people),
        priority=ints(who.priority for who in people),
        head_start=ticks(np.array([who.head_start for who in people])),
    )


def feelings(people: Sequence[Persona], experience: Experience, names: Names) -> Feelings:
    """Give how each persona feels about what happens: as everybody does, unless they say so."""
    felt = [{**experience.valences, **who.feels} for who in people]
    return Feelings(
        wait_slope=floats(experience.wait_slope for _ in people),
        patience_for_prompts=ints(experience.patience_for_prompts for _ in people),
        repeated_question=floats(feels["repeated_question"] for feels in felt),
        one_more_question=floats(feels["one_more_question"] for feels in felt),
        cold_handoff=floats(feels["cold_handoff"] for feels in felt),
        event=_valences(felt, names.events),
        ending=_valences(felt, [outcome.name.lower() for outcome in Outcome]),
    )


def _valences(felt: Sequence[Mapping[str, float]], subjects: Sequence[str]) -> Floats:
    """Give what each persona feels about each subject; nobody said: nothing."""
    rows = ([feels.get(subject, 0.0) for subject in subjects] for feels in felt)
    return float_grid(rows, len(subjects))


def afterwards(demand: Demand, tables: Tables) -> Afterwards:
    """Give, for each outcome of a contact, the chance and the delay of coming back."""
    written = {str(outcome): back for outcome, back in demand.recontact.items()}
    rows = [written.get(outcome.name.lower()) for outcome in Outcome]
    return Afterwards(
        chance=ints(NONE if back is None else tables.chance(back.chance) for back in rows),
        delay_slot=ints(
            NONE if back is None else tables.slot("recontact delay", law=back.after)
            for back in rows
        ),
        returns=ints(
            NONE if back is None or back.returns is None else back.returns for back in rows
        ),
        slot=tables.slot("recontact"),
    )


def fixes(demand: Demand, design: Variant, tables: Tables) -> Fixes:
    """Give who need not come to a variant, and what it spends on that."""
    causes = [demand.reasons[name].cause for name in sorted(demand.reasons)]
    fixed = sorted(cause for cause, share in design.fixes.items() if share)
    costs = [demand.causes[cause].fix_costs for cause in fixed if cause in demand.causes]
    return Fixes(
        share=floats(design.fixed(cause) for cause in causes),
        slot=ints(
            tables.slot("fix", cause) if cause is not None and design.fixed(cause) else NONE
            for cause in causes
        ),
        cost_per_day=floats(cost for cost in costs if cost),
    )


def chasing(demand: Demand, tables: Tables) -> Chasing:
    """Give the chance and the delay of asking after a broken promise."""
    back = demand.recontact.get(BROKEN_PROMISE)
    if back is None:
        return Chasing(NONE, NONE, NONE, NONE)
    return Chasing(
        chance=tables.chance(back.chance),
        delay_slot=tables.slot("chase delay", law=back.after),
        returns=NONE if back.returns is None else back.returns,
        slot=tables.slot("chase"),
    )


def surfacing(demand: Demand, tables: Tables) -> Surfacing:
    """Give, for each event of the variant that may turn out to be wrong, who comes back."""
    written = {name: back for name, back in demand.recontact.items() if name not in COMES_BACK}
    rows = [
        (number, event, written[event])
        for number, event in enumerate(tables.names.events)
        if event in written
    ]
    return Surfacing(
        event=ints(number for number, _, _ in rows),
        chance=ints(tables.chance(back.chance) for _, _, back in rows),
        delay_slot=ints(
            tables.slot("surfacing delay", detail=event, law=back.after) for _, event, back in rows
        ),
        returns=ints(NONE if back.returns is None else back.returns for _, _, back in rows),
        slot=ints(tables.slot("surfacing", detail=event) for _, event, _ in rows),
    )
