"""Sections that a page has only where there is something to tell."""

from __future__ import annotations

from blueprint_sim.format.load import loads
from blueprint_sim.report.page import render
from tests.report.test_page import Page, scenario, study

FIXED = """
scenario: A bill that nobody understands
run: {length: 2 h, replications: 3}
demand:
  arrivals: 30 per hour
  reasons: {bill: {share: 60%, cause: unclear_bill}, other: {}}
  causes: {unclear_bill: {label: Unclear <bill>, owner: "Finance & Co", fix_costs: 25 per day}}
variants:
  as_is:
    teams: {agents: {size: 2, cost: 30 per hour}}
    steps: {help: {by: agents, takes: about 3 min, resolves: 80%}}
  clear_bill: {like: as_is, fixes: {unclear_bill: 50%}}
"""


def test_where_it_began_and_who_is_better_off_have_sections() -> None:
    made = loads(FIXED)
    text = Page(render(study(made), made)).text
    assert "Who is better or worse off" in text
    assert "given the same luck at shared steps" in text
    assert "need not come" in text
    assert "Where it began" in text
    assert "Unclear <bill>" in text
    assert "Finance & Co" in text
    assert "speaks of different people" in text


def test_a_service_that_does_what_it_is_for_has_no_table_of_origins() -> None:
    made = scenario()
    assert "Where it began" not in render(study(made), made)
    alone = render(study(made, "menu_first"), made)
    assert "better or worse off" not in alone
