"""The figures in boxes and queues."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blueprint_sim.model.graph import blueprint_graph
from blueprint_sim.report.blueprint.boxes import badges, misery_at, queue_figures, step_figures
from blueprint_sim.studies.result import Estimate, VariantResult
from tests.model.small import scenario
from tests.report.results import MENU, variant


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
    assert step_figures(made, graph, "ask", found(time_mean=0.9)) == ("54 s", 71)
    assert step_figures(made, graph, "check", found()) == ("", None)
    assert step_figures(made, graph, "ask", None) == ("1 min", None)


@pytest.mark.parametrize(
    ("mean", "slow", "wait", "tail"),
    [
        (2.6, 7.9, "waits 2.6 min", "1 in 10 over 7.9"),
        (0.5, 0.9, "waits 30 s", "1 in 10 over 54"),
        (0.5, 2.0, "waits 30 s", "1 in 10 over 2 min"),
        (0.05, 0.0, "waits 3 s", "9 in 10 at once"),
        (0.0, 0.0, "no queue", "waits out of sight"),
        (200.0, 400.0, "waits 3.3 h", "1 in 10 over 6.7"),
    ],
)
def test_a_queue_tells_the_mean_and_the_slowest(
    mean: float, slow: float, wait: str, tail: str
) -> None:
    figures = queue_figures(found(wait_mean=mean, wait_p90=slow), "ask")
    assert (figures.wait, figures.tail) == (wait, tail)
    assert figures.misery == 38


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
    assert [tuple(badge) for badge in badges(9, result, "ask")] == discs


def test_without_a_result_every_fact_has_its_disc() -> None:
    assert [tuple(badge) for badge in badges(2, None, "ask")] == [("asked", ""), ("asked", "")]
    assert [tuple(badge) for badge in badges(3, None, "ask")] == [
        ("asked", "\N{MULTIPLICATION SIGN} 3")
    ]
    assert badges(0, None, "ask") == ()


def test_a_step_that_nobody_came_to_has_no_figures() -> None:
    assert queue_figures(variant("a", "A", MENU), "ask").wait == "no queue"
    assert badges(1, variant("a", "A", MENU), "ask") == ()
