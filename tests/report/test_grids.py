from __future__ import annotations

from dataclasses import replace

from blueprint_sim.format.load import loads
from blueprint_sim.report.grids import Cell, Grid, beside, side_by_side, steps
from blueprint_sim.studies.result import Estimate
from blueprint_sim.studies.run import run
from tests.report.results import MENU, PERSON, several, two, variant


def row(grid: Grid, name: str) -> list[str]:
    (found,) = [cells for cells in grid.rows if cells[0].text == name]
    return [cell.text.replace("\N{MINUS SIGN}", "-") for cell in found[1:]]


def asides(grid: Grid, name: str) -> list[str]:
    (found,) = [cells for cells in grid.rows if cells[0].text == name]
    return [cell.aside for cell in found[1:]]


def test_all_variants_side_by_side_with_their_intervals() -> None:
    third = variant("third", "Another", {**PERSON, "misery_mean": 0.5})
    (grid,) = side_by_side(several(variant("person", "Answered directly", PERSON), third))
    assert list(grid.heads) == ["measure", "Voice menu first", "Answered directly", "Another"]
    assert row(grid, "Moments of misery") == ["2.6", "0.9", "0.5"]
    assert asides(grid, "Moments of misery") == ["2.5 to 2.7", "0.8 to 1.0", "0.4 to 0.6"]
    assert row(grid, "Memory (-2 to +2)") == ["-0.9", "-0.2", "-0.2"]
    assert grid.rows[0][0].text == "Moments of misery"
    assert "95%" in grid.title


def test_what_nobody_met_is_left_out() -> None:
    names = {cells[0].text for cells in side_by_side(two())[0].rows}
    assert "Hung up" in names
    assert not names & {"Turned away", "Left at once", "Walked away"}
    blocked = several(variant("person", "P", {**PERSON, "share_blocked": 0.04}))
    assert row(side_by_side(blocked)[0], "Turned away") == ["0%", "4%"]


def test_money_has_no_place_where_nothing_costs() -> None:
    free = {"staff_cost": 0.0, "cost_per_resolved": 0.0}
    result = several(variant("person", "P", {**PERSON, **free}))
    base = variant("menu", "M", {**MENU, **free})
    result = replace(result, variants={"menu": base, "person": result.variants["person"]})
    names = " ".join(cells[0].text for cells in side_by_side(result)[0].rows)
    assert "EUR" in " ".join(cells[0].text for cells in side_by_side(two())[0].rows)
    assert "EUR" not in names


def test_a_value_without_an_interval_stands_alone() -> None:
    result = two()
    bare = {k: replace(e, low=None, high=None) for k, e in result.variants["menu"].measures.items()}
    menu = replace(result.variants["menu"], measures=bare)
    result = replace(result, variants={**result.variants, "menu": menu})
    assert asides(side_by_side(result)[0], "Moments of misery") == ["", "0.8 to 1.0"]


def test_what_decides_stands_apart_and_has_a_verdict() -> None:
    decides, record = beside(two(), "person")
    assert list(decides.heads)[-2:] == ["95% together", "verdict"]
    assert row(decides, "Moments of misery") == ["2.6", "0.9", "-1.7", "-1.8 to -1.6", "+ better"]
    assert decides.rows[0][0].text == "Moments of misery"
    assert row(decides, "EUR per resolved")[-1] == "? cannot tell yet"
    assert decides.rows[0][-1].tone == "good"
    assert list(record.heads)[-1] == "95%"
    assert row(record, "Hung up") == ["9%", "4%", "-5 pts", "-6 to -4"]
    assert decides.rows[0][3].text == "\N{MINUS SIGN}1.7"


def test_one_replication_has_no_column_of_intervals() -> None:
    decides, record = beside(replace(two(), replications=1), "person")
    assert list(decides.heads)[3:] == ["difference", "verdict"]
    assert list(record.heads)[3:] == ["difference"]
    assert {len(cells) for cells in decides.rows} == {5}


def test_steps_by_their_whole_names_in_the_order_of_the_journey() -> None:
    label = "A step whose name is far too long for any box, and which stands here as it is"
    given = loads(
        f"""
scenario: Steps
run: {{length: 2 h, replications: 3}}
demand: {{arrivals: 30 per hour}}
variants:
  only:
    teams: {{agents: {{size: 1}}}}
    steps:
      zebra: {{label: "{label}", takes: 2 min, next: ask}}
      ask: {{by: agents, takes: about 2 min, lane: backstage}}
      never: {{takes: 1 min}}
    start: zebra
"""
    )
    result = run(given)
    grid = steps(result, given, "only")
    assert [cells[0].text for cells in grid.rows] == [label, "Ask"]
    assert row(grid, label)[:2] == ["customer", "1.00"]
    assert row(grid, label)[3] == "2"
    assert grid.rows[1][1] == Cell("backstage")
    waited = result.variants["only"].steps["ask"]["wait_mean"]
    assert isinstance(waited, Estimate)
    assert asides(grid, "Ask")[2]


def test_steps_say_what_a_day_of_them_costs_and_who_owns_them() -> None:
    given = loads(
        """
scenario: Steps
run: {length: 1 h, days: 2, replications: 2}
demand: {arrivals: 30 per hour}
variants:
  only:
    teams: {agents: {size: 4, cost: 30 per hour}}
    steps:
      call: {by: agents, takes: 2 min, owner: Sales, next: look}
      look: {by: nobody, takes: 1 min}
"""
    )
    result = run(given)
    grid = steps(result, given, "only")
    assert list(grid.heads)[-2:] == ["EUR of work a day", "owner"]
    assert [cells[-1].text for cells in grid.rows] == ["Sales", ""]
    cost = result.variants["only"].steps["call"]["cost"].mean or 0.0
    assert cost > 2
    assert [cells[-2].text for cells in grid.rows] == [f"{cost / 2:g}", "0"]


def test_steps_say_where_they_are_done_and_whether_the_customer_is_away() -> None:
    given = loads(
        """
scenario: Steps
run: {length: 1 h, replications: 2}
demand: {arrivals: 30 per hour}
variants:
  only:
    teams: {agents: {size: 4}}
    channels: {phone: {}, mail: {live: no}}
    steps:
      call: {by: agents, channel: phone, takes: about 1 min, next: look}
      look: {by: agents, lane: backstage, away: yes, takes: about 1 min, next: write}
      write: {by: agents, channel: mail, takes: about 1 min}
"""
    )
    grid = steps(run(given), given, "only")
    assert [cells[1].text for cells in grid.rows] == [
        "frontstage, by phone",
        "backstage, customer away",
        "frontstage, by mail",
    ]


def test_more_variants_than_a_page_is_wide_take_several_tables() -> None:
    others = [variant(f"v{n}", f"Variant {n}", PERSON) for n in range(7)]
    grids = side_by_side(several(*others))
    assert [len(grid.heads) for grid in grids] == [6, 5]
    assert all(grid.heads[1] == "Voice menu first" for grid in grids)
    shown = [head for grid in grids for head in grid.heads[2:]]
    assert shown == [found.label for found in others]
    assert all(len(row) == len(grid.heads) for grid in grids for row in grid.rows)
