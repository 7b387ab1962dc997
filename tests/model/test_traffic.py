"""Expected visits, contacts and offered loads, against sums done by hand."""

from __future__ import annotations

from collections import defaultdict
from math import fsum, inf, sqrt
from pathlib import Path

import pytest

from blueprint_sim.format.load import load
from blueprint_sim.format.load import loads as load_text
from blueprint_sim.model.along import along
from blueprint_sim.model.graph import blueprint_graph
from blueprint_sim.model.routes import only_asks
from blueprint_sim.model.traffic import coming, mean_rate, traffic
from blueprint_sim.studies.run import run
from tests.model.small import scenario

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def expected(made, variant="a"):
    return traffic(made, variant, blueprint_graph(made, variant))


def test_a_geometric_loop():
    made = scenario("try: {by: agents, takes: about 4 min, next: {try: 20%, done: 80%}}")
    found = expected(made)
    assert found.visits["try"] == pytest.approx(1.25)
    # 60 an hour, 1.25 visits of 4 min: 5 hours of work an hour.
    assert found.load["agents"] == pytest.approx(5.0)
    assert (found.contacts, found.assumed) == (1.0, ())


def test_two_steps_that_lead_to_each_other():
    made = scenario(
        """
        b: {by: menu, takes: 1 min, next: {c: 50%, done: 50%}}
        c: {by: agents, takes: about 2 min, next: {b: 40%, done: 60%}}
        """,
        more="start: b",
    )
    found = expected(made)
    # b = 1 + 0.4 c and c = 0.5 b.
    assert found.visits == pytest.approx({"b": 1.25, "c": 0.625})


def test_those_resolved_go_another_way():
    made = scenario(
        """
        b: {by: menu, resolves: 30%, next: wave, if_not: c}
        c: {by: agents, resolves: 50%, next: wave}
        wave: {by: agents, if_not: c2}
        c2: {by: agents}
        """
    )
    found = expected(made)
    assert found.visits == pytest.approx({"b": 1, "c": 0.7, "wave": 1, "c2": 0.35})


def test_rules_on_reason_and_persona_weigh_by_their_shares():
    made = scenario(
        """
        b:
          by: menu
          next:
            - {when: {reason: r, persona: p}, then: c}
            - {when: {reason: s}, then: {c: 10%, d: 90%}}
            - {otherwise: d}
        c: {by: agents}
        d: {by: agents}
        """,
        demand="{arrivals: 60 per hour, reasons: {r: {share: 25%}, s: {}}}",
        others="personas: {p: {share: 40%}, q: {}}",
    )
    assert expected(made).visits == pytest.approx({"b": 1, "c": 0.175, "d": 0.825})


def test_rules_on_whether_it_is_resolved():
    made = scenario(
        """
        b: {by: menu, resolves: 30%, next: [{when: {resolved: no}, then: c}, {otherwise: done}]}
        c: {by: agents, takes: [{when: {resolved: no}, then: about 3 min}, {otherwise: 1 min}]}
        """
    )
    found = expected(made)
    assert found.visits["c"] == pytest.approx(0.7)
    assert found.load["agents"] == pytest.approx(0.7 * 3)


def test_who_comes_back_is_counted_contact_by_contact():
    made = scenario(
        "b: {by: agents, resolves: [{when: {contact: 2}, then: 90%}, {otherwise: 50%}]}",
        demand="""{arrivals: 60 per hour, recontact:
          {unresolved: {chance: 80%, after: 1 h, returns: 2}}}""",
    )
    # 1; half unresolved, of whom 0.8 return; of those 10% unresolved, of whom 0.8 return.
    assert expected(made).contacts == pytest.approx(1 + 0.4 + 0.4 * 0.1 * 0.8)


def test_returning_for_ever_is_a_geometric_series():
    made = scenario(
        "b: {by: agents, resolves: 75%}",
        demand="{arrivals: 60 per hour, recontact: {unresolved: {chance: 80%, after: 1 h}}}",
    )
    assert expected(made).contacts == pytest.approx(1 / (1 - 0.25 * 0.8))


ASKING = """
    ask: {by: menu, asks: {number: {understood: 90%}}, next: help}
    help: {by: agents, asks: [number, wish], takes: about 4 min}
"""


