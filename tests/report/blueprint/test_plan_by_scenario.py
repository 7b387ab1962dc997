"""What a picture shows of waits out of sight, of what is known by then, and of fixes."""

from __future__ import annotations

from math import fsum
from pathlib import Path

import pytest

from blueprint_sim.format.load import load, unchecked
from blueprint_sim.report.blueprint.plan import contents
from blueprint_sim.studies.run import run
from tests.model.small import scenario
from tests.report.blueprint.test_plan import nodes

OUT_OF_SIGHT = """
scenario: Waits
run: {length: 4 h}
demand: {arrivals: 12 per hour}
personas: {caller: {patience: random 1 h}}
experience: {acceptable_wait: 1 min}
variants:
  a:
    teams:
      agents: {size: 1}
      office: {size: 1, lane: backstage}
    steps:
      help: {by: agents, takes: 3 min, next: file}
      file: {by: office, takes: about 4 min, next: pay}
      pay: {takes: 1 min, resolves: 90%}
"""


def test_a_wait_for_what_is_done_out_of_sight_counts_where_it_is_felt() -> None:
    made = unchecked(OUT_OF_SIGHT)
    shown = contents(made, "a", run(made, replications=2))
    assert (shown.steps["pay"].misery or 0.0) > 5
    assert "pay" not in shown.queues


KNOWN = """
scenario: Known
run: {length: 4 h, replications: 2}
demand: {arrivals: 12 per hour}
facts: {number: 30 s, wish: 10 s}
variants:
  a:
    teams:
      menu: {kind: machine, carries: everything}
      agents: {size: 3}
    steps:
      menu: {by: menu, asks: {number: {understood: 80%}}, next: ask}
      ask: {by: agents, asks: [number], next: help}
      help: {by: agents, asks: [number, wish], takes: 2 min, resolves: 90%}
"""


def test_what_is_known_by_then_is_not_expected_to_be_asked() -> None:
    made = unchecked(KNOWN)
    shown = contents(made, "a")
    badges = {name: [tuple(badge) for badge in node.badges] for name, node in nodes(shown).items()}
    assert badges == {
        "menu": [("asked", "")],
        "ask": [("asked", "for 20%")],
        "help": [("asked", "")],
    }
    assert shown.steps["help"].time == "2.2 min"
    assert shown.steps["ask"].time == "30 s"


def test_those_who_pass_a_step_are_drawn_past_it_to_the_queue_that_they_join() -> None:
    made = unchecked(KNOWN)
    shown = contents(made, "a", run(made))
    labels = {(way.origin, way.target): way.label for way in shown.plan.ways}
    assert labels["menu", "help"].endswith("all known")
    assert labels["menu", "ask"].endswith("to be asked")
    assert {name for name, node in nodes(shown).items() if node.queue} == {"ask", "help"}


def test_where_it_cannot_be_told_what_is_known_the_most_is_said() -> None:
    made = scenario("""
    ask:
      by: agents
      asks: [number]
      takes: 1 min
      next: [{when: {visit: 2 or more}, then: done}, {otherwise: ask}]
    """)
    assert [tuple(badge) for badge in nodes(contents(made, "a"))["ask"].badges] == [("asked", "")]
    assert contents(made, "a").steps["ask"].time == "90 s"


FIXING = """
scenario: Small
demand:
  arrivals: 60 per hour
  reasons: {bill: {share: 50%, cause: layout}, other: {share: 50%}}
  causes: {layout: {label: Layout of the bill, fix_costs: 200 per day}}
variants:
  a: {steps: {look: {takes: 1 min}}}
  b: {like: a, fixes: {layout: 50%}}
"""


def test_a_picture_says_what_its_variant_fixes_and_has_room_for_it():
    before, after = (contents(unchecked(FIXING), name) for name in "ab")
    assert before.aside == ""
    assert after.aside == (
        "Fixes 50% of Layout of the bill, at EUR 200 a day. That leaves 45 customers per hour."
    )
    assert after.plan.head > before.plan.head


@pytest.mark.parametrize(
    "path", ["cancel_subscription", "voice_menu_or_person", "with work out of sight"]
)
def test_the_counts_of_misery_on_a_picture_add_up_to_its_key_figure(path: str) -> None:
    file = Path(__file__).parents[3] / "scenarios" / f"{path}.yaml"
    made = load(file) if file.exists() else unchecked(OUT_OF_SIGHT)
    found = run(made, replications=2)
    for name in made.variants:
        shown = contents(made, name, found)
        cells = (*shown.steps.values(), *shown.queues.values())
        counted = fsum(cell.misery or 0.0 for cell in cells) + (shown.ending_misery or 0.0)
        assert counted == pytest.approx(100 * (found.variants[name].measures["misery_mean"].mean))
