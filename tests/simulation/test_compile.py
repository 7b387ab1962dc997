"""From a variant to its tables, read back by name from small scenarios."""

from __future__ import annotations

from textwrap import dedent, indent
from typing import Any

import numpy as np
import pytest

from blueprint_sim.format.load import loads
from blueprint_sim.model.law_forms import law
from blueprint_sim.model.laws import Law
from blueprint_sim.simulation.compile import calendar, compile_variant
from blueprint_sim.simulation.program import (
    NONE,
    TICKS_PER_DAY,
    TICKS_PER_HOUR,
    By,
    Lane,
    Outcome,
    Program,
    Target,
    fingerprint,
)

TEAMS = "{menu: {kind: machine, carries: nothing}, agents: {size: 8}, experts: {size: 2}}"


def compiled(
    steps: str,
    *,
    teams: str = TEAMS,
    start: str = "",
    more: str = "",
    others: str = "",
    variant: str = "a",
) -> Program:
    """Compile a scenario with these steps in its variant `a`.

    `more` are other variants, `others` other sections.
    """
    parts = [
        "scenario: Small",
        "demand: {arrivals: 60 per hour}",
        "facts: {number: 30 s, wish: 60 s}",
        dedent(others),
        "variants:",
        "  a:",
        f"    teams: {teams}",
        f"    start: {start}" if start else "    label: A",
        "    steps:",
        indent(dedent(steps).strip(), " " * 6),
        indent(dedent(more).strip(), "  "),
    ]
    if "demand:" in others:
        del parts[1]
    return compile_variant(loads("\n".join(parts)), variant)


class Step:
    """One step of a program, read back by name."""

    def __init__(self, program: Program, name: str) -> None:
        self.program = program
        self.number = program.names.steps.index(name)

    def __getattr__(self, column: str) -> Any:
        return getattr(self.program.steps, column)[self.number].item()

    def rules(self, column: str) -> list[tuple[int, Any]]:
        """Give a choice: (condition, value) by rule."""
        return choice(self.program, getattr(self, column))

    def whom(self) -> list[Any]:
        """Give by whom, rule by rule."""
        lists, names = self.program.team_lists, self.program.names.teams
        return [
            By(value) if value < 0 else tuple(
                names[team] for team in lists.team[lists.at[value] : lists.at[value + 1]]
            )
            for _, value in self.rules("by")
        ]  # fmt: skip

    def laws(self) -> list[Law | None]:
        """Give how long it takes, rule by rule."""
        return [self.program.slots[value].law for _, value in self.rules("takes")]

    def questions(self) -> list[tuple[str, Law | None, list[Any]]]:
        """Give fact, time and chance of understanding of each question."""
        p, q = self.program, self.program.questions
        return [
            (
                p.names.facts[q.fact[row]],
                p.slots[q.takes_slot[row]].law,
                chances(p, q.understood[row]),
            )
            for row in range(q.at[self.number], q.at[self.number + 1])
        ]

    def events(self) -> dict[str, list[Any]]:
        """Give the chances of each event."""
        p, h = self.program, self.program.happenings
        rows = range(h.at[self.number], h.at[self.number + 1])
        return {p.names.events[h.event[row]]: chances(p, h.chance[row]) for row in rows}


def choice(program: Program, row: int) -> list[tuple[int, Any]]:
    table = program.choices
    rules = range(table.at[row], table.at[row + 1])
    return [(int(table.when[rule]), int(table.value[rule])) for rule in rules]


def chances(program: Program, row: int) -> list[Any]:
    """Give the chances of a choice, rule by rule; [] if it is certain."""
    table = program.choices
    return [] if row == NONE else table.chance[table.at[row] : table.at[row + 1]].tolist()


def ways(program: Program, route: int) -> list[tuple[int, list[tuple[float, str]]]]:
    """Give a route: the condition of each rule, and its cumulated shares by target."""
    routes, forks, names = program.routes, program.forks, program.names.steps
    found = []
    for rule in range(routes.at[route], routes.at[route + 1]):
        fork = routes.fork[rule]
        rows = range(forks.at[fork], forks.at[fork + 1])
        targets = [int(forks.target[row]) for row in rows]
        said = [names[to] if to >= 0 else Target(to).name.lower() for to in targets]
        uptos = [forks.upto[row].item() for row in rows]
        found.append((int(routes.when[rule]), list(zip(uptos, said, strict=True))))
    return found


