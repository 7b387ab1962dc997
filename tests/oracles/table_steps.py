"""Steps as tables: what each is, what it asks, and what happens in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from blueprint_sim.simulation.program import NONE, Happenings, Lane, Names, Questions, Steps
from tests.oracles.specs import MINUTE, StepSpec, ints
from tests.oracles.table_rules import Rules, offsets


def lay_steps(rules: Rules, steps: Sequence[StepSpec], names: Names) -> Steps:
    """Lay the steps out by column."""
    named = list(zip(steps, names.steps, strict=True))
    return Steps(
        lane=ints(step.lane for step in steps),
        visible=np.array([step.lane <= Lane.FRONTSTAGE and not step.away for step in steps]),
        works=np.array([_works(step) for step in steps]),
        shows=np.array([step.takes is not None or not step.asks for step in steps]),
        emptied=np.array([step.emptied for step in steps]),
        by=ints(rules.whom(step.by) for step in steps),
        takes=ints(rules.durations(step.takes, name) for step, name in named),
        resolves=ints(rules.chances(step.resolves) for step in steps),
        resolves_slot=ints(rules.share("resolves", "", name) for name in names.steps),
        next=ints(rules.route(step.next, "next", name) for step, name in named),
        if_not=ints(rules.route(step.if_not, "if_not", name) for step, name in named),
        channel=ints(step.channel for step in steps),
        away=np.array([step.away for step in steps]),
        hold=np.array([step.hold and not step.emptied for step in steps]),
        returns_to_same=ints(
            NONE if step.returns is None else step.returns * MINUTE for step in steps
        ),
        meanwhile=ints(step.meanwhile for step in steps),
        needs=ints(step.needs for step in steps),
        promise_slot=ints(rules.minutes(s.promise, "promise", "", name) for s, name in named),
    )


def lay_questions(rules: Rules, steps: Sequence[StepSpec], names: Names) -> Questions:
    """Lay the questions of all steps end to end."""
    rows = [
        (asked, names.facts[asked.fact], name)
        for step, name in zip(steps, names.steps, strict=True)
        for asked in step.asks
    ]
    return Questions(
        at=offsets([step.asks for step in steps]),
        fact=ints(asked.fact for asked, *_ in rows),
        takes_slot=ints(rules.minutes(asked.minutes, "asks", *key) for asked, *key in rows),
        understood=ints(rules.chances(asked.understood) for asked, *_ in rows),
        understood_slot=ints(rules.share("understood", *key) for _, *key in rows),
    )


def lay_happenings(rules: Rules, steps: Sequence[StepSpec], names: Names) -> Happenings:
    """Lay the events of all steps end to end."""
    rows = [
        (event, chance, name)
        for step, name in zip(steps, names.steps, strict=True)
        for event, chance in step.events
    ]
    return Happenings(
        at=offsets([step.events for step in steps]),
        event=ints(event for event, *_ in rows),
        chance=ints(rules.chances(chance) for _, chance, _ in rows),
        slot=ints(rules.share("event", names.events[event], name) for event, _, name in rows),
    )


def _works(step: StepSpec) -> bool:
    has_more_to_do = step.takes or step.resolves or step.events or step.needs != NONE
    return bool(has_more_to_do or not step.asks)
