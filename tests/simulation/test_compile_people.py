"""From a variant to its tables: teams, personas, feelings, coming back, and the days."""

from __future__ import annotations

from textwrap import dedent

import pytest

from blueprint_sim.format.load import loads
from blueprint_sim.model.law_forms import law
from blueprint_sim.simulation.days import calendar
from blueprint_sim.simulation.program import NONE, TICKS_PER_DAY, TICKS_PER_HOUR, Outcome, Target
from blueprint_sim.simulation.tables import FOREVER
from tests.simulation.compiled import chances, compiled


class TestTeams:
    def test_numbers(self) -> None:
        teams = """
            {agents: {size: 8, cost: 28 per hour, limit: 3, when_full: wait, wrap_up: 30 s},
             clerk: {size: 0, limit: 0, cost: 2 per visit, at_once: 2},
             menu: {kind: machine, cost: 0.02 per minute},
             press: {kind: machine, size: 2}}
            """
        program = compiled(
            "talk: {by: [agents, clerk, menu, press], next: wait}\nwait: {}",
            teams=dedent(teams).replace("\n", " "),
        )
        table = program.teams
        assert table.machine.tolist() == [False, False, True, True]
        assert table.size.tolist() == [8, 0, NONE, 2]
        assert table.at_once.tolist() == [1, 2, 1, 1]
        assert table.limit.tolist() == [3, 0, NONE, NONE]
        wait = program.names.steps.index("wait")
        assert table.when_full.tolist() == [wait, *[Target.BLOCKED] * 3]
        assert table.wraps.tolist() == [True, False, False, False]
        assert program.rates.per_hour.tolist() == [28, 0, 0, 0]
        assert program.rates.per_minute.tolist() == [0, 0, 0.02, 0]
        assert program.rates.per_visit.tolist() == [0, 2, 0, 0]

    @pytest.mark.parametrize(
        ("carries", "chances", "drawn"),
        [
            ("everything", [1, 1], [False, False]),
            ("nothing", [0, 0], [False, False]),
            ("80%", [0.8, 0.8], [True, True]),
            ("[wish]", [0, 1], [False, False]),
            ("{wish: 30%}", [0, 0.3], [False, True]),
            ("{wish: 30%, number: 100%}", [1, 0.3], [False, True]),
        ],
    )
    def test_what_carries_over(self, carries: str, chances: list[float], drawn: list[bool]) -> None:
        program = compiled(
            "a: {by: menu}", teams=f"{{menu: {{kind: machine, carries: {carries}}}}}"
        )
        assert program.teams.carries.tolist() == [chances]
        assert (program.teams.carry_slot != NONE).tolist() == [drawn]

    def test_wrap_ups_belong_to_a_team_and_the_step_it_leaves(self) -> None:
        program = compiled(
            """
            a: {by: agents, next: b}
            b: {by: same, next: c}
            c: {by: experts, next: d}
            d: {by: [{when: {contact: 1}, then: same}, {otherwise: experts}]}
            """,
            teams="{agents: {size: 1, wrap_up: 30 s}, experts: {size: 1}}",
        )
        agents, experts = program.teams.wrap_slot
        assert [program.slots[slot].step for slot in agents if slot != NONE] == ["a", "b", "d"]
        assert agents[2] == NONE
        assert experts.tolist() == [NONE] * 4

    @pytest.mark.parametrize(("variant", "staffed"), [("a", [False, True]), ("c", [True, True])])
    def test_only_reachable_steps_are_staffed(self, variant: str, staffed: list[bool]) -> None:
        program = compiled(
            "{a: {by: agents, next: b}, b: {by: experts}}",
            teams="{agents: {size: 1}, experts: {size: 1}}",
            start="b",
            more="c: {like: a, start: a}",
            variant=variant,
        )
        assert program.teams.staffed.tolist() == staffed


