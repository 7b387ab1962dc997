"""Programs written straight as tables: for tests that need neither a file nor a model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from blueprint_sim.simulation.program import (
    NONE,
    Afterwards,
    Announcements,
    Balking,
    By,
    Calendar,
    Callbacks,
    Channels,
    Choices,
    Conditions,
    Feelings,
    Forks,
    Happenings,
    Ints,
    Lane,
    Names,
    Outcome,
    Personas,
    Pressure,
    Program,
    Questions,
    Rates,
    Rosters,
    Routes,
    Slot,
    Steps,
    TeamLists,
    Teams,
)
from tests.oracles.specs import (
    MINUTE,
    After,
    ChannelSpec,
    Condition,
    Days,
    Fork,
    PersonaSpec,
    Rule,
    StepSpec,
    TeamSpec,
    always,
    ints,
)

# The specs that most tests write come through this one door.
__all__ = [
    "MINUTE",
    "ChannelSpec",
    "Days",
    "PersonaSpec",
    "Rule",
    "StepSpec",
    "TableBuilder",
    "TeamSpec",
    "always",
]

ENDINGS = {
    Outcome.RESOLVED: 1.0,
    Outcome.UNRESOLVED: -1.0,
    Outcome.DEAD_END: -2.0,
    Outcome.ABANDONED: -1.0,
    Outcome.BALKED: -1.0,
    Outcome.BLOCKED: -1.0,
    Outcome.WALKED_AWAY: -2.0,
}


class TableBuilder:
    """Lays specs end to end as the tables of a program.

    `grids` holds, by slot, the minutes among which the tape chooses; None for a share.
    """

    def __init__(self) -> None:
        self.grids: list[tuple[int, ...] | None] = []
        self.slots: list[Slot] = []
        self.conditions: list[Condition] = []
        self.choices: list[list[tuple[int, int, float]]] = []
        self.routes: list[tuple[int, list[tuple[int, int]]]] = []
        self.forks: list[Fork] = []
        self.lists: list[Sequence[int]] = []

    # Slots

    def share(self, purpose: str, detail: str = "", step: str = "") -> int:
        """Give the number of a new slot of shares."""
        return self._slot(None, Slot(purpose, detail, step))

    def minutes(
        self, among: tuple[int, ...] | None, purpose: str, detail: str = "", step: str = ""
    ) -> int:
        """Give the number of a new slot of durations; NONE if there is nothing to draw."""
        return NONE if among is None else self._slot(among, Slot(purpose, detail, step))

    def _slot(self, grid: tuple[int, ...] | None, slot: Slot) -> int:
        self.grids.append(grid)
        self.slots.append(slot)
        return len(self.slots) - 1

    # Rules

    def when(self, condition: Condition | None) -> int:
        """Give the row of a condition."""
        if condition is None:
            return NONE
        self.conditions.append(condition)
        return len(self.conditions) - 1

    def chances(self, rules: Sequence[Rule] | None) -> int:
        """Give the choice that these chances make."""
        if rules is None:
            return NONE
        return self._choice([(self.when(when), NONE, chance) for when, chance in rules])

    def durations(self, rules: Sequence[Rule] | None, step: str) -> int:
        """Give the choice between these durations."""
        if rules is None:
            return NONE
        slots = [self.minutes(among, "takes", "", step) for _, among in rules]
        conditions = [self.when(when) for when, _ in rules]
        return self._choice(
            [(when, slot, 0.0) for when, slot in zip(conditions, slots, strict=True)]
        )

    def whom(self, rules: Sequence[Rule]) -> int:
        """Give the choice between lists of teams, or `By`."""
        rows = []
        for when, value in rules:
            if not isinstance(value, By):
                self.lists.append(value)
                value = len(self.lists) - 1
            rows.append((self.when(when), int(value), 0.0))
        return self._choice(rows)

    def _choice(self, rows: list[tuple[int, int, float]]) -> int:
        self.choices.append(rows)
        return len(self.choices) - 1

    def route(self, rules: Sequence[Rule] | None, purpose: str, step: str = "") -> int:
        """Give the route that these forks make."""
        if rules is None:
            return NONE
        rows = []
        for when, fork in rules:
            self.forks.append(fork)
            rows.append((self.when(when), len(self.forks) - 1))
        self.routes.append((self.share(purpose, "", step), rows))
        return len(self.routes) - 1

    # Tables

    def program(
        self,
        steps: Sequence[StepSpec],
        teams: Sequence[TeamSpec],
        personas: Sequence[PersonaSpec] = (PersonaSpec(),),
        start: Sequence[Rule] = ((None, ((1.0, 0),)),),
        after: dict[Outcome, After] | None = None,
        days: Days = Days(),  # noqa: B008  (a NamedTuple does not change)
        channels: Sequence[ChannelSpec] = (),
    ) -> Program:
        """Give the program, with names that say what each number is."""
        names = Names(
            steps=tuple(f"step{number}" for number in range(len(steps))),
            teams=tuple(f"team{number}" for number in range(len(teams))),
            personas=tuple(f"persona{number}" for number in range(len(personas))),
            reasons=("reason0", "reason1"),
            facts=tuple(f"fact{number}" for number in range(len(teams[0].carries))),
            events=tuple(f"event{number}" for number in range(len(personas[0].event))),
            channels=tuple(f"channel{number}" for number in range(len(channels))),
        )
        tables: dict[str, Any] = {
            "steps": self._steps(steps, names),
            "questions": self._questions(steps, names),
            "happenings": self._happenings(steps, names),
            "start": self.route(start, "start"),
            "teams": self._teams(teams, len(steps), names),
            "rosters": _rosters(teams),
            "callbacks": self._callbacks(teams, names),
            "channels": self._channels(channels, names),
            "announcements": _announcements(teams),
            "pressure": _pressure(teams),
            "personas": self._personas(personas, names),
            "balking": self._balking(personas),
            "feelings": _feelings(personas),
            "afterwards": self._afterwards(after or {}),
        }
        return Program(
            variant="hand-made",
            names=names,
            calendar=Calendar(
                ints(days.opens) * MINUTE, ints(days.closes) * MINUTE, warm_up=0, stop=days.stop
            ),
            conditions=self._conditions(),
            choices=self._choices(),
            routes=self._routes(),
            forks=self._forks(),
            done_resolves=all(step.resolves is None for step in steps),
            team_lists=TeamLists(offsets(self.lists), ints(_flat(self.lists))),
            rates=Rates(*np.zeros((3, len(teams)))),
            slots=tuple(self.slots),
            **tables,
        )

    def _steps(self, steps: Sequence[StepSpec], names: Names) -> Steps:
        named = list(zip(steps, names.steps, strict=True))
        return Steps(
            lane=ints(step.lane for step in steps),
            visible=np.array([step.lane <= Lane.FRONTSTAGE and not step.away for step in steps]),
            works=np.array([_works(step) for step in steps]),
            shows=np.array([step.takes is not None or not step.asks for step in steps]),
            emptied=np.array([step.emptied for step in steps]),
            by=ints(self.whom(step.by) for step in steps),
            takes=ints(self.durations(step.takes, name) for step, name in named),
            resolves=ints(self.chances(step.resolves) for step in steps),
            resolves_slot=ints(self.share("resolves", "", name) for name in names.steps),
            next=ints(self.route(step.next, "next", name) for step, name in named),
            if_not=ints(self.route(step.if_not, "if_not", name) for step, name in named),
            channel=ints(step.channel for step in steps),
            away=np.array([step.away for step in steps]),
            hold=np.array([step.hold and not step.emptied for step in steps]),
            returns_to_same=ints(
                NONE if step.returns is None else step.returns * MINUTE for step in steps
            ),
        )

    def _questions(self, steps: Sequence[StepSpec], names: Names) -> Questions:
        rows = [
            (asked, names.facts[asked.fact], name)
            for step, name in zip(steps, names.steps, strict=True)
            for asked in step.asks
        ]
        return Questions(
            at=offsets([step.asks for step in steps]),
            fact=ints(asked.fact for asked, *_ in rows),
            takes_slot=ints(self.minutes(asked.minutes, "asks", *key) for asked, *key in rows),
            understood=ints(self.chances(asked.understood) for asked, *_ in rows),
            understood_slot=ints(self.share("understood", *key) for _, *key in rows),
        )

    def _happenings(self, steps: Sequence[StepSpec], names: Names) -> Happenings:
        rows = [
            (event, chance, name)
            for step, name in zip(steps, names.steps, strict=True)
            for event, chance in step.events
        ]
        return Happenings(
            at=offsets([step.events for step in steps]),
            event=ints(event for event, *_ in rows),
            chance=ints(self.chances(chance) for _, chance, _ in rows),
            slot=ints(self.share("event", names.events[event], name) for event, _, name in rows),
        )

    def _teams(self, teams: Sequence[TeamSpec], steps: int, names: Names) -> Teams:
        return Teams(
            machine=np.array([team.machine for team in teams]),
            size=ints(
                max((workers for _, workers in team.roster), default=team.size) for team in teams
            ),
            at_once=ints(team.at_once for team in teams),
            staffed=np.ones(len(teams), dtype=bool),
            limit=ints(team.limit for team in teams),
            when_full=ints(team.when_full for team in teams),
            wraps=np.array([team.wraps is not None for team in teams]),
            wrap_slot=ints(
                self.minutes(team.wraps, "wrap_up", name, names.steps[step])
                for team, name in zip(teams, names.teams, strict=True)
                for step in range(steps)
            ).reshape(len(teams), steps),
            carries=np.array([team.carries for team in teams]),
            carry_slot=ints(
                NONE if chance in (0, 1) else self.share("carries", f"{fact} {name}")
                for team, name in zip(teams, names.teams, strict=True)
                for chance, fact in zip(team.carries, names.facts, strict=True)
            ).reshape(len(teams), -1),
        )

    def _callbacks(self, teams: Sequence[TeamSpec], names: Names) -> Callbacks:
        named = [(team.callback, name) for team, name in zip(teams, names.teams, strict=True)]
        return Callbacks(
            after_slot=ints(self.minutes(c.after if c else None, "offered", n) for c, n in named),
            accept=ints(self.chances(c.accept if c else None) for c, _ in named),
            accept_slot=ints(self.share("accepted", name) if c else NONE for c, name in named),
            answers=ints(self.chances(c.answers if c else None) for c, _ in named),
            answers_slot=ints(self.share("answered", name) if c else NONE for c, name in named),
        )

    def _channels(self, channels: Sequence[ChannelSpec], names: Names) -> Channels:
        named = list(zip(channels, names.channels, strict=True))
        return Channels(
            lines=ints(channel.lines for channel in channels),
            live=np.array([channel.live for channel in channels], dtype=bool),
            acceptable_slot=ints(self.minutes(c.acceptable, "accepts", name) for c, name in named),
            replies_slot=ints(
                self.minutes(channel.replies, "reply", name, step)
                for channel, name in named
                for step in names.steps
            ).reshape(len(channels), len(names.steps)),
            carries=np.array([channel.carries for channel in channels]).reshape(
                len(channels), len(names.facts)
            ),
            carry_slot=ints(
                NONE if chance in (0, 1) else self.share("carries", f"{name}/{fact}")
                for channel, name in named
                for chance, fact in zip(channel.carries, names.facts, strict=True)
            ).reshape(len(channels), len(names.facts)),
        )

    def _personas(self, personas: Sequence[PersonaSpec], names: Names) -> Personas:
        named = list(zip(personas, names.personas, strict=True))
        return Personas(
            patience_slot=ints(self.minutes(p.patience, "patience", name) for p, name in named),
            acceptable_slot=ints(self.minutes(p.acceptable, "accepts", n) for p, n in named),
            tolerance=ints(persona.tolerance for persona in personas),
            priority=ints(persona.priority for persona in personas),
            head_start=ints(persona.head_start for persona in personas) * MINUTE,
        )

    def _balking(self, personas: Sequence[PersonaSpec]) -> Balking:
        rows = [row for persona in personas for row in persona.balks]
        return Balking(
            at=offsets([persona.balks for persona in personas]),
            low=ints(low for low, _, _ in rows),
            high=ints(high for _, high, _ in rows),
            chance=np.array([chance for *_, chance in rows], dtype=np.float64),
            slot=self.share("balks") if rows else NONE,
        )

    def _afterwards(self, after: dict[Outcome, After]) -> Afterwards:
        rows = [after.get(outcome) for outcome in Outcome]
        return Afterwards(
            chance=ints(self.chances(row.chance if row else None) for row in rows),
            delay_slot=ints(self.minutes(row.delay if row else None, "delay") for row in rows),
            returns=ints(row.returns if row else NONE for row in rows),
            slot=self.share("recontact"),
        )

    def _conditions(self) -> Conditions:
        groups = _flat(self.conditions)
        tests = _flat(groups)
        return Conditions(
            at=offsets(self.conditions),
            group_at=offsets(groups),
            subject=ints(subject for subject, _, _ in tests),
            low=ints(low for _, low, _ in tests),
            high=ints(high for _, _, high in tests),
        )

    def _choices(self) -> Choices:
        rows = _flat(self.choices)
        return Choices(
            at=offsets(self.choices),
            when=ints(when for when, _, _ in rows),
            value=ints(value for _, value, _ in rows),
            chance=np.array([chance for _, _, chance in rows], dtype=np.float64),
        )

    def _routes(self) -> Routes:
        rows = _flat([rows for _, rows in self.routes])
        return Routes(
            at=offsets([rows for _, rows in self.routes]),
            when=ints(when for when, _ in rows),
            fork=ints(fork for _, fork in rows),
            slot=ints(slot for slot, _ in self.routes),
        )

    def _forks(self) -> Forks:
        rows = _flat(self.forks)
        return Forks(
            at=offsets(self.forks),
            upto=np.array([upto for upto, _ in rows], dtype=np.float64),
            target=ints(target for _, target in rows),
        )


def offsets(parts: Iterable[Sequence[Any]]) -> Ints:
    """Give where each part begins when all are laid end to end."""
    return np.cumsum([0, *(len(part) for part in parts)], dtype=np.int64)


def _works(step: StepSpec) -> bool:
    has_more_to_do = step.takes or step.resolves or step.events
    return bool(has_more_to_do or not step.asks)


def _rosters(teams: Sequence[TeamSpec]) -> Rosters:
    rows = _flat([team.roster for team in teams])
    return Rosters(
        at=offsets([team.roster for team in teams]),
        time=ints(minute for minute, _ in rows) * MINUTE,
        workers=ints(workers for _, workers in rows),
    )


def _announcements(teams: Sequence[TeamSpec]) -> Announcements:
    said = [team.announcement for team in teams]
    return Announcements(
        after=ints(NONE if news is None else news.after * MINUTE for news in said),
        patience=np.array([1.0 if news is None else news.patience for news in said]),
        felt_wait=np.array([1.0 if news is None else news.felt_wait for news in said]),
    )


def _pressure(teams: Sequence[TeamSpec]) -> Pressure:
    rows = _flat([team.pressure for team in teams])
    return Pressure(
        offsets([team.pressure for team in teams]),
        ints(least for least, _, _ in rows),
        np.array([takes for _, takes, _ in rows], dtype=np.float64),
        np.array([resolves for _, _, resolves in rows], dtype=np.float64),
    )


def _feelings(personas: Sequence[PersonaSpec]) -> Feelings:
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


def _flat(parts: Iterable[Sequence[Any]]) -> list[Any]:
    return [item for part in parts for item in part]