@pytest.mark.parametrize(
    ("carries", "seconds"),
    [
        ("nothing", 30 + 60 + 240),
        ("everything", 0.1 * 30 + 60 + 240),
        ("60%", (1 - 0.9 * 0.6) * 30 + 60 + 240),
        ("[wish]", 30 + 60 + 240),
        ("{number: 50%}", (1 - 0.9 * 0.5) * 30 + 60 + 240),
    ],
)
def test_what_is_carried_over_is_not_asked_again(carries, seconds):
    teams = f"teams: {{menu: {{kind: machine, carries: {carries}}}, agents: {{size: 8}}}}"
    found = expected(scenario(ASKING, teams=teams))
    assert found.hours["agents"] == pytest.approx(seconds / 3600)
    assert found.hours["menu"] == pytest.approx(30 / 3600)


def test_a_step_that_only_asks_is_visited_only_by_those_whom_it_asks():
    made = scenario(
        "ask: {by: menu, asks: {number: {understood: 90%}}, next: again}\n"
        "again: {by: agents, asks: [number]}",
        teams="teams: {menu: {kind: machine}, agents: {size: 8}}",
    )
    assert expected(made).visits == pytest.approx({"ask": 1, "again": 0.1})


def test_wrap_up_comes_once_on_letting_go():
    made = scenario(
        """
        ask: {by: agents, takes: about 1 min, next: solve}
        solve: {by: agents, takes: about 2 min, next: {check: 50%, done: 50%}}
        check: {by: menu}
        """,
        teams="teams: {menu: {kind: machine}, agents: {size: 8, wrap_up: 30 s}}",
    )
    assert expected(made).hours["agents"] == pytest.approx(210 / 3600)


def test_same_keeps_the_worker_and_nobody_lets_go():
    made = scenario(
        """
        ask: {by: agents, takes: about 1 min, next: sign}
        sign: {by: same, takes: 1 min, next: think}
        think: {takes: 5 min, next: solve}
        solve: {by: [menu, agents], takes: about 2 min}
        """,
        teams="teams: {menu: {kind: machine}, agents: {size: 8, wrap_up: 30 s}}",
    )
    found = expected(made)
    assert found.hours == pytest.approx({"agents": 150 / 3600, "menu": 120 / 3600})


def test_emptied_steps_are_passed_and_bring_no_work():
    made = scenario(
        ASKING,
        teams="teams: {menu: {kind: machine}, agents: {size: 8}}",
        variants="b: {like: a, without: [ask]}",
    )
    found = expected(made, "b")
    assert found.visits == pytest.approx({"ask": 0, "help": 1})
    assert found.hours == pytest.approx({"agents": 330 / 3600, "menu": 0})


def test_what_is_not_followed_is_taken_as_on_a_first_visit_and_named():
    made = scenario(
        """
        b:
          by: menu
          next: [{when: {visit: 1, waited: 2 min or less}, then: c}, {otherwise: done}]
        c: {by: agents, next: [{when: {knows: number}, then: done}, {otherwise: d}]}
        d: {by: agents, next: [{when: {misery: 2 or more}, then: c}, {otherwise: done}]}
        """
    )
    found = expected(made)
    assert found.visits == pytest.approx({"b": 1, "c": 1, "d": 1})
    assert found.assumed == ("visit", "knows", "misery", "waited")


def test_a_loop_that_only_such_rules_leave_cannot_be_told():
    made = scenario(
        """
        b:
          by: agents
          takes: about 1 min
          next: [{when: {visit: 3 or more}, then: done}, {otherwise: b}]
        """
    )
    found = expected(made)
    assert (found.visits["b"], found.load["agents"]) == (inf, inf)


def measured(graph, ways):
    """Lay what was measured onto the edges, next and if_not together."""
    laid = defaultdict(float)
    for way in ways:
        for origin, target, _ in along(graph, way.origin, way.how, way.target, way.ends):
            laid[origin, target] += way.per_customer
    return laid


