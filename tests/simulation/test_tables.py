"""The shared tables of a program: rows by name, kept once, in a fixed order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint_sim.model.blueprint import ENDS
from blueprint_sim.model.conditions import Condition, Interval, Rule
from blueprint_sim.model.law_forms import law
from blueprint_sim.simulation.program import (
    NONE,
    By,
    Conditions,
    Names,
    Program,
    Slot,
    Subject,
    Target,
)
from blueprint_sim.simulation.rules import holds
from blueprint_sim.simulation.tables import Tables

NAMES = Names(
    steps=("ask", "help", "menu"),
    teams=("agents", "experts", "menu"),
    personas=("calm", "hurried"),
    reasons=("billing", "cancel", "other"),
    facts=("number", "wish"),
    events=("pitch", "rude"),
    channels=("mail", "phone"),
)
ANYBODY = dict.fromkeys(Subject, 0)
MINUTE = 60_000_000


def compiled(condition: Condition) -> tuple[Conditions, list[list[tuple[str, int, int]]]]:
    """Compile a condition; give its tests by group as well."""
    tables = Tables(NAMES)
    tables.choice([Rule(condition, 0)], int)
    conditions: Conditions = tables.finished()["conditions"]
    groups = [
        [
            (Subject(conditions.subject[test]).name, conditions.low[test], conditions.high[test])
            for test in range(conditions.group_at[group], conditions.group_at[group + 1])
        ]
        for group in range(conditions.at[0], conditions.at[1])
    ]
    return conditions, groups


def meets(condition: Condition, **traits: int) -> bool:
    """Tell whether somebody with these traits, by subject, meets a condition."""
    values = {**ANYBODY, **{Subject[name.upper()]: value for name, value in traits.items()}}
    return holds(compiled(condition)[0], 0, [values[subject] for subject in Subject])


class TestConditions:
    def test_names_become_numbers_of_sorted_names(self) -> None:
        _, groups = compiled(Condition(reason=("other", "billing"), persona=("hurried",)))
        assert groups == [[("REASON", 0, 0), ("REASON", 2, 2)], [("PERSONA", 1, 1)]]

    def test_all_subjects_in_their_order(self) -> None:
        everything = Condition(
            reason=("cancel",),
            persona=("calm",),
            contact=(Interval(2, None),),
            visit=(Interval(1, 3),),
            knows=("wish",),
            resolved=True,
            misery=(Interval(None, 0),),
            waited=(Interval(60.0, 90.5),),
            had=("rude",),
        )
        forever = 2**62
        assert compiled(everything)[1] == [
            [("REASON", 1, 1)],
            [("PERSONA", 0, 0)],
            [("CONTACT", 2, forever)],
            [("VISIT", 1, 3)],
            [("KNOWS", 1, 1)],
            [("RESOLVED", 1, 1)],
            [("MISERY", -forever, 0)],
            [("WAITED", 60_000_000, 90_500_000)],
            [("HAD", 1, 1)],
        ]

    def test_any_of_a_list(self) -> None:
        some = Condition(reason=("billing", "other"))
        assert [meets(some, reason=number) for number in range(3)] == [True, False, True]

    def test_all_of_several(self) -> None:
        both = Condition(reason=("cancel",), contact=(Interval(2, None),))
        assert meets(both, reason=1, contact=2)
        assert not meets(both, reason=1, contact=1)
        assert not meets(both, reason=0, contact=2)

    @pytest.mark.parametrize(
        ("interval", "waits"),
        [
            (Interval(60.0, None), {MINUTE - 1: False, MINUTE: True, 10**15: True}),
            (Interval(None, 60.0), {0: True, MINUTE: True, MINUTE + 1: False}),
            (Interval(60.0, 120.0), {MINUTE: True, 2 * MINUTE: True, 2 * MINUTE + 1: False}),
            # A bound between two ticks lies inside the interval.
            (Interval(0.0000015, 0.0000025), {1: False, 2: True, 3: False}),
        ],
    )
    def test_waits_are_closed_intervals_of_ticks(
        self, interval: Interval, waits: dict[int, bool]
    ) -> None:
        condition = Condition(waited=(interval,))
        assert {wait: meets(condition, waited=wait) for wait in waits} == waits

    def test_masks(self) -> None:
        either = Condition(knows=("number", "wish"))
        assert [meets(either, knows=mask) for mask in range(4)] == [False, True, True, True]
        assert [meets(Condition(had=("rude",)), had=mask) for mask in range(4)] == [
            False, False, True, True,
        ]  # fmt: skip

    def test_resolved_or_not(self) -> None:
        assert meets(Condition(resolved=True), resolved=1)
        assert not meets(Condition(resolved=True), resolved=0)
        assert meets(Condition(resolved=False), resolved=0)

    @given(st.integers(0, 2**40))
    def test_an_event_that_never_happens_here_was_never_had(self, mask: int) -> None:
        elsewhere = Condition(had=("upgrade",))
        assert not meets(elsewhere, had=mask)
        assert meets(Condition(had=("upgrade", "pitch")), had=mask | 1)

    def test_equal_conditions_are_kept_once(self) -> None:
        tables = Tables(NAMES)
        hurried, calm = Condition(persona=("hurried",)), Condition(persona=("calm",))
        tables.chance([Rule(hurried, 0.5), Rule(calm, 0.25), Rule(None, 0.0)])
        tables.chance([Rule(calm, 0.75), Rule(None, 0.0)])
        choices = tables.finished()["choices"]
        assert choices.when.tolist() == [0, 1, NONE, 1, NONE]
        assert len(tables.finished()["conditions"].at) == 3


class TestChoices:
    def test_rules_in_their_order(self) -> None:
        tables = Tables(NAMES)
        cancel = Condition(reason=("cancel",))
        assert tables.chance([Rule(cancel, 0.5), Rule(None, 0.25)]) == 0
        assert tables.chance([Rule(None, 0.25)]) == 1
        assert tables.chance([Rule(cancel, 0.5), Rule(None, 0.25)]) == 0
        choices = tables.finished()["choices"]
        assert choices.at.tolist() == [0, 2, 3]
        assert choices.when.tolist() == [0, NONE, NONE]
        assert choices.chance.tolist() == [0.5, 0.25, 0.25]

    def test_what_is_certain_needs_no_choice(self) -> None:
        assert Tables(NAMES).chance(None) == NONE

    def test_values(self) -> None:
        tables = Tables(NAMES)
        laws = [Rule(Condition(visit=(Interval(1, 1),)), law("4 min")), Rule(None, law("1 min"))]
        tables.choice(laws, lambda one: tables.slot("takes", step="help", law=one))
        finished = tables.finished()
        assert finished["choices"].value.tolist() == [0, 1]
        assert finished["slots"] == (
            Slot("takes", "", "help", law("4 min")),
            Slot("takes", "", "help", law("1 min")),
        )

    def test_by_whom(self) -> None:
        tables = Tables(NAMES)
        written = [("agents",), (), ("same",), ("experts", "agents"), ("agents",)]
        assert [tables.by(teams) for teams in written] == [0, By.NOBODY, By.SAME, 1, 0]
        lists = tables.finished()["team_lists"]
        assert lists.at.tolist() == [0, 1, 3]
        assert lists.team.tolist() == [0, 1, 0]


class TestSlots:
    def test_equal_uses_share_a_slot(self) -> None:
        tables = Tables(NAMES)
        uses = [("resolves", "help"), ("resolves", "ask"), ("next", "help"), ("resolves", "help")]
        assert [tables.slot(purpose, step=step) for purpose, step in uses] == [0, 1, 2, 0]


def fork_of(shares: dict[str, float]) -> list[tuple[float, int]]:
    tables = Tables(NAMES)
    tables.route([Rule(None, shares)], "next", "ask")
    forks = tables.finished()["forks"]
    return list(zip(forks.upto.tolist(), forks.target.tolist(), strict=True))


class TestRoutes:
    def test_done_then_the_other_ends_then_steps_by_name(self) -> None:
        shares = dict.fromkeys(
            ("menu", "walked_away", "ask", "done", "abandoned", "dead_end"), 0.125
        )
        ends = [Target.DONE, Target.DEAD_END, Target.ABANDONED, Target.WALKED_AWAY]
        expected = [*ends, 0, 1, 2]
        fork = fork_of({**shares, "help": 0.25})
        assert [target for _, target in fork] == expected
        assert [upto for upto, _ in fork] == [0.125, 0.25, 0.375, 0.5, 0.625, 0.875, 1.0]

    @given(st.permutations([*ENDS, *NAMES.steps]))
    def test_the_order_of_the_file_does_not_matter(self, order: list[str]) -> None:
        shares = dict.fromkeys(order, 1 / 7)
        assert fork_of(shares) == fork_of(dict(sorted(shares.items())))

    @given(st.lists(st.floats(0.01, 1), min_size=2, max_size=3))
    def test_the_last_share_reaches_1(self, parts: list[float]) -> None:
        shares = {name: part / sum(parts) for name, part in zip(NAMES.steps, parts, strict=False)}
        uptos = [upto for upto, _ in fork_of(shares)]
        assert uptos[-1] == 1.0
        assert uptos == sorted(uptos)

    def test_equal_forks_are_kept_once_but_each_route_has_its_luck(self) -> None:
        tables = Tables(NAMES)
        half = {"help": 0.5, "done": 0.5}
        cancel = Condition(reason=("cancel",))
        first = tables.route([Rule(cancel, half), Rule(None, {"menu": 1.0})], "next", "ask")
        second = tables.route([Rule(None, half)], "if_not", "ask")
        assert (first, second) == (0, 1)
        finished = tables.finished()
        routes = finished["routes"]
        assert routes.at.tolist() == [0, 2, 3]
        assert routes.when.tolist() == [0, NONE, NONE]
        assert routes.fork.tolist() == [0, 1, 0]
        assert [finished["slots"][slot] for slot in routes.slot] == [
            Slot("next", "", "ask"),
            Slot("if_not", "", "ask"),
        ]


def test_tables_are_named_as_in_a_program() -> None:
    finished = Tables(NAMES).finished()
    assert set(finished) <= set(Program._fields)
    assert all(len(table.at) == 1 for name, table in finished.items() if name != "slots")
