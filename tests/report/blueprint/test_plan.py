"""What a picture shows: what is there and no more, with a result and without."""

from __future__ import annotations

import pytest

from blueprint_sim.format.load import unchecked
from blueprint_sim.report.blueprint.contents import Contents
from blueprint_sim.report.blueprint.flows import END
from blueprint_sim.report.blueprint.plan import contents
from blueprint_sim.report.layout.records import (
    BACKSTAGE,
    CUSTOMER,
    MACHINE,
    PEOPLE,
    SUPPORT,
    Node,
    Note,
)
from blueprint_sim.studies.run import run
from tests.model.small import scenario

TEXT = """
scenario: Small
run: {length: 2 h, replications: 3}
demand:
  arrivals: 60 per hour
  recontact: {unresolved: {chance: 50%, after: random 20 min, returns: 1}}
personas: {caller: {patience: random 3 min}}
facts: {number: 30 s, wish: 10 s}
variants:
  a:
    label: Voice menu
    teams:
      menu: {kind: machine, label: Menu, carries: nothing}
      agents: {size: 2, label: Agents, cost: 30 per hour}
      office: {size: 3, label: Back office, lane: backstage}
      systems: {kind: machine, lane: support}
    steps:
      dial: {label: Dials, takes: 10 s, next: ask}
      ask: {label: Menu asks, by: menu, asks: [number], next: help}
      help: {label: Agent helps, by: agents, asks: [number, wish], takes: 2 min, next: check}
      check: {label: Checks, by: office, takes: about 1 min, next: look_up}
      look_up: {by: systems, takes: 2 s, next: settle}
      settle: {label: Settles, by: agents, takes: 1 min, resolves: 80%, evidence: letter}
      island: {takes: 1 min, next: island2}
      island2: {takes: 1 min, next: island}
    start: dial
  b: {like: a, label: No menu, without: [ask, check]}
"""


@pytest.fixture(scope="module")
def made():
    return unchecked(TEXT)


@pytest.fixture(scope="module")
def result(made):
    return run(made)


ON_THE_LINE = """
ask: {by: agents, takes: 1 min, next: {look_up: 50%, expert: 50%}}
look_up: {by: files, hold: yes, takes: 1 min, next: tell}
expert: {by: experts, hold: yes, takes: 1 min, evidence: a number, next: tell}
tell: {by: agents, takes: 1 min}
"""
ON_THE_LINE_TEAMS = """
teams:
  agents: {size: 4, label: Front desk}
  experts: {size: 1}
  files: {size: 1, lane: backstage}
"""


@pytest.mark.parametrize("found", [False, True])
def test_who_stays_on_the_line_is_noted_and_takes_back_without_a_queue(found) -> None:
    made = scenario(ON_THE_LINE, teams=ON_THE_LINE_TEAMS, others="run: {replications: 2}")
    shown = nodes(contents(made, "a", run(made) if found else None))
    assert shown["look_up"].notes == (Note("hold", "front desk on the line"),)
    both = (Note("hold", "front desk on the line"), Note("evidence", "a number"))
    assert shown["expert"].notes == both
    assert shown["ask"].notes == shown["tell"].notes == ()
    assert {name for name, node in shown.items() if node.queue} == {"ask", "look_up", "expert"}


def test_for_whom_customers_wait_is_noted() -> None:
    made = scenario(
        """
        ask: {by: agents, takes: 1 min, next: think}
        think: {takes: 1 min, next: again}
        again: {by: agents, returns_to_same: 10 min, takes: 1 min, evidence: a number}
        """
    )
    shown = nodes(contents(made, "a"))
    kinds = [(note.kind, note.text) for note in shown["again"].notes]
    assert kinds == [("same", "up to 10 min for the same worker"), ("evidence", "a number")]


def nodes(shown: Contents) -> dict[str, Node]:
    return {node.name: node for node in shown.plan.nodes}


def test_steps_stand_in_the_row_of_their_lane_and_actor(made) -> None:
    rows = {name: node.row for name, node in nodes(contents(made, "a")).items()}
    assert rows == {
        "dial": CUSTOMER,
        "ask": MACHINE,
        "help": PEOPLE,
        "check": BACKSTAGE,
        "look_up": SUPPORT,
        "settle": PEOPLE,
    }


def test_what_is_emptied_or_out_of_reach_is_not_drawn(made, result) -> None:
    for found in (None, result):
        shown = contents(made, "b", found)
        assert set(nodes(shown)) == {"dial", "help", "look_up", "settle"}
        pairs = {(way.origin, way.target) for way in shown.plan.ways}
        assert {("dial", "help"), ("help", "look_up"), ("look_up", "settle")} <= pairs
        assert set(shown.steps) == set(nodes(shown))


def test_the_start_is_marked(made) -> None:
    assert [name for name, node in nodes(contents(made, "a")).items() if node.start] == ["dial"]


def test_a_queue_stands_where_people_may_be_waited_for(made) -> None:
    queues = {name for name, node in nodes(contents(made, "a")).items() if node.queue}
    assert queues == {"help", "check", "settle"}


