from __future__ import annotations

from dataclasses import replace

import pytest

from blueprint_sim.report.beginnings import beginnings, felt_and_began, tells
from blueprint_sim.report.grids import Grid
from blueprint_sim.report.speech.names import Names
from blueprint_sim.report.speech.roots import need_not_have_been
from blueprint_sim.studies.result import Estimate, Felt, Origin, Result, Root
from tests.report.results import two

SERVICE = Root("service", None, None, None)
BILL = Root("cause", "unclear_bill", None, "Finance")
BACK = Root("outcome", "abandoned", "ask", None)
ASKS = Root("promise", None, "ask", "Back office")
NAMES = Names(steps={("menu", "ask"): "Agent asks"}, causes={"unclear_bill": "Unclear bill"})


def estimate(mean: float, unit: str = "count") -> Estimate:
    return Estimate(mean, mean - mean / 20, mean + mean / 20, unit, "lower")


def origin(root: Root, contacts: float, misery: float, cost: float) -> Origin:
    share = estimate(contacts / 200, "share")
    return Origin(root, estimate(contacts), share, estimate(misery), estimate(cost, "currency"))


ORIGINS = (
    origin(SERVICE, 120.0, 60.0, 300.0),
    origin(BILL, 60.0, 30.0, 200.0),
    origin(BACK, 16.0, 8.0, 40.0),
    origin(ASKS, 4.0, 2.0, 10.0),
    Origin(Root("idle", None, None, None), None, None, None, estimate(450.0, "currency")),
)
FELT = (
    Felt("ask", "Service", SERVICE, estimate(50.0)),
    Felt("ask", "Service", BILL, estimate(30.0)),
    Felt(None, None, SERVICE, estimate(10.0)),
    Felt("menu", None, BACK, estimate(8.0)),
    Felt("menu", None, ASKS, estimate(2.0)),
)


def began(origins: tuple[Origin, ...] = ORIGINS, felt: tuple[Felt, ...] = FELT) -> Result:
    result = two()
    totals = {"contacts_total": 200.0, "misery_total": 100.0, "cost_total": 1000.0}
    menu = result.variants["menu"]
    measures = {**menu.measures, "share_failure_demand": estimate(0.4, "share")}
    for key, value in totals.items():
        measures[key] = replace(measures[key], mean=value, low=value - 5, high=value + 5)
    found = replace(menu, origins=origins, felt=felt, measures=measures)
    return replace(result, days=2.0, variants={**result.variants, "menu": found})


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def test_costs_add_up_to_the_total_by_the_day() -> None:
    grid = beginnings(began(), "menu", NAMES)
    assert grid.heads[-2:] == ["EUR a day", "owner"]
    assert texts(grid) == [
        ["What the service is for", "60", "60%", "30.0", "150", ""],
        ["Unclear bill", "30.0", "30%", "15.0", "100", "Finance"],
        ["Back after hanging up: Agent asks", "8.0", "8.0%", "4.0", "20", "no owner named"],
        ["Asking after a broken promise: Agent asks", "2.0", "2.0%", "1.00", "5.00", "Back office"],
        ["Paid, and at work for none of these", "", "", "", "225", ""],
        ["All", "100.0", "", "50.0", "500", ""],
    ]


def test_what_turned_out_to_be_wrong_is_named_with_its_step() -> None:
    wrong = Root("wrong", "wrong_price", "ask", None)
    assert NAMES.root("menu", wrong) == "Wrong price turned out: Agent asks"


def test_those_who_leave_for_good_have_no_owner() -> None:
    leaving = Origin(
        Root("leaving", None, None, None), None, None, None, estimate(50.0, "currency")
    )
    row = texts(beginnings(began((*ORIGINS, leaving)), "menu", NAMES))[-2]
    assert row == ["Customers who leave for good", "", "", "", "25", ""]


def test_without_costs_there_is_no_column_of_money() -> None:
    free = tuple(replace(each, cost=estimate(0.0, "currency")) for each in ORIGINS)
    grid = beginnings(began(free), "menu", NAMES)
    assert not any("EUR" in head for head in grid.heads)
    assert {len(row) for row in grid.rows} == {len(grid.heads)} == {5}
    assert [row[0].text for row in grid.rows][-2:] == [
        "Asking after a broken promise: Agent asks",
        "All",
    ]


def test_misery_by_where_it_was_felt_and_began_adds_up_both_ways() -> None:
    grid = felt_and_began(began(), "menu", NAMES)
    assert grid is not None
    assert list(grid.heads) == [
        "felt at",
        "What the service is for",
        "Unclear bill",
        "Back after hanging up: Agent asks",
        "Asking after a broken promise: Agent asks",
        "all",
        "owner of the step",
    ]
    assert texts(grid) == [
        ["Agent asks", "25", "15", "", "", "40", "Service"],
        ["How it ended", "5", "", "", "", "5", ""],
        ["Menu", "", "", "4", "1", "5", "no owner named"],
        ["All", "30", "15", "4", "1", "50", ""],
    ]


def test_many_origins_share_a_column() -> None:
    more = tuple(Root("outcome", "blocked", f"step_{number}", None) for number in range(4))
    felt = tuple(Felt("ask", None, root, estimate(9.0 - at)) for at, root in enumerate(more))
    origins = (*ORIGINS, *(origin(root, 1.0, 1.0, 1.0) for root in more))
    grid = felt_and_began(began(origins, (*FELT, *felt)), "menu", NAMES)
    assert grid is not None
    assert list(grid.heads)[-3:] == ["elsewhere", "all", "owner of the step"]
    assert texts(grid)[-1][1:-1] == ["30.0", "15.0", "4.5", "4.0", "11.5", "65.0"]


def test_no_misery_and_nothing_but_the_service() -> None:
    plain = began(ORIGINS[:1], ())
    assert felt_and_began(plain, "menu", NAMES) is None
    assert not tells(plain)
    assert tells(began())
    assert need_not_have_been(plain, "menu", NAMES) == ""


def test_what_need_not_have_been_in_a_sentence() -> None:
    assert need_not_have_been(began(), "menu", NAMES) == (
        '40% of the contacts with "Voice menu first" need not have been: Unclear bill 30% '
        "(Finance); Back after hanging up: Agent asks 8.0%; Asking after a broken promise: Agent "
        "asks 2.0% (Back office)."
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("unresolved", "Back, not resolved"),
        ("blocked", "Back after being turned away"),
        ("balked", "Back after leaving at once"),
        ("dead_end", "Back from a dead end"),
    ],
)
def test_why_customers_came_again(name: str, said: str) -> None:
    root = Root("outcome", name, None, None)
    assert NAMES.root("menu", root) == said
    assert NAMES.root("menu", root.__class__("outcome", name, "ask", None)) == f"{said}: Agent asks"