def onward(steps: str, name: str, column: str = "next", **others: Any) -> list[tuple[float, str]]:
    """Give the one fork that leads on from a step."""
    program = compiled(steps, **others)
    ((when, fork),) = ways(program, getattr(Step(program, name), column))
    assert when == NONE
    return fork


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


class TestSteps:
    def test_the_kind_defaults(self) -> None:
        step = Step(compiled("talk: {}"), "talk")
        assert step.lane == Lane.CUSTOMER
        assert step.visible
        assert step.works
        assert not step.emptied
        assert step.whom() == [By.NOBODY]
        assert (step.takes, step.resolves, step.if_not) == (NONE, NONE, NONE)
        assert ways(step.program, step.next) == [(NONE, [(1.0, "done")])]
        assert step.questions() == []
        assert step.events() == {}

    @pytest.mark.parametrize(
        ("written", "lane", "visible"),
        [
            ("{by: agents}", Lane.FRONTSTAGE, True),
            ("{by: agents, lane: backstage}", Lane.BACKSTAGE, False),
            ("{lane: support}", Lane.SUPPORT, False),
            ("{}", Lane.CUSTOMER, True),
            ("{by: desk}", Lane.BACKSTAGE, False),
        ],
    )
    def test_lanes(self, written: str, lane: Lane, visible: bool) -> None:
        teams = "{agents: {size: 1}, desk: {size: 1, lane: backstage}}"
        step = Step(compiled(f"talk: {written}", teams=teams), "talk")
        assert (step.lane, step.visible) == (lane, visible)

    @pytest.mark.parametrize(
        ("written", "works", "shows"),
        [
            ("by: agents", True, True),
            ("by: agents, asks: [wish]", False, False),
            ("by: agents, asks: [wish], takes: 1 min", True, True),
            ("by: agents, asks: [wish], resolves: 10%", True, False),
            ("by: agents, asks: [wish], events: [pitch]", True, False),
        ],
    )
    def test_work_besides_questions(self, written: str, works: bool, shows: bool) -> None:
        step = Step(compiled(f"talk: {{{written}}}"), "talk")
        assert (step.works, step.shows) == (works, shows)

    def test_by_whom(self) -> None:
        program = compiled(
            """
            first: {by: [experts, agents], next: second}
            second: {by: [{when: {contact: 2 or more}, then: experts}, {otherwise: same}]}
            """
        )
        assert Step(program, "first").whom() == [("experts", "agents")]
        assert Step(program, "second").whom() == [("experts",), By.SAME]
        assert [when for when, _ in Step(program, "second").rules("by")] == [0, NONE]

    def test_rules_for_times_and_chances(self) -> None:
        step = Step(
            compiled(
                """
                talk:
                  by: agents
                  takes: [{when: {visit: 1}, then: about 4 min}, {otherwise: 1 min}]
                  resolves: [{when: {knows: wish}, then: 90%}]
                  events: {pitch: [{when: {visit: 1}, then: 40%}, {otherwise: 5%}], rude: 4%}
                """
            ),
            "talk",
        )
        assert step.laws() == [law("about 4 min"), law("1 min")]
        assert chances(step.program, step.resolves) == [0.9, 0.0]
        assert step.events() == {"pitch": [0.4, 0.05], "rude": [0.04]}
        # The two rules test the same condition, which is kept once.
        assert [when for when, _ in step.rules("takes")] == [0, NONE]
        assert len(step.program.conditions.at) - 1 == 2

    def test_events_without_a_chance_are_certain(self) -> None:
        step = Step(compiled("talk: {by: agents, events: [pitch]}"), "talk")
        assert step.events() == {"pitch": [1.0]}

    def test_questions_by_fact_at_their_own_time_or_the_steps(self) -> None:
        step = Step(
            compiled(
                """
                talk:
                  by: agents
                  asks: {wish: {takes: 5 s, understood: 90%}, number: }
                """
            ),
            "talk",
        )
        assert step.questions() == [
            ("number", law("30 s"), []),
            ("wish", law("5 s"), [0.9]),
        ]


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

    def test_patience_is_by_contact_whoever_it_is(self) -> None:
        personas = "personas: {calm: {patience: 9 min}, hurried: {patience: 1 min}, saint: }"
        program = compiled("talk: {by: agents}", others=personas)
        calm, hurried, saint = program.personas.patience_slot
        assert program.slots[calm][:3] == program.slots[hurried][:3] == ("patience", "", "")
        assert [program.slots[slot].law for slot in (calm, hurried)] == [law("9 min"), law("1 min")]
        assert saint == NONE


