"""What the pages about a shop and a drive-thru say would come out if something were otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from tests.what_ifs import FEELS, NOT_SO, Value, WhatIf, assert_said, run

REFUSED = [{"when": {"reason": "money"}, "then": "pay"}, {"otherwise": "refuse"}]
CONTENT = "variants.as_is.steps.pay_half.resolves"
BY_MISERY = ("honoured_in_sale", "told_before", "clerk_decides", "more_tills", "as_is")
BY_COST = ("told_before", "honoured_in_sale", "clerk_decides", "more_tills", "as_is")
DAYS = 6


def turned_round(vouchers: int, points: int) -> list[dict[str, Any]]:
    """Give the ways on from the sign, with per cents of those who turn round there."""
    return [
        {"when": {"reason": reason}, "then": {"choose": f"{100 - turn}%", "done": f"{turn}%"}}
        for reason, turn in {"vouchers": vouchers, "points": points}.items()
    ] + [{"otherwise": "choose"}]


def rises(value: Value, key: str, variants: Sequence[str]) -> bool:
    """Tell whether a measure rises from variant to variant."""
    values = [value(variant, key) for variant in variants]
    return values == sorted(values)


def ordered(words: str) -> Callable[[Value], str]:
    """Say some words if all designs keep their order, in misery and in cost."""
    return lambda v: (
        words if rises(v, "misery_mean", BY_MISERY) and rises(v, "cost_total", BY_COST) else NOT_SO
    )


def _refused(v: Value) -> str:
    more = (v("refused", "cost_total") - v("as_is", "cost_total")) / DAYS
    given = v("as_is", "event_cost") / DAYS
    assert round(more / given) == 4
    return (
        f"there would be {v('refused', 'misery_mean'):.2f} moments and not "
        f"{v('as_is', 'misery_mean'):.2f}, and a day would cost EUR {round(more, -1):,.0f} more, "
        "four times what the half costs"
    )


WHAT_IFS = (
    WhatIf(
        "loyalty_voucher",
        lambda v: (
            "If it were four in ten instead of three, and two in ten of those with points, to "
            "honour all would be cheaper"
            if v("honoured_in_sale", "cost_total") < v("told_before", "cost_total")
            else NOT_SO
        ),
        {"variants.told_before.steps.sign.next": turned_round(40, 20)},
        ("as_is", "told_before", "honoured_in_sale"),
    ),
    WhatIf(
        "loyalty_voucher",
        _refused,
        {"variants.refused": {"like": "as_is", "steps": {"scan": {"next": REFUSED}}}},
        ("as_is", "refused"),
    ),
    WhatIf(
        "loyalty_voucher",
        lambda v: (
            f"somebody with points meets {v('as_is', 'misery_mean', reason='points'):.1f} moments "
            f"of misery, and somebody with vouchers "
            f"{v('as_is', 'misery_mean', reason='vouchers'):.1f}"
        ),
        variants=("as_is",),
    ),
    WhatIf(
        "loyalty_voucher",
        lambda v: (
            "told before, leaves somebody with points "
            f"{v('told_before', 'misery_mean', reason='points'):.1f} moments"
        ),
        variants=("as_is", "told_before"),
    ),
    WhatIf(
        "loyalty_voucher",
        lambda v: (
            f"a little milder, there would be {v('as_is', 'misery_mean'):.2f} moments as it is"
        ),
        {FEELS + "halved": -0.9},
        ("as_is",),
    ),
    WhatIf(
        "loyalty_voucher",
        ordered("Were all content who pay with half, or none, the designs would keep their order"),
        {CONTENT: "100%"},
    ),
    WhatIf(
        "loyalty_voucher",
        ordered("Were all content who pay with half, or none, the designs would keep their order"),
        {CONTENT: "0%"},
    ),
    WhatIf(
        "loyalty_voucher",
        ordered("Without the 2% who leave at each moment of misery"),
        {"experience.churn.each_misery": "0%"},
    ),
    WhatIf(
        "loyalty_voucher",
        lambda v: (
            "the sign would still be cheapest, and a clerk who decides would cost a little more "
            "than to refuse"
            if rises(v, "cost_total", ("told_before", "as_is", "clerk_decides"))
            else NOT_SO
        ),
        {"experience.churn_costs": 0},
        ("as_is", "told_before", "clerk_decides"),
    ),
    WhatIf(
        "loyalty_voucher",
        lambda v: (
            "misery would fall by a fifth only"
            if 0.15 < 1 - v("told_before", "misery_mean") / v("as_is", "misery_mean") < 0.25
            else NOT_SO
        ),
        {FEELS + "told_the_rule": -1},
        ("as_is", "told_before"),
    ),
    WhatIf(
        "drive_thru",
        lambda v: f"it would leave {v('hurried', 'misery_mean'):.2f} moments of misery",
        {"variants.hurried.steps.bag.resolves": "86%"},
        ("hurried",),
    ),
    WhatIf(
        "drive_thru",
        lambda v: (
            f"good service has {v('good_service', 'misery_mean'):.1f} moments of misery and "
            f"hurrying {v('hurried', 'misery_mean'):.1f}"
        ),
        {"experience.acceptable_wait": "1 min"},
        ("good_service", "hurried"),
    ),
    WhatIf(
        "drive_thru",
        lambda v: (
            f"with {v('hurried', 'misery_mean'):.2f} moments of misery against "
            f"{v('good_service', 'misery_mean'):.2f}, and a right order would cost EUR "
            f"{v('good_service', 'cost_per_resolved') - v('hurried', 'cost_per_resolved'):.2f} less"
        ),
        {"variants.hurried.teams": {"kitchen": {"size": 2}}},
        ("good_service", "hurried"),
    ),
    WhatIf(
        "drive_thru",
        lambda v: (
            "no larger than the right bag, and leave no trace"
            if v("now_and_then", "memory_mean") == v("good_service", "memory_mean")
            else NOT_SO
        ),
        {FEELS + "friendly_word": 0},
        ("good_service", "now_and_then"),
    ),
    WhatIf(
        "drive_thru",
        lambda v: (
            "memory would gain "
            f"{v('now_and_then', 'memory_mean') - v('good_service', 'memory_mean'):.2f} instead"
        ),
        {FEELS + "wrong_order": -1.4},
        ("good_service", "now_and_then"),
    ),
    WhatIf(
        "drive_thru",
        lambda v: (
            "adds more than twice as much to memory"
            if v("bag_checked", "memory_mean") - v("good_service", "memory_mean")
            > 2 * (v("now_and_then", "memory_mean") - v("good_service", "memory_mean"))
            else NOT_SO
        ),
        variants=("good_service", "now_and_then", "bag_checked"),
    ),
)


@pytest.mark.slow
@pytest.mark.parametrize("what_if", WHAT_IFS, ids=lambda what_if: what_if.scenario)
def test_the_page_says_what_comes_out(what_if: WhatIf) -> None:
    assert_said(what_if)


@pytest.mark.slow
def test_five_in_six_keep_a_better_memory_of_a_treat() -> None:
    treats: Mapping[str, Any] = {
        "variants.now_and_then.steps.friendly.events": {"friendly_word": "100%", "treat": "100%"}
    }
    result = run(WhatIf("drive_thru", str, treats, ("good_service", "now_and_then")))
    table = result.to_frame("better_off")
    by_memory = table[(table["by"] == "everybody") & (table["judged_by"] == "memory")]
    found = by_memory.set_index("fate")["mean"]
    assert found["better"] == pytest.approx(5 / 6, abs=0.01)
    assert found["worse"] == 0
