"""Where contacts, misery and work began, over all replications, and who owns it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from blueprint_sim.measures.origins import Began, Origins, origin_of
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.simulation.program import Floats, Outcome, Program
from blueprint_sim.studies.intervals import interval, pool
from blueprint_sim.studies.result import Estimate, Felt, Origin, Root
from blueprint_sim.studies.sample import Sample

BESIDES: Final = ("idle", "fixes", "leaving")
"""Kinds of costs that are no contact's; each a field of `Origins`."""


def origins(sample: Sample, program: Program, scenario: Scenario) -> tuple[Origin, ...]:
    """List where contacts began, with what they cost, and what was spent on none of them."""
    taken = [picture.origins for picture in sample.pictures]
    every = _sum(each.contacts.sum() for each in taken)
    found = []
    for number in _numbers(taken):
        contacts = _of(taken, number, [each.contacts for each in taken])
        found.append(
            Origin(
                root(number, program, scenario),
                _mean(contacts, "count", "lower"),
                Estimate(*interval(pool(contacts, every)), "share", None),
                _mean(_of(taken, number, [each.misery for each in taken]), "count", "lower"),
                _mean(_of(taken, number, [each.cost for each in taken]), "currency", "lower"),
            )
        )
    found.sort(key=_place)
    return (*found, *_besides(taken))


def felt(sample: Sample, program: Program, scenario: Scenario) -> tuple[Felt, ...]:
    """List misery by where it was felt and where the contact began, the worst first."""
    steps = scenario.variants[program.variant].steps
    taken = [picture.origins for picture in sample.pictures]
    found = []
    for number in _numbers(taken):
        began = root(number, program, scenario)
        for place, step in enumerate((*program.names.steps, None)):
            misery = _of(taken, number, [each.felt[:, place] for each in taken])
            if misery.any():
                owner = None if step is None else steps[step].owner
                found.append(Felt(step, owner, began, _mean(misery, "count", "lower")))
    return tuple(sorted(found, key=lambda row: (-(row.misery.mean or 0.0), _names(row))))


def root(number: int, program: Program, scenario: Scenario) -> Root:
    """Say what an origin is, and who owns it."""
    kind, detail, step = origin_of(number, program.names)
    if kind is Began.CAUSE:
        cause = scenario.demand.named_causes()[detail]
        more = scenario.demand.causes.get(cause)
        return Root("cause", cause, None, more.owner if more else None)
    name = Outcome(detail).name.lower() if kind is Began.OUTCOME else None
    name = program.names.events[detail] if kind is Began.WRONG else name
    owner = scenario.variants[program.variant].steps[step].owner if step else None
    return Root(kind.name.lower(), name, step, owner)


def _besides(taken: Sequence[Origins]) -> Iterator[Origin]:
    """Give what is in no contact's cost: time paid all the same, fixes, those who leave."""
    for kind in BESIDES:
        spent = _sum(getattr(each, kind) for each in taken)
        if spent.any():
            cost = _mean(spent, "currency", "lower")
            yield Origin(Root(kind, None, None, None), None, None, None, cost)


def _numbers(taken: Iterable[Origins]) -> list[int]:
    return sorted({number for each in taken for number in each.number.tolist()})


def _of(taken: Sequence[Origins], number: int, columns: Sequence[NDArray[Any]]) -> Floats:
    """[replication]: what stands in a column at an origin; 0 where it has none."""
    return np.array(
        [
            float(column[each.number == number].sum())
            for each, column in zip(taken, columns, strict=True)
        ]
    )


def _sum(values: Iterable[float]) -> Floats:
    return np.array([float(value) for value in values])


def _mean(values: Floats, unit: str, better: str) -> Estimate:
    """Average over replications."""
    return Estimate(*interval(pool(values, np.ones(len(values)))), unit, better)


def _place(origin: Origin) -> tuple[bool, float, tuple[str, str, str]]:
    contacts = 0.0 if origin.contacts is None else origin.contacts.mean or 0.0
    return origin.root.kind != "service", -contacts, _said(origin.root)


def _names(row: Felt) -> tuple[str, tuple[str, str, str]]:
    return row.step or "", _said(row.began)


def _said(began: Root) -> tuple[str, str, str]:
    return began.kind, began.name or "", began.step or ""
