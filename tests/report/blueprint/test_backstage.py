"""Work in the meantime on a picture: set off, waited for, promised."""

from __future__ import annotations

import pytest

from blueprint_sim.format.load import loads
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report.blueprint.backstage import beside, met_in_branches, promises
from blueprint_sim.report.blueprint.contents import Contents
from blueprint_sim.report.blueprint.flows import OVER, Course
from blueprint_sim.report.blueprint.plan import _drawn, contents
from blueprint_sim.report.layout.records import Note, Way
from blueprint_sim.studies.result import Result
from blueprint_sim.studies.run import run

TEXT = """
scenario: A loan
run: {length: 4 h, replications: 2}
demand:
  arrivals: 12 per hour
  recontact:
    abandoned: {chance: 50%, after: 20 min}
    broken_promise: {chance: 50%, after: 20 min}
personas: {caller: {patience: random 2 min}}
variants:
  a:
    teams:
      desk: {size: 1, cost: 30 per hour}
      office: {size: 2, lane: backstage}
    steps:
      ask:
        by: desk
        takes: about 3 min
        meanwhile: check
        promise: 8 min
        next: {tell: 75%, sign: 25%}
      check: {by: office, takes: about 6 min, next: {file: 50%, done: 50%}}
      file: {takes: 1 min}
      tell: {by: desk, needs: check, takes: about 2 min, resolves: 90%}
      sign: {needs: check, takes: about 1 min}
"""


@pytest.fixture(name="made", scope="module")
def _made() -> Scenario:
    return loads(TEXT)


@pytest.fixture(name="result", scope="module")
def _result(made: Scenario) -> Result:
    return run(made)


@pytest.fixture(name="drawn", params=["designed", "met"])
def _contents(request: pytest.FixtureRequest, made: Scenario, result: Result) -> Contents:
    return contents(made, "a", result if request.param == "met" else None)


def ways(drawn: Contents, kind: str) -> set[tuple[str, str]]:
    return {(way.origin, way.target) for way in drawn.plan.ways if way.kind == kind}


def test_a_line_leads_to_what_is_set_off(drawn: Contents) -> None:
    assert ways(drawn, "meanwhile") == {("ask", "check")}


def test_a_line_leads_from_each_end_of_the_work_to_what_needs_it(drawn: Contents) -> None:
    both = {(last, needing) for last in ("check", "file") for needing in ("tell", "sign")}
    assert ways(drawn, "needs") == both


def test_work_goes_on_from_step_to_step_and_ends_no_issue(drawn: Contents) -> None:
    normal = [way for way in drawn.plan.ways if way.kind not in ("meanwhile", "needs")]
    assert {way.target for way in normal if way.origin == "check"} == {"file"}
    assert not any(way.origin == "file" for way in normal)


def test_whoever_serves_there_may_have_to_wait_for_what_a_step_needs(drawn: Contents) -> None:
    queues = {node.name for node in drawn.plan.nodes if node.queue}
    assert queues == {"ask", "check", "tell", "sign"}


def test_a_promise_is_told_where_it_is_made(drawn: Contents) -> None:
    (note,) = (note for node in drawn.plan.nodes for note in node.notes if note.kind == "promise")
    assert [node.name for node in drawn.plan.nodes if note in node.notes] == ["ask"]
    assert note.text.startswith("8 min")


def test_who_comes_for_a_promise_is_told_beside_those_who_hang_up(
    made: Scenario, result: Result
) -> None:
    drawn = contents(made, "a", result)
    assert drawn.plan.recontact is not None
    assert drawn.plan.recontact.text == (
        "50% of those who hang up and 50% of those let down by a broken promise come again, "
        "after 20 min"
    )


def test_how_often_it_was_broken_is_told_with_a_result(made: Scenario, result: Result) -> None:
    step, found = made.variants["a"].steps["ask"], result.variants["a"]
    late = found.steps["ask"]["share_promises_broken"].mean
    assert late is not None
    assert late > 0
    assert promises(step, None, "ask") == (Note("promise", "8 min"),)
    assert promises(step, found, "ask") == (Note("promise", f"8 min, {late:.0%} late"),)
    assert promises(made.variants["a"].steps["tell"], found, "tell") == ()


def test_only_what_is_drawn_gets_a_line(made: Scenario) -> None:
    graph = _drawn(made, "a", None).graph
    assert list(beside(graph, {"ask": 1.2, "check": 1.2, "tell": 0.9})) == [
        Way("ask", "check", kind="meanwhile", flow=1.0),
        Way("check", "tell", kind="needs", flow=1.0),
    ]


def test_within_a_branch_those_who_were_met_go_on_as_they_are_led(made: Scenario) -> None:
    drawn = _drawn(made, "a", None)
    assert drawn.expected is not None
    found = met_in_branches(drawn.graph, drawn.expected, {"ask": 1.0, "check": 0.8, "file": 0.4})
    assert {course: flow.amount for course, flow in found.items()} == {
        Course("check", "file"): pytest.approx(0.4),
        Course("check", OVER): pytest.approx(0.4),
        Course("file", OVER): pytest.approx(0.4),
    }


def test_of_work_that_partly_leads_no_further_the_share_that_goes_on_is_said(
    drawn: Contents,
) -> None:
    (way,) = (way for way in drawn.plan.ways if (way.origin, way.target) == ("check", "file"))
    assert way.label == "50%"


@pytest.mark.parametrize("ran", [True, False])
def test_emptied_work_is_passed(ran: bool) -> None:
    """What is left of a branch is set off, goes on and is waited for, with its shares."""
    text = TEXT.replace(
        "check: {by: office, takes: about 6 min, next: {file: 50%, done: 50%}}",
        "check: {by: office, takes: about 6 min, next: {file: 30%, stamp: 70%}}\n"
        "      stamp: {by: office, takes: 1 min, next: post}\n"
        "      post: {by: office, takes: 1 min}",
    )
    one = loads(
        f"{text}  b: {{like: a, without: [stamp, post]}}\n  c: {{like: a, without: [check]}}"
    )
    result = run(one) if ran else None
    left = contents(one, "b", result)
    labels = {(way.origin, way.target): way.label for way in left.plan.ways if way.kind == "way"}
    assert labels["check", "file"].startswith("30%")
    assert ways(left, "needs") == {
        (last, to) for last in ("check", "file") for to in ("tell", "sign")
    }
    first = contents(one, "c", result)
    assert ways(first, "meanwhile") == {("ask", "file"), ("ask", "stamp")}
