"""The text of `show`: told step by step, at most 80 columns, whatever the author wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from blueprint_sim.format.load import load, loads
from blueprint_sim.report.screen.columns import width
from blueprint_sim.report.screen.resolved import show_resolved
from blueprint_sim.report.screen.show import show
from tests.model.small import scenario

SCENARIOS = sorted((Path(__file__).parents[3] / "scenarios").glob("*.yaml"))


def cafe():
    return scenario(
        """
        choose: {takes: 2 min, next: order}
        order:
          by: [agents, menu]
          asks: {number: {understood: 90%}, wish: {}}
          resolves: 80%
          events: {rude: 4%}
          if_not: [{when: {contact: 2 or more}, then: dead_end}, {otherwise: brew}]
        brew: {by: kitchen, takes: 3 to 5 min, next: {order: 25%, done: 75%}}
        """,
        teams="""
        teams:
          menu: {kind: machine}
          agents: {size: 2, limit: 4}
          kitchen: {size: 3, lane: backstage}
          idle: {size: 1}
        """,
        variants="b: {like: a, label: Without the choice, about: One less., without: [choose]}",
    )


EXPECTED = """\
Small
60 customers per hour, one day of 8 h.

A (a), the baseline
===================

CUSTOMER          by          what happens              visits then
choose            customer    2 min                       1.00 order

- - - line of interaction ------------------------------------------------------
FRONTSTAGE        by          what happens              visits then
order             agents,     asks number (understood     1.05 done; if not
                  else menu   90%), wish; rude 4%;             resolved: if
                              resolves 80%                     contact 2 or
                                                               more: dead_end;
                                                               else: brew; when
                                                               full: blocked

- - - line of visibility -------------------------------------------------------
BACKSTAGE         by          what happens              visits then
brew              kitchen     3 to 5 min                  0.21 75% done, 25%
                                                               order

team                          size      work      busy
agents                           2      1.50       75%
kitchen                          3      0.84       28%
menu                     unlimited         ?
Work: workers kept busy on average, if nobody gives up waiting.
Not staffed, since no step uses it: idle.
?: only a run can tell, since customers come there only by rules on what happens
to them, from full lines, or where other teams are busy.
"""


def test_a_blueprint_is_told_lane_by_lane():
    assert show(cafe(), ["a"]) == EXPECTED


def test_a_variant_tells_what_it_leaves_out():
    text = show(cafe(), ["b"])
    assert "Without the choice (b)\n======================\nOne less.\nLike a.\n" in text
    assert "Taken out, and passed through: choose." in text
    assert "CUSTOMER" not in text


def test_all_variants_are_told_in_the_order_of_the_file():
    text = show(cafe())
    assert text.index("A (a), the baseline") < text.index("Without the choice (b)")


def test_who_comes_back_is_counted():
    demand = "{arrivals: 6 per hour, recontact: {unresolved: {chance: 50%, after: 1 h}}}"
    text = show(scenario("b: {by: agents, resolves: 50%}", demand=demand))
    assert "Contacts per customer: 1.33." in text


@pytest.mark.parametrize(
    ("chance", "promise", "told"),
    [("50%", "promise: 1 h,", True), ("50%", "", False), ("0%", "promise: 1 h,", False)],
)
def test_who_asks_after_a_broken_promise_is_said_not_to_be_counted(chance, promise, told):
    demand = (
        f"{{arrivals: 6 per hour, recontact: {{broken_promise: {{chance: {chance}, after: 1 h}}}}}}"
    )
    steps = f"b: {{by: agents, {promise} meanwhile: c}}\nc: {{by: kitchen, takes: 5 min}}"
    teams = "teams: {agents: {size: 2}, kitchen: {size: 2, lane: backstage}}"
    text = show(scenario(steps, demand=demand, teams=teams))
    assert ("Not counted: those who come again after a broken promise." in text) == told


HOSTILE = ["$x_1$ <script>", "\U0001f44d \u05e9\u05dc\u05d5\u05dd", "x" * 200, "bell \x07"]


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_labels_stay_in_their_columns(label):
    made = cafe()
    design = made.variants["a"].model_copy(update={"label": label, "about": label})
    lines = show(made.model_copy(update={"variants": {"a": design}})).splitlines()
    assert all(width(line) <= 80 for line in lines)
    assert "\x07" not in "".join(lines)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
@pytest.mark.parametrize("tell", [show, show_resolved])
def test_every_scenario_fits_eighty_columns(path, tell):
    text = tell(load(path))
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert all(len(line) <= 80 and line == line.rstrip() for line in text.splitlines())
    assert text.isascii()


def test_causes_and_fixes_are_told():
    told = show(
        loads(
            """
            scenario: Bills
            demand:
              arrivals: 60 per hour
              reasons:
                bill: {share: 40%, cause: letter}
                lost: {share: 10%, cause: post}
                other: {}
              causes: {letter: {label: Unclear letter, owner: Finance, fix_costs: 150 per day}}
            variants:
              a: {teams: {agents: {size: 9}}, steps: {help: {by: agents, takes: about 5 min}}}
              b: {like: a, fixes: {letter: 50%, post: 100%}}
            """
        )
    )
    words = " ".join(told.split())
    assert "Failure demand: Unclear letter (Finance) brings 40%, post brings 10% of them." in words
    assert "Fixes 50% of Unclear letter, at EUR 150 a day; 100% of post." in words
    assert "That leaves 42 customers per hour." in words
    assert told.count("Fixes") == 1


@pytest.mark.parametrize(("chance", "told"), [("70%", True), ("0%", False)])
def test_who_was_told_wrong_is_said_not_to_be_counted(chance, told):
    recontact = f"{{wrong_price: {{chance: {chance}, after: 1 h}}}}"
    demand = f"{{arrivals: 6 per hour, recontact: {recontact}}}"
    text = show(scenario("b: {by: agents, takes: 5 min, events: [wrong_price]}", demand=demand))
    assert ("Not counted: those who come again as it turns out: wrong price." in text) == told


def test_no_number_is_told_where_only_a_run_can_tell():
    made = scenario(
        """
        help:
          by: agents
          takes: 4 min
          events: {rude: 10%}
          next: [{when: {misery: 1 or more}, then: comfort}, {otherwise: done}]
        comfort: {by: care, takes: 5 min}
        """,
        teams="teams: {agents: {size: 8}, care: {size: 2}}",
    )
    lines = show(made).splitlines()
    cells = {line.split()[0]: line.split() for line in lines if line}
    assert cells["comfort"][-2:] == ["?", "done"]
    assert cells["care"] == ["care", "2", "?"]
    assert cells["agents"] == ["agents", "8", "4.00", "50%"]
    assert "?: only a run can tell" in "\n".join(lines)
