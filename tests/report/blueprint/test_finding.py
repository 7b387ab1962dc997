"""The title of a blueprint: a finding that its numbers bear out."""

from __future__ import annotations

from dataclasses import replace

from blueprint_sim.report.blueprint.finding import finding
from blueprint_sim.report.speech.names import Names
from blueprint_sim.studies.result import Estimate, Place, Result
from tests.report.results import two

NAMES = Names({("menu", "ask"): "Agent asks", ("menu", "offer"): "Retention offer"})


def place(
    step: str | None, kind: str, mean: float, half: float | None = 1.0, repeating: float = 0.0
) -> Place:
    ends = (None, None) if half is None else (mean - half, mean + half)
    return Place(step, kind, Estimate(mean, *ends, "count", "lower"), repeating)


def titled(
    *places: Place, queues: tuple[str, ...] = ("ask", "offer"), unseen: tuple[str, ...] = ()
) -> str:
    result = two()
    menu = replace(result.variants["menu"], places=places)
    return finding(replace(result, variants={"menu": menu}), "menu", NAMES, queues, unseen)


def test_the_place_that_clearly_has_the_most_is_named() -> None:
    assert titled(place("offer", "work", 44), place("ask", "question", 20)) == (
        'Voice menu first: most misery at "Retention offer"'
    )


def test_asking_again_is_said_where_most_of_it_is_that() -> None:
    assert titled(place("ask", "question", 71, repeating=60)).endswith('"Agent asks", asking again')
    assert titled(place("ask", "question", 71, repeating=20)).endswith('at "Agent asks"')


def test_a_wait_and_an_ending_are_called_so() -> None:
    assert titled(place("ask", "wait", 38)).endswith('most misery in the wait for "Agent asks"')
    assert titled(place(None, "ending", 38)).endswith("most misery in how it ends")


def test_a_wait_behind_unseen_work_is_not_blamed_on_the_queue_alone() -> None:
    said = 'in what is done out of sight before "Agent asks", and the queue for it'
    assert titled(place("ask", "wait", 38), unseen=("ask",)).endswith(said)
    assert titled(place("ask", "question", 38), unseen=("ask",)).endswith('at "Agent asks"')


def test_a_wait_without_a_queue_counts_in_the_box() -> None:
    parts = (place("ask", "wait", 30), place("ask", "work", 20), place("offer", "work", 40))
    assert titled(*parts, queues=()).endswith('most misery in the wait for "Agent asks"')
    assert titled(*parts).endswith('most misery at "Retention offer"')


def test_what_stands_in_one_box_counts_together() -> None:
    parts = (place("ask", "question", 30), place("ask", "work", 30), place("offer", "work", 40))
    assert titled(*parts).endswith('most misery at "Agent asks"')


def test_two_that_cannot_be_told_apart_are_both_named_and_more_are_not() -> None:
    close = (place("ask", "wait", 40, 5.0), place("offer", "work", 38, 5.0))
    assert titled(*close, place(None, "ending", 5)) == (
        'Voice menu first: most misery in the wait for "Agent asks" or at "Retention offer"'
    )
    assert titled(*close, place(None, "ending", 39, 5.0)) == (
        "Voice menu first: no single place has the most misery"
    )


def test_without_intervals_the_largest_is_named() -> None:
    assert titled(place("offer", "work", 44, None), place("ask", "wait", 40, None)).endswith(
        '"Retention offer"'
    )


def test_no_misery_is_said() -> None:
    assert titled() == "Voice menu first: no moment of misery was met"


def test_a_tie_is_a_tie_whatever_the_order() -> None:
    parts = (place("ask", "wait", 40), place("offer", "work", 40))
    assert titled(*parts) == titled(*reversed(parts))


def test_long_labels_are_cut() -> None:
    result: Result = two()
    menu = replace(result.variants["menu"], label="x" * 200)
    assert len(finding(replace(result, variants={"menu": menu}), "menu", NAMES, ())) < 120
