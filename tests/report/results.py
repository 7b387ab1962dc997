"""Results made by hand: two variants whose figures a test chooses."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from blueprint_sim.studies.result import (
    Comparison,
    Estimate,
    GroupComparison,
    MomentNumber,
    Place,
    Result,
    StaffedTeam,
    Staffing,
    VariantResult,
    Verdict,
    Waits,
    Way,
)

UNITS = {
    "customers": ("count", None),
    "share_resolved": ("share", "higher"),
    "share_unresolved": ("share", "lower"),
    "share_abandoned": ("share", "lower"),
    "share_balked": ("share", "lower"),
    "share_blocked": ("share", "lower"),
    "share_walked_away": ("share", "lower"),
    "share_dead_end": ("share", "lower"),
    "share_unfinished": ("share", "lower"),
    "wait_mean": ("min", "lower"),
    "wait_p90": ("min", "lower"),
    "share_called_back": ("share", None),
    "callback_wait_mean": ("min", "lower"),
    "effort_mean": ("min", "lower"),
    "handoffs_mean": ("count", "lower"),
    "repeat_questions_mean": ("count", "lower"),
    "contacts_mean": ("count", "lower"),
    "share_promises_broken": ("share", "lower"),
    "misery_mean": ("count", "lower"),
    "memory_mean": ("valence", "higher"),
    "valence_mean": ("valence", "higher"),
    "cost_per_resolved": ("currency", "lower"),
    "staff_cost": ("currency", "lower"),
    "event_cost": ("currency", "lower"),
    "event_earnings": ("currency", "higher"),
    "fix_cost": ("currency", "lower"),
    "contacts_avoided": ("count", "higher"),
    "contacts_total": ("count", "lower"),
    "misery_total": ("count", "lower"),
    "cost_total": ("currency", "lower"),
}
COUNTED = {
    "share_churned": ("share", "lower"),
    "told_mean": ("count", "lower"),
    "told_total": ("count", "lower"),
    "churn_cost": ("currency", "lower"),
}
"""What a scenario need not count."""
MENU = {
    "customers": 495.0,
    "share_resolved": 0.78,
    "share_abandoned": 0.09,
    "wait_mean": 2.6,
    "wait_p90": 7.9,
    "effort_mean": 11.4,
    "handoffs_mean": 1.2,
    "repeat_questions_mean": 1.9,
    "contacts_mean": 1.14,
    "misery_mean": 2.6,
    "memory_mean": -0.9,
    "valence_mean": -0.6,
    "cost_per_resolved": 5.27,
    "staff_cost": 2016.0,
}
PERSON = {
    **MENU,
    "share_resolved": 0.83,
    "share_abandoned": 0.04,
    "wait_mean": 0.7,
    "wait_p90": 2.6,
    "effort_mean": 7.3,
    "handoffs_mean": 0.3,
    "repeat_questions_mean": 0.1,
    "contacts_mean": 1.12,
    "misery_mean": 0.9,
    "memory_mean": -0.2,
    "valence_mean": 0.1,
    "cost_per_resolved": 5.52,
    "staff_cost": 2268.0,
}
WAYS = (
    Way(None, None, "ask", False, 1.14, 0.0, 0.0),
    Way("ask", "reneged", "abandoned", True, 0.09, 0.0, 0.0),
    Way("ask", "served", "retention", False, 0.62, 0.2, 0.42),
    Way("ask", "served", "unresolved", True, 0.43, 0.0, 0.0),
    Way("retention", "served", "resolved", True, 0.62, 0.0, 0.0),
)
CURVE = (
    MomentNumber(1, 1.0, -1.5, -0.4, 0.0, "ask", "wait", 0.8),
    MomentNumber(2, 0.96, -1.2, -0.8, 0.2, "ask", "question", 0.8),
    MomentNumber(3, 0.71, -1.8, -1.0, 0.5, "retention", "work", 0.8),
    MomentNumber(4, 0.62, -1.0, 1.0, 1.5, None, "ending", 0.8),
)
OVER = Estimate(0.41, 0.39, 0.43, "share", "lower")
MATTERS = {"misery_mean": 0.2, "share_resolved": 0.01, "cost_per_resolved": 0.25}


def variant(name: str, label: str, values: dict[str, float], workers: int = 8) -> VariantResult:
    """Make a variant; what `values` leaves out is nothing."""
    measures = {
        key: Estimate(value := values.get(key, 0.0), value - 0.1, value + 0.1, *unit)
        for key, unit in UNITS.items()
    }
    for key, unit in COUNTED.items():
        value = values.get(key)
        around = (None,) * 3 if value is None else (value, value - 0.1, value + 0.1)
        measures[key] = Estimate(*around, *unit)
    agents = StaffedTeam("agents", "agents", False, workers, True)
    cost = values["staff_cost"]
    return VariantResult(
        name=name,
        label=label,
        measures=measures,
        teams={},
        steps={},
        personas={},
        reasons={},
        places=(
            Place("ask", "question", Estimate(71.0, 69.0, 73.0, "count", "lower"), 60.0),
            Place("retention", "work", Estimate(44.0, 42.0, 46.0, "count", "lower"), 0.0),
            Place("ask", "wait", Estimate(38.0, 36.0, 40.0, "count", "lower"), 0.0),
            Place(None, "ending", Estimate(9.0, 8.0, 10.0, "count", "lower"), 0.0),
        ),
        ways=WAYS,
        curve=CURVE,
        own_peak=-1.1,
        own_end=0.4,
        waits=Waits(tuple(0.001 * i * i for i in range(101)), 1.0, OVER, 1.2),
        staffing=Staffing((agents,), planned_per_day=cost, cost_per_day=cost),
        replications={key: (e.mean, e.mean) for key, e in measures.items()},
    )


def compared(
    key: str, here: VariantResult, base: VariantResult, half: float, verdict: Verdict | None
) -> Comparison:
    """Compare two variants in one measure, give or take `half`."""
    unit, better = {**UNITS, **COUNTED}[key]
    after, before = here.measures[key].mean, base.measures[key].mean
    if key in COUNTED and None in (after, before):
        none = (None,) * 7
        return Comparison(base.name, here.name, key, *none, unit, better)
    assert after is not None
    assert before is not None
    apart = after - before
    needed = 87 if verdict is Verdict.UNKNOWN else None
    threshold = MATTERS.get(key) if verdict else None
    low, high = apart - half, apart + half
    return Comparison(
        base.name, here.name, key, apart, low, high, verdict, needed, 4.0, threshold, unit, better
    )


def two(**changes: Any) -> Result:
    """Make a comparison that is better; `changes` replace a comparison by its measure."""
    return several(variant("person", "Answered directly", PERSON, 9), **changes)


def several(*others: VariantResult, **changes: Any) -> Result:
    """Compare any variants with the voice menu; `changes` are fields of comparisons by measure."""
    base = variant("menu", "Voice menu first", MENU)
    words = {
        "misery_mean": (0.1, Verdict.BETTER),
        "share_resolved": (0.02, Verdict.BETTER),
        "cost_per_resolved": (0.43, Verdict.UNKNOWN),
        "wait_mean": (0.4, None),
        "wait_p90": (1.3, None),
        "share_abandoned": (0.01, None),
        "contacts_mean": (0.02, None),
        "staff_cost": (0.0, None),
    }
    found = [
        replace(
            compared(key, other, base, *words.get(key, (0.1, None))),
            **changes.get(key, {}),
        )
        for other in others
        for key in sorted({**UNITS, **COUNTED}, key=lambda key: key not in MATTERS)
    ]
    groups = tuple(
        GroupComparison(
            "persona", name, "menu", other.name, "misery_mean", -1.7, -1.8, -1.6, "count", "lower"
        )
        for other in others
        for name in ("hurried", "regular")
    )
    return Result(
        scenario="Cancelling an internet subscription",
        currency="EUR",
        version="1.0",
        seed=2012,
        replications=30,
        days=1,
        baseline="menu",
        matters=MATTERS,
        matters_written=True,
        variants={part.name: part for part in (base, *others)},
        comparisons=tuple(found),
        groups=groups,
        warnings=(),
    )