def test_a_simulation_with_enough_agents_says_the_same():
    agents = "variants.ivr_heavy.teams.agents.size=40"
    patient = [f"personas.{who}.patience=1 day" for who in ("regular", "hurried")]
    patient += [f"personas.{who}.tolerance=99" for who in ("regular", "hurried")]
    day = ["run.days=1", "run.length=24 h", "demand.recontact.unresolved.after=1 min"]
    made = load(SCENARIOS / "cancel_subscription.yaml", [agents, *patient, *day])
    result = run(made, variants=["ivr_heavy", "ivr_that_remembers"], replications=8)
    issues = 8 * 24 * 55
    for name, simulated in result.variants.items():
        found = expected(made, name)
        for step, visits in found.visits.items():
            estimate = simulated.steps[step]["visits"]
            assert estimate.low <= visits * 24 * 55 <= estimate.high
            assert estimate.high - estimate.low < 0.2 * estimate.mean
        laid = measured(blueprint_graph(made, name), simulated.ways)
        assert set(laid) == {(origin, target) for origin, target, _ in found.ways}
        for way, times in laid.items():
            mean = fsum(flow for edge, flow in found.ways.items() if edge[:2] == way)
            assert times == pytest.approx(mean, abs=4 * sqrt((mean + mean**2) / issues)), way
        busy = simulated.teams["agents"]["utilisation"]
        assert busy.low <= found.load["agents"] / 40 <= busy.high
        assert busy.high - busy.low < 0.1 * busy.mean


def flows(found):
    """Give what goes into each node and out of it."""
    into, out = defaultdict(float), defaultdict(float)
    for (origin, target, _), times in found.ways.items():
        out[origin] += times
        into[target] += times
    return into, out


def test_ways_of_a_loop():
    made = scenario("try: {by: agents, takes: about 4 min, next: {try: 20%, done: 80%}}")
    assert expected(made).ways == pytest.approx(
        {
            ("start", "try", "start"): 1.0,
            ("try", "try", "next"): 0.25,
            ("try", "done", "next"): 1.0,
        }
    )


def test_ways_of_those_unresolved_and_of_those_who_come_back():
    made = scenario(
        """
        b: {by: menu, resolves: 30%, next: {wave: 50%, done: 50%}, if_not: wave}
        wave: {by: agents, next: [{when: {resolved: yes}, then: done}, {otherwise: dead_end}]}
        """,
        demand="{arrivals: 60 per hour, recontact: {dead_end: {chance: 50%, after: 1 h}}}",
    )
    found = expected(made)
    contacts = 1 / (1 - 0.7 * 0.5)
    assert found.contacts == pytest.approx(contacts)
    shares = {
        ("start", "b", "start"): 1,
        ("b", "wave", "next"): 0.15,
        ("b", "done", "next"): 0.15,
        ("b", "wave", "if_not"): 0.7,
        ("wave", "done", "next"): 0.15,
        ("wave", "dead_end", "next"): 0.7,
    }
    assert found.ways == pytest.approx({way: part * contacts for way, part in shares.items()})
    assert list(found.ways) == sorted(found.ways)


def test_ways_run_through_steps_that_are_passed():
    made = scenario(
        "ask: {by: menu, asks: {number: {understood: 90%}}, next: {again: 60%, done: 40%}}\n"
        "again: {by: agents, asks: [number], next: last}\n"
        "last: {takes: 1 min}",
        teams="teams: {menu: {kind: machine}, agents: {size: 8}}",
        variants="b: {like: a, without: [last]}",
    )
    for variant, visits in (("a", 0.6), ("b", 0)):
        found = expected(made, variant)
        assert found.visits == pytest.approx({"ask": 1, "again": 0.06, "last": visits})
        into, out = flows(found)
        assert {step: into[step] for step in found.visits} == pytest.approx(
            {"ask": 1, "again": 0.6, "last": 0.6}
        )
        assert {step: out[step] for step in found.visits} == pytest.approx(
            {step: into[step] for step in found.visits}
        )


def test_ways_that_cannot_be_told():
    made = scenario(
        """
        b: {by: menu, next: {c: 50%, done: 50%}}
        c: {by: agents, next: [{when: {visit: 3 or more}, then: done}, {otherwise: c}]}
        """
    )
    assert expected(made).ways == {
        ("start", "b", "start"): 1.0,
        ("b", "c", "next"): 0.5,
        ("b", "done", "next"): 0.5,
        ("c", "c", "next"): inf,
    }


