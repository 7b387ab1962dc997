from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from blueprint_sim.report.layout.cells import Cell, cells
from blueprint_sim.report.layout.order import order
from blueprint_sim.report.layout.records import Node, Plan, Way
from tests.report.layout.blueprints import blueprint
from tests.report.layout.small import plan


def backward(ways: list[Way], lanes: str = "abcd") -> set[tuple[str, str]]:
    its = cells(plan(dict.fromkeys(lanes, 1), ways))
    found = order(its).back
    return {(its.links[i].way.origin, its.links[i].way.target) for i in found}


def test_a_loop_and_a_return_go_back():
    ways = [Way("a", "b"), Way("b", "b"), Way("b", "c"), Way("c", "a"), Way("c", "d")]
    assert backward(ways) == {("b", "b"), ("c", "a")}


def test_the_way_most_travelled_is_followed_first():
    ring = [Way("a", "b", flow=0.9), Way("a", "c", flow=0.1), Way("b", "c"), Way("c", "b")]
    assert backward(ring) == {("c", "b")}
    ring[:2] = [Way("a", "b", flow=0.1), Way("a", "c", flow=0.9)]
    assert backward(ring) == {("b", "c")}


def test_nothing_comes_before_the_start():
    assert backward([Way("a", "b"), Way("d", "a")]) == {("d", "a")}


def test_it_begins_where_most_begin_and_no_way_leads():
    """By name `a` would be first, but `c` leads there; `b` is for the few who come again."""
    nodes = (Node("a", 1, "A", start=True), Node("b", 1, "B", visits=0.1, start=True),
             Node("c", 1, "C", start=True))  # fmt: skip
    assert cells(Plan(nodes, (Way("c", "a"), Way("a", "a")))).start == Cell("c")


def test_a_queue_stands_before_its_step():
    made = Plan((Node("a", 1, "A", start=True), Node("b", 2, "B", queue=True)), (Way("a", "b"),))
    assert order(cells(made)).cells == (Cell("a"), Cell("b", True), Cell("b"))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(4, 40), st.sampled_from([0.0, 0.8]))
def test_forward_links_lead_on(seed, steps, wild):
    its = cells(blueprint(seed, steps, wild))
    found = order(its)
    place = {cell: i for i, cell in enumerate(found.cells)}
    assert len(place) == len(its.all())
    for i, link in enumerate(its.links):
        if i not in found.back:
            assert place[link.origin] < place[link.target]
            assert link.origin in found.ancestors[link.target]
