"""Staff in the shipped scenarios: by the rule that the page states, and not by what came out."""

from __future__ import annotations

import math
from typing import Final

import pytest

from blueprint_sim.model.graph import blueprint_graph, staffed
from blueprint_sim.model.traffic import traffic
from docs.scenarios import pages

QUARTER, FIFTH = 1.25, 1.2
BY_RULE: Final = {
    "cancel_with_upsell": (QUARTER, ("agents",), ()),
    "drive_thru": (FIFTH, (), ("hurried",)),
    "fragmented_channels": (FIFTH, (), ()),
    "loyalty_voucher": (QUARTER, ("tills",), ("more_tills",)),
    "passed_around": (FIFTH, (), ()),
    "self_service_paradox": (QUARTER, ("agents",), ("more_agents",)),
    "service_recovery": (QUARTER, (), ()),
    "upstream_causes": (
        QUARTER,
        (),
        ("clear_bill", "clear_manual", "honest_ads", "sound_device", "all_fixed", "more_agents"),
    ),
}
"""By scenario: staff over work, the teams of the rule (none: all), variants that it leaves out."""
SAID: Final = {QUARTER: "quarter more", FIFTH: "fifth more"}


@pytest.mark.parametrize("name", BY_RULE)
def test_staff_follow_the_rule(name: str) -> None:
    scenario, (rule, teams, apart) = pages.read(name), BY_RULE[name]
    assert SAID[rule] in " ".join(pages.page(name).read_text(encoding="utf-8").split())
    for variant in [each for each in scenario.variants if each not in apart]:
        graph = blueprint_graph(scenario, variant)
        work = traffic(scenario, variant, graph).load
        staff = scenario.variants[variant].teams
        of_rule = [team for team in teams or staffed(graph) if staff[team].size is not None]
        assert of_rule
        for team in of_rule:
            asked = math.ceil(rule * work[team] / staff[team].at_once)
            assert staff[team].size == asked, f"{variant}: {team}"
