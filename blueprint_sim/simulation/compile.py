"""Compile the graph of a variant into a program: names to numbers, rules to tables."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from blueprint_sim.model.blueprint import Ask, Step
from blueprint_sim.model.channels import Channel
from blueprint_sim.model.graph import START, Graph, blueprint_graph, route_of, staffed
from blueprint_sim.model.laws import Law
from blueprint_sim.model.people import Persona, Team
from blueprint_sim.model.routes import Road
from blueprint_sim.model.scenario import Scenario, Variant
from blueprint_sim.simulation.days import calendar, rosters, sizes, whole_ticks
from blueprint_sim.simulation.program import (
    NONE,
    Afterwards,
    Announcements,
    Balking,
    Callbacks,
    Channels,
    Feelings,
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
    Steps,
    Target,
    Teams,
)
from blueprint_sim.simulation.tables import FOREVER, Tables, flags, floats, ints, offsets
from blueprint_sim.simulation.tape import ticks


def compile_variant(scenario: Scenario, variant: str) -> Program:
    """Compile one variant of a checked scenario."""
    return _Compiler(scenario, variant).program()


class _Compiler:
    def __init__(self, scenario: Scenario, variant: str) -> None:
        self.scenario = scenario
        self.design: Variant = scenario.variants[variant]
        self.graph: Graph = blueprint_graph(scenario, variant)
        self.names = _names(scenario, self.design)
        self.tables = Tables(self.names)
        self.variant = variant

    def program(self) -> Program:
        """Fill the tables, part by part."""
        scenario, names = self.scenario, self.names
        steps = [self.design.steps[name] for name in names.steps]
        start = self._route(START, "start")
        teams = [self.design.teams[name] for name in names.teams]
        rows = rosters(teams, scenario.run)
        return Program(
            variant=self.variant,
            names=names,
            calendar=calendar(scenario.run),
            steps=self._steps(),
            questions=self._questions(steps),
            happenings=self._happenings(steps),
            start=start,
            channels=self._channels([self.design.channels[name] for name in names.channels]),
            done_resolves=all(step.resolves is None for step in steps),
            teams=self._teams(teams, sizes(teams, rows)),
            rosters=rows,
            callbacks=self._callbacks(),
            announcements=self._announcements(),
            pressure=self._pressure(),
            personas=self._personas([scenario.personas[name] for name in names.personas]),
            balking=self._balking([scenario.personas[name] for name in names.personas]),
            feelings=self._feelings(),
            afterwards=self._afterwards(),
            rates=self._rates(),
            **self.tables.finished(),
        )

    # -- steps --------------------------------------------------------------------------------

    def _steps(self) -> Steps:
        rows = [self._step(name) for name in self.names.steps]
        columns = zip(*rows, strict=True)
        return Steps(*(np.array(column) for column in columns))

    def _step(self, name: str) -> tuple[int | bool, ...]:
        step: Step = self.design.steps[name]
        lane = Lane[self.graph.nodes[name]["lane"].upper()]
        asks, takes, lasts = bool(step.asks), step.takes is not None, step.returns_to_same
        return (
            lane,
            lane in (Lane.CUSTOMER, Lane.FRONTSTAGE) and not step.away,
            takes or step.resolves is not None or bool(step.events) or not asks,
            takes or not asks,
            step.emptied,
            self.tables.choice(step.by, self.tables.by),
            self._takes(name, step),
            self.tables.chance(step.resolves),
            self.tables.slot("resolves", step=name) if step.resolves is not None else NONE,
            self._route(name, "next"),
            NONE if step.if_not is None else self._route(name, "if_not"),
            NONE if step.channel is None else self.names.channels.index(step.channel),
            step.away,
            step.hold and not step.emptied,
            NONE if step.emptied or lasts is None else whole_ticks(lasts),
        )

    def _takes(self, name: str, step: Step) -> int:
        if step.takes is None:
            return NONE
        return self.tables.choice(
            step.takes, lambda law: self.tables.slot("takes", step=name, law=law)
        )

    def _route(self, name: str, road: Road) -> int:
        route = route_of(self.graph, name, road)
        return self.tables.route(route, road, "" if name == START else name)

    def _questions(self, steps: Sequence[Step]) -> Questions:
        rows, counts = [], []
        for name, step in zip(self.names.steps, steps, strict=True):
            counts.append(len(step.asks))
            for fact in sorted(step.asks):
                ask = step.asks[fact]
                rows.append(
                    (
                        self.names.facts.index(fact),
                        self.tables.slot("asks", fact, name, self._time_of(fact, ask)),
                        self.tables.chance(ask.understood),
                        self.tables.slot("understood", fact, name),
                    )
                )
        return Questions(offsets(counts), *_columns(rows, 4))

    def _time_of(self, fact: str, ask: Ask) -> Law:
        return ask.takes[0].then if ask.takes else self.scenario.facts[fact]

    def _happenings(self, steps: Sequence[Step]) -> Happenings:
        rows, counts = [], []
        for name, step in zip(self.names.steps, steps, strict=True):
            counts.append(len(step.events))
            rows += [
                (
                    self.names.events.index(event),
                    self.tables.chance(step.events[event]),
                    self.tables.slot("happens", event, name),
                )
                for event in sorted(step.events)
            ]
        return Happenings(offsets(counts), *_columns(rows, 3))

    # -- people -------------------------------------------------------------------------------

    def _teams(self, teams: list[Team], size: Ints) -> Teams:
        wanted = staffed(self.graph)
        facts = self.names.facts
        carries = [[_chance_to_carry(team.carries, fact) for fact in facts] for team in teams]
        return Teams(
            machine=flags(team.kind == "machine" for team in teams),
            size=size,
            at_once=ints(team.at_once for team in teams),
            staffed=flags(name in wanted for name in self.names.teams),
            limit=ints(NONE if team.limit is None else team.limit for team in teams),
            when_full=ints(self._when_full(team) for team in teams),
            wraps=flags(team.wrap_up is not None for team in teams),
            wrap_slot=np.array(
                [
                    [self._wrap_slot(name, team, step) for step in self.names.steps]
                    for name, team in zip(self.names.teams, teams, strict=True)
                ],
                dtype=np.int64,
            ).reshape(len(teams), len(self.names.steps)),
            carries=np.array(carries, dtype=np.float64).reshape(len(teams), len(facts)),
            carry_slot=self._carry_slots("carries", self.names.teams, carries),
        )

    def _carry_slots(
        self, purpose: str, givers: Sequence[str], carries: Sequence[Sequence[float]]
    ) -> Ints:
        facts = self.names.facts
        slots = [
            [
                self.tables.slot(purpose, f"{giver}/{fact}") if 0 < chance < 1 else NONE
                for fact, chance in zip(facts, row, strict=True)
            ]
            for giver, row in zip(givers, carries, strict=True)
        ]
        return np.array(slots, dtype=np.int64).reshape(len(givers), len(facts))

    def _channels(self, channels: list[Channel]) -> Channels:
        names = self.names
        carries = [[_chance_to_carry(c.carries, fact) for fact in names.facts] for c in channels]
        replies = [
            [self._slot_of("reply", channel.replies_after, name, step) for step in names.steps]
            for name, channel in zip(names.channels, channels, strict=True)
        ]
        return Channels(
            lines=ints(NONE if channel.lines is None else channel.lines for channel in channels),
            live=flags(channel.live for channel in channels),
            acceptable_slot=ints(
                self._slot_of("acceptable wait", channel.acceptable_wait) for channel in channels
            ),
            replies_slot=np.array(replies, dtype=np.int64).reshape(len(channels), len(names.steps)),
            carries=np.array(carries, dtype=np.float64).reshape(len(channels), len(names.facts)),
            carry_slot=self._carry_slots("channel carries", names.channels, carries),
        )

    def _slot_of(self, purpose: str, law: Law | None, detail: str = "", step: str = "") -> int:
        return NONE if law is None else self.tables.slot(purpose, detail, step, law)

    def _announcements(self) -> Announcements:
        said = [self.design.teams[name].announcement for name in self.names.teams]
        return Announcements(
            after=ints(NONE if news is None else whole_ticks(news.after) for news in said),
            patience=floats(1.0 if news is None else news.patience for news in said),
            felt_wait=floats(1.0 if news is None else news.felt_wait for news in said),
        )

    def _pressure(self) -> Pressure:
        teams = [self.design.teams[name].pressure for name in self.names.teams]
        rows = [pressed for pressure in teams for pressed in pressure]
        return Pressure(
            offsets(map(len, teams)),
            ints(pressed.least for pressed in rows),
            floats(pressed.takes for pressed in rows),
            floats(pressed.resolves for pressed in rows),
        )

    def _wrap_slot(self, name: str, team: Team, step: str) -> int:
        anyone = any(rule.then == ("same",) for rule in self.design.steps[step].by)
        if team.wrap_up is None or not (anyone or name in self.graph.nodes[step]["teams"]):
            return NONE
        return self.tables.slot("wrap_up", name, step, team.wrap_up)

    def _when_full(self, team: Team) -> int:
        if team.when_full == "blocked":
            return int(Target.BLOCKED)
        return self.names.steps.index(team.when_full)

    def _callbacks(self) -> Callbacks:
        rows = [self._callback(name) for name in self.names.teams]
        return Callbacks(*_columns(rows, 5))

    def _callback(self, name: str) -> tuple[int, ...]:
        callback, slot = self.design.teams[name].callback, self.tables.slot
        if callback is None:
            return (NONE,) * 5
        return (
            slot("callback offered", name, law=callback.after),
            self.tables.chance(callback.accept),
            slot("callback accepted", name),
            self.tables.chance(callback.answers),
            slot("callback answered", name),
        )

    def _rates(self) -> Rates:
        costs = [self.design.teams[name].cost for name in self.names.teams]
        return Rates(
            *(
                floats(cost.amount if cost and cost.per == unit else 0.0 for cost in costs)
                for unit in ("hour", "minute", "visit")
            )
        )

    def _personas(self, personas: list[Persona]) -> Personas:
        acceptable = self.scenario.experience.acceptable_wait
        return Personas(
            patience_slot=ints(
                NONE if p.patience is None else self.tables.slot("patience", law=p.patience)
                for p in personas
            ),
            acceptable_slot=ints(
                self.tables.slot("acceptable wait", law=acceptable) for _ in personas
            ),
            tolerance=ints(NONE if p.tolerance is None else p.tolerance for p in personas),
            priority=ints(p.priority for p in personas),
            head_start=ticks(np.array([p.head_start for p in personas])),
        )

    def _balking(self, personas: list[Persona]) -> Balking:
        rows = [balk for persona in personas for balk in persona.balks]
        return Balking(
            at=offsets(len(persona.balks) for persona in personas),
            low=ints(balk.low for balk in rows),
            high=ints(FOREVER if balk.high is None else balk.high for balk in rows),
            chance=floats(balk.chance for balk in rows),
            slot=self.tables.slot("balks") if rows else NONE,
        )

    def _feelings(self) -> Feelings:
        experience, names = self.scenario.experience, self.names
        felt = [
            {**experience.feels, **self.scenario.personas[persona].feels}
            for persona in names.personas
        ]
        many = len(names.personas)
        return Feelings(
            wait_slope=np.full(many, experience.wait_slope, dtype=np.float64),
            patience_for_prompts=np.full(many, experience.patience_for_prompts, dtype=np.int64),
            repeated_question=floats(f["repeated_question"] for f in felt),
            one_more_question=floats(f["one_more_question"] for f in felt),
            cold_handoff=floats(f["cold_handoff"] for f in felt),
            event=np.array(
                [[f.get(event, 0.0) for event in names.events] for f in felt], dtype=np.float64
            ).reshape(many, len(names.events)),
            ending=np.array(
                [[f.get(outcome.name.lower(), 0.0) for outcome in Outcome] for f in felt],
                dtype=np.float64,
            ),
        )

    def _afterwards(self) -> Afterwards:
        written = {str(outcome): back for outcome, back in self.scenario.demand.recontact.items()}
        rows = [written.get(outcome.name.lower()) for outcome in Outcome]
        return Afterwards(
            chance=ints(NONE if r is None else self.tables.chance(r.chance) for r in rows),
            delay_slot=ints(
                NONE if r is None else self.tables.slot("recontact delay", law=r.after)
                for r in rows
            ),
            returns=ints(NONE if r is None or r.returns is None else r.returns for r in rows),
            slot=self.tables.slot("recontact"),
        )


def _names(scenario: Scenario, design: Variant) -> Names:
    """Give every name its number: its place among the sorted names."""
    events = {event for step in design.steps.values() for event in step.events}
    return Names(
        steps=tuple(sorted(design.steps)),
        teams=tuple(sorted(design.teams)),
        personas=tuple(sorted(scenario.personas)),
        reasons=tuple(sorted(scenario.demand.reasons)),
        facts=tuple(sorted(scenario.facts)),
        events=tuple(sorted(events)),
        channels=tuple(sorted(design.channels)),
    )


def _chance_to_carry(carries: float | dict[str, float], fact: str) -> float:
    return carries if isinstance(carries, float) else carries.get(fact, 0.0)


def _columns(rows: Sequence[tuple[int, ...]], width: int) -> Ints:
    return np.array(rows, dtype=np.int64).reshape(-1, width).T
