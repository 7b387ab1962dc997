"""Compile the graph of a variant into a program: names to numbers, rules to tables.

A module for each noun, in the order in which `compile_variant` asks them. Slots of the tape are
numbered as they are met, so the order of the parts is part of the program.
"""

from __future__ import annotations

from blueprint_sim.model.blueprint import BROKEN_PROMISE
from blueprint_sim.model.graph import blueprint_graph
from blueprint_sim.model.scenario import Scenario, Variant
from blueprint_sim.simulation.compile.channels import channels
from blueprint_sim.simulation.compile.customers import (
    afterwards,
    chasing,
    feelings,
    fixes,
    personas,
    surfacing,
)
from blueprint_sim.simulation.compile.steps import happenings, questions, start, steps
from blueprint_sim.simulation.compile.teams import rates, teams
from blueprint_sim.simulation.compile.waiting import announcements, balking, callbacks, pressure
from blueprint_sim.simulation.days import calendar, rosters, sizes
from blueprint_sim.simulation.program import NONE, Names, Program
from blueprint_sim.simulation.tables import Tables


def compile_variant(scenario: Scenario, variant: str) -> Program:
    """Compile one variant of a checked scenario."""
    design, graph = scenario.variants[variant], blueprint_graph(scenario, variant)
    tables = Tables(names := _names(scenario, design))
    staff = [design.teams[name] for name in names.teams]
    people = [scenario.personas[name] for name in names.personas]
    duty = rosters(staff, scenario.run)
    return Program(
        variant=variant,
        names=names,
        calendar=calendar(scenario.run),
        start=start(graph, tables),
        steps=steps(design, graph, tables),
        questions=questions(design, scenario.facts, tables),
        happenings=happenings(design, tables),
        channels=channels(design, tables),
        broken_promise=names.events.index(BROKEN_PROMISE) if _promises(design) else NONE,
        done_resolves=all(step.resolves is None for step in design.steps.values()),
        teams=teams(design, graph, sizes(staff, duty), tables),
        rosters=duty,
        callbacks=callbacks(design, tables),
        announcements=announcements(staff),
        pressure=pressure(staff),
        personas=personas(people, scenario.experience, tables),
        balking=balking(people, tables),
        feelings=feelings(people, scenario.experience, names),
        afterwards=afterwards(scenario.demand, tables),
        chasing=chasing(scenario.demand, tables),
        surfacing=surfacing(scenario.demand, tables),
        fixes=fixes(scenario.demand, design, tables),
        rates=rates(staff),
        **tables.finished(),
    )


def _names(scenario: Scenario, design: Variant) -> Names:
    """Give every name its number: its place among the sorted names."""
    events = {event for step in design.steps.values() for event in step.events}
    events |= {BROKEN_PROMISE} if _promises(design) else set()
    return Names(
        steps=tuple(sorted(design.steps)),
        teams=tuple(sorted(design.teams)),
        personas=tuple(sorted(scenario.personas)),
        reasons=tuple(sorted(scenario.demand.reasons)),
        facts=tuple(sorted(scenario.facts)),
        events=tuple(sorted(events)),
        channels=tuple(sorted(design.channels)),
    )


def _promises(design: Variant) -> bool:
    """Tell whether anything is promised."""
    return any(step.promise is not None for step in design.steps.values())
