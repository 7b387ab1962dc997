"""From a variant to its program: names, and the slots of the tape."""

from __future__ import annotations

from tests.simulation.compiled import compiled


class TestNames:
    def test_sorted_whatever_the_order_of_the_file(self) -> None:
        program = compiled(
            "{z: {by: menu, next: b, events: [rude]}, b: {by: agents, events: [pitch]}}",
            others="""
            personas: {hurried: {share: 50%}, calm: {share: 50%}}
            demand: {arrivals: 60 per hour, reasons: {other: {share: 50%}, cancel: {share: 50%}}}
            """,
        )
        assert program.names.steps == ("b", "z")
        assert program.names.teams == ("agents", "experts", "menu")
        assert program.names.personas == ("calm", "hurried")
        assert program.names.reasons == ("cancel", "other")
        assert program.names.facts == ("number", "wish")
        assert program.names.events == ("pitch", "rude")


class TestSlots:
    def test_two_chances_of_one_step_do_not_share_their_luck(self) -> None:
        program = compiled(
            """
            talk:
              by: agents
              takes: 1 min
              asks: {wish: {understood: 50%}, number: {understood: 50%}}
              events: {pitch: 50%, rude: 50%}
              resolves: 50%
              if_not: {talk: 50%, done: 50%}
              next: {talk: 50%, done: 50%}
            """,
            teams="{agents: {size: 1, carries: 50%, wrap_up: 1 min}}",
        )
        uses = [slot[:3] for slot in program.slots]
        assert len(set(uses)) == len(uses)
        assert set(uses) >= {
            ("takes", "", "talk"),
            ("asks", "wish", "talk"),
            ("asks", "number", "talk"),
            ("understood", "wish", "talk"),
            ("understood", "number", "talk"),
            ("happens", "pitch", "talk"),
            ("happens", "rude", "talk"),
            ("resolves", "", "talk"),
            ("next", "", "talk"),
            ("if_not", "", "talk"),
            ("wrap_up", "agents", "talk"),
            ("carries", "agents/wish", ""),
            ("carries", "agents/number", ""),
        }

    def test_luck_is_named_by_use_not_by_place(self) -> None:
        """So it stays the same when other steps, teams or facts come and go."""
        small = compiled("talk: {by: agents, takes: about 4 min, resolves: 50%}")
        large = compiled(
            """
            about: {by: experts, asks: [wish], next: talk}
            talk: {by: agents, takes: about 4 min, resolves: 50%}
            """
        )
        assert {slot for slot in small.slots if slot.step == "talk"} <= set(large.slots)

    def test_laws_that_a_rule_decides_between_share_their_luck(self) -> None:
        takes = "[{when: {visit: 1}, then: 2 min}, {otherwise: 1 min}]"
        program = compiled(f"talk: {{by: agents, takes: {takes}}}")
        uses = [slot[:3] for slot in program.slots if slot.purpose == "takes"]
        assert uses == [("takes", "", "talk")] * 2
