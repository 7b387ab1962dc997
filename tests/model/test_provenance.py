from __future__ import annotations

from typing import Any

import pytest

from blueprint_sim.model.provenance import PROPOSED, Provenance, peel

SOURCES = {"brown": {"title": "Brown (2005)", "grade": "measured"}}


def test_sources_are_peeled_off() -> None:
    found = peel({"sources": SOURCES, "facts": {"number": "25 s (brown)", "wish": "20 s"}})

    assert found.tree["facts"] == {"number": "25 s", "wish": "20 s"}
    assert found.table[("facts", "number")] == Provenance("25 s", "brown")
    assert found.table[("facts", "wish")] == Provenance("20 s", "")
    assert found.problems == ()


def test_a_choice_of_the_design_is_proposed() -> None:
    assert peel({"facts": {"number": "25 s (proposed)"}}).table[("facts", "number")] == Provenance(
        "25 s", PROPOSED
    )


@pytest.mark.parametrize(
    ("tree", "path"),
    [
        ({"scenario": "Cancelling (2012)"}, ("scenario",)),
        ({"about": "Menu (or person)"}, ("about",)),
        ({"variants": {"a": {"label": "A (new)"}}}, ("variants", "a", "label")),
        (
            {"variants": {"a": {"steps": {"s": {"label": "Ask (again)"}}}}},
            ("variants", "a", "steps", "s", "label"),
        ),
    ],
)
def test_prose_keeps_its_parentheses(tree: dict[str, Any], path: tuple[str, ...]) -> None:
    found = peel(tree)

    assert found.tree == tree
    assert found.problems == ()
    assert path not in found.table


def test_a_fact_called_label_is_no_prose() -> None:
    tree = {"sources": SOURCES, "facts": {"label": "25 s (brown)"}}

    assert peel(tree).tree["facts"]["label"] == "25 s"


def test_a_range_leaves_its_value_and_keeps_its_ends() -> None:
    tree = {"sources": SOURCES, "x": {"is": "60% (brown)", "from": "40%", "to": "80%"}}
    found = peel(tree)

    assert found.tree["x"] == "60%"
    assert found.table[("x",)] == Provenance("60%", "brown", "40%", "80%")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"is": "60%", "from": "40%"}, "this range has no 'to'"),
        ({"is": "60%", "from": "70%", "to": "80%"}, "the value lies outside its range"),
        ({"is": "60%", "from": "4 min", "to": "80%"}, "of different kinds"),
        ({"is": "about 4 min", "from": "about 5 min", "to": "about 6 min"}, "outside its range"),
        ({"is": "8 per hour", "from": "9 per hour", "to": "10 per hour"}, "outside its range"),
    ],
)
def test_a_range_that_is_none_is_told(written: dict[str, str], said: str) -> None:
    (problem,) = peel({"x": written}).problems

    assert problem.path == ("x",)
    assert said in problem.message


def test_an_unknown_source_is_told_with_the_nearest() -> None:
    (problem,) = peel({"sources": SOURCES, "x": ["1 s", "25 s (brwon)"]}).problems

    assert problem.path == ("x", 1)
    assert str(problem) == "x[1]: no source 'brwon'; did you mean 'brown'?"