@pytest.mark.parametrize("name", ["cancel_subscription", "voice_menu_or_person"])
def test_as_many_leave_a_step_as_come_to_it(name):
    made = load(SCENARIOS / f"{name}.yaml")
    for variant, design in made.variants.items():
        found = expected(made, variant)
        into, out = flows(found)
        assert out["start"] == pytest.approx(found.contacts)
        ends = set(into) - set(design.steps)
        assert fsum(into[end] for end in ends) == pytest.approx(found.contacts)
        for step, model in design.steps.items():
            assert into[step] == pytest.approx(out[step])
            if model.emptied or only_asks(model):
                assert into[step] >= found.visits[step] - 1e-12
            else:
                assert into[step] == pytest.approx(found.visits[step])


def test_a_profile_counts_by_its_mean():
    demand = "{arrivals: {per_hour: [20, 60], every: 4 h}}"
    assert mean_rate(scenario("b: {by: menu}", demand=demand)) == 40


def test_work_is_that_of_whole_batches() -> None:
    one_by_one = scenario("b: {by: agents, takes: about 4 min}", demand="{arrivals: 38 per hour}")
    demand = "{arrivals: {per_hour: 20, batch: {1: 70%, 4: 30%}}}"
    together = scenario("b: {by: agents, takes: about 4 min}", demand=demand)
    loads = [
        traffic(s, "a", blueprint_graph(s, "a")).load["agents"] for s in (one_by_one, together)
    ]
    assert loads[1] == pytest.approx(loads[0])


@pytest.mark.parametrize(("size", "times"), [("1", 0.0), ("3", 1.0)])
def test_the_only_worker_of_a_team_knows_what_was_told_before(size, times):
    made = scenario(
        "ask: {by: agents, asks: [number], next: away}\n"
        "away: {takes: 1 min, next: again}\n"
        "again: {by: agents, asks: [number], takes: 1 min}",
        teams=f"teams: {{agents: {{size: {size}, carries: nothing}}}}",
    )
    assert expected(made).asked.get(("again", "number"), 0.0) == times
    assert expected(made).asked["ask", "number"] == 1.0


ELSEWHERE = """
    call: {by: agents, channel: phone, asks: [number], takes: 1 min, resolves: 50%, if_not: look}
    look: {by: clerks, away: yes, takes: 2 min, next: tell}
    tell: {by: agents, channel: mail, asks: [number], takes: 3 min, resolves: 50%, next: sign}
    sign: {by: agents, takes: 1 min}
"""


def elsewhere(phone="everything", mail="everything", again=""):
    return scenario(
        ELSEWHERE,
        teams="teams: {agents: {size: 8, wrap_up: 30 s}, clerks: {size: 2, wrap_up: 10 s}}",
        more=f"""
        channels:
          phone: {{carries: {phone}}}
          mail: {{live: no, replies_after: 1 h, carries: {mail}}}
        """,
        demand=f"{{arrivals: 60 per hour, recontact: {{{again}}}}}",
    )


def test_who_moves_on_has_another_contact_and_lets_the_worker_go():
    found = expected(elsewhere(phone="nothing"))
    assert found.contacts == pytest.approx(1 + 0.5)
    # A call of 90 s, with wrap-up; half of them a letter of 210 s, and another minute after the
    # answer. Each of them is wrapped up, since nobody keeps who writes back.
    assert found.hours["agents"] * 3600 == pytest.approx(90 + 30 + 0.5 * (210 + 30 + 60 + 30))
    assert found.hours["clerks"] * 3600 == pytest.approx(0.5 * (120 + 10))


@pytest.mark.parametrize(("phone", "asked"), [("everything", 0), ("nothing", 1), ("[wish]", 1)])
def test_what_a_channel_carries_is_not_asked_on_the_next(phone, asked):
    found = expected(elsewhere(phone=phone)).asked
    assert found["call", "number"] == 1
    assert found.get(("tell", "number"), 0) == pytest.approx(0.5 * asked)


@pytest.mark.parametrize(("mail", "asked"), [("everything", 0), ("nothing", 1), ("40%", 0.6)])
def test_what_a_channel_carries_is_not_asked_of_who_comes_again(mail, asked):
    again = "unresolved: {chance: 80%, after: 1 h, returns: 1}"
    found = expected(elsewhere(mail=mail, again=again))
    # A quarter are unresolved after the letter, and 80% of them come once more.
    assert found.contacts == pytest.approx(1.5 * 1.2)
    assert found.asked["call", "number"] == pytest.approx(1 + 0.2 * asked)


