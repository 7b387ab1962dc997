"""What the pages about calls and letters say would come out if something were otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.what_ifs import FEELS, NOT_SO, Value, WhatIf, assert_said

GENTLER = {FEELS + "repeated_question": -0.5}


def rule(sizes: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """Give each variant teams of other sizes."""
    return {
        f"variants.{variant}.teams": {team: {"size": size} for team, size in teams.items()}
        for variant, teams in sizes.items()
    }


FEWER = rule(
    {
        "clear_bill": {"agents": 6},
        "clear_manual": {"agents": 6},
        "honest_ads": {"agents": 6},
        "sound_device": {"agents": 6, "technicians": 2},
    }
)


def _saved(v: Value) -> str:
    today = v("as_is", "cost_total")
    days = [round((today - v(name.split(".")[1], "cost_total")) / 5, -1) for name in FEWER]
    return f"EUR {min(days):.0f} to {max(days):.0f} a day cheaper than today, EUR {sum(days):.0f}"


WHAT_IFS = (
    WhatIf(
        "bank_call_centre",
        lambda v: (
            f"its callers would wait {60 * v('own_roster', 'wait_mean', persona='internet'):.0f} s"
        ),
        {"variants.own_roster.steps.consult.by": ["desk", "agents"]},
        ("own_roster",),
    ),
    WhatIf(
        "cancel_subscription",
        lambda v: (
            f"Four agents answering directly resolve {v('direct_agent', 'share_resolved'):.0%} of "
            "the issues, less than eight behind the menu (65%), and more than four behind it "
            f"({v('ivr_heavy', 'share_resolved'):.0%})"
        ),
        {"variants.ivr_heavy.teams.agents.size": 4},
        ("ivr_heavy", "direct_agent"),
    ),
    WhatIf(
        "cancel_subscription",
        lambda v: (
            f"with {v('ivr_heavy', 'misery_mean'):.1f} moments of misery against "
            f"{v('direct_agent', 'misery_mean'):.1f}"
        ),
        GENTLER,
        ("ivr_heavy", "direct_agent"),
    ),
    WhatIf(
        "cancel_subscription",
        lambda v: (
            f"it takes {v('ivr_heavy', 'moments_mean'):.1f} with the menu first, "
            f"{v('direct_agent', 'moments_mean'):.1f} directly and "
            f"{v('ivr_that_remembers', 'moments_mean'):.1f} with a menu that remembers"
        ),
    ),
    WhatIf(
        "cancel_subscription",
        lambda v: (
            f"{v('ivr_heavy', 'share_walked_away', persona='hurried'):.0%} of those in a hurry "
            f"walk away, and {v('ivr_heavy', 'share_walked_away', persona='regular'):.0%} of the"
        ),
    ),
    WhatIf(
        "cancel_with_upsell",
        lambda v: (
            f"it is EUR {v('as_is', 'cost_per_resolved'):.2f} as it is and "
            f"{v('right_reason', 'cost_per_resolved'):.2f} with offers where they fit"
        ),
        variants=("as_is", "right_reason"),
    ),
    WhatIf(
        "cancel_with_upsell",
        lambda v: f"({v('as_is', 'misery_mean'):.2f} instead of 2.38 moments)",
        {"variants.as_is.steps.solve.if_not": "done"},
        ("as_is",),
    ),
    WhatIf(
        "refund_across_silos",
        lambda v: f"with about {v('honest_promise', 'misery_mean'):.1f} moments of misery",
        {FEELS + "asked_to_wait_long": -1},
        ("asked_to_wait", "honest_promise"),
    ),
    WhatIf("upstream_causes", _saved, FEWER, ("as_is", *(name.split(".")[1] for name in FEWER))),
    WhatIf(
        "passed_around",
        lambda v: (
            "callers keep about "
            f"{v('case_owner', 'misery_mean', persona='foreign'):.1f} moments of misery, and with "
            f"people of their own about "
            f"{v('language_routing', 'misery_mean', persona='foreign'):.1f}"
        ),
        variants=("passed_around", "case_owner", "language_routing"),
    ),
    WhatIf(
        "passed_around",
        lambda v: (
            f"the two would be alike, at {v('passed_around', 'misery_mean'):.1f}"
            if abs(v("passed_around", "misery_mean") - v("shared_notes", "misery_mean")) < 0.05
            else NOT_SO
        ),
        {FEELS + "repeated_question": 0},
        ("passed_around", "shared_notes"),
    ),
    WhatIf(
        "service_recovery",
        lambda v: f"at +2 the memory would be {v('six_steps', 'memory_mean'):.2f}",
        {FEELS + "made_good": {"feels": "+2", "costs": 10}},
        ("six_steps",),
    ),
    WhatIf(
        "service_recovery",
        lambda v: (
            f"In the plain mean of all moments they do show, {v('six_steps', 'valence_mean'):.2f} "
            f"against {v('fix_only', 'valence_mean'):.2f}"
        ),
        variants=("fix_only", "six_steps"),
    ),
    WhatIf(
        "self_service_paradox",
        lambda v: (
            f"({v('people_only', 'share_resolved'):.0%} against "
            f"{v('hidden_way_out', 'share_resolved'):.0%})"
        ),
        {"variants.people_only.teams.agents.size": 6},
        ("hidden_way_out", "people_only"),
    ),
    WhatIf(
        "self_service_paradox",
        lambda v: (
            f"the way out at once has {v('open_way_out', 'misery_mean'):.2f} moments against "
            f"{v('hidden_way_out', 'misery_mean'):.2f}"
        ),
        {"experience.patience_for_prompts": 5},
        ("hidden_way_out", "open_way_out"),
    ),
    WhatIf(
        "self_service_paradox",
        lambda v: (
            "the hidden way out would have "
            f"{v('hidden_way_out', 'misery_mean'):.2f} moments, and people only still the fewest, "
            f"{v('people_only', 'misery_mean'):.2f}"
        ),
        GENTLER,
        ("hidden_way_out", "people_only"),
    ),
    WhatIf(
        "fragmented_channels",
        lambda v: (
            f"online have about {v('islands', 'misery_mean', persona='poster'):.1f} moments of "
            "misery on the islands and "
            f"{v('fewer_channels', 'misery_mean', persona='poster'):.1f} with phone and mail only"
        ),
        variants=("islands", "fewer_channels"),
    ),
    WhatIf(
        "voice_menu_or_person",
        lambda v: (
            f"At -0.25 the menu has {v('menu_first', 'misery_mean'):.2f} moments and the person "
            f"{v('person_first', 'misery_mean'):.2f}"
        ),
        {FEELS + "repeated_question": -0.25},
    ),
)


@pytest.mark.slow
@pytest.mark.parametrize("what_if", WHAT_IFS, ids=lambda what_if: what_if.scenario)
def test_the_page_says_what_comes_out(what_if: WhatIf) -> None:
    assert_said(what_if)
