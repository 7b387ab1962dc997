from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from blueprint_sim.report.layout.cells import Cell, cells
from blueprint_sim.report.layout.columns import STACK, Grid, Spot, grid, numbers
from blueprint_sim.report.layout.order import order
from blueprint_sim.report.layout.records import Plan, Way
from tests.report.layout.blueprints import blueprint
from tests.report.layout.small import ENDINGS, MENU, plan


def placed(made: Plan, *, recontact: bool = False) -> Grid:
    its = cells(made)
    return grid(its, order(its), recontact=recontact)


def spots(made: Plan) -> dict[str, tuple[int, int]]:
    return {cell.name: tuple(spot) for cell, spot in placed(made).spots.items() if not cell.queue}


def test_another_lane_takes_the_same_column():
    found = spots(MENU)
    assert found.pop("bill") == (1, 1)
    assert found == {"call": (0, 0), "menu": (0, 1), "ask": (0, 2), "check": (0, 3)}


def test_the_same_lane_takes_the_next_column():
    assert spots(plan({"a": 1, "b": 1}, [Way("a", "b")])) == {"a": (0, 0), "b": (1, 0)}


def test_a_step_does_not_stand_with_those_before_it():
    made = plan({"a": 1, "b": 2, "c": 1}, [Way("a", "b"), Way("b", "c")])
    assert spots(made) == {"a": (0, 0), "b": (0, 1), "c": (1, 0)}


def test_a_box_in_between_blocks_a_vertical_arrow():
    ways = [Way("a", "b"), Way("a", "c", flow=0.5), Way("b", "c", flow=0.5)]
    assert spots(plan({"a": 1, "b": 2, "c": 3}, ways))["c"] == (1, 2)


def test_alternatives_stand_one_below_the_other():
    ways = [Way("a", name, flow=0.3) for name in "bcd"] + [Way("a", "e", flow=0.1)]
    found = spots(plan(dict.fromkeys("abcde", 1), ways))
    assert sorted(found[name] for name in "bcde") == [(1, 0), (1, 1), (1, 2), (2, 0)]


def test_a_way_stays_in_its_row():
    ways = [Way("a", "b"), Way("a", "c", flow=0.4), Way("b", "d"), Way("c", "e", flow=0.4)]
    found = spots(plan(dict.fromkeys("abcde", 1), ways))
    assert found["d"][1] == found["b"][1]
    assert found["e"][1] == found["c"][1]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(4, 40), st.sampled_from([0.0, 0.6]), st.booleans())
def test_on_random_blueprints(seed, steps, wild, recontact):
    its = cells(blueprint(seed, steps, wild))
    ordered = order(its)
    found = grid(its, ordered, recontact=recontact)
    assert len(found.taken()) == len(found.spots) == len(its.all())
    assert list(found.lanes) == sorted(found.lanes)
    assert all(found.lanes.count(lane) <= STACK for lane in found.lanes)
    for cell, spot in found.spots.items():
        assert found.lanes[spot.row] == its.lane(cell)
        if cell.queue:
            assert found.spots[Cell(cell.name)] == Spot(spot.column + 1, spot.row)
    for i, link in enumerate(its.links):
        a, b = found.spots[link.origin], found.spots[link.target]
        if i not in ordered.back:
            assert a.column + (found.lanes[a.row] == found.lanes[b.row]) <= b.column
            if a.column == b.column:
                between = range(min(a.row, b.row) + 1, max(a.row, b.row))
                assert not {Spot(a.column, row) for row in between} & set(found.spots.values())


def test_the_start_is_number_one_also_behind_its_queue():
    made = plan({"ask": 2, "chase": 2}, [Way("ask", "resolved"), Way("chase", "resolved")])
    nodes = (made.nodes[0]._replace(queue=True), made.nodes[1]._replace(visits=0.1))
    its = cells(made._replace(nodes=nodes, endings=ENDINGS))
    ordered = order(its)
    where = grid(its, ordered, recontact=False)
    assert where.spots[Cell("chase")].column < where.spots[Cell("ask")].column
    assert numbers(its, ordered, where) == (("ask", 1), ("chase", 2))
