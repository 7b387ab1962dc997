"""From a variant to its tables: the teams, what they cost and carry over, and their wrap-ups."""

from __future__ import annotations

from textwrap import dedent

import pytest

from blueprint_sim.simulation.program import NONE, Target
from tests.simulation.compiled import compiled


def test_numbers() -> None:
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
def test_what_carries_over(carries: str, chances: list[float], drawn: list[bool]) -> None:
    program = compiled("a: {by: menu}", teams=f"{{menu: {{kind: machine, carries: {carries}}}}}")
    assert program.teams.carries.tolist() == [chances]
    assert (program.teams.carry_slot != NONE).tolist() == [drawn]


def test_wrap_ups_belong_to_a_team_and_the_step_it_leaves() -> None:
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
def test_only_reachable_steps_are_staffed(variant: str, staffed: list[bool]) -> None:
    program = compiled(
        "{a: {by: agents, next: b}, b: {by: experts}}",
        teams="{agents: {size: 1}, experts: {size: 1}}",
        start="b",
        more="c: {like: a, start: a}",
        variant=variant,
    )
    assert program.teams.staffed.tolist() == staffed