def test_rules_on_the_channel_are_followed():
    made = scenario(
        """
        call:
          by: agents
          channel: phone
          takes: 1 min
          next: [{when: {channel: phone}, then: tell}, {otherwise: done}]
        tell:
          by: agents
          channel: mail
          takes: [{when: {channel: mail}, then: 3 min}, {otherwise: 1 min}]
          resolves: [{when: {contact: 2 or more}, then: 100%}]
        """,
        more="channels: {phone: {}, mail: {live: no}}",
    )
    found = expected(made)
    assert found.visits["tell"] == 1
    assert found.load["agents"] == pytest.approx(4)
    assert found.assumed == ("contact",)


ON_THE_LINE = """
    ask: {by: agents, asks: [number], takes: 2 min, next: {look_up: 50%, expert: 50%}}
    look_up: {by: desk, hold: yes, takes: 3 min, next: tell}
    expert: {by: experts, hold: yes, takes: 4 min, asks: [number], next: solve}
    tell: {by: same, takes: 1 min, asks: [number]}
    solve: {by: experts, takes: 2 min, asks: [number]}
"""


def on_the_line(steps: str):
    return scenario(
        steps,
        teams="""
        teams:
          agents: {size: 9, wrap_up: 1 min, carries: nothing}
          experts: {size: 9, carries: nothing}
          desk: {size: 9, lane: backstage, carries: nothing}
        """,
    )


def test_who_stays_on_the_line_works_as_long_as_the_other():
    found = expected(on_the_line(ON_THE_LINE))
    # 60 an hour. Agents: 2.5 min with the question; then 3 and 1, or 4; then 1 of wrap-up.
    assert found.load["agents"] == pytest.approx(2.5 + 0.5 * (3 + 1) + 0.5 * 4 + 1)
    assert found.load["experts"] == pytest.approx(0.5 * (4 + 2))
    assert found.load["desk"] == pytest.approx(0.5 * 3)
    # Whoever is on the line hears all, though nobody carries anything over.
    assert found.asked == pytest.approx({("ask", "number"): 1})


def test_expected_work_on_the_line_is_what_a_simulation_finds():
    steps = ON_THE_LINE.replace("next: solve", "next: {solve: 40%, tell: 30%, expert: 30%}")
    steps = steps.replace("next: tell", "next: {tell: 60%, expert: 20%, solve: 20%}")
    made = on_the_line(steps)
    found = expected(made)
    measured = run(made, replications=40).variants["a"].teams
    for team, estimate in measured.items():
        low, high = estimate["utilisation"].low, estimate["utilisation"].high
        load = found.load[team] / 9
        # Workers stay after closing, and wait a little for the other: a few percent.
        assert 0.93 * low < load < 1.07 * high
        assert high - low < 0.1 * high


def test_a_fix_takes_away_those_whom_it_keeps_from_coming():
    """Half of the bills stay away: 45 an hour come, a third of them with a bill."""
    made = load_text(
        """
        scenario: Fewer bills
        demand:
          arrivals: 60 per hour
          reasons: {bill: {share: 50%, cause: letter}, other: {}}
        variants:
          a:
            teams: {agents: {size: 9}}
            steps:
              help: {by: agents, takes: [{when: {reason: bill}, then: 8 min}, {otherwise: 2 min}]}
          b: {like: a, fixes: {letter: 50%}}
          c: {like: a, fixes: {letter: 100%}}
        """
    )
    assert [coming(made, name) for name in "abc"] == [1.0, 0.75, 0.5]
    assert expected(made, "a").load["agents"] == pytest.approx(30 * 8 / 60 + 30 * 2 / 60)
    assert expected(made, "b").load["agents"] == pytest.approx(15 * 8 / 60 + 30 * 2 / 60)
    assert expected(made, "b").visits["help"] == pytest.approx(1.0)
    assert expected(made, "c").hours["agents"] == pytest.approx(2 / 60)


def test_where_all_is_fixed_nobody_is_expected():
    made = load_text(
        """
        scenario: Nobody left
        demand: {arrivals: 60 per hour, reasons: {bill: {cause: letter}}}
        variants:
          a: {teams: {agents: {size: 9}}, steps: {help: {by: agents, takes: about 5 min}}}
          b: {like: a, fixes: {letter: 100%}}
        """
    )
    assert expected(made, "b").load["agents"] == 0