class TestPeople:
    def test_personas(self) -> None:
        program = compiled(
            "talk: {by: agents}",
            others="""
            personas:
              calm: {share: 50%}
              hurried: {share: 50%, tolerance: 3, priority: 2, head_start: 1.5 s}
            experience: {acceptable_wait: 2 min}
            """,
        )
        assert program.personas.tolerance.tolist() == [NONE, 3]
        assert program.personas.priority.tolist() == [0, 2]
        assert program.personas.head_start.tolist() == [0, 1_500_000]
        slots = [program.slots[slot].law for slot in program.personas.acceptable_slot]
        assert slots == [law("2 min")] * 2

    def test_who_joins_no_line(self) -> None:
        program = compiled(
            "talk: {by: agents}",
            others="""
            personas:
              calm: {}
              hurried: {balks: {1 to 2: 5%, 10 or more: 80%, 4 or more: 30%}}
              proud: {balks: 10%}
            """,
        )
        balking = program.balking
        assert balking.at.tolist() == [0, 0, 3, 4]
        assert balking.low.tolist() == [1, 4, 10, 0]
        assert balking.high.tolist() == [2, 9, FOREVER, FOREVER]
        assert balking.chance.tolist() == [0.05, 0.3, 0.8, 0.1]
        assert program.slots[balking.slot] == ("balks", "", "", None)

    def test_no_luck_is_drawn_where_everybody_joins(self) -> None:
        program = compiled("talk: {by: agents}")
        assert program.balking.slot == NONE
        assert not any(slot.purpose == "balks" for slot in program.slots)

    def test_feelings_are_shared_but_where_a_persona_differs(self) -> None:
        program = compiled(
            "talk: {by: agents, events: [pitch, rude]}",
            others="""
            personas:
              calm: {share: 50%}
              hurried: {share: 50%, feels: {rude: -2, resolved: +0.5, repeated_question: -2}}
            experience: {wait_slope: 2, patience_for_prompts: 3, feels: {rude: -1, dead_end: -1.5}}
            """,
        )
        feelings = program.feelings
        assert feelings.wait_slope.tolist() == [2, 2]
        assert feelings.patience_for_prompts.tolist() == [3, 3]
        assert feelings.repeated_question.tolist() == [-1, -2]
        assert feelings.one_more_question.tolist() == [-0.25, -0.25]
        assert feelings.cold_handoff.tolist() == [-0.5, -0.5]
        # Events: pitch, of which nobody said how it feels, and rude.
        assert feelings.event.tolist() == [[0, -1], [0, -2]]
        endings = feelings.ending
        assert endings[:, Outcome.RESOLVED].tolist() == [1, 0.5]
        assert endings[0].tolist() == [1, -1, -1.5, -1, -1, -1, -2, 0, 0]

    def test_callbacks(self) -> None:
        program = compiled(
            "talk: {by: [agents, experts]}",
            teams="""
            {agents: {size: 8, callback: {after: random 2 min, accept: 60%, answers: 85%}},
             experts: {size: 2},
             others: {size: 1, callback: {accept: [{when: {contact: 1}, then: 40%}]}}}
            """.replace("\n", " "),
        )
        table, names = program.callbacks, program.names.teams
        assert names == ("agents", "experts", "others")
        assert [chances(program, row) for row in table.accept] == [[0.6], [], [0.4, 0.0]]
        assert [chances(program, row) for row in table.answers] == [[0.85], [], []]
        slots = [
            [None if slot == NONE else program.slots[slot] for slot in column]
            for column in (table.after_slot, table.accept_slot, table.answers_slot)
        ]
        assert [[slot and slot.detail for slot in column] for column in slots] == [
            ["agents", None, "others"]
        ] * 3
        assert slots[0][0].law == law("random 2 min")
        assert slots[0][2].law == law("0 s")
        assert len({slot.purpose for column in slots for slot in column if slot}) == 3

    def test_coming_back(self) -> None:
        recontact = (
            "{unresolved: {chance: 60%, after: 2 h, returns: 3}, blocked: {chance: 1%, after: 1 h}}"
        )
        program = compiled(
            "talk: {by: agents}", others=f"demand: {{arrivals: 1 per hour, recontact: {recontact}}}"
        )
        after = program.afterwards
        assert [chances(program, row) for row in after.chance] == [
            [], [0.6], [], [], [], [0.01], [], [], [],
        ]  # fmt: skip
        assert after.returns.tolist() == [NONE, 3, *[NONE] * 7]
        rows = [Outcome.UNRESOLVED, Outcome.BLOCKED]
        assert [program.slots[after.delay_slot[row]].law for row in rows] == [
            law("2 h"),
            law("1 h"),
        ]
        assert program.slots[after.slot][:3] == ("recontact", "", "")
        keys = {program.slots[after.delay_slot[row]][:3] for row in rows}
        assert len(keys) == 1, "the luck of the delay is the same, whatever the outcome"


def test_the_calendar() -> None:
    run = loads(
        """
        scenario: Days
        run: {length: 9.5 h, days: 3, warm_up: 30 min}
        demand: {arrivals: 1 per hour}
        variants: {a: {steps: {talk: {}}}}
        """
    ).run
    days = calendar(run)
    assert days.opens.tolist() == [0, TICKS_PER_DAY, 2 * TICKS_PER_DAY]
    assert (days.closes - days.opens).tolist() == [int(9.5 * TICKS_PER_HOUR)] * 3
    assert days.warm_up == TICKS_PER_HOUR // 2
    assert not days.stop
