"""How it ends on a picture."""

from __future__ import annotations

from blueprint_sim.report.blueprint.endings import OUTCOMES, endings
from blueprint_sim.report.blueprint.flows import END
from blueprint_sim.simulation.program import ISSUE_OUTCOMES
from tests.report.results import MENU, variant

SHARES = {
    **MENU,
    "share_resolved": 0.78,
    "share_unresolved": 0.1,
    "share_abandoned": 0.004,
    "share_walked_away": 0.03,
}


def test_every_outcome_of_the_simulation_has_words() -> None:
    assert {outcome.name.lower() for outcome in ISSUE_OUTCOMES} | {"done"} == set(OUTCOMES)


def test_endings_that_occur_are_listed_the_good_one_first() -> None:
    found = endings(["unresolved"], variant("a", "A", SHARES))
    assert [(ending.name, ending.label, ending.share) for ending in found] == [
        (f"{END}resolved", "Resolved", 0.78),
        (f"{END}unresolved", "Unresolved", 0.1),
        (f"{END}walked_away", "Walked away", 0.03),
    ]


def test_an_ending_that_a_way_leads_to_is_listed_however_rare() -> None:
    found = endings(["abandoned"], variant("a", "A", SHARES))
    assert [ending.share for ending in found if ending.label == "Hung up"] == [0.004]


def test_without_a_result_endings_have_no_share() -> None:
    assert [(e.label, e.share) for e in endings(["done", "dead_end"], None)] == [
        ("Resolved or not", None),
        ("Dead end", None),
    ]