def test_no_queue_where_the_customer_brings_the_worker_along() -> None:
    made = scenario("""
    ask: {by: agents, takes: 1 min, next: help}
    help: {by: agents, takes: 1 min}
    """)
    assert {name for name, node in nodes(contents(made, "a")).items() if node.queue} == {"ask"}


def test_a_queue_stands_where_a_full_line_turns_away() -> None:
    teams = "teams: {menu: {kind: machine, size: 2, limit: 1}}"
    made = scenario("ask: {by: menu, takes: 1 min}", teams=teams)
    assert nodes(contents(made, "a"))["ask"].queue


def test_without_a_result_nothing_is_told_that_only_a_run_can_tell(made) -> None:
    shown = contents(made, "a")
    assert shown.title == "Voice menu"
    assert shown.subtitle == "Small"
    assert not shown.plan.figures
    assert not shown.key_figures
    assert not shown.queues
    assert shown.ending_misery is None
    assert all(figures.misery is None for figures in shown.steps.values())
    assert all(ending.share is None for ending in shown.plan.endings)
    assert shown.steps["help"].time == "2.7 min"
    assert shown.steps["check"].time == "about 1 min"
    assert "nothing run yet" in shown.footer


def test_with_a_result_the_figures_are_those_of_the_result(made, result) -> None:
    shown, found = contents(made, "a", result), result.variants["a"]
    assert shown.plan.figures
    assert shown.title.startswith("Voice menu: ")
    shares = {ending.name: ending.share for ending in shown.plan.endings}
    assert shares[END + "resolved"] == found.measures["share_resolved"].mean
    told = sum(figures.misery or 0.0 for figures in (*shown.steps.values(), *shown.queues.values()))
    everywhere = sum(place.per_hundred.mean or 0.0 for place in found.places)
    assert told + (shown.ending_misery or 0.0) == pytest.approx(everywhere)
    assert everywhere == pytest.approx(100 * (found.measures["misery_mean"].mean or 0.0))
    assert shown.footer.startswith("In this model: the mean of 3 replications, seed 1.")


def test_misery_is_told_of_what_the_customer_sees(made, result) -> None:
    steps = contents(made, "a", result).steps
    assert steps["check"].misery is None
    assert steps["look_up"].misery is None
    assert steps["help"].misery is not None


def test_visits_are_per_customer(made, result) -> None:
    expected, met = (nodes(contents(made, "a", found))["dial"].visits for found in (None, result))
    assert expected == pytest.approx(1.1, abs=0.01)
    assert met == pytest.approx(1.1, abs=0.1)


def test_questions_and_evidence_hang_at_their_step(made) -> None:
    found = nodes(contents(made, "a"))
    assert [badge.kind for badge in found["help"].badges] == ["asked", "asked"]
    assert [(note.kind, note.text) for note in found["settle"].notes] == [("evidence", "letter")]


MOVING = """
    call: {by: agents, channel: phone, takes: 1 min, next: look}
    look: {by: agents, away: yes, takes: 1 min, next: letter, evidence: receipt}
    letter: {by: agents, channel: mail, takes: 1 min, next: sign}
    sign: {by: agents, takes: 1 min}
"""


def test_where_a_step_is_done_hangs_at_it() -> None:
    made = scenario(MOVING, more="channels: {phone: {}, mail: {live: no}}")
    found = nodes(contents(made, "a"))
    notes = {name: [tuple(note) for note in node.notes] for name, node in found.items()}
    assert notes == {
        "call": [("channel", "by phone")],
        "look": [("away", "customer away"), ("evidence", "receipt")],
        "letter": [("channel", "by mail")],
        "sign": [],
    }


def test_who_leaves_a_contact_queues_anew_for_the_same_team() -> None:
    made = scenario(MOVING, more="channels: {phone: {}, mail: {live: no}}")
    found = nodes(contents(made, "a"))
    assert [name for name, node in found.items() if node.queue] == ["call", "letter", "look"]


def test_who_comes_again_is_told(made) -> None:
    again = contents(made, "a").plan.recontact
    assert again is not None
    assert again.text == "50% of the unresolved come again, after 20 min on average"
    assert again.origins == (f"{END}unresolved",)


def test_rules_that_expectation_does_not_follow_are_admitted() -> None:
    made = scenario("""
    ask: {by: menu, takes: 1 min, next: [{when: {visit: 2 or more}, then: done}, {otherwise: ask}]}
    """)
    shown = contents(made, "a")
    assert (
        "Rules about how often somebody was at a step are taken as on a first visit" in shown.footer
    )
    assert nodes(shown)["ask"].visits == 1.0


def test_a_plan_depends_on_no_order_in_the_file(made) -> None:
    head, _, steps = TEXT.partition("    steps:\n")
    lines, _, tail = steps.partition("    start:")
    turned = "\n".join(reversed(lines.strip("\n").split("\n")))
    other = unchecked(f"{head}    steps:\n{turned}\n    start:{tail}")
    for variant in ("a", "b"):
        assert contents(other, variant) == contents(made, variant)


def test_unknown_variants_are_refused(made, result) -> None:
    for found in (None, result):
        with pytest.raises(KeyError):
            contents(made, "c", found)
