"""From a variant to its tables: the ways on, where a step is left out, and what `done` means."""

from __future__ import annotations

from textwrap import dedent

import pytest

from blueprint_sim.simulation.program import NONE, Program
from tests.simulation.compiled import Step, compiled, onward, ways


class TestRoutes:
    def test_shares_are_cumulated_done_first_then_ends_then_steps_by_name(self) -> None:
        steps = """
            talk:
              takes: 1 min
              next: {talk: 10%, walked_away: 20%, zoo: 30%, done: 25%, dead_end: 15%}
            zoo: {}
            """
        fork = onward(steps, "talk", start="talk")
        targets = ["done", "dead_end", "walked_away", "talk", "zoo"]
        assert [target for _, target in fork] == targets
        assert [upto for upto, _ in fork] == pytest.approx([0.25, 0.4, 0.6, 0.7, 1.0])
        assert fork[-1][0] == 1.0

    def test_rules_keep_their_order(self) -> None:
        program = compiled(
            """
            talk:
              next:
                - {when: {reason: cancel}, then: {zoo: 50%, done: 50%}}
                - {when: {reason: [cancel, other]}, then: zoo}
                - {otherwise: dead_end}
            zoo: {}
            """,
            others="demand: {arrivals: 1 per hour, reasons: {cancel: {share: 50%}, other: }}",
        )
        assert ways(program, Step(program, "talk").next) == [
            (0, [(0.5, "done"), (1.0, "zoo")]),
            (1, [(1.0, "zoo")]),
            (NONE, [(1.0, "dead_end")]),
        ]

    def test_if_not(self) -> None:
        steps = "{talk: {resolves: 50%, if_not: zoo}, zoo: {}}"
        assert onward(steps, "talk", "if_not") == [(1.0, "zoo")]
        assert onward(steps, "talk") == [(1.0, "done")]

    def test_the_start_is_inferred(self) -> None:
        program = compiled("{z: {next: a}, a: {next: b}, b: {}}")
        assert ways(program, program.start) == [(NONE, [(1.0, "z")])]
        assert program.slots[program.routes.slot[program.start]][:3] == ("start", "", "")

    def test_the_start_may_be_shares_and_rules(self) -> None:
        start = "[{when: {contact: 1}, then: {z: 75%, a: 25%}}, {otherwise: a}]"
        program = compiled("{z: {next: a}, a: {}}", start=start)
        assert ways(program, program.start) == [
            (0, [(0.25, "a"), (1.0, "z")]),
            (NONE, [(1.0, "a")]),
        ]


class TestWithout:
    """A step taken out: shares back to itself or to a failed end are dropped, the rest scaled."""

    other = "b: {like: a, without: [menu]}"

    def program(self, menu: str, rest: str = "help: {by: agents, takes: 1 min}") -> Program:
        steps = f"menu: {{by: menu, takes: 1 min, {menu}}}\n{dedent(rest)}"
        return compiled(steps, start="menu", more=self.other, variant="b")

    @pytest.mark.parametrize(
        ("next_", "left"),
        [
            ("help", [(1.0, "help")]),
            ("{help: 60%, menu: 40%}", [(1.0, "help")]),
            ("{help: 60%, done: 20%, dead_end: 20%}", [(0.25, "done"), (1.0, "help")]),
            ("{menu: 30%, abandoned: 30%, walked_away: 40%}", [(1.0, "done")]),
            ("dead_end", [(1.0, "done")]),
            ("done", [(1.0, "done")]),
        ],
    )
    def test_its_ways(self, next_: str, left: list[tuple[float, str]]) -> None:
        program = self.program(f"next: {next_}, resolves: 10%, if_not: help")
        menu = Step(program, "menu")
        assert menu.emptied
        ((_, fork),) = ways(program, menu.next)
        assert [target for _, target in fork] == [target for _, target in left]
        assert [upto for upto, _ in fork] == pytest.approx([upto for upto, _ in left])
        assert ways(program, menu.if_not) == [(NONE, [(1.0, "help")])]

    def test_each_rule_by_itself(self) -> None:
        program = self.program("next: [{when: {visit: 1}, then: menu}, {otherwise: help}]")
        assert ways(program, Step(program, "menu").next) == [
            (0, [(1.0, "done")]),
            (NONE, [(1.0, "help")]),
        ]

    def test_ways_of_others_to_it_and_from_them_to_failed_ends_stay(self) -> None:
        program = self.program(
            "next: help",
            "help: {by: agents, takes: 1 min, next: {menu: 50%, dead_end: 25%, help: 25%}}",
        )
        assert ways(program, Step(program, "help").next) == [
            (NONE, [(0.25, "dead_end"), (0.5, "help"), (1.0, "menu")])
        ]

    def test_teams_that_only_it_used_are_not_staffed(self) -> None:
        program = self.program("next: help")
        staffed = dict(zip(program.names.teams, program.teams.staffed.tolist(), strict=True))
        assert staffed == {"agents": True, "experts": False, "menu": False}

    def test_done_does_not_resolve_because_the_step_that_would_is_gone(self) -> None:
        assert not self.program("resolves: 10%, next: help").done_resolves


class TestDone:
    def test_resolves_if_no_step_says_resolves(self) -> None:
        assert compiled("{a: {next: b}, b: {}}").done_resolves

    @pytest.mark.parametrize("chance", ["100%", "0%", "[{when: {visit: 2}, then: 10%}]"])
    def test_does_not_if_some_step_says_so(self, chance: str) -> None:
        assert not compiled(f"{{a: {{next: b}}, b: {{resolves: {chance}}}}}").done_resolves
