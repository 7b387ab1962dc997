"""The figures in boxes and queues."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blueprint_sim.format.load import unchecked
from blueprint_sim.model.graph import blueprint_graph
from blueprint_sim.report.blueprint.boxes import (
    badges,
    designed_badges,
    designed_figures,
    misery_at,
    queue_figures,
    step_figures,
)
from blueprint_sim.report.blueprint.expected import Asking
from blueprint_sim.studies.result import Estimate, VariantResult
from tests.model.small import scenario
from tests.report.results import MENU, variant

ASKING = """
scenario: Small
demand: {arrivals: 60 per hour}
facts: {number: 30 s, wish: 10 s}
variants:
  a:
    teams: {agents: {size: 2}}
    steps: {ask: {by: agents, asks: [number, wish], takes: 30 s}}
"""


def found(**values: float) -> VariantResult:
    figures = {key: Estimate(value, None, None, "count", None) for key, value in values.items()}
    return replace(variant("a", "A", MENU), steps={"ask": figures})


def test_misery_adds_up_over_what_stands_in_one_box() -> None:
    result = variant("a", "A", MENU)
    assert misery_at(result, "ask", "question", "work") == 71
    assert misery_at(result, "ask", "wait") == 38
    assert misery_at(result, None, "ending") == 9
    assert misery_at(result, "nobody", "wait") == 0


def test_a_box_tells_the_mean_time_and_the_misery_that_is_seen() -> None:
    made = scenario("""
    ask: {by: menu, takes: 1 min, next: check}
    check: {by: menu, takes: 1 min, lane: backstage}
    """)
    graph = blueprint_graph(made, "a")
    assert step_figures(graph, "ask", found(time_mean=0.9), queue=True) == ("54 s", 71)
    assert step_figures(graph, "check", found(), queue=True) == ("", None)


def test_a_wait_before_a_step_without_a_queue_counts_in_its_box() -> None:
    graph = blueprint_graph(scenario("ask: {by: menu, takes: 1 min}"), "a")
    assert step_figures(graph, "ask", found(), queue=False).misery == 71 + 38


@pytest.mark.parametrize(
    ("chances", "said"),
    [
        (None, "70 s"),
        ({"number": 1.0, "wish": 1.0}, "70 s"),
        ({"number": 0.0, "wish": 1.0}, "40 s"),
        ({"number": 0.5, "wish": 0.0}, "about 45 s"),
    ],
)
def test_the_time_as_designed_is_that_of_what_is_still_asked(chances, said: str) -> None:
    made = unchecked(ASKING)
    step = made.variants["a"].steps["ask"]
    asked = None if chances is None else Asking(chances, 1.0)
    assert designed_figures(made, step, asked) == (said, None)


@pytest.mark.parametrize(
    ("mean", "slow", "wait", "tail"),
    [
        (2.6, 7.9, "waits 2.6 min", "1 in 10 over 7.9 min"),
        (0.5, 0.9, "waits 30 s", "1 in 10 over 54 s"),
        (0.5, 2.0, "waits 30 s", "1 in 10 over 2 min"),
        (0.05, 0.0, "waits 3 s", "9 in 10 at once"),
        (0.0, 0.0, "no queue", "waits out of sight"),
        (200.0, 400.0, "waits 3.3 h", "1 in 10 over 6.7 h"),
    ],
)
def test_a_queue_tells_the_mean_and_the_slowest(
    mean: float, slow: float, wait: str, tail: str
) -> None:
    figures = queue_figures(found(wait_mean=mean, wait_p90=slow), "ask")
    assert (figures.wait, figures.tail) == (wait, tail)
    assert figures.misery == 38


def test_no_head_is_drawn_where_only_the_case_waits() -> None:
    figures = queue_figures(found(wait_mean=224.0, queue_mean=1.8), "ask", absent=True)
    assert (figures.people, figures.wait) == (0, "waits 3.7 h")


def test_a_queue_behind_unseen_work_says_what_its_misery_is() -> None:
    both = found(wait_mean=2.6, wait_p90=7.9)
    assert queue_figures(both, "ask", unseen=True).tail == "and out of sight"
    calm = replace(both, places=())
    assert queue_figures(calm, "ask", unseen=True).tail == "1 in 10 over 7.9 min"


def test_nobody_queues_who_is_called_back() -> None:
    calm = replace(found(wait_mean=0.0), places=())
    some = {"agents": {"share_called_back": Estimate(0.4, 0.3, 0.5, "share", None)}}
    assert queue_figures(calm, "ask", team="agents").tail == ""
    figures = queue_figures(replace(calm, teams=some), "ask", team="agents")
    assert (figures.wait, figures.tail) == ("no queue", "some are called back")


@pytest.mark.parametrize(
    ("queued", "people"), [(0.0, 0), (0.04, 0), (0.2, 1), (1.4, 1), (2.6, 3), (140.0, 140)]
)
def test_a_person_stands_for_each_who_waits(queued: float, people: int) -> None:
    assert queue_figures(found(wait_mean=1.0, queue_mean=queued), "ask").people == people


@pytest.mark.parametrize(
    ("asked", "again", "discs"),
    [
        (0.0, 0.0, []),
        (0.3, 0.0, [("asked", "")]),
        (0.3, 0.3, [("again", "")]),
        (1.0, 0.0, [("asked", "")]),
        (2.0, 1.0, [("asked", ""), ("again", "")]),
        (2.0, 2.0, [("again", ""), ("again", "")]),
        (3.0, 2.9, [("again", "\N{MULTIPLICATION SIGN} 3")]),
        (4.0, 1.0, [("asked", "\N{MULTIPLICATION SIGN} 3"), ("again", "")]),
    ],
)
def test_questions_are_discs_up_to_two_and_numbers_beyond(
    asked: float, again: float, discs: list[tuple[str, str]]
) -> None:
    result = found(questions_mean=asked, repeat_questions_mean=again)
    assert [tuple(badge) for badge in badges(result, "ask")] == discs


@pytest.mark.parametrize(
    ("asked", "discs"),
    [
        (Asking({"a": 1.0, "b": 1.0}, 1.0), [("asked", ""), ("asked", "")]),
        (Asking({"a": 1.0, "b": 0.0}, 1.0), [("asked", "")]),
        (Asking({"a": 0.0, "b": 0.0}, 1.0), []),
        (Asking({"a": 1.0}, 0.95), [("asked", "")]),
        (Asking({"a": 1.0}, 0.09), [("asked", "for 9%")]),
        (
            Asking({"a": 1.0, "b": 1.0, "c": 1.0}, 0.09),
            [("asked", "\N{MULTIPLICATION SIGN} 3 for 9%")],
        ),
        (None, [("asked", "up to 3")]),
    ],
)
def test_without_a_result_the_expected_questions_are_told(asked, discs) -> None:
    assert [tuple(badge) for badge in designed_badges(3, asked)] == discs


def test_where_nothing_is_asked_nothing_is_told() -> None:
    assert designed_badges(0, None) == ()


def test_a_step_that_nobody_came_to_has_no_figures() -> None:
    assert queue_figures(variant("a", "A", MENU), "ask").wait == "no queue"
    assert badges(variant("a", "A", MENU), "ask") == ()


def test_a_box_says_that_nobody_came() -> None:
    made = scenario("""
    ask: {by: menu, asks: [number], next: help}
    help: {by: menu, takes: 1 min}
    """)
    graph = blueprint_graph(made, "a")
    none = {"visits": Estimate(0.0, 0.0, 0.0, "count", "none")}
    empty = replace(found(), steps={"ask": none, "help": none})
    assert step_figures(graph, "help", empty, queue=True) == ("nobody came", None)
    assert step_figures(graph, "ask", empty, queue=True) == ("nobody was asked", None)
