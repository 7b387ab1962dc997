"""Programs written straight as tables: for tests that need neither a file nor a model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from blueprint_sim.simulation.program import NONE, Calendar, Names, Outcome, Program, Rates
from tests.oracles.specs import (
    MINUTE,
    After,
    ChannelSpec,
    Days,
    PersonaSpec,
    Rule,
    StepSpec,
    TeamSpec,
    ints,
)
from tests.oracles.table_people import (
    lay_afterwards,
    lay_balking,
    lay_chasing,
    lay_feelings,
    lay_fixes,
    lay_personas,
    lay_surfacing,
)
from tests.oracles.table_rules import Rules
from tests.oracles.table_steps import lay_happenings, lay_questions, lay_steps
from tests.oracles.table_teams import (
    lay_announcements,
    lay_callbacks,
    lay_channels,
    lay_pressure,
    lay_rosters,
    lay_teams,
)

NOTHING_FIXED = (("", 0.0),) * 3
"""Of each reason that hand-made customers have."""


class TableBuilder:
    """Lays specs end to end as the tables of a program.

    Slots are numbered in the order in which the tables below are laid.
    """

    def __init__(self) -> None:
        self.rules = Rules()

    @property
    def grids(self) -> list[tuple[int, ...] | None]:
        """By slot, the minutes among which the tape chooses; None for a share."""
        return self.rules.grids

    def program(
        self,
        steps: Sequence[StepSpec],
        teams: Sequence[TeamSpec],
        personas: Sequence[PersonaSpec] = (PersonaSpec(),),
        start: Sequence[Rule] = ((None, ((1.0, 0),)),),
        after: dict[Outcome, After] | None = None,
        chase: After | None = None,
        surfacing: dict[int, After] | None = None,
        days: Days = Days(),  # noqa: B008  (a NamedTuple does not change)
        channels: Sequence[ChannelSpec] = (),
        fixes: Sequence[tuple[str, float]] = NOTHING_FIXED,
    ) -> Program:
        """Give the program, with names that say what each number is.

        `fixes` has a row for each reason: its cause, and how much of that is fixed.
        """
        rules, names = self.rules, _names(steps, teams, personas, channels)
        tables: dict[str, Any] = {
            "steps": lay_steps(rules, steps, names),
            "questions": lay_questions(rules, steps, names),
            "happenings": lay_happenings(rules, steps, names),
            "start": rules.route(start, "start"),
            "teams": lay_teams(rules, teams, len(steps), names),
            "rosters": lay_rosters(teams),
            "callbacks": lay_callbacks(rules, teams, names),
            "channels": lay_channels(rules, channels, names),
            "announcements": lay_announcements(teams),
            "pressure": lay_pressure(teams),
            "personas": lay_personas(rules, personas, names),
            "balking": lay_balking(rules, personas),
            "feelings": lay_feelings(personas),
            "afterwards": lay_afterwards(rules, after or {}),
            "chasing": lay_chasing(rules, chase),
            "surfacing": lay_surfacing(rules, surfacing or {}),
            "fixes": lay_fixes(rules, fixes),
        }
        return Program(
            variant="hand-made",
            names=names,
            calendar=Calendar(
                ints(days.opens) * MINUTE, ints(days.closes) * MINUTE, warm_up=0, stop=days.stop
            ),
            conditions=rules.lay_conditions(),
            choices=rules.lay_choices(),
            routes=rules.lay_routes(),
            forks=rules.lay_forks(),
            broken_promise=0 if any(step.promise for step in steps) else NONE,
            done_resolves=all(step.resolves is None for step in steps),
            team_lists=rules.lay_lists(),
            rates=Rates(*np.zeros((3, len(teams)))),
            slots=tuple(rules.slots),
            **tables,
        )


def _names(
    steps: Sequence[StepSpec],
    teams: Sequence[TeamSpec],
    personas: Sequence[PersonaSpec],
    channels: Sequence[ChannelSpec],
) -> Names:
    return Names(
        steps=tuple(f"step{number}" for number in range(len(steps))),
        teams=tuple(f"team{number}" for number in range(len(teams))),
        personas=tuple(f"persona{number}" for number in range(len(personas))),
        reasons=("reason0", "reason1"),
        facts=tuple(f"fact{number}" for number in range(len(teams[0].carries))),
        events=tuple(f"event{number}" for number in range(len(personas[0].event))),
        channels=tuple(f"channel{number}" for number in range(len(channels))),
    )