class TestRoutes:
    def test_shares_are_cumulated_done_first_then_ends_then_steps_by_name(self) -> None:
        steps = """
            talk: {next: {talk: 10%, walked_away: 20%, zoo: 30%, done: 25%, dead_end: 15%}}
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

    def program(self, menu: str, rest: str = "help: {by: agents}") -> Program:
        steps = f"menu: {{by: menu, {menu}}}\n{dedent(rest)}"
        return compiled(steps, more=self.other, variant="b")

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
            "next: help", "help: {by: agents, next: {menu: 50%, dead_end: 25%, help: 25%}}"
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


class TestTeams:
    def test_numbers(self) -> None:
        teams = """
            {agents: {size: 8, cost: 28 per hour, limit: 3, when_full: wait, wrap_up: 30 s},
             clerk: {size: 0, limit: 0, cost: 2 per visit},
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
        teams = "{agents: {size: 1, wrap_up: 30 s}, experts: {size: 1}}"
        program = compiled(
            "{a: {by: agents, next: b}, b: {by: same, next: c}, c: {by: experts}}", teams=teams
        )
        used = program.teams.wrap_slot[0]
        assert [program.slots[slot].step if slot != NONE else None for slot in used] == [
            "a", "b", None,
        ]  # fmt: skip
        assert program.teams.wrap_slot[1].tolist() == [NONE] * 3

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
              hurried: {share: 50%, tolerance: 3, priority: 2}
            experience: {acceptable_wait: 2 min}
            """,
        )
        assert program.personas.tolerance.tolist() == [NONE, 3]
        assert program.personas.priority.tolist() == [0, 2]
        slots = [program.slots[slot].law for slot in program.personas.acceptable_slot]
        assert slots == [law("2 min")] * 2

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
        assert endings[0].tolist() == [1, -1, -1.5, -1, 0, -1, -2, 0]

    def test_coming_back(self) -> None:
        recontact = (
            "{unresolved: {chance: 60%, after: 2 h, returns: 3}, blocked: {chance: 1%, after: 1 h}}"
        )
        program = compiled(
            "talk: {by: agents}", others=f"demand: {{arrivals: 1 per hour, recontact: {recontact}}}"
        )
        after = program.afterwards
        assert [chances(program, row) for row in after.chance] == [
            [], [0.6], [], [], [], [0.01], [], [],
        ]  # fmt: skip
        assert after.returns.tolist() == [NONE, 3, *[NONE] * 6]
        rows = [Outcome.UNRESOLVED, Outcome.BLOCKED]
        assert [program.slots[after.delay_slot[row]].law for row in rows] == [
            law("2 h"),
            law("1 h"),
        ]
        assert program.slots[after.slot][:3] == ("recontact", "", "")


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


class TestFingerprint:
    text = """
        scenario: Prints
        run: {length: 8 h, days: 2}
        demand:
          arrivals: 60 per hour
          reasons: {cancel: {share: 50%}, other: {share: 50%}}
          recontact: {unresolved: {chance: 60%, after: 2 h}}
        personas: {calm: {share: 50%}, hurried: {share: 50%, tolerance: 3}}
        facts: {number: 30 s, wish: 60 s}
        variants:
          a:
            teams: {menu: {kind: machine, carries: nothing}, agents: {size: 8, wrap_up: 30 s}}
            steps:
              menu: {by: menu, asks: {number: , wish: {understood: 90%}}, next: help}
              help:
                by: agents
                asks: [number]
                takes: [{when: {reason: cancel}, then: about 4 min}, {otherwise: about 2 min}]
                events: {pitch: 10%}
                resolves: 88%
                next: {done: 60%, help: 40%}
    """

    def fingerprint(self, *sets: str) -> str:
        return fingerprint(compile_variant(loads(self.text, sets), "a"))

    @pytest.mark.parametrize(
        "change",
        [
            "run.length=9 h",
            "run.days=1",
            "run.warm_up=1 h",
            "run.after_close=stop",
            "demand.recontact.unresolved.chance=61%",
            "demand.recontact.unresolved.after=3 h",
            "demand.recontact.unresolved.returns=1",
            "personas.hurried.tolerance=4",
            "personas.calm.patience=8 min",
            "personas.calm.priority=1",
            "personas.calm.feels={resolved: 2}",
            "facts.number=31 s",
            "facts={number: 30 s, wish: 60 s, colour: 5 s}",
            "experience.acceptable_wait=2 min",
            "experience.wait_slope=2",
            "experience.patience_for_prompts=5",
            "experience.feels={pitch: -1}",
            "variants.a.teams.agents.size=9",
            "variants.a.teams.agents.cost=28 per hour",
            "variants.a.teams.agents.wrap_up=31 s",
            "variants.a.teams.agents.limit=5",
            "variants.a.teams.menu.carries=everything",
            "variants.a.steps.menu.asks={number: }",
            "variants.a.steps.menu.lane=backstage",
            "variants.a.steps.help.by=[agents, menu]",
            "variants.a.steps.help.takes=about 4 min",
            "variants.a.steps.help.events={pitch: 11%}",
            "variants.a.steps.help.resolves=87%",
            "variants.a.steps.help.if_not=dead_end",
            "variants.a.steps.help.next={done: 61%, help: 39%}",
            "variants.a.without=[menu]",
            "variants.a.start=help",
        ],
    )
    def test_changes_with_everything(self, change: str) -> None:
        sets = [change, "run.days=1"] if "stop" in change else [change]
        assert self.fingerprint(*sets[::-1]) != self.fingerprint(*sets[1:])

    @pytest.mark.parametrize(
        "change",
        [
            "variants.a.label=Menu first",
            "variants.a.about=How it is.",
            "variants.a.steps.help.label=An agent helps",
            "variants.a.steps.help.owner=Sales",
            "variants.a.steps.help.evidence=A letter",
            "variants.a.teams.agents.label=Agents",
            "personas.calm.label=Calm",
            "scenario=Another title",
            "run.replications=50",
            "run.seed=5",
            "demand.arrivals=61 per hour",
        ],
    )
    def test_stays_with_labels_and_with_what_is_no_part_of_the_program(self, change: str) -> None:
        assert self.fingerprint(change) == self.fingerprint()

    def test_stays_with_the_order_of_keys(self) -> None:
        lines = dedent(self.text).strip().splitlines()
        menu = next(line for line in lines if "menu: {by" in line)
        lines.remove(menu)
        moved = "\n".join([*lines, menu])
        turned = moved.replace(
            "{calm: {share: 50%}, hurried: {share: 50%, tolerance: 3}}",
            "{hurried: {tolerance: 3, share: 50%}, calm: {share: 50%}}",
        ).replace("{done: 60%, help: 40%}", "{help: 40%, done: 60%}")
        assert moved != turned
        assert fingerprint(compile_variant(loads(turned), "a")) == self.fingerprint()

    def test_columns_are_of_the_declared_types(self) -> None:
        program = compile_variant(loads(self.text), "a")
        kinds = {"Ints": np.int64, "Floats": np.float64, "Flags": np.bool_}
        for table in program:
            for column, kind in getattr(type(table), "__annotations__", {}).items():
                if kind in kinds:
                    assert getattr(table, column).dtype == kinds[kind], column
